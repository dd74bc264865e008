//! The library of a folder: opened once, asked by many, written by one.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use chrono::{DateTime, Utc};
use entente_domain::{
    PartnerCode, Record, RecordId,
    rates::{Rate, RateTable},
    tracker::{RollUp, roll_up},
};
use entente_export::brief as paper;
use entente_search::{Glossary, Index, MadeAnew};
use entente_store::{PackRelease, Snapshot, Store};

use crate::{
    BriefAsk, BriefBytes, BriefFormat, BriefSaved, CommitmentRow, CommitmentsAsk, CoverageGap, DocumentRow, Error,
    Filters, FundingAnswer, FundingAsk, InstrumentRow, InstrumentsAsk, KnownOn, LibraryState, Moment, Overview,
    PartnerPage, PartnerRow, RecordPage, Relations, TimelineAsk, TimelineEntry, Trouble, Work,
    admitted::Admitted,
    brief::{composed, written},
    commitments::{chosen, commitments},
    compare::Paired,
    coverage::coverage,
    embedded, funding,
    holdings::Holdings,
    partners::{count, instruments, overview, partner_page, partners},
    record_page::{derived, linked},
    relations::relations,
    timeline::timeline,
    users_own::{notes_on, tags_on},
    work::Doing,
};

/// The name under which a writer is known to others.
pub(crate) const PROGRAM: &str = concat!("Entente ", env!("CARGO_PKG_VERSION"));

/// The index's folder in the library's folder.
pub(crate) const INDEX: &str = "index";

/// A library, opened.
pub struct Library {
    pub(crate) store: Store,
    pub(crate) index: OnceLock<Index>,
    /// The records as they stood after a change, read when a question needs them.
    held: Mutex<Option<(u64, Arc<Holdings>)>>,
    /// The records as they stood at the point of the change log that was last asked for: a screen asks several questions.
    known: Mutex<Option<(u64, Arc<Holdings>)>>,
    /// The two texts that were last compared, unless they are large: a comparison is read a stretch at a time.
    pub(crate) paired: Mutex<Option<Arc<Paired>>>,
    mended: Mutex<Vec<MadeAnew>>,
}

impl Library {
    /// Where a library is kept when nothing else is said: `ENTENTE_LIBRARY`, or the platform's data folder.
    pub fn default_folder() -> PathBuf {
        std::env::var_os("ENTENTE_LIBRARY")
            .map(PathBuf::from)
            .unwrap_or_else(|| dirs::data_dir().unwrap_or_else(|| PathBuf::from(".")).join("entente"))
    }

    /// Opens the library of a folder. One that is not there is made from the built-in pack; one made from an older
    /// release of that pack is brought up to it, what the user changed kept.
    ///
    /// # Errors
    ///
    /// As [`Store::open`]; or another program holds a library that is to be made or brought up.
    pub fn open(folder: &Path, now: DateTime<Utc>) -> Result<Self, Error> {
        let library = Self {
            store: Store::open(folder)?,
            index: OnceLock::new(),
            held: Mutex::new(None),
            known: Mutex::new(None),
            paired: Mutex::new(None),
            mended: Mutex::new(Vec::new()),
        };
        embedded::take_in(&library, now)?;
        Ok(library)
    }

    /// The library's folder.
    pub fn folder(&self) -> &Path {
        self.store.folder()
    }

    /// What was mended since it was opened, in English and by name.
    pub fn mended(&self) -> Vec<(String, Trouble)> {
        let mended = self.mended.lock().unwrap_or_else(PoisonError::into_inner);
        let told = |why: &MadeAnew| (format!("The search index was made anew: {why}."), Trouble::from(why));
        mended.iter().map(told).collect()
    }

    /// Remembers that the index was made anew.
    pub(crate) fn mend(&self, why: MadeAnew) {
        self.mended.lock().unwrap_or_else(PoisonError::into_inner).push(why);
    }

    /// The writer, under this program's name.
    pub(crate) fn writer(&self) -> Result<entente_store::Writer, Error> {
        Ok(self.store.writer(PROGRAM)?)
    }

    pub(crate) fn index_folder(&self) -> PathBuf {
        self.folder().join(INDEX)
    }

    /// The glossary of the pack, as it was taken in.
    pub(crate) fn glossary(&self, snapshot: &Snapshot<'_>) -> Result<Glossary, Error> {
        let text: Option<String> = snapshot.setting(embedded::GLOSSARY)?;
        Ok(text.map(|text| Glossary::parse(&text)).transpose()?.unwrap_or_default())
    }

    /// The pack's exchange rates, as they were taken in.
    fn rates(&self) -> Result<RateTable, Error> {
        let rates: Vec<Rate> = self.store.read()?.setting(embedded::RATES)?.unwrap_or_default();
        Ok(RateTable::new(rates)?)
    }

    /// The records at a moment.
    pub(crate) fn holdings(&self, moment: &Moment) -> Result<Arc<Holdings>, Error> {
        let snapshot = self.store.read()?;
        match moment.known_on {
            None => self.present(&snapshot),
            Some(point) => {
                let sequence = snapshot.known_on(point.into())?;
                let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
                match &*known {
                    // A restored library has other changes under the same numbers, and is opened anew.
                    Some((at, holdings)) if *at == sequence => Ok(Arc::clone(holdings)),
                    _ => {
                        let holdings = Arc::new(Holdings::new(snapshot.records_known(None, sequence)?));
                        *known = Some((sequence, Arc::clone(&holdings)));
                        Ok(holdings)
                    }
                }
            }
        }
    }

    /// The release whose data are read at a moment: the last one taken in and not rolled back by then.
    pub(crate) fn release(&self, moment: &Moment) -> Result<Option<PackRelease>, Error> {
        let snapshot = self.store.read()?;
        let pack = match moment.known_on {
            Some(point) => snapshot.pack_known(snapshot.known_on(point.into())?)?,
            None => snapshot.pack()?,
        };
        Ok(pack.map(|pack| pack.release))
    }

    /// The records as they stand, read anew when the change log has moved on.
    pub(crate) fn present(&self, snapshot: &Snapshot<'_>) -> Result<Arc<Holdings>, Error> {
        let sequence = snapshot.last_sequence()?;
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        match &*held {
            Some((at, holdings)) if *at == sequence => Ok(Arc::clone(holdings)),
            _ => {
                let holdings = Arc::new(Holdings::new(snapshot.all(None)?));
                *held = Some((sequence, Arc::clone(&holdings)));
                Ok(holdings)
            }
        }
    }

    /// Filters made ready: their text is searched for with the one compiled query.
    pub(crate) fn admitted<'f>(&self, filters: &'f Filters, moment: &Moment) -> Result<Admitted<'f>, Error> {
        let text: Option<BTreeSet<String>> = match &filters.text {
            Some(text) if !text.trim().is_empty() => Some(self.matching(text, moment)?),
            _ => None,
        };
        Ok(Admitted::new(filters, text))
    }

    /// The partner that a user names: by code, by id, or by name in any language.
    ///
    /// # Errors
    ///
    /// No partner is called so.
    pub fn partner(&self, asked: &str) -> Result<PartnerCode, Error> {
        let snapshot = self.store.read()?;
        let holdings = self.present(&snapshot)?;
        let same = |name: &str| name.to_lowercase() == asked.to_lowercase();
        let found = holdings
            .partners()
            .find(|partner| {
                same(partner.iso.as_str())
                    || same(partner.id.as_str())
                    || same(&partner.name)
                    || partner.names.values().any(|name| same(name))
            })
            .map(|partner| partner.iso);
        if let Some(code) = found {
            return Ok(code);
        }
        // The glossary has names that records do not carry, such as Turkey.
        let glossary = self.glossary(&snapshot)?;
        let mut groups = glossary.groups().iter();
        groups
            .find(|group| group.terms.iter().any(|term| same(&term.text)))
            .and_then(|group| group.partner.as_ref()?.parse().ok())
            .filter(|code| holdings.partner(*code).is_some())
            .ok_or_else(|| holdings.no_such_partner(asked))
    }

    /// The partners, each with its counts and its money.
    pub fn partners(&self, moment: &Moment) -> Result<Vec<PartnerRow>, Error> {
        partners(&*self.holdings(moment)?, moment)
    }

    /// The neighbourhood on a day.
    pub fn overview(&self, moment: &Moment) -> Result<Overview, Error> {
        let data_date = self.release(moment)?.map(|release| release.data_date);
        overview(&*self.holdings(moment)?, moment, data_date)
    }

    /// One partner whole.
    pub fn partner_page(&self, code: PartnerCode, moment: &Moment) -> Result<PartnerPage, Error> {
        partner_page(&*self.holdings(moment)?, code, moment)
    }

    /// What happened and what is due, in date order.
    pub fn timeline(&self, ask: &TimelineAsk) -> Result<Vec<TimelineEntry>, Error> {
        let admitted = self.admitted(&ask.filters, &ask.moment)?;
        Ok(timeline(&*self.holdings(&ask.moment)?, &admitted, &ask.moment))
    }

    /// The register of instruments, newest first.
    pub fn instruments(&self, ask: &InstrumentsAsk) -> Result<Vec<InstrumentRow>, Error> {
        let admitted = self.admitted(&ask.filters, &ask.moment)?;
        Ok(instruments(&*self.holdings(&ask.moment)?, &admitted, &ask.moment))
    }

    /// What each side undertook: overdue first, then by deadline.
    pub fn commitments(&self, ask: &CommitmentsAsk) -> Result<Vec<CommitmentRow>, Error> {
        let admitted = self.admitted(&ask.filters, &ask.moment)?;
        Ok(commitments(&*self.holdings(&ask.moment)?, &admitted, ask))
    }

    /// How many commitments stand where, by partner, strand and party.
    pub fn roll_up(&self, ask: &CommitmentsAsk) -> Result<RollUp, Error> {
        let admitted = self.admitted(&ask.filters, &ask.moment)?;
        let holdings = self.holdings(&ask.moment)?;
        Ok(roll_up(chosen(&holdings, &admitted, ask), ask.moment.as_of))
    }

    /// Money by stage, what the totals leave out, and the lines.
    pub fn funding(&self, ask: &FundingAsk) -> Result<FundingAnswer, Error> {
        let admitted = self.admitted(&ask.filters, &ask.moment)?;
        let holdings = self.holdings(&ask.moment)?;
        let mut answer = funding::funding(&holdings, &admitted, ask)?;
        if let Some(currency) = &ask.convert_to {
            funding::convert(&holdings, &mut answer, &self.rates()?, ask, currency)?;
        }
        Ok(answer)
    }

    /// What is missing: texts, payments, evidence.
    pub fn coverage(&self, partner: Option<PartnerCode>, moment: &Moment) -> Result<Vec<CoverageGap>, Error> {
        Ok(coverage(&*self.holdings(moment)?, partner, moment))
    }

    /// A record whole.
    ///
    /// # Errors
    ///
    /// No record has this id, at this moment.
    pub fn show(&self, id: &str, moment: &Moment) -> Result<RecordPage, Error> {
        let holdings = self.holdings(moment)?;
        let snapshot = self.store.read()?;
        let known: Option<RecordId> = id.parse().ok();
        let Some(record) = known.as_ref().and_then(|id| holdings.get(id)) else {
            return Err(Error::NoSuchRecord {
                id: id.to_owned(),
                nearest: holdings.nearest(id),
            });
        };
        let until = moment
            .known_on
            .map(|point| snapshot.known_on(point.into()))
            .transpose()?;
        let id = record.id();
        Ok(RecordPage {
            cites: holdings.cited(record.cites()),
            sources: holdings
                .cited(&record.all_cites().into_iter().cloned().collect::<Vec<_>>())
                .into_iter()
                .map(|cited| (cited.source.to_string(), cited))
                .collect(),
            contested: holdings.contested(record),
            notes: notes_on(&holdings, id),
            tags: tags_on(&holdings, id),
            linked: linked(&holdings, record),
            relations: match record {
                Record::Instrument(one) => relations(&holdings, one, moment),
                _ => Relations::default(),
            },
            history: self.history(&snapshot, id, until)?,
            decisions: snapshot.decisions_of(id)?.into_iter().map(Into::into).collect(),
            derived: derived(record, moment),
            origin: snapshot
                .origin(id)?
                .map(|origin| origin.to_string())
                .unwrap_or_default(),
            record: record.clone(),
        })
    }

    /// A brief as bytes.
    pub fn brief(&self, ask: &BriefAsk, format: BriefFormat) -> Result<BriefBytes, Error> {
        written(&self.composed_brief(ask)?, format)
    }

    pub(crate) fn composed_brief(&self, ask: &BriefAsk) -> Result<entente_export::document::Document, Error> {
        let holdings = self.holdings(&ask.moment)?;
        let snapshot = self.store.read()?;
        let release = self.release(&ask.moment)?;
        let pack = paper::Pack {
            id: "entente-curated".parse().expect("a constant is a record id"),
            title: embedded::TITLE.to_owned(),
            publisher: "Entente".to_owned(),
            version: release
                .as_ref()
                .map(|release| release.version.clone())
                .unwrap_or_default(),
            data_date: release.map_or(ask.moment.as_of, |release| release.data_date),
        };
        let changes = ask
            .changed_since
            .map(|since| self.paper_changes(&snapshot, &holdings, ask.partner, since));
        composed(&holdings, pack, changes.transpose()?, ask)
    }

    /// As [`Self::save_brief_followed`], to the end.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn save_brief(&self, ask: &BriefAsk, format: BriefFormat, out: &Path) -> Result<BriefSaved, Error> {
        let saved = self.save_brief_followed(ask, format, out, &Work::default())?;
        Ok(saved.expect("nobody was there to stop it"))
    }

    /// A brief into a file, written beside it and put in its place, so that a full disk leaves the old file whole. None
    /// where the user stopped it before it was there: then what stood there is untouched.
    ///
    /// # Errors
    ///
    /// The brief cannot be composed, or the file not be written.
    pub fn save_brief_followed(
        &self,
        ask: &BriefAsk,
        format: BriefFormat,
        out: &Path,
        work: &Work,
    ) -> Result<Option<BriefSaved>, Error> {
        if !work.goes_on(Doing::Records, 0, 0) {
            return Ok(None);
        }
        let brief = self.brief(ask, format)?;
        if !work.goes_on(Doing::Together, 0, 0) {
            return Ok(None);
        }
        crate::files::replace(out, &brief.bytes)?;
        Ok(Some(BriefSaved {
            out: out.display().to_string(),
            bytes: count(brief.bytes.len()),
            facts: brief.facts,
            footnotes: brief.footnotes,
        }))
    }

    /// What the library holds.
    pub fn state(&self) -> Result<LibraryState, Error> {
        let snapshot = self.store.read()?;
        let pack = snapshot.pack()?.map(|pack| pack.release);
        let counts = snapshot.counts()?;
        let (mended, mended_by_name) = self.mended().into_iter().unzip();
        Ok(LibraryState {
            folder: self.folder().display().to_string(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            pack: pack.as_ref().map(|release| release.id.clone()),
            version: pack.as_ref().map(|release| release.version.clone()),
            data_date: pack.map(|release| release.data_date),
            counts: counts
                .into_iter()
                .map(|(kind, records)| (kind.to_string(), narrow(records)))
                .collect(),
            passages: narrow(snapshot.passage_count()?),
            last_sequence: narrow(snapshot.last_sequence()?),
            undecided: narrow(snapshot.undecided()?),
            mended,
            mended_by_name,
        })
    }

    /// The imported documents, by id.
    pub fn documents(&self) -> Result<Vec<DocumentRow>, Error> {
        let holdings = self.present(&self.store.read()?)?;
        let documents = holdings.records().filter_map(|record| match record {
            Record::Document(document) => Some(DocumentRow::from(document)),
            _ => None,
        });
        Ok(documents.collect())
    }
}

/// A count for the wire; no library holds four thousand million of anything.
pub(crate) fn narrow(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl From<KnownOn> for entente_store::KnownOn {
    fn from(point: KnownOn) -> Self {
        match point {
            KnownOn::Sequence(sequence) => Self::Sequence(sequence.into()),
            KnownOn::Day(day) => Self::Day(day),
        }
    }
}
