//! When it was true, and when the library knew it.

use entente_domain::{Record, RecordId};
use entente_library::{FundingAsk, KnownOn, Library, Moment, TimelineAsk, Whose};

use crate::{
    desk::{Desk, day, ids, list, one, text, time},
    packs::newer_pack,
};

const FIRST_DAY: &str = "2026-11-02T09:00:00Z";

/// A library made on 2 November, corrected on the 10th by Ana and on the 20th by Ben.
fn corrected_twice() -> (Desk, Library, [u32; 3]) {
    let desk = Desk::bare();
    let library = desk.open(FIRST_DAY);
    let made = library.state().unwrap().last_sequence;
    place(&library, "Sfax", "Ana", "2026-11-10T12:00:00Z");
    let ana = library.state().unwrap().last_sequence;
    place(&library, "Gabes", "Ben", "2026-11-20T12:00:00Z");
    let ben = library.state().unwrap().last_sequence;
    (desk, library, [made, ana, ben])
}

fn place(library: &Library, place: &str, who: &str, at: &str) {
    let page = library.show("tn-e01", &Moment::now(day("2026-11-25"))).unwrap();
    let Record::Event(mut event) = page.record else {
        panic!("tn-e01 is an event")
    };
    event.place = Some(place.to_owned());
    library.edit(Record::Event(event), Some(who), time(at)).unwrap();
}

fn known(point: KnownOn) -> Moment {
    Moment {
        known_on: Some(point),
        ..Moment::now(day("2026-11-25"))
    }
}

fn place_known(library: &Library, point: KnownOn) -> Option<String> {
    match library.show("tn-e01", &known(point)).unwrap().record {
        Record::Event(event) => event.place,
        other => panic!("an event, not {other:?}"),
    }
}

#[test]
fn what_the_library_knew_is_asked_by_day_and_by_change() {
    let (_desk, library, [made, ana, ben]) = corrected_twice();
    let original = place_known(&library, KnownOn::Sequence(made));
    assert!(original.as_deref() != Some("Sfax"));
    for (point, expected) in [
        (KnownOn::Day(day("2026-11-09")), original.as_deref()),
        (KnownOn::Day(day("2026-11-10")), Some("Sfax")),
        (KnownOn::Day(day("2026-11-19")), Some("Sfax")),
        (KnownOn::Day(day("2026-11-20")), Some("Gabes")),
        (KnownOn::Sequence(ana), Some("Sfax")),
        (KnownOn::Sequence(ben), Some("Gabes")),
    ] {
        assert_eq!(place_known(&library, point).as_deref(), expected, "{point:?}");
    }
    let before_it_was_made = library.partners(&known(KnownOn::Day(day("2026-11-01")))).unwrap();
    assert_eq!(before_it_was_made.len(), 0, "it knew nothing then");
}

#[test]
fn history_says_who_changed_what_and_when_up_to_the_point_asked_for() {
    let (_desk, library, [_, ana, _]) = corrected_twice();
    let page = library.show("tn-e01", &Moment::now(day("2026-11-25"))).unwrap();
    let told: Vec<_> = page
        .history
        .iter()
        .map(|change| (change.who.as_deref(), change.time.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("Ben"), "2026-11-20T12:00:00Z"),
            (Some("Ana"), "2026-11-10T12:00:00Z"),
            (None, FIRST_DAY)
        ],
        "newest first"
    );
    let then = library.show("tn-e01", &known(KnownOn::Sequence(ana))).unwrap();
    assert_eq!(then.history.len(), 2, "what Ben did was not known then");
}

#[test]
fn changes_since_a_day_include_that_day() {
    let (_desk, library, _) = corrected_twice();
    let since = |text: &str| {
        library
            .changes(None, Some(KnownOn::Day(day(text))), None)
            .unwrap()
            .len()
    };
    assert_eq!(
        (since("2026-11-10"), since("2026-11-11"), since("2026-11-21")),
        (2, 1, 0)
    );
}

#[test]
fn undoing_is_a_change_of_its_own_and_the_past_stays_as_it_was_known() {
    let (_desk, library, [_, _, ben]) = corrected_twice();
    library.undo(ben, None, time("2026-11-22T08:00:00Z")).unwrap();
    assert_eq!(
        place_known(&library, KnownOn::Day(day("2026-11-25"))).as_deref(),
        Some("Sfax")
    );
    assert_eq!(
        place_known(&library, KnownOn::Day(day("2026-11-21"))).as_deref(),
        Some("Gabes"),
        "so it was known"
    );
}

#[test]
fn a_figure_that_was_corrected_keeps_both_its_clocks() {
    let desk = Desk::bare();
    let library = desk.open(FIRST_DAY);
    let line = library.show("eg-f01", &Moment::now(day("2026-11-25"))).unwrap();
    let Record::Funding(mut package) = line.record else {
        panic!("eg-f01 is a line")
    };
    package.stages[0].amount = Some("8000000000 EUR".parse().unwrap());
    library
        .edit(Record::Funding(package), Some("Ana"), time("2026-11-15T10:00:00Z"))
        .unwrap();
    let pledged = |moment: Moment| -> Option<String> {
        let answer = library.funding(&FundingAsk::at(moment)).unwrap();
        let totals = answer.totals.into_iter();
        totals
            .filter(|total| total.counted.iter().any(|id| id.as_str() == "eg-f01"))
            .find(|total| total.stage.as_str() == "pledged")
            .map(|total| total.amount)
    };
    let billion = |amount: Option<String>| amount.map(|amount| amount.parse::<i64>().unwrap());
    let now = billion(pledged(Moment::now(day("2026-11-25")))).unwrap();
    let before = billion(pledged(known(KnownOn::Day(day("2026-11-14"))))).unwrap();
    assert_eq!(
        now - before,
        600_000_000,
        "what was known changes the total by the correction"
    );
    let both = Moment {
        known_on: Some(KnownOn::Day(day("2026-11-14"))),
        ..Moment::as_of(day("2024-03-16"))
    };
    assert_eq!(
        pledged(both),
        None,
        "and on that day nothing was pledged, however much is known of it"
    );
}

#[test]
fn a_decision_between_two_versions_is_a_change_with_its_time() {
    let desk = Desk::own();
    let pack = crate::packs::newer_pack(&desk, "tunisia/events.toml", |events| {
        let start = events.find("id = \"tn-e01\"").unwrap();
        let title = start + events[start..].find("title = \"").unwrap();
        format!(
            "{}title = \"The pack's title. {}",
            &events[..title],
            &events[title + 9..]
        )
    });
    let library = desk.open(FIRST_DAY);
    let page = library.show("tn-e01", &Moment::now(day("2026-11-25"))).unwrap();
    let Record::Event(mut event) = page.record else {
        panic!("tn-e01 is an event")
    };
    event.title = "My title".to_owned();
    library
        .edit(Record::Event(event), Some("Ana"), time("2026-11-26T10:00:00Z"))
        .unwrap();
    library.apply_pack(pack.as_ref(), time("2026-11-27T10:00:00Z")).unwrap();
    let open = library.decisions().unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].field.as_str(), open[0].version.as_str()), ("title", "2027.1"));
    let id: RecordId = "tn-e01".parse().unwrap();
    library
        .decide(&id, "title", Whose::Theirs, None, time("2026-11-28T10:00:00Z"))
        .unwrap();
    assert_eq!(library.decisions().unwrap().len(), 0);
    let newest = &library.changes(Some(&id), None, None).unwrap()[0];
    assert_eq!(
        (newest.time.as_str(), newest.origin.as_str()),
        ("2026-11-28T10:00:00Z", "user")
    );
    let title = |point: &str| {
        library
            .show("tn-e01", &known(KnownOn::Day(day(point))))
            .unwrap()
            .record
            .title()
            .to_owned()
    };
    assert_eq!(title("2026-11-27"), "My title", "until then the user's word stood");
    assert!(title("2026-11-28").starts_with("The pack's title."));
}

#[test]
fn an_instrument_stands_in_law_as_it_did_on_the_day() {
    let desk = Desk::reading();
    let state = |id: &str, day: &str| {
        let shown = desk.json(&format!("show {id} --as-of {day}"));
        shown["derived"]["legal-state"].as_str().map(str::to_owned)
    };
    assert_eq!(state("tn-mou-2023", "2023-07-15"), None, "it was not there yet");
    assert_eq!(state("tn-mou-2023", "2023-07-16").as_deref(), Some("signed"));
    assert_eq!(state("tn-aa-1995", "1996-01-01").as_deref(), Some("signed"));
    assert_eq!(state("tn-aa-1995", "1998-03-01").as_deref(), Some("in-force"));
    let counts = |day: &str| {
        one(&desk.json(&format!("partners --as-of {day}")), "tunisia")["instruments"]
            .as_u64()
            .unwrap()
    };
    assert!(counts("1994-01-01") < counts("2000-01-01") && counts("2000-01-01") < counts("2024-01-01"));
}

#[test]
fn nothing_later_than_the_day_is_told_of_it() {
    let desk = Desk::reading();
    for entry in list(&desk.json("timeline --as-of 2015-12-31 --kind event --kind instrument --kind funding")) {
        assert!(text(&entry["earliest"]) <= "2015-12-31", "{entry}");
    }
    for hit in list(&desk.json("search partnership --as-of 2015-12-31 --limit 200")["hits"]) {
        let date = hit["date"].as_str().unwrap_or_default();
        assert!(date < "2016", "{hit}");
    }
    let brief = desk.text("brief tunisia --as-of 2015-12-31");
    let said = brief.split("## Sources").next().unwrap();
    for later in [
        "Memorandum of Understanding on a strategic and global",
        "July 2023",
        "ELMED",
        "returned",
    ] {
        assert!(!said.contains(later), "“{later}” was still to come");
    }
    let then = list(&desk.json("commitments --partner TN --as-of 2015-12-31")).len();
    assert!(
        said.contains(&format!("Commitments recorded: {then}.")),
        "the brief counts what the list counts: {then}"
    );
    let gaps = desk.json("coverage --partner TN --as-of 2015-12-31");
    assert!(
        !list(&gaps).iter().any(|gap| gap["id"] == "tn-mou-2023"),
        "what was not there had no text to miss"
    );
}

#[test]
fn what_is_read_as_it_was_known_names_the_data_of_that_time() {
    let desk = Desk::own();
    let before = desk.last_change();
    let own = desk.open(FIRST_DAY).state().unwrap().version.unwrap();
    let pack = newer_pack(&desk, "tunisia/events.toml", |events| {
        events.replacen("title = \"", "title = \"Corrected: ", 1)
    });
    desk.json_of(["pack", "apply", &pack]);
    let out = desk.path("out").display().to_string();
    let written = |line: &str| {
        desk.json(&format!("{line} --out {out}"));
        std::fs::read(&out).unwrap()
    };
    let names = |bytes: &[u8], version: &str| String::from_utf8_lossy(bytes).contains(version);
    for line in ["brief tunisia --format html", "timeline --partner TN --format svg"] {
        let now = written(line);
        assert!(
            names(&now, "2027.1") && !names(&now, &own),
            "`{line}` names the newer pack"
        );
        let then = written(&format!("{line} --known-on {before}"));
        assert!(
            names(&then, &own) && !names(&then, "2027.1"),
            "`{line}` names the pack of that time"
        );
    }
    let sheet = |line: &str| {
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(written(line))).unwrap();
        let mut words = Vec::new();
        std::io::copy(&mut book.by_name("xl/sharedStrings.xml").unwrap(), &mut words).unwrap();
        words
    };
    assert!(names(&sheet("export --kind event --format xlsx"), "2027.1"));
    let then = sheet(&format!("export --kind event --format xlsx --known-on {before}"));
    assert!(names(&then, &own) && !names(&then, "2027.1"), "and so does a table");
}

#[test]
fn the_command_line_asks_both_clocks() {
    let desk = Desk::own();
    let before = desk.last_change();
    desk.json("edit tn-e01 --set title=Zirconium --who Ana");
    let now = desk.json("show tn-e01");
    let then = desk.json(&format!("show tn-e01 --known-on {before}"));
    assert_eq!(now["title"], "Zirconium");
    assert_ne!(then["title"], "Zirconium");
    assert_eq!(desk.json("search zirconium")["total"], 1);
    assert_eq!(
        desk.json(&format!("search zirconium --known-on {before}"))["total"],
        0,
        "search reads that clock too"
    );
    assert_eq!(
        desk.json("partners --known-on 2000-01-01"),
        serde_json::json!([]),
        "a library that was not there knew nothing"
    );
    let ids_then = desk.json(&format!("timeline --partner TN --known-on {before}"));
    assert!(ids(&ids_then).contains(&"tn-e01"));
}

#[test]
fn a_vague_date_could_fall_in_a_range_or_must() {
    let desk = Desk::reading();
    let library = desk.open(FIRST_DAY);
    let asked = |rule: &str| desk.json(&format!("timeline --from 2024-03 --to 2024-03 --dates {rule}"));
    let (could, must) = (asked("could"), asked("must"));
    let could_ids = ids(&could);
    assert!(ids(&must).iter().all(|id| could_ids.contains(id)), "what must, could");
    assert!(
        could_ids.len() > ids(&must).len(),
        "an event of “2024” could have been in March"
    );
    for entry in list(&must) {
        assert!(
            text(&entry["earliest"]) >= "2024-03-01" && text(&entry["latest"]) <= "2024-03-31",
            "{entry}"
        );
    }
    let by_default = desk.json("timeline --from 2024-03 --to 2024-03");
    assert_eq!(by_default, could, "could is the rule when none is named");
    let all = TimelineAsk {
        filters: Default::default(),
        moment: Moment::now(day("2026-11-25")),
    };
    let vague = library.timeline(&all).unwrap();
    let vague = vague
        .iter()
        .find(|entry| entry.date.to_string() == "2024")
        .expect("an event dated by its year only");
    assert_eq!(
        (vague.earliest, vague.latest),
        (Some(day("2024-01-01")), Some(day("2024-12-31")))
    );
}

#[test]
fn a_clock_that_a_command_cannot_follow_is_refused_and_not_ignored() {
    let desk = Desk::reading();
    for line in [
        "check --known-on 1",
        "check --as-of 2020-01-01",
        "decide --known-on 1",
        "changes --as-of 2020-01-01",
        "saved --as-of 2020-01-01",
    ] {
        let said = desk.refuses(2, line);
        assert!(said.contains("as it stands"), "{line}: {said}");
    }
    assert_eq!(
        desk.json("changes --known-on 1").as_array().map(Vec::len),
        Some(1),
        "changes follow the second clock"
    );
}
