//! What was sealed for one row does not open in another, even for who may write the database.

use store::testing::each_engine;
use store::{Statement, Value, values};

use super::*;
use crate::attempts::{self, Lifetime, Origin, Purpose as Why, Start};

impl Room {
    fn moves(&self, statement: Statement, values: impl Into<Vec<Value>>) {
        let values = values.into();
        let moved = self.write(move |t| Ok(t.run(statement, &values)?)).unwrap();
        assert_eq!(moved, 1);
    }
}

fn is_refused<T>(result: &Result<T, VerificationError>, column: &str) -> bool {
    matches!(result, Err(VerificationError::Sealed { column: refused, .. }) if *refused == column)
}

#[test]
fn a_registration_that_was_moved_to_another_account_is_refused() {
    each_engine(|store| {
        let room = Room::new(&store);
        room.registers(1, "open", 1);
        room.registers(2, "shut", 2);
        room.moves(MOVE_RECORD, values![organization(), account(1), account(2)]);
        let listed = |n| {
            let vault = room.vault.clone();
            room.write(move |t| registrations::list(t, &vault, organization(), account(n)))
        };
        assert!(listed(1).is_ok());
        assert!(is_refused(&listed(2), "registrations.record"));
    });
}

#[test]
fn a_challenge_that_was_moved_is_refused() {
    each_engine(|store| {
        let room = Room::new(&store);
        let challenges = [1, 2].map(|n| {
            room.registers(n, "open", n);
            room.begins(Purpose::SignIn, binding(n), n)
        });
        room.moves(MOVE_CHALLENGE, values![organization(), challenges[0], challenges[1]]);
        let vault = room.vault.clone();
        let waiting =
            room.write(move |t| challenges::waiting(t, &vault, &binding(2), Purpose::SignIn, START));
        assert!(is_refused(&waiting, "challenges.record"));
    });
}

#[test]
fn evidence_of_another_attempt_or_account_is_refused() {
    each_engine(|store| {
        let room = Room::new(&store);
        let begun = [1, 2, 3].map(|seed| {
            let origin = Origin {
                organization: organization(),
                browser: holder(1).browser,
                address: String::new(),
                agent: String::new(),
            };
            let start = Start {
                purpose: Why::SignIn,
                account: Some(account(1)),
                user_name: "person 1".to_owned(),
                evidence: None,
                application: String::new(),
                continue_to: String::new(),
                familiar: false,
            };
            let (vault, lifetime) =
                (room.vault.clone(), Lifetime { lasts: Span::minutes(15), kept: Span::days(90) });
            let moment = moment(seed, START);
            room.write(move |t| Ok(attempts::begin(t, &vault, (&origin, &start), lifetime, &moment)?))
                .unwrap()
        });
        room.moves(MOVE_EVIDENCE, values![organization(), begun[0].0, begun[1].0]);
        room.moves(MOVE_ATTEMPT, values![organization(), begun[2].0, account(2)]);
        let found = begun.map(|(_, token)| {
            let (vault, place) = (room.vault.clone(), (organization(), holder(1).browser));
            room.write(move |t| attempts::find(t, &vault, place, token.hash(), START))
        });
        assert!(found[0].as_ref().is_ok_and(Option::is_some));
        assert!(is_refused(&found[1], "attempts.evidence"), "of another attempt");
        assert!(is_refused(&found[2], "attempts.evidence"), "of another account");
    });
}
