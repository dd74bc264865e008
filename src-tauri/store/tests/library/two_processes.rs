//! Two programs on one library, and one that is killed. The second program is this test binary again.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

use entente_store::{Error, Store};

use crate::a_library::{Library, at, event, id, source};

const FOLDER: &str = "ENTENTE_STORE_TEST_FOLDER";

/// Starts a test of this binary in a process of its own, on a folder.
fn start(test: &str, folder: &Path) -> Child {
    Command::new(env::current_exe().expect("a test knows its program"))
        .args([test, "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// The second program: writes and says each change once it is confirmed, until it is killed.
#[test]
#[ignore = "it is the second program of other tests"]
fn writes_until_it_is_killed() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let store = Store::open(Path::new(&folder)).unwrap();
    let mut writer = store.writer("the second program").unwrap();
    for number in 0.. {
        let title = format!("Visit {number}");
        let written = writer
            .transaction(|edit| edit.edit(&event("e1", &title), None, at(number)))
            .unwrap();
        println!("confirmed {} {title}", written.unwrap());
        std::io::stdout().flush().unwrap();
    }
}

#[test]
fn what_was_confirmed_outlives_kill_9_and_the_library_is_free_again() {
    let library = Library::with(&[event("e1", "A visit"), source("s1")]);
    let folder = library.folder.path().to_owned();
    let held_by_us = library.store.writer("another").unwrap_err();
    assert!(
        matches!(held_by_us, Error::Held { .. }),
        "one process has one writer too"
    );
    let Library {
        folder: _kept,
        writer,
        store,
        ..
    } = library;
    drop(writer);

    for round in 1..=3 {
        let mut child = start("two_processes::writes_until_it_is_killed", &folder);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut confirmed = lines.filter(|line| line.contains("confirmed"));
        let first = confirmed.next().unwrap();
        let refused = store.writer("the first program").unwrap_err().to_string();
        let by = format!("the second program (process {})", child.id());
        assert!(refused.contains(&by), "{refused}");
        assert!(store.read().unwrap().last_sequence().unwrap() > 0, "reading goes on");
        let last = confirmed.by_ref().nth(20 * round).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        // What it still said before it died was confirmed too.
        let last = confirmed.last().unwrap_or(last);
        assert_ne!(first, last);
        let (_, last) = last.split_once("confirmed ").unwrap();
        let (sequence, title) = last.split_once(' ').unwrap();

        let again = Store::open(&folder).unwrap();
        let read = again.read().unwrap();
        let known = read.get_known(&id("e1"), sequence.parse().unwrap()).unwrap().unwrap();
        assert_eq!(known.title(), title, "what was confirmed is there");
        let unconfirmed = read.last_sequence().unwrap() - sequence.parse::<u64>().unwrap();
        assert!(
            unconfirmed <= 1,
            "at most the write that was under way is there as well"
        );
        assert_eq!(read.check(|_| true).unwrap().findings, [], "the library is whole");
        drop(read);
        again
            .writer("the first program")
            .expect("the dead program holds nothing");
    }
}
