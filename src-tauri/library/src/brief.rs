//! A partner's brief: its facts gathered here, composed and written by `export`.

use chrono::NaiveDate;
use entente_domain::{Edtf, PartnerCode, Strand};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AnswerLanguage, Moment};

/// A brief to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct BriefAsk {
    /// Of which partner.
    pub partner: PartnerCode,
    /// Nothing before this date.
    #[serde(default)]
    pub from: Option<Edtf>,
    /// Nothing after this date.
    #[serde(default)]
    pub to: Option<Edtf>,
    /// Only these strands; all when empty.
    #[serde(default)]
    pub strands: Vec<Strand>,
    /// Its language.
    #[serde(default)]
    pub language: AnswerLanguage,
    /// How much of it.
    #[serde(default)]
    pub length: BriefLength,
    /// A marking line, as typed.
    #[serde(default)]
    pub marking: Option<String>,
    /// An author line, as typed.
    #[serde(default)]
    pub author: Option<String>,
    /// Say what changed in the library since this day.
    #[serde(default)]
    pub changed_since: Option<NaiveDate>,
    /// The two clocks.
    pub moment: Moment,
}

/// How much of a brief.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum BriefLength {
    /// What fits a page.
    OnePage,
    /// Everything.
    #[default]
    Full,
}

/// The formats a brief is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum BriefFormat {
    /// Markdown.
    Md,
    /// One HTML file.
    Html,
    /// Word.
    Docx,
}

/// A brief as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefBytes {
    /// The file's content.
    pub bytes: Vec<u8>,
    /// How many statements and figures it makes.
    pub facts: u32,
    /// How many footnotes carry them.
    pub footnotes: u32,
}

/// A brief that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BriefSaved {
    /// Where.
    pub out: String,
    /// Its size in bytes.
    pub bytes: u32,
    /// How many statements and figures it makes.
    pub facts: u32,
    /// How many footnotes carry them.
    pub footnotes: u32,
}
