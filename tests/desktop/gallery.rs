//! Every screen opens on the real library and leaves a picture to look at: in the light and in the dark, in English and in
//! French, empty, wrong and long, in small windows and in large ones.

use entente_tests::desktop::{Window, css, role};
use serde_json::json;

use crate::{accessibility::wear, comparing::bring_in};

/// Addresses and the names of their pictures.
const SCREENS: &[(&str, &str)] = &[
    ("#/overview", "overview"),
    ("#/partner/TN", "partner"),
    ("#/partner/TN?tab=instruments", "partner-instruments"),
    ("#/partner/TN?tab=commitments", "partner-commitments"),
    ("#/partner/TN?tab=money", "partner-money"),
    ("#/partner/TN?tab=indicators", "partner-indicators"),
    ("#/partner/TN?tab=sources", "partner-sources"),
    ("#/timeline", "timeline"),
    ("#/search?q=readmission", "search"),
    ("#/instruments", "instruments"),
    ("#/commitments", "commitments"),
    ("#/money", "money"),
    ("#/briefs", "briefs"),
    ("#/library", "library"),
    ("#/record/tn-mou-2023", "record"),
    ("#/compare/draft?with=signed", "compare"),
];

/// Pages one comes to less often: nothing found, nothing of that name, a long name, a table, the library's tabs.
const FURTHER: &[(&str, &str)] = &[
    ("#/search?q=zzzzzz", "nothing-found"),
    ("#/record/nothing-here", "no-such-record"),
    ("#/partner/XX", "no-such-partner"),
    ("#/record/rs-dec-2024-1639", "long-title"),
    ("#/timeline?as=table", "timeline-table"),
    ("#/library?tab=packs", "library-packs"),
    ("#/library?tab=settings", "library-settings"),
];

/// Sizes of the window.
const SIZES: &[(u32, u32)] = &[(1024, 700), (2560, 1440)];

#[test]
fn gallery_of_every_screen_in_light_and_dark() {
    let Some(window) = Window::open("gallery") else { return };
    bring_in(&window);
    let mut problems = Vec::new();
    for look in ["light", "dark"] {
        window.go("#/overview");
        wear(&window, look);
        for (address, name) in SCREENS {
            problems.extend(picture(&window, address, &format!("{name}-{look}"), true));
        }
        for (address, name) in FURTHER {
            problems.extend(picture(&window, address, &format!("{name}-{look}"), false));
        }
    }
    assert!(
        problems.is_empty(),
        "every screen shows what it is for:\n{}",
        problems.join("\n")
    );
}

#[test]
fn gallery_in_french_in_high_contrast_and_in_small_and_large_windows() {
    let Some(window) = Window::open("gallery-further") else {
        return;
    };
    bring_in(&window);
    let mut problems = Vec::new();
    window.go("#/overview");
    for (width, height) in SIZES {
        window.resize(*width, *height);
        for (address, name) in SCREENS {
            problems.extend(picture(&window, address, &format!("{name}-{width}x{height}"), true));
        }
    }
    window.resize(1280, 820);
    wear(&window, "contrast");
    for (address, name) in SCREENS {
        problems.extend(picture(&window, address, &format!("{name}-contrast"), true));
    }
    wear(&window, "light");
    window.press("Control+Shift+F");
    window.wait_until("the window speaks French", |window| {
        window.script("return document.documentElement.lang", vec![]) == json!("fr")
    });
    for (address, name) in SCREENS.iter().chain(FURTHER) {
        problems.extend(picture(&window, address, &format!("{name}-french"), false));
    }
    assert!(
        problems.is_empty(),
        "every screen shows what it is for:\n{}",
        problems.join("\n")
    );
}

/// Takes the picture of a screen; what is wrong with it. An alert is wrong where `calm` is asked for.
fn picture(window: &Window, address: &str, name: &str, calm: bool) -> Vec<String> {
    let heading = role("heading", "").within(css("main"));
    let mut problems = Vec::new();
    window.go(address);
    let headed = window.soon(|window| window.count(&heading) > 0);
    window.settle();
    // A tab of a partner's page stands under its timeline.
    if address.contains("?tab=") {
        window.script(
            "document.querySelector('[role=tablist]').scrollIntoView({ block: 'center' })",
            vec![],
        );
        window.settle();
    }
    window.screenshot(name);
    if calm && window.count(&css("[role=alert]")) > 0 {
        problems.push(format!("{name}: {}", window.texts(&css("[role=alert]")).join(" ")));
    }
    if !headed {
        problems.push(format!("{name} has no heading"));
    }
    let root = "document.documentElement";
    let wide = window.script(&format!("return {root}.scrollWidth > {root}.clientWidth"), vec![]);
    if wide == json!(true) {
        problems.push(format!("{name} is wider than the window"));
    }
    let tall = window.script(&format!("return {root}.scrollHeight > {root}.clientHeight"), vec![]);
    if tall == json!(true) {
        problems.push(format!("{name} scrolls as a whole, not in its page"));
    }
    problems
}
