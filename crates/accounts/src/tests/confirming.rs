//! When a person is asked whether their security info is still right.

use store::testing::each_engine;
use verification::Methods;

use super::*;
use crate::confirming::{self, Due};
use crate::{InfoRules, Organization};

/// What is due for Anna, where these rules are, so long after the beginning.
fn due(office: &Office, info: InfoRules, after: Span) -> Due {
    let (organization, anna, vault) = (office.organization, office.anna, office.vault.clone());
    office.write(move |t| {
        let known = organizations::find(t, organization)?.unwrap();
        let school = Organization { info, ..known };
        let account = people::find(t, organization, anna)?.unwrap();
        let none = Methods::new(&[]);
        confirming::due(t, (&vault, none), (&school, &account), &[], START + after)
    })
}

#[test]
fn it_is_asked_after_the_days_and_not_again_until_they_have_passed_once_more() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let month = InfoRules { confirm_after: Span::days(30), for_reset: false };
        let asks = Due { confirm: true, for_reset: false };
        let almost = Span::days(30) - Span::seconds(1);
        assert_eq!(due(&office, month, almost), Due::default());
        assert_eq!(due(&office, month, Span::days(30)), asks);
        assert_eq!(due(&office, InfoRules::default(), Span::days(10_000)), Due::default(), "nobody asks");
        let whose = (office.organization, office.anna);
        office.write(move |t| Ok(confirming::confirm(t, whose, START + Span::days(40))?));
        assert_eq!(due(&office, month, Span::days(40) + almost), Due::default());
        assert_eq!(due(&office, month, Span::days(70)), asks);
    });
}

#[test]
fn who_cannot_show_that_it_is_them_is_asked_to_set_up_more_where_a_reset_is_theirs() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let organization = office.organization;
        let for_reset = InfoRules { confirm_after: Span::ZERO, for_reset: true };
        let lacks = |office: &Office| due(office, for_reset, Span::ZERO).for_reset;
        assert!(lacks(&office), "there is no method at all");
        office.write(move |t| {
            let mut wishes = organizations::find(t, organization)?.unwrap().wishes();
            wishes.resets.gates = None;
            Ok(organizations::set(t, organization, &wishes)?)
        });
        assert!(!lacks(&office), "nobody resets a password there");
    });
}
