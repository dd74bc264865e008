//! Screens that everybody can use: axe-core finds nothing in any look, and at four times the size nothing sticks out.

use std::fs;

use entente_tests::{
    checkout,
    desktop::{Window, css, role},
};
use serde_json::{Value, json};

/// What is looked at: the name to report, the address, and the keys that open what lies over it.
const VIEWS: &[(&str, &str, Option<&str>)] = &[
    ("overview", "#/overview", None),
    ("partner", "#/partner/TN", None),
    ("partner, instruments", "#/partner/TN?tab=instruments", None),
    ("partner, commitments", "#/partner/TN?tab=commitments", None),
    ("partner, money", "#/partner/TN?tab=money", None),
    ("partner, contested", "#/partner/TN?tab=contested", None),
    ("partner, indicators", "#/partner/TN?tab=indicators", None),
    ("partner, sources", "#/partner/TN?tab=sources", None),
    ("timeline", "#/timeline", None),
    ("timeline as a table", "#/timeline?as=table", None),
    ("search", "#/search", None),
    ("search with hits", "#/search?q=readmission", None),
    ("search without hits", "#/search?q=zzzzzz", None),
    ("instruments", "#/instruments", None),
    ("commitments", "#/commitments", None),
    ("money", "#/money", None),
    ("briefs", "#/briefs", None),
    ("briefs, compared", "#/briefs?partner=TN&beside=EG,LB", None),
    ("library, what it holds", "#/library", None),
    ("library, documents", "#/library?tab=documents", None),
    ("library, coverage", "#/library?tab=coverage", None),
    ("library, changes", "#/library?tab=changes", None),
    ("library, decisions", "#/library?tab=decisions", None),
    ("library, packs", "#/library?tab=packs", None),
    ("library, care", "#/library?tab=care", None),
    ("library, settings", "#/library?tab=settings", None),
    ("an instrument", "#/record/tn-mou-2023", None),
    ("a funding line", "#/record/tn-f01", None),
    ("a source with the longest title", "#/record/rs-dec-2024-1639", None),
    ("a record that is not there", "#/record/nothing-here", None),
    ("the palette", "#/overview", Some("Control+k")),
    ("the help", "#/overview", Some("F1")),
];

/// The looks, as the page names them.
const LOOKS: &[&str] = &["light", "dark", "contrast"];

#[test]
fn axe_finds_nothing_on_any_screen_in_any_look() {
    let Some(window) = Window::open("accessibility") else {
        return;
    };
    let axe = checkout().join("ui/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(axe).expect("npm ci brought axe-core");
    window.script(&axe, vec![]);
    let mut findings = Vec::new();
    for look in LOOKS {
        window.go("#/overview");
        wear(&window, look);
        for (view, address, keys) in VIEWS {
            window.go(address);
            window.soon(|window| window.count(&role("heading", "").within(css("main"))) > 0);
            if let Some(keys) = keys {
                window.press(keys);
                window.sees(&css("dialog[open], [role=dialog]"));
            }
            window.settle();
            findings.extend(
                look_at(&window)
                    .into_iter()
                    .map(|found| format!("{view}, {look}: {found}")),
            );
            if keys.is_some() {
                window.press("Escape");
            }
        }
    }
    assert!(
        findings.is_empty(),
        "axe finds nothing, but found:\n{}",
        findings.join("\n")
    );
}

/// What axe finds in the page as it stands: rule, where, and what to do.
fn look_at(window: &Window) -> Vec<String> {
    window.script(
        "window.axeFound = null;
         axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })
            .then(({ violations }) => { window.axeFound = violations.flatMap((rule) =>
                rule.nodes.map((node) => `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary}`)); },
                  (problem) => { window.axeFound = [String(problem)]; });",
        vec![],
    );
    window.wait_until("axe has looked", |window| {
        window.script("return window.axeFound !== null", vec![]) == json!(true)
    });
    let found = window.script("return window.axeFound", vec![]);
    let lines = found.as_array().expect("axe's findings are a list").iter();
    lines.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Presses the key for the next look until `look` is on.
pub(crate) fn wear(window: &Window, look: &str) {
    for _ in 0..4 {
        if window.script("return document.documentElement.dataset.theme", vec![]) == json!(look) {
            return;
        }
        window.press("Control+Shift+L");
        window.settle();
    }
    panic!("no key brings the {look} look");
}

/// The outermost elements that make the page wider than the window. What lies in a region that scrolls by itself does not.
const STICKS_OUT: &str = "
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const held = (one) => one && (getComputedStyle(one).overflowX !== 'visible' || held(one.parentElement));
    const far = (one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !held(one.parentElement);
    const out = [...document.querySelectorAll('main *')].filter(far);
    return [root, ...out].filter((one) => !out.includes(one.parentElement)).slice(0, 6)
       .map((one) => `${one.localName} ${one.className} ${one.textContent.trim().slice(0, 40)}`);
";

#[test]
fn at_four_times_the_size_every_screen_reflows_and_keeps_its_way_around() {
    let Some(window) = Window::open("reflow") else { return };
    window.go("#/overview");
    let width = || {
        let width = window.script("return document.documentElement.clientWidth", vec![]);
        width.as_u64().expect("a width is a number")
    };
    let whole = width();
    // A fifth of the usual size a press.
    for _ in 0..15 {
        window.press("Control+=");
    }
    window.wait_until("the window shows a quarter as much", |_| width() * 39 / 10 <= whole);
    let mut problems = Vec::new();
    for (view, address, _) in VIEWS.iter().filter(|(_, _, keys)| keys.is_none()) {
        window.go(address);
        window.settle();
        window.screenshot(&format!("reflow-{}", view.replace([',', ' '], "-")));
        for what in window
            .script(STICKS_OUT, vec![])
            .as_array()
            .expect("a list of elements")
        {
            problems.push(format!("{view}: {what} is wider than the window"));
        }
        if !window.soon(|window| window.count(&css("main h1, main h2")) > 0) {
            problems.push(format!("{view} shows no heading"));
        }
    }
    assert!(
        problems.is_empty(),
        "nothing needs scrolling sideways at 400 %:\n{}",
        problems.join("\n")
    );
}
