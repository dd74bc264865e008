//! The brief that leaves the building: in three formats, written and read back.

use std::{collections::BTreeSet, fs, io::Read, path::Path};

use crate::desk::{Desk, list, names, text};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A day on which the answers of these stories stay what they are.
const DAY: &str = "2026-11-01";

/// Saves a brief; answers its bytes, how many facts it says it has, and how many notes.
fn saved(desk: &Desk, partner: &str, format: &str, more: &[&str]) -> (Vec<u8>, u64, u64) {
    let out = desk.path(&format!("{partner}.{format}"));
    let line = [
        "brief",
        partner,
        "--as-of",
        DAY,
        "--format",
        format,
        "--out",
        out.to_str().unwrap(),
    ];
    let told = desk.json_of(line.iter().chain(more));
    let bytes = fs::read(&out).unwrap();
    assert_eq!(told["bytes"].as_u64().unwrap(), u64::try_from(bytes.len()).unwrap());
    (
        bytes,
        told["facts"].as_u64().unwrap(),
        told["footnotes"].as_u64().unwrap(),
    )
}

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// The marks `[^7]` in a text.
fn marks(text: &str) -> Vec<u64> {
    text.split("[^")
        .skip(1)
        .filter_map(|rest| rest.split(']').next()?.parse().ok())
        .collect()
}

#[test]
fn every_line_with_an_amount_carries_a_note_and_every_note_names_its_source() {
    let desk = Desk::own();
    for partner in [
        "tunisia",
        "egypt",
        "mauritania",
        "lebanon",
        "turkiye",
        "libya",
        "serbia",
    ] {
        let (bytes, facts, footnotes) = saved(&desk, partner, "md", &[]);
        assert!(
            facts > 50 && footnotes > 50,
            "{partner}: {facts} facts, {footnotes} notes"
        );
        let brief = String::from_utf8(bytes).unwrap();
        let (defined, body): (Vec<_>, Vec<_>) = brief.lines().partition(|line| line.starts_with("[^"));
        assert_eq!(
            u64::try_from(defined.len()).unwrap(),
            footnotes,
            "{partner}: as many notes as were told"
        );
        for note in &defined {
            let words = note.split("]: ").nth(1).unwrap();
            assert!(words.matches(", ").count() >= 2, "title, publisher and date: {note}");
        }
        let called: BTreeSet<_> = marks(&body.join("\n")).into_iter().collect();
        assert_eq!(
            called,
            (1..=footnotes).collect(),
            "{partner}: each note is called, and each call has its note"
        );
        // The list of sources at the end names titles; a drawing's words stand under a caption that has its note.
        let statements = body.iter().take_while(|line| **line != "## Sources");
        for line in statements.filter(|line| line.contains('€') && !line.starts_with("Bar chart")) {
            assert!(
                !marks(line).is_empty(),
                "{partner}: “{line}” must say where it is written"
            );
        }
    }
}

#[test]
fn a_word_brief_has_real_footnotes_each_called_and_each_with_a_source() {
    let desk = Desk::own();
    let (docx, _, footnotes) = saved(&desk, "egypt", "docx", &[]);
    let (document, notes) = (part(&docx, "word/document.xml"), part(&docx, "word/footnotes.xml"));
    let (document, notes) = (
        roxmltree::Document::parse(&document).unwrap(),
        roxmltree::Document::parse(&notes).unwrap(),
    );
    let id = |node: roxmltree::Node<'_, '_>| node.attribute((W, "id")).unwrap().to_owned();
    let defined: BTreeSet<_> = notes
        .descendants()
        .filter(|node| node.has_tag_name((W, "footnote")) && node.attribute((W, "type")).is_none())
        .map(id)
        .collect();
    let called: BTreeSet<_> = document
        .descendants()
        .filter(|node| node.has_tag_name((W, "footnoteReference")))
        .map(id)
        .collect();
    assert!(called.is_subset(&defined), "no call leads nowhere");
    assert!(
        u64::try_from(defined.len()).unwrap() >= footnotes,
        "{} of {footnotes} notes",
        defined.len()
    );
    let words: String = document.descendants().filter_map(|node| node.text()).collect();
    assert!(words.contains("7.4 billion"), "the package stands in it");
    let written: String = notes.descendants().filter_map(|node| node.text()).collect();
    assert!(written.contains("European Commission"), "notes name who published it");
}

#[test]
fn an_html_brief_is_one_file_that_fetches_nothing_and_says_the_same() {
    let desk = Desk::own();
    let (html, facts, footnotes) = saved(&desk, "lebanon", "html", &[]);
    let read = |bytes| String::from_utf8(bytes).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    let html = read(html);
    for outside in [
        "<script>",
        "<script src",
        "text/javascript",
        "<link rel=\"stylesheet\"",
        "src=\"http",
        "url(http",
        "@import",
    ] {
        assert!(!html.contains(outside), "nothing is fetched from outside: {outside}");
    }
    assert!(html.contains("<html lang=\"en\""), "its language is set");
    let (markdown, ..) = saved(&desk, "lebanon", "md", &[]);
    let markdown = read(markdown);
    for said in ["1 billion", "Contested facts", "Money by stage"] {
        assert!(
            html.contains(said) && markdown.contains(said),
            "“{said}” stands in both"
        );
    }
    let (_, docx_facts, docx_footnotes) = saved(&desk, "lebanon", "docx", &[]);
    assert_eq!(
        (facts, footnotes),
        (docx_facts, docx_footnotes),
        "one brief, three formats"
    );
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let desk = Desk::own();
    for format in ["md", "html", "docx"] {
        let first = saved(&desk, "libya", format, &[]);
        assert!(first == saved(&desk, "libya", format, &[]), "{format}: byte for byte");
    }
}

#[test]
fn a_brief_takes_the_place_of_the_one_before_and_leaves_nothing_beside_it() {
    let desk = Desk::own();
    let out = desk.path("brief.md");
    fs::write(&out, "last week's brief").unwrap();
    desk.json_of(["brief", "serbia", "--out", out.to_str().unwrap()]);
    assert!(
        fs::read_to_string(&out).unwrap().starts_with("# "),
        "the new one stands there"
    );
    assert_eq!(names(out.parent().unwrap()), ["brief.md", "library"]);
}

#[test]
fn a_diplomat_asks_for_a_page_in_french_with_a_marking_and_a_name() {
    let desk = Desk::own();
    let more = [
        "--lang",
        "fr",
        "--one-page",
        "--marking",
        "LIMITE",
        "--author",
        "Direction Voisinage",
    ];
    let (page, _, notes) = saved(&desk, "tunisia", "md", &more);
    let (whole, _, all_notes) = saved(&desk, "tunisia", "md", &["--lang", "fr"]);
    // French binds figures to their words with spaces that do not break.
    let read = |bytes| String::from_utf8(bytes).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    let (page, whole) = (read(page), read(whole));
    for words in ["Tunisie", "LIMITE", "Direction Voisinage", "1er novembre 2026"] {
        assert!(page.contains(words), "“{words}” stands on the page:\n{page}");
    }
    assert!(!whole.contains("LIMITE"), "a marking is the user's own");
    assert!(notes < all_notes && page.len() < whole.len() / 4, "a page is a page");
}

#[test]
fn a_brief_may_be_of_one_strand_and_some_years() {
    let desk = Desk::own();
    let (energy, ..) = saved(
        &desk,
        "tunisia",
        "md",
        &["--strand", "energy", "--from", "2023", "--to", "2024"],
    );
    let energy = String::from_utf8(energy).unwrap();
    assert!(energy.contains("ELMED"), "the cable is energy");
    let events = energy
        .split("### Events")
        .nth(1)
        .unwrap()
        .split("\n## ")
        .next()
        .unwrap();
    assert!(
        events.contains("2024") && !events.contains("2025:**"),
        "only those years:\n{events}"
    );
    assert!(
        !energy.contains("Macro-financial assistance"),
        "other strands are left aside"
    );
}

#[test]
fn without_a_file_a_brief_goes_to_the_screen() {
    let said = Desk::reading().text("brief mauritania --as-of 2026-11-01");
    assert!(said.starts_with("# European Union – Mauritania"), "{}", &said[..200]);
    let relative = Path::new("brief.md");
    assert!(!relative.exists(), "and into no file");
}

#[test]
fn a_brief_says_what_changed_in_the_library_since_a_day() {
    let desk = Desk::own();
    desk.json("edit tn-e01 --set place=Carthage --who Ana");
    let brief = desk.text("brief tunisia --changed-since 2000-01-01");
    let title = desk.json("show tn-e01");
    assert!(brief.contains(text(&title["title"])), "the corrected event is named");
}

#[test]
fn partners_stand_side_by_side_and_a_comparison_is_checked_like_any_brief() {
    let desk = Desk::bare();
    let (bytes, facts, notes) = saved(&desk, "tunisia", "html", &["--beside", "EG", "--beside", "LB"]);
    let page = String::from_utf8(bytes).unwrap();
    for name in ["Tunisia", "Egypt", "Lebanon"] {
        assert!(page.contains(&format!("{name}</th>")), "{name} has a column");
    }
    assert!(
        facts > 100 && notes > 100,
        "{facts} facts, {notes} notes: it says what records say, with their sources"
    );

    let file = desk.path("tunisia.html");
    let told = desk.json_of(["brief", "--as-of", DAY, "--check", file.to_str().unwrap()]);
    assert_eq!(
        list(&told["changed"]).len(),
        0,
        "nothing has changed since a moment ago"
    );
    assert_eq!(list(&told["new"]).len(), 0, "nor is anything new");
}

#[test]
fn nothing_is_new_to_a_brief_that_was_just_written() {
    let desk = Desk::bare();
    for more in [
        &[][..],
        &["--one-page"],
        &["--strand", "energy"],
        &["--parts", "money,gaps"],
    ] {
        saved(&desk, "tunisia", "html", more);
        let file = desk.path("tunisia.html");
        let told = desk.json_of(["brief", "--as-of", DAY, "--check", file.to_str().unwrap()]);
        assert_eq!(list(&told["new"]).len(), 0, "{more:?}: {}", told["new"]);
    }
}

#[test]
fn a_brief_holds_the_parts_that_were_chosen_and_says_that_others_were_left_out() {
    let desk = Desk::bare();
    let read = |bytes| String::from_utf8(bytes).unwrap();
    let headings = |brief: &str| -> Vec<String> {
        brief
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .map(str::to_owned)
            .collect()
    };
    let (whole, ..) = saved(&desk, "tunisia", "md", &[]);
    let whole = read(whole);
    assert!(!whole.contains("holds only"), "nothing was left out of it");

    let (some, ..) = saved(&desk, "tunisia", "md", &["--parts", "money,timeline"]);
    let some = read(some);
    assert_eq!(
        headings(&some),
        ["Contents", "Timeline", "Money"],
        "in the order of a brief, and no others"
    );
    assert!(
        some.contains("This brief holds only: Timeline, Money"),
        "it says so:\n{}",
        &some[..400]
    );
    assert!(
        !some.contains("table of instruments"),
        "and leads to nothing that was left out"
    );
    let money = |brief: &str| -> String {
        let part = brief
            .split("\n## Money\n")
            .nth(1)
            .unwrap()
            .split("\n## ")
            .next()
            .unwrap();
        let lines = part
            .lines()
            .filter(|line| line.starts_with("| "))
            .collect::<Vec<_>>()
            .join("\n");
        // Notes count from the first part that is there.
        lines
            .split("[^")
            .map(|piece| piece.split_once(']').map_or(piece, |(_, rest)| rest))
            .collect()
    };
    assert_eq!(
        money(&some),
        money(&whole),
        "the part is the same as in the whole brief"
    );

    let (page, ..) = saved(
        &desk,
        "tunisia",
        "md",
        &["--one-page", "--parts", "key-figures,money", "--lang", "fr"],
    );
    let page = read(page).replace(['\u{a0}', '\u{202f}'], " ");
    assert!(
        page.contains("Cette note contient seulement : Chiffres clés\n"),
        "a page has no room for money:\n{page}"
    );

    for (parts, why) in [
        ("--one-page --parts money", "one page has room for"),
        ("--parts sources", "choose at least one beside them"),
        ("--parts money --beside egypt", "--beside"),
        ("--parts annexes", "state-of-play"),
    ] {
        let refusal = desk.refuses(2, &format!("brief tunisia {parts}"));
        assert!(refusal.contains(why), "{parts}: {refusal}");
    }
}

/// Lebanon's grants of migration signed in 2022 hold a later one through two lines of other strands: the chain is known
/// whatever is asked for.
#[test]
fn partners_side_by_side_on_one_strand_count_what_the_money_page_counts() {
    let desk = Desk::own();
    let (bytes, ..) = saved(
        &desk,
        "lebanon",
        "md",
        &["--beside", "tunisia", "--strand", "migration"],
    );
    let brief = String::from_utf8(bytes).unwrap();
    let money = desk.json(&format!("funding --partner LB --strand migration --as-of {DAY}"));
    let signed: Vec<f64> = list(&money["totals"])
        .iter()
        .filter(|total| total["stage"] == "signed" && total["kind"] == "grant")
        .map(|total| text(&total["amount"]).parse().unwrap())
        .collect();
    let [signed] = signed[..] else {
        panic!("one sum of signed grants: {signed:?}")
    };
    let said = format!("€{} million (grants)", signed / 1e6);
    let rows: Vec<_> = brief.lines().filter(|line| line.contains("Money: signed")).collect();
    assert_eq!(rows.len(), 2, "in the summary and under the strand:\n{brief}");
    for row in rows {
        assert!(
            row.replace('\u{a0}', " ").contains(&said),
            "{said} as on the money page: {row}"
        );
    }
}
