//! Arguments of a request (§3.1.1), from the bytes of a query and of a form body.

use super::{Errors, Request};

/// The argument pairs of a request, decoded once, in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Arguments {}

impl Arguments {
    /// Decodes the query of a GET and, for a POST, the body after it.
    pub fn decode(_query: &[u8], _body: &[u8]) -> Self {
        todo!()
    }

    /// The legal request that these arguments are, or all that is wrong with them.
    pub fn request(&self) -> Result<Request, Errors> {
        todo!()
    }

    /// The attributes of `request` in the answer (§3.2): `verb` first, then the rest, without any
    /// that OAI-PMH.xsd would refuse.
    pub fn echo(&self) -> Vec<(&'static str, String)> {
        todo!()
    }
}
