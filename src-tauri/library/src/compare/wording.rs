//! The words that differ between two clauses.

use similar::{ChangeTag, TextDiff};

use super::{ChangeKind, WordChange};

/// The words of two clauses in one row. A lone blank between words that changed changes with them.
pub(super) fn differences(left: &str, right: &str) -> Vec<WordChange> {
    let words = TextDiff::from_unicode_words(left, right);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in words.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, run)) if *tag == change.tag() => run.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    let mut row = Row::default();
    for (turn, (tag, run)) in runs.iter().enumerate() {
        let between = turn > 0 && turn + 1 < runs.len();
        match tag {
            ChangeTag::Equal if between && run.trim().is_empty() => {
                row.removed.push_str(run);
                row.added.push_str(run);
            }
            ChangeTag::Equal => {
                row.end_of_change();
                row.push(ChangeKind::Same, run);
            }
            ChangeTag::Delete => row.removed.push_str(run),
            ChangeTag::Insert => row.added.push_str(run),
        }
    }
    row.end_of_change();
    row.changes
}

/// Changes so far, and one that is still going on.
#[derive(Default)]
struct Row {
    changes: Vec<WordChange>,
    removed: String,
    added: String,
}

impl Row {
    fn end_of_change(&mut self) {
        let (removed, added) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.added));
        self.push(ChangeKind::Removed, &removed);
        self.push(ChangeKind::Added, &added);
    }

    fn push(&mut self, kind: ChangeKind, text: &str) {
        if !text.is_empty() {
            self.changes.push(WordChange {
                kind,
                text: text.to_owned(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(left: &str, right: &str) -> String {
        let sign = |one: WordChange| match one.kind {
            ChangeKind::Same => one.text,
            ChangeKind::Removed => format!("[{}]", one.text),
            ChangeKind::Added => format!("{{{}}}", one.text),
        };
        differences(left, right).into_iter().map(sign).collect()
    }

    #[test]
    fn words_and_not_letters_differ() {
        assert_eq!(
            row(
                "The Union shall provide EUR 105 million.",
                "The Union may provide EUR 150 million."
            ),
            "The Union [shall]{may} provide EUR [105]{150} million."
        );
        assert_eq!(
            row("in the first year", "in every second year"),
            "in [the first]{every second} year",
            "what changed together is told together"
        );
        assert_eq!(
            row("l’Union fournit", "l’Union peut fournir"),
            "l’Union [fournit]{peut fournir}"
        );
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(left in "\\PC{0,40}", right in "\\PC{0,40}") {
            let read = |but: ChangeKind| -> String {
                differences(&left, &right).into_iter().filter(|one| one.kind != but).map(|one| one.text).collect()
            };
            prop_assert_eq!(read(ChangeKind::Added), left.clone());
            prop_assert_eq!(read(ChangeKind::Removed), right.clone());
        }
    }
}
