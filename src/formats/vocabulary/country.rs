//! Countries in the MARC code list, by the names that end the place of a publisher.

use crate::model::Journal;

/// Names in lower case, and the code.
#[rustfmt::skip]
const COUNTRIES: [(&[&str], &str); 69] = [
    (&["argentina"], "ag"), (&["australia"], "at"), (&["austria"], "au"), (&["bangladesh"], "bg"),
    (&["belgium"], "be"), (&["brazil", "brasil"], "bl"), (&["bulgaria"], "bu"), (&["canada"], "xxc"),
    (&["chile"], "cl"), (&["china", "p.r. china", "pr china", "people's republic of china", "中国", "中國", "hong kong", "香港"], "cc"),
    (&["colombia"], "ck"), (&["croatia"], "ci"), (&["cuba"], "cu"), (&["czech republic", "czechia"], "xr"),
    (&["denmark"], "dk"), (&["egypt"], "ua"), (&["estonia"], "er"), (&["finland"], "fi"),
    (&["france"], "fr"), (&["germany", "deutschland"], "gw"), (&["greece"], "gr"), (&["hungary"], "hu"),
    (&["iceland"], "ic"), (&["india"], "ii"), (&["indonesia"], "io"), (&["iran"], "ir"),
    (&["iraq"], "iq"), (&["ireland"], "ie"), (&["israel"], "is"), (&["italy", "italia"], "it"),
    (&["japan", "日本"], "ja"), (&["jordan"], "jo"), (&["kazakhstan"], "kz"), (&["kenya"], "ke"),
    (&["korea", "south korea", "republic of korea", "대한민국"], "ko"), (&["latvia"], "lv"), (&["lebanon"], "le"),
    (&["lithuania"], "li"), (&["luxembourg"], "lu"), (&["malaysia"], "my"), (&["mexico", "méxico"], "mx"),
    (&["mongolia"], "mp"), (&["netherlands", "the netherlands"], "ne"), (&["new zealand"], "nz"),
    (&["nigeria"], "nr"), (&["norway"], "no"), (&["pakistan"], "pk"), (&["peru"], "pe"),
    (&["philippines"], "ph"), (&["poland"], "pl"), (&["portugal"], "po"), (&["romania"], "rm"),
    (&["russia", "russian federation", "россия"], "ru"), (&["saudi arabia"], "su"), (&["serbia"], "rb"),
    (&["singapore"], "si"), (&["slovakia"], "xo"), (&["slovenia"], "xv"), (&["south africa"], "sa"),
    (&["spain", "españa"], "sp"), (&["sweden"], "sw"), (&["switzerland"], "sz"), (&["thailand"], "th"),
    (&["taiwan", "台灣", "臺灣", "台湾"], "ch"), (&["turkey", "türkiye"], "tu"), (&["ukraine", "україна"], "un"),
    (&["vietnam", "viet nam", "việt nam"], "vm"), (&["united kingdom", "uk"], "xxk"),
    (&["united states", "united states of america", "usa", "u.s.a."], "xxu"),
];

/// The country of the journal: that of its CN number, which is given in mainland China only, else the one that its place
/// ends with.
pub(in crate::formats) fn country(journal: &Journal) -> Option<&'static str> {
    if journal.cn.is_some() {
        return Some("cc");
    }
    let name = journal.place.as_ref()?.rsplit([',', '，']).next()?.trim().to_lowercase();
    COUNTRIES.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_the_cn_number_or_the_end_of_the_place() {
        let at = |place: &str| Journal { place: Some(place.to_owned()), ..Journal::default() };
        assert_eq!(country(&at("Beijing, China")), Some("cc"));
        assert_eq!(country(&at("London, UK")), Some("xxk"));
        assert_eq!(country(&at("臺北，臺灣")), Some("ch"));
        assert_eq!(country(&at("Beijing")), None);
        let registered = Journal { cn: Some("10-1132/D".parse().unwrap()), ..at("Beijing") };
        assert_eq!(country(&registered), Some("cc"));
    }
}
