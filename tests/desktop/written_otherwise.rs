//! Two things a machine may ask for: that nothing moves, and that Arabic runs from right to left.

use std::fs;

use entente_tests::desktop::{Settings, Window, css, role, text};
use serde_json::json;

/// What moves by itself or glides from one look to the next for longer than can be seen.
const MOVES: &str = "
    const seconds = (times) => Math.max(...times.split(',').map(parseFloat));
    const styled = [...document.querySelectorAll('*')].flatMap((one) => [null, '::before', '::after'].map((part) => [one, getComputedStyle(one, part)]));
    const gliding = styled.filter(([, style]) => seconds(style.transitionDuration) > 0.01
        || (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01) || style.scrollBehavior === 'smooth');
    const running = document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 10).map((one) => [one.effect.target]);
    return [...gliding, ...running].map(([one]) => one.outerHTML.slice(0, 80));
";

#[test]
fn nothing_moves_on_a_machine_that_asks_for_calm() {
    let folder = tempfile::tempdir().expect("a folder for the machine's settings");
    let settings = folder.path().join("gtk-3.0");
    fs::create_dir(&settings).expect("the test's folder can be written");
    fs::write(settings.join("settings.ini"), "[Settings]\ngtk-enable-animations=0\n").expect("so can a file in it");
    let calm = Settings {
        environment: vec![("XDG_CONFIG_HOME".to_owned(), folder.path().display().to_string())],
        ..Settings::default()
    };
    let Some(window) = Window::open_with("calm", calm) else {
        return;
    };
    window.settle();
    let asked = window.script("return matchMedia('(prefers-reduced-motion: reduce)').matches", vec![]);
    assert_eq!(asked, json!(true), "the page is told what the machine asks for");
    for address in [
        "#/overview",
        "#/timeline",
        "#/commitments",
        "#/briefs",
        "#/library?tab=care",
    ] {
        window.go(address);
        assert_eq!(window.script(MOVES, vec![]), json!([]), "nothing moves on {address}");
    }
}

/// Words in Arabic letters that do not run from right to left: in the text, and in fields that hold them.
const ASTRAY: &str = r"
    const arabicFirst = (words) => /^[^\p{L}]*\p{Script=Arabic}/u.test(words ?? '');
    const runs = (one) => getComputedStyle(one).direction;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const [astray, arabic] = [[], []];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const one = node.parentElement;
        if (!arabicFirst(node.data) || one.closest('svg, script, style') || !one.checkVisibility()) continue;
        arabic.push(node.data);
        if (runs(one) !== 'rtl') astray.push(one.outerHTML.slice(0, 120));
    }
    for (const one of document.querySelectorAll('input, textarea')) {
        if (!arabicFirst(one.value)) continue;
        arabic.push(one.value);
        if (runs(one) !== 'rtl') astray.push(one.outerHTML.slice(0, 120));
    }
    return [arabic.length, astray];
";

#[test]
fn arabic_runs_from_right_to_left_wherever_it_stands() {
    let Some(window) = Window::open("arabic") else { return };
    window.go("#/overview");
    assert_ne!(
        window.script(MOVES, vec![]),
        json!([]),
        "where no calm is asked for something glides, or the test for calm says nothing"
    );

    // An event and a commitment of the overview, a sum, and an instrument that others speak of.
    for (shown, field, words) in [
        (".latest a.what", "Title", "زيارة رسمية إلى تونس"),
        (".overdue a.text", "Undertaking", "تقديم الدعم المالي قبل نهاية العام"),
    ] {
        window.go("#/overview");
        window.click(&css(shown));
        write(&window, field, words);
        window.press("Enter");
        window.sees(&role("heading", words).within(css("main")));
    }
    window.go("#/record/tn-f01");
    write(&window, "Title", "حزمة الهجرة المرتبطة بالمذكرة");
    window.press("Enter");
    let title = "مذكرة التفاهم حول شراكة استراتيجية";
    window.go("#/record/tn-mou-2023");
    write(&window, "Title", title);
    let mut problems = Vec::new();
    let mut look = |what: &str| {
        window.settle();
        let found = window.script(ASTRAY, vec![]);
        let (seen, astray): (usize, Vec<String>) = serde_json::from_value(found).expect("a number and a list");
        if seen == 0 {
            problems.push(format!("{what} shows nothing in Arabic"));
        }
        problems.extend(astray.into_iter().map(|one| format!("{what}: {one}")));
    };
    look("the edit form");
    window.press("Enter");
    window.sees(&role("heading", title).within(css("main")));
    window.fill(&css("aside textarea"), "سؤال عن الدفعة الثانية");
    window.click(&role("button", "Keep the note"));
    window.sees(&role("list", "Notes"));
    window.fill(&role("textbox", "New tag"), "زيارة");
    window.press("Enter");
    window.sees(&role("list", "Tags"));
    window.click(&css("aside summary"));
    look("the record");

    let file = window.folder().join("visit.txt");
    fs::write(
        &file,
        "تقرير الزيارة\n\nالمادة 1\n\nالتقى الوفد بمكتب الميناء في صفاقس.\n",
    )
    .expect("the test's folder can be written");
    window.go("#/library?tab=documents");
    window.click(&role("button", "Import files"));
    window.open_file(&file);
    window.sees(&css("main td a.title"));
    look("the documents");
    window.click(&css("main td a.title"));
    window.sees(&text("صفاقس"));
    look("the text");

    for (what, address) in [
        ("the partner", "#/partner/TN"),
        ("the partner's instruments", "#/partner/TN?tab=instruments"),
        ("the partner's money", "#/partner/TN?tab=money"),
        ("the overview", "#/overview"),
        ("the register", "#/instruments?partners=TN"),
        ("the commitments", "#/commitments?partners=TN"),
        (
            "the commitments, by instrument",
            "#/commitments?partners=TN&group=instrument",
        ),
        (
            "the timeline's table",
            "#/timeline?partners=TN&as=table&kinds=instrument&from=2023-07&to=2023-08",
        ),
        ("the search", "#/search?q=مذكرة"),
        ("a search in the text", "#/search?q=صفاقس"),
        ("another record", "#/record/tn-f01"),
        ("the brief's choices", "#/briefs?partner=TN&marking=مقيد"),
    ] {
        window.go(address);
        look(what);
    }
    window.go("#/instruments?partners=TN");
    window.click(&css("td.tick input"));
    window.press("Control+k");
    window.types("مذكرة");
    window.sees(&role("option", title));
    look("the palette");
    assert!(
        problems.is_empty(),
        "Arabic runs as it is read:\n{}",
        problems.join("\n")
    );
}

/// Opens the form of the record that is shown and writes into one of its fields.
fn write(window: &Window, field: &str, words: &str) {
    window.click(&role("button", "Edit"));
    window.fill(&role("textbox", field), words);
    if field == "Undertaking" {
        // In a text of several lines Enter begins another.
        window.press("Tab");
    }
}
