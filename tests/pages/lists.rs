//! The front page and the lists.

use crate::fixture::{DUBLIN_CORE, Fixture, SMALL, WHOLE};
use crate::html::Element;

const ISSUE: &str = "/issues/2434-561X/2022/40/5";

/// The titles of a list, in its order.
fn titles(page: &Element) -> Vec<&str> {
    let entries = page.all("li").into_iter();
    let headings = entries.flat_map(|entry| [entry.all("h2"), entry.all("h3")].concat());
    headings.map(|heading| heading.text.trim()).collect()
}

fn filled() -> Fixture {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE, SMALL, DUBLIN_CORE]);
    fixture
}

#[test]
fn the_front_page_says_what_the_repository_is_and_how_to_harvest_it() {
    let fixture = filled();
    let (status, page) = fixture.page("/");
    assert_eq!((status, page.first_text("h1")), (200, "The <Journal> & sons"));
    let base_url = format!("http://{}/oai", fixture.authority());
    for text in [
        "1999",
        "2022",
        "Título",
        "editor@example.org",
        "Sickle",
        "metha-sync",
        "oai_pmh::Client",
        "harvest_oai.php",
        "curl",
        "OpenAIRE",
    ] {
        assert!(page.text.contains(text), "{text}");
    }
    assert!(page.text.matches(&base_url).count() >= 6);
    assert_eq!(
        page.all("rect").iter().filter(|it| !it.children.is_empty()).count(),
        2,
        "a bar for each year with records"
    );
    let figures: Vec<_> = page.all("dl")[0].all("dd").into_iter().map(|it| it.text.as_str()).collect();
    let formats = windrow::formats::FORMATS.len().to_string();
    assert_eq!(figures, ["3", "1", "2", &*formats]);
}

#[test]
fn an_issue_is_listed_page_by_page() {
    let fixture = filled();
    let (status, page) = fixture.page(ISSUE);
    assert_eq!(status, 200);
    assert_eq!(page.first_text("h1"), "The Journal · 2022 · 40(5)");
    assert_eq!(titles(&page), ["[Small] devised title", "The whole article: with everything"]);
    assert!(page.all("h2").iter().any(|heading| heading.text == "Essays"));
    let (_, chinese) = fixture.page_in(ISSUE, "zh-CN");
    assert_eq!(chinese.attribute("lang"), Some("zh-Hans"));
    assert!(chinese.text.contains("完整的文章") && chinese.text.contains("王磊"));
    for path in ["/issues", "/authors", "/sets"] {
        assert_eq!(fixture.page(path).0, 200);
    }
}

#[test]
fn years_sets_and_authors_have_their_articles() {
    let fixture = filled();
    let both = ["[Small] devised title", "The whole article: with everything"];
    assert_eq!(titles(&fixture.page("/years/2022").1), both);
    let (_, set) = fixture.page("/sets/j:2022");
    assert_eq!(titles(&set).len(), 2);
    assert_eq!(titles(&fixture.page("/sets/j").1).len(), 2, "a set has what is in the sets below");
    assert!(fixture.page("/sets/j").1.text.contains("Sets below"));
    let (_, author) = fixture.page("/authors/0000-0002-1825-0097");
    assert!(author.first_text("h1").contains("Lei Wang") && author.first_text("h1").contains("王磊"));
    assert_eq!(titles(&author), ["The whole article: with everything"]);
    assert_eq!(titles(&fixture.page("/authors/Garc%C3%ADa,%20Ana").1), ["Título"]);
    let (_, authors) = fixture.page("/authors");
    let names: Vec<_> =
        authors.all("li").into_iter().map(|it| it.text.trim()).filter(|it| it.ends_with(" 1")).collect();
    assert_eq!(names, ["García, Ana 1", "Suharto 1", "Lei Wang 1", "Guoshuai Zhang 1"]);
    for nothing in
        ["/years/1066", "/years/x", "/sets/nothing", "/authors/nobody", "/issues/a/b/c/d", "/issues/a"]
    {
        assert_eq!(fixture.page(nothing).0, 404, "{nothing}");
    }
}

#[test]
fn a_long_list_is_read_in_parts_and_nothing_is_lost() {
    let fixture = Fixture::start();
    let items: Vec<String> = (0..120)
        .map(|number| {
            format!(
                r#"{{"identifier":"oai:example.org:{number}","sets":["s"],"article":{{"title":[{{"text":"N{number:03}"}}],
                    "author":[{{"name":"A"}}],"published":"{}"}}}}"#,
                2000 + number % 7
            )
        })
        .collect();
    fixture.put(&items.iter().map(String::as_str).collect::<Vec<_>>());
    for list in ["/sets/s", "/authors/A"] {
        let (mut target, mut all, mut pages) = (list.to_owned(), Vec::new(), 0);
        loop {
            let (status, page) = fixture.page(&target);
            assert_eq!(status, 200, "{target}");
            all.extend(titles(&page).into_iter().map(str::to_owned));
            pages += 1;
            let next = page.all("a").into_iter().find(|link| link.attribute("rel") == Some("next"));
            let Some(next) = next.and_then(|link| link.attribute("href")) else { break };
            target = format!("{list}{next}");
        }
        all.sort();
        all.dedup();
        assert_eq!((all.len(), pages), (120, 3), "{list}");
    }
}

#[test]
fn lists_follow_changes_and_deletions() {
    let fixture = filled();
    let moved = SMALL.replace(r#""issue":"5""#, r#""issue":"6""#).replace("[Small]", "[Moved]");
    fixture.delete("oai:example.org:2022/05/a1");
    fixture.put(&[DUBLIN_CORE]);
    assert_eq!(titles(&fixture.page(ISSUE).1), ["[Small] devised title"]);
    fixture.put(&[&moved]);
    assert_eq!(fixture.page(ISSUE).0, 404, "an issue without articles has no page");
    assert_eq!(titles(&fixture.page("/issues/2434-561X/2022/40/6").1), ["[Moved] devised title"]);
}

#[test]
fn without_a_catalogue_there_are_no_lists_and_no_links_to_them() {
    let fixture = Fixture::with(|plan| plan.has_catalogue = false);
    fixture.put(&[WHOLE]);
    for path in ["/", "/sets", "/articles/2022/05/a1"] {
        let (status, page) = fixture.page(path);
        assert_eq!(status, 200);
        for link in page.all("a").iter().filter_map(|link| link.attribute("href")) {
            assert!(
                !["/issues", "/years", "/authors", "/sets/", "/feed"]
                    .iter()
                    .any(|list| link.starts_with(list)),
                "{link}"
            );
        }
    }
    assert_eq!(fixture.page("/issues").0, 404);
}
