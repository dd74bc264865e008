//! The files of a pack that hold no records: its title page and its exchange rates.

use std::ops::Range;

use entente_domain::rates::Rate;
use toml::{Spanned, de::DeValue};

use super::{about::About, file::PackFile, problem::Found, shape::Shapes};

/// Reads `pack.toml`.
pub(super) fn about(file: &PackFile<'_>, shapes: &mut Shapes, found: &mut Found) -> Option<About> {
    let (table, sound) = file.table(found);
    if !sound {
        return None;
    }
    // What is missing has no line of its own; the file's first one is as good as any.
    let value = Spanned::new(0..0, DeValue::Table(table.into_inner()));
    file.one(value, "", shapes, found)
}

/// Reads `exchange-rates.toml`: the rates, each with its stretch of the text.
pub(super) fn rates(file: &PackFile<'_>, shapes: &mut Shapes, found: &mut Found) -> Vec<(Rate, Range<usize>)> {
    let (table, sound) = file.table(found);
    let mut rates = Vec::new();
    if !sound {
        return rates;
    }
    for (key, value) in table.into_inner() {
        match (&**key.get_ref(), value.into_inner()) {
            ("rates", DeValue::Array(array)) => {
                for (element, span) in file.elements(array) {
                    let rate = file.one(element, "rate", shapes, found);
                    rates.extend(rate.map(|rate| (rate, span)));
                }
            }
            (name, _) => {
                let problem = format!("this file holds [[rates]], not {name}");
                file.problem(
                    found,
                    key.span().start,
                    problem,
                    "write [[rates]] above each rate".to_owned(),
                );
            }
        }
    }
    rates
}
