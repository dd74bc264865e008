//! A long document's passages into the library, beside the same rows into one bare table, and what memory that takes:
//! `cargo run --release -p entente-store --example passages_bench -- [PASSAGES]` (a million when left out).

use std::{
    error::Error,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use entente_domain::{Passage, Record, RecordId};
use entente_store::{Origin, Store};
use rusqlite::Connection;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let count: u32 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let bare = into_a_bare_table(count)?;
    let memory_before = peak_memory();

    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path())?;
    let mut writer = store.writer("passages_bench")?;
    let document: RecordId = "long".parse()?;
    let fields = json!({ "id": "long", "title": "A long document", "format": "json-lines", "passages": count });
    let record: Record = serde_json::from_value(json!({ "kind": "document", "record": fields }))?;
    let (origin, now) = (Origin::Import("bench".to_owned()), "2026-11-25T12:00:00Z".parse()?);
    let start = Instant::now();
    writer.transaction(|edit| {
        edit.put(&record, &origin, None, now)?;
        edit.put_passages(
            &document,
            (1..=count).map(|number| Ok::<_, entente_store::Error>(passage(number))),
            &origin,
            None,
            now,
        )?;
        Ok::<_, entente_store::Error>(())
    })?;
    let written = start.elapsed();
    drop(writer);
    let size = fs::metadata(folder.path().join(entente_store::FILE_NAME))?.len() / (1024 * 1024);
    let (own, other) = (written.as_secs_f64(), bare.as_secs_f64());
    println!(
        "{count} passages: bare table {bare:?}, library {written:?}, {:.2} x; {size} MiB on disk",
        own / other
    );
    if let (Some(before), Some(after)) = (memory_before, peak_memory()) {
        println!("most memory: {before} before, {after} after");
    }

    let read = store.read()?;
    let start = Instant::now();
    read.each_passage(&document, 1..=u32::MAX, |one| {
        black_box(one);
        Ok::<_, entente_store::Error>(())
    })?;
    println!("all of them read in {:?}", start.elapsed());
    let start = Instant::now();
    black_box(read.passages(&document, count / 2..=count / 2 + 50)?);
    println!("fifty from the middle in {:?}", start.elapsed());
    Ok(())
}

fn into_a_bare_table(count: u32) -> Result<Duration, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut db = Connection::open(folder.path().join("bare.sqlite"))?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; \
         CREATE TABLE passage (ordinal INTEGER PRIMARY KEY, locator TEXT, text TEXT)",
    )?;
    let start = Instant::now();
    let tx = db.transaction()?;
    {
        let mut insert = tx.prepare("INSERT INTO passage (ordinal, locator, text) VALUES (?1, ?2, ?3)")?;
        for number in 1..=count {
            let one = passage(number);
            insert.execute((one.ordinal, one.locator, one.text))?;
        }
    }
    tx.commit()?;
    Ok(start.elapsed())
}

fn passage(number: u32) -> Passage {
    Passage {
        ordinal: number,
        locator: Some(format!("Article {number}")),
        heading: None,
        page: Some(number / 20 + 1),
        language: Some("en".to_owned()),
        text: format!(
            "{number}. The Parties shall readmit, upon application by the requesting State and without further \
             formalities, all persons who do not fulfil the conditions for entry, presence or residence in force on \
             the territory of the requesting State."
        ),
    }
}

/// The most memory this process has had, where the system says it.
fn peak_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}
