//! What the library had recorded at some point of its log.

use entente_domain::RecordKind;
use entente_store::{KnownOn, Origin};

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
