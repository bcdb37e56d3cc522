//! Items into records: every format that an item can fill, written once when the item comes in; and the way back, from
//! what the store keeps of an item to the item.

mod digest;
mod embargo;
mod identity;
mod ids;
mod read_back;
mod renderer;
mod stored_model;

pub(crate) use digest::shortened;
pub use identity::{StoredIdentity, stored_identity};
pub use read_back::stored_item;
pub use read_back::{item_of, item_of_put};
pub use renderer::{Renderer, Written};
