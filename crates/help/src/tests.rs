//! The texts held against each other, and against what they tell of.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use web::links::HelpPage;
use world::Language;
use world::language::LANGUAGES;

use crate::prose::{Block, Prose, Span, Target, plain};
use crate::{ADMINISTRATOR, AssetFolder, Book, GROUPS, PageFolder, search};

/// A picture has so many bytes at most, and all of them together.
const LARGEST_PICTURE: usize = 40 * 1024;
const ALL_PICTURES: usize = 700 * 1024;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn names() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().flat_map(|group| group.pages).map(|(name, _)| *name)
}

/// The order of headings, lists, notes and pictures: what must be alike in all languages.
fn shape(prose: &Prose) -> Vec<String> {
    let block = |block: &Block| match block {
        Block::Heading(_) => Some("heading".to_owned()),
        Block::Paragraph(_) => None,
        Block::Steps(items) => Some(format!("{} steps", items.len())),
        Block::Points(items) => Some(format!("{} points", items.len())),
        Block::Note(_) => Some("note".to_owned()),
        Block::Picture { name, .. } => Some(format!("picture {name}")),
    };
    prose.blocks.iter().filter_map(block).collect()
}

fn links(prose: &Prose) -> BTreeSet<String> {
    prose.links().map(|to| format!("{to:?}")).collect()
}

#[test]
fn every_page_is_there_in_every_language_with_the_same_steps_pictures_and_links() {
    let book = Book::read();
    for name in names() {
        let english = &book.leaf(Language::ENGLISH, name).unwrap().prose;
        for language in LANGUAGES {
            let prose = &book.leaf(*language, name).unwrap().prose;
            let page = format!("{}/{name}", language.code());
            assert_eq!(prose.faults, Vec::<String>::new(), "{page}");
            assert_eq!(shape(prose), shape(english), "{page}");
            assert_eq!(links(prose), links(english), "{page}");
            assert!(*language == Language::ENGLISH || prose.title != english.title, "{page}");
            assert!(prose.keywords.len() > 10 && prose.summary().len() > 40, "{page}");
        }
    }
}

#[test]
fn every_file_is_a_page_and_every_page_has_its_files() {
    let files: BTreeSet<String> = PageFolder::iter().map(|name| name.to_string()).collect();
    let both = LANGUAGES.iter().flat_map(|language| names().map(move |name| (language.code(), name)));
    let wanted: BTreeSet<String> = both.map(|(code, name)| format!("{code}/{name}.md")).collect();
    assert_eq!(files, wanted);
    assert_eq!(names().count(), names().collect::<BTreeSet<_>>().len(), "a page stands in two groups");
}

#[test]
fn every_link_leads_to_a_page() {
    let book = Book::read();
    let known: BTreeSet<_> = names().collect();
    for leaf in LANGUAGES.iter().flat_map(|language| book.leaves(*language)) {
        for to in leaf.prose.links() {
            if let Target::Help(name) = to {
                assert!(known.contains(name.as_str()) && name != leaf.name, "{} leads to {name}", leaf.name);
            }
        }
        for near in leaf.near {
            assert!(known.contains(near) && *near != leaf.name, "{} is near {near}", leaf.name);
        }
        let asks = leaf.prose.links().any(|to| *to == Target::Help(ADMINISTRATOR.to_owned()));
        assert!(asks || leaf.name == ADMINISTRATOR, "{} does not say when to ask", leaf.name);
    }
    for page in HelpPage::ALL {
        assert!(page.name().is_none_or(|name| known.contains(name.as_str())), "{page:?}");
    }
}

/// The words that the pages of this language show, from the files of all rooms.
fn said_on_pages(language: Language) -> String {
    let rooms = fs::read_dir(root().join("crates")).unwrap();
    let texts = rooms.filter_map(|room| {
        fs::read_to_string(room.unwrap().path().join(format!("texts/{}.ftl", language.code()))).ok()
    });
    let app = ["", "-pages"].map(|part| {
        let file = format!("crates/authenticator/assets/words/{}{part}.js", language.code());
        fs::read_to_string(root().join(file)).unwrap()
    });
    texts.chain(app).collect()
}

#[test]
fn what_a_page_shows_as_words_of_a_page_stands_there() {
    let book = Book::read();
    let mut count = 0;
    for language in LANGUAGES {
        let said = said_on_pages(*language);
        for leaf in book.leaves(*language) {
            for span in leaf.prose.spans() {
                if let Span::Shown(words) = span {
                    count += 1;
                    assert!(said.contains(words), "{}/{}: {words}", language.code(), leaf.name);
                }
            }
        }
    }
    assert!(count > 150, "{count}");
}

#[test]
fn every_picture_is_taken_by_the_story_in_every_language_and_shown() {
    let book = Book::read();
    let story = fs::read_to_string(root().join("e2e/stories/help-pictures.test.js")).unwrap();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for part in story.split("takes(").skip(1) {
        taken.extend(part.split('"').nth(1));
    }
    let shown: BTreeSet<_> =
        book.leaves(Language::ENGLISH).flat_map(|leaf| leaf.prose.pictures().collect::<Vec<_>>()).collect();
    assert_eq!(taken, shown, "the story takes the pictures on the left, the pages show those on the right");
    let named =
        |language: &Language| shown.iter().map(|name| format!("{name}-{}", language.code())).collect();
    let wanted: BTreeSet<String> = LANGUAGES.iter().flat_map::<Vec<String>, _>(named).collect();
    let files: BTreeSet<String> = book.pictures().map(str::to_owned).collect();
    assert_eq!(files, wanted);
    let texts = fs::read_to_string(root().join("e2e/help-pictures.json")).unwrap();
    for name in &wanted {
        assert!(texts.contains(&format!("\"{name}\": ")), "what {name} shows is not kept");
    }
}

#[test]
fn pictures_are_small() {
    let sizes =
        AssetFolder::iter().filter_map(|name| Some((name.to_string(), AssetFolder::get(&name)?.data.len())));
    let sizes: Vec<_> = sizes.collect();
    for (name, size) in &sizes {
        assert!(*size <= LARGEST_PICTURE, "{name} has {size} bytes");
    }
    assert!(sizes.iter().map(|(_, size)| size).sum::<usize>() <= ALL_PICTURES);
}

/// The best page for a question.
fn best(language: Language, question: &str) -> &'static str {
    let book = Book::read();
    search::find(book.leaves(language), question).first().map_or("", |leaf| leaf.name)
}

#[test]
fn people_find_what_they_look_for_in_their_own_words() {
    for (question, page) in [
        ("no text message", "no-code"),
        ("I lost my phone", "lost-phone"),
        ("account locked", "account-locked"),
        ("NEW PHONE", "new-phone"),
        ("forgot my password", "reset-password"),
        ("error 404", "error-page"),
        ("fingerprint", "sign-in-passkey"),
        ("someone hacked me", "not-me"),
    ] {
        assert_eq!(best(Language::ENGLISH, question), page, "{question}");
    }
    for (question, page) in [
        ("geen sms", "no-code"),
        ("ik krijg geen sms", "no-code"),
        ("mijn telefoon is gestolen", "lost-phone"),
        ("wachtwoord vergeten", "reset-password"),
        ("nieuwe telefoon", "new-phone"),
        ("vingerafdruk", "sign-in-passkey"),
        ("account geblokkeerd", "account-locked"),
        ("zo word ik niet gebéld", "no-call"),
    ] {
        assert_eq!(best(Language::DUTCH, question), page, "{question}");
    }
    assert_eq!(best(Language::ENGLISH, "xyzzy"), "");
    assert_eq!(best(Language::ENGLISH, ""), "");
}

#[test]
fn a_text_is_read_as_it_stands() {
    let text = "# A <title>\nkeywords: a, b\n\nOne **two** `three` [four](help:no-code)\ngoes on.\n\n## Head\n\n1. First\n   goes on\n\
                2. Second\n\n- Point\n\n> Note\n\n![Shows](name)\n";
    let prose = Prose::read(text);
    assert_eq!(prose.faults, Vec::<String>::new());
    assert_eq!(prose.title, "A <title>");
    assert_eq!(shape(&prose), ["heading", "2 steps", "1 points", "note", "picture name"]);
    assert_eq!(prose.summary(), "One two three four goes on.");
    assert!(matches!(&prose.blocks[2], Block::Steps(items) if plain(&items[0]) == "First goes on"));
    for fault in
        ["", "Title", "# T\n", "# T\nkeywords: k\n\n**a", "# T\nkeywords: k\n\n[a](https://evil.example)"]
    {
        assert!(!Prose::read(fault).faults.is_empty(), "{fault}");
    }
}

proptest! {
    #[test]
    fn any_text_is_survived_and_no_word_of_it_is_lost(text in "[a-z<>&*`\\[\\]()!#:. \n-]{0,120}") {
        let prose = Prose::read(&format!("# T\nkeywords: k\n\n{text}"));
        if prose.faults.is_empty() {
            let pictures = prose.blocks.iter().any(|block| matches!(block, Block::Picture { .. }));
            let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).count();
            prop_assert!(pictures || letters(&prose.words()) <= letters(&text));
        }
    }

    #[test]
    fn any_question_is_survived(question in ".{0,200}") {
        static BOOK: LazyLock<Book> = LazyLock::new(Book::read);
        prop_assert!(search::find(BOOK.leaves(Language::DUTCH), &question).len() <= 8);
    }
}
