//! Passages of documents: a new edition at a time, streamed.

use chrono::{DateTime, Utc};
use entente_domain::{Passage, RecordId, RecordKind};

use super::{By, Edit};
use crate::{
    Action, Error, Origin, PassageSet,
    table::{
        change::{self, Entry},
        named, passage,
        passage::PassageDigest,
        record,
    },
};

impl Edit<'_> {
    /// Replaces the passages of a document, taking them one at a time, and says what is written and by which change;
    /// `None` where they are so already. The passages before stay until the next time, so that this can be undone.
    ///
    /// # Errors
    ///
    /// The document is not there ([`Error::NoSuchDocument`]), two passages have one number ([`Error::PassageTwice`]),
    /// or the error of `passages`. Then the passages are as they were, and the transaction may go on.
    pub fn put_passages<E: From<Error>>(
        &mut self,
        document: &RecordId,
        passages: impl IntoIterator<Item = Result<Passage, E>>,
        origin: &Origin,
        who: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(PassageSet, Option<u64>), E> {
        if named::kind(&self.db, document)? != Some(RecordKind::Document) || !record::exists(&self.db, document)? {
            return Err(Error::NoSuchDocument(document.clone()).into());
        }
        self.attempt(|edit| edit.replace_passages(document, passages, &By { origin, who, now }))
    }

    fn replace_passages<E: From<Error>>(
        &mut self,
        document: &RecordId,
        passages: impl IntoIterator<Item = Result<Passage, E>>,
        by: &By<'_>,
    ) -> Result<(PassageSet, Option<u64>), E> {
        let before = passage::shown(&self.db, document)?;
        let edition = self.last_sequence()? + 1;
        passage::begin(&self.db, document, edition)?;
        let mut digest = PassageDigest::default();
        for one in passages {
            let one = one?;
            digest.add(&one);
            passage::add(&self.db, document, edition, &one)?;
        }
        let set = digest.finish();
        if before.as_ref().is_some_and(|before| before.set == set) {
            passage::drop_edition(&self.db, edition)?;
            return Ok((set, None));
        }
        passage::finish(&self.db, document, edition, &set)?;
        let shown_before = before.as_ref().map(|before| before.sequence);
        passage::drop_old_editions(&self.db, document, [Some(edition), shown_before])?;
        let written = self.log_passages(document, before.map(|before| before.set), Some(&set), None, by)?;
        debug_assert_eq!(written, edition, "nothing else writes while passages are put");
        Ok((set, Some(written)))
    }

    /// Writes the row of a document's passages.
    pub(crate) fn log_passages(
        &mut self,
        document: &RecordId,
        before: Option<PassageSet>,
        after: Option<&PassageSet>,
        undoes: Option<u64>,
        by: &By<'_>,
    ) -> Result<u64, Error> {
        let json = |set: &PassageSet| serde_json::to_string(set).expect("a count and a digest are JSON");
        let (before, after) = (before.as_ref().map(json), after.map(json));
        let entry = Entry {
            batch: self.batch(),
            time: by.now,
            origin: &by.origin.to_string(),
            who: by.who,
            action: Action::Passages,
            kind: RecordKind::Document,
            id: document,
            before: before.as_deref(),
            after: after.as_deref(),
            pack_before: None,
            pack_after: None,
            undoes,
        };
        self.log(&entry)
    }

    /// Whether a document's passages were last put by somebody else than a pack.
    pub(super) fn users_passages(&self, document: &RecordId) -> Result<bool, Error> {
        let newest = change::newest_passages_of(&self.db, document)?;
        Ok(newest.is_some_and(|one| !matches!(one.origin, Origin::Pack(_))))
    }
}
