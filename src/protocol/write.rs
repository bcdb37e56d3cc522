//! Responses as XML (§3.2), element by element in the order of OAI-PMH.xsd.
//!
//! The bodies of records were written when they came into the store and are only copied here.

use crate::model::Granularity;
use crate::xml::Xml;

use super::containers::{self, XSI};
use super::{
    Answer, ErrorCode, Errors, Header, IdentifyAnswer, MetadataFormat, NAMESPACE, Response, ResumptionToken,
    Set, Verb,
};

/// More than an envelope takes, without long arguments.
const ENVELOPE: usize = 2048;
/// More than a resumptionToken element takes.
const TOKEN: usize = 320;
/// More than a header takes, without long identifiers or many sets.
const HEADER: usize = 320;

/// A document without its records or headers, which were written before ([`record_head`]), and without the resumptionToken
/// that follows them.
#[derive(Clone, Debug)]
pub struct Frame {
    text: String,
    /// Where the records go.
    at: usize,
}

impl Frame {
    /// What precedes the records; the whole document, if there are none.
    pub fn head(&self) -> &str {
        &self.text[..self.at]
    }

    /// What follows them, with the token at the end of a list (§3.5).
    pub fn tail(&self, token: Option<&ResumptionToken>) -> String {
        let mut xml = Xml::with_capacity(TOKEN + self.text.len() - self.at);
        token.into_iter().for_each(|token| write_token(&mut xml, token));
        xml.raw(&self.text[self.at..]);
        xml.into_string()
    }
}

impl Response<'_> {
    /// The document; the records of GetRecord and ListRecords go in its middle.
    pub fn frame(&self) -> Frame {
        let mut at = None;
        let mut xml = Xml::document(ENVELOPE);
        xml.element("OAI-PMH")
            .attr("xmlns", NAMESPACE)
            .attr("xmlns:xsi", XSI)
            .attr(
                "xsi:schemaLocation",
                "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
            )
            .content(|xml| {
                xml.raw("\n");
                xml.element("responseDate").shown(self.response_date);
                xml.raw("\n");
                self.write_request(xml);
                xml.raw("\n");
                match &self.answer {
                    Ok(answer) => at = write_answer(xml, answer, self.base_url),
                    Err(errors) => write_errors(xml, errors),
                }
            });
        xml.raw("\n");
        let text = xml.into_string();
        Frame { at: at.unwrap_or(text.len()), text }
    }

    /// The base URL, with the arguments of the request as attributes; on badVerb and badArgument there MUST be none,
    /// whatever other errors stand beside (§3.2).
    fn write_request(&self, xml: &mut Xml) {
        let withheld = |errors: &Errors| {
            errors.iter().any(|error| matches!(error.code, ErrorCode::BadVerb | ErrorCode::BadArgument))
        };
        let echo = match &self.answer {
            Err(errors) if withheld(errors) => &[],
            _ => self.echo.as_slice(),
        };
        let request = xml.element("request");
        echo.iter().fold(request, |request, (name, value)| request.attr(name, value)).text(self.base_url);
    }
}

/// §3.6: one element for each error, and nothing beside them.
fn write_errors(xml: &mut Xml, errors: &Errors) {
    debug_assert!(!errors.is_empty(), "an answer with neither a verb element nor an error");
    for error in errors {
        xml.element("error").attr("code", error.code.as_str()).text(&error.message);
        xml.raw("\n");
    }
}

/// The element named like the verb; gives where records go, if it has any.
fn write_answer(xml: &mut Xml, answer: &Answer, base_url: &str) -> Option<usize> {
    let mut records = None;
    xml.element(answer.verb().as_str()).content(|xml| {
        xml.raw("\n");
        match answer {
            Answer::GetRecord | Answer::ListIdentifiers | Answer::ListRecords => records = Some(xml.len()),
            Answer::Identify(identify) => write_identify(xml, identify, base_url),
            Answer::ListMetadataFormats(formats) => write_list(xml, formats, None, write_format),
            Answer::ListSets { sets, token } => write_list(xml, sets, token.as_ref(), write_set),
        }
    });
    xml.raw("\n");
    records
}

impl Answer {
    /// The verb that this answers.
    pub const fn verb(&self) -> Verb {
        match self {
            Self::GetRecord => Verb::GetRecord,
            Self::Identify(_) => Verb::Identify,
            Self::ListIdentifiers => Verb::ListIdentifiers,
            Self::ListMetadataFormats(_) => Verb::ListMetadataFormats,
            Self::ListRecords => Verb::ListRecords,
            Self::ListSets { .. } => Verb::ListSets,
        }
    }
}

/// The entries, one or more (OAI-PMH.xsd; an empty list is an error instead), and what tells how to go on (§3.5).
fn write_list<T>(
    xml: &mut Xml,
    entries: &[T],
    token: Option<&ResumptionToken>,
    write: impl Fn(&mut Xml, &T),
) {
    debug_assert!(!entries.is_empty(), "an empty list is answered with an error");
    for entry in entries {
        write(xml, entry);
    }
    if let Some(token) = token {
        write_token(xml, token);
    }
}

/// What stands behind the body of a record.
pub const RECORD_END: &str = "</record>\n";

/// What stands before the body of a record (§2.5) in every answer. The body is what [`super::write_body`] wrote, nothing for a
/// deleted record; behind it comes [`RECORD_END`].
pub fn record_head(header: &Header) -> String {
    let mut xml = Xml::with_capacity(HEADER);
    xml.raw("<record>");
    write_header(&mut xml, header);
    xml.into_string()
}

/// The header and the body of a record that is written: what is between [`record_head`]'s `<record>` and [`RECORD_END`].
pub fn record_parts(record: &str) -> Option<(&str, &str)> {
    const END: &str = "</header>\n"; // in a header, `<` is always escaped
    let parts = record.strip_prefix("<record>")?.strip_suffix(RECORD_END)?;
    parts.split_at_checked(parts.find(END)? + END.len())
}

fn write_header(xml: &mut Xml, header: &Header) {
    xml.element("header").attr_if("status", header.deleted.then_some("deleted")).content(|xml| {
        xml.element("identifier").text(&header.identifier);
        xml.element("datestamp").shown(header.datestamp);
        for spec in header.sets.split(' ').filter(|spec| !spec.is_empty()) {
            xml.element("setSpec").text(spec);
        }
    });
    xml.raw("\n");
}

fn write_token(xml: &mut Xml, token: &ResumptionToken) {
    let mut element = xml.element("resumptionToken");
    if let Some(date) = token.expiration_date {
        element = element.attr_shown("expirationDate", date);
    }
    if token.complete_list_size > 0 {
        element = element.attr_shown("completeListSize", token.complete_list_size); // a positiveInteger in OAI-PMH.xsd
    }
    element = element.attr_shown("cursor", token.cursor);
    match &token.value {
        Some(value) => element.text(value),
        None => element.empty(),
    }
    xml.raw("\n");
}

fn write_format(xml: &mut Xml, format: &MetadataFormat) {
    xml.element("metadataFormat").content(|xml| {
        xml.element("metadataPrefix").text(&format.metadata_prefix);
        xml.element("schema").text(&format.schema);
        xml.element("metadataNamespace").text(&format.metadata_namespace);
    });
    xml.raw("\n");
}

fn write_set(xml: &mut Xml, set: &Set) {
    xml.element("set").content(|xml| {
        xml.element("setSpec").text(&set.spec);
        xml.element("setName").text(&set.name);
        let names = (!set.titles.is_empty()).then_some(("dc:title", set.titles.as_slice()));
        let descriptions = set.descriptions.chunks(1).map(|one| ("dc:description", one));
        for (element, texts) in names.into_iter().chain(descriptions) {
            xml.element("setDescription").content(|xml| containers::dublin_core(xml, element, texts));
        }
    });
    xml.raw("\n");
}

/// §4.2.
fn write_identify(xml: &mut Xml, answer: &IdentifyAnswer, base_url: &str) {
    let mut line = |name: &str, text: &str| {
        xml.element(name).text(text);
        xml.raw("\n");
    };
    line("repositoryName", &answer.identity.name);
    line("baseURL", base_url);
    line("protocolVersion", "2.0");
    for email in &answer.identity.admin_emails {
        line("adminEmail", email);
    }
    line("earliestDatestamp", &answer.earliest_datestamp.to_string());
    line("deletedRecord", "persistent");
    line("granularity", Granularity::Second.as_str());
    for coding in &answer.compressions {
        line("compression", coding);
    }
    write_descriptions(xml, answer);
}

/// The description containers of Identify, those that there is something to say in.
fn write_descriptions(xml: &mut Xml, answer: &IdentifyAnswer) {
    let identity = &answer.identity;
    if let Some(sample) = &answer.sample_identifier {
        description(xml, |xml| containers::oai_identifier(xml, &identity.namespace, sample));
    }
    if !answer.rights.is_empty() {
        description(xml, |xml| containers::rights_manifest(xml, &answer.rights));
    }
    if let Some(branding) = &identity.branding {
        description(xml, |xml| containers::branding(xml, branding));
    }
    if !identity.friends.is_empty() {
        description(xml, |xml| containers::friends(xml, &identity.friends));
    }
    for text in identity.descriptions.chunks(1) {
        description(xml, |xml| containers::dublin_core(xml, "dc:description", text));
    }
}

fn description(xml: &mut Xml, write: impl FnOnce(&mut Xml)) {
    xml.element("description").content(write);
    xml.raw("\n");
}
