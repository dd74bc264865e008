//! One story a rule, and the shipped pack as a whole.

use std::{fs, path::Path};

use serde_json::{Value, json};

use super::*;

fn record(kind: &str, fields: Value) -> Record {
    let mut whole = json!({ "id": "x", "cites": [{ "source": "s" }], "confidence": "high", "partners": ["TN"] });
    let more = match kind {
        "partner" => json!({ "id": "tunisia", "iso": "TN", "name": "Tunisia" }),
        "source" => {
            json!({ "id": "s", "title": "t", "publisher": "p", "date": "2023", "kind": "letter", "language": "en", "official": true })
        }
        "instrument" => {
            json!({ "id": "mou", "title": "t", "kind": "statement", "parties": [], "binding": false, "status": "signed", "strands": [], "summary": "s" })
        }
        "commitment" => json!({ "instrument": "mou", "strand": "energy", "by": "EU", "text": "t", "states": [] }),
        "funding" => {
            json!({ "title": "t", "amount": "5 EUR", "kind": "grant", "strand": "energy", "counts_as": "line" })
        }
        "indicator" => json!({ "name": "n", "value": "1", "unit": "u", "period": "2023" }),
        other => panic!("no sample of a {other}"),
    };
    for (key, value) in more.as_object().unwrap().iter().chain(fields.as_object().unwrap()) {
        whole[key] = value.clone();
    }
    let fields = whole.as_object_mut().unwrap();
    match kind {
        "source" => ["cites", "confidence"]
            .iter()
            .for_each(|field| drop(fields.remove(*field))),
        "partner" => drop(fields.remove("partners")),
        _ => {}
    }
    serde_json::from_value(json!({ "kind": kind, "record": whole })).unwrap()
}

/// A partner, a source and an instrument that nothing is wrong with, and more.
fn with(more: Vec<Record>) -> Vec<Record> {
    let sound = ["partner", "source", "instrument"].map(|kind| record(kind, json!({})));
    sound.into_iter().chain(more).collect()
}

fn rules(records: &[Record]) -> Vec<(String, Rule)> {
    check(records)
        .into_iter()
        .map(|found| (format!("{} {}", found.id, found.field), found.rule))
        .collect()
}

/// What is found of one more record beside sound ones.
fn found(kind: &str, fields: Value) -> Vec<(String, Rule)> {
    rules(&with(vec![record(kind, fields)]))
}

fn one(place: &str, rule: Rule) -> Vec<(String, Rule)> {
    vec![(place.to_owned(), rule)]
}

#[test]
fn of_sound_records_nothing_is_found() {
    assert_eq!(rules(&with(Vec::new())), []);
    assert_eq!(found("commitment", json!({})), []);
    assert_eq!(found("funding", json!({ "instrument": "mou" })), []);
    assert_eq!(found("indicator", json!({ "value": "-0.4" })), []);
}

#[test]
fn a_name_that_leads_nowhere_or_astray_is_found() {
    assert_eq!(
        found("commitment", json!({ "instrument": "nowhere" })),
        one("x instrument", Rule::NotThere)
    );
    assert_eq!(
        found("commitment", json!({ "instrument": "s" })),
        one("x instrument", Rule::WrongKind)
    );
    assert_eq!(
        found("funding", json!({ "cites": [{ "source": "mou" }] })),
        one("x cites", Rule::WrongKind)
    );
    assert_eq!(
        found("funding", json!({ "part_of": { "id": "mou" } })),
        one("x part_of", Rule::WrongKind)
    );
    assert_eq!(
        found("funding", json!({ "partners": ["EG"] })),
        one("x partners", Rule::NoSuchPartner)
    );
    assert_eq!(found("indicator", json!({ "id": "mou" })), one("mou id", Rule::SameId));
    for (kind, wrong, said) in [
        (
            "commitment",
            json!({ "instrument": "s" }),
            "x: `instrument`: s is a source, and an instrument belongs here. (name another record)",
        ),
        (
            "funding",
            json!({ "repeats": ["mou"] }),
            "x: `repeats`: mou is an instrument, and a funding line belongs here. (name another record)",
        ),
    ] {
        let finding = &check(&with(vec![record(kind, wrong)]))[0];
        assert_eq!(finding.to_string(), said);
    }
}

#[test]
fn what_is_written_nowhere_is_found() {
    assert_eq!(
        found("indicator", json!({ "cites": [] })),
        one("x cites", Rule::NoSource)
    );
    let claim =
        |speaker: &str| json!({ "field": "amount", "speaker": speaker, "says": "5", "cites": [{ "source": "s" }] });
    assert_eq!(
        found("funding", json!({ "claims": [claim("press")] })),
        one("x claims", Rule::OneSided)
    );
    assert_eq!(
        found("funding", json!({ "claims": [claim("press"), claim("Commission")] })),
        []
    );
    assert_eq!(
        found("source", json!({ "id": "idle" })),
        one("idle id", Rule::UnusedSource)
    );
}

#[test]
fn amounts_that_cannot_be_are_found() {
    let stage = |stage: &str, date: &str, amount: &str| json!({ "stage": stage, "date": date, "amount": amount });
    let stages = |stages: Vec<Value>| found("funding", json!({ "stages": stages }));
    assert_eq!(
        found("funding", json!({ "amount": "0 EUR" })),
        one("x amount", Rule::NotAnAmount)
    );
    assert_eq!(
        stages(vec![stage("returned", "2023", "-5 EUR")]),
        one("x stages", Rule::NotAnAmount)
    );
    assert_eq!(
        stages(vec![stage("pledged", "2023", "5 USD")]),
        one("x stages", Rule::OtherCurrency)
    );
    let twice = stage("pledged", "2023-07", "5 EUR");
    assert_eq!(stages(vec![twice.clone(), twice]), one("x stages", Rule::SameStepTwice));
    let early = vec![stage("disbursed", "2023-07", "5 EUR"), stage("signed", "2024", "5 EUR")];
    assert_eq!(stages(early), one("x stages", Rule::StagesOutOfOrder));
    let backwards = vec![stage("pledged", "2024", "5 EUR"), stage("announced", "2023", "5 EUR")];
    assert_eq!(stages(backwards), one("x stages", Rule::StepsOutOfOrder));
}

#[test]
fn lines_that_hold_each_other_are_found() {
    let line = |id: &str, ties: Value| {
        let mut fields = ties;
        fields["id"] = id.into();
        record("funding", fields)
    };
    let ring = vec![
        line("a", json!({ "part_of": { "id": "b" } })),
        line("b", json!({ "relabels": ["a"] })),
    ];
    assert_eq!(rules(&with(ring)), one("a part_of", Rule::Ring));
    let in_turn = vec![
        line("a", json!({ "repeats": ["b"] })),
        line("b", json!({ "repeats": ["a"] })),
    ];
    assert_eq!(rules(&with(in_turn)).len(), 2, "each repeats the other");
    let over = |note: Value| {
        let whole = line("whole", json!({ "amount": "8 EUR", "note": note }));
        let parts = ["a", "b"].map(|id| line(id, json!({ "part_of": { "id": "whole" } })));
        rules(&with([whole].into_iter().chain(parts).collect()))
    };
    assert_eq!(over(Value::Null), one("whole amount", Rule::PartsExceedWhole));
    assert_eq!(
        over("the parts add up to more since …".into()),
        [],
        "a note may say why"
    );
}

#[test]
fn an_end_before_a_start_is_found() {
    let instrument = |fields: Value| {
        let mut fields = fields;
        fields["id"] = "late".into();
        found("instrument", fields)
    };
    let gone = json!({ "signed": "2024-03-17", "expires": "2023" });
    assert_eq!(instrument(gone), one("late expires", Rule::EndBeforeStart));
    assert_eq!(
        instrument(json!({ "signed": "2024-03-17", "in_force": "2024" })),
        [],
        "2024 may be after March"
    );
    let due = vec![
        record("instrument", json!({ "id": "signed", "signed": "2024-03-17" })),
        record("commitment", json!({ "instrument": "signed", "due": "2023" })),
    ];
    assert_eq!(rules(&with(due)), one("x due", Rule::EndBeforeStart));
}

#[test]
fn words_that_say_nothing_are_found() {
    assert_eq!(
        found("indicator", json!({ "value": "about 13 000" })),
        one("x value", Rule::NotANumber)
    );
    assert_eq!(found("indicator", json!({ "unit": " " })), one("x unit", Rule::Blank));
    let source = |field: &str, value: &str| {
        let mut fields = json!({ "id": "other" });
        fields[field] = value.into();
        let citing = record("indicator", json!({ "cites": [{ "source": "other" }] }));
        rules(&with(vec![record("source", fields), citing]))
    };
    assert_eq!(source("language", "English"), one("other language", Rule::NotALanguage));
    assert_eq!(source("url", "see the website"), one("other url", Rule::NotAnAddress));
}

#[test]
fn the_order_of_records_does_not_matter() {
    let mut records = with(vec![
        record("commitment", json!({ "instrument": "nowhere" })),
        record("indicator", json!({ "id": "i", "value": "?", "cites": [] })),
        record("source", json!({ "id": "idle" })),
    ]);
    let there = check(&records);
    assert_eq!(there.len(), 4);
    records.reverse();
    assert_eq!(check(&records), there);
}

#[test]
fn a_form_is_checked_without_the_other_records() {
    let wrong = record("funding", json!({ "amount": "0 EUR", "part_of": { "id": "nowhere" } }));
    let rules: Vec<Rule> = check_alone(&wrong).iter().map(|found| found.rule).collect();
    assert_eq!(
        rules,
        [Rule::NotAnAmount],
        "whether the whole is there is no question for one record alone"
    );
}

/// Every record of the shipped pack, as the pack reader fills it.
fn shipped() -> Vec<Record> {
    let kinds = [
        ("partners", "partner"),
        ("sources", "source"),
        ("instruments", "instrument"),
        ("commitments", "commitment"),
        ("funding", "funding"),
        ("events", "event"),
        ("indicators", "indicator"),
    ];
    let mut records = Vec::new();
    for folder in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")).unwrap() {
        let Ok(files) = fs::read_dir(folder.unwrap().path()) else {
            continue;
        };
        for file in files
            .map(|file| file.unwrap().path())
            .filter(|file| file.extension().is_some_and(|e| e == "toml"))
        {
            let table: toml::Table = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
            for (key, kind) in kinds {
                for one in table.get(key).and_then(toml::Value::as_array).into_iter().flatten() {
                    let record = json!({ "kind": kind, "record": serde_json::to_value(one).unwrap() });
                    let mut record: Record = serde_json::from_value(record).unwrap_or_else(|e| panic!("{file:?}: {e}"));
                    if let (Some(partners), Some(code)) = (record.partners_mut(), table.get("partner"))
                        && partners.is_empty()
                    {
                        partners.push(code.as_str().unwrap().parse().unwrap());
                    }
                    records.push(record);
                }
            }
        }
    }
    records
}

#[test]
fn nothing_is_wrong_with_the_shipped_pack() {
    let records = shipped();
    assert!(records.len() > 2_500, "the pack was found: {}", records.len());
    let wrong = check(&records)
        .into_iter()
        .filter(|found| found.weight() == Weight::Wrong);
    let wrong: Vec<String> = wrong.map(|found| found.to_string()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
