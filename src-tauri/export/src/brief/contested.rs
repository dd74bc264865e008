//! Facts on which sources disagree, side by side.

use entente_domain::{Claim, RecordId};

use super::{BriefFacts, composer::Composer};
use crate::{
    document::{Block, Cell, Column, Row, Span, Table},
    error::Error,
    words::{Phrase, field_in_words},
};

/// A disputed field of a record and what each speaker says of it.
pub(super) struct Contested<'a> {
    pub record: &'a RecordId,
    pub field: &'a str,
    pub claims: Vec<&'a Claim>,
}

/// Every disputed field, in the order of kinds and ids.
pub(super) fn contested(facts: &BriefFacts) -> Vec<Contested<'_>> {
    let claims = (facts.instruments.iter().map(|one| (&one.id, &one.claims)))
        .chain(facts.commitments.iter().map(|one| (&one.id, &one.claims)))
        .chain(facts.funding.iter().map(|one| (&one.id, &one.claims)))
        .chain(facts.events.iter().map(|one| (&one.id, &one.claims)))
        .chain(facts.indicators.iter().map(|one| (&one.id, &one.claims)))
        .chain(std::iter::once((&facts.partner.id, &facts.partner.claims)));
    let mut found: Vec<Contested<'_>> = Vec::new();
    for (record, claims) in claims {
        for claim in claims {
            match found
                .iter_mut()
                .find(|one| one.record == record && one.field == claim.field)
            {
                Some(one) => one.claims.push(claim),
                None => found.push(Contested {
                    record,
                    field: &claim.field,
                    claims: vec![claim],
                }),
            }
        }
    }
    found
}

pub(super) fn write(brief: &mut Composer<'_>) -> Result<(), Error> {
    let contested = contested(brief.facts);
    if contested.is_empty() {
        return Ok(());
    }
    let title = brief.say(Phrase::Contested);
    brief.heading(1, title);
    brief.remark(Phrase::RemarkContested);
    for one in contested {
        let title = brief.facts.title_or_text(one.record);
        let mut rows = Vec::new();
        for claim in &one.claims {
            let lead = vec![brief.quoted(&claim.says)];
            let lead = brief.state(one.record, lead, &claim.cites)?;
            let date = claim
                .date
                .as_ref()
                .map_or_else(|| "–".to_owned(), |date| brief.date(date));
            let speaker = Cell::Words(vec![brief.strong(&claim.speaker)]);
            rows.push(Row::of(vec![speaker], lead, vec![Cell::Words(vec![Span::plain(date)])]));
        }
        let table = Table {
            caption: brief.fill(
                Phrase::TableClaims,
                &[
                    ("title", &title),
                    ("field", &field_in_words(one.field, brief.language())),
                ],
            ),
            columns: [(Phrase::ColSpeaker, 22), (Phrase::ColSays, 60), (Phrase::ColDate, 18)]
                .map(|(head, share)| Column {
                    head: brief.say(head),
                    share,
                    figures: false,
                })
                .into(),
            rows,
        };
        brief.push(Block::Table(table));
    }
    Ok(())
}
