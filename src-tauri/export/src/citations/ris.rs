//! A source as RIS.

use std::fmt::Write;

use entente_domain::{Source, SourceKind};

use super::parts;
use crate::links::web_address;

pub(super) fn entry(source: &Source) -> String {
    let kind = match source.kind {
        SourceKind::Agreement | SourceKind::Regulation | SourceKind::Decision => "STAT",
        SourceKind::Report | SourceKind::Research => "RPRT",
        SourceKind::News => "NEWS",
        SourceKind::Letter => "PCOMM",
        SourceKind::JointDeclaration | SourceKind::Speech => "GEN",
        SourceKind::PressRelease | SourceKind::Factsheet => "ELEC",
    };
    let mut out = String::new();
    let mut field = |tag: &str, value: &str| {
        // A line break would begin a new field.
        let value = value.replace(['\n', '\r'], " ");
        let _ = write!(out, "{tag}  - {value}\r\n");
    };
    field("TY", kind);
    field("ID", source.id.as_str());
    field("TI", &source.title);
    field("AU", &source.publisher);
    field("PB", &source.publisher);
    if let Some(parts) = parts(&source.date) {
        field("PY", &parts[0].to_string());
        let number = |at: usize| parts.get(at).map(|part| format!("{part:02}")).unwrap_or_default();
        field("DA", &format!("{}/{}/{}/", parts[0], number(1), number(2)));
    }
    if let Some(identifier) = &source.identifier {
        field("M1", identifier);
    }
    field("LA", &source.language);
    if let Some(address) = source.url.as_deref().and_then(web_address) {
        field("UR", &address);
    }
    if let Some(note) = &source.note {
        field("N1", note);
    }
    field("ER", "");
    out.push_str("\r\n");
    out
}
