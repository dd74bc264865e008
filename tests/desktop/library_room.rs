//! The library's own room: a backup is made and put back, and what stood there is kept.

use entente_tests::desktop::{Window, css, role, text};

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
