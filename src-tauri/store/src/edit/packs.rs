//! Packs: taking one in, and rolling the last one back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entente_domain::{Passage, Record, RecordId};

use super::{By, Edit, Write};
use crate::{
    Action, Conflict, Error, Obstacle, Origin, PackOutcome, PackRelease,
    pack_merge::{self, Plan},
    table::{
        decision::{self, Raised},
        pack, record,
    },
    undo,
};

impl Edit<'_> {
    /// Takes in a pack: field by field, what the user did not touch follows the pack, and what the user changed stays;
    /// where both changed a field, that is left for the user to decide. Records the pack no longer holds go, unless the
    /// user changed them or the user's records name them.
    ///
    /// # Errors
    ///
    /// An id of the pack names another kind of record here ([`Error::IdOfAnotherKind`]). When the transaction ends: the
    /// pack names records that it does not hold ([`Error::Dangling`]).
    pub fn apply_pack(
        &mut self,
        release: &PackRelease,
        records: &[Record],
        passages: &BTreeMap<RecordId, Vec<Passage>>,
        now: DateTime<Utc>,
    ) -> Result<PackOutcome, Error> {
        let origin = Origin::Pack(release.version.clone());
        let by = By {
            origin: &origin,
            who: None,
            now,
        };
        let first = self.last_sequence()? + 1;
        let plan = pack_merge::plan(self.reads, &pack_merge::statements(self.reads, records)?)?;
        let at_hand: BTreeMap<&RecordId, &Record> = records.iter().map(|one| (one.id(), one)).collect();
        self.carry_out(&plan, &release.version, &at_hand, &BTreeMap::new(), &by)?;
        let mut outcome = pack_merge::outcome(&plan);
        for (document, texts) in passages {
            if self.users_passages(document)? || !record::exists(&self.db, document)? {
                continue;
            }
            let texts = texts.iter().cloned().map(Ok::<_, Error>);
            outcome.texts += u32::from(self.put_passages(document, texts, &origin, None, now)?.1.is_some());
        }
        outcome.batch = (self.last_sequence()? >= first).then(|| self.batch()).flatten();
        pack::add(&self.db, release, now, outcome.batch)?;
        Ok(outcome)
    }

    /// Undoes the taking-in of the library's pack: its records say again what the pack before it said, and what the
    /// user changed since stays.
    ///
    /// # Errors
    ///
    /// There is no pack to roll back, or passages it replaced are no longer kept ([`Error::CannotRollBack`]).
    pub fn roll_back_pack(&mut self, who: Option<&str>, now: DateTime<Utc>) -> Result<PackOutcome, Error> {
        let Some(applied) = self.pack()? else {
            return Err(Error::CannotRollBack(Obstacle::NoPack));
        };
        let plan = pack_merge::plan(self.reads, &pack_merge::said_before(self.reads)?)?;
        let changes = pack_merge::changes_of(self.reads, applied.batch)?;
        pack::roll_back(&self.db, applied.ordinal, now)?;
        let version = self.pack()?.map_or_else(String::new, |before| before.release.version);
        let by = By {
            origin: &Origin::User,
            who,
            now,
        };
        let first = self.last_sequence()? + 1;
        let undone: BTreeMap<&RecordId, u64> = changes.iter().rev().map(|one| (&one.id, one.sequence)).collect();
        self.carry_out(&plan, &version, &BTreeMap::new(), &undone, &by)?;
        let mut outcome = pack_merge::outcome(&plan);
        for one in changes.iter().filter(|one| one.action == Action::Passages) {
            undo::show_passages_before(self, one, &by)?;
            outcome.texts += 1;
        }
        outcome.batch = (self.last_sequence()? >= first).then(|| self.batch()).flatten();
        Ok(outcome)
    }

    /// Carries out a plan: `at_hand` are the pack's records, `undone` the changes that it takes back.
    fn carry_out(
        &mut self,
        plan: &Plan,
        version: &str,
        at_hand: &BTreeMap<&RecordId, &Record>,
        undone: &BTreeMap<&RecordId, u64>,
        by: &By<'_>,
    ) -> Result<(), Error> {
        for (id, planned) in plan {
            let undoes = undone.get(id).copied();
            let write = Write {
                action: match &planned.to.body {
                    _ if undoes.is_some() => Action::Undo,
                    None if planned.from.body.is_some() => Action::Remove,
                    _ => Action::Put,
                },
                id,
                kind: planned.kind,
                from: &planned.from,
                to: &planned.to,
                record: at_hand.get(id).copied().filter(|_| !planned.to.is_users()),
                undoes,
            };
            let sequence = self.write(&write, by)?;
            if let Some(undone) = undoes.filter(|_| planned.exact) {
                decision::settle_raised_by(&self.db, undone, sequence)?;
                decision::unsettle(&self.db, undone)?;
                self.settle_what_agrees(id, &planned.to, sequence)?;
            }
            for field in planned
                .settled
                .iter()
                .chain(planned.conflicts.iter().map(|conflict| &conflict.field))
            {
                decision::settle(&self.db, id, field, sequence)?;
            }
            for Conflict {
                field, base, theirs, ..
            } in planned.conflicts.iter().cloned()
            {
                let version = version.to_owned();
                decision::add(
                    &self.db,
                    &Raised {
                        record: id.clone(),
                        field,
                        base,
                        theirs,
                        version,
                        sequence,
                    },
                )?;
            }
        }
        Ok(())
    }
}
