//! Records of about 1.5 KB of oai_dc: articles of a bilingual journal, the same for the same seed.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use windrow::formats;
use windrow::model::{Content, Datestamp, DublinCore, DublinCoreElement, Item};
use windrow::protocol::{Answer, Header, Record, Response, ResumptionToken, write_body};
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

/// Writes the files. The identifiers are numbered in the order of the records, or `scattered`, which is the
/// hardest that can happen to an index of them.
pub fn run(folder: &str, records: u64, seed: u64, scattered: bool, kind: &str) -> Result<()> {
    let words = Words::new();
    let mut metadata_bytes = 0;
    for (part, first) in (0..records).step_by(usize::try_from(IN_A_FILE)?).enumerate() {
        let path = Path::new(folder).join(format!("{:05}.{kind}", part + 1));
        let mut file = BufWriter::new(File::create(path)?);
        let end = records.min(first + IN_A_FILE);
        let numbers = (first..end).map(|at| (at, if scattered { at * SCATTER % records } else { at }));
        if kind == "jsonl" {
            for (at, number) in numbers {
                serde_json::to_writer(&mut file, &words.item(seed, at, number)?)?;
                file.write_all(b"\n")?;
            }
        } else {
            let page =
                numbers.map(|(at, number)| words.record(seed, at, number)).collect::<Result<Vec<_>>>()?;
            metadata_bytes += page.iter().map(|record| record.body.len() as u64).sum::<u64>();
            file.write_all(response(page, first, records).as_bytes())?;
        }
        file.into_inner()?.sync_all()?;
    }
    if metadata_bytes > 0 {
        println!("record_bytes {}", metadata_bytes / records);
    }
    Ok(())
}

/// The answer that a harvester has saved.
fn response(records: Vec<Record>, cursor: u64, complete_list_size: u64) -> String {
    let value = (cursor + IN_A_FILE < complete_list_size).then(|| format!("after-{cursor}"));
    let token = ResumptionToken { value, expiration_date: None, complete_list_size, cursor };
    let response = Response {
        response_date: Datestamp::from_unix(FIRST_DATESTAMP).plus(400 * 86_400),
        base_url: "https://speed.example/oai".to_owned(),
        echo: vec![("verb", "ListRecords".to_owned()), ("metadataPrefix", "oai_dc".to_owned())],
        answer: Ok(Answer::ListRecords { records, token: Some(token) }),
    };
    response.to_xml()
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

    fn record(&self, seed: u64, at: u64, number: u64) -> Result<Record> {
        let item = self.item(seed, at, number)?;
        let mut xml = Xml::new();
        formats::by_prefix("oai_dc")
            .ok_or("there is no oai_dc")?
            .write(&formats::Source::of(&item), &mut xml)
            .map_err(|reasons| reasons.join("; "))?;
        let sets: Vec<_> = item.sets.iter().map(|set| set.as_str()).collect();
        Ok(Record {
            header: Header {
                identifier: item.identifier.as_str().to_owned(),
                datestamp: Datestamp::from_unix(FIRST_DATESTAMP).plus(i64::try_from(at)? * 20),
                sets: sets.join(" "),
                deleted: false,
            },
            body: write_body(&xml.into_string(), &[], None),
        })
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
