//! A desk officer's day without a mouse: every screen is reached, read, narrowed, opened and left by keys.

use entente_tests::desktop::{Window, css, role, text};
use serde_json::json;

/// The keys of the screens, their names in the rail, and what heads their pages.
const SCREENS: &[(&str, &str, &str)] = &[
    ("Alt+1", "Overview", "The Union and its neighbourhood"),
    ("Alt+2", "Timeline", "Timeline"),
    ("Alt+3", "Search", "Search"),
    ("Alt+4", "Instruments", "Instruments"),
    ("Alt+5", "Commitments", "Commitments"),
    ("Alt+6", "Money", "Money"),
    ("Alt+7", "Briefs", "Country brief"),
    ("Alt+8", "Library", "Library"),
];

#[test]
fn the_window_is_gone_about_by_keys() {
    let Some(window) = Window::open("keyboard-frame") else {
        return;
    };
    window.settle();
    each_screen_has_a_key_that_leads_into_its_page(&window);
    back_and_forward_lead_where_one_was(&window);
    a_long_page_turns_by_its_keys(&window);
    the_palette_finds_a_partner_and_gives_the_focus_back(&window);
    another_day_is_set_shown_and_left(&window);
    the_window_turns_french_and_back(&window);
}

#[test]
fn what_happened_is_followed_by_keys() {
    let Some(window) = Window::open("keyboard-timeline") else {
        return;
    };
    window.settle();
    a_partner_is_found_on_the_map_and_the_map_found_again(&window);
    the_timeline_moves_comes_closer_and_opens_an_entry(&window);
    the_timelines_table_tells_the_same_in_the_same_order(&window);
}

#[test]
fn what_was_agreed_owed_and_paid_is_looked_up_by_keys() {
    let Some(window) = Window::open("keyboard-registers") else {
        return;
    };
    window.settle();
    the_register_is_narrowed_sorted_and_opened(&window);
    what_is_overdue_stands_first_and_leads_to_where_it_is_written(&window);
    a_total_says_what_it_left_out_and_why(&window);
    a_search_is_gone_through_and_taken_up_again(&window);
    records_are_copied_with_their_sources_into_a_note(&window);
}

#[test]
fn a_brief_and_the_library_are_handled_by_keys() {
    let Some(window) = Window::open("keyboard-rooms") else {
        return;
    };
    window.settle();
    a_date_is_refused_corrected_and_taken_back(&window);
    a_brief_is_shortened_to_a_page(&window);
    the_library_is_looked_through_and_copied(&window);
}

fn each_screen_has_a_key_that_leads_into_its_page(window: &Window) {
    for (key, name, heading) in SCREENS {
        window.press(key);
        window.sees(&role("heading", heading).within(css("main")));
        assert_eq!(
            window.text(&css("nav [aria-current=page]")),
            *name,
            "the rail shows where {key} led"
        );
        window.settle();
        window.press("Tab");
        assert!(
            window.stands_on(&css("main *")),
            "after {key} the next Tab goes into the page, not through the frame again"
        );
    }
}

fn back_and_forward_lead_where_one_was(window: &Window) {
    for (key, heading) in [
        ("Alt+ArrowLeft", "Country brief"),
        ("Alt+ArrowLeft", "Money"),
        ("Alt+ArrowRight", "Country brief"),
        ("Alt+ArrowRight", "Library"),
    ] {
        window.press(key);
        window.sees(&role("heading", heading).within(css("main")));
    }
}

fn a_long_page_turns_by_its_keys(window: &Window) {
    window.press("Alt+5");
    window.sees(&role("table", "Commitments"));
    window.press("PageDown");
    let mut before = 0.0;
    window.wait_until("the page has turned", |window| {
        // It glides: the next key is pressed once it has come to rest.
        std::mem::replace(&mut before, down(window)) == before && before > 0.0
    });
    window.wait_until("the page is at its top again", |window| {
        window.press("PageUp");
        down(window) == 0.0
    });
}

fn the_palette_finds_a_partner_and_gives_the_focus_back(window: &Window) {
    window.press("Control+k");
    window.types("serb");
    window.sees(&role("option", "Serbia"));
    window.press("Enter");
    window.sees(&role("heading", "Serbia").within(css("main")));

    window.settle();
    let brief = role("link", "Make a brief");
    window.tab_to(&brief);
    window.press("Control+k");
    window.sees(&role("listbox", "Command palette"));
    let chosen = || window.attribute(&css("dialog [aria-selected=true]"), "id");
    let first = chosen();
    window.press("ArrowDown");
    window.wait_until("an arrow goes on to the next", |_| chosen() != first);
    window.press("Escape");
    window.sees_no(&role("listbox", "Command palette"));
    assert!(window.stands_on(&brief), "who changes their mind is where they were");
}

fn another_day_is_set_shown_and_left(window: &Window) {
    let panel = role("dialog", "As-of day");
    // The palette's way there is the same as the key's.
    window.press("Control+k");
    window.types("as-of day");
    window.press("Enter");
    window.sees(&panel);
    let field = role("textbox", "As-of day");
    window.wait_until("the day can be typed at once", |window| window.stands_on(&field));
    window.types("soon");
    window.press("Enter");
    window.sees(&text("Write a day as year-month-day").within(panel.clone()));
    window.press("Escape");
    window.sees_no(&panel);

    window.press("Control+d");
    window.wait_until("the day can be typed at once", |window| window.stands_on(&field));
    window.types("2024-06-25");
    window.press("Enter");
    let banner = text("Everything here is as it stood on 25 June 2024.");
    window.sees(&banner);
    window.sees_no(&panel);
    for key in ["Alt+6", "Alt+1"] {
        window.press(key);
        window.settle();
        assert_eq!(window.count(&banner), 1, "the day holds on every screen");
    }
    window.press("Control+Shift+D");
    window.sees_no(&banner);
}

fn the_window_turns_french_and_back(window: &Window) {
    window.press("Alt+5");
    window.sees(&role("heading", "Commitments").within(css("main")));
    window.press("Control+Shift+F");
    window.sees(&role("heading", "Engagements").within(css("main")));
    assert_eq!(
        window.script("return document.documentElement.lang", vec![]),
        json!("fr")
    );
    window.press("Control+Shift+F");
    window.sees(&role("heading", "Commitments").within(css("main")));
    assert_eq!(
        window.script("return document.documentElement.lang", vec![]),
        json!("en")
    );
}

fn a_partner_is_found_on_the_map_and_the_map_found_again(window: &Window) {
    let tunisia = role("link", "Tunisia").within(css("figure"));
    window.tab_to(&tunisia);
    window.press("Enter");
    window.sees(&role("heading", "Tunisia").within(css("main")));
    window.press("Alt+ArrowLeft");
    window.wait_until("the map is as it was left", |window| window.stands_on(&tunisia));
}

fn the_timeline_moves_comes_closer_and_opens_an_entry(window: &Window) {
    window.press("Alt+2");
    let chart = css("[role=application]");
    window.tab_to(&chart);
    let (from, to) = view_after(window, "ArrowLeft");
    let (earlier_from, earlier_to) = view_after(window, "ArrowLeft");
    assert!(
        earlier_from < from && earlier_to < to,
        "the left arrow goes back in time"
    );
    let (close_from, close_to) = view_after(window, "=");
    assert!(close_from > earlier_from && close_to < earlier_to, "plus comes closer");
    view_after(window, "0");

    let beside = css("aside li a.title");
    window.press("n");
    window.sees(&beside);
    let first = window.texts(&beside);
    window.press("n");
    window.wait_until("the next mark is read beside", |window| window.texts(&beside) != first);
    window.press("p");
    window.wait_until("the one before is back", |window| window.texts(&beside) == first);

    // A mark that holds several comes apart as one goes into it.
    window.press("Enter");
    for _ in 0..12 {
        if window.soon(|window| window.count(&chart) == 0) {
            break;
        }
        window.press("n");
        window.press("Enter");
    }
    window.sees(&text("Where this is written").within(css("main")));
    window.press("Alt+ArrowLeft");
    window.wait_until("the chart has the keys again", |window| window.stands_on(&chart));
}

fn the_timelines_table_tells_the_same_in_the_same_order(window: &Window) {
    let marks = css("aside [role=status]");
    let all = window.text(&marks);
    window.tab_back_to(&role("searchbox", "Words in the title"));
    window.types("readmission");
    window.wait_until("the timeline is narrowed", |window| window.text(&marks) != all);
    window.tab_to(&css("[role=application]"));
    view_after(window, "0");
    let beside = css("aside li a.title");
    let said = || {
        window.script(
            "return document.querySelector('.timeline [role=status]').textContent",
            vec![],
        )
    };
    let narrowed = window.text(&marks);
    let narrowed = narrowed.split(' ').next().and_then(|number| number.parse().ok());
    let narrowed: usize = narrowed.expect("the marks are counted");
    assert!(narrowed > 10, "many entries speak of readmission, {narrowed} do");
    let mut drawn: Vec<String> = Vec::new();
    while drawn.len() < narrowed {
        let before = said();
        window.press("n");
        window.wait_until("there is a next mark", |_| said() != before);
        drawn.extend(window.texts(&beside));
    }

    window.tab_back_to(&role("radio", "Drawn"));
    window.press("ArrowRight");
    window.sees(&role("table", "Timeline"));
    window.tab_to(&css("[role=table] a[dir]"));
    let mut told = vec![focused_text(window)];
    while told.len() < drawn.len() {
        window.press("ArrowDown");
        told.push(focused_text(window));
    }
    assert_eq!(drawn, told, "the table is the drawing's twin");

    let title = role("link", told.last().expect("the table has rows"));
    window.press("Enter");
    window.sees_no(&role("table", "Timeline"));
    window.press("Alt+ArrowLeft");
    window.wait_until("the row is found again", |window| window.stands_on(&title));
}

fn the_register_is_narrowed_sorted_and_opened(window: &Window) {
    window.press("Alt+4");
    let titles = css("main td a.title");
    window.sees(&titles);
    window.settle();
    let all = window.count(&titles);
    window.tab_to(&role("button", "Egypt").within(css("main")));
    window.press("Space");
    window.wait_until("the register is Egypt's", |window| window.count(&titles) < all);
    window.tab_to(&role("searchbox", "Words in the title"));
    window.types("agreement");
    window.settle();

    let signed = role("button", "Signed").within(css("thead"));
    window.tab_to(&signed);
    window.press("Enter");
    window.wait_until("the oldest stands first", |window| {
        window.attribute(&css("th[aria-sort=ascending]"), "scope").is_some()
    });
    let oldest = dates(window);
    assert!(oldest.is_sorted(), "they stand by the day of signing: {oldest:?}");
    window.press("Enter");
    window.wait_until("the newest stands first", |window| {
        dates(window).first() == oldest.last()
    });
    assert!(window.stands_on(&signed), "one may turn it round once more");

    window.tab_to(&titles);
    let title = window.text(&titles);
    window.press("Enter");
    window.sees(&role("heading", &title).within(css("main")));
    window.press("Alt+ArrowLeft");
    window.wait_until("the register is taken up at the same row", |window| {
        window.stands_on(&role("link", &title))
    });
    assert_eq!(dates(window).len(), oldest.len(), "the filters are as they were");
}

fn what_is_overdue_stands_first_and_leads_to_where_it_is_written(window: &Window) {
    window.press("Alt+5");
    window.sees(&role("table", "Commitments"));
    window.settle();
    let late = window.script(
        "return [...document.querySelectorAll('table.register tbody tr')].map((row) => row.cells[1].textContent.includes('overdue'))",
        vec![],
    );
    let late: Vec<bool> = serde_json::from_value(late).expect("each row is late or not");
    let first = late.iter().take_while(|late| **late).count();
    assert!(first > 0, "something is overdue, and it stands first");
    assert!(
        !late[first..].contains(&true),
        "nothing overdue stands below what is not"
    );

    let titles = css("main td a.title");
    window.tab_to(&titles);
    let title = window.text(&titles);
    window.press("Enter");
    window.sees(&role("heading", &title).within(css("main")));
    let source = css("li > a").within(role("region", "Where this is written"));
    window.tab_to(&source);
    let cited = window.text(&source);
    window.press("Enter");
    window.sees(&role("heading", &cited).within(css("main")));
    window.press("Alt+ArrowLeft");
    window.wait_until("the source is found again", |window| window.stands_on(&source));
}

fn a_total_says_what_it_left_out_and_why(window: &Window) {
    window.press("Alt+6");
    let summary = css("main summary");
    window.tab_to(&summary);
    window.press("Enter");
    let left_out = role("table", "Lines that no total counts");
    window.sees(&left_out);
    let reasons = window.texts(&css("tbody td:last-child").within(left_out));
    assert!(!reasons.is_empty(), "some lines are left out of every total");
    assert!(
        reasons.iter().all(|reason| !reason.is_empty()),
        "none is left out without a reason"
    );
    window.press("Enter");
    window.sees_no(&role("table", "Lines that no total counts"));

    window.tab_to(&role("radio", "Disbursed"));
    window.sees(&role("table", "Disbursed, by partner and kind"));
    window.press("ArrowLeft");
    window.sees_no(&role("table", "Disbursed, by partner and kind"));
    window.sees(&css("table caption").within(role("region", "Across partners")));
}

fn a_search_is_gone_through_and_taken_up_again(window: &Window) {
    window.press("/");
    window.types("readmission");
    window.sees(&text("Read as: readmission"));
    window.settle();
    window.press("ArrowDown");
    // Far enough down that the page has moved along.
    for _ in 0..12 {
        window.press("ArrowDown");
    }
    let hits = css("article > a").within(role("region", "Results"));
    assert!(window.stands_on(&hits), "the arrows go from hit to hit");
    let hit = window.script("return document.activeElement.getAttribute('href')", vec![]);
    let hit = css(&format!(
        "main a[href='{}']",
        hit.as_str().expect("a hit leads somewhere")
    ));
    let title = window.text(&hit);
    let before = down(window);
    assert!(before > 0.0, "the page moves along with the hits");
    window.press("Enter");
    window.sees(&role("heading", &title).within(css("main")));
    window.press("Alt+ArrowLeft");
    window.wait_until("the hit is found again", |window| window.stands_on(&hit));
    assert!((down(window) - before).abs() < 2.0, "and stands where it stood");
    window.press("ArrowDown");
    assert!(
        window.stands_on(&hits) && !window.stands_on(&hit),
        "one goes on from there"
    );
}

fn records_are_copied_with_their_sources_into_a_note(window: &Window) {
    window.press("Alt+4");
    let titles = css("main td a.title");
    window.sees(&titles);
    window.settle();
    let wanted: Vec<String> = window.texts(&titles).into_iter().take(2).collect();
    for title in &wanted {
        window.tab_to(&role("checkbox", &format!("Select: {title}")));
        window.press("Space");
    }
    window.sees(&text("2 selected"));
    // The way by Tab leads through the whole register; the key is there wherever one is.
    window.press("Control+Shift+C");
    window.sees(&text("Copied."));

    window.tab_back_to(&titles);
    window.press("Enter");
    window.sees(&css("aside textarea"));
    let note = css("aside textarea");
    window.tab_to(&note);
    window.press("Control+v");
    window.wait_until("the note holds what was copied", |window| {
        let words = window.script("return document.activeElement.value", vec![]);
        let words = words.as_str().unwrap_or_default();
        wanted.iter().all(|title| words.contains(title)) && words.contains("\n[1] ")
    });
}

fn a_date_is_refused_corrected_and_taken_back(window: &Window) {
    window.go("#/record/tn-mou-2023");
    let edit = role("button", "Edit");
    window.tab_to(&edit);
    window.press("Enter");
    let signed = role("textbox", "Signed").within(css("dialog"));
    window.tab_to(&signed);
    window.press("Control+a");
    window.types("July");
    window.press("Enter");
    window.sees(&css("dialog .wrong"));
    assert!(window.stands_on(&signed), "one is led to what is wrong");
    let explained = window
        .attribute(&signed, "aria-describedby")
        .expect("the field names what explains it");
    assert!(
        !window.text(&css(&format!("[id='{explained}']"))).is_empty(),
        "and it is explained beside it"
    );

    window.press("Control+a");
    window.types("2023-07-17");
    window.press("Enter");
    window.sees_no(&css("dialog[open]"));
    window.sees(&text("17 July 2023").within(css("main dl")));
    window.wait_until("one goes on from where one began", |window| window.stands_on(&edit));

    let undo = role("button", "Take back");
    window.tab_to(&undo);
    window.press("Enter");
    window.sees(&text("16 July 2023").within(css("main dl")));
}

fn a_brief_is_shortened_to_a_page(window: &Window) {
    window.press("Alt+7");
    window.sees(&css("article.sheet"));
    window.settle();
    let words = || {
        window.script(
            "return document.querySelector('article.sheet').shadowRoot.textContent.length",
            vec![],
        )
    };
    let full = words().as_u64().expect("a length is a number");
    window.tab_to(&role("radio", "Full"));
    window.press("ArrowRight");
    window.wait_until("the brief is shorter", |_| {
        words().as_u64().is_some_and(|now| now * 2 < full)
    });
}

fn the_library_is_looked_through_and_copied(window: &Window) {
    window.press("Alt+8");
    window.tab_to(&role("tab", "Holdings"));
    for tab in [
        "Documents",
        "What is missing",
        "Changes",
        "Decisions",
        "Packs",
        "Check and backup",
    ] {
        window.press("ArrowRight");
        let chosen = css("[role=tab][aria-selected=true]");
        window.wait_until(&format!("{tab} is open"), |window| {
            window.text(&chosen).starts_with(tab)
        });
        assert!(window.stands_on(&role("tab", tab)), "the arrow goes to {tab}");
    }
    window.tab_to(&role("button", "Make a backup"));
    window.press("Enter");
    window.sees(&text("The copy is at"));
    let restore = role("button", "Restore: ");
    window.tab_to(&restore);
    window.press("Enter");
    window.sees(&role("dialog", ""));
    window.press("Escape");
    window.sees_no(&css("dialog[open]"));
    assert!(
        window.stands_on(&restore),
        "nothing was restored, and one stands where one stood"
    );
}

/// How far the page is scrolled.
fn down(window: &Window) -> f64 {
    let down = window.script("return document.querySelector('main').scrollTop", vec![]);
    down.as_f64().expect("a place on the page is a number")
}

/// What the focus is on, in words.
fn focused_text(window: &Window) -> String {
    let words = window.script("return document.activeElement.textContent.trim()", vec![]);
    words.as_str().unwrap_or_default().to_owned()
}

/// The days in the first column that has any, as the machine reads them.
fn dates(window: &Window) -> Vec<String> {
    let dates = window.script(
        "return [...document.querySelectorAll('table.register tbody tr')].map((row) => row.querySelector('time')?.dateTime ?? '').filter(Boolean)",
        vec![],
    );
    serde_json::from_value(dates).expect("dates are texts")
}

/// The part of time in sight once a key has moved it: its first and last day.
fn view_after(window: &Window, key: &str) -> (String, String) {
    let view = || {
        let view = window.script(
            "return new URLSearchParams(location.hash.split('?')[1] ?? '').get('view')",
            vec![],
        );
        view.as_str().map(str::to_owned)
    };
    let before = view();
    window.press(key);
    window.wait_until(&format!("{key} has moved the timeline"), |_| view() != before);
    let now = view().expect("the part in sight stands in the address");
    let (from, to) = now.split_once("..").expect("it has two ends");
    (from.to_owned(), to.to_owned())
}
