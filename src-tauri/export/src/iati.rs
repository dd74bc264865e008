//! Funding lines as open data: IATI 2.03 activities.
//!
//! What crosses over: flows of money as transactions. What does not, because IATI would read it as money of its own:
//! running totals, announcements, and lines that are a ceiling or a speaker's sum; the first two stand in the
//! description, the last are left out.

use std::{collections::BTreeMap, io::Write, path::Path};

use chrono::NaiveDate;
use entente_domain::{
    Basis, CountsAs, FundingKind, FundingLine, FundingStage, PartnerCode, Record, RecordId, Source, Stage,
};

use crate::{
    Error,
    links::web_address,
    saving::{Records, replace},
    xml::Xml,
};

/// Who reports, and what the activities need to know besides their lines.
#[derive(Debug, Clone, Copy)]
pub struct IatiContext<'a> {
    /// The reporting organisation's identifier, which begins each activity's own: `entente` where nobody registered one.
    pub reporter: &'a str,
    /// Its name.
    pub reporter_name: &'a str,
    /// The sources that lines cite, by id.
    pub sources: &'a BTreeMap<RecordId, Source>,
    /// The day the data is of.
    pub day: NaiveDate,
}

/// Writes the funding lines among records. Gives the number of activities.
///
/// # Errors
/// When the records stop, or the file cannot be written; the old file is then untouched.
pub fn iati(path: &Path, records: Records<'_>, context: &IatiContext<'_>) -> Result<u64, Error> {
    replace(path, |out| {
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"2.03\" generated-datetime=\"{}T00:00:00Z\">\n",
            context.day
        )?;
        let mut activities = 0;
        for record in records {
            let Record::Funding(line) = record.map_err(Error::Stopped)? else {
                continue;
            };
            if line.counts_as != CountsAs::Line {
                continue;
            }
            out.write_all(&activity(&line, context))?;
            out.write_all(b"\n")?;
            activities += 1;
        }
        out.write_all(b"</iati-activities>\n")?;
        Ok(activities)
    })
}

fn activity(line: &FundingLine, context: &IatiContext<'_>) -> Vec<u8> {
    let mut xml = Xml::piece();
    let currency = line.amount.currency().to_string();
    xml.open(
        "iati-activity",
        &[
            ("default-currency", currency.as_str()),
            ("xml:lang", "en"),
            ("last-updated-datetime", &format!("{}T00:00:00Z", context.day)),
        ],
    );
    let identifier = |id: &RecordId| format!("{}-{id}", context.reporter);
    xml.leaf("iati-identifier", &[], &identifier(&line.id));
    // 90 is “other”: whoever exports is not the donor, so the report is a secondary one.
    let reporter = [("ref", context.reporter), ("type", "90"), ("secondary-reporter", "1")];
    xml.within("reporting-org", &reporter, |xml| {
        xml.leaf("narrative", &[], context.reporter_name)
    });
    narrative(&mut xml, "title", &[], &line.title);
    narrative(&mut xml, "description", &[("type", "1")], &description(line));
    let payer = line.fund.as_deref().unwrap_or("European Union");
    narrative(&mut xml, "participating-org", &[("role", "1"), ("type", "40")], payer);
    xml.empty("activity-status", &[("code", status(line, context.day))]);
    for (kind, day) in dates(line, context.day) {
        xml.empty("activity-date", &[("type", kind), ("iso-date", &day.to_string())]);
    }
    let countries: Vec<PartnerCode> = line
        .partners
        .iter()
        .copied()
        .filter(|code| *code != PartnerCode::UNION)
        .collect();
    let shares = shares(countries.len());
    for (country, share) in countries.iter().zip(&shares) {
        xml.empty(
            "recipient-country",
            &[("code", country.as_str()), ("percentage", share)],
        );
    }
    if countries.is_empty() {
        // 998 is “developing countries, unspecified”.
        xml.empty("recipient-region", &[("code", "998"), ("vocabulary", "1")]);
    }
    if let Some(code) = finance_type(line.kind) {
        xml.empty("default-finance-type", &[("code", code)]);
    }
    for step in &line.stages {
        transaction(&mut xml, step);
    }
    for cite in &line.cites {
        let Some(source) = context.sources.get(&cite.source) else {
            continue;
        };
        let Some(address) = source.url.as_deref().and_then(web_address) else {
            continue;
        };
        xml.within("document-link", &[("format", "text/html"), ("url", &address)], |xml| {
            narrative(xml, "title", &[], &source.title);
            xml.empty("category", &[("code", "A12")]);
        });
    }
    if let Some(whole) = &line.part_of {
        xml.empty("related-activity", &[("ref", &identifier(&whole.id)), ("type", "1")]);
    }
    xml.finish()
}

fn narrative(xml: &mut Xml, name: &'static str, attributes: &[(&str, &str)], text: &str) {
    xml.within(name, attributes, |xml| xml.leaf("narrative", &[], text));
}

fn description(line: &FundingLine) -> String {
    let mut text = format!("{} Headline amount: {}.", line.title, line.amount);
    for step in line.stages.iter().filter(|step| transaction_type(step).is_none()) {
        if let Some(amount) = step.amount {
            let basis = if step.basis == Basis::RunningTotal {
                ", running total"
            } else {
                ""
            };
            text = format!("{text} {} {}: {amount}{basis}.", step.stage, step.date);
        }
    }
    match &line.note {
        Some(note) => format!("{text} {note}"),
        None => text,
    }
}

/// 1 pipeline, 2 implementation, 4 closed, 5 cancelled.
fn status(line: &FundingLine, day: NaiveDate) -> &'static str {
    let reached = |stage: Stage| line.stages.iter().any(|step| step.stage == stage);
    let over = line
        .period
        .as_ref()
        .and_then(|period| period.span().latest)
        .is_some_and(|last| last < day);
    if reached(Stage::Cancelled) {
        "5"
    } else if over {
        "4"
    } else if [Stage::Signed, Stage::Contracted, Stage::Disbursed]
        .into_iter()
        .any(reached)
    {
        "2"
    } else {
        "1"
    }
}

/// Planned start and end from the period; where there is none, the first step as the planned start.
fn dates(line: &FundingLine, day: NaiveDate) -> Vec<(&'static str, NaiveDate)> {
    let period = line.period.as_ref().map(entente_domain::Edtf::span);
    let first_step = line.stages.iter().filter_map(|step| step.date.span().earliest).min();
    let start = period.and_then(|span| span.earliest).or(first_step).unwrap_or(day);
    let end = period.and_then(|span| span.latest);
    let mut dates = vec![("1", start)];
    dates.extend(end.map(|end| ("3", end)));
    dates
}

/// Equal shares that make exactly one hundred, in hundredths: IATI wants percentages, and no source divides.
fn shares(n: usize) -> Vec<String> {
    let n = n.max(1);
    let each = 10_000 / n;
    (0..n)
        .map(|at| {
            let share = if at == 0 { 10_000 - each * (n - 1) } else { each };
            format!("{}.{:02}", share / 100, share % 100)
        })
        .collect()
}

fn finance_type(kind: FundingKind) -> Option<&'static str> {
    match kind {
        FundingKind::Grant | FundingKind::BudgetSupport => Some("110"),
        FundingKind::Loan => Some("421"),
        FundingKind::Guarantee => Some("1100"),
        FundingKind::InvestmentMobilised | FundingKind::Mixed => None,
    }
}

/// 12 outgoing pledge, 2 outgoing commitment, 3 disbursement, 7 reimbursement; `None` for what is no flow of its own.
fn transaction_type(step: &FundingStage) -> Option<&'static str> {
    if step.basis == Basis::RunningTotal {
        return None;
    }
    match step.stage {
        Stage::Pledged => Some("12"),
        Stage::Signed => Some("2"),
        Stage::Disbursed => Some("3"),
        Stage::Returned => Some("7"),
        // An adoption and a contract speak of the money that the signature commits: one of the three is enough.
        Stage::Announced | Stage::Adopted | Stage::Contracted | Stage::Cancelled => None,
    }
}

fn transaction(xml: &mut Xml, step: &FundingStage) {
    let (Some(kind), Some(amount)) = (transaction_type(step), step.amount) else {
        return;
    };
    // A vague date is given by its last possible day: by then the money had moved.
    let Some(day) = step.date.span().latest.or(step.date.span().earliest) else {
        return;
    };
    let day = day.to_string();
    xml.within("transaction", &[], |xml| {
        xml.empty("transaction-type", &[("code", kind)]);
        xml.empty("transaction-date", &[("iso-date", &day)]);
        let currency = amount.currency().to_string();
        xml.leaf(
            "value",
            &[("currency", &currency), ("value-date", &day)],
            &amount.decimal(),
        );
        if let Some(note) = &step.note {
            narrative(xml, "description", &[], note);
        }
    });
}
