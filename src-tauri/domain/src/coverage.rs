//! What the records do not show. Unknown is shown as unknown, and here is the list of it.
//!
//! Belongs here: instruments without a published text, pledges without payment data, strands without evidence. Not
//! here: what is wrong with records (`checks`), or how a gap is worded on a screen.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    Commitment, CommitmentState, CountsAs, DateRule, Document, FundingLine, Instrument, InstrumentKind, PartnerCode,
    RecordId, Source, SourceKind, Stage, StateStep, Strand, ledger::positions,
};

/// The instruments that cite no published official text and of which no text was imported, in their order.
///
/// An official agreement, declaration, regulation or decision is a text; of what is itself a statement, so is an
/// official press release, speech or letter.
pub fn without_published_text<'a>(
    instruments: impl IntoIterator<Item = &'a Instrument>,
    sources: impl IntoIterator<Item = &'a Source>,
    documents: impl IntoIterator<Item = &'a Document>,
) -> Vec<&'a Instrument> {
    let official: BTreeMap<&RecordId, SourceKind> = sources
        .into_iter()
        .filter(|source| source.official)
        .map(|source| (&source.id, source.kind))
        .collect();
    let imported: BTreeSet<&RecordId> = documents
        .into_iter()
        .filter_map(|document| document.instrument.as_ref())
        .collect();
    let published = |instrument: &Instrument| {
        let kinds = instrument
            .cites
            .iter()
            .filter_map(|citation| official.get(&citation.source));
        imported.contains(&instrument.id) || kinds.into_iter().any(|kind| is_text_of(*kind, instrument.kind))
    };
    instruments
        .into_iter()
        .filter(|instrument| !published(instrument))
        .collect()
}

/// Whether an official source of a kind is the text of an instrument of a kind.
fn is_text_of(source: SourceKind, instrument: InstrumentKind) -> bool {
    let spoken = matches!(
        instrument,
        InstrumentKind::Statement | InstrumentKind::JointDeclaration | InstrumentKind::ConferenceOutcome
    );
    match source {
        SourceKind::Agreement | SourceKind::JointDeclaration | SourceKind::Regulation | SourceKind::Decision => true,
        SourceKind::PressRelease | SourceKind::Speech | SourceKind::Letter => spoken,
        SourceKind::Report | SourceKind::Factsheet | SourceKind::News | SourceKind::Research => false,
    }
}

/// The lines that were announced, pledged, adopted, signed or contracted by `day` and of which no payment is on
/// record: not of them, not of a part of them, not of a whole that they are part of; by id.
///
/// Envelopes and statements are no pledges. Lines that repeat each other are one.
pub fn without_payment_data<'a>(
    lines: impl IntoIterator<Item = &'a FundingLine>,
    day: Option<NaiveDate>,
) -> Vec<&'a FundingLine> {
    let lines: BTreeMap<&RecordId, &FundingLine> = lines.into_iter().map(|line| (&line.id, line)).collect();
    let mut wholes: BTreeMap<&RecordId, Vec<&RecordId>> = BTreeMap::new();
    let mut parts: BTreeMap<&RecordId, Vec<&RecordId>> = BTreeMap::new();
    for line in lines.values() {
        for whole in line.part_of.iter().map(|part| &part.id).chain(&line.relabels) {
            wholes.entry(&line.id).or_default().push(whole);
            parts.entry(whole).or_default().push(&line.id);
        }
        for original in &line.repeats {
            for ties in [&mut wholes, &mut parts] {
                ties.entry(&line.id).or_default().push(original);
                ties.entry(original).or_default().push(&line.id);
            }
        }
    }
    let paid: Vec<&RecordId> = lines
        .values()
        .filter(|line| line.counts_as == CountsAs::Line && !positions(line, Stage::Disbursed, day).is_empty())
        .map(|line| &line.id)
        .collect();
    let mut known = reached(&paid, &wholes);
    known.extend(reached(&paid, &parts));
    let promised = |line: &&FundingLine| {
        let has_come = |step: &Stage| !positions(line, *step, day).is_empty();
        line.counts_as == CountsAs::Line
            && Stage::ALL
                .iter()
                .filter(|stage| **stage < Stage::Disbursed)
                .any(has_come)
    };
    lines
        .into_values()
        .filter(promised)
        .filter(|line| !known.contains(&line.id))
        .collect()
}

/// Everything that ties lead to, the starts included. Rings end by themselves.
fn reached<'a>(starts: &[&'a RecordId], ties: &BTreeMap<&'a RecordId, Vec<&'a RecordId>>) -> BTreeSet<&'a RecordId> {
    let mut seen: BTreeSet<&RecordId> = starts.iter().copied().collect();
    let mut next: Vec<&RecordId> = starts.to_vec();
    while let Some(id) = next.pop() {
        for other in ties.get(id).into_iter().flatten() {
            if seen.insert(other) {
                next.push(other);
            }
        }
    }
    seen
}

/// A strand of a partner in which nothing shows what became of what was undertaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StrandWithoutEvidence {
    /// The partner.
    pub partner: PartnerCode,
    /// The strand.
    pub strand: Strand,
    /// How many commitments it has; 0 where none is on record.
    pub commitments: u32,
}

/// The strands of each partner without evidence by `day`, by partner and strand. Evidence is a state other than
/// unknown with a note or a citation of its own, of a day that has come or of none.
pub fn strands_without_evidence<'a>(
    partners: impl IntoIterator<Item = PartnerCode>,
    commitments: impl IntoIterator<Item = &'a Commitment>,
    day: NaiveDate,
) -> Vec<StrandWithoutEvidence> {
    let shows = |step: &StateStep| {
        step.state != CommitmentState::Unknown
            && (step.note.is_some() || !step.cites.is_empty())
            && step
                .date
                .as_ref()
                .is_none_or(|date| date.has_come(day, DateRule::Could))
    };
    let mut cells: BTreeMap<(PartnerCode, Strand), (u32, bool)> = BTreeMap::new();
    for partner in partners {
        for strand in Strand::ALL {
            cells.entry((partner, *strand)).or_default();
        }
    }
    for commitment in commitments {
        let evidence = commitment.states.iter().any(shows);
        for partner in &commitment.partners {
            if let Some((count, shown)) = cells.get_mut(&(*partner, commitment.strand)) {
                *count += 1;
                *shown |= evidence;
            }
        }
    }
    cells
        .into_iter()
        .filter(|(_, (_, shown))| !shown)
        .map(|((partner, strand), (commitments, _))| StrandWithoutEvidence {
            partner,
            strand,
            commitments,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn instrument(id: &str, kind: &str, source: &str) -> Instrument {
        serde_json::from_value(json!({
            "id": id, "title": id, "kind": kind, "parties": ["EU", "TN"], "binding": false, "status": "signed",
            "strands": ["migration"], "summary": id, "cites": [{ "source": source }], "confidence": "high",
        }))
        .unwrap()
    }

    fn source(id: &str, kind: &str, official: bool) -> Source {
        serde_json::from_value(json!({
            "id": id, "title": id, "publisher": "Council", "date": "2023", "kind": kind, "language": "en", "official": official,
        }))
        .unwrap()
    }

    fn line(id: &str, part_of: Option<&str>, stages: &[&str]) -> FundingLine {
        let part_of = part_of.map(|whole| json!({ "id": whole }));
        let stages: Vec<_> = stages
            .iter()
            .map(|s| json!({ "stage": s, "date": "2024-03", "amount": "5 EUR" }))
            .collect();
        serde_json::from_value(json!({
            "id": id, "title": id, "amount": "5 EUR", "kind": "grant", "strand": "energy", "counts_as": "line",
            "part_of": part_of, "stages": stages, "cites": [], "confidence": "high",
        }))
        .unwrap()
    }

    #[test]
    fn press_alone_is_no_published_text() {
        let sources = [
            source("journal", "decision", true),
            source("release", "press-release", true),
            source("paper", "news", false),
        ];
        let instruments = [
            instrument("act", "decision", "journal"),
            instrument("mou", "memorandum-of-understanding", "release"),
            instrument("statement", "statement", "release"),
            instrument("rumour", "statement", "paper"),
        ];
        let gaps = without_published_text(&instruments, &sources, []);
        let ids: Vec<_> = gaps.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(
            ids,
            ["mou", "rumour"],
            "a release about a memorandum is not the memorandum"
        );
        let text: Document = serde_json::from_value(json!({
            "id": "mou-text", "title": "Text", "format": "pdf", "passages": 12, "instrument": "mou",
        }))
        .unwrap();
        let gaps = without_published_text(&instruments, &sources, [&text]);
        assert_eq!(gaps.len(), 1, "an imported text fills the gap");
    }

    #[test]
    fn a_pledge_is_paid_when_it_or_a_part_or_a_whole_of_it_is() {
        let lines = [
            line("package", None, &["pledged"]),
            line("loan", Some("package"), &["signed"]),
            line("instalment", Some("loan"), &["disbursed"]),
            line("grant", Some("package"), &["pledged"]),
            line("paid-whole", None, &["contracted", "disbursed"]),
            line("its-part", Some("paid-whole"), &["contracted"]),
            line("silent", None, &[]),
        ];
        let ids = |day: Option<NaiveDate>| {
            without_payment_data(&lines, day)
                .iter()
                .map(|one| one.id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            ids(None),
            ["grant"],
            "the other part of the package was paid, not this one"
        );
        assert_eq!(
            ids("2023-12-31".parse().ok()),
            Vec::<String>::new(),
            "nothing had been promised yet"
        );
    }

    #[test]
    fn a_repeat_of_a_paid_line_is_paid() {
        let mut again = line("again", None, &["announced"]);
        again.repeats = vec!["first".parse().unwrap()];
        let lines = [line("first", None, &["disbursed"]), again];
        assert!(without_payment_data(&lines, None).is_empty());
    }

    #[test]
    fn a_strand_without_a_noted_state_has_no_evidence() {
        let commitment = |strand: &str, state: serde_json::Value| -> Commitment {
            serde_json::from_value(json!({
                "id": "c", "instrument": "mou", "partners": ["TN"], "strand": strand, "by": "EU", "text": "t",
                "states": [state], "cites": [], "confidence": "high",
            }))
            .unwrap()
        };
        let commitments = [
            commitment(
                "energy",
                json!({ "state": "under-way", "date": "2024-06", "note": "works began" }),
            ),
            commitment("trade", json!({ "state": "open" })),
            commitment("people", json!({ "state": "unknown", "note": "nothing found" })),
        ];
        let tunisia: PartnerCode = "TN".parse().unwrap();
        let gaps = |day: &str| strands_without_evidence([tunisia], &commitments, day.parse().unwrap());
        let told: Vec<_> = gaps("2024-12-31")
            .iter()
            .map(|gap| (gap.strand, gap.commitments))
            .collect();
        assert_eq!(
            told,
            [
                (Strand::Migration, 0),
                (Strand::Trade, 1),
                (Strand::Economy, 0),
                (Strand::Security, 0),
                (Strand::People, 1),
                (Strand::Humanitarian, 0),
            ]
        );
        assert_eq!(gaps("2024-01-01").len(), 7, "the works had not begun by then");
    }
}
