//! Nothing is lost: whatever of the folder changes, a harvester that asks only for what is new has the whole repository
//! afterwards, in every format, and was given what has changed and no more.

use std::collections::BTreeMap;

use windrow::ingest::load;
use windrow::model::Datestamp;
use windrow::store::{Range, Wait};

use super::world::World;
use super::written;

const HEAD: &str = "name = \"Test\"\nnamespace = \"journal.test\"\nadmin_emails = [\"oai@journal.test\"]\n";

const FORMATS: [&str; 11] = [
    "oai_dc",
    "oai_qdc",
    "oai_openaire",
    "oai_datacite",
    "datacite",
    "marcxml",
    "mods",
    "jats",
    "crossref",
    "toc",
    "tic",
];

const JOURNAL: &str = "type = [\"journal article\"]\naccess = \"open\"\n[journal]\ntitle = [{ lang = \"en\", text = \"J\" }]\n\
                       print_issn = \"2049-3630\"\npublisher = [{ text = \"P\" }]\n";

const RULE: &str = "[[rule]]\nspec = \"j\"\nby = [\"year\"]\nname = [{ text = \"J\" }]\n";

const TOC: &str =
    "[[format]]\nprefix = \"toc\"\nschema = \"https://journal.test/toc.xsd\"\nnamespace = \"urn:toc\"\n";

const DEPOSITS: &str = "[crossref]\nname = \"Ed\"\nemail = \"ed@journal.test\"\nregistrant = \"The Press\"\n";

/// A mapping to one element.
fn mapping(template: &str) -> String {
    format!(
        "prefix = \"tic\"\nschema = \"https://journal.test/tic.xsd\"\nnamespace = \"urn:tic\"\n\
         template = '<t xmlns=\"urn:tic\"><i>{{{{ title[0].text }}}}</i>{template}</t>'\n\
         [[example]]\nrecord = '''\n[[title]]\ntext = \"T\"\n'''\nxml = '<t xmlns=\"urn:tic\"><i>T</i></t>'\n"
    )
}

fn world() -> World {
    let world = World::new();
    world.write("repository.toml", &format!("{HEAD}{RULE}"));
    world.write("journal.toml", JOURNAL);
    for (number, year) in [(1, 2021), (2, 2021), (3, 2022)] {
        world.write(
            &format!("{year}/{number}.toml"),
            &format!(
                "doi = \"10.1000/{number}\"\nurl = \"https://journal.test/{number}\"\npublished = \"{year}\"\n\
                 [[title]]\nlang = \"en\"\ntext = \"Article {number}\"\n[[author]]\nfamily = \"A\"\ngiven = \"B\"\n"
            ),
        );
    }
    world.sync();
    let file = world.path("x.jsonl");
    std::fs::write(
        &file,
        "{\"identifier\": \"oai:other.test:c\", \"dc\": [{\"element\": \"title\", \"value\": \"C\"}, {\"element\": \"date\", \"value\": \"2021-03\"}]}\n\
         {\"identifier\": \"oai:other.test:d\", \"article\": {\"title\": [{\"text\": \"D\"}], \"doi\": \"10.2000/1\", \"published\": \"2022\"}}\n",
    )
    .unwrap();
    load(&*world.store, "other", &[file], &mut |problem| panic!("{problem}"), &|_, _| {}).unwrap();
    world.clock.advance(10);
    world
}

/// What a harvester keeps of the records of one format: by identifier the datestamp, the sets, and what stands in it.
type Records = BTreeMap<String, (Datestamp, String, Option<String>)>;

/// A copy of the repository, and the time to ask from next.
#[derive(Default)]
struct Copy {
    records: BTreeMap<&'static str, Records>,
    from: Option<Datestamp>,
}

fn records(world: &World, prefix: &str, from: Option<Datestamp>) -> Records {
    let range = Range { prefix, from, until: None, set: None, after: None };
    let records = written::records(&*world.store.snapshot(Wait::Yes).unwrap(), &range).into_iter();
    let kept = records.map(|record| {
        let body = (!record.deleted).then_some(record.body);
        (record.identifier, (record.datestamp, record.sets, body))
    });
    kept.collect()
}

impl Copy {
    /// Harvests what is new, and compares the copy with the repository; gives how many records came anew in each format.
    fn harvest(&mut self, world: &World) -> BTreeMap<&'static str, usize> {
        let mut came = BTreeMap::new();
        let now = world.store.snapshot(Wait::Yes).unwrap().now();
        for prefix in FORMATS {
            let new = records(world, prefix, self.from);
            let kept = self.records.entry(prefix).or_default();
            let moved =
                new.iter().filter(|(identifier, record)| kept.get(*identifier) != Some(record)).count();
            kept.extend(new);
            assert_eq!(*kept, records(world, prefix, None), "the copy of {prefix}");
            if moved > 0 {
                came.insert(prefix, moved);
            }
        }
        self.from = Some(now);
        came
    }
}

#[test]
fn what_is_new_and_the_old_copy_are_the_whole_whatever_changes() {
    let world = world();
    let mut copy = Copy::default();
    assert_eq!(copy.harvest(&world)["oai_dc"], 5);
    let repository = |before: &str, after: &str| {
        world.write("repository.toml", &format!("{before}{HEAD}{after}"));
    };
    let mut step = |what: &str, change: &dyn Fn(), expected: &[(&str, usize)]| {
        change();
        world.sync();
        world.clock.advance(10);
        assert_eq!(copy.harvest(&world), expected.iter().copied().collect(), "{what}");
        world.sync();
        world.clock.advance(10);
        assert_eq!(copy.harvest(&world), BTreeMap::new(), "nothing has changed since: {what}");
    };
    let own = |count| {
        ["oai_dc", "oai_qdc", "oai_openaire", "datacite", "marcxml", "mods", "jats"]
            .map(|prefix| (prefix, count))
    };

    let license = format!("license = \"CC-BY-4.0\"\n{JOURNAL}");
    step("a default", &|| world.write("journal.toml", &license), &own(3));
    step("a default of one issue", &|| world.write("2022/issue.toml", "volume = \"9\"\n"), &own(1));
    step("a mistake in a default", &|| world.write("journal.toml", "acces = 1\n"), &[]);
    step("the default put right", &|| world.write("journal.toml", &license), &[]);
    step(
        "a narrower rule",
        &|| repository("", &RULE.replace("by =", "where = \"year > 2021\"\nby =")),
        &[
            ("oai_dc", 3),
            ("oai_qdc", 2),
            ("oai_openaire", 2),
            ("datacite", 2),
            ("marcxml", 2),
            ("mods", 2),
            ("jats", 2),
        ],
    );
    step(
        "the rule as it was",
        &|| repository("", RULE),
        &[
            ("oai_dc", 3),
            ("oai_qdc", 2),
            ("oai_openaire", 2),
            ("datacite", 2),
            ("marcxml", 2),
            ("mods", 2),
            ("jats", 2),
        ],
    );
    step(
        "fewer formats",
        &|| repository("formats = [\"oai_dc\", \"mods\"]\n", RULE),
        &[("oai_qdc", 4), ("oai_openaire", 3), ("datacite", 3), ("marcxml", 4), ("jats", 3)],
    );
    step("an article deleted meanwhile", &|| world.remove("2021/2.toml"), &[("oai_dc", 1), ("mods", 1)]);
    step(
        "all formats again",
        &|| repository("", RULE),
        &[("oai_qdc", 3), ("oai_openaire", 2), ("datacite", 2), ("marcxml", 3), ("jats", 2)],
    );
    step(
        "deposits",
        &|| repository("datacite_symbol = \"A.B\"\n", &format!("{RULE}{DEPOSITS}")),
        &[("crossref", 2), ("oai_datacite", 2)],
    );
    step(
        "another symbol",
        &|| repository("datacite_symbol = \"A.C\"\n", &format!("{RULE}{DEPOSITS}")),
        &[("oai_datacite", 2)],
    );
    step("no deposits", &|| repository("", RULE), &[("crossref", 2), ("oai_datacite", 2)]);
    step("a format declared", &|| repository("", &format!("{RULE}{TOC}")), &[]);
    step(
        "companions",
        &|| {
            world.write("2021/1.toc.xml", "<t xmlns=\"urn:toc\">1</t>");
            world.write("2022/3.marcxml.xml", "<record xmlns=\"http://www.loc.gov/MARC21/slim\">x</record>");
        },
        &[("toc", 1), ("marcxml", 1)],
    );
    step("a companion removed", &|| world.remove("2022/3.marcxml.xml"), &[("marcxml", 1)]);
    step("the format not declared", &|| repository("", RULE), &[("toc", 1)]);
    step("its companion removed", &|| world.remove("2021/1.toc.xml"), &[]);
    step("a mapping", &|| world.write("formats/tic.toml", &mapping("")), &[("tic", 3)]);
    step("a mapping that fails", &|| world.write("formats/tic.toml", &mapping("<b/")), &[]);
    step(
        "a mapping that makes something else of one",
        &|| world.write("formats/tic.toml", &mapping("{% if volume %}<v>{{ volume }}</v>{% endif %}")),
        &[("tic", 1)],
    );
    step("no mapping", &|| world.remove("formats/tic.toml"), &[("tic", 3)]);
}
