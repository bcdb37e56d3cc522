//! What fails in one run, made of its number.

use super::super::random::Random;
use super::library::{Amount, Error, Fault, How, OPEN, OPEN_TO_WRITE, READ, REMOVE, SYNC, TRUNCATE, WRITE};

/// When the fault begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// While the store is made.
    Making,
    /// Before a store is opened.
    Opening,
    /// While a store is open.
    Working,
}

/// How the process ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    ClosedDuring,
    KilledDuring,
    ClosedAfter,
    KilledAfter,
}

impl End {
    pub fn is_under_fault(self) -> bool {
        matches!(self, Self::ClosedDuring | Self::KilledDuring)
    }

    pub fn is_killed(self) -> bool {
        matches!(self, Self::KilledDuring | Self::KilledAfter)
    }
}

/// One run.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub seed: u64,
    pub fault: Fault,
    pub amount: Amount,
    /// Only files whose names end so.
    pub name: &'static str,
    pub when: When,
    pub end: End,
}

const CHANGES: i32 = OPEN_TO_WRITE | WRITE | SYNC | TRUNCATE | REMOVE;

/// The faults. Each comes in every amount before it comes again.
const FAULTS: [Fault; 16] = [
    fails(WRITE, How::Fail, Error::NoSpace),
    fails(WRITE, How::Fail, Error::InputOutput),
    fails(WRITE, How::HalfThenFail, Error::NoSpace),
    fails(WRITE, How::HalfThenFail, Error::InputOutput),
    fails(WRITE, How::Half, Error::InputOutput),
    fails(READ, How::Fail, Error::InputOutput),
    fails(READ, How::Half, Error::InputOutput),
    fails(READ, How::EndOfFile, Error::InputOutput),
    fails(SYNC, How::Fail, Error::InputOutput),
    fails(TRUNCATE, How::Fail, Error::InputOutput),
    fails(REMOVE, How::Fail, Error::InputOutput),
    fails(OPEN, How::Fail, Error::TooManyOpenFiles),
    fails(OPEN, How::Fail, Error::InputOutput),
    fails(OPEN_TO_WRITE, How::Fail, Error::AccessDenied),
    fails(CHANGES, How::Fail, Error::ReadOnly),
    fails(OPEN_TO_WRITE | WRITE | TRUNCATE, How::Fail, Error::NoSpace),
];

const fn fails(calls: i32, how: How, error: Error) -> Fault {
    Fault { calls, how, error }
}

/// Which files: mostly any.
const NAMES: [&str; 8] = ["", "", "", "", "", "windrow.sqlite", "windrow.sqlite-wal", "windrow.mark"];

impl Plan {
    pub fn of(seed: u64) -> Self {
        let mut random = Random::seeded(seed + 1);
        let fault = FAULTS[usize::try_from(seed).unwrap() % FAULTS.len()];
        let skip = i32::try_from(random.below(9) * random.below(9)).unwrap();
        let amount = match seed / FAULTS.len() as u64 % 3 {
            0 => Amount::Once(skip),
            1 => Amount::AllAfter(skip),
            _ => Amount::OneIn(2 + skip / 4),
        };
        Self {
            seed,
            fault,
            amount,
            name: NAMES[random.size(8)],
            when: [When::Making, When::Opening, When::Working, When::Working][random.size(4)],
            end: [End::ClosedDuring, End::KilledDuring, End::ClosedAfter, End::KilledAfter][random.size(4)],
        }
    }
}
