//! Figures that a desk officer must defend tomorrow.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::desk::{Desk, ids, list, one, text};

fn funding(line: &str) -> Value {
    Desk::reading().json(&format!("funding {line}"))
}

/// The totals of a stage and kind, as amount and currency.
fn totals<'a>(money: &'a Value, stage: &str, kind: &str) -> Vec<(&'a str, &'a str)> {
    list(&money["totals"])
        .iter()
        .filter(|total| total["stage"] == stage && total["kind"] == kind)
        .map(|total| (text(&total["amount"]), text(&total["currency"])))
        .collect()
}

/// The lines that the totals of a stage count.
fn counted<'a>(money: &'a Value, stage: &str) -> Vec<&'a str> {
    let at_stage = list(&money["totals"]).iter().filter(|total| total["stage"] == stage);
    at_stage.flat_map(|total| ids(&total["counted"])).collect()
}

/// A line's place in the list of what was left out, at a stage or at all.
fn left_out<'a>(money: &'a Value, id: &str) -> &'a Value {
    let found = list(&money["left_out"]).iter().find(|out| out["id"] == id);
    found.unwrap_or_else(|| panic!("{id} is left out of {}", money["left_out"]))
}

const EGYPTS_PARTS: [&str; 8] = [
    "eg-f02", "eg-f03", "eg-f04", "eg-f05", "eg-f06", "eg-f07", "eg-f08", "eg-f09",
];

#[test]
fn egypts_package_is_seven_point_four_billion_under_every_filter_that_includes_it() {
    for filter in [
        "--partner EG",
        "--partner egypt --partner EG",
        "--partner EG --strand economy",
        "--partner EG --strand economy --strand migration",
        "--partner EG --money mixed",
        "--partner EG --money mixed --money loan --money grant --money guarantee",
        "--partner EG --from 2024-03 --to 2024-03",
        "--partner EG --from 2024-03-17 --to 2024-03-17 --dates must",
        "--partner EG --from 2020",
        "--partner EG --to 2026",
        "--partner EG --as-of 2024-03-17",
        "--partner EG --as-of 2026-11-01",
        "--partner EG --kind funding",
        "--partner EG --text package",
    ] {
        let money = funding(filter);
        let pledged = counted(&money, "pledged");
        assert!(
            pledged.contains(&"eg-f01"),
            "{filter}: the package is counted among {pledged:?}"
        );
        assert_eq!(totals(&money, "pledged", "mixed"), [("7400000000", "EUR")], "{filter}");
        let part = pledged.iter().find(|id| EGYPTS_PARTS.contains(id));
        assert_eq!(part, None, "{filter}: a part is never counted beside it");
    }
    for filter in ["", "--strand economy", "--money mixed", "--partner EG --partner TR"] {
        let money = funding(filter);
        let pledged = counted(&money, "pledged");
        assert!(pledged.contains(&"eg-f01"), "{filter}: with others too");
        assert!(
            !pledged.iter().any(|id| EGYPTS_PARTS.contains(id)),
            "{filter}: {pledged:?}"
        );
    }
}

#[test]
fn before_it_was_pledged_the_package_was_nothing() {
    let before = funding("--partner EG --as-of 2024-03-16");
    assert_eq!(totals(&before, "pledged", "mixed"), []);
    assert!(!ids(&before["lines"]).contains(&"eg-f01"), "the line is not there yet");
}

#[test]
fn the_parts_left_out_name_the_line_that_covers_them() {
    let money = funding("--partner EG");
    for (part, whole) in [("eg-f07", "eg-f01"), ("eg-f08", "eg-f01"), ("eg-f05", "eg-f04")] {
        let out = left_out(&money, part);
        assert_eq!(
            (&out["code"], &out["because_of"]),
            (&"covered-by-whole".into(), &whole.into()),
            "{out}"
        );
        assert!(text(&out["reason"]).contains(whole), "in words too: {out}");
    }
    let said = Desk::reading().text("funding --partner EG");
    assert!(
        said.contains("Left out") && said.contains("Its money is part of eg-f01, which is counted."),
        "{said}"
    );
}

#[test]
fn a_filter_that_takes_a_part_alone_counts_the_part() {
    let money = funding("--partner EG --strand migration");
    assert!(
        !ids(&money["lines"]).contains(&"eg-f01"),
        "the package is of the economy strand"
    );
    assert!(
        counted(&money, "pledged").contains(&"eg-f09"),
        "its part for migration stands by itself here"
    );
}

#[test]
fn the_facility_for_refugees_in_turkey_is_six_billion() {
    for filter in [
        "--partner TR",
        "--partner TR --strand humanitarian",
        "--partner TR --strand humanitarian --strand migration",
        "--partner TR --money mixed",
        "--partner TR --from 2016",
    ] {
        let money = funding(filter);
        assert!(ids(&money["lines"]).contains(&"tr-f01"), "{filter} includes it");
        for stage in ["pledged", "adopted", "contracted"] {
            assert_eq!(
                totals(&money, stage, "mixed"),
                [("6000000000", "EUR")],
                "{filter} at {stage}"
            );
        }
    }
    let money = funding("--partner TR");
    assert!(counted(&money, "pledged").contains(&"tr-f01"));
    for tranche in ["tr-f02", "tr-f08"] {
        let out = list(&money["left_out"])
            .iter()
            .find(|out| out["id"] == tranche && out["stage"] == "pledged");
        assert_eq!(out.unwrap()["because_of"], "tr-f01", "a tranche is in the whole");
    }
}

#[test]
fn lebanons_package_is_one_billion_though_it_is_split_by_theme_and_again_by_tranche() {
    let money = funding("--partner LB");
    let lines = &money["lines"];
    let parts: Vec<_> = list(lines)
        .iter()
        .filter(|line| line["part_of"]["id"] == "lb-f01")
        .collect();
    let breakdowns: BTreeSet<_> = parts
        .iter()
        .filter_map(|line| line["part_of"]["breakdown"].as_str())
        .collect();
    assert!(
        breakdowns.contains("theme") && breakdowns.contains("tranche"),
        "both are recorded: {breakdowns:?}"
    );
    for stage in ["announced", "pledged", "adopted", "signed"] {
        for part in &parts {
            assert!(
                !counted(&money, stage).contains(&text(&part["id"])),
                "{} at {stage}",
                part["id"]
            );
        }
    }
    for part in parts {
        assert_eq!(left_out(&money, text(&part["id"]))["because_of"], "lb-f01");
    }
    let package = one(lines, "lb-f01");
    let position = list(&package["positions"])
        .iter()
        .find(|at| at["stage"] == "announced")
        .unwrap();
    assert_eq!(position["amount"], "1000000000");
    let only_it = funding("--partner LB --from 2024-05-02 --to 2024-05-02");
    assert_eq!(
        totals(&only_it, "announced", "grant"),
        [("1000000000", "EUR")],
        "the day of the package"
    );
}

#[test]
fn parts_of_two_breakdowns_are_never_added_when_the_whole_is_filtered_away() {
    // Only security lines: the theme for the security forces, not the package itself.
    let money = funding("--partner LB --strand security");
    let by_id = |id: &str| one(&money["lines"], id).clone();
    for stage in ["announced", "adopted", "signed"] {
        let breakdowns: BTreeSet<_> = counted(&money, stage)
            .into_iter()
            .map(by_id)
            .filter(|line| line["part_of"]["id"] == "lb-f01")
            .filter_map(|line| line["part_of"]["breakdown"].as_str().map(str::to_owned))
            .collect();
        assert!(breakdowns.len() <= 1, "{stage}: {breakdowns:?}");
    }
}

#[test]
fn tunisias_sixty_million_stand_as_disbursed_and_as_returned_and_the_net_is_shown() {
    let money = funding("--partner TN");
    let line = one(&money["lines"], "tn-f06");
    let at = |stage: &str| {
        let found = list(&line["positions"]).iter().find(|at| at["stage"] == stage).unwrap();
        text(&found["amount"]).to_owned()
    };
    assert_eq!(
        (at("disbursed"), at("returned")),
        ("60000000".to_owned(), "60000000".to_owned())
    );
    assert_eq!(line["net_disbursed"], "0", "nothing of it remains");
    assert!(counted(&money, "disbursed").contains(&"tn-f06") && counted(&money, "returned").contains(&"tn-f06"));
    let net = &list(&money["nets"])[0];
    assert_eq!(
        (&net["kind"], &net["disbursed"], &net["returned"], &net["net"]),
        (
            &"budget-support".into(),
            &"210000000".into(),
            &"60000000".into(),
            &"150000000".into()
        )
    );
    let said = Desk::reading().text("funding --partner TN");
    assert!(
        said.contains("210,000,000 disbursed less 60,000,000 returned is 150,000,000 EUR"),
        "{said}"
    );
}

#[test]
fn private_money_never_joins_public_money() {
    let all = funding("");
    for total in list(&all["totals"]) {
        for id in ids(&total["counted"]) {
            assert_eq!(
                one(&all["lines"], id)["kind"],
                total["kind"],
                "{id} is added to its own kind only"
            );
        }
    }
    let forty_billion = one(&all["lines"], "eg-f39");
    assert_eq!(
        (&forty_billion["kind"], &forty_billion["amount"]),
        (&"investment-mobilised".into(), &"40000000000".into())
    );
    assert_eq!(
        left_out(&all, "eg-f39")["code"],
        "statement",
        "the conference's 40 billion is a reported sum"
    );
    let asked_for = funding("--partner EG --money investment-mobilised");
    assert_eq!(
        list(&asked_for["totals"]).len(),
        0,
        "even asked for by its kind it is shown beside, not added"
    );
    assert!(ids(&asked_for["lines"]).contains(&"eg-f39"), "but it is shown");
}

#[test]
fn a_whole_without_a_figure_is_summed_from_one_breakdown_and_marked() {
    let money = funding("--partner EG --as-of 2026-11-01");
    let paid = list(&money["totals"])
        .iter()
        .find(|total| total["stage"] == "disbursed" && total["kind"] == "loan")
        .unwrap();
    assert_eq!(
        (&paid["amount"], ids(&paid["counted"])),
        (&"2000000000".into(), vec!["eg-f03", "eg-f04"])
    );
    let wholes: Vec<_> = list(&paid["summed_from_parts"])
        .iter()
        .map(|from| text(&from["whole"]))
        .collect();
    assert_eq!(
        wholes,
        ["eg-f01", "eg-f02"],
        "the package has no figure of what was paid"
    );
    let said = Desk::reading().text("funding --partner EG --as-of 2026-11-01");
    let line = said
        .lines()
        .find(|line| line.contains("disbursed") && line.contains("loan"))
        .unwrap();
    assert!(line.contains("2,000,000,000") && line.contains("EUR *"), "{line}");
    assert!(
        said.contains("* A whole has no figure of its own here"),
        "the mark is explained"
    );
}

#[test]
fn no_data_is_never_zero_and_never_another_stages_figure() {
    let money = funding("");
    for total in list(&money["totals"]) {
        assert_ne!(total["amount"], "0", "{total}");
    }
    let mut without = 0;
    for line in list(&money["lines"]) {
        let positions = list(&line["positions"]);
        for at in positions {
            assert_ne!(
                at["amount"], "0",
                "{}: a stage without a figure is not there at all",
                line["id"]
            );
            let of_that_stage = list(&line["stages"])
                .iter()
                .any(|step| step["stage"] == at["stage"] && step["amount"].is_string());
            assert!(of_that_stage, "{}: {at} has a step of its own", line["id"]);
        }
        without += usize::from(positions.is_empty());
    }
    assert!(without > 0, "some lines have no data");
    let said = Desk::reading().text("funding --partner LB");
    assert!(said.contains("no data"), "and that is what is said");
}

#[test]
fn envelopes_and_statements_stand_beside_the_totals() {
    let money = funding("");
    let all_counted: BTreeSet<_> = ids(&money["counted"]).into_iter().collect();
    for line in list(&money["lines"]) {
        let id = text(&line["id"]);
        if line["counts_as"] != "line" {
            assert!(
                !all_counted.contains(id),
                "{id} is a {} and no money of its own",
                line["counts_as"]
            );
            assert_eq!(left_out(&money, id)["code"], line["counts_as"]);
        }
    }
}

#[test]
fn what_had_been_paid_by_a_day_is_what_had_moved_by_then() {
    let paid = |day: &str| {
        let money = funding(&format!("--partner EG --as-of {day}"));
        totals(&money, "disbursed", "loan")
            .first()
            .map(|(amount, _)| amount.parse::<i64>().unwrap())
    };
    assert_eq!(paid("2024-06-30"), None, "nothing yet, which is not zero");
    assert_eq!(paid("2024-12-31"), Some(1_000_000_000));
    assert_eq!(paid("2026-11-01"), Some(2_000_000_000));
    let returned = |day: &str| {
        totals(
            &funding(&format!("--partner TN --as-of {day}")),
            "returned",
            "budget-support",
        )
        .len()
    };
    assert_eq!(
        (returned("2023-10-02"), returned("2023-10-12")),
        (0, 1),
        "Tunisia sent it back in October 2023"
    );
}

#[test]
fn the_list_of_partners_and_the_funding_of_each_tell_the_same_totals() {
    let partners = Desk::reading().json("partners --as-of 2026-11-01");
    for partner in list(&partners) {
        let code = text(&partner["iso"]);
        let money = funding(&format!("--partner {code} --as-of 2026-11-01"));
        assert_eq!(partner["funding"], money["totals"], "{code}");
        let rows =
            |line: &str| list(&Desk::reading().json(&format!("{line} --partner {code} --as-of 2026-11-01"))).len();
        assert_eq!(partner["commitments"], rows("commitments"), "{code}");
        assert_eq!(partner["events"], rows("timeline"), "{code}");
    }
}

#[test]
fn an_amount_is_converted_at_the_rate_of_its_year_and_says_so() {
    let money = funding("--partner EG --convert-to USD");
    let step = &one(&money["lines"], "eg-f01")["stages"][0];
    assert_eq!(
        (&step["amount"], &step["currency"]),
        (&"7400000000".into(), &"EUR".into()),
        "the amount stays as it was"
    );
    let made = &step["converted"];
    let rate = &made["rates"][0];
    assert_eq!(
        (&made["amount"], &made["year"], &rate["per_euro"], &rate["source"]),
        (
            &"8009760000".into(),
            &2024.into(),
            &"1.0824".into(),
            &"ecb-reference-rates".into()
        )
    );
    assert!(
        Desk::reading().json("show ecb-reference-rates")["title"].is_string(),
        "the rate has a source to open"
    );
    let said = Desk::reading().text("funding --partner EG --convert-to usd");
    assert!(
        said.contains("8,009,760,000") && said.contains("1.0824 USD a euro in 2024"),
        "{said}"
    );
}

#[test]
fn totals_are_converted_step_by_step_and_what_has_no_rate_stays_in_its_own_currency() {
    let money = funding("--partner EG --convert-to USD");
    assert_eq!(
        totals(&money, "announced", "loan"),
        [("5000000000", "EUR"), ("150000000", "USD")],
        "what was promised in two currencies is two sums"
    );
    let converted = serde_json::json!({ "totals": money["converted_totals"] });
    assert_eq!(
        totals(&converted, "announced", "loan"),
        [("5562000000", "USD")],
        "5 billion euro at 1.0824 and 150 million dollars"
    );
    assert_eq!(
        totals(&converted, "disbursed", "loan"),
        [("1000000000", "EUR"), ("1082400000", "USD")],
        "the second billion came in a year that has no rate yet"
    );
    let said = Desk::reading().text("funding --partner EG --convert-to USD");
    assert!(
        said.contains("Total, converted step by step") && said.contains("5,562,000,000"),
        "{said}"
    );
}

#[test]
fn without_a_rate_there_is_no_conversion_and_that_is_said() {
    let money = funding("--partner EG --convert-to GBP");
    let steps = list(&money["lines"]).iter().flat_map(|line| list(&line["stages"]));
    assert_eq!(steps.filter(|step| step["converted"].is_object()).count(), 0);
    let reasons: Vec<_> = list(&money["not_converted"]).iter().map(text).collect();
    assert!(
        reasons.iter().any(|reason| reason.contains("no rate of GBP for 2024")),
        "{reasons:?}"
    );
    let said = Desk::reading().text("funding --partner EG --convert-to GBP");
    assert!(said.contains("Not converted: no rate of GBP for 2024"), "{said}");
}

#[test]
fn money_pledged_without_any_payment_on_record_is_a_gap_that_is_named() {
    let gaps = Desk::reading().json("coverage --partner EG");
    let pledges: Vec<_> = list(&gaps)
        .iter()
        .filter(|gap| gap["code"] == "no-payment-data")
        .collect();
    assert!(!pledges.is_empty(), "{gaps}");
    let lines = funding("--partner EG");
    for gap in pledges {
        let line = one(&lines["lines"], text(&gap["id"]));
        let paid = list(&line["positions"]).iter().any(|at| at["stage"] == "disbursed");
        assert!(!paid, "{} has payment data", line["id"]);
    }
    assert!(
        list(&gaps).iter().any(|gap| gap["code"] == "no-published-text"),
        "texts too"
    );
}
