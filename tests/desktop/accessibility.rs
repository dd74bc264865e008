//! Screens that everybody can use: axe-core finds nothing in any look, and at four times the size nothing sticks out.

use std::fs;

use entente_tests::{
    checkout,
    desktop::{Locator, Window, css, role, text},
};
use serde_json::{Value, json};

/// What is looked at: the name to report, and the address.
const VIEWS: &[(&str, &str)] = &[
    ("overview", "#/overview"),
    ("partner", "#/partner/TN"),
    ("partner, instruments", "#/partner/TN?tab=instruments"),
    ("partner, commitments", "#/partner/TN?tab=commitments"),
    ("partner, money", "#/partner/TN?tab=money"),
    ("partner, contested", "#/partner/TN?tab=contested"),
    ("partner, indicators", "#/partner/TN?tab=indicators"),
    ("partner, sources", "#/partner/TN?tab=sources"),
    ("timeline", "#/timeline"),
    ("timeline as a table", "#/timeline?as=table"),
    ("search", "#/search"),
    ("search with hits", "#/search?q=readmission"),
    ("search without hits", "#/search?q=zzzzzz"),
    ("instruments", "#/instruments"),
    ("commitments", "#/commitments"),
    ("money", "#/money"),
    ("briefs", "#/briefs?partner=MR"),
    ("briefs, compared", "#/briefs?partner=MR&beside=LY,LB&length=one-page"),
    ("library, what it holds", "#/library"),
    ("library, documents", "#/library?tab=documents"),
    ("library, coverage", "#/library?tab=coverage"),
    ("library, changes", "#/library?tab=changes"),
    ("library, decisions", "#/library?tab=decisions"),
    ("library, packs", "#/library?tab=packs"),
    ("library, care", "#/library?tab=care"),
    ("library, settings", "#/library?tab=settings"),
    ("an instrument", "#/record/tn-mou-2023"),
    ("a funding line", "#/record/tn-f01"),
    ("a source with the longest title", "#/record/rs-dec-2024-1639"),
    ("a record that is not there", "#/record/nothing-here"),
    ("texts to compare with", "#/compare/tn-mou-2023"),
    ("two texts side by side", "#/compare/tn-mou-2023?with=eg-jd-2024"),
    (
        "two texts, what differs",
        "#/compare/tn-mou-2023?with=eg-jd-2024&show=differences&at=3",
    ),
    ("another day", "#/overview?on=2024-06-25"),
    ("what was known", "#/commitments?known=1"),
];

type Open = fn(&Window);

/// What lies over a screen, beside the address: how it is opened.
const OVER: &[(&str, &str, Open)] = &[
    ("the palette", "#/overview", |window| {
        window.press("Control+k");
        window.sees(&css("dialog[open] [role=option]"));
    }),
    ("the help", "#/overview", |window| {
        window.press("F1");
        window.sees(&css("dialog[open] dl"));
    }),
    ("the menu", "#/overview", |window| {
        enter(window, &role("button", "More"));
        window.sees(&css("[role=menu]:popover-open [role=menuitem]"));
    }),
    ("the day", "#/overview", open_day),
    ("a day that is none", "#/overview", |window| {
        open_day(window);
        window.types("soon");
        window.press("Enter");
        window.sees(&text("Write a day as year-month-day"));
    }),
    ("where it is written", "#/instruments?partners=MR", |window| {
        enter(window, &css("td button.count"));
        window.sees(&role("dialog", "Where this is written"));
    }),
    ("what can be exported", "#/money?partners=MR", |window| {
        enter(window, &role("button", "Export"));
        window.sees(&css(".drop .panel"));
    }),
    ("what a timeline shows", "#/timeline?partners=MR", |window| {
        enter(window, &role("button", "Strand: all"));
        window.sees(&css(".drop .panel"));
    }),
    ("a chosen mark", "#/timeline?partners=MR", |window| {
        window.tab_to(&css("[role=application]"));
        window.press("n");
        window.sees(&css("aside li a.title"));
    }),
    ("a selection that was copied", "#/instruments?partners=MR", |window| {
        // Ticks outlast the screen and the look.
        if window.count(&role("region", "Selection")) == 0 {
            window.tab_to(&css("td.tick input"));
            window.press("Space");
        }
        window.press("Control+Shift+C");
        window.sees(&text("Copied."));
    }),
    ("an edit form", "#/record/tn-mou-2023", |window| {
        enter(window, &role("button", "Edit"));
        window.sees(&css("dialog[open] form"));
    }),
    ("an edit form that refuses", "#/record/tn-mou-2023", |window| {
        enter(window, &role("button", "Edit"));
        window.tab_to(&role("textbox", "Signed"));
        window.press("Control+a");
        window.types("soon");
        window.press("Enter");
        window.sees(&css("dialog[open] .wrong"));
    }),
    ("a restore to confirm", "#/library?tab=care", |window| {
        enter(window, &role("button", "Restore: "));
        window.sees(&css("dialog[open]"));
    }),
];

/// Opens the choice of a day, and waits until words typed go into its field.
fn open_day(window: &Window) {
    window.press("Control+d");
    let field = css("[role=dialog]:popover-open input[placeholder='2024-06-25']");
    window.wait_until("the day's field has the focus", |window| window.stands_on(&field));
}

/// Goes to it by Tab and presses it: at four times the size a pointer has little room.
fn enter(window: &Window, locator: &Locator) {
    window.tab_to(locator);
    window.press("Enter");
}

/// What axe asks of a page.
const EVERYTHING: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";
/// What of it another look may answer otherwise: a look is colours alone.
const COLOURS: &str = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

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
    window.go("#/library?tab=care");
    window.click(&role("button", "Make a backup"));
    window.sees(&text("The copy is at"));
    let document = a_document(&window);
    let mut findings = Vec::new();
    for look in LOOKS {
        window.go("#/overview");
        wear(&window, look);
        let plain = VIEWS.iter().copied().chain([("a document", document.as_str())]);
        let plain = plain.map(|(view, address)| (view, address, None));
        let over = OVER.iter().map(|(view, address, open)| (*view, *address, Some(open)));
        for (view, address, open) in plain.chain(over) {
            window.go(address);
            window.soon(|window| window.count(&role("heading", "").within(css("main"))) > 0);
            if let Some(open) = open {
                open(&window);
                window.settle();
            }
            findings.extend(
                look_at(&window, if *look == LOOKS[0] { EVERYTHING } else { COLOURS })
                    .into_iter()
                    .map(|found| format!("{view}, {look}: {found}")),
            );
            if open.is_some() {
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

/// Brings in a text, and answers the address of its page.
fn a_document(window: &Window) -> String {
    let file = window.folder().join("visit.txt");
    let words = "Report of a visit\n\nArticle 1\n\nThe delegation met the harbour office.\n\nArticle 2\n\nIt will return in May.\n";
    fs::write(&file, words).expect("the test's folder can be written");
    window.go("#/library?tab=documents");
    window.click(&role("button", "Import files"));
    window.open_file(&file);
    window.click(&css("main td a.title"));
    window.sees(&text("The delegation met the harbour office."));
    let address = window.script("return location.hash", vec![]);
    address.as_str().expect("an address is text").to_owned()
}

/// What axe finds in the page as it stands: rule, where, and what to do.
fn look_at(window: &Window, rules: &str) -> Vec<String> {
    window.script(
        &"window.axeFound = null;
         axe.run(document, { runOnly: RULES, resultTypes: ['violations'] })
            .then(({ violations }) => { window.axeFound = violations.flatMap((rule) =>
                rule.nodes.map((node) => `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary}`)); },
                  (problem) => { window.axeFound = [String(problem)]; });"
            .replace("RULES", rules),
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

/// What lies over the screen and does not fit into the window, or holds more than it shows and does not scroll.
const OVERHANGS: &str = "
    const over = document.querySelectorAll('dialog[open], [popover]:popover-open, .drop .panel');
    return [...over].flatMap((one) => {
        const box = one.getBoundingClientRect();
        const { position, overflowY } = getComputedStyle(one);
        const aside = box.left < -1 || box.right > innerWidth + 1;
        const below = position === 'fixed' && (box.top < -1 || box.bottom > innerHeight + 1);
        const hidden = overflowY !== 'auto' && one.scrollHeight > one.clientHeight + 1;
        return [[aside, 'stands out at the side'], [below, 'stands out above or below'], [hidden, 'hides its end']]
            .filter(([wrong]) => wrong).map(([, what]) => what);
    });
";

#[test]
fn at_four_times_the_size_every_screen_reflows_and_keeps_its_way_around() {
    let Some(window) = Window::open("reflow") else { return };
    window.go("#/library?tab=care");
    window.click(&role("button", "Make a backup"));
    window.sees(&text("The copy is at"));
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
    for (view, address) in VIEWS {
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
    for (view, address, open) in OVER {
        window.go(address);
        open(&window);
        window.settle();
        window.screenshot(&format!("reflow-{}", view.replace([',', ' '], "-")));
        let found = window.script(OVERHANGS, vec![]);
        let found: Vec<String> = serde_json::from_value(found).expect("a list of what is wrong");
        problems.extend(found.into_iter().map(|what| format!("{view} {what}")));
        window.press("Escape");
    }

    // Here the window scrolls and not the page in it.
    let down = |window: &Window| window.script("return document.documentElement.scrollTop", vec![]) == json!(600);
    window.go("#/money");
    window.script("document.documentElement.scrollTop = 600", vec![]);
    window.press("Alt+1");
    window.sees(&role("heading", "The Union and its neighbourhood"));
    let top = window.script("return document.documentElement.scrollTop", vec![]);
    if top != json!(0) {
        problems.push(format!("a new page is read from {top} down and not from its top"));
    }
    window.press("Alt+ArrowLeft");
    if !window.soon(down) {
        problems.push("going back leads to the top and not to the place".to_owned());
    }
    assert!(
        problems.is_empty(),
        "nothing needs scrolling sideways at 400 %:\n{}",
        problems.join("\n")
    );
}
