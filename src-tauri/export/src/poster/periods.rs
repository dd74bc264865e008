//! Which stretch of time a page shows, and its parts: whole years where many fit, else months and halves of months, else
//! days.

use chrono::{Datelike, Days, Months, NaiveDate};

/// The longest time, in months, after which a page ends with a whole year only.
const MONTHS: u32 = 24;

/// Ends that a page beginning on a day may have, the farthest first; each is the day after the page's last.
/// `last` is the newest day that must be shown some day.
pub(super) fn ends(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let mut ends: Vec<NaiveDate> = (first.year()..=last.year())
        .filter_map(|year| new_year(year + 1))
        .collect();
    let month = month_of(first);
    let months = (1..=MONTHS).filter_map(|months| month.checked_add_months(Months::new(months)));
    ends.extend(months.flat_map(|month| [Some(month), month.with_day(16)]).flatten());
    let days = (1..31).filter_map(|days| first.checked_add_days(Days::new(days)));
    ends.extend(days.filter(|end| month_of(*end) == month));
    ends.sort_unstable_by(|one, other| other.cmp(one));
    ends.dedup();
    ends
}

/// Where the page of a day begins when the one before ended: the widest of year, month and day that does not go back.
pub(super) fn beginning(day: NaiveDate, before: Option<NaiveDate>) -> NaiveDate {
    let free = |first: &NaiveDate| before.is_none_or(|end| end <= *first);
    [new_year(day.year()), Some(month_of(day))]
        .into_iter()
        .flatten()
        .find(free)
        .or(before.filter(|end| *end <= day))
        .unwrap_or(day)
}

/// The time that is used, to whole months, where most of the page would else be empty.
pub(super) fn drawn_in(
    first: NaiveDate,
    end: NaiveDate,
    oldest: NaiveDate,
    newest: NaiveDate,
) -> (NaiveDate, NaiveDate) {
    let from = month_of(oldest).max(first);
    let to = month_of(newest)
        .checked_add_months(Months::new(1))
        .unwrap_or(end)
        .min(end);
    let (used, whole) = ((to - from).num_days(), (end - first).num_days());
    if used * 4 < whole * 3 { (from, to) } else { (first, end) }
}

/// A stretch of time parted into years, months, weeks or days, as many as can be told apart on a page.
pub(super) struct Parts {
    /// The first day of each. The first part may be cut short by the stretch's own first day.
    pub firsts: Vec<NaiveDate>,
    /// How the day of one is told: a strftime pattern that gives an EDTF date.
    pub reads: &'static str,
}

impl Parts {
    pub fn of(first: NaiveDate, end: NaiveDate) -> Self {
        let days = (end - first).num_days();
        let (mut firsts, reads): (Vec<NaiveDate>, _) = if days > 366 * 3 {
            ((first.year()..=end.year()).filter_map(new_year).collect(), "%Y")
        } else if days > 100 {
            (months(first, end), "%Y-%m")
        } else {
            let step = if days > 16 { 7 } else { 1 };
            let days = (0..).map_while(|turn| first.checked_add_days(Days::new(turn * step)));
            (days.take_while(|day| *day < end).collect(), "%Y-%m-%d")
        };
        firsts.retain(|day| *day > first && *day < end);
        firsts.insert(0, first);
        Self { firsts, reads }
    }
}

fn months(first: NaiveDate, end: NaiveDate) -> Vec<NaiveDate> {
    (0..)
        .map_while(|turn| month_of(first).checked_add_months(Months::new(turn)))
        .take_while(|day| *day < end)
        .collect()
}

fn new_year(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 1, 1)
}

fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_page_ends_with_a_year_or_a_month_or_a_day_of_its_month() {
        let from_new_year = ends(day("2014-01-01"), day("2024-05-01"));
        assert_eq!(from_new_year[..2], ["2025-01-01", "2024-01-01"].map(day));
        assert!(from_new_year.contains(&day("2014-05-01")), "{from_new_year:?}");
        let from_march = ends(day("2023-03-10"), day("2025-05-01"));
        assert_eq!(from_march[0], day("2026-01-01"), "whatever is left");
        assert_eq!(from_march.last(), Some(&day("2023-03-11")), "a day at least");
    }

    #[test]
    fn every_end_lies_after_its_beginning_and_the_farthest_is_tried_first() {
        for first in ["2023-01-01", "2023-02-01", "2023-12-01", "2024-02-29", "2023-12-31"].map(day) {
            let ends = ends(first, day("2030-06-30"));
            assert!(ends.iter().all(|end| *end > first), "{first}: {ends:?}");
            assert!(ends.is_sorted_by(|one, other| one > other), "{first}: {ends:?}");
        }
    }

    #[test]
    fn a_page_begins_where_the_one_before_ended_or_later() {
        assert_eq!(beginning(day("2023-07-16"), None), day("2023-01-01"));
        assert_eq!(beginning(day("2023-07-16"), Some(day("2023-04-01"))), day("2023-07-01"));
        assert_eq!(beginning(day("2023-07-16"), Some(day("2023-07-08"))), day("2023-07-08"));
    }

    #[test]
    fn empty_months_at_the_edges_are_not_drawn() {
        let drawn = drawn_in(
            day("2024-01-01"),
            day("2025-01-01"),
            day("2024-03-05"),
            day("2024-05-31"),
        );
        assert_eq!(drawn, (day("2024-03-01"), day("2024-06-01")));
        let whole = (day("2024-01-01"), day("2025-01-01"));
        assert_eq!(drawn_in(whole.0, whole.1, day("2024-01-09"), day("2024-11-30")), whole);
    }
}
