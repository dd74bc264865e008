//! The shipped pack as facts of a brief: real input for these tests.
#![allow(dead_code)] // Each test file takes what it needs.

use std::{collections::BTreeMap, fs, path::Path};

use chrono::NaiveDate;
use entente_domain::{
    Basis, Commitment, CountsAs, Event, FundingKind, FundingLine, Indicator, Instrument, Money, Partner, RecordId,
    Source, Stage,
};
use entente_export::brief::{BriefFacts, LeftOut, LeftOutReason, Pack, StageTotal};
use serde::Deserialize;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");

#[derive(Deserialize)]
struct PackFile {
    id: RecordId,
    version: String,
    title: String,
    data_date: NaiveDate,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Records {
    partners: Vec<Partner>,
    sources: Vec<Source>,
    instruments: Vec<Instrument>,
    commitments: Vec<Commitment>,
    funding: Vec<FundingLine>,
    events: Vec<Event>,
    indicators: Vec<Indicator>,
}

fn read(folder: &str, kind: &str) -> Records {
    let path = Path::new(DATA).join(folder).join(format!("{kind}.toml"));
    let text = fs::read_to_string(&path).unwrap_or_default();
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folders of the seven partners.
pub const PARTNERS: [&str; 7] = [
    "tunisia",
    "egypt",
    "mauritania",
    "lebanon",
    "turkiye",
    "libya",
    "serbia",
];

/// Everything the shipped pack holds on a partner.
pub fn facts(folder: &str) -> BriefFacts {
    let pack: PackFile = toml::from_str(&fs::read_to_string(Path::new(DATA).join("pack.toml")).unwrap()).unwrap();
    let mut sources = BTreeMap::new();
    for entry in fs::read_dir(DATA).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = entry.file_name().into_string().unwrap();
            sources.extend(
                read(&name, "sources")
                    .sources
                    .into_iter()
                    .map(|one| (one.id.clone(), one)),
            );
        }
    }
    let funding = read(folder, "funding").funding;
    let (totals, left_out) = naive_totals(&funding);
    BriefFacts {
        partner: read(folder, "partner").partners.remove(0),
        pack: Pack {
            id: pack.id,
            title: pack.title,
            publisher: "Entente".to_owned(),
            version: pack.version,
            data_date: pack.data_date,
        },
        instruments: read(folder, "instruments").instruments,
        commitments: read(folder, "commitments").commitments,
        funding,
        totals,
        left_out,
        events: read(folder, "events").events,
        indicators: read(folder, "indicators").indicators,
        sources,
        titles: BTreeMap::new(),
        gaps: Vec::new(),
        changes: None,
    }
}

/// Sums of lines that belong to nothing else: enough to write a brief from. The real sums are the ledger's.
fn naive_totals(lines: &[FundingLine]) -> (Vec<StageTotal>, Vec<LeftOut>) {
    let mut left_out = Vec::new();
    let mut sums: BTreeMap<(Stage, FundingKind, String), StageTotal> = BTreeMap::new();
    for line in lines {
        let reason = match (
            line.counts_as,
            &line.part_of,
            line.repeats.first(),
            line.relabels.first(),
        ) {
            (CountsAs::Envelope, ..) => Some((LeftOutReason::Envelope, None)),
            (CountsAs::Statement, ..) => Some((LeftOutReason::Statement, None)),
            (_, Some(whole), ..) => Some((LeftOutReason::PartOfCounted, Some(whole.id.clone()))),
            (_, _, Some(other), _) => Some((LeftOutReason::Repeats, Some(other.clone()))),
            (_, _, _, Some(other)) => Some((LeftOutReason::Relabels, Some(other.clone()))),
            _ => None,
        };
        if let Some((reason, because_of)) = reason {
            left_out.push(LeftOut {
                id: line.id.clone(),
                reason,
                because_of,
            });
            continue;
        }
        let mut by_stage: BTreeMap<Stage, Money> = BTreeMap::new();
        for step in &line.stages {
            let Some(amount) = step.amount else { continue };
            by_stage
                .entry(step.stage)
                .and_modify(|sum| {
                    *sum = if step.basis == Basis::Flow {
                        sum.checked_add(amount).unwrap_or(amount)
                    } else {
                        amount
                    };
                })
                .or_insert(amount);
        }
        for (stage, amount) in by_stage {
            let total = sums
                .entry((stage, line.kind, amount.currency().to_string()))
                .or_insert_with(|| StageTotal {
                    stage,
                    kind: line.kind,
                    amount: Money::from_minor(0, amount.currency()),
                    counted: Vec::new(),
                    from_breakdown: false,
                });
            total.amount = total.amount.checked_add(amount).unwrap();
            total.counted.push(line.id.clone());
        }
    }
    (sums.into_values().collect(), left_out)
}
