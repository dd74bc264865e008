//! What must hold between the records of a pack, with the line where it does not.
//!
//! Names are resolved here, since a name that is missing is looked up for its nearest neighbour and is no problem where
//! its record could not be read. Every other rule is the domain's ([`entente_domain::checks`]); what it calls wrong is
//! refused, what it calls doubtful is let pass.

use std::collections::{BTreeMap, BTreeSet};

use entente_domain::{
    Record, RecordId, RecordKind,
    checks::{self, Rule, Weight},
};

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
            Some(placed) => {
                let (is, wanted) = (placed.record.kind().with_article(), kind.with_article());
                Some((format!("{id} is {is}, not {wanted}"), None))
            }
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

/// Checks what every record names, and holds all of them against the rules.
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
        for named in placed.record.named() {
            if let Some((problem, hint)) = names.wrong(named.id, named.kind) {
                let line = file.line_of(named.id.as_str(), &placed.span);
                found.add(
                    &file.path,
                    Some(line),
                    format!("{id}: `{}`: {problem}", named.field),
                    hint,
                );
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
    }
    check_rules(records, files, found);
}

/// Holds the records against the domain's rules.
fn check_rules(records: &[Placed], files: &[PackFile<'_>], found: &mut Found) {
    let places: BTreeMap<&RecordId, &Placed> = records.iter().map(|placed| (placed.record.id(), placed)).collect();
    for finding in checks::check(records.iter().map(|placed| &placed.record)) {
        let by_name = matches!(
            finding.rule,
            Rule::SameId | Rule::NotThere | Rule::WrongKind | Rule::NoSuchPartner
        );
        let Some(placed) = places
            .get(&finding.id)
            .filter(|_| !by_name && finding.weight() == Weight::Wrong)
        else {
            continue;
        };
        let file = &files[placed.file];
        found.add(
            &file.path,
            Some(file.line_of_field(&finding.field, &placed.span)),
            format!(
                "{}: `{}`: {}",
                finding.id,
                finding.field,
                finding.sentence.trim_end_matches('.')
            ),
            finding.hint,
        );
    }
}
