//! The index's folder: one writer, commits seen elsewhere, nothing left over, made anew when it must be.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use entente_search::{Ask, Entry, Error, Glossary, Index, Key};

fn open(folder: &Path) -> Index {
    Index::open(folder, Glossary::default()).unwrap()
}

fn record(id: &str, text: &str) -> Entry {
    Entry::new(Key::Record(id.into()), "instrument", "A title", text)
}

fn total(index: &Index, text: &str) -> u32 {
    index.count(&Ask::for_text(text)).unwrap()
}

/// An index with ten records, committed up to change 42.
fn filled(folder: &Path) {
    let index = open(folder);
    let mut writer = index.writer().unwrap();
    for number in 0..10 {
        writer
            .put(&record(&format!("record-{number}"), "readmission of nationals"))
            .unwrap();
    }
    writer.commit(42).unwrap();
    writer.close().unwrap();
}

#[test]
fn what_was_committed_is_there_when_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        open(folder.path()).held().unwrap(),
        None,
        "an index just made holds nothing"
    );
    filled(folder.path());
    let index = open(folder.path());
    assert_eq!(index.held().unwrap(), Some(42));
    assert_eq!(total(&index, "readmission"), 10);
    assert_eq!(index.made_anew(), None);
}

/// What is done to an index, in words and in deed.
type Spoiling = (&'static str, fn(&Path));

#[test]
fn an_index_that_cannot_be_read_is_made_anew_and_says_so() {
    let spoil: [Spoiling; 5] = [
        ("its list of segments is gone", |folder| {
            fs::remove_file(folder.join("meta.json")).unwrap()
        }),
        ("its list of segments is cut short", |folder| {
            fs::write(folder.join("meta.json"), "{\"seg").unwrap()
        }),
        ("it is of another format", |folder| {
            fs::write(folder.join("format"), "entente-search 0").unwrap()
        }),
        ("its files are cut short", |folder| {
            for file in fs::read_dir(folder).unwrap().flatten() {
                let path = file.path();
                if path
                    .extension()
                    .is_some_and(|extension| extension != "json" && extension != "lock")
                {
                    let bytes = fs::read(&path).unwrap();
                    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
                }
            }
        }),
        ("its files are gone", |folder| {
            for file in fs::read_dir(folder).unwrap().flatten() {
                if file
                    .path()
                    .extension()
                    .is_some_and(|extension| extension != "json" && extension != "lock")
                {
                    fs::remove_file(file.path()).unwrap();
                }
            }
        }),
    ];
    for (how, spoil) in spoil {
        let folder = tempfile::tempdir().unwrap();
        filled(folder.path());
        spoil(folder.path());
        let index = open(folder.path());
        assert!(index.made_anew().is_some(), "{how}");
        assert_eq!(
            index.held().unwrap(),
            None,
            "{how}: it holds nothing, so that all is put in again"
        );
        assert_eq!(total(&index, "readmission"), 0, "{how}");
        drop(index);
        filled(folder.path());
        assert_eq!(
            total(&open(folder.path()), "readmission"),
            10,
            "{how}: and it works as before"
        );
    }
}

#[test]
fn a_folder_that_was_deleted_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("index");
    filled(&inside);
    fs::remove_dir_all(&inside).unwrap();
    let index = open(&inside);
    assert_eq!(index.held().unwrap(), None);
    assert_eq!(index.made_anew(), None, "a new index was not mended");
}

#[test]
fn a_damaged_byte_is_found_when_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    assert!(open(folder.path()).damaged_files().unwrap().is_empty());
    let store = fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .map(|file| file.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "store"))
        .unwrap();
    let mut bytes = fs::read(&store).unwrap();
    bytes[3] ^= 0xff;
    fs::write(&store, bytes).unwrap();
    assert_eq!(open(folder.path()).damaged_files().unwrap().len(), 1);
}

#[test]
fn there_is_one_writer_and_the_second_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (open(folder.path()), open(folder.path()));
    let writer = one.writer().unwrap();
    assert!(matches!(other.writer(), Err(Error::WriterBusy(_))));
    writer.close().unwrap();
    other.writer().unwrap().close().unwrap();
}

#[test]
fn a_commit_is_seen_elsewhere_after_a_reload() {
    let folder = tempfile::tempdir().unwrap();
    let (writing, reading) = (open(folder.path()), open(folder.path()));
    let mut writer = writing.writer().unwrap();
    writer.put(&record("one", "readmission")).unwrap();
    assert_eq!(total(&writing, "readmission"), 0, "nothing is seen before the commit");
    writer.commit(1).unwrap();
    assert_eq!(total(&writing, "readmission"), 1);
    assert_eq!(total(&reading, "readmission"), 0);
    reading.reload().unwrap();
    assert_eq!(total(&reading, "readmission"), 1);
    writer.put(&record("one", "visas")).unwrap();
    writer.put(&record("one", "visas again")).unwrap();
    writer.commit(2).unwrap();
    reading.reload().unwrap();
    assert_eq!(
        (total(&reading, "readmission"), total(&reading, "visas")),
        (0, 1),
        "a key has one entry"
    );
}

#[test]
fn a_thousand_updates_leave_no_file_behind() {
    let folder = tempfile::tempdir().unwrap();
    let index = open(folder.path());
    for round in 0..10_u64 {
        let mut writer = index.writer().unwrap();
        for step in 0..100_u64 {
            let id = format!("record-{}", (round * 100 + step) % 7);
            if step % 11 == 0 {
                writer.remove(&Key::Record(id)).unwrap();
            } else {
                writer
                    .put(&record(&id, &format!("readmission number {round} {step}")))
                    .unwrap();
            }
            if step % 20 == 19 {
                writer.commit(round * 100 + step).unwrap();
            }
        }
        writer.close().unwrap();
    }
    let mut writer = index.writer().unwrap();
    writer.commit(1_000).unwrap();
    writer.close().unwrap();
    assert!(index.entries() <= 7);
    let meta: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("meta.json")).unwrap()).unwrap();
    let segments: BTreeSet<String> = meta["segments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|segment| segment["segment_id"].as_str().unwrap().replace('-', ""))
        .collect();
    for file in fs::read_dir(folder.path()).unwrap().flatten() {
        let name = file.file_name().into_string().unwrap();
        let stem = name.split('.').next().unwrap();
        let known = ["meta", "format", ""].contains(&stem) || segments.contains(stem);
        assert!(known, "{name} belongs to no segment of {segments:?}");
    }
}

#[test]
fn an_entry_without_a_name_is_refused_and_the_rest_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let index = open(folder.path());
    let mut writer = index.writer().unwrap();
    assert!(matches!(writer.put(&record("", "x")), Err(Error::Entry { .. })));
    writer.put(&record("one", "readmission")).unwrap();
    writer.commit(1).unwrap();
    assert_eq!(total(&index, ""), 1);
}
