//! `passage`, in editions: each time a document's passages are put, they are a new edition, and the document shows it.
//! The edition before it stays, so that an import can be undone; older ones are dropped.

use std::ops::RangeInclusive;

use entente_domain::{Passage, RecordId};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    Error,
    column::{Count, signed},
};

/// What the change log says of a document's passages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageSet {
    /// How many.
    pub count: u64,
    /// SHA-256 over all of them, lower-case hexadecimal.
    pub sha256: String,
}

/// An edition with what the log says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edition {
    pub(crate) sequence: u64,
    pub(crate) set: PassageSet,
}

/// Digests passages one after another.
#[derive(Default)]
pub(crate) struct PassageDigest {
    hash: Sha256,
    count: u64,
}

impl PassageDigest {
    pub(crate) fn add(&mut self, passage: &Passage) {
        self.count += 1;
        self.hash.update(passage.ordinal.to_le_bytes());
        self.hash.update(passage.page.unwrap_or(0).to_le_bytes());
        let texts = [&passage.locator, &passage.heading, &passage.language];
        // Each text with its length before it, so that no two sets read alike.
        for text in texts
            .into_iter()
            .map(|text| text.as_deref())
            .chain([Some(passage.text.as_str())])
        {
            self.hash
                .update(text.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
            self.hash.update(text.unwrap_or_default());
        }
    }

    pub(crate) fn finish(self) -> PassageSet {
        PassageSet {
            count: self.count,
            sha256: format!("{:x}", self.hash.finalize()),
        }
    }
}

fn passage(row: &Row<'_>) -> rusqlite::Result<Passage> {
    Ok(Passage {
        ordinal: row.get("ordinal")?,
        locator: row.get("locator")?,
        heading: row.get("heading")?,
        page: row.get("page")?,
        language: row.get("language")?,
        text: row.get("text")?,
    })
}

fn edition(row: &Row<'_>) -> rusqlite::Result<Edition> {
    Ok(Edition {
        sequence: row.get::<_, Count>("sequence")?.0,
        set: PassageSet {
            count: row.get::<_, Count>("passages")?.0,
            sha256: row.get("sha256")?,
        },
    })
}

/// Writes one passage of an edition.
pub(crate) fn add(db: &Connection, document: &RecordId, edition: u64, one: &Passage) -> Result<(), Error> {
    let written = db
        .prepare_cached(
            "INSERT INTO passage (edition, ordinal, locator, heading, page, language, text) \
             VALUES (:edition, :ordinal, :locator, :heading, :page, :language, :text)",
        )?
        .execute(named_params! {
            ":edition": signed(edition),
            ":ordinal": one.ordinal,
            ":locator": one.locator,
            ":heading": one.heading,
            ":page": one.page,
            ":language": one.language,
            ":text": one.text,
        });
    match written {
        Err(error) if is_twice(&error) => Err(Error::PassageTwice {
            document: document.clone(),
            ordinal: one.ordinal,
        }),
        written => Ok(written.map(drop)?),
    }
}

fn is_twice(error: &rusqlite::Error) -> bool {
    error
        .sqlite_error()
        .is_some_and(|code| code.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
}

/// Begins an edition; its passages follow, then [`finish`].
pub(crate) fn begin(db: &Connection, document: &RecordId, sequence: u64) -> Result<(), Error> {
    // What is said of it is known at its end; each passage wants it to be there.
    db.prepare_cached(
        "INSERT INTO edition (sequence, document, passages, sha256) VALUES (:sequence, :document, 0, :sha256)",
    )?
    .execute(named_params! {
        ":sequence": signed(sequence),
        ":document": document.as_str(),
        ":sha256": "0".repeat(64),
    })?;
    Ok(())
}

/// Notes what an edition holds, and shows it.
pub(crate) fn finish(db: &Connection, document: &RecordId, sequence: u64, set: &PassageSet) -> Result<(), Error> {
    db.prepare_cached("UPDATE edition SET passages = :passages, sha256 = :sha256 WHERE sequence = :sequence")?
        .execute(named_params! {
            ":sequence": signed(sequence),
            ":passages": signed(set.count),
            ":sha256": set.sha256,
        })?;
    show(db, document, Some(sequence))
}

/// Drops an edition with its passages.
pub(crate) fn drop_edition(db: &Connection, sequence: u64) -> Result<(), Error> {
    db.prepare_cached("DELETE FROM edition WHERE sequence = :sequence")?
        .execute(named_params! { ":sequence": signed(sequence) })?;
    Ok(())
}

/// Shows an edition, or none.
pub(crate) fn show(db: &Connection, document: &RecordId, edition: Option<u64>) -> Result<(), Error> {
    match edition {
        Some(edition) => db
            .prepare_cached(
                "INSERT INTO document_text (document, edition) VALUES (:document, :edition) \
                 ON CONFLICT (document) DO UPDATE SET edition = :edition",
            )?
            .execute(named_params! { ":document": document.as_str(), ":edition": signed(edition) })?,
        None => db
            .prepare_cached("DELETE FROM document_text WHERE document = :document")?
            .execute(named_params! { ":document": document.as_str() })?,
    };
    Ok(())
}

/// Drops a document's editions but for two: the one it shows and the one it showed before.
pub(crate) fn drop_old_editions(db: &Connection, document: &RecordId, keep: [Option<u64>; 2]) -> Result<(), Error> {
    db.prepare_cached(
        "DELETE FROM edition WHERE document = :document AND sequence <> ifnull(:shown, 0) \
         AND sequence <> ifnull(:before, 0)",
    )?
    .execute(named_params! {
        ":document": document.as_str(),
        ":shown": keep[0].map(signed),
        ":before": keep[1].map(signed),
    })?;
    Ok(())
}

/// The edition a document shows.
pub(crate) fn shown(db: &Connection, document: &RecordId) -> Result<Option<Edition>, Error> {
    Ok(db
        .prepare_cached(
            "SELECT sequence, passages, sha256 FROM document_text JOIN edition ON edition.sequence = \
             document_text.edition WHERE document_text.document = :document",
        )?
        .query_row(named_params! { ":document": document.as_str() }, edition)
        .optional()?)
}

/// The kept editions of a document with these passages, newest first.
pub(crate) fn kept_as(db: &Connection, document: &RecordId, set: &PassageSet) -> Result<Option<Edition>, Error> {
    Ok(db
        .prepare_cached(
            "SELECT sequence, passages, sha256 FROM edition WHERE document = :document AND sha256 = :sha256 \
             AND passages = :passages ORDER BY sequence DESC LIMIT 1",
        )?
        .query_row(
            named_params! {
                ":document": document.as_str(), ":sha256": set.sha256, ":passages": signed(set.count)
            },
            edition,
        )
        .optional()?)
}

/// The passages of a document whose number lies in a range, in their order, one at a time.
pub(crate) fn each<E: From<Error>>(
    db: &Connection,
    document: &RecordId,
    range: RangeInclusive<u32>,
    mut each: impl FnMut(Passage) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = db
        .prepare_cached(
            "SELECT ordinal, locator, heading, page, language, text FROM passage WHERE edition = (SELECT edition FROM \
             document_text JOIN record ON record.id = document_text.document WHERE document = :document) AND ordinal BETWEEN :first AND :last ORDER BY ordinal",
        )
        .map_err(Error::from)?;
    let mut rows = statement
        .query(named_params! { ":document": document.as_str(), ":first": range.start(), ":last": range.end() })
        .map_err(Error::from)?;
    while let Some(row) = rows.next().map_err(Error::from)? {
        each(passage(row).map_err(Error::from)?)?;
    }
    Ok(())
}

/// How many passages the documents of the library show.
pub(crate) fn count(db: &Connection) -> Result<u64, Error> {
    Ok(db
        .prepare_cached(
            "SELECT coalesce(sum(passages), 0) AS n FROM document_text JOIN edition ON edition.sequence = \
             document_text.edition JOIN record ON record.id = document_text.document",
        )?
        .query_row([], |row| row.get::<_, Count>("n"))?
        .0)
}
