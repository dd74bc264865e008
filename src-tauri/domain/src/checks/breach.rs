//! What is wrong with a record by name, with the values its sentence must tell: for whoever speaks another language.
//!
//! The sentence and the hint here are English; they are the command line's, and the fallback of every other reader.

use std::fmt;

use serde::Serialize;
use specta::Type;

use super::Rule;
use crate::{Edtf, Money, PartnerCode, RecordId, RecordKind, Stage};

/// How a record breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Breach {
    /// More than one record has the id.
    SameId {
        /// The id.
        id: RecordId,
    },
    /// A record that is named is not there.
    NotThere {
        /// The name.
        id: RecordId,
        /// What it should name.
        wanted: RecordKind,
    },
    /// A record that is named is of another kind.
    WrongKind {
        /// The name.
        id: RecordId,
        /// What it names.
        is: RecordKind,
        /// What it should name.
        wanted: RecordKind,
    },
    /// No partner has the code.
    NoSuchPartner {
        /// The code.
        code: PartnerCode,
    },
    /// The record cites nothing.
    NoSource,
    /// A claim cites nothing.
    NoSourceOfClaim {
        /// Who says it.
        speaker: String,
        /// Of which field.
        of: String,
    },
    /// A disputed field has one speaker.
    OneSided {
        /// The speaker.
        speaker: String,
        /// The field.
        of: String,
    },
    /// No record cites the source.
    UnusedSource,
    /// A line is part of itself.
    Ring {
        /// The lines, the first again at the end.
        lines: Vec<RecordId>,
    },
    /// A line repeats itself.
    RepeatsItself,
    /// Two lines repeat each other.
    RepeatsInTurn {
        /// The other.
        other: RecordId,
    },
    /// The parts' own amounts exceed the whole's.
    PartsExceedAmount {
        /// The way of splitting, where it has a name.
        breakdown: Option<String>,
        /// What the parts add up to; none where that is more than can be kept.
        parts: Option<Money>,
        /// What the whole has.
        own: Money,
    },
    /// The parts have more at a stage than the whole has.
    PartsExceedStage {
        /// The stage.
        stage: Stage,
        /// The whole.
        whole: RecordId,
        /// The way of splitting, where it has a name.
        breakdown: Option<String>,
        /// What the parts add up to.
        parts: Money,
        /// What the whole has.
        own: Money,
    },
    /// Nothing, or less, moves.
    NotAnAmount {
        /// The amount.
        amount: Money,
    },
    /// A step is in another currency than its line.
    OtherCurrency {
        /// The step's amount.
        amount: Money,
        /// The line's.
        line: Money,
    },
    /// The same money moves twice on one day.
    SameStepTwice {
        /// The stage.
        stage: Stage,
        /// The day.
        date: Edtf,
    },
    /// A commitment is due before its instrument was signed.
    DueBeforeSigned {
        /// When it is due.
        due: Edtf,
        /// The instrument.
        instrument: RecordId,
        /// When that was signed.
        signed: Edtf,
    },
    /// An instrument enters into force before it is signed.
    InForceBeforeSigned {
        /// When it enters into force.
        date: Edtf,
        /// When it is signed.
        before: Edtf,
    },
    /// An instrument ends before it is signed.
    EndsBeforeSigned {
        /// When it ends.
        date: Edtf,
        /// When it is signed.
        before: Edtf,
    },
    /// An instrument ends before it enters into force.
    EndsBeforeInForce {
        /// When it ends.
        date: Edtf,
        /// When it enters into force.
        before: Edtf,
    },
    /// An earlier step stands after a later one.
    StepsOutOfOrder {
        /// The earlier date.
        date: Edtf,
        /// The later date, which stands before it.
        after: Edtf,
    },
    /// A stage begins before the one that must come first.
    StagesOutOfOrder {
        /// The stage.
        stage: Stage,
        /// When it begins.
        date: Edtf,
        /// The stage that must come first.
        first: Stage,
        /// When that begins.
        before: Edtf,
    },
    /// A text is blank.
    Blank,
    /// A value is no decimal number.
    NotANumber {
        /// The value.
        text: String,
    },
    /// A language is not given by its code.
    NotALanguage {
        /// What stands there.
        text: String,
    },
    /// An address is no web address.
    NotAnAddress {
        /// What stands there.
        text: String,
    },
}

impl Breach {
    /// The rule that is broken.
    pub fn rule(&self) -> Rule {
        match self {
            Self::SameId { .. } => Rule::SameId,
            Self::NotThere { .. } => Rule::NotThere,
            Self::WrongKind { .. } => Rule::WrongKind,
            Self::NoSuchPartner { .. } => Rule::NoSuchPartner,
            Self::NoSource | Self::NoSourceOfClaim { .. } => Rule::NoSource,
            Self::OneSided { .. } => Rule::OneSided,
            Self::UnusedSource => Rule::UnusedSource,
            Self::Ring { .. } => Rule::Ring,
            Self::RepeatsItself | Self::RepeatsInTurn { .. } => Rule::RepeatsInTurn,
            Self::PartsExceedAmount { .. } | Self::PartsExceedStage { .. } => Rule::PartsExceedWhole,
            Self::NotAnAmount { .. } => Rule::NotAnAmount,
            Self::OtherCurrency { .. } => Rule::OtherCurrency,
            Self::SameStepTwice { .. } => Rule::SameStepTwice,
            Self::DueBeforeSigned { .. }
            | Self::InForceBeforeSigned { .. }
            | Self::EndsBeforeSigned { .. }
            | Self::EndsBeforeInForce { .. } => Rule::EndBeforeStart,
            Self::StepsOutOfOrder { .. } => Rule::StepsOutOfOrder,
            Self::StagesOutOfOrder { .. } => Rule::StagesOutOfOrder,
            Self::Blank => Rule::Blank,
            Self::NotANumber { .. } => Rule::NotANumber,
            Self::NotALanguage { .. } => Rule::NotALanguage,
            Self::NotAnAddress { .. } => Rule::NotAnAddress,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::SameId { .. } => "give each an id of its own",
            Self::NotThere { .. } => "mend the id, or add the record",
            Self::WrongKind { .. } => "name another record",
            Self::NoSuchPartner { .. } => "use the code of a partner that is on record, or add the partner",
            Self::NoSource => "cite a source",
            Self::NoSourceOfClaim { .. } => "a claim needs a citation of its own",
            Self::OneSided { .. } => "add what the other side says, or use a note",
            Self::UnusedSource => "cite it where it was used, or take it out",
            Self::Ring { .. } => "take one of the links out of part_of, relabels or repeats",
            Self::RepeatsItself | Self::RepeatsInTurn { .. } => "only the later of the two repeats the other",
            Self::PartsExceedAmount { .. } | Self::PartsExceedStage { .. } => {
                "mend an amount, or say in the whole's note why its parts add up to more"
            }
            Self::NotAnAmount { .. } => {
                "leave the amount out where no source gives one; what comes back is a stage of its own"
            }
            Self::OtherCurrency { .. } => "a line of its own keeps currencies apart",
            Self::SameStepTwice { .. } => "keep one, with the sources of both, unless it moved twice",
            Self::DueBeforeSigned { .. }
            | Self::InForceBeforeSigned { .. }
            | Self::EndsBeforeSigned { .. }
            | Self::EndsBeforeInForce { .. } => "mend one of the dates",
            Self::StepsOutOfOrder { .. } => "put the steps oldest first",
            Self::StagesOutOfOrder { .. } => "mend a date, or say in the note how that came",
            Self::Blank => "write it, or leave the field out where it may be",
            Self::NotANumber { .. } => "write digits and a point, as in 13000 or -0.4; words go into the note",
            Self::NotALanguage { .. } => "use ISO 639-1, as in en or fr",
            Self::NotAnAddress { .. } => "begin it with https://",
        }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameId { id } => write!(to, "More than one record is named {id}."),
            Self::NotThere { id, wanted } => write!(to, "No {wanted} is named {id}."),
            Self::WrongKind { id, is, wanted } => write!(
                to,
                "{id} is {}, and {} belongs here.",
                is.with_article(),
                wanted.with_article()
            ),
            Self::NoSuchPartner { code } => write!(to, "No partner has the code {code}."),
            Self::NoSource => to.write_str("Nothing says where this is written."),
            Self::NoSourceOfClaim { speaker, of } => write!(to, "Nothing says where {speaker} says this of `{of}`."),
            Self::OneSided { speaker, of } => {
                write!(to, "Only {speaker} is heard on `{of}`, and a dispute has two sides.")
            }
            Self::UnusedSource => to.write_str("No record cites this source."),
            Self::Ring { lines } => {
                let names: Vec<_> = lines.iter().map(RecordId::as_str).collect();
                write!(to, "It is part of itself: {}. No total can be made.", names.join(" → "))
            }
            Self::RepeatsItself => to.write_str("It repeats itself."),
            Self::RepeatsInTurn { other } => write!(to, "It repeats {other}, which repeats it in turn."),
            Self::PartsExceedAmount { breakdown, parts, own } => {
                let parts = parts.map_or_else(|| "more than can be kept".to_owned(), |parts| parts.to_string());
                write!(
                    to,
                    "Its parts{} add up to {parts}, more than its own {own}.",
                    by(breakdown)
                )
            }
            Self::PartsExceedStage {
                stage,
                whole,
                breakdown,
                parts,
                own,
            } => write!(
                to,
                "At the stage “{stage}” the parts of {whole}{} add up to {parts}, more than its own {own}. Its own figure \
                 stands.",
                by(breakdown)
            ),
            Self::NotAnAmount { amount } => write!(to, "{amount} is not an amount of money that moves."),
            Self::OtherCurrency { amount, line } => {
                write!(to, "{amount} is in another currency than the line's {line}.")
            }
            Self::SameStepTwice { stage, date } => write!(to, "The same amount is {stage} twice on {date}."),
            Self::DueBeforeSigned {
                due,
                instrument,
                signed,
            } => write!(to, "It is due on {due}, before {instrument} was signed on {signed}."),
            Self::InForceBeforeSigned { date, before } => {
                write!(to, "It enters into force on {date}, before it is signed on {before}.")
            }
            Self::EndsBeforeSigned { date, before } => {
                write!(to, "It ends on {date}, before it is signed on {before}.")
            }
            Self::EndsBeforeInForce { date, before } => {
                write!(to, "It ends on {date}, before it enters into force on {before}.")
            }
            Self::StepsOutOfOrder { date, after } => write!(to, "{date} stands after {after}."),
            Self::StagesOutOfOrder {
                stage,
                date,
                first,
                before,
            } => write!(to, "It is {stage} on {date}, before it is {first} on {before}."),
            Self::Blank => to.write_str("The text is blank."),
            Self::NotANumber { text } => write!(to, "“{text}” is not a decimal number."),
            Self::NotALanguage { text } => write!(to, "“{text}” is not the code of a language."),
            Self::NotAnAddress { text } => write!(to, "“{text}” is not a web address."),
        }
    }
}

fn by(breakdown: &Option<String>) -> String {
    breakdown.as_ref().map(|name| format!(" by {name}")).unwrap_or_default()
}
