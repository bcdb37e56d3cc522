//! The templates, embedded in the program. Their names end in `.html`, so that everything in them is escaped.

use std::sync::LazyLock;

use minijinja::{Environment, Error, UndefinedBehavior, Value};

use super::html::escaped;
use super::lang::Lang;
use super::texts::Texts;

/// A template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    Frame,
    Front,
    Article,
    Message,
    List,
    Groups,
    Oai,
    Search,
}

macro_rules! source {
    ($name:literal) => {
        ($name, concat!(include_str!("templates/macros.html"), include_str!(concat!("templates/", $name))))
    };
}

impl Template {
    const ALL: [Self; 8] = [
        Self::Frame,
        Self::Front,
        Self::Article,
        Self::Message,
        Self::List,
        Self::Groups,
        Self::Oai,
        Self::Search,
    ];

    /// Its name, and its text behind that of the macros.
    const fn source(self) -> (&'static str, &'static str) {
        match self {
            Self::Frame => source!("frame.html"),
            Self::Front => source!("front.html"),
            Self::Article => source!("article.html"),
            Self::Message => source!("message.html"),
            Self::List => source!("list.html"),
            Self::Groups => source!("groups.html"),
            Self::Oai => source!("oai.html"),
            Self::Search => source!("search.html"),
        }
    }

    /// The template filled with values; `s` in it are the texts of the language.
    pub fn fill(self, lang: Lang, values: Value) -> Result<String, Error> {
        let environment =
            ENVIRONMENT.as_ref().map_err(|error| Error::new(error.kind(), error.to_string()))?;
        let all = minijinja::context! { s => Value::from_object(Texts(lang)), ..values };
        Ok(environment.get_template(self.source().0)?.render(all)?.trim_start().to_owned())
    }
}

static ENVIRONMENT: LazyLock<Result<Environment<'static>, Error>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    // As everywhere in pages: without control characters, and with slashes as they are.
    environment.set_formatter(|out, state, value| match value.as_str().filter(|_| !value.is_safe()) {
        Some(text) => Ok(out.write_str(&escaped(text))?),
        None => minijinja::escape_formatter(out, state, value),
    });
    for template in Template::ALL {
        let (name, source) = template.source();
        environment.add_template(name, source)?;
    }
    Ok(environment)
});

#[cfg(test)]
mod tests {
    use super::super::texts::Say;
    use super::*;

    #[test]
    fn templates_name_texts_that_there_are() {
        let mut used = Vec::new();
        for (name, source) in Template::ALL.map(Template::source) {
            assert!(name.ends_with(".html"), "{name} would not be escaped");
            for rest in source.split("s.").skip(1) {
                let end = rest.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(rest.len());
                let text = &rest[..end];
                if text.starts_with(|first: char| first.is_ascii_uppercase()) {
                    assert!(Say::ALL.iter().any(|(known, _)| *known == text), "{name}: {text}");
                    used.push(text);
                }
            }
        }
        assert!(used.len() > 30);
    }

    #[test]
    fn every_template_can_be_read() {
        assert!(ENVIRONMENT.is_ok(), "{:?}", ENVIRONMENT.as_ref().err());
    }
}
