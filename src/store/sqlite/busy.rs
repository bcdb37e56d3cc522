//! How long a connection waits while another one writes.

use std::thread::sleep;
use std::time::Duration;

/// How long a writer that waits sleeps before it tries again: little, so that between two batches of a long load every
/// writer has a turn.
const NAP: Duration = Duration::from_millis(1);

/// Whether to wait longer; `naps` counts the naps taken.
pub(super) fn wait_a_minute(naps: i32) -> bool {
    sleep(NAP);
    naps < 60_000
}

pub(super) fn wait_a_second(naps: i32) -> bool {
    sleep(NAP);
    naps < 1_000
}

pub(super) fn wait_seconds(naps: i32) -> bool {
    sleep(NAP);
    naps < 5_000
}

pub(super) fn do_not_wait(_: i32) -> bool {
    false
}
