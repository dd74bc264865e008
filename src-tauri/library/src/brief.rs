//! A partner's brief: its facts gathered here, composed and written by `export`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entente_domain::{
    Edtf, Event, PartnerCode, Record, RecordId, Source, Strand,
    ledger::{LedgerLine, Totals},
};
use entente_export::{
    brief::{self as paper, BriefFacts, BriefOptions, Gap, Length, Part},
    document::Document,
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    AnswerLanguage, BadAsk, CoverageGap, Error, Filters, Moment, admitted::Admitted, commitments::begun,
    coverage::coverage, holdings::Holdings, partners::count,
};

/// A brief to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct BriefAsk {
    /// Of which partner.
    pub partner: PartnerCode,
    /// Partners to set beside it, strand by strand; a brief of the one partner when empty.
    #[serde(default)]
    pub beside: Vec<PartnerCode>,
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
    /// Only these parts; all that the length has room for when empty. A comparison has parts of its own.
    #[serde(default)]
    pub parts: Vec<BriefPart>,
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

impl BriefAsk {
    /// A full brief of a partner, in English.
    pub fn of(partner: PartnerCode, moment: Moment) -> Self {
        Self {
            partner,
            beside: Vec::new(),
            from: None,
            to: None,
            strands: Vec::new(),
            language: AnswerLanguage::default(),
            length: BriefLength::default(),
            parts: Vec::new(),
            marking: None,
            author: None,
            changed_since: None,
            moment,
        }
    }
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

/// A part of a brief that can be chosen. What changed since a day comes with that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum BriefPart {
    /// Where things stand, in a few sentences.
    StateOfPlay,
    /// Key figures.
    KeyFigures,
    /// The drawn timeline and the events; not on one page.
    Timeline,
    /// Instruments with their legal state; not on one page.
    Instruments,
    /// Commitments by standing.
    Commitments,
    /// Money by stage; not on one page.
    Money,
    /// Contested facts side by side; not on one page.
    Contested,
    /// What the records do not show; not on one page.
    Gaps,
    /// The sources of the other parts, written out; not on one page.
    Sources,
}

impl From<BriefPart> for Part {
    fn from(part: BriefPart) -> Self {
        match part {
            BriefPart::StateOfPlay => Self::StateOfPlay,
            BriefPart::KeyFigures => Self::KeyFigures,
            BriefPart::Timeline => Self::Timeline,
            BriefPart::Instruments => Self::Instruments,
            BriefPart::Commitments => Self::Commitments,
            BriefPart::Money => Self::Money,
            BriefPart::Contested => Self::Contested,
            BriefPart::Gaps => Self::Gaps,
            BriefPart::Sources => Self::Sources,
        }
    }
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
    /// PDF, tagged.
    Pdf,
}

impl BriefFormat {
    fn on_paper(self) -> entente_export::BriefFormat {
        match self {
            Self::Md => entente_export::BriefFormat::Markdown,
            Self::Html => entente_export::BriefFormat::Html,
            Self::Docx => entente_export::BriefFormat::Docx,
            Self::Pdf => entente_export::BriefFormat::Pdf,
        }
    }

    /// The ending of its files, without the dot.
    pub(crate) fn extension(self) -> &'static str {
        self.on_paper().extension()
    }
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

/// Composes a brief of a partner, or a comparison where others are set beside it.
pub(crate) fn composed(
    holdings: &Holdings,
    pack: paper::Pack,
    changes: Option<paper::Changes>,
    ask: &BriefAsk,
) -> Result<Document, Error> {
    let options = options(ask)?;
    let first = facts(holdings, pack.clone(), changes, ask)?;
    if ask.beside.is_empty() {
        return Ok(paper::compose(&first, &options)?);
    }
    let mut compared = vec![first];
    for &partner in &ask.beside {
        if compared.iter().any(|one: &BriefFacts| one.partner.iso == partner) {
            continue;
        }
        let ask = BriefAsk { partner, ..ask.clone() };
        compared.push(facts(holdings, pack.clone(), None, &ask)?);
    }
    Ok(paper::compare(&compared, &options)?)
}

/// Writes a composed brief.
pub(crate) fn written(document: &Document, format: BriefFormat) -> Result<BriefBytes, Error> {
    let written = format.on_paper().write(document)?;
    Ok(BriefBytes {
        bytes: written.bytes,
        facts: count(written.facts),
        footnotes: count(written.footnotes),
    })
}

/// A language in the words of those who print.
pub(crate) fn on_paper(language: AnswerLanguage) -> entente_export::Language {
    match language {
        AnswerLanguage::En => entente_export::Language::English,
        AnswerLanguage::Fr => entente_export::Language::French,
    }
}

fn options(ask: &BriefAsk) -> Result<BriefOptions, Error> {
    Ok(BriefOptions {
        parts: parts(ask)?,
        known_on: ask.moment.known_on.and_then(|known| match known {
            crate::KnownOn::Day(day) => Some(day),
            crate::KnownOn::Sequence(_) => None,
        }),
        from: ask.from.clone(),
        to: ask.to.clone(),
        strands: ask.strands.clone(),
        length: match ask.length {
            BriefLength::OnePage => Length::OnePage,
            BriefLength::Full => Length::Full,
        },
        language: on_paper(ask.language),
        marking: ask.marking.clone(),
        author: ask.author.clone(),
        ..BriefOptions::full(ask.moment.as_of)
    })
}

/// The parts asked for. A brief that could say nothing is refused.
fn parts(ask: &BriefAsk) -> Result<BTreeSet<Part>, Error> {
    if ask.parts.is_empty() {
        return Ok(Part::ALL.iter().copied().collect());
    }
    if !ask.beside.is_empty() {
        return Err(BadAsk::PartsSideBySide.into());
    }
    let mut parts: BTreeSet<Part> = ask.parts.iter().copied().map(Part::from).collect();
    if ask.length == BriefLength::OnePage && !parts.iter().any(|part| part.fits_a_page()) {
        return Err(BadAsk::PartsPastOnePage.into());
    }
    if parts.iter().all(|part| *part == Part::Sources) {
        return Err(BadAsk::SourcesAlone.into());
    }
    if ask.changed_since.is_some() {
        parts.insert(Part::Changes);
    }
    Ok(parts)
}

/// Everything the brief may say: the partner's records within the period and strands asked for.
fn facts(
    holdings: &Holdings,
    pack: paper::Pack,
    changes: Option<paper::Changes>,
    ask: &BriefAsk,
) -> Result<BriefFacts, Error> {
    let partner = holdings
        .partner(ask.partner)
        .ok_or_else(|| holdings.no_such_partner(ask.partner.as_str()))?;
    let mut facts = BriefFacts {
        partner: partner.clone(),
        pack,
        instruments: Vec::new(),
        commitments: Vec::new(),
        funding: Vec::new(),
        totals: Totals::default(),
        totals_of_strands: BTreeMap::new(),
        events: Vec::new(),
        indicators: Vec::new(),
        sources: BTreeMap::new(),
        titles: BTreeMap::new(),
        gaps: Vec::new(),
        changes,
    };
    if ask.moment.past {
        // It tells the partnership as it stands today.
        facts.partner.summary = None;
    }
    for record in used(holdings, ask) {
        match record {
            Record::Instrument(one) => facts.instruments.push(one.clone()),
            Record::Commitment(one) => facts.commitments.push(one.clone()),
            Record::Funding(one) => facts.funding.push(one.clone()),
            Record::Event(one) => facts.events.push(one.clone()),
            Record::Indicator(one) => facts.indicators.push(one.clone()),
            _ => {}
        }
    }
    facts
        .events
        .sort_by(|a: &Event, b: &Event| a.date.cmp(&b.date).then_with(|| a.id.cmp(&b.id)));
    add_money(holdings, &mut facts, ask)?;
    facts.gaps = coverage(holdings, Some(ask.partner), &ask.moment)
        .iter()
        .filter_map(gap)
        .collect();
    add_sources_and_titles(holdings, &mut facts);
    Ok(facts)
}

/// The records that a brief may use: the partner's, within the period and strands asked for.
///
/// An instrument or a line that began before the period still governs it, so only events and indicators are cut by
/// date. Indicators have no strand, so a brief on some strands cannot choose among them.
fn used<'h>(holdings: &'h Holdings, ask: &BriefAsk) -> Vec<&'h Record> {
    let filters = Filters {
        partners: vec![ask.partner],
        strands: ask.strands.clone(),
        from: ask.from.clone(),
        to: ask.to.clone(),
        ..Filters::default()
    };
    let admitted = Admitted::new(&filters, None);
    holdings
        .records()
        .filter(|record| admitted.but_for_dates(record))
        .filter(|record| !ask.moment.past || came_by(holdings, record, ask.moment.as_of))
        .filter(|record| match record {
            Record::Instrument(_) | Record::Commitment(_) | Record::Funding(_) => true,
            Record::Event(one) => admitted.date(&one.date),
            Record::Indicator(one) => ask.strands.is_empty() && admitted.date(&one.period),
            _ => false,
        })
        .collect()
}

fn came_by(holdings: &Holdings, record: &Record, day: NaiveDate) -> bool {
    match record {
        Record::Instrument(one) => one.legal_state_on(day).is_some(),
        Record::Commitment(one) => begun(holdings, one, day),
        _ => record
            .date()
            .and_then(|date| date.span().earliest)
            .is_none_or(|first| first <= day),
    }
}

fn add_money(holdings: &Holdings, facts: &mut BriefFacts, ask: &BriefAsk) -> Result<(), Error> {
    let chosen: BTreeSet<RecordId> = facts.funding.iter().map(|line| line.id.clone()).collect();
    let (ledger, day) = (holdings.ledger()?, Some(ask.moment.as_of));
    let is_chosen = |line: &LedgerLine| chosen.contains(&line.id);
    facts.totals = ledger.totals(is_chosen, day).map_err(Error::Ledger)?;
    for strand in Strand::ALL {
        let of_strand = |line: &LedgerLine| line.strand == *strand && is_chosen(line);
        facts
            .totals_of_strands
            .insert(*strand, ledger.totals(of_strand, day).map_err(Error::Ledger)?);
    }
    Ok(())
}

fn gap(gap: &CoverageGap) -> Option<Gap> {
    match (gap.code.as_str(), &gap.id, gap.strand) {
        ("no-published-text", Some(id), _) => Some(Gap::NoOfficialText(id.clone())),
        ("no-payment-data", Some(id), _) => Some(Gap::NoPaymentData(id.clone())),
        ("no-evidence", _, Some(strand)) => Some(Gap::NoEvidence(strand)),
        _ => None,
    }
}

fn add_sources_and_titles(holdings: &Holdings, facts: &mut BriefFacts) {
    let mut sources: BTreeMap<RecordId, Source> = BTreeMap::new();
    let mut titles: BTreeMap<RecordId, String> = BTreeMap::new();
    let instruments = facts.instruments.iter().cloned().map(Record::Instrument);
    let commitments = facts.commitments.iter().cloned().map(Record::Commitment);
    let funding = facts.funding.iter().cloned().map(Record::Funding);
    let events = facts.events.iter().cloned().map(Record::Event);
    let indicators = facts.indicators.iter().cloned().map(Record::Indicator);
    let partner = std::iter::once(Record::Partner(facts.partner.clone()));
    for record in partner
        .chain(instruments)
        .chain(commitments)
        .chain(funding)
        .chain(events)
        .chain(indicators)
    {
        for citation in record.all_cites() {
            if let Some(Record::Source(source)) = holdings.get(&citation.source) {
                sources.insert(source.id.clone(), source.clone());
            }
        }
        for id in record.references() {
            if let Some(other) = holdings.get(id) {
                titles.insert(id.clone(), other.title().to_owned());
            }
        }
    }
    for id in facts.totals.left_out.iter().filter_map(|out| out.because_of.as_ref()) {
        if let Some(other) = holdings.get(id) {
            titles.insert(id.clone(), other.title().to_owned());
        }
    }
    facts.sources = sources;
    facts.titles = titles;
}
