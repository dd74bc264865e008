//! What ties lines to each other: who repeats whom, and who is part of what.

use std::collections::HashMap;

use crate::{Currency, FundingKind, FundingLine, RecordId, Stage};

/// Why no total can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// Lines that are part of each other in a ring. The first stands at the end again.
    #[error(
        "these funding lines are part of each other, so nothing can be added up: {}; take one of the links out of `part_of`, `relabels` or `repeats`",
        chain(.0)
    )]
    Loop(Vec<RecordId>),
    /// Two lines of one name.
    #[error("two funding lines are named {0}, so nothing can be added up: give one of them another id")]
    SameId(RecordId),
    /// A sum beyond what an amount can hold.
    #[error(
        "the {kind} money at the stage “{stage}” adds up to more {currency} than can be kept: look for an amount with too many digits"
    )]
    TooLarge {
        /// The stage.
        stage: Stage,
        /// The kind of money.
        kind: FundingKind,
        /// The currency.
        currency: Currency,
    },
}

fn chain(ids: &[RecordId]) -> String {
    ids.iter().map(RecordId::as_str).collect::<Vec<_>>().join(" → ")
}

/// The place of a line in [`Links::lines`].
pub(super) type LineNo = u32;
/// The place of a class: lines that are one money, or a whole that is named and not there.
pub(super) type ClassNo = u32;
/// The place of a breakdown's name in [`Links::breakdowns`].
pub(super) type BreakdownNo = u32;

/// One class as part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) whole: ClassNo,
    pub(super) breakdown: BreakdownNo,
    pub(super) part: ClassNo,
    pub(super) relabels: bool,
}

/// Items in groups, the groups one after another.
#[derive(Debug)]
struct Grouped<T> {
    items: Vec<T>,
    starts: Vec<u32>,
}

impl<T: Copy> Grouped<T> {
    /// Groups items that come with the number of their group, keeping their order within it.
    fn new(groups: usize, of: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut starts = vec![0_u32; groups + 1];
        for (group, _) in of.clone() {
            starts[group as usize + 1] += 1;
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut items: Vec<T> = of.clone().map(|(_, item)| item).collect();
        for (group, item) in of {
            items[next[group as usize] as usize] = item;
            next[group as usize] += 1;
        }
        Self { items, starts }
    }

    fn get(&self, group: u32) -> &[T] {
        let group = group as usize;
        &self.items[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

/// Lines by id, and how they hang together. Classes are numbered in the order of their first id, so that nothing
/// depends on the order in which lines were given.
#[derive(Debug)]
pub(super) struct Links<'a> {
    /// By id.
    pub(super) lines: Vec<&'a FundingLine>,
    /// Names of breakdowns, in order; the nameless one first.
    pub(super) breakdowns: Vec<Option<&'a str>>,
    /// Wholes before their parts.
    pub(super) order: Vec<ClassNo>,
    /// Ids that are named and not there, by id.
    absent: Vec<&'a RecordId>,
    /// The class of each line, then of each absent id.
    class_of: Vec<ClassNo>,
    /// The place of each line among those of its class: the original first, then by date and id.
    rank: Vec<u32>,
    /// The lines and absent ids of each class, by rank.
    members: Grouped<u32>,
    /// By whole, breakdown and part.
    edges: Vec<Edge>,
    parts_start: Vec<u32>,
    wholes: Grouped<Edge>,
}

/// The breakdown that lines which relabel a whole make up.
const RELABELLED: Option<&str> = Some("relabelled");

impl<'a> Links<'a> {
    pub(super) fn new(lines: impl IntoIterator<Item = &'a FundingLine>) -> Result<Self, LedgerError> {
        let mut lines: Vec<&FundingLine> = lines.into_iter().collect();
        lines.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some(pair) = lines.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(LedgerError::SameId(pair[0].id.clone()));
        }
        let mut number: HashMap<&RecordId, u32> = lines.iter().map(|line| &line.id).zip(0..).collect();
        let mut absent: Vec<&RecordId> = lines
            .iter()
            .flat_map(|line| named(line))
            .filter(|id| !number.contains_key(id))
            .collect();
        absent.sort();
        absent.dedup();
        let given = u32::try_from(lines.len()).expect("a library holds fewer than four thousand million lines");
        number.extend(absent.iter().copied().zip(given..));

        let class_of = classes(&lines, &number, absent.len());
        let count = class_of.iter().max().map_or(0, |last| *last as usize + 1);
        let members = ranked_members(&lines, &class_of, count);
        let mut rank = vec![0; lines.len()];
        for class in 0..count {
            for (place, &member) in members.get(class as u32).iter().enumerate() {
                if let Some(rank) = rank.get_mut(member as usize) {
                    *rank = place as u32;
                }
            }
        }

        let mut breakdowns: Vec<Option<&str>> = lines
            .iter()
            .filter_map(|line| line.part_of.as_ref())
            .map(|part| part.breakdown.as_deref())
            .chain([None, RELABELLED])
            .collect();
        breakdowns.sort_unstable();
        breakdowns.dedup();
        let breakdown_no = |name| {
            breakdowns
                .binary_search(&name)
                .expect("every breakdown's name was collected above") as u32
        };
        let (nameless, relabelled) = (breakdown_no(None), breakdown_no(RELABELLED));

        let mut edges = Vec::with_capacity(lines.len());
        for (line, &part) in lines.iter().zip(&class_of) {
            let class = |id| class_of[number[id] as usize];
            if let Some(of) = &line.part_of {
                let breakdown = of
                    .breakdown
                    .as_deref()
                    .map_or(nameless, |name| breakdown_no(Some(name)));
                edges.push(Edge {
                    whole: class(&of.id),
                    breakdown,
                    part,
                    relabels: false,
                });
            }
            for id in &line.relabels {
                edges.push(Edge {
                    whole: class(id),
                    breakdown: relabelled,
                    part,
                    relabels: true,
                });
            }
        }
        edges.sort_unstable();
        edges.dedup_by_key(|edge| (edge.whole, edge.breakdown, edge.part));

        let mut parts_start = vec![0_u32; count + 1];
        for edge in &edges {
            parts_start[edge.whole as usize + 1] += 1;
        }
        for class in 0..count {
            parts_start[class + 1] += parts_start[class];
        }
        let wholes = Grouped::new(count, edges.iter().map(|edge| (edge.part, *edge)));
        let mut links = Self {
            lines,
            breakdowns,
            order: Vec::new(),
            absent,
            class_of,
            rank,
            members,
            edges,
            parts_start,
            wholes,
        };
        links.order = links.wholes_first(&number)?;
        Ok(links)
    }

    /// How many classes there are.
    pub(super) fn classes(&self) -> usize {
        self.parts_start.len() - 1
    }

    /// The class of a line.
    pub(super) fn class_of(&self, line: LineNo) -> ClassNo {
        self.class_of[line as usize]
    }

    /// The place of a line among those of its class.
    pub(super) fn rank(&self, line: LineNo) -> u32 {
        self.rank[line as usize]
    }

    /// The lines of a class, the original first; empty where its one id is named and not there.
    pub(super) fn lines_of(&self, class: ClassNo) -> impl Iterator<Item = LineNo> + '_ {
        self.members
            .get(class)
            .iter()
            .copied()
            .filter(|member| (*member as usize) < self.lines.len())
    }

    /// The line or absent id by which a class is called: its original.
    pub(super) fn first_member(&self, class: ClassNo) -> u32 {
        self.members.get(class)[0]
    }

    /// The id of a line, or of an absent one.
    pub(super) fn id(&self, member: u32) -> &'a RecordId {
        let member = member as usize;
        self.lines
            .get(member)
            .map_or_else(|| self.absent[member - self.lines.len()], |line| &line.id)
    }

    /// The parts of a class, those of one breakdown together.
    pub(super) fn parts(&self, class: ClassNo) -> &[Edge] {
        let class = class as usize;
        &self.edges[self.parts_start[class] as usize..self.parts_start[class + 1] as usize]
    }

    /// The classes that a class is part of.
    pub(super) fn wholes(&self, class: ClassNo) -> &[Edge] {
        self.wholes.get(class)
    }

    /// Every class after all its wholes.
    fn wholes_first(&self, number: &HashMap<&RecordId, u32>) -> Result<Vec<ClassNo>, LedgerError> {
        let count = self.classes() as u32;
        let mut waiting: Vec<u32> = (0..count).map(|class| self.wholes(class).len() as u32).collect();
        let mut order: Vec<ClassNo> = (0..count).filter(|class| waiting[*class as usize] == 0).collect();
        let mut next = 0;
        while let Some(&class) = order.get(next) {
            next += 1;
            for edge in self.parts(class) {
                let left = &mut waiting[edge.part as usize];
                *left -= 1;
                if *left == 0 {
                    order.push(edge.part);
                }
            }
        }
        match waiting.iter().position(|left| *left > 0) {
            None => Ok(order),
            Some(class) => Err(LedgerError::Loop(self.ring_from(class as u32, &waiting, number))),
        }
    }

    /// The ids of a ring: from a class that waits for a whole, up through wholes that wait themselves.
    fn ring_from(&self, class: ClassNo, waiting: &[u32], number: &HashMap<&RecordId, u32>) -> Vec<RecordId> {
        let up = |class: ClassNo| {
            let waits = |edge: &&Edge| waiting[edge.whole as usize] > 0;
            self.wholes(class)
                .iter()
                .find(waits)
                .expect("a class that waits has a whole that waits")
                .whole
        };
        let mut seen_at = HashMap::new();
        let mut path = vec![class];
        let ring = loop {
            let last = path[path.len() - 1];
            if let Some(start) = seen_at.insert(last, path.len() - 1) {
                break &path[start..path.len() - 1];
            }
            path.push(up(last));
        };
        let first = ring
            .iter()
            .enumerate()
            .min_by_key(|(_, class)| **class)
            .map_or(0, |(place, _)| place);
        let ring: Vec<ClassNo> = ring[first..].iter().chain(&ring[..first]).copied().collect();
        let mut ids: Vec<RecordId> = Vec::new();
        for (place, &class) in ring.iter().enumerate() {
            let whole = ring[(place + 1) % ring.len()];
            let (part, whole) = self
                .lines_of(class)
                .flat_map(|line| ties(self.lines[line as usize]).map(move |id| (line, id)))
                .find(|(_, id)| self.class_of[number[id] as usize] == whole)
                .expect("an edge between classes comes from a line");
            for id in [self.id(part), whole] {
                if ids.last() != Some(id) {
                    ids.push(id.clone());
                }
            }
        }
        if ids.len() == 1 || ids.first() != ids.last() {
            ids.push(ids[0].clone());
        }
        ids
    }
}

/// The ids that a line is part of.
fn ties(line: &FundingLine) -> impl Iterator<Item = &RecordId> {
    line.part_of.iter().map(|part| &part.id).chain(&line.relabels)
}

/// The ids that a line names.
fn named(line: &FundingLine) -> impl Iterator<Item = &RecordId> {
    ties(line).chain(&line.repeats)
}

/// The class of each line and absent id: those that repeat each other, near or far, share one.
fn classes(lines: &[&FundingLine], number: &HashMap<&RecordId, u32>, absent: usize) -> Vec<ClassNo> {
    let mut leader: Vec<u32> = (0..(lines.len() + absent) as u32).collect();
    fn find(leader: &mut [u32], mut member: u32) -> u32 {
        while leader[member as usize] != member {
            leader[member as usize] = leader[leader[member as usize] as usize];
            member = leader[member as usize];
        }
        member
    }
    for (line, member) in lines.iter().zip(0..) {
        for id in &line.repeats {
            let (a, b) = (find(&mut leader, member), find(&mut leader, number[id]));
            leader[a.max(b) as usize] = a.min(b);
        }
    }
    let mut numbered = 0;
    let mut class_of = vec![0; leader.len()];
    for member in 0..leader.len() as u32 {
        // A leader is the least of its class, and so comes first.
        let first = find(&mut leader, member);
        class_of[member as usize] = if first == member {
            numbered += 1;
            numbered - 1
        } else {
            class_of[first as usize]
        };
    }
    class_of
}

/// The members of each class: lines that repeat none before those that do, then by date, then by id; absent ids last.
fn ranked_members(lines: &[&FundingLine], class_of: &[ClassNo], count: usize) -> Grouped<u32> {
    let mut members = Grouped::new(count, class_of.iter().copied().zip(0_u32..));
    if count == class_of.len() {
        return members;
    }
    let place = |member: &u32| {
        let line = lines.get(*member as usize);
        let repeats = line.is_none_or(|line| line.repeats.iter().any(|id| *id != line.id));
        let first = line.and_then(|line| first_day(line));
        (line.is_none(), repeats, first.is_none(), first, *member)
    };
    for class in 0..count {
        let (start, end) = (members.starts[class] as usize, members.starts[class + 1] as usize);
        members.items[start..end].sort_by_key(place);
    }
    members
}

/// The first day that a line's money was heard of.
fn first_day(line: &FundingLine) -> Option<chrono::NaiveDate> {
    let stages = line.stages.iter().filter_map(|step| step.date.span().earliest).min();
    stages.or_else(|| line.period.as_ref().and_then(|period| period.span().earliest))
}
