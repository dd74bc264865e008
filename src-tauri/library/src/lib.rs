//! One door to everything: opens a library folder, keeps its records and its index in step, composes answers.
//!
//! Belongs here: what a question is, what its answer is, and how store, search, import and export make it.
//! Not here: SQL, query syntax, file formats, windows and the command line. Every read and every write goes through here.

mod ask;
mod brief;
mod cited;
mod commitments;
mod documents;
mod funding;
mod partners;
mod record_page;
mod search;
mod state_of_library;
mod timeline;

pub use ask::{DateRule, Filters, KnownOn, Moment};
pub use brief::{BriefAsk, BriefBytes, BriefFormat, BriefLength, BriefSaved};
pub use cited::Cited;
pub use commitments::{CommitmentRow, CommitmentsAsk, RollUpRow};
pub use documents::{DocumentPage, ImportAsk, ImportOutcome, Refused};
pub use funding::{
    Converted, FundingAnswer, FundingAsk, FundingRow, FundingTotal, LeftOut, PartOfRow, PositionRow, StageRow,
    SummedFromParts,
};
pub use partners::{ClaimRow, ContestedRow, IndicatorRow, InstrumentRow, Overview, PartnerPage, PartnerRow, SourceRow};
pub use record_page::{ChangeRow, DecisionRow, FieldChange, LinkedRow, RecordPage};
pub use search::{AnswerLanguage, SearchAsk, SearchFound, SearchHit, SearchSort, SnippetPart, Suggestion};
pub use state_of_library::{CheckFinding, CheckReport, CoverageGap, LibraryState};
pub use timeline::{TimelineAsk, TimelineEntry};
