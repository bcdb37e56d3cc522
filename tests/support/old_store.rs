//! A store of version 3, as an older version of the program left it.

use std::path::Path;

use rusqlite::Connection;
use windrow::model::Datestamp;
use windrow::store::sqlite::FILE_NAME;

/// When everything in the store was written.
pub const NOON: &str = "2024-05-01T12:00:00Z";

/// The tables of version 3, with what this version needs of them.
const TABLES: &str = "
    CREATE TABLE state (
        one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL, made INTEGER NOT NULL,
        horizon INTEGER NOT NULL, ticked INTEGER NOT NULL, latest INTEGER NOT NULL, seq INTEGER NOT NULL,
        items INTEGER NOT NULL, deleted INTEGER NOT NULL, documents INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE document (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE format (id INTEGER PRIMARY KEY, prefix TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE node (id INTEGER PRIMARY KEY, spec TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE rights (ref TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE batch (stamp INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
    CREATE TABLE member (node INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (node, place)) STRICT, WITHOUT ROWID;
    CREATE TABLE tally (
        node INTEGER NOT NULL, block INTEGER NOT NULL, records INTEGER NOT NULL, PRIMARY KEY (node, block)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE log (
        place INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, gone INTEGER, deleted INTEGER NOT NULL,
        identifier TEXT NOT NULL, sets TEXT NOT NULL, at INTEGER NOT NULL, head INTEGER NOT NULL, size INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE rendering (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE item (
        id INTEGER PRIMARY KEY, identifier TEXT NOT NULL UNIQUE, source INTEGER NOT NULL, deleted INTEGER NOT NULL,
        origin TEXT NOT NULL, fingerprint TEXT NOT NULL, rendering INTEGER NOT NULL, native TEXT NOT NULL
    ) STRICT;
    CREATE TABLE record (
        item INTEGER NOT NULL, format INTEGER NOT NULL, place INTEGER NOT NULL, prior INTEGER, digest BLOB NOT NULL,
        stamp INTEGER NOT NULL, at INTEGER NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (item, format)
    ) STRICT, WITHOUT ROWID;
    PRAGMA application_id = 0x57494E44;
    PRAGMA user_version = 3;
";

/// How many records it has; the last one is a tombstone.
pub const RECORDS: u64 = 5;

/// A store of version 3 with five records. The last one is a tombstone.
pub fn old_store(folder: &Path) {
    let now = NOON.parse::<Datestamp>().unwrap().unix();
    let connection = Connection::open(folder.join(FILE_NAME)).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.execute_batch(TABLES).unwrap();
    let state = "INSERT INTO state VALUES (1, ?1, ?2, ?2, ?2, ?2, 5, 4, 1, 2)";
    connection.execute(state, ([7_u8; 32].as_slice(), now)).unwrap();
    connection
        .execute_batch(&format!(
            "INSERT INTO document VALUES ('identity', '{{\"name\":\"old\"}}'), ('rendering', 'r');
             INSERT INTO source VALUES (1, 's'); INSERT INTO format VALUES (1, 'oai_dc');
             INSERT INTO node VALUES (1, 'a'); INSERT INTO rendering VALUES (1, 'r');
             INSERT INTO rights VALUES ('http://x.example/r'); INSERT INTO batch VALUES ({now}, 1, 5);"
        ))
        .unwrap();
    std::fs::create_dir(folder.join("volumes")).unwrap();
    let mut volume = String::new();
    for seq in 1..=RECORDS {
        add_record(&connection, &mut volume, seq, now);
    }
    std::fs::write(folder.join("volumes/000001"), volume).unwrap();
}

fn add_record(connection: &Connection, volume: &mut String, seq: u64, now: i64) {
    let deleted = seq == RECORDS;
    let xml = record(seq);
    let head = xml.find("</header>\n").unwrap() + "</header>\n".len();
    let (at, place) = ((1 << 32) + volume.len() as u64, (1 << 40) + seq);
    let identifier = format!("oai:x.example:{seq}");
    connection
        .execute(
            "INSERT INTO log VALUES (?1, ?2, NULL, ?3, ?4, 'a', ?5, ?6, ?7)",
            (place, now, deleted, &identifier, at, head, xml.len()),
        )
        .unwrap();
    let item = "INSERT INTO item VALUES (?1, ?2, 1, ?3, 'a.toml', 'f', 1, '{}')";
    connection.execute(item, (seq, &identifier, deleted)).unwrap();
    let digest: &[u8] = if deleted { &[] } else { &[1] };
    let row = "INSERT INTO record VALUES (?1, 1, ?2, NULL, ?3, ?4, ?5, ?6)";
    connection.execute(row, (seq, place, digest, now, at, xml.len())).unwrap();
    connection.execute("INSERT INTO member VALUES (1, ?1)", [place]).unwrap();
    for node in [0, 1] {
        let count = "INSERT INTO tally VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET records = records + 1";
        connection.execute(count, (node, place >> 10)).unwrap();
    }
    volume.push_str(&xml);
}

/// The record with this sequence number.
pub fn record(seq: u64) -> String {
    let (status, body) = match seq {
        RECORDS => (" status=\"deleted\"", String::new()),
        _ => ("", format!("<metadata>{seq}</metadata>")),
    };
    format!(
        "<record><header{status}><identifier>oai:x.example:{seq}</identifier><datestamp>{NOON}</datestamp>\
         <setSpec>a</setSpec></header>\n{body}</record>\n"
    )
}
