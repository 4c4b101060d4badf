use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;

fn line(password: &str) -> String {
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes());
    hash.as_ref().iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().concat()
}

fn built(folder: &Path, list: &str) -> (PathBuf, Built) {
    let path = folder.join("filter");
    let built = build(list.as_bytes(), &path, &mut |_| ()).unwrap();
    (path, built)
}

/// A small filter, and its bytes.
fn small(folder: &Path) -> (PathBuf, Vec<u8>) {
    let list: String = (0..300).map(|n| line(&format!("password{n}")) + "\n").collect();
    let (path, _) = built(folder, &list);
    let bytes = fs::read(&path).unwrap();
    (path, bytes)
}

#[test]
fn the_hash_is_the_one_that_the_list_is_made_with() {
    assert_eq!(line("password"), "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8");
    assert_eq!(Sha1::of("password").entry(), 0x5baa_61e4_c9b9_3f3f);
}

#[test]
fn every_password_of_the_list_is_found_in_every_segment_and_hardly_any_other() {
    let folder = tempfile::tempdir().unwrap();
    // More than fit into one segment: what is counted are lines, and most of these are the same.
    let distinct: String = (0..60_000).map(|n| line(&format!("fiets{n}")) + ":12\r\n").collect();
    let list = distinct.repeat(30);
    let mut steps = Vec::new();
    let path = folder.path().join("filter");
    let built = build(list.as_bytes(), &path, &mut |step| steps.push(step)).unwrap();
    assert_eq!((built.lines, built.entries), (1_800_000, 60_000));
    assert!(matches!(steps[..], [Step::Reading(65_536), .., Step::Making(1, 2), Step::Making(2, 2)]));
    let filter = Filter::open(&path).unwrap();
    assert_eq!((filter.entries(), filter.bytes()), (60_000, fs::metadata(&path).unwrap().len()));
    filter.check(&mut |_, _| ()).unwrap();
    assert!((0..60_000).all(|n| filter.contains(Sha1::of(&format!("fiets{n}"))).unwrap()));
    let wrong = (0..100_000).filter(|n| filter.contains(Sha1::of(&format!("batterij{n}"))).unwrap()).count();
    // 1.5 are expected.
    assert!(wrong < 12, "{wrong}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");
}

#[test]
fn what_cannot_be_a_list_leaves_the_old_filter_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (path, bytes) = small(folder.path());
    for (list, words) in [("", "empty"), ("\n\r\n", "empty"), ("hello\n", "line 1 of the list")] {
        let refused = build(list.as_bytes(), &path, &mut |_| ()).unwrap_err();
        assert!(refused.to_string().contains(words), "{refused}");
    }
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_is_no_whole_filter_is_refused_with_words() {
    let folder = tempfile::tempdir().unwrap();
    let (path, bytes) = small(folder.path());
    let says = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        Filter::open(&path).unwrap_err().to_string()
    };
    assert!(says(b"").contains("no filter"));
    assert!(
        says(b"A list, or a picture, or anything else that is longer than the header").contains("no filter")
    );
    for length in 8..bytes.len() {
        assert!(says(&bytes[..length]).contains("cut off"), "{length}");
    }
    assert!(says(&[&bytes[..], b"\n"].concat()).contains("damaged"));
    let mut newer = bytes.clone();
    newer[8] = 2;
    assert!(says(&newer).contains("version 2"));
    drop(fs::remove_file(&path));
    assert!(Filter::open(&path).unwrap_err().to_string().contains("cannot be opened"));
}

#[test]
fn damaged_fingerprints_are_found_by_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut bytes) = small(folder.path());
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&path, &bytes).unwrap();
    let filter = Filter::open(&path).unwrap();
    assert!(matches!(filter.check(&mut |_, _| ()), Err(FilterError::Damaged(0))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_damage_to_the_header_is_refused(at: prop::sample::Index, flip in 1_u8..) {
        let folder = tempfile::tempdir().unwrap();
        let (path, mut bytes) = small(folder.path());
        let at = at.index(header::length(1));
        bytes[at] ^= flip;
        fs::write(&path, &bytes).unwrap();
        prop_assert!(Filter::open(&path).is_err());
    }

    #[test]
    fn any_file_is_survived(beginning in prop::sample::select(vec![&b""[..], b"BRCHFUSE", b"BRCHFUSE\x01\0\0\0\x10\0\0\0"]), rest: Vec<u8>) {
        prop_assert!(header::Header::read(&*[beginning, &rest].concat(), u64::MAX).is_err());
    }

    #[test]
    fn every_password_is_found_whatever_the_list(passwords in prop::collection::vec(".{0,8}", 1..200)) {
        let folder = tempfile::tempdir().unwrap();
        let list = passwords.iter().map(|password| line(password)).collect::<Vec<_>>().join("\n");
        let (path, built) = built(folder.path(), &list);
        prop_assert_eq!(built.lines, passwords.len() as u64);
        let filter = Filter::open(&path).unwrap();
        for password in &passwords {
            prop_assert!(filter.contains(Sha1::of(password)).unwrap());
        }
    }
}
