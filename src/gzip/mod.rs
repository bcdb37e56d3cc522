//! Gzip in pieces (RFC 1952, RFC 1951): text is deflated once, kept, and later joined with other text into one
//! member, without being compressed or even looked at again.
//!
//! [`deflate`] makes a *run*: blocks of raw deflate that end at a whole byte, with the CRC-32 and the length of
//! their text. [`Member`] writes one gzip member of runs and of text as it is, in any order:
//!
//! ```
//! use windrow::gzip::{Member, deflate};
//!
//! let run = deflate(b"<record/>");
//! let mut member = Member::with_capacity(100);
//! member.text(b"<list>");
//! member.deflated(run.crc, run.size, &run.bytes);
//! member.text(b"</list>");
//! let gzip = member.finish();
//! # assert_eq!(gzip[..2], [0x1F, 0x8B]);
//! ```

mod crc;
mod deflate;
mod member;

pub use crc::joined;
pub use deflate::{Deflated, FLUSHED, deflate};
pub use member::Member;
