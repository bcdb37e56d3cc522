//! XML, written by construction and read with limits. Only this room names quick-xml and encoding_rs.

mod attributes;
mod decode;
mod encoding;
mod escape;
mod event;
mod faults;
mod markup;
mod mojibake;
mod positions;
mod reader;
mod scan;
mod skip;
mod strict;
mod window;
mod writer;

pub use attributes::{RawAttribute, raw_attributes};
pub use decode::utf8;
pub use encoding::decoded;
pub use escape::{escaped, is_xml_char, without_illegal};
pub use event::{Attribute, Event, Illegal, Limits, Name, XmlError, XmlFault};
pub use markup::{MATHML, Markup, Math, MathContent, Style, markup, plain, plain_math};
pub use mojibake::twice_encoded;
pub use positions::{Mark, Positions};
pub use reader::{Reader, Scope};
pub use skip::TagScan;
pub use strict::{bad_binding, is_absolute_uri, is_ncname, strictly};
pub use window::Window;
pub use writer::{Element, Xml};

/// The namespace of `xml:lang`.
pub const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
