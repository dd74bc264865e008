//! One stage added up. The rules stand in the [ledger's documentation](super).

use super::{
    LedgerWarning, LeftOutReason,
    figures::{Figure, StageFigures},
    links::{BreakdownNo, ClassNo, Edge, LineNo, Links},
    standing::money,
};
use crate::{CountsAs, Currency, FundingKind, Stage};

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

/// A total of one kind and currency at the stage.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) kind: FundingKind,
    pub(super) currency: Currency,
    pub(super) sum: i128,
    pub(super) counted: Vec<LineNo>,
    pub(super) summed_from: Vec<(LineNo, BreakdownNo)>,
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

/// Amounts by currency, in the order of currencies, in minor units.
type Purse = Vec<(Currency, i128)>;

/// No figure, no breakdown.
const NONE: u32 = u32::MAX;

/// One stage at work. Every table is by class.
pub(super) struct Tally<'t> {
    links: &'t Links,
    figures: &'t StageFigures,
    stage: Stage,
    /// The figure that speaks for a class, by its place among the figures.
    own: Vec<u32>,
    /// Where in `purses` the money stands that the parts of a class without a figure carry.
    carried: Vec<(u32, u32)>,
    purses: Purse,
    /// The breakdown chosen for a class whose parts carry money.
    breakdown: Vec<BreakdownNo>,
    /// The classes whose parts carry money, parts before their wholes.
    carriers: Vec<ClassNo>,
    /// How the carriers stand, and the classes with a figure.
    places: Vec<Place>,
    /// Each with the line it is about.
    warnings: Vec<(LineNo, LedgerWarning)>,
}

impl<'t> Tally<'t> {
    /// Works out what counts at a stage.
    pub(super) fn new(links: &'t Links, figures: &'t StageFigures, stage: Stage) -> Self {
        let classes = links.classes();
        let mut tally = Self {
            links,
            figures,
            stage,
            own: speakers(links, figures, CountsAs::Line),
            carried: vec![(0, 0); classes],
            purses: Purse::new(),
            breakdown: vec![NONE; classes],
            carriers: Vec::new(),
            places: vec![Place::Open; classes],
            warnings: Vec::new(),
        };
        tally.choose_breakdowns();
        tally.place();
        tally
    }

    /// What to look at, by line.
    pub(super) fn into_warnings(mut self) -> Vec<LedgerWarning> {
        // Of one line the warnings stand in the order of breakdowns and currencies already.
        self.warnings.sort_by_key(|(line, _)| *line);
        self.warnings.into_iter().map(|(_, warning)| warning).collect()
    }

    fn own(&self, class: ClassNo) -> Option<Figure> {
        let own = self.own[class as usize];
        (own != NONE).then(|| self.figures.figures[own as usize])
    }

    /// The money a class stands for: its own, or what the chosen breakdown of its parts carries.
    fn money_of(&self, class: ClassNo) -> &[(Currency, i128)] {
        match self.own(class) {
            Some(figure) => self.figures.of(figure),
            None => {
                let (start, end) = self.carried[class as usize];
                &self.purses[start as usize..end as usize]
            }
        }
    }

    /// From the parts up: which breakdown of each class carries most, and whether parts exceed their whole.
    fn choose_breakdowns(&mut self) {
        let links = self.links;
        let ceilings = speakers(links, self.figures, CountsAs::Envelope);
        let (mut best, mut purse) = (Purse::new(), Purse::new());
        for &class in links.with_parts.iter().rev() {
            let parts = links.parts(class);
            best.clear();
            for breakdown in parts.chunk_by(|a, b| a.breakdown == b.breakdown) {
                purse.clear();
                // A class that is part of another in two ways weighs in each: this is a weight, not a sum shown.
                for edge in breakdown {
                    add(&mut purse, self.money_of(edge.part));
                }
                if purse.is_empty() {
                    continue;
                }
                let name = breakdown[0].breakdown;
                self.compare_with_whole(class, name, &purse, ceilings[class as usize]);
                if best.is_empty() || self.outweighs(class, &purse, &best) {
                    self.breakdown[class as usize] = name;
                    std::mem::swap(&mut best, &mut purse);
                }
            }
            if best.is_empty() {
                continue;
            }
            self.carriers.push(class);
            if self.own(class).is_none() {
                let start = self.purses.len() as u32;
                self.purses.append(&mut best);
                self.carried[class as usize] = (start, self.purses.len() as u32);
            }
        }
    }

    /// Whether one purse holds more than another, in the currency of the class first. What other currencies hold
    /// cannot be compared; it only makes the choice a settled one.
    fn outweighs(&self, class: ClassNo, purse: &Purse, other: &Purse) -> bool {
        let currency = self.links.currency[class as usize];
        let held = |purse: &Purse| {
            purse
                .iter()
                .find(|(known, _)| *known == currency)
                .map_or(0, |(_, sum)| *sum)
        };
        (held(purse), purse) > (held(other), other)
    }

    /// Notes parts that add up to more than their whole, or than the ceiling they are drawn from.
    fn compare_with_whole(&mut self, class: ClassNo, breakdown: BreakdownNo, parts: &Purse, ceiling: u32) {
        let ceiling = self.figures.figures.get(ceiling as usize).copied();
        let Some(figure) = self
            .own(class)
            .or(ceiling)
            .filter(|_| !self.links.tangled[class as usize])
        else {
            return;
        };
        for &(currency, own) in self.figures.of(figure) {
            let parts = parts.iter().find(|(known, sum)| *known == currency && *sum > own);
            if let Some((_, parts)) = parts
                && let (Some(parts), Some(own)) = (money(*parts, currency), money(own, currency))
            {
                let warning = LedgerWarning::PartsExceedWhole {
                    whole: self.links.id(figure.line).clone(),
                    stage: self.stage,
                    breakdown: self.links.breakdown(breakdown),
                    parts,
                    own,
                };
                self.warnings.push((figure.line, warning));
            }
        }
    }

    /// From the wholes down: which classes stand open. Every whole of a class with money is a carrier.
    fn place(&mut self) {
        for at in (0..self.carriers.len()).rev() {
            self.settle(self.carriers[at]);
        }
        for (figure, place) in self.figures.figures.iter().zip(0..) {
            let class = figure.class as usize;
            if self.own[class] == place && self.breakdown[class] == NONE {
                self.settle(figure.class);
            }
        }
    }

    fn settle(&mut self, class: ClassNo) {
        let wholes = self.links.wholes(class);
        let placed = wholes.iter().map(|edge| self.place_under(edge));
        self.places[class as usize] = placed.fold(Place::Open, strongest);
        if wholes.len() > 1 {
            self.note_overlap(class);
        }
    }

    /// How a part stands as far as one of its wholes is concerned.
    fn place_under(&self, edge: &Edge) -> Place {
        let whole = edge.whole as usize;
        match self.places[whole] {
            Place::Open if self.own[whole] != NONE => Place::Covered {
                by: edge.whole,
                relabels: edge.relabels,
            },
            Place::Open if [NONE, edge.breakdown].contains(&self.breakdown[whole]) => Place::Open,
            Place::Open => Place::Passed { whole: edge.whole },
            Place::Covered { by, .. } => Place::Covered { by, relabels: false },
            passed @ Place::Passed { .. } => passed,
        }
    }

    /// Notes wholes that are all counted and share a line.
    fn note_overlap(&mut self, class: ClassNo) {
        let Some(figure) = self.own(class) else { return };
        let covering = self
            .links
            .wholes(class)
            .iter()
            .filter_map(|edge| match self.place_under(edge) {
                Place::Covered { by, .. } => Some(self.speaker(by)),
                Place::Open | Place::Passed { .. } => None,
            });
        let mut covering: Vec<u32> = covering.collect();
        covering.sort_unstable();
        covering.dedup();
        if covering.len() > 1 {
            let warning = LedgerWarning::WholesOverlap {
                line: self.links.id(figure.line).clone(),
                stage: self.stage,
                wholes: covering.iter().map(|line| self.links.id(*line).clone()).collect(),
            };
            self.warnings.push((figure.line, warning));
        }
    }

    /// The line, or absent id, by which a class is called at this stage.
    fn speaker(&self, class: ClassNo) -> u32 {
        self.own(class)
            .map_or_else(|| self.links.first_member(class), |figure| figure.line)
    }

    /// What becomes of each line with a figure, in the order of the figures.
    pub(super) fn verdicts(&self) -> Vec<(LineNo, Verdict)> {
        let verdict = |figure: &Figure| (figure.line, self.verdict(figure));
        self.figures.figures.iter().map(verdict).collect()
    }

    fn verdict(&self, figure: &Figure) -> Verdict {
        if figure.counts_as != CountsAs::Line {
            return Verdict::Nothing;
        }
        let Figure { line, class, .. } = *figure;
        let (reason, other) = match self.places[class as usize] {
            Place::Open if self.speaker(class) == line => return Verdict::Counted,
            Place::Open => (LeftOutReason::Repeats, self.speaker(class)),
            Place::Covered { by, relabels: true } => (LeftOutReason::Relabels, self.speaker(by)),
            Place::Covered { by, relabels: false } => (LeftOutReason::CoveredByWhole, self.speaker(by)),
            Place::Passed { whole } => (LeftOutReason::OtherBreakdown, self.links.first_member(whole)),
        };
        Verdict::LeftOut(reason, other)
    }

    /// Adds up what is counted, by kind and currency, and marks the chosen wholes whose parts were added in their
    /// place.
    pub(super) fn cells(&self, verdicts: &[(LineNo, Verdict)], chosen: &[bool]) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        for (figure, (_, verdict)) in self.figures.figures.iter().zip(verdicts) {
            if *verdict == Verdict::Counted {
                for &(currency, sum) in self.figures.of(*figure) {
                    let cell = cell_of(&mut cells, figure.kind, currency);
                    cell.sum += sum;
                    cell.counted.push(figure.line);
                }
            }
        }
        cells.sort_by_key(|cell| (cell.kind, cell.currency));
        for cells in cells.chunks_mut(u64::BITS as usize) {
            self.mark_wholes(cells, chosen);
        }
        cells
    }

    /// Marks up to 64 cells with the chosen wholes whose parts they hold.
    fn mark_wholes(&self, cells: &mut [Cell], chosen: &[bool]) {
        // The cells that the money of each class went to, a bit each.
        let mut went_to = vec![0_u64; self.links.classes()];
        for (place, cell) in cells.iter().enumerate() {
            for line in &cell.counted {
                went_to[self.links.class_of(*line) as usize] |= 1 << place;
            }
        }
        for &class in &self.carriers {
            if self.own[class as usize] != NONE || self.places[class as usize] != Place::Open {
                continue;
            }
            let breakdown = self.breakdown[class as usize];
            let parts = self
                .links
                .parts(class)
                .iter()
                .filter(|edge| edge.breakdown == breakdown);
            let into = parts.fold(0, |into, edge| into | went_to[edge.part as usize]);
            went_to[class as usize] = into;
            let is_chosen_line =
                |line: &LineNo| chosen[*line as usize] && self.links.line(*line).counts_as == CountsAs::Line;
            if let Some(whole) = self.links.lines_of(class).find(is_chosen_line) {
                for (place, cell) in cells.iter_mut().enumerate() {
                    if into & (1 << place) != 0 {
                        cell.summed_from.push((whole, breakdown));
                    }
                }
            }
        }
        for cell in cells {
            cell.counted.sort_unstable();
            cell.summed_from.sort_unstable();
        }
    }
}

/// Of each class, the figure of the first line by rank that counts as asked.
fn speakers(links: &Links, figures: &StageFigures, counts_as: CountsAs) -> Vec<u32> {
    let mut speakers = vec![NONE; links.classes()];
    for (figure, place) in figures
        .figures
        .iter()
        .zip(0..)
        .filter(|(figure, _)| figure.counts_as == counts_as)
    {
        let speaker = &mut speakers[figure.class as usize];
        let known = figures.figures.get(*speaker as usize);
        if known.is_none_or(|known| links.rank(figure.line) < links.rank(known.line)) {
            *speaker = place;
        }
    }
    speakers
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

fn cell_of(cells: &mut Vec<Cell>, kind: FundingKind, currency: Currency) -> &mut Cell {
    let known = cells
        .iter()
        .position(|cell| cell.kind == kind && cell.currency == currency);
    let place = known.unwrap_or_else(|| {
        cells.push(Cell {
            kind,
            currency,
            sum: 0,
            counted: Vec::new(),
            summed_from: Vec::new(),
        });
        cells.len() - 1
    });
    &mut cells[place]
}

fn add(purse: &mut Purse, more: &[(Currency, i128)]) {
    for (currency, sum) in more {
        match purse.iter_mut().find(|(known, _)| known == currency) {
            // Only a weight and a warning rest on it, and no true amount comes near the end of an i128.
            Some((_, known)) => *known = known.saturating_add(*sum),
            None => {
                purse.push((*currency, *sum));
                purse.sort_unstable();
            }
        }
    }
}
