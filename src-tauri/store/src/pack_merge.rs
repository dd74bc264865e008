//! What a newer pack makes of a library: a plan, made by reading only, that a preview shows and an edit carries out.
//!
//! Rolling a pack back is the same plan with what the pack before it said.

use std::collections::{BTreeMap, BTreeSet};

use entente_domain::{Record, RecordId, RecordKind};

use crate::{
    Conflict, Error, Obstacle, Reads, WHOLE_RECORD, body,
    merge::{self, Merged, Pending},
    state::State,
    table::{change, decision, named, tie},
};

/// What a pack does to one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PackEffect {
    /// It is new.
    Added,
    /// It changes; where the user changed other fields, those stay.
    Changed,
    /// It goes: the pack no longer holds it and the user had not touched it.
    Removed,
    /// It stays as it is against the pack: the user changed or removed it, or the user's records name it.
    Kept,
    /// It stays as it is and the pack now says the same, or says of other fields what it said before.
    Agreed,
}

/// What a pack does to one record, with the record before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackStep {
    /// The record.
    pub id: RecordId,
    /// Its kind.
    pub kind: RecordKind,
    /// What happens to it.
    pub effect: PackEffect,
    /// Its JSON before; `None` where it was not there.
    pub before: Option<String>,
    /// Its JSON after; `None` where it is gone.
    pub after: Option<String>,
    /// Fields on which the user and the pack differ, for the user to decide.
    pub conflicts: Vec<Conflict>,
}

/// What a pack does, or did, to a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackOutcome {
    /// Records that are new.
    pub added: u32,
    /// Records that changed.
    pub changed: u32,
    /// Records that went.
    pub removed: u32,
    /// Records of which something of the user's was kept against the pack.
    pub kept_for_user: u32,
    /// Fields for the user to decide.
    pub decisions: u32,
    /// Documents whose passages are new or changed.
    pub texts: u32,
    /// The batch of its changes in the log; `None` in a preview, and where nothing changed.
    pub batch: Option<u64>,
    /// Record by record, by id. Records the pack says nothing new of are left out.
    pub steps: Vec<PackStep>,
}

/// What a pack says of a record.
pub(crate) struct Statement {
    pub(crate) kind: RecordKind,
    /// `None`: it does not hold it.
    pub(crate) body: Option<String>,
    /// Where a pack is rolled back: the record's state before that pack and after it.
    pub(crate) step: Option<(State, State)>,
}

/// One record's part of a plan.
pub(crate) struct Planned {
    pub(crate) kind: RecordKind,
    pub(crate) from: State,
    pub(crate) to: State,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) settled: Vec<String>,
    /// Whether it is exactly what was there before the pack that is rolled back, decisions included.
    pub(crate) exact: bool,
    /// Kept only because other records name it.
    named_by_users: bool,
}

pub(crate) type Plan = BTreeMap<RecordId, Planned>;

/// What a whole pack says: of every record it holds, and of every record it held before.
pub(crate) fn statements(reads: &Reads, pack: &[Record]) -> Result<BTreeMap<RecordId, Statement>, Error> {
    let mut said: BTreeMap<RecordId, Statement> = pack
        .iter()
        .map(|one| {
            (
                one.id().clone(),
                Statement {
                    kind: one.kind(),
                    body: Some(body::of(one)),
                    step: None,
                },
            )
        })
        .collect();
    for (id, kind) in named::all(&reads.db)? {
        let held = !said.contains_key(&id) && reads.state_of(&id)?.pack.is_some();
        if held {
            said.insert(
                id,
                Statement {
                    kind,
                    body: None,
                    step: None,
                },
            );
        }
    }
    Ok(said)
}

/// Plans what becomes of the records that a pack says something of.
pub(crate) fn plan(reads: &Reads, said: &BTreeMap<RecordId, Statement>) -> Result<Plan, Error> {
    let mut pending: BTreeMap<RecordId, Pending> = BTreeMap::new();
    for one in decision::pending(&reads.db)? {
        pending.entry(one.record).or_default().insert(one.field, one.base);
    }
    let none = Pending::new();
    let mut plan = Plan::new();
    for (id, statement) in said {
        let from = match named::kind(&reads.db, id)? {
            Some(here) if here != statement.kind => {
                let (id, given) = (id.clone(), statement.kind);
                return Err(Error::IdOfAnotherKind { id, here, given });
            }
            Some(_) => reads.state_of(id)?,
            None => State::default(),
        };
        let theirs = statement.body.as_deref();
        // Untouched since the pack that is rolled back: exactly what was there before it.
        let before = statement
            .step
            .as_ref()
            .filter(|(_, after)| *after == from)
            .map(|(before, _)| before);
        let exact = before.is_some();
        let merged = match before {
            Some(before) => Merged {
                to: before.clone(),
                ..Merged::default()
            },
            None => merge::merge(
                id.as_str(),
                statement.kind,
                &from,
                theirs,
                pending.get(id).unwrap_or(&none),
            )?,
        };
        let planned = Planned {
            kind: statement.kind,
            from,
            to: merged.to,
            conflicts: merged.conflicts,
            settled: merged.settled,
            exact,
            named_by_users: false,
        };
        plan.insert(id.clone(), planned);
    }
    keep_what_is_named(reads, &mut plan)?;
    bring_back_what_is_named(&mut plan)?;
    plan.retain(|_, planned| planned.from != planned.to);
    Ok(plan)
}

/// A record that the pack drops stays while a record that stays names it.
fn keep_what_is_named(reads: &Reads, plan: &mut Plan) -> Result<(), Error> {
    let goes = |plan: &Plan, id: &RecordId| {
        plan.get(id)
            .is_some_and(|planned| planned.from.body.is_some() && planned.to.body.is_none())
    };
    let mut to_look_at: Vec<RecordId> = plan.keys().filter(|id| goes(plan, id)).cloned().collect();
    while let Some(id) = to_look_at.pop() {
        if !goes(plan, &id) {
            continue;
        }
        let mut namers = tie::citing(&reads.db, &id)?;
        namers.extend(tie::linking(&reads.db, &id)?);
        let mut named = false;
        for namer in namers {
            named |= match plan.get(&namer) {
                _ if goes(plan, &namer) => false,
                Some(planned) if planned.from.body != planned.to.body => names(planned, &namer)?.contains(&id),
                _ => true,
            };
        }
        if named {
            let planned = plan.get_mut(&id).expect("what goes is in the plan");
            planned.to.body.clone_from(&planned.from.body);
            planned.named_by_users = true;
            // What it names in turn may now have to stay too.
            to_look_at.extend(names(&plan[&id], &id)?);
        }
    }
    Ok(())
}

/// A record that the user removed comes back when the pack adds or changes a record that names it.
fn bring_back_what_is_named(plan: &mut Plan) -> Result<(), Error> {
    let stays_away = |planned: &Planned| planned.to.body.is_none() && planned.to.pack.is_some();
    if !plan.values().any(stays_away) {
        return Ok(());
    }
    let mut to_look_at: Vec<RecordId> = plan
        .iter()
        .filter(|(_, one)| one.to.body.is_some() && one.from.body != one.to.body)
        .map(|(id, _)| id.clone())
        .collect();
    while let Some(id) = to_look_at.pop() {
        for target in names(&plan[&id], &id)? {
            if let Some(planned) = plan.get_mut(&target).filter(|one| stays_away(one)) {
                planned.to.body.clone_from(&planned.to.pack);
                planned.conflicts.clear();
                planned.settled.push(WHOLE_RECORD.to_owned());
                to_look_at.push(target);
            }
        }
    }
    Ok(())
}

/// The records that a planned record will name.
fn names(planned: &Planned, id: &RecordId) -> Result<BTreeSet<RecordId>, Error> {
    let Some(text) = &planned.to.body else {
        return Ok(BTreeSet::new());
    };
    let record = body::stored(planned.kind, id.as_str(), text)?;
    let cited = record.all_cites().into_iter().map(|citation| citation.source.clone());
    Ok(cited.chain(record.references().into_iter().cloned()).collect())
}

impl Planned {
    pub(crate) fn effect(&self) -> PackEffect {
        match (&self.from.body, &self.to.body) {
            (None, Some(_)) => PackEffect::Added,
            (Some(_), None) => PackEffect::Removed,
            (before, after) if before != after => PackEffect::Changed,
            _ if self.named_by_users || !self.conflicts.is_empty() => PackEffect::Kept,
            _ => PackEffect::Agreed,
        }
    }
}

/// A plan as its reader sees it.
pub(crate) fn outcome(plan: &Plan) -> PackOutcome {
    let mut outcome = PackOutcome::default();
    for (id, planned) in plan {
        let effect = planned.effect();
        match effect {
            PackEffect::Added => outcome.added += 1,
            PackEffect::Changed => outcome.changed += 1,
            PackEffect::Removed => outcome.removed += 1,
            PackEffect::Kept | PackEffect::Agreed => {}
        }
        outcome.kept_for_user += u32::from(planned.named_by_users || !planned.conflicts.is_empty());
        outcome.decisions += u32::try_from(planned.conflicts.len()).unwrap_or(u32::MAX);
        outcome.steps.push(PackStep {
            id: id.clone(),
            kind: planned.kind,
            effect,
            before: planned.from.body.clone(),
            after: planned.to.body.clone(),
            conflicts: planned.conflicts.clone(),
        });
    }
    outcome
}

impl Reads {
    /// What a pack with these records would do, record by record, without doing it.
    ///
    /// # Errors
    ///
    /// An id of the pack names another kind of record here ([`Error::IdOfAnotherKind`]), or the database cannot be read.
    pub fn preview_pack(&self, records: &[Record]) -> Result<PackOutcome, Error> {
        Ok(outcome(&plan(self, &statements(self, records)?)?))
    }

    /// What rolling back the library's pack would do, record by record, without doing it.
    ///
    /// # Errors
    ///
    /// There is no pack to roll back ([`Error::CannotRollBack`]), or the database cannot be read.
    pub fn preview_roll_back(&self) -> Result<PackOutcome, Error> {
        Ok(outcome(&plan(self, &said_before(self)?)?))
    }
}

/// What was said of the records of the library's pack before it was taken in.
pub(crate) fn said_before(reads: &Reads) -> Result<BTreeMap<RecordId, Statement>, Error> {
    let Some(pack) = reads.pack()? else {
        return Err(Error::CannotRollBack(Obstacle::NoPack));
    };
    let mut said = BTreeMap::new();
    for one in changes_of(reads, pack.batch)? {
        if one.action != crate::Action::Passages {
            let before = State::from_columns(one.before, one.pack_before);
            let after = State::from_columns(one.after, one.pack_after);
            let body = before.pack.clone();
            said.insert(
                one.id,
                Statement {
                    kind: one.kind,
                    body,
                    step: Some((before, after)),
                },
            );
        }
    }
    Ok(said)
}

/// The changes of a batch, oldest first.
pub(crate) fn changes_of(reads: &Reads, batch: Option<u64>) -> Result<Vec<crate::Change>, Error> {
    match batch {
        Some(batch) => change::batch(&reads.db, batch),
        None => Ok(Vec::new()),
    }
}
