//! oai_qdc: qualified Dublin Core (DCMI terms).

use crate::model::Content;
use crate::xml::Xml;

use super::Format;

pub struct OaiQdc;

impl Format for OaiQdc {
    fn metadata_prefix(&self) -> &'static str {
        "oai_qdc"
    }

    fn schema(&self) -> &'static str {
        "http://terms.library.ualberta.ca/oai_qdc/oai_qdc.xsd"
    }

    fn metadata_namespace(&self) -> &'static str {
        "http://terms.library.ualberta.ca/oai_qdc/"
    }

    fn revision(&self) -> u32 {
        1
    }

    fn write(&self, _content: &Content, _xml: &mut Xml) -> Result<(), String> {
        todo!()
    }
}
