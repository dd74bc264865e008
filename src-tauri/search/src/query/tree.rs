//! What a query means, before any index is looked at.

use super::values::{AmountRange, DayRange};
use crate::facets::Facet;

/// A part of a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// Everything: an empty query.
    Everything,
    Word(Word),
    Quoted(Quoted),
    /// Words that must stand with at most this many words between them, in either order.
    Near {
        apart: u32,
        sides: Vec<Node>,
    },
    Field(Field),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    /// A question in a sentence: any of its telling words, those with most of them first.
    Question(Vec<Node>),
}

/// A word and how it is to be found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// As typed, without the signs of its shape.
    pub text: String,
    pub shape: Shape,
    /// Where it was typed, in bytes of the query.
    pub from: usize,
    pub to: usize,
}

/// How a word is to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// In any form of its language.
    AnyForm,
    /// Unstemmed, whatever its case and accents: a word in quotes.
    Folded,
    /// To the character.
    Exact,
    /// With `*` and `?` in it.
    Pattern,
    /// Within this many slips; 0 leaves the number to the word's length.
    Fuzzy(u8),
}

/// Words side by side.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quoted {
    pub words: Vec<Word>,
    /// Whether it was one typed word, as `EU-Turkey` is, and not in quotes.
    pub compound: bool,
}

/// A field and what is asked of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub value: FieldValue,
}

/// What is asked of a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FieldValue {
    /// Any of these values.
    Facet(Facet, Vec<String>),
    /// The date could fall in this range. `year` tells how it was asked, for the reading.
    Dated(DayRange),
    Amount(AmountRange),
    Source(Vec<String>),
    Document(Vec<String>),
    /// Words of the title.
    Title(Vec<Node>),
}

/// What was left out of a query or read otherwise than typed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slip {
    /// Holds no letter or figure.
    NoWord(String),
    /// An operator with nothing to join.
    LoneOperator(String),
    /// A bracket without its partner.
    LoneBracket(char),
    /// A quote that was never closed; it was read to the end.
    OpenQuote,
    /// Empty quotes.
    EmptyQuote,
    /// Not a field; the value was searched as words.
    UnknownField {
        name: String,
        nearest: Option<&'static str>,
        value: String,
    },
    /// A field without a value.
    NoValue(String),
    /// A value the field cannot have.
    BadValue {
        field: &'static str,
        value: String,
        /// Forms that can be read.
        wanted: &'static [&'static str],
    },
    /// NEAR beside something other than words.
    NearOfOther,
    /// NEAR wider than allowed, narrowed to this.
    NearTooWide(u32),
    /// Brackets nested deeper than anyone means.
    TooDeep,
    /// Only the first so many words were read.
    TooLong(usize),
    /// A star alone, or a pattern without a letter.
    BarePattern(String),
}
