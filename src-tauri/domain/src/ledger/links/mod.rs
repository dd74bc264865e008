//! What ties lines to each other: who repeats whom, and who is part of what.

mod grouped;
mod order;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use rayon::prelude::*;

pub(super) use self::grouped::Grouped;
use self::order::wholes_first;
use super::{
    WORTH_SHARING,
    kept::{Kept, KeptStep, LedgerLine},
};
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

/// The place of a line by id.
pub(super) type LineNo = u32;
/// The place of a class: lines that are one money, or a whole that is named and not there.
pub(super) type ClassNo = u32;
/// The place of a breakdown's name among all, the nameless one first.
pub(super) type BreakdownNo = u32;

/// One class as part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) whole: ClassNo,
    pub(super) breakdown: BreakdownNo,
    pub(super) part: ClassNo,
    pub(super) relabels: bool,
}

/// What one line says of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Tie {
    line: LineNo,
    /// The other line, or absent id.
    to: u32,
    says: Says,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    /// It is part of the other, by this breakdown.
    PartOf(BreakdownNo),
    /// It relabels the other.
    Relabels,
    /// It repeats the other.
    Repeats,
}

/// Lines by id, and how they hang together. A class has a higher number than every class that it is part of. Nothing
/// depends on the order in which lines were given.
#[derive(Debug)]
pub(super) struct Links {
    kept: Kept,
    /// Names of breakdowns, in order.
    breakdowns: Vec<Option<String>>,
    /// Whether something below a class has several wholes, so that sums of its parts may hold money twice.
    pub(super) tangled: Vec<bool>,
    /// The classes that have parts.
    pub(super) with_parts: Vec<ClassNo>,
    /// The currency of the headline amount of each class, the euro where it has none.
    pub(super) currency: Vec<Currency>,
    /// Ids that are named and not there, by id.
    absent: Vec<RecordId>,
    /// The class of each line, then of each absent id.
    class_of: Vec<ClassNo>,
    /// The place of each line among those of its class: the original first, then by date and id.
    rank: Vec<u32>,
    /// The lines and absent ids of each class, by rank.
    members: Grouped<u32>,
    /// The parts of each class, by breakdown and part.
    parts: Grouped<Edge>,
    /// The wholes of each class.
    wholes: Grouped<Edge>,
}

/// The breakdown that lines which relabel a whole make up.
const RELABELLED: Option<&str> = Some("relabelled");

impl Links {
    pub(super) fn new<'a>(lines: impl IntoIterator<Item = &'a FundingLine>) -> Result<Self, LedgerError> {
        let mut lines: Vec<&FundingLine> = lines.into_iter().collect();
        lines.sort_by(|a, b| a.id.cmp(&b.id));
        let breakdowns = breakdowns(&lines);
        let (ties, absent) = ties(&lines, &breakdowns)?;
        let mut class_of = classes(&ties, lines.len() + absent.len());
        let count = class_of.iter().max().map_or(0, |last| *last as usize + 1);
        let mut edges = edges(&ties, &class_of, breakdown_no(&breakdowns, RELABELLED));
        let (parts, wholes) = grouped_both_ways(&edges, count);

        let order = wholes_first(&parts, &wholes).map_err(|ring| {
            let id = |member: u32| {
                lines
                    .get(member as usize)
                    .map_or_else(|| absent[member as usize - lines.len()], |l| &l.id)
            };
            LedgerError::Loop(ids_of(&ring, &ties, &class_of, id))
        })?;
        // Numbered anew in this order: a stage is then one sweep up and one down, through memory that lies together.
        let mut new_no = vec![0; count];
        for (&class, no) in order.iter().zip(0..) {
            new_no[class as usize] = no;
        }
        class_of.iter_mut().for_each(|class| *class = new_no[*class as usize]);
        for edge in &mut edges {
            (edge.whole, edge.part) = (new_no[edge.whole as usize], new_no[edge.part as usize]);
        }
        let (parts, wholes) = grouped_both_ways(&edges, count);
        let members = ranked_members(&lines, &class_of, count);

        let mut links = Self {
            rank: vec![0; lines.len()],
            tangled: vec![false; count],
            with_parts: (0..count as u32)
                .filter(|class| !parts.get(*class).is_empty())
                .collect(),
            currency: vec![Currency::EUR; count],
            kept: Kept::new(&lines),
            breakdowns: breakdowns.into_iter().map(|name| name.map(str::to_owned)).collect(),
            absent: absent.into_iter().cloned().collect(),
            class_of,
            members,
            parts,
            wholes,
        };
        for class in (0..count as u32).rev() {
            let tangled = |edge: &Edge| links.tangled[edge.part as usize] || links.wholes(edge.part).len() > 1;
            links.tangled[class as usize] = links.parts(class).iter().any(tangled);
            for (&member, place) in links.members.get(class).iter().zip(0..) {
                if let Some(rank) = links.rank.get_mut(member as usize) {
                    *rank = place;
                }
            }
            if let Some(first) = lines.get(links.first_member(class) as usize) {
                links.currency[class as usize] = first.amount.currency();
            }
        }
        Ok(links)
    }

    /// Every line, by id.
    pub(super) fn lines(&self) -> &[LedgerLine] {
        &self.kept.lines
    }

    pub(super) fn line(&self, no: LineNo) -> &LedgerLine {
        &self.kept.lines[no as usize]
    }

    pub(super) fn steps(&self, line: &LedgerLine) -> &[KeptStep] {
        self.kept.steps(line)
    }

    /// The name of a breakdown.
    pub(super) fn breakdown(&self, no: BreakdownNo) -> Option<String> {
        self.breakdowns[no as usize].clone()
    }

    /// How many classes there are.
    pub(super) fn classes(&self) -> usize {
        self.parts.groups()
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
            .filter(|member| (*member as usize) < self.lines().len())
    }

    /// The line or absent id by which a class is called: its original.
    pub(super) fn first_member(&self, class: ClassNo) -> u32 {
        self.members.get(class)[0]
    }

    /// The id of a line, or of an absent one.
    pub(super) fn id(&self, member: u32) -> &RecordId {
        let (member, lines) = (member as usize, self.lines());
        lines
            .get(member)
            .map_or_else(|| &self.absent[member - lines.len()], |line| &line.id)
    }

    /// The parts of a class, those of one breakdown together.
    pub(super) fn parts(&self, class: ClassNo) -> &[Edge] {
        self.parts.get(class)
    }

    /// The classes that a class is part of.
    pub(super) fn wholes(&self, class: ClassNo) -> &[Edge] {
        self.wholes.get(class)
    }
}

/// Which class is part of which, and how.
fn edges(ties: &[Tie], class_of: &[ClassNo], relabelled: BreakdownNo) -> Vec<Edge> {
    let edge = |tie: &Tie| {
        let (breakdown, relabels) = match tie.says {
            Says::PartOf(breakdown) => (breakdown, false),
            Says::Relabels => (relabelled, true),
            Says::Repeats => return None,
        };
        let (whole, part) = (class_of[tie.to as usize], class_of[tie.line as usize]);
        Some(Edge {
            whole,
            breakdown,
            part,
            relabels,
        })
    };
    ties.iter().filter_map(edge).collect()
}

/// Edges by whole, breakdown and part, each once, and the same by part.
fn grouped_both_ways(edges: &[Edge], classes: usize) -> (Grouped<Edge>, Grouped<Edge>) {
    let mut parts = Grouped::new(classes, edges, |edge| edge.whole);
    parts.sort(|edge| *edge);
    parts.dedup(|a, b| (a.breakdown, a.part) == (b.breakdown, b.part));
    let wholes = Grouped::new(classes, parts.items(), |edge| edge.part);
    (parts, wholes)
}

/// The ids of a ring of classes, the first again at the end. Where two lines of one class make the ring, both stand.
fn ids_of<'a>(ring: &[ClassNo], ties: &[Tie], class_of: &[ClassNo], id: impl Fn(u32) -> &'a RecordId) -> Vec<RecordId> {
    let mut ids: Vec<RecordId> = Vec::new();
    for (&class, &whole) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let between = |tie: &&Tie| {
            tie.says != Says::Repeats && class_of[tie.line as usize] == class && class_of[tie.to as usize] == whole
        };
        let tie = ties
            .iter()
            .find(between)
            .expect("an edge between classes comes from a line");
        for id in [id(tie.line), id(tie.to)] {
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

/// The names of all breakdowns, in order.
fn breakdowns<'a>(lines: &[&'a FundingLine]) -> Vec<Option<&'a str>> {
    let named = lines
        .iter()
        .filter_map(|line| line.part_of.as_ref())
        .map(|part| part.breakdown.as_deref());
    let all: BTreeSet<Option<&str>> = named.chain([None, RELABELLED]).collect();
    all.into_iter().collect()
}

fn breakdown_no(breakdowns: &[Option<&str>], name: Option<&str>) -> BreakdownNo {
    breakdowns
        .binary_search(&name)
        .expect("every breakdown's name was collected") as BreakdownNo
}

/// What the lines say of each other, by line, and the ids they name that are not among them.
fn ties<'a>(
    lines: &[&'a FundingLine],
    breakdowns: &[Option<&str>],
) -> Result<(Vec<Tie>, Vec<&'a RecordId>), LedgerError> {
    if let Some(pair) = lines.windows(2).find(|pair| pair[0].id == pair[1].id) {
        return Err(LedgerError::SameId(pair[0].id.clone()));
    }
    let mut number = HashMap::with_capacity_and_hasher(lines.len(), foldhash::fast::RandomState::default());
    number.extend(lines.iter().map(|line| line.id.as_str()).zip(0_u32..));
    let said: Vec<(LineNo, &RecordId, Says)> = (0..lines.len() as LineNo)
        .into_par_iter()
        .with_min_len(WORTH_SHARING)
        .flat_map_iter(|no| said_by(lines[no as usize], breakdowns).map(move |(id, says)| (no, id, says)))
        .collect();
    let found: Vec<Option<u32>> = said
        .par_iter()
        .with_min_len(WORTH_SHARING)
        .map(|(_, id, _)| number.get(id.as_str()).copied())
        .collect();
    let unknown = said.iter().zip(&found).filter(|(_, found)| found.is_none());
    let absent: BTreeSet<&RecordId> = unknown.map(|((_, id, _), _)| *id).collect();
    let absent: Vec<&RecordId> = absent.into_iter().collect();
    let tie = |((line, id, says), found): ((LineNo, &RecordId, Says), Option<u32>)| {
        let to = found.unwrap_or_else(|| {
            let place = absent
                .binary_search(&id)
                .expect("every id that is not there was collected");
            (lines.len() + place) as u32
        });
        Tie { line, to, says }
    };
    let ties = said.into_iter().zip(found).map(tie).collect();
    Ok((ties, absent))
}

/// The ids that a line names, and as what.
fn said_by<'a>(
    line: &'a FundingLine,
    breakdowns: &[Option<&str>],
) -> impl Iterator<Item = (&'a RecordId, Says)> + use<'a> {
    let part = line.part_of.as_ref().map(|part| {
        let breakdown = breakdown_no(breakdowns, part.breakdown.as_deref());
        (&part.id, Says::PartOf(breakdown))
    });
    let relabels = line.relabels.iter().map(|id| (id, Says::Relabels));
    let repeats = line.repeats.iter().map(|id| (id, Says::Repeats));
    part.into_iter().chain(relabels).chain(repeats)
}

/// The class of each line and absent id: those that repeat each other, near or far, share one.
fn classes(ties: &[Tie], count: usize) -> Vec<ClassNo> {
    fn find(leader: &mut [u32], mut member: u32) -> u32 {
        while leader[member as usize] != member {
            leader[member as usize] = leader[leader[member as usize] as usize];
            member = leader[member as usize];
        }
        member
    }
    let mut leader: Vec<u32> = (0..).take(count).collect();
    for tie in ties.iter().filter(|tie| tie.says == Says::Repeats) {
        let (a, b) = (find(&mut leader, tie.line), find(&mut leader, tie.to));
        leader[a.max(b) as usize] = a.min(b);
    }
    let mut numbered = 0;
    let mut class_of = vec![0; count];
    for member in (0_u32..).take(count) {
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
    let all: Vec<u32> = (0..).take(class_of.len()).collect();
    let mut members = Grouped::new(count, &all, |member| class_of[*member as usize]);
    if count < class_of.len() {
        members.sort(|member| {
            let line = lines.get(*member as usize);
            let repeats = line.is_none_or(|line| line.repeats.iter().any(|id| *id != line.id));
            let first = line.and_then(|line| first_day(line));
            (line.is_none(), repeats, first.is_none(), first, *member)
        });
    }
    members
}

/// The first day that a line's money was heard of.
fn first_day(line: &FundingLine) -> Option<NaiveDate> {
    let stages = line.stages.iter().filter_map(|step| step.date.span().earliest).min();
    stages.or_else(|| line.period.as_ref().and_then(|period| period.span().earliest))
}
