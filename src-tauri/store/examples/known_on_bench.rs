//! Records as they were known at a point of a long change log, beside reading them as they stand:
//! `cargo run --release -p entente-store --example known_on_bench -- [CHANGES]` (a million when left out).

use std::{
    error::Error,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use entente_domain::{Record, RecordId, RecordKind};
use entente_store::{KnownOn, Store};
use serde_json::json;

const RECORDS: u64 = 2_000;
const TOGETHER: u64 = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let changes: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path())?;
    let mut writer = store.writer("known_on_bench")?;
    let start: DateTime<Utc> = "2020-01-01T00:00:00Z".parse()?;
    let writing = Instant::now();
    let mut written = 0;
    while written < changes {
        let until = changes.min(written + TOGETHER);
        writer.transaction(|edit| {
            for number in written..until {
                let now = start + TimeDelta::minutes(i64::try_from(number).unwrap_or(i64::MAX));
                edit.edit(&tag(number % RECORDS, number), None, now)?;
            }
            Ok::<_, entente_store::Error>(())
        })?;
        written = until;
    }
    let size = fs::metadata(folder.path().join(entente_store::FILE_NAME))?.len() / (1024 * 1024);
    println!(
        "{changes} changes of {RECORDS} records in {:?}, {size} MiB",
        writing.elapsed()
    );
    drop(writer);

    let read = store.read()?;
    let last = read.last_sequence()?;
    let kind = Some(RecordKind::Tag);
    let standing = best(|| black_box(read.all(kind)).map(drop))?;
    println!("all records as they stand: {standing:?}");
    for (name, sequence) in [
        ("at the end", last),
        ("half-way", last / 2),
        ("near the start", RECORDS),
    ] {
        let known = best(|| black_box(read.records_known(kind, sequence)).map(drop))?;
        println!(
            "all as known {name}: {known:?}, {:.2} x",
            known.as_secs_f64() / standing.as_secs_f64()
        );
    }

    let ids: Vec<RecordId> = (0..RECORDS).map(|number| tag(number, 0).id().clone()).collect();
    let one_by_one = best(|| ids.iter().try_for_each(|id| black_box(read.get(id)).map(drop)))?;
    let known = best(|| {
        ids.iter()
            .try_for_each(|id| black_box(read.get_known(id, last / 2)).map(drop))
    })?;
    let ratio = known.as_secs_f64() / one_by_one.as_secs_f64();
    println!("each by its id as it stands: {one_by_one:?}, as known half-way: {known:?}, {ratio:.2} x");

    let day = (start + TimeDelta::minutes(i64::try_from(changes / 2)?)).date_naive();
    let resolved = best(|| black_box(read.known_on(KnownOn::Day(day))).map(drop))?;
    println!("the last change of a day half-way: {resolved:?}");
    let log = best(|| {
        read.changes_since(0, |one| {
            black_box(one);
            Ok::<_, entente_store::Error>(())
        })
    })?;
    println!(
        "for comparison, reading the whole log: {log:?}, {:.0} x",
        log.as_secs_f64() / standing.as_secs_f64()
    );
    Ok(())
}

fn best<E>(mut run: impl FnMut() -> Result<(), E>) -> Result<Duration, E> {
    let mut best = Duration::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        run()?;
        best = best.min(start.elapsed());
    }
    Ok(best)
}

fn tag(number: u64, version: u64) -> Record {
    let fields = json!({
        "id": format!("tag-{number}"),
        "label": format!("Version {version} of a label that is about as long as a sentence of a note, so that pages fill"),
    });
    serde_json::from_value(json!({ "kind": "tag", "record": fields })).expect("a tag has an id and a label")
}
