//! Pages for people, and other interfaces to the same records, without HTTP: a request in, an answer out.
//!
//! Pages are rendered by templates whose names end in `.html`, so that everything is escaped; nothing needs a script. Every address
//! begins at the repository's own place ([`links::Links`]).

mod answering;
mod article;
mod chart;
mod cite;
mod exchange;
mod feed;
mod frame;
mod front;
mod groups;
mod html;
mod lang;
mod links;
mod lists;
mod message;
mod oai;
mod resourcesync;
mod search;
mod site;
mod sitemap;
mod template;
mod texts;
mod values;
mod view;
mod xml_view;

pub use answering::{asset, unavailable};
pub use exchange::{Answered, Asked, HTML, Keep, Status, Varies};
pub use frame::Interfaces;
pub use lang::Lang;
pub use links::{Links, XML};
pub use resourcesync::WELL_KNOWN;
pub use site::Site;
