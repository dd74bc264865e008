//! Ids, and what records call each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Breach, Finding};
use crate::{PartnerCode, Record, RecordId, RecordKind};

pub(super) fn check(records: &[&Record], found: &mut Vec<Finding>) {
    let mut kinds: BTreeMap<&RecordId, RecordKind> = BTreeMap::new();
    let mut partners: BTreeSet<PartnerCode> = BTreeSet::new();
    let mut cited: BTreeSet<&RecordId> = BTreeSet::new();
    for record in records {
        if kinds.insert(record.id(), record.kind()).is_some() {
            let id = record.id().clone();
            found.push(Finding::new(record.id(), "id", Breach::SameId { id }));
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
            let breach = Breach::NoSuchPartner { code: *code };
            found.push(Finding::new(record.id(), "partners", breach));
        }
        if record.kind() == RecordKind::Source && !cited.contains(record.id()) {
            found.push(Finding::new(record.id(), "id", Breach::UnusedSource));
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
    let id = id.clone();
    let breach = match is {
        Some(kind) if kind == wanted => return None,
        Some(is) => Breach::WrongKind { id, is, wanted },
        None => Breach::NotThere { id, wanted },
    };
    Some(Finding::new(record, field, breach))
}
