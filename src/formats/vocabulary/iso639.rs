//! ISO 639: from the two letters of a language tag to the three of the bibliographic code (639-2/B, which MARC, MODS and
//! DOAJ want) and of the terminological one (639-2/T and 639-3, which OpenAIRE wants). They differ for twenty languages.

use crate::model::Language;

/// Two letters, bibliographic code, terminological code.
#[rustfmt::skip]
const CODES: [(&str, &str, &str); 184] = [
    ("aa", "aar", "aar"), ("ab", "abk", "abk"), ("ae", "ave", "ave"), ("af", "afr", "afr"),
    ("ak", "aka", "aka"), ("am", "amh", "amh"), ("an", "arg", "arg"), ("ar", "ara", "ara"),
    ("as", "asm", "asm"), ("av", "ava", "ava"), ("ay", "aym", "aym"), ("az", "aze", "aze"),
    ("ba", "bak", "bak"), ("be", "bel", "bel"), ("bg", "bul", "bul"), ("bh", "bih", "bih"),
    ("bi", "bis", "bis"), ("bm", "bam", "bam"), ("bn", "ben", "ben"), ("bo", "tib", "bod"),
    ("br", "bre", "bre"), ("bs", "bos", "bos"), ("ca", "cat", "cat"), ("ce", "che", "che"),
    ("ch", "cha", "cha"), ("co", "cos", "cos"), ("cr", "cre", "cre"), ("cs", "cze", "ces"),
    ("cu", "chu", "chu"), ("cv", "chv", "chv"), ("cy", "wel", "cym"), ("da", "dan", "dan"),
    ("de", "ger", "deu"), ("dv", "div", "div"), ("dz", "dzo", "dzo"), ("ee", "ewe", "ewe"),
    ("el", "gre", "ell"), ("en", "eng", "eng"), ("eo", "epo", "epo"), ("es", "spa", "spa"),
    ("et", "est", "est"), ("eu", "baq", "eus"), ("fa", "per", "fas"), ("ff", "ful", "ful"),
    ("fi", "fin", "fin"), ("fj", "fij", "fij"), ("fo", "fao", "fao"), ("fr", "fre", "fra"),
    ("fy", "fry", "fry"), ("ga", "gle", "gle"), ("gd", "gla", "gla"), ("gl", "glg", "glg"),
    ("gn", "grn", "grn"), ("gu", "guj", "guj"), ("gv", "glv", "glv"), ("ha", "hau", "hau"),
    ("he", "heb", "heb"), ("hi", "hin", "hin"), ("ho", "hmo", "hmo"), ("hr", "hrv", "hrv"),
    ("ht", "hat", "hat"), ("hu", "hun", "hun"), ("hy", "arm", "hye"), ("hz", "her", "her"),
    ("ia", "ina", "ina"), ("id", "ind", "ind"), ("ie", "ile", "ile"), ("ig", "ibo", "ibo"),
    ("ii", "iii", "iii"), ("ik", "ipk", "ipk"), ("io", "ido", "ido"), ("is", "ice", "isl"),
    ("it", "ita", "ita"), ("iu", "iku", "iku"), ("ja", "jpn", "jpn"), ("jv", "jav", "jav"),
    ("ka", "geo", "kat"), ("kg", "kon", "kon"), ("ki", "kik", "kik"), ("kj", "kua", "kua"),
    ("kk", "kaz", "kaz"), ("kl", "kal", "kal"), ("km", "khm", "khm"), ("kn", "kan", "kan"),
    ("ko", "kor", "kor"), ("kr", "kau", "kau"), ("ks", "kas", "kas"), ("ku", "kur", "kur"),
    ("kv", "kom", "kom"), ("kw", "cor", "cor"), ("ky", "kir", "kir"), ("la", "lat", "lat"),
    ("lb", "ltz", "ltz"), ("lg", "lug", "lug"), ("li", "lim", "lim"), ("ln", "lin", "lin"),
    ("lo", "lao", "lao"), ("lt", "lit", "lit"), ("lu", "lub", "lub"), ("lv", "lav", "lav"),
    ("mg", "mlg", "mlg"), ("mh", "mah", "mah"), ("mi", "mao", "mri"), ("mk", "mac", "mkd"),
    ("ml", "mal", "mal"), ("mn", "mon", "mon"), ("mr", "mar", "mar"), ("ms", "may", "msa"),
    ("mt", "mlt", "mlt"), ("my", "bur", "mya"), ("na", "nau", "nau"), ("nb", "nob", "nob"),
    ("nd", "nde", "nde"), ("ne", "nep", "nep"), ("ng", "ndo", "ndo"), ("nl", "dut", "nld"),
    ("nn", "nno", "nno"), ("no", "nor", "nor"), ("nr", "nbl", "nbl"), ("nv", "nav", "nav"),
    ("ny", "nya", "nya"), ("oc", "oci", "oci"), ("oj", "oji", "oji"), ("om", "orm", "orm"),
    ("or", "ori", "ori"), ("os", "oss", "oss"), ("pa", "pan", "pan"), ("pi", "pli", "pli"),
    ("pl", "pol", "pol"), ("ps", "pus", "pus"), ("pt", "por", "por"), ("qu", "que", "que"),
    ("rm", "roh", "roh"), ("rn", "run", "run"), ("ro", "rum", "ron"), ("ru", "rus", "rus"),
    ("rw", "kin", "kin"), ("sa", "san", "san"), ("sc", "srd", "srd"), ("sd", "snd", "snd"),
    ("se", "sme", "sme"), ("sg", "sag", "sag"), ("si", "sin", "sin"), ("sk", "slo", "slk"),
    ("sl", "slv", "slv"), ("sm", "smo", "smo"), ("sn", "sna", "sna"), ("so", "som", "som"),
    ("sq", "alb", "sqi"), ("sr", "srp", "srp"), ("ss", "ssw", "ssw"), ("st", "sot", "sot"),
    ("su", "sun", "sun"), ("sv", "swe", "swe"), ("sw", "swa", "swa"), ("ta", "tam", "tam"),
    ("te", "tel", "tel"), ("tg", "tgk", "tgk"), ("th", "tha", "tha"), ("ti", "tir", "tir"),
    ("tk", "tuk", "tuk"), ("tl", "tgl", "tgl"), ("tn", "tsn", "tsn"), ("to", "ton", "ton"),
    ("tr", "tur", "tur"), ("ts", "tso", "tso"), ("tt", "tat", "tat"), ("tw", "twi", "twi"),
    ("ty", "tah", "tah"), ("ug", "uig", "uig"), ("uk", "ukr", "ukr"), ("ur", "urd", "urd"),
    ("uz", "uzb", "uzb"), ("ve", "ven", "ven"), ("vi", "vie", "vie"), ("vo", "vol", "vol"),
    ("wa", "wln", "wln"), ("wo", "wol", "wol"), ("xh", "xho", "xho"), ("yi", "yid", "yid"),
    ("yo", "yor", "yor"), ("za", "zha", "zha"), ("zh", "chi", "zho"), ("zu", "zul", "zul"),
];

/// A group of languages, which ISO has withdrawn as a language of two letters.
const BIHARI: &str = "bih";

/// The row of a language: its first subtag in two letters, or one of its codes in three.
fn row(language: &Language) -> Option<&'static (&'static str, &'static str, &'static str)> {
    CODES.iter().find(|(two, b, t)| [two, b, t].iter().any(|code| language.is(code)))
}

/// A code of three letters that is in no row is of a language that has no two letters; then both codes are the same.
fn three_letters(language: &Language) -> Option<&str> {
    Some(language.primary())
        .filter(|primary| primary.len() == 3 && primary.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// The bibliographic code: `chi`, `ger`.
pub(in crate::formats) fn bibliographic(language: &Language) -> Option<&str> {
    row(language).map_or_else(|| three_letters(language), |(_, b, _)| Some(*b))
}

/// The bibliographic code of a language that has two letters, for lists that have no others.
pub(in crate::formats) fn bibliographic_of_two_letters(language: &Language) -> Option<&'static str> {
    row(language).map(|(_, b, _)| *b).filter(|code| *code != BIHARI)
}

/// The two letters of a language that is given by three, which its tag must not be (BCP 47, §2.2.1): `zh` for `chi`.
pub fn shorter(language: &Language) -> Option<&'static str> {
    let is_long = language.primary().len() == 3; // which is seldom, and the table is long
    is_long.then(|| row(language)).flatten().map(|(two, ..)| *two)
}

/// The terminological code: `zho`, `deu`.
pub(in crate::formats) fn terminological(language: &Language) -> Option<&str> {
    row(language).map_or_else(|| three_letters(language), |(_, _, t)| Some(*t))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_codes_differ_for_twenty_languages() {
        assert_eq!(CODES.iter().filter(|(_, b, t)| b != t).count(), 20);
        let code = |tag: &str| {
            tag.parse::<Language>()
                .map(|tag| (bibliographic(&tag).map(str::to_owned), terminological(&tag).map(str::to_owned)))
        };
        assert_eq!(code("zh-Hans").unwrap(), (Some("chi".to_owned()), Some("zho".to_owned())));
        assert_eq!(code("ger").unwrap(), (Some("ger".to_owned()), Some("deu".to_owned())));
        assert_eq!(code("cmn").unwrap(), (Some("cmn".to_owned()), Some("cmn".to_owned())));
        assert_eq!(code("x-mine").unwrap(), (None, None));
    }
}
