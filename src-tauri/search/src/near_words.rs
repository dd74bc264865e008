//! Words a slip away from one another.

use std::sync::OnceLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};

/// The automaton that accepts words at most `slips` letters away from `word`: 1 or 2, a swap of neighbours counting as one.
pub(crate) fn automaton(word: &str, slips: u8) -> DFA {
    static ONE: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    static TWO: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    let builder = if slips <= 1 {
        ONE.get_or_init(|| LevenshteinAutomatonBuilder::new(1, true))
    } else {
        TWO.get_or_init(|| LevenshteinAutomatonBuilder::new(2, true))
    };
    builder.build_dfa(word)
}

/// How many slips a word of this length may have: a typist errs once in a short word, twice in a long one.
pub(crate) fn slips_for(word: &str) -> u8 {
    match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// The slips between a word and the word of an automaton, if few enough.
pub(crate) fn slips_between(automaton: &DFA, word: &str) -> Option<u8> {
    match automaton.eval(word) {
        Distance::Exact(slips) => Some(slips),
        Distance::AtLeast(_) => None,
    }
}

/// The candidate nearest to `word`, if one is within two slips.
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let automaton = automaton(word, 2);
    candidates
        .filter_map(|candidate| slips_between(&automaton, candidate).map(|slips| (slips, candidate)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_within_two_slips() {
        let known = ["partner", "strand", "kind"];
        assert_eq!(nearest("partnr", known.into_iter()), Some("partner"));
        assert_eq!(nearest("prtaner", known.into_iter()), Some("partner"));
        assert_eq!(nearest("zzz", known.into_iter()), None);
    }
}
