//! What SQLite is told of its tables, as it is never asked to count them.
//!
//! Without statistics it takes ten rows to be an organization's share of every table, and goes through all rows of an organization
//! where an index leads to one. Statistics that it counted itself would change its plans with time; these are the same everywhere.

use rusqlite::Connection;

/// An organization has many rows of every table, whatever else stands in a key behind it finds few, and a partial index is small.
const TELL: &str = "DELETE FROM sqlite_stat1;
    INSERT INTO sqlite_stat1 (tbl, idx, stat)
    SELECT t.name, CASE i.origin WHEN 'pk' THEN t.name ELSE i.name END,
        CASE i.partial WHEN 1 THEN 10000 ELSE 1000000 END || (SELECT group_concat(share, '') FROM (SELECT CASE
            WHEN i.\"unique\" AND c.seqno = (SELECT max(seqno) FROM pragma_index_info(i.name)) THEN ' 1'
            WHEN c.seqno = 0 AND c.name = 'organization' THEN CASE i.partial WHEN 1 THEN ' 5000' ELSE ' 500000' END
            ELSE ' 10' END AS share FROM pragma_index_info(i.name) c ORDER BY c.seqno))
    FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'";

/// Whether SQLite was told before.
pub fn are_told(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .query_row("SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'sqlite_stat1'", [], |row| row.get(0))
}

/// Tells it, inside of the transaction that made the tables. Connections that are opened later know it.
pub fn tell(connection: &Connection) -> rusqlite::Result<()> {
    // This makes the table of statistics; it counts nothing.
    connection.execute_batch("ANALYZE sqlite_schema")?;
    connection.execute_batch(TELL)
}

/// Lets a connection read what was told since it was opened.
pub fn read(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("ANALYZE sqlite_schema")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: &str = "CREATE TABLE seats (organization BLOB NOT NULL, seat BLOB NOT NULL, person BLOB NOT NULL, free_at INTEGER,
            PRIMARY KEY (organization, seat)) STRICT, WITHOUT ROWID;
        CREATE INDEX seats_by_person ON seats (organization, person);
        CREATE INDEX seats_by_end ON seats (free_at) WHERE free_at IS NOT NULL;";

    fn plan(connection: &Connection, query: &str) -> String {
        let query = format!("EXPLAIN QUERY PLAN SELECT seat FROM seats WHERE {query}");
        connection.query_row(&query, [], |row| row.get(3)).unwrap()
    }

    #[test]
    fn the_index_that_finds_few_rows_is_taken() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(TABLES).unwrap();
        assert!(!are_told(&connection).unwrap());
        tell(&connection).unwrap();
        read(&connection).unwrap();
        assert!(are_told(&connection).unwrap());
        let of = |query| plan(&connection, query);
        assert!(
            of("organization = x'01' AND seat = x'02'").contains("PRIMARY KEY (organization=? AND seat=?)")
        );
        assert!(
            of("organization = x'01' AND person = x'02'")
                .contains("seats_by_person (organization=? AND person=?)")
        );
        assert!(of("organization = x'01' AND free_at > 5").contains("seats_by_end (free_at>?)"));
    }
}
