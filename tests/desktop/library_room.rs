//! The library's own room: a backup is made and put back, and what stood there is kept.

use std::fs;

use entente_tests::desktop::{Settings, Window, css, role, text};

#[test]
fn a_note_made_after_a_backup_is_gone_when_the_backup_is_restored_and_nothing_is_lost() {
    let Some(window) = Window::open("library-room-restore") else {
        return;
    };
    window.go("#/library?tab=care");
    window.click(&role("button", "Make a backup"));
    window.sees(&text("The copy is at"));
    window.sees(&role("table", "What the library can be put back to"));

    window.go("#/record/tunisia");
    window.fill(&css("aside textarea"), "Ask about the second tranche");
    window.click(&role("button", "Keep the note"));
    window.sees(&text("Ask about the second tranche").within(role("list", "Notes")));

    window.go("#/library?tab=care");
    window.click(&role("button", "Restore: "));
    window.sees(&text("Nothing is lost"));
    window.screenshot("library-room-restore");
    window.click(&role("button", "Restore").within(css("dialog")));
    window.sees(&text("What stood there is kept in"));
    window.sees(&text("The library as it stood before a restore"));

    window.go("#/record/tunisia");
    window.sees_no(&text("Ask about the second tranche"));
}

#[test]
fn a_library_that_cannot_be_opened_is_put_back_from_the_page_that_says_so() {
    let place = tempfile::tempdir().expect("a folder for a library");
    let settings = Settings {
        library: Some(place.path().join("library")),
        ..Settings::default()
    };
    let Some(window) = Window::open_with("library-room-damage", settings.clone()) else {
        return;
    };
    window.go("#/library?tab=care");
    window.click(&role("button", "Make a backup"));
    window.sees(&text("The copy is at"));
    let file = window.library().join("library.sqlite");
    drop(window);
    assert!(file.is_file(), "the library's file is where the test damages it");
    for left in ["library.sqlite-wal", "library.sqlite-shm"] {
        let _ = fs::remove_file(file.with_file_name(left));
    }
    fs::write(&file, "no database of ours").expect("the file can be written");

    let window = Window::open_with("library-room-damaged", settings).expect("it opened before");
    window.sees(&role("heading", "The library could not be opened"));
    window.sees(&role("table", "What the library can be put back to"));
    window.settle();
    window.screenshot("library-room-damaged");
    window.click(&role("button", "Restore: "));
    window.click(&role("button", "Restore").within(css("dialog")));
    window.sees(&text("What stood there is kept in"));
    window.click(&role("button", "Open the library"));
    window.sees(&role("heading", "The Union and its neighbourhood"));
}

#[test]
fn a_large_import_says_how_far_it_is_and_is_stopped_without_a_trace() {
    let Some(window) = Window::open("library-room-import") else {
        return;
    };
    let file = window.folder().join("minutes.jsonl");
    let words = "The zirconium committee meets on readmission, visas and the energy of the coast. ".repeat(4);
    let lines = (1..=150_000).map(|place| format!("{{\"document\": \"minutes\", \"text\": \"{words}{place}\"}}\n"));
    fs::write(&file, lines.collect::<String>()).expect("the file can be written");

    window.go("#/library?tab=documents");
    window.click(&role("button", "Import files"));
    window.open_file(&file);
    window.sees(&text("Reading the files, in kB"));
    window.sees(&css("progress[max]"));
    window.click(&role("button", "Stop"));
    window.sees(&text("Nothing was taken in, and the library is as it was."));
    window.sees(&text("No document has been imported."));
    window.settle();
    window.screenshot("library-room-import-stopped");
    window.go("#/search?q=zirconium");
    window.sees(&text("Nothing was found."));
}
