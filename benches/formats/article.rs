//! Rich bilingual articles, the same for the same seed: from a bare record to one with references and funding.

use windrow::model::{
    Abstract, Access, Affiliation, Article, Content, Funding, Item, Journal, Keywords, Language, Name, Pages,
    Person, Reference, Text, Title, Version,
};

use crate::Result;
use crate::random::Random;
use crate::words::{CHINESE, ENGLISH, FAMILY, GIVEN};

/// So many articles, each an item.
pub fn items(seed: u64, count: u64) -> Result<Vec<Item>> {
    let words = Words::new()?;
    let item = |number| -> Result<Item> {
        let article = words.article(&mut Random::of(seed, number), number)?;
        let identifier = format!("oai:speed.example:article/{number}").parse()?;
        let sets = vec!["openaire".parse()?];
        Ok(Item { sets, ..Item::new(identifier, Content::Article(Box::new(article))) })
    };
    (0..count).map(item).collect()
}

struct Words {
    chinese: Vec<&'static str>,
    english: Vec<&'static str>,
    family: Vec<(&'static str, &'static str)>,
    given: Vec<(&'static str, &'static str)>,
    zh: Language,
    en: Language,
}

impl Words {
    fn new() -> Result<Self> {
        let list = |words: &'static str| words.split(' ').filter(|word| !word.is_empty()).collect();
        let pairs = |names: &'static str| names.split(' ').filter_map(|name| name.split_once('/')).collect();
        Ok(Self {
            chinese: list(CHINESE),
            english: list(ENGLISH),
            family: pairs(FAMILY),
            given: pairs(GIVEN),
            zh: "zh-Hans".parse()?,
            en: "en".parse()?,
        })
    }

    fn article(&self, random: &mut Random, number: u64) -> Result<Article> {
        let year = 2000 + number % 25;
        let first = random.between(1, 150);
        Ok(Article {
            titles: vec![
                Title { lang: Some(self.zh.clone()), ..title(self.chinese(random, 6, 12)) },
                Title { lang: Some(self.en.clone()), ..title(self.english(random, 8, 14)) },
            ],
            authors: (0..random.between(1, 4)).map(|_| self.person(random)).collect::<Result<_>>()?,
            abstracts: vec![
                self.summary(&self.zh, self.chinese(random, 40, 160) + "。"),
                self.summary(&self.en, self.english(random, 40, 180) + " & more."),
            ],
            keywords: vec![
                self.keywords(&self.zh, (0..4).map(|_| self.chinese(random, 1, 2)).collect()),
                self.keywords(&self.en, (0..4).map(|_| self.english(random, 1, 2)).collect()),
            ],
            journal: Some(self.journal()?),
            volume: Some((year - 1980).to_string()),
            issue: Some((1 + number % 6).to_string()),
            pages: Some(Pages {
                first: first.to_string(),
                last: Some((first + random.between(5, 25)).to_string()),
                printed: None,
            }),
            received: Some(format!("{year}-01-15").parse()?),
            published: Some(format!("{year}-{:02}", 1 + number % 12).parse()?),
            language: vec![self.zh.clone()],
            doi: Some(format!("10.5555/speed.{year}.{number}").parse()?),
            url: Some(format!("https://speed.example/article/{number}").parse()?),
            files: vec![serde_json::from_str(&format!("\"https://speed.example/article/{number}.pdf\""))?],
            types: vec!["journal article".to_owned()],
            version: Some(Version::Published),
            license: Some(serde_json::from_str("\"https://creativecommons.org/licenses/by/4.0/\"")?),
            access: Some(Access::Open),
            funding: if number.is_multiple_of(3) { vec![self.funding(random)] } else { Vec::new() },
            references: (0..random.between(0, 8)).map(|_| self.reference(random)).collect(),
            ..Article::default()
        })
    }

    fn person(&self, random: &mut Random) -> Result<Person> {
        let (family, given) = (random.pick(&self.family), random.pick(&self.given));
        let variant = Name {
            lang: Some(self.en.clone()),
            family: Some(family.1.to_owned()),
            given: Some(given.1.to_owned()),
            ..Name::default()
        };
        let affiliation = Affiliation {
            lang: Some(self.en.clone()),
            department: Some(format!("School of {}", self.english(random, 1, 3))),
            institution: Some("University of Speed".to_owned()),
            city: Some("Beijing".to_owned()),
            country: Some("China".to_owned()),
            ror: Some("013q1eq08".parse()?),
            ..Affiliation::default()
        };
        Ok(Person {
            lang: Some(self.zh.clone()),
            family: Some(family.0.to_owned()),
            given: Some(given.0.to_owned()),
            variants: vec![variant],
            affiliations: vec![affiliation],
            orcid: if random.below(2) == 0 { Some("0000-0002-1825-0097".parse()?) } else { None },
            ..Person::default()
        })
    }

    fn journal(&self) -> Result<Journal> {
        Ok(Journal {
            titles: vec![text(&self.zh, "速度研究"), text(&self.en, "Journal of Speed")],
            abbreviations: vec![text(&self.en, "J. Speed")],
            print_issn: Some("2049-3630".parse()?),
            electronic_issn: Some("2434-561X".parse()?),
            publisher: vec![text(&self.en, "Speed Press")],
            ..Journal::default()
        })
    }

    fn funding(&self, random: &mut Random) -> Funding {
        Funding {
            funder: "National Fund for Speed".into(),
            award: Some(format!("21CGJ{:03}", random.below(1_000))),
            ..Funding::default()
        }
    }

    fn reference(&self, random: &mut Random) -> Reference {
        let text = format!("{}. {}, 2019: 1-20.", self.english(random, 2, 3), self.english(random, 5, 9));
        Reference { text: Some(text), ..Reference::default() }
    }

    fn summary(&self, lang: &Language, text: String) -> Abstract {
        Abstract { lang: Some(lang.clone()), text, fragment: false, kind: None }
    }

    fn keywords(&self, lang: &Language, words: Vec<String>) -> Keywords {
        Keywords {
            lang: Some(lang.clone()),
            scheme: None,
            words: words.into_iter().map(Into::into).collect(),
        }
    }

    fn chinese(&self, random: &mut Random, least: u64, most: u64) -> String {
        phrase(random, &self.chinese, least, most, "")
    }

    fn english(&self, random: &mut Random, least: u64, most: u64) -> String {
        phrase(random, &self.english, least, most, " ")
    }
}

fn title(text: String) -> Title {
    Title { lang: None, text, subtitle: None, devised: false }
}

fn text(lang: &Language, text: &str) -> Text {
    Text { lang: Some(lang.clone()), text: text.to_owned() }
}

/// Words one after the other, from `least` to `most` of them.
fn phrase(random: &mut Random, words: &[&str], least: u64, most: u64, between: &str) -> String {
    let count = random.between(least, most);
    (0..count).map(|_| random.pick(words)).collect::<Vec<_>>().join(between)
}
