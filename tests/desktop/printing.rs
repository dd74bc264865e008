//! Paper: the print action prints once, and the rules for print leave the window's frame off and its content whole.

use entente_tests::desktop::{Window, css};
use serde_json::{Value, json};

/// The driver has no paper to print on. The rules that the program ships for print are made to hold on the screen, and
/// the page is told that it is about to be printed.
const ON_PAPER: &str = "
    const holds = (rules) => [...rules].forEach((rule) => {
        if (!(rule instanceof CSSMediaRule)) return;
        if (rule.media.mediaText === 'print') rule.media.mediaText = 'all';
        holds(rule.cssRules);
    });
    [...document.styleSheets].forEach((sheet) => holds(sheet.cssRules));
    window.dispatchEvent(new Event('beforeprint'));
";

/// What of the frame can still be seen, and what of the page lies within something that scrolls.
const LEFT: &str = "
    const frame = [...document.querySelectorAll('.window > nav, .side > header, .notices')].filter((one) => one.checkVisibility());
    const scrolls = [...document.querySelectorAll('main, main *')].filter((one) =>
        /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1);
    return [...frame, ...scrolls].map((one) => one.outerHTML.slice(0, 100));
";

fn printed(window: &Window) -> Value {
    window.script("return window.timesPrinted", vec![])
}

/// Opens the page anew. What is asked before it has gone would be answered by the old one.
fn anew(window: &Window) {
    window.script("window.gone = false; location.reload()", vec![]);
    window.wait_until("the page is opened anew", |window| {
        let script = "return window.gone === undefined && document.querySelector('main') !== null";
        window.script(script, vec![]) == json!(true)
    });
}

/// Opens the page anew in a look of its own.
fn wear_from_the_start(window: &Window, theme: &str) {
    let keep = "localStorage.setItem('entente.settings', JSON.stringify({ theme: arguments[0], language: 'en' }))";
    window.script(keep, vec![json!(theme)]);
    anew(window);
}

#[test]
fn the_print_action_prints_once() {
    let Some(window) = Window::open("printing") else { return };
    window.go("#/instruments");
    window.script(
        "window.timesPrinted = 0; window.print = () => void (window.timesPrinted += 1)",
        vec![],
    );
    window.press("Control+P");
    window.settle();
    assert_eq!(printed(&window), json!(1), "by its keys");
    window.press("Control+K");
    window.sees(&css("dialog[open] input"));
    window.fill(&css("dialog[open] input"), "Print");
    window.press("Enter");
    window.settle();
    assert_eq!(printed(&window), json!(2), "and once more by its name");
}

#[test]
fn paper_holds_the_whole_page_and_nothing_of_the_frame() {
    let Some(window) = Window::open("paper") else { return };
    for address in [
        "#/overview",
        "#/instruments",
        "#/commitments",
        "#/money",
        "#/timeline?as=table",
        "#/record/tn-mou-2023",
        "#/library?tab=changes",
    ] {
        // The rules for print hold until the page is opened anew.
        anew(&window);
        window.go(address);
        assert_ne!(
            window.script(LEFT, vec![]),
            json!([]),
            "on the screen {address} has a frame, or this test says nothing"
        );
        window.script(ON_PAPER, vec![]);
        window.settle();
        assert_eq!(window.script(LEFT, vec![]), json!([]), "{address} on paper");
        let below = window.script(
            "const rows = [...document.querySelectorAll('main *')].map((one) => one.getBoundingClientRect().bottom + scrollY);
             return [Math.max(...rows), document.documentElement.scrollHeight]",
            vec![],
        );
        let (last, page): (f64, f64) = serde_json::from_value(below).expect("two heights");
        assert!(
            last <= page + 1.0,
            "{address}: {last} lies beyond the page, which ends at {page}"
        );
    }
    window.screenshot("paper");
}

/// How light what is painted on the timeline is, from 0 to 255.
const LIGHTNESS: &str = "
    const canvas = document.querySelector('main canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let [sum, count] = [0, 0];
    for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] < 200) continue;
        sum += (data[at] + data[at + 1] + data[at + 2]) / 3;
        count += 1;
    }
    return count > 0 ? sum / count : null;
";

#[test]
fn a_painted_timeline_is_printed_in_dark_ink() {
    let Some(window) = Window::open("painted-paper") else {
        return;
    };
    let lightness = |theme: &str| {
        wear_from_the_start(&window, theme);
        window.go("#/timeline");
        window.sees(&css("main canvas"));
        window.settle();
        let on_screen = window.script(LIGHTNESS, vec![]);
        window.script("window.dispatchEvent(new Event('beforeprint'))", vec![]);
        (on_screen, window.script(LIGHTNESS, vec![]))
    };
    let (light, light_on_paper) = lightness("light");
    let (dark, dark_on_paper) = lightness("dark");
    assert_ne!(dark, light, "a dark window paints in pale ink");
    assert_eq!(
        (light_on_paper, dark_on_paper),
        (light.clone(), light),
        "on paper all are alike"
    );
}

#[test]
fn paper_is_light_and_holds_every_row_of_a_long_table() {
    let Some(window) = Window::open("long-paper") else {
        return;
    };
    wear_from_the_start(&window, "dark");
    for (address, count, row) in [
        ("#/instruments", "main .quiet", "main tbody tr"),
        (
            "#/timeline?as=table",
            "main [role=status]",
            "main [role=row][data-index]",
        ),
    ] {
        window.go(address);
        let told = window.text(&css(count));
        let told: usize = told
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .unwrap_or_else(|_| panic!("{address} says how many there are, not {told:?}"));
        let rows = |window: &Window| {
            let drawn = window.script(
                "return document.querySelectorAll(arguments[0]).length",
                vec![json!(row)],
            );
            drawn.as_u64().expect("a number") as usize
        };
        assert!(
            rows(&window) < told,
            "{address}: on the screen only rows in sight are drawn"
        );
        window.script(ON_PAPER, vec![]);
        assert_eq!(
            rows(&window),
            told,
            "{address}: on paper all are, before the page is put on it"
        );
        let theme = "return document.documentElement.dataset.theme";
        assert_eq!(window.script(theme, vec![]), json!("light"), "{address}: on paper");
        window.script("window.dispatchEvent(new Event('afterprint'))", vec![]);
        assert_eq!(window.script(theme, vec![]), json!("dark"), "{address}: afterwards");
        anew(&window);
    }
}
