//! How far a long task is.

/// Called with how many items are done, and how many there are if that is known.
pub type Progress<'a> = &'a dyn Fn(u64, Option<u64>);
