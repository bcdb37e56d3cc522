//! Windrow, an OAI-PMH 2.0 data provider: article metadata in, a complete endpoint out.
//!
//! The modules; each may import only those named before it:
//!
//! - [`model`]: values with meaning; [`xml`]: writing and reading XML.
//! - [`diagnostics`]: problems of files: place, message, remedy, source line.
//! - [`clock`]: what time it is.
//! - [`gzip`]: text deflated once, and joined into answers.
//! - [`protocol`]: OAI-PMH 2.0 as pure functions: arguments in, typed requests or errors out; typed
//!   responses in, XML out.
//! - [`expression`]: the limits of conditions and templates.
//! - [`formats`]: one file per metadataPrefix.
//! - [`sets`]: rules that put items into sets.
//! - [`checks`]: what is wrong with an item, a file of settings, or a format of the repository's own.
//! - [`search`]: the words of texts, and what a query asks for.
//! - [`store`]: the change log, behind a trait.
//! - [`import`]: other people's files become items, every problem with its place.
//! - [`render`]: items into records, and items read back from what the store keeps of them.
//! - [`catalogue`]: the items by year, issue, set and author, for lists that people read.
//! - [`repository`]: the six verbs answered from a store.
//! - [`pages`]: pages for people, and other interfaces to the same records.
//! - [`ingest`]: items into the store: batches, files loaded in bulk, items rendered again, dry runs.
//! - [`folder`]: the records folder, synchronised and watched.
//! - [`config`], [`telemetry`], [`http`], [`cli`]: the program around it.
//!
//! `docs/architecture.md` says why; § numbers in the code are those of the OAI-PMH 2.0 document.

pub mod catalogue;
pub mod checks;
pub mod cli;
pub mod clock;
pub mod config;
pub mod diagnostics;
pub mod expression;
pub mod folder;
pub mod formats;
pub mod gzip;
pub mod http;
pub mod import;
pub mod ingest;
pub mod model;
pub mod pages;
pub mod protocol;
pub mod render;
pub mod repository;
pub mod search;
pub mod sets;
pub mod store;
pub mod telemetry;
pub mod xml;
