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

/// The median of the times, in microseconds, that the requests take; they take turns, so that nothing that
/// happens meanwhile hits one kind alone.
fn medians<const KINDS: usize>(
    connection: &mut Connection,
    kinds: [&[String]; KINDS],
) -> Result<[f64; KINDS]> {
    let mut took = [const { Vec::new() }; KINDS];
    for turn in 0..TIMES * PAGES {
        for (requests, took) in kinds.iter().zip(&mut took) {
            let begun = Instant::now();
            connection.get(&requests[turn % requests.len()])?;
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
    let mut connection = Connection::open(address, "identity")?;
    let (early, late) = ends(&mut connection, LIST)?;
    let (set_early, set_late) = ends(&mut connection, &format!("{LIST}&set=third"))?;
    let (first, rare) = ([LIST.to_owned()], [format!("{LIST}&set=rare")]);
    if set_late.is_empty() {
        return Err("these are too few records: there is no page between the first and the last".into());
    }
    let kinds: [&[String]; 6] = [&early, &late, &set_early, &set_late, &first, &rare];
    let [early, late, set_early, set_late, first, rare] = medians(&mut connection, kinds)?;
    println!("page_early {early:.0}\npage_late {late:.0}\npage_ratio {:.3}", late / early);
    println!("set_early {set_early:.0}\nset_late {set_late:.0}\nset_ratio {:.3}", set_late / set_early);
    println!("page_first {first:.0}\nrare {rare:.0}");
    Ok(())
}
