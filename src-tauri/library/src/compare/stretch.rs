//! A comparison a stretch at a time, for whoever reads it on a screen, and what there is to compare.
//!
//! The pairs of two texts are found once and kept until other texts, or changed ones, are compared; which words differ is
//! looked up for the stretch that is asked for. Texts too large to be kept in memory beside all else are paired for each
//! stretch.

use std::sync::{Arc, PoisonError};

use entente_domain::{Edtf, PartnerCode, Record, RecordId, RecordKind};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ComparedClause, clauses::Clause, compared_pair, must_differ, pairs::pairs};
use crate::{Error, Library, holdings::Holdings, partners::count};

/// Two texts of more bytes are not kept. The Treaties of the Union with their protocols are far smaller.
const MOST_KEPT: usize = 16 << 20;

/// A stretch of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CompareAsk {
    /// The record whose text is the first.
    pub left: String,
    /// The record whose text is the second.
    pub right: String,
    /// A row of the stretch, from 1.
    pub at: u32,
    /// Rows of a stretch.
    pub limit: u32,
    /// Without the clauses that are the same in both.
    pub only_differences: bool,
}

/// A stretch of two texts side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Comparison {
    /// The first text.
    pub left: ComparedText,
    /// The second text.
    pub right: ComparedText,
    /// Clauses that are the same in both.
    pub alike: u32,
    /// Clauses of both whose words differ.
    pub changed: u32,
    /// Clauses of the first text only.
    pub only_left: u32,
    /// Clauses of the second text only.
    pub only_right: u32,
    /// The stretch.
    pub rows: Vec<ComparedRow>,
    /// Which row of those asked for its first is, from 1.
    pub first: u32,
    /// How many rows were asked for in all stretches.
    pub of: u32,
    /// A row of the stretch before this one.
    pub earlier: Option<u32>,
    /// A row of the stretch after this one.
    pub later: Option<u32>,
    /// The last row before this stretch where the texts differ.
    pub difference_before: Option<u32>,
    /// The first row after this stretch where the texts differ.
    pub difference_after: Option<u32>,
}

/// One of the two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ComparedText {
    /// Whose text it is.
    pub id: RecordId,
    /// What that is.
    pub kind: RecordKind,
    /// Its title.
    pub title: String,
    /// Its clauses.
    pub clauses: u32,
}

/// A clause of both texts, or of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ComparedRow {
    /// Its number in the whole comparison, from 1.
    pub row: u32,
    /// The how-manieth difference it is, from 1; none where the texts are alike.
    pub difference: Option<u32>,
    /// The clause.
    pub clause: ComparedClause,
}

/// A record that has a text to compare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ComparableText {
    /// The record.
    pub id: RecordId,
    /// A document, or an instrument: by its imported texts, or else by its commitments.
    pub kind: RecordKind,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Option<Edtf>,
    /// The partners it concerns.
    pub partners: Vec<PartnerCode>,
    /// Its clauses.
    pub clauses: u32,
    /// Its clauses are commitments: the text itself is not there.
    pub by_commitments: bool,
}

/// Two texts whose clauses are paired.
pub(crate) struct Paired {
    names: (String, String),
    /// The change of the log up to which they were read.
    sequence: u64,
    texts: (ComparedText, ComparedText),
    left: Vec<Clause>,
    right: Vec<Clause>,
    pairs: Vec<(Option<usize>, Option<usize>)>,
    /// The pairs that differ, by their places.
    differing: Vec<usize>,
}

impl Library {
    /// A stretch of two texts side by side: those that [`Library::compare`] compares.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn comparison(&self, ask: &CompareAsk) -> Result<Comparison, Error> {
        Ok(self.paired(&ask.left, &ask.right)?.stretch(ask))
    }

    /// The documents that have passages, and the instruments of which there is a text or a commitment, by title.
    pub fn comparable(&self) -> Result<Vec<ComparableText>, Error> {
        let holdings = self.present(&self.store.read()?)?;
        let mut texts: Vec<ComparableText> = holdings
            .records()
            .filter_map(|record| comparable(&holdings, record))
            .collect();
        texts.sort_by(|one, other| (&one.title, &one.id).cmp(&(&other.title, &other.id)));
        Ok(texts)
    }

    fn paired(&self, left: &str, right: &str) -> Result<Arc<Paired>, Error> {
        must_differ(left, right)?;
        let snapshot = self.store.read()?;
        let sequence = snapshot.last_sequence()?;
        // Held while they are paired: whoever asks for another stretch meanwhile waits, and does not pair them too.
        let mut kept = self.paired.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*kept
            && (known.names.0.as_str(), known.names.1.as_str()) == (left, right)
            && known.sequence == sequence
        {
            return Ok(Arc::clone(known));
        }
        // What is kept makes room for what comes in its place.
        *kept = None;
        let holdings = self.present(&snapshot)?;
        let names = (left.to_owned(), right.to_owned());
        let (left, right) = (self.clauses(left)?, self.clauses(right)?);
        let texts = (text(&holdings, &names.0, &left)?, text(&holdings, &names.1, &right)?);
        let size: usize = left.iter().chain(&right).map(|clause| clause.text.len()).sum();
        let pairs = pairs(&left, &right);
        let differs = |(one, other): &(Option<usize>, Option<usize>)| match (one, other) {
            (Some(one), Some(other)) => left[*one].text != right[*other].text,
            _ => true,
        };
        let differing = (0..pairs.len()).filter(|at| differs(&pairs[*at])).collect();
        let paired = Arc::new(Paired {
            names,
            sequence,
            texts,
            left,
            right,
            pairs,
            differing,
        });
        *kept = (size <= MOST_KEPT).then(|| Arc::clone(&paired));
        Ok(paired)
    }
}

impl Paired {
    fn stretch(&self, ask: &CompareAsk) -> Comparison {
        let at = (ask.at.max(1) - 1) as usize;
        let limit = ask.limit.max(1) as usize;
        let of = if ask.only_differences {
            self.differing.len()
        } else {
            self.pairs.len()
        };
        // The place of a row among those asked for, and the row at such a place.
        let row = |place: usize| {
            if ask.only_differences {
                self.differing[place]
            } else {
                place
            }
        };
        let place = if ask.only_differences {
            self.differing.partition_point(|row| *row < at)
        } else {
            at
        };
        let first = place.min(of.saturating_sub(1)) / limit * limit;
        let end = (first + limit).min(of);
        let rows: Vec<ComparedRow> = (first..end).map(|place| self.row(row(place))).collect();
        let (from, to) = match (rows.first(), rows.last()) {
            (Some(one), Some(last)) => (one.row as usize - 1, last.row as usize),
            _ => (0, 0),
        };
        let before = self.differing.partition_point(|row| *row < from);
        let after = self.differing.partition_point(|row| *row < to);
        let number = |row: usize| count(row + 1);
        let alone = |side: fn(&(Option<usize>, Option<usize>)) -> bool| {
            count(self.pairs.iter().filter(|pair| side(pair)).count())
        };
        let (only_left, only_right) = (alone(|pair| pair.1.is_none()), alone(|pair| pair.0.is_none()));
        Comparison {
            left: self.texts.0.clone(),
            right: self.texts.1.clone(),
            alike: count(self.pairs.len() - self.differing.len()),
            changed: count(self.differing.len()) - only_left - only_right,
            only_left,
            only_right,
            rows,
            first: number(first),
            of: count(of),
            earlier: (first > 0).then(|| number(row(first - 1))),
            later: (end < of).then(|| number(row(end))),
            difference_before: before.checked_sub(1).map(|one| number(self.differing[one])),
            difference_after: self.differing.get(after).map(|one| number(*one)),
        }
    }

    fn row(&self, at: usize) -> ComparedRow {
        ComparedRow {
            row: count(at + 1),
            difference: self.differing.binary_search(&at).ok().map(|one| count(one + 1)),
            clause: compared_pair(&self.left, &self.right, self.pairs[at]),
        }
    }
}

fn text(holdings: &Holdings, id: &str, clauses: &[Clause]) -> Result<ComparedText, Error> {
    let record = id.parse().ok().and_then(|id| holdings.get(&id));
    // Its clauses were just read; only a record that was removed meanwhile is not there.
    let record = record.ok_or_else(|| Error::NoSuchRecord {
        id: id.to_owned(),
        nearest: None,
    })?;
    Ok(ComparedText {
        id: record.id().clone(),
        kind: record.kind(),
        title: record.title().to_owned(),
        clauses: count(clauses.len()),
    })
}

fn comparable(holdings: &Holdings, record: &Record) -> Option<ComparableText> {
    let (partners, date, clauses, by_commitments) = match record {
        Record::Document(document) => (&document.partners, &document.date, document.passages, false),
        Record::Instrument(instrument) => {
            let naming = || {
                holdings
                    .named_by(&instrument.id)
                    .iter()
                    .filter_map(|id| holdings.get(id))
            };
            let passages: u32 = naming()
                .filter_map(|one| match one {
                    Record::Document(one) if one.instrument.as_ref() == Some(&instrument.id) => Some(one.passages),
                    _ => None,
                })
                .sum();
            let commitments = naming()
                .filter(|one| matches!(one, Record::Commitment(one) if one.instrument == instrument.id))
                .count();
            let clauses = if passages > 0 { passages } else { count(commitments) };
            (&instrument.partners, &instrument.signed, clauses, passages == 0)
        }
        _ => return None,
    };
    (clauses > 0).then(|| ComparableText {
        id: record.id().clone(),
        kind: record.kind(),
        title: record.title().to_owned(),
        date: date.clone(),
        partners: partners.clone(),
        clauses,
        by_commitments,
    })
}
