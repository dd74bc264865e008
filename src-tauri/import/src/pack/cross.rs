//! What must hold between the records of a pack: ids are unique, references resolve to records of the right kind,
//! every statement is cited.

use std::collections::{BTreeMap, BTreeSet};

use entente_domain::{Record, RecordId, RecordKind};

use super::{file::PackFile, problem::Found, records::Placed};
use crate::nearest::nearest;

/// The most hints that are worked out: each compares an id with every other.
const MOST_HINTS: usize = 200;

/// What the records of a pack are called.
pub(super) struct Names<'r> {
    by_id: BTreeMap<&'r str, &'r Placed>,
    /// Ids of records that could not be read, and ids used twice: what refers to them is no further problem.
    doubtful: BTreeSet<&'r str>,
    /// Whether some file could not be read whole: then a name that is missing may stand in it.
    incomplete: bool,
    hints_left: std::cell::Cell<usize>,
}

impl<'r> Names<'r> {
    /// Takes up the ids; two records of one id are a problem that names both places.
    pub(super) fn new(
        records: &'r [Placed],
        broken: &'r [String],
        incomplete: bool,
        files: &[PackFile<'_>],
        found: &mut Found,
    ) -> Self {
        let mut by_id: BTreeMap<&str, &Placed> = BTreeMap::new();
        let mut doubtful: BTreeSet<&str> = broken.iter().map(String::as_str).collect();
        for placed in records {
            let id = placed.record.id().as_str();
            if let Some(first) = by_id.get(id) {
                let (here, there) = (&files[placed.file], &files[first.file]);
                found.add(
                    &here.path,
                    Some(here.line_of(id, &placed.span)),
                    format!(
                        "the id {id} is taken: {}:{} has it too",
                        there.path,
                        there.line_of(id, &first.span)
                    ),
                    Some("give one of them another id; ids are unique in a pack, whatever the kind".to_owned()),
                );
                doubtful.insert(id);
            } else {
                by_id.insert(id, placed);
            }
        }
        Self {
            incomplete,
            by_id,
            doubtful,
            hints_left: MOST_HINTS.into(),
        }
    }

    /// Checks that `id` names a record of `kind`; gives the sentence and hint where it does not.
    pub(super) fn wrong(&self, id: &RecordId, kind: RecordKind) -> Option<(String, Option<String>)> {
        if self.doubtful.contains(id.as_str()) {
            return None;
        }
        match self.by_id.get(id.as_str()) {
            Some(placed) if placed.record.kind() == kind => None,
            Some(placed) => Some((format!("{id} is {}, not {}", a(placed.record.kind()), a(kind)), None)),
            None if self.incomplete => None,
            None => Some((format!("no {kind} is named {id}"), self.hint(id, kind))),
        }
    }

    fn hint(&self, id: &RecordId, kind: RecordKind) -> Option<String> {
        let left = self.hints_left.get().checked_sub(1)?;
        self.hints_left.set(left);
        let candidates = self.by_id.iter().filter(|(_, placed)| placed.record.kind() == kind);
        nearest(id.as_str(), candidates.map(|(id, _)| *id)).map(|near| format!("did you mean {near}?"))
    }
}

fn a(kind: RecordKind) -> String {
    let article = match kind {
        RecordKind::Instrument | RecordKind::Event | RecordKind::Indicator => "an",
        _ => "a",
    };
    format!("{article} {kind}")
}

/// Checks references, citations and partner codes of every record.
///
/// Codes are checked only where every partner could be read.
pub(super) fn check(
    records: &[Placed],
    names: &Names<'_>,
    partners_known: bool,
    files: &[PackFile<'_>],
    found: &mut Found,
) {
    let codes: BTreeSet<String> = records
        .iter()
        .filter_map(|placed| match &placed.record {
            Record::Partner(partner) => Some(partner.iso.to_string()),
            _ => None,
        })
        .collect();
    for placed in records {
        let file = &files[placed.file];
        let id = placed.record.id();
        for (field, target, kind) in references(&placed.record) {
            if let Some((problem, hint)) = names.wrong(target, kind) {
                let line = file.line_of(target.as_str(), &placed.span);
                found.add(&file.path, Some(line), format!("{id}: `{field}`: {problem}"), hint);
            }
        }
        for citation in placed.record.all_cites() {
            if let Some((problem, hint)) = names.wrong(&citation.source, RecordKind::Source) {
                let line = file.line_of(citation.source.as_str(), &placed.span);
                found.add(&file.path, Some(line), format!("{id}: `cites`: {problem}"), hint);
            }
        }
        for code in placed.record.partners() {
            if partners_known && !codes.contains(code.as_str()) {
                found.add(
                    &file.path,
                    Some(file.line_of(code.as_str(), &placed.span)),
                    format!("{id}: no partner of this pack has the code {code}"),
                    Some(format!(
                        "its partners are {}",
                        codes.iter().cloned().collect::<Vec<_>>().join(", ")
                    )),
                );
            }
        }
        let line = Some(file.line(placed.span.start));
        if must_cite(placed.record.kind()) && placed.record.cites().is_empty() {
            let hint = "add cites = [{ source = \"…\", at = \"…\" }]".to_owned();
            found.add(
                &file.path,
                line,
                format!("{id}: nothing says where this is written"),
                Some(hint),
            );
        }
        for claim in placed.record.claims() {
            if claim.cites.is_empty() {
                let problem = format!(
                    "{id}: the claim of {} on `{}` has no source",
                    claim.speaker, claim.field
                );
                let hint = "a claim needs cites of its own".to_owned();
                found.add(
                    &file.path,
                    Some(file.line_of(&claim.speaker, &placed.span)),
                    problem,
                    Some(hint),
                );
            }
        }
    }
}

fn must_cite(kind: RecordKind) -> bool {
    match kind {
        RecordKind::Partner
        | RecordKind::Instrument
        | RecordKind::Commitment
        | RecordKind::Funding
        | RecordKind::Event
        | RecordKind::Indicator => true,
        RecordKind::Source | RecordKind::Document | RecordKind::Note | RecordKind::Tag | RecordKind::SavedSearch => {
            false
        }
    }
}

/// The records that a record names: field, id, and the kind that it must be.
fn references(record: &Record) -> Vec<(&'static str, &RecordId, RecordKind)> {
    let to = |field, kind| move |id| (field, id, kind);
    match record {
        Record::Instrument(one) => {
            let related = one.related.iter().map(|relation| &relation.to);
            related.map(to("related", RecordKind::Instrument)).collect()
        }
        Record::Commitment(one) => vec![("instrument", &one.instrument, RecordKind::Instrument)],
        Record::Funding(one) => {
            let instrument = one.instrument.iter().map(to("instrument", RecordKind::Instrument));
            let whole = one.part_of.iter().map(|part| &part.id);
            instrument
                .chain(whole.map(to("part_of", RecordKind::Funding)))
                .chain(one.repeats.iter().map(to("repeats", RecordKind::Funding)))
                .chain(one.relabels.iter().map(to("relabels", RecordKind::Funding)))
                .collect()
        }
        Record::Event(one) => one
            .instruments
            .iter()
            .map(to("instruments", RecordKind::Instrument))
            .collect(),
        Record::Document(one) => one
            .instrument
            .iter()
            .map(to("instrument", RecordKind::Instrument))
            .collect(),
        // A note or a tag may outlive the record it is about.
        Record::Partner(_)
        | Record::Source(_)
        | Record::Indicator(_)
        | Record::Note(_)
        | Record::Tag(_)
        | Record::SavedSearch(_) => Vec::new(),
    }
}
