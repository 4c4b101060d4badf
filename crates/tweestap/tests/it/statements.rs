//! Every statement of every room, read by both engines.

use std::fs;
use std::path::Path;

use store::testing::each_engine;
use store::{Database, Statement, Store, Sweep, Value};

const STATEMENTS: &[&[Statement]] = &[
    accounts::STATEMENTS,
    verification::STATEMENTS,
    delivery::STATEMENTS,
    notices::STATEMENTS,
    password_reset::STATEMENTS,
];
const SWEEPS: &[&[Sweep]] =
    &[accounts::SWEEPS, verification::SWEEPS, delivery::SWEEPS, notices::SWEEPS, password_reset::SWEEPS];

fn all() -> impl Iterator<Item = &'static Statement> {
    STATEMENTS.iter().flat_map(|list| list.iter())
}

#[test]
fn both_engines_read_every_statement() {
    each_engine(|store| assert_eq!(store.check_statements(STATEMENTS), Vec::<String>::new()));
}

#[test]
fn a_wrong_statement_is_found() {
    const WRONG: Statement = Statement {
        name: "WRONG",
        text: "SELECT nothing FROM accounts",
        sqlite: "SELECT nothing FROM accounts",
    };
    each_engine(|store| assert_eq!(store.check_statements(&[&[WRONG]]).len(), 1));
    let trap = Statement { text: "SELECT now()", ..WRONG };
    assert_eq!(trap.trap(), Some("NOW()"));
}

/// What may look at every row: it is run by hand or in the background, or its table is short.
const LOOK_AT_ALL: &[&str] = &[
    "BANNED_WORDS",
    "ALLOW_WORDS",
    "DELETE_ACCOUNT",
    "DROP_HOSTS",
    "GROUPS",
    "OLD_APPS",
    "OLD_EVIDENCE",
    "OLD_MAIL",
    "OLD_MESSAGES",
    "OLD_MOBILE",
    "OLD_OFFICE",
    "OLD_SIGNING_KEYS",
    "ORGANIZATIONS",
    "OWN_HOST",
    "RESEAL_CANDIDATES",
    "SHORTEN_DEVICES",
    "SWEEP_MESSAGES",
    "TAKE_BACK",
    "WAITING_MESSAGES",
];

/// How SQLite runs a statement, line by line.
fn plan(store: &Store, statement: &Statement) -> Vec<String> {
    let sqlite: &'static str = format!("EXPLAIN QUERY PLAN {}", statement.sqlite).leak();
    let explain = Statement { sqlite, ..*statement };
    let values = (1..).take_while(|n| sqlite.contains(&format!("?{n}"))).map(|_| Value::Null);
    let values: Vec<_> = values.collect();
    let rows = store.write_now(move |t| t.all(explain, &values)).unwrap();
    rows.iter().map(|row| row.get(3).unwrap()).collect()
}

#[test]
fn no_statement_of_a_sign_in_goes_through_all_rows_of_a_table_or_of_an_organization() {
    let store = Store::open(&Database::SqliteInMemory).unwrap();
    let long = |line: &String| {
        let whole = line.starts_with("SCAN ") && line != "SCAN CONSTANT ROW" && line != "SCAN who";
        let of_one =
            ["SEARCH organizations ", "SEARCH o ", "SEARCH organization_looks ", "SEARCH pass_policies "];
        let short =
            of_one.iter().any(|table| line.starts_with(table)) || line.contains("accounts_by_administrator ");
        whole || (line.contains("(organization=?)") && !short)
    };
    let found = all().filter(|statement| plan(&store, statement).iter().any(long));
    let mut found: Vec<_> = found.map(|statement| statement.name).collect();
    found.sort_unstable();
    let mut expected = LOOK_AT_ALL.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn no_room_with_statements_is_forgotten() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let rooms = fs::read_dir(crates)
        .unwrap()
        .filter(|room| room.as_ref().unwrap().path().join("src/records.rs").exists());
    assert_eq!(rooms.count(), STATEMENTS.len());
}

/// The columns of every unique key, with its table.
fn keys() -> Vec<(String, Vec<String>)> {
    let columns = |list: &str| {
        let inside = list.split('(').next_back().unwrap().split(')').next().unwrap();
        inside.split(',').map(|column| column.trim().to_owned()).collect::<Vec<_>>()
    };
    let (mut keys, mut table) = (Vec::new(), String::new());
    for line in store::MIGRATIONS.iter().flat_map(|migration| migration.text.lines()) {
        let code = line.split("--").next().unwrap().trim();
        if let Some(name) = code.strip_prefix("CREATE TABLE ") {
            name.trim_end_matches(" (").clone_into(&mut table);
        } else if code.starts_with("PRIMARY KEY (") {
            keys.push((table.clone(), columns(code)));
        } else if code.contains(" PRIMARY KEY") {
            keys.push((table.clone(), vec![code.split(' ').next().unwrap().to_owned()]));
        } else if let Some((_, on)) =
            code.split_once("CREATE UNIQUE INDEX ").and_then(|(_, c)| c.split_once(" ON "))
        {
            keys.push((on.split(' ').next().unwrap().to_owned(), columns(on)));
        }
    }
    keys
}

/// Whether a query asks for one key, and so finds one row at most.
fn finds_one(text: &str, keys: &[(String, Vec<String>)]) -> bool {
    let table = text.split(" FROM ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    let fixed =
        |column: &String| [" ", "."].iter().any(|before| text.contains(&format!("{before}{column} = $")));
    keys.iter().any(|(of, columns)| of == table && columns.iter().all(fixed))
}

#[test]
fn what_lists_has_a_limit() {
    let keys = keys();
    assert!(keys.len() > 10, "{keys:?}");
    assert!(finds_one("SELECT password FROM accounts WHERE organization = $1 AND account = $2", &keys));
    assert!(!finds_one("SELECT name FROM registrations WHERE organization = $1 AND account = $2", &keys));
    for statement in all() {
        let text = statement.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lists = text.starts_with("SELECT") && !text.starts_with("SELECT count(*)");
        assert!(!lists || text.contains(" LIMIT ") || finds_one(&text, &keys), "{}: {text}", statement.name);
    }
}

#[test]
fn every_key_begins_with_the_organization() {
    // What finds the organization, lists all of them, or looks after every organization's rows at once.
    let free = [
        "ORGANIZATION_OF_HOST",
        "ORGANIZATION_OF_DOMAIN",
        "ORGANIZATIONS",
        "ANY_DUE",
        "CLAIM_MESSAGES",
        "TAKE_BACK",
        "WAITING_MESSAGES",
        // What was heard from outside, of every organization at once.
        "HEARD_SINCE",
        "BEGUN_SINCE",
        // Of the whole installation.
        "SIGNING_KEY",
        "RESEAL_SIGNING_KEY",
    ];
    for statement in all() {
        let text = statement.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let everywhere =
            ["OLD_", "SWEEP_", "RESEAL_CANDIDATES"].iter().any(|start| statement.name.starts_with(start));
        if everywhere || free.contains(&statement.name) || !text.contains(" WHERE ") {
            continue;
        }
        let bound = text.contains("organization = $1") || text.starts_with("INSERT INTO");
        assert!(bound, "{}: {text}", statement.name);
    }
    let swept: Vec<_> = SWEEPS.iter().flat_map(|list| list.iter()).collect();
    for sweep in swept {
        assert!(sweep.statement.text.contains(&format!("DELETE FROM {}", sweep.table)));
        assert!(sweep.statement.text.contains("LIMIT $2"), "{}", sweep.table);
    }
}
