//! How long a partner's page takes, beside reading the same partner's rows from SQLite and nothing more.
//!
//! `cargo run --release --package entente-library --example partner_page_bench`

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use entente_library::{Library, Moment};
use rusqlite::Connection;

const ROUNDS: usize = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let day = NaiveDate::from_ymd_opt(2026, 11, 25).ok_or("a day")?;
    let now = day.and_hms_opt(9, 0, 0).ok_or("a time")?.and_utc();

    let began = Instant::now();
    let library = Library::open(folder.path(), now)?;
    println!(
        "first use, the library made from the built-in pack: {:.1?}",
        began.elapsed()
    );
    let began = Instant::now();
    let again = Library::open(folder.path(), now)?;
    println!("opened again: {:.1?}", began.elapsed());
    drop(again);

    let moment = Moment::now(day);
    let began = Instant::now();
    library.partners(&moment)?;
    println!("first answer (reads the records): {:.1?}", began.elapsed());

    let db = Connection::open(folder.path().join("library.sqlite"))?;
    println!("\npartner   page, median   rows alone, median   ratio   entries on the page");
    for code in ["EG", "LB", "LY", "MR", "RS", "TN", "TR"] {
        let partner = library.partner(code)?;
        let page = median(|| {
            library
                .partner_page(partner, &moment)
                .map(|page| page.timeline.len())
                .unwrap_or(0)
        });
        let rows = median(|| rows_of(&db, code).unwrap_or(0));
        let entries = library.partner_page(partner, &moment)?.timeline.len();
        let ratio = page.as_secs_f64() / rows.as_secs_f64();
        println!("{code:<10}{page:>11.2?}{rows:>21.2?}{ratio:>8.2}{entries:>22}");
    }
    Ok(())
}

/// The peer: every row of the partner, its JSON parsed.
fn rows_of(db: &Connection, partner: &str) -> rusqlite::Result<usize> {
    let mut rows = db.prepare_cached(
        "SELECT body FROM record JOIN record_partner ON record_partner.record = record.id WHERE partner = ?1",
    )?;
    let bodies = rows.query_map([partner], |row| row.get::<_, String>("body"))?;
    let mut parsed = 0;
    for body in bodies {
        parsed += usize::from(serde_json::from_str::<serde_json::Value>(&body?).is_ok());
    }
    Ok(parsed)
}

fn median(mut work: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let began = Instant::now();
            std::hint::black_box(work());
            began.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}
