//! The window opens, by itself and without a network.

use entente_tests::desktop::{Window, role};

#[test]
fn the_window_opens_and_says_what_it_is() {
    let Some(window) = Window::open("opening") else { return };
    window.sees(&role("main", ""));
    window.sees(&role("heading", "").within(role("main", "")));
    let title = window.script("return document.title", vec![]);
    let title = title.as_str().expect("a title is text");
    assert!(
        title.ends_with("Entente"),
        "the window is named after the program, not {title:?}"
    );
    let picture = window.screenshot("opening");
    assert!(
        picture.metadata().unwrap().len() > 2_000,
        "a picture of a page, not of nothing"
    );
}
