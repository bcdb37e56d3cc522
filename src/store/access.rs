//! What may be done with a store.

/// What a store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing is written, made or upgraded, and the horizon does not move.
    ReadOnly,
    ReadWrite,
}
