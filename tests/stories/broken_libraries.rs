//! Damage, a newer program, a second writer, a folder that takes nothing: said, survived, and nothing lost.

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom, Write},
};

use crate::desk::{Desk, entente, list, names, run, text};

#[test]
fn a_library_made_by_a_newer_program_is_not_touched() {
    let desk = Desk::own();
    let file = desk.library.join("library.sqlite");
    rusqlite::Connection::open(&file)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let before = fs::read(&file).unwrap();
    for line in ["partners", "edit tn-e01 --set title=x", "check", "backup"] {
        let sentence = desk.refuses(4, line);
        assert!(
            sentence.contains("newer version of Entente") && sentence.contains("update Entente"),
            "{sentence}"
        );
    }
    assert!(fs::read(&file).unwrap() == before, "not a byte of it has changed");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let desk = Desk::bare();
    let file = desk.file("a-file", "text");
    for folder in [format!("{file}/library"), "/proc/entente".to_owned()] {
        let said = run(entente().args(["--library", &folder, "partners"]));
        assert_eq!((said.code, said.out.as_str()), (4, ""), "{said:?}");
        assert!(said.sentence().contains(&folder), "{said:?}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "text", "what stood there stands");
}

#[test]
fn a_file_that_is_no_library_is_refused_and_kept() {
    let desk = Desk::bare();
    fs::create_dir(&desk.library).unwrap();
    let file = desk.library.join("library.sqlite");
    fs::write(&file, "Dear reader, this is a letter.".repeat(400)).unwrap();
    let before = fs::read(&file).unwrap();
    let sentence = desk.refuses(4, "partners");
    assert!(
        sentence.contains("damaged or is not a library") && sentence.contains("entente restore"),
        "{sentence}"
    );
    assert!(fs::read(&file).unwrap() == before, "the letter can still be read");
}

#[test]
fn damage_in_the_middle_is_found_and_a_backup_puts_it_right() {
    let desk = Desk::own();
    desk.json("edit tn-e01 --set place=Tunis --who Ana");
    let backup = text(&desk.json("backup")["out"]).to_owned();
    let file = desk.library.join("library.sqlite");
    let length = fs::metadata(&file).unwrap().len();
    let mut damaged = File::options().write(true).open(&file).unwrap();
    for place in [length / 4, length / 2, 3 * length / 4] {
        damaged.seek(SeekFrom::Start(place / 4096 * 4096)).unwrap();
        damaged.write_all(&[0xAB; 3 * 4096]).unwrap();
    }
    drop(damaged);
    let said = desk.says("check");
    assert!([1, 4].contains(&said.code), "it is not whole: {said:?}");
    assert!(!format!("{}{}", said.out, said.err).contains("panicked"), "{said:?}");
    let restored = desk.json_of(["restore", &backup]);
    let aside = text(&restored["kept_aside"]);
    assert!(fs::exists(aside).unwrap(), "what stood there is kept aside: {restored}");
    assert_eq!(desk.json("check")["ok"], true);
    assert_eq!(
        desk.json("show tn-e01")["place"],
        "Tunis",
        "what was confirmed is there"
    );
    assert!(
        desk.json("search Tunis")["total"].as_u64().unwrap() > 0,
        "and can be found"
    );
}

#[test]
fn an_index_that_was_deleted_is_made_again_from_the_records() {
    let desk = Desk::own();
    let before = desk.json("search readmission --limit 100");
    fs::remove_dir_all(desk.library.join("index")).unwrap();
    let after = desk.json("search readmission --limit 100");
    assert_eq!(after["total"], before["total"]);
    assert_eq!(after["hits"], before["hits"], "to the last hit and in the same order");
}

#[test]
fn an_index_cut_short_is_mended_and_that_is_said() {
    let desk = Desk::own();
    let total = desk.json("search readmission")["total"].clone();
    let index = desk.library.join("index");
    let longest = names(&index)
        .into_iter()
        .max_by_key(|name| fs::metadata(index.join(name)).unwrap().len())
        .unwrap();
    let file = File::options().write(true).open(index.join(&longest)).unwrap();
    file.set_len(100).unwrap();
    drop(file);
    let said = desk.says("--json search readmission");
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(said.document()["total"], total, "the answer is whole");
    assert!(
        said.err.contains("search index was made anew"),
        "and the user is told: {said:?}"
    );
    let again = desk.says("search readmission");
    assert_eq!(again.err, "", "once");
}

#[test]
fn an_index_whose_bytes_have_turned_is_found_by_a_check() {
    let desk = Desk::own();
    let index = desk.library.join("index");
    let store = names(&index).into_iter().find(|name| name.ends_with(".store")).unwrap();
    let mut file = File::options().read(true).write(true).open(index.join(&store)).unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(50)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(50)).unwrap();
    file.write_all(&[byte[0] ^ 0xFF]).unwrap();
    drop(file);
    let said = desk.says("--json check");
    let findings = said.document();
    let mended = list(&findings["findings"]).iter().all(|one| one["mended"] == true);
    assert_eq!(
        said.code == 0,
        mended,
        "the code says whether all is well again: {findings}"
    );
    assert!(!list(&findings["findings"]).is_empty(), "it was seen: {said:?}");
}

#[test]
fn a_second_writer_is_told_who_holds_the_library_and_readers_go_on() {
    let desk = Desk::own();
    let lock = desk.library.join("writer.lock");
    let mut held = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(lock)
        .unwrap();
    held.lock().unwrap();
    held.write_all(b"Entente of a colleague\n4711\n").unwrap();
    let note = desk.file("note.txt", "A note.");
    for line in [
        "edit tn-e01 --set place=Tunis".to_owned(),
        "backup".to_owned(),
        format!("import {note}"),
    ] {
        let sentence = desk.refuses(4, &line);
        assert!(
            sentence.contains("Entente of a colleague (process 4711)"),
            "`{line}`: {sentence}"
        );
    }
    for line in [
        "partners",
        "search visa",
        "funding --partner EG",
        "show tn-e01",
        "check",
    ] {
        assert_eq!(desk.says(line).code, 0, "reading goes on: `{line}`");
    }
    drop(held);
    desk.json("edit tn-e01 --set place=Tunis");
}

#[test]
fn several_programs_open_a_new_library_at_once_and_each_is_answered_in_full() {
    let desk = Desk::bare();
    let begun: Vec<_> = (0..4)
        .map(|_| {
            let mut command = desk.command();
            command.args(["--json", "search", "readmission"]);
            std::thread::spawn(move || run(&mut command))
        })
        .collect();
    let wanted = &Desk::reading().json("search readmission")["total"];
    for said in begun.into_iter().map(|one| one.join().unwrap()) {
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(
            &said.document()["total"],
            wanted,
            "none is answered from an index that is half made"
        );
    }
    assert_eq!(desk.json("check")["ok"], true);
}

#[test]
fn a_backup_holds_everything_and_stands_by_itself() {
    let desk = Desk::own();
    desk.json("edit tn-e01 --set place=Sfax --who Ana");
    let backup = text(&desk.json("backup")["out"]).to_owned();
    desk.json("edit tn-e01 --set place=Gabes --who Ana");
    let elsewhere = Desk::bare();
    let restored = elsewhere.json_of(["restore", &backup]);
    assert!(
        restored["kept_aside"].is_null(),
        "there was nothing to keep: {restored}"
    );
    assert_eq!(elsewhere.json("show tn-e01")["place"], "Sfax");
    desk.json_of(["restore", &backup]);
    assert_eq!(
        desk.json("show tn-e01")["place"],
        "Sfax",
        "and in its own place it turns the clock back"
    );
}
