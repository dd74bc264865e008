-- Every id the library ever used, with its kind: an id is never given to another kind of record.
CREATE TABLE named (
    id   TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN (
        'partner', 'source', 'instrument', 'commitment', 'funding', 'event', 'indicator', 'document',
        'note', 'tag', 'saved-search')),
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- The records as they stand. A record that was removed is in the change log only.
CREATE TABLE record (
    id        TEXT NOT NULL PRIMARY KEY REFERENCES named (id),
    kind      TEXT NOT NULL,
    title     TEXT NOT NULL,
    body      TEXT NOT NULL CHECK (json_valid(body)),
    -- What the pack last said of it: NULL where that is the body, 'null' where the pack does not hold the record.
    pack_body TEXT CHECK (pack_body IS NULL OR json_valid(pack_body)),
    -- Who last changed the body.
    origin    TEXT NOT NULL,
    -- Its date in EDTF, and the first and last day it can mean; an open end is NULL.
    date      TEXT,
    earliest  TEXT CHECK (earliest IS NULL OR date IS NOT NULL),
    latest    TEXT CHECK (latest IS NULL OR date IS NOT NULL)
) STRICT;
CREATE INDEX record_by_kind ON record (kind, id);

CREATE TABLE record_partner (
    record  TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    partner TEXT NOT NULL CHECK (length(partner) = 2),
    PRIMARY KEY (record, partner)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_by_partner ON record_partner (partner, record);

CREATE TABLE record_strand (
    record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    strand TEXT NOT NULL CHECK (strand IN (
        'migration', 'energy', 'trade', 'economy', 'security', 'people', 'humanitarian')),
    PRIMARY KEY (record, strand)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_by_strand ON record_strand (strand, record);

-- Where a record is written. A transaction may name a source before it stores it, but cannot end so.
CREATE TABLE citation (
    record  TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    source  TEXT NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    locator TEXT,
    PRIMARY KEY (record, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_by_source ON citation (source, record);

-- Which record names which, citations left aside.
CREATE TABLE link (
    record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    target TEXT NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (record, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_target ON link (target, record);

-- The spine: every write of a record or of a document's passages, oldest first. Rows are never changed.
CREATE TABLE change (
    sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The first sequence of the transaction: rows with one batch were written together.
    batch       INTEGER NOT NULL CHECK (batch <= sequence),
    -- RFC 3339, UTC, milliseconds: text order is time order.
    time        TEXT NOT NULL CHECK (time GLOB '????-??-??T??:??:??.???Z'),
    origin      TEXT NOT NULL CHECK (origin = 'user' OR origin GLOB 'pack:*' OR origin GLOB 'import:*'),
    who         TEXT,
    action      TEXT NOT NULL CHECK (action IN ('put', 'remove', 'passages', 'undo', 'decide')),
    kind        TEXT NOT NULL,
    id          TEXT NOT NULL,
    -- The record's body; NULL where there is no record. For passages: how many, and their SHA-256.
    before      TEXT,
    after       TEXT,
    -- What the pack said before and after: NULL where it is the body, 'null' where it did not hold the record.
    pack_before TEXT,
    pack_after  TEXT,
    undoes      INTEGER REFERENCES change (sequence)
) STRICT;
CREATE INDEX change_of_record ON change (id, sequence);
CREATE INDEX change_by_time ON change (time);

-- Fields on which the user and a newer pack differ. A row stays when it is settled, so that settling can be undone.
-- The field '(record)' is the record as a whole; base and theirs then hold kind and record.
CREATE TABLE decision (
    record   TEXT NOT NULL REFERENCES named (id),
    field    TEXT NOT NULL,
    -- What both started from.
    base     TEXT CHECK (base IS NULL OR json_valid(base)),
    -- What the newer pack says.
    theirs   TEXT CHECK (theirs IS NULL OR json_valid(theirs)),
    version  TEXT NOT NULL,
    -- The change that raised it, and the change that settled it.
    sequence INTEGER NOT NULL REFERENCES change (sequence),
    settled  INTEGER REFERENCES change (sequence),
    PRIMARY KEY (record, field, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_pending ON decision (record, field) WHERE settled IS NULL;
CREATE INDEX decision_by_settled ON decision (settled) WHERE settled IS NOT NULL;

-- One set of passages of a document, named by the change that put it.
CREATE TABLE edition (
    sequence INTEGER PRIMARY KEY REFERENCES change (sequence) DEFERRABLE INITIALLY DEFERRED,
    document TEXT NOT NULL REFERENCES named (id),
    passages INTEGER NOT NULL CHECK (passages >= 0),
    sha256   TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;
CREATE INDEX edition_of_document ON edition (document, sequence);

-- Which edition a document shows.
CREATE TABLE document_text (
    document TEXT NOT NULL PRIMARY KEY REFERENCES named (id),
    edition  INTEGER NOT NULL REFERENCES edition (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX document_text_by_edition ON document_text (edition);

CREATE TABLE passage (
    edition  INTEGER NOT NULL REFERENCES edition (sequence) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal  INTEGER NOT NULL CHECK (ordinal >= 1),
    locator  TEXT,
    heading  TEXT,
    page     INTEGER CHECK (page >= 1),
    language TEXT,
    text     TEXT NOT NULL,
    PRIMARY KEY (edition, ordinal)
) STRICT, WITHOUT ROWID;

-- The packs that were taken in, oldest first.
CREATE TABLE pack (
    ordinal     INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL,
    version     TEXT NOT NULL,
    data_date   TEXT NOT NULL,
    applied     TEXT NOT NULL,
    -- The batch of its changes; NULL where it changed nothing.
    batch       INTEGER REFERENCES change (sequence),
    rolled_back TEXT
) STRICT;

-- The user's settings and the program's small memories, as JSON. Not part of the change log.
CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
