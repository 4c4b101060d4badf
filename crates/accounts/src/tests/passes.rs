//! What an organization allows of passes, as it is kept.

use store::testing::each_engine;

use super::*;
use crate::pass_policy::{self, PassPolicy, Terms};

#[test]
fn what_an_organization_allows_of_passes_is_kept_and_another_ones_is_not_touched() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let organization = office.organization;
        let reads = |of| office.write(move |t| pass_policy::read(t, of));
        assert_eq!(reads(organization), PassPolicy::default(), "nothing was said");
        let terms = Terms {
            serve: true,
            group: None,
            least: Span::minutes(10),
            most: Span::days(30),
            lifetime: Span::minutes(90),
            once: true,
            length: 48,
        };
        for terms in [terms, Terms { serve: false, once: false, length: 9, ..terms }] {
            let policy = PassPolicy::new(terms).unwrap();
            office.write(move |t| Ok(pass_policy::set(t, organization, &policy)?));
            assert_eq!(reads(organization).terms(), terms);
            assert_eq!(office.write(move |t| pass_policy::serve(t, organization)), terms.serve);
        }
        let new = NewOrganization {
            name: DisplayName::parse("Other").unwrap(),
            domain: Domain::parse("other.example").unwrap(),
            hosts: Vec::new(),
            language: Language::DUTCH,
            accent: "336699".to_owned(),
            second_step: SecondStepRule::WhenSetUp,
        };
        let other = office.write(move |t| Ok(organizations::add(t, &new, &moment(9, START))?));
        assert_eq!(reads(other), PassPolicy::default());
    });
}
