//! Pages of the embedded store while records change: compressed pages are kept for later readers and must never show what has
//! changed since, and they must not make pages small.
//!
//! A seeded simulation: random changes, and harvests of random ranges, compared with the engine in memory, which keeps nothing.

use windrow::model::{Datestamp, SetSpec};
use windrow::store::{Change, Form, Limit, Page, Range};

use super::bench::{
    ALL, Bench, NOON, checksum, delete, inflated, memory, pages, put_in, sqlite_with_room_for_pages, stamp,
};
use super::random::Random;

const SEEDS: u64 = 3;
const STEPS: usize = 120;
const ITEMS: u64 = 60;
const SETS: [&str; 3] = ["x", "x:y", "xy"];

/// What a harvester asks for.
struct Asked {
    from: Option<Datestamp>,
    until: Option<Datestamp>,
    set: Option<SetSpec>,
    limit: usize,
}

impl Asked {
    fn at_random(random: &mut Random, now: Datestamp) -> Self {
        let begun = stamp(NOON);
        let span = u64::try_from(now.unix() - begun.unix()).unwrap() + 2;
        let mut moment = || begun.plus(i64::try_from(random.below(span)).unwrap());
        let [one, other] = [moment(), moment()];
        let (from, until) = match random.below(6) {
            0..3 => (None, None),
            3..5 => (Some(one), None),
            _ => (Some(one.min(other)), Some(one.max(other))),
        };
        let set = random.one_in(2).then(|| SETS[random.size(3)].parse().unwrap());
        Self { from, until, set, limit: 2 + random.size(9) }
    }

    fn range(&self) -> Range<'_> {
        Range { from: self.from, until: self.until, set: self.set.as_ref(), ..ALL }
    }
}

fn change(random: &mut Random) -> Change {
    let name = random.below(ITEMS).to_string();
    if random.one_in(6) {
        return delete(&name);
    }
    let sets: Vec<&str> = SETS.into_iter().filter(|_| random.one_in(3)).collect();
    let sets = SetSpec::minimal(sets.into_iter().map(|spec| spec.parse().unwrap()).collect());
    let sets: Vec<_> = sets.iter().map(SetSpec::as_str).collect();
    // Some so long that a page is compressed in several parts.
    let words = if random.one_in(5) { 4_000 } else { 20 };
    let body: String = (0..random.below(words)).map(|_| format!("{:x} ", random.below(1 << 20))).collect();
    put_in(&name, &sets, &[("oai_dc", &body)])
}

/// The text of a page in any form, which must be what the page says it is.
fn text(form: Form, page: Page, bytes: Vec<u8>) -> String {
    if form != Form::Deflated {
        return String::from_utf8(bytes).unwrap();
    }
    let text = if bytes.is_empty() { bytes } else { inflated(&bytes) };
    assert_eq!(page.checksum, checksum(&text));
    String::from_utf8(text).unwrap()
}

/// Reads a range page by page; returns the text of all pages.
fn harvest(bench: &Bench, asked: &Asked, form: Form) -> String {
    let limit = Limit { records: asked.limit, bytes: 1 << 30 };
    let pages = pages(&*bench.snapshot(), &asked.range(), limit, form);
    let (last, before) = pages.split_last().unwrap();
    assert!(last.0.records <= asked.limit, "{last:?}");
    for (page, _) in before {
        let allowed = asked.limit.div_ceil(2)..=asked.limit;
        assert!(allowed.contains(&page.records), "{form:?}: {page:?} of at most {} records", asked.limit);
    }
    let texts = pages.into_iter().map(|(page, bytes)| {
        let text = text(form, page, bytes);
        assert_eq!(text.matches("<record>").count(), page.records);
        text
    });
    texts.collect()
}

fn simulate(seed: u64, room: u64) {
    let mut random = Random::seeded(seed);
    let (bench, model) = (sqlite_with_room_for_pages(room), memory());
    for step in 0..STEPS {
        let changes: Vec<_> = (0..=random.below(4)).map(|_| change(&mut random)).collect();
        let seconds = i64::try_from(random.below(4)).unwrap();
        for bench in [&bench, &model] {
            bench.apply(&changes);
            bench.clock.advance(seconds);
        }
        for _ in 0..3 {
            let asked = Asked::at_random(&mut random, model.snapshot().now());
            let expected = harvest(&model, &asked, Form::Records);
            for form in [Form::Records, Form::Deflated] {
                let place = format!("seed {seed}, room {room}, step {step}, {form:?}, {:?}", asked.range());
                println!("{place}"); // shown when an assertion fails
                assert!(harvest(&bench, &asked, form) == expected, "other records: {place}");
            }
        }
    }
}

#[test]
fn pages_have_every_record_once_and_keep_their_size_while_records_change() {
    for seed in 1..=SEEDS {
        // None, so little that cached pages are given up at once, and enough.
        [0, 3_000, 1 << 20].into_iter().for_each(|room| simulate(seed, room));
    }
}
