//! A newer pack meets what the user made of the last one.

use entente_store::{Origin, PackEffect, Side, WHOLE_RECORD};
use serde_json::json;

use crate::a_library::{Library, at, event, field, id, source, with};

#[test]
fn a_first_pack_fills_the_library() {
    let mut library = Library::new();
    let outcome = library.take_in("1", &[event("e1", "A visit"), source("s1")]);
    assert_eq!(
        (outcome.added, outcome.changed, outcome.removed),
        (2, 0, 0),
        "both records are new"
    );
    assert_eq!(library.get("e1"), Some(event("e1", "A visit")));
    let again = library.take_in("1", &[event("e1", "A visit"), source("s1")]);
    assert_eq!(
        (again.steps.len(), again.batch),
        (0, None),
        "the same pack changes nothing and logs nothing"
    );
}

#[test]
fn a_pack_changes_what_the_user_did_not_touch_and_leaves_what_he_did() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let mine = with(&event("e1", "A visit"), "place", json!("Tunis"));
    library.write(|edit| edit.edit(&mine, Some("Ana"), at(2)));
    let outcome = library.take_in("2", &[event("e1", "A summit"), source("s1")]);
    assert_eq!(
        (outcome.changed, outcome.decisions),
        (1, 0),
        "the two touched different fields"
    );
    let now = library.get("e1").unwrap();
    assert_eq!((now.title(), field(&now, "place")), ("A summit", json!("Tunis")));
}

#[test]
fn where_both_changed_a_field_the_users_word_stands_until_he_decides() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    library.write(|edit| edit.edit(&event("e1", "My visit"), Some("Ana"), at(2)));
    let outcome = library.take_in("2", &[event("e1", "A summit"), source("s1")]);
    assert_eq!((outcome.changed, outcome.kept_for_user, outcome.decisions), (0, 1, 1));
    assert_eq!(outcome.steps[0].effect, PackEffect::Kept);
    let decisions = library.writer.decisions().unwrap();
    let one = &decisions[0];
    let told = (
        one.field.as_str(),
        one.base.as_deref(),
        one.ours.as_deref(),
        one.theirs.as_deref(),
    );
    assert_eq!(
        told,
        ("title", Some("\"A visit\""), Some("\"My visit\""), Some("\"A summit\""))
    );

    let decided = library.write(|edit| edit.decide(&id("e1"), "title", Side::Theirs, Some("Ana"), at(3)));
    assert_eq!(library.get("e1").unwrap().title(), "A summit");
    assert_eq!(library.writer.undecided().unwrap(), 0);
    library.write(|edit| edit.undo(decided, Some("Ana"), at(4)));
    assert_eq!(
        library.get("e1").unwrap().title(),
        "My visit",
        "deciding can be taken back"
    );
    assert_eq!(
        library.writer.undecided().unwrap(),
        1,
        "and then there is something to decide again"
    );
}

#[test]
fn a_record_the_user_removed_does_not_come_back_in_silence() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    library.write(|edit| edit.remove(&id("e1"), &Origin::User, None, at(2)));
    let same = library.take_in("2", &[event("e1", "A visit"), source("s1")]);
    assert_eq!(
        (library.get("e1"), same.decisions),
        (None, 0),
        "a pack without news of it leaves it removed"
    );
    let news = library.take_in("3", &[event("e1", "A summit"), source("s1")]);
    assert_eq!(
        (library.get("e1"), news.decisions),
        (None, 1),
        "a pack with news of it asks"
    );
    library.write(|edit| edit.decide(&id("e1"), WHOLE_RECORD, Side::Theirs, None, at(5)));
    assert_eq!(library.get("e1").unwrap().title(), "A summit");
}
