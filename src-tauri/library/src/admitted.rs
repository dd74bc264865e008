//! Filters made ready: which records an answer is about.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entente_domain::{Edtf, Record};

use crate::Filters;

/// Filters with their text already searched for.
pub(crate) struct Admitted<'a> {
    filters: &'a Filters,
    /// The ids that the text matches; none where no text was asked for.
    text: Option<BTreeSet<String>>,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl<'a> Admitted<'a> {
    pub(crate) fn new(filters: &'a Filters, text: Option<BTreeSet<String>>) -> Self {
        Self {
            filters,
            text,
            first: filters.from.as_ref().and_then(|date| date.span().earliest),
            last: filters.to.as_ref().and_then(|date| date.span().latest),
        }
    }

    /// Whether particular kinds are asked for.
    pub(crate) fn names_kinds(&self) -> bool {
        !self.filters.kinds.is_empty()
    }

    /// Whether every filter holds.
    pub(crate) fn record(&self, record: &Record) -> bool {
        self.but_for_dates(record) && (self.undated() || record.date().is_some_and(|date| self.date(date)))
    }

    /// Whether every filter but the dates holds: for records that carry more dates than one.
    pub(crate) fn but_for_dates(&self, record: &Record) -> bool {
        let Filters {
            partners,
            strands,
            kinds,
            ..
        } = self.filters;
        let any = |wanted: bool, has: bool| !wanted || has;
        any(!kinds.is_empty(), kinds.contains(&record.kind()))
            && any(
                !partners.is_empty(),
                record.partners().iter().any(|one| partners.contains(one)),
            )
            && any(
                !strands.is_empty(),
                record.strands().iter().any(|one| strands.contains(one)),
            )
            && self.text.as_ref().is_none_or(|ids| ids.contains(record.id().as_str()))
    }

    /// Whether a date lies in the range, by the rule asked for.
    pub(crate) fn date(&self, date: &Edtf) -> bool {
        if self.undated() {
            return true;
        }
        date.falls_in(self.first, self.last, self.filters.dates)
    }

    /// Whether a record without a date is admitted.
    pub(crate) fn undated(&self) -> bool {
        self.first.is_none() && self.last.is_none()
    }
}
