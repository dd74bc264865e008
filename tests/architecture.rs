//! The rooms of the house: who may use whom, and who may name Tauri. Read from the manifests, as cargo reads them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use entente_tests::checkout;
use toml::{Table, Value};

/// Each package, and the packages of ours it may depend on, tests and build scripts included: a test that needs more
/// than one room belongs to `tests/`.
const MAY_USE: &[(&str, &[&str])] = &[
    ("entente-domain", &[]),
    ("entente-store", &["entente-domain"]),
    ("entente-search", &["entente-domain"]),
    ("entente-import", &["entente-domain"]),
    ("entente-export", &["entente-domain"]),
    (
        "entente-library",
        &[
            "entente-domain",
            "entente-export",
            "entente-import",
            "entente-search",
            "entente-store",
        ],
    ),
    ("entente-cli", &["entente-domain", "entente-library"]),
    ("entente-desktop", &["entente-domain", "entente-library"]),
    ("xtask", &[]),
];

/// Tests of the whole may use all of it.
const WHOLE: &str = "entente-tests";

fn manifest(path: &Path) -> Table {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse()
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The manifests of all packages of the workspace, by package name.
fn packages() -> BTreeMap<String, Table> {
    let root = manifest(&checkout().join("Cargo.toml"));
    let members = root["workspace"]["members"]
        .as_array()
        .expect("the workspace lists its members")
        .clone();
    let mut packages = BTreeMap::new();
    for member in members {
        let folder = member.as_str().expect("a member is a folder");
        let read = manifest(&checkout().join(folder).join("Cargo.toml"));
        packages.insert(name_of(&read), read);
    }
    packages.insert(name_of(&root), root);
    packages
}

fn name_of(manifest: &Table) -> String {
    manifest["package"]["name"]
        .as_str()
        .expect("a package has a name")
        .to_owned()
}

/// Every package the manifest depends on, for whatever purpose and system.
fn dependencies(manifest: &Table) -> BTreeSet<String> {
    const KINDS: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];
    let systems = manifest
        .get("target")
        .and_then(Value::as_table)
        .into_iter()
        .flat_map(|targets| targets.values());
    let tables = std::iter::once(manifest).chain(systems.filter_map(Value::as_table));
    let mut found = BTreeSet::new();
    for table in tables {
        for kind in KINDS {
            for (key, value) in table.get(*kind).and_then(Value::as_table).into_iter().flatten() {
                let renamed = value.get("package").and_then(Value::as_str);
                found.insert(renamed.unwrap_or(key).to_owned());
            }
        }
    }
    found
}

#[test]
fn every_package_has_its_place_in_the_direction() {
    let written: BTreeSet<String> = packages().into_keys().filter(|name| name != WHOLE).collect();
    let placed: BTreeSet<String> = MAY_USE.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(written, placed, "a new package says here whom it may use");
}

#[test]
fn packages_depend_only_inwards() {
    let packages = packages();
    let ours: BTreeSet<&str> = packages.keys().map(String::as_str).collect();
    for (name, allowed) in MAY_USE {
        let Some(manifest) = packages.get(*name) else { continue };
        for dependency in dependencies(manifest) {
            assert!(
                !ours.contains(dependency.as_str()) || allowed.contains(&dependency.as_str()),
                "{name} may not use {dependency}: the direction is domain ← store, search, import, export ← library ← app, cli"
            );
        }
    }
}

#[test]
fn only_the_desktop_package_depends_on_tauri() {
    for (name, manifest) in packages() {
        let tauri: Vec<String> = dependencies(&manifest)
            .into_iter()
            .filter(|dependency| dependency.starts_with("tauri"))
            .collect();
        assert_eq!(
            name == "entente-desktop",
            !tauri.is_empty(),
            "{name} names {tauri:?}: everything but src-tauri/app must stay usable without a desktop"
        );
    }
}

#[test]
fn chores_need_the_standard_library_only() {
    let chores = &packages()["xtask"];
    assert_eq!(
        dependencies(chores),
        BTreeSet::new(),
        "`cargo xtask` must start in seconds on a fresh machine"
    );
}

#[test]
fn only_the_backend_folder_of_the_ui_names_tauri() {
    let sources = checkout().join("ui/src");
    let mut inside = 0;
    for path in files_under(&sources) {
        let written = matches!(
            path.extension().and_then(|one| one.to_str()),
            Some("ts" | "js" | "svelte" | "html")
        );
        if !written {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source file is text");
        let names_tauri = text.contains("@tauri-apps") || text.contains("__TAURI");
        if path.starts_with(sources.join("backend")) {
            inside += usize::from(names_tauri);
        } else {
            assert!(
                !names_tauri,
                "{} names Tauri: ask ui/src/backend instead",
                path.display()
            );
        }
    }
    assert!(
        inside > 0,
        "ui/src/backend names Tauri; if it no longer does, this test looks in the wrong place"
    );
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() {
            files.extend(files_under(&path))
        } else {
            files.push(path)
        }
    }
    files
}
