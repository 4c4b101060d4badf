//! Bodies of forms and queries: each field once, nothing longer than what was sent.
#![no_main]

use libfuzzer_sys::fuzz_target;
use web::FormFields;

fuzz_target!(|body: &[u8]| {
    if let Some(fields) = FormFields::parse(body) {
        for name in ["csrf", "user_name", "password", "answer", "continue_to", ""] {
            let value = fields.get(name);
            assert!(value.len() <= body.len());
            assert_eq!(fields.bounded(name, 64).is_some(), value.chars().count() <= 64);
        }
        assert_eq!(FormFields::parse(&[body, b"&csrf=a&csrf=b"].concat()).map(drop), None, "a field twice");
    }
});
