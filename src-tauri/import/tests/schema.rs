//! The committed JSON Schema is the types' own, and holds of the shipped data.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{fs, path::PathBuf};

use entente_import::pack;
use serde_json::Value;

fn data() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

#[test]
fn the_committed_schema_is_current() {
    let committed = data().join("schema.json");
    let fresh = pack::schema();
    if std::env::var_os("WRITE_SCHEMA").is_some() {
        fs::write(&committed, &fresh).unwrap();
    }
    assert!(
        fs::read_to_string(&committed).unwrap_or_default() == fresh,
        "data/schema.json is stale: run WRITE_SCHEMA=1 cargo test -p entente-import --test schema, and commit it"
    );
}

/// Every TOML file of the pack, as the JSON that a validator sees.
fn shipped_files() -> Vec<(String, Value)> {
    let folders = fs::read_dir(data()).unwrap().flatten().map(|entry| entry.path());
    let in_folders = folders
        .filter(|path| path.is_dir())
        .flat_map(|path| fs::read_dir(path).unwrap().flatten().map(|entry| entry.path()));
    let at_top = ["pack.toml", "exchange-rates.toml", "glossary.toml"].map(|name| data().join(name));
    in_folders
        .chain(at_top)
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let table: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
            (path.display().to_string(), serde_json::to_value(table).unwrap())
        })
        .collect()
}

#[test]
fn the_schema_accepts_what_is_shipped() {
    let schema: Value = serde_json::from_str(&pack::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let files = shipped_files();
    assert!(files.len() > 50, "{} files are not the shipped data", files.len());
    for (path, value) in files {
        if let Err(error) = validator.validate(&value) {
            panic!("{path}: {error} at {}", error.instance_path());
        }
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let schema: Value = serde_json::from_str(&pack::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (why, text) in [
        (
            "an unknown field",
            "[[tags]]\nid = \"a\"\nlabel = \"b\"\ncolour = \"red\"\n",
        ),
        ("a missing field", "[[tags]]\nid = \"a\"\n"),
        ("an unknown array", "[[events_]]\nid = \"a\"\n"),
        ("a date that is not text", "[[events]]\ndate = 2024-01-01\n"),
    ] {
        let table: toml::Table = text.parse().unwrap();
        assert!(
            !validator.is_valid(&serde_json::to_value(table).unwrap()),
            "{why} must be refused"
        );
    }
}
