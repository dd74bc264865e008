//! Two texts side by side: chosen, read from difference to difference and come back to, without a mouse.

use std::fs;

use entente_tests::desktop::{Window, css, role, text};
use serde_json::json;

use crate::accessibility::wear;

/// What was negotiated: a title, articles with their headings, and a last one in Arabic.
const DRAFT: &[(&str, &str, &str)] = &[
    (
        "Article 1",
        "en",
        "The Parties shall set up a joint fund of EUR 105 million for renewable energy and for the ports of the south.",
    ),
    (
        "Article 2",
        "en",
        "The Union will provide equipment to the coast guard by the end of 2024.",
    ),
    (
        "Article 3",
        "en",
        "A joint committee meets once a year in Brussels, at the level of senior officials, and reports to ministers.",
    ),
    (
        "Article 4",
        "ar",
        "يجتمع الطرفان مرة كل سنة في تونس لمتابعة تنفيذ هذا الاتفاق.",
    ),
];
const SIGNED: &[(&str, &str, &str)] = &[
    (
        "Article 1",
        "en",
        "The Parties may set up a joint fund of EUR 150 million for renewable energy and for the ports of the north.",
    ),
    ("Article 2", "en", "Students of both sides travel without fees."),
    (
        "Article 3",
        "en",
        "The Union will provide equipment to the coast guard by the end of 2024.",
    ),
    (
        "Article 4",
        "ar",
        "يجتمع الطرفان مرتين كل سنة في بروكسل لمتابعة تنفيذ هذا الاتفاق.",
    ),
];

/// Brings both in, and many clauses that are alike behind them.
pub(crate) fn bring_in(window: &Window) {
    let mut lines = String::new();
    for (document, title, clauses) in [
        ("draft", "Draft memorandum on energy and ports", DRAFT),
        ("signed", "Memorandum on energy and ports, as signed", SIGNED),
    ] {
        let further = (5..=120).map(|number| {
            let words = format!("Annex point {number}: the Parties exchange lists of harbours number {number}.");
            let words = if number == 100 && document == "signed" {
                "Point one hundred lapses.".to_owned()
            } else {
                words
            };
            (format!("Article {number}"), "en", words)
        });
        let own = clauses
            .iter()
            .map(|(place, language, words)| ((*place).to_owned(), *language, (*words).to_owned()));
        for (locator, language, words) in own.chain(further) {
            let line = json!({
                "document": document, "title": title, "partner": "TN", "language": language,
                "heading": format!("Title I › {locator}"), "locator": locator, "text": words,
            });
            lines.push_str(&format!("{line}\n"));
        }
    }
    let file = window.folder().join("texts.jsonl");
    fs::write(&file, lines).expect("the test's folder can be written");
    window.go("#/library?tab=documents");
    window.click(&role("button", "Import files"));
    window.open_file(&file);
    window.sees(&text("Memorandum on energy and ports, as signed"));
}

#[test]
fn two_texts_are_compared_from_difference_to_difference_without_a_mouse() {
    let Some(window) = Window::open("comparing") else {
        return;
    };
    bring_in(&window);
    window.go("#/document/draft");
    window.tab_to(&role("link", "Compare with…"));
    window.press("Enter");
    window.sees(&role("heading", "Draft memorandum on energy and ports"));
    window.settle();
    window.screenshot("comparing-choose");
    window.tab_to(&role("searchbox", "Find a text"));
    window.types("as signed");
    window.sees(&text("1 text"));
    window.tab_to(&role("link", "Memorandum on energy and ports, as signed"));
    window.press("Enter");
    window.sees(&role("heading", "Two texts side by side"));
    window.sees(&text("5 differences"));
    window.wait_until("the pressed link is gone, and the page has the keys", |window| {
        window.stands_on(&css("main"))
    });
    window.settle();
    window.screenshot("comparing");

    window.press("Alt+ArrowDown");
    window.sees(&text("Difference 1 of 5"));
    window.wait_until("the first difference has the focus", |window| {
        window.stands_on(&css("li.changed#clause-1"))
    });
    let marked = |tag: &str| window.texts(&css(&format!("#clause-1 {tag}")));
    assert_eq!(marked("del"), ["shall", "105", "south"]);
    assert_eq!(marked("ins"), ["may", "150", "north"]);
    let sign = |tag: &str| {
        let script = format!("return getComputedStyle(document.querySelector('#clause-1 {tag}')).textDecorationLine");
        window.script(&script, vec![])
    };
    assert_eq!(
        (sign("del"), sign("ins")),
        (json!("line-through"), json!("underline")),
        "not by colour alone"
    );

    // The last difference is on another stretch.
    for number in 2..=5 {
        window.press("Alt+ArrowDown");
        window.sees(&text(&format!("Difference {number} of 5")));
    }
    window.sees(&text("Point one hundred lapses."));
    window.wait_until("the last difference is in sight and has the focus", |window| {
        let script = "const one = document.activeElement.getBoundingClientRect();
                      return document.activeElement.matches('li.changed') && one.top >= 0 && one.bottom <= innerHeight";
        window.script(script, vec![]) == json!(true)
    });
    window.settle();
    window.screenshot("comparing-last");
    let address = window.script("return location.hash", vec![]);
    let address = address.as_str().expect("an address is text");
    assert!(
        address.starts_with("#/compare/draft?with=signed"),
        "the address holds both: {address}"
    );
    window.go("#/overview");
    window.sees(&role("heading", "The Union and its neighbourhood"));
    window.press("Alt+ArrowLeft");
    window.sees(&text("Difference 5 of 5"));

    // Backwards by the keys, what is gone to does not lie beneath the bar that stays in sight.
    window.script("document.querySelector('li.changed .place a').focus()", vec![]);
    for _ in 0..20 {
        window.press("Shift+Tab");
        let script = "const [one, bar] = [document.activeElement, document.querySelector('.tools')].map((each) => each.getBoundingClientRect());
                      return document.activeElement.matches('.place a') && one.top >= bar.bottom";
        assert_eq!(
            window.script(script, vec![]),
            json!(true),
            "the link that has the focus is in sight"
        );
    }

    window.tab_to(&css("input[type=radio]"));
    window.press("ArrowRight");
    window.sees_no(&css("li.alike"));
    let direction = "return getComputedStyle([...document.querySelectorAll('.words[lang=ar]')].at(-1)).direction";
    assert_eq!(
        window.script(direction, vec![]),
        json!("rtl"),
        "Arabic is read from the right"
    );
    let from_the_edge = "const one = [...document.querySelectorAll('.words[lang=ar]')].at(-1);
                         const line = new Range();
                         line.selectNodeContents(one);
                         return Math.abs(one.getBoundingClientRect().right - line.getBoundingClientRect().right) < 3";
    assert_eq!(
        window.script(from_the_edge, vec![]),
        json!(true),
        "its lines begin at the right edge"
    );
    window.settle();
    window.screenshot("comparing-differences");
    wear(&window, "dark");
    window.settle();
    window.screenshot("comparing-dark");
    wear(&window, "light");
    window.press("Control+Shift+F");
    window.sees(&text("Dans le second seulement"));
    window.settle();
    window.screenshot("comparing-french");
    // At four times the size, a fifth of the usual size a press.
    for _ in 0..15 {
        window.press("Control+=");
    }
    window.wait_until("the two texts stand one above the other", |window| {
        let script = "const [one, other] = [...document.querySelectorAll('#clause-1 .side')].map((side) => side.getBoundingClientRect());
                      return one.left === other.left && one.bottom <= other.top";
        window.script(script, vec![]) == json!(true)
    });
    window.script("document.getElementById('clause-1').scrollIntoView()", vec![]);
    window.settle();
    window.screenshot("comparing-narrow");
}
