//! Keeps what a harvest was given, so that another server can serve the same as files, and what was asked for, so that
//! it can be asked for again.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufWriter, Write as _};
use std::path::Path;

use crate::Result;
use crate::connection::Connection;
use crate::harvest::{LIST, next, walk};
use crate::random::Random;

/// No folder has more files of single records than this.
const IN_A_FOLDER: usize = 1_000;

/// Two lists of paths, line by line for the same: what to ask Windrow, and what to ask the server of files.
struct Lists {
    windrow: BufWriter<File>,
    files: BufWriter<File>,
    /// Where the files go, if they are wanted.
    root: Option<String>,
}

impl Lists {
    fn create(folder: &str, name: &str, keep: bool) -> io::Result<Self> {
        let list =
            |side: &str| File::create(Path::new(folder).join(format!("{name}.{side}"))).map(BufWriter::new);
        let root = keep.then(|| format!("{folder}/root"));
        Ok(Self { windrow: list("windrow")?, files: list("nginx")?, root })
    }

    fn add(&mut self, arguments: &str, path: &str, body: &[u8]) -> io::Result<()> {
        writeln!(self.windrow, "/oai?{arguments}")?;
        writeln!(self.files, "{path}")?;
        self.root.iter().try_for_each(|root| fs::write(format!("{root}{path}"), body))
    }

    fn finish(mut self) -> io::Result<()> {
        self.windrow.flush()?;
        self.files.flush()
    }
}

/// Harvests a list once, `all` of it or a set, and writes the lists; if they are to be kept, also `page-N.xml` for each
/// page; and each datestamp that comes once into the file `NAME.datestamps`. Prints what the records amount to.
pub fn pages(address: &str, folder: &str, name: &str, set: &str, keep: bool) -> Result<()> {
    let mut asked = if set == "all" { LIST.to_owned() } else { format!("{LIST}&set={set}") };
    let mut lists = Lists::create(folder, name, keep)?;
    let (mut pages, mut raw) = (0, 0);
    let mut datestamps = Datestamps::default();
    walk(&mut Connection::open(address, "identity")?, &asked.clone(), false, &mut |page, token| {
        pages += 1;
        raw += records_in(page);
        datestamps.of(page)?;
        lists.add(&asked, &format!("/page-{pages}.xml"), page)?;
        asked = token.map(next).unwrap_or_default();
        Ok(())
    })?;
    lists.finish()?;
    fs::write(Path::new(folder).join(format!("{name}.datestamps")), datestamps.0.join("\n"))?;
    println!("{name}_count {pages}\n{name}_raw {raw}");
    Ok(())
}

/// The bytes from the first record to the last one, included.
fn records_in(page: &[u8]) -> usize {
    let find = |what: &[u8]| page.windows(what.len()).position(|at| at == what);
    let find_last = |what: &[u8]| page.windows(what.len()).rposition(|at| at == what);
    match (find(b"<record>"), find_last(b"</record>")) {
        (Some(first), Some(last)) => last + b"</record>".len() - first,
        _ => 0,
    }
}

/// Those of the records, in their order, each once.
#[derive(Default)]
struct Datestamps(Vec<String>);

impl Datestamps {
    fn of(&mut self, mut page: &[u8]) -> io::Result<()> {
        let mut line = Vec::new();
        while page.read_until(b'\n', &mut line)? > 0 {
            if line.starts_with(b"<record><header>") {
                let text = String::from_utf8_lossy(&line);
                let datestamp = text.split("<datestamp>").nth(1).and_then(|rest| rest.split('<').next());
                let datestamp = datestamp.ok_or_else(|| io::Error::other("a record has no datestamp"))?;
                if self.0.last().is_none_or(|last| last != datestamp) {
                    self.0.push(datestamp.to_owned());
                }
            }
            line.clear();
        }
        Ok(())
    }
}

/// The same for so many records, at random, each as one file.
pub fn records(address: &str, folder: &str, records: u32, count: usize, seed: u64, keep: bool) -> Result<()> {
    let mut lists = Lists::create(folder, "records", keep)?;
    let mut connection = Connection::open(address, "identity")?;
    let mut numbers: Vec<u32> = (0..records).collect();
    let mut random = Random::new(seed);
    for at in 0..count.min(numbers.len()) {
        let left = u64::try_from(numbers.len() - at)?;
        numbers.swap(at, at + usize::try_from(random.below(left))?);
        let identifier = format!("oai%3Aspeed.example%3Aarticle%2F{}", numbers[at]);
        let arguments = format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}");
        let (within, file) = (at / IN_A_FOLDER, at % IN_A_FOLDER);
        if file == 0 {
            lists.root.iter().try_for_each(|root| fs::create_dir_all(format!("{root}/record/{within}")))?;
        }
        let body = if keep { connection.get(&arguments)? } else { &[] };
        lists.add(&arguments, &format!("/record/{within}/{file}.xml"), body)?;
    }
    Ok(lists.finish()?)
}
