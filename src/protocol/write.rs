//! Responses as XML (§3.2).

use super::Response;

impl Response {
    /// The whole document.
    pub fn to_xml(&self) -> String {
        todo!()
    }
}
