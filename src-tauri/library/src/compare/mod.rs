//! Two texts side by side: which clause of one answers to which of the other, and which words differ.
//!
//! Belongs here: what a text is, the pairs, the differences. Not here: which of two wordings matters.

mod clauses;
mod pairs;
mod stretch;
mod wording;

pub(crate) use stretch::Paired;
pub use stretch::{ComparableText, CompareAsk, ComparedRow, ComparedText, Comparison};

use entente_domain::RecordId;
use serde::Serialize;
use specta::Type;

use self::{clauses::Clause, pairs::pairs, wording::differences};
use crate::{BadAsk, Error, Library};

/// A clause of one text and the one that answers to it, or a clause that stands in one text only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ComparedClause {
    /// Where it stands in the first text; none when it stands in the second only.
    pub left: Option<ClausePlace>,
    /// Where it stands in the second text; none when it stands in the first only.
    pub right: Option<ClausePlace>,
    /// The words of both, in their order: what is the same or removed is the first text, what is the same or added the second.
    pub changes: Vec<WordChange>,
}

/// Where a clause stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClausePlace {
    /// Its locator: `Article 4(2)`, `paragraph 12`.
    pub locator: Option<String>,
    /// The headings above it.
    pub heading: Option<String>,
    /// The document, or the commitment, that holds it.
    pub record: RecordId,
    /// Its passage of that document, from 1.
    pub passage: Option<u32>,
    /// Its language, ISO 639-1, where known.
    pub language: Option<String>,
}

/// Words that both texts have, or only one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WordChange {
    /// Whose words they are.
    pub kind: ChangeKind,
    /// The words, with the blanks between them.
    pub text: String,
}

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// Both texts'.
    Same,
    /// The first text's only.
    Removed,
    /// The second text's only.
    Added,
}

impl Library {
    /// The clauses of two texts side by side, in the order of the first, with the words that differ. A text is an imported
    /// document; an instrument, by the documents imported for it or else by its commitments; or a commitment.
    ///
    /// # Errors
    ///
    /// A record is not there, is of a kind that has no text, is a document without passages or an instrument of which
    /// there is neither a text nor a commitment; or both are the same.
    pub fn compare(&self, left: &str, right: &str) -> Result<Vec<ComparedClause>, Error> {
        must_differ(left, right)?;
        let (left, right) = (self.clauses(left)?, self.clauses(right)?);
        Ok(compared(&left, &right))
    }
}

fn must_differ(left: &str, right: &str) -> Result<(), Error> {
    if left == right {
        return Err(BadAsk::SameText(left.to_owned()).into());
    }
    Ok(())
}

fn compared(left: &[Clause], right: &[Clause]) -> Vec<ComparedClause> {
    let all = pairs(left, right).into_iter();
    all.map(|pair| compared_pair(left, right, pair)).collect()
}

/// What became of a clause: where it stands in either text, and the words of both.
fn compared_pair(left: &[Clause], right: &[Clause], pair: (Option<usize>, Option<usize>)) -> ComparedClause {
    let place = |clause: &Clause| ClausePlace {
        locator: clause.locator.clone(),
        heading: clause.heading.clone(),
        record: clause.record.clone(),
        passage: clause.passage,
        language: clause.language.clone(),
    };
    let alone = |kind: ChangeKind, clause: &Clause| {
        vec![WordChange {
            kind,
            text: clause.text.clone(),
        }]
    };
    let (one, other) = (pair.0.map(|at| &left[at]), pair.1.map(|at| &right[at]));
    ComparedClause {
        left: one.map(place),
        right: other.map(place),
        changes: match (one, other) {
            (Some(one), Some(other)) => differences(&one.text, &other.text),
            (Some(one), None) => alone(ChangeKind::Removed, one),
            (None, Some(other)) => alone(ChangeKind::Added, other),
            (None, None) => Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(changes: &[WordChange], but: ChangeKind) -> String {
        let own = changes.iter().filter(|one| one.kind != but);
        own.map(|one| one.text.as_str()).collect()
    }

    fn clauses(texts: &[String]) -> Vec<Clause> {
        texts.iter().map(|text| Clause::plain(text)).collect()
    }

    proptest! {
        #[test]
        fn no_clause_is_lost_and_each_text_can_be_read_back(
            left in prop::collection::vec("[a-c ]{0,12}", 0..8),
            right in prop::collection::vec("[a-c ]{0,12}", 0..8),
        ) {
            let all = compared(&clauses(&left), &clauses(&right));
            let mut read: Vec<String> = Vec::new();
            for one in all.iter().filter(|one| one.left.is_some()) {
                read.push(text(&one.changes, ChangeKind::Added));
            }
            prop_assert_eq!(read, left, "the first text, in its order");
            let mut read: Vec<String> = Vec::new();
            for one in all.iter().filter(|one| one.right.is_some()) {
                read.push(text(&one.changes, ChangeKind::Removed));
            }
            read.sort_unstable();
            let mut right = right;
            right.sort_unstable();
            prop_assert_eq!(read, right, "and every clause of the second");
        }
    }
}
