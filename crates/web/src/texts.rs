//! The texts of all rooms, in all languages, as Fluent bundles.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;
use world::language::LANGUAGES;
use world::words::Word;
use world::{Language, Words};

/// The text files of one room: `texts/en.ftl`, `texts/nl.ftl`, …
#[derive(Clone, Copy, Debug)]
pub struct TextFiles {
    room: &'static str,
    read: fn(&str) -> Option<Cow<'static, [u8]>>,
}

impl TextFiles {
    /// The files of a folder that was declared with [`crate::text_files!`].
    pub const fn new<F: RustEmbed>(room: &'static str) -> Self {
        Self { room, read: |name| F::get(name).map(|file| file.data) }
    }

    fn text(&self, language: Language) -> Option<String> {
        let bytes = (self.read)(&format!("{}.ftl", language.code()))?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Declares the folder `texts/` of the crate that calls it, embedded in release builds and read from disk in debug builds.
#[macro_export]
macro_rules! text_files {
    ($name:ident) => {
        #[derive($crate::rust_embed::RustEmbed)]
        #[crate_path = "::web::rust_embed"]
        #[folder = "texts/"]
        struct $name;
    };
}

/// What a language lacks, or has too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The language.
    pub language: &'static str,
    /// The room.
    pub room: &'static str,
    /// What is wrong: a missing key, other variables than in English, a key twice, or a line that cannot be read.
    pub what: String,
}

/// All texts.
pub struct Texts {
    bundles: Vec<(Language, FluentBundle<FluentResource>)>,
    lacks: Vec<Lack>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("lacks", &self.lacks).finish_non_exhaustive()
    }
}

impl Texts {
    /// Reads the text files of all rooms.
    pub fn read(rooms: &[TextFiles]) -> Self {
        let mut lacks = Vec::new();
        let english: Vec<_> =
            rooms.iter().map(|room| messages(&room.text(Language::ENGLISH).unwrap_or_default())).collect();
        twice(rooms, &english, &mut lacks);
        let bundles =
            LANGUAGES.iter().map(|language| (*language, bundle(*language, rooms, &english, &mut lacks)));
        Self { bundles: bundles.collect(), lacks }
    }

    /// What the languages lack against English, and what cannot be read.
    pub fn lacks(&self) -> &[Lack] {
        &self.lacks
    }

    /// The texts of one language.
    pub fn wording(self: &Arc<Self>, language: Language) -> Wording {
        Wording { texts: Arc::clone(self), language }
    }

    fn say(&self, language: Language, key: &str, values: &[(&str, Word)]) -> Option<String> {
        let (_, bundle) = self.bundles.iter().find(|(known, _)| *known == language)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            match value {
                #[expect(clippy::cast_precision_loss, reason = "a number in a sentence is small")]
                Word::Number(number) => args.set(*name, FluentValue::from(*number as f64)),
                Word::Text(text) => args.set(*name, FluentValue::from(text.as_str())),
            }
        }
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, language = language.code(), "a text could not be filled in");
        }
        Some(said)
    }
}

fn bundle(
    language: Language,
    rooms: &[TextFiles],
    english: &[BTreeMap<String, BTreeSet<String>>],
    lacks: &mut Vec<Lack>,
) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Marks around every variable confuse copy and paste, and both languages run in one direction.
    bundle.set_use_isolating(false);
    for (room, english) in rooms.iter().zip(english) {
        let mut lack = |what| lacks.push(Lack { language: language.code(), room: room.room, what });
        let Some(text) = room.text(language) else {
            lack(format!("the file texts/{}.ftl", language.code()));
            continue;
        };
        let own = messages(&text);
        for (key, variables) in english {
            match own.get(key) {
                None => lack(format!("{key} is missing")),
                Some(have) if have != variables => {
                    lack(format!("{key} has {have:?}, English has {variables:?}"));
                }
                Some(_) => {}
            }
        }
        own.keys()
            .filter(|key| !english.contains_key(*key))
            .for_each(|key| lack(format!("{key} is not in English")));
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            errors.iter().for_each(|error| lack(error.to_string()));
            resource
        });
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn twice(rooms: &[TextFiles], english: &[BTreeMap<String, BTreeSet<String>>], lacks: &mut Vec<Lack>) {
    let mut seen = BTreeSet::new();
    for (room, messages) in rooms.iter().zip(english) {
        for key in messages.keys() {
            if !seen.insert(key) {
                lacks.push(Lack {
                    language: "en",
                    room: room.room,
                    what: format!("{key} stands in two rooms"),
                });
            }
        }
    }
}

/// The messages of a file with the variables of each.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        if let ast::Entry::Message(message) = entry {
            let mut variables = BTreeSet::new();
            if let Some(pattern) = &message.value {
                pattern_variables(pattern, &mut variables);
            }
            messages.insert(message.id.name.to_owned(), variables);
        }
    }
    messages
}

fn pattern_variables(pattern: &ast::Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_variables(expression, variables);
        }
    }
}

fn expression_variables(expression: &ast::Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => inline_variables(inline, variables),
        ast::Expression::Select { selector, variants } => {
            inline_variables(selector, variables);
            variants.iter().for_each(|variant| pattern_variables(&variant.value, variables));
        }
    }
}

fn inline_variables(inline: &ast::InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression } => expression_variables(expression, variables),
        _ => {}
    }
}

/// The texts of one language, to speak with.
#[derive(Clone, Debug)]
pub struct Wording {
    texts: Arc<Texts>,
    language: Language,
}

impl Words for Wording {
    fn say_with(&self, key: &str, values: &[(&str, Word)]) -> String {
        self.texts.say(self.language, key, values).unwrap_or_else(|| {
            tracing::error!(key, language = self.language.code(), "a text is missing");
            self.texts.say(Language::ENGLISH, key, values).unwrap_or_else(|| format!("[{key}]"))
        })
    }

    fn language(&self) -> Language {
        self.language
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kit_speaks_every_language_and_lacks_nothing() {
        let texts = Arc::new(Texts::read(&[crate::TEXTS]));
        assert_eq!(texts.lacks(), []);
        for language in LANGUAGES {
            let said = texts.wording(*language).say("language-name");
            assert_eq!(said, language.name());
        }
    }

    #[test]
    fn variables_are_found_in_every_branch() {
        let found =
            messages("a = { $n ->\n    [one] { $x } thing\n   *[other] { $n } things of { $y }\n }\n");
        let expected: BTreeSet<_> = ["n", "x", "y"].map(str::to_owned).into();
        assert_eq!(found.get("a"), Some(&expected));
    }
}
