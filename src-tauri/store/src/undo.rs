//! Undoing: what a change did is taken back by a new change, when nothing newer stands on it.

use std::collections::BTreeSet;

use entente_domain::RecordKind;
use serde_json::Value;

use crate::{
    Action, Change, Edit, Error, Obstacle, Origin, PassageSet, Reads,
    body::{self, Fields},
    edit::{By, Write},
    state::State,
    table::{change, decision, passage},
};

impl Reads {
    /// Whether [`Edit::undo`] would undo a change.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn can_undo(&self, sequence: u64) -> Result<bool, Error> {
        let Some(one) = change::get(&self.db, sequence)? else {
            return Ok(false);
        };
        let planned = match one.action {
            Action::Passages => passages_before(self, &one).map(drop),
            _ => state_before(self, &one).map(drop),
        };
        match planned {
            Ok(()) => Ok(true),
            Err(Error::CannotUndo { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Undoes a change, and says by which.
pub(crate) fn undo(edit: &mut Edit<'_>, sequence: u64, by: &By<'_>) -> Result<u64, Error> {
    let Some(one) = change::get(&edit.db, sequence)? else {
        return Err(Error::NoSuchChange(sequence));
    };
    if one.action == Action::Passages {
        passages_before(edit, &one)?;
        return show_passages_before(edit, &one, by);
    }
    let from = edit.state_of(&one.id)?;
    let to = state_before(edit, &one)?;
    let write = Write {
        action: Action::Undo,
        id: &one.id,
        kind: one.kind,
        from: &from,
        to: &to,
        record: None,
        undoes: Some(sequence),
    };
    let written = edit.write(&write, by)?;
    decision::unsettle(&edit.db, sequence)?;
    edit.settle_what_agrees(&one.id, &to, written)?;
    Ok(written)
}

/// Sets a field from its JSON, or takes it away.
pub(crate) fn set_field(fields: &mut Fields, name: &str, json: Option<&str>) {
    match json.and_then(|json| serde_json::from_str::<Value>(json).ok()) {
        Some(value) => fields.insert(name.to_owned(), value),
        None => fields.remove(name),
    };
}

/// The record's state without what a change did to it.
fn state_before(reads: &Reads, one: &Change) -> Result<State, Error> {
    let refuse = |why| Error::CannotUndo {
        sequence: one.sequence,
        why,
    };
    refuse_packs(one)?;
    let before = State::from_columns(one.before.clone(), one.pack_before.clone());
    let after = State::from_columns(one.after.clone(), one.pack_after.clone());
    if before.pack != after.pack {
        return Err(refuse(Obstacle::OfRollBack));
    }
    let now = reads.state_of(&one.id)?;
    let body = match (&before.body, &after.body, &now.body) {
        (None, None, body) => body.clone(),
        // It added the record, which may go while it is still as it was added.
        (None, Some(_), body) if *body == after.body => None,
        (Some(_), None, None) => before.body.clone(),
        (Some(was), Some(became), Some(is)) => Some(without(reads, one, was, became, is)?),
        (_, _, None) => return Err(refuse(Obstacle::Removed(one.id.clone()))),
        (None, Some(_), Some(_)) => return Err(refuse(newer(reads, one, None)?)),
        (Some(_), None, Some(_)) => return Err(refuse(Obstacle::AddedAgain(one.id.clone()))),
    };
    Ok(State { body, pack: now.pack })
}

/// The body as it is, with the fields that a change touched as they were.
fn without(reads: &Reads, one: &Change, was: &str, became: &str, is: &str) -> Result<String, Error> {
    let id = one.id.as_str();
    let (was, became, mut fields) = (body::fields(id, was)?, body::fields(id, became)?, body::fields(id, is)?);
    let pending = decision::pending_of(&reads.db, &one.id)?;
    let names: BTreeSet<&String> = was.keys().chain(became.keys()).collect();
    let touched = names.into_iter().filter(|name| was.get(*name) != became.get(*name));
    for name in touched {
        if fields.get(name) != became.get(name) {
            let why = newer(reads, one, Some(name))?;
            return Err(Error::CannotUndo {
                sequence: one.sequence,
                why,
            });
        }
        let before = was.get(name).map(ToString::to_string);
        // Where the user takes back what a newer pack was held off for, the pack's word holds.
        let undecided = pending
            .iter()
            .find(|raised| raised.field == *name && raised.base == before);
        match undecided {
            Some(raised) => set_field(&mut fields, name, raised.theirs.as_deref()),
            None => set_field(&mut fields, name, before.as_deref()),
        }
    }
    Ok(body::from_fields(&fields))
}

/// What newer change stands in the way.
fn newer(reads: &Reads, one: &Change, field: Option<&str>) -> Result<Obstacle, Error> {
    let value = |text: &Option<String>| -> Option<Value> {
        let field = field?;
        body::fields(one.id.as_str(), text.as_deref()?).ok()?.remove(field)
    };
    let in_the_way = reads
        .history(&one.id)?
        .into_iter()
        .filter(|newer| newer.sequence > one.sequence && newer.action != Action::Passages)
        .find(|newer| field.is_none() || value(&newer.before) != value(&newer.after));
    let (record, field) = (one.id.clone(), field.map(str::to_owned));
    Ok(match in_the_way {
        Some(newer) => Obstacle::Touched {
            by: newer.sequence,
            day: newer.time.date_naive(),
            origin: newer.origin,
            record,
            field,
        },
        None => Obstacle::NotAsLeft { record, field },
    })
}

fn refuse_packs(one: &Change) -> Result<(), Error> {
    match &one.origin {
        Origin::Pack(version) => Err(Error::CannotUndo {
            sequence: one.sequence,
            why: Obstacle::OfPack(version.clone()),
        }),
        Origin::Import(_) | Origin::User => Ok(()),
    }
}

/// The edition of passages that a user's change took the place of; `None` where there were none.
fn passages_before(reads: &Reads, one: &Change) -> Result<Option<passage::Edition>, Error> {
    refuse_packs(one)?;
    kept_edition_before(reads, one)?.map_err(|why| Error::CannotUndo {
        sequence: one.sequence,
        why,
    })
}

/// The same for any change: the edition, or why there is none.
fn kept_edition_before(reads: &Reads, one: &Change) -> Result<Result<Option<passage::Edition>, Obstacle>, Error> {
    let shown = passage::shown(&reads.db, &one.id)?.map(|shown| shown.set);
    if shown != read_set(one.after.as_deref()) {
        return Ok(Err(Obstacle::PassagesReplaced(one.id.clone())));
    }
    let Some(set) = read_set(one.before.as_deref()) else {
        return Ok(Ok(None));
    };
    Ok(match passage::kept_as(&reads.db, &one.id, &set)? {
        Some(edition) => Ok(Some(edition)),
        None => Err(Obstacle::PassagesNotKept(one.id.clone())),
    })
}

/// Shows the passages again that a change replaced.
pub(crate) fn show_passages_before(edit: &mut Edit<'_>, one: &Change, by: &By<'_>) -> Result<u64, Error> {
    let edition = kept_edition_before(edit, one)?.map_err(Error::CannotRollBack)?;
    passage::show(&edit.db, &one.id, edition.as_ref().map(|edition| edition.sequence))?;
    let (before, after) = (read_set(one.after.as_deref()), edition.map(|edition| edition.set));
    debug_assert_eq!(one.kind, RecordKind::Document, "only documents have passages");
    edit.log_passages(&one.id, before, after.as_ref(), Some(one.sequence), by)
}

fn read_set(json: Option<&str>) -> Option<PassageSet> {
    serde_json::from_str(json?).ok()
}
