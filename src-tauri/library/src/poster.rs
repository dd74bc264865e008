//! The timeline of a filtered range as a drawing, with what was filtered and from which data.

use std::path::Path;

use entente_domain::{DateRule, Edtf, Money, PartnerCode, RecordKind};
use entente_export::{
    EntrySort, Poster,
    words::{InWords, Language, Phrase, date_in_words, day_in_words, number_in_words},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    AnswerLanguage, Error, Exported, Filters, KnownOn, Library, Moment, TimelineAsk, TimelineEntry, Work,
    brief::on_paper, files::must_have_a_folder, holdings::Holdings, partners::count, work::Doing,
};

/// How a timeline is to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TimelineDrawing {
    /// As one drawing, or as pages.
    pub format: TimelineFormat,
    /// The paper of pages.
    #[serde(default)]
    pub paper: Paper,
    /// What a lane is.
    #[serde(default)]
    pub lanes: LanesBy,
    /// The language of all but the records' own words.
    #[serde(default)]
    pub language: AnswerLanguage,
}

/// The forms of a drawn timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum TimelineFormat {
    /// One drawing, as long as it must be.
    Svg,
    /// Pages to print and to read aloud.
    Pdf,
}

/// The paper of a printed timeline, always across.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 297 × 210 mm.
    #[default]
    A4,
    /// 420 × 297 mm.
    A3,
}

/// What a lane of a drawn timeline is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum LanesBy {
    /// A strand.
    #[default]
    Strand,
    /// A partner.
    Partner,
}

impl Library {
    /// As [`Self::save_timeline_followed`], to the end.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn save_timeline(&self, ask: &TimelineAsk, drawing: TimelineDrawing, out: &Path) -> Result<Exported, Error> {
        self.save_timeline_followed(ask, drawing, out, &Work::default())
    }

    /// Draws everything that [`Library::timeline`] answers into a file; tells how many entries it holds. A stop leaves what
    /// stood there untouched and nothing beside it.
    ///
    /// # Errors
    ///
    /// The file cannot be written; what stood there is untouched.
    pub fn save_timeline_followed(
        &self,
        ask: &TimelineAsk,
        drawing: TimelineDrawing,
        out: &Path,
        work: &Work,
    ) -> Result<Exported, Error> {
        must_have_a_folder(out)?;
        let goes_on = || work.goes_on(Doing::Records, 0, 0);
        if !goes_on() {
            return Ok(Exported::nothing(out));
        }
        // A text filter may have to make the search index first, which is not stopped on the way.
        let poster = self.poster(ask, drawing)?;
        if !goes_on() {
            return Ok(Exported::nothing(out));
        }
        let follow = |step| work.goes_on_writing(step);
        let drawn = match (drawing.format, drawing.paper) {
            (TimelineFormat::Svg, _) => entente_export::timeline_svg(&poster, &follow).map(String::into_bytes),
            (TimelineFormat::Pdf, Paper::A4) => {
                entente_export::timeline_pdf(&poster, entente_export::Paper::A4, &follow)
            }
            (TimelineFormat::Pdf, Paper::A3) => {
                entente_export::timeline_pdf(&poster, entente_export::Paper::A3, &follow)
            }
        };
        let entries = u64::from(count(poster.entries.len()));
        let written = drawn
            .and_then(|bytes| entente_export::save(out, &bytes))
            .map(|()| entries);
        Exported::of(out, written)
    }

    fn poster(&self, ask: &TimelineAsk, drawing: TimelineDrawing) -> Result<Poster, Error> {
        let holdings = self.holdings(&ask.moment)?;
        let language = on_paper(drawing.language);
        let entries: Vec<_> = self.timeline(ask)?.iter().map(drawn).collect();
        let named = |code: PartnerCode| name(&holdings, code, language);
        let mut particulars = said(&ask.filters, &ask.moment, language, &named);
        let drawn = number_in_words(i64::from(count(entries.len())), language);
        particulars.push((
            Phrase::Entries.say(language).to_owned(),
            Phrase::EntriesOf.fill(language, &[("n", &drawn)]),
        ));
        if let Some(release) = self.release(&ask.moment)? {
            let day = day_in_words(release.data_date, language);
            let data = [
                ("pack", release.id.as_str()),
                ("version", &release.version),
                ("date", &day),
            ];
            particulars.push((
                Phrase::Data.say(language).to_owned(),
                Phrase::DataOf.fill(language, &data),
            ));
        }
        Ok(Poster {
            title: match ask.filters.partners.as_slice() {
                [] => Phrase::UnionTitle.say(language).to_owned(),
                chosen => {
                    let names: Vec<_> = chosen.iter().map(|code| named(*code)).collect();
                    Phrase::BriefTitle.fill(language, &[("partner", &names.join(", "))])
                }
            },
            of: match ask.filters.partners.as_slice() {
                [one] => Some(*one),
                _ => None,
            },
            particulars,
            partners: holdings
                .partners()
                .map(|partner| (partner.iso, named(partner.iso)))
                .collect(),
            entries,
            lanes: match drawing.lanes {
                LanesBy::Strand => entente_export::LanesBy::Strand,
                LanesBy::Partner => entente_export::LanesBy::Partner,
            },
            today: ask.moment.as_of,
            language,
        })
    }
}

fn drawn(entry: &TimelineEntry) -> entente_export::TimelineEntry {
    let amount = || Money::from_decimal(entry.amount.as_ref()?, entry.currency.as_ref()?.parse().ok()?).ok();
    entente_export::TimelineEntry {
        date: entry.date.clone(),
        title: entry.title.clone(),
        sort: match (entry.kind, entry.sort.parse()) {
            (RecordKind::Funding, Ok(stage)) => EntrySort::Funding(stage, amount()),
            (RecordKind::Instrument, _) => EntrySort::Instrument,
            (RecordKind::Commitment, _) => EntrySort::Deadline,
            _ => EntrySort::Event,
        },
        strands: entry.strands.clone(),
        partners: entry.partners.clone(),
    }
}

fn name(holdings: &Holdings, code: PartnerCode, language: Language) -> String {
    holdings.partner(code).map_or_else(
        || code.to_string(),
        |partner| partner.names.get(language.code()).unwrap_or(&partner.name).clone(),
    )
}

/// What was filtered, in the drawing's language: what a reader must know to see what is not there.
fn said(
    filters: &Filters,
    moment: &Moment,
    language: Language,
    named: &dyn Fn(PartnerCode) -> String,
) -> Vec<(String, String)> {
    let say = |phrase: Phrase| phrase.say(language).to_owned();
    let joined = |words: Vec<String>| words.join(", ");
    let mut said = Vec::new();
    let partners = filters.partners.iter().map(|code| named(*code)).collect::<Vec<_>>();
    let all = if partners.is_empty() {
        say(Phrase::AllPartners)
    } else {
        joined(partners)
    };
    said.push((say(Phrase::Partners), all));
    if !filters.strands.is_empty() {
        let strands = filters
            .strands
            .iter()
            .map(|strand| strand.in_words(language).to_owned());
        said.push((say(Phrase::Strands), joined(strands.collect())));
    }
    said.push((say(Phrase::Shown), shown(&filters.kinds, language)));
    if let Some(text) = filters.text.as_ref().filter(|text| !text.trim().is_empty()) {
        said.push((say(Phrase::Query), text.clone()));
    }
    if let Some(mut period) = period(filters, language) {
        if filters.dates == DateRule::Must {
            period = Phrase::DatesMust.fill(language, &[("period", &period)]);
        }
        said.push((say(Phrase::Period), period));
    }
    let mut day = day_in_words(moment.as_of, language);
    if moment.past {
        day = Phrase::NothingLater.fill(language, &[("day", &day)]);
    }
    said.push((say(Phrase::AsOf), day));
    let known = moment.known_on.map(|known| match known {
        KnownOn::Day(day) => day_in_words(day, language),
        KnownOn::Sequence(n) => Phrase::KnownAtChange.fill(language, &[("n", &n.to_string())]),
    });
    said.extend(known.map(|known| (say(Phrase::KnownOn), known)));
    said
}

/// The kinds that are drawn; events when none is asked for, as on the timeline.
fn shown(kinds: &[RecordKind], language: Language) -> String {
    if kinds.is_empty() {
        return Phrase::ShownEvents.say(language).to_owned();
    }
    let words = kinds.iter().map(|kind| match kind {
        RecordKind::Event => Phrase::ShownEvents.say(language),
        RecordKind::Instrument => Phrase::ShownInstruments.say(language),
        RecordKind::Funding => Phrase::ShownFunding.say(language),
        RecordKind::Commitment => Phrase::ShownDeadlines.say(language),
        other => other.in_words(language),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn period(filters: &Filters, language: Language) -> Option<String> {
    let words = |date: &Edtf| date_in_words(date, language);
    Some(match (&filters.from, &filters.to) {
        (Some(from), Some(to)) if from == to => words(from),
        (Some(from), Some(to)) => Phrase::PeriodFromTo.fill(language, &[("from", &words(from)), ("to", &words(to))]),
        (Some(from), None) => Phrase::PeriodFrom.fill(language, &[("from", &words(from))]),
        (None, Some(to)) => Phrase::PeriodTo.fill(language, &[("to", &words(to))]),
        (None, None) => return None,
    })
}
