//! Decisions: whose word holds where the user and a newer pack differ.

use chrono::{DateTime, Utc};
use entente_domain::RecordId;

use super::{By, Edit, Write};
use crate::{
    Action, Error, Origin, Side, WHOLE_RECORD, body,
    state::State,
    table::{decision, named},
    undo,
};

impl Edit<'_> {
    /// Settles a field on which the user and a pack differ, and says by which change.
    ///
    /// # Errors
    ///
    /// There is nothing to decide there ([`Error::NoSuchDecision`]).
    pub fn decide(
        &mut self,
        id: &RecordId,
        field: &str,
        side: Side,
        who: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<u64, Error> {
        let pending = decision::pending_of(&self.db, id)?;
        let kind = named::kind(&self.db, id)?;
        let (Some(one), Some(kind)) = (pending.into_iter().find(|one| one.field == field), kind) else {
            return Err(Error::NoSuchDecision {
                record: id.clone(),
                field: field.to_owned(),
            });
        };
        let from = self.state_of(id)?;
        let mut to = from.clone();
        match (side, &from.body) {
            (Side::Ours, _) => {}
            (Side::Theirs, _) if field == WHOLE_RECORD => to.body.clone_from(&from.pack),
            (Side::Theirs, None) => {}
            (Side::Theirs, Some(text)) => {
                let mut fields = body::fields(id.as_str(), text)?;
                undo::set_field(&mut fields, field, one.theirs.as_deref());
                to.body = Some(body::from_fields(&fields));
            }
        }
        let by = By {
            origin: &Origin::User,
            who,
            now,
        };
        let write = Write {
            action: Action::Decide,
            id,
            kind,
            from: &from,
            to: &to,
            record: None,
            undoes: None,
        };
        let sequence = self.write(&write, &by)?;
        decision::settle(&self.db, id, field, sequence)?;
        Ok(sequence)
    }

    /// Settles undecided fields on which the record now says what the pack says.
    pub(crate) fn settle_what_agrees(&mut self, id: &RecordId, to: &State, sequence: u64) -> Result<(), Error> {
        let pending = decision::pending_of(&self.db, id)?;
        if pending.is_empty() {
            return Ok(());
        }
        let fields = to
            .body
            .as_deref()
            .map(|text| body::fields(id.as_str(), text))
            .transpose()?
            .unwrap_or_default();
        for one in pending {
            let agrees = match (&to.body, one.field.as_str()) {
                (None, WHOLE_RECORD) => one.theirs.is_none(),
                // A record that is gone has no fields to decide on.
                (None, _) => true,
                // The user removed it and now writes it anew, knowing what the pack says.
                (Some(_), WHOLE_RECORD) => to.pack.is_some(),
                (Some(_), field) => fields.get(field).map(ToString::to_string) == one.theirs,
            };
            if agrees {
                decision::settle(&self.db, id, &one.field, sequence)?;
            }
        }
        Ok(())
    }
}
