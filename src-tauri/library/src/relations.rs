//! An instrument among those it is tied to, near enough to draw.
//!
//! Belongs here: which instruments and which ties. Not here: where on a page they stand.

use std::collections::{BTreeMap, BTreeSet};

use entente_domain::{Instrument, InstrumentKind, RecordId, RelationKind};
use serde::Serialize;
use specta::Type;

use crate::{Moment, holdings::Holdings};

/// How far from the instrument ties are followed.
const STEPS: u8 = 2;

/// An instrument, those up to two steps from it, and their ties. Empty where it is tied to none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Relations {
    /// The instrument itself, then the nearest first.
    pub instruments: Vec<RelatedInstrument>,
    /// Ties with at least one end less than two steps away.
    pub ties: Vec<Tie>,
}

/// An instrument near another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RelatedInstrument {
    /// Its id.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// What sort of text.
    pub kind: InstrumentKind,
    /// When it was signed or adopted, in EDTF.
    pub signed: Option<String>,
    /// How many ties lie between: 0 for the instrument itself.
    pub steps: u8,
}

/// One instrument says of another how it relates to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
pub struct Tie {
    /// Who says it.
    pub from: RecordId,
    /// How.
    pub how: RelationKind,
    /// Of which.
    pub to: RecordId,
}

/// The instruments near one. On an asked-for past day those that did not yet exist are left out, as in the register.
pub(crate) fn relations(holdings: &Holdings, centre: &Instrument, moment: &Moment) -> Relations {
    let there = |id: &RecordId| {
        let one = holdings.instrument(id)?;
        (!moment.past || one.legal_state_on(moment.as_of).is_some()).then_some(one)
    };
    let mut steps = BTreeMap::from([(&centre.id, 0)]);
    let mut ties = BTreeSet::new();
    let mut reached = vec![centre];
    for step in 1..=STEPS {
        let mut further = Vec::new();
        for one in reached {
            let named = one.related.iter().map(|tie| &tie.to);
            let others = named.chain(holdings.named_by(&one.id)).filter(|id| **id != one.id);
            for other in others.filter_map(there) {
                ties.extend(said(one, other).chain(said(other, one)));
                steps.entry(&other.id).or_insert_with(|| {
                    further.push(other);
                    step
                });
            }
        }
        reached = further;
    }
    if ties.is_empty() {
        return Relations::default();
    }
    let mut instruments: Vec<_> = steps
        .into_iter()
        .filter_map(|(id, steps)| Some(RelatedInstrument::new(holdings.instrument(id)?, steps)))
        .collect();
    instruments.sort_by(|a, b| (a.steps, &a.signed, &a.id).cmp(&(b.steps, &b.signed, &b.id)));
    Relations {
        instruments,
        ties: plainest(&ties),
    }
}

fn said<'a>(one: &'a Instrument, other: &'a Instrument) -> impl Iterator<Item = Tie> + 'a {
    one.related.iter().filter(|tie| tie.to == other.id).map(|tie| Tie {
        from: one.id.clone(),
        how: tie.how,
        to: tie.to.clone(),
    })
}

/// Without what another tie of the same two already says: “related” is the weakest of them, and says it both ways.
fn plainest(ties: &BTreeSet<Tie>) -> Vec<Tie> {
    let same_two = |a: &Tie, b: &Tie| (&a.from, &a.to) == (&b.from, &b.to) || (&a.from, &a.to) == (&b.to, &b.from);
    let said_by = |tie: &Tie, other: &Tie| {
        tie != other && same_two(tie, other) && (other.how != RelationKind::Related || other.from < tie.from)
    };
    ties.iter()
        .filter(|tie| tie.how != RelationKind::Related || !ties.iter().any(|other| said_by(tie, other)))
        .cloned()
        .collect()
}

impl RelatedInstrument {
    fn new(one: &Instrument, steps: u8) -> Self {
        Self {
            id: one.id.clone(),
            title: one.title.clone(),
            kind: one.kind,
            signed: one.signed.as_ref().map(ToString::to_string),
            steps,
        }
    }
}
