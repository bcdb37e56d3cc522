//! A format that the repository brings along: for items that have XML of their own for it, or with a template that makes it.

use std::sync::OnceLock;

use crate::model::{OwnFormat, Words, words};
use crate::xml::Xml;

use super::Mapping;
use crate::formats::{About, Format, Reasons, Source};

/// A format declared in `repository.toml` or in a mapping file.
pub struct Own {
    format: OwnFormat,
    /// Its template, compiled when the first record is written: most of those who ask for formats write none.
    mapping: OnceLock<Result<Mapping, Words>>,
}

impl Own {
    pub(in crate::formats) const fn new(format: OwnFormat) -> Self {
        Self { format, mapping: OnceLock::new() }
    }

    fn mapping(&self) -> Result<&Mapping, Reasons> {
        let compiled = self.mapping.get_or_init(|| {
            Mapping::compile(&self.format)
                .map_err(|fault| words!("its template cannot be read: {what}", "它的模板无法读取：{what}"; what = fault.message.clone()))
        });
        compiled.as_ref().map_err(|reason| vec![reason.clone()])
    }
}

impl Format for Own {
    fn about(&self) -> About<'_> {
        let OwnFormat { prefix, schema, namespace, .. } = &self.format;
        About::of(prefix.as_str(), schema.as_str(), namespace)
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        if self.format.template.is_none() {
            let prefix = &self.format.prefix;
            return Err(vec![words!(
                "the item has no XML for this format; put a file NAME.{prefix}.xml beside its own",
                "该条目没有这种格式的 XML；请在它的文件旁边放置“名称.{prefix}.xml”"
            )]);
        }
        self.mapping()?.write(source, xml)
    }
}
