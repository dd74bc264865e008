//! How fast briefs and tables are written, against the tools an office has: ratios of one run on one machine.
//!
//! Run with `cargo run --release -p entente-export --example export_bench`. Tools that are not installed are left out.
#![allow(clippy::unwrap_used)] // A bench may stop where it stands.

#[path = "../tests/shipped/mod.rs"]
mod shipped;

use std::{
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use entente_domain::{Record, RecordKind};
use entente_export::{
    BriefFormat,
    brief::{BriefOptions, compose},
    tables::{Table, TableContext, csv, xlsx},
};

/// Rows of the tables.
const ROWS: usize = 100_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let options = BriefOptions::full(day);
    let tunisia = shipped::facts("tunisia");

    println!("One brief (Tunisia, everything), composed and written, median of 9:");
    let ours = |format: BriefFormat| {
        // A brief that nothing is remembered of; forgetting the last one is not part of writing it.
        let forget = || typst::comemo::evict(0);
        median_after(9, forget, || {
            drop(format.write(&compose(&tunisia, &options).unwrap()).unwrap());
        })
    };
    let (docx, pdf) = (ours(BriefFormat::Docx), ours(BriefFormat::Pdf));
    let document = compose(&tunisia, &options).unwrap();
    let save = |format: BriefFormat| {
        let path = folder.path().join(format!("brief.{}", format.extension()));
        std::fs::write(&path, format.write(&document).unwrap().bytes).unwrap();
        path
    };
    let (markdown, word) = (save(BriefFormat::Markdown), save(BriefFormat::Docx));
    let pandoc = tool(
        "pandoc",
        &[
            markdown.to_str().unwrap(),
            "-o",
            folder.path().join("pandoc.docx").to_str().unwrap(),
        ],
    );
    let office = tool(
        "soffice",
        &[
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder.path().to_str().unwrap(),
            word.to_str().unwrap(),
        ],
    );
    compared("DOCX", docx, "pandoc, the same Markdown to DOCX", pandoc);
    compared("PDF", pdf, "pandoc, the same Markdown to DOCX", pandoc);
    compared("PDF", pdf, "LibreOffice, our DOCX to PDF", office);

    let all: Vec<_> = shipped::PARTNERS.into_iter().map(shipped::facts).collect();
    let seven = once(|| {
        for facts in &all {
            let document = compose(facts, &options).unwrap();
            for format in BriefFormat::ALL {
                drop(format.write(&document).unwrap());
            }
        }
    });
    println!(
        "Seven partners in {} formats: {seven:.0?}, {:.2} × one DOCX by pandoc",
        BriefFormat::ALL.len(),
        ratio(seven, pandoc)
    );

    let rows = rows(&all);
    let sources = shipped::sources();
    let context = TableContext {
        sources,
        day,
        filters: &[],
        pack: "entente-curated",
    };
    let table = Table::of(&[RecordKind::Funding]);
    let given = || (0..ROWS).map(|at| Ok(rows[at % rows.len()].clone()));
    let written = |rows: u64| assert_eq!(rows, ROWS as u64, "a row a record");
    let plain = once(|| written(csv(&folder.path().join("rows.csv"), table, &mut given(), &context).unwrap()));
    let sheet = once(|| {
        written(
            xlsx(
                &folder.path().join("rows.xlsx"),
                table,
                &mut given(),
                &context,
                &entente_export::to_the_end,
            )
            .unwrap(),
        )
    });
    let bytes = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().len() >> 20;
    println!("{ROWS} funding lines as CSV: {plain:.0?} ({} MiB)", bytes("rows.csv"));
    println!(
        "{ROWS} funding lines as XLSX: {sheet:.0?} ({} MiB), {:.1} × the CSV",
        bytes("rows.xlsx"),
        sheet.as_secs_f64() / plain.as_secs_f64()
    );
}

fn rows(all: &[entente_export::brief::BriefFacts]) -> Vec<Record> {
    all.iter()
        .flat_map(|facts| facts.funding.iter().cloned().map(Record::Funding))
        .collect()
}

fn once(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn median(times: usize, work: impl FnMut()) -> Duration {
    median_after(times, || (), work)
}

fn median_after(times: usize, mut before: impl FnMut(), mut work: impl FnMut()) -> Duration {
    work();
    let mut one = || {
        before();
        once(&mut work)
    };
    let mut taken: Vec<Duration> = (0..times).map(|_| one()).collect();
    taken.sort_unstable();
    taken[times / 2]
}

/// How long a tool takes, median of 3; `None` where it is not installed or fails.
fn tool(name: &str, arguments: &[&str]) -> Option<Duration> {
    let run = || {
        Command::new(name)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
    };
    run().ok().filter(std::process::ExitStatus::success)?;
    debug_assert!(Path::new(arguments[0]).is_file() || arguments[0].starts_with('-'));
    Some(median(3, || drop(run())))
}

fn ratio(ours: Duration, other: Option<Duration>) -> f64 {
    other.map_or(f64::NAN, |other| ours.as_secs_f64() / other.as_secs_f64())
}

fn compared(what: &str, ours: Duration, against: &str, other: Option<Duration>) {
    match other {
        Some(other) => {
            println!(
                "  {what}: {ours:.1?}, {against}: {other:.0?}; {:.1} × faster",
                other.as_secs_f64() / ours.as_secs_f64()
            );
        }
        None => println!("  {what}: {ours:.1?}; {against}: not installed"),
    }
}
