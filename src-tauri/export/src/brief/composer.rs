//! What every part of a brief is composed with: notes, words of records, headings, and the closing of the document.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entente_domain::{Citation, Edtf, Money, PartnerCode, RecordId};

use super::{BriefFacts, BriefOptions, Length, Part};
use crate::{
    document::{self, Block, Cited, Document, Emphasis, NoteRef, Notes, Span, Statement},
    error::Error,
    manifest::{Manifest, UsedFact, fingerprint},
    words::{InWords, Language, Phrase, date_in_words, day_in_words, money_in_words},
};

/// The language that records are written in.
const RECORDS: Language = Language::English;

pub(super) struct Composer<'a> {
    pub facts: &'a BriefFacts,
    pub options: &'a BriefOptions,
    pub notes: Notes<'a>,
    blocks: Vec<Block>,
}

impl<'a> Composer<'a> {
    pub fn new(facts: &'a BriefFacts, options: &'a BriefOptions) -> Self {
        let pack = &facts.pack;
        let cited = Cited {
            source: pack.id.to_string(),
            title: Phrase::PackTitle.fill(options.language, &[("pack", pack.id.as_str())]),
            publisher: pack.publisher.clone(),
            date: day_in_words(pack.data_date, options.language),
            locator: Some(format!("version {}", pack.version)),
            link: None,
            language: options.language.code().to_owned(),
        };
        Self {
            facts,
            options,
            notes: Notes::new(&facts.sources, options.language, cited),
            blocks: Vec::new(),
        }
    }

    pub fn language(&self) -> Language {
        self.options.language
    }

    pub fn say(&self, phrase: Phrase) -> String {
        phrase.say(self.language()).to_owned()
    }

    pub fn fill(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        phrase.fill(self.language(), values)
    }

    pub fn day(&self) -> String {
        day_in_words(self.options.as_of, self.language())
    }

    pub fn date(&self, date: &Edtf) -> String {
        date_in_words(date, self.language())
    }

    pub fn money(&self, money: Money) -> String {
        money_in_words(money, self.language())
    }

    /// Whether the brief looks at a date's first possible day from its own day or later.
    pub fn has_come(&self, date: &Edtf) -> bool {
        date.span().earliest.is_none_or(|first| first <= self.options.as_of)
    }

    /// Words of a record: marked with their language where the brief is in another.
    pub fn record_words(&self, text: &str, emphasis: Emphasis) -> Span {
        let span = Span {
            emphasis,
            ..Span::plain(text)
        };
        if self.language() == RECORDS {
            span
        } else {
            span.in_language(RECORDS.code())
        }
    }

    pub fn strong(&self, text: &str) -> Span {
        self.record_words(text, Emphasis::Strong)
    }

    pub fn quoted(&self, text: &str) -> Span {
        self.record_words(text, Emphasis::None)
    }

    /// A statement about one record, resting on its citations.
    pub fn state(&mut self, record: &RecordId, spans: Vec<Span>, cites: &[Citation]) -> Result<Statement, Error> {
        let note = self.notes.cite(record, self.shown(cites))?;
        Ok(Statement::new(spans, note, vec![record.clone()]))
    }

    /// The places a note names: all of them, or on one page the first, which bears the statement best.
    pub fn shown<'c>(&self, cites: &'c [Citation]) -> &'c [Citation] {
        match self.options.length {
            Length::OnePage => &cites[..cites.len().min(1)],
            Length::Full => cites,
        }
    }

    /// A count that the library made.
    pub fn count(&mut self, spans: Vec<Span>, what: String, records: Vec<RecordId>) -> Statement {
        let reckoning = self.fill(Phrase::CountOf, &[("what", &what)]);
        let note: NoteRef = self.notes.counted(reckoning);
        Statement::new(spans, note, records)
    }

    pub fn heading(&mut self, level: u8, text: String) {
        let taken: BTreeSet<&str> = self
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { anchor, .. } => Some(anchor.as_str()),
                _ => None,
            })
            .collect();
        let stem = anchor(&text);
        let anchor = (1..)
            .map(|turn| {
                if turn == 1 {
                    stem.clone()
                } else {
                    format!("{stem}-{turn}")
                }
            })
            .find(|anchor| !taken.contains(anchor.as_str()))
            .expect("there is always a next number");
        self.blocks.push(Block::Heading { level, text, anchor });
    }

    pub fn contents(&mut self) {
        self.blocks.push(Block::Contents {
            title: self.say(Phrase::Contents),
        });
    }

    /// Whether any part had something to say.
    pub fn has_headings(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, Block::Heading { .. }))
    }

    /// A part by its heading.
    fn part(&self, part: Part) -> String {
        match part {
            Part::StateOfPlay => self.say(Phrase::StateOfPlay),
            Part::KeyFigures => self.say(Phrase::KeyFigures),
            Part::Timeline => self.say(Phrase::Timeline),
            Part::Changes => match &self.facts.changes {
                Some(changes) => {
                    let since = day_in_words(changes.since, self.language());
                    self.fill(Phrase::WhatChanged, &[("day", &since)])
                }
                None => String::new(),
            },
            Part::Instruments => self.say(Phrase::Instruments),
            Part::Commitments => self.say(Phrase::Commitments),
            Part::Money => self.say(Phrase::Money),
            Part::Contested => self.say(Phrase::Contested),
            Part::Gaps => self.say(Phrase::Gaps),
            Part::Sources => self.say(Phrase::Sources),
        }
    }

    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    pub fn remark(&mut self, phrase: Phrase) {
        self.blocks.push(Block::Remark(self.say(phrase)));
    }

    /// Says that records are quoted as they stand, where the brief is in another language than theirs.
    pub fn language_of_records(&mut self) {
        if self.language() != RECORDS {
            self.remark(Phrase::RemarkRecordLanguage);
        }
    }

    fn particulars(&self) -> Vec<(String, String)> {
        let options = self.options;
        let language = self.language();
        let day = |day: NaiveDate| day_in_words(day, language);
        let mut lines = vec![(self.say(Phrase::AsOf), self.day())];
        if let Some(known_on) = options.known_on {
            lines.push((self.say(Phrase::KnownOn), day(known_on)));
        }
        let date = |date: &Edtf| date_in_words(date, language);
        let period = match (&options.from, &options.to) {
            (None, None) => None,
            (Some(from), None) => Some(self.fill(Phrase::PeriodFrom, &[("from", &date(from))])),
            (None, Some(to)) => Some(self.fill(Phrase::PeriodTo, &[("to", &date(to))])),
            (Some(from), Some(to)) => {
                Some(self.fill(Phrase::PeriodFromTo, &[("from", &date(from)), ("to", &date(to))]))
            }
        };
        lines.extend(period.map(|period| (self.say(Phrase::Period), period)));
        if !options.strands.is_empty() {
            let strands: Vec<_> = options.strands.iter().map(|strand| strand.in_words(language)).collect();
            lines.push((self.say(Phrase::Strands), strands.join(", ")));
        }
        let only = options.only().into_iter().map(|part| self.part(part));
        let only: Vec<String> = only.filter(|name| !name.is_empty()).collect();
        if !only.is_empty() {
            lines.push((self.say(Phrase::HoldsOnly), only.join(", ")));
        }
        let pack = &self.facts.pack;
        let data = [
            ("pack", pack.id.as_str()),
            ("version", &pack.version),
            ("date", &day(pack.data_date)),
        ];
        lines.push((self.say(Phrase::Data), self.fill(Phrase::DataOf, &data)));
        if let Some(author) = &options.author {
            lines.push((self.say(Phrase::PreparedBy), author.clone()));
        }
        lines
    }

    /// Numbers the notes, lists the sources when asked, and closes the document.
    pub fn finish(self, with_sources: bool) -> Document {
        let particulars = self.particulars();
        let kicker = self
            .options
            .kicker
            .clone()
            .unwrap_or_else(|| self.say(Phrase::CountryBrief));
        let partner = self
            .facts
            .partner
            .names
            .get(self.language().code())
            .unwrap_or(&self.facts.partner.name);
        let title = self.options.title.clone();
        let title = title.unwrap_or_else(|| match self.facts.partner.iso {
            PartnerCode::UNION => self.say(Phrase::UnionTitle),
            _ => self.fill(Phrase::BriefTitle, &[("partner", partner)]),
        });
        let Self {
            facts,
            options,
            notes,
            mut blocks,
        } = self;
        let notes = document::number_in_reading_order(&mut blocks, notes);
        if with_sources {
            blocks.extend(super::sources::blocks(facts, options, &notes));
        }
        Document {
            kicker,
            title,
            particulars,
            marking: options.marking.clone(),
            author: options.author.clone(),
            language: options.language,
            compact: options.length == Length::OnePage,
            day: options.as_of.to_string(),
            manifest: manifest(facts, options, &blocks),
            blocks,
            notes,
        }
    }
}

fn manifest(facts: &BriefFacts, options: &BriefOptions, blocks: &[Block]) -> Manifest {
    let mut used: BTreeMap<&RecordId, BTreeSet<u32>> = BTreeMap::new();
    for statement in blocks.iter().flat_map(Block::statements) {
        for record in statement.records() {
            used.entry(record)
                .or_default()
                .extend(statement.notes().iter().map(|note| note.number()));
        }
    }
    let used = used.into_iter().filter_map(|(id, notes)| {
        let record = facts.record(id)?;
        Some(UsedFact {
            id: id.clone(),
            fingerprint: fingerprint(&record),
            notes: notes.into_iter().collect(),
        })
    });
    Manifest {
        version: 1,
        pack: format!("{} {}", facts.pack.id, facts.pack.version),
        partner: facts.partner.iso.to_string(),
        beside: Vec::new(),
        one_page: options.length == Length::OnePage,
        parts: options
            .only()
            .into_iter()
            .filter(|part| *part != Part::Changes)
            .map(|part| part.as_str().to_owned())
            .collect(),
        as_of: options.as_of.to_string(),
        strands: options.strands.iter().map(ToString::to_string).collect(),
        period: (
            options.from.as_ref().map(ToString::to_string),
            options.to.as_ref().map(ToString::to_string),
        ),
        facts: used.collect(),
    }
}

/// An anchor from a heading: letters and digits of the ASCII range, joined by hyphens.
fn anchor(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'é' | 'è' | 'ê' => 'e',
            'à' | 'â' => 'a',
            'ç' => 'c',
            'a'..='z' | '0'..='9' => letter,
            _ => '-',
        })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        "part".to_owned()
    } else {
        words.join("-")
    }
}
