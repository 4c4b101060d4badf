//! Every statement of every room, read by both engines.

use std::fs;
use std::path::Path;

use store::testing::each_engine;
use store::{Statement, Sweep};

const STATEMENTS: &[&[Statement]] = &[accounts::STATEMENTS, verification::STATEMENTS, delivery::STATEMENTS];
const SWEEPS: &[&[Sweep]] = &[accounts::SWEEPS, verification::SWEEPS, delivery::SWEEPS];

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

#[test]
fn no_room_with_statements_is_forgotten() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let rooms = fs::read_dir(crates)
        .unwrap()
        .filter(|room| room.as_ref().unwrap().path().join("src/records.rs").exists());
    assert_eq!(rooms.count(), STATEMENTS.len());
}

#[test]
fn what_lists_has_a_limit() {
    for statement in all() {
        let text = statement.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.starts_with("SELECT") {
            continue;
        }
        let one = [
            " WHERE organization = $1 AND account = $2",
            " WHERE organization = $1 AND subject = $2",
            " WHERE organization = $1 AND user_name = $2",
            " WHERE organization = $1 AND token = $2",
            " WHERE s.organization = $1 AND s.token = $2",
            " WHERE organization = $1 AND account = $2 AND browser = $3",
            " WHERE d.domain = $1",
        ];
        let by_key = one.iter().any(|key| text.contains(key) && !LISTS.contains(&statement.name));
        let counts = text.starts_with("SELECT count(*)");
        assert!(text.contains(" LIMIT ") || by_key || counts, "{}: {text}", statement.name);
    }
}

/// Statements by an account that may find more than one row.
const LISTS: &[&str] = &["REGISTRATIONS", "ANY_REGISTRATION", "SESSIONS", "RECENT_ATTEMPTS"];

#[test]
fn every_key_begins_with_the_organization() {
    // What finds the organization, lists all of them, or looks after every organization's rows at once.
    let free = [
        "ORGANIZATION_OF_HOST",
        "ORGANIZATION_OF_DOMAIN",
        "ORGANIZATIONS",
        "ANY_DUE",
        "CLAIM_MESSAGES",
        "WAITING_MESSAGES",
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
