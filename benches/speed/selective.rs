//! How long the first page of a selective request takes.

use std::fs;
use std::time::Instant;

use crate::Result;
use crate::connection::Connection;
use crate::harvest::LIST;
use crate::pages::median;

/// How many of each kind are asked for.
const TIMES: usize = 20;

/// Asks for the first page of each kind of selective request, as different ones as there are, from a list of the
/// datestamps of the repository, and prints the median and the worst of each in milliseconds.
pub fn run(address: &str, datestamps: &str) -> Result<()> {
    let datestamps = fs::read_to_string(datestamps)?;
    let datestamps: Vec<_> = datestamps.lines().collect();
    if datestamps.is_empty() {
        return Err("there are no datestamps to select by".into());
    }
    // From 0 to 1: how far behind the beginning.
    let at = |part: f64| datestamps[((datestamps.len() - 1) as f64 * part) as usize];
    let from = |begin: f64| move |turn: f64| format!("&from={}", at(begin + turn / 3.0));
    let until = |turn: f64| format!("&until={}", at(turn));
    let both = |turn: f64| format!("&from={}&until={}", at(turn * 0.8), at(turn * 0.8 + 0.2));
    let kinds: [(&str, &dyn Fn(f64) -> String); 9] = [
        ("from_early", &from(0.0)),
        ("from_middle", &from(1.0 / 3.0)),
        ("from_late", &from(2.0 / 3.0)),
        ("until", &until),
        ("from_until", &both),
        ("set_third", &|_| "&set=third".to_owned()),
        ("set_rare", &|_| "&set=rare".to_owned()),
        ("third_from_until", &|turn| format!("&set=third{}", both(turn))),
        ("rare_from_until", &|turn| format!("&set=rare{}", both(turn))),
    ];
    let mut connection = Connection::open(address, "gzip")?;
    let mut took = vec![Vec::new(); kinds.len()];
    for turn in 0..TIMES {
        for ((_, arguments), took) in kinds.iter().zip(&mut took) {
            let arguments = format!("{LIST}{}", arguments(turn as f64 / (TIMES - 1) as f64));
            let begun = Instant::now();
            connection.get(&arguments)?;
            took.push(begun.elapsed().as_secs_f64() * 1e3);
        }
    }
    let mut worst = 0.0_f64;
    for ((name, _), took) in kinds.iter().zip(&mut took) {
        let most = took.iter().copied().fold(0.0, f64::max);
        worst = worst.max(most);
        println!("first_{name} {:.3}\nfirst_{name}_worst {most:.3}", median(took));
    }
    println!("first_worst {worst:.3}");
    Ok(())
}
