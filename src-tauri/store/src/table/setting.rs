//! `setting`: the user's settings and the program's small memories, each a JSON value under a key.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Serialize, de::DeserializeOwned};

use crate::Error;

/// The value of a key.
pub(crate) fn get<T: DeserializeOwned>(db: &Connection, key: &str) -> Result<Option<T>, Error> {
    let found: Option<String> = db
        .prepare_cached("SELECT value FROM setting WHERE key = :key")?
        .query_row(named_params! { ":key": key }, |row| row.get("value"))
        .optional()?;
    found
        .map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|reason| Error::DamagedRecord {
            id: format!("setting {key}"),
            reason: reason.to_string(),
        })
}

/// Sets a key's value.
pub(crate) fn set<T: Serialize>(db: &Connection, key: &str, value: &T) -> Result<(), Error> {
    let text = serde_json::to_string(value).map_err(|reason| Error::DamagedRecord {
        id: format!("setting {key}"),
        reason: reason.to_string(),
    })?;
    db.prepare_cached(
        "INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value",
    )?
    .execute(named_params! { ":key": key, ":value": text })?;
    Ok(())
}

/// Forgets a key.
pub(crate) fn remove(db: &Connection, key: &str) -> Result<(), Error> {
    db.prepare_cached("DELETE FROM setting WHERE key = :key")?
        .execute(named_params! { ":key": key })?;
    Ok(())
}
