//! Builds funding lines for tests.

use crate::{
    Basis, Confidence, CountsAs, FundingKind, FundingLine, FundingStage, Money, PartOf, RecordId, Stage, Strand,
};

pub(super) struct LineBuilder(FundingLine);

/// A grant of its own, without stages or ties.
pub(super) fn line(name: &str) -> LineBuilder {
    LineBuilder(FundingLine {
        id: id(name),
        instrument: None,
        partners: Vec::new(),
        title: name.to_owned(),
        amount: eur(0),
        kind: FundingKind::Grant,
        fund: None,
        strand: Strand::Economy,
        period: None,
        part_of: None,
        repeats: Vec::new(),
        relabels: Vec::new(),
        counts_as: CountsAs::Line,
        counts_reason: None,
        stages: Vec::new(),
        cites: Vec::new(),
        confidence: Confidence::High,
        note: None,
        claims: Vec::new(),
    })
}

impl LineBuilder {
    pub(super) fn build(self) -> FundingLine {
        self.0
    }

    /// A flow of so many euros.
    pub(super) fn step(self, stage: Stage, date: &str, euros: i64) -> Self {
        self.with(stage, date, Some(eur(euros)), Basis::Flow)
    }

    /// So many euros by that day.
    pub(super) fn by_then(self, stage: Stage, date: &str, euros: i64) -> Self {
        self.with(stage, date, Some(eur(euros)), Basis::RunningTotal)
    }

    /// A step whose sum no source gives.
    pub(super) fn without_sum(self, stage: Stage, date: &str) -> Self {
        self.with(stage, date, None, Basis::Flow)
    }

    pub(super) fn with(mut self, stage: Stage, date: &str, amount: Option<Money>, basis: Basis) -> Self {
        let date = date.parse().unwrap();
        self.0.stages.push(FundingStage {
            stage,
            date,
            amount,
            basis,
            note: None,
            cites: Vec::new(),
        });
        self
    }

    pub(super) fn part_of(mut self, whole: &str) -> Self {
        self.0.part_of = Some(PartOf {
            id: id(whole),
            breakdown: None,
        });
        self
    }

    pub(super) fn part_of_by(mut self, whole: &str, breakdown: &str) -> Self {
        self.0.part_of = Some(PartOf {
            id: id(whole),
            breakdown: Some(breakdown.to_owned()),
        });
        self
    }

    pub(super) fn repeats(mut self, original: &str) -> Self {
        self.0.repeats.push(id(original));
        self
    }

    pub(super) fn relabels(mut self, older: &str) -> Self {
        self.0.relabels.push(id(older));
        self
    }

    pub(super) fn kind(mut self, kind: FundingKind) -> Self {
        self.0.kind = kind;
        self
    }

    pub(super) fn counts_as(mut self, counts_as: CountsAs) -> Self {
        self.0.counts_as = counts_as;
        self
    }
}

pub(super) fn eur(euros: i64) -> Money {
    Money::from_minor(euros * 100, crate::Currency::EUR)
}

pub(super) fn id(name: &str) -> RecordId {
    name.parse().unwrap()
}

pub(super) fn day(text: &str) -> Option<chrono::NaiveDate> {
    Some(text.parse().unwrap())
}
