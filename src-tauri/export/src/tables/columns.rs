//! The columns of each table and what a record writes into them.

use entente_domain::{
    Basis, Citation, Commitment, CommitmentState, DatePrecision, Edtf, FundingLine, Record, RecordKind, Stage, ledger,
};

use super::{Table, TableContext};

/// A cell's content.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Nothing is known.
    Nothing,
    /// Words.
    Text(String),
    /// A decimal number, as text, so that it stays exact.
    Number(String),
    /// A day.
    Day(chrono::NaiveDate),
    /// An address.
    Address(String),
}

/// A column.
pub(super) struct Column {
    /// Its head.
    pub head: &'static str,
    /// How wide it is in a spreadsheet, in characters.
    pub width: u16,
    /// What a record writes into it.
    pub value: fn(&Record, &TableContext<'_>) -> Value,
}

const fn column(head: &'static str, width: u16, value: fn(&Record, &TableContext<'_>) -> Value) -> Column {
    Column { head, width, value }
}

pub(super) fn has_own(kind: RecordKind) -> bool {
    matches!(
        kind,
        RecordKind::Instrument
            | RecordKind::Commitment
            | RecordKind::Funding
            | RecordKind::Event
            | RecordKind::Indicator
            | RecordKind::Source
    )
}

/// The columns of a table, first to last.
pub(super) fn columns(table: Table) -> &'static [Column] {
    match table {
        Table::Kind(RecordKind::Instrument) => INSTRUMENTS,
        Table::Kind(RecordKind::Commitment) => COMMITMENTS,
        Table::Kind(RecordKind::Funding) => FUNDING,
        Table::Kind(RecordKind::Event) => EVENTS,
        Table::Kind(RecordKind::Indicator) => INDICATORS,
        Table::Kind(RecordKind::Source) => SOURCES,
        Table::Kind(_) | Table::Records => RECORDS,
    }
}

const ID: Column = column("id", 22, |record, _| Value::Text(record.id().to_string()));
const PARTNERS: Column = column("partners", 10, |record, _| joined(record.partners()));
const STRANDS: Column = column("strands", 20, |record, _| joined(record.strands()));
const CONFIDENCE: Column = column("confidence", 11, |record, _| {
    record.confidence().map_or(Value::Nothing, word)
});
const SOURCES_NAMED: Column = column("sources", 60, |record, context| named_sources(record.cites(), context));
const ADDRESS: Column = column("link to the first source", 40, first_address);
const NOTE: Column = column("note", 50, |record, _| match record {
    Record::Instrument(one) => text(one.note.as_deref()),
    Record::Commitment(one) => text(one.note.as_deref()),
    Record::Funding(one) => text(one.note.as_deref()),
    Record::Event(one) => text(one.note.as_deref()),
    Record::Indicator(one) => text(one.note.as_deref()),
    Record::Source(one) => text(one.note.as_deref()),
    _ => Value::Nothing,
});

const RECORDS: &[Column] = &[
    ID,
    column("kind", 12, |record, _| word(record.kind())),
    column("title", 70, |record, _| Value::Text(record.title().to_owned())),
    PARTNERS,
    STRANDS,
    column("date", 14, |record, _| date(record.date())),
    column("earliest", 12, |record, _| earliest(record.date())),
    column("latest", 12, |record, _| latest(record.date())),
    CONFIDENCE,
    SOURCES_NAMED,
    ADDRESS,
];

macro_rules! field {
    ($variant:ident, $one:ident => $value:expr) => {
        |record, _| match record {
            Record::$variant($one) => $value,
            _ => Value::Nothing,
        }
    };
}

const INSTRUMENTS: &[Column] = &[
    ID,
    column("title", 60, field!(Instrument, one => Value::Text(one.title.clone()))),
    column("kind", 26, field!(Instrument, one => word(one.kind))),
    PARTNERS,
    column(
        "parties",
        14,
        field!(Instrument, one => Value::Text(one.parties.join(", "))),
    ),
    column("binding", 9, field!(Instrument, one => yes_no(one.binding))),
    column("signed", 12, field!(Instrument, one => date(one.signed.as_ref()))),
    column("in force", 12, field!(Instrument, one => date(one.in_force.as_ref()))),
    column("expires", 12, field!(Instrument, one => date(one.expires.as_ref()))),
    column("legal state on the day", 22, |record, context| match record {
        Record::Instrument(one) => one.legal_state_on(context.day).map_or(Value::Nothing, word),
        _ => Value::Nothing,
    }),
    STRANDS,
    column("place", 14, field!(Instrument, one => text(one.place.as_deref()))),
    column(
        "signatories",
        40,
        field!(Instrument, one => Value::Text(one.signatories.join("; "))),
    ),
    column(
        "identifier",
        30,
        field!(Instrument, one => text(one.identifier.as_deref())),
    ),
    column(
        "summary",
        80,
        field!(Instrument, one => Value::Text(one.summary.clone())),
    ),
    CONFIDENCE,
    NOTE,
    SOURCES_NAMED,
    ADDRESS,
];

const COMMITMENTS: &[Column] = &[
    ID,
    column(
        "instrument",
        22,
        field!(Commitment, one => Value::Text(one.instrument.to_string())),
    ),
    column("article", 20, field!(Commitment, one => text(one.article.as_deref()))),
    column("owed by", 12, field!(Commitment, one => word(one.by))),
    column(
        "commitment",
        80,
        field!(Commitment, one => Value::Text(one.text.clone())),
    ),
    column(
        "force",
        9,
        field!(Commitment, one => one.force.map_or(Value::Nothing, word)),
    ),
    PARTNERS,
    STRANDS,
    column("due", 12, field!(Commitment, one => date(one.due.as_ref()))),
    column("state on the day", 14, |record, context| match record {
        Record::Commitment(one) => word(one.state_on(context.day)),
        _ => Value::Nothing,
    }),
    column("overdue on the day", 12, |record, context| match record {
        Record::Commitment(one) => yes_no(one.overdue_on(context.day)),
        _ => Value::Nothing,
    }),
    column("evidence", 60, |record, context| match record {
        Record::Commitment(one) => evidence(one, context),
        _ => Value::Nothing,
    }),
    CONFIDENCE,
    NOTE,
    SOURCES_NAMED,
    ADDRESS,
];

const FUNDING: &[Column] = &[
    ID,
    column("title", 60, field!(Funding, one => Value::Text(one.title.clone()))),
    PARTNERS,
    STRANDS,
    column("kind", 20, field!(Funding, one => word(one.kind))),
    column("fund", 20, field!(Funding, one => text(one.fund.as_deref()))),
    column("counts as", 10, field!(Funding, one => word(one.counts_as))),
    column(
        "part of",
        14,
        field!(Funding, one => one.part_of.as_ref().map_or(Value::Nothing, |whole| Value::Text(whole.id.to_string()))),
    ),
    column(
        "breakdown",
        12,
        field!(Funding, one => text(one.part_of.as_ref().and_then(|whole| whole.breakdown.as_deref()))),
    ),
    column(
        "currency",
        9,
        field!(Funding, one => Value::Text(one.amount.currency().to_string())),
    ),
    column(
        "amount",
        16,
        field!(Funding, one => Value::Number(one.amount.decimal())),
    ),
    column("announced", 16, |record, context| {
        at_stage(record, Stage::Announced, context)
    }),
    column("pledged", 16, |record, context| {
        at_stage(record, Stage::Pledged, context)
    }),
    column("adopted", 16, |record, context| {
        at_stage(record, Stage::Adopted, context)
    }),
    column("signed", 16, |record, context| at_stage(record, Stage::Signed, context)),
    column("contracted", 16, |record, context| {
        at_stage(record, Stage::Contracted, context)
    }),
    column("disbursed", 16, |record, context| {
        at_stage(record, Stage::Disbursed, context)
    }),
    column("returned", 16, |record, context| {
        at_stage(record, Stage::Returned, context)
    }),
    column("cancelled", 16, |record, context| {
        at_stage(record, Stage::Cancelled, context)
    }),
    column("stages in words", 60, field!(Funding, one => stages(one))),
    column("period", 12, field!(Funding, one => date(one.period.as_ref()))),
    CONFIDENCE,
    NOTE,
    SOURCES_NAMED,
    ADDRESS,
];

const EVENTS: &[Column] = &[
    ID,
    column("date", 14, field!(Event, one => date(Some(&one.date)))),
    column("earliest", 12, field!(Event, one => earliest(Some(&one.date)))),
    column("latest", 12, field!(Event, one => latest(Some(&one.date)))),
    column("title", 60, field!(Event, one => Value::Text(one.title.clone()))),
    column("kind", 16, field!(Event, one => word(one.kind))),
    PARTNERS,
    STRANDS,
    column("place", 14, field!(Event, one => text(one.place.as_deref()))),
    column("people", 40, field!(Event, one => Value::Text(one.people.join("; ")))),
    column("instruments", 22, field!(Event, one => joined(&one.instruments))),
    column("summary", 80, field!(Event, one => Value::Text(one.summary.clone()))),
    CONFIDENCE,
    NOTE,
    SOURCES_NAMED,
    ADDRESS,
];

const INDICATORS: &[Column] = &[
    ID,
    column("name", 70, field!(Indicator, one => Value::Text(one.name.clone()))),
    column("value", 16, field!(Indicator, one => Value::Number(one.value.clone()))),
    column("unit", 16, field!(Indicator, one => Value::Text(one.unit.clone()))),
    column("period", 14, field!(Indicator, one => date(Some(&one.period)))),
    PARTNERS,
    CONFIDENCE,
    NOTE,
    SOURCES_NAMED,
    ADDRESS,
];

const SOURCES: &[Column] = &[
    ID,
    column("title", 80, field!(Source, one => Value::Text(one.title.clone()))),
    column(
        "publisher",
        34,
        field!(Source, one => Value::Text(one.publisher.clone())),
    ),
    column("date", 14, field!(Source, one => date(Some(&one.date)))),
    column("kind", 16, field!(Source, one => word(one.kind))),
    column("language", 9, field!(Source, one => Value::Text(one.language.clone()))),
    column("identifier", 30, field!(Source, one => text(one.identifier.as_deref()))),
    column("official", 9, field!(Source, one => yes_no(one.official))),
    PARTNERS,
    column(
        "link",
        60,
        field!(Source, one => one.url.clone().map_or(Value::Nothing, Value::Address)),
    ),
    NOTE,
];

fn text(text: Option<&str>) -> Value {
    text.map_or(Value::Nothing, |text| Value::Text(text.to_owned()))
}

fn word(word: impl ToString) -> Value {
    Value::Text(word.to_string())
}

fn yes_no(yes: bool) -> Value {
    Value::Text(if yes { "yes" } else { "no" }.to_owned())
}

fn joined(words: &[impl ToString]) -> Value {
    if words.is_empty() {
        return Value::Nothing;
    }
    Value::Text(words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

/// A day as a day; anything vaguer in its own text, so that a spreadsheet invents no precision.
fn date(date: Option<&Edtf>) -> Value {
    let Some(date) = date else { return Value::Nothing };
    let exact = date.precision() == DatePrecision::Day && !date.is_approximate() && !date.is_uncertain();
    match date.span().earliest.filter(|_| exact) {
        Some(day) => Value::Day(day),
        None => Value::Text(date.to_string()),
    }
}

fn earliest(date: Option<&Edtf>) -> Value {
    date.and_then(|date| date.span().earliest)
        .map_or(Value::Nothing, Value::Day)
}

fn latest(date: Option<&Edtf>) -> Value {
    date.and_then(|date| date.span().latest)
        .map_or(Value::Nothing, Value::Day)
}

fn at_stage(record: &Record, stage: Stage, context: &TableContext<'_>) -> Value {
    let Record::Funding(line) = record else {
        return Value::Nothing;
    };
    // A figure in another currency than the line's would be misread under its column.
    ledger::position(line, stage, Some(context.day))
        .filter(|amount| amount.currency() == line.amount.currency())
        .map_or(Value::Nothing, |amount| Value::Number(amount.decimal()))
}

fn stages(line: &FundingLine) -> Value {
    let steps: Vec<String> = line
        .stages
        .iter()
        .map(|step| {
            let amount = step
                .amount
                .map_or_else(|| "no figure".to_owned(), |amount| amount.to_string());
            let basis = match step.basis {
                Basis::Flow => "",
                Basis::RunningTotal => " (running total)",
            };
            format!("{} {}: {amount}{basis}", step.stage, step.date)
        })
        .collect();
    if steps.is_empty() {
        Value::Nothing
    } else {
        Value::Text(steps.join("; "))
    }
}

fn evidence(one: &Commitment, context: &TableContext<'_>) -> Value {
    let Some(step) = one.step_on(context.day) else {
        return Value::Nothing;
    };
    let date = step.date.as_ref().map(|date| format!("{date}: ")).unwrap_or_default();
    match (&step.note, step.state) {
        (Some(note), _) => Value::Text(format!("{date}{note}")),
        (None, CommitmentState::Unknown) => Value::Nothing,
        (None, state) => Value::Text(format!("{date}{state}")),
    }
}

fn named_sources(cites: &[Citation], context: &TableContext<'_>) -> Value {
    let named: Vec<String> = cites
        .iter()
        .map(|cite| {
            let at = cite.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
            match context.sources.get(&cite.source) {
                Some(source) => format!("{}, {}, {}{at}", source.title, source.publisher, source.date),
                None => format!("{}{at}", cite.source),
            }
        })
        .collect();
    if named.is_empty() {
        Value::Nothing
    } else {
        Value::Text(named.join("; "))
    }
}

fn first_address(record: &Record, context: &TableContext<'_>) -> Value {
    record
        .cites()
        .iter()
        .find_map(|cite| context.sources.get(&cite.source)?.url.clone())
        .map_or(Value::Nothing, Value::Address)
}
