//! The pages of a repository.

use std::sync::Arc;

use super::frame::Interfaces;
use crate::catalogue::Catalogue;
use crate::repository::Repository;

/// The pages of a repository.
pub struct Site {
    pub(super) repository: Arc<Repository>,
    pub(super) catalogue: Option<Arc<Catalogue>>,
    pub(super) interfaces: Interfaces,
}

impl Site {
    /// The pages of the repository. Without a catalogue there are no lists.
    pub const fn new(
        repository: Arc<Repository>,
        catalogue: Option<Arc<Catalogue>>,
        interfaces: Interfaces,
    ) -> Self {
        Self { repository, catalogue, interfaces }
    }
}
