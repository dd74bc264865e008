//! Words with their emphasis and language, and statements that rest on a source.

use entente_domain::RecordId;

use super::NoteRef;

/// How words are set apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// Not at all.
    #[default]
    None,
    /// Strongly.
    Strong,
    /// As a title, or a word that is spoken of.
    Light,
}

/// Words that share emphasis, language and link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// How they are set apart.
    pub emphasis: Emphasis,
    /// Their language, ISO 639-1, where it is not the document's.
    pub language: Option<String>,
    /// Where they lead.
    pub link: Option<String>,
}

impl Span {
    /// Words in the document's language.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            emphasis: Emphasis::None,
            language: None,
            link: None,
        }
    }

    /// Words set apart strongly.
    pub fn strong(text: impl Into<String>) -> Self {
        Self {
            emphasis: Emphasis::Strong,
            ..Self::plain(text)
        }
    }

    /// Words set apart lightly.
    pub fn light(text: impl Into<String>) -> Self {
        Self {
            emphasis: Emphasis::Light,
            ..Self::plain(text)
        }
    }

    /// The same words in a language.
    pub fn in_language(self, language: impl Into<String>) -> Self {
        Self {
            language: Some(language.into()),
            ..self
        }
    }
}

/// Whether a language is written from right to left.
pub fn right_to_left(language: &str) -> bool {
    matches!(language, "ar" | "fa" | "he" | "ur")
}

/// What a document states, with where it is written. There is no way to make one without a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    spans: Vec<Span>,
    notes: Vec<NoteRef>,
    records: Vec<RecordId>,
}

impl Statement {
    /// A statement about records, resting on a note.
    pub fn new(spans: Vec<Span>, note: NoteRef, records: Vec<RecordId>) -> Self {
        Self {
            spans,
            notes: vec![note],
            records,
        }
    }

    /// The same statement, resting on one note more.
    pub fn and_note(mut self, note: NoteRef) -> Self {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
        self
    }

    /// The same statement, speaking of these records too.
    pub fn and_records(mut self, records: &[RecordId]) -> Self {
        for record in records {
            if !self.records.contains(record) {
                self.records.push(record.clone());
            }
        }
        self
    }

    /// Its words.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The notes it rests on; never empty.
    pub fn notes(&self) -> &[NoteRef] {
        &self.notes
    }

    /// The records it speaks of.
    pub fn records(&self) -> &[RecordId] {
        &self.records
    }

    /// Its words alone.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    pub(super) fn notes_mut(&mut self) -> &mut [NoteRef] {
        &mut self.notes
    }
}
