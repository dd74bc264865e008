//! What must hold of records, each by itself and all together.
//!
//! Belongs here: rules that any set of records can be held against, whoever made it: a pack, a user, an import. Not
//! here: whether text can be read at all (the types refuse what is no date or amount), files and lines (the pack
//! reader), what the records do not show (`coverage`).

mod breach;
mod dates;
mod money;
mod names;
mod texts;

use std::fmt;

use serde::Serialize;
use specta::Type;

pub use self::breach::Breach;
use crate::{Record, RecordId, vocabulary::vocabulary};

vocabulary! {
    /// A rule that records are held against.
    Rule, "rule" {
        /// An id names one record.
        SameId = "same-id",
        /// A record that is named is there.
        NotThere = "not-there",
        /// A record that is named is of the kind that belongs in the field.
        WrongKind = "wrong-kind",
        /// A partner code belongs to a partner.
        NoSuchPartner = "no-such-partner",
        /// A record says where it is written.
        NoSource = "no-source",
        /// A disputed field has more than one speaker.
        OneSided = "one-sided",
        /// A source is cited.
        UnusedSource = "unused-source",
        /// No line is part of itself, near or far.
        Ring = "ring",
        /// A line repeats another that does not repeat it.
        RepeatsInTurn = "repeats-in-turn",
        /// Parts do not exceed their whole, unless the whole says why.
        PartsExceedWhole = "parts-exceed-whole",
        /// An amount is above nothing.
        NotAnAmount = "not-an-amount",
        /// The steps of a line are in its currency.
        OtherCurrency = "other-currency",
        /// The same money does not move twice on one day.
        SameStepTwice = "same-step-twice",
        /// An end does not lie before a start.
        EndBeforeStart = "end-before-start",
        /// Steps stand oldest first.
        StepsOutOfOrder = "steps-out-of-order",
        /// Money is not paid before it is adopted or signed, nor returned before it is paid.
        StagesOutOfOrder = "stages-out-of-order",
        /// A text is not blank.
        Blank = "blank",
        /// A value is a decimal number.
        NotANumber = "not-a-number",
        /// A language is given by its code.
        NotALanguage = "not-a-language",
        /// An address is a web address.
        NotAnAddress = "not-an-address",
    }
}

vocabulary! {
    /// How heavy a finding is.
    Weight, "weight" {
        /// It cannot be so: answers built on it would be wrong.
        Wrong = "wrong",
        /// It may be so, and somebody should look.
        Doubtful = "doubtful",
    }
}

impl Rule {
    /// How heavy a breach of it is.
    pub fn weight(self) -> Weight {
        match self {
            Self::SameId
            | Self::NotThere
            | Self::WrongKind
            | Self::NoSuchPartner
            | Self::NoSource
            | Self::Ring
            | Self::NotAnAmount
            | Self::EndBeforeStart
            | Self::Blank
            | Self::NotANumber
            | Self::NotALanguage => Weight::Wrong,
            Self::OneSided
            | Self::UnusedSource
            | Self::RepeatsInTurn
            | Self::PartsExceedWhole
            | Self::OtherCurrency
            | Self::SameStepTwice
            | Self::StepsOutOfOrder
            | Self::StagesOutOfOrder
            | Self::NotAnAddress => Weight::Doubtful,
        }
    }
}

/// A breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
pub struct Finding {
    /// The record.
    pub id: RecordId,
    /// Its field, as the pack names it: `cites`, `stages`.
    pub field: String,
    /// The rule.
    pub rule: Rule,
    /// What is wrong, as an English sentence.
    pub sentence: String,
    /// What to do about it, in English.
    pub hint: Option<String>,
    /// Both by name, with their values.
    pub breach: Breach,
}

impl Finding {
    /// How heavy it is.
    pub fn weight(&self) -> Weight {
        self.rule.weight()
    }

    fn new(record: &RecordId, field: &str, breach: Breach) -> Self {
        Self {
            id: record.clone(),
            field: field.to_owned(),
            rule: breach.rule(),
            sentence: breach.to_string(),
            hint: Some(breach.hint().to_owned()),
            breach,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}: `{}`: {}", self.id, self.field, self.sentence)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(to, " ({hint})"))
    }
}

/// Holds records against every rule. The findings stand by record, field and rule, whatever the order of the records.
pub fn check<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<Finding> {
    let records: Vec<&Record> = records.into_iter().collect();
    let mut found = Vec::new();
    for record in &records {
        alone(record, &mut found);
    }
    names::check(&records, &mut found);
    money::check(&records, &mut found);
    dates::check(&records, &mut found);
    found.sort();
    found.dedup();
    found
}

/// Holds one record against the rules that ask for no other: for a form, before it is saved.
pub fn check_alone(record: &Record) -> Vec<Finding> {
    let mut found = Vec::new();
    alone(record, &mut found);
    found.sort();
    found.dedup();
    found
}

fn alone(record: &Record, found: &mut Vec<Finding>) {
    texts::check_alone(record, found);
    money::check_alone(record, found);
    dates::check_alone(record, found);
}

#[cfg(test)]
mod tests;
