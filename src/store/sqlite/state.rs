//! The row that orders everything.

use rusqlite::Connection;

use super::checks::seal;
use crate::model::Datestamp;
use crate::store::horizon::Horizon;
use crate::store::{ErrorKind, Result, StoreError};

/// The one row of `state`.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) key: [u8; 32],
    pub(super) made: Datestamp,
    pub(super) horizon: Horizon,
    /// The greatest sequence number.
    pub(super) seq: i64,
    /// Live and deleted items.
    pub(super) items: i64,
    pub(super) deleted: i64,
    /// How often a document changed.
    pub(super) documents: i64,
}

impl State {
    /// That of an empty store.
    pub(super) const fn starting(key: [u8; 32], horizon: Horizon) -> Self {
        Self { key, made: horizon.now, horizon, seq: 0, items: 0, deleted: 0, documents: 0 }
    }

    pub(super) fn read(connection: &Connection) -> Result<Self> {
        let mut statement = connection.prepare_cached(
            "SELECT key, made, horizon, ticked, latest, seq, items, deleted, documents, jump_from, jump_to, seal
             FROM state",
        )?;
        let (state, sealed) = statement.query_row([], |row| {
            let moment = |column| row.get(column).map(Datestamp::from_unix);
            let horizon = Horizon {
                now: moment(2)?,
                ticked: moment(3)?,
                latest: moment(4)?,
                jump: (moment(9)?, moment(10)?),
            };
            let state = Self {
                key: row.get(0)?,
                made: moment(1)?,
                horizon,
                seq: row.get(5)?,
                items: row.get(6)?,
                deleted: row.get(7)?,
                documents: row.get(8)?,
            };
            Ok((state, row.get::<_, i64>(11)?))
        })?;
        if state.seal() == sealed {
            Ok(state)
        } else {
            Err(StoreError::new(ErrorKind::Corrupt, "the state of the store is damaged"))
        }
    }

    pub(super) fn insert(&self, connection: &Connection) -> Result<()> {
        let zeros = "INSERT INTO state VALUES (1, ?1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)";
        connection.execute(zeros, [self.key.as_slice()])?;
        self.write(connection)
    }

    pub(super) fn write(&self, connection: &Connection) -> Result<()> {
        let [made, horizon, ticked, latest, jump_from, jump_to] = self.moments();
        connection
            .prepare_cached(
                "UPDATE state SET made = ?1, horizon = ?2, ticked = ?3, latest = ?4, jump_from = ?5, jump_to = ?6,
                                  seq = ?7, items = ?8, deleted = ?9, documents = ?10, seal = ?11",
            )?
            .execute((
                made,
                horizon,
                ticked,
                latest,
                jump_from,
                jump_to,
                self.seq,
                self.items,
                self.deleted,
                self.documents,
                self.seal(),
            ))?;
        Ok(())
    }

    fn moments(&self) -> [i64; 6] {
        let Horizon { now, ticked, latest, jump } = self.horizon;
        [self.made, now, ticked, latest, jump.0, jump.1].map(Datestamp::unix)
    }

    fn seal(&self) -> i64 {
        let key = self.key.as_chunks().0.iter().map(|bytes| i64::from_le_bytes(*bytes));
        let numbers = [self.seq, self.items, self.deleted, self.documents];
        seal(key.chain(self.moments()).chain(numbers))
    }
}
