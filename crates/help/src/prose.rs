//! The text of a page: a small part of Markdown, and nothing that could be HTML.
//!
//! ```text
//! # Title                          the first line
//! keywords: words, of a search     the second line
//!
//! A paragraph, with **strong words**, `what is on the page` and [a link](help:no-code).
//!
//! ## Heading
//!
//! 1. A step                        a list with numbers, or with - without
//! > What must not be overlooked
//! ![What the picture shows](name)  a picture, alone on its line
//! ```
//!
//! A block ends at an empty line, and a line that goes on begins with two spaces. A link leads to `help:` and the name of a page, or
//! to `to:` and one of [`PLACES`].

use web::links;

/// Where a link with `to:` leads.
pub const PLACES: &[(&str, &str)] = &[
    ("account", links::Account::PATH),
    ("activity", links::Activity::PATH),
    ("add-method", links::SecurityInfoAdd::PATH),
    ("not-me", links::NotMe::PATH),
    ("security-info", links::SecurityInfo::PATH),
    ("sessions", links::Sessions::PATH),
    ("sign-in", links::SignIn::PATH),
    ("sign-out", links::SignOut::PATH),
];

/// A text as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The title.
    pub title: String,
    /// Words by which it is found as well.
    pub keywords: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// What cannot be read, each with its line. The page shows it as it stands.
    pub faults: Vec<String>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// Steps, one after the other.
    Steps(Vec<Vec<Span>>),
    /// Points, in no order.
    Points(Vec<Vec<Span>>),
    /// What must not be overlooked.
    Note(Vec<Span>),
    /// A picture.
    Picture {
        /// What it shows, for who does not see it.
        shows: String,
        /// Its name, without the language.
        name: String,
    },
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Plain(String),
    /// Words that matter.
    Strong(String),
    /// Words as they stand on a page or a key.
    Shown(String),
    /// A link.
    Link {
        /// Its words.
        says: String,
        /// Where it leads.
        to: Target,
    },
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of help, by its name.
    Help(String),
    /// Another address of ours.
    Place(&'static str),
}

impl Prose {
    /// Reads a text. It never fails: what cannot be read is kept as words, and told in [`Self::faults`].
    pub fn read(text: &str) -> Self {
        let mut prose = Self::default();
        let mut lines = text.lines();
        match lines.next().and_then(|line| line.strip_prefix("# ")) {
            Some(title) => title.clone_into(&mut prose.title),
            None => prose.faults.push("the first line is no title".to_owned()),
        }
        match lines.next().and_then(|line| line.strip_prefix("keywords: ")) {
            Some(keywords) => keywords.clone_into(&mut prose.keywords),
            None => prose.faults.push("the second line holds no keywords".to_owned()),
        }
        let mut chunk: Vec<&str> = Vec::new();
        for line in lines.chain([""]) {
            if line.trim().is_empty() {
                prose.takes(&std::mem::take(&mut chunk));
            } else {
                chunk.push(line);
            }
        }
        prose
    }

    fn takes(&mut self, lines: &[&str]) {
        let Some(first) = lines.first() else { return };
        if let Some(heading) = first.strip_prefix("## ") {
            self.one_line(lines);
            self.blocks.push(Block::Heading(heading.trim().to_owned()));
        } else if let Some(picture) = first.strip_prefix("![") {
            self.one_line(lines);
            match picture.strip_suffix(')').and_then(|rest| rest.split_once("](")) {
                Some((shows, name)) => {
                    self.blocks.push(Block::Picture { shows: shows.to_owned(), name: name.to_owned() });
                }
                None => self.faults.push(format!("no picture: {first}")),
            }
        } else if first.starts_with("- ") {
            let items = self.items(lines, |line| line.strip_prefix("- "));
            self.blocks.push(Block::Points(items));
        } else if numbered(first).is_some() {
            let items = self.items(lines, numbered);
            self.blocks.push(Block::Steps(items));
        } else if first.starts_with("> ") {
            let words: Vec<_> = lines.iter().map(|line| line.trim_start_matches("> ").trim()).collect();
            let spans = self.parts(&words.join(" "));
            self.blocks.push(Block::Note(spans));
        } else {
            let words: Vec<_> = lines.iter().map(|line| line.trim()).collect();
            let spans = self.parts(&words.join(" "));
            self.blocks.push(Block::Paragraph(spans));
        }
    }

    fn one_line(&mut self, lines: &[&str]) {
        if let Some(second) = lines.get(1) {
            self.faults.push(format!("an empty line is missing before: {second}"));
        }
    }

    fn items<'a>(
        &mut self,
        lines: &[&'a str],
        begins: impl Fn(&'a str) -> Option<&'a str>,
    ) -> Vec<Vec<Span>> {
        let mut items: Vec<String> = Vec::new();
        for line in lines {
            match (begins(line), items.last_mut()) {
                (Some(item), _) => items.push(item.trim().to_owned()),
                (None, Some(last)) if line.starts_with("  ") => {
                    last.push(' ');
                    last.push_str(line.trim());
                }
                _ => self.faults.push(format!("no part of a list: {line}")),
            }
        }
        items.iter().map(|item| self.parts(item)).collect()
    }

    fn parts(&mut self, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['*', '`', '[']) {
            let (before, mark) = rest.split_at(at);
            let found = marked(mark);
            if found.is_none() {
                self.faults.push(format!("a mark without its end: {mark}"));
            }
            let (span, after) = found.unwrap_or_else(|| {
                let (letter, after) = mark.split_at(1);
                (Span::Plain(letter.to_owned()), after)
            });
            if !before.is_empty() {
                spans.push(Span::Plain(before.to_owned()));
            }
            spans.push(span);
            rest = after;
        }
        if !rest.is_empty() {
            spans.push(Span::Plain(rest.to_owned()));
        }
        spans
    }

    /// Every word of it, for the search.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for block in &self.blocks {
            match block {
                Block::Heading(text) => push(&mut words, text),
                Block::Paragraph(spans) | Block::Note(spans) => push(&mut words, &plain(spans)),
                Block::Steps(items) | Block::Points(items) => {
                    items.iter().for_each(|spans| push(&mut words, &plain(spans)));
                }
                Block::Picture { .. } => {}
            }
        }
        words
    }

    /// The first paragraph, which says in a sentence or two what the page is about.
    pub fn summary(&self) -> String {
        let first = self.blocks.iter().find_map(|block| match block {
            Block::Paragraph(spans) => Some(plain(spans)),
            _ => None,
        });
        first.unwrap_or_default()
    }

    /// Every link in it.
    pub fn links(&self) -> impl Iterator<Item = &Target> {
        self.spans().filter_map(|span| match span {
            Span::Link { to, .. } => Some(to),
            _ => None,
        })
    }

    /// Every part of every line in it.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(spans) | Block::Note(spans) => spans.iter().collect::<Vec<_>>(),
            Block::Steps(items) | Block::Points(items) => items.iter().flatten().collect(),
            Block::Heading(_) | Block::Picture { .. } => Vec::new(),
        })
    }

    /// The names of its pictures.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Picture { name, .. } => Some(name.as_str()),
            _ => None,
        })
    }
}

fn push(words: &mut String, text: &str) {
    words.push_str(text);
    words.push(' ');
}

/// The words of these parts.
pub fn plain(spans: &[Span]) -> String {
    let words = spans.iter().map(|span| match span {
        Span::Plain(words) | Span::Strong(words) | Span::Shown(words) => words.as_str(),
        Span::Link { says, .. } => says.as_str(),
    });
    words.collect()
}

fn numbered(line: &str) -> Option<&str> {
    let (number, rest) = line.split_once(". ")?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(rest)
}

/// The part that begins with a mark, and what comes after it.
fn marked(text: &str) -> Option<(Span, &str)> {
    if let Some(rest) = text.strip_prefix("**") {
        let (words, after) = rest.split_once("**")?;
        return Some((Span::Strong(words.to_owned()), after));
    }
    if let Some(rest) = text.strip_prefix('`') {
        let (words, after) = rest.split_once('`')?;
        return Some((Span::Shown(words.to_owned()), after));
    }
    let (says, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (to, after) = rest.split_once(')')?;
    let to = match to.split_once(':')? {
        ("help", name) => Target::Help(name.to_owned()),
        ("to", name) => Target::Place(PLACES.iter().find(|(known, _)| *known == name)?.1),
        _ => return None,
    };
    Some((Span::Link { says: says.to_owned(), to }, after))
}
