//! What a hand changed: held, shown, undone, and never overwritten in silence.

use crate::{
    desk::{Desk, list, one, text},
    packs::newer_pack,
};

#[test]
fn a_correction_is_seen_everywhere_and_can_be_undone() {
    let desk = Desk::own();
    let before = desk.json("show tn-mou-2023");
    desk.json_of([
        "edit",
        "tn-mou-2023",
        "--set",
        "place=Zirconium Palace",
        "--who",
        "A. Desk",
    ]);
    let after = desk.json("show tn-mou-2023");
    assert_eq!(
        (&after["place"], &after["origin"]),
        (&"Zirconium Palace".into(), &"user".into())
    );
    let change = &after["history"][0];
    assert_eq!(
        (&change["who"], &change["origin"]),
        (&"A. Desk".into(), &"user".into()),
        "{change}"
    );
    let fields: Vec<_> = list(&change["fields"]).iter().map(|one| text(&one["field"])).collect();
    assert_eq!(fields, ["place"], "one field was touched");
    assert_eq!(
        change["fields"][0]["before"], "\"Carthage\"",
        "with what stood there before"
    );
    assert!(
        desk.text("show tn-mou-2023").contains("by A. Desk"),
        "a reader sees who"
    );

    let sequence = &change["sequence"];
    desk.json(&format!("undo {sequence}"));
    let undone = desk.json("show tn-mou-2023");
    assert_eq!(undone["place"], before["place"]);
    assert_eq!(
        list(&undone["history"]).len(),
        list(&before["history"]).len() + 2,
        "nothing is struck from the log"
    );
    assert!(
        text(&undone["origin"]).starts_with("pack:"),
        "it is the pack's again: {}",
        undone["origin"]
    );
}

#[test]
fn a_correction_names_the_number_that_takes_it_back() {
    let desk = Desk::own();
    let done = desk.text("edit tn-e01 --set place=Sfax --who Ana");
    let change = desk.last_change();
    assert!(done.contains(&format!("entente undo {change}")), "{done}");
    let again = desk.text("edit tn-e01 --set place=Sfax --who Ana");
    assert!(again.contains("nothing was changed"), "{again}");
    assert_eq!(desk.last_change(), change);
}

#[test]
fn a_correction_that_something_newer_stands_on_is_not_undone() {
    let desk = Desk::own();
    desk.json("edit tn-e01 --set place=Sfax --who Ana");
    let first = desk.last_change();
    desk.json("edit tn-e01 --set place=Gabes --who Ben");
    let sentence = desk.refuses(2, &format!("undo {first}"));
    assert!(
        sentence.contains(&format!("change {}", first + 1)),
        "it names what stands in the way: {sentence}"
    );
    assert_eq!(desk.json("show tn-e01")["place"], "Gabes");
}

#[test]
fn a_record_of_ones_own_is_added_from_a_file() {
    let desk = Desk::own();
    let event = r#"{"kind": "event", "record": {
        "id": "tn-mine", "date": "2026-11-20", "title": "A zirconium round table", "kind": "conference", "partners": ["TN"],
        "strands": ["trade"], "summary": "Held in Tunis.", "cites": [{"source": "tn-s-ip-23-3887"}], "confidence": "low"}}"#;
    let file = desk.file("event.json", event);
    desk.json_of(["edit", "tn-mine", "--from", &file, "--who", "Ana"]);
    assert_eq!(
        one(&desk.json("timeline --partner TN"), "tn-mine")["date"],
        "2026-11-20"
    );
    assert_eq!(desk.json("search zirconium")["hits"][0]["id"], "tn-mine");
    let wrong_name = desk.asks(["edit", "tn-other", "--from", &file]);
    assert_eq!(wrong_name.code, 2, "{wrong_name:?}");
    assert!(wrong_name.sentence().contains("tn-mine"), "{wrong_name:?}");
    let change = desk.last_change();
    desk.json(&format!("undo {change}"));
    assert_eq!(desk.says("show tn-mine").code, 2, "undone, it is gone");
    assert_eq!(desk.json("search zirconium")["total"], 0);
}

#[test]
fn a_newer_pack_leaves_what_the_user_changed_and_asks_where_both_did() {
    let desk = Desk::own();
    let pack = pack_that_moves_the_signing(&desk);
    desk.json_of(["edit", "tn-mou-2023", "--set", "place=Carthage Palace", "--who", "Ana"]);
    desk.json_of(["edit", "tn-e01", "--set", "place=The Berlaymont", "--who", "Ana"]);
    let told = desk.json_of(["pack", "preview", &pack]);
    assert_eq!(told["to_decide"], 1, "{told}");
    desk.json_of(["pack", "apply", &pack]);

    assert_eq!(
        desk.json("show tn-e01")["place"],
        "The Berlaymont",
        "a field the pack left alone stays the user's"
    );
    let shown = desk.json("show tn-mou-2023");
    assert_eq!(
        shown["place"], "Carthage Palace",
        "the user's word stands until it is decided"
    );
    assert_eq!(
        list(&shown["decisions"]).len(),
        1,
        "and the record says that something is to be decided"
    );
    assert!(desk.text("show tn-mou-2023").contains("To decide: place"));
    let decisions = desk.json("decide");
    let open = one(&decisions, "tn-mou-2023");
    assert_eq!(
        (&open["field"], &open["ours"], &open["theirs"]),
        (&"place".into(), &"\"Carthage Palace\"".into(), &"\"Tunis\"".into()),
        "both are shown"
    );
    let table = desk.text("decide");
    assert!(table.contains("Carthage Palace") && table.contains("Tunis"), "{table}");
}

#[test]
fn a_decision_is_settled_either_way() {
    for (take, stands) in [("ours", "Carthage Palace"), ("theirs", "Tunis")] {
        let desk = Desk::own();
        let pack = pack_that_moves_the_signing(&desk);
        desk.json_of(["edit", "tn-mou-2023", "--set", "place=Carthage Palace"]);
        desk.json_of(["pack", "apply", &pack]);
        desk.json(&format!("decide tn-mou-2023 place --take {take}"));
        assert_eq!(desk.json("show tn-mou-2023")["place"], stands, "--take {take}");
        assert_eq!(list(&desk.json("decide")).len(), 0, "it is settled");
        let again = desk.json_of(["pack", "apply", &pack]);
        assert_eq!(again["to_decide"], 0, "and the same pack does not ask twice");
        assert_eq!(desk.json("show tn-mou-2023")["place"], stands);
    }
}

#[test]
fn changes_are_listed_since_a_point() {
    let desk = Desk::own();
    let start = desk.last_change();
    assert_eq!(list(&desk.json(&format!("changes --since {start}"))).len(), 0);
    desk.json("edit tn-e01 --set place=Sfax --who Ana");
    desk.json("edit tn-e02 --set place=Gabes --who Ben");
    let since = desk.json(&format!("changes --since {start}"));
    let told: Vec<_> = list(&since)
        .iter()
        .map(|one| (text(&one["id"]), text(&one["who"])))
        .collect();
    assert_eq!(told, [("tn-e02", "Ben"), ("tn-e01", "Ana")], "newest first");
    let first = start + 1;
    let known_then = desk.json(&format!("changes --since {start} --known-on {first}"));
    assert_eq!(
        list(&known_then).len(),
        1,
        "the second clock hides what was recorded later"
    );
    let of_one = desk.json(&format!("changes tn-e01 --since {start}"));
    assert_eq!(list(&of_one).len(), 1);
    assert_eq!(list(&desk.json("changes --since 2999-01-01")).len(), 0);
    assert!(
        list(&desk.json("changes --since 2000-01-01")).len() > 2_700,
        "all of them"
    );
}

/// A newer pack that has the memorandum signed in Tunis and not in Carthage.
fn pack_that_moves_the_signing(desk: &Desk) -> String {
    newer_pack(desk, "tunisia/instruments.toml", |told| {
        let record = told
            .find("id = \"tn-mou-2023\"")
            .expect("the memorandum is in its file");
        let moved = told[record..].replacen("place = \"Carthage\"", "place = \"Tunis\"", 1);
        format!("{}{moved}", &told[..record])
    })
}
