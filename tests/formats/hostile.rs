//! Every article that was made to be difficult, in every format: as whole documents, twice alike, well-formed, without
//! anything empty, with languages on texts only.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use sha2::{Digest, Sha256};
use similar::{ChangeTag, TextDiff};
use windrow::formats::FORMATS;
use windrow::model::{Content, Datestamp, Item, PartialDate, WebUrl};
use windrow::render::Renderer;
use windrow::xml::MATHML;

use crate::articles::{
    self, Named, completed, each_without_one_field, generated, identity, records, written,
};
use crate::pretty;
use crate::xml::{Element, parse};

/// Longer documents are in snapshots by their hash, beginning and end.
const LONGEST: usize = 20_000;

/// Writes in every format for a repository that says all of itself that a format may want, at a moment that does not change.
pub fn renderer() -> Renderer {
    Renderer::new(Some(&identity()), Datestamp::from_unix(1_714_564_800)) // 2024-05-01
}

/// Every article there is, and each once more with what the most demanding format demands.
pub fn all() -> Vec<Named> {
    let mut all = written();
    all.extend(generated());
    all.extend(records());
    all.extend(each_without_one_field().into_iter().map(|Named { name, item }| Named {
        name: format!("full_without_{}", name.replace('/', "_")),
        item,
    }));
    let whole: Vec<_> = all
        .iter()
        .map(|Named { name, item }| Named { name: format!("{name}_completed"), item: completed(item) })
        .collect();
    all.extend(whole);
    all
}

#[test]
fn there_are_enough_articles() {
    assert!(written().len() >= 45, "{}", written().len());
    assert!(each_without_one_field().len() >= 80, "{}", each_without_one_field().len());
}

/// A file for each article: in all formats, one after the other; where one is refused, the reasons, and what becomes of the
/// article when it has what is wanted.
#[test]
fn every_article_in_every_format() {
    let renderer = renderer();
    let articles = written().into_iter().chain(generated()).chain(records());
    let differ = articles
        .filter(|Named { name, item }| !is_as_before("articles", name, &in_every_format(item, &renderer)));
    let differ: Vec<_> = differ.map(|Named { name, .. }| name).collect();
    assert!(differ.is_empty(), "these come out otherwise: {differ:?}");
}

fn in_every_format(item: &Item, renderer: &Renderer) -> String {
    let mut text = String::new();
    let whole = renderer.explain(&completed(item));
    for ((prefix, written), (_, completed)) in renderer.explain(item).into_iter().zip(whole) {
        let _ = match written {
            Ok(document) => writeln!(text, "== {prefix}\n{}\n", shown(&document)),
            Err(reasons) => {
                let completed = completed
                    .map_or_else(|reasons| crate::english(reasons).join("\n  "), |document| shown(&document));
                let reasons = crate::english(reasons).join("\n  ");
                writeln!(text, "== {prefix} refused: {reasons}\n-- completed:\n{completed}\n")
            }
        };
    }
    text
}

fn shown(document: &str) -> String {
    let lines = pretty(document);
    if lines.len() <= LONGEST {
        return lines;
    }
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(document)[..16]);
    let head: String = lines.chars().take(1_500).collect();
    let tail: Vec<char> = lines.chars().rev().take(500).collect();
    let tail: String = tail.into_iter().rev().collect();
    format!("{} bytes, SHA-256 {hash}…\n{head}\n[…]\n{tail}", document.len())
}

/// A file for each format: what goes out of the document when a field goes out of the record.
#[test]
fn every_field_missing_in_every_format() {
    let renderer = renderer();
    let whole = renderer.explain(&articles::article("full"));
    let mut texts = vec![String::new(); whole.len()];
    for Named { name, item } in each_without_one_field() {
        for ((text, (prefix, whole)), (_, less)) in texts.iter_mut().zip(&whole).zip(renderer.explain(&item))
        {
            let whole = whole.as_ref().unwrap_or_else(|reasons| panic!("{prefix}: {reasons:?}"));
            let _ = match less {
                Ok(less) => write!(text, "== {name}\n{}", changes(&pretty(whole), &pretty(&less))),
                Err(reasons) => {
                    writeln!(text, "== {name}\nrefused: {}", crate::english(reasons).join("\n  "))
                }
            };
        }
    }
    let differ = whole.iter().zip(texts).filter(|((prefix, _), text)| !is_as_before("missing", prefix, text));
    let differ: Vec<_> = differ.map(|((prefix, _), _)| prefix).collect();
    assert!(differ.is_empty(), "these come out otherwise: {differ:?}");
}

/// Whether the text is that of the snapshot in the folder; if not, it is told.
fn is_as_before(folder: &str, name: &str, text: &str) -> bool {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("snapshots/{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    catch_unwind(AssertUnwindSafe(|| settings.bind(|| insta::assert_snapshot!(name, text)))).is_ok()
}

fn changes(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let changed = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    changed.map(|change| format!("{}{}\n", change.tag(), change.value().trim_end())).collect()
}

#[test]
fn every_document_is_well_formed_twice_the_same_and_has_nothing_empty() {
    let renderer = renderer();
    let mut wrong = Vec::new();
    for Named { name, item } in all() {
        let first = renderer.explain(&item);
        assert_eq!(first, renderer.explain(&item), "{name}");
        for (prefix, written) in first {
            match written {
                Ok(document) => {
                    let faults = faults(&document).into_iter().chain(misplaced_languages(&document));
                    wrong.extend(faults.map(|fault| format!("{name} in {prefix}: {fault}")));
                }
                Err(reasons) => {
                    assert!(
                        !reasons.is_empty()
                            && reasons
                                .iter()
                                .all(|reason| !reason.en.trim().is_empty() && !reason.zh.trim().is_empty())
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// Formats refuse for what is not there; an article that has it all is in every one.
#[test]
fn the_full_and_the_plain_article_are_in_every_format() {
    for name in ["full", "plain"] {
        let written = renderer().explain(&articles::article(name));
        let prefixes: Vec<_> = written.iter().map(|(prefix, _)| prefix.as_str()).collect();
        assert_eq!(prefixes, FORMATS.iter().map(|format| format.metadata_prefix()).collect::<Vec<_>>());
        for (prefix, written) in written {
            assert!(written.is_ok(), "{name} in {prefix}: {:?}", written.err());
        }
    }
}

/// What is wrong with a document though it is valid.
pub fn faults(document: &str) -> Vec<String> {
    match parse(document) {
        Ok(root) => root.descendants().into_iter().flat_map(element_faults).collect(),
        Err(error) => vec![error],
    }
}

fn element_faults(element: &Element) -> Vec<String> {
    let Element { qname, text, children, attributes, .. } = element;
    let mut faults = Vec::new();
    if text.trim().is_empty() && children.is_empty() && !may_be_empty(element) {
        faults.push(format!("{qname} is empty"));
    }
    for (name, value) in attributes {
        // In MARC a blank indicator says that nothing is said.
        let indicator = element.local == "datafield" && matches!(name.as_str(), "ind1" | "ind2");
        if value.trim().is_empty() && !indicator && element.namespace != MATHML {
            faults.push(format!("{name} of {qname} is empty"));
        }
    }
    faults
}

/// The languages that stand where no text is.
fn misplaced_languages(document: &str) -> Vec<String> {
    let root = parse(document).unwrap_or_default();
    let elements = root.descendants().into_iter();
    let leaves =
        elements.filter(|element| element.children.is_empty() && element.attribute("xml:lang").is_some());
    let misplaced = leaves.filter(|element| is_no_text(&element.text));
    misplaced
        .map(|Element { qname, text, .. }| format!("{qname} has a language, and is no text: {text}"))
        .collect()
}

/// Elements that say by being there what they say.
fn may_be_empty(element: &Element) -> bool {
    const EMPTY: [&str; 5] = ["break", "format", "free_to_read", "page-count", "xref"];
    element.namespace == MATHML || EMPTY.contains(&element.local.as_str())
}

/// Whether this is a link, a date or a term.
fn is_no_text(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("info:eu-repo/") || text.parse::<PartialDate>().is_ok() || WebUrl::is_one(text)
}

#[test]
fn faults_are_found() {
    for (document, fault) in [
        ("<a><b/></a>", "b is empty"),
        ("<a><b> </b></a>", "b is empty"),
        ("<a b=''>x</a>", "b of a is empty"),
        ("<a>x", "no end of a"),
    ] {
        assert!(faults(document).iter().any(|found| found.contains(fault)), "{document}");
    }
    assert_eq!(faults("<a><b>x</b><free_to_read/><datafield ind1=' '>x</datafield></a>"), [""; 0]);
    for (text, misplaced) in [("https://a.org/", true), ("2022-05", true), ("A title", false)] {
        let document = format!("<a xml:lang='en'><b xml:lang='en'>{text}</b></a>");
        assert_eq!(!misplaced_languages(&document).is_empty(), misplaced, "{text}");
    }
}

/// Dublin Core is no article, and just oai_dc takes it.
#[test]
fn plain_dublin_core_is_refused_by_every_format_but_one() {
    let dublin_core = Item { content: Content::Dc(Default::default()), ..articles::article("plain") };
    let written = renderer().explain(&dublin_core).into_iter();
    let taken = written.filter(|(_, written)| written.is_ok()).map(|(prefix, _)| prefix);
    assert_eq!(taken.collect::<Vec<_>>(), ["oai_dc"]);
}
