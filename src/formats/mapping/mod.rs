//! A mapping: a format that an operator adds without recompiling, as a template over the article. What the template makes is read by our own
//! reader and written by our own writer, so that no template whatever makes a page that is not well-formed.

mod document;
mod fault;
mod fields;
mod filters;
mod own;
mod value;

use std::collections::BTreeSet;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use crate::expression;
use crate::model::{Article, OwnFormat, Words, words};
use crate::xml::Xml;

use super::{Reasons, Source};
pub use document::Document;
pub use fault::Fault;
pub use own::Own;

/// What a record may cost: steps of the template, and 64 bytes of what it makes. An article of 300 authors takes about 50,000.
const FUEL: u64 = 1_000_000;

/// The name of the one template.
const TEMPLATE: &str = "template";

/// A template ready to write records.
pub struct Mapping {
    environment: Environment<'static>,
    namespace: String,
    schema: String,
}

/// What a template can name: the fields of the article as record files have them, and these.
#[derive(Serialize)]
struct Context<'a> {
    identifier: &'a str,
    sets: Vec<&'a str>,
    #[serde(flatten)]
    article: &'a Article,
}

impl Mapping {
    /// Errs with what is wrong with the template of the format; one without a template is an empty one.
    pub fn compile(format: &OwnFormat) -> Result<Self, Fault> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(value::write);
        environment.set_fuel(Some(FUEL));
        expression::restrict(&mut environment);
        filters::add(&mut environment);
        let template = format.template.clone().unwrap_or_default();
        expression::check_template(&template)?;
        environment.add_template_owned(TEMPLATE, template)?;
        Ok(Self {
            environment,
            namespace: format.namespace.clone(),
            schema: format.schema.as_str().to_owned(),
        })
    }

    /// Names that the template uses and that nothing has: slips, which would be passed over in silence.
    pub fn strangers(&self) -> Vec<String> {
        let Ok(template) = self.environment.get_template(TEMPLATE) else { return Vec::new() };
        let used: BTreeSet<_> = template.undeclared_variables(false).into_iter().collect();
        let is_known = |name: &String| {
            names().any(|known| known == name) || self.environment.globals().any(|(known, _)| known == name)
        };
        used.into_iter().filter(|name| !is_known(name)).collect()
    }

    /// The record of the source in this format.
    ///
    /// The error contains every reason that the template gives for refusing, or the fault.
    pub fn document(&self, source: &Source<'_>) -> Result<Document, Reasons> {
        let stopped = |fault: Fault| {
            let place = fault.line.map_or_else(Words::default, |line| {
                words!(" at line {line} of its template", "（模板第 {line} 行）")
            });
            vec![
                words!("its mapping stopped{place}: {what}", "映射中断{place}：{what}"; place = place, what = fault.message),
            ]
        };
        let context = Context {
            identifier: source.identifier.as_str(),
            sets: source.sets.iter().map(|spec| spec.as_str()).collect(),
            article: source.article()?,
        };
        let template = self.environment.get_template(TEMPLATE).map_err(|error| stopped(error.into()))?;
        let rendered = template.render_captured(Serde(context));
        let rendered = rendered.map_err(|error| stopped(error.into()))?;
        match filters::refusals(rendered.state()) {
            Some(reasons) => Err(reasons),
            None => self.read(rendered.output()).map_err(stopped),
        }
    }

    /// XML as this format would have written it: the same document, whatever the white space between its elements.
    pub fn read(&self, xml: &str) -> Result<Document, Fault> {
        Document::read(xml, &self.namespace, &self.schema)
    }

    pub(super) fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        self.document(source)?.write(xml);
        Ok(())
    }
}

/// What a template can name, functions apart.
pub fn names() -> impl Iterator<Item = &'static str> {
    fields::of::<Article>().iter().copied().chain(["identifier", "sets"])
}
