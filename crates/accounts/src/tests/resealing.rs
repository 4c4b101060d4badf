use store::testing::each_engine;
use vault::KeyRing;

use super::*;
use crate::reseal::reseal;

fn contact(office: &Office, vault: &Vault) -> Contact {
    let (organization, anna, vault) = (office.organization, office.anna, vault.clone());
    office.write(move |t| people::contact(t, &vault, organization, anna))
}

#[test]
fn after_a_rotation_everything_is_sealed_anew_and_the_old_key_may_go() {
    each_engine(|store| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        let office = Office::new(&store, Vault::open(&path).unwrap());
        let before = contact(&office, &office.vault);
        assert!(before.mail.is_some() && before.mobile_phone.is_some() && before.office_phone.is_some());
        let opened = office.opens(office.anna, 1, (10, START)).unwrap();

        let mut ring = KeyRing::open_or_make(&path).unwrap();
        ring.rotate(&path).unwrap();
        let rotated = Vault::open(&path).unwrap();
        let reseals = |limit| {
            let vault = rotated.clone();
            office.write(move |t| reseal(t, &vault, limit))
        };
        // Three columns of two accounts, and one session; a limit of one takes one of each.
        assert_eq!([reseals(1), reseals(100), reseals(100)], [4, 3, 0]);

        ring.forget_old(&path).unwrap();
        let vault = Vault::open(&path).unwrap();
        assert_eq!(contact(&office, &vault), before);
        let office = Office { vault, ..office };
        assert!(office.finds(&opened, 1, START).is_some());
    });
}
