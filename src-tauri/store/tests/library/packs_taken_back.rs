//! Rolling a pack back.

use entente_store::{Error, Origin, WHOLE_RECORD};
use serde_json::json;

use crate::a_library::{Library, at, document, event, field, id, passages, release, source, texts, with};

#[test]
fn rolling_back_brings_back_what_the_pack_before_said() {
    let first = [event("e1", "A visit"), event("e2", "Another"), source("s1")];
    let mut library = Library::with(&first);
    library.take_in("2", &[event("e1", "A summit"), event("e3", "New"), source("s1")]);
    assert_eq!(library.get("e2"), None, "the second pack dropped it");
    let outcome = library.write(|edit| edit.roll_back_pack(Some("Ana"), at(5)));
    assert_eq!((outcome.added, outcome.changed, outcome.removed), (1, 1, 1));
    let all = library.writer.all(None).unwrap();
    assert_eq!(all, first, "the library is as the first pack left it");
    assert_eq!(library.writer.pack().unwrap().unwrap().release, release("1"));
    assert_eq!(
        library.writer.origin(&id("e1")).unwrap(),
        Some(Origin::Pack("1".to_owned()))
    );
    let again = library.take_in("2", &[event("e1", "A summit"), event("e3", "New"), source("s1")]);
    assert_eq!(
        (again.added, again.changed, again.removed),
        (1, 1, 1),
        "it can be taken in again"
    );
}

#[test]
fn the_pack_of_every_point_is_known_through_taking_in_and_rolling_back() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let first = library.writer.last_sequence().unwrap();
    library.take_in("2", &[event("e1", "A summit"), source("s1")]);
    let second = library.writer.last_sequence().unwrap();
    library.write(|edit| edit.edit(&event("e2", "My own"), None, at(3)));
    let third = library.writer.last_sequence().unwrap();
    library.write(|edit| edit.roll_back_pack(None, at(5)));
    let last = library.writer.last_sequence().unwrap();
    assert!(
        first < second && second < third && third < last,
        "each step is in the log"
    );
    let known = |sequence| {
        let pack = library.writer.pack_known(sequence).unwrap();
        pack.map(|pack| pack.release.version)
    };
    assert_eq!(known(0), None, "before the first pack there was none");
    let versions = [first, second, third, last, last + 1].map(|sequence| known(sequence).unwrap());
    assert_eq!(
        versions,
        ["1", "2", "2", "1", "1"],
        "a pack counts until it was rolled back"
    );
}

#[test]
fn what_the_user_changed_since_stays() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    library.take_in("2", &[event("e1", "A summit"), source("s1")]);
    let mine = with(&event("e1", "A summit"), "place", json!("Tunis"));
    library.write(|edit| edit.edit(&mine, None, at(3)));
    library.write(|edit| edit.roll_back_pack(None, at(4)));
    let now = library.get("e1").unwrap();
    assert_eq!((now.title(), field(&now, "place")), ("A visit", json!("Tunis")));
    assert_eq!(library.writer.undecided().unwrap(), 0, "they touched different fields");
}

#[test]
fn what_the_user_wrote_before_comes_back_even_where_the_pack_agreed_with_it() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    library.write(|edit| edit.edit(&event("e1", "A summit"), None, at(2)));
    library.take_in("2", &[event("e1", "A summit"), source("s1")]);
    library.write(|edit| edit.roll_back_pack(None, at(4)));
    assert_eq!(
        library.get("e1").unwrap().title(),
        "A summit",
        "the user had said so before the pack did"
    );
    assert_eq!(library.writer.origin(&id("e1")).unwrap(), Some(Origin::User));
}

#[test]
fn decisions_are_as_they_were_before_the_pack() {
    let mut library = Library::with(&[event("e1", "A visit"), event("e2", "Two"), source("s1")]);
    library.write(|edit| {
        edit.edit(&event("e1", "My visit"), None, at(2))?;
        edit.edit(&event("e2", "My two"), None, at(2))
    });
    library.take_in("2", &[event("e1", "A summit"), event("e2", "Two"), source("s1")]);
    let before = library.writer.decisions().unwrap();
    assert_eq!(before.len(), 1, "the second pack changed the first event only");
    library.take_in(
        "3",
        &[event("e1", "A conference"), event("e2", "A second"), source("s1")],
    );
    let bases: Vec<_> = library
        .writer
        .decisions()
        .unwrap()
        .into_iter()
        .map(|one| (one.base, one.theirs))
        .collect();
    let text = |text: &str| Some(format!("\"{text}\""));
    let expected = [(text("A visit"), text("A conference")), (text("Two"), text("A second"))];
    assert_eq!(
        bases, expected,
        "over two packs, the base is what the user started from"
    );
    library.write(|edit| edit.roll_back_pack(None, at(6)));
    assert_eq!(library.writer.decisions().unwrap(), before);
}

#[test]
fn a_record_the_pack_dropped_and_the_user_had_edited_waits_for_his_word() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    library.write(|edit| edit.edit(&event("e1", "My visit"), None, at(2)));
    let outcome = library.take_in("2", &[source("s1")]);
    assert_eq!((outcome.removed, outcome.kept_for_user, outcome.decisions), (0, 1, 1));
    let one = &library.writer.decisions_of(&id("e1")).unwrap()[0];
    assert_eq!((one.field.as_str(), &one.theirs), (WHOLE_RECORD, &None));
    let back = library.take_in("3", &[event("e1", "A summit"), source("s1")]);
    assert_eq!(back.decisions, 1, "a pack that holds it again is merged field by field");
    let one = &library.writer.decisions_of(&id("e1")).unwrap()[0];
    let told = (one.field.as_str(), one.base.as_deref(), one.theirs.as_deref());
    assert_eq!(told, ("title", Some("\"A visit\""), Some("\"A summit\"")));
}

#[test]
fn a_source_that_the_users_records_cite_stays_when_the_pack_drops_it() {
    let cites = |name: &str, source: &str| with(&event(name, "It"), "cites", json!([{ "source": source }]));
    let mut library = Library::with(&[event("e1", "A visit"), source("s1"), source("s2"), source("s3")]);
    library.write(|edit| edit.edit(&cites("mine", "s2"), None, at(2)));
    let outcome = library.take_in("2", &[event("e1", "A visit"), source("s1")]);
    assert_eq!(
        (outcome.removed, outcome.kept_for_user),
        (1, 1),
        "s3 goes, s2 stays for the user's event"
    );
    assert!(library.get("s2").is_some() && library.get("s3").is_none());
}

#[test]
fn a_source_the_user_removed_comes_back_with_a_pack_that_cites_it_anew() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1"), source("s2")]);
    library.write(|edit| edit.remove(&id("s2"), &Origin::User, None, at(2)));
    let cites = with(&event("e1", "A visit"), "cites", json!([{ "source": "s2" }]));
    let outcome = library.take_in("2", &[cites, source("s1"), source("s2")]);
    assert_eq!((outcome.added, outcome.changed), (1, 1));
    assert_eq!(library.get("s2"), Some(source("s2")));
}

#[test]
fn an_id_of_another_kind_refuses_the_whole_pack() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let pack = [event("e2", "New"), source("e1"), source("s1")];
    let refused = library
        .writer
        .transaction(|edit| edit.apply_pack(&release("2"), &pack, &Default::default(), at(3)));
    let sentence = refused.unwrap_err().to_string();
    assert!(
        sentence.contains("e1 names an event") && sentence.contains("a source"),
        "{sentence}"
    );
    assert_eq!(library.get("e2"), None, "nothing of the pack was taken in");
    assert_eq!(library.writer.pack().unwrap().unwrap().release, release("1"));
}

#[test]
fn a_preview_tells_what_the_pack_then_does() {
    let mut library = Library::with(&[event("e1", "A visit"), event("e2", "Two"), source("s1")]);
    library.write(|edit| edit.edit(&event("e1", "My visit"), None, at(2)));
    let pack = [event("e1", "A summit"), event("e3", "Three"), source("s1")];
    let before = library.writer.last_sequence().unwrap();
    let told = library.store.read().unwrap().preview_pack(&pack).unwrap();
    assert_eq!(
        library.writer.last_sequence().unwrap(),
        before,
        "a preview writes nothing"
    );
    let done = library.take_in("2", &pack);
    assert_eq!(told.steps, done.steps);
    assert_eq!(
        (told.added, told.removed, told.decisions),
        (done.added, done.removed, done.decisions)
    );
}

#[test]
fn texts_of_a_pack_come_and_go_with_it() {
    let mut library = Library::new();
    let pack = |count| [document("d1", count), source("s1")];
    let take = |library: &mut Library, version: &str, given: &[&str]| {
        let texts = [(id("d1"), passages(given))].into();
        library.write(|edit| edit.apply_pack(&release(version), &pack(given.len() as u32), &texts, at(1)))
    };
    assert_eq!(take(&mut library, "1", &["One.", "Two."]).texts, 1);
    assert_eq!(
        take(&mut library, "2", &["One.", "Two."]).texts,
        0,
        "the same text is not put again"
    );
    take(&mut library, "3", &["Other."]);
    assert_eq!(texts(&library, "d1"), ["Other."]);
    library.write(|edit| edit.roll_back_pack(None, at(9)));
    assert_eq!(texts(&library, "d1"), ["One.", "Two."]);
}

#[test]
fn an_empty_library_has_no_pack_to_roll_back() {
    let mut library = Library::new();
    let refused = library.writer.transaction(|edit| edit.roll_back_pack(None, at(1)));
    assert!(matches!(refused, Err(Error::CannotRollBack(_))));
}
