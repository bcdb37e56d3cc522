//! oai_dc: unqualified Dublin Core, which every repository disseminates (§5).

use crate::model::Content;
use crate::xml::Xml;

use super::Format;

pub struct OaiDc;

impl Format for OaiDc {
    fn metadata_prefix(&self) -> &'static str {
        "oai_dc"
    }

    fn schema(&self) -> &'static str {
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    }

    fn metadata_namespace(&self) -> &'static str {
        "http://www.openarchives.org/OAI/2.0/oai_dc/"
    }

    fn revision(&self) -> u32 {
        1
    }

    fn write(&self, _content: &Content, _xml: &mut Xml) -> Result<(), String> {
        todo!()
    }
}
