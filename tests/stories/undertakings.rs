//! Who undertook what, and where it stands on a day.

use std::collections::BTreeSet;

use crate::desk::{Desk, ids, list, one, text};

#[test]
fn overdue_is_read_from_the_day_and_never_stored() {
    let desk = Desk::reading();
    let row = |day: &str| {
        one(
            &desk.json(&format!("commitments --partner TN --as-of {day}")),
            "tn-mou-2023-c03",
        )
        .clone()
    };
    let (on_time, late) = (row("2023-12-31"), row("2024-01-01"));
    assert_eq!(on_time["due"], "2023-12-31");
    assert_eq!(
        (&on_time["overdue"], &late["overdue"]),
        (&false.into(), &true.into()),
        "the last day is still in time"
    );
    let shown = desk.json("show tn-mou-2023-c03 --as-of 2024-01-01");
    assert_eq!(shown["derived"]["overdue"], "true");
    assert!(shown.get("overdue").is_none(), "it is no field of the record");
    let table = desk.text("commitments --partner TN --as-of 2024-01-01");
    assert!(table.contains("OVERDUE"), "{table}");
}

#[test]
fn what_is_done_or_lapsed_is_never_overdue() {
    for row in list(&Desk::reading().json("commitments --as-of 2030-01-01")) {
        let ended = row["state"] == "done" || row["state"] == "lapsed";
        assert!(!(ended && row["overdue"] == true), "{row}");
    }
}

#[test]
fn a_commitment_is_not_there_before_its_instrument() {
    let desk = Desk::reading();
    let before = desk.json("commitments --partner TN --as-of 2023-07-15");
    let after = desk.json("commitments --partner TN --as-of 2023-07-16");
    assert!(
        !ids(&before).iter().any(|id| id.starts_with("tn-mou-2023-")),
        "the memorandum was not yet signed"
    );
    assert!(ids(&after).iter().any(|id| id.starts_with("tn-mou-2023-")));
    let instruments = |rows: &serde_json::Value| list(rows).len();
    assert!(instruments(&before) < instruments(&after));
}

#[test]
fn a_policy_officer_narrows_by_party_state_and_deadline() {
    let desk = Desk::reading();
    let all = desk.json("commitments --as-of 2026-11-01");
    let mut by_party = 0;
    for party in ["EU", "partner", "both", "member-state"] {
        let rows = desk.json(&format!("commitments --as-of 2026-11-01 --by {party}"));
        assert!(list(&rows).iter().all(|row| row["by"] == party));
        by_party += list(&rows).len();
    }
    assert_eq!(by_party, list(&all).len(), "each is owed by one party or by both");
    let mut by_state = 0;
    for state in ["open", "under-way", "done", "lapsed", "unknown"] {
        let rows = desk.json(&format!("commitments --as-of 2026-11-01 --state {state}"));
        assert!(list(&rows).iter().all(|row| row["state"] == state));
        by_state += list(&rows).len();
    }
    assert_eq!(by_state, list(&all).len(), "each stands somewhere");
    let overdue = desk.json("commitments --as-of 2026-11-01 --state overdue");
    let expected: BTreeSet<_> = list(&all)
        .iter()
        .filter(|row| row["overdue"] == true)
        .map(|row| text(&row["id"]))
        .collect();
    assert_eq!(ids(&overdue).into_iter().collect::<BTreeSet<_>>(), expected);
    assert!(!expected.is_empty());
    let due = desk.json("commitments --due-before 2024-01-01");
    assert!(list(&due).iter().all(|row| text(&row["due"]) < "2024"), "{due}");
    assert!(ids(&due).contains(&"tn-mou-2023-c03"));
}

#[test]
fn overdue_comes_first_and_then_what_is_due_next() {
    let rows = Desk::reading().json("commitments --as-of 2026-11-01");
    let overdue: Vec<_> = list(&rows).iter().map(|row| row["overdue"] == true).collect();
    assert!(overdue.is_sorted_by(|a, b| a >= b), "what is late stands on top");
    let dated: Vec<_> = list(&rows).iter().map(|row| row["due"].is_string()).collect();
    assert!(dated.is_sorted_by(|a, b| a >= b), "what has no deadline stands last");
}

#[test]
fn a_roll_up_counts_each_commitment_once_in_all() {
    let desk = Desk::reading();
    let all = list(&desk.json("commitments --as-of 2026-11-01")).len();
    let counts = desk.json("commitments --roll-up --as-of 2026-11-01");
    let states = ["open", "under_way", "done", "overdue", "lapsed", "unknown"];
    let sum: u64 = states
        .iter()
        .map(|state| counts["all"][state].as_u64().unwrap_or_else(|| panic!("{counts}")))
        .sum();
    assert_eq!(sum, u64::try_from(all).unwrap(), "{}", counts["all"]);
    let table = desk.text("commitments --roll-up");
    assert!(
        table.contains("under way") && table.contains("unknown"),
        "what is unknown is a column: {table}"
    );
}

#[test]
fn every_commitment_opens_to_where_it_is_written() {
    let desk = Desk::reading();
    for row in list(&desk.json("commitments --partner MR --by EU")).iter().take(5) {
        let instrument = desk.json(&format!("show {}", text(&row["instrument"])));
        assert_eq!(instrument["kind"], "instrument");
        let tied = list(&instrument["linked"]).iter().any(|other| other["id"] == row["id"]);
        assert!(tied, "the instrument lists its commitment {}", row["id"]);
        for cite in list(&row["cites"]) {
            assert_eq!(desk.json(&format!("show {}", text(&cite["source"])))["kind"], "source");
        }
    }
}

#[test]
fn what_comes_next_is_a_deadline_that_can_still_be_met() {
    let desk = Desk::reading();
    let next = |day: &str| one(&desk.json(&format!("partners --as-of {day}")), "mauritania")["next"].clone();
    assert_eq!(
        next("2026-11-25")["date"],
        "2026-11",
        "a month is met until its last day"
    );
    assert_ne!(
        next("2026-12-01")["date"],
        "2026-11",
        "after that it is no longer ahead"
    );
    for partner in list(&desk.json("partners"))
        .iter()
        .filter(|one| one["next"]["kind"] == "commitment")
    {
        let shown = desk.json(&format!("show {}", text(&partner["next"]["id"])));
        let state = &shown["derived"]["state"];
        assert!(state != "done" && state != "lapsed", "it is still to be met: {partner}");
    }
}
