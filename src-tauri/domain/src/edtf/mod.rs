//! Dates that keep the precision of their source, in EDTF.
//!
//! Belongs here: the text form ([`syntax`]), the days a date can mean ([`Span`]), how dates are ordered, what a
//! screen needs to draw them. Not here: today (days come in as arguments), words for a reader (export, the UI).
//!
//! Supported is level 0 without the time of day, and of level 1: seasons, `?`, `~` and `%`, unspecified digits, and
//! intervals with open or unknown ends. Years run from 0000 to 9999; letter-prefixed and negative years are refused.
//!
//! # What a date can mean
//!
//! The span runs from the first to the last day that the text can mean: `2023-07` from 1 to 31 July, `201X` from the
//! first day of 2010 to the last of 2019, `2004-XX` the whole of 2004, an interval from the first day its start can
//! mean to the last its end can mean. A qualifier does not widen a span: no source says how wide “about” is. Seasons
//! are those of the northern half of the world, three whole months each; winter begins in the December of its year.
//! An end that is open (`..`) or unknown (nothing written) has no day.
//!
//! # Order
//!
//! By earliest day, an open or unknown start first; then by latest day, an open or unknown end last; then the more
//! precise before the vaguer; then by text.

mod order;
mod span;
mod syntax;
#[cfg(test)]
mod vectors;

use std::{fmt, str::FromStr};

use chrono::NaiveDate;

pub use span::{DateRule, Span};
pub use syntax::BadDate;

use crate::{text_form::text_form, vocabulary::vocabulary};

vocabulary! {
    /// How precise a date is, finest first.
    DatePrecision, "date precision" {
        /// One day.
        Day = "day",
        /// A month, or a month whose day is not specified.
        Month = "month",
        /// A season.
        Season = "season",
        /// A year, or a year whose month is not specified.
        Year = "year",
        /// Ten years, such as `201X`.
        Decade = "decade",
        /// A hundred years, such as `20XX`.
        Century = "century",
        /// A stretch of time with a start and an end.
        Interval = "interval",
    }
}

/// What is known of one end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IntervalEnd {
    /// A date stands there. Both ends of a date that is no interval are of this sort.
    Known,
    /// It goes on: `..`.
    Open,
    /// It has an end that no source gives: nothing is written.
    Unknown,
}

/// A date in EDTF.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf {
    text: Box<str>,
    span: Span,
    form: Form,
}

/// What the text says beside its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Form {
    precision: DatePrecision,
    approximate: bool,
    uncertain: bool,
    start: IntervalEnd,
    end: IntervalEnd,
}

impl Edtf {
    /// The days it can mean.
    pub fn span(&self) -> Span {
        self.span
    }

    /// How precise it is.
    pub fn precision(&self) -> DatePrecision {
        self.form.precision
    }

    /// Whether it, or an end of it, is marked as approximate (`~`, `%`).
    pub fn is_approximate(&self) -> bool {
        self.form.approximate
    }

    /// Whether it, or an end of it, is marked as uncertain (`?`, `%`).
    pub fn is_uncertain(&self) -> bool {
        self.form.uncertain
    }

    /// What is known of its start.
    pub fn start(&self) -> IntervalEnd {
        self.form.start
    }

    /// What is known of its end.
    pub fn end(&self) -> IntervalEnd {
        self.form.end
    }

    /// Whether some day it can mean lies from `first` to `last`. A bound that is left out does not bind.
    pub fn could_fall_in(&self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> bool {
        self.span.could_fall_in(first, last)
    }

    /// Whether every day it can mean lies from `first` to `last`. A bound that is left out does not bind.
    pub fn must_fall_in(&self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> bool {
        self.span.must_fall_in(first, last)
    }

    /// Whether it lies from `first` to `last` by a rule.
    pub fn falls_in(&self, first: Option<NaiveDate>, last: Option<NaiveDate>, rule: DateRule) -> bool {
        self.span.falls_in(first, last, rule)
    }

    /// Whether it has come by `day`: under [`DateRule::Could`] once its earliest day has, under [`DateRule::Must`]
    /// once its latest has. An open or unknown start has always come, an open or unknown end never.
    pub fn has_come(&self, day: NaiveDate, rule: DateRule) -> bool {
        self.span.has_come(day, rule)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.pad(&self.text)
    }
}

impl FromStr for Edtf {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let (span, form) = syntax::read(text)?;
        Ok(Self {
            text: text.into(),
            span,
            form,
        })
    }
}

impl From<NaiveDate> for Edtf {
    /// The date of one day. Days outside the years 0000 to 9999 are moved to the nearest of them.
    fn from(day: NaiveDate) -> Self {
        let day = day.clamp(span::FIRST_DAY, span::LAST_DAY);
        let form = Form {
            precision: DatePrecision::Day,
            approximate: false,
            uncertain: false,
            start: IntervalEnd::Known,
            end: IntervalEnd::Known,
        };
        Self {
            text: day.to_string().into(),
            span: Span {
                earliest: Some(day),
                latest: Some(day),
            },
            form,
        }
    }
}

text_form!(
    Edtf,
    "Edtf",
    "A date in EDTF: 2023, 2023-07, 2023-07-16, 2024-22 (summer), 201X, 2004-XX, 2023~ (about), 2023? (uncertain), \
     2023% (both), 2021/2026, 2024/.. (open), 2021/ (end unknown).",
    syntax::pattern()
);
