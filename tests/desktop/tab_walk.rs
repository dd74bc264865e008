//! Tab leads through every screen: to all that can be worked, each with a name, and one always sees where one is.

use entente_tests::desktop::{Window, css};

/// What is walked through: the name to report, the address, and the keys that open what lies over it. Long registers are
/// narrowed: their rows are alike.
const WALKS: &[(&str, &str, Option<&str>)] = &[
    ("overview", "#/overview", None),
    ("partner", "#/partner/LY", None),
    ("partner, money", "#/partner/LY?tab=money", None),
    ("partner, contested", "#/partner/TN?tab=contested", None),
    ("timeline", "#/timeline", None),
    ("timeline as a table", "#/timeline?as=table&text=readmission", None),
    ("search", "#/search", None),
    ("search with hits", "#/search?q=gas&partners=EG", None),
    ("instruments", "#/instruments?partners=MR", None),
    ("commitments", "#/commitments?partners=MR&strands=trade", None),
    ("money", "#/money?partners=MR", None),
    ("briefs", "#/briefs?partner=MR&length=one-page", None),
    ("library", "#/library", None),
    ("library, coverage", "#/library?tab=coverage", None),
    ("library, packs", "#/library?tab=packs", None),
    ("library, care", "#/library?tab=care", None),
    ("library, settings", "#/library?tab=settings", None),
    ("an instrument", "#/record/tn-mou-2023", None),
    ("a funding line", "#/record/tn-f01", None),
    ("another day", "#/overview?on=2024-06-25", None),
    ("what was known", "#/library?known=1", None),
    ("the palette", "#/library", Some("Control+k")),
    ("the help", "#/library", Some("F1")),
    ("the day", "#/library", Some("Control+d")),
];

#[test]
fn tab_leads_everywhere_and_back_and_one_sees_where_one_is() {
    let Some(window) = Window::open("tab-walk") else { return };
    window.settle();
    let mut problems = Vec::new();
    for (walk, address, keys) in WALKS {
        window.go(address);
        if let Some(keys) = keys {
            window.press(keys);
            window.sees(&css("dialog[open], [popover]:popover-open"));
        }
        for chord in ["Tab", "Shift+Tab"] {
            let wrong = window.walk(chord).into_iter();
            problems.extend(wrong.map(|wrong| format!("{walk}, by {chord}: {wrong}")));
        }
        if keys.is_some() {
            window.press("Escape");
        }
    }
    assert!(
        problems.is_empty(),
        "whoever walks by Tab gets everywhere and sees where they are:\n{}",
        problems.join("\n")
    );
}
