//! Statements, each where JATS has a place for its kind, and the numbers of clinical trials.

use crate::formats::vocabulary::{stage_name, trial_registry};
use crate::formats::writing::element::is_blank;
use crate::formats::writing::jats_text::{JATS, Prose};
use crate::formats::writing::texts::statement_name;
use crate::model::{Language, Statement, StatementKind, Trial};
use crate::xml::{Xml, plain};

/// The text of a statement of this kind, if something of it is to be seen.
fn of_kind(
    statements: &[Statement],
    kind: StatementKind,
) -> impl Iterator<Item = (Option<&Language>, Prose)> {
    let of_kind = statements.iter().filter(move |statement| statement.kind == kind);
    of_kind.filter_map(|statement| Some((statement.lang.as_ref(), Prose::of(&statement.text)?)))
}

/// Competing interests, as notes of the authors.
pub(super) fn write_interests(statements: &[Statement], xml: &mut Xml) {
    for (lang, prose) in of_kind(statements, StatementKind::CompetingInterests) {
        let note = xml.element("fn").attr("fn-type", "coi-statement");
        let note = note.attr_if("xml:lang", lang.map(Language::as_str));
        note.content(|xml| prose.write_paragraphs(&JATS, "p", xml));
    }
}

/// Funding, within the group of awards.
pub(super) fn write_funding_statements(statements: &[Statement], xml: &mut Xml) {
    for (lang, prose) in of_kind(statements, StatementKind::Funding) {
        let element = xml.element("funding-statement").attr_if("xml:lang", lang.map(Language::as_str));
        element.content(|xml| prose.write(&JATS, None, xml));
    }
}

/// Availability of data, and ethics, as sections.
pub(super) fn write_sections(statements: &[Statement], xml: &mut Xml) {
    for (kind, name) in
        [(StatementKind::DataAvailability, "data-availability"), (StatementKind::Ethics, "ethics-statement")]
    {
        for (lang, prose) in of_kind(statements, kind) {
            let section = xml.element("sec").attr("sec-type", name);
            section.attr_if("xml:lang", lang.map(Language::as_str)).content(|xml| {
                xml.element("title").text(title(kind, lang));
                prose.write_paragraphs(&JATS, "p", xml);
            });
        }
    }
}

/// The heading that a section must have: Chinese of a Chinese text, otherwise English.
fn title(kind: StatementKind, lang: Option<&Language>) -> &'static str {
    match kind {
        StatementKind::DataAvailability if lang.is_some_and(|lang| lang.is("zh")) => "数据可用性声明",
        StatementKind::Ethics if lang.is_some_and(|lang| lang.is("zh")) => "伦理声明",
        kind => statement_name(kind),
    }
}

/// Writes the number of a trial, with its registry.
pub(super) fn write_trial(trial: &Trial, xml: &mut Xml) {
    let number = plain(&trial.number);
    if is_blank(&number) {
        return;
    }
    let given = trial.registry.as_deref().map(plain).filter(|name| !is_blank(name));
    let known = trial_registry(trial).map(|known| known.name);
    let registry = given.as_deref().or(known);
    let stage = trial.stage.map(stage_name);
    xml.element("related-object")
        .attr_if("content-type", stage)
        .attr("source-type", "clinical-trials-registry")
        .attr_if("source-id", registry)
        .attr_if("source-id-type", registry.map(|_| "registry-name"))
        .attr("document-id", number.trim())
        .attr("document-id-type", "clinical-trial-number")
        .text(&number);
}
