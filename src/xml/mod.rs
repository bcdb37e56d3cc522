//! XML, written by construction and read with limits. Only this room names quick-xml.

mod escape;
mod writer;

pub use escape::{is_xml_char, without_illegal};
pub use writer::{Element, Xml};
