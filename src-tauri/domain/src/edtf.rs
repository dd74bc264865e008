//! Dates that keep the precision of their source, in EDTF.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};

use crate::text_form::text_form;

/// A date in EDTF, level 0 and the forms of level 1 that sources need.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf {
    text: Box<str>,
    span: Span,
}

/// The days a date can mean. `None` is an end that is open or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first possible day.
    pub earliest: Option<NaiveDate>,
    /// The last possible day.
    pub latest: Option<NaiveDate>,
}

impl Edtf {
    /// The days it can mean.
    pub fn span(&self) -> Span {
        self.span
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
        let bad = || BadDate(text.to_owned());
        let one = |part: &str| -> Result<(NaiveDate, NaiveDate), BadDate> {
            let mut pieces = part.trim_end_matches(['~', '?']).split('-');
            let year: i32 = pieces.next().and_then(|y| y.parse().ok()).ok_or_else(bad)?;
            let month: Option<u32> = pieces.next().map(|m| m.parse().map_err(|_| bad())).transpose()?;
            let day: Option<u32> = pieces.next().map(|d| d.parse().map_err(|_| bad())).transpose()?;
            let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).ok_or_else(bad)?;
            let last = match (month, day) {
                (_, Some(_)) => first,
                (Some(m), None) => first
                    .with_day(1)
                    .and_then(|d| d.checked_add_months(chrono::Months::new(1)))
                    .and_then(|d| d.pred_opt())
                    .filter(|_| m <= 12)
                    .ok_or_else(bad)?,
                (None, None) => NaiveDate::from_ymd_opt(year, 12, 31).ok_or_else(bad)?,
            };
            Ok((first, last))
        };
        let span = match text.split_once('/') {
            Some((from, to)) => Span {
                earliest: if from.is_empty() || from == ".." {
                    None
                } else {
                    Some(one(from)?.0)
                },
                latest: if to.is_empty() || to == ".." {
                    None
                } else {
                    Some(one(to)?.1)
                },
            },
            None => {
                let (first, last) = one(text)?;
                Span {
                    earliest: Some(first),
                    latest: Some(last),
                }
            }
        };
        Ok(Self {
            text: text.into(),
            span,
        })
    }
}

/// Text that is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date: write 2023, 2023-07, 2023-07-16, 2023~ (about), 2023? (uncertain), 2021/2026 or 2024/..")]
pub struct BadDate(pub String);

text_form!(
    Edtf,
    "Edtf",
    "A date in EDTF: 2023, 2023-07, 2023-07-16, 2023~, 2023?, 2021/2026, 2024/.."
);
