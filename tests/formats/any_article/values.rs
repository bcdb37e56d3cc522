//! Texts, dates, identifiers and languages: of every kind.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use windrow::model::{Country, Doi, Isbn, Issn, Language, Orcid, PartialDate, Ror, Text, Texts, WebUrl};

/// Texts: of every kind of character, of ASCII, of what is special in XML or invisible, and with markup.
pub(super) fn text() -> BoxedStrategy<String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,20}",
        "[国际安全“”אب\u{0}\u{3}\u{b}\u{85}\u{ad}\u{200b}\u{202e}\u{2028}\u{fffd}\u{fffe}\u{ffff}\\]>&<'\"\r\n\t𝄞 ]{0,12}",
        "(<i>|</i>|<sub>|</sub>|<p>|</p>|<br/>|<math><mi>|</mi></math>|&amp;|&lt;|a|b| ){0,9}",
        "<(i)>[a-z ]{0,5}</i>( [a-z]{0,3}<sup>2</sup>)?|<p>[a-z ]{0,5}</p><p>b</p>",
        "[0-9]{0,5}",
    ].boxed()
}

pub(super) fn some() -> BoxedStrategy<Option<String>> {
    of(text()).boxed()
}

/// One of the values that a newtype takes.
pub(super) fn one_of<T: std::str::FromStr + Clone + std::fmt::Debug + 'static>(
    texts: &'static [&'static str],
) -> BoxedStrategy<T> {
    select(texts).prop_map(|text| text.parse().ok().unwrap()).boxed()
}

pub(super) fn language() -> BoxedStrategy<Language> {
    one_of(&[
        "en",
        "zh",
        "zh-Hans",
        "zh-Latn-pinyin",
        "ar",
        "ger",
        "cmn",
        "x-a",
        "i-default",
        "es-419",
        "qqq",
    ])
    .boxed()
}

pub(super) fn date() -> BoxedStrategy<PartialDate> {
    one_of(&["2022", "2022-05", "2022-05-31", "0868-05-11", "9999-12", "0001"]).boxed()
}

pub(super) fn doi() -> BoxedStrategy<Doi> {
    prop_oneof![
        one_of(&["10.1000/182", "10.1002/(SICI)1<1::AID>3.0.CO;2-#", "10.5555/学报&\"'"]),
        "10\\.[0-9]{4}/\\PC{1,12}".prop_filter_map("no DOI", |text| text.parse().ok()),
    ]
    .boxed()
}

pub(super) fn url() -> BoxedStrategy<WebUrl> {
    prop_oneof![
        one_of(&[
            "https://a.org/",
            "http://a.org/中.pdf?x=1&y=2#z",
            "https://[::1]:80/(1)'%zz[]",
            "http://a:b/"
        ]),
        "https?://[a-z]{1,5}[!-~é中]{0,12}".prop_filter_map("no URL", |text| text.parse().ok()),
    ]
    .boxed()
}

pub(super) fn issn() -> BoxedStrategy<Issn> {
    one_of(&["2049-3630", "2434-561X", "1234-5679"]).boxed()
}

pub(super) fn isbn() -> BoxedStrategy<Isbn> {
    one_of(&["978-3-16-148410-0", "080442957X", "0-306-40615-2"]).boxed()
}

pub(super) fn ror() -> BoxedStrategy<Ror> {
    one_of(&["013q1eq08", "00hx57361"]).boxed()
}

pub(super) fn orcid() -> BoxedStrategy<Orcid> {
    one_of(&["0000-0002-1825-0097", "0000-0002-1694-233X"]).boxed()
}

pub(super) fn language_text() -> BoxedStrategy<Text> {
    (of(language()), text()).prop_map(|(lang, text)| Text { lang, text }).boxed()
}

pub(super) fn multilingual() -> BoxedStrategy<Texts> {
    texts().prop_map(Texts).boxed()
}

pub(super) fn country() -> BoxedStrategy<Country> {
    one_of(&["CN", "FR", "PS", "GB"])
}

pub(super) fn texts() -> BoxedStrategy<Vec<Text>> {
    vec(language_text(), 0..3).boxed()
}
