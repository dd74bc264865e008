//! The curated pack in `data/`: what must hold of every record that ships.
//!
//! The pack reader already refuses a pack with a reference to nothing, an id used twice, a date or an amount that cannot
//! be read, a record without a source. What stands here is what it lets pass in other packs and ours must not have.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use chrono::NaiveDate;
use entente_domain::{
    Citation, CountsAs, Edtf, FundingLine, Money, Record, RecordId, RecordKind, Stage,
    checks::{self, Rule},
};
use entente_import::pack::{self, Pack};

const TOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const LETTER: &str = "vdl-letter-2024-06-25";

static PACK: LazyLock<Pack> =
    LazyLock::new(|| pack::read_folder(&Path::new(TOP).join("data")).unwrap_or_else(|problems| panic!("{problems}")));

fn all<'p, T: 'p>(pick: impl Fn(&'p Record) -> Option<&'p T> + 'p) -> impl Iterator<Item = &'p T> {
    PACK.records.iter().filter_map(pick)
}

fn lines() -> impl Iterator<Item = &'static FundingLine> {
    all(|record| match record {
        Record::Funding(line) => Some(line),
        _ => None,
    })
}

/// Fails with every line of `wrong`, under a sentence.
fn none(sentence: &str, wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{sentence}:\n  {}", wrong.join("\n  "));
}

#[test]
fn nothing_that_was_gathered_is_missing() {
    let mut counts = BTreeMap::new();
    for record in &PACK.records {
        *counts.entry(record.kind()).or_insert(0) += 1;
    }
    for (kind, least) in [
        (RecordKind::Partner, 8),
        (RecordKind::Source, 1300),
        (RecordKind::Instrument, 195),
        (RecordKind::Commitment, 332),
        (RecordKind::Funding, 286),
        (RecordKind::Event, 496),
        (RecordKind::Indicator, 134),
    ] {
        assert!(
            counts[&kind] >= least,
            "{} {kind} records, and there were {least}",
            counts[&kind]
        );
    }
    let stages: usize = lines().map(|line| line.stages.len()).sum();
    assert!(stages >= 334, "{stages} stages, and there were 334");
}

#[test]
fn every_partner_has_records_of_every_kind() {
    let kinds = [
        RecordKind::Source,
        RecordKind::Instrument,
        RecordKind::Commitment,
        RecordKind::Funding,
        RecordKind::Event,
        RecordKind::Indicator,
    ];
    for code in ["EU", "TN", "EG", "MR", "LB", "TR", "LY", "RS"] {
        for kind in kinds {
            let held = PACK.records.iter().any(|record| {
                record.kind() == kind && record.partners().iter().any(|partner| partner.as_str() == code)
            });
            assert!(held, "{code} has no {kind}");
        }
    }
}

/// An id is never reused and never vanishes: notes, links and exported briefs name it.
#[test]
fn a_released_id_stays() {
    let path = PathBuf::from(TOP).join("tests/released-ids.txt");
    let kinds: BTreeMap<&str, RecordKind> = PACK
        .records
        .iter()
        .map(|record| (record.id().as_str(), record.kind()))
        .collect();
    let mut released = BTreeMap::new();
    for line in fs::read_to_string(&path).unwrap_or_default().lines() {
        let (kind, id) = line.split_once(' ').expect("a line names a kind and an id");
        released.insert(id.to_owned(), kind.to_owned());
    }
    if std::env::var_os("WRITE_RELEASED_IDS").is_some() {
        for (id, kind) in &kinds {
            released.entry((*id).to_owned()).or_insert_with(|| kind.to_string());
        }
        let text: String = released.iter().map(|(id, kind)| format!("{kind} {id}\n")).collect();
        fs::write(&path, text).unwrap();
    }
    assert!(
        released.len() > 2700,
        "{} released ids are not all of them",
        released.len()
    );
    let gone = released
        .iter()
        .filter(|(id, kind)| kinds.get(id.as_str()).map(|kind| kind.as_str()) != Some(kind));
    none(
        "released ids that vanished or became another kind; give the record its id back",
        gone.map(|(id, kind)| format!("{kind} {id}")).collect(),
    );
}

/// Wrong and doubtful alike, save that a source may serve the exchange rates alone.
#[test]
fn no_rule_is_broken() {
    let rated: BTreeSet<&RecordId> = PACK.rates.iter().map(|rate| &rate.source).collect();
    let broken = checks::check(&PACK.records)
        .into_iter()
        .filter(|finding| finding.rule != Rule::UnusedSource || !rated.contains(&finding.id));
    none(
        "records that break a rule",
        broken.map(|finding| finding.to_string()).collect(),
    );
}

#[test]
fn no_source_is_unused() {
    let cited: BTreeSet<&RecordId> = PACK
        .records
        .iter()
        .flat_map(Record::all_cites)
        .map(|citation| &citation.source)
        .chain(PACK.rates.iter().map(|rate| &rate.source))
        .collect();
    let unused = PACK
        .records
        .iter()
        .filter(|record| record.kind() == RecordKind::Source && !cited.contains(record.id()));
    none(
        "sources that nothing cites",
        unused.map(|source| source.id().to_string()).collect(),
    );
}

#[test]
fn a_contested_field_has_two_sides() {
    let mut wrong = Vec::new();
    let mut contested = 0;
    for record in &PACK.records {
        let mut speakers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for claim in record.claims() {
            speakers.entry(&claim.field).or_default().insert(&claim.speaker);
        }
        contested += speakers.len();
        for (field, speakers) in speakers {
            if speakers.len() < 2 {
                wrong.push(format!("{}: only {speakers:?} speaks of {field}", record.id()));
            }
        }
    }
    none("a claim that nobody disputes is the record's own value", wrong);
    assert!(
        contested >= 10,
        "{contested} contested fields; the sheets' notes name more"
    );
}

#[test]
fn no_text_is_empty_or_padded() {
    let mut wrong = Vec::new();
    for record in &PACK.records {
        let json = serde_json::to_value(record).unwrap();
        let mut values = vec![&json];
        while let Some(value) = values.pop() {
            match value {
                serde_json::Value::String(text) if text.trim() != text || text.is_empty() => {
                    wrong.push(format!("{}: {text:?}", record.id()));
                }
                serde_json::Value::Array(items) => values.extend(items),
                serde_json::Value::Object(fields) => values.extend(fields.values()),
                _ => {}
            }
        }
    }
    none("texts with nothing in them or space around them", wrong);
}

mod dates {
    use super::*;

    fn first(date: &Edtf) -> Option<NaiveDate> {
        date.span().earliest
    }

    fn last(date: &Edtf) -> Option<NaiveDate> {
        date.span().latest
    }

    #[test]
    fn a_publication_is_not_in_the_future() {
        let late = all(|record| match record {
            Record::Source(source) => Some(source),
            _ => None,
        })
        .filter(|source| first(&source.date).is_none_or(|day| day > PACK.data_date));
        none(
            "sources later than the pack's data",
            late.map(|source| format!("{} {}", source.id, source.date)).collect(),
        );
    }

    #[test]
    fn an_instrument_is_signed_before_it_ends() {
        let mut wrong = Vec::new();
        for one in all(|record| match record {
            Record::Instrument(instrument) => Some(instrument),
            _ => None,
        }) {
            let begin = one.signed.as_ref().and_then(first);
            for (what, later) in [("in_force", &one.in_force), ("expires", &one.expires)] {
                let end = later.as_ref().and_then(last);
                if begin.zip(end).is_some_and(|(begin, end)| end < begin) {
                    wrong.push(format!("{}: {what} before signed", one.id));
                }
            }
        }
        none("instruments that end before they begin", wrong);
    }

    /// A step may be vaguer than the one before it, never wholly earlier.
    #[test]
    fn states_and_stages_stand_oldest_first() {
        let mut wrong = Vec::new();
        for record in &PACK.records {
            let dates: Vec<&Edtf> = match record {
                Record::Commitment(one) => one.states.iter().filter_map(|step| step.date.as_ref()).collect(),
                Record::Funding(one) => one.stages.iter().map(|stage| &stage.date).collect(),
                _ => continue,
            };
            for pair in dates.windows(2) {
                if last(pair[1])
                    .zip(first(pair[0]))
                    .is_some_and(|(later, earlier)| later < earlier)
                {
                    wrong.push(format!("{}: {} after {}", record.id(), pair[1], pair[0]));
                }
            }
        }
        none("steps out of their order", wrong);
    }

    #[test]
    fn evidence_is_not_from_the_future() {
        let mut wrong = Vec::new();
        for record in &PACK.records {
            let dates: Vec<&Edtf> = match record {
                Record::Commitment(one) => one.states.iter().filter_map(|step| step.date.as_ref()).collect(),
                Record::Funding(one) => one.stages.iter().map(|stage| &stage.date).collect(),
                _ => continue,
            };
            for date in dates {
                if first(date).is_none_or(|day| day > PACK.data_date) {
                    wrong.push(format!("{}: {date}", record.id()));
                }
            }
        }
        none("steps later than the pack's data", wrong);
    }

    #[test]
    fn every_commitment_has_a_state() {
        let bare = all(|record| match record {
            Record::Commitment(commitment) => Some(commitment),
            _ => None,
        })
        .filter(|commitment| commitment.states.is_empty());
        none(
            "commitments of which no state is known, not even `unknown`",
            bare.map(|one| one.id.to_string()).collect(),
        );
    }
}

mod money {
    use entente_domain::ledger::{Ledger, LedgerLine, position};
    use proptest::prelude::*;

    use super::*;

    /// The parts of each whole, by the name of the breakdown.
    fn parts() -> BTreeMap<(&'static RecordId, &'static str), Vec<&'static FundingLine>> {
        let mut parts: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for line in lines() {
            if let Some(whole) = &line.part_of {
                let breakdown = whole.breakdown.as_deref().unwrap_or_default();
                parts.entry((&whole.id, breakdown)).or_default().push(line);
            }
        }
        parts
    }

    /// Whether the whole itself says that its parts add up to more.
    fn says_why(whole: &FundingLine) -> bool {
        whole
            .note
            .iter()
            .chain(&whole.counts_reason)
            .any(|text| text.contains("add up to"))
    }

    #[test]
    fn parts_exceed_their_whole_only_where_a_note_says_why() {
        let by_id: BTreeMap<&RecordId, &FundingLine> = lines().map(|line| (&line.id, line)).collect();
        let mut wrong = Vec::new();
        for ((whole, breakdown), parts) in parts() {
            let whole = by_id[whole];
            let headline = |line: &FundingLine| Some(line.amount);
            let mut compare = |what: &str, of: &dyn Fn(&FundingLine) -> Option<Money>| {
                let Some(limit) = of(whole) else { return };
                let own = parts
                    .iter()
                    .filter_map(|part| of(part))
                    .filter(|money| money.currency() == limit.currency());
                let sum: i64 = own.map(Money::minor).sum();
                if sum > limit.minor() && !says_why(whole) {
                    wrong.push(format!(
                        "{} {breakdown}: parts {what} {sum}, whole {}",
                        whole.id,
                        limit.minor()
                    ));
                }
            };
            compare("amount to", &headline);
            for stage in Stage::ALL {
                compare(stage.as_str(), &|line| position(line, *stage, None));
            }
        }
        none("wholes smaller than their parts, and no note says why", wrong);
    }

    #[test]
    fn a_line_and_its_stages_are_in_one_currency() {
        let mixed = lines().filter(|line| {
            line.stages
                .iter()
                .filter_map(|stage| stage.amount)
                .any(|amount| amount.currency() != line.amount.currency())
        });
        let unexplained = mixed.filter(|line| line.note.is_none());
        none(
            "lines in two currencies, and no note says why",
            unexplained.map(|line| line.id.to_string()).collect(),
        );
    }

    #[test]
    fn no_amount_is_negative_or_nothing() {
        let amounts = lines().flat_map(|line| {
            let stages = line.stages.iter().filter_map(|stage| stage.amount);
            std::iter::once(line.amount)
                .chain(stages)
                .map(move |amount| (line, amount))
        });
        let bad = amounts.filter(|(_, amount)| amount.minor() <= 0);
        none(
            "what was paid back is a stage, not a minus",
            bad.map(|(line, amount)| format!("{}: {amount}", line.id)).collect(),
        );
    }

    #[test]
    fn what_is_not_plainly_a_line_says_why() {
        let silent = lines().filter(|line| line.counts_as != CountsAs::Line && line.counts_reason.is_none());
        none(
            "envelopes and statements without a reason",
            silent.map(|line| line.id.to_string()).collect(),
        );
    }

    /// A line and everything that is part of it, or is its money under another name.
    fn family(whole: &str) -> BTreeSet<&'static RecordId> {
        let mut family: BTreeSet<&RecordId> = lines().map(|line| &line.id).filter(|id| id.as_str() == whole).collect();
        loop {
            let more: Vec<&RecordId> = lines()
                .filter(|line| {
                    let part_of = line.part_of.iter().map(|part| &part.id);
                    part_of
                        .chain(&line.repeats)
                        .chain(&line.relabels)
                        .any(|id| family.contains(id))
                })
                .map(|line| &line.id)
                .filter(|id| !family.contains(id))
                .collect();
            if more.is_empty() {
                return family;
            }
            family.extend(more);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// However the lines are filtered: a package that is among them adds its own sum, not more and not less.
        #[test]
        fn the_great_packages_count_once_under_every_filter(keep: u64) {
            let ledger = Ledger::new(lines()).expect("no line is its own ancestor");
            for (package, stage, euros) in [
                ("eg-f01", Stage::Pledged, 7_400_000_000),
                ("tr-f01", Stage::Pledged, 6_000_000_000),
                ("tr-f01", Stage::Adopted, 6_000_000_000),
                ("lb-f01", Stage::Announced, 1_000_000_000),
            ] {
                let family = family(package);
                prop_assert!(family.len() > 2, "{package} has parts that could be counted beside it");
                let chosen = |line: &LedgerLine| {
                    let hash = line.id.as_str().bytes().fold(keep, |hash, byte| {
                        hash.wrapping_mul(0x0100_0000_01b3).wrapping_add(u64::from(byte)).rotate_left(23)
                    });
                    line.id.as_str() == package || hash % 2 == 0
                };
                let totals = ledger.totals(chosen, None).expect("the sums fit");
                let counted = totals.sums.iter().filter(|sum| sum.stage == stage).flat_map(|sum| &sum.counted);
                let sum: i64 = counted
                    .filter(|id| family.contains(id))
                    .filter_map(|id| lines().find(|line| line.id == *id))
                    .filter_map(|line| position(line, stage, None))
                    .map(Money::minor)
                    .sum();
                prop_assert_eq!(sum, euros * 100, "{} at {}", package, stage);
            }
        }
    }

    #[test]
    fn no_line_is_its_own_ancestor() {
        Ledger::new(lines()).unwrap_or_else(|error| panic!("{error}"));
    }

    /// The 60 million that Tunisia sent back stand on both sides.
    #[test]
    fn what_tunisia_returned_stands_as_paid_and_as_returned() {
        let both = lines().find(|line| {
            line.partners.iter().any(|code| code.as_str() == "TN") && position(line, Stage::Returned, None).is_some()
        });
        let line = both.expect("a line of Tunisia has a returned stage");
        let sixty = "60000000 EUR".parse().ok();
        assert_eq!(position(line, Stage::Returned, None), sixty, "{}", line.id);
        assert_eq!(
            position(line, Stage::Disbursed, None),
            sixty,
            "{}: what came back had been paid",
            line.id
        );
    }
}

mod figures {
    use super::*;

    fn is_decimal(text: &str) -> bool {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        [whole, part]
            .iter()
            .all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    }

    #[test]
    fn an_indicator_is_a_number_with_a_unit() {
        let bad = all(|record| match record {
            Record::Indicator(indicator) => Some(indicator),
            _ => None,
        })
        .filter(|one| !is_decimal(&one.value) || one.unit.is_empty());
        none(
            "indicators that are no number",
            bad.map(|one| format!("{}: {} {}", one.id, one.value, one.unit))
                .collect(),
        );
    }

    #[test]
    fn the_euro_has_a_rate_for_each_year_of_the_partnerships() {
        let years: Vec<i32> = PACK
            .rates
            .iter()
            .filter(|rate| rate.currency.as_str() == "USD")
            .map(|rate| rate.year)
            .collect();
        for year in 2014..=2024 {
            assert!(years.contains(&year), "no rate of the dollar in {year}");
        }
    }
}

mod letter {
    use super::*;

    /// Every citation of the letter, with the record that has it.
    fn citations() -> Vec<(&'static Record, &'static Citation)> {
        let of = |record: &'static Record| record.all_cites().into_iter().map(move |citation| (record, citation));
        PACK.records
            .iter()
            .flat_map(of)
            .filter(|(_, citation)| citation.source.as_str() == LETTER)
            .collect()
    }

    /// The paragraphs that a locator names: `paragraph 16`, `paragraphs 13 and 22`, `paragraphs 5 to 31`.
    fn paragraphs(locator: &str) -> Option<Vec<u32>> {
        let numbers = locator
            .strip_prefix("paragraph ")
            .or_else(|| locator.strip_prefix("paragraphs "))?;
        if let Some((from, to)) = numbers.split_once(" to ") {
            return Some((from.parse().ok()?..=to.parse().ok()?).collect());
        }
        numbers
            .split(" and ")
            .flat_map(|number| number.split(", "))
            .map(|number| number.parse().ok())
            .collect()
    }

    #[test]
    fn it_is_cited_to_a_paragraph_that_it_has() {
        let bad = citations().into_iter().filter(|(_, citation)| {
            let named = citation.at.as_deref().and_then(paragraphs);
            !named.is_some_and(|named| !named.is_empty() && named.iter().all(|number| (1..=33).contains(number)))
        });
        none(
            "the letter has paragraphs 1 to 33, and each fact stands in one of them",
            bad.map(|(record, citation)| format!("{}: {:?}", record.id(), citation.at))
                .collect(),
        );
    }

    fn is_cited_to(record: &Record, number: u32) -> bool {
        citations().into_iter().any(|(other, citation)| {
            other.id() == record.id()
                && citation
                    .at
                    .as_deref()
                    .and_then(paragraphs)
                    .is_some_and(|named| named.contains(&number))
        })
    }

    #[test]
    fn what_it_says_of_each_partner_is_on_record() {
        for (number, codes) in [
            (13, &["EU"][..]),
            (16, &["TN"]),
            (17, &["TN"]),
            (18, &["LY"]),
            (19, &["MR", "EG"]),
            (20, &["MR"]),
            (21, &["EG"]),
            (22, &["LB"]),
            (23, &["TR", "RS"]),
        ] {
            for code in codes {
                let held = PACK.records.iter().any(|record| {
                    is_cited_to(record, number) && record.partners().iter().any(|partner| partner.as_str() == *code)
                });
                assert!(held, "nothing on {code} is cited to paragraph {number}");
            }
        }
    }

    /// The facts one by one: what it is, its record, the paragraph.
    #[test]
    fn each_of_its_facts_is_a_record() {
        let mut wrong = Vec::new();
        for (fact, id, number) in [
            ("the Pact, adopted and in force", "eu-pact-2024", 5),
            ("24 months to prepare", "eu-c01", 7),
            ("the Common Implementation Plan of 12 June", "eu-cip-2024", 8),
            ("legal, operational and financial help for Member States", "eu-c05", 10),
            ("1.6 billion more from the mid-term review", "eu-f09", 11),
            ("2 billion from the budget revision", "eu-f03", 11),
            ("temporary protection to March 2026", "eu-e25", 11),
            ("what the new money is for", "eu-c08", 12),
            ("Central Mediterranean crossings down by 60 per cent", "eu-i01", 13),
            ("Western Balkan crossings down by 72 per cent", "eu-i02", 13),
            ("no new boats to Cyprus since May", "eu-i03", 13),
            ("partnerships of shared interests", "eu-c12", 15),
            ("the memorandum with Tunisia", "tn-mou-2023", 16),
            ("the Tunisia Investment Forum", "tn-e35", 16),
            ("the energy memorandum with Tunisia", "tn-energy-mou-2024", 16),
            ("protection of refugees and migrants in Tunisia", "tn-mou-2023-c22", 17),
            ("13 000 voluntary returns in 2023", "eu-i04", 17),
            ("4 492 voluntary returns in 2020", "eu-i05", 17),
            ("the meeting with Prime Minister Dbeibah", "ly-e30", 18),
            ("UNHCR gets into detention centres", "ly-vdl-dbeibah-2024-c01", 18),
            (
                "alternatives to detention for women and children",
                "ly-vdl-dbeibah-2024-c02",
                18,
            ),
            ("the land border in Libya's south", "ly-vdl-dbeibah-2024-c04", 18),
            ("the visit to Mauritania in February", "mr-e30", 19),
            ("the visit to Egypt in March", "eg-e28", 19),
            ("the Joint Declaration with Mauritania", "mr-jd-2024", 20),
            ("green hydrogen in Mauritania", "mr-tei-h2-2023", 20),
            ("the Egypt-EU Investment Conference", "eg-conf-2024", 21),
            ("the memorandum on a billion for Egypt", "eg-mou-mfa-2024", 21),
            ("the visit to Lebanon in May", "lb-e32", 22),
            ("refugees, a third of Lebanon's population", "lb-i01", 22),
            ("the April European Council on returns to Syria", "lb-euco-c01", 22),
            (
                "a structured approach to voluntary returns, with UNHCR",
                "lb-package-c05",
                22,
            ),
            ("recovery programmes in Syria", "lb-package-c06", 22),
            ("a billion for Türkiye in 2024", "tr-f28", 23),
            ("the Frontex status agreement with Serbia", "rs-status-2024", 23),
            ("the three prongs of the G7", "eu-c15", 24),
            ("the G7 coalition against smuggling", "eu-g7-coalition-2024", 25),
            ("the Global Alliance", "eu-global-alliance-2023", 25),
            (
                "the regulation on Europol and smuggling",
                "eu-europol-smuggling-reg",
                27,
            ),
            ("the directive on smuggling", "eu-smuggling-directive", 27),
            ("the Talent Pool", "eu-talent-pool", 28),
            ("more than 60 000 resettlement pledges", "eu-i07", 28),
            ("emergency transit mechanisms", "eu-etm-2017", 29),
            ("one for one", "tr-statement-2016-c02", 29),
            ("safe third countries", "eu-c29", 29),
            ("hybrid attacks at the border", "eu-c30", 30),
            ("Lappeenranta", "eu-e16", 30),
        ] {
            match PACK.records.iter().find(|record| record.id().as_str() == id) {
                None => wrong.push(format!("{fact}: no record {id}")),
                Some(record) if !is_cited_to(record, number) => {
                    wrong.push(format!("{fact}: {id} does not cite paragraph {number}"));
                }
                Some(_) => {}
            }
        }
        none("facts of the letter that are not on record", wrong);
    }
}
