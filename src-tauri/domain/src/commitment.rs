//! What a party undertook to do.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Citation, Claim, Confidence, Edtf, PartnerCode, RecordId, Strand, vocabulary::vocabulary};

vocabulary! {
    /// Who owes a commitment.
    Party, "party" {
        /// The Union and its institutions.
        Eu = "EU",
        /// The partner country.
        Partner = "partner",
        /// Both sides.
        Both = "both",
        /// A Member State.
        MemberState = "member-state",
    }
}

vocabulary! {
    /// The force of the verb in the text.
    Force, "force" {
        /// The party shall.
        Shall = "shall",
        /// The party will.
        Will = "will",
        /// The party intends to.
        Intends = "intends",
        /// The party may.
        May = "may",
    }
}

vocabulary! {
    /// Where a commitment stands, as evidence shows it. Overdue is derived from a day and never stored.
    CommitmentState, "commitment state" {
        /// Nothing shows that it was begun.
        Open = "open",
        /// Begun, or a standing duty that is being carried out.
        UnderWay = "under-way",
        /// Done.
        Done = "done",
        /// Ended without being done.
        Lapsed = "lapsed",
        /// No evidence either way.
        Unknown = "unknown",
    }
}

/// What evidence showed of a commitment, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateStep {
    /// The state shown.
    pub state: CommitmentState,
    /// The day the evidence speaks of, or was published; left out where neither is known.
    #[serde(default)]
    pub date: Option<Edtf>,
    /// What shows it.
    #[serde(default)]
    pub note: Option<String>,
    /// Where it is written; the record's own citations when left out.
    #[serde(default)]
    pub cites: Vec<Citation>,
}

/// One undertaking of one instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// The record's name, such as `tn-mou-2023-c01`.
    pub id: RecordId,
    /// The instrument it is written in.
    pub instrument: RecordId,
    /// The partners it concerns; the file's partner when left out.
    #[serde(default)]
    pub partners: Vec<PartnerCode>,
    /// Its strand.
    pub strand: Strand,
    /// Who owes it.
    pub by: Party,
    /// The undertaking, in our words.
    pub text: String,
    /// The force of its verb; left out where our sources do not quote the text.
    #[serde(default)]
    pub force: Option<Force>,
    /// The article or section it stands in.
    #[serde(default)]
    pub article: Option<String>,
    /// Its deadline.
    #[serde(default)]
    pub due: Option<Edtf>,
    /// What evidence showed of it, oldest first.
    pub states: Vec<StateStep>,
    /// Where this is written.
    pub cites: Vec<Citation>,
    /// How well it stands.
    pub confidence: Confidence,
    /// What a reader must know to use it.
    #[serde(default)]
    pub note: Option<String>,
    /// What speakers say of disputed fields.
    #[serde(default)]
    pub claims: Vec<Claim>,
}

impl Commitment {
    /// What the evidence up to `day` shows: the newest dated step not after it, else the undated steps' last word, else unknown.
    pub fn state_on(&self, day: NaiveDate) -> CommitmentState {
        self.step_on(day).map_or(CommitmentState::Unknown, |step| step.state)
    }

    /// The step that [`Self::state_on`] reads.
    pub fn step_on(&self, day: NaiveDate) -> Option<&StateStep> {
        let first_day = |step: &StateStep| step.date.as_ref().and_then(|date| date.span().earliest);
        self.states
            .iter()
            .filter(|step| first_day(step).is_none_or(|first| first <= day))
            .max_by_key(|step| first_day(step))
    }

    /// Whether `day` is past the last possible day of the deadline while the evidence shows neither an end nor a lapse.
    pub fn overdue_on(&self, day: NaiveDate) -> bool {
        let ended = matches!(self.state_on(day), CommitmentState::Done | CommitmentState::Lapsed);
        let passed = self
            .due
            .as_ref()
            .and_then(|due| due.span().latest)
            .is_some_and(|last| last < day);
        passed && !ended
    }
}
