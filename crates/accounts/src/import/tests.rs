use proptest::prelude::*;

use super::*;

fn read(file: &str) -> Vec<Result<Line, RefusedLine>> {
    let mut lines = Lines::new(file.as_bytes(), Some("NL")).unwrap();
    std::iter::from_fn(|| lines.next_line()).collect()
}

#[test]
fn a_dutch_spreadsheet_is_read() {
    let file = "\u{feff}user_name;display_name;mobile_phone;role\r\nAnna@demo.example;Anna Bos;06-12345678;\r\n\
                bas@demo.example;\"Bas; de Wit\";;administrator\r\n";
    let lines: Vec<_> = read(file).into_iter().map(Result::unwrap).collect();
    assert_eq!(lines[0].user_name.as_str(), "anna@demo.example");
    assert_eq!(lines[0].contact.mobile_phone.as_ref().unwrap().e164(), "+31612345678");
    assert_eq!((lines[1].display_name.as_str(), lines[1].role), ("Bas; de Wit", Role::Administrator));
    assert_eq!((lines[0].line, lines[1].line), (2, 3));
}

#[test]
fn bad_lines_are_refused_with_their_reason_and_the_others_stay() {
    let file = "user_name,mail,language\nanna@demo.example,a@b.example,nl\nanna,,\n,,\nANNA@demo.example,,\n\
                bas@demo.example,nonsense,\ncas@demo.example,,xx\ndirk@demo.example\neva@demo.example,,en\n";
    let lines = read(file);
    let reasons: Vec<_> =
        lines.iter().map(|line| line.as_ref().err().map(|refused| (refused.line, refused.column))).collect();
    assert_eq!(
        reasons,
        [
            None,
            Some((3, "user_name")),
            Some((5, "user_name")),
            Some((6, "mail")),
            Some((7, "language")),
            Some((8, "user_name")),
            None
        ]
    );
}

#[test]
fn an_unknown_column_is_refused_with_the_nearest_one() {
    let error = Lines::new("user_name,moble_phone\n".as_bytes(), None).err().unwrap();
    assert_eq!(error.to_string(), "there is no column moble_phone; did you mean mobile_phone?");
    assert!(matches!(Lines::new("mail\n".as_bytes(), None).err(), Some(ImportError::NoHeader)));
    assert!(matches!(Lines::new("".as_bytes(), None).err(), Some(ImportError::NoHeader)));
}

proptest! {
    #[test]
    fn any_file_is_survived_and_every_account_stands_in_it_once(file in "(user_name[,;]mail\n)?[a-z@.,;\"\r\n\u{e9}]{0,200}") {
        if let Ok(mut lines) = Lines::new(file.as_bytes(), None) {
            let mut seen = HashSet::new();
            let mut count = 0;
            while let Some(line) = lines.next_line() {
                count += 1;
                prop_assert!(count <= 300);
                if let Ok(line) = line {
                    prop_assert!(seen.insert(line.user_name));
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>) {
        let mut file = b"user_name\n".to_vec();
        file.extend(bytes);
        let mut lines = Lines::new(file.as_slice(), None).unwrap();
        while lines.next_line().is_some() {}
    }

    #[test]
    fn what_a_spreadsheet_writes_is_read_as_it_was(
        names in proptest::collection::vec("[A-Za-z,;\" \u{e9}]{0,20}[a-z]", 1..20),
        separator in prop_oneof![Just(b','), Just(b';')],
        ends in prop_oneof![Just(csv::Terminator::CRLF), Just(csv::Terminator::Any(b'\n'))],
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).terminator(ends).from_writer(Vec::new());
        writer.write_record(["display_name", "user_name"]).unwrap();
        for (n, name) in names.iter().enumerate() {
            writer.write_record([name, &format!("person{n}@demo.example")]).unwrap();
        }
        let file = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let lines = read(&file);
        prop_assert_eq!(lines.len(), names.len());
        for (n, (line, name)) in lines.into_iter().zip(&names).enumerate() {
            let line = line.unwrap();
            prop_assert_eq!(line.line, n as u64 + 2);
            prop_assert_eq!(line.user_name.as_str(), format!("person{n}@demo.example"));
            prop_assert_eq!(line.display_name, DisplayName::parse(name).unwrap());
        }
    }
}
