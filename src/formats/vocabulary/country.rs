//! Countries in the MARC code list, by the names that end the place of a publisher.

use crate::model::{Country, Journal};

/// Every country, state and territory that is in use: code and name (loc.gov/marc/countries).
#[rustfmt::skip]
const COUNTRIES: [(&str, &str); 333] = [
    ("aa", "Albania"), ("abc", "Alberta"), ("aca", "Australian Capital Territory"), ("ae", "Algeria"), ("af", "Afghanistan"),
    ("ag", "Argentina"), ("ai", "Armenia (Republic)"), ("aj", "Azerbaijan"), ("aku", "Alaska"), ("alu", "Alabama"),
    ("am", "Anguilla"), ("an", "Andorra"), ("ao", "Angola"), ("aq", "Antigua and Barbuda"), ("aru", "Arkansas"),
    ("as", "American Samoa"), ("at", "Australia"), ("au", "Austria"), ("aw", "Aruba"), ("ay", "Antarctica"),
    ("azu", "Arizona"), ("ba", "Bahrain"), ("bb", "Barbados"), ("bcc", "British Columbia"), ("bd", "Burundi"),
    ("be", "Belgium"), ("bf", "Bahamas"), ("bg", "Bangladesh"), ("bh", "Belize"), ("bi", "British Indian Ocean Territory"),
    ("bl", "Brazil"), ("bm", "Bermuda Islands"), ("bn", "Bosnia and Herzegovina"), ("bo", "Bolivia"),
    ("bp", "Solomon Islands"), ("br", "Burma"), ("bs", "Botswana"), ("bt", "Bhutan"), ("bu", "Bulgaria"),
    ("bv", "Bouvet Island"), ("bw", "Belarus"), ("bx", "Brunei"), ("ca", "Caribbean Netherlands"), ("cau", "California"),
    ("cb", "Cambodia"), ("cc", "China"), ("cd", "Chad"), ("ce", "Sri Lanka"), ("cf", "Congo (Brazzaville)"),
    ("cg", "Congo (Democratic Republic)"), ("ch", "China (Republic : 1949- )"), ("ci", "Croatia"), ("cj", "Cayman Islands"),
    ("ck", "Colombia"), ("cl", "Chile"), ("cm", "Cameroon"), ("co", "Curaçao"), ("cou", "Colorado"), ("cq", "Comoros"),
    ("cr", "Costa Rica"), ("ctu", "Connecticut"), ("cu", "Cuba"), ("cv", "Cabo Verde"), ("cw", "Cook Islands"),
    ("cx", "Central African Republic"), ("cy", "Cyprus"), ("dcu", "District of Columbia"), ("deu", "Delaware"),
    ("dk", "Denmark"), ("dm", "Benin"), ("dq", "Dominica"), ("dr", "Dominican Republic"), ("ea", "Eritrea"),
    ("ec", "Ecuador"), ("eg", "Equatorial Guinea"), ("em", "Timor-Leste"), ("enk", "England"), ("er", "Estonia"),
    ("es", "El Salvador"), ("et", "Ethiopia"), ("fa", "Faroe Islands"), ("fg", "French Guiana"), ("fi", "Finland"),
    ("fj", "Fiji"), ("fk", "Falkland Islands"), ("flu", "Florida"), ("fm", "Micronesia (Federated States)"),
    ("fp", "French Polynesia"), ("fr", "France"), ("fs", "Terres australes et antarctiques françaises"), ("ft", "Djibouti"),
    ("gau", "Georgia"), ("gb", "Kiribati"), ("gd", "Grenada"), ("gg", "Guernsey"), ("gh", "Ghana"), ("gi", "Gibraltar"),
    ("gl", "Greenland"), ("gm", "Gambia"), ("go", "Gabon"), ("gp", "Guadeloupe"), ("gr", "Greece"),
    ("gs", "Georgia (Republic)"), ("gt", "Guatemala"), ("gu", "Guam"), ("gv", "Guinea"), ("gw", "Germany"), ("gy", "Guyana"),
    ("gz", "Gaza Strip"), ("hiu", "Hawaii"), ("hm", "Heard and McDonald Islands"), ("ho", "Honduras"), ("ht", "Haiti"),
    ("hu", "Hungary"), ("iau", "Iowa"), ("ic", "Iceland"), ("idu", "Idaho"), ("ie", "Ireland"), ("ii", "India"),
    ("ilu", "Illinois"), ("im", "Isle of Man"), ("inu", "Indiana"), ("io", "Indonesia"), ("iq", "Iraq"), ("ir", "Iran"),
    ("is", "Israel"), ("it", "Italy"), ("iv", "Côte d'Ivoire"), ("iy", "Iraq-Saudi Arabia Neutral Zone"), ("ja", "Japan"),
    ("je", "Jersey"), ("ji", "Johnston Atoll"), ("jm", "Jamaica"), ("jo", "Jordan"), ("ke", "Kenya"), ("kg", "Kyrgyzstan"),
    ("kn", "Korea (North)"), ("ko", "Korea (South)"), ("ksu", "Kansas"), ("ku", "Kuwait"), ("kv", "Kosovo"),
    ("kyu", "Kentucky"), ("kz", "Kazakhstan"), ("lau", "Louisiana"), ("lb", "Liberia"), ("le", "Lebanon"),
    ("lh", "Liechtenstein"), ("li", "Lithuania"), ("lo", "Lesotho"), ("ls", "Laos"), ("lu", "Luxembourg"), ("lv", "Latvia"),
    ("ly", "Libya"), ("mau", "Massachusetts"), ("mbc", "Manitoba"), ("mc", "Monaco"), ("mdu", "Maryland"), ("meu", "Maine"),
    ("mf", "Mauritius"), ("mg", "Madagascar"), ("miu", "Michigan"), ("mj", "Montserrat"), ("mk", "Oman"), ("ml", "Mali"),
    ("mm", "Malta"), ("mnu", "Minnesota"), ("mo", "Montenegro"), ("mou", "Missouri"), ("mp", "Mongolia"),
    ("mq", "Martinique"), ("mr", "Morocco"), ("msu", "Mississippi"), ("mtu", "Montana"), ("mu", "Mauritania"),
    ("mv", "Moldova"), ("mw", "Malawi"), ("mx", "Mexico"), ("my", "Malaysia"), ("mz", "Mozambique"), ("nbu", "Nebraska"),
    ("ncu", "North Carolina"), ("ndu", "North Dakota"), ("ne", "Netherlands"), ("nfc", "Newfoundland and Labrador"),
    ("ng", "Niger"), ("nhu", "New Hampshire"), ("nik", "Northern Ireland"), ("nju", "New Jersey"), ("nkc", "New Brunswick"),
    ("nl", "New Caledonia"), ("nmu", "New Mexico"), ("nn", "Vanuatu"), ("no", "Norway"), ("np", "Nepal"), ("nq", "Nicaragua"),
    ("nr", "Nigeria"), ("nsc", "Nova Scotia"), ("ntc", "Northwest Territories"), ("nu", "Nauru"), ("nuc", "Nunavut"),
    ("nvu", "Nevada"), ("nw", "Northern Mariana Islands"), ("nx", "Norfolk Island"), ("nyu", "New York (State)"),
    ("nz", "New Zealand"), ("ohu", "Ohio"), ("oku", "Oklahoma"), ("onc", "Ontario"), ("oru", "Oregon"), ("ot", "Mayotte"),
    ("pau", "Pennsylvania"), ("pc", "Pitcairn Island"), ("pe", "Peru"), ("pf", "Paracel Islands"), ("pg", "Guinea-Bissau"),
    ("ph", "Philippines"), ("pic", "Prince Edward Island"), ("pk", "Pakistan"), ("pl", "Poland"), ("pn", "Panama"),
    ("po", "Portugal"), ("pp", "Papua New Guinea"), ("pr", "Puerto Rico"), ("pw", "Palau"), ("py", "Paraguay"),
    ("qa", "Qatar"), ("qea", "Queensland"), ("quc", "Québec (Province)"), ("rb", "Serbia"), ("re", "Réunion"),
    ("rh", "Zimbabwe"), ("riu", "Rhode Island"), ("rm", "Romania"), ("ru", "Russia (Federation)"), ("rw", "Rwanda"),
    ("sa", "South Africa"), ("sc", "Saint-Barthélemy"), ("scu", "South Carolina"), ("sd", "South Sudan"),
    ("sdu", "South Dakota"), ("se", "Seychelles"), ("sf", "Sao Tome and Principe"), ("sg", "Senegal"),
    ("sh", "Spanish North Africa"), ("si", "Singapore"), ("sj", "Sudan"), ("sl", "Sierra Leone"), ("sm", "San Marino"),
    ("sn", "Sint Maarten"), ("snc", "Saskatchewan"), ("so", "Somalia"), ("sp", "Spain"), ("sq", "Eswatini"),
    ("sr", "Surinam"), ("ss", "Western Sahara"), ("st", "Saint-Martin"), ("stk", "Scotland"), ("su", "Saudi Arabia"),
    ("sw", "Sweden"), ("sx", "Namibia"), ("sy", "Syria"), ("sz", "Switzerland"), ("ta", "Tajikistan"),
    ("tc", "Turks and Caicos Islands"), ("tg", "Togo"), ("th", "Thailand"), ("ti", "Tunisia"), ("tk", "Turkmenistan"),
    ("tl", "Tokelau"), ("tma", "Tasmania"), ("tnu", "Tennessee"), ("to", "Tonga"), ("tr", "Trinidad and Tobago"),
    ("ts", "United Arab Emirates"), ("tu", "Turkey"), ("tv", "Tuvalu"), ("txu", "Texas"), ("tz", "Tanzania"), ("ua", "Egypt"),
    ("uc", "United States Misc. Caribbean Islands"), ("ug", "Uganda"), ("un", "Ukraine"),
    ("up", "United States Misc. Pacific Islands"), ("utu", "Utah"), ("uv", "Burkina Faso"), ("uy", "Uruguay"),
    ("uz", "Uzbekistan"), ("vau", "Virginia"), ("vb", "British Virgin Islands"), ("vc", "Vatican City"), ("ve", "Venezuela"),
    ("vi", "Virgin Islands of the United States"), ("vm", "Vietnam"), ("vp", "Various places"), ("vra", "Victoria"),
    ("vtu", "Vermont"), ("wau", "Washington (State)"), ("wea", "Western Australia"), ("wf", "Wallis and Futuna"),
    ("wiu", "Wisconsin"), ("wj", "West Bank of the Jordan River"), ("wk", "Wake Island"), ("wlk", "Wales"), ("ws", "Samoa"),
    ("wvu", "West Virginia"), ("wyu", "Wyoming"), ("xa", "Christmas Island (Indian Ocean)"),
    ("xb", "Cocos (Keeling) Islands"), ("xc", "Maldives"), ("xd", "Saint Kitts-Nevis"), ("xe", "Marshall Islands"),
    ("xf", "Midway Islands"), ("xga", "Coral Sea Islands Territory"), ("xh", "Niue"), ("xj", "Saint Helena"),
    ("xk", "Saint Lucia"), ("xl", "Saint Pierre and Miquelon"), ("xm", "Saint Vincent and the Grenadines"),
    ("xn", "North Macedonia"), ("xna", "New South Wales"), ("xo", "Slovakia"), ("xoa", "Northern Territory"),
    ("xp", "Spratly Island"), ("xr", "Czech Republic"), ("xra", "South Australia"),
    ("xs", "South Georgia and the South Sandwich Islands"), ("xv", "Slovenia"), ("xxc", "Canada"), ("xxk", "United Kingdom"),
    ("xxu", "United States"), ("ye", "Yemen"), ("ykc", "Yukon Territory"), ("za", "Zambia"),
];

/// Other names, in lower case, and the code.
#[rustfmt::skip]
const OTHER_NAMES: [(&str, &str); 58] = [
    ("brasil", "bl"), ("p.r. china", "cc"), ("pr china", "cc"), ("people's republic of china", "cc"), ("中国", "cc"),
    ("中國", "cc"), ("hong kong", "cc"), ("香港", "cc"), ("czechia", "xr"), ("deutschland", "gw"), ("italia", "it"), ("日本", "ja"),
    ("korea", "ko"), ("south korea", "ko"), ("republic of korea", "ko"), ("대한민국", "ko"), ("méxico", "mx"),
    ("the netherlands", "ne"), ("russian federation", "ru"), ("россия", "ru"), ("españa", "sp"), ("taiwan", "ch"),
    ("台灣", "ch"), ("臺灣", "ch"), ("台湾", "ch"), ("türkiye", "tu"), ("україна", "un"), ("viet nam", "vm"), ("việt nam", "vm"),
    ("uk", "xxk"), ("united states of america", "xxu"), ("usa", "xxu"), ("u.s.a.", "xxu"), ("russia", "ru"), ("perú", "pe"),
    ("maroc", "mr"), ("المغرب", "mr"), ("tunisie", "ti"), ("algérie", "ae"), ("مصر", "ua"), ("österreich", "au"),
    ("schweiz", "sz"), ("suisse", "sz"), ("belgique", "be"), ("polska", "pl"), ("armenia", "ai"), ("north korea", "kn"),
    ("congo", "cf"), ("democratic republic of the congo", "cg"), ("republic of georgia", "gs"), ("ivory coast", "iv"),
    ("new york", "nyu"), ("quebec", "quc"), ("d.c.", "dcu"), ("micronesia", "fm"), ("christmas island", "xa"),
    ("great britain", "xxk"), ("holland", "ne"),
];

/// Both a country and a state of the USA.
const AMBIGUOUS: &str = "georgia";

/// The country of the journal: as the record has it, else that of its CN number, which is given in mainland China only, else the one that its place
/// ends with, in one language or several (`Rabat, Morocco/Maroc`).
pub(in crate::formats) fn country(journal: &Journal) -> Option<&'static str> {
    if let Some(country) = &journal.country {
        return of_country(country);
    }
    if journal.cn.is_some() {
        return Some("cc");
    }
    journal.place.iter().find_map(|place| of_place(&place.text))
}

fn of_place(place: &str) -> Option<&'static str> {
    let end = place.rsplit([',', '，', '،']).next()?;
    end.split(['/', '·']).find_map(|name| code(&name.trim().to_lowercase()))
}

/// Countries of ISO 3166 whose names are others in MARC.
#[rustfmt::skip]
const OF_ISO: [(&str, &str); 33] = [
    ("AX", "fi"), ("BL", "sc"), ("BM", "bm"), ("BN", "bx"), ("BO", "bo"), ("BQ", "ca"), ("CD", "cg"), ("FK", "fk"), ("FM", "fm"),
    ("GE", "gs"), ("HM", "hm"), ("IR", "ir"), ("KN", "xd"), ("KP", "kn"), ("KR", "ko"), ("LA", "ls"), ("MD", "mv"), ("MF", "st"),
    ("MM", "br"), ("MO", "cc"), ("PN", "pc"), ("SH", "xj"), ("SJ", "no"), ("SR", "sr"), ("SX", "sn"), ("SY", "sy"), ("TF", "fs"),
    ("TW", "ch"), ("TZ", "tz"), ("VA", "vc"), ("VE", "ve"), ("VG", "vb"), ("VI", "vi"),
];

fn of_country(country: &Country) -> Option<&'static str> {
    let other = OF_ISO.iter().find(|(iso, _)| *iso == country.as_str()).map(|(_, code)| *code);
    other.or_else(|| code(&country.name().to_lowercase()))
}

/// The code of a name in lower case.
fn code(name: &str) -> Option<&'static str> {
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|(_, code)| *code);
    let listed =
        || COUNTRIES.iter().find(|(_, listed)| listed.eq_ignore_ascii_case(name)).map(|(code, _)| *code);
    other.or_else(|| listed().filter(|_| name != AMBIGUOUS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_one_code() {
        for (listed, name) in COUNTRIES.iter().filter(|(_, name)| name.to_lowercase() != AMBIGUOUS) {
            assert_eq!(code(&name.to_lowercase()), Some(*listed), "{name}");
        }
        for (name, listed) in OTHER_NAMES {
            assert!(COUNTRIES.iter().any(|(code, _)| *code == listed), "{name}");
            assert_eq!(name.to_lowercase(), name);
        }
    }

    #[test]
    fn every_country_of_iso_3166_is_one_of_marc_but_two() {
        let missing: Vec<_> = Country::all().filter(|country| of_country(country).is_none()).collect();
        assert_eq!(missing.iter().map(Country::as_str).collect::<Vec<_>>(), ["PS", "UM"]);
        for (iso, listed) in OF_ISO {
            assert!(COUNTRIES.iter().any(|(code, _)| *code == listed), "{iso}");
        }
        let at = |code: &str| Journal {
            country: code.parse().ok(),
            place: "Beijing, China".into(),
            ..Journal::default()
        };
        assert_eq!((country(&at("FR")), country(&at("GB"))), (Some("fr"), Some("xxk")));
    }

    #[test]
    fn a_country_is_known_by_the_cn_number_or_the_end_of_the_place() {
        let at = |place: &str| Journal { place: place.into(), ..Journal::default() };
        assert_eq!(country(&at("Beijing, China")), Some("cc"));
        assert_eq!(country(&at("London, UK")), Some("xxk"));
        assert_eq!(country(&at("臺北，臺灣")), Some("ch"));
        for (place, code) in [
            ("Lima, Perú", "pe"),
            ("London, England", "enk"),
            ("Rabat, Morocco/Maroc", "mr"),
            ("Quito, Ecuador", "ec"),
            ("Montevideo, Uruguay", "uy"),
            ("San José, Costa Rica", "cr"),
            ("Tunis, Tunisia", "ti"),
            ("Chicago, Illinois", "ilu"),
            ("Seoul, Korea (South)", "ko"),
        ] {
            assert_eq!(country(&at(place)), Some(code), "{place}");
        }
        assert_eq!(country(&at("Beijing")), None);
        assert_eq!(country(&at("Tbilisi, Georgia")), None);
        let registered = Journal { cn: Some("10-1132/D".parse().unwrap()), ..at("Beijing") };
        assert_eq!(country(&registered), Some("cc"));
    }
}
