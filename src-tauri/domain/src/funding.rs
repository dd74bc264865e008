//! Money as a ledger: a line, what it belongs to, and its stages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Citation, Claim, Confidence, Edtf, Money, PartnerCode, RecordId, Strand, vocabulary::vocabulary};

vocabulary! {
    /// What sort of money a line is. Totals never add one kind to another.
    FundingKind, "funding kind" {
        /// Grant.
        Grant = "grant",
        /// Loan.
        Loan = "loan",
        /// Guarantee.
        Guarantee = "guarantee",
        /// Budget support.
        BudgetSupport = "budget-support",
        /// Private or other investment that public money is to bring about.
        InvestmentMobilised = "investment-mobilised",
        /// Several kinds that the source does not tell apart.
        Mixed = "mixed",
    }
}

vocabulary! {
    /// How a line may be added up.
    CountsAs, "way of counting" {
        /// Money of its own.
        Line = "line",
        /// A ceiling or allocation that lines are drawn from.
        Envelope = "envelope",
        /// A running sum or reported figure that overlaps with lines.
        Statement = "statement",
    }
}

vocabulary! {
    /// How far money has come, in its order.
    Stage, "stage" {
        /// Named in public.
        Announced = "announced",
        /// Pledged to the partner.
        Pledged = "pledged",
        /// Adopted by the institution that decides.
        Adopted = "adopted",
        /// Signed with the partner.
        Signed = "signed",
        /// Contracted with those who carry it out.
        Contracted = "contracted",
        /// Paid.
        Disbursed = "disbursed",
        /// Paid back.
        Returned = "returned",
        /// Withdrawn before it was paid.
        Cancelled = "cancelled",
    }
}

vocabulary! {
    /// What a stage's amount counts.
    Basis, "basis" {
        /// This much moved on that day.
        Flow = "flow",
        /// This much by that day, everything before included.
        RunningTotal = "running-total",
    }
}

/// A whole that a line is a part of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartOf {
    /// The whole.
    pub id: RecordId,
    /// The name of the way of splitting, where the whole is split in more than one.
    #[serde(default)]
    pub breakdown: Option<String>,
}

/// One dated step of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FundingStage {
    /// How far.
    pub stage: Stage,
    /// When.
    pub date: Edtf,
    /// How much; left out where the source gives no figure.
    #[serde(default)]
    pub amount: Option<Money>,
    /// What the amount counts.
    #[serde(default = "flow")]
    pub basis: Basis,
    /// What a reader must know to use it.
    #[serde(default)]
    pub note: Option<String>,
    /// Where it is written; the line's own citations when left out.
    #[serde(default)]
    pub cites: Vec<Citation>,
}

fn flow() -> Basis {
    Basis::Flow
}

/// Money that one instrument, decision or speaker names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FundingLine {
    /// The record's name, such as `tn-f01`.
    pub id: RecordId,
    /// The instrument it comes from.
    #[serde(default)]
    pub instrument: Option<RecordId>,
    /// The partners it concerns; the file's partner when left out.
    #[serde(default)]
    pub partners: Vec<PartnerCode>,
    /// Its title.
    pub title: String,
    /// Its headline amount. Stages say how far how much of it has come.
    pub amount: Money,
    /// What sort of money.
    pub kind: FundingKind,
    /// The fund or payer.
    #[serde(default)]
    pub fund: Option<String>,
    /// Its strand.
    pub strand: Strand,
    /// The years it is for.
    #[serde(default)]
    pub period: Option<Edtf>,
    /// The whole it is a part of.
    #[serde(default)]
    pub part_of: Option<PartOf>,
    /// Lines that announce the same money earlier or elsewhere.
    #[serde(default)]
    pub repeats: Vec<RecordId>,
    /// Lines whose money this one carries under a new label.
    #[serde(default)]
    pub relabels: Vec<RecordId>,
    /// How it may be added up.
    pub counts_as: CountsAs,
    /// Why, where it is not plain.
    #[serde(default)]
    pub counts_reason: Option<String>,
    /// Its stages, oldest first.
    #[serde(default)]
    pub stages: Vec<FundingStage>,
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
