//! Brings a store back whose time is in the future because the clock was: the horizon is set to the clock, and what is stamped
//! later gets the next second.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::checking::verify_file;
use super::connection::FILE_NAME;
use super::journal;
use super::log;
use super::mark::Mark;
use super::presence::Presence;
use super::repair::batches;
use super::row::{AFTER, LogRow, WRITE, columns};
use super::schema;
use super::state::State;
use crate::model::Datestamp;
use crate::protocol::{Header, RECORD_END, record_head};
use crate::store::horizon::Horizon;
use crate::store::{ErrorKind, Future, Result, StoreError};

/// How far the store is in the future; `None` if it is not. Nothing is written.
pub fn future(folder: &Path, clock: Datestamp) -> Result<Option<Future>> {
    let path = folder.join(FILE_NAME);
    let connection = journal::open_read_only(&path)?;
    schema::expect_readable(&connection)?;
    future_of(&connection, clock).map_err(|error| error.at(path.display()))
}

fn future_of(connection: &Connection, clock: Datestamp) -> Result<Option<Future>> {
    let horizon = State::read(connection)?.horizon;
    let count = |sql: &str| connection.query_row(sql, [clock.unix()], |row| row.get(0));
    let records = count("SELECT count(*) FROM log WHERE stamp > ?1 AND gone IS NULL")?;
    let is_ahead = horizon.now > clock || horizon.latest > clock.plus(1);
    Ok(is_ahead.then_some(Future { clock, horizon: horizon.now, latest: horizon.latest, records }))
}

/// Brings the store back to the clock. No other process may have it open.
pub fn reset_clock(folder: &Path, clock: Datestamp) -> Result<()> {
    let path = folder.join(FILE_NAME);
    let _presence = Presence::alone(folder)?;
    let mark = Mark::in_folder(folder);
    if let Some(damage) = verify_file(&path, Some(&mark), &|_, _| ())?.first() {
        return Err(
            StoreError::new(ErrorKind::Corrupt, damage.to_string()).with_remedy("run `windrow repair` first")
        );
    }
    let mut connection = journal::open(&path, false)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let state = reset(&transaction, clock)?;
    mark.remove(); // the store is behind it from now on
    transaction.commit()?;
    journal::put_away_log(&mut connection);
    mark.set(&state);
    Ok(())
}

fn reset(connection: &Connection, clock: Datestamp) -> Result<State> {
    let before = State::read(connection)?;
    log::purge(connection, before.horizon.now, u32::MAX)?;
    let next = clock.plus(1);
    for place in later(connection, clock)? {
        restamp(connection, place, clock, next)?;
    }
    let change = |sql: &str| connection.execute(sql, [next.unix()]);
    change("UPDATE item SET deleted = ?1 WHERE deleted > ?1")?;
    change("UPDATE tally SET changed = ?1 WHERE changed > ?1")?;
    let latest = before.horizon.latest.min(next);
    let horizon = Horizon { latest, ..Horizon::starting(clock) };
    let state = State { made: before.made.min(clock), horizon, ..before };
    batches(connection, &state)?;
    state.write(connection)?;
    Ok(state)
}

/// The places of versions that begin or end later than the clock.
fn later(connection: &Connection, clock: Datestamp) -> Result<Vec<i64>> {
    let mut statement = connection.prepare("SELECT place FROM log WHERE stamp > ?1 OR gone > ?1")?;
    let places = statement.query_map([clock.unix()], |row| row.get(0))?;
    Ok(places.collect::<rusqlite::Result<_>>()?)
}

/// Gives a version the next second where it has a later one. A version that begins and ends with that second is never visible.
fn restamp(connection: &Connection, place: i64, clock: Datestamp, next: Datestamp) -> Result<()> {
    let mut statement = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        ", l.sets, i.identifier FROM log l JOIN item i ON i.id = l.item WHERE l.place = ?1"
    ))?;
    let mut rows = statement.query([place])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let version = LogRow::of(row)?;
    let mut numbers = version.numbers;
    numbers.gone = numbers.gone.map(|gone| gone.min(next.unix()));
    let sets: String = row.get(AFTER)?;
    let mut xml = version.xml.to_vec();
    if numbers.stamp > clock.unix() {
        numbers.stamp = next.unix();
        let head = record_head(&Header {
            identifier: row.get(AFTER + 1)?,
            datestamp: next,
            sets: sets.clone(),
            deleted: version.is_deleted()?,
        });
        xml = [&head, version.body()?, RECORD_END].concat().into_bytes();
    }
    numbers.write(&mut *connection.prepare_cached(WRITE)?, &sets, &xml)
}
