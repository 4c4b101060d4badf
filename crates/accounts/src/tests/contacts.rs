//! How a person is reached, changed by an administrator.

use store::testing::each_engine;

use super::*;

#[test]
fn how_a_person_is_reached_is_changed_as_a_whole_and_kept_sealed() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let (organization, vault) = (office.organization, office.vault.clone());
        let reads = |account| {
            let vault = vault.clone();
            office.write(move |t| {
                let contact = people::contact(t, &vault, organization, account)?;
                let account = people::find(t, organization, account)?.unwrap();
                Ok((contact, account.language))
            })
        };
        let changes = |account, contact: &Contact, language| {
            let (vault, contact) = (vault.clone(), contact.clone());
            office.write(move |t| {
                Ok(people::change_contact(t, &vault, (organization, account), (&contact, language))?)
            })
        };
        let before = reads(office.bram);
        let new = Contact {
            mail: Some(MailAddress::parse("anna.bos@mail.example").unwrap()),
            mobile_phone: None,
            office_phone: PhoneNumber::parse("+31205550100 x12", None).ok(),
        };
        assert!(new.office_phone.as_ref().is_some_and(|phone| phone.extension() == Some("12")));
        for (contact, language) in [(new, Some(Language::ENGLISH)), (Contact::default(), None)] {
            assert!(changes(office.anna, &contact, language));
            assert_eq!(reads(office.anna), (contact, language));
        }
        assert_eq!(reads(office.bram), before, "another account is as it was");
        let nobody = AccountId::from_bytes(&[9; 16]).unwrap();
        assert!(!changes(nobody, &Contact::default(), None));
    });
}
