use store::testing::each_engine;
use store::values;

use super::*;
use crate::records;

fn each_office(test: impl Fn(Office)) {
    each_engine(|store| test(Office::new(&store, Vault::for_tests())));
}

impl Office {
    fn disables(&self, account: AccountId, at: Option<Timestamp>) {
        let organization = self.organization;
        self.write(move |t| Ok(people::set_disabled(t, organization, account, at)?));
    }

    fn raises(
        &self,
        opened: &Opened,
        (account, in_browser): (AccountId, u8),
        now: Timestamp,
    ) -> Option<Opened> {
        let (vault, session) = (self.vault.clone(), opened.id);
        let evidence = self.proves(account, in_browser, now);
        self.write(move |t| {
            Ok(sessions::raise(t, &vault, satisfied(&evidence, now), session, &moment(99, now))?)
        })
    }

    fn lists(&self, account: AccountId, now: Timestamp) -> Vec<sessions::Listed> {
        let organization = self.organization;
        self.write(move |t| Ok(sessions::list(t, (organization, account), now)?))
    }

    fn is_familiar(&self, account: AccountId, in_browser: u8) -> bool {
        let organization = self.organization;
        self.write(move |t| Ok(familiar::is_familiar(t, (organization, account), browser(in_browser))?))
    }
}

#[test]
fn a_session_is_good_with_its_token_in_its_browser_until_it_ends() {
    each_office(|office| {
        let opened = office.opens(office.anna, 1, (10, START)).unwrap();
        let session = office.finds(&opened, 1, START).unwrap();
        assert_eq!((session.id, session.holder().account, session.stays), (opened.id, office.anna, false));
        assert_eq!(session.evidence.proofs().len(), 1);
        assert!(office.finds(&opened, 2, START).is_none(), "another browser");
        let other = office.opens(office.bram, 1, (11, START)).unwrap();
        assert_eq!(office.finds(&other, 1, START).unwrap().holder().account, office.bram);
        let end = START + DURATIONS.otherwise;
        assert_eq!(opened.expires_at, end);
        assert!(office.finds(&opened, 1, end - Span::from_micros(1)).is_some());
        assert!(office.finds(&opened, 1, end).is_none(), "it has ended");
        assert!(office.lists(office.anna, end).is_empty());
    });
}

#[test]
fn a_disabled_account_has_no_session_and_opens_none() {
    each_office(|office| {
        let opened = office.opens(office.anna, 1, (10, START)).unwrap();
        office.disables(office.anna, Some(START));
        assert!(office.finds(&opened, 1, START).is_none());
        assert!(office.opens(office.anna, 2, (11, START)).is_none());
        assert!(!office.is_familiar(office.anna, 2), "a browser that was not let in is a stranger's");
        office.disables(office.anna, None);
        assert!(office.finds(&opened, 1, START).is_some());
        let (organization, anna) = (office.organization, office.anna);
        let evidence = office.proves(anna, 3, START);
        office.write(move |t| Ok(people::delete(t, organization, anna)?));
        assert!(office.finds(&opened, 1, START).is_none(), "deleted with its account");
        let vault = office.vault.clone();
        let opening =
            Opening { stays: true, durations: DURATIONS, address: String::new(), agent: String::new() };
        let deleted = office.write(move |t| {
            Ok(sessions::open(t, &vault, satisfied(&evidence, START), &opening, &moment(12, START))?)
        });
        assert!(deleted.is_none());
    });
}

#[test]
fn a_raised_session_has_a_new_token_and_its_old_end() {
    each_office(|office| {
        let opened = office.opens(office.anna, 1, (10, START)).unwrap();
        let later = START + Span::hours(1);
        let raised = office.raises(&opened, (office.anna, 1), later).unwrap();
        assert_eq!((raised.id, raised.expires_at, raised.stays), (opened.id, opened.expires_at, false));
        assert!(office.finds(&opened, 1, later).is_none(), "the old token is dead");
        let session = office.finds(&raised, 1, later).unwrap();
        assert_eq!(session.evidence.proofs()[0].at(), later);
        assert_eq!(session.opened_at, START);
    });
}

#[test]
fn proofs_of_another_browser_or_account_raise_nothing() {
    each_office(|office| {
        let opened = office.opens(office.anna, 1, (10, START)).unwrap();
        assert!(office.raises(&opened, (office.anna, 2), START).is_none());
        assert!(office.raises(&opened, (office.bram, 1), START).is_none());
        assert!(office.raises(&opened, (office.anna, 1), opened.expires_at).is_none(), "it has ended");
        assert!(office.finds(&opened, 1, START).is_some(), "nothing was changed");
    });
}

#[test]
fn sessions_are_ended_one_by_one_or_all_and_only_by_their_account() {
    each_office(|office| {
        let opened = [1, 2, 3].map(|n| office.opens(office.anna, n, (n + 9, START)).unwrap());
        let other = office.opens(office.bram, 1, (20, START)).unwrap();
        let (organization, anna, bram, id) = (office.organization, office.anna, office.bram, opened[0].id);
        assert!(!office.write(move |t| Ok(sessions::end(t, (organization, bram), id)?)));
        assert!(office.write(move |t| Ok(sessions::end(t, (organization, anna), id)?)));
        assert!(!office.write(move |t| Ok(sessions::end(t, (organization, anna), id)?)), "it is gone");
        assert!(office.finds(&opened[0], 1, START).is_none());
        assert!(office.finds(&opened[1], 2, START).is_some());
        assert_eq!(office.write(move |t| Ok(sessions::end_all(t, (organization, anna))?)), 2);
        assert!(office.lists(anna, START).is_empty());
        assert!(office.finds(&other, 1, START).is_some());
    });
}

#[test]
fn use_is_noted_every_five_minutes_and_never_backwards() {
    each_office(|office| {
        let opened = [1, 2].map(|n| office.opens(office.anna, n, (n + 9, START)).unwrap());
        let due = START + Span::minutes(5);
        let session = office.finds(&opened[0], 1, START).unwrap();
        assert!(!sessions::is_due(&session, due - Span::from_micros(1)));
        assert!(sessions::is_due(&session, due));
        let organization = office.organization;
        for at in [due, START - Span::hours(1)] {
            let id = opened[0].id;
            office.write(move |t| Ok(sessions::seen(t, organization, id, at)?));
        }
        assert_eq!(office.finds(&opened[0], 1, due).unwrap().seen_at, due);
        let listed: Vec<_> = office.lists(office.anna, due).iter().map(|one| one.id).collect();
        assert_eq!(listed, [opened[0].id, opened[1].id], "the last used first");
    });
}

#[test]
fn a_browser_is_familiar_to_the_account_that_signed_in_there() {
    each_office(|office| {
        assert!(!office.is_familiar(office.anna, 1));
        office.opens(office.anna, 1, (10, START)).unwrap();
        assert!(office.is_familiar(office.anna, 1));
        assert!(!office.is_familiar(office.anna, 2) && !office.is_familiar(office.bram, 1));
        let year = Span::days(365);
        office.opens(office.anna, 1, (11, START + year)).unwrap();
        let sweeps =
            |at: Timestamp| office.write(move |t| Ok(t.run(records::SWEEP_BROWSERS, &values![at, 100_i64])?));
        assert_eq!(sweeps(START + Span::days(401)), 0, "it was seen since");
        assert_eq!(sweeps(START + year + Span::days(401)), 1);
        assert!(!office.is_familiar(office.anna, 1));
    });
}

store::statements! {
    MOVE_SESSION = "UPDATE sessions SET account = $3 WHERE organization = $1 AND session = $2";
    MOVE_EVIDENCE = "UPDATE sessions SET evidence = (SELECT evidence FROM sessions s
        WHERE s.organization = $1 AND s.session = $2) WHERE organization = $1 AND session = $3";
}

#[test]
fn a_session_that_was_written_over_by_hand_is_refused() {
    each_office(|office| {
        assert_eq!(office.store.check_statements(&[STATEMENTS]), Vec::<String>::new());
        let opened = [1, 2].map(|n| office.opens(office.anna, n, (n + 9, START)).unwrap());
        let (organization, bram) = (office.organization, office.bram);
        let ids = [opened[0].id, opened[1].id];
        office.write(move |t| Ok(t.run(MOVE_SESSION, &values![organization, ids[0], bram])?));
        office.write(move |t| Ok(t.run(MOVE_EVIDENCE, &values![organization, ids[0], ids[1]])?));
        for (opened, n) in opened.iter().zip([1, 2]) {
            let (vault, token) = (office.vault.clone(), opened.token.hash());
            let place = (organization, browser(n));
            let found = office.store.write_now(move |t| sessions::find(t, &vault, place, token, START));
            assert!(matches!(found, Err(AccountsError::Verification(_))), "{found:?}");
        }
    });
}
