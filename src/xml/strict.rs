//! The grammar of XML 1.0 and of its namespaces, to the letter. The [`Reader`](super::Reader) is patient with other people's files; what is
//! served as it was given stands in a page with other records, and must not break it in any harvester's parser.

use super::decode;
use super::escape::is_xml_char;
use super::event::{XmlError, XmlFault};
use crate::model::{Words, words};

/// The namespace that `xmlns` itself is in, which nothing else may be bound to.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// Whether the text is a name without a colon (NCName of the namespaces recommendation).
pub fn is_ncname(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_name_start) && characters.all(is_name_char)
}

/// NameStartChar of XML 1.0, 2.3, without the colon.
const fn is_name_start(character: char) -> bool {
    matches!(character,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// NameChar of XML 1.0, 2.3, without the colon.
const fn is_name_char(character: char) -> bool {
    is_name_start(character)
        || matches!(character, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// `name` or `prefix:name`.
fn is_qname(text: &str) -> bool {
    let (prefix, local) = text.split_once(':').unwrap_or(("a", text));
    is_ncname(prefix) && is_ncname(local)
}

/// Checks markup that the reader has read to its end: what it checks (nesting, references, prefixes) is not looked at again.
///
/// Errs at the first place that is against the grammar.
pub fn strictly(text: &str) -> Result<(), XmlError> {
    if let Some((offset, character)) = text.char_indices().find(|(_, character)| !is_xml_char(*character)) {
        let message = words!(
            "the character U+{code:04X}, which XML cannot hold; remove it",
            "字符 U+{code:04X} 不能出现在 XML 中；请删除",
            code = u32::from(character)
        );
        return Err(XmlError::new(XmlFault::Character, message).behind(offset));
    }
    let mut scanner = Scanner { text, at: 0 };
    while let Some(length) = scanner.rest().find('<') {
        scanner.character_data(length)?;
        scanner.markup()?;
    }
    scanner.character_data(scanner.rest().len())
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn fault<T>(&self, message: Words) -> Result<T, XmlError> {
        Err(XmlError::new(XmlFault::Syntax, message).behind(self.at))
    }

    fn character_data(&mut self, length: usize) -> Result<(), XmlError> {
        if let Some(within) = self.rest()[..length].find("]]>") {
            self.at += within;
            return self.fault(words!("`]]>` in a text; write ]]&gt;", "文字中有“]]>”；请写成 ]]&gt;"));
        }
        self.at += length;
        Ok(())
    }

    /// What begins with `<`.
    fn markup(&mut self) -> Result<(), XmlError> {
        let rest = self.rest();
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.comment(comment)
        } else if rest.starts_with("<![CDATA[") {
            self.until("]]>")
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            self.instruction(instruction)
        } else if rest.starts_with("</") {
            self.at += 2;
            self.name()?;
            self.space();
            self.expect('>')
        } else {
            self.at += 1;
            self.name()?;
            self.attributes()
        }
    }

    fn comment(&mut self, comment: &str) -> Result<(), XmlError> {
        let text = comment.split("-->").next().unwrap_or_default();
        if text.contains("--") || text.ends_with('-') {
            return self.fault(words!(
                "a comment with `--` in it; write a single hyphen, or remove the comment",
                "注释中有“--”；请只写一个连字符，或删除注释"
            ));
        }
        self.until("-->")
    }

    fn instruction(&mut self, instruction: &str) -> Result<(), XmlError> {
        let content = instruction.split("?>").next().unwrap_or_default();
        let target = content.split(is_space).next().unwrap_or_default();
        if !is_ncname(target) || target.eq_ignore_ascii_case("xml") {
            return self.fault(words!(
                "a processing instruction that must not stand here; remove it",
                "这里不能有处理指令；请删除"
            ));
        }
        self.until("?>")
    }

    fn until(&mut self, end: &str) -> Result<(), XmlError> {
        match self.rest().find(end) {
            Some(length) => {
                self.at += length + end.len();
                Ok(())
            }
            None => self.fault(words!(
                "`{end}` is missing, which ends what begins here",
                "从这里开始的内容没有以“{end}”结束；请补上"
            )),
        }
    }

    /// Passes over white space, and says whether there was any.
    fn space(&mut self) -> bool {
        let length = self.rest().len() - self.rest().trim_start_matches(is_space).len();
        self.at += length;
        length > 0
    }

    fn expect(&mut self, character: char) -> Result<(), XmlError> {
        if !self.rest().starts_with(character) {
            return self.fault(words!(
                "`{character}` is due here; correct the tag",
                "这里应为“{character}”；请改正标签"
            ));
        }
        self.at += character.len_utf8();
        Ok(())
    }

    fn name(&mut self) -> Result<&'a str, XmlError> {
        let rest = self.rest();
        let ends = |character: char| is_space(character) || "=/<>\"'".contains(character);
        let name = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if !is_qname(name) {
            return self.fault(words!(
                "`{name}` is not a name in XML; correct it",
                "“{name}”不是合法的 XML 名称；请改正"
            ));
        }
        self.at += name.len();
        Ok(name)
    }

    fn attributes(&mut self) -> Result<(), XmlError> {
        loop {
            let spaced = self.space();
            if self.rest().starts_with('>') {
                return self.expect('>');
            } else if self.rest().starts_with('/') {
                self.expect('/')?;
                return self.expect('>');
            } else if !spaced {
                return self
                    .fault(words!("a space is missing between attributes", "属性之间缺少空格；请补上"));
            }
            self.attribute()?;
        }
    }

    fn attribute(&mut self) -> Result<(), XmlError> {
        let begin = self.at;
        let name = self.name()?;
        self.space();
        self.expect('=')?;
        self.space();
        let quote = if self.rest().starts_with('\'') { '\'' } else { '"' };
        self.expect(quote)?;
        let Some(length) = self.rest().find(quote) else {
            return self.fault(words!("a quote is missing", "缺少引号；请补上"));
        };
        let declares = declaration_fault(name, &self.rest()[..length]);
        self.at += length + 1;
        declares.map_or(Ok(()), |message| Err(XmlError::new(XmlFault::Syntax, message).behind(begin)))
    }
}

/// What is wrong with an attribute that declares a namespace, if it does.
fn declaration_fault(name: &str, value: &str) -> Option<Words> {
    let prefix = if name == "xmlns" { "" } else { name.strip_prefix("xmlns:")? };
    let namespace = decode::attribute(value).ok()?.0;
    bad_binding(prefix, &namespace).then(|| {
        words!(
            "`{namespace}` cannot be the namespace of `{name}`; write an absolute URI that is not reserved",
            "“{namespace}”不能作为“{name}”的命名空间；请写一个绝对 URI，且不是保留的命名空间"
        )
    })
}

/// Whether a parser may refuse to bind the prefix (the empty one is the default) to the namespace.
pub fn bad_binding(prefix: &str, namespace: &str) -> bool {
    let reserved = namespace == super::XML_NAMESPACE
        || namespace == XMLNS
        || !(namespace.is_empty() || is_absolute_uri(namespace));
    match prefix {
        "" => reserved,
        "xml" => namespace != super::XML_NAMESPACE,
        "xmlns" => true,
        _ => reserved || namespace.is_empty(),
    }
}

/// Whether the text is an absolute URI (RFC 3986, 4.3, and 3.5 for what follows `#`): parsers refuse to bind a prefix to anything else.
pub fn is_absolute_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte);
    let is_escape = |part: &str| part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    let authority =
        rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.trim_matches('/').is_empty()
        && rest.bytes().all(is_legal)
        && rest.split('%').skip(1).all(is_escape)
        && rest.matches('#').count() <= 1
        && authority.is_none_or(is_authority)
}

/// `host`, `host:port`, perhaps with `user@`.
fn is_authority(text: &str) -> bool {
    let host = text.split_once('@').map_or(text, |(_, host)| host);
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    !host.is_empty() && !host.contains('@') && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// White space of XML (production S).
const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_namespace_is_an_absolute_uri() {
        for text in [
            "http://a.org/ns",
            "urn:x:y",
            "info:lc/xmlns/a#b",
            "http://a:80/b.txt",
            "http://a@b?c=%20",
            "ftp:a",
        ] {
            assert!(is_absolute_uri(text), "{text}");
        }
        for text in [
            "",
            "a",
            "/ns",
            "http:",
            "http://",
            "1a:b",
            "urn:a b",
            "a.org/x",
            "urn:<x>",
            "urn:é",
            "urn:%zz",
            "urn:%4",
            "http://a:b/",
            "http:///a",
            "http://a@b@c/",
            "urn:a#b#c",
            "urn:[",
            "urn:\n",
        ] {
            assert!(!is_absolute_uri(text), "{text}");
        }
    }

    #[test]
    fn what_keeps_to_the_grammar_passes() {
        for text in [
            "<a/>",
            "<a b='1' c = \"2>\"\n/>",
            "<e:a xmlns:e='urn:e' xml:lang=\"en\"><!-- - x --><?p q?><![CDATA[<&]]]]>]] ></e:a >",
            "<题名 é='·'>x</题名>",
            "<a xmlns=''/>",
            "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
        ] {
            assert_eq!(strictly(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_other_parsers_refuse_is_refused_with_its_place() {
        for (text, at) in [
            ("<a>]]></a>", 3),
            ("<a><!-- -- --></a>", 3),
            ("<a><!-- x ---></a>", 3),
            ("<a><?xml x?></a>", 3),
            ("<a><? x?></a>", 3),
            ("<a><?p:q x?></a>", 3),
            ("<1a/>", 1),
            ("<a:b:c/>", 1),
            ("<:a/>", 1),
            ("<a b='1'c='2'/>", 8),
            ("<a b/>", 4),
            ("<a b=1/>", 5),
            ("<a / >", 4),
            ("<a b='1/>", 6),
            ("<a></a b>", 7),
            ("<a>\u{FFFE}</a>", 3),
            ("<a xmlns:b=''/>", 3),
            ("<a xmlns='&#10;'/>", 3),
            ("<a xmlns:b='b'/>", 3),
            ("<a xmlns:xml='urn:x'/>", 3),
            ("<a xmlns:xmlns='urn:x'/>", 3),
            ("<a xmlns:b='http://www.w3.org/XML/1998/namespac&#101;'/>", 3),
            ("<a xmlns='http://www.w3.org/2000/xmlns/'/>", 3),
        ] {
            assert_eq!(strictly(text).map_err(|error| error.offset), Err(at), "{text}");
        }
    }
}
