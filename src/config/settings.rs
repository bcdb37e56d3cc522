//! The one table of settings.

use std::path::PathBuf;

use super::base_url::BaseUrl;
use super::given::Texts;
use super::setting::Setting;
use super::value::{Bytes, Count, Lang, Listen, LogFormat, LogLevel, Room, Seconds, Switch, Workers};

macro_rules! settings {
    ($($(#[$common:ident])? $key:ident: $type:ty = $default:literal, $placeholder:literal, $about:literal;)+) => {
        /// Every setting there is.
        pub static SETTINGS: &[Setting] = &[$(Setting {
            key: stringify!($key),
            default: $default,
            placeholder: $placeholder,
            about: $about,
            common: settings!(@common $($common)?),
        }),+];

        /// The effective configuration.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Config {
            $(#[doc = $about] pub $key: $type,)+
        }

        impl Config {
            /// Parses every text; `None` if there were problems, all of which are in `texts` then.
            pub(super) fn parse(texts: &mut Texts) -> Option<Self> {
                $(let $key = texts.parse::<$type>(stringify!($key));)+
                Some(Self { $($key: $key?,)+ })
            }
        }
    };
    (@common common) => { true };
    (@common) => { false };
}

settings! {
    #[common] records: PathBuf = "records", "DIR",
        "The folder of record files, with `repository.toml`.";
    #[common] data: PathBuf = "data", "DIR",
        "The folder of the store; created if it does not exist.";
    #[common] listen: Listen = "127.0.0.1:8080", "ADDR:PORT",
        "The address to listen on: `0.0.0.0:8080` for all IPv4 addresses of the machine, `[::]:8080` for IPv6 as well.";
    #[common] base_url: BaseUrl = "", "URL",
        "The public base URL, which every answer contains. The default is `base_url` in `repository.toml`, then `http://LISTEN/oai`.";
    pages: Switch = "on", "on|off",
        "Whether there are pages for people and other interfaces beside the endpoint (`docs/pages.md`); `off` leaves plain text at `/`.";
    search: Switch = "on", "on|off",
        "Whether the pages have a search. Its index is built in the background, and takes about as much space as the texts.";
    feed: Switch = "on", "on|off",
        "Whether the pages have a feed of new records (`/feed.atom`).";
    sitemap: Switch = "on", "on|off",
        "Whether search engines get `/robots.txt` and `/sitemap.xml`.";
    documents: Switch = "on", "on|off",
        "Whether an article can be had as JSON, BibTeX, RIS, CSL JSON, JSON-LD and XML at its own address.";
    resourcesync: Switch = "on", "on|off",
        "Whether there are the documents of ResourceSync (`/.well-known/resourcesync`); they need `documents`.";
    page_size: Count = "100", "NUMBER",
        "The maximum number of records, headers or sets in a page.";
    page_bytes: Bytes = "4 MiB", "SIZE",
        "A page of records ends after the record that reaches this size.";
    compressed_pages: Room = "8 GiB", "SIZE",
        "The space in the data folder for compressed pages, which make later harvests faster; `0` for none.";
    token_lifetime: Seconds = "30d", "DURATION",
        "How long a resumption token is valid.";
    watch: Switch = "on", "on|off",
        "Whether `serve` follows changes of the records folder while it runs.";
    sync_interval: Seconds = "60s", "DURATION",
        "How often a watched folder is read completely, for file systems that do not report changes.";
    deletion_span: Seconds = "1d", "DURATION",
        "Deletions in the records folder within this time are counted together. If their number looks like an accident, the rest waits for `windrow sync --confirm-deletions`.";
    lang: Lang = "auto", "en|zh|auto",
        "The language of messages about records: English or Chinese; `auto` is that of the locale (LC_ALL, LC_MESSAGES, LANG).";
    log_format: LogFormat = "text", "text|json",
        "Log lines for people or for programs.";
    log_level: LogLevel = "info", "LEVEL",
        "The lowest level that is logged: `error`, `warn`, `info`, `debug` or `trace`. Requests are `info`; health checks and metrics are `debug`.";
    trust_forwarded: Switch = "off", "on|off",
        "Whether the log shows the last address in `X-Forwarded-For` as the client. Use it only behind a proxy that sets this header.";
    workers: Workers = "auto", "NUMBER|auto",
        "The number of HTTP threads; `auto` is one for each processor.";
    max_connections: Count = "256", "NUMBER",
        "The maximum number of connections. When it is reached, a new client replaces an idle one, or gets 503 with Retry-After.";
    max_in_flight: Count = "128", "NUMBER",
        "The maximum number of requests answered at the same time, three quarters of them from one address; further ones get 503 with Retry-After.";
    max_unsent: Bytes = "64 MiB", "SIZE",
        "Memory for answers that clients have not read yet; when it is full, new requests get 503 with Retry-After.";
    retry_after: Seconds = "5s", "DURATION",
        "The Retry-After of a 503. Harvesters obey it, so keep it short; validators reject more than an hour.";
    max_query: Bytes = "8 KiB", "SIZE",
        "The maximum length of the query of a GET; a longer one gets 414 (use POST instead).";
    max_header: Bytes = "32 KiB", "SIZE",
        "The maximum size of all headers of a request; larger ones get 431.";
    max_body: Bytes = "1 MiB", "SIZE",
        "The maximum size of the body of a POST; a larger one gets 413.";
    header_timeout: Seconds = "10s", "DURATION",
        "The time for sending the head of each request; then 408.";
    body_timeout: Seconds = "30s", "DURATION",
        "The time for sending the body of a POST; then 408.";
    keep_alive: Seconds = "75s", "DURATION",
        "How long an idle connection stays open.";
    send_timeout: Seconds = "5m", "DURATION",
        "The time for reading an answer; then the connection is closed.";
    shutdown_timeout: Seconds = "8s", "DURATION",
        "The process ends within this time after SIGTERM or SIGINT. Requests in progress are finished until one second before.";
}

/// The setting with this key.
pub(super) fn setting(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key == key)
}
