//! A brief that left the building, held against the library.

use entente_tests::desktop::{Window, css, role, text};

#[test]
fn a_saved_brief_is_checked_and_its_changed_facts_are_named_by_footnote() {
    let Some(window) = Window::open("briefs-checked") else {
        return;
    };
    window.go("#/briefs?partner=TN&length=one-page");
    window.sees(&role("article", "Brief: Tunisia"));
    window.click(&role("button", "Save as Word"));
    let file = window.folder().join("tunisia.docx");
    window.save_as(&file);
    window.sees(&text("Saved to"));

    window.click(&role("button", "Check a brief"));
    window.open_file(&file);
    window.sees(&role("heading", "Checked: tunisia.docx"));
    window.sees(&text("No fact has changed."));
    window.screenshot("briefs-checked");

    // Before the pack was read the library knew none of it.
    let address = window.script("return location.hash", vec![]);
    window.go(&format!("{}&known=1", address.as_str().expect("an address is text")));
    window.sees(&text("facts have changed."));
    let gone = window.count(&text("No longer in the library").within(css("main")));
    assert!(
        gone > 5,
        "every fact that is gone is named with its footnotes, {gone} are"
    );
    window.settle();
    window.screenshot("briefs-checked-changed");
}

#[test]
fn partners_stand_side_by_side_in_the_preview() {
    let Some(window) = Window::open("briefs-compared") else {
        return;
    };
    window.go("#/briefs?partner=TN");
    window.click(&role("button", "Egypt"));
    window.sees(&role("article", "Brief: Tunisia"));
    let columns = "return [...document.querySelector('article.sheet').shadowRoot.querySelectorAll('th')].map((head) => head.textContent.trim())";
    window.wait_until("Egypt has a column beside Tunisia", |window| {
        let heads = window.script(columns, vec![]).to_string();
        heads.contains("\"Tunisia\"") && heads.contains("\"Egypt\"")
    });
    window.settle();
    window.screenshot("briefs-compared");
}

#[test]
fn the_preview_holds_the_parts_that_are_chosen_and_says_so() {
    let Some(window) = Window::open("briefs-parts") else {
        return;
    };
    window.go("#/briefs?partner=TN");
    window.click(&role("button", "Money").within(role("group", "Parts")));
    window.click(&role("button", "Timeline").within(role("group", "Parts")));
    let sheet = "return document.querySelector('article.sheet').shadowRoot.textContent";
    window.wait_until("the sheet says what it holds", |window| {
        let words = window.script(sheet, vec![]).to_string();
        words.contains("This brief holds only") && words.contains("Timeline, Money")
    });
    let heads = "return [...document.querySelector('article.sheet').shadowRoot.querySelectorAll('h2')].map((head) => head.textContent.trim())";
    let heads = window.script(heads, vec![]).to_string();
    assert!(
        heads.contains("Timeline") && heads.contains("Money") && !heads.contains("Commitments"),
        "no other part is there: {heads}"
    );
    window.settle();
    window.screenshot("briefs-parts");
}
