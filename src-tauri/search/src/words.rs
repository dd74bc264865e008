//! Text into words: where each begins and ends, its folded form, its stems.
//!
//! The one analysis of the crate: what is indexed, what is asked and what is highlighted all pass through here,
//! so that a hit always shows what matched. Positions count words, also those no query can ask for.

use std::hash::Hasher;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use crate::endings::{after_stemming, arabic, before_stemming, is_cut_too_short};
use crate::fold::{folded, is_invisible, is_word_char};
use crate::language::Language;

/// Words longer than this, in bytes, are cut for the index: they are data, not language.
pub(crate) const LONGEST_WORD: usize = 240;

/// Where the words of `text` begin and end, in bytes.
pub(crate) struct Spans<'a> {
    text: &'a str,
    at: usize,
}

/// The words of `text`, as byte ranges.
pub(crate) fn spans(text: &str) -> Spans<'_> {
    Spans { text, at: 0 }
}

impl Iterator for Spans<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        loop {
            let begin = loop {
                let byte = *bytes.get(self.at)?;
                if byte.is_ascii() {
                    if byte.is_ascii_alphanumeric() {
                        break self.at;
                    }
                    self.at += 1;
                    continue;
                }
                let c = self.text[self.at..].chars().next()?;
                if is_word_char(c) && !is_invisible(c) {
                    break self.at;
                }
                self.at += c.len_utf8();
            };
            // `end` stops after the last visible character, so that a trailing soft hyphen is not marked.
            let mut end = begin;
            let mut visible_letter = false;
            while let Some(&byte) = bytes.get(self.at) {
                if byte.is_ascii() {
                    if !byte.is_ascii_alphanumeric() {
                        break;
                    }
                    self.at += 1;
                    end = self.at;
                    visible_letter = true;
                    continue;
                }
                let Some(c) = self.text[self.at..].chars().next() else {
                    break;
                };
                if !is_word_char(c) {
                    break;
                }
                self.at += c.len_utf8();
                if !is_invisible(c) {
                    end = self.at;
                    visible_letter |= c.is_alphanumeric();
                }
            }
            if visible_letter {
                return Some((begin, end));
            }
        }
    }
}

/// What a word is found by in passages of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stems {
    /// Its stem, folded, after the language's mark.
    pub stem: String,
    /// The stem of the word typed without accents, where that differs.
    pub plain_stem: Option<String>,
}

impl Stems {
    pub(crate) fn any(&self, holds: impl Fn(&str) -> bool) -> bool {
        holds(&self.stem) || self.plain_stem.as_deref().is_some_and(holds)
    }
}

/// Between the folded form and the spelling in a term of the exact field.
pub(crate) const SPELLING: char = '\u{0}';

/// The term of the exact field for a word.
pub(crate) fn exact_term(folded: &str, spelling: &str) -> String {
    if folded == spelling {
        folded.to_owned()
    } else {
        format!("{folded}{SPELLING}{spelling}")
    }
}

/// The spelling of a word without what is invisible in it.
pub(crate) fn spelling(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    use unicode_normalization::UnicodeNormalization;
    word.chars().filter(|c| !is_invisible(*c)).nfc().collect()
}

/// Writes the term of the exact field for a word; `false` when nothing of the word counts.
pub(crate) fn write_exact_term(word: &str, into: &mut String) -> bool {
    into.clear();
    if word.is_ascii() {
        let word = &word[..word.len().min(LONGEST_WORD)];
        into.push_str(word);
        into.make_ascii_lowercase();
        if into != word {
            into.push(SPELLING);
            into.push_str(word);
        }
        return true;
    }
    let word = cut(word);
    let plain = folded(word);
    if plain.is_empty() {
        return false;
    }
    into.push_str(&exact_term(&plain, &spelling(word)));
    true
}

/// The word as far as the index keeps it.
fn cut(word: &str) -> &str {
    if word.len() <= LONGEST_WORD {
        return word;
    }
    match word.char_indices().find(|(at, c)| at + c.len_utf8() > LONGEST_WORD) {
        Some((cut, _)) => &word[..cut],
        None => word,
    }
}

/// The stems of a word in a language; `None` when nothing of it counts.
pub(crate) fn stems(word: &str, language: Language) -> Option<Stems> {
    let word = cut(word);
    if word.is_ascii() {
        return Some(Stems {
            stem: stem_term(word, language),
            plain_stem: None,
        });
    }
    let plain = folded(word);
    if plain.is_empty() {
        return None;
    }
    let stem = stem_term(word, language);
    let plain_stem = Some(stem_term(&plain, language)).filter(|other| *other != stem);
    Some(Stems { stem, plain_stem })
}

/// The term a word is found by in passages of a language: the language's mark, then the stem.
///
/// Marked, so that the stem French makes of `porter` is not found in an English passage about a port.
pub(crate) fn stem_term(word: &str, language: Language) -> String {
    let mut term = stem(word, language);
    term.insert(0, language.mark());
    term
}

/// The stem of a word in a language, folded; the folded word itself where there is nothing to stem.
fn stem(word: &str, language: Language) -> String {
    if language == Language::Ar {
        return arabic(&folded(word));
    }
    let Some(stemmer) = language.stemmer() else {
        return folded(word);
    };
    // Numbers, codes and references have no endings.
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return folded(word);
    }
    let lower = lower_case(word, language);
    let spelled = before_stemming(&lower, language);
    let seen = spelled.as_deref().unwrap_or(&lower);
    let mut stem = folded(&stemmer.stem(seen));
    if is_cut_too_short(&stem, seen, language) {
        return folded(seen);
    }
    after_stemming(&mut stem, language);
    if stem.is_empty() { folded(word) } else { stem }
}

/// Lower case as the stemmers want it: composed, without ligatures, with the Turkish i where the text is Turkish.
fn lower_case(word: &str, language: Language) -> String {
    if word.is_ascii() && language != Language::Tr {
        return word.to_ascii_lowercase();
    }
    use unicode_normalization::UnicodeNormalization;
    let mut lower = String::with_capacity(word.len());
    for c in word.chars().filter(|c| !is_invisible(*c)).nfkc() {
        match c {
            'I' if language == Language::Tr => lower.push('ı'),
            'İ' => lower.push('i'),
            _ => lower.extend(c.to_lowercase()),
        }
    }
    lower
}

/// Whether the word before an apostrophe is an article or pronoun cut short, as in l'accord or dell'Unione.
pub(crate) fn is_cut_short(word: &str) -> bool {
    let word = folded(word);
    matches!(
        word.as_str(),
        "l" | "d"
            | "j"
            | "m"
            | "t"
            | "s"
            | "n"
            | "c"
            | "qu"
            | "jusqu"
            | "lorsqu"
            | "puisqu"
            | "quoiqu"
            | "dell"
            | "nell"
            | "all"
            | "dall"
            | "sull"
            | "un"
            | "quest"
            | "quell"
            | "bell"
            | "sant"
    )
}

/// Whether the text between two words is one apostrophe.
pub(crate) fn is_apostrophe(between: &str) -> bool {
    matches!(between, "'" | "’" | "‘" | "ʼ" | "`" | "´" | "＇")
}

/// Stems of words already seen, so that each word of a language is stemmed once.
#[derive(Debug, Clone, Default)]
pub(crate) struct StemsCache {
    places: [FxHashMap<Box<str>, usize>; 8],
    known: Vec<Option<Arc<Stems>>>,
    /// Words lately written, each where its hash says.
    lines: Vec<Line>,
    /// How many lines were laid down since there are so many.
    laid: usize,
}

/// Beyond this many words the cache starts anew; the frequent ones are back at once.
const CACHED_WORDS: usize = 100_000;

/// Lines at first: a few entries need no more. They grow by as much as the words put into them ask for.
const FEWEST_LINES: usize = 1 << 10;
const MOST_LINES: usize = 1 << 16;
const MORE_LINES: usize = 8;

/// A word and its only stem, together in one line of the processor's cache. Most words of a text are found in one, where
/// the map would read four places all over the memory.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Line {
    language: u8,
    word: u8,
    stem: u8,
    bytes: [u8; 61],
}

impl Line {
    const EMPTY: Self = Self {
        language: u8::MAX,
        word: 0,
        stem: 0,
        bytes: [0; 61],
    };

    /// `None` when they are too long for a line.
    fn of(word: &str, stem: &str, language: Language) -> Option<Self> {
        let mut line = Self {
            language: language as u8,
            word: u8::try_from(word.len()).ok()?,
            stem: u8::try_from(stem.len()).ok()?,
            ..Self::EMPTY
        };
        let (of_word, of_stem) = line.bytes.split_at_mut_checked(word.len())?;
        of_word.copy_from_slice(word.as_bytes());
        of_stem.get_mut(..stem.len())?.copy_from_slice(stem.as_bytes());
        Some(line)
    }

    fn hash(word: &str, language: Language) -> usize {
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        (hasher.finish() as usize).wrapping_add(language as usize)
    }

    /// The stem, when this is the word's line.
    fn stem_of(&self, word: &str, language: Language) -> Option<&str> {
        let (of_word, rest) = self.bytes.split_at(usize::from(self.word));
        if self.language != language as u8 || of_word != word.as_bytes() {
            return None;
        }
        std::str::from_utf8(&rest[..usize::from(self.stem)]).ok()
    }
}

impl StemsCache {
    /// The stems of `word`, stemmed at most once.
    pub(crate) fn stems(&mut self, word: &str, language: Language) -> Option<&Arc<Stems>> {
        let place = match self.places[language as usize].get(word) {
            Some(place) => *place,
            None => {
                if self.known.len() >= CACHED_WORDS {
                    self.places = Default::default();
                    self.known.clear();
                }
                self.known.push(stems(word, language).map(Arc::new));
                let place = self.known.len() - 1;
                self.places[language as usize].insert(word.into(), place);
                place
            }
        };
        self.known[place].as_ref()
    }

    /// Writes the stem of a word, and a second one where it has that; `false` when nothing of the word counts.
    pub(crate) fn write_stems(
        &mut self,
        word: &str,
        language: Language,
        stem: &mut String,
        second: &mut Option<String>,
    ) -> bool {
        stem.clear();
        let hash = Line::hash(word, language);
        let known = self.lines.get(hash & self.lines.len().wrapping_sub(1));
        if let Some(known) = known.and_then(|line| line.stem_of(word, language)) {
            stem.push_str(known);
            return true;
        }
        let Some(stems) = self.stems(word, language).map(Arc::clone) else {
            return false;
        };
        stem.push_str(&stems.stem);
        second.clone_from(&stems.plain_stem);
        if second.is_none()
            && let Some(line) = Line::of(word, stem, language)
        {
            self.lay(line, hash);
        }
        true
    }

    fn lay(&mut self, line: Line, hash: usize) {
        if self.laid >= self.lines.len() && self.lines.len() < MOST_LINES {
            let more = (self.lines.len() * MORE_LINES).max(FEWEST_LINES);
            self.lines = vec![Line::EMPTY; more];
            self.laid = 0;
        }
        self.laid += 1;
        let mask = self.lines.len() - 1;
        self.lines[hash & mask] = line;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        spans(text).map(|(from, to)| &text[from..to]).collect()
    }

    #[test]
    fn words_end_at_anything_that_is_neither_letter_nor_figure() {
        assert_eq!(
            words("EU–Turkey “deal”, 18.3.2016"),
            ["EU", "Turkey", "deal", "18", "3", "2016"]
        );
        assert_eq!(words("7\u{a0}400\u{202f}000 €"), ["7", "400", "000"]);
        assert_eq!(words("l’accord agreement¹"), ["l", "accord", "agreement"]);
    }

    #[test]
    fn invisible_characters_do_not_cut_a_word() {
        assert_eq!(
            words("read\u{ad}mis\u{200b}sion\u{ad} x"),
            ["read\u{ad}mis\u{200b}sion", "x"]
        );
        assert_eq!(
            words("\u{ad} \u{301} \u{640}"),
            Vec::<&str>::new(),
            "nothing visible is no word"
        );
    }

    #[test]
    fn forms_of_one_word_share_a_stem_in_its_language() {
        let families: [(Language, &[&str]); 7] = [
            (Language::En, &["agreement", "agreements", "Agreement"]),
            (Language::En, &["organisation", "organizations"]),
            (Language::Fr, &["sécurité", "Sécurités"]),
            (Language::Ar, &["الهجرة", "هجرة"]),
            (Language::Tr, &["anlaşma", "anlaşması", "ANLAŞMASI"]),
            (Language::Sr, &["споразум", "sporazum", "sporazuma"]),
            (Language::De, &["Abkommen", "Abkommens"]),
        ];
        for (language, family) in families {
            let first = stem(family[0], language);
            for word in family {
                assert_eq!(stem(word, language), first, "{word} and {} are one word", family[0]);
            }
        }
    }

    #[test]
    fn a_word_without_its_accents_keeps_a_stem_to_be_found_by() {
        let written = stems("sécurité", Language::Fr).unwrap();
        let typed = stems("securite", Language::Fr).unwrap();
        assert!(
            written.stem == typed.stem || written.plain_stem.as_ref() == Some(&typed.stem),
            "{written:?} and {typed:?} meet"
        );
    }

    #[test]
    fn a_stem_is_written_the_same_the_second_time() {
        let mut cache = StemsCache::default();
        let long = "a".repeat(70);
        for word in [
            "agreements",
            "sécurités",
            "Ministers",
            "ء",
            &long,
            "",
            "agreements",
            "Ministers",
        ] {
            for language in [Language::En, Language::Fr] {
                let (mut stem, mut second) = (String::from("left over"), None);
                let counts = cache.write_stems(word, language, &mut stem, &mut second);
                let wanted = stems(word, language);
                assert_eq!(counts, wanted.is_some(), "{word}");
                if let Some(wanted) = wanted {
                    assert_eq!((stem, second), (wanted.stem, wanted.plain_stem), "{word}");
                }
            }
        }
    }

    #[test]
    fn the_exact_term_keeps_the_spelling_only_where_it_differs() {
        let mut term = String::new();
        for (word, wanted) in [
            ("aid", "aid"),
            ("AID", "aid\u{0}AID"),
            ("état", "etat\u{0}état"),
            ("ai\u{ad}d", "aid"),
        ] {
            assert!(write_exact_term(word, &mut term));
            assert_eq!(term, wanted);
        }
        assert!(!write_exact_term("ء", &mut term), "a lone hamza is no word");
    }
}
