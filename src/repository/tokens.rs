//! resumptionToken (§3.5) in requests and answers.

use super::view::View;
use crate::protocol::{Error, ErrorCode, ResumptionToken, Token, Verb};

impl View<'_> {
    /// Reads a token, which is good for the verb that issued it alone, and for its time.
    pub(super) fn token(&self, text: &str, verb: Verb) -> Result<Token, Error> {
        let token = Token::open(text, self.key).map_err(|_| not_ours())?;
        if token.verb != verb {
            let message = format!(
                "This resumptionToken came from {}; it is good for that verb only.",
                token.verb.as_str()
            );
            return Err(Error::new(ErrorCode::BadResumptionToken, message));
        }
        if token.issued.plus(self.settings.token_lifetime) < self.snapshot.now() {
            return Err(expired());
        }
        Ok(token)
    }

    /// The element at the end of a list (§3.5): none for a list complete in one answer, an empty one at the end of
    /// a list given in parts.
    pub(super) fn token_element(
        &self,
        next: Option<Token>,
        cursor: u64,
        size: u64,
    ) -> Option<ResumptionToken> {
        let issued = next.as_ref().map(|token| token.issued);
        (next.is_some() || cursor > 0).then(|| ResumptionToken {
            value: next.map(|token| token.seal(self.key)),
            expiration_date: issued.map(|issued| issued.plus(self.settings.token_lifetime)),
            complete_list_size: size,
            cursor,
        })
    }
}

pub(super) fn not_ours() -> Error {
    Error::new(
        ErrorCode::BadResumptionToken,
        "This is not a resumptionToken of this repository; send the last one exactly as it was issued, or restart the list.",
    )
}

pub(super) fn expired() -> Error {
    Error::new(
        ErrorCode::BadResumptionToken,
        "This resumptionToken has expired, or all that was left of its list has changed since; begin the list anew, \
         with `from` if part of it was taken.",
    )
}
