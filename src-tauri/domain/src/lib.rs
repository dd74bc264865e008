//! The subject: partners, instruments, commitments, money, events, and where each is written.
//!
//! Belongs here: the records and their rules, dates that keep their precision, money, the ledger that
//! adds it up, and what is derived from a day (legal state, overdue). Not here: files, SQL, search, words of a screen.

pub mod checks;
mod citation;
mod commitment;
mod confidence;
pub mod coverage;
mod document;
mod edtf;
mod event;
mod funding;
mod indicator;
mod instrument;
pub mod ledger;
mod money;
mod partner;
pub mod rates;
mod record;
mod record_id;
mod source;
mod text_form;
pub mod tracker;
mod users_own;
mod vocabulary;

pub use citation::{Citation, Claim};
pub use commitment::{Commitment, CommitmentState, Force, Party, StateStep};
pub use confidence::Confidence;
pub use document::{Document, DocumentFormat, Passage};
pub use edtf::{BadDate, DatePrecision, DateRule, Edtf, IntervalEnd, Span};
pub use event::{Event, EventKind};
pub use funding::{Basis, CountsAs, FundingKind, FundingLine, FundingStage, PartOf, Stage};
pub use indicator::Indicator;
pub use instrument::{Instrument, InstrumentKind, LegalState, LegalStep, Relation, RelationKind};
pub use money::{BadCurrency, BadMoney, Currency, Money};
pub use partner::{BadPartnerCode, Partner, PartnerCode};
pub use record::{Named, Record, RecordKind};
pub use record_id::{BadRecordId, RecordId};
pub use source::{Source, SourceKind};
pub use users_own::{Note, SavedSearch, Tag};
pub use vocabulary::{Strand, UnknownWord};
