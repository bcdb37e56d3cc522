//! What a page costs at the beginning of a list and at its end.

use std::collections::VecDeque;
use std::time::Instant;

use crate::Result;
use crate::connection::Connection;
use crate::harvest::{LIST, next, walk};

/// How many pages at each end are asked for, and how often each.
const PAGES: usize = 40;
const TIMES: usize = 10;

/// The requests for the pages at both ends of a list: but for the first one, which counts the list as well, and
/// the last one, which is not full.
fn ends(connection: &mut Connection, arguments: &str) -> Result<(Vec<String>, Vec<String>)> {
    let (mut early, mut late) = (Vec::new(), VecDeque::new());
    walk(connection, arguments, false, &mut |_, token| {
        let request = token.map(next);
        if early.len() < PAGES {
            early.extend(request.clone());
        }
        late.extend(request);
        if late.len() > PAGES + 1 {
            late.pop_front();
        }
        Ok(())
    })?;
    late.pop_back();
    Ok((early, late.into()))
}

/// Requests, and which of the connections they go over.
type Asked<'a> = (usize, &'a [String]);

/// The median of the times, in microseconds, that the requests take; they take turns, so that nothing that
/// happens meanwhile hits one kind alone.
fn medians<const KINDS: usize>(
    connections: &mut [Connection],
    kinds: [Asked<'_>; KINDS],
) -> Result<[f64; KINDS]> {
    let mut took = [const { Vec::new() }; KINDS];
    for turn in 0..TIMES * PAGES {
        for ((connection, requests), took) in kinds.iter().zip(&mut took) {
            let begun = Instant::now();
            connections[*connection].get(&requests[turn % requests.len()])?;
            took.push(begun.elapsed().as_secs_f64() * 1e6);
        }
    }
    Ok(took.map(|mut took| median(&mut took)))
}

pub fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

pub fn run(address: &str) -> Result<()> {
    let mut connections = [Connection::open(address, "identity")?];
    let (early, late) = ends(&mut connections[0], LIST)?;
    let (set_early, set_late) = ends(&mut connections[0], &format!("{LIST}&set=third"))?;
    let (first, rare) = ([LIST.to_owned()], [format!("{LIST}&set=rare")]);
    if set_late.is_empty() {
        return Err("these are too few records: there is no page between the first and the last".into());
    }
    let kinds: [Asked<'_>; 6] =
        [(0, &early), (0, &late), (0, &set_early), (0, &set_late), (0, &first), (0, &rare)];
    let [early, late, set_early, set_late, first, rare] = medians(&mut connections, kinds)?;
    println!("page_early {early:.0}\npage_late {late:.0}\npage_ratio {:.3}", late / early);
    println!("set_early {set_early:.0}\nset_late {set_late:.0}\nset_ratio {:.3}", set_late / set_early);
    println!("page_first {first:.0}\nrare {rare:.0}");
    Ok(())
}

/// What a page costs at an address and at another one, both in turn.
pub fn beside(address: &str, other: &str) -> Result<()> {
    let open = |address: &str| Connection::open(address, "identity");
    // A list takes so long that a connection on which nothing is asked meanwhile would be closed.
    let [here, there] = [address, other].map(|address| ends(&mut open(address)?, LIST));
    let [here, there] = [here?, there?].map(|(early, late)| [early, late].concat());
    let mut connections = [open(address)?, open(other)?];
    let [here, there] = medians(&mut connections, [(0, &here), (1, &there)])?;
    println!("page_here {here:.1}\npage_there {there:.1}");
    Ok(())
}
