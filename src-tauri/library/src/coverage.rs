//! What the records do not show, as the window, the command line and briefs say it.

use entente_domain::{
    PartnerCode, Record, RecordKind,
    coverage::{strands_without_evidence, without_payment_data, without_published_text},
};

use crate::{CoverageGap, Moment, commitments::begun, holdings::Holdings};

/// The gaps of a partner, or of all: instruments without a published text among their sources, pledges without payment
/// data, strands of commitments without evidence.
pub(crate) fn coverage(holdings: &Holdings, partner: Option<PartnerCode>, moment: &Moment) -> Vec<CoverageGap> {
    let documents = holdings.records().filter_map(|record| match record {
        Record::Document(document) => Some(document),
        _ => None,
    });
    // On an asked-for past day, what was still to come is no gap.
    let (day, past) = (moment.as_of, moment.past);
    let instruments = holdings
        .instruments()
        .filter(|one| !past || one.legal_state_on(day).is_some());
    let commitments = holdings.commitments().filter(|one| !past || begun(holdings, one, day));
    let texts = without_published_text(instruments, holdings.sources(), documents);
    let payments = without_payment_data(holdings.funding(), Some(moment.as_of));
    let texts = texts.into_iter().map(|one| ("no-published-text", &one.id));
    let payments = payments.into_iter().map(|one| ("no-payment-data", &one.id));
    let records = texts.chain(payments).filter_map(|(code, id)| {
        let record = holdings.get(id)?;
        let concerned = partner.is_none_or(|code| record.partners().contains(&code));
        concerned.then(|| CoverageGap {
            code: code.to_owned(),
            partner: partner.or_else(|| record.partners().first().copied()),
            strand: None,
            id: Some(id.clone()),
            kind: Some(record.kind()),
            title: record.title().to_owned(),
            commitments: None,
        })
    });
    let codes = holdings
        .partners()
        .map(|one| one.iso)
        .filter(|code| partner.is_none_or(|wanted| wanted == *code));
    let strands = strands_without_evidence(codes, commitments, day);
    let strands = strands.into_iter().map(|gap| CoverageGap {
        code: "no-evidence".to_owned(),
        partner: Some(gap.partner),
        strand: Some(gap.strand),
        id: None,
        kind: Some(RecordKind::Commitment),
        commitments: Some(gap.commitments),
        title: match gap.commitments {
            0 => format!("{}: no commitment on record", gap.strand),
            count => format!("{}: nothing shows what became of {count} commitments", gap.strand),
        },
    });
    records.chain(strands).collect()
}
