//! One stage added up. The rules stand in the [ledger's documentation](super).

use chrono::NaiveDate;

use super::{
    LedgerWarning, LeftOutReason,
    links::{BreakdownNo, ClassNo, Edge, LineNo, Links},
    standing::{figures, money, sum_in},
};
use crate::{CountsAs, Currency, FundingKind, FundingLine, Stage};

/// Amounts by currency, in the order of currencies, in minor units.
type Purse = Vec<(Currency, i128)>;

/// What becomes of a chosen line at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It has no figure, or is no line to add.
    Nothing,
    /// A total counts it.
    Counted,
    /// It is left out, because of this line, or of this absent id.
    LeftOut(LeftOutReason, u32),
}

/// Figures of chosen lines at one stage on a day.
#[derive(Debug, Default)]
pub(super) struct StageFigures {
    figures: Vec<Figure>,
    /// The amounts of all figures, one figure's after another's.
    amounts: Purse,
}

#[derive(Debug, Clone, Copy)]
struct Figure {
    line: LineNo,
    start: u32,
    end: u32,
}

impl StageFigures {
    /// Takes up a line; says whether it has a figure.
    pub(super) fn take(&mut self, no: LineNo, line: &FundingLine, stage: Stage, day: Option<NaiveDate>) -> bool {
        let start = self.amounts.len();
        for (_, amount) in figures(line, stage, day) {
            let currency = amount.currency();
            if self.amounts[start..].iter().all(|(known, _)| *known != currency)
                && let Some(sum) = sum_in(line, stage, day, currency)
            {
                self.amounts.push((currency, sum));
            }
        }
        let end = self.amounts.len();
        if start == end {
            return false;
        }
        self.amounts[start..].sort_unstable();
        self.figures.push(Figure {
            line: no,
            start: start as u32,
            end: end as u32,
        });
        true
    }

    fn of(&self, figure: Figure) -> &[(Currency, i128)] {
        &self.amounts[figure.start as usize..figure.end as usize]
    }
}

/// A total of one kind and currency at the stage.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) kind: FundingKind,
    pub(super) currency: Currency,
    pub(super) sum: i128,
    pub(super) counted: Vec<LineNo>,
    pub(super) summed_from: Vec<(LineNo, BreakdownNo)>,
}

/// A stage added up.
pub(super) struct StageTally {
    /// By kind and currency.
    pub(super) cells: Vec<Cell>,
    /// Of each line with a figure, by line.
    pub(super) verdicts: Vec<(LineNo, Verdict)>,
    pub(super) warnings: Vec<LedgerWarning>,
}

/// How a class stands towards those above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Nothing above it is counted: its own figure counts, or its parts' do.
    Open,
    /// This class above it is counted; whether it relabels that class.
    Covered { by: ClassNo, relabels: bool },
    /// This class above it is split in more than one way, and another way is counted.
    Passed { whole: ClassNo },
}

/// Adds up one stage.
pub(super) fn tally(links: &Links<'_>, figures: &StageFigures, chosen: &[bool], stage: Stage) -> StageTally {
    let mut work = Work::new(links, figures, stage);
    work.choose_breakdowns();
    work.place();
    let cells = work.cells(chosen);
    StageTally {
        cells,
        verdicts: work.verdicts(),
        warnings: work.warnings,
    }
}

struct Work<'w, 'a> {
    links: &'w Links<'a>,
    figures: &'w StageFigures,
    stage: Stage,
    /// The figure that speaks for each class.
    own: Vec<Option<Figure>>,
    /// What the parts of a class without a figure carry, by the breakdown chosen for it.
    carried: Vec<Purse>,
    chosen_breakdown: Vec<Option<BreakdownNo>>,
    /// Whether something below a class has several wholes, so that sums of its parts may hold money twice.
    tangled: Vec<bool>,
    places: Vec<Place>,
    warnings: Vec<LedgerWarning>,
}

impl<'w, 'a> Work<'w, 'a> {
    fn new(links: &'w Links<'a>, figures: &'w StageFigures, stage: Stage) -> Self {
        let classes = links.classes();
        let mut own: Vec<Option<Figure>> = vec![None; classes];
        for figure in &figures.figures {
            if links.lines[figure.line as usize].counts_as == CountsAs::Line {
                let speaker = &mut own[links.class_of(figure.line) as usize];
                if speaker.is_none_or(|known| links.rank(figure.line) < links.rank(known.line)) {
                    *speaker = Some(*figure);
                }
            }
        }
        Self {
            links,
            figures,
            stage,
            own,
            carried: vec![Purse::new(); classes],
            chosen_breakdown: vec![None; classes],
            tangled: vec![false; classes],
            places: vec![Place::Open; classes],
            warnings: Vec::new(),
        }
    }

    /// The money a class stands for: its own, or what the chosen breakdown of its parts carries.
    fn money_of(&self, class: ClassNo) -> &[(Currency, i128)] {
        match self.own[class as usize] {
            Some(figure) => self.figures.of(figure),
            None => &self.carried[class as usize],
        }
    }

    /// From the parts up: which breakdown of each class carries most, and whether parts exceed their whole.
    fn choose_breakdowns(&mut self) {
        let ceilings = self.ceilings();
        for &class in self.links.order.iter().rev() {
            let at = class as usize;
            let parts = self.links.parts(class);
            if parts.is_empty() {
                continue;
            }
            self.tangled[at] = parts
                .iter()
                .any(|edge| self.tangled[edge.part as usize] || self.links.wholes(edge.part).len() > 1);
            let mut best: Option<(BreakdownNo, Purse)> = None;
            for breakdown in parts.chunk_by(|a, b| a.breakdown == b.breakdown) {
                let name = breakdown[0].breakdown;
                let mut purse = Purse::new();
                for edge in breakdown {
                    add(&mut purse, self.money_of(edge.part));
                }
                if purse.is_empty() {
                    continue;
                }
                self.compare_with_whole(class, name, &purse, &ceilings);
                // Parts of one class that is part of itself in two breakdowns weigh in each: a weight, not a sum shown.
                if best
                    .as_ref()
                    .is_none_or(|(_, known)| self.outweighs(class, &purse, known))
                {
                    best = Some((name, purse));
                }
            }
            if let Some((name, purse)) = best {
                self.chosen_breakdown[at] = Some(name);
                if self.own[at].is_none() {
                    self.carried[at] = purse;
                }
            }
        }
    }

    /// The figures of envelopes, by class: parts may exceed a ceiling too.
    fn ceilings(&self) -> Vec<Option<Figure>> {
        let mut ceilings = vec![None; self.links.classes()];
        for figure in &self.figures.figures {
            if self.links.lines[figure.line as usize].counts_as == CountsAs::Envelope {
                ceilings[self.links.class_of(figure.line) as usize].get_or_insert(*figure);
            }
        }
        ceilings
    }

    /// Whether one purse holds more than another, in the currency of the class first. What other currencies hold
    /// cannot be compared; it only makes the choice a settled one.
    fn outweighs(&self, class: ClassNo, purse: &Purse, other: &Purse) -> bool {
        let line = self.links.lines_of(class).next();
        let currency = line.map_or(Currency::EUR, |line| self.links.lines[line as usize].amount.currency());
        let held = |purse: &Purse| {
            purse
                .iter()
                .find(|(known, _)| *known == currency)
                .map_or(0, |(_, sum)| *sum)
        };
        (held(purse), purse) > (held(other), other)
    }

    fn compare_with_whole(
        &mut self,
        class: ClassNo,
        breakdown: BreakdownNo,
        parts: &Purse,
        ceilings: &[Option<Figure>],
    ) {
        let Some(figure) = self.own[class as usize].or(ceilings[class as usize]) else {
            return;
        };
        if self.tangled[class as usize] {
            return;
        }
        let figures = self.figures;
        let own = figures.of(figure).iter();
        let exceeded = own.filter_map(|(currency, own)| {
            let (_, sum) = parts.iter().find(|(known, sum)| known == currency && sum > own)?;
            Some((money(*sum, *currency)?, money(*own, *currency)?))
        });
        let links = self.links;
        let stage = self.stage;
        self.warnings
            .extend(exceeded.map(|(parts, own)| LedgerWarning::PartsExceedWhole {
                whole: links.lines[figure.line as usize].id.clone(),
                stage,
                breakdown: links.breakdowns[breakdown as usize].map(str::to_owned),
                parts,
                own,
            }));
    }

    /// From the wholes down: which classes stand open.
    fn place(&mut self) {
        for &class in &self.links.order {
            let wholes = self.links.wholes(class);
            let mut place = Place::Open;
            let mut covering: Vec<ClassNo> = Vec::new();
            for edge in wholes {
                let next = self.place_under(edge);
                if let Place::Covered { by, .. } = next
                    && wholes.len() > 1
                {
                    covering.push(by);
                }
                place = strongest(place, next);
            }
            self.places[class as usize] = place;
            self.note_overlap(class, covering);
        }
    }

    /// How a part stands as far as one of its wholes is concerned.
    fn place_under(&self, edge: &Edge) -> Place {
        let whole = edge.whole as usize;
        match self.places[whole] {
            Place::Open if self.own[whole].is_some() => Place::Covered {
                by: edge.whole,
                relabels: edge.relabels,
            },
            Place::Open => match self.chosen_breakdown[whole] {
                Some(chosen) if chosen != edge.breakdown => Place::Passed { whole: edge.whole },
                _ => Place::Open,
            },
            Place::Covered { by, .. } => Place::Covered { by, relabels: false },
            passed @ Place::Passed { .. } => passed,
        }
    }

    fn note_overlap(&mut self, class: ClassNo, mut covering: Vec<ClassNo>) {
        covering.sort_unstable();
        covering.dedup();
        if let (Some(figure), true) = (self.own[class as usize], covering.len() > 1) {
            let speaker = |class: ClassNo| self.own[class as usize].map(|figure| figure.line);
            let name = |line: LineNo| self.links.lines[line as usize].id.clone();
            self.warnings.push(LedgerWarning::WholesOverlap {
                line: name(figure.line),
                stage: self.stage,
                wholes: covering.into_iter().filter_map(speaker).map(name).collect(),
            });
        }
    }

    /// The figure of a class, if it is counted.
    fn counted(&self, class: ClassNo) -> Option<Figure> {
        (self.places[class as usize] == Place::Open)
            .then_some(self.own[class as usize])
            .flatten()
    }

    /// Adds up what is counted, and marks the chosen wholes whose parts were added in their place.
    fn cells(&self, chosen: &[bool]) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        // The cells that the money of each class went to.
        let mut went_to: Vec<Vec<u32>> = vec![Vec::new(); self.links.classes()];
        for &class in self.links.order.iter().rev() {
            if self.places[class as usize] != Place::Open {
                continue;
            }
            if let Some(figure) = self.own[class as usize] {
                let kind = self.links.lines[figure.line as usize].kind;
                for &(currency, sum) in self.figures.of(figure) {
                    let at = cell_of(&mut cells, kind, currency);
                    cells[at].sum += sum;
                    cells[at].counted.push(figure.line);
                    went_to[class as usize].push(at as u32);
                }
            } else if let Some(breakdown) = self.chosen_breakdown[class as usize] {
                let parts = self
                    .links
                    .parts(class)
                    .iter()
                    .filter(|edge| edge.breakdown == breakdown);
                let mut into: Vec<u32> = Vec::new();
                for part in parts {
                    for &cell in &went_to[part.part as usize] {
                        if !into.contains(&cell) {
                            into.push(cell);
                        }
                    }
                }
                let is_chosen_line = |line: &LineNo| {
                    chosen[*line as usize] && self.links.lines[*line as usize].counts_as == CountsAs::Line
                };
                if let Some(whole) = self.links.lines_of(class).find(is_chosen_line) {
                    for &cell in &into {
                        cells[cell as usize].summed_from.push((whole, breakdown));
                    }
                }
                went_to[class as usize] = into;
            }
        }
        for cell in &mut cells {
            cell.counted.sort_unstable();
            cell.summed_from.sort_unstable();
        }
        cells.sort_by_key(|cell| (cell.kind, cell.currency));
        cells
    }

    /// What becomes of each line with a figure.
    fn verdicts(&self) -> Vec<(LineNo, Verdict)> {
        let verdict = |figure: &Figure| {
            let line = self.links.lines[figure.line as usize];
            if line.counts_as != CountsAs::Line {
                return (figure.line, Verdict::Nothing);
            }
            let class = self.links.class_of(figure.line);
            let speaker = |class: ClassNo| {
                let name = self.links.first_member(class);
                self.own[class as usize].map_or(name, |figure| figure.line)
            };
            let verdict = match self.places[class as usize] {
                Place::Open if self.counted(class).is_some_and(|one| one.line == figure.line) => Verdict::Counted,
                Place::Open => Verdict::LeftOut(LeftOutReason::Repeats, speaker(class)),
                Place::Covered { by, relabels: true } => Verdict::LeftOut(LeftOutReason::Relabels, speaker(by)),
                Place::Covered { by, relabels: false } => Verdict::LeftOut(LeftOutReason::CoveredByWhole, speaker(by)),
                Place::Passed { whole } => {
                    Verdict::LeftOut(LeftOutReason::OtherBreakdown, self.links.first_member(whole))
                }
            };
            (figure.line, verdict)
        };
        self.figures.figures.iter().map(verdict).collect()
    }
}

/// The stronger of two places; of two alike, the one with the first class. A class that is covered by one whole is
/// not counted whatever its other wholes say, and covered says more than passed.
fn strongest(a: Place, b: Place) -> Place {
    let key = |place: &Place| match *place {
        Place::Covered { by, relabels } => (0, by, relabels),
        Place::Passed { whole } => (1, whole, false),
        Place::Open => (2, 0, false),
    };
    std::cmp::min_by_key(a, b, key)
}

fn cell_of(cells: &mut Vec<Cell>, kind: FundingKind, currency: Currency) -> usize {
    cells
        .iter()
        .position(|cell| cell.kind == kind && cell.currency == currency)
        .unwrap_or_else(|| {
            cells.push(Cell {
                kind,
                currency,
                sum: 0,
                counted: Vec::new(),
                summed_from: Vec::new(),
            });
            cells.len() - 1
        })
}

fn add(purse: &mut Purse, more: &[(Currency, i128)]) {
    for (currency, sum) in more {
        match purse.binary_search_by_key(currency, |(known, _)| *known) {
            // Only a weight and a warning rest on it, and no true amount comes near the end of an i128.
            Ok(at) => purse[at].1 = purse[at].1.saturating_add(*sum),
            Err(at) => purse.insert(at, (*currency, *sum)),
        }
    }
}
