//! Identify (§4.2).

use super::given::{Given, Outcome};
use super::view::View;
use crate::protocol::{Answer, IdentifyAnswer};

impl View<'_> {
    pub(super) fn identify(&self) -> Outcome {
        let mut rights = self.identity.rights.clone();
        for statement in self.snapshot.rights()? {
            if !rights.contains(&statement) {
                rights.push(statement);
            }
        }
        let answer = Answer::Identify(Box::new(IdentifyAnswer {
            identity: (*self.identity).clone(),
            earliest_datestamp: self.snapshot.earliest()?,
            compressions: self.settings.compressions.clone(),
            sample_identifier: self.snapshot.sample_identifier(&self.identity.namespace.prefix())?,
            rights,
        }));
        Ok(Ok(Given::Whole(answer, 0)))
    }
}
