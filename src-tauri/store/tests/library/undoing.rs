//! Undoing what a hand did.

use entente_store::{Action, Error, Origin};
use serde_json::json;

use crate::a_library::{Library, at, document, event, field, id, passages, put_texts, source, texts, with};

#[test]
fn an_edit_is_undone_as_a_new_change_and_can_be_done_again() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let edited = library
        .write(|edit| edit.edit(&event("e1", "My visit"), Some("Ana"), at(2)))
        .unwrap();
    let undone = library.write(|edit| edit.undo(edited, Some("Ben"), at(3)));
    assert_eq!(library.get("e1"), Some(event("e1", "A visit")));
    assert_eq!(
        library.writer.origin(&id("e1")).unwrap(),
        Some(Origin::Pack("1".to_owned())),
        "it is the pack's again"
    );
    let change = library.writer.change(undone).unwrap().unwrap();
    let told = (change.action, change.undoes, change.who.as_deref(), change.origin);
    assert_eq!(told, (Action::Undo, Some(edited), Some("Ben"), Origin::User));
    library.write(|edit| edit.undo(undone, None, at(4)));
    assert_eq!(library.get("e1").unwrap().title(), "My visit");
}

#[test]
fn only_the_fields_it_touched_are_undone() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let titled = library
        .write(|edit| edit.edit(&event("e1", "My visit"), None, at(2)))
        .unwrap();
    let placed = with(&event("e1", "My visit"), "place", json!("Tunis"));
    library.write(|edit| edit.edit(&placed, None, at(3)));
    library.write(|edit| edit.undo(titled, None, at(4)));
    let now = library.get("e1").unwrap();
    assert_eq!((now.title(), field(&now, "place")), ("A visit", json!("Tunis")));
}

#[test]
fn a_change_that_something_newer_stands_on_is_not_undone_and_the_sentence_names_it() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let first = library
        .write(|edit| edit.edit(&event("e1", "My visit"), None, at(2)))
        .unwrap();
    let second = library
        .write(|edit| edit.edit(&event("e1", "Our visit"), None, at(3)))
        .unwrap();
    assert!(!library.writer.can_undo(first).unwrap());
    let refused = library
        .writer
        .transaction(|edit| edit.undo(first, None, at(4)))
        .unwrap_err();
    assert!(matches!(refused, Error::CannotUndo { .. }));
    let sentence = refused.to_string();
    assert!(
        sentence.contains(&format!("change {second} ")) && sentence.contains("title of e1"),
        "{sentence}"
    );
    library.write(|edit| edit.undo(second, None, at(5)));
    assert!(
        library.writer.can_undo(first).unwrap(),
        "once the newer one is undone, it can be"
    );
    library.write(|edit| edit.undo(first, None, at(6)));
    assert_eq!(library.get("e1").unwrap().title(), "A visit");
}

#[test]
fn adding_and_removing_are_undone() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let added = library
        .write(|edit| edit.edit(&event("mine", "Mine"), None, at(2)))
        .unwrap();
    let removed = library.write(|edit| edit.remove(&id("e1"), &Origin::User, None, at(3)));
    library.write(|edit| edit.undo(added, None, at(4)));
    library.write(|edit| edit.undo(removed, None, at(5)));
    assert_eq!(
        (library.get("mine"), library.get("e1")),
        (None, Some(event("e1", "A visit")))
    );
}

#[test]
fn a_part_that_fails_leaves_nothing_of_itself_and_the_rest_is_written() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let before = library.writer.last_sequence().unwrap();
    library.write(|edit| {
        edit.edit(&event("e2", "Before"), None, at(2))?;
        let failed: Result<(), Error> = edit.attempt(|edit| {
            edit.put(&document("d1", 2), &Origin::Import("a.txt".to_owned()), None, at(3))?;
            let texts = passages(&["One.", "Two."]).into_iter().map(Ok::<_, Error>);
            edit.put_passages(&id("d1"), texts, &Origin::Import("a.txt".to_owned()), None, at(3))?;
            Err(Error::NoSuchDocument(id("d2")))
        });
        assert!(
            matches!(failed, Err(Error::NoSuchDocument(_))),
            "its error is given on: {failed:?}"
        );
        edit.attempt(|edit| edit.edit(&event("e3", "After"), None, at(4)))?;
        Ok(())
    });
    assert_eq!(library.get("d1"), None, "nothing of the part is there");
    assert!(
        library.get("e2").is_some() && library.get("e3").is_some(),
        "what stood around it is"
    );
    let last = library.writer.last_sequence().unwrap();
    assert_eq!(last, before + 2, "and the log has no gap where it was");
}

#[test]
fn a_record_that_others_name_stays_when_its_adding_is_undone() {
    let mut library = Library::new();
    let added = library.write(|edit| edit.edit(&source("s1"), None, at(1))).unwrap();
    library.write(|edit| edit.edit(&event("e1", "A visit"), None, at(2)));
    let refused = library
        .writer
        .transaction(|edit| edit.undo(added, None, at(3)))
        .unwrap_err();
    let sentence = refused.to_string();
    assert!(sentence.contains("e1 names s1"), "{sentence}");
    assert!(library.get("s1").is_some(), "nothing was changed");
}

#[test]
fn a_packs_change_is_not_undone_by_itself() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let refused = library
        .writer
        .transaction(|edit| edit.undo(1, None, at(2)))
        .unwrap_err();
    assert!(refused.to_string().contains("the pack 1 made it"), "{refused}");
    let nothing = library
        .writer
        .transaction(|edit| edit.undo(99, None, at(2)))
        .unwrap_err();
    assert!(matches!(nothing, Error::NoSuchChange(99)));
}

#[test]
fn taking_back_an_edit_lets_the_newer_packs_word_hold() {
    let mut library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let edited = library
        .write(|edit| edit.edit(&event("e1", "My visit"), None, at(2)))
        .unwrap();
    library.take_in("2", &[event("e1", "A summit"), source("s1")]);
    library.write(|edit| edit.undo(edited, None, at(3)));
    assert_eq!(library.get("e1").unwrap().title(), "A summit");
    assert_eq!(
        library.writer.undecided().unwrap(),
        0,
        "the user withdrew, so there is nothing to decide"
    );
}

#[test]
fn a_new_text_of_a_document_is_undone_to_the_one_before_and_no_further() {
    let mut library = Library::new();
    library.write(|edit| edit.edit(&document("d1", 1), None, at(1)));
    let first = put_texts(&mut library, "d1", &["One."]).unwrap();
    let second = put_texts(&mut library, "d1", &["Two."]).unwrap();
    library.write(|edit| edit.undo(second, None, at(3)));
    assert_eq!(texts(&library, "d1"), ["One."]);
    library.write(|edit| edit.undo(first, None, at(4)));
    assert_eq!(texts(&library, "d1"), [""; 0], "before the first there was none");
    for text in ["Three.", "Four.", "Five."] {
        put_texts(&mut library, "d1", &[text]);
    }
    assert!(!library.writer.can_undo(second).unwrap(), "it has since been replaced");
}

#[test]
fn removing_a_document_hides_its_text_and_undoing_shows_it() {
    let mut library = Library::new();
    library.write(|edit| edit.edit(&document("d1", 1), None, at(1)));
    put_texts(&mut library, "d1", &["One."]);
    let removed = library.write(|edit| edit.remove(&id("d1"), &Origin::User, None, at(2)));
    assert_eq!(
        (texts(&library, "d1").len(), library.writer.passage_count().unwrap()),
        (0, 0)
    );
    library.write(|edit| edit.undo(removed, None, at(3)));
    assert_eq!(texts(&library, "d1"), ["One."]);
}

#[test]
fn passages_go_in_whole_or_not_at_all() {
    let mut library = Library::new();
    library.write(|edit| edit.edit(&document("d1", 2), None, at(1)));
    put_texts(&mut library, "d1", &["One.", "Two."]);
    let mut twice = passages(&["Three.", "Four."]);
    twice[1].ordinal = 1;
    let title = library.write(|edit| {
        let given = twice.into_iter().map(Ok::<_, Error>);
        let refused = edit
            .put_passages(&id("d1"), given, &Origin::User, None, at(3))
            .unwrap_err();
        assert!(matches!(refused, Error::PassageTwice { ordinal: 1, .. }), "{refused}");
        // One bad file does not end an import of many.
        edit.edit(&document("d2", 0), None, at(3))
    });
    assert!(title.is_some());
    assert_eq!(texts(&library, "d1"), ["One.", "Two."], "the text that was there stays");
    let nowhere = library.writer.transaction(|edit| {
        edit.put_passages(
            &id("e9"),
            passages(&["One."]).into_iter().map(Ok::<_, Error>),
            &Origin::User,
            None,
            at(3),
        )
    });
    assert!(matches!(nowhere, Err(Error::NoSuchDocument(_))));
}
