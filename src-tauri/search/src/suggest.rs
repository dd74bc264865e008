//! Completions of what is being typed, and the word a typist meant.

use std::collections::BTreeMap;

use tantivy::schema::Field;

use crate::Result;
use crate::ask::{Ask, AskFilters, Suggestion, SuggestionKind};
use crate::fold::folded;
use crate::index::Index;
use crate::near_words::{automaton, slips_between};
use crate::query::fields::OFFERED;
use crate::slots::fuzzy_slot;
use crate::view::View;
use crate::words::SPELLING;

/// Dictionary terms looked at for one completion, a segment: enough for any beginning of three letters.
const MOST_TERMS: usize = 20_000;

impl Index {
    /// Completions of the last word of `text`: fields, partners, instruments, names of the glossary and words of the library,
    /// at most `most`, each the whole text to put in the box.
    ///
    /// # Errors
    /// When the index's files fail.
    pub fn suggest(&self, text: &str, most: usize) -> Result<Vec<Suggestion>> {
        let begin = text
            .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '„' | '«' | ':'))
            .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        let (before, typed) = text.split_at(begin);
        let sign = typed.len() - typed.trim_start_matches(['-', '=', '!']).len();
        let (sign, typed) = typed.split_at(sign);
        let wanted = folded(typed);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut found: Vec<Suggestion> = Vec::new();
        let mut put = |completion: String, kind: SuggestionKind, label: Option<String>| {
            let text = format!("{before}{sign}{completion}");
            if !found.iter().any(|known| folded(&known.text) == folded(&text)) {
                found.push(Suggestion { text, kind, label });
            }
        };
        if !before.ends_with(':') && sign.is_empty() {
            for field in OFFERED
                .iter()
                .filter(|field| field.starts_with(&wanted) && wanted.len() >= 2)
            {
                put(format!("{field}:"), SuggestionKind::Field, None);
            }
        }
        for group in self.glossary().groups() {
            for term in group
                .terms
                .iter()
                .filter(|term| folded(&term.text).starts_with(&wanted))
            {
                let kind = if group.partner.is_some() {
                    SuggestionKind::Partner
                } else {
                    SuggestionKind::Alias
                };
                let label = match &group.partner {
                    Some(code) => Some(code.clone()),
                    None => group
                        .terms
                        .iter()
                        .find(|other| other.text != term.text)
                        .map(|other| other.text.clone()),
                };
                put(in_quotes(&term.text), kind, label);
            }
        }
        if before.trim().is_empty() {
            for hit in self.instruments(typed)? {
                put(in_quotes(&hit.0), SuggestionKind::Instrument, Some(hit.1));
            }
        }
        for (word, entries) in self.words_beginning(&wanted)? {
            put(word, SuggestionKind::Term, Some(entries.to_string()));
        }
        found.sort_by_key(|suggestion| suggestion.kind);
        Ok(spread(found, most))
    }

    /// Titles and ids of instruments with a title word that begins so.
    fn instruments(&self, typed: &str) -> Result<Vec<(String, String)>> {
        let ask = Ask {
            text: format!("{typed}*"),
            filters: AskFilters {
                kinds: vec!["instrument".to_owned()],
                ..AskFilters::default()
            },
            limit: 5,
            facets: false,
            ..Ask::default()
        };
        let found = self.search(&ask)?;
        let titled = found
            .hits
            .into_iter()
            .filter(|hit| hit.title_parts.iter().any(|part| part.hit));
        Ok(titled.map(|hit| (hit.title, hit.id)).collect())
    }

    /// Words of the library that begin so, the commonest first, as they are most often spelled.
    fn words_beginning(&self, wanted: &str) -> Result<Vec<(String, u64)>> {
        let view = self.view();
        let field = self.fields().exact;
        let mut words: BTreeMap<String, (u64, u64, String)> = BTreeMap::new();
        for reader in view.searcher.segment_readers() {
            let dictionary = reader.inverted_index(field)?;
            let mut stream = dictionary.terms().range().ge(wanted).into_stream()?;
            for _ in 0..MOST_TERMS {
                if !stream.advance() || !stream.key().starts_with(wanted.as_bytes()) {
                    break;
                }
                let Ok(term) = std::str::from_utf8(stream.key()) else {
                    continue;
                };
                let (plain, spelling) = term.split_once(SPELLING).unwrap_or((term, term));
                let entries = u64::from(stream.value().doc_freq);
                let known = words.entry(plain.to_owned()).or_default();
                known.0 += entries;
                if entries > known.1 {
                    known.1 = entries;
                    spelling.clone_into(&mut known.2);
                }
            }
        }
        let mut ranked: Vec<(String, u64)> = words
            .into_values()
            .map(|(entries, _, spelling)| (spelling, entries))
            .collect();
        ranked.sort_by(|one, another| another.1.cmp(&one.1).then_with(|| one.0.cmp(&another.0)));
        ranked.truncate(20);
        Ok(ranked)
    }
}

/// A completion of several words, so that it stays one.
fn in_quotes(text: &str) -> String {
    if text.contains(char::is_whitespace) {
        format!("\"{}\"", text.replace('"', ""))
    } else {
        text.to_owned()
    }
}

/// At most `most`, with some of every kind.
fn spread(found: Vec<Suggestion>, most: usize) -> Vec<Suggestion> {
    let mut kinds: BTreeMap<SuggestionKind, Vec<Suggestion>> = BTreeMap::new();
    for suggestion in found {
        kinds.entry(suggestion.kind).or_default().push(suggestion);
    }
    let mut taken = 0;
    let mut of_each = BTreeMap::new();
    let mut round = 0;
    while taken < most {
        let before = taken;
        for (kind, suggestions) in &kinds {
            if suggestions.len() > round && taken < most {
                taken += 1;
                of_each.insert(*kind, round + 1);
            }
        }
        if taken == before {
            break;
        }
        round += 1;
    }
    kinds
        .into_iter()
        .flat_map(|(kind, suggestions)| suggestions.into_iter().take(of_each.get(&kind).copied().unwrap_or(0)))
        .collect()
}

/// The word of the index that a typist most likely meant.
pub(crate) fn nearest_word(view: &View, field: Field, word: &str) -> Result<Option<String>> {
    let typed = folded(word.trim_matches(['*', '?']));
    if typed.chars().count() < 3 {
        return Ok(None);
    }
    let slot = fuzzy_slot(&view.searcher, field, &typed, 2)?;
    let measure = automaton(&typed, 2);
    let mut words: BTreeMap<&str, u64> = BTreeMap::new();
    for term in slot.terms.iter() {
        let plain = term.text.split(SPELLING).next().unwrap_or(&term.text);
        *words.entry(plain).or_default() += term.entries;
    }
    let nearest = words
        .into_iter()
        .filter_map(|(plain, entries)| Some((slips_between(&measure, plain)?, std::cmp::Reverse(entries), plain)))
        .min();
    Ok(nearest.map(|(_, _, plain)| plain.to_owned()))
}
