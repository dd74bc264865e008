//! What a document says in English and French: fixed words, the vocabularies, dates, numbers and money.
//!
//! Belongs here: every word that is ours. Not here: the records' own words, which are printed as they stand and marked
//! with their language.

mod dates;
mod fields;
mod numbers;
mod phrases;
mod vocabularies;

use std::str::FromStr;

pub use dates::{date_in_words, day_in_words};
pub use fields::field_in_words;
pub use numbers::{decimal_in_words, money_in_words, number_in_words, unit_in_words};
pub use phrases::Phrase;
pub use vocabularies::InWords;

/// A language a document can be in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

impl Language {
    /// Every language a document can be in.
    pub const ALL: &'static [Self] = &[Self::English, Self::French];

    /// Its ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The code with a region, as Word wants it.
    pub fn with_region(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::French => "fr-FR",
        }
    }
}

/// A language no document can be in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("briefs are written in English (en) or French (fr), not in “{0}”")]
pub struct UnknownLanguage(pub String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL
            .iter()
            .copied()
            .find(|language| language.code() == code)
            .ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

/// What stands between a name and what is said of it: French sets its colon apart.
pub(crate) fn colon(language: Language) -> &'static str {
    match language {
        Language::English => ": ",
        Language::French => "\u{202f}: ",
    }
}

/// What stands between things that have commas of their own.
pub(crate) fn semicolon(language: Language) -> &'static str {
    match language {
        Language::English => "; ",
        Language::French => "\u{202f}; ",
    }
}

/// Whether a line may end at a letter: at a blank, but not at one that holds its neighbours together.
pub(crate) fn is_break(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}')
}

/// Puts values into the `{named}` places of a phrase.
pub fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(phrase.len());
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}
