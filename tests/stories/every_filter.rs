//! The ledger's laws, asked of the real data under every filter there is: partner by strand by kind of money.

use std::collections::{BTreeMap, BTreeSet};

use entente_domain::{CountsAs, Currency, FundingKind, Money, PartnerCode, Stage, Strand};
use entente_library::{Filters, FundingAnswer, FundingAsk, FundingRow, Moment};

use crate::desk::{Desk, day, ids, list};

/// Of every line, the lines that may already hold its money: its whole, and those it repeats or relabels, and theirs.
struct Family<'a>(BTreeMap<&'a str, &'a FundingRow>);

impl<'a> Family<'a> {
    fn ancestors(&self, id: &str) -> BTreeSet<&'a str> {
        let mut met = BTreeSet::new();
        let mut to_look_at: Vec<&str> = vec![id];
        while let Some(id) = to_look_at.pop() {
            let Some(line) = self.0.get(id) else { continue };
            let whole = line.part_of.iter().map(|whole| whole.id.as_str());
            let same = line.repeats.iter().chain(&line.relabels).map(|id| id.as_str());
            for other in whole.chain(same) {
                if met.insert(other) {
                    to_look_at.push(other);
                }
            }
        }
        met
    }
}

fn position(line: &FundingRow, stage: Stage, currency: &str) -> Option<Money> {
    let at = line
        .positions
        .iter()
        .find(|at| at.stage == stage && at.currency == currency)?;
    let currency: Currency = at.currency.parse().unwrap();
    Some(Money::from_decimal(&at.amount, currency).unwrap())
}

fn holds(family: &Family<'_>, money: &FundingAnswer, filter: &str) {
    let mut at_stage: BTreeMap<Stage, BTreeSet<&str>> = BTreeMap::new();
    for total in &money.totals {
        let here = at_stage.entry(total.stage).or_default();
        here.extend(total.counted.iter().map(|id| id.as_str()));
        let mut sum = Money::from_minor(0, total.currency.parse().unwrap());
        for id in &total.counted {
            let line = money.lines.iter().find(|line| line.id == *id);
            let line = line.unwrap_or_else(|| panic!("{filter}: {id} is counted and was not chosen"));
            assert_eq!(
                (line.kind, line.counts_as),
                (total.kind, CountsAs::Line),
                "{filter}: {id}"
            );
            let amount = position(line, total.stage, &total.currency);
            let amount = amount.unwrap_or_else(|| panic!("{filter}: {id} is counted at {} without data", total.stage));
            sum = sum.checked_add(amount).unwrap();
        }
        assert_eq!(
            sum.decimal(),
            total.amount,
            "{filter}: {} {} is the sum of what it counts",
            total.stage,
            total.kind
        );
    }
    for (stage, counted) in &at_stage {
        let mut breakdowns: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
        for id in counted {
            let twice: Vec<_> = family
                .ancestors(id)
                .into_iter()
                .filter(|other| counted.contains(other))
                .collect();
            assert!(
                twice.is_empty(),
                "{filter}: at {stage}, {id} is counted beside {twice:?}, which holds its money"
            );
            if let Some(part) = &family.0[id].part_of {
                breakdowns
                    .entry(part.id.as_str())
                    .or_default()
                    .insert(part.breakdown.as_deref());
            }
        }
        for (whole, used) in breakdowns {
            assert!(
                used.len() == 1,
                "{filter}: at {stage}, parts of {whole} from {used:?} are added"
            );
        }
    }
    let counted: BTreeSet<_> = money.counted.iter().map(|id| id.as_str()).collect();
    let everywhere: BTreeSet<_> = at_stage.into_values().flatten().collect();
    assert_eq!(counted, everywhere, "{filter}: `counted` lists what some total counts");
    for line in &money.lines {
        let out = money.left_out.iter().any(|out| out.id == line.id);
        assert!(
            out || counted.contains(line.id.as_str()),
            "{filter}: {} is neither counted nor left out",
            line.id
        );
    }
}

#[test]
fn under_every_filter_no_money_counts_twice_and_every_total_is_the_sum_of_its_lines() {
    let library = Desk::reading().open("2026-11-25T09:00:00Z");
    let today = Moment::now(day("2026-11-25"));
    let all = library.funding(&FundingAsk::at(today.clone())).unwrap();
    assert!(all.lines.len() > 250, "the real data: {}", all.lines.len());
    let family = Family(all.lines.iter().map(|line| (line.id.as_str(), line)).collect());
    let partners: Vec<Option<PartnerCode>> = ["EG", "LB", "LY", "MR", "RS", "TN", "TR", "EU"]
        .into_iter()
        .map(|code| Some(code.parse().unwrap()))
        .chain([None])
        .collect();
    let strands = Strand::ALL.iter().copied().map(Some).chain([None]);
    let kinds: Vec<_> = FundingKind::ALL.iter().copied().map(Some).chain([None]).collect();
    let mut asked = 0;
    for strand in strands {
        for partner in &partners {
            for kind in &kinds {
                for moment in [today.clone(), Moment::as_of(day("2024-07-01"))] {
                    let past = moment.past;
                    let ask = FundingAsk {
                        filters: Filters {
                            partners: partner.iter().copied().collect(),
                            strands: strand.into_iter().collect(),
                            ..Filters::default()
                        },
                        funding_kinds: kind.iter().copied().collect(),
                        ..FundingAsk::at(moment)
                    };
                    let filter = format!("partner {partner:?}, strand {strand:?}, kind {kind:?}, past {past}");
                    holds(&family, &library.funding(&ask).unwrap(), &filter);
                    asked += 1;
                }
            }
        }
    }
    assert_eq!(asked, 9 * 8 * 7 * 2, "every filter was asked");
}

#[test]
fn a_file_of_funding_has_the_lines_that_the_page_counts_whatever_the_dates() {
    let desk = Desk::bare();
    for dates in [
        "",
        "--from 2024",
        "--from 2019 --to 2021",
        "--to 2016-06",
        "--as-of 2018-01-01",
    ] {
        let page = desk.json(&format!("funding {dates}"));
        let file = format!(
            "export --kind funding --format csv --out {}",
            desk.path("lines.csv").display()
        );
        let file = desk.json(&format!("{file} {dates}"));
        let lines = list(&page["lines"]).len();
        assert!(lines > 5, "{dates}: there is something to compare");
        assert_eq!(
            file["rows"], lines,
            "{dates}: the file and the page are of the same lines"
        );
    }
}

#[test]
fn a_file_of_one_kind_of_money_has_the_lines_of_that_kind_and_no_others() {
    let desk = Desk::bare();
    for filter in [
        "--partner EG --money loan",
        "--partner TN --money grant --money budget-support",
        "--money guarantee --as-of 2025-06-30",
        "--money loan --strand economy --from 2023",
    ] {
        let page = desk.json(&format!("funding {filter}"));
        let mut counted = ids(&page["lines"]);
        counted.sort_unstable();
        assert!(!counted.is_empty(), "{filter}: there is something to compare");
        let out = desk.path("lines.csv");
        let said = desk.json(&format!("funding {filter} --format csv --out {}", out.display()));
        assert_eq!(said["rows"], counted.len(), "{filter}");
        let file = std::fs::read_to_string(&out).unwrap();
        let mut written: Vec<&str> = file
            .lines()
            .filter_map(|line| counted.iter().find(|id| line.starts_with(&format!("{id},"))).copied())
            .collect();
        written.sort_unstable();
        assert_eq!(written, counted, "{filter}: each line once");
        let sheet = desk.path("lines.xlsx");
        let said = desk.json(&format!("funding {filter} --format xlsx --out {}", sheet.display()));
        assert_eq!(said["rows"], counted.len(), "{filter}");
    }
    assert!(
        desk.refuses(2, "funding --convert-to USD --format csv --out lines.csv")
            .contains("own currency"),
        "what a file does not do is not left unsaid"
    );
}
