//! Texts that the parties agreed or that set the framework.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Citation, Claim, Confidence, DateRule, Edtf, PartnerCode, RecordId, Strand, vocabulary::vocabulary};

vocabulary! {
    /// What sort of text an instrument is.
    InstrumentKind, "instrument kind" {
        /// Memorandum of understanding.
        MemorandumOfUnderstanding = "memorandum-of-understanding",
        /// Joint declaration.
        JointDeclaration = "joint-declaration",
        /// Statement.
        Statement = "statement",
        /// Status agreement (Frontex).
        StatusAgreement = "status-agreement",
        /// Readmission agreement.
        ReadmissionAgreement = "readmission-agreement",
        /// Visa facilitation agreement.
        VisaFacilitationAgreement = "visa-facilitation-agreement",
        /// Association, cooperation or other framework agreement.
        AssociationAgreement = "association-agreement",
        /// Mobility partnership.
        MobilityPartnership = "mobility-partnership",
        /// Action plan or partnership priorities.
        ActionPlan = "action-plan",
        /// Financing agreement.
        FinancingAgreement = "financing-agreement",
        /// Decision.
        Decision = "decision",
        /// Regulation.
        Regulation = "regulation",
        /// Working arrangement of an agency.
        WorkingArrangement = "working-arrangement",
        /// Outcome of a conference.
        ConferenceOutcome = "conference-outcome",
    }
}

vocabulary! {
    /// Where an instrument stands in law.
    LegalState, "legal state" {
        /// Under negotiation.
        Negotiating = "negotiating",
        /// Signed or adopted, not in force (or with no entry into force, as a declaration).
        Signed = "signed",
        /// Applied provisionally.
        ProvisionallyApplied = "provisionally-applied",
        /// In force.
        InForce = "in-force",
        /// Suspended.
        Suspended = "suspended",
        /// Expired, replaced or terminated.
        Expired = "expired",
    }
}

vocabulary! {
    /// How one instrument relates to another.
    RelationKind, "relation" {
        /// It carries the other out.
        Implements = "implements",
        /// It changes the other's text.
        Amends = "amends",
        /// It takes the other's place.
        Replaces = "replaces",
        /// It comes out of the other or continues it.
        Follows = "follows",
        /// The sources name them together and say no more.
        Related = "related",
    }
}

/// A tie from this instrument to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The other instrument.
    pub to: RecordId,
    /// How this one relates to it.
    pub how: RelationKind,
}

/// A dated step in an instrument's legal life that `signed`, `in_force` and `expires` do not say, such as a suspension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalStep {
    /// The state it entered.
    pub state: LegalState,
    /// When.
    pub date: Edtf,
    /// What shows it.
    #[serde(default)]
    pub note: Option<String>,
    /// Where it is written.
    #[serde(default)]
    pub cites: Vec<Citation>,
}

/// A treaty, memorandum, declaration or act of a partnership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// The record's name, such as `tn-mou-2023`.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// What sort of text it is.
    pub kind: InstrumentKind,
    /// The partners it concerns; the file's partner when left out.
    #[serde(default)]
    pub partners: Vec<PartnerCode>,
    /// Who agreed it: ISO codes, or names where there is none.
    pub parties: Vec<String>,
    /// Whether it binds in law.
    pub binding: bool,
    /// When it was signed or adopted.
    #[serde(default)]
    pub signed: Option<Edtf>,
    /// Where.
    #[serde(default)]
    pub place: Option<String>,
    /// Who signed, with office.
    #[serde(default)]
    pub signatories: Vec<String>,
    /// When it entered into force.
    #[serde(default)]
    pub in_force: Option<Edtf>,
    /// When it ends or ended.
    #[serde(default)]
    pub expires: Option<Edtf>,
    /// Where it stands in law on the pack's data date.
    pub status: LegalState,
    /// Further dated steps of its legal life.
    #[serde(default)]
    pub history: Vec<LegalStep>,
    /// The strands it touches.
    pub strands: Vec<Strand>,
    /// CELEX or Official Journal reference.
    #[serde(default)]
    pub identifier: Option<String>,
    /// Ties to other instruments.
    #[serde(default)]
    pub related: Vec<Relation>,
    /// What it is, in our words.
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

impl Instrument {
    /// Where the instrument stood in law on `day`; `None` before its first dated step.
    ///
    /// A step has come from its earliest possible day; `expires` is reached after its latest. Once every dated step has
    /// come, the recorded `status` holds: it may know more than the dates (an end that no source dates). A status of
    /// expired does not hold before the day that `expires` gives.
    pub fn legal_state_on(&self, day: NaiveDate) -> Option<LegalState> {
        let ended = |end: &Edtf| end.span().latest.is_some_and(|last| last < day);
        if self.expires.as_ref().is_some_and(ended) {
            return Some(LegalState::Expired);
        }
        let signed = self.signed.iter().map(|date| (date, LegalState::Signed));
        let in_force = self.in_force.iter().map(|date| (date, LegalState::InForce));
        let further = self.history.iter().map(|step| (&step.date, step.state));
        let steps: Vec<_> = signed.chain(in_force).chain(further).collect();
        let come = |(date, _): &&(&Edtf, LegalState)| date.has_come(day, DateRule::Could);
        let end_ahead = self.expires.is_some() && self.status == LegalState::Expired;
        if !end_ahead && steps.iter().all(|step| come(&step)) {
            return Some(self.status);
        }
        let newest = steps.iter().filter(come).max_by_key(|(date, _)| date.span().earliest);
        newest.map(|(_, state)| *state)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn instrument(fields: Value) -> Instrument {
        let mut whole = json!({
            "id": "x", "title": "x", "kind": "statement", "parties": [], "binding": false, "status": "in-force",
            "strands": [], "summary": "x", "cites": [], "confidence": "high",
        });
        for (key, value) in fields.as_object().unwrap() {
            whole[key] = value.clone();
        }
        serde_json::from_value(whole).unwrap()
    }

    fn on(instrument: &Instrument, day: &str) -> Option<LegalState> {
        instrument.legal_state_on(day.parse().unwrap())
    }

    #[test]
    fn an_instrument_that_has_ended_since_was_in_force_then() {
        let plan = instrument(json!({
            "signed": "2013-12-16", "in_force": "2014-10", "expires": "2020-12-31", "status": "expired",
        }));
        assert_eq!(on(&plan, "2013-12-15"), None, "it was not there yet");
        assert_eq!(on(&plan, "2014-09-30"), Some(LegalState::Signed));
        assert_eq!(
            on(&plan, "2014-10-01"),
            Some(LegalState::InForce),
            "a month has come once its first day has"
        );
        assert_eq!(
            on(&plan, "2020-12-31"),
            Some(LegalState::InForce),
            "the last day is still a day of it"
        );
        assert_eq!(on(&plan, "2021-01-01"), Some(LegalState::Expired));
    }

    #[test]
    fn a_suspension_is_a_step_of_its_own() {
        let talks = instrument(json!({
            "signed": "2015-03", "status": "suspended", "history": [{ "state": "suspended", "date": "2019-07-15" }],
        }));
        assert_eq!(on(&talks, "2019-07-14"), Some(LegalState::Signed));
        assert_eq!(on(&talks, "2019-07-15"), Some(LegalState::Suspended));
    }

    #[test]
    fn the_recorded_status_may_know_more_than_the_dates() {
        let undated = instrument(json!({ "signed": "2022-06-19" }));
        assert_eq!(on(&undated, "2022-06-18"), None);
        assert_eq!(
            on(&undated, "2024-01-01"),
            Some(LegalState::InForce),
            "no source dates its entry into force"
        );
        let fallen = instrument(json!({ "signed": "2010-10-04", "status": "expired" }));
        assert_eq!(on(&fallen, "2012-01-01"), Some(LegalState::Expired), "nor its end");
    }
}
