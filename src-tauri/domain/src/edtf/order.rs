//! The order of dates; the rule stands in the [module's documentation](super).

use std::cmp::Ordering;

use super::Edtf;

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        // `None` is the least of an Option: right for a start, the wrong way round for an end.
        let latest = |date: &Self| (date.span.latest.is_none(), date.span.latest);
        (self.span.earliest.cmp(&other.span.earliest))
            .then_with(|| latest(self).cmp(&latest(other)))
            .then_with(|| self.form.precision.cmp(&other.form.precision))
            .then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
