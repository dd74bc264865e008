//! The figures that every desk officer knows, out of the shipped pack.

use std::{fs, path::Path};

use super::{super::*, lines::day};
use crate::{Currency, FundingKind, FundingLine, Money, RecordId, Stage, Strand};

#[derive(serde::Deserialize)]
struct FundingFile {
    funding: Vec<FundingLine>,
}

/// Every funding line of the pack.
fn pack() -> Vec<FundingLine> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let files = fs::read_dir(data)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("funding.toml"));
    let files = files.filter(|file| file.exists());
    files
        .flat_map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            let read: FundingFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            read.funding
        })
        .collect()
}

fn counts(totals: &Totals, line: &str, stage: Stage) -> bool {
    totals
        .sums
        .iter()
        .any(|sum| sum.stage == stage && sum.counted.iter().any(|id| id.as_str() == line))
}

/// Of a package and all that hangs below it, the total at a stage.
fn below<'a>(lines: &'a [FundingLine], whole: &str) -> Vec<&'a RecordId> {
    let mut found: Vec<&RecordId> = lines
        .iter()
        .map(|line| &line.id)
        .filter(|id| id.as_str() == whole)
        .collect();
    let mut next = 0;
    while let Some(&whole) = found.get(next) {
        next += 1;
        let part = |line: &&FundingLine| line.part_of.as_ref().is_some_and(|part| part.id == *whole);
        found.extend(lines.iter().filter(part).map(|line| &line.id));
    }
    found
}

fn billions(number: i64) -> Money {
    Money::from_minor(number * 100_000_000_000, Currency::EUR)
}

#[test]
fn the_known_packages_come_out_right_under_every_filter_that_includes_them() {
    let lines = pack();
    let ledger = Ledger::new(&lines).unwrap();
    let known = [
        (
            "eg-f01",
            Stage::Pledged,
            Money::from_minor(740_000_000_000, Currency::EUR),
        ),
        ("tr-f01", Stage::Pledged, billions(6)),
        ("lb-f01", Stage::Announced, billions(1)),
    ];
    for (package, stage, amount) in known {
        let family = below(&lines, package);
        assert!(family.len() > 4, "{package} has parts: {family:?}");
        let whole = lines.iter().find(|line| line.id.as_str() == package).unwrap();
        type Filter<'f> = Box<dyn Fn(&LedgerLine) -> bool + 'f>;
        let filters: [(&str, Filter<'_>); 5] = [
            ("all", Box::new(|_| true)),
            ("the partner", Box::new(|line| line.id.as_str()[..2] == package[..2])),
            ("the package and its parts", Box::new(|line| family.contains(&&line.id))),
            ("its strand", Box::new(|line| line.strand == whole.strand)),
            ("its kind", Box::new(|line| line.kind == whole.kind)),
        ];
        for (filter, chosen) in filters {
            for as_of in [None, day("2026-11-01")] {
                let totals = ledger.totals(&chosen, as_of).unwrap();
                assert!(
                    counts(&totals, package, stage),
                    "{package} is counted when {filter} is chosen"
                );
                for id in family.iter().filter(|id| id.as_str() != package) {
                    assert!(
                        !counts(&totals, id.as_str(), stage),
                        "{id} is not counted beside {package}"
                    );
                }
            }
        }
        let totals = ledger.totals(|line| family.contains(&&line.id), None).unwrap();
        let at_stage: Vec<Money> = totals
            .sums
            .iter()
            .filter(|sum| sum.stage == stage)
            .map(|sum| sum.amount)
            .collect();
        assert_eq!(at_stage, [amount], "{package} and its parts make one sum");
    }
}

#[test]
fn a_filter_that_takes_parts_of_the_egyptian_package_only_never_exceeds_it() {
    let lines = pack();
    let ledger = Ledger::new(&lines).unwrap();
    let family = below(&lines, "eg-f01");
    for strand in Strand::ALL {
        let totals = ledger
            .totals(|line| family.contains(&&line.id) && line.strand == *strand, None)
            .unwrap();
        let pledged: i64 = totals
            .sums
            .iter()
            .filter(|sum| sum.stage == Stage::Pledged)
            .map(|sum| sum.amount.minor())
            .sum();
        assert!(pledged <= 740_000_000_000, "{strand}: {pledged}");
    }
}

#[test]
fn tunisias_sixty_million_stand_as_disbursed_and_as_returned() {
    let lines = pack();
    let returned = lines
        .iter()
        .filter(|line| line.id.as_str().starts_with("tn-"))
        .find_map(|line| {
            let net = nets(line, None)
                .into_iter()
                .find(|net| net.taken_back == Stage::Returned)?;
            Some((line, net))
        });
    let (line, net) = returned.expect("the pack holds the money that Tunisia returned");
    let sixty = Money::from_minor(6_000_000_000, Currency::EUR);
    assert_eq!(
        (net.gross, net.less),
        (sixty, sixty),
        "{}: both sides are visible",
        line.id
    );
    let totals = totals(&lines, |one| one.id == line.id, None).unwrap();
    assert_eq!(totals.amount(Stage::Disbursed, line.kind, Currency::EUR), Some(sixty));
    assert_eq!(totals.amount(Stage::Returned, line.kind, Currency::EUR), Some(sixty));
}

#[test]
fn the_forty_billion_of_the_egyptian_conference_stand_apart() {
    let lines = pack();
    let totals = totals(&lines, |line| line.id.as_str().starts_with("eg-"), None).unwrap();
    for sum in totals
        .sums
        .iter()
        .filter(|sum| sum.kind != FundingKind::InvestmentMobilised)
    {
        assert!(
            sum.amount.minor() < billions(40).minor(),
            "{sum:?} holds no mobilised investment"
        );
    }
}
