//! Bytes looked for in long texts, many at a time.

/// Whether one of the bytes is such; without a branch in it, this goes over many bytes at a time.
pub(super) fn any(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(false, |found, byte| found | is(*byte))
}

/// Where the first such byte is.
pub(super) fn position(bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    let (chunks, rest) = bytes.as_chunks::<16>();
    let before = chunks.iter().take_while(|chunk| !any(*chunk, &is)).count() * 16;
    let rest = if before == bytes.len() - rest.len() { rest } else { &bytes[before..before + 16] };
    rest.iter().position(|byte| is(*byte)).map(|at| before + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_one_is_found_wherever_it_is() {
        for length in 0..70 {
            for at in 0..length {
                let mut text = vec![b'.'; length];
                text[at..].fill(b'x');
                assert_eq!(position(&text, |byte| byte == b'x'), Some(at), "{length}");
                assert!(any(&text, |byte| byte == b'x'));
            }
            assert_eq!(position(&vec![b'.'; length], |byte| byte == b'x'), None, "{length}");
        }
    }
}
