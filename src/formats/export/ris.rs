//! RIS (Research Information Systems): a tag and a value on each line, `JOUR` for an article.

use crate::model::{Doi, IssueDate, PartialDate, Season};

use super::Export;
use super::cited::{Cited, CitedName, whole_title};
use super::key::citation_key;
use super::text::{line, on_one_line};
use crate::formats::writing::link::file_type;
use crate::formats::writing::remarks::remarks;
use crate::formats::{Reasons, Source};

pub struct Ris;

impl Export for Ris {
    fn name(&self) -> &str {
        "ris"
    }

    fn media_type(&self) -> &str {
        "application/x-research-info-systems; charset=utf-8"
    }

    fn extension(&self) -> &str {
        "ris"
    }

    fn write(&self, source: &Source<'_>) -> Result<String, Reasons> {
        let cited = Cited::of(source)?;
        let mut lines = Lines("TY  - JOUR\r\n".to_owned());
        lines.tag("ID", &citation_key(source, cited.article));
        write_texts(&cited, &mut lines);
        write_place(&cited, &mut lines);
        write_links(&cited, &mut lines);
        write_rest(&cited, &mut lines);
        Ok(lines.0 + "ER  - \r\n")
    }
}

/// The lines of a reference.
struct Lines(String);

impl Lines {
    /// A line, if there is a value for it. It has no line break within, since any line that follows would be another tag.
    fn tag(&mut self, tag: &str, value: &str) {
        if !value.is_empty() {
            self.0 += &format!("{tag}  - {value}\r\n");
        }
    }

    /// A line for each text.
    fn texts<T: AsRef<str>>(&mut self, tag: &str, texts: impl IntoIterator<Item = T>) {
        for text in texts {
            self.tag(tag, &line(text.as_ref()));
        }
    }

    fn names(&mut self, tag: &str, names: &[CitedName]) {
        self.texts(tag, names.iter().map(CitedName::inverted));
    }
}

fn write_texts(cited: &Cited<'_>, lines: &mut Lines) {
    lines.tag("TI", &whole_title(cited.title, line));
    for title in cited.translated_titles() {
        lines.tag("TT", &whole_title(title, line));
    }
    lines.names("AU", &cited.authors());
    lines.names("A4", &cited.translators());
}

/// Where and when it appeared.
fn write_place(cited: &Cited<'_>, lines: &mut Lines) {
    let article = cited.article;
    lines.texts("T2", cited.journal());
    lines.texts("J2", cited.abbreviation());
    if let Some(date) = &article.published {
        lines.tag("PY", &format!("{}///", date.year()));
        let season = article.issue_date.as_ref().and_then(IssueDate::season).map_or("", Season::name);
        lines.tag("DA", &format!("{}{season}", slashed(date)));
    }
    lines.texts("VL", &article.volume);
    lines.texts("IS", &article.issue);
    if let Some(pages) = &article.pages {
        lines.texts("SP", [&pages.first]);
        lines.texts("EP", &pages.last);
    }
    lines.texts("C7", &article.article_number);
    for (_, issn) in article.journal.iter().flat_map(|journal| journal.issns()) {
        lines.tag("SN", issn.as_str());
    }
    lines.texts("PB", cited.publisher());
    lines.texts("CY", cited.place());
}

fn write_links(cited: &Cited<'_>, lines: &mut Lines) {
    let article = cited.article;
    lines.tag("DO", &article.doi.as_ref().map(|doi| on_one_line(doi.as_str())).unwrap_or_default());
    let page = article.url.as_ref().map(ToString::to_string);
    lines.tag("UR", &page.or_else(|| article.doi.as_ref().map(Doi::url)).unwrap_or_default());
    for file in &article.files {
        let tag = if file_type(file) == Some("application/pdf") { "L1" } else { "L2" };
        lines.tag(tag, file.url.as_str());
    }
}

fn write_rest(cited: &Cited<'_>, lines: &mut Lines) {
    let article = cited.article;
    let languages: Vec<&str> = article.language.iter().map(|language| language.as_str()).collect();
    lines.tag("LA", &languages.join("; "));
    for (at, text) in cited.abstracts().into_iter().enumerate() {
        lines.tag(if at == 0 { "AB" } else { "N2" }, &(text.mark().to_owned() + &line(&text.text)));
    }
    lines.texts("KW", cited.keywords());
    lines.texts("N1", remarks(article).iter().map(|note| &note.text));
}

/// `2022/09/15/`; what is not known stays empty between the slashes.
fn slashed(date: &PartialDate) -> String {
    format!("{}/{}/{}/", date.year(), date.month().unwrap_or_default(), date.day().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_its_precision() {
        for (date, expected) in [("2022", "2022///"), ("2022-09", "2022/09//"), ("2022-09-15", "2022/09/15/")]
        {
            assert_eq!(slashed(&date.parse().unwrap()), expected);
        }
    }

    #[test]
    fn a_line_is_one_line_and_never_empty() {
        let mut lines = Lines(String::new());
        lines.texts("AB", ["One.\r\nER  - \r\nTY  - BOOK", " \u{3}"]);
        assert_eq!(lines.0, "AB  - One. ER - TY - BOOK\r\n");
    }
}
