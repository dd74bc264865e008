//! Which lane an entry runs in. Each entry runs in one, so that what is drawn can be counted.

use entente_domain::{PartnerCode, Strand};

use super::{LanesBy, Poster, TimelineEntry};
use crate::words::{InWords, Phrase};

/// A lane: its name, its ink, and which of the entries it holds, in their order.
pub(super) struct LaneOf {
    pub name: String,
    /// The ink of its name; none where its entries have different ones.
    pub shade: Option<usize>,
    pub places: Vec<usize>,
}

/// The lanes that hold something, in the order they are drawn.
pub(super) fn lanes(poster: &Poster, entries: &[&TimelineEntry]) -> Vec<LaneOf> {
    let of = |holds: &dyn Fn(&TimelineEntry) -> bool| -> Vec<usize> {
        let own = entries.iter().enumerate().filter(|(_, entry)| holds(entry));
        own.map(|(place, _)| place).collect()
    };
    let rest = |phrase: Phrase, places| LaneOf {
        name: phrase.say(poster.language).to_owned(),
        shade: None,
        places,
    };
    let mut lanes: Vec<LaneOf> = match poster.lanes {
        LanesBy::Strand => {
            let strands = Strand::ALL.iter().map(|strand| LaneOf {
                name: strand.in_words(poster.language).to_owned(),
                shade: Some(*strand as usize),
                places: of(&|entry| entry.strands.first() == Some(strand)),
            });
            let none = rest(Phrase::LaneNoStrand, of(&|entry| entry.strands.is_empty()));
            strands.chain([none]).collect()
        }
        LanesBy::Partner => {
            let partners = partners(poster, entries).into_iter().map(|(name, code)| LaneOf {
                name,
                shade: None,
                places: of(&|entry| entry.partners == [code]),
            });
            let several = rest(Phrase::LaneSeveral, of(&|entry| entry.partners.len() != 1));
            partners.chain([several]).collect()
        }
    };
    lanes.retain(|lane| !lane.places.is_empty());
    lanes
}

/// The partners that entries concern alone, by name.
fn partners(poster: &Poster, entries: &[&TimelineEntry]) -> Vec<(String, PartnerCode)> {
    let alone = entries.iter().filter_map(|entry| match entry.partners.as_slice() {
        [one] => Some(*one),
        _ => None,
    });
    let mut partners: Vec<_> = alone
        .map(|code| {
            let name = poster.partners.get(&code).cloned();
            (name.unwrap_or_else(|| code.to_string()), code)
        })
        .collect();
    partners.sort_by_cached_key(|(name, code)| (unaccented(name), *code));
    partners.dedup();
    partners
}

/// A name as it is put in order: É stands with E.
fn unaccented(name: &str) -> String {
    let plain = |letter: char| match letter {
        'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'î' => 'i',
        'ô' => 'o',
        'ü' | 'û' => 'u',
        other => other,
    };
    name.to_lowercase().chars().map(plain).collect()
}
