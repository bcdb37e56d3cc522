//! Fields of a MARC record, and how they become XML: in the order of their tags, the 880 fields last.

use std::borrow::Cow;

use crate::formats::vocabulary::script_of;
use crate::formats::writing::line::line;
use crate::xml::Xml;

/// A data field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field<'a> {
    pub(super) tag: &'static str,
    pub(super) indicators: [&'static str; 2],
    subfields: Vec<(char, Cow<'a, str>)>,
}

impl<'a> Field<'a> {
    pub(super) const fn new(tag: &'static str, indicators: [&'static str; 2]) -> Self {
        Self { tag, indicators, subfields: Vec::new() }
    }

    /// Adds a subfield, unless nothing of it would be seen.
    pub(super) fn with(mut self, code: char, text: impl Into<Cow<'a, str>>) -> Self {
        let text = match text.into() {
            Cow::Borrowed(text) => line(text),
            Cow::Owned(text) => line(&text).map(|line| Cow::Owned(line.into_owned())),
        };
        self.subfields.extend(text.map(|text| (code, text)));
        self
    }

    /// Adds a subfield if there is a text for it.
    pub(super) fn with_some(self, code: char, text: Option<impl Into<Cow<'a, str>>>) -> Self {
        match text {
            Some(text) => self.with(code, text),
            None => self,
        }
    }

    /// Adds a subfield for each text.
    pub(super) fn with_each<T: Into<Cow<'a, str>>>(
        self,
        code: char,
        texts: impl IntoIterator<Item = T>,
    ) -> Self {
        texts.into_iter().fold(self, |field, text| field.with(code, text))
    }

    /// Ends the field with a full stop, unless it ends so already.
    pub(super) fn ended(mut self) -> Self {
        let last = self.subfields.last_mut().map(|(_, text)| text);
        if let Some(text) = last.filter(|text| !text.ends_with(['.', '?', '!', '。', '？', '！', '…'])) {
            text.to_mut().push('.');
        }
        self
    }

    /// Whether anything but control subfields is in it, which have digits for codes.
    fn has_content(&self) -> bool {
        self.subfields.iter().any(|(code, _)| code.is_ascii_alphabetic())
    }

    fn is_linked(&self) -> bool {
        self.subfields.first().is_some_and(|(code, _)| *code == '6')
    }

    fn write(&self, xml: &mut Xml) {
        let field = xml.element("datafield").attr("tag", self.tag);
        field.attr("ind1", self.indicators[0]).attr("ind2", self.indicators[1]).content(|xml| {
            for (code, text) in &self.subfields {
                let mut buffer = [0; 4];
                xml.element("subfield").attr("code", code.encode_utf8(&mut buffer)).text(text);
            }
        });
    }
}

/// The data fields of a record.
#[derive(Debug, Default)]
pub(super) struct Record<'a> {
    /// Each with its forms in other scripts.
    fields: Vec<(Field<'a>, Vec<Field<'a>>)>,
}

impl<'a> Record<'a> {
    /// Adds a field, unless it is empty.
    pub(super) fn push(&mut self, field: Field<'a>) {
        self.push_linked(field, Vec::new());
    }

    /// Adds a field with its forms in other scripts.
    pub(super) fn push_linked(&mut self, field: Field<'a>, alternates: Vec<Field<'a>>) {
        if field.has_content() {
            self.fields.push((field, alternates.into_iter().filter(Field::has_content).collect()));
        }
    }

    /// Writes the fields in the order of their tags; fields with the same tag keep theirs.
    pub(super) fn write(self, xml: &mut Xml) {
        for field in self.finished() {
            field.write(xml);
        }
    }

    /// The fields in their order, the forms in other scripts as fields 880, linked by $6 (MARC 21, appendix A).
    fn finished(mut self) -> Vec<Field<'a>> {
        self.fields.sort_by_key(|(field, _)| field.tag);
        let mut fields = Vec::with_capacity(self.fields.len());
        let mut others = Vec::new();
        let mut occurrence = 0;
        for (mut field, alternates) in self.fields {
            occurrence += usize::from(!alternates.is_empty());
            for mut alternate in alternates {
                let link = format!("{}-{occurrence:02}{}", field.tag, script_code(&alternate));
                alternate.subfields.insert(0, ('6', Cow::Owned(link)));
                others.push(Field { tag: "880", ..alternate });
                if !field.is_linked() {
                    field.subfields.insert(0, ('6', Cow::Owned(format!("880-{occurrence:02}"))));
                }
            }
            fields.push(field);
        }
        fields.extend(others);
        fields
    }

    /// The fields with a tag, as cataloguers write them.
    #[cfg(test)]
    pub(super) fn all(self, tag: &str) -> Vec<String> {
        let fields = self.finished().into_iter().filter(|field| field.tag == tag);
        let told = fields.map(|field| {
            let indicators = field.indicators.concat().replace(' ', "_");
            let subfields = field.subfields.iter().map(|(code, text)| format!(" ${code} {text}"));
            indicators + &subfields.collect::<String>()
        });
        told.collect()
    }
}

/// The code in $6 for the script: `/$1`, followed by `/r` for a right-to-left script.
fn script_code(alternate: &Field<'_>) -> String {
    let texts = alternate.subfields.iter().filter(|(code, _)| matches!(code, 'a' | 't'));
    let script = texts.filter_map(|(_, text)| script_of(text)).next();
    let Some((script, code)) = script.and_then(|script| script.marc.map(|code| (script, code))) else {
        return String::new();
    };
    if script.is_right_to_left { format!("/{code}/r") } else { format!("/{code}") }
}

/// The fields of a tag that `push` makes of an article, for tests.
#[cfg(test)]
pub(super) fn all_of(
    json: &str,
    tag: &str,
    push: for<'a> fn(&'a crate::model::Article, &mut Record<'a>),
) -> Vec<String> {
    let article = serde_json::from_str(json).unwrap();
    let mut record = Record::default();
    push(&article, &mut record);
    record.all(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &'static str) -> Field<'static> {
        Field::new("245", ["0", "0"]).with('a', text)
    }

    fn linked(texts: &[&'static str], tag: &str) -> Vec<String> {
        let mut record = Record::default();
        for text in texts {
            record.push_linked(title("romanised"), vec![title(text)]);
        }
        record.all(tag)
    }

    #[test]
    fn alternates_are_linked_both_ways_with_the_code_of_their_script() {
        let texts = ["安全", "الأمن", "мир", "Πολιτική", "שלום", "ความมั่นคง"];
        let links: Vec<String> =
            linked(&texts, "880").iter().map(|field| field.split(' ').nth(2).unwrap().to_owned()).collect();
        assert_eq!(links, ["245-01/$1", "245-02/(3/r", "245-03/(N", "245-04/(S", "245-05/(2/r", "245-06"]);
        assert_eq!(linked(&texts, "245")[5], "00 $6 880-06 $a romanised");
    }

    #[test]
    fn links_are_counted_in_the_order_of_the_fields() {
        let mut record = Record::default();
        for tag in ["773", "100"] {
            record.push_linked(Field::new(tag, ["0", " "]).with('a', "A"), vec![title("安"), title("мир")]);
        }
        assert_eq!(
            record.all("880"),
            [
                "00 $6 100-01/$1 $a 安",
                "00 $6 100-01/(N $a мир",
                "00 $6 773-02/$1 $a 安",
                "00 $6 773-02/(N $a мир"
            ]
        );
    }

    #[test]
    fn an_empty_field_is_left_out() {
        let host = || {
            let mut record = Record::default();
            record.push(Field::new("773", ["0", " "]).with('7', "nnas").with('t', " \u{3}"));
            record.push_linked(title("A"), vec![Field::new("245", ["0", "0"])]);
            record
        };
        assert_eq!(host().all("773"), Vec::<String>::new());
        assert_eq!(host().all("245"), ["00 $a A"]);
    }

    #[test]
    fn a_field_ends_with_one_full_stop() {
        let ended = |text| title(text).ended().subfields[0].1.clone().into_owned();
        assert_eq!(ended("A title"), "A title.");
        assert_eq!(ended("What now?"), "What now?");
        assert_eq!(ended("[On peace]"), "[On peace].");
        assert_eq!(ended("何为安全？"), "何为安全？");
    }
}
