//! How long totals take beside a plain fold over the same lines, in one run.
//!
//! `cargo run --release -p entente-domain --example ledger_bench [LINES]`, 100 thousand lines when left out. The fold
//! adds every amount by stage, kind and currency, and so counts money many times over: it is what a total would cost
//! if nothing had to be left out. The lines are drawn from a fixed seed: wholes of two breakdowns, chains of parts up
//! to a hundred deep, one line in ten that relabels another and one in twenty that repeats one.

use std::{
    collections::BTreeMap,
    hint::black_box,
    time::{Duration, Instant},
};

use entente_domain::{
    Basis, Confidence, CountsAs, Currency, Edtf, FundingKind, FundingLine, FundingStage, Money, PartOf, RecordId,
    Stage, Strand,
    ledger::{Ledger, Totals},
};

const ROUNDS: usize = 25;
/// The longest chain of parts.
const DEEPEST: usize = 100;

fn main() {
    let count = std::env::args()
        .nth(1)
        .map_or(100_000, |count| count.parse().expect("LINES is a number"));
    let lines = lines(count);
    let day = "2026-11-01".parse().ok();
    let (fold, _) = best(|| fold(&lines));
    let (index, ledger) = best(|| Ledger::new(&lines).expect("the lines are drawn without rings"));
    let (scratch, _) = best(|| {
        let ledger = Ledger::new(&lines).expect("the lines are drawn without rings");
        ledger.totals(|_| true, day).expect("the sums are small")
    });
    let (all, totals) = best(|| ledger.totals(|_| true, day).expect("the sums are small"));
    let (some, _) = best(|| {
        ledger
            .totals(|line| line.strand == Strand::Energy, day)
            .expect("the sums are small")
    });
    let Totals {
        sums,
        counted,
        left_out,
        warnings,
    } = totals;
    println!(
        "{count} lines, {} stages; best of {ROUNDS} runs",
        lines.iter().map(|l| l.stages.len()).sum::<usize>()
    );
    let row = |what: &str, time: Duration| {
        println!(
            "{what:<40} {:>8.2} ms {:>6.1} x the fold",
            time.as_secs_f64() * 1e3,
            time.as_secs_f64() / fold.as_secs_f64()
        );
    };
    row("plain fold over the same lines", fold);
    row("links of all lines", index);
    row("totals of all lines, links at hand", all);
    row("totals of one strand, links at hand", some);
    row("links and totals of all lines", scratch);
    println!(
        "{} sums, {} lines counted, {} entries left out, {} warnings",
        sums.len(),
        counted.len(),
        left_out.len(),
        warnings.len()
    );
}

/// The best time of several runs: what else the machine does can only add to it.
fn best<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut best = Duration::MAX;
    let mut last = None;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let outcome = black_box(run());
        best = best.min(start.elapsed());
        last = Some(outcome);
    }
    (best, last.expect("there is at least one round"))
}

fn fold(lines: &[FundingLine]) -> BTreeMap<(Stage, FundingKind, Currency), i128> {
    let mut sums = BTreeMap::new();
    for line in lines {
        for step in &line.stages {
            if let Some(amount) = step.amount {
                *sums.entry((step.stage, line.kind, amount.currency())).or_default() += i128::from(amount.minor());
            }
        }
    }
    sums
}

/// A small generator of numbers (SplitMix64), so that every run draws the same lines.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

fn lines(count: usize) -> Vec<FundingLine> {
    let mut draw = Draw(2026);
    let id = |no: usize| -> RecordId { format!("f{no:07}").parse().expect("letters and digits make an id") };
    let mut depth = vec![0_usize; count];
    (0..count)
        .map(|no| {
            let mut part_of = None;
            if no > 0 && draw.below(10) > 0 {
                // Near ones make chains, far ones make wide wholes.
                let whole = if draw.below(3) > 0 {
                    no - 1 - draw.below(no.min(8))
                } else {
                    draw.below(no)
                };
                if depth[whole] < DEEPEST {
                    depth[no] = depth[whole] + 1;
                    let breakdown = [None, Some("theme"), Some("tranche")][draw.below(3)].map(str::to_owned);
                    part_of = Some(PartOf {
                        id: id(whole),
                        breakdown,
                    });
                }
            }
            let relabels = if no > 0 && draw.below(10) == 0 {
                vec![id(draw.below(no))]
            } else {
                Vec::new()
            };
            // A repeat closes no ring when neither line is part of anything but earlier lines of its own.
            let alone = part_of.is_none() && relabels.is_empty();
            let repeats = if no > 0 && alone && draw.below(2) == 0 {
                vec![id(draw.below(no))]
            } else {
                Vec::new()
            };
            // Parts are smaller than their wholes.
            let most = 10_000_000_000 / (1 + depth[no] * depth[no]);
            line(id(no), part_of, relabels, repeats, most, &mut draw)
        })
        .collect()
}

fn line(
    id: RecordId,
    part_of: Option<PartOf>,
    relabels: Vec<RecordId>,
    repeats: Vec<RecordId>,
    most: usize,
    draw: &mut Draw,
) -> FundingLine {
    let stages = (0..1 + draw.below(4))
        .map(|_| FundingStage {
            stage: Stage::ALL[draw.below(Stage::ALL.len())],
            date: format!("{}-{:02}", 2014 + draw.below(12), 1 + draw.below(12))
                .parse::<Edtf>()
                .expect("a month"),
            amount: (draw.below(12) > 0).then(|| Money::from_minor(draw.below(most) as i64, Currency::EUR)),
            basis: if draw.below(5) == 0 {
                Basis::RunningTotal
            } else {
                Basis::Flow
            },
            note: None,
            cites: Vec::new(),
        })
        .collect();
    FundingLine {
        title: id.to_string(),
        id,
        instrument: None,
        partners: Vec::new(),
        amount: Money::from_minor(0, Currency::EUR),
        kind: FundingKind::ALL[draw.below(FundingKind::ALL.len())],
        fund: None,
        strand: Strand::ALL[draw.below(Strand::ALL.len())],
        period: None,
        part_of,
        repeats,
        relabels,
        counts_as: [
            CountsAs::Line,
            CountsAs::Line,
            CountsAs::Line,
            CountsAs::Line,
            CountsAs::Envelope,
        ][draw.below(5)],
        counts_reason: None,
        stages,
        cites: Vec::new(),
        confidence: Confidence::High,
        note: None,
        claims: Vec::new(),
    }
}
