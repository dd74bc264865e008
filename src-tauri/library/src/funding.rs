//! Money by stage: what a total counts, what it leaves out and why, and the lines behind it.

use entente_domain::{Basis, CountsAs, Edtf, FundingKind, PartnerCode, RecordId, Stage, Strand};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Cited, Filters, Moment};

/// Which money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct FundingAsk {
    /// Which records.
    #[serde(default)]
    pub filters: Filters,
    /// Of any of these kinds.
    #[serde(default)]
    pub funding_kinds: Vec<FundingKind>,
    /// Convert every figure to this currency at the yearly rate of its date; no rate, no conversion.
    #[serde(default)]
    pub convert_to: Option<String>,
    /// The two clocks.
    pub moment: Moment,
}

/// A total of one stage, kind and currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FundingTotal {
    /// How far the money has come.
    pub stage: Stage,
    /// What sort of money; kinds are never added to each other.
    pub kind: FundingKind,
    /// The sum, as decimal text.
    pub amount: String,
    /// Its currency.
    pub currency: String,
    /// Wholes that have no figure of their own at this stage, whose parts were summed instead.
    pub summed_from_parts: Vec<SummedFromParts>,
}

/// A whole without a figure of its own, and the breakdown whose parts stand in for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SummedFromParts {
    /// The whole.
    pub whole: RecordId,
    /// The breakdown that was summed; none where the whole is split in one way only.
    pub breakdown: Option<String>,
}

/// A line that no total counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LeftOut {
    /// The line.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// The stage it was left out of; none when of all.
    pub stage: Option<Stage>,
    /// Why, in a word: `covered-by-whole`, `envelope`.
    pub code: String,
    /// Why, in a sentence.
    pub reason: String,
    /// The line that covers it.
    pub because_of: Option<RecordId>,
}

/// The whole a line belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PartOfRow {
    /// The whole.
    pub id: RecordId,
    /// The way of splitting.
    pub breakdown: Option<String>,
}

/// One dated step of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct StageRow {
    /// How far.
    pub stage: Stage,
    /// When.
    pub date: Edtf,
    /// How much, as decimal text; none where the source gives no figure.
    pub amount: Option<String>,
    /// Its currency.
    pub currency: Option<String>,
    /// What the amount counts.
    pub basis: Basis,
    /// The amount converted, where that was asked for.
    pub converted: Option<Converted>,
    /// Where it is written.
    pub cites: Vec<Cited>,
}

/// An amount in another currency, with the rate that made it.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Converted {
    /// As decimal text.
    pub amount: String,
    /// The currency asked for.
    pub currency: String,
    /// Units of the foreign currency to the euro.
    pub rate: String,
    /// The year of the rate.
    pub year: i32,
    /// The source of the rate.
    pub source: RecordId,
}

/// Where a line stands at one stage on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PositionRow {
    /// The stage.
    pub stage: Stage,
    /// The amount, as decimal text.
    pub amount: String,
    /// Its currency.
    pub currency: String,
}

/// A funding line.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct FundingRow {
    /// Its id.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// The partner it concerns first.
    pub partner: Option<PartnerCode>,
    /// All partners it concerns.
    pub partners: Vec<PartnerCode>,
    /// Its strand.
    pub strand: Strand,
    /// What sort of money.
    pub kind: FundingKind,
    /// The fund or payer.
    pub fund: Option<String>,
    /// The instrument it comes from.
    pub instrument: Option<RecordId>,
    /// The years it is for.
    pub period: Option<Edtf>,
    /// How it may be added up.
    pub counts_as: CountsAs,
    /// Why, where it is not plain.
    pub counts_reason: Option<String>,
    /// Its headline amount, as decimal text.
    pub amount: String,
    /// Its currency.
    pub currency: String,
    /// The whole it is a part of.
    pub part_of: Option<PartOfRow>,
    /// Lines that announce the same money.
    pub repeats: Vec<RecordId>,
    /// Lines whose money it carries under a new label.
    pub relabels: Vec<RecordId>,
    /// Its dated steps up to the day.
    pub stages: Vec<StageRow>,
    /// Where it stands at each stage on the day. A stage without data is not here.
    pub positions: Vec<PositionRow>,
    /// Disbursed less returned, as decimal text, where something was returned.
    pub net_disbursed: Option<String>,
    /// Whether speakers dispute a field of it.
    pub contested: bool,
    /// What a reader must know to use it.
    pub note: Option<String>,
    /// Where it is written.
    pub cites: Vec<Cited>,
}

/// Totals, what they count and leave out, and the lines.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct FundingAnswer {
    /// By stage, kind and currency.
    pub totals: Vec<FundingTotal>,
    /// The lines that some total counts.
    pub counted: Vec<RecordId>,
    /// The lines left out, with the reason.
    pub left_out: Vec<LeftOut>,
    /// What a desk officer should look at: parts that exceed their whole.
    pub warnings: Vec<String>,
    /// Every line the filters admit.
    pub lines: Vec<FundingRow>,
}
