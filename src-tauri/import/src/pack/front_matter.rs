//! The files of a pack that hold no records: its title page, exchange rates, glossary.

use std::ops::Range;

use entente_domain::rates::Rate;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use toml::{Spanned, de::DeValue};

use super::{
    about::{About, Term},
    file::PackFile,
    problem::Found,
    shape::Shapes,
};

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
    array(file, "rates", "rate", shapes, found)
}

/// Reads `glossary.toml`: its text, where every group has the form of one.
pub(super) fn glossary(file: &PackFile<'_>, shapes: &mut Shapes, found: &mut Found) -> String {
    array::<Term>(file, "term", "term", shapes, found);
    file.text.to_owned()
}

/// Reads a file that holds one array of tables, each with its stretch of the text.
fn array<T: DeserializeOwned + JsonSchema + 'static>(
    file: &PackFile<'_>,
    array: &str,
    who: &str,
    shapes: &mut Shapes,
    found: &mut Found,
) -> Vec<(T, Range<usize>)> {
    let (table, sound) = file.table(found);
    let mut read = Vec::new();
    if !sound {
        return read;
    }
    for (key, value) in table.into_inner() {
        let name: &str = key.get_ref();
        match value.into_inner() {
            DeValue::Array(elements) if name == array => {
                for (element, span) in file.elements(elements) {
                    let one = file.one(element, who, shapes, found);
                    read.extend(one.map(|one| (one, span)));
                }
            }
            _ => {
                let problem = format!("this file holds [[{array}]], not {name}");
                file.problem(
                    found,
                    key.span().start,
                    problem,
                    format!("write [[{array}]] above each {who}"),
                );
            }
        }
    }
    read
}
