//! What is asked for and what is answered, without HTTP.

use std::borrow::Cow;

use super::lang::{LANG, Lang};
use super::links::unescaped;

/// A request for a page or another interface.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'r> {
    /// The path: in a request as it was sent, and in a page what follows the root of the repository.
    pub path: &'r str,
    /// The query as it was sent, without the question mark.
    pub query: &'r str,
    /// The headers Accept, Accept-Language and Cookie; empty if there is none.
    pub accept: &'r str,
    pub accept_language: &'r str,
    pub cookie: &'r str,
}

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Ok,
    MovedPermanently,
    NotFound,
    Gone,
    Unavailable,
}

/// What the answer depends on beside the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Varies {
    /// Nothing.
    No,
    /// The language that the browser accepts or the cookie names.
    ByLanguage,
    /// The media types that the client accepts, too.
    ByMediaType,
    /// Whether a person reads it in a browser.
    ByReader,
}

/// How long a client may use the answer without asking again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// It must ask whether the answer is still the same.
    AskAgain,
    /// The address changes with the content.
    Always,
    /// Not at all.
    Never,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answered {
    pub status: Status,
    pub media_type: Cow<'static, str>,
    pub body: String,
    pub varies: Varies,
    pub keep: Keep,
    /// The language of the page.
    pub lang: Option<Lang>,
    /// The language to be remembered in a cookie.
    pub remember: Option<Lang>,
    /// Where the page is, if it moved.
    pub location: Option<String>,
    /// The values of the header Link.
    pub links: Vec<String>,
    /// The name under which a browser saves it.
    pub file_name: Option<String>,
}

/// The media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";

impl Answered {
    /// A document of a media type.
    pub fn document(media_type: impl Into<Cow<'static, str>>, body: String) -> Self {
        Self {
            status: Status::Ok,
            media_type: media_type.into(),
            body,
            varies: Varies::No,
            keep: Keep::AskAgain,
            lang: None,
            remember: None,
            location: None,
            links: Vec::new(),
            file_name: None,
        }
    }

    /// A page in a language.
    pub fn page(lang: Lang, body: String) -> Self {
        Self { varies: Varies::ByLanguage, lang: Some(lang), ..Self::document(HTML, body) }
    }

    /// The page is at this path.
    pub fn moved(path: String) -> Self {
        let body = Self::document("text/plain; charset=utf-8", format!("{path}\n"));
        Self { status: Status::MovedPermanently, location: Some(path), ..body }
    }

    #[must_use]
    pub fn with_status(self, status: Status) -> Self {
        let keep = if status == Status::Unavailable { Keep::Never } else { self.keep };
        Self { status, keep, ..self }
    }
}

impl<'r> Asked<'r> {
    /// The value of an argument of the query; the first if it is given several times.
    pub fn argument(&self, name: &str) -> Option<String> {
        self.arguments().find(|(known, _)| *known == name).and_then(|(_, value)| decoded(value))
    }

    /// The language of the page, and whether it was chosen by a link.
    pub fn lang(&self) -> (Lang, bool) {
        let chosen = self.argument(LANG).and_then(|code| Lang::of_code(&code));
        let known = || Lang::in_cookie(self.cookie).unwrap_or_else(|| Lang::accepted(self.accept_language));
        (chosen.unwrap_or_else(known), chosen.is_some())
    }

    /// The query without the language.
    pub fn query_without_lang(&self) -> String {
        let others = self.arguments().filter(|(name, _)| *name != LANG);
        let pairs = others.map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// Names and values as they were sent.
    fn arguments(&self) -> impl Iterator<Item = (&'r str, &'r str)> + use<'r> {
        let pairs = self.query.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
    }
}

/// The value of an argument, in which a plus sign is a space.
pub fn decoded(value: &str) -> Option<String> {
    unescaped(&value.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Asked<'_> {
        Asked { query, accept_language: "zh", cookie: "lang=en", ..Asked::default() }
    }

    #[test]
    fn a_link_decides_the_language_before_a_cookie_before_the_browser() {
        assert_eq!(asked("lang=zh").lang(), (Lang::Zh, true));
        assert_eq!(asked("lang=xx").lang(), (Lang::En, false));
        assert_eq!(Asked { cookie: "", ..asked("") }.lang(), (Lang::Zh, false));
    }

    #[test]
    fn arguments_are_decoded_and_the_others_kept() {
        let asked = asked("q=a+b%2Bc&lang=zh&x&q=2&bad=%zz");
        assert_eq!(asked.argument("q").as_deref(), Some("a b+c"));
        assert_eq!((asked.argument("bad"), asked.argument("y")), (None, None));
        assert_eq!(asked.query_without_lang(), "q=a+b%2Bc&x=&q=2&bad=%zz");
    }
}
