//! The configuration: flags over environment over `windrow.toml` over defaults.
//!
//! Every setting is one row of [`SETTINGS`]; the struct [`Config`], the flags and their help, the variables,
//! the keys of the file, `windrow config` and the table in `docs/configuration.md` all come from it.

mod base_url;
mod file;
mod given;
mod load;
mod of_a_service;
mod reference;
mod setting;
mod settings;
mod suggestion;
mod value;

pub use base_url::BaseUrl;
pub use load::{Configuration, Problems, Sources};
pub use reference::{effective, table};
pub use setting::Setting;
pub use settings::{Config, SETTINGS};
pub use value::{Bytes, Count, Lang, Listen, LogFormat, LogLevel, Room, Seconds, Switch, Workers};
