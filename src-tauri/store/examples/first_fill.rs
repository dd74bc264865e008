//! The first pack into a new library, beside the same bodies into one bare table, both waiting for the disk:
//! `cargo run --release -p entente-store --example first_fill -- [RECORDS.json]` (an array of records with their kind;
//! without it, 2,800 made-up records).

use std::{
    error::Error,
    fs,
    time::{Duration, Instant},
};

use entente_domain::Record;
use entente_store::{PackRelease, Store};
use rusqlite::Connection;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let records: Vec<Record> = match std::env::args().nth(1) {
        Some(file) => serde_json::from_str(&fs::read_to_string(file)?)?,
        None => made_up()?,
    };
    let release = PackRelease {
        id: "bench".to_owned(),
        version: "1".to_owned(),
        data_date: "2026-10-01".parse()?,
    };
    let (mut best, mut bare, mut again, mut opened) = (Duration::MAX, Duration::MAX, Duration::MAX, Duration::MAX);
    let mut bytes = 0;
    for _ in 0..7 {
        let folder = tempfile::tempdir()?;
        let start = Instant::now();
        let store = Store::open(folder.path())?;
        opened = opened.min(start.elapsed());
        let mut writer = store.writer("first_fill")?;
        let now = "2026-11-25T12:00:00Z".parse()?;
        let mut take_in = || {
            let start = Instant::now();
            writer.transaction(|edit| edit.apply_pack(&release, &records, &Default::default(), now))?;
            Ok::<_, entente_store::Error>(start.elapsed())
        };
        best = best.min(take_in()?);
        again = again.min(take_in()?);
        bare = bare.min(into_a_bare_table(&records)?);
        drop(writer);
        bytes = fs::metadata(folder.path().join(entente_store::FILE_NAME))?.len();
    }
    let ratio = best.as_secs_f64() / bare.as_secs_f64();
    println!(
        "{} records, {} KiB on disk; the empty library was made in {opened:?}",
        records.len(),
        bytes / 1024
    );
    println!("bare table {bare:?}, first fill {best:?}: {ratio:.1} x; the same pack again {again:?}");
    Ok(())
}

fn into_a_bare_table(records: &[Record]) -> Result<Duration, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut db = Connection::open(folder.path().join("bare.sqlite"))?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE record (id TEXT PRIMARY KEY, body TEXT)",
    )?;
    let start = Instant::now();
    let tx = db.transaction()?;
    {
        let mut insert = tx.prepare("INSERT INTO record (id, body) VALUES (?1, ?2)")?;
        for record in records {
            insert.execute((record.id().as_str(), serde_json::to_string(record)?))?;
        }
    }
    tx.commit()?;
    Ok(start.elapsed())
}

fn made_up() -> Result<Vec<Record>, serde_json::Error> {
    let source = |n: u32| {
        json!({ "kind": "source", "record": {
            "id": format!("tn-s-{n}"), "title": format!("Press statement number {n} of the Commission on the partnership"),
            "publisher": "European Commission", "date": "2023-07-16", "kind": "press-release", "language": "en",
            "official": true, "partners": ["TN"], "url": format!("https://example.org/press/{n}"),
        }})
    };
    let event = |n: u32| {
        json!({ "kind": "event", "record": {
            "id": format!("tn-e-{n}"), "date": "2023-07", "title": format!("Meeting number {n} of the council"),
            "kind": "council", "partners": ["TN"], "place": "Tunis", "strands": ["migration", "energy"],
            "people": ["Commissioner for Neighbourhood and Enlargement", "Minister for Foreign Affairs"],
            "summary": "The parties reviewed what was done since their last meeting and agreed on what is next. ".repeat(4),
            "cites": [{ "source": format!("tn-s-{}", n % 1300), "at": "second paragraph" },
                      { "source": format!("tn-s-{}", n * 7 % 1300), "at": "p. 4" }],
            "confidence": "high", "note": "The day is not given in the statement.",
        }})
    };
    let all = (0..1300).map(source).chain((0..1500).map(event));
    all.map(serde_json::from_value).collect()
}
