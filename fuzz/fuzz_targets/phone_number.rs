//! Phone numbers, with and without a country: what parses is E.164, is masked, and parses again as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use world::phone::PhoneNumber;

fuzz_target!(|input: (bool, &str)| {
    let (abroad, text) = input;
    let country = if abroad { None } else { Some("NL") };
    if let Ok(number) = PhoneNumber::parse(text, country) {
        assert!(number.e164().starts_with('+') && number.e164().len() <= 16);
        assert!(!number.masked().contains(number.e164()));
        assert_eq!(PhoneNumber::parse(&number.to_string(), None).as_ref(), Ok(&number));
    }
});
