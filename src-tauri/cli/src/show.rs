//! A record whole: as the JSON that `show` prints, and as text for people.

use entente_library::RecordPage;
use serde_json::{Value, json};

use crate::tables;

/// The record whole as the design has it: its fields, `kind` the record's kind, the record's own kind as `type`.
pub(crate) fn shown(page: &RecordPage) -> anyhow::Result<Value> {
    let Value::Object(mut whole) = serde_json::to_value(&page.record)? else {
        unreachable!("a record is a JSON object")
    };
    let Some(Value::Object(mut fields)) = whole.remove("record") else {
        unreachable!("a record has a body")
    };
    if let Some(own) = fields.remove("kind") {
        fields.insert("type".into(), own);
    }
    fields.insert("kind".into(), json!(page.record.kind()));
    let Value::Object(around) = serde_json::to_value(page)? else {
        unreachable!("a page is a JSON object")
    };
    fields.extend(around.into_iter().filter(|(name, _)| name != "record"));
    Ok(Value::Object(fields))
}

pub(crate) fn show(page: &RecordPage) -> String {
    let record = &page.record;
    let mut text = format!("{}  {}\n{}\n\n", record.kind(), record.id(), record.title());
    if let Ok(Value::Object(fields)) = shown(page) {
        let around = [
            "id",
            "kind",
            "title",
            "cites",
            "sources",
            "contested",
            "linked",
            "relations",
            "history",
            "decisions",
            "claims",
            "notes",
            "tags",
        ];
        for (name, value) in fields.iter().filter(|(name, _)| !around.contains(&name.as_str())) {
            if let Some(line) = field(value) {
                text += &format!("{name:>14}: {line}\n");
            }
        }
    }
    for row in &page.contested {
        text += &format!("\nContested: {}\n", row.field);
        for claim in &row.claims {
            text += &format!("  {}: {}\n", claim.speaker, claim.says);
            text.extend(claim.cites.iter().map(|cited| format!("  {}", tables::citation(cited))));
        }
    }
    if !page.tags.is_empty() {
        let labels: Vec<_> = page.tags.iter().map(|tag| tag.label.as_str()).collect();
        text += &format!("\nYour tags: {}\n", labels.join(", "));
    }
    for note in &page.notes {
        text += &format!("\nYour note: {}\n", note.text);
    }
    if !page.cites.is_empty() {
        text += "\nWritten in\n";
        text.extend(page.cites.iter().map(tables::citation));
    }
    if !page.linked.is_empty() {
        text += "\nTied to\n";
        for other in &page.linked {
            let arrow = if other.outward { "→" } else { "←" };
            text += &format!("  {arrow} {} {} {}\n", other.how, other.id, other.title);
        }
    }
    text += "\nHistory\n";
    for change in &page.history {
        let who = change.who.as_deref().unwrap_or(&change.origin);
        text += &format!("  {} {} {} by {who}\n", change.sequence, change.time, change.action);
    }
    for open in &page.decisions {
        text += &format!(
            "\nTo decide: {} (yours stands; pack {} says otherwise)\n",
            open.field, open.version
        );
    }
    text
}

/// A field's value on one line; `None` for what says nothing.
fn field(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => Some(items.iter().filter_map(field).collect::<Vec<_>>().join("; ")),
        Value::Object(fields) if fields.is_empty() => None,
        Value::Object(fields) => {
            let pairs = fields.iter().filter(|(name, _)| *name != "cites");
            Some(
                pairs
                    .filter_map(|(name, value)| field(value).map(|line| format!("{name} {line}")))
                    .collect::<Vec<_>>()
                    .join(", "),
            )
        }
        other => Some(other.to_string()),
    }
}
