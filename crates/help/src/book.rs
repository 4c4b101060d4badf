//! All pages in all languages, read once at the start.

use std::collections::HashMap;

use world::Language;
use world::language::LANGUAGES;

use crate::prose::Prose;
use crate::search::Indexed;
use crate::{AssetFolder, GROUPS, PageFolder};

/// All pages.
#[derive(Debug)]
pub struct Book {
    leaves: HashMap<(&'static str, &'static str), Leaf>,
    pictures: HashMap<String, (u32, u32)>,
}

/// One page in one language.
#[derive(Debug)]
pub struct Leaf {
    /// Its name.
    pub name: &'static str,
    /// The name of its group.
    pub group: &'static str,
    /// The pages that a reader may have been looking for instead.
    pub near: &'static [&'static str],
    /// What it says.
    pub prose: Prose,
    pub(crate) indexed: Indexed,
}

impl Book {
    /// Reads every page, and the sizes of the pictures.
    pub fn read() -> Self {
        let mut leaves = HashMap::new();
        for language in LANGUAGES {
            for group in GROUPS {
                for (name, near) in group.pages {
                    let prose = Prose::read(&text(*language, name));
                    let indexed = Indexed::of(&prose);
                    let leaf = Leaf { name, group: group.name, near, prose, indexed };
                    leaves.insert((language.code(), *name), leaf);
                }
            }
        }
        let sizes = AssetFolder::iter().filter_map(|file| {
            let bytes = AssetFolder::get(&file)?.data;
            Some((file.strip_suffix(".png")?.to_owned(), size(&bytes)?))
        });
        Self { leaves, pictures: sizes.collect() }
    }

    /// A page of this name.
    pub fn leaf(&self, language: Language, name: &str) -> Option<&Leaf> {
        let name = GROUPS.iter().flat_map(|group| group.pages).find(|(known, _)| *known == name)?.0;
        self.leaves.get(&(language.code(), name))
    }

    /// The pages of a language, in the order of the index.
    pub fn leaves(&self, language: Language) -> impl Iterator<Item = &Leaf> {
        let names = GROUPS.iter().flat_map(|group| group.pages).map(|(name, _)| *name);
        names.filter_map(move |name| self.leaf(language, name))
    }

    /// Width and height of a picture in this language, in CSS pixels.
    pub fn picture(&self, language: Language, name: &str) -> Option<(u32, u32)> {
        self.pictures.get(&format!("{name}-{}", language.code())).copied()
    }

    /// The files of pictures, without their endings.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        self.pictures.keys().map(String::as_str)
    }
}

/// The text of a page; a language that lacks it shows the English one.
fn text(language: Language, name: &str) -> String {
    let read = |language: Language| PageFolder::get(&format!("{}/{name}.md", language.code()));
    let file = read(language).or_else(|| read(Language::ENGLISH));
    file.map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

/// Width and height of a PNG, which stand at the beginning of its first chunk.
fn size(png: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    png.starts_with(b"\x89PNG\r\n\x1a\n").then_some(())?;
    Some((number(16)?, number(20)?))
}
