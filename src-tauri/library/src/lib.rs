//! One door to everything: opens a library folder, keeps its records and its index in step, composes answers.
//!
//! Belongs here: what a question is, what its answer is, and how store, search, import and export make it.
//! Not here: SQL, query syntax, file formats, windows and the command line. Every read and every write goes through here.

mod admitted;
mod ask;
mod batch;
mod brief;
mod briefs;
mod changes;
mod cited;
mod commitments;
mod compare;
mod coverage;
mod documents;
mod embedded;
mod entry;
mod error;
mod exports;
mod files;
mod funding;
mod holdings;
mod imports;
mod index_upkeep;
mod library;
mod packs;
mod partners;
mod poster;
mod recheck;
mod record_page;
mod record_words;
mod relations;
mod search;
mod state_of_library;
mod timeline;
mod trouble;
mod upkeep;
mod users_own;
mod work;

pub use ask::{Filters, KnownOn, Moment};
pub use batch::{BatchAnswer, BatchRow};
pub use brief::{BriefAsk, BriefBytes, BriefFormat, BriefLength, BriefPart, BriefSaved};
pub use briefs::{BriefsSaved, RefusedBrief};
pub use changes::Whose;
pub use cited::Cited;
pub use commitments::{CommitmentRow, CommitmentsAsk};
pub use compare::{
    ChangeKind, ClausePlace, ComparableText, CompareAsk, ComparedClause, ComparedRow, ComparedText, Comparison,
    WordChange,
};
pub use documents::{DocumentPage, DocumentRow, ImportAsk, ImportOutcome, Refused};
pub use entente_search::{
    Found as SearchFound, Hit as SearchHit, ReadingLanguage as AnswerLanguage, SnippetPart, Sort as SearchSort,
    Suggestion,
};
pub use error::{BadAsk, Error, ErrorClass};
pub use exports::{ExportAsk, ExportFormat, Exported};
pub use funding::{
    Converted, FundingAnswer, FundingAsk, FundingRow, FundingTotal, LeftOut, NetTotal, PartOfRow, PositionRow,
    StageRow, SummedFromParts,
};
pub use library::Library;
pub use packs::{PackChange, PackChanges, PackRow, Problem, verify_pack};
pub use partners::{
    ClaimRow, ContestedRow, IndicatorRow, InstrumentRow, InstrumentsAsk, Overview, PartnerPage, PartnerRow, SourceRow,
};
pub use poster::{LanesBy, Paper, TimelineDrawing, TimelineFormat};
pub use recheck::{BriefRecheck, NewFact, RecheckedFact};
pub use record_page::{ChangeRow, DecisionRow, FieldChange, LinkedRow, RecordPage};
pub use relations::{RelatedInstrument, Relations, Tie};
pub use search::SearchAsk;
pub use state_of_library::{BackupRow, CheckFinding, CheckReport, CoverageGap, LibraryState};
pub use timeline::{TimelineAsk, TimelineEntry};
pub use trouble::{Cause, Trouble, TroubleKind};
pub use users_own::TagRow;
pub use work::{Doing, Work, WorkStep};
