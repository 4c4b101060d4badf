//! User names, domains, mail addresses and names of people: what parses is bounded and parses again as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use world::text::{DisplayName, Domain, LONGEST_USER_NAME, MailAddress, UserName};

fuzz_target!(|text: &str| {
    if let Ok(name) = UserName::parse(text) {
        assert!(name.as_str().chars().count() <= LONGEST_USER_NAME && name.as_str().ends_with(name.domain()));
        assert_eq!(UserName::parse(name.as_str()).as_ref(), Ok(&name));
    }
    if let Ok(domain) = Domain::parse(text) {
        assert_eq!(Domain::parse(domain.as_str()).as_ref(), Ok(&domain));
    }
    if let Ok(address) = MailAddress::parse(text) {
        assert!(!address.as_str().chars().any(char::is_control));
        assert_eq!(MailAddress::parse(address.as_str()).as_ref(), Ok(&address));
    }
    if let Ok(name) = DisplayName::parse(text) {
        assert!(!name.as_str().chars().any(char::is_control));
        assert_eq!(DisplayName::parse(name.as_str()).as_ref(), Ok(&name));
    }
});
