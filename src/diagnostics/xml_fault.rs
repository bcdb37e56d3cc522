//! What the XML reader finds, as a message with its code.

use crate::xml::{XmlError, XmlFault};

use super::{Message, codes};

impl From<XmlError> for Message {
    fn from(error: XmlError) -> Self {
        let code = match error.fault {
            XmlFault::Syntax => &codes::XML_NOT_WELL_FORMED,
            XmlFault::Reference => &codes::XML_REFERENCE,
            XmlFault::Encoding => &codes::ENCODING,
            XmlFault::CutOff => &codes::XML_CUT_OFF,
            XmlFault::Limit => &codes::FILE_SIZE,
            XmlFault::Character => &codes::XML_CHARACTER,
        };
        Self::new(code, *error.message)
    }
}
