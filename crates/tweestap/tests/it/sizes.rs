//! How large things may grow. What is larger stands on a list, which may only shrink.

use crate::tree::sources;

/// Files of more than 400 lines. The list may only shrink, and so may each of them.
const LONG_FILES: &[(&str, usize)] = &[];
/// Functions of more than 60 lines, likewise.
const LONG_FUNCTIONS: &[(&str, &str, usize)] = &[];
/// Functions of more than 5 parameters, likewise.
const WIDE_FUNCTIONS: &[(&str, &str, usize)] = &[
    ("crates/verification/src/registrations.rs", "add", 6),
    ("crates/verification/src/registrations.rs", "import", 6),
];

#[test]
fn files_stay_short() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, n)| *n > 400)
        .collect();
    for (name, lines) in &long {
        let most = LONG_FILES.iter().find(|(known, _)| known == name).map_or(400, |(_, most)| *most);
        assert!(*lines <= most, "{name} has {lines} lines, and may have {most}");
    }
    assert!(long.len() == LONG_FILES.len(), "a file is short again: take it off the list");
}

/// A function as rustfmt lays it out: name, lines, parameters.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<_> = text.lines().collect();
    let mut found = Vec::new();
    for (first, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let words = bare.split("fn ").next().unwrap_or_default();
        let opens = bare.contains("fn ")
            && words.split_whitespace().all(|word| {
                word.starts_with("pub") || ["const", "async", "in", "crate)", "super)"].contains(&word)
            });
        if !opens {
            continue;
        }
        let indent = &line[..line.len() - bare.len()];
        let rest = &lines[first..];
        let end = format!("{indent}}}");
        let one_line = bare.ends_with('}') || bare.ends_with(';');
        let length =
            if one_line { 1 } else { rest.iter().position(|line| *line == end).map_or(1, |n| n + 1) };
        let name = bare.split("fn ").nth(1).unwrap_or_default();
        let name = name.split(['(', '<']).next().unwrap_or_default().to_owned();
        found.push((name, length, parameters(&rest.join("\n"))));
    }
    found
}

/// How many parameters a signature has, its own person among them.
fn parameters(signature: &str) -> usize {
    let after = signature.split("fn ").nth(1).unwrap_or_default();
    let (mut depth, mut commas, mut last, mut opened) = (0_i32, 0, ' ', false);
    let (mut angles, mut before) = (0_i32, ' ');
    for c in after.chars() {
        match c {
            '<' if !opened => angles += 1,
            '>' if !opened && before != '-' => angles -= 1,
            '(' if !opened && angles > 0 => {}
            '(' | '[' | '{' => {
                opened = true;
                depth += 1;
            }
            ')' | ']' | '}' if opened => {
                depth -= 1;
                if depth == 0 {
                    return commas + usize::from(last != ',' && last != '(');
                }
            }
            '<' => depth += 1,
            '>' if before != '-' && before != '=' => depth -= 1,
            ',' if depth == 1 => commas += 1,
            _ => {}
        }
        before = c;
        if !c.is_whitespace() {
            last = c;
        }
    }
    commas
}

#[test]
fn functions_are_read_as_they_stand() {
    let text = "fn a() {}\n\npub(crate) fn b<F: Fn(u8, u8) -> u8>(\n    x: Map<u8, u8>,\n    (y, z): (u8, u8),\n) -> u8 {\n    1\n}\n\
                impl A {\n    async fn c(&self, x: u8) {\n        x\n    }\n}\n";
    let found = functions(text);
    assert_eq!(found, [("a".to_owned(), 1, 0), ("b".to_owned(), 6, 2), ("c".to_owned(), 3, 2)]);
}

/// Fails unless the functions above a bound are those of the list.
fn bounded(list: &[(&str, &str, usize)], most: usize, size: impl Fn(&(String, usize, usize)) -> usize) {
    let (mut over, mut wrong) = (0, Vec::new());
    for (file, text) in sources() {
        for function in functions(&text).iter().filter(|function| size(function) > most) {
            over += 1;
            let listed = list.iter().find(|(known, name, _)| *known == file && *name == function.0);
            if size(function) > listed.map_or(most, |(_, _, most)| *most) {
                wrong.push(format!("{file}: {} has {}", function.0, size(function)));
            }
        }
    }
    assert!(wrong.is_empty(), "more than {most}: {wrong:#?}");
    assert_eq!(over, list.len(), "a function is small again: take it off the list");
}

#[test]
fn functions_fit_a_screen() {
    bounded(LONG_FUNCTIONS, 60, |(_, lines, _)| *lines);
}

#[test]
fn functions_take_few_parameters() {
    bounded(WIDE_FUNCTIONS, 5, |(_, _, parameters)| *parameters);
}
