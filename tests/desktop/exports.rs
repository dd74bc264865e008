//! A long export: it says how far it is on whatever page one looks, and what is stopped leaves nothing behind.

use std::fs;

use entente_tests::desktop::{Window, css, role, text};

#[test]
fn a_timeline_of_many_pages_says_how_far_it_is_and_is_stopped_by_keys_from_another_page() {
    let Some(window) = Window::open("exports-stopped") else {
        return;
    };
    let folder = window.folder().join("out");
    fs::create_dir(&folder).expect("the test's folder can be written");
    window.go("#/timeline");
    window.click(&role("button", "Export"));
    window.click(&role("button", "Pages to print (PDF, A4)"));
    window.save_as(&folder.join("timeline.pdf"));
    let bar = role("region", "Export");
    window.sees(&css("progress[max]").within(bar.clone()));
    window.sees(&text(" of ").within(bar.clone()));
    window.screenshot("exports-progress");

    window.press("Alt+4");
    window.sees(&role("heading", "Instruments"));
    window.sees(&role("button", "Stop").within(bar.clone()));
    window.press("Control+Shift+S");
    window.sees(&text("Nothing was written, and what stood there before is untouched."));
    window.sees_no(&bar);
    window.screenshot("exports-stopped");
    let left = fs::read_dir(&folder).expect("the folder is there").count();
    assert_eq!(left, 0, "neither a file nor a part of one is left");
}

#[test]
fn briefs_of_all_partners_are_saved_in_a_folder_and_said_to_be() {
    let Some(window) = Window::open("exports-briefs") else {
        return;
    };
    let folder = window.folder().join("briefs");
    fs::create_dir(&folder).expect("the test's folder can be written");
    window.go("#/briefs?partner=TN&length=one-page");
    window.sees(&role("article", "Brief: Tunisia"));
    window.click(&role("button", "All as Word…"));
    window.open_file(&folder);
    window.sees(&text("briefs saved in"));
    let saved = fs::read_dir(&folder).expect("the folder is there").count();
    assert!(saved >= 7, "a brief each of the partners, and {saved} are there");
}
