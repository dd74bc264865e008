//! Slots: the terms of an index that a word of a query stands for.
//!
//! A word is turned into terms once, by looking into the index's dictionaries; what ranks, what counts and what is marked
//! in a text all use these very terms. Not here: how slots are combined (`compile`).

use std::sync::Arc;

use levenshtein_automata::{DFA, Distance};
use tantivy::index::SegmentId;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, Term};
use tantivy_fst::Automaton;

use crate::fold::{folded, push_folded};
use crate::near_words::{automaton, slips_for};
use crate::words::{SPELLING, exact_term, spelling};

/// A term of a slot.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SlotTerm {
    pub text: String,
    /// How many entries have it.
    pub entries: u64,
    /// How much a match of it counts: 1, or less for a word some slips away.
    pub worth: f32,
}

/// The terms a word stands for, in the order of their text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    pub field: Field,
    pub terms: Arc<[SlotTerm]>,
    /// Where the postings of its terms are, by segment, when the dictionaries were read for it anyway.
    places: Option<Arc<[InSegment]>>,
}

/// The places of a slot's terms in one segment, in the order of the terms.
type InSegment = (SegmentId, Vec<TermInfo>);

impl Slot {
    /// A slot of those of `candidates` that the index has.
    pub(crate) fn of(
        searcher: &Searcher,
        field: Field,
        candidates: impl IntoIterator<Item = String>,
    ) -> tantivy::Result<Self> {
        let mut candidates: Vec<String> = candidates.into_iter().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut terms = Vec::with_capacity(candidates.len());
        for text in candidates {
            let entries = searcher.doc_freq(&Term::from_field_text(field, &text))?;
            if entries > 0 {
                terms.push(SlotTerm {
                    text,
                    entries,
                    worth: 1.0,
                });
            }
        }
        Ok(Self {
            field,
            terms: terms.into(),
            places: None,
        })
    }

    /// Where the postings of its terms are in a segment.
    pub(crate) fn places_in(&self, reader: &SegmentReader) -> tantivy::Result<Vec<TermInfo>> {
        let segment = reader.segment_id();
        let known = self.places.iter().flat_map(|places| places.iter());
        if let Some((_, places)) = known.into_iter().find(|(id, _)| *id == segment) {
            return Ok(places.clone());
        }
        let index = reader.inverted_index(self.field)?;
        let mut places = Vec::with_capacity(self.terms.len());
        for term in self.terms.iter() {
            places.extend(index.get_term_info(&Term::from_field_text(self.field, &term.text))?);
        }
        Ok(places)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it has this term.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.terms.binary_search_by(|term| term.text.as_str().cmp(text)).is_ok()
    }

    /// At most how many entries match.
    pub(crate) fn entries(&self) -> u64 {
        self.terms.iter().map(|term| term.entries).sum()
    }

    /// This slot with the terms of another of the same field.
    pub(crate) fn with(&self, other: &Slot) -> Slot {
        let mut terms: Vec<SlotTerm> = self.terms.iter().chain(other.terms.iter()).cloned().collect();
        terms.sort_by(|one, another| one.text.cmp(&another.text));
        terms.dedup_by(|one, another| one.text == another.text);
        Slot {
            field: self.field,
            terms: terms.into(),
            places: None,
        }
    }
}

/// Terms found in dictionaries of several segments, joined.
#[derive(Default)]
struct Gathered {
    terms: Vec<SlotTerm>,
    places: Vec<InSegment>,
}

impl Gathered {
    fn begin(&mut self, reader: &SegmentReader) {
        self.places.push((reader.segment_id(), Vec::new()));
    }

    fn add(&mut self, key: &[u8], place: &TermInfo, worth: f32) {
        let Ok(text) = std::str::from_utf8(key) else { return };
        self.terms.push(SlotTerm {
            text: text.to_owned(),
            entries: u64::from(place.doc_freq),
            worth,
        });
        if let Some((_, places)) = self.places.last_mut() {
            places.push(place.clone());
        }
    }

    fn slot(mut self, field: Field) -> Slot {
        // Each dictionary gave its own in order already.
        self.terms.sort_by(|one, another| one.text.cmp(&another.text));
        self.terms.dedup_by(|other, known| {
            let same = other.text == known.text;
            if same {
                known.entries += other.entries;
            }
            same
        });
        Slot {
            field,
            terms: self.terms.into(),
            places: Some(self.places.into()),
        }
    }
}

/// A word to the character.
pub(crate) fn exact_slot(searcher: &Searcher, field: Field, word: &str) -> tantivy::Result<Slot> {
    Slot::of(searcher, field, [exact_term(&folded(word), &spelling(word))])
}

/// A word whatever its case and accents, unstemmed.
pub(crate) fn folded_slot(searcher: &Searcher, field: Field, word: &str) -> tantivy::Result<Slot> {
    let word = folded(word);
    let mut gathered = Gathered::default();
    if !word.is_empty() {
        let after = format!("{word}{}", char::from(SPELLING as u8 + 1));
        for reader in searcher.segment_readers() {
            gathered.begin(reader);
            let dictionary = reader.inverted_index(field)?;
            let mut stream = dictionary.terms().range().ge(&word).lt(&after).into_stream()?;
            while stream.advance() {
                gathered.add(stream.key(), stream.value(), 1.0);
            }
        }
    }
    Ok(gathered.slot(field))
}

/// Words of the shape of a pattern with `*` and `?`.
pub(crate) fn pattern_slot(searcher: &Searcher, field: Field, pattern: &str) -> tantivy::Result<Slot> {
    let pattern = Pattern::of(pattern);
    let begin = pattern.literal_beginning();
    // Then every term of the range is of this shape.
    let beginning = pattern.is_beginning();
    let mut gathered = Gathered::default();
    for reader in searcher.segment_readers() {
        gathered.begin(reader);
        let dictionary = reader.inverted_index(field)?;
        let mut range = dictionary.terms().range().ge(&begin);
        if let Some(end) = next_after(&begin) {
            range = range.lt(end);
        }
        let mut stream = range.into_stream()?;
        while stream.advance() {
            let key = stream.key();
            let folded = key.split(|byte| *byte == SPELLING as u8).next().unwrap_or(key);
            if beginning || std::str::from_utf8(folded).is_ok_and(|text| pattern.matches(text)) {
                gathered.add(key, stream.value(), 1.0);
            }
        }
    }
    Ok(gathered.slot(field))
}

/// Words at most so many slips away; 0 leaves the number to the word's length.
pub(crate) fn fuzzy_slot(searcher: &Searcher, field: Field, word: &str, slips: u8) -> tantivy::Result<Slot> {
    let word = folded(word);
    let slips = if slips == 0 { slips_for(&word) } else { slips };
    if slips == 0 {
        return folded_slot(searcher, field, &word);
    }
    let automaton = automaton(&word, slips);
    let mut gathered = Gathered::default();
    for reader in searcher.segment_readers() {
        gathered.begin(reader);
        let dictionary = reader.inverted_index(field)?;
        let mut stream = dictionary.terms().search(UpToSpelling(&automaton)).into_stream()?;
        while stream.advance() {
            let key = stream.key();
            let folded = key.split(|byte| *byte == SPELLING as u8).next().unwrap_or(key);
            let distance = match std::str::from_utf8(folded).map(|text| automaton.eval(text)) {
                Ok(Distance::Exact(distance)) => distance,
                _ => continue,
            };
            gathered.add(key, stream.value(), 1.0 / (1.0 + 0.5 * f32::from(distance)));
        }
    }
    Ok(gathered.slot(field))
}

/// The first key after all that begin with `prefix`.
fn next_after(prefix: &str) -> Option<Vec<u8>> {
    let mut bytes = prefix.as_bytes().to_vec();
    while let Some(last) = bytes.pop() {
        if last < u8::MAX {
            bytes.push(last + 1);
            return Some(bytes);
        }
    }
    None
}

/// A Levenshtein automaton over the folded part of a term; its spelling is passed over.
struct UpToSpelling<'a>(&'a DFA);

/// Where the automaton is: within the folded part, past an accepted one, or lost.
#[derive(Clone, Copy)]
enum At {
    Folded(u32),
    Spelling,
    Lost,
}

impl Automaton for UpToSpelling<'_> {
    type State = At;

    fn start(&self) -> At {
        At::Folded(self.0.initial_state())
    }

    fn is_match(&self, state: &At) -> bool {
        match state {
            At::Folded(state) => matches!(self.0.distance(*state), Distance::Exact(_)),
            At::Spelling => true,
            At::Lost => false,
        }
    }

    fn can_match(&self, state: &At) -> bool {
        match state {
            At::Folded(state) => *state != levenshtein_automata::SINK_STATE,
            At::Spelling => true,
            At::Lost => false,
        }
    }

    fn accept(&self, state: &At, byte: u8) -> At {
        match state {
            At::Folded(state) if byte == SPELLING as u8 => match self.0.distance(*state) {
                Distance::Exact(_) => At::Spelling,
                Distance::AtLeast(_) => At::Lost,
            },
            At::Folded(state) => At::Folded(self.0.transition(*state, byte)),
            At::Spelling => At::Spelling,
            At::Lost => At::Lost,
        }
    }
}

/// A pattern, folded: letters, `*` for any run of letters, `?` for one.
struct Pattern(Vec<char>);

impl Pattern {
    fn of(typed: &str) -> Self {
        let mut text = String::new();
        for c in typed.chars() {
            if c == '*' || c == '?' {
                text.push(c);
            } else {
                push_folded(c, &mut text);
            }
        }
        Self(text.chars().collect())
    }

    fn literal_beginning(&self) -> String {
        self.0.iter().take_while(|c| !matches!(c, '*' | '?')).collect()
    }

    /// Whether it is letters and one star after them.
    fn is_beginning(&self) -> bool {
        self.0.iter().position(|c| matches!(c, '*' | '?')) == Some(self.0.len() - 1) && self.0.ends_with(&['*'])
    }

    fn matches(&self, word: &str) -> bool {
        let word: Vec<char> = word.chars().collect();
        let pattern = &self.0;
        let (mut at, mut in_word) = (0, 0);
        // Where to go back to when a run after a star turns out too short.
        let mut star: Option<(usize, usize)> = None;
        while in_word < word.len() {
            match pattern.get(at) {
                Some('*') => {
                    star = Some((at, in_word));
                    at += 1;
                }
                Some(&c) if c == '?' || c == word[in_word] => {
                    at += 1;
                    in_word += 1;
                }
                _ => match star {
                    Some((star_at, taken)) => {
                        at = star_at + 1;
                        in_word = taken + 1;
                        star = Some((star_at, taken + 1));
                    }
                    None => return false,
                },
            }
        }
        pattern[at..].iter().all(|c| *c == '*')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_run_of_letters_and_a_question_mark_is_one() {
        for (pattern, word, fits) in [
            ("readmi*", "readmission", true),
            ("readmi*", "readmi", true),
            ("Réadmi*", "readmission", true),
            ("*sion", "readmission", true),
            ("re*s*n", "readmission", true),
            ("organi?ation", "organisation", true),
            ("organi?ation", "organiation", false),
            ("re*x", "readmission", false),
            ("a*", "readmission", false),
        ] {
            assert_eq!(Pattern::of(pattern).matches(word), fits, "{pattern} on {word}");
        }
    }
}
