//! Copies of a library, putting one back, and finding out what is broken.

use std::fs;

use entente_store::{Error, FILE_NAME, KEPT_BACKUPS, Store, backups, restore, verify_backup};
use rusqlite::Connection;

use crate::a_library::{Library, at, document, event, id, put_texts, source, texts};

#[test]
fn a_backup_holds_the_library_as_it_stood() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    library.write(|edit| edit.edit(&document("d1", 1), None, at(2)));
    put_texts(&mut library, "d1", &["One."]);
    let backup = library.writer.backup().unwrap();
    assert_eq!(backup.sequence, library.writer.last_sequence().unwrap());
    assert_eq!(verify_backup(&backup.path).unwrap(), backup);
    library.write(|edit| edit.edit(&event("e1", "My visit"), None, at(3)));

    let Library { folder, store, writer } = library;
    drop((store, writer));
    let restored = restore(folder.path(), &backup.path, "a test", at(5)).unwrap();
    let store = Store::open(folder.path()).unwrap();
    let writer = store.writer("a test").unwrap();
    let library = Library { folder, store, writer };
    assert_eq!(library.get("e1").unwrap().title(), "A visit");
    assert_eq!(texts(&library, "d1"), ["One."]);
    assert_eq!(library.writer.check(|_| true).unwrap().findings, []);

    let aside = Store::open(&restored.kept_aside.unwrap()).unwrap();
    let kept = aside.read().unwrap().get(&id("e1")).unwrap().unwrap();
    assert_eq!(kept.title(), "My visit", "the library that stood there is kept, whole");
}

#[test]
fn the_oldest_backups_go_first() {
    let mut library = Library::with(&[source("s1")]);
    for number in 0..10 {
        library.write(|edit| edit.edit(&event("e1", &format!("Visit {number}")), None, at(number)));
        library.writer.backup().unwrap();
    }
    let kept: Vec<u64> = backups(library.folder.path())
        .unwrap()
        .iter()
        .map(|one| one.sequence)
        .collect();
    assert_eq!(kept.len(), KEPT_BACKUPS);
    assert_eq!(kept, (5..=11).collect::<Vec<_>>(), "the newest seven are kept");
}

#[test]
fn a_backup_that_was_tampered_with_is_not_restored() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let backup = library.writer.backup().unwrap();
    library.write(|edit| edit.edit(&event("e1", "My visit"), None, at(2)));
    let copy = Connection::open(&backup.path).unwrap();
    copy.execute("UPDATE record SET title = 'Forged'", []).unwrap();
    drop(copy);
    let Library { folder, store, writer } = library;
    drop((store, writer));
    let refused = restore(folder.path(), &backup.path, "a test", at(3)).unwrap_err();
    assert!(matches!(refused, Error::BadBackup { .. }), "{refused}");
    let nonsense = folder.path().join("a letter.txt");
    fs::write(&nonsense, "Dear reader").unwrap();
    assert!(matches!(
        restore(folder.path(), &nonsense, "a test", at(3)),
        Err(Error::BadBackup { .. })
    ));
    let library = Store::open(folder.path()).unwrap();
    assert_eq!(
        library.read().unwrap().get(&id("e1")).unwrap().unwrap().title(),
        "My visit",
        "the library stands"
    );
}

#[test]
fn a_library_that_is_being_written_is_not_replaced() {
    let library = Library::with(&[source("s1")]);
    let backup = library.writer.backup().unwrap();
    let refused = restore(library.folder.path(), &backup.path, "another", at(2)).unwrap_err();
    assert!(matches!(refused, Error::Held { .. }), "{refused}");
}

#[test]
fn a_damaged_library_is_put_right_from_a_backup_and_kept_aside() {
    let library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let backup = library.writer.backup().unwrap();
    let Library { folder, store, writer } = library;
    drop((store, writer));
    let file = folder.path().join(FILE_NAME);
    fs::write(&file, b"torn to pieces").unwrap();
    assert!(matches!(Store::open(folder.path()), Err(Error::Damaged { .. })));
    let restored = restore(folder.path(), &backup.path, "a test", at(3)).unwrap();
    let kept = fs::read(restored.kept_aside.unwrap().join(FILE_NAME)).unwrap();
    assert_eq!(kept, b"torn to pieces", "nothing is thrown away");
    assert!(
        Store::open(folder.path())
            .unwrap()
            .read()
            .unwrap()
            .contains(&id("e1"))
            .unwrap()
    );
}

/// Breaks a library with plain SQL, and says what a check finds: where, and what.
fn found_after(sql: &str) -> Vec<(String, String)> {
    let library = Library::with(&[event("e1", "A visit"), source("s1")]);
    assert_eq!(
        library.writer.check(|_| true).expect("it can be read").findings,
        [],
        "a sound library has no findings"
    );
    let db = Connection::open(library.folder.path().join(FILE_NAME)).expect("the file opens");
    db.execute_batch("PRAGMA foreign_keys = OFF")
        .expect("the database can be told");
    db.execute_batch(sql).expect("the SQL breaks it");
    let checked = library
        .store
        .read()
        .expect("it opens")
        .check(|_| true)
        .expect("damage is found, not met");
    checked
        .findings
        .into_iter()
        .map(|one| (one.where_, one.what.to_string()))
        .collect()
}

#[test]
fn a_check_finds_a_citation_that_leads_nowhere() {
    let found = found_after("DELETE FROM record WHERE id = 's1'");
    let expected = (
        "e1".to_owned(),
        "it names s1, which the library does not hold".to_owned(),
    );
    assert!(found.contains(&expected), "{found:?}");
}

#[test]
fn a_check_finds_a_body_that_is_no_record() {
    let found = found_after(r#"UPDATE record SET body = '{"id":"e1"}' WHERE id = 'e1'"#);
    assert!(
        found.len() == 1 && found[0].0 == "e1" && found[0].1.contains("cannot be read"),
        "{found:?}"
    );
}

#[test]
fn a_check_finds_a_record_changed_behind_the_logs_back() {
    let found = found_after("UPDATE record SET body = replace(body, 'A visit', 'A summit') WHERE id = 'e1'");
    assert!(found.len() == 1 && found[0].1.contains("change log"), "{found:?}");
}

#[test]
fn a_check_finds_damaged_pages_of_the_file() {
    let mut library = Library::with(&[source("s1")]);
    library.write(|edit| {
        (0..500).try_for_each(|number| {
            edit.edit(&event(&format!("e{number}"), "A visit"), None, at(2))
                .map(drop)
        })
    });
    let Library { folder, store, writer } = library;
    drop((store, writer));
    let file = folder.path().join(FILE_NAME);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 8192 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(&file, bytes).unwrap();
    let found = Store::open(folder.path()).and_then(|store| store.read()?.check(|_| true));
    match found {
        Ok(checked) => assert!(!checked.findings.is_empty(), "a page of noise is not overlooked"),
        Err(error) => assert!(matches!(error, Error::Damaged { .. }), "{error}"),
    }
}
