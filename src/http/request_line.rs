//! Request lines with bytes that no URL may hold (RFC 3986, 2.1): curl, PHP, Java and Ruby send `"`, `<`, `>` and
//! letters beyond ASCII as they are typed. They are escaped, so that the answer is one of the protocol.

use std::borrow::Cow;

/// Finds the request line in what comes from a client.
#[derive(Debug)]
pub(super) enum RequestLine {
    /// It comes next; empty lines before it are no part of it (RFC 9112, 2.2).
    Before,
    Inside,
    Behind,
}

impl RequestLine {
    /// A connection begins with a request line.
    pub(super) const fn at_start() -> Self {
        Self::Before
    }

    /// The next bytes are the start of a request.
    pub(super) const fn begin(&mut self) {
        *self = Self::Before;
    }

    /// The bytes, with those of the request line escaped that must be.
    pub(super) fn escape<'b>(&mut self, bytes: &'b [u8]) -> Cow<'b, [u8]> {
        let start = match self {
            Self::Before => bytes.iter().position(|byte| !b"\r\n".contains(byte)),
            Self::Inside => Some(0),
            Self::Behind => None,
        };
        let Some(start) = start else { return Cow::Borrowed(bytes) };
        let end = bytes[start..].iter().position(|byte| *byte == b'\n').map(|length| start + length);
        *self = if end.is_none() { Self::Inside } else { Self::Behind };
        let (line, rest) = bytes.split_at(end.unwrap_or(bytes.len()));
        if !line.iter().any(must_be_escaped) {
            return Cow::Borrowed(bytes);
        }
        let mut escaped = Vec::with_capacity(bytes.len() + 2 * line.len());
        for byte in line {
            match must_be_escaped(byte) {
                true => escaped.extend_from_slice(format!("%{byte:02X}").as_bytes()),
                false => escaped.push(*byte),
            }
        }
        escaped.extend_from_slice(rest);
        Cow::Owned(escaped)
    }
}

const fn must_be_escaped(byte: &u8) -> bool {
    matches!(*byte, b'"' | b'<' | b'>' | 0x80..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(pieces: &[&[u8]]) -> String {
        let mut line = RequestLine::at_start();
        let all: Vec<_> = pieces.iter().flat_map(|piece| line.escape(piece).into_owned()).collect();
        String::from_utf8_lossy(&all).into_owned()
    }

    #[test]
    fn only_the_request_line_is_escaped_however_it_comes() {
        let head = "GET /oai?set=\"ü\" HTTP/1.1\r\nX: \"ü\"\r\n\r\n".as_bytes();
        let expected = "GET /oai?set=%22%C3%BC%22 HTTP/1.1\r\nX: \"ü\"\r\n\r\n";
        assert_eq!(escaped(&[head]), expected);
        for at in 0..head.len() {
            assert_eq!(escaped(&[&head[..at], &head[at..]]), expected, "{at}");
        }
        assert_eq!(escaped(&[b"\r\n", b"\r\nGET /<> HTTP/1.1\r\n"]), "\r\n\r\nGET /%3C%3E HTTP/1.1\r\n");
    }

    #[test]
    fn a_request_line_begins_where_it_is_said_to() {
        let mut line = RequestLine::at_start();
        assert_eq!(&*line.escape(b"GET / HTTP/1.1\r\n\r\n<"), b"GET / HTTP/1.1\r\n\r\n<");
        assert_eq!(&*line.escape(b"<"), b"<");
        line.begin();
        assert_eq!(&*line.escape(b"<"), b"%3C");
    }
}
