//! What a view shows.

use super::document;
use super::row::{AFTER, columns};
use super::view::View;
use crate::model::{Datestamp, InvalidSetSpec, SetSpec};
use crate::store::{Document, ErrorKind, Form, Found, Limit, Page, Range, Result, Snapshot, StoreError};

/// The newest version of the record of the item with identifier ?1 in format ?2.
const NEWEST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM item i JOIN record r ON r.item = i.id AND r.format = ?2 JOIN log l ON l.place = r.place
     WHERE i.identifier = ?1"
);

/// The version before it, which is visible until the newest one's datestamp is reached.
const PRIOR: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM item i JOIN record r ON r.item = i.id AND r.format = ?2 JOIN log l ON l.place = r.prior
     WHERE i.identifier = ?1"
);

impl Snapshot for View<'_> {
    fn now(&self) -> Datestamp {
        self.horizon()
    }

    fn documents_revision(&self) -> u64 {
        self.opened().map_or(0, |opened| opened.state.documents.unsigned_abs())
    }

    fn document(&self, name: &str) -> Result<Option<Document>> {
        document::get(self.connection()?, name)
    }

    fn key(&self) -> Result<[u8; 32]> {
        Ok(self.opened()?.state.key)
    }

    fn record(&self, identifier: &str, prefix: &str, out: &mut Vec<u8>) -> Result<Found> {
        if let Some(format) = self.format(prefix)? {
            // The version before the newest one is looked up separately, because it is visible only for a moment.
            for sql in [NEWEST, PRIOR] {
                if self.version(sql, identifier, format, out)? {
                    return Ok(Found::Record);
                }
            }
        }
        Ok(match self.prefixes(identifier)? {
            Some(_) => Found::NoSuchFormat,
            None => Found::NoSuchItem,
        })
    }

    fn prefixes(&self, identifier: &str) -> Result<Option<Vec<String>>> {
        let mut statement = self.statement(concat!(
            "SELECT ",
            columns!(),
            ", f.name FROM item i JOIN record r ON r.item = i.id JOIN format f ON f.id = r.format
             JOIN log l ON l.place IN (r.place, r.prior) WHERE i.identifier = ?1"
        ))?;
        let mut rows = statement.query([identifier])?;
        let mut prefixes: Vec<(bool, String)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (numbers, deleted) = self.checked(row, |row| Ok((row.numbers, row.is_deleted()?)))?;
            if numbers.is_visible(self.horizon().unix()) {
                prefixes.push((deleted, row.get(AFTER)?));
            }
        }
        if prefixes.iter().any(|(deleted, _)| !deleted) {
            prefixes.retain(|(deleted, _)| !deleted);
        }
        let prefixes: Vec<_> = prefixes.into_iter().map(|(_, prefix)| prefix).collect();
        Ok((!prefixes.is_empty()).then_some(prefixes))
    }

    fn page(&self, range: &Range<'_>, limit: Limit, form: Form, out: &mut Vec<u8>) -> Result<Page> {
        self.page_of(range, limit, form, out)
    }

    fn count(&self, range: &Range<'_>) -> Result<u64> {
        let (Some(stretch), Some(node)) = (self.stretch(range)?, self.node_of(range)?) else { return Ok(0) };
        Ok(self.count_blocks(node, stretch)?.unsigned_abs())
    }

    fn sets(&self) -> Result<Vec<SetSpec>> {
        let mut statement = self.statement(
            "SELECT name FROM node WHERE EXISTS (SELECT 1 FROM member WHERE member.node = node.id) ORDER BY name",
        )?;
        let specs = statement.query_map([], |row| row.get::<_, String>(0))?;
        let parse = |spec: String| {
            spec.parse()
                .map_err(|error: InvalidSetSpec| StoreError::new(ErrorKind::Corrupt, error.to_string()))
        };
        specs.map(|spec| parse(spec?)).collect()
    }

    fn has_sets(&self) -> Result<bool> {
        Ok(self.number("SELECT 1 FROM member LIMIT 1", [])?.is_some())
    }

    fn earliest(&self) -> Result<Datestamp> {
        let earliest = self.number(
            "SELECT min((SELECT l.stamp FROM log l
                         WHERE l.place BETWEEN (f.id << 40) AND ((f.id + 1) << 40) - 1 AND l.stamp <= ?1
                               AND (l.gone IS NULL OR l.gone > ?1)
                         ORDER BY l.place LIMIT 1)) AS stamp FROM format f HAVING stamp IS NOT NULL",
            [self.horizon().unix()],
        )?;
        Ok(earliest.map_or(self.opened()?.state.made, Datestamp::from_unix))
    }

    fn sample_identifier(&self, prefix: &str) -> Result<Option<String>> {
        // Identifiers with the prefix are consecutive: `~` sorts after every character of a URI.
        let end = format!("{prefix}~~");
        let other = self.number(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM item WHERE identifier < ?1)
                         OR EXISTS (SELECT 1 FROM item WHERE identifier > ?2)",
            (prefix, &end),
        )?;
        if other.is_some() {
            return Ok(None);
        }
        let mut statement = self.statement("SELECT min(identifier) FROM item WHERE identifier >= ?1")?;
        Ok(statement.query_row([prefix], |row| row.get(0))?)
    }

    fn rights(&self) -> Result<Vec<String>> {
        let mut statement = self.statement("SELECT ref FROM rights ORDER BY ref")?;
        let rights = statement.query_map([], |row| row.get(0))?;
        Ok(rights.collect::<rusqlite::Result<_>>()?)
    }
}

impl View<'_> {
    /// Appends the version that the statement finds, if it is visible; says whether it is.
    fn version(&self, sql: &str, identifier: &str, format: i64, out: &mut Vec<u8>) -> Result<bool> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.query((identifier, format))?;
        let Some(row) = rows.next()? else { return Ok(false) };
        self.checked(row, |row| {
            let visible = row.numbers.is_visible(self.horizon().unix());
            if visible {
                out.extend_from_slice(row.xml);
            }
            Ok(visible)
        })
    }
}
