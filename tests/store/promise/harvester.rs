//! A harvester as the simulation has it.

use std::collections::BTreeMap;
use std::io::Read;

use windrow::model::Datestamp;
use windrow::protocol::Arguments;
use windrow::repository::{Body, Repository};

/// A record as a harvester keeps it; `None` for a deleted one.
pub type Copy = BTreeMap<String, Option<String>>;

/// From when a harvester asks next.
#[derive(Clone, Copy, Debug)]
pub enum Habit {
    /// The responseDate of the first answer of its last harvest.
    ResponseDate,
    /// The highest datestamp it has seen, in whatever harvest, finished or not.
    HighestDatestamp,
}

pub struct Harvester {
    habit: Habit,
    pub prefix: &'static str,
    pub set: Option<&'static str>,
    pub verb: &'static str,
    pub copy: Copy,
    from: Option<Datestamp>,
    highest: Option<Datestamp>,
    /// The responseDate of the first answer of the harvest that is under way, and the token to go on with.
    pub under_way: Option<(Datestamp, String)>,
    last_response: Datestamp,
    /// Whether it asks for gzip: every other time.
    gzip: bool,
}

/// One answer, taken apart.
pub struct Page {
    response_date: Datestamp,
    pub records: Vec<(String, Datestamp, Option<String>)>,
    pub token: Option<String>,
    pub error: Option<String>,
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let start = text.find(open)? + open.len();
    Some(&text[start..start + text[start..].find(close)?])
}

impl Page {
    /// What the repository answers: at once, if it can, and in gzip if that is asked for.
    pub fn of(repository: &Repository, query: &str, gzip: bool) -> Self {
        let arguments = Arguments::decode(query.as_bytes(), b"");
        let at_once = repository.answer_at_once(&arguments, gzip);
        let reply = at_once.unwrap_or_else(|| repository.answer(&arguments, gzip).unwrap());
        match reply.body {
            Body::Plain(xml) => Self::read(str::from_utf8(&xml).unwrap()),
            Body::Gzip(member) => {
                let mut xml = String::new();
                flate2::read::GzDecoder::new(&*member).read_to_string(&mut xml).unwrap();
                Self::read(&xml)
            }
        }
    }

    fn read(xml: &str) -> Self {
        let record = |part: &str| {
            let header = part.split("</header>").next().unwrap();
            let deleted = header.contains("status=\"deleted\"");
            let title = between(part, "<dc:title>", "</dc:title>").unwrap_or("");
            (
                between(header, "<identifier>", "</identifier>").unwrap().to_owned(),
                between(header, "<datestamp>", "</datestamp>").unwrap().parse().unwrap(),
                (!deleted).then(|| title.to_owned()),
            )
        };
        let token = between(xml, "<resumptionToken", "</resumptionToken>").and_then(|token| {
            let value = token.split('>').nth(1).unwrap();
            (!value.is_empty()).then(|| value.to_owned())
        });
        Self {
            response_date: between(xml, "<responseDate>", "</responseDate>").unwrap().parse().unwrap(),
            records: xml.split("<header").skip(1).map(record).collect(),
            token,
            error: between(xml, "<error code=\"", "\"").map(str::to_owned),
        }
    }
}

impl Harvester {
    pub fn new(habit: Habit, prefix: &'static str, set: Option<&'static str>, verb: &'static str) -> Self {
        let copy = Copy::new();
        let last_response = Datestamp::from_unix(0);
        Self {
            habit,
            prefix,
            set,
            verb,
            copy,
            from: None,
            highest: None,
            under_way: None,
            last_response,
            gzip: false,
        }
    }

    pub fn query(&self) -> String {
        if let Some((_, token)) = &self.under_way {
            return format!("verb={}&resumptionToken={token}", self.verb);
        }
        let from = match self.habit {
            Habit::ResponseDate => self.from,
            Habit::HighestDatestamp => self.highest,
        };
        let from = from.map(|from| format!("&from={from}")).unwrap_or_default();
        let set = self.set.map(|set| format!("&set={set}")).unwrap_or_default();
        format!("verb={}&metadataPrefix={}{from}{set}", self.verb, self.prefix)
    }

    /// Asks for one page and keeps what it brings.
    pub fn step(&mut self, repository: &Repository) {
        let query = self.query();
        self.gzip = !self.gzip;
        let page = Page::of(repository, &query, self.gzip);
        assert!(page.response_date >= self.last_response, "responseDate went back: {query}");
        self.last_response = page.response_date;
        let mut before = Datestamp::from_unix(0);
        for (identifier, datestamp, title) in page.records {
            assert!(datestamp <= page.response_date, "a datestamp from the future: {query}");
            assert!(datestamp >= before, "out of order: {query}");
            before = datestamp;
            self.highest = self.highest.max(Some(datestamp));
            self.copy.insert(identifier, title);
        }
        match (page.error.as_deref(), page.token) {
            (None, Some(token)) => {
                let begun = self.under_way.take().map_or(page.response_date, |(begun, _)| begun);
                self.under_way = Some((begun, token));
            }
            (None | Some("noRecordsMatch"), _) => {
                self.from = Some(self.under_way.take().map_or(page.response_date, |(begun, _)| begun));
            }
            // All that was left of the list has left its set since; the harvester begins anew where its habit says.
            (Some("badResumptionToken"), _) if self.set.is_some() => self.under_way = None,
            (Some(error), _) => panic!("{error}: {query}"),
        }
    }

    /// Finishes what is under way and takes what is new.
    pub fn finish(&mut self, repository: &Repository) {
        while self.under_way.is_some() {
            self.step(repository);
        }
        self.step(repository);
        while self.under_way.is_some() {
            self.step(repository);
        }
    }
}
