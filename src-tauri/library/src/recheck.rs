//! A brief that left the building, held against what the library says today.

use std::{collections::BTreeSet, fs, path::Path};

use entente_domain::{PartnerCode, RecordId, RecordKind};
use entente_export::{Manifest, fingerprint, recheck};
use serde::Serialize;
use specta::Type;

use crate::{BadAsk, BriefAsk, BriefLength, Error, Library, Moment, holdings::Holdings, partners::count};

/// What became of the facts of a brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BriefRecheck {
    /// Of which partner it is.
    pub partner: PartnerCode,
    /// The pack it was made from.
    pub pack: String,
    /// The day it speaks of.
    pub as_of: String,
    /// How many facts stand as they were.
    pub unchanged: u32,
    /// Facts that changed or are gone, with the footnotes that carry them.
    pub changed: Vec<RecheckedFact>,
    /// Records that the same brief would speak of today, and did not.
    pub new: Vec<NewFact>,
}

/// A fact that no longer stands as the brief has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RecheckedFact {
    /// The record.
    pub id: RecordId,
    /// Its title; none where it is gone.
    pub title: Option<String>,
    /// The footnotes of the brief that rest on it.
    pub notes: Vec<u32>,
}

/// A record that the brief did not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NewFact {
    /// The record.
    pub id: RecordId,
    /// Its kind.
    pub kind: RecordKind,
    /// Its title.
    pub title: String,
}

impl Library {
    /// Reads the list of facts that a brief carries, and says which of them changed since, and what is new.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or carries no list of facts.
    pub fn recheck_brief(&self, file: &Path, moment: &Moment) -> Result<BriefRecheck, Error> {
        let bytes = fs::read(file).map_err(|reason| Error::CannotRead {
            path: file.to_owned(),
            reason,
        })?;
        let manifest = recheck(&bytes)?;
        let ask = ask_of(&manifest, moment)?;
        let holdings = self.holdings(moment)?;
        // Only what the brief would say today is new to it: a library holds more than a brief tells. A library that does
        // not know the partners, as none did before its first pack, would say nothing.
        let mut partners = ask.beside.iter().chain([&ask.partner]);
        let today = if partners.all(|partner| holdings.partner(*partner).is_some()) {
            self.composed_brief(&ask)?.manifest
        } else {
            Manifest::default()
        };
        Ok(compare(&holdings, &manifest, ask.partner, &today))
    }
}

/// What the brief was asked to hold.
fn ask_of(manifest: &Manifest, moment: &Moment) -> Result<BriefAsk, Error> {
    let damaged = |what| Error::BadAsk(BadAsk::UnknownInBrief(what));
    let partner = manifest.partner.parse().map_err(|_| damaged("a partner"))?;
    let date = |text: &Option<String>| {
        text.as_ref()
            .map(|text| text.parse())
            .transpose()
            .map_err(|_| damaged("a date"))
    };
    let strand = |text: &String| text.parse().map_err(|_| damaged("a strand"));
    let part = |text: &String| serde_json::from_value(text.as_str().into()).map_err(|_| damaged("a part"));
    let beside = |code: &String| code.parse().map_err(|_| damaged("a partner"));
    Ok(BriefAsk {
        beside: manifest.beside.iter().map(beside).collect::<Result<_, _>>()?,
        from: date(&manifest.period.0)?,
        to: date(&manifest.period.1)?,
        strands: manifest.strands.iter().map(strand).collect::<Result<_, _>>()?,
        parts: manifest.parts.iter().map(part).collect::<Result<_, _>>()?,
        length: if manifest.one_page {
            BriefLength::OnePage
        } else {
            BriefLength::Full
        },
        ..BriefAsk::of(partner, moment.clone())
    })
}

fn compare(holdings: &Holdings, manifest: &Manifest, partner: PartnerCode, today: &Manifest) -> BriefRecheck {
    let had: BTreeSet<&RecordId> = manifest.facts.iter().map(|fact| &fact.id).collect();
    let stands = |id: &RecordId, was: &str| holdings.get(id).is_some_and(|record| fingerprint(record) == was);
    let changed: Vec<_> = manifest
        .facts
        .iter()
        .filter(|fact| !stands(&fact.id, &fact.fingerprint))
        .map(|fact| RecheckedFact {
            id: fact.id.clone(),
            title: holdings.get(&fact.id).map(|record| record.title().to_owned()),
            notes: fact.notes.clone(),
        })
        .collect();
    let new = today
        .facts
        .iter()
        .filter(|fact| !had.contains(&fact.id))
        .filter_map(|fact| holdings.get(&fact.id))
        .map(|record| NewFact {
            id: record.id().clone(),
            kind: record.kind(),
            title: record.title().to_owned(),
        });
    BriefRecheck {
        partner,
        pack: manifest.pack.clone(),
        as_of: manifest.as_of.clone(),
        unchanged: count(manifest.facts.len() - changed.len()),
        changed,
        new: new.collect(),
    }
}
