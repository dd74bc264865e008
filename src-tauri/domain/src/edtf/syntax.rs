//! The text form of dates.
//!
//! ```text
//! date      = single | interval
//! interval  = end "/" end                      one end at least is a single date
//! end       = single | ".." | ""               ".." is open, "" unknown
//! single    = calendar [ "?" | "~" | "%" ]
//! calendar  = year | year "-" month | year "-" season | year "-" month "-" day
//! year      = 4 digits | 3 digits "X" | 2 digits "XX"     X only where no month follows
//! month     = "01" … "12" | "XX"
//! season    = "21" … "24"                      spring, summer, autumn, winter
//! day       = "01" … "31" | "XX"               only "XX" after a month "XX"
//! ```

use chrono::{Datelike, Months, NaiveDate};

use super::{
    DatePrecision, Form, IntervalEnd,
    span::{LAST_DAY, Span},
};

/// Text that is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadDate {
    /// No form of date that is known here.
    #[error(
        "“{0}” is not a date: write 2023, 2023-07, 2023-07-16, 2024-22 (summer), 2023~ (about), 2023? (uncertain), 201X, 2021/2026 or 2024/.."
    )]
    Unreadable(String),
    /// Well formed, but the calendar has no such day.
    #[error("“{0}” is not a date: the calendar has no such month or day")]
    NotInCalendar(String),
    /// An interval whose end lies before its start.
    #[error("“{0}” is not an interval: its end lies before its start")]
    EndBeforeStart(String),
    /// An interval neither of whose ends is given.
    #[error("“{0}” names no day: give the start or the end, or leave the date out")]
    NoDay(String),
    /// A negative year or one of more than four digits.
    #[error("“{0}” is not a date that is kept here: years run from 0000 to 9999")]
    YearOutOfRange(String),
    /// A time of day.
    #[error("“{0}” holds a time of day: dates are kept to the day, as in 2023-07-16")]
    TimeOfDay(String),
}

/// A regular expression that admits every date. It does not know the calendar.
pub(super) fn pattern() -> String {
    let single = r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-([0-9]{2}|XX)(-([0-9]{2}|XX))?)[?~%]?";
    format!(r"^({single}(/({single}|\.\.)?)?|(\.\.)?/{single})$")
}

/// The longest text repeated in an error, in characters.
const LONGEST_QUOTED: usize = 60;

/// Reads a date.
pub(super) fn read(text: &str) -> Result<(Span, Form), BadDate> {
    read_or_slip(text).map_err(|slip| slip.about(text))
}

/// What is wrong, before the whole text is put to it.
enum Slip {
    Unreadable,
    NotInCalendar,
    EndBeforeStart,
    NoDay,
    YearOutOfRange,
    TimeOfDay,
}

impl Slip {
    fn about(self, text: &str) -> BadDate {
        let mut quoted: String = text.chars().take(LONGEST_QUOTED).collect();
        if quoted.len() < text.len() {
            quoted.push('…');
        }
        match self {
            Self::Unreadable => BadDate::Unreadable(quoted),
            Self::NotInCalendar => BadDate::NotInCalendar(quoted),
            Self::EndBeforeStart => BadDate::EndBeforeStart(quoted),
            Self::NoDay => BadDate::NoDay(quoted),
            Self::YearOutOfRange => BadDate::YearOutOfRange(quoted),
            Self::TimeOfDay => BadDate::TimeOfDay(quoted),
        }
    }
}

fn read_or_slip(text: &str) -> Result<(Span, Form), Slip> {
    let Some((from, to)) = text.split_once('/') else {
        let single = Single::read(text)?;
        let span = Span {
            earliest: Some(single.first),
            latest: Some(single.last),
        };
        return Ok((
            span,
            single.form(single.precision, IntervalEnd::Known, IntervalEnd::Known),
        ));
    };
    let (start, from) = read_end(from)?;
    let (end, to) = read_end(to)?;
    let form = match (&from, &to) {
        (None, None) => return Err(Slip::NoDay),
        (Some(from), Some(to)) if from.first > to.last => return Err(Slip::EndBeforeStart),
        (Some(from), Some(to)) => Form {
            approximate: from.approximate || to.approximate,
            uncertain: from.uncertain || to.uncertain,
            ..from.form(DatePrecision::Interval, start, end)
        },
        (Some(one), None) | (None, Some(one)) => one.form(DatePrecision::Interval, start, end),
    };
    let span = Span {
        earliest: from.map(|from| from.first),
        latest: to.map(|to| to.last),
    };
    Ok((span, form))
}

fn read_end(text: &str) -> Result<(IntervalEnd, Option<Single>), Slip> {
    Ok(match text {
        "" => (IntervalEnd::Unknown, None),
        ".." => (IntervalEnd::Open, None),
        _ => (IntervalEnd::Known, Some(Single::read(text)?)),
    })
}

/// A date that is no interval.
struct Single {
    first: NaiveDate,
    last: NaiveDate,
    precision: DatePrecision,
    approximate: bool,
    uncertain: bool,
}

impl Single {
    fn read(text: &str) -> Result<Self, Slip> {
        let bare = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
        let (first, last, precision) = calendar(bare)?;
        Ok(Self {
            first,
            last,
            precision,
            approximate: text.ends_with(['~', '%']),
            uncertain: text.ends_with(['?', '%']),
        })
    }

    fn form(&self, precision: DatePrecision, start: IntervalEnd, end: IntervalEnd) -> Form {
        Form {
            precision,
            approximate: self.approximate,
            uncertain: self.uncertain,
            start,
            end,
        }
    }
}

fn calendar(text: &str) -> Result<(NaiveDate, NaiveDate, DatePrecision), Slip> {
    let prefixed = text.strip_prefix('Y').unwrap_or(text);
    let unsigned = prefixed.strip_prefix('-').unwrap_or(prefixed);
    if unsigned.len() < text.len() && unsigned.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Slip::YearOutOfRange);
    }
    if text.len() > 10 && text.is_ascii() && text.as_bytes()[10] == b'T' {
        return Err(Slip::TimeOfDay);
    }
    let mut pieces = text.split('-');
    let (year, month, day) = (pieces.next().unwrap_or_default(), pieces.next(), pieces.next());
    if pieces.next().is_some() || year.len() != 4 {
        return Err(Slip::Unreadable);
    }
    match (month, day) {
        (None, _) => a_year(year),
        (Some("XX"), None | Some("XX")) => {
            let year = digits(year, 4)?;
            Ok((day_of(year, 1, 1)?, day_of(year, 12, 31)?, DatePrecision::Year))
        }
        (Some(month), None) => match digits(month, 2)? {
            season @ 21..=24 => a_season(digits(year, 4)?, season),
            month => a_month(digits(year, 4)?, month),
        },
        (Some(month), Some("XX")) => a_month(digits(year, 4)?, digits(month, 2)?),
        (Some(month), Some(day)) => {
            let day = day_of(digits(year, 4)?, digits(month, 2)?, digits(day, 2)?)?;
            Ok((day, day, DatePrecision::Day))
        }
    }
}

/// A year of four digits, or of which the last one or two are not specified.
fn a_year(text: &str) -> Result<(NaiveDate, NaiveDate, DatePrecision), Slip> {
    let (known, span, precision) = match (text.strip_suffix("XX"), text.strip_suffix('X')) {
        (Some(known), _) => (digits(known, 2)?, 100, DatePrecision::Century),
        (None, Some(known)) => (digits(known, 3)?, 10, DatePrecision::Decade),
        (None, None) => (digits(text, 4)?, 1, DatePrecision::Year),
    };
    let first = known * span;
    Ok((day_of(first, 1, 1)?, day_of(first + span - 1, 12, 31)?, precision))
}

fn a_month(year: u32, month: u32) -> Result<(NaiveDate, NaiveDate, DatePrecision), Slip> {
    let first = day_of(year, month, 1)?;
    Ok((first, last_of_months(first, 1), DatePrecision::Month))
}

/// Three whole months from March, June, September or December.
fn a_season(year: u32, season: u32) -> Result<(NaiveDate, NaiveDate, DatePrecision), Slip> {
    let first = day_of(year, (season - 20) * 3, 1)?;
    Ok((first, last_of_months(first, 3).min(LAST_DAY), DatePrecision::Season))
}

/// The last day of so many whole months from the first of one.
fn last_of_months(first: NaiveDate, months: u32) -> NaiveDate {
    debug_assert_eq!(first.day(), 1, "months are counted from a first");
    (first + Months::new(months))
        .pred_opt()
        .expect("a day of the first ten thousand years has one before it")
}

/// So many digits and nothing else.
fn digits(text: &str, wanted: usize) -> Result<u32, Slip> {
    if text.len() != wanted || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Slip::Unreadable);
    }
    text.parse().map_err(|_| Slip::Unreadable)
}

fn day_of(year: u32, month: u32, day: u32) -> Result<NaiveDate, Slip> {
    let year = i32::try_from(year).map_err(|_| Slip::YearOutOfRange)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Slip::NotInCalendar)
}
