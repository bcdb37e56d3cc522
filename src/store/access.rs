//! What a store is opened for.

/// What a store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing is written, made or upgraded, and the horizon does not move.
    ReadOnly,
    ReadWrite,
}
