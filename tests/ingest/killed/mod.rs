//! Real processes, killed at random moments and at each of their steps; meanwhile harvesters keep asking `from` the
//! responseDate that they were given last.

use std::time::Duration;

use super::random::Random;

mod contents;
mod harvester;
mod pairs;
#[cfg(unix)]
mod steps;
#[cfg(unix)]
mod whole_store;
mod world;
mod writers;

/// For how long processes are killed in a long run, which `WINDROW_TEST_KILLS` asks for.
fn long_run() -> Option<Duration> {
    let seconds = std::env::var("WINDROW_TEST_KILLS").ok()?;
    Some(Duration::from_secs(seconds.parse().expect("WINDROW_TEST_KILLS is a number of seconds")))
}

/// Random numbers from a seed that is shown if the test fails; `WINDROW_TEST_SEED` sets it.
fn seeded() -> Random {
    let given = std::env::var("WINDROW_TEST_SEED").ok();
    let now = || std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let seed = given.map_or_else(now, |seed| seed.parse().expect("WINDROW_TEST_SEED is a number"));
    println!("WINDROW_TEST_SEED={seed}");
    Random::seeded(seed)
}
