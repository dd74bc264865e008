//! Ids, and what records call each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Rule};
use crate::{PartnerCode, Record, RecordId, RecordKind};

pub(super) fn check(records: &[&Record], found: &mut Vec<Finding>) {
    let mut kinds: BTreeMap<&RecordId, RecordKind> = BTreeMap::new();
    let mut partners: BTreeSet<PartnerCode> = BTreeSet::new();
    let mut cited: BTreeSet<&RecordId> = BTreeSet::new();
    for record in records {
        if kinds.insert(record.id(), record.kind()).is_some() {
            let sentence = format!("More than one record is named {}.", record.id());
            found.push(Finding::new(
                record.id(),
                "id",
                Rule::SameId,
                sentence,
                "give each an id of its own",
            ));
        }
        if let Record::Partner(partner) = record {
            partners.insert(partner.iso);
        }
        cited.extend(record.all_cites().iter().map(|citation| &citation.source));
    }
    for record in records {
        let named = record
            .named()
            .into_iter()
            .map(|named| (named.field, named.id, named.kind));
        let sources = record
            .all_cites()
            .into_iter()
            .map(|cite| ("cites", &cite.source, RecordKind::Source));
        for (field, id, wanted) in named.chain(sources) {
            found.extend(named_rightly(record.id(), field, id, wanted, kinds.get(id).copied()));
        }
        for code in record.partners().iter().filter(|code| !partners.contains(code)) {
            let sentence = format!("No partner has the code {code}.");
            let hint = "use the code of a partner that is on record, or add the partner";
            found.push(Finding::new(
                record.id(),
                "partners",
                Rule::NoSuchPartner,
                sentence,
                hint,
            ));
        }
        if record.kind() == RecordKind::Source && !cited.contains(record.id()) {
            let hint = "cite it where it was used, or take it out";
            found.push(Finding::new(
                record.id(),
                "id",
                Rule::UnusedSource,
                "No record cites this source.".into(),
                hint,
            ));
        }
    }
}

fn named_rightly(
    record: &RecordId,
    field: &str,
    id: &RecordId,
    wanted: RecordKind,
    is: Option<RecordKind>,
) -> Option<Finding> {
    match is {
        Some(kind) if kind == wanted => None,
        Some(kind) => {
            let sentence = format!(
                "{id} is {}, and {} belongs here.",
                with_article(kind),
                with_article(wanted)
            );
            Some(Finding::new(
                record,
                field,
                Rule::WrongKind,
                sentence,
                "name another record",
            ))
        }
        None => {
            let sentence = format!("No {wanted} is named {id}.");
            Some(Finding::new(
                record,
                field,
                Rule::NotThere,
                sentence,
                "mend the id, or add the record",
            ))
        }
    }
}

fn with_article(kind: RecordKind) -> String {
    let article = match kind {
        RecordKind::Instrument | RecordKind::Event | RecordKind::Indicator => "an",
        _ => "a",
    };
    format!("{article} {kind}")
}
