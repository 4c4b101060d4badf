//! Finding pages by words. Capitals and accents do not matter, and the beginning of a word is enough.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::book::Leaf;
use crate::prose::Prose;

/// A question is read up to this many characters.
pub(crate) const LONGEST_QUESTION: usize = 100;
/// So many words of it are looked for.
const MOST_WORDS: usize = 12;

/// The words of a page, as they are compared.
#[derive(Debug)]
pub(crate) struct Indexed {
    title: Vec<String>,
    keywords: Vec<String>,
    text: Vec<String>,
}

impl Indexed {
    pub(crate) fn of(prose: &Prose) -> Self {
        Self { title: words(&prose.title), keywords: words(&prose.keywords), text: words(&prose.words()) }
    }

    /// How well one word fits: in the title best, then in the keywords, then by how often the text says it.
    fn fits(&self, word: &str) -> usize {
        let count = |words: &[String]| words.iter().filter(|known| begins(known, word)).count();
        8 * count(&self.title).min(1) + 5 * count(&self.keywords).min(1) + count(&self.text).min(3)
    }
}

/// A short word must be the whole one.
fn begins(known: &str, word: &str) -> bool {
    if word.chars().count() < 3 { known == word } else { known.starts_with(word) }
}

/// The words of a text, small and without accents.
fn words(text: &str) -> Vec<String> {
    let bare: String = text.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    let bare = bare.to_lowercase().replace(['\'', '’'], "");
    bare.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The pages that say most of these words, the best first. Words that no page says are not looked for.
pub(crate) fn find<'a>(leaves: impl Iterator<Item = &'a Leaf>, question: &str) -> Vec<&'a Leaf> {
    let asked: String = question.chars().take(LONGEST_QUESTION).collect();
    let mut asked = words(&asked);
    asked.sort();
    asked.dedup();
    asked.truncate(MOST_WORDS);
    let fits = |leaf: &Leaf| {
        let each = asked.iter().map(|word| leaf.indexed.fits(word)).filter(|fits| *fits > 0);
        each.fold((0, 0), |(words, sum), fits| (words + 1, sum + fits))
    };
    let mut found: Vec<_> =
        leaves.map(|leaf| (fits(leaf), leaf)).filter(|((words, _), _)| *words > 0).collect();
    let most = found.iter().map(|((words, _), _)| *words).max().unwrap_or_default();
    // One word less may do, if there are several: people write in sentences.
    found.retain(|((words, _), _)| *words + usize::from(most > 2) >= most);
    found.sort_by_key(|(found, _)| std::cmp::Reverse(found.1));
    found.truncate(8);
    found.into_iter().map(|(_, leaf)| leaf).collect()
}
