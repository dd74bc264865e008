//! The ledger's rules worked out slowly, straight from their wording, to hold the fast ledger against.

use std::collections::{BTreeMap, BTreeSet};

use super::super::*;
use crate::{CountsAs, FundingLine, RecordId, Stage};

/// Lines that are one money, by their least id.
type Class = RecordId;

pub(super) struct Definition<'a> {
    lines: &'a [FundingLine],
    chosen: &'a BTreeSet<RecordId>,
    stage: Stage,
    pub(super) class_of: BTreeMap<RecordId, Class>,
}

impl<'a> Definition<'a> {
    pub(super) fn new(lines: &'a [FundingLine], chosen: &'a BTreeSet<RecordId>, stage: Stage) -> Self {
        let mut class_of: BTreeMap<RecordId, Class> = BTreeMap::new();
        for line in lines {
            let ties = line
                .part_of
                .iter()
                .map(|part| &part.id)
                .chain(&line.repeats)
                .chain(&line.relabels);
            for id in ties.chain([&line.id]) {
                class_of.insert(id.clone(), id.clone());
            }
        }
        // Joins classes until nothing changes.
        loop {
            let before = class_of.clone();
            for line in lines {
                for other in &line.repeats {
                    let (a, b) = (class_of[&line.id].clone(), class_of[other].clone());
                    let least = a.clone().min(b.clone());
                    class_of
                        .values_mut()
                        .filter(|class| **class == a || **class == b)
                        .for_each(|class| *class = least.clone());
                }
            }
            if class_of == before {
                break;
            }
        }
        Self {
            lines,
            chosen,
            stage,
            class_of,
        }
    }

    pub(super) fn classes(&self) -> BTreeSet<Class> {
        self.class_of.values().cloned().collect()
    }

    /// The wholes of a class, with the breakdown by which it is a part.
    pub(super) fn wholes(&self, class: &Class) -> BTreeSet<(Class, Option<String>)> {
        let of_class = self.lines.iter().filter(|line| self.class_of[&line.id] == *class);
        of_class
            .flat_map(|line| {
                let part = line
                    .part_of
                    .iter()
                    .map(|part| (self.class_of[&part.id].clone(), part.breakdown.clone()));
                let older = line.relabels.iter();
                part.chain(older.map(|id| (self.class_of[id].clone(), Some("relabelled".to_owned()))))
            })
            .collect()
    }

    /// Every class above a class.
    pub(super) fn ancestors(&self, class: &Class) -> BTreeSet<Class> {
        let mut all = BTreeSet::new();
        let mut next = vec![class.clone()];
        while let Some(class) = next.pop() {
            for (whole, _) in self.wholes(&class) {
                if all.insert(whole.clone()) {
                    next.push(whole);
                }
            }
        }
        all
    }

    pub(super) fn has_ring(&self) -> bool {
        self.classes().iter().any(|class| self.ancestors(class).contains(class))
    }

    /// The line that speaks for a class, and its figure in euro cents.
    fn speaker(&self, class: &Class) -> Option<(&'a FundingLine, i64)> {
        self.lines
            .iter()
            .filter(|line| self.class_of[&line.id] == *class)
            .filter(|line| line.counts_as == CountsAs::Line && self.chosen.contains(&line.id))
            .filter_map(|line| Some((line, position(line, self.stage, None)?.minor())))
            .min_by_key(|(line, _)| {
                let first = line.stages.iter().filter_map(|step| step.date.span().earliest).min();
                (!line.repeats.is_empty(), first.is_none(), first, line.id.clone())
            })
    }

    /// What a class stands for: its figure, or what its fullest breakdown carries.
    fn weight(&self, class: &Class) -> Option<i64> {
        self.speaker(class)
            .map(|(_, amount)| amount)
            .or_else(|| Some(self.fullest(class)?.1))
    }

    fn fullest(&self, class: &Class) -> Option<(Option<String>, i64)> {
        let mut by_name: BTreeMap<Option<String>, i64> = BTreeMap::new();
        for part in self.classes() {
            for (_, breakdown) in self.wholes(&part).into_iter().filter(|(whole, _)| whole == class) {
                if let Some(weight) = self.weight(&part) {
                    *by_name.entry(breakdown).or_default() += weight;
                }
            }
        }
        // The last of equals is the greatest, so the first by name must come last.
        by_name.into_iter().rev().max_by_key(|(_, weight)| *weight)
    }

    /// Whether nothing above a class is counted and each of its wholes lets it count.
    fn open(&self, class: &Class) -> bool {
        self.wholes(class).iter().all(|(whole, breakdown)| {
            self.open(whole)
                && self.speaker(whole).is_none()
                && self.fullest(whole).is_none_or(|(fullest, _)| fullest == *breakdown)
        })
    }

    /// The lines counted, with their figures in cents.
    pub(super) fn counted(&self) -> BTreeMap<RecordId, i64> {
        let open = self.classes().into_iter().filter(|class| self.open(class));
        open.filter_map(|class| self.speaker(&class))
            .map(|(line, amount)| (line.id.clone(), amount))
            .collect()
    }
}
