//! The commands that make and check the filter of breached passwords.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// SHA-1 of “password” and of “hello”.
const LIST: &str =
    "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:52256179\r\nAAF4C61DDCC5E8A2DABEDE0F3B482CD9AEA9434D:5\r\n";

fn run(data: &Path, arguments: &[&str], input: &str) -> (i32, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tweestap"))
        .arg("--data")
        .arg(data)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code().unwrap(), String::from_utf8([stdout, stderr].concat()).unwrap())
}

#[test]
fn a_filter_is_made_checked_and_used_and_a_damaged_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let (list, file) = (data.join("list.txt"), data.join("breached"));
    let (list, file) = (list.to_str().unwrap(), file.to_str().unwrap());
    std::fs::write(list, LIST).unwrap();
    for (list, input) in [(list, ""), ("-", LIST)] {
        let (code, said) = run(data, &["passwords", "build-filter", list, file], input);
        assert!(
            code == 0 && said.contains("2 lines read") && said.contains("2 breached passwords in"),
            "{said}"
        );
    }
    let (code, said) = run(data, &["passwords", "check-filter", file], "");
    assert!(code == 0 && said.contains("one in 65536 others") && said.contains("undamaged"), "{said}");
    assert!(!data.join("keys").exists(), "no keys and no database are made for it");

    std::fs::write(data.join("tweestap.toml"), format!("[passwords]\nbreach_filter = {file:?}\n")).unwrap();
    let (code, said) = run(data, &["check"], "");
    assert!(code == 0 && said.contains("2 breached passwords"), "{said}");

    let filter = breach_filter::Filter::open(Path::new(file)).unwrap();
    for (password, known) in [("password", true), ("hello", true), ("correct fiets batterij nietje", false)] {
        assert_eq!(filter.contains(breach_filter::Sha1::of(password)).unwrap(), known, "{password}");
    }

    let mut bytes = std::fs::read(file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(file, &bytes).unwrap();
    let (code, said) = run(data, &["passwords", "check-filter", file], "");
    assert!(code == 1 && said.contains(file) && said.contains("damaged in segment 0"), "{said}");
    std::fs::write(file, &bytes[..50]).unwrap();
    let (code, said) = run(data, &["check"], "");
    assert!(code == 1 && said.contains("passwords.breach_filter") && said.contains("cut off"), "{said}");
}

#[test]
fn what_is_no_list_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("breached");
    let file = file.to_str().unwrap();
    for (list, words) in [
        ("", "the list is empty"),
        ("8846F7EAEE8FB117AD06BDD830B7586C:3\n", "line 1 of the list: it has 32 digits"),
        (&format!("{LIST}password\n")[..], "line 3 of the list"),
    ] {
        let (code, said) = run(folder.path(), &["passwords", "build-filter", "-", file], list);
        assert!(code == 1 && said.contains(words), "{list}: {said}");
    }
    let (code, said) = run(folder.path(), &["passwords", "build-filter", "/nowhere/list", file], "");
    assert!(code == 1 && said.contains("/nowhere/list"), "{said}");
    let (code, said) = run(folder.path(), &["passwords", "build-filter", "-", "/nowhere/breached"], LIST);
    assert!(code == 1 && said.contains("/nowhere/breached"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
