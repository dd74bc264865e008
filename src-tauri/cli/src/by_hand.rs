//! A record as a person wants it: read from a file, or the one that stands with fields set.

use std::{fs, io, path::Path};

use anyhow::Context;
use entente_domain::{Record, RecordId};
use entente_library::{Error, Library, Moment};
use serde_json::Value;

/// A file's text, or standard input's for `-`.
pub(crate) fn read_input(path: &Path) -> anyhow::Result<String> {
    if path == Path::new("-") {
        return Ok(io::read_to_string(io::stdin())?);
    }
    let cannot = |reason| Error::CannotRead {
        path: path.to_owned(),
        reason,
    };
    Ok(fs::read_to_string(path).map_err(cannot)?)
}

pub(crate) fn read_record(path: &Path, id: &RecordId) -> anyhow::Result<Record> {
    let text = read_input(path)?;
    let record: Record = serde_json::from_str(&text).with_context(|| format!("{} is not a record", path.display()))?;
    anyhow::ensure!(
        record.id() == id,
        "{} holds the record {}, not {id}",
        path.display(),
        record.id()
    );
    Ok(record)
}

/// The record as it stands, with fields set.
pub(crate) fn edited(library: &Library, id: &RecordId, set: &[String], moment: &Moment) -> anyhow::Result<Record> {
    anyhow::ensure!(!set.is_empty(), "say what to change: --set FIELD=VALUE, or --from FILE");
    let page = library.show(
        id.as_str(),
        &Moment {
            known_on: None,
            ..moment.clone()
        },
    )?;
    let mut whole = serde_json::to_value(&page.record)?;
    for pair in set {
        let (name, value) = pair
            .split_once('=')
            .with_context(|| format!("“{pair}” has no =: write FIELD=VALUE"))?;
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        whole["record"][name] = value;
    }
    let record: Record = serde_json::from_value(whole).with_context(|| format!("{id} cannot hold that"))?;
    anyhow::ensure!(
        record.id() == id,
        "the id of {id} cannot be changed: others name it. Nothing was changed"
    );
    Ok(record)
}
