//! Records as they lie in the store, one by one and in runs.

use crate::model::SetSpec;

/// Where XML lies: for [`super::Snapshot::read`] of the snapshot that told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Opaque; what follows a piece directly is `size` further on.
    pub at: i64,
    /// In bytes.
    pub size: u32,
}

impl Piece {
    /// Whether the other one lies directly behind it.
    pub fn is_followed_by(&self, other: &Self) -> bool {
        self.at + i64::from(self.size) == other.at
    }
}

/// What comes next in a range.
#[derive(Clone, Debug)]
pub enum Next {
    /// These records, all of them visible and in the range.
    Run {
        run: Run,
        /// Whether it is certain that a record follows it in the range.
        more: bool,
    },
    /// Records in no run, or a part of one.
    Records {
        /// The range begins after this sequence number.
        since: u64,
        /// With the record that has this sequence number they end, or before the end of the range.
        until: Option<u64>,
        /// Whether they are a part of a run.
        inside: bool,
    },
}

/// Consecutive records of a list, in one piece: derived from the log, and dropped when one of them leaves its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Between this sequence number and that of the first one the list has no record.
    pub since: u64,
    pub first: u64,
    pub last: u64,
    pub records: u32,
    /// How many bytes their XML has, and how many it has without the last one.
    pub size: u32,
    pub but_last: u32,
    pub pieces: Vec<Piece>,
    /// The same, compressed, if that was kept.
    pub deflated: Option<Deflated>,
}

impl Run {
    /// A run that has no record yet; the first will have this sequence number.
    pub const fn beginning(since: u64, first: u64) -> Self {
        let pieces = Vec::new();
        Self { since, first, last: first, records: 0, size: 0, but_last: 0, pieces, deflated: None }
    }

    /// Adds a record at the end.
    pub fn extend(&mut self, seq: u64, piece: Piece) {
        self.last = seq;
        self.records += 1;
        self.but_last = self.size;
        self.size += piece.size;
        match self.pieces.last_mut() {
            Some(last) if last.is_followed_by(&piece) => last.size += piece.size,
            _ => self.pieces.push(piece),
        }
    }
}

/// Raw deflate that ends in a sync flush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deflated {
    pub piece: Piece,
    /// The CRC-32 of what it decodes to.
    pub crc: u32,
}

/// A run to be kept: all records of a list after `since` up to `last`, as one snapshot has shown them.
#[derive(Clone, Debug)]
pub struct NewRun {
    pub prefix: String,
    pub set: Option<SetSpec>,
    pub run: Run,
    /// Their XML as raw deflate that ends in a sync flush, and its CRC-32; what `run` says of it is of no account.
    pub deflated: Option<(Vec<u8>, u32)>,
}
