//! Everything that is wrong with the shape of one record.
//!
//! Serde stops at the first problem. When it refuses a record, this walks the record beside the JSON Schema of its type
//! and names each one: unknown and missing fields, wrong types, words that are in no list, dates and amounts that cannot
//! be read.

use std::{any::TypeId, collections::BTreeMap, ops::Range};

use chrono::NaiveDate;
use entente_domain::{Currency, Edtf, Money, PartnerCode, RecordId};
use schemars::JsonSchema;
use serde_json::{Map, Value};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::nearest::nearest;

/// A problem in a file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// Where it starts, in bytes.
    pub(super) at: usize,
    pub(super) problem: String,
    pub(super) hint: Option<String>,
}

/// The shapes of the types that were asked for, each made once: most packs have no slip, and need none.
#[derive(Default)]
pub(super) struct Shapes(BTreeMap<TypeId, Shape>);

impl Shapes {
    pub(super) fn of<T: JsonSchema + 'static>(&mut self) -> &Shape {
        self.0.entry(TypeId::of::<T>()).or_insert_with(Shape::of::<T>)
    }
}

/// What a record or a file must look like.
pub(super) struct Shape {
    root: Value,
}

impl Shape {
    fn of<T: JsonSchema>() -> Self {
        Self {
            root: schemars::schema_for!(T).to_value(),
        }
    }

    /// Every slip in a table that is to be a `T`.
    pub(super) fn slips(&self, table: &DeTable<'_>, span: Range<usize>) -> Vec<Slip> {
        let mut slips = Vec::new();
        self.table(&self.root, table, span.start, "", &mut slips);
        slips
    }

    fn resolve<'s>(&'s self, schema: &'s Value) -> (&'s Value, Option<&'s str>) {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(reference) => {
                let name = reference.rsplit('/').next().unwrap_or(reference);
                (
                    self.root.get("$defs").and_then(|defs| defs.get(name)).unwrap_or(schema),
                    Some(name),
                )
            }
            None => (schema, None),
        }
    }

    fn value(&self, schema: &Value, value: &Spanned<DeValue<'_>>, field: &str, slips: &mut Vec<Slip>) {
        // An optional field is a choice between its type and null, which TOML does not have.
        if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
            let real = choices
                .iter()
                .find(|one| one.get("type").and_then(Value::as_str) != Some("null"));
            return real.into_iter().for_each(|real| self.value(real, value, field, slips));
        }
        let (schema, name) = self.resolve(schema);
        let at = value.span().start;
        if let Some(words) = words(schema) {
            return self.word(&words, value, field, slips);
        }
        match (expected(schema), value.get_ref()) {
            ("object", DeValue::Table(table)) => self.table(schema, table, at, field, slips),
            ("array", DeValue::Array(items)) => {
                for item in items.iter() {
                    self.value(schema.get("items").unwrap_or(&Value::Null), item, field, slips);
                }
            }
            ("string", DeValue::String(text)) => {
                if let Some(problem) = unreadable(name, schema, text) {
                    slips.push(Slip {
                        at,
                        problem: format!("`{field}`: {problem}"),
                        hint: None,
                    });
                }
            }
            ("integer", DeValue::Integer(number)) => {
                let fits = i64::from_str_radix(number.as_str(), number.radix()).is_ok_and(|number| {
                    schema
                        .get("minimum")
                        .and_then(Value::as_i64)
                        .is_none_or(|least| least <= number)
                });
                if !fits {
                    slips.push(Slip {
                        at,
                        problem: format!("`{field}`: {number} is out of range"),
                        hint: None,
                    });
                }
            }
            ("boolean", DeValue::Boolean(_)) => {}
            (wanted, found) => slips.push(Slip {
                at,
                problem: format!("`{field}` must be {}, not {}", in_words(wanted), described(found)),
                hint: wrong_type_hint(wanted, name, found),
            }),
        }
    }

    fn word(&self, words: &[&str], value: &Spanned<DeValue<'_>>, field: &str, slips: &mut Vec<Slip>) {
        let at = value.span().start;
        let Some(word) = value.get_ref().as_str() else {
            slips.push(Slip {
                at,
                problem: format!("`{field}` must be a word in quotes, not {}", described(value.get_ref())),
                hint: Some(format!("use one of {}", words.join(", "))),
            });
            return;
        };
        if words.contains(&word) {
            return;
        }
        let lower = word.to_lowercase().replace([' ', '_'], "-");
        slips.push(Slip {
            at,
            problem: format!("“{word}” is not a word for `{field}`"),
            hint: Some(
                match nearest(&lower, words.iter().copied()).or_else(|| nearest(word, words.iter().copied())) {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("use one of {}", words.join(", ")),
                },
            ),
        });
    }

    fn table(&self, schema: &Value, table: &DeTable<'_>, at: usize, field: &str, slips: &mut Vec<Slip>) {
        let none = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
        let others = schema.get("additionalProperties").filter(|others| others.is_object());
        for (key, value) in table.iter() {
            let name: &str = key.get_ref();
            match (properties.get(name), others) {
                (Some(property), _) => self.value(property, value, name, slips),
                (None, Some(others)) => self.value(others, value, name, slips),
                (None, None) => slips.push(Slip {
                    at: key.span().start,
                    problem: match field {
                        "" => format!("there is no field `{name}`"),
                        _ => format!("there is no field `{name}` in `{field}`"),
                    },
                    hint: Some(match nearest(name, properties.keys().map(String::as_str)) {
                        Some(near) => format!("did you mean {near}?"),
                        None => format!("its fields are {}", list(properties)),
                    }),
                }),
            }
        }
        let required = schema.get("required").and_then(Value::as_array);
        for name in required.into_iter().flatten().filter_map(Value::as_str) {
            if !table.iter().any(|(key, _)| key.get_ref() == name) {
                slips.push(Slip {
                    at,
                    problem: match field {
                        "" => format!("`{name}` is missing"),
                        _ => format!("`{name}` is missing in `{field}`"),
                    },
                    hint: properties
                        .get(name)
                        .and_then(|property| property.get("description"))
                        .and_then(Value::as_str)
                        .map(|description| description.trim_end_matches('.').replace('\n', " ")),
                });
            }
        }
    }
}

/// The names of the fields, sorted: the order of a JSON map depends on how its library was built.
fn list(properties: &Map<String, Value>) -> String {
    let mut names: Vec<&str> = properties.keys().map(String::as_str).collect();
    names.sort_unstable();
    names.join(", ")
}

/// The words of a closed list, where the schema is one.
fn words(schema: &Value) -> Option<Vec<&str>> {
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return Some(words.iter().filter_map(Value::as_str).collect());
    }
    let choices = schema.get("oneOf").and_then(Value::as_array)?;
    let words: Vec<&str> = choices
        .iter()
        .flat_map(|choice| match choice.get("enum").and_then(Value::as_array) {
            Some(several) => several.iter().filter_map(Value::as_str).collect(),
            None => choice
                .get("const")
                .and_then(Value::as_str)
                .into_iter()
                .collect::<Vec<_>>(),
        })
        .collect();
    (!words.is_empty()).then_some(words)
}

fn expected(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(one)) => one,
        Some(Value::Array(several)) => several
            .iter()
            .filter_map(Value::as_str)
            .find(|one| *one != "null")
            .unwrap_or_default(),
        _ => "",
    }
}

fn in_words(json_type: &str) -> &'static str {
    match json_type {
        "object" => "a table",
        "array" => "a list",
        "string" => "a text in quotes",
        "integer" => "a whole number",
        "boolean" => "true or false",
        _ => "something else",
    }
}

fn described(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date without quotes",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn wrong_type_hint(wanted: &str, name: Option<&str>, found: &DeValue<'_>) -> Option<String> {
    let hint = match (wanted, name, found) {
        ("string", Some("Money"), DeValue::Integer(number)) => {
            format!("write the amount and its currency in quotes, as in \"{number} EUR\"")
        }
        ("string", _, DeValue::Integer(number)) => format!("write \"{number}\""),
        ("string", _, DeValue::Float(number)) => format!("write \"{number}\""),
        ("string", _, DeValue::Datetime(date)) => format!("write \"{date}\""),
        ("array", _, DeValue::String(text)) => format!("write [\"{text}\"]"),
        ("array", _, DeValue::Table(_)) => "write [{ … }]".to_owned(),
        ("boolean", _, DeValue::String(_)) => "without quotes".to_owned(),
        ("integer", _, DeValue::String(text)) => format!("write {text} without quotes"),
        _ => return None,
    };
    Some(hint)
}

/// Why a text is not what the schema's named form asks for.
fn unreadable(name: Option<&str>, schema: &Value, text: &str) -> Option<String> {
    match name {
        Some("Edtf") => text.parse::<Edtf>().err().map(|error| error.to_string()),
        Some("Money") => text.parse::<Money>().err().map(|error| error.to_string()),
        Some("RecordId") => text.parse::<RecordId>().err().map(|error| error.to_string()),
        Some("PartnerCode") => text.parse::<PartnerCode>().err().map(|error| error.to_string()),
        Some("Currency") => text
            .parse::<Currency>()
            .err()
            .map(|_| format!("“{text}” is not a currency: use its ISO 4217 code, such as EUR")),
        _ if schema.get("format").and_then(Value::as_str) == Some("date") => text
            .parse::<NaiveDate>()
            .err()
            .map(|_| format!("“{text}” is not a day: write 2026-10-01")),
        _ => None,
    }
}
