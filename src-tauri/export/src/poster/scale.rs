//! Where a day stands on a page.
//!
//! Time is not drawn evenly: a year, month or week is as wide as its entries need, or most of a page would be empty and
//! the rest unreadable. Within each the days are even, and a line stands at each, so that nothing is hidden.

use chrono::NaiveDate;

use super::periods::Parts;

/// How much of the width is shared out evenly, whatever stands there; more of it where there are fewer entries than
/// [`MANY`], which have room anywhere.
const EVEN: f64 = 0.25;
const MANY: f64 = 40.0;

/// Days onto points.
pub(super) struct Scale {
    /// The first day of each part and where it stands; the last is the end of all.
    edges: Vec<(NaiveDate, f64)>,
}

impl Scale {
    /// A scale from `left` to `right` for entries on these days.
    pub fn new(parts: &Parts, end: NaiveDate, days: &[NaiveDate], (left, right): (f64, f64)) -> Self {
        let starts = parts.firsts.iter().copied();
        let ends = parts.firsts.iter().skip(1).copied().chain([end]);
        let first = parts.firsts.first().copied().unwrap_or(end);
        let whole = (end - first).num_days().max(1) as f64;
        let even = (1.0 - days.len() as f64 / MANY).max(EVEN);
        let mut x = left;
        let mut edges = Vec::with_capacity(parts.firsts.len() + 1);
        for (from, to) in starts.zip(ends) {
            edges.push((from, x));
            let time = (to - from).num_days() as f64 / whole;
            let own = days.iter().filter(|day| (from..to).contains(*day)).count();
            let share = own as f64 / days.len().max(1) as f64;
            x += (even * time + (1.0 - even) * share) * (right - left);
        }
        edges.push((end, right));
        Self { edges }
    }

    /// Where a day stands; what lies outside stands at the edge.
    pub fn at(&self, day: NaiveDate) -> f64 {
        let after = self.edges.partition_point(|(edge, _)| *edge <= day);
        let (Some(before), next) = (after.checked_sub(1).map(|at| self.edges[at]), self.edges.get(after)) else {
            return self.edges.first().map_or(0.0, |(_, x)| *x);
        };
        let Some(next) = next else { return before.1 };
        let share = (day - before.0).num_days() as f64 / (next.0 - before.0).num_days().max(1) as f64;
        before.1 + share * (next.1 - before.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_full_month_is_wider_than_an_empty_one_and_days_keep_their_order() {
        let (first, end) = (day("2024-01-01"), day("2025-01-01"));
        let days: Vec<NaiveDate> = (0..56).map(|n| day(&format!("2024-03-{:02}", n / 2 + 1))).collect();
        let scale = Scale::new(&Parts::of(first, end), end, &days, (80.0, 780.0));
        let width = |from: &str, to: &str| scale.at(day(to)) - scale.at(day(from));
        assert!(width("2024-03-01", "2024-04-01") > 5.0 * width("2024-05-01", "2024-06-01"));
        assert!(
            width("2024-05-01", "2024-06-01") > 5.0,
            "an empty month can still be seen"
        );
        let all: Vec<f64> = first
            .iter_days()
            .take_while(|day| *day <= end)
            .map(|day| scale.at(day))
            .collect();
        assert!(
            all.is_sorted_by(|one, other| one < other),
            "a later day stands further right"
        );
        assert_eq!((all[0], all[all.len() - 1]), (80.0, 780.0));
        assert_eq!(scale.at(day("2019-01-01")), 80.0, "what lies before stands at the edge");
    }
}
