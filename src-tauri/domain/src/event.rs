//! What belongs on a timeline.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Citation, Claim, Confidence, Edtf, PartnerCode, RecordId, Strand, vocabulary::vocabulary};

vocabulary! {
    /// What sort of event.
    EventKind, "event kind" {
        /// A signing.
        Signing = "signing",
        /// A visit.
        Visit = "visit",
        /// A summit.
        Summit = "summit",
        /// A statement.
        Statement = "statement",
        /// An adoption.
        Adoption = "adoption",
        /// An entry into force.
        EntryIntoForce = "entry-into-force",
        /// A payment.
        Disbursement = "disbursement",
        /// A conference.
        Conference = "conference",
        /// A meeting of a council or committee.
        Council = "council",
        /// An incident.
        Incident = "incident",
        /// A report.
        Report = "report",
    }
}

/// Something that happened, or is due to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The record's name, such as `tn-e01`.
    pub id: RecordId,
    /// When: a day, a vaguer date, or an interval.
    pub date: Edtf,
    /// Its title.
    pub title: String,
    /// What sort of event.
    pub kind: EventKind,
    /// The partners it concerns; the file's partner when left out.
    #[serde(default)]
    pub partners: Vec<PartnerCode>,
    /// Where.
    #[serde(default)]
    pub place: Option<String>,
    /// Who took part, with office.
    #[serde(default)]
    pub people: Vec<String>,
    /// The strands it touches.
    pub strands: Vec<Strand>,
    /// The instruments it concerns.
    #[serde(default)]
    pub instruments: Vec<RecordId>,
    /// What happened, in our words.
    pub summary: String,
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
