//! The known word that somebody probably meant.

/// The candidate nearest to `word`, where one is near enough to be a slip of the pen: a third of the letters at most.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let most = (length / 3).max(1);
    candidates
        .into_iter()
        // Two words whose lengths differ by more are further apart than that; counting bytes is enough to skip most.
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= most * 4)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_the_word_that_was_meant() {
        assert_eq!(nearest("migraton", ["energy", "migration"]), Some("migration"));
        assert_eq!(
            nearest("titel", ["title", "date"]),
            Some("title"),
            "swapped letters are one slip"
        );
    }

    #[test]
    fn a_far_word_is_no_hint() {
        assert_eq!(
            nearest("fish", ["migration", "energy"]),
            None,
            "a wrong hint is worse than none"
        );
    }
}
