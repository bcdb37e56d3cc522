//! How an article is cited in words: APA, and GB/T 7714.

mod apa;
mod cited;
mod gbt7714;

pub use apa::apa;
pub use cited::line;
pub use gbt7714::gbt7714;
