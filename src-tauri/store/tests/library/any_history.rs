//! Whatever packs, edits, removals, undoings and decisions come in whatever order, the log tells it all, and the
//! library is whole. The model is the library itself, read after every step.

use std::collections::BTreeMap;

use entente_domain::{Record, RecordId, RecordKind};
use entente_store::{Change, Error, Origin, Side};
use proptest::{collection::vec, prelude::*};
use serde_json::json;

use crate::a_library::{Library, at, event, id, release, source, with};

#[derive(Debug, Clone)]
enum Step {
    /// A pack of events by number, each with a title and a place.
    TakeIn(BTreeMap<u8, (u8, u8)>),
    RollBack,
    Edit {
        event: u8,
        title: u8,
        place: u8,
    },
    Remove(u8),
    /// Undo a change so many places before the last.
    Undo(u64),
    /// Decide one of what is undecided.
    Decide(usize, bool),
}

const EVENTS: u8 = 3;
const WORDS: u8 = 3;

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => proptest::collection::btree_map(0..EVENTS, (0..WORDS, 0..WORDS), 0..=usize::from(EVENTS)).prop_map(Step::TakeIn),
        1 => Just(Step::RollBack),
        4 => (0..EVENTS, 0..WORDS, 0..WORDS).prop_map(|(event, title, place)| Step::Edit { event, title, place }),
        1 => (0..EVENTS).prop_map(Step::Remove),
        2 => (0..6_u64).prop_map(Step::Undo),
        2 => (0..4_usize, any::<bool>()).prop_map(|(which, ours)| Step::Decide(which, ours)),
    ]
}

fn visit(number: u8, title: u8, place: u8) -> Record {
    let visit = event(&format!("e{number}"), &format!("Title {title}"));
    with(
        &visit,
        "place",
        if place == 0 {
            json!(null)
        } else {
            json!(format!("Place {place}"))
        },
    )
}

fn take(library: &mut Library, step: &Step, minute: i64) -> Result<(), Error> {
    let (now, last) = (at(minute), library.writer.last_sequence()?);
    library.writer.transaction(|edit| match step {
        Step::TakeIn(visits) => {
            let mut records: Vec<Record> = visits
                .iter()
                .map(|(&number, &(title, place))| visit(number, title, place))
                .collect();
            records.push(source("s1"));
            edit.apply_pack(&release(&minute.to_string()), &records, &Default::default(), now)
                .map(drop)
        }
        Step::RollBack => edit.roll_back_pack(None, now).map(drop),
        Step::Edit { event, title, place } => edit.edit(&visit(*event, *title, *place), None, now).map(drop),
        Step::Remove(event) => edit
            .remove(&id(&format!("e{event}")), &Origin::User, None, now)
            .map(drop),
        Step::Undo(back) => edit.undo(last.saturating_sub(*back), None, now).map(drop),
        Step::Decide(which, ours) => {
            let undecided = edit.decisions()?;
            let Some(one) = undecided.get(*which) else {
                return Ok(());
            };
            let side = if *ours { Side::Ours } else { Side::Theirs };
            edit.decide(&one.record, &one.field, side, None, now).map(drop)
        }
    })
}

/// What a step may say no to, and nothing else.
fn may_refuse(error: &Error) -> bool {
    matches!(
        error,
        Error::CannotRollBack(_)
            | Error::NoSuchRecord(_)
            | Error::CannotUndo { .. }
            | Error::NoSuchChange(_)
            | Error::Dangling { .. }
    )
}

type Records = BTreeMap<RecordId, Record>;

fn standing(library: &Library) -> Records {
    let all = library.writer.all(None).expect("records can be read");
    all.into_iter().map(|one| (one.id().clone(), one)).collect()
}

fn log_since(library: &Library, sequence: u64) -> Vec<Change> {
    let mut changes = Vec::new();
    let read = library.writer.changes_since(sequence, |one| {
        changes.push(one);
        Ok::<_, Error>(())
    });
    read.expect("the log can be read");
    changes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_log_tells_every_state_there_was(steps in vec(any_step(), 1..25)) {
        let mut library = Library::with(&[source("s1")]);
        let mut states = vec![(library.writer.last_sequence().unwrap(), standing(&library))];
        for (minute, step) in (2..).zip(&steps) {
            let before = states.last().expect("there is a first state").clone();
            if let Err(error) = take(&mut library, step, minute) {
                prop_assert!(may_refuse(&error), "{:?}: {}", step, error);
                prop_assert_eq!(&standing(&library), &before.1, "what is refused changes nothing");
                continue;
            }
            let now = standing(&library);
            // Replaying the step's changes on the state before gives the state after: the index is kept so.
            let mut replayed = before.1;
            for change in log_since(&library, before.0) {
                match &change.after {
                    Some(_) => {
                        let known = library.writer.get_known(&change.id, change.sequence).unwrap();
                        replayed.insert(change.id.clone(), known.expect("a change with an after leaves a record"));
                    }
                    None => drop(replayed.remove(&change.id)),
                }
            }
            prop_assert_eq!(&replayed, &now);
            states.push((library.writer.last_sequence().unwrap(), now));
        }
        for (sequence, state) in states {
            let known = library.writer.records_known(None, sequence).unwrap();
            let known: Records = known.into_iter().map(|one| (one.id().clone(), one)).collect();
            prop_assert_eq!(known, state, "what was known after change {}", sequence);
        }
        prop_assert_eq!(library.writer.check(|_| true).unwrap().findings, []);
        for one in library.writer.decisions().unwrap() {
            prop_assert_ne!(&one.ours, &one.theirs, "there is something to decide on {} of {}", one.field, one.record);
        }
    }

    /// Whatever a pack does, a field that the user set and the pack does not set alike says what the user said.
    #[test]
    fn a_pack_never_overwrites_the_user(steps in vec(any_step(), 0..12), pack in any_step(), mine in (0..EVENTS, 0..WORDS)) {
        let mut library = Library::new();
        library.write(|edit| edit.edit(&source("s1"), None, at(0)));
        library.take_in("1", &[source("s1"), visit(0, 0, 0), visit(1, 1, 1)]);
        for (minute, step) in (2..).zip(&steps) {
            let _ = take(&mut library, step, minute);
        }
        // A step may have undone its adding.
        library.write(|edit| edit.edit(&source("s1"), None, at(49)));
        let (number, word) = mine;
        let name = id(&format!("e{number}"));
        let mine = match library.get(name.as_str()) {
            Some(one) => with(&one, "title", json!(format!("Mine {word}"))),
            None => with(&visit(number, 0, 0), "title", json!(format!("Mine {word}"))),
        };
        library.write(|edit| edit.edit(&mine, None, at(50)));
        let Step::TakeIn(_) = pack else { return Ok(()) };
        take(&mut library, &pack, 51).expect("a sound pack is taken in");
        let now = library.get(name.as_str()).expect("what the user wrote does not go");
        prop_assert_eq!(now.title(), mine.title());
        prop_assert_eq!(now.kind(), RecordKind::Event);
    }
}
