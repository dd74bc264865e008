//! What the library had recorded at some point of its log.

use entente_domain::RecordKind;
use entente_store::{Error, KnownOn, Origin};

use crate::a_library::{Library, at, event, id, source};

#[test]
fn a_record_is_read_as_it_stood_after_any_change() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let first = library.writer.last_sequence().unwrap();
    let second = library
        .write(|edit| edit.edit(&event("e1", "My visit"), None, at(2)))
        .unwrap();
    let third = library.write(|edit| edit.remove(&id("e1"), &Origin::User, None, at(3)));
    let read = library.store.read().unwrap();
    let title = |at| read.get_known(&id("e1"), at).unwrap().map(|one| one.title().to_owned());
    assert_eq!(title(0), None, "nothing was known before the first change");
    assert_eq!(title(first).as_deref(), Some("A visit"));
    assert_eq!(title(second).as_deref(), Some("My visit"));
    assert_eq!(title(third), None, "a removed record is no longer known");
    let events = read.records_known(Some(RecordKind::Event), second).unwrap();
    assert_eq!(events, [event("e1", "My visit")]);
    assert_eq!(read.known_on(KnownOn::Day(at(0).date_naive())).unwrap(), third);
    assert_eq!(
        read.known_on(KnownOn::Day(at(0).date_naive().pred_opt().unwrap()))
            .unwrap(),
        0
    );
}

#[test]
fn what_changed_since_a_time_is_read_in_order_and_with_its_batch() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    library.write(|edit| {
        edit.edit(&event("e1", "My visit"), Some("Ana"), at(60))?;
        edit.edit(&event("e2", "Another"), Some("Ana"), at(60))
    });
    let read = library.store.read().unwrap();
    let since = read.sequence_before(at(60)).unwrap();
    let mut seen = Vec::new();
    let all = read.changes_since(since, |one| {
        seen.push((
            one.sequence,
            one.batch,
            one.id.to_string(),
            one.before.is_some(),
            one.time,
        ));
        Ok::<_, Error>(())
    });
    all.unwrap();
    let expected = [
        (3, 3, "e1".to_owned(), true, at(60)),
        (4, 3, "e2".to_owned(), false, at(60)),
    ];
    assert_eq!(seen, expected, "both were written together, one changed and one added");
    let stopped = read.changes_since(0, |one| Err(Error::NoSuchChange(one.sequence)));
    assert!(
        matches!(stopped, Err(Error::NoSuchChange(1))),
        "reading ends when it is told to"
    );
}

#[test]
fn a_clock_that_once_ran_ahead_does_not_hide_what_was_written_after_it() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let next_century = at(100 * 366 * 24 * 60);
    library.write(|edit| edit.edit(&event("e1", "Ahead"), None, next_century));
    let last = library
        .write(|edit| edit.edit(&event("e1", "Right again"), None, at(5)))
        .unwrap();
    let today = library.writer.known_on(KnownOn::Day(at(5).date_naive())).unwrap();
    assert_eq!(today, last);
    let known = library.writer.get_known(&id("e1"), today).unwrap().unwrap();
    assert_eq!(known.title(), "Right again");
}

#[test]
fn writing_what_stands_there_already_leaves_no_trace() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let before = library.writer.last_sequence().unwrap();
    let written = library.write(|edit| edit.edit(&event("e1", "A visit"), Some("Ana"), at(2)));
    assert_eq!((written, library.writer.last_sequence().unwrap()), (None, before));
    assert_eq!(
        library.writer.origin(&id("e1")).unwrap(),
        Some(Origin::Pack("1".to_owned())),
        "it stays the pack's"
    );
}
