//! Single bits that change on the disk: no answer changes with them, and `verify` finds each that makes an answer fail.

use std::collections::BTreeMap;
use std::sync::Arc;

use tempfile::TempDir;
use windrow::clock::ManualClock;

use super::bench::{NOON, stamp};
use super::files::{Files, closed, killed};
use super::random::Random;
use super::verify::{location, reopened};

/// How many bits are flipped in all files together, unless `WINDROW_TEST_FLIPS` says another number.
const FLIPS: usize = 300;

#[test]
fn no_flipped_bit_changes_an_answer_and_verify_finds_each_that_matters() {
    let flips = std::env::var("WINDROW_TEST_FLIPS").map_or(FLIPS, |flips| flips.parse().unwrap());
    let mut random = Random::seeded(7);
    for (state, files) in [("closed", closed()), ("killed", killed())] {
        flip(state, &files, flips / 2, &mut random);
    }
}

/// Flips bits, as many in each file.
fn flip(state: &str, files: &Files, flips: usize, random: &mut Random) {
    let clock = Arc::new(ManualClock::at(stamp(NOON).plus(3_600)));
    let expected = reopened(files.written().path(), &clock);
    assert!(expected.values().all(Result::is_ok), "{expected:?}");
    let names: Vec<_> = files.iter().filter(|(_, bytes)| !bytes.is_empty()).map(|(name, _)| name).collect();
    let mut mattered = BTreeMap::<_, (usize, usize)>::new();
    for number in 0..flips {
        let name = names[number % names.len()];
        let bit = random.size(files.size(name) as u64 * 8);
        let flipped = files.with(name, |bytes| bytes[bit / 8] ^= 1 << (bit % 8));
        let answers = reopened(flipped.written().path(), &clock);
        let what = format!("{state} store, {name}, bit {bit}");
        for (question, answer) in &answers {
            assert!(answer.is_err() || answer == &expected[question], "{what}: {question}: {answer:?}");
        }
        let fails = answers.values().any(Result::is_err);
        assert!(!fails || is_found(&flipped), "{what}: an answer fails, and verify finds nothing");
        let (all, failed) = mattered.entry(name).or_default();
        (*all, *failed) = (*all + 1, *failed + usize::from(fails));
    }
    println!("{state}: flips in each file, and how many made an answer fail: {mattered:?}");
}

fn is_found(files: &Files) -> bool {
    let folder: TempDir = files.written();
    location(folder.path()).verify(&|_, _| ()).map_or(true, |found| !found.is_empty())
}
