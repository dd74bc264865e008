//! A source as BibTeX.

use std::fmt::Write;

use entente_domain::{Source, SourceKind};

use super::parts;
use crate::links::web_address;

pub(super) fn entry(source: &Source) -> String {
    let kind = match source.kind {
        SourceKind::Report | SourceKind::Research => "report",
        SourceKind::News => "article",
        _ => "misc",
    };
    let mut out = format!("@{kind}{{{},\n", source.id);
    let mut field = |name: &str, value: &str| {
        let _ = writeln!(out, "  {name} = {{{value}}},");
    };
    field("title", &format!("{{{}}}", escaped(&source.title)));
    // A body is one name: the inner braces keep it from being taken for a person's.
    field("author", &format!("{{{}}}", escaped(&source.publisher)));
    match kind {
        "report" => field("institution", &escaped(&source.publisher)),
        "article" => field("journal", &escaped(&source.publisher)),
        _ => field("publisher", &escaped(&source.publisher)),
    }
    if let Some(parts) = parts(&source.date) {
        field("year", &parts[0].to_string());
        let date: Vec<String> = parts.iter().map(|part| format!("{part:02}")).collect();
        field("date", &date.join("-"));
    }
    if let Some(identifier) = &source.identifier {
        field("number", &escaped(identifier));
    }
    field("language", &source.language);
    if let Some(address) = source.url.as_deref().and_then(web_address) {
        field(
            "url",
            &address
                .replace('%', "\\%")
                .replace('#', "\\#")
                .replace('_', "\\_")
                .replace('&', "\\&"),
        );
    }
    if let Some(note) = &source.note {
        field("note", &escaped(note));
    }
    out.push_str("}\n");
    out
}

/// Text in which TeX's own characters mean themselves. Braces are dropped: they would unbalance the entry.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(letter);
            }
            '{' | '}' => {}
            '\\' => out.push('/'),
            '~' => out.push_str("\\~{}"),
            '^' => out.push_str("\\^{}"),
            '\n' | '\r' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}
