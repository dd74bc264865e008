//! An instrument among those it is tied to: drawn, followed by keyboard, and one step further.

use entente_tests::desktop::{Window, css, role, text};
use serde_json::json;

#[test]
fn the_drawing_is_followed_from_instrument_to_instrument_without_a_mouse() {
    let Some(window) = Window::open("relations") else {
        return;
    };
    window.go("#/record/tn-mou-2023");
    let section = role("region", "Among other instruments");
    window.sees(
        &role(
            "link",
            "Memorandum of Understanding on a strategic partnership on energy",
        )
        .within(css("svg")),
    );
    window.sees(&text("implements").within(css("svg")));
    window.sees(&text("implemented by").within(section.clone()));
    let in_sight = "const [box, self] = ['.place', '.place .self'].map((one) => document.querySelector(one).getBoundingClientRect());
         return self.left >= box.left && self.right <= box.right + 1";
    assert_eq!(
        window.script(in_sight, vec![]),
        json!(true),
        "the instrument itself is in sight"
    );

    let near = window.count(&css("svg a"));
    window.click(&text("Two steps"));
    window.wait_until("more is drawn", |window| window.count(&css("svg a")) > near);
    window.settle();
    window.script("document.querySelector('#relations-title').scrollIntoView()", vec![]);
    window.screenshot("relations-two-steps");

    window.script("document.querySelector('.segments input:checked').focus()", vec![]);
    window.press("Tab");
    let first = window.script("return document.activeElement.getAttribute('href')", vec![]);
    let first = first
        .as_str()
        .expect("the first stop after the switch is a link of the drawing")
        .to_owned();
    assert!(
        first.ends_with("steps=2"),
        "how far ties are followed is kept on the way: {first}"
    );
    window.press("Enter");
    window.wait_until("the other instrument's page is open", |window| {
        window.script("return location.hash", vec![]) == json!(first)
    });
    window.sees(&text("This instrument").within(css("svg")));
}
