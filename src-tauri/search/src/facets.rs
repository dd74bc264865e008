//! Facets: what can be counted and narrowed by, packed in one value an entry.
//!
//! Kind, language, state, years, partners, strands and parties of an entry are joined into one *signature*. A library of a
//! million passages has some thousand of them, so counting every facet over every hit reads one small number a hit, and
//! only the few signatures met are taken apart.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::entry::{Entry, EntryDate};
use crate::fold::folded;

/// What answers are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// Partners, by ISO code.
    Partner,
    /// Strands.
    Strand,
    /// Kinds of record.
    Kind,
    /// Who owes, pays or signs.
    By,
    /// States.
    State,
    /// Years an entry's date can fall in.
    Year,
    /// Languages.
    Language,
}

impl Facet {
    /// Every facet, in the order they are shown.
    pub const ALL: [Self; 7] = [
        Self::Partner,
        Self::Strand,
        Self::Kind,
        Self::By,
        Self::State,
        Self::Year,
        Self::Language,
    ];

    /// Its name in an answer and in a query.
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Strand => "strand",
            Self::Kind => "kind",
            Self::By => "by",
            Self::State => "state",
            Self::Year => "year",
            Self::Language => "language",
        }
    }
}

/// The buckets of each facet by name: how many hits have which value.
pub type Facets = BTreeMap<String, BTreeMap<String, u32>>;

/// Between the fields of a signature.
const FIELD: char = '\u{1f}';
/// Between the values of a field.
const VALUE: char = '\u{1e}';

/// A date that spans more years than this is counted under its first year only: an open interval is not in every year.
const LONGEST_SPAN: i32 = 30;

/// The years a date is counted under.
pub(crate) fn years(date: &EntryDate) -> std::ops::RangeInclusive<i32> {
    use chrono::Datelike;
    let (first, last) = (date.earliest.year(), date.latest.year());
    if last < first || last - first > LONGEST_SPAN {
        first..=first
    } else {
        first..=last
    }
}

/// An entry's signature: its values joined, in the order of [`Facet::ALL`].
pub(crate) fn signature(entry: &Entry, language: &str) -> String {
    let mut text = String::with_capacity(64);
    join(&entry.partners, &mut text);
    text.push(FIELD);
    join(&entry.strands, &mut text);
    text.push(FIELD);
    join(std::slice::from_ref(&entry.kind), &mut text);
    text.push(FIELD);
    join(&entry.by, &mut text);
    text.push(FIELD);
    join(entry.state.as_slice(), &mut text);
    text.push(FIELD);
    for (number, year) in entry.date.iter().flat_map(years).enumerate() {
        if number > 0 {
            text.push(VALUE);
        }
        let _ = write!(text, "{year}");
    }
    text.push(FIELD);
    join(std::slice::from_ref(&language.to_owned()), &mut text);
    text
}

/// Appends values in order, each once.
fn join(values: &[String], text: &mut String) {
    let mut sorted: Vec<&String> = values.iter().filter(|value| !value.is_empty()).collect();
    sorted.sort_unstable();
    sorted.dedup();
    for (number, value) in sorted.into_iter().enumerate() {
        if number > 0 {
            text.push(VALUE);
        }
        text.extend(value.chars().map(|c| if c == FIELD || c == VALUE { ' ' } else { c }));
    }
}

/// A signature taken apart: the values of each facet, in the order of [`Facet::ALL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signature {
    values: Vec<Vec<String>>,
    /// The same as queries spell them.
    plain: Vec<Vec<String>>,
}

/// A value as it may be typed: in any case, without accents, a hyphen for a space.
pub(crate) fn plain(value: &str) -> String {
    folded(value.trim()).replace([' ', '_'], "-")
}

impl Signature {
    pub(crate) fn parse(text: &str) -> Self {
        let mut values: Vec<Vec<String>> = text
            .split(FIELD)
            .map(|field| {
                field
                    .split(VALUE)
                    .filter(|value| !value.is_empty())
                    .map(str::to_owned)
                    .collect()
            })
            .collect();
        values.resize(Facet::ALL.len(), Vec::new());
        let plain = values
            .iter()
            .map(|values| values.iter().map(|value| plain(value)).collect())
            .collect();
        Self { values, plain }
    }

    pub(crate) fn values(&self, facet: Facet) -> &[String] {
        &self.values[facet as usize]
    }

    /// Whether it has one of `wanted`, which are spelled as [`plain`] spells them.
    pub(crate) fn has_any(&self, facet: Facet, wanted: &[String]) -> bool {
        self.plain[facet as usize].iter().any(|value| wanted.contains(value))
    }

    /// Every value of every facet.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Facet, &str)> {
        Facet::ALL
            .into_iter()
            .flat_map(|facet| self.values(facet).iter().map(move |value| (facet, value.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Key;

    #[test]
    fn a_signature_gives_back_the_values_it_was_made_of() {
        let mut entry = Entry::new(Key::Record("x".into()), "event", "T", "");
        entry.partners = vec!["TN".into(), "EG".into(), "TN".into()];
        entry.date = Some(EntryDate {
            text: "2021/2023".into(),
            earliest: chrono::NaiveDate::from_ymd_opt(2021, 1, 1).unwrap(),
            latest: chrono::NaiveDate::from_ymd_opt(2023, 12, 31).unwrap(),
        });
        let parsed = Signature::parse(&signature(&entry, "en"));
        assert_eq!(parsed.values(Facet::Partner), ["EG", "TN"]);
        assert_eq!(parsed.values(Facet::Year), ["2021", "2022", "2023"]);
        assert_eq!(parsed.values(Facet::State), [""; 0]);
        assert_eq!(parsed.values(Facet::Language), ["en"]);
        assert!(parsed.has_any(Facet::Partner, &["tn".into()]));
    }
}
