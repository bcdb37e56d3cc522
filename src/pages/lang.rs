//! The language of a page: chosen by a link, remembered in a cookie, otherwise what the browser accepts (RFC 9110, 12.5.4).

/// A language that pages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    En,
    Zh,
}

/// The name of the parameter and of the cookie.
pub const LANG: &str = "lang";

impl Lang {
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The language tag (BCP 47) of the pages.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-Hans",
        }
    }

    /// What stands for it in links and in the cookie, and the language itself in tags of texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// What it is called in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "中文",
        }
    }

    /// The language of this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language that the header Accept-Language prefers; English if it accepts neither.
    pub fn accepted(header: &str) -> Self {
        let mut best = (0.0, Self::En);
        for member in header.split(',') {
            let (tag, parameter) = member.split_once(';').unwrap_or((member, "q=1"));
            let weight = parameter.trim().strip_prefix("q=").and_then(|weight| weight.trim().parse().ok());
            let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
            if let (Some(lang), Some(weight)) = (Self::of_code(&primary), weight)
                && (0.0..=1.0).contains(&weight)
                && weight > best.0
            {
                best = (weight, lang);
            }
        }
        best.1
    }

    /// The language in the header Cookie.
    pub fn in_cookie(header: &str) -> Option<Self> {
        let mut pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.find_map(|(name, value)| if name == LANG { Self::of_code(value) } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_says_which_language_it_likes() {
        for (header, expected) in [
            ("", Lang::En),
            ("zh-CN,zh;q=0.9,en;q=0.8", Lang::Zh),
            ("en-US,en;q=0.9,zh;q=0.8", Lang::En),
            ("de, ZH-hant;q=0.5", Lang::Zh),
            ("fr, es", Lang::En),
            ("zh;q=0, en;q=0.1", Lang::En),
            ("zh;q=2, *", Lang::En),
            ("zh;q=x", Lang::En),
        ] {
            assert_eq!(Lang::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn a_cookie_remembers_the_language() {
        assert_eq!(Lang::in_cookie("a=b; lang=zh"), Some(Lang::Zh));
        assert_eq!(Lang::in_cookie("lang=<script>"), None);
        assert_eq!(Lang::in_cookie(""), None);
    }
}
