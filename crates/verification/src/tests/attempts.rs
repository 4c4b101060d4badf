use store::testing::each_engine;
use vault::Token;

use super::*;
use crate::attempts::{self, Attempt, Lifetime, Origin, Purpose, Start};
use crate::steps::{Outcome, StepResult};

const LIFETIME: Lifetime = Lifetime { lasts: Span::minutes(15), kept: Span::days(90) };

fn begins(room: &Room, account: Option<AccountId>, seed: u8) -> Token {
    let origin = Origin {
        organization: organization(),
        browser: holder(1).browser,
        address: "192.0.2.1".to_owned(),
        agent: "Firefox on Linux".to_owned(),
    };
    let start = Start {
        purpose: Purpose::SignIn,
        account,
        user_name: "person 1".to_owned(),
        evidence: None,
        application: String::new(),
        continue_to: "/account".to_owned(),
        familiar: true,
    };
    let vault = room.vault.clone();
    let begun = room
        .write(move |t| Ok(attempts::begin(t, &vault, (&origin, &start), LIFETIME, &moment(seed, START))?));
    begun.unwrap().1
}

fn finds(room: &Room, token: &Token, (browser, now): (TokenHash, Timestamp)) -> Option<Attempt> {
    let (vault, token) = (room.vault.clone(), token.hash());
    room.write(move |t| attempts::find(t, &vault, (organization(), browser), token, now)).unwrap()
}

fn here() -> (TokenHash, Timestamp) {
    (holder(1).browser, START)
}

/// Adds a proof to an attempt as it was found earlier.
fn advances(room: &Room, token: &Token, role: Role, seed: u8) -> Option<Token> {
    let (vault, token) = (room.vault.clone(), token.hash());
    let advanced = room.write(move |t| {
        let place = (organization(), holder(1).browser);
        let Some(mut attempt) = attempts::find(t, &vault, place, token, START)? else { return Ok(None) };
        Ok(attempts::advance(t, &vault, &mut attempt, proof(1, role), &moment(seed, START))?)
    });
    advanced.unwrap()
}

#[test]
fn an_attempt_is_found_in_its_browser_with_its_token_in_its_time() {
    each_engine(|store| {
        let room = Room::new(&store);
        let token = begins(&room, Some(account(1)), 1);
        let attempt = finds(&room, &token, here()).unwrap();
        assert_eq!((attempt.user_name.as_str(), attempt.continue_to.as_str()), ("person 1", "/account"));
        assert_eq!((attempt.holder, attempt.familiar, attempt.started_at), (Some(holder(1)), true, START));
        assert!(finds(&room, &token, (holder(2).browser, START)).is_none(), "another browser");
        assert!(finds(&room, &begins(&room, None, 2), here()).unwrap().evidence.is_none());
        let other = Token::new(&mut moment(9, START).chance("test"));
        assert!(finds(&room, &other, here()).is_none(), "another token");
        assert!(finds(&room, &token, (here().0, START + LIFETIME.lasts)).is_none(), "its time is over");
    });
}

#[test]
fn every_proof_gives_a_new_token_and_the_old_one_is_dead() {
    each_engine(|store| {
        let room = Room::new(&store);
        let first = begins(&room, Some(account(1)), 1);
        let second = advances(&room, &first, Role::First, 2).unwrap();
        let third = advances(&room, &second, Role::Second, 3).unwrap();
        for dead in [&first, &second] {
            assert!(finds(&room, dead, here()).is_none());
            assert!(advances(&room, dead, Role::Second, 4).is_none());
        }
        let proofs = finds(&room, &third, here()).unwrap().evidence.unwrap();
        let roles: Vec<_> = proofs.proofs().iter().map(Proof::role).collect();
        assert_eq!(roles, [Role::First, Role::Second]);
    });
}

#[test]
fn of_two_pages_of_one_attempt_the_quicker_one_goes_on() {
    each_engine(|store| {
        let room = Room::new(&store);
        let token = begins(&room, Some(account(1)), 1);
        let pages = [(); 2].map(|()| finds(&room, &token, here()).unwrap());
        let advanced: Vec<bool> = pages
            .into_iter()
            .zip(2..)
            .map(|(mut page, seed)| {
                let vault = room.vault.clone();
                let advanced = room.write(move |t| {
                    let proof = proof(1, Role::First);
                    Ok(attempts::advance(t, &vault, &mut page, proof, &moment(seed, START))?)
                });
                advanced.unwrap().is_some()
            })
            .collect();
        assert_eq!(advanced, [true, false]);
    });
}

#[test]
fn an_attempt_ends_once_and_its_record_stays() {
    each_engine(|store| {
        let room = Room::new(&store);
        let token = begins(&room, Some(account(1)), 1);
        let mut attempt = finds(&room, &token, here()).unwrap();
        attempt.steps.note("watchword", StepResult::Wrong, START);
        let twice = room.write(move |t| {
            attempts::note(t, &attempt)?;
            let ended = attempts::end(t, &attempt, Outcome::Passed, START)?;
            Ok((ended, attempts::end(t, &attempt, Outcome::Disabled, START)?))
        });
        assert_eq!(twice.unwrap(), (true, false));
        assert!(finds(&room, &token, here()).is_none());
        let before = START + Span::seconds(1);
        let past = room.write(move |t| Ok(attempts::recent(t, (organization(), account(1)), before, 10)?));
        let past = past.unwrap();
        assert_eq!((past.len(), past[0].outcome, past[0].familiar), (1, Outcome::Passed, true));
        assert_eq!((past[0].steps.len(), past[0].steps[0].result), (1, StepResult::Wrong));
        let none = room.write(move |t| Ok(attempts::recent(t, (organization(), account(2)), before, 10)?));
        assert!(none.unwrap().is_empty());
    });
}
