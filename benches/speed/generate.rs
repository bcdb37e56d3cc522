//! Records of about 1.5 KB of oai_dc: articles of a bilingual journal, the same for the same seed.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use windrow::formats;
use windrow::model::{Content, Datestamp, DublinCore, DublinCoreElement, Item};
use windrow::protocol::{Answer, Header, RECORD_END, Response, ResumptionToken, record_head, write_body};
use windrow::xml::Xml;

use crate::Result;
use crate::random::Random;
use crate::words::{CHINESE, ENGLISH, FAMILY, GIVEN};

/// How many records a file holds.
const IN_A_FILE: u64 = 10_000;

/// Every so many records one is in this set.
const SETS: [(u64, &str); 2] = [(3, "third"), (10_000, "rare")];

/// Numbers that have nothing to do with the order of the records: each comes once, since this is a prime.
const SCATTER: u64 = 982_451_653;

/// 2022-01-01.
const FIRST_DATESTAMP: i64 = 1_640_995_200;

const CHINESE_TAG: &str = "zh-Hans";
const ENGLISH_TAG: &str = "en";

/// What is to be generated.
pub struct Corpus {
    pub records: u64,
    pub seed: u64,
    /// Identifiers are numbered in the order of the records, or scattered, which is the hardest that can happen to an
    /// index of them.
    pub scattered: bool,
    /// OAI-PMH responses, or JSON Lines.
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Xml,
    JsonLines,
}

/// Writes the files of `count` records from the one numbered `first`, and prints how large they are on the average.
pub fn run(folder: &str, corpus: &Corpus, first: u64, count: u64) -> Result<()> {
    let words = Words::new();
    let mut metadata_bytes = 0;
    let last = corpus.records.min(first + count);
    for first in (first..last).step_by(usize::try_from(IN_A_FILE)?) {
        let records = (first..last.min(first + IN_A_FILE)).map(|at| (at, corpus.number(at)));
        let extension = if corpus.kind == Kind::Xml { "xml" } else { "jsonl" };
        let path = Path::new(folder).join(format!("{:05}.{extension}", first / IN_A_FILE + 1));
        if corpus.kind == Kind::JsonLines {
            let items = records.map(|(at, number)| words.item(corpus.seed, at, number));
            write_lines(&path, items)?;
            continue;
        }
        let mut page = String::new();
        for (at, number) in records {
            let (record, bytes) = words.record(corpus.seed, at, number)?;
            page.push_str(&record);
            metadata_bytes += bytes as u64;
        }
        let mut file = File::create(path)?;
        file.write_all(response(&page, first, corpus.records).as_bytes())?;
        file.sync_all()?;
    }
    if metadata_bytes > 0 {
        println!("record_bytes {}", metadata_bytes / (last - first));
    }
    Ok(())
}

impl Corpus {
    /// The number in the identifier of the record that comes at this place.
    fn number(&self, at: u64) -> u64 {
        if self.scattered { at * SCATTER % self.records } else { at }
    }
}

/// How many records a file of changes has.
const CHANGES: u64 = 1_000;

/// Writes files of changes to a repository of so many records: records at random that are different from now on, or
/// `new` ones.
pub fn changes(folder: &str, records: u64, seed: u64, files: u64, new: bool) -> Result<()> {
    let words = Words::new();
    let mut random = Random::new(seed);
    for file in 0..files {
        let first = records + (seed * files + file) * CHANGES;
        let numbers = (0..CHANGES).map(|at| if new { first + at } else { random.below(records) });
        let items = numbers.map(|number| words.item(seed, number, number));
        write_lines(&Path::new(folder).join(format!("{file:05}.jsonl")), items)?;
    }
    Ok(())
}

fn write_lines(path: &Path, items: impl Iterator<Item = Result<Item>>) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for item in items {
        serde_json::to_writer(&mut file, &item?)?;
        file.write_all(b"\n")?;
    }
    file.into_inner()?.sync_all()?;
    Ok(())
}

/// One in so many records is in this set.
pub fn every(set: &str) -> Result<usize> {
    let (every, _) = SETS.iter().find(|(_, spec)| *spec == set).ok_or("there is no such set")?;
    Ok(usize::try_from(*every)?)
}

/// The answer that a harvester has saved.
fn response(records: &str, cursor: u64, complete_list_size: u64) -> String {
    let value = (cursor + IN_A_FILE < complete_list_size).then(|| format!("after-{cursor}"));
    let token = ResumptionToken { value, expiration_date: None, complete_list_size, cursor };
    let response = Response {
        response_date: Datestamp::from_unix(FIRST_DATESTAMP).plus(400 * 86_400),
        base_url: "https://speed.example/oai",
        echo: vec![("verb", "ListRecords"), ("metadataPrefix", "oai_dc")],
        answer: Ok(Answer::ListRecords),
    };
    let frame = response.frame();
    [frame.head(), records, &frame.tail(Some(&token))].concat()
}

/// The words, and the names as pairs.
struct Words {
    chinese: Vec<&'static str>,
    english: Vec<&'static str>,
    family: Vec<(&'static str, &'static str)>,
    given: Vec<(&'static str, &'static str)>,
}

impl Words {
    fn new() -> Self {
        let list = |words: &'static str| words.split(' ').collect();
        let pairs = |names: &'static str| names.split(' ').filter_map(|name| name.split_once('/')).collect();
        Self { chinese: list(CHINESE), english: list(ENGLISH), family: pairs(FAMILY), given: pairs(GIVEN) }
    }

    /// The record as it stands in an answer, and how large it is without its header.
    fn record(&self, seed: u64, at: u64, number: u64) -> Result<(String, usize)> {
        let item = self.item(seed, at, number)?;
        let mut xml = Xml::new();
        formats::by_prefix("oai_dc")
            .ok_or("there is no oai_dc")?
            .write(&formats::Source::of(&item), &mut xml)
            .map_err(|reasons| windrow::model::Words::joined(&reasons).en)?;
        let sets: Vec<_> = item.sets.iter().map(|set| set.as_str()).collect();
        let header = Header {
            identifier: item.identifier.as_str().to_owned(),
            datestamp: Datestamp::from_unix(FIRST_DATESTAMP).plus(i64::try_from(at)? * 20),
            sets: sets.join(" "),
            deleted: false,
        };
        let body = write_body(&xml.into_string(), &[], None);
        Ok(([&record_head(&header), body.as_str(), RECORD_END].concat(), body.len()))
    }

    fn item(&self, seed: u64, at: u64, number: u64) -> Result<Item> {
        let sets = SETS.iter().filter(|(every, _)| at.is_multiple_of(*every)).map(|(_, spec)| spec.parse());
        Ok(Item {
            sets: sets.collect::<std::result::Result<_, _>>()?,
            ..Item::new(
                format!("oai:speed.example:article/{number}").parse()?,
                Content::Dc(DublinCore { elements: self.elements(&mut Random::of(seed, number), number)? }),
            )
        })
    }

    fn elements(&self, random: &mut Random, number: u64) -> Result<Vec<DublinCoreElement>> {
        let mut elements = Vec::with_capacity(24);
        let mut add = |element: &str, lang: Option<&str>, value: String| -> Result<()> {
            let lang = lang.map(str::parse).transpose()?;
            elements.push(DublinCoreElement { element: element.to_owned().into(), lang, value });
            Ok(())
        };
        let (chinese, english) = (Some(CHINESE_TAG), Some(ENGLISH_TAG));
        add("title", chinese, phrase(random, &self.chinese, 5, 9, ""))?;
        add("title", english, phrase(random, &self.english, 7, 12, " "))?;
        for _ in 0..random.between(1, 2) {
            let (family, given) = (random.pick(&self.family), random.pick(&self.given));
            add("creator", chinese, format!("{}, {}", family.0, given.0))?;
            add("creator", english, format!("{}, {}", family.1, given.1))?;
        }
        for _ in 0..random.between(2, 3) {
            add("subject", chinese, phrase(random, &self.chinese, 1, 2, ""))?;
            add("subject", english, phrase(random, &self.english, 1, 2, " "))?;
        }
        add("description", chinese, phrase(random, &self.chinese, 8, 32, "") + "。")?;
        add("description", english, phrase(random, &self.english, 8, 26, " ") + ".")?;
        let year = 2000 + number % 25;
        add("publisher", english, "Journal of Speed".to_owned())?;
        add("date", None, format!("{year}-{:02}", 1 + number % 12))?;
        add("type", None, "info:eu-repo/semantics/article".to_owned())?;
        add("identifier", None, format!("https://doi.org/10.5555/speed.{year}.{number}"))?;
        add("language", None, "zh".to_owned())?;
        Ok(elements)
    }
}

/// Words one after the other, from `least` to `most` of them.
fn phrase(random: &mut Random, words: &[&str], least: u64, most: u64, between: &str) -> String {
    let count = random.between(least, most);
    let words: Vec<_> = (0..count).map(|_| random.pick(words)).collect();
    words.join(between)
}
