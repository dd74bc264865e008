//! The days a date can mean, and how they meet a range.

use chrono::NaiveDate;

use crate::vocabulary::vocabulary;

/// 1 January 0000, the first day that a date can name.
pub(super) const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(0, 1, 1).expect("the calendar has this day");
/// 31 December 9999, the last day that a date can name.
pub(super) const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("the calendar has this day");

/// The days a date can mean, both included. `None` is an end that is open or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first possible day.
    pub earliest: Option<NaiveDate>,
    /// The last possible day.
    pub latest: Option<NaiveDate>,
}

vocabulary! {
    /// How a vague date meets a range.
    DateRule, "date rule" {
        /// Some day it can mean lies in the range.
        Could = "could",
        /// Every day it can mean lies in the range.
        Must = "must",
    }
}

/// What is not known to lie outside is shown.
impl Default for DateRule {
    fn default() -> Self {
        Self::Could
    }
}

impl Span {
    /// Whether it has come by `day`: under [`DateRule::Could`] once its earliest day has, under [`DateRule::Must`]
    /// once its latest has. An open or unknown start has always come, an open or unknown end never.
    pub fn has_come(self, day: NaiveDate, rule: DateRule) -> bool {
        match rule {
            DateRule::Could => self.earliest.is_none_or(|first| first <= day),
            DateRule::Must => self.latest.is_some_and(|last| last <= day),
        }
    }

    /// Whether some day of it lies from `first` to `last`. A bound that is left out does not bind.
    pub fn could_fall_in(self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> bool {
        in_order(first, last) && in_order(self.earliest, last) && in_order(first, self.latest)
    }

    /// Whether every day of it lies from `first` to `last`. An open or unknown end lies within no bound.
    pub fn must_fall_in(self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> bool {
        let from = first.is_none_or(|first| self.earliest.is_some_and(|earliest| first <= earliest));
        let to = last.is_none_or(|last| self.latest.is_some_and(|latest| latest <= last));
        from && to
    }

    /// Whether it lies from `first` to `last` by a rule.
    pub fn falls_in(self, first: Option<NaiveDate>, last: Option<NaiveDate>, rule: DateRule) -> bool {
        match rule {
            DateRule::Could => self.could_fall_in(first, last),
            DateRule::Must => self.must_fall_in(first, last),
        }
    }
}

/// Whether `before` is not after `after`, where both are there.
fn in_order(before: Option<NaiveDate>, after: Option<NaiveDate>) -> bool {
    before.zip(after).is_none_or(|(before, after)| before <= after)
}
