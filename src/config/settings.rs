//! The one table of settings.

use std::path::PathBuf;

use super::base_url::BaseUrl;
use super::given::Texts;
use super::setting::Setting;
use super::value::{Bytes, Count, Listen, LogFormat, LogLevel, Room, Seconds, Switch, Workers};

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
        "The folder of the store; made if it is not there.";
    #[common] listen: Listen = "127.0.0.1:8080", "ADDR:PORT",
        "Where to listen; `0.0.0.0:8080` for every IPv4 address of the machine, `[::]:8080` for IPv6 too.";
    #[common] base_url: BaseUrl = "", "URL",
        "The base URL as the world sees it, which every answer names. Without it, that of `repository.toml`; without that, `http://LISTEN/oai`.";
    page_size: Count = "100", "NUMBER",
        "At most so many records, headers or sets in a page.";
    page_bytes: Bytes = "4 MiB", "SIZE",
        "A page of records ends after the record that reaches this size.";
    compressed_pages: Room = "8 GiB", "SIZE",
        "How much of the data folder compressed pages may take, which are kept so that later harvests get them ready-made; `0` for none.";
    token_lifetime: Seconds = "30d", "DURATION",
        "How long a resumption token is good.";
    watch: Switch = "on", "on|off",
        "Whether `serve` takes up changes of the records folder while it runs.";
    sync_interval: Seconds = "60s", "DURATION",
        "How often a watched folder is read through in any case, for file systems that do not report changes.";
    deletion_span: Seconds = "1d", "DURATION",
        "Deletions in the records folder within this time are judged together: if they are so many that they look like an accident, the rest waits for `windrow sync --confirm-deletions`.";
    log_format: LogFormat = "text", "text|json",
        "Log lines for people or for programs.";
    log_level: LogLevel = "info", "LEVEL",
        "The least that is logged: `error`, `warn`, `info`, `debug` or `trace`. Requests are `info`; health checks and metrics are `debug`.";
    trust_forwarded: Switch = "off", "on|off",
        "Whether the client address in the log is the last one of `X-Forwarded-For`; only behind a proxy that sets it.";
    workers: Workers = "auto", "NUMBER|auto",
        "Threads that talk HTTP; `auto` is one for each processor.";
    max_connections: Count = "256", "NUMBER",
        "Places for connections. If all are taken, a new client gets the place of one that is idle, or 503 with Retry-After.";
    max_in_flight: Count = "128", "NUMBER",
        "Requests being answered at a time, three quarters of them for one address; one more gets 503 with Retry-After.";
    max_unsent: Bytes = "64 MiB", "SIZE",
        "Memory for answers that clients have not taken yet; if there is no more, 503 with Retry-After.";
    retry_after: Seconds = "5s", "DURATION",
        "What Retry-After of a 503 says. Harvesters obey it, so keep it short; validators refuse more than an hour.";
    max_query: Bytes = "8 KiB", "SIZE",
        "The longest query of a GET; a longer one gets 414, and belongs into a POST.";
    max_header: Bytes = "32 KiB", "SIZE",
        "All headers of a request together; more get 431.";
    max_body: Bytes = "1 MiB", "SIZE",
        "The largest body of a POST; a larger one gets 413.";
    header_timeout: Seconds = "10s", "DURATION",
        "How long a client may take to send the head of a request, the first and every later one; then 408.";
    body_timeout: Seconds = "30s", "DURATION",
        "How long a client may take to send the body of a POST; then 408.";
    keep_alive: Seconds = "75s", "DURATION",
        "How long an idle connection is kept.";
    send_timeout: Seconds = "5m", "DURATION",
        "How long a client may take to read an answer; then the connection is closed.";
    shutdown_timeout: Seconds = "8s", "DURATION",
        "The process ends within this time after SIGTERM or SIGINT; until a second before, requests in flight are finished.";
}

/// The setting with this key.
pub(super) fn setting(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key == key)
}
