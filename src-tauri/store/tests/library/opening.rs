//! Opening what is there, and refusing what is not a library of ours.

use std::fs;

use entente_store::{Error, FILE_NAME, Store};
use rusqlite::Connection;

use crate::a_library::{Library, at, event, id, source};

/// A folder whose library file holds these bytes.
fn folder_with(bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join(FILE_NAME), bytes).expect("the file can be written");
    folder
}

#[test]
fn a_library_that_is_not_there_is_made_and_stays() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("not/yet");
    let store = Store::open(&folder).unwrap();
    store
        .writer("a test")
        .unwrap()
        .transaction(|edit| edit.edit(&source("s1"), None, at(1)))
        .unwrap();
    drop(store);
    let again = Store::open(&folder).unwrap();
    assert_eq!(again.read().unwrap().get(&id("s1")).unwrap(), Some(source("s1")));
}

#[test]
fn an_empty_file_left_by_a_crash_becomes_a_library() {
    let folder = folder_with(b"");
    assert_eq!(
        Store::open(folder.path())
            .unwrap()
            .read()
            .unwrap()
            .last_sequence()
            .unwrap(),
        0
    );
}

#[test]
fn a_newer_library_is_left_alone() {
    let library = Library::new();
    let file = library.folder.path().join(FILE_NAME);
    Connection::open(&file)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let refused = Store::open(library.folder.path()).unwrap_err();
    assert!(matches!(refused, Error::MadeByNewer { found: 99, .. }), "{refused}");
    assert!(refused.to_string().contains("update Entente"), "{refused}");
}

#[test]
fn what_is_no_library_is_refused_and_not_changed() {
    let folder = folder_with(b"Dear reader, this is a letter and no database at all.");
    let refused = Store::open(folder.path()).unwrap_err();
    assert!(matches!(refused, Error::Damaged { .. }), "{refused}");
    let text = fs::read(folder.path().join(FILE_NAME)).unwrap();
    assert!(text.starts_with(b"Dear reader"), "the letter is still there");
}

#[test]
fn a_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let other = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    other.execute_batch("CREATE TABLE bookmarks (url TEXT)").unwrap();
    let refused = Store::open(folder.path()).unwrap_err();
    assert!(refused.to_string().contains("another program"), "{refused}");
}

#[test]
fn a_folder_that_cannot_be_made_is_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    fs::write(&file, "text").unwrap();
    let refused = Store::open(&file.join("library")).unwrap_err();
    assert!(matches!(refused, Error::CannotWrite { .. }), "{refused}");
}

#[test]
fn a_snapshot_sees_one_state_whatever_is_written_meanwhile() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let folder = library.folder.path().to_owned();
    let store = Store::open(&folder).unwrap();
    let before = store.read().unwrap();
    library.write(|edit| edit.edit(&event("e1", "My visit"), None, at(2)));
    assert_eq!(before.get(&id("e1")).unwrap().unwrap().title(), "A visit");
    let after = store.read().unwrap();
    assert_eq!(after.get(&id("e1")).unwrap().unwrap().title(), "My visit");
}

#[test]
fn many_threads_read_beside_a_writer() {
    let mut library = Library::with(&[event("e1", "Visit 0"), source("s1")]);
    let store = Store::open(library.folder.path()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let read = store.read().unwrap();
                    let title = read.get(&id("e1")).unwrap().unwrap().title().to_owned();
                    let newest = read.history(&id("e1")).unwrap().swap_remove(0).after.unwrap();
                    assert!(newest.contains(&title), "the record and its log are of one moment");
                }
            });
        }
        for number in 1..50 {
            library.write(|edit| edit.edit(&event("e1", &format!("Visit {number}")), None, at(2)));
        }
    });
}

#[test]
fn a_transaction_that_fails_or_panics_leaves_nothing() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let failed = library.writer.transaction(|edit| {
        edit.edit(&event("e1", "My visit"), None, at(2))?;
        Err::<(), _>(Error::NoSuchChange(7))
    });
    assert!(matches!(failed, Err(Error::NoSuchChange(7))));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        library.writer.transaction(|edit| -> Result<(), Error> {
            edit.edit(&event("e1", "My visit"), None, at(2))?;
            panic!("as a fault in a caller would")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(library.get("e1").unwrap().title(), "A visit");
    library.write(|edit| edit.edit(&event("e1", "My visit"), None, at(3)));
    assert_eq!(library.get("e1").unwrap().title(), "My visit", "the writer goes on");
}

#[test]
fn what_would_name_a_record_that_is_not_there_is_refused_with_both_names() {
    let mut library = Library::new();
    let refused = library
        .writer
        .transaction(|edit| edit.edit(&event("e1", "A visit"), None, at(1)))
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "nothing was changed: e1 names s1, which the library would not hold",
        "the sentence names who and whom"
    );
    library.write(|edit| {
        edit.edit(&event("e1", "A visit"), None, at(1))?;
        edit.edit(&source("s1"), None, at(1))
    });
    assert!(
        library.get("e1").is_some(),
        "within a transaction the order does not matter"
    );
}
