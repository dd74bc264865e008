//! How the parts of an entry lie in the index: which word stands at which position.
//!
//! Text, heading and title are one run of positions with wide gaps between them, so that no phrase and no NEAR reaches
//! across. The text comes first: its positions are then the smallest numbers, and most of an index is positions of texts.
//! A title counts for more than a mention because its words are laid down several times (BM25F by repetition): one field
//! then answers a query, which keeps top-ten pruning and counting as cheap as on bare text. The exact field and the
//! highlighter use the positions of the first copy.

use std::fmt::Write as _;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::language::Language;
use crate::words::{StemsCache, is_apostrophe, is_cut_short, spans, write_exact_term};

/// The widest NEAR.
pub(crate) const WIDEST_NEAR: u32 = 1_000;

/// Positions left free after each part that has words: more than any NEAR may span.
pub(crate) const GAP: u32 = WIDEST_NEAR + 24;

/// How often the words of a record's title are laid down.
pub(crate) const TITLE_COPIES: u8 = 3;
/// How often the words of a heading are laid down.
pub(crate) const HEADING_COPIES: u8 = 1;

/// Begins a part in the text handed to the tokenizers. Control characters never reach an index from a record.
const PART: char = '\u{1}';

/// Which part of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Title,
    Heading,
    Text,
    About,
}

/// One part of an entry: its words, and how often they are laid down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    pub of: Of,
    pub text: &'a str,
    pub copies: u8,
}

/// Where the part after one that begins at `begin` and has so many words begins.
pub(crate) fn after(begin: u32, words: u32, copies: u32) -> u32 {
    if words == 0 {
        begin
    } else {
        begin + copies * (words + GAP)
    }
}

/// The parts of an entry in the order they are laid down: text, heading, what it belongs to, title. A passage is not searched
/// by its document's title.
pub(crate) fn parts<'a>(
    title: &'a str,
    heading: &'a str,
    text: &'a str,
    about: &'a str,
    passage: bool,
) -> [Part<'a>; 4] {
    let once = |of, text| Part { of, text, copies: 1 };
    [
        once(Of::Text, text),
        Part {
            of: Of::Heading,
            text: heading,
            copies: HEADING_COPIES,
        },
        once(Of::About, about),
        Part {
            of: Of::Title,
            text: if passage { "" } else { title },
            copies: TITLE_COPIES,
        },
    ]
}

/// The parts as the one text that tantivy hands to the tokenizers in its indexing threads.
pub(crate) fn laid_out(language: Language, parts: &[Part<'_>]) -> String {
    let mut text = String::with_capacity(parts.iter().map(|part| part.text.len() + 2).sum::<usize>() + 3);
    text.push_str(language.tag());
    for part in parts {
        let _ = write!(text, "{PART}{}", part.copies);
        let begin = text.len();
        text.push_str(part.text);
        if text[begin..].contains(PART) {
            let clean = text[begin..].replace(PART, " ");
            text.truncate(begin);
            text.push_str(&clean);
        }
    }
    text
}

/// Which form of each word a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// Stems, each copy.
    Stems,
    /// Exact terms, the first copy only.
    Exact,
}

/// A tantivy tokenizer over a laid-out text.
#[derive(Clone)]
pub(crate) struct LayoutTokenizer {
    held: Held,
    cache: StemsCache,
}

impl LayoutTokenizer {
    pub(crate) fn new(held: Held) -> Self {
        Self {
            held,
            cache: StemsCache::default(),
        }
    }
}

impl Tokenizer for LayoutTokenizer {
    type TokenStream<'a> = LayoutStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LayoutStream<'a> {
        let (tag, rest) = text.split_once(PART).unwrap_or(("und", ""));
        let mut stream = LayoutStream {
            held: self.held,
            cache: &mut self.cache,
            language: Language::from_tag(tag),
            parts: rest.split(PART),
            part: "",
            words: spans(""),
            copies_left: 0,
            position: 0,
            counted: 0,
            copies: 0,
            second: None,
            token: Token::default(),
        };
        stream.next_part();
        stream
    }
}

/// The words of a laid-out text, part by part, copy by copy.
pub(crate) struct LayoutStream<'a> {
    held: Held,
    cache: &'a mut StemsCache,
    language: Language,
    parts: std::str::Split<'a, char>,
    part: &'a str,
    words: crate::words::Spans<'a>,
    copies: u32,
    copies_left: u32,
    /// Where the running copy began.
    position: u32,
    /// Words of the running copy so far.
    counted: u32,
    /// A second stem for the word just given.
    second: Option<String>,
    token: Token,
}

impl LayoutStream<'_> {
    /// Turns to the next copy or the next part that has one; `false` at the end.
    fn next_part(&mut self) -> bool {
        if self.copies_left > 0 {
            self.copies_left -= 1;
            self.words = spans(self.part);
            self.counted = 0;
            return true;
        }
        let Some(part) = self.parts.next() else {
            return false;
        };
        let (copies, text) = part.split_at(part.len().min(1));
        self.copies = copies.parse().unwrap_or(1);
        self.part = text;
        self.copies_left = match self.held {
            Held::Stems => self.copies.saturating_sub(1),
            Held::Exact => 0,
        };
        self.words = spans(text);
        self.counted = 0;
        true
    }

    fn end_copy(&mut self) {
        let copies = match self.held {
            Held::Stems => 1,
            Held::Exact => self.copies,
        };
        self.position = after(self.position, self.counted, copies);
    }
}

impl TokenStream for LayoutStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(second) = self.second.take() {
            self.token.text.clear();
            self.token.text.push_str(&second);
            return true;
        }
        loop {
            let Some((from, to)) = self.words.next() else {
                self.end_copy();
                if !self.next_part() {
                    return false;
                }
                continue;
            };
            let position = self.position + self.counted;
            self.counted += 1;
            if self.held == Held::Stems && is_elided(self.part, from, to) {
                continue;
            }
            let word = &self.part[from..to];
            match self.held {
                Held::Exact => {
                    if !write_exact_term(word, &mut self.token.text) {
                        continue;
                    }
                }
                Held::Stems => {
                    if !self
                        .cache
                        .write_stems(word, self.language, &mut self.token.text, &mut self.second)
                    {
                        continue;
                    }
                }
            }
            self.token.position = position as usize;
            self.token.offset_from = from;
            self.token.offset_to = to;
            return true;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Whether the word at `from..to` is an article cut short before an apostrophe, which no stem is kept of.
pub(crate) fn is_elided(text: &str, from: usize, to: usize) -> bool {
    if to - from > 8 {
        return false;
    }
    let mut after = text[to..].chars();
    let Some(next) = after.next() else {
        return false;
    };
    is_apostrophe(next.encode_utf8(&mut [0; 4]))
        && after.next().is_some_and(char::is_alphanumeric)
        && is_cut_short(&text[from..to])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(held: Held, text: &str) -> Vec<(usize, String)> {
        let mut tokenizer = LayoutTokenizer::new(held);
        let mut stream = tokenizer.token_stream(text);
        let mut all = Vec::new();
        while stream.advance() {
            all.push((stream.token().position, stream.token().text.clone()));
        }
        all
    }

    #[test]
    fn both_fields_put_the_first_copy_at_the_same_positions() {
        let text = laid_out(Language::En, &parts("Two words", "", "the Text", "", false));
        let stems = tokens(Held::Stems, &text);
        let exact = tokens(Held::Exact, &text);
        let title = 2 + GAP as usize;
        assert_eq!(stems.len(), 3 * 2 + 2, "a title is laid down three times");
        assert_eq!(
            exact,
            [
                (0, "the".to_owned()),
                (1, "text\u{0}Text".to_owned()),
                (title, "two\u{0}Two".to_owned()),
                (title + 1, "words".to_owned()),
            ],
            "the text begins, and parts without words take no place"
        );
        assert_eq!(stems[2].0, title, "the title's first copy is aligned");
    }

    #[test]
    fn an_elided_article_takes_a_position_and_no_stem() {
        let text = laid_out(Language::Fr, &parts("", "", "selon l’accord", "", true));
        let stems = tokens(Held::Stems, &text);
        assert_eq!(stems.len(), 2);
        assert_eq!(stems[1].0 - stems[0].0, 2, "l’ is counted as a word");
    }
}
