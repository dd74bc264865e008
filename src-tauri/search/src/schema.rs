//! The fields of the index, and what of an entry each holds.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;

use crate::entry::{Entry, EntryDate, Key};
use crate::facets::signature;
use crate::glossary::Glossary;
use crate::language::Language;
use crate::layout::{Held, LayoutTokenizer, Of, Part, laid_out, parts};

/// Changes with every change to the fields or to the analysis of words; an index of another format is rebuilt.
pub(crate) const FORMAT: &str = "entente-search 4";

/// The fields of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fields {
    /// Stems of title, heading and text, with positions: what words ask for.
    pub words: Field,
    /// Exact terms of the same, at the same positions: what `=`, quotes, `*` and `~` ask for.
    pub exact: Field,
    /// Stems of the title: what `title:` asks for.
    pub title: Field,
    /// A record's id or a passage's document.
    pub group: Field,
    /// A passage's place in its document.
    pub ordinal: Field,
    /// The facets' values, joined.
    pub signature: Field,
    /// First day the date can mean.
    pub earliest: Field,
    /// Last day the date can mean, where it is not the first.
    pub latest: Field,
    /// Cents.
    pub amount: Field,
    /// ISO 4217.
    pub currency: Field,
    /// Ids of sources.
    pub source: Field,
    /// How much the entry counts at equal words, in thousandths, where that is not [`COMMON_PRIOR`].
    pub prior: Field,
    /// What is shown of a hit, as JSON.
    pub stored: Field,
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |tokenizer: &str, norms: bool| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_fieldnorms(norms)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        )
    };
    let number: NumericOptions = FAST.into();
    let fields = Fields {
        words: builder.add_text_field("words", text("stems", true)),
        exact: builder.add_text_field("exact", text("exact", true)),
        title: builder.add_text_field("title", text("stems", false)),
        group: builder.add_text_field("group", STRING | FAST),
        ordinal: builder.add_u64_field("ordinal", number.clone()),
        signature: builder.add_text_field("signature", TextOptions::from(FAST)),
        earliest: builder.add_i64_field("earliest", number.clone()),
        latest: builder.add_i64_field("latest", number.clone()),
        amount: builder.add_i64_field("amount", number.clone()),
        currency: builder.add_text_field("currency", TextOptions::from(FAST)),
        source: builder.add_text_field("source", TextOptions::from(FAST)),
        prior: builder.add_u64_field("prior", number),
        stored: builder.add_bytes_field("stored", STORED),
    };
    (builder.build(), fields)
}

/// The tokenizers the schema names.
pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register("stems", LayoutTokenizer::new(Held::Stems));
    manager.register("exact", LayoutTokenizer::new(Held::Exact));
    manager
}

/// What is kept of an entry to show a hit. The only copy of its text in the index.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Stored<'a> {
    #[serde(rename = "k", borrow)]
    pub kind: Cow<'a, str>,
    #[serde(rename = "g", borrow)]
    pub group: Cow<'a, str>,
    #[serde(rename = "o")]
    pub ordinal: Option<u32>,
    #[serde(rename = "t", borrow)]
    pub title: Cow<'a, str>,
    #[serde(rename = "h", borrow, default, skip_serializing_if = "str::is_empty")]
    pub heading: Cow<'a, str>,
    #[serde(rename = "x", borrow)]
    pub text: Cow<'a, str>,
    #[serde(rename = "a", borrow, default, skip_serializing_if = "str::is_empty")]
    pub about: Cow<'a, str>,
    #[serde(rename = "l", borrow, default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<Cow<'a, str>>,
    #[serde(rename = "d", borrow, default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'a, str>>,
    #[serde(rename = "n")]
    pub language: Language,
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub strands: Vec<String>,
}

impl Stored<'_> {
    pub(crate) fn key(&self) -> Key {
        match self.ordinal {
            None => Key::Record(self.group.to_string()),
            Some(ordinal) => Key::Passage {
                document: self.group.to_string(),
                ordinal,
            },
        }
    }
}

/// A day as the index counts it.
pub(crate) fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// A number for a text that is the same on every machine and in every build (FNV-1a).
pub(crate) fn stable_hash(text: impl AsRef<[u8]>) -> u64 {
    text.as_ref().iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The prior of most entries, passages above all, in thousandths.
pub(crate) const COMMON_PRIOR: u64 = 1000;

/// What an entry's score is multiplied by, in thousandths. The less it varies, the more entries a search passes over unread;
/// so being new is no part of it, and only settles the order at equal merit.
fn prior(entry: &Entry) -> u64 {
    (entry.weight.clamp(0.25, 4.0) * weight_of(&entry.kind) * 1000.0).round() as u64
}

/// How much a kind counts at equal words, chosen by the sixty questions of `tests/search`: what binds and what was undertaken
/// above what happened, all above the papers that report it.
fn weight_of(kind: &str) -> f32 {
    match kind {
        "instrument" => 1.2,
        "commitment" | "funding" => 1.1,
        "source" => 0.6,
        _ => 1.0,
    }
}

/// What a record belongs to, in words: its partners by name, its date, and what its owner adds. A passage speaks for itself.
fn about(entry: &Entry, glossary: &Glossary) -> String {
    if entry.is_passage() || matches!(entry.kind.as_str(), "partner" | "note" | "saved-search") {
        return entry.about.clone().unwrap_or_default();
    }
    let names = entry
        .partners
        .iter()
        .map(|code| glossary.partner_name(code, Language::En).unwrap_or(code).to_owned());
    let date = entry.date.as_ref().map(in_words).filter(|date| !date.is_empty());
    let all: Vec<String> = names.chain(date).chain(entry.about.clone()).collect();
    all.join(" · ")
}

/// A date as a text would write it: `16 July 2023`, `July 2023`, `2021 to 2026`.
fn in_words(date: &EntryDate) -> String {
    const OPEN: i32 = 9_000;
    let (first, last) = (date.earliest, date.latest);
    let year = |day: NaiveDate| (-OPEN..=OPEN).contains(&day.year()).then(|| day.year().to_string());
    if first == last {
        first.format("%-d %B %Y").to_string()
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        first.format("%B %Y").to_string()
    } else if first.year() == last.year() {
        year(first).unwrap_or_default()
    } else {
        [year(first), year(last)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" to ")
    }
}

/// The entry as a tantivy document; its exact terms are read from what lies in `words` (`on_the_way`).
pub(crate) fn document(
    fields: &Fields,
    entry: &Entry,
    glossary: &Glossary,
) -> Result<TantivyDocument, serde_json::Error> {
    let language = match &entry.language {
        Some(tag) => Language::from_tag(tag),
        None => Language::detect(if entry.text.is_empty() {
            &entry.title
        } else {
            &entry.text
        }),
    };
    let declared = entry.language.as_deref().filter(|_| language == Language::Other);
    let heading = entry.heading.as_deref().unwrap_or_default();
    let about = about(entry, glossary);
    let laid = laid_out(
        language,
        &parts(&entry.title, heading, &entry.text, &about, entry.is_passage()),
    );
    let title = laid_out(
        language,
        &[Part {
            of: Of::Title,
            text: &entry.title,
            copies: 1,
        }],
    );
    let ordinal = match entry.key {
        Key::Record(_) => None,
        Key::Passage { ordinal, .. } => Some(ordinal),
    };
    let stored = Stored {
        kind: entry.kind.as_str().into(),
        group: entry.key.group().into(),
        ordinal,
        title: entry.title.as_str().into(),
        heading: heading.into(),
        text: entry.text.as_str().into(),
        about: about.as_str().into(),
        locator: entry.locator.as_deref().map(Into::into),
        date: entry.date.as_ref().map(|date| date.text.as_str().into()),
        language,
        partners: entry.partners.clone(),
        strands: entry.strands.clone(),
    };
    let stored = serde_json::to_vec(&stored)?;
    let mut document = TantivyDocument::with_capacity(laid.len() + title.len() + stored.len() + 256);
    document.add_text(fields.words, laid);
    document.add_text(fields.title, title);
    document.add_text(fields.group, entry.key.group());
    if let Some(ordinal) = ordinal {
        document.add_u64(fields.ordinal, u64::from(ordinal));
    }
    document.add_text(fields.signature, signature(entry, declared.unwrap_or(language.tag())));
    if let Some(date) = &entry.date {
        document.add_i64(fields.earliest, day_number(date.earliest));
        if date.latest != date.earliest {
            document.add_i64(fields.latest, day_number(date.latest));
        }
    }
    if let Some(amount) = &entry.amount {
        document.add_i64(fields.amount, amount.cents);
        document.add_text(fields.currency, &amount.currency);
    }
    for source in &entry.sources {
        document.add_text(fields.source, source);
    }
    let prior = prior(entry);
    if prior != COMMON_PRIOR {
        document.add_u64(fields.prior, prior);
    }
    document.add_bytes(fields.stored, &stored);
    Ok(document)
}
