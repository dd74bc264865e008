//! The names of fields, in English and French, and what each accepts.

use super::tree::{FieldValue, Slip};
use super::values::{after, amount_range, before, day_range, period};
use crate::facets::Facet;
use crate::near_words::nearest;

/// A field of the query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    Facet(Facet),
    Date,
    Before,
    After,
    Amount,
    Source,
    Document,
    Title,
}

/// Every name a field goes by; the first of each is the one told to the user.
const NAMES: &[(&str, Name)] = &[
    ("partner", Name::Facet(Facet::Partner)),
    ("partenaire", Name::Facet(Facet::Partner)),
    ("country", Name::Facet(Facet::Partner)),
    ("pays", Name::Facet(Facet::Partner)),
    ("strand", Name::Facet(Facet::Strand)),
    ("volet", Name::Facet(Facet::Strand)),
    ("kind", Name::Facet(Facet::Kind)),
    ("type", Name::Facet(Facet::Kind)),
    ("nature", Name::Facet(Facet::Kind)),
    ("by", Name::Facet(Facet::By)),
    ("party", Name::Facet(Facet::By)),
    ("par", Name::Facet(Facet::By)),
    ("state", Name::Facet(Facet::State)),
    ("status", Name::Facet(Facet::State)),
    ("etat", Name::Facet(Facet::State)),
    ("year", Name::Facet(Facet::Year)),
    ("annee", Name::Facet(Facet::Year)),
    ("lang", Name::Facet(Facet::Language)),
    ("language", Name::Facet(Facet::Language)),
    ("langue", Name::Facet(Facet::Language)),
    ("date", Name::Date),
    ("before", Name::Before),
    ("avant", Name::Before),
    ("after", Name::After),
    ("since", Name::After),
    ("apres", Name::After),
    ("amount", Name::Amount),
    ("montant", Name::Amount),
    ("source", Name::Source),
    ("document", Name::Document),
    ("title", Name::Title),
    ("titre", Name::Title),
];

/// The names offered for completion.
pub(crate) const OFFERED: [&str; 14] = [
    "partner", "strand", "kind", "by", "state", "year", "lang", "date", "before", "after", "amount", "source",
    "document", "title",
];

/// The field of that name.
pub(crate) fn named(name: &str) -> Option<Name> {
    let name = crate::fold::folded(name);
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
}

/// The known name nearest to one that is not known, if any is near.
pub(crate) fn nearest_name(name: &str) -> Option<&'static str> {
    nearest(&crate::fold::folded(name), NAMES.iter().map(|(known, _)| *known))
}

/// How a day, a month or a year can be written.
const DAYS: [&str; 3] = ["2023", "2023-07", "2023-07-16"];

/// What values given to a field ask, or why they cannot be.
pub(crate) fn asked(name: Name, values: &[String]) -> Result<FieldValue, Slip> {
    let whole = values.join(",");
    let refused = |field, wanted| Slip::BadValue {
        field,
        value: whole.clone(),
        wanted,
    };
    let ids = || values.to_vec();
    Ok(match name {
        Name::Facet(Facet::Year) | Name::Date => {
            let field = if name == Name::Date { "date" } else { "year" };
            FieldValue::Dated(
                day_range(&whole).ok_or_else(|| refused(field, &["2023", "2023-07", "2021..2024", ">2022"]))?,
            )
        }
        Name::Before => FieldValue::Dated(before(period(&whole).ok_or_else(|| refused("before", &DAYS))?)),
        Name::After => FieldValue::Dated(after(period(&whole).ok_or_else(|| refused("after", &DAYS))?)),
        Name::Amount => FieldValue::Amount(
            amount_range(&whole).ok_or_else(|| refused("amount", &["100m", ">1.5bn", "5m..20mEUR"]))?,
        ),
        Name::Source => FieldValue::Source(ids()),
        Name::Document => FieldValue::Document(ids()),
        Name::Facet(facet) => FieldValue::Facet(facet, values.iter().map(|value| value_of(facet, value)).collect()),
        Name::Title => FieldValue::Title(Vec::new()),
    })
}

/// A value as the index spells it.
fn value_of(facet: Facet, value: &str) -> String {
    let plain = crate::fold::folded(value.trim()).replace([' ', '_'], "-");
    match facet {
        Facet::Partner | Facet::Year => value.trim().to_owned(),
        Facet::Kind => {
            let one = plain.strip_suffix('s').unwrap_or(&plain);
            match one {
                "funding-line" | "money" | "financement" => "funding",
                "engagement" => "commitment",
                "evenement" => "event",
                "indicateur" => "indicator",
                "partenaire" => "partner",
                "saved-searche" | "search" => "saved-search",
                other => other,
            }
            .to_owned()
        }
        Facet::Language => match plain.as_str() {
            "english" | "anglais" => "en".to_owned(),
            "french" | "francais" => "fr".to_owned(),
            "arabic" | "arabe" => "ar".to_owned(),
            "turkish" | "turc" => "tr".to_owned(),
            "serbian" | "serbe" => "sr".to_owned(),
            "italian" | "italien" => "it".to_owned(),
            "german" | "allemand" => "de".to_owned(),
            _ => plain,
        },
        Facet::Strand | Facet::State | Facet::By => value.trim().to_owned(),
    }
}
