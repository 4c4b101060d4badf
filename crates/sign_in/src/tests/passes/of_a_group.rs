//! Passes that serve the people of a group alone.

use accounts::groups;
use world::text::DisplayName;

use super::*;

#[test]
fn where_passes_are_for_a_group_they_serve_its_people_and_nobody_learns_who_they_are() {
    each_engine(|store| {
        let (school, anna) = school(&store, SecondStepRule::WhenSetUp);
        let bram = school.add("bram", Role::Person);
        let (organization, moment) = (school.organization.id, school.moment());
        let group = school.write(move |t| {
            let name = DisplayName::parse("New here").unwrap();
            let group = groups::add(t, organization, &name, &moment)?.unwrap();
            groups::join(t, (organization, group), anna)?;
            let policy = PassPolicy::new(Terms { group: Some(group), ..Terms::default() }).unwrap();
            pass_policy::set(t, organization, &policy)?;
            Ok(group)
        });
        let (of_anna, of_bram) = (school.gives_pass(anna, 60, false), school.gives_pass(bram, 60, false));
        assert!(["anna", "bram", "nobody"].iter().all(|name| school.offered(name)), "it looks the same");
        let here = school.begins(3, "bram");
        assert!(matches!(school.instead(&here, &of_bram), InsteadDone::Wrong));
        let typed = school.enters(4, "anna", &of_anna).unwrap();
        // Whoever leaves the group meanwhile does not come in.
        school.write(move |t| Ok(groups::leave(t, (organization, group), anna)?));
        assert!(school.finish(&typed, false).is_none());
        school.write(move |t| Ok(groups::join(t, (organization, group), bram)?));
        assert!(school.enters(5, "bram", &of_bram).is_some());
    });
}
