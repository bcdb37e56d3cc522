//! Text that was encoded twice: UTF-8 that was read in another encoding.

use encoding_rs::{Encoding, GBK, WINDOWS_1252};

/// Characters that UTF-8 of common Chinese characters and signs becomes when it is read as GBK, and that are rare otherwise.
const GBK_SIGNS: [char; 12] = ['锛', '銆', '鐨', '鍥', '涓', '鏄', '鎴', '绗', '鏈', '瀹', '鍦', '鏉'];

/// So many characters must have come of it, so that no word of Chinese is taken for such a text.
const LEAST_OF_GBK: usize = 3;

/// The first stretch of the text that was encoded twice, and what it was before.
pub fn twice_encoded(text: &str) -> Option<(&str, String)> {
    western(text).or_else(|| chinese(text))
}

/// A stretch that was read as Windows-1252, each byte as a character: `Ã©` for `é`. A single character is taken for one only if it is
/// among the usual ones: in French, `é »` would be one as well.
fn western(text: &str) -> Option<(&str, String)> {
    stretches(text).find_map(|stretch| {
        let original = original(stretch, WINDOWS_1252)?;
        let is_usual = stretch.starts_with(['Â', 'Ã', 'Ä', 'Å'])
            || stretch.starts_with("â€")
            || stretch.starts_with("â„");
        (is_usual || original.chars().count() > 1).then_some((stretch, original))
    })
}

/// A stretch that was read as GBK.
fn chinese(text: &str) -> Option<(&str, String)> {
    if !text.contains(GBK_SIGNS) {
        return None;
    }
    stretches(text).find_map(|stretch| {
        let original = original(stretch, GBK)?;
        (original.chars().count() >= LEAST_OF_GBK).then_some((stretch, original))
    })
}

/// The parts of the text that are not ASCII.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| character.is_ascii()).filter(|stretch| !stretch.is_empty())
}

/// The text whose UTF-8, read in the encoding, is the stretch.
fn original(stretch: &str, encoding: &'static Encoding) -> Option<String> {
    let (bytes, _, unmappable) = encoding.encode(stretch);
    let original = std::str::from_utf8(&bytes).ok()?;
    (!unmappable && original.chars().all(|character| !character.is_ascii() && !character.is_control()))
        .then(|| original.to_owned())
}
