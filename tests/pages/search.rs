//! Search: a table of queries in several languages with what they must find, on both engines; and the page.

use std::sync::Arc;

use tempfile::TempDir;
use windrow::catalogue::{Catalogue, Filters};
use windrow::clock::ManualClock;
use windrow::model::{Datestamp, Identity, Item};
use windrow::render::Renderer;
use windrow::search::Query;
use windrow::store::memory::{Memory, MemoryIndex};
use windrow::store::sqlite::SqliteIndex;
use windrow::store::{Base, Change, Index};

use crate::fixture::{Fixture, WHOLE};
use crate::written::{apply, put_identity};

/// Name, title, authors, keywords, abstract, DOI.
const RECORDS: &[(&str, &str, &str, &str, &str, &str)] = &[
    (
        "wangluo",
        "网络空间国际规范的形成",
        "王磊|Wang Lei",
        "网络安全|国际规范|自下而上",
        "联合国开放式工作组讨论网络空间的负责任国家行为。",
        "10.5555/wl.2022.05",
    ),
    (
        "taikong",
        "太空军备控制",
        "徐能武|Xu Nengwu|龙坤",
        "太空安全|军备控制",
        "太空武器化对战略稳定的影响",
        "10.5555/tk.2022.01",
    ),
    ("falv", "法", "法海", "法理", "论法的精神", "10.5555/fa"),
    ("fanti", "國際安全與網絡治理", "陳大文", "網絡治理", "本文討論臺灣的網絡治理。", "10.5555/ft"),
    (
        "riben",
        "日本の安全保障政策",
        "山田太郎|Yamada Tarō",
        "安全保障|サイバー",
        "インターネットの国際法について",
        "10.5555/jp",
    ),
    ("hanguk", "한국의 국제 안보", "김철수|Kim Cheolsu", "안보", "국제 규범의 형성", "10.5555/kr"),
    (
        "norms",
        "The “Bottom-up” Norm-setting of International Cybersecurity Norms",
        "Lei Wang|O’Brien, Siobhán",
        "cybersecurity|norms",
        "NGOs have begun to engage in norm-setting. H2O is water.",
        "10.1000/182",
    ),
    (
        "arms",
        "Space Arms Control after the Cold War",
        "Müller, Jürgen|Łukasz Ångström",
        "space|arms control",
        "Anti-satellite weapons (ASAT) and strategic stability in 2022.",
        "10.1000/xyz-9",
    ),
    (
        "espacio",
        "La seguridad internacional y el ciberespacio en América Latina",
        "García Márquez, José|Núñez, Íñigo",
        "ciberseguridad|política exterior",
        "El niño y el pingüino: cooperación entre Estados.",
        "10.1000/es",
    ),
    (
        "ecole",
        "L’École française de sécurité",
        "Élodie Lefèvre",
        "sécurité",
        "Œuvre d’une génération : l’élan coopératif.",
        "10.1000/fr",
    ),
    (
        "amn",
        "الأَمْنُ الدُّوَلِيّ وَالفَضَاء السيبراني",
        "أحمد الخطيب|Ahmad al-Khatib",
        "الأمن|السيبرانية",
        "دراسة في إدارة المخاطر على مستوى الدولة",
        "10.1000/ar",
    ),
    (
        "mixed",
        "AI与国际安全：ChatGPT时代",
        "李明|Li Ming",
        "人工智能|AI",
        "本文讨论AI对国际安全的影响。",
        "10.1000/mix",
    ),
    ("russian", "Международная безопасность", "Иван Ёлкин", "безопасность", "Новые угрозы", "10.1000/ru"),
    ("greek", "Η διεθνής ασφάλεια", "Νίκος Παπαδόπουλος", "ασφάλεια", "Ελλάς", "10.1000/gr"),
];

/// A query and everything that it must find.
#[rustfmt::skip]
const QUERIES: &[(&str, &[&str])] = &[
    // Chinese: characters, words, phrases
    ("网", &["wangluo"]), ("网络", &["wangluo"]), ("络", &["wangluo"]), ("网络空间", &["wangluo"]), ("络空", &["wangluo"]),
    ("国际规范", &["wangluo"]), ("规范", &["wangluo"]), ("太空", &["taikong"]), ("军备控制", &["taikong"]), ("武器化", &["taikong"]),
    ("法", &["falv", "riben"]), ("法理", &["falv"]), ("精神", &["falv"]), ("神", &["falv"]), ("論", &["fanti"]),
    ("国际", &["wangluo", "mixed"]), ("國際", &["fanti"]), ("國際安全", &["fanti"]), ("国际安全", &["mixed"]), ("安全", &["wangluo", "taikong", "fanti", "riben", "mixed"]),
    ("网络 规范", &["wangluo"]), ("网络 太空", &[]), ("太空安全 军备", &["taikong"]), ("\"网络空间\"", &["wangluo"]), ("\"网络安全\"", &["wangluo"]),
    ("“国际规范的形成”", &["wangluo"]), ("规范国际", &[]), ("工作组", &["wangluo"]), ("联合国", &["wangluo"]), ("臺灣", &["fanti"]), ("台湾", &[]),
    ("網絡", &["fanti"]), ("治理", &["fanti"]), ("战略稳定", &["taikong"]), ("影响", &["taikong", "mixed"]), ("人工智能", &["mixed"]),
    ("题名", &[]), ("的", &["wangluo", "taikong", "falv", "fanti", "mixed"]),
    // authors
    ("王磊", &["wangluo"]), ("磊", &["wangluo"]), ("wang lei", &["wangluo", "norms"]), ("\"wang lei\"", &["wangluo"]), ("\"lei wang\"", &["norms"]),
    ("author:王磊", &["wangluo"]), ("作者:王磊", &["wangluo"]), ("作者：徐能武", &["taikong"]), ("author:wang", &["wangluo", "norms"]), ("author:WÁNG", &["wangluo", "norms"]),
    ("title:王磊", &[]), ("author:网络", &[]), ("徐", &["taikong"]), ("能武", &["taikong"]), ("陳大文", &["fanti"]), ("陈大文", &[]),
    ("o'brien", &["norms"]), ("O’Brien", &["norms"]), ("siobhan", &["norms"]), ("muller", &["arms"]), ("Müller", &["arms"]), ("jurgen", &["arms"]),
    ("lukasz", &["arms"]), ("angstrom", &["arms"]), ("Ångström", &["arms"]), ("author:garcia", &["espacio"]), ("nunez inigo", &["espacio"]), ("\"García Márquez\"", &["espacio"]),
    ("author:lefevre", &["ecole"]), ("elodie", &["ecole"]), ("yamada taro", &["riben"]), ("山田", &["riben"]), ("田太", &["riben"]), ("khatib", &["amn"]),
    // English: words, case, prefixes, phrases, fields
    ("cybersecurity", &["norms"]), ("CYBERSECURITY", &["norms"]), ("norms", &["norms"]), ("norm", &["norms"]), ("norm*", &["norms"]), ("cyber*", &["norms"]),
    ("cyber", &[]), ("bottom-up", &["norms"]), ("\"bottom up\"", &["norms"]), ("bottom up norm", &["norms"]), ("\"arms control\"", &["arms"]), ("\"control arms\"", &[]),
    ("arms control", &["arms"]), ("control space", &["arms"]), ("\"cold war\"", &["arms"]), ("cold*", &["arms"]), ("\"space arms con\"*", &["arms"]), ("\"arms con\"", &[]),
    ("satellite", &["arms"]), ("asat", &["arms"]), ("2022", &["wangluo", "taikong", "arms"]), ("abstract:2022", &["arms"]), ("title:space", &["arms"]), ("keyword:space", &["arms"]),
    ("keywords:norms", &["norms"]), ("abstract:norms", &[]), ("title:stability", &[]), ("abstract:stability", &["arms"]), ("H2O", &["norms"]), ("h2o water", &["norms"]),
    ("ＣＹＢＥＲＳＥＣＵＲＩＴＹ", &["norms"]), ("nothing", &[]), ("the war", &["arms"]), ("NGOs", &["norms"]), ("international", &["norms"]), ("intern*", &["norms", "espacio"]),
    // Spanish and French
    ("seguridad", &["espacio"]), ("américa latina", &["espacio"]), ("america", &["espacio"]), ("ciberespacio", &["espacio"]), ("ciber*", &["espacio"]), ("política", &["espacio"]),
    ("politica exterior", &["espacio"]), ("niño", &["espacio"]), ("nino", &["espacio"]), ("pinguino", &["espacio"]), ("cooperación", &["espacio"]), ("coop*", &["espacio", "ecole"]),
    ("école", &["ecole"]), ("ECOLE", &["ecole"]), ("française", &["ecole"]), ("securite", &["ecole"]), ("\"École française\"", &["ecole"]), ("generation", &["ecole"]),
    // Arabic
    ("الأمن", &["amn"]), ("الامن", &["amn"]), ("الأَمْنُ", &["amn"]), ("الدولي", &["amn"]), ("الأمن الدولي", &["amn"]), ("\"الأمن الدولي\"", &["amn"]),
    ("إدارة", &["amn"]), ("ادارة", &["amn"]), ("الدولة", &["amn"]), ("السيبراني", &["amn"]), ("السيبران*", &["amn"]), ("أحمد", &["amn"]), ("احمد", &["amn"]), ("حرب", &[]),
    // Japanese, Korean, Russian, Greek
    ("安全保障", &["riben"]), ("サイバー", &["riben"]), ("ｻｲﾊﾞｰ", &["riben"]), ("インターネット", &["riben"]), ("国際法", &["riben"]), ("국제", &["hanguk"]),
    ("안보", &["hanguk"]), ("규범", &["hanguk"]), ("김철수", &["hanguk"]), ("безопасность", &["russian"]), ("БЕЗОПАСНОСТЬ", &["russian"]), ("елкин", &["russian"]),
    ("ασφαλεια", &["greek"]), ("ΑΣΦΑΛΕΙΑ", &["greek"]), ("ελλας", &["greek"]),
    // mixed, identifiers, and what is no word
    ("AI", &["mixed"]), ("ai国际安全", &["mixed"]), ("AI与国际", &["mixed"]), ("chatgpt时代", &["mixed"]), ("ChatGPT", &["mixed"]), ("chat", &[]),
    ("10.5555/wl.2022.05", &["wangluo"]), ("doi:10.1000/182", &["norms"]), ("doi:10.1000", &["norms", "arms", "espacio", "ecole", "amn", "mixed", "russian", "greek"]),
    ("https://doi.org/10.1000/182", &[]), ("182", &["norms"]), ("id:wangluo", &["wangluo"]), ("xyz-9", &["arms"]),
    ("NEAR(a b)", &[]), ("norms OR arms", &[]), ("norms AND arms", &[]), ("NOT norms", &[]), ("norms\" OR \"arms", &[]), ("f0 : norms", &[]), ("{f0}:norms", &[]), ("^the", &["norms", "arms"]),
    ("\"", &[]), ("*", &[]), ("", &[]), ("   ", &[]), ("。，！", &[]), ("\u{0}", &[]), (":::", &[]), ("author:", &[]),
];

/// The record as JSON.
fn json((name, title, authors, keywords, text, doi): &(&str, &str, &str, &str, &str, &str)) -> String {
    let list = |texts: &str| texts.split('|').map(|text| serde_json::json!(text)).collect::<Vec<_>>();
    let authors: Vec<_> = authors.split('|').map(|author| serde_json::json!({ "name": author })).collect();
    serde_json::json!({
        "identifier": format!("oai:example.org:{name}"),
        "sets": [if title.is_ascii() { "latin" } else { "other" }],
        "article": {
            "title": [{ "text": title }], "author": authors, "keywords": [{ "words": list(keywords) }],
            "abstract": [{ "text": text }], "doi": doi, "published": if title.is_ascii() { "2021" } else { "2022" },
            "language": [if title.is_ascii() { "en" } else { "zh" }], "type": ["journal article"],
        }
    })
    .to_string()
}

fn engines() -> (TempDir, [Catalogue; 2]) {
    let clock = Arc::new(ManualClock::at(Datestamp::from_unix(1_700_000_000)));
    let store = Arc::new(Memory::new(clock));
    let emails = vec!["editor@example.org".to_owned()];
    put_identity(&*store, &Identity::new("Search".to_owned(), "example.org".parse().unwrap(), emails));
    let renderer = Renderer::of_store(&*store).unwrap();
    let changes = RECORDS.iter().map(|record| {
        let item: Item = serde_json::from_str(&json(record)).unwrap();
        Change::Put(renderer.put(&item, Base::Absent, String::new(), String::new()).unwrap())
    });
    apply(&*store, "records", changes.collect());
    let folder = TempDir::new().unwrap();
    let indexes: [Arc<dyn Index>; 2] =
        [Arc::new(SqliteIndex::open(folder.path()).unwrap()), Arc::new(MemoryIndex::default())];
    let catalogues = indexes.map(|index| {
        let catalogue = Catalogue::new(store.clone(), index);
        catalogue.catch_up().unwrap();
        catalogue
    });
    (folder, catalogues)
}

fn names(catalogue: &Catalogue, query: &str, filters: &Filters) -> Vec<String> {
    let found = catalogue.search(&Query::read(query), filters, 99).unwrap();
    assert_eq!(found.number, found.entries.len());
    found.entries.into_iter().map(|it| it.identifier.replace("oai:example.org:", "")).collect()
}

#[test]
fn every_query_finds_what_it_must_and_nothing_else() {
    assert!(QUERIES.len() >= 120, "{}", QUERIES.len());
    let (_folder, engines) = engines();
    let mut wrong = Vec::new();
    for (engine, catalogue) in ["sqlite", "memory"].iter().zip(&engines) {
        for (query, expected) in QUERIES {
            let mut found = names(catalogue, query, &Filters::default());
            found.sort();
            let mut expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
            expected.sort();
            if found != expected {
                wrong.push(format!("{engine} {query:?}: {found:?}, not {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_search_is_narrowed_by_what_articles_are_listed_under() {
    let (_folder, engines) = engines();
    for catalogue in &engines {
        let narrowed = |change: fn(&mut Filters)| {
            let mut filters = Filters::default();
            change(&mut filters);
            names(catalogue, "10", &filters)
        };
        assert_eq!(narrowed(|_| ()).len(), RECORDS.len());
        assert_eq!(narrowed(|it| it.year = "2021".to_owned()), ["arms"]);
        assert_eq!(narrowed(|it| it.set = "latin".to_owned()), ["arms"]);
        assert_eq!(narrowed(|it| it.language = "en".to_owned()), ["arms"]);
        assert_eq!(narrowed(|it| it.kind = "journal article".to_owned()).len(), RECORDS.len());
        assert!(narrowed(|it| it.kind = "book".to_owned()).is_empty());
        let both = |it: &mut Filters| (it.year, it.set) = ("2021".to_owned(), "other".to_owned());
        assert!(narrowed(both).is_empty());
    }
}

#[test]
fn a_match_in_the_title_comes_before_one_in_the_abstract() {
    let (_folder, engines) = engines();
    for catalogue in &engines {
        assert_eq!(names(catalogue, "国际安全", &Filters::default())[0], "mixed");
        assert_eq!(names(catalogue, "coop*", &Filters::default()).len(), 2);
        assert_eq!(names(catalogue, "法", &Filters::default())[0], "falv");
    }
}

fn filled() -> Fixture {
    let fixture = Fixture::start();
    let records: Vec<String> = RECORDS.iter().map(json).collect();
    fixture.put(&records.iter().map(String::as_str).collect::<Vec<_>>());
    fixture.put(&[WHOLE]);
    fixture
}

#[test]
fn the_page_marks_what_was_found() {
    let fixture = filled();
    let marks = |query: &str| {
        let (status, page) = fixture.page(&format!("/search?q={query}"));
        assert_eq!(status, 200);
        page.all("mark").into_iter().map(|mark| mark.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(marks("%E7%BD%91%E7%BB%9C%E7%A9%BA%E9%97%B4"), ["网络空间", "网络空间"]);
    assert_eq!(marks("author:%E7%8E%8B%E7%A3%8A"), ["王磊", "王磊"]);
    assert_eq!(marks("%22space+arms%22"), ["Space", "Arms"]);
    let (_, page) = fixture.page("/search?q=whole&year=2022&language=en");
    assert!(page.text.contains("The whole article") && page.text.contains("Articles found: 1"));
    assert_eq!(fixture.page("/search").0, 200);
    assert!(fixture.page("/search?q=zzzz").1.text.contains("Nothing was found"));
    let (_, chinese) = fixture.page_in("/search?q=zzzz", "zh");
    assert!(chinese.text.contains("没有找到结果"));
}

#[test]
fn results_come_in_pages_with_an_end() {
    let fixture = Fixture::start();
    let records: Vec<String> = (0..250)
        .map(|number| format!(r#"{{"identifier":"oai:example.org:{number}","dc":[{{"element":"title","value":"word {number}"}}]}}"#))
        .collect();
    fixture.put(&records.iter().map(String::as_str).collect::<Vec<_>>());
    let (mut target, mut pages) = ("/search?q=word&year=".to_owned(), 0);
    while !target.is_empty() {
        let (status, page) = fixture.page(&target);
        assert!(status == 200 && page.text.contains("Articles found: 250"));
        assert_eq!(page.all("mark").len(), 20);
        pages += 1;
        let next = page.all("a").into_iter().find(|link| link.attribute("rel") == Some("next"));
        target = next.map_or_else(String::new, |link| format!("/search{}", link.attribute("href").unwrap()));
    }
    assert_eq!(pages, 10, "200 results can be reached");
    for start in ["99999999999999999999", "-1", "x", "7"] {
        assert_eq!(fixture.page(&format!("/search?q=word&start={start}")).0, 200);
    }
}

#[test]
fn hostile_searches_are_texts() {
    let fixture = filled();
    for query in [
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%22%3E%3Cscript%3E&year=%22%3E&set=%22%3E&language=%3Cb%3E&type=%22onload=",
        "q=%FF&start=x",
        "q=norms&issue=a/b/c/d",
        "q=norms&issue=%1f",
        &format!("q={}", "a*+".repeat(2_000)),
    ] {
        assert_eq!(fixture.page(&format!("/search?{query}")).0, 200, "{query}");
    }
}

#[test]
fn search_can_be_switched_off() {
    let fixture = Fixture::with(|plan| plan.has_search = false);
    fixture.put(&[WHOLE]);
    assert_eq!(fixture.page("/search?q=whole").0, 404);
    let (_, front) = fixture.page("/");
    assert!(
        front.all("a").iter().all(|link| link.attribute("href") != Some("/search"))
            && front.all("form").is_empty()
    );
    assert_eq!(fixture.page("/years/2022").0, 200, "the lists stay");
}
