//! What must hold whatever the links.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, prelude::*, sample::Index};

use super::{
    super::*,
    by_definition::Definition,
    lines::{id, line},
};
use crate::{CountsAs, FundingLine, PartOf, RecordId, Stage};

const BREAKDOWNS: [Option<&str>; 4] = [None, Some("theme"), Some("tranche"), Some("relabelled")];

/// What one line is tied to, by place among the lines that may be named.
#[derive(Debug, Clone)]
struct Ties {
    part_of: Option<(Index, usize)>,
    relabels: Vec<Index>,
    repeats: Vec<Index>,
    figures: Vec<(bool, u16)>,
    counts_as: CountsAs,
}

fn any_ties() -> impl Strategy<Value = Ties> {
    (
        proptest::option::weighted(0.7, (any::<Index>(), 0..BREAKDOWNS.len())),
        vec(any::<Index>(), 0..2),
        prop_oneof![4 => Just(Vec::new()), 1 => vec(any::<Index>(), 1..2)],
        vec((any::<bool>(), 0_u16..40), 0..3),
        prop_oneof![6 => Just(CountsAs::Line), 1 => Just(CountsAs::Envelope), 1 => Just(CountsAs::Statement)],
    )
        .prop_map(|(part_of, relabels, repeats, figures, counts_as)| Ties {
            part_of,
            relabels,
            repeats,
            figures,
            counts_as,
        })
}

/// Lines whose ties point to earlier ones only, or anywhere, in an order that their ids do not follow.
fn any_lines(rings: bool) -> impl Strategy<Value = Vec<FundingLine>> {
    vec(any_ties(), 1..9).prop_flat_map(move |ties| {
        let count = ties.len();
        // One id more than there are lines: ties may name what is not there.
        let names: Vec<usize> = (0..=count).collect();
        (Just(ties), Just(names).prop_shuffle()).prop_map(move |(ties, names)| {
            let name = |place: usize| id(&format!("line-{}", names[place]));
            ties.iter()
                .enumerate()
                .map(|(place, ties)| {
                    let other = |index: &Index| {
                        name(if rings {
                            index.index(count + 1)
                        } else {
                            index.index(place + 1)
                        })
                    };
                    // Place 0 is the absent one when ties point back only.
                    let own = if rings { place } else { place + 1 };
                    let mut one = line(name(own).as_str()).counts_as(ties.counts_as).build();
                    one.part_of = ties.part_of.as_ref().map(|(whole, breakdown)| PartOf {
                        id: other(whole),
                        breakdown: BREAKDOWNS[*breakdown].map(str::to_owned),
                    });
                    one.relabels = ties.relabels.iter().map(other).collect();
                    one.repeats = ties.repeats.iter().map(other).filter(|id| *id != one.id).collect();
                    for (pledged, euros) in &ties.figures {
                        let stage = if *pledged { Stage::Pledged } else { Stage::Disbursed };
                        one.stages
                            .extend(line("x").step(stage, "2024", i64::from(*euros)).build().stages);
                    }
                    one
                })
                .collect()
        })
    })
}

fn chosen_of(lines: &[FundingLine], picks: &[bool]) -> BTreeSet<RecordId> {
    lines
        .iter()
        .zip(picks.iter().cycle())
        .filter(|(_, pick)| **pick)
        .map(|(line, _)| line.id.clone())
        .collect()
}

fn counted_at(totals: &Totals, stage: Stage) -> BTreeSet<RecordId> {
    totals
        .sums
        .iter()
        .filter(|sum| sum.stage == stage)
        .flat_map(|sum| sum.counted.iter().cloned())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_ledger_does_what_its_rules_say(lines in any_lines(false), picks in vec(any::<bool>(), 1..9)) {
        let chosen = chosen_of(&lines, &picks);
        let Ok(totals) = totals(&lines, |line| chosen.contains(&line.id), None) else {
            // Lines that repeat may still close a ring.
            prop_assert!(Definition::new(&lines, &chosen, Stage::Pledged).has_ring());
            return Ok(());
        };
        for stage in [Stage::Pledged, Stage::Disbursed] {
            let by_definition = Definition::new(&lines, &chosen, stage).counted();
            let counted: BTreeMap<_, _> = counted_at(&totals, stage)
                .into_iter()
                .map(|id| {
                    let line = lines.iter().find(|line| line.id == id).unwrap();
                    (id, position(line, stage, None).unwrap().minor())
                })
                .collect();
            prop_assert_eq!(&counted, &by_definition);
            let sum: i64 = totals.sums.iter().filter(|sum| sum.stage == stage).map(|sum| sum.amount.minor()).sum();
            prop_assert_eq!(sum, by_definition.values().sum::<i64>(), "a sum is the sum of what it counts");
        }
    }

    #[test]
    fn a_line_and_its_whole_never_both_count_nor_two_breakdowns(
        lines in any_lines(false),
        picks in vec(any::<bool>(), 1..9),
    ) {
        let chosen = chosen_of(&lines, &picks);
        let Ok(totals) = totals(&lines, |line| chosen.contains(&line.id), None) else { return Ok(()) };
        for stage in [Stage::Pledged, Stage::Disbursed] {
            let definition = Definition::new(&lines, &chosen, stage);
            let counted: Vec<_> =
                counted_at(&totals, stage).into_iter().map(|id| definition.class_of[&id].clone()).collect();
            let classes: BTreeSet<_> = counted.iter().cloned().collect();
            prop_assert_eq!(classes.len(), counted.len(), "of lines that repeat each other one counts");
            let mut breakdowns: BTreeMap<RecordId, BTreeSet<Option<String>>> = BTreeMap::new();
            for class in &classes {
                let above = definition.ancestors(class);
                prop_assert!(above.is_disjoint(&classes), "{class} and a whole of it both count");
                for below in above.iter().chain([class]) {
                    for (whole, breakdown) in definition.wholes(below) {
                        breakdowns.entry(whole).or_default().insert(breakdown);
                    }
                }
            }
            for (whole, names) in breakdowns {
                prop_assert!(names.len() == 1, "{whole} counts by {names:?}");
            }
        }
    }

    #[test]
    fn every_chosen_line_is_counted_or_left_out_with_a_reason(
        lines in any_lines(false),
        picks in vec(any::<bool>(), 1..9),
    ) {
        let chosen = chosen_of(&lines, &picks);
        let Ok(totals) = totals(&lines, |line| chosen.contains(&line.id), None) else { return Ok(()) };
        let told: BTreeSet<_> =
            totals.counted.iter().cloned().chain(totals.left_out.iter().map(|one| one.id.clone())).collect();
        prop_assert_eq!(told, chosen, "no chosen line goes untold, and no other is");
        for one in &totals.left_out {
            let because = one.because_of.as_ref();
            prop_assert_ne!(because, Some(&one.id), "nothing is left out because of itself");
            let stages = one.stage.map_or(vec![Stage::Pledged, Stage::Disbursed], |stage| vec![stage]);
            let counted = |stage| because.is_some_and(|id| counted_at(&totals, stage).contains(id));
            match one.reason {
                LeftOutReason::CoveredByWhole | LeftOutReason::Repeats | LeftOutReason::Relabels => {
                    prop_assert!(stages.into_iter().any(counted), "{one:?}: what covers a line is counted");
                }
                LeftOutReason::OtherBreakdown => prop_assert!(because.is_some()),
                LeftOutReason::Envelope | LeftOutReason::Statement | LeftOutReason::NoData => {
                    prop_assert!(because.is_none());
                }
            }
        }
    }

    #[test]
    fn the_order_of_lines_does_not_matter(
        (lines, shuffled) in any_lines(false).prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
        picks in vec(any::<bool>(), 1..9),
    ) {
        let chosen = chosen_of(&lines, &picks);
        let add = |lines: &[FundingLine]| totals(lines, |line| chosen.contains(&line.id), None);
        prop_assert_eq!(add(&lines), add(&shuffled));
    }

    #[test]
    fn a_ring_is_found_when_there_is_one_and_only_then(lines in any_lines(true)) {
        let nothing = BTreeSet::new();
        let definition = Definition::new(&lines, &nothing, Stage::Pledged);
        match Ledger::new(&lines) {
            Ok(_) => prop_assert!(!definition.has_ring()),
            Err(LedgerError::Loop(ids)) => {
                prop_assert!(ids.len() > 1 && ids.first() == ids.last(), "a ring comes back to where it began");
                for pair in ids.windows(2) {
                    let (from, to) = (&definition.class_of[&pair[0]], &definition.class_of[&pair[1]]);
                    let tied = from == to || definition.wholes(from).iter().any(|(whole, _)| whole == to);
                    prop_assert!(tied, "{} is tied to {}", pair[0], pair[1]);
                    prop_assert!(definition.ancestors(from).contains(from), "{} is in a ring", pair[0]);
                }
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}
