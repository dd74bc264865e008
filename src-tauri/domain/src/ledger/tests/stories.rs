//! The rules as a desk officer would tell them.

use super::{
    super::*,
    lines::{day, eur, id, line},
};
use crate::{Basis, CountsAs, Currency, FundingKind, FundingLine, Money, RecordId, Stage, Stage::*};

fn all(lines: &[FundingLine]) -> Totals {
    totals(lines, |_| true, None).unwrap()
}

fn only(lines: &[FundingLine], chosen: &[&str]) -> Totals {
    totals(lines, |line| chosen.contains(&line.id.as_str()), None).unwrap()
}

fn grants(totals: &Totals, stage: Stage) -> Option<Money> {
    totals.amount(stage, FundingKind::Grant, Currency::EUR)
}

fn reasons(totals: &Totals) -> Vec<(&str, Option<Stage>, LeftOutReason, Option<&str>)> {
    let told = |one: &'_ LeftOut| (one.stage, one.reason);
    totals
        .left_out
        .iter()
        .map(|one| {
            let (stage, reason) = told(one);
            (
                one.id.as_str(),
                stage,
                reason,
                one.because_of.as_ref().map(RecordId::as_str),
            )
        })
        .collect()
}

/// A billion, split by theme and again by tranche, as Lebanon's package is.
fn package() -> Vec<FundingLine> {
    vec![
        line("package").step(Announced, "2024-05-02", 1000).build(),
        line("refugees")
            .part_of_by("package", "theme")
            .step(Announced, "2024-05-02", 736)
            .build(),
        line("security")
            .part_of_by("package", "theme")
            .step(Announced, "2024-05-02", 264)
            .build(),
        line("first-half")
            .part_of_by("package", "tranche")
            .step(Announced, "2024-05-02", 500)
            .build(),
        line("second-half")
            .part_of_by("package", "tranche")
            .step(Announced, "2025-02-21", 500)
            .build(),
        line("border")
            .part_of("first-half")
            .step(Announced, "2025-12-10", 132)
            .build(),
    ]
}

#[test]
fn a_line_stands_at_its_newest_running_total_plus_what_flowed_after() {
    let facility = line("facility")
        .step(Disbursed, "2018-06", 50)
        .by_then(Disbursed, "2019-08-06", 2350)
        .by_then(Disbursed, "2019-12-10", 2700)
        .step(Disbursed, "2019-12-10", 20)
        .step(Disbursed, "2020-03", 100)
        .build();
    let on = |text| position(&facility, Disbursed, day(text));
    assert_eq!(
        on("2018-05-31"),
        None,
        "nothing is known before the first step: no data, not zero"
    );
    assert_eq!(
        on("2018-06-15"),
        Some(eur(50)),
        "a vague date has come once its first day has"
    );
    assert_eq!(
        on("2019-08-06"),
        Some(eur(2350)),
        "a running total holds the flows before it"
    );
    assert_eq!(
        on("2019-12-31"),
        Some(eur(2700)),
        "a flow on the day of a running total is inside it"
    );
    assert_eq!(on("2020-03-01"), Some(eur(2800)), "a later flow comes on top");
    assert_eq!(position(&facility, Disbursed, None), Some(eur(2800)));
    assert_eq!(
        position(&facility, Contracted, None),
        None,
        "no other stage's figure stands in"
    );
    let standing = &standings(&facility, Disbursed, None)[0];
    assert_eq!(
        standing.steps.len(),
        2,
        "the figure rests on the newest total and one flow, and cites those"
    );
}

#[test]
fn a_flow_that_may_lie_before_the_running_total_is_not_added_to_it() {
    let vague = line("vague")
        .by_then(Disbursed, "2021-12-21", 60)
        .step(Disbursed, "2021", 10)
        .build();
    assert_eq!(position(&vague, Disbursed, None), Some(eur(60)));
}

#[test]
fn a_step_without_a_sum_is_not_zero() {
    let signed = line("signed").without_sum(Signed, "2024-01-15").build();
    assert_eq!(position(&signed, Signed, None), None);
    let both = line("both")
        .without_sum(Signed, "2024-01-15")
        .step(Pledged, "2023-07-16", 10)
        .build();
    let totals = all(&[signed, both]);
    assert_eq!(grants(&totals, Signed), None, "no figure, no total");
    assert_eq!(
        reasons(&totals),
        [
            ("both", Some(Signed), LeftOutReason::NoData, None),
            ("signed", None, LeftOutReason::NoData, None),
        ]
    );
}

#[test]
fn two_currencies_on_one_line_are_never_added() {
    let dollars: Money = "7 USD".parse().unwrap();
    let mixed = line("mixed")
        .step(Pledged, "2023", 5)
        .with(Pledged, "2024", Some(dollars), Basis::Flow)
        .build();
    assert_eq!(positions(&mixed, Pledged, None), [eur(5), dollars]);
    assert_eq!(
        position(&mixed, Pledged, None),
        Some(eur(5)),
        "the headline amount is in euros"
    );
    let totals = all(&[mixed]);
    assert_eq!(totals.sums.len(), 2, "each currency has its own total");
}

#[test]
fn sixty_million_stand_as_disbursed_and_as_returned() {
    let budget = line("budget")
        .step(Disbursed, "2023-10", 60)
        .step(Returned, "2023-10-09", 60)
        .build();
    let totals = all(std::slice::from_ref(&budget));
    assert_eq!(grants(&totals, Disbursed), Some(eur(60)));
    assert_eq!(grants(&totals, Returned), Some(eur(60)));
    assert_eq!(totals.nets()[0].net, eur(0), "the net is shown with both sides");
    let net = nets(&budget, None)[0];
    assert_eq!((net.gross, net.less, net.net), (eur(60), eur(60), eur(0)));
    assert!(
        nets(&budget, day("2023-09-30")).is_empty(),
        "nothing had been returned yet"
    );
}

#[test]
fn cancelled_money_is_set_against_the_furthest_promise() {
    let project = line("project")
        .step(Pledged, "2020", 12)
        .step(Contracted, "2021", 10)
        .step(Cancelled, "2023", 4)
        .build();
    let net = nets(&project, None)[0];
    assert_eq!(
        (net.reached, net.gross, net.less, net.net),
        (Contracted, eur(10), eur(4), eur(6))
    );
}

#[test]
fn a_billion_is_a_billion_though_both_its_breakdowns_are_recorded() {
    let totals = all(&package());
    assert_eq!(grants(&totals, Announced), Some(eur(1000)));
    assert_eq!(totals.counted, [id("package")]);
    assert!(
        totals.left_out.iter().all(|one| one.because_of == Some(id("package"))),
        "each part is left out because of the package: {:?}",
        totals.left_out
    );
}

#[test]
fn a_filter_that_misses_the_package_still_adds_one_breakdown_only() {
    let totals = only(&package(), &["security", "border"]);
    assert_eq!(
        grants(&totals, Announced),
        Some(eur(264)),
        "the theme carries more than the tranche"
    );
    assert_eq!(
        reasons(&totals),
        [("border", None, LeftOutReason::OtherBreakdown, Some("package"))],
        "the border money is in the first half, which is cut the other way"
    );
    assert!(totals.sums[0].summed_from.is_empty(), "nobody asked for the package");
}

#[test]
fn the_parts_of_the_fuller_breakdown_stand_in_for_a_whole_without_a_figure() {
    let mut lines = package();
    lines[0].stages.clear();
    lines[2].stages.clear();
    let totals = all(&lines);
    assert_eq!(
        grants(&totals, Announced),
        Some(eur(1000)),
        "both halves, rather than the 736 of one theme"
    );
    let tranche = SummedFrom {
        whole: id("package"),
        breakdown: Some("tranche".into()),
    };
    assert_eq!(
        totals.sums[0].summed_from,
        [tranche],
        "and it is said which breakdown was summed"
    );
    assert!(reasons(&totals).contains(&("refugees", None, LeftOutReason::OtherBreakdown, Some("package"))));
}

#[test]
fn of_two_breakdowns_that_carry_the_same_the_first_by_name_is_summed() {
    let lines = [
        line("whole").build(),
        line("z")
            .part_of_by("whole", "by-year")
            .step(Pledged, "2024", 10)
            .build(),
        line("a").part_of_by("whole", "theme").step(Pledged, "2024", 10).build(),
    ];
    assert_eq!(all(&lines).counted, [id("z")]);
}

#[test]
fn the_day_decides_whether_the_whole_or_its_parts_are_counted() {
    let lines = [
        line("facility").step(Pledged, "2016-03-18", 6000).build(),
        line("tranche-1")
            .part_of("facility")
            .step(Pledged, "2015-11-29", 3000)
            .build(),
    ];
    let on = |text| totals(&lines, |_| true, day(text)).unwrap();
    assert_eq!(
        grants(&on("2015-12-31"), Pledged),
        Some(eur(3000)),
        "then only the first tranche had been pledged"
    );
    assert_eq!(grants(&on("2016-12-31"), Pledged), Some(eur(6000)));
}

#[test]
fn each_stage_is_added_by_itself() {
    let lines = [
        line("mfa")
            .step(Pledged, "2024-03-17", 5000)
            .kind(FundingKind::Loan)
            .build(),
        line("first")
            .part_of("mfa")
            .step(Adopted, "2024-04-12", 1000)
            .kind(FundingKind::Loan)
            .build(),
        line("second")
            .part_of("mfa")
            .step(Pledged, "2024-03-17", 4000)
            .step(Adopted, "2025-06-24", 4000)
            .kind(FundingKind::Loan)
            .build(),
    ];
    let totals = all(&lines);
    let loans = |stage| totals.amount(stage, FundingKind::Loan, Currency::EUR);
    assert_eq!(loans(Pledged), Some(eur(5000)));
    assert_eq!(
        loans(Adopted),
        Some(eur(5000)),
        "the whole has no adopted figure: its parts stand in"
    );
    assert_eq!(loans(Disbursed), None);
    assert_eq!(
        reasons(&totals),
        [("second", Some(Pledged), LeftOutReason::CoveredByWhole, Some("mfa")),],
        "a line counted at one stage may be covered at another"
    );
    assert_eq!(totals.counted.len(), 3);
}

#[test]
fn private_money_never_joins_public() {
    let lines = [
        line("grant").step(Announced, "2024-06", 7).build(),
        line("deals")
            .step(Announced, "2024-06", 40_000)
            .kind(FundingKind::InvestmentMobilised)
            .build(),
    ];
    let totals = all(&lines);
    assert_eq!(grants(&totals, Announced), Some(eur(7)));
    assert_eq!(totals.sums.len(), 2, "one total a kind");
}

#[test]
fn envelopes_and_statements_stand_beside_and_cover_nothing() {
    let lines = [
        line("ceiling")
            .counts_as(CountsAs::Envelope)
            .step(Announced, "2021", 3000)
            .build(),
        line("programme")
            .part_of("ceiling")
            .step(Announced, "2022", 530)
            .build(),
        line("since-2011")
            .counts_as(CountsAs::Statement)
            .step(Announced, "2023", 3400)
            .build(),
        line("project")
            .part_of("since-2011")
            .step(Announced, "2020", 20)
            .build(),
    ];
    let totals = all(&lines);
    assert_eq!(grants(&totals, Announced), Some(eur(550)));
    assert_eq!(
        reasons(&totals),
        [
            ("ceiling", None, LeftOutReason::Envelope, None),
            ("since-2011", None, LeftOutReason::Statement, None),
        ]
    );
}

#[test]
fn an_envelope_split_twice_still_gives_one_breakdown() {
    let lines = [
        line("ceiling")
            .counts_as(CountsAs::Envelope)
            .step(Announced, "2021", 100)
            .build(),
        line("theme")
            .part_of_by("ceiling", "theme")
            .step(Announced, "2021", 60)
            .build(),
        line("year")
            .part_of_by("ceiling", "year")
            .step(Announced, "2021", 50)
            .build(),
    ];
    assert_eq!(grants(&all(&lines), Announced), Some(eur(60)));
}

#[test]
fn a_whole_beyond_an_envelope_covers_what_is_drawn_from_it() {
    let lines = [
        line("package").step(Pledged, "2021", 100).build(),
        line("ceiling")
            .part_of("package")
            .counts_as(CountsAs::Envelope)
            .step(Pledged, "2021", 80)
            .build(),
        line("programme").part_of("ceiling").step(Pledged, "2021", 30).build(),
    ];
    let totals = all(&lines);
    assert_eq!(totals.counted, [id("package")]);
    assert!(reasons(&totals).contains(&("programme", None, LeftOutReason::CoveredByWhole, Some("package"))));
}

#[test]
fn money_announced_twice_counts_once() {
    let lines = [
        line("again")
            .repeats("first-said")
            .step(Announced, "2024-03-17", 100)
            .build(),
        line("first-said").step(Announced, "2023-06-11", 100).build(),
        line("and-again")
            .repeats("again")
            .step(Announced, "2024-06-25", 100)
            .build(),
    ];
    let totals = all(&lines);
    assert_eq!(grants(&totals, Announced), Some(eur(100)));
    assert_eq!(totals.counted, [id("first-said")]);
    assert_eq!(
        reasons(&totals),
        [
            ("again", None, LeftOutReason::Repeats, Some("first-said")),
            ("and-again", None, LeftOutReason::Repeats, Some("first-said")),
        ]
    );
    let without_original = only(&lines, &["again", "and-again"]);
    assert_eq!(
        without_original.counted,
        [id("again")],
        "the earliest of those chosen speaks"
    );
}

#[test]
fn a_part_of_the_original_is_a_part_of_what_repeats_it() {
    let lines = [
        line("original").build(),
        line("repeat").repeats("original").step(Announced, "2024", 100).build(),
        line("part").part_of("original").step(Announced, "2024", 40).build(),
    ];
    let totals = all(&lines);
    assert_eq!(grants(&totals, Announced), Some(eur(100)));
    assert_eq!(
        reasons(&totals)[1],
        ("part", None, LeftOutReason::CoveredByWhole, Some("repeat"))
    );
}

#[test]
fn old_money_under_a_new_label_is_not_new_money() {
    let lines = [
        line("old-programme").step(Adopted, "2021", 90).build(),
        line("new-label")
            .relabels("old-programme")
            .step(Adopted, "2024", 40)
            .build(),
    ];
    let totals = all(&lines);
    assert_eq!(grants(&totals, Adopted), Some(eur(90)));
    assert_eq!(
        reasons(&totals),
        [("new-label", None, LeftOutReason::Relabels, Some("old-programme"))]
    );
    assert_eq!(
        grants(&only(&lines, &["new-label"]), Adopted),
        Some(eur(40)),
        "alone it is money like any other"
    );
}

#[test]
fn wholes_that_share_a_line_are_both_counted_and_the_overlap_is_told() {
    let lines = [
        line("old-programme").step(Adopted, "2021", 90).build(),
        line("package").step(Adopted, "2024", 200).build(),
        line("new-label")
            .part_of("package")
            .relabels("old-programme")
            .step(Adopted, "2024", 40)
            .build(),
    ];
    let totals = all(&lines);
    assert_eq!(grants(&totals, Adopted), Some(eur(290)), "neither is part of the other");
    assert_eq!(
        totals.warnings[0].to_string(),
        "At the stage “adopted” old-programme and package are both counted, though new-label belongs to each of them."
    );
}

#[test]
fn parts_that_exceed_their_whole_are_told_and_the_whole_stands() {
    let lines = [
        line("whole").step(Signed, "2025", 55).build(),
        line("a").part_of("whole").step(Signed, "2025", 70).build(),
        line("b").part_of("whole").step(Signed, "2025", 50).build(),
    ];
    let totals = all(&lines);
    assert_eq!(grants(&totals, Signed), Some(eur(55)));
    assert_eq!(
        totals.warnings[0].to_string(),
        "At the stage “signed” the parts of whole add up to 120 EUR, more than its own 55 EUR. Its own figure stands."
    );
}

#[test]
fn a_ring_is_refused_by_name() {
    let ring = [
        line("a").part_of("b").build(),
        line("c").part_of("a").build(),
        line("b").repeats("c").build(),
        line("below").part_of("a").build(),
    ];
    let error = totals(&ring, |_| true, None).unwrap_err();
    assert_eq!(error, LedgerError::Loop(["a", "b", "c", "a"].map(id).into()));
    let itself = totals(&[line("a").part_of("a").build()], |_| true, None).unwrap_err();
    assert_eq!(
        itself,
        LedgerError::Loop(["a", "a"].map(id).into()),
        "a line cannot be part of itself"
    );
}

#[test]
fn two_lines_of_one_name_are_refused() {
    let twins = [line("a").build(), line("a").build()];
    assert_eq!(totals(&twins, |_| true, None), Err(LedgerError::SameId(id("a"))));
}

#[test]
fn a_sum_that_cannot_be_kept_is_refused_and_not_guessed() {
    let vast = i64::MAX / 100;
    let lines = [
        line("a").step(Pledged, "2024", vast).build(),
        line("b").step(Pledged, "2024", vast).build(),
    ];
    let error = totals(&lines, |_| true, None).unwrap_err();
    let (stage, kind, currency) = (Pledged, FundingKind::Grant, Currency::EUR);
    assert_eq!(error, LedgerError::TooLarge { stage, kind, currency });
}

#[test]
fn a_chain_of_a_hundred_thousand_lines_is_no_deeper_than_one() {
    let name = |no: usize| format!("line-{:06}", (no * 7919) % 100_000);
    let lines: Vec<FundingLine> = (0..100_000)
        .map(|no| {
            let one = line(&name(no)).step(Pledged, "2024", 1);
            if no == 0 {
                one.build()
            } else {
                one.part_of(&name(no - 1)).build()
            }
        })
        .collect();
    let totals = all(&lines);
    assert_eq!(grants(&totals, Pledged), Some(eur(1)), "only the topmost counts");
    assert_eq!(totals.left_out.len(), 99_999);
}
