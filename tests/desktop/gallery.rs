//! Every screen opens on the real library, in the light and in the dark, and leaves a picture to look at.

use entente_tests::desktop::{Window, css, role};
use serde_json::json;

use crate::accessibility::wear;

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
];

#[test]
fn gallery_of_every_screen_in_light_and_dark() {
    let Some(window) = Window::open("gallery") else { return };
    let heading = role("heading", "").within(css("main"));
    let mut problems = Vec::new();
    for look in ["light", "dark"] {
        window.go("#/overview");
        wear(&window, look);
        for (address, name) in SCREENS {
            window.go(address);
            let headed = window.soon(|window| window.count(&heading) > 0);
            window.settle();
            window.screenshot(&format!("{name}-{look}"));
            if window.count(&css("[role=alert]")) > 0 {
                problems.push(format!("{address}: {}", window.texts(&css("[role=alert]")).join(" ")));
            }
            if !headed {
                problems.push(format!("{address} has no heading"));
            }
            let root = "document.documentElement";
            let wide = window.script(&format!("return {root}.scrollWidth > {root}.clientWidth"), vec![]);
            if wide == json!(true) {
                problems.push(format!("{address} is wider than the window"));
            }
        }
    }
    assert!(
        problems.is_empty(),
        "every screen shows what it is for:\n{}",
        problems.join("\n")
    );
}
