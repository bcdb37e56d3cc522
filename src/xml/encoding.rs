//! From the bytes of a file to UTF-8. A byte order mark decides which encoding it is, else the XML declaration, else it is UTF-8 (XML 1.0,
//! appendix F).

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{DecoderResult, Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

use super::BYTE_ORDER_MARK;
use super::event::XmlError;
use super::faults::{not_decoded, unreadable};

/// The declaration of the encoding stands within so many bytes.
const HEAD: usize = 1024;

/// So many bytes are decoded at once.
const RAW: usize = 32 << 10;

/// What stands in the decoded text where bytes are not of the encoding. It is not UTF-8, so it costs the record that it is in.
const MALFORMED: u8 = 0xFF;

/// Names that programs write and the Encoding Standard does not list.
const ALIASES: [(&str, &Encoding); 13] = [
    ("cp936", encoding_rs::GBK),
    ("ms936", encoding_rs::GBK),
    ("windows-936", encoding_rs::GBK),
    ("gb18030-2005", encoding_rs::GB18030),
    ("cp950", encoding_rs::BIG5),
    ("ms950", encoding_rs::BIG5),
    ("cp932", encoding_rs::SHIFT_JIS),
    ("cp949", encoding_rs::EUC_KR),
    ("latin-1", encoding_rs::WINDOWS_1252),
    ("iso8859_1", encoding_rs::WINDOWS_1252),
    ("ascii", UTF_8),
    ("us-ascii", UTF_8),
    ("ansi_x3.4-1968", UTF_8),
];

/// The encoding of this name, if it can be decoded. ISO-8859-1 is read as windows-1252, which has characters where ISO-8859-1 has
/// control characters.
pub(super) fn by_name(name: &str) -> Option<&'static Encoding> {
    let name = name.trim();
    let alias = ALIASES.iter().find(|(alias, _)| name.eq_ignore_ascii_case(alias));
    alias
        .map(|(_, encoding)| *encoding)
        .or_else(|| Encoding::for_label(name.as_bytes()))
        .filter(|encoding| *encoding != REPLACEMENT && *encoding != X_USER_DEFINED)
}

/// The encoding of a text that begins with these bytes, and the length of its byte order mark.
///
/// Errs if the encoding cannot be decoded.
fn detect(head: &[u8]) -> Result<(&'static Encoding, usize), XmlError> {
    let begins = |with: &[u8]| head.starts_with(with);
    if begins(b"\xFF\xFE\0\0") || begins(b"\0\0\xFE\xFF") || begins(b"<\0\0\0") || begins(b"\0\0\0<") {
        return Err(not_decoded("UTF-32"));
    }
    let marks = [(BYTE_ORDER_MARK, UTF_8), (b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)];
    if let Some((mark, encoding)) = marks.into_iter().find(|(mark, _)| begins(mark)) {
        return Ok((encoding, mark.len()));
    }
    if begins(b"<\0") || begins(b"{\0") {
        return Ok((UTF_16LE, 0));
    }
    if begins(b"\0<") || begins(b"\0{") {
        return Ok((UTF_16BE, 0));
    }
    let Some(name) = declared(head) else { return Ok((UTF_8, 0)) };
    match by_name(&name) {
        // the declaration could not be read if it were true: a program has written UTF-8 and left the name of its memory in it
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok((UTF_8, 0)),
        Some(encoding) => Ok((encoding, 0)),
        None => Err(not_decoded(&name)),
    }
}

/// The encoding that the XML declaration names.
fn declared(head: &[u8]) -> Option<Cow<'_, str>> {
    let declaration = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let declaration = &declaration[..declaration.windows(2).position(|two| two == b"?>")?];
    let at = declaration.windows(8).position(|name| name == b"encoding")?;
    let value = declaration[at + 8..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first()?;
    let end = value.iter().position(|byte| byte == quote)?;
    Some(String::from_utf8_lossy(&value[..end]))
}

/// Reads a file in whatever encoding as UTF-8.
pub(super) struct Decoder<'r> {
    input: &'r mut dyn Read,
    encoding: &'static Encoding,
    /// None if nothing has to be decoded.
    decoder: Option<encoding_rs::Decoder>,
    /// What was read and not yet given.
    raw: Vec<u8>,
    begin: usize,
    ended: bool,
}

impl<'r> Decoder<'r> {
    /// Reads the beginning of the file. Errs if the file cannot be read or its encoding cannot be decoded.
    pub(super) fn new(input: &'r mut dyn Read) -> Result<Self, XmlError> {
        let mut raw = Vec::new();
        let read = (&mut *input).take(HEAD as u64).read_to_end(&mut raw);
        if let (Err(error), true) = (read, raw.is_empty()) {
            return Err(unreadable(&error));
        }
        let (encoding, begin) = detect(&raw)?;
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        Ok(Self { input, encoding, decoder, raw, begin, ended: false })
    }

    pub(super) const fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// Gives more of the text; zero bytes at its end.
    pub(super) fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.decoder.is_some() {
            return self.decode(into);
        }
        let rest = &self.raw[self.begin..];
        if rest.is_empty() {
            return self.input.read(into);
        }
        let length = rest.len().min(into.len());
        into[..length].copy_from_slice(&rest[..length]);
        self.begin += length;
        Ok(length)
    }

    fn decode(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some((last, room)) = into.split_last_mut() else { return Ok(0) };
        loop {
            let Some(decoder) = &mut self.decoder else { return Ok(0) };
            let raw = &self.raw[self.begin..];
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(raw, room, self.ended);
            self.begin += read;
            match result {
                DecoderResult::Malformed(..) => {
                    *room.get_mut(written).unwrap_or(last) = MALFORMED;
                    return Ok(written + 1);
                }
                DecoderResult::InputEmpty if written == 0 && !self.ended => self.fill()?,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => return Ok(written),
            }
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.begin = 0;
        self.raw.resize(RAW, 0);
        let read = self.input.read(&mut self.raw);
        self.raw.truncate(*read.as_ref().unwrap_or(&0));
        self.ended = self.raw.is_empty() && read.is_ok();
        read.map(drop)
    }
}

/// A whole file as UTF-8: the bytes themselves if it is in UTF-8 already, a byte order mark included.
///
/// Bytes that are not of the encoding become such as are not UTF-8. Errs if the encoding cannot be decoded.
pub fn decoded(mut bytes: &[u8]) -> Result<Cow<'_, [u8]>, XmlError> {
    let all = bytes;
    let mut decoder = Decoder::new(&mut bytes)?;
    if decoder.decoder.is_none() {
        return Ok(Cow::Borrowed(all));
    }
    let mut text = Vec::new();
    let mut piece = vec![0; RAW];
    loop {
        match decoder.read(&mut piece).map_err(|error| unreadable(&error))? {
            0 => return Ok(Cow::Owned(text)),
            length => text.extend_from_slice(&piece[..length]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, String> {
        decoded(bytes)
            .map(|text| String::from_utf8_lossy(&text).into_owned())
            .map_err(|error| error.message.en)
    }

    #[test]
    fn a_file_is_read_in_the_encoding_that_it_declares() {
        for name in
            ["GB18030", "gbk", "GB2312", "CP936", "Big5", "Shift_JIS", "EUC-JP", "ISO-2022-JP", "EUC-KR"]
        {
            let declared = format!("<?xml version='1.0' encoding = \"{name}\" ?><a>日本</a>");
            let (bytes, _, lost) = by_name(name).unwrap().encode(&declared);
            assert!(!lost, "{name}");
            assert_eq!(text(&bytes).unwrap(), declared);
        }
        let latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u{e9}\u{201c}</a>";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(latin);
        assert_eq!(text(&bytes).unwrap(), latin);
    }

    #[test]
    fn utf_16_is_recognised_with_and_without_a_mark() {
        let source = "<?xml version='1.0' encoding='utf-16'?><a>国𝄞</a>";
        let little: Vec<u8> = source.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = source.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in
            [&little, &big, &[b"\xFF\xFE".as_slice(), &little].concat(), &[b"\xFE\xFF", &big[..]].concat()]
        {
            assert_eq!(text(bytes).unwrap(), source);
        }
        assert_eq!(text(source.as_bytes()).unwrap(), source, "UTF-8 that says it is UTF-16");
    }

    #[test]
    fn what_cannot_be_decoded_is_refused_by_its_name() {
        for name in ["UTF-7", "IBM037", "ISO-2022-KR", "hz-gb-2312", "x-user-defined", "klingon"] {
            let error =
                text(format!("<?xml version=\"1.0\" encoding=\"{name}\"?><a/>").as_bytes()).unwrap_err();
            assert!(error.contains(name), "{error}");
        }
        assert!(text(b"\xFF\xFE\0\0").unwrap_err().contains("UTF-32"));
    }

    #[test]
    fn bytes_that_are_not_of_the_encoding_do_not_become_characters() {
        let bytes = b"<?xml version='1.0' encoding='GB18030'?><a>\xD1\xA7\xD4</a>";
        let text = decoded(bytes).unwrap();
        assert!(
            text.ends_with(
                "学\u{0}</a>"
                    .as_bytes()
                    .iter()
                    .map(|byte| if *byte == 0 { MALFORMED } else { *byte })
                    .collect::<Vec<_>>()
                    .as_slice()
            )
        );
    }
}
