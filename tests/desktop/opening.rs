//! The window opens, by itself and without a network.

use entente_tests::desktop::{Window, role};

#[test]
fn the_window_opens_and_says_what_it_is() {
    let Some(window) = Window::open("opening") else { return };
    window.sees(&role("main", ""));
    let title = window.script("return document.title", vec![]);
    assert_eq!(title, "Entente", "the window is named after the program");
    let picture = window.screenshot("opening");
    assert!(
        picture.metadata().unwrap().len() > 2_000,
        "a picture of a page, not of nothing"
    );
}
