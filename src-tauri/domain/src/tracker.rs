//! The tracker: where commitments stand on a day, rolled up by partner, strand and party.
//!
//! Belongs here: the one cell that each commitment is in, and what falls due. Not here: which commitments (callers
//! choose), states as evidence showed them ([`Commitment::state_on`]).

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;
use specta::Type;

use crate::{Commitment, CommitmentState, PartnerCode, Party, Strand, vocabulary::vocabulary};

vocabulary! {
    /// Where a commitment stands on a day: its state in evidence, and overdue where its deadline has passed without an end.
    TrackedState, "tracker state" {
        /// Its deadline has passed and nothing shows an end. It stands before open, under way and unknown.
        Overdue = "overdue",
        /// Nothing shows that it was begun.
        Open = "open",
        /// Being carried out.
        UnderWay = "under-way",
        /// Done.
        Done = "done",
        /// Ended without being done.
        Lapsed = "lapsed",
        /// No evidence either way.
        Unknown = "unknown",
    }
}

impl Commitment {
    /// The one cell of the tracker that it is in on a day.
    pub fn tracked_on(&self, day: NaiveDate) -> TrackedState {
        match self.state_on(day) {
            _ if self.overdue_on(day) => TrackedState::Overdue,
            CommitmentState::Open => TrackedState::Open,
            CommitmentState::UnderWay => TrackedState::UnderWay,
            CommitmentState::Done => TrackedState::Done,
            CommitmentState::Lapsed => TrackedState::Lapsed,
            CommitmentState::Unknown => TrackedState::Unknown,
        }
    }

    /// The last possible day of its deadline, if it has one.
    pub fn last_due_day(&self) -> Option<NaiveDate> {
        self.due.as_ref().and_then(|due| due.span().latest)
    }
}

/// How many commitments stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
pub struct Tally {
    /// Past their deadline.
    pub overdue: u32,
    /// Nothing shows that they were begun.
    pub open: u32,
    /// Being carried out.
    pub under_way: u32,
    /// Done.
    pub done: u32,
    /// Ended without being done.
    pub lapsed: u32,
    /// No evidence either way.
    pub unknown: u32,
}

impl Tally {
    /// How many there are in all.
    pub fn total(self) -> u32 {
        let Self {
            overdue,
            open,
            under_way,
            done,
            lapsed,
            unknown,
        } = self;
        overdue + open + under_way + done + lapsed + unknown
    }

    /// How many stand in a state.
    pub fn of(self, state: TrackedState) -> u32 {
        match state {
            TrackedState::Overdue => self.overdue,
            TrackedState::Open => self.open,
            TrackedState::UnderWay => self.under_way,
            TrackedState::Done => self.done,
            TrackedState::Lapsed => self.lapsed,
            TrackedState::Unknown => self.unknown,
        }
    }

    fn add(&mut self, state: TrackedState) {
        *match state {
            TrackedState::Overdue => &mut self.overdue,
            TrackedState::Open => &mut self.open,
            TrackedState::UnderWay => &mut self.under_way,
            TrackedState::Done => &mut self.done,
            TrackedState::Lapsed => &mut self.lapsed,
            TrackedState::Unknown => &mut self.unknown,
        } += 1;
    }
}

/// Commitments that share a partner, a strand and a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct TrackerRow {
    /// The partner.
    pub partner: PartnerCode,
    /// The strand.
    pub strand: Strand,
    /// Who owes them.
    pub by: Party,
    /// Where they stand.
    pub tally: Tally,
}

/// Commitments rolled up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct RollUp {
    /// By partner, strand and party. A commitment that concerns two partners stands in a row of each.
    pub rows: Vec<TrackerRow>,
    /// All of them, each once.
    pub all: Tally,
}

/// Rolls commitments up as they stand on a day.
pub fn roll_up<'a>(commitments: impl IntoIterator<Item = &'a Commitment>, day: NaiveDate) -> RollUp {
    let mut rows: BTreeMap<(PartnerCode, Strand, Party), Tally> = BTreeMap::new();
    let mut all = Tally::default();
    for commitment in commitments {
        let state = commitment.tracked_on(day);
        all.add(state);
        let mut partners = commitment.partners.clone();
        partners.sort();
        partners.dedup();
        for partner in partners {
            rows.entry((partner, commitment.strand, commitment.by))
                .or_default()
                .add(state);
        }
    }
    let row = |((partner, strand, by), tally)| TrackerRow {
        partner,
        strand,
        by,
        tally,
    };
    RollUp {
        rows: rows.into_iter().map(row).collect(),
        all,
    }
}

/// What falls due from a day to so many days later, both included, and has not ended by that day: the soonest first, then
/// by id. A vague deadline falls due on its last possible day.
pub fn due_within<'a>(
    commitments: impl IntoIterator<Item = &'a Commitment>,
    day: NaiveDate,
    days: u32,
) -> Vec<&'a Commitment> {
    let last = day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX);
    let open = |commitment: &&Commitment| {
        !matches!(
            commitment.state_on(day),
            CommitmentState::Done | CommitmentState::Lapsed
        ) && commitment.last_due_day().is_some_and(|due| (day..=last).contains(&due))
    };
    let mut due: Vec<_> = commitments.into_iter().filter(open).collect();
    due.sort_by_key(|commitment| (commitment.last_due_day(), commitment.id.clone()));
    due
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Confidence, StateStep};

    fn commitment(id: &str, due: Option<&str>, states: &[(CommitmentState, Option<&str>)]) -> Commitment {
        Commitment {
            id: id.parse().unwrap(),
            instrument: "mou".parse().unwrap(),
            partners: vec!["TN".parse().unwrap()],
            strand: Strand::Migration,
            by: Party::Eu,
            text: id.to_owned(),
            force: None,
            article: None,
            due: due.map(|due| due.parse().unwrap()),
            states: states
                .iter()
                .map(|(state, date)| StateStep {
                    state: *state,
                    date: date.map(|date| date.parse().unwrap()),
                    note: None,
                    cites: Vec::new(),
                })
                .collect(),
            cites: Vec::new(),
            confidence: Confidence::High,
            note: None,
            claims: Vec::new(),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    use CommitmentState::{Done, Lapsed, Open, UnderWay, Unknown};

    #[test]
    fn a_passed_deadline_makes_overdue_of_what_has_not_ended() {
        let tracked =
            |state| commitment("c", Some("2024-06"), &[(state, Some("2024-01"))]).tracked_on(day("2024-07-01"));
        assert_eq!(
            [Open, UnderWay, Unknown, Done, Lapsed].map(tracked),
            [
                TrackedState::Overdue,
                TrackedState::Overdue,
                TrackedState::Overdue,
                TrackedState::Done,
                TrackedState::Lapsed,
            ]
        );
        let june = commitment("c", Some("2024-06"), &[(Open, None)]);
        assert_eq!(
            june.tracked_on(day("2024-06-30")),
            TrackedState::Open,
            "a month is due on its last day"
        );
    }

    #[test]
    fn what_was_done_late_was_overdue_until_then() {
        let late = commitment(
            "c",
            Some("2023"),
            &[(UnderWay, Some("2022")), (Done, Some("2024-03-04"))],
        );
        assert_eq!(late.tracked_on(day("2023-12-31")), TrackedState::UnderWay);
        assert_eq!(late.tracked_on(day("2024-01-01")), TrackedState::Overdue);
        assert_eq!(late.tracked_on(day("2024-03-04")), TrackedState::Done);
    }

    #[test]
    fn a_commitment_of_two_partners_stands_with_each_and_counts_once() {
        let mut both = commitment("both", None, &[(Open, None)]);
        both.partners = vec!["TN".parse().unwrap(), "EG".parse().unwrap(), "TN".parse().unwrap()];
        let rolled = roll_up([&both, &commitment("one", None, &[])], day("2024-01-01"));
        let told: Vec<_> = rolled
            .rows
            .iter()
            .map(|row| (row.partner.as_str(), row.tally.open, row.tally.unknown))
            .collect();
        assert_eq!(told, [("EG", 1, 0), ("TN", 1, 1)]);
        assert_eq!((rolled.all.total(), rolled.all.of(TrackedState::Open)), (2, 1));
    }

    #[test]
    fn what_falls_due_is_what_is_still_owed_soonest_first() {
        let all = [
            commitment("year", Some("2024"), &[(Open, None)]),
            commitment("week", Some("2024-12-07"), &[(UnderWay, None)]),
            commitment("done", Some("2024-12-08"), &[(Done, None)]),
            commitment("passed", Some("2024-11-30"), &[(Open, None)]),
            commitment("later", Some("2025"), &[(Open, None)]),
            commitment("never", None, &[(Open, None)]),
            commitment("open-end", Some("2024/.."), &[(Open, None)]),
        ];
        let due = |days| {
            due_within(&all, day("2024-12-01"), days)
                .iter()
                .map(|one| one.text.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(due(30), ["week", "year"]);
        assert_eq!(due(6), ["week"]);
        assert_eq!(due(u32::MAX), ["week", "year", "later"]);
    }

    proptest! {
        #[test]
        fn every_commitment_is_in_exactly_one_cell(
            drawn in proptest::collection::vec((0..5_usize, proptest::option::of(2020..2030_i32), 2019..2030_i32), 0..20),
            year in 2018..2031_i32,
        ) {
            let all: Vec<Commitment> = drawn
                .iter()
                .map(|(state, due, seen)| {
                    let due = due.map(|year| year.to_string());
                    commitment("c", due.as_deref(), &[(CommitmentState::ALL[*state], Some(&seen.to_string()))])
                })
                .collect();
            let rolled = roll_up(&all, day(&format!("{year}-06-15")));
            prop_assert_eq!(rolled.all.total() as usize, all.len());
            let rows: u32 = rolled.rows.iter().map(|row| row.tally.total()).sum();
            prop_assert_eq!(rows, rolled.all.total(), "each has one partner here");
        }
    }
}
