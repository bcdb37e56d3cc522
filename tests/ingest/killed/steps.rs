//! Commands that change a whole store, killed at each of their steps. After each of them nothing published is missing or
//! different, and the same command completes.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;

use crate::kill_at::{is_possible, kill_at};
use crate::program::Place;
use crate::random::Random;

use super::{long_run, seeded};

/// A command that is killed, in a working directory that it finds in this state.
pub(super) struct Case<'c> {
    pub(super) arguments: &'c [&'c str],
    pub(super) found: &'c Place,
    /// Checks what a command has left that was killed.
    pub(super) killed: &'c dyn Fn(&Place),
    /// Checks what it has left when it came to its end.
    pub(super) done: &'c dyn Fn(&Place),
}

impl Case<'_> {
    /// Kills the command at each step or, in a short run, at some of them: one in `stride` on average.
    pub(super) fn at_each_step(&self, stride: u64) {
        if !is_possible() {
            return;
        }
        let mut random = seeded();
        let (mut step, mut kills) = (0, 0);
        loop {
            step += next(&mut random, stride);
            let place = copy(self.found);
            if !self.is_killed(&place, step) {
                (self.done)(&place);
                break;
            }
            println!("{:?}: killed at step {step}", self.arguments);
            kills += 1;
            (self.killed)(&place);
            let said = place.run(self.arguments);
            assert_eq!(said.code, 0, "{said:?}");
            (self.done)(&place);
        }
        assert!(kills > 2, "{:?} has few steps", self.arguments);
    }

    fn is_killed(&self, place: &Place, step: u64) -> bool {
        let mut command = place.command(self.arguments);
        kill_at(&mut command, step, place.path());
        let ended = command.output().unwrap();
        assert!(
            ended.status.signal() == Some(9) || ended.status.success(),
            "{:?}: {ended:?}",
            self.arguments
        );
        !ended.status.success()
    }
}

fn next(random: &mut Random, stride: u64) -> u64 {
    if long_run().is_some() { 1 } else { 1 + random.below(2 * stride - 1) }
}

/// A working directory with the same files.
pub(super) fn copy(place: &Place) -> Place {
    let copy = Place::with(0);
    copy_folder(place.path(), copy.path());
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
