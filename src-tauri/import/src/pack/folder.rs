//! A pack from a folder on disk.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use super::{
    about::Pack,
    layout::{self, Part},
    problem::{Found, PackProblems},
    read::{most_bytes, read_texts, too_large},
};

/// The most text of a pack, in bytes: all of it is in memory while it is read.
const MOST_TOTAL_BYTES: usize = 1024 * 1024 * 1024;

/// Reads the pack that a folder holds.
///
/// Only files of a pack are opened. A symbolic link is refused, since it may lead out of the folder; so are files that
/// are too large or not UTF-8. A pack has a gibibyte of text at most.
///
/// # Errors
///
/// Every problem of every file, unreadable ones included.
pub fn read_folder(folder: &Path) -> Result<Pack, PackProblems> {
    let mut found = Found::default();
    let mut texts = Vec::new();
    let mut total = 0;
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for (path, name) in entries(&folder, &prefix, &mut found) {
            let within = format!("{prefix}{name}");
            match fs::symlink_metadata(&path) {
                Err(error) => found.add(&within, None, format!("this could not be read: {error}"), None),
                Ok(kind) if kind.is_symlink() => {
                    if kind_of(&within).is_some() || !within.contains('.') {
                        let hint = "put the file itself in its place".to_owned();
                        let problem = "this is a symbolic link, and a pack may not lead out of its folder".to_owned();
                        found.add(&within, None, problem, Some(hint));
                    }
                }
                // One level of folders; what lies deeper is no part of a pack.
                Ok(kind) if kind.is_dir() => {
                    if prefix.is_empty() && !name.starts_with('.') {
                        folders.push((path, format!("{name}/")));
                    }
                }
                Ok(kind) if kind.is_file() => {
                    let read = text(&path, &within, kind.len(), &mut found);
                    total += read.as_ref().map_or(0, |(_, text)| text.len());
                    texts.extend(read);
                    if total > MOST_TOTAL_BYTES {
                        let hint = "split it into several packs".to_owned();
                        found.add(
                            &within,
                            None,
                            too_large("the pack up to here", total as u64, MOST_TOTAL_BYTES),
                            Some(hint),
                        );
                        return Err(found.into_problems());
                    }
                }
                // Reading a pipe or a device may never end.
                Ok(_) => {
                    let hint = "put a file in its place".to_owned();
                    found.add(
                        &within,
                        None,
                        "this is neither a file nor a folder".to_owned(),
                        Some(hint),
                    );
                }
            }
        }
    }
    let given = texts.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    read_texts(given.collect(), found)
}

/// The entries of a folder, by name.
fn entries(folder: &Path, prefix: &str, found: &mut Found) -> Vec<(PathBuf, String)> {
    let shown = if prefix.is_empty() {
        folder.display().to_string()
    } else {
        prefix.to_owned()
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let hint = "name the folder that holds pack.toml".to_owned();
            found.add(
                &shown,
                None,
                format!("this folder could not be read: {error}"),
                Some(hint),
            );
            return Vec::new();
        }
    };
    let mut named = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => match entry.file_name().into_string() {
                Ok(name) => named.push((entry.path(), name)),
                Err(name) => {
                    let problem = format!("the name {} is not UTF-8", name.display());
                    found.add(&shown, None, problem, Some("rename the file".to_owned()));
                }
            },
            Err(error) => found.add(&shown, None, format!("this folder could not be read: {error}"), None),
        }
    }
    named.sort();
    named
}

/// What the file holds where it is a part of a pack or meant to be one.
fn kind_of(within: &str) -> Option<Result<Part, ()>> {
    match layout::part(within) {
        Ok(Part::Other) => None,
        Ok(part) => Some(Ok(part)),
        Err(_) => Some(Err(())),
    }
}

fn text(path: &Path, within: &str, bytes: u64, found: &mut Found) -> Option<(String, String)> {
    let part = match kind_of(within)? {
        Ok(part) => part,
        // Its name is the problem; the reader says so without its text.
        Err(()) => return Some((within.to_owned(), String::new())),
    };
    let most = most_bytes(&part);
    if bytes > most as u64 {
        found.add(
            within,
            None,
            too_large("the file", bytes, most),
            Some("split it".to_owned()),
        );
        return None;
    }
    let mut bytes = Vec::new();
    // The file may have grown since it was looked at; the limit holds all the same.
    let read = fs::File::open(path).and_then(|file| file.take(most as u64).read_to_end(&mut bytes));
    match read.map(|_| String::from_utf8(bytes)) {
        Ok(Ok(text)) => Some((within.to_owned(), text)),
        Ok(Err(error)) => {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let hint = "save it again as UTF-8".to_owned();
            found.add(
                within,
                u32::try_from(line).ok(),
                "the text here is not UTF-8".to_owned(),
                Some(hint),
            );
            None
        }
        Err(error) => {
            found.add(within, None, format!("this file could not be read: {error}"), None);
            None
        }
    }
}
