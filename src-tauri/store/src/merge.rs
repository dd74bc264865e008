//! The three-way merge of a record, field by field: what the pack said before, what the record says, what the pack
//! says now. Pure; where states come from and go is for others.

use std::collections::{BTreeMap, BTreeSet};

use entente_domain::RecordKind;
use serde_json::Value;

use crate::{Error, WHOLE_RECORD, body, body::Fields, state::State};

/// A field on which the user and a newer pack differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The field, or [`WHOLE_RECORD`].
    pub field: String,
    /// What both started from, as JSON; `None` where there was nothing.
    pub base: Option<String>,
    /// What the user's record says, which holds until decided.
    pub ours: Option<String>,
    /// What the newer pack says.
    pub theirs: Option<String>,
}

/// What undecided fields started from, by field.
pub(crate) type Pending = BTreeMap<String, Option<String>>;

/// What becomes of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Merged {
    pub(crate) to: State,
    pub(crate) conflicts: Vec<Conflict>,
    /// Undecided fields that there is no longer anything to decide on.
    pub(crate) settled: Vec<String>,
}

/// A record as JSON with its kind, as decisions about the whole record hold it.
pub(crate) fn whole(kind: RecordKind, body: &str) -> String {
    format!("{{\"kind\":\"{kind}\",\"record\":{body}}}")
}

/// Merges a newer pack's word on a record (`None`: it does not hold it) into the record's state.
pub(crate) fn merge(
    id: &str,
    kind: RecordKind,
    from: &State,
    theirs: Option<&str>,
    pending: &Pending,
) -> Result<Merged, Error> {
    let pack = theirs.map(ToOwned::to_owned);
    let as_is = |body: Option<String>| Merged {
        to: State {
            body,
            pack: pack.clone(),
        },
        conflicts: Vec::new(),
        settled: Vec::new(),
    };
    let on_whole = |base: Option<&str>| Conflict {
        field: WHOLE_RECORD.to_owned(),
        base: base.map(|body| whole(kind, body)),
        ours: from.body.as_deref().map(|body| whole(kind, body)),
        theirs: theirs.map(|body| whole(kind, body)),
    };
    match (&from.body, theirs) {
        // The pack says what it said before: nothing is to be merged.
        _ if theirs == from.pack.as_deref() => Ok(as_is(from.body.clone())),
        // The user touched nothing.
        _ if !from.is_users() => Ok(as_is(pack.clone())),
        // The pack comes to say what the user says.
        (ours, theirs) if ours.as_deref() == theirs => Ok(Merged {
            settled: pending.keys().cloned().collect(),
            ..as_is(from.body.clone())
        }),
        // The user removed it. A pack that drops it agrees, and was met above; a pack that changes it does not.
        (None, _) => {
            let mut conflict = on_whole(from.pack.as_deref());
            if let Some(started) = pending.get(WHOLE_RECORD) {
                conflict.base.clone_from(started);
            }
            Ok(Merged {
                conflicts: vec![conflict],
                ..as_is(None)
            })
        }
        // The user changed it and the pack drops it. Its fields need no decision while there is one on the whole.
        (Some(_), None) => Ok(Merged {
            conflicts: vec![on_whole(from.pack.as_deref())],
            settled: pending.keys().filter(|field| *field != WHOLE_RECORD).cloned().collect(),
            ..as_is(from.body.clone())
        }),
        (Some(ours), Some(theirs)) => {
            let base = base_of(from, pending);
            let base = base
                .as_deref()
                .map(|body| body::fields(id, body))
                .transpose()?
                .unwrap_or_default();
            let fields = merge_fields(&base, &body::fields(id, ours)?, &body::fields(id, theirs)?, pending);
            let mut merged = as_is(Some(body::from_fields(&fields.result)));
            merged.conflicts = fields.conflicts;
            merged.settled = fields.settled;
            // The pack holds the record again: there is no more to decide on the whole.
            merged
                .settled
                .extend(pending.contains_key(WHOLE_RECORD).then(|| WHOLE_RECORD.to_owned()));
            Ok(merged)
        }
    }
}

/// What the pack said before: where it had dropped the record, what it said before that.
fn base_of(from: &State, pending: &Pending) -> Option<String> {
    from.pack.clone().or_else(|| {
        let whole: Value = serde_json::from_str(pending.get(WHOLE_RECORD)?.as_deref()?).ok()?;
        Some(whole.get("record")?.to_string())
    })
}

struct MergedFields {
    result: Fields,
    conflicts: Vec<Conflict>,
    settled: Vec<String>,
}

fn merge_fields(base: &Fields, ours: &Fields, theirs: &Fields, pending: &Pending) -> MergedFields {
    let text = |value: Option<&Value>| value.map(ToString::to_string);
    let mut merged = MergedFields {
        result: Fields::new(),
        conflicts: Vec::new(),
        settled: Vec::new(),
    };
    let names: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    for name in names {
        let (was, mine, packs) = (base.get(name), ours.get(name), theirs.get(name));
        let is_pending = pending.contains_key(name);
        let mut keep = |value: Option<&Value>| {
            if let Some(value) = value {
                merged.result.insert(name.clone(), value.clone());
            }
        };
        if mine == packs {
            keep(mine);
            merged.settled.extend(is_pending.then(|| name.clone()));
        } else if was == packs {
            // The pack has no news: the user's word stands, and what was undecided stays so.
            keep(mine);
        } else if was == mine {
            keep(packs);
            merged.settled.extend(is_pending.then(|| name.clone()));
        } else {
            keep(mine);
            // Over several packs, both started from what the pack said when the user first changed the field.
            let started = pending.get(name).cloned().unwrap_or_else(|| text(was));
            merged.settled.extend(is_pending.then(|| name.clone()));
            if started != text(packs) {
                merged.conflicts.push(Conflict {
                    field: name.clone(),
                    base: started,
                    ours: text(mine),
                    theirs: text(packs),
                });
            }
        }
    }
    merged
}
