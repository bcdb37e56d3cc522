//! Search in the words of the index (FTS5).

use rusqlite::{Connection, params_from_iter};

use crate::store::{CANDIDATES, FIELDS, IndexQuery, Listed, Matches, Phrase, Position, Result};

/// Writes the words of an entry; an entry without words is not found.
pub(super) fn put(connection: &Connection, entry: i64, words: &[String; FIELDS]) -> Result<()> {
    if words.iter().all(String::is_empty) {
        connection.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([entry])?;
        return Ok(());
    }
    let [f0, f1, f2, f3, f4] = words;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO words (rowid, f0, f1, f2, f3, f4) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((entry, f0, f1, f2, f3, f4))?;
    Ok(())
}

/// The entries that match. The candidates are those written last, so that the work is bounded; the best of them come first.
pub(super) fn search(connection: &Connection, query: &IndexQuery<'_>, limit: usize) -> Result<Matches> {
    let mut values = vec![expression(&query.phrases)];
    let mut filters = String::new();
    for heading in &query.under {
        let number = values.len() + 1;
        filters += &format!(
            " AND rowid IN (SELECT entry FROM heading WHERE kind = ?{number} AND value = ?{})",
            number + 1
        );
        values.extend([heading.kind.to_owned(), heading.value.to_owned()]);
    }
    let weights = query.weights.map(|weight| format!("{weight:?}")).join(", ");
    let candidates =
        format!("FROM words WHERE words MATCH ?1{filters} ORDER BY rowid DESC LIMIT {CANDIDATES}");
    let number = format!("SELECT count(*) FROM (SELECT rowid {candidates})");
    let number: i64 =
        connection.prepare_cached(&number)?.query_row(params_from_iter(&values), |row| row.get(0))?;
    let best = format!(
        "SELECT e.identifier, e.data FROM (SELECT rowid AS id, bm25(words, {weights}) AS rank {candidates}) f
         JOIN entry e ON e.id = f.id ORDER BY f.rank, e.identifier LIMIT {limit}"
    );
    let mut statement = connection.prepare_cached(&best)?;
    let listed = statement.query_map(params_from_iter(&values), |row| {
        Ok(Listed { position: Position { key: String::new(), identifier: row.get(0)? }, data: row.get(1)? })
    })?;
    let entries = listed.collect::<rusqlite::Result<_>>()?;
    Ok(Matches { entries, number: usize::try_from(number).unwrap_or(CANDIDATES) })
}

/// The phrases as an expression of FTS5: every word in quotation marks, so that none is an operator.
fn expression(phrases: &[Phrase<'_>]) -> String {
    let phrase = |phrase: &Phrase<'_>| {
        let field = phrase.field.map_or_else(String::new, |field| format!("f{field} : "));
        let words = phrase.words.join(" ").replace('"', "\"\"");
        format!("{field}\"{words}\"{}", if phrase.is_prefix { " *" } else { "" })
    };
    phrases.iter().map(phrase).collect::<Vec<_>>().join(" AND ")
}
