//! Packs of data: written from a library, checked, looked at, taken in, taken back.

use std::fs;

use crate::desk::{Desk, list, text};

#[test]
fn a_pack_goes_out_of_one_library_and_into_another() {
    let here = Desk::own();
    here.json_of(["edit", "tn-e01", "--set", "place=The old town of Sfax", "--who", "Ana"]);
    let pack = here.path("pack").display().to_string();
    let built = here.json_of(["pack", "build", &pack]);
    assert!(
        built["files"].as_u64().unwrap() > 40,
        "a file a kind and partner: {built}"
    );
    assert_eq!(here.json_of(["pack", "verify", &pack])["ok"], true);
    let same = here.json_of(["pack", "preview", &pack]);
    let told = (&same["added"], &same["removed"], &same["to_decide"]);
    assert_eq!(
        told,
        (&0.into(), &0.into(), &0.into()),
        "its own pack tells a library nothing new: {same}"
    );

    let there = Desk::own();
    let preview = there.json_of(["pack", "preview", &pack]);
    assert_eq!(
        there.json("show tn-e01")["place"].as_str(),
        Desk::reading().json("show tn-e01")["place"].as_str()
    );
    let applied = there.json_of(["pack", "apply", &pack]);
    assert_eq!(applied["changes"], preview["changes"], "what was told is what is done");
    assert_eq!(applied["changed"], 1, "{applied}");
    assert_eq!(there.json("show tn-e01")["place"], "The old town of Sfax");
    let again = there.json_of(["pack", "apply", &pack]);
    assert_eq!(list(&again["changes"]).len(), 0, "a second time there is nothing to do");
    assert_eq!(there.json("check")["ok"], true);
}

#[test]
fn a_newer_pack_can_be_taken_back_but_never_the_first() {
    let desk = Desk::own();
    let pack = newer_pack(&desk, "tunisia/events.toml", |events| {
        let first = events
            .lines()
            .find(|line| line.starts_with("title = "))
            .unwrap()
            .to_owned();
        events.replacen(&first, "title = \"A better title\"", 1)
    });
    let before = desk.json("timeline --partner TN");
    desk.json_of(["pack", "apply", &pack]);
    assert_ne!(desk.json("timeline --partner TN"), before);
    assert!(
        desk.json("search title:better")["total"].as_u64().unwrap() > 0,
        "search follows"
    );
    let back = desk.json("pack rollback");
    assert_eq!((&back["changed"], &back["removed"]), (&1.into(), &0.into()), "{back}");
    assert_eq!(desk.json("timeline --partner TN"), before, "as it was");
    let sentence = desk.refuses(2, "pack rollback");
    assert!(
        sentence.contains("stands on its first"),
        "a library is not emptied by a slip: {sentence}"
    );
    assert_eq!(list(&desk.json("partners")).len(), 7);
}

#[test]
fn a_pack_that_drops_a_record_says_so_before_it_goes() {
    let desk = Desk::own();
    let pack = newer_pack(&desk, "tunisia/events.toml", |events| {
        let start = events
            .find("[[events]]\nid = \"tn-e01\"")
            .expect("the event is in its file");
        let end = start + 10 + events[start + 10..].find("[[events]]").unwrap();
        format!("{}{}", &events[..start], &events[end..])
    });
    let preview = desk.json_of(["pack", "preview", &pack]);
    let removed: Vec<_> = list(&preview["changes"])
        .iter()
        .filter(|change| change["action"] == "removed")
        .map(|change| text(&change["id"]))
        .collect();
    assert!(removed.contains(&"tn-e01"), "{preview}");
    assert_eq!(desk.says("show tn-e01").code, 0, "a preview changes nothing");
    desk.json_of(["pack", "apply", &pack]);
    assert_eq!(desk.says("show tn-e01").code, 2);
    let history = desk.json("changes tn-e01");
    assert_eq!(history[0]["action"], "remove", "its history stays: {history}");
}

/// The library's pack as its makers would bring it out anew, one file changed.
pub(crate) fn newer_pack(desk: &Desk, file: &str, change: impl FnOnce(&str) -> String) -> String {
    let pack = desk.path("newer-pack");
    let folder = pack.display().to_string();
    desk.json_of(["pack", "build", &folder]);
    let about = fs::read_to_string(pack.join("pack.toml")).unwrap();
    let version = about
        .lines()
        .find(|line| line.starts_with("version = "))
        .unwrap()
        .to_owned();
    fs::write(pack.join("pack.toml"), about.replace(&version, "version = \"2027.1\"")).unwrap();
    let changed = change(&fs::read_to_string(pack.join(file)).unwrap());
    fs::write(pack.join(file), changed).unwrap();
    folder
}
