//! The shipped pack as facts of a brief: real input for these tests.
#![allow(dead_code, clippy::unwrap_used)] // Each test file takes what it needs.

use std::{collections::BTreeMap, fs, path::Path, sync::OnceLock};

use chrono::NaiveDate;
use entente_domain::{
    Commitment, Event, FundingLine, Indicator, Instrument, Partner, RecordId, Source, Strand, ledger::Ledger,
};
use entente_export::brief::{BriefFacts, Pack};
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

/// Every source of the pack.
pub fn sources() -> &'static BTreeMap<RecordId, Source> {
    static SOURCES: OnceLock<BTreeMap<RecordId, Source>> = OnceLock::new();
    SOURCES.get_or_init(|| {
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
        sources
    })
}

/// Everything the shipped pack holds on a partner.
pub fn facts(folder: &str) -> BriefFacts {
    let pack: PackFile = toml::from_str(&fs::read_to_string(Path::new(DATA).join("pack.toml")).unwrap()).unwrap();
    let sources = sources().clone();
    let funding = read(folder, "funding").funding;
    let day = NaiveDate::from_ymd_opt(2026, 11, 25);
    let ledger = Ledger::new(&funding).unwrap();
    let totals = ledger.totals(|_| true, day).unwrap();
    let of_strand = |strand: &Strand| ledger.totals(|line| line.strand == *strand, day).unwrap();
    let totals_of_strands = Strand::ALL.iter().map(|strand| (*strand, of_strand(strand))).collect();
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
        totals_of_strands,
        events: read(folder, "events").events,
        indicators: read(folder, "indicators").indicators,
        sources,
        titles: BTreeMap::new(),
        gaps: Vec::new(),
        changes: None,
    }
}
