//! Every two of the commands at the same time, killed at random moments, beside a server and harvesters.

use std::time::{Duration, Instant};

use super::world::{Process, SOURCES, World};
use super::{long_run, seeded};

/// The longest wait before something is killed, in milliseconds.
const LONGEST: u64 = 250;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Actor {
    /// Loads a source of its own.
    Load(usize),
    /// Loads items that another process may be loading.
    LoadSame,
    /// Synchronises an edited folder.
    Sync,
    /// Another server.
    Serve,
    /// Synchronises with edited rules: other sets, or a format that is withdrawn or back.
    Rules,
    Backup,
    Restore,
    Repair,
    Verify,
    Diff,
}

const ACTORS: [Actor; 11] = [
    Actor::Load(0),
    Actor::Load(1),
    Actor::LoadSame,
    Actor::Sync,
    Actor::Serve,
    Actor::Rules,
    Actor::Backup,
    Actor::Restore,
    Actor::Repair,
    Actor::Verify,
    Actor::Diff,
];

/// How many pairs there are between two looks at everything.
const PAIRS_AT_ONCE: usize = 12;

#[test]
fn nothing_is_lost_by_any_two_commands_at_the_same_time() {
    let mut world = World::new(seeded());
    world.settle();
    world.back_up();
    let end = long_run().map(|time| Instant::now() + time);
    let mut figures = Figures::default();
    loop {
        let pairs = shuffled_pairs(&mut world);
        let some = if end.is_some() { &pairs[..] } else { &pairs[..2 * PAIRS_AT_ONCE] };
        for pairs in some.chunks(PAIRS_AT_ONCE) {
            for pair in pairs {
                world.run_pair(*pair, &mut figures);
            }
            world.settle();
            world.back_up();
        }
        if end.is_none_or(|end| Instant::now() > end) {
            break;
        }
    }
    println!("{figures:?}");
    assert!(figures.killed > 0 && figures.ended > 0, "{figures:?}");
}

#[derive(Debug, Default)]
struct Figures {
    pairs: usize,
    killed: usize,
    ended: usize,
    servers_killed: usize,
}

/// Each actor with each other and with itself, in random order.
fn shuffled_pairs(world: &mut World) -> Vec<[Actor; 2]> {
    let mut pairs: Vec<_> = ACTORS
        .iter()
        .enumerate()
        .flat_map(|(n, one)| ACTORS[n..].iter().map(|other| [*one, *other]))
        .collect();
    for last in (1..pairs.len()).rev() {
        pairs.swap(last, world.random.size(last as u64 + 1));
    }
    pairs
}

impl World {
    /// A complete backup, which later ones do not replace.
    fn back_up(&self) {
        _ = std::fs::remove_dir_all(self.place.path().join("backup"));
        let said = self.place.run(&["backup", "backup"]);
        assert_eq!(said.code, 0, "{said:?}");
    }

    fn run_pair(&mut self, pair: [Actor; 2], figures: &mut Figures) {
        figures.pairs += 1;
        let alone = pair.contains(&Actor::Repair); // which wants no server beside it
        if alone {
            self.kill_server();
        }
        let mut processes = Vec::new();
        for actor in pair {
            processes.push((actor, self.begin(actor)));
            self.wait(LONGEST / 4);
        }
        self.harvest_a_page();
        self.wait(LONGEST);
        if self.random.one_in(4) {
            figures.servers_killed += 1;
            self.kill_server();
        }
        for (actor, process) in processes {
            if actor == Actor::Serve || self.random.one_in(2) {
                process.kill();
                figures.killed += 1;
                self.wait(LONGEST / 4);
            } else {
                ended(actor, process, alone);
                figures.ended += 1;
            }
        }
        self.start();
        self.harvest_a_page();
        self.harvest_a_page();
    }

    fn wait(&mut self, longest: u64) {
        std::thread::sleep(Duration::from_millis(self.random.below(longest)));
    }

    fn begin(&mut self, actor: Actor) -> Process {
        match actor {
            Actor::Load(number) => self.load(SOURCES[number]),
            Actor::LoadSame => self.load(SOURCES[2]),
            Actor::Sync => {
                self.edit();
                self.spawn(&["sync"])
            }
            Actor::Serve => self.spawn(&["serve", "--listen", "127.0.0.1:0", "--sync-interval", "1s"]),
            Actor::Rules => {
                self.rules();
                self.spawn(&["sync"])
            }
            Actor::Backup => {
                let into = format!("backups/{}", self.random.below(u64::MAX));
                self.spawn(&["backup", &into])
            }
            Actor::Restore => self.spawn(&["restore", "backup"]),
            Actor::Repair => self.spawn(&["repair"]),
            Actor::Verify => self.spawn(&["verify"]),
            Actor::Diff => self.spawn(&["diff"]),
        }
    }

    fn load(&mut self, source: &str) -> Process {
        let file = self.version(source);
        self.spawn(&["load", &file, "--source", source])
    }
}

/// A command that was not killed is done, except for one that must not run beside the other.
fn ended(actor: Actor, process: Process, beside_repair: bool) {
    let output = process.output();
    let said = String::from_utf8_lossy(&output.stderr);
    let may_be_refused = beside_repair && said.contains("another process");
    let expected: &[i32] = match actor {
        Actor::Sync | Actor::Rules => &[0, 3], // deletions may be withheld
        Actor::Diff => &[0, 3, 4],
        _ => &[0],
    };
    let is_done = output.status.code().is_some_and(|code| expected.contains(&code));
    assert!(is_done || may_be_refused, "{actor:?}: {output:?}");
}
