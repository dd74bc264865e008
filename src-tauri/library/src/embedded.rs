//! The pack that is built into the program, and taking it in.

use std::{
    thread,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use entente_import::Pack;
use entente_store::{Edit, PackRelease};
use include_dir::{Dir, include_dir};

use crate::{Error, Library};

static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../data");

/// The pack's title, for the briefs made from it.
pub(crate) const TITLE: &str =
    "Partnerships of the European Union with Tunisia, Egypt, Mauritania, Lebanon, Türkiye, Libya and Serbia";

/// How long a program waits for another that is making the library.
const PATIENCE: Duration = Duration::from_secs(10);

/// The setting that keeps a pack's glossary.
pub(crate) const GLOSSARY: &str = "glossary";
/// The setting that keeps a pack's exchange rates.
pub(crate) const RATES: &str = "exchange-rates";

/// The version of the built-in pack, without reading all of it.
fn version() -> Option<String> {
    let about = DATA.get_file("pack.toml")?.contents_utf8()?;
    let about: toml::Table = about.parse().ok()?;
    Some(about.get("version")?.as_str()?.to_owned())
}

/// The built-in pack.
pub(crate) fn pack() -> Result<Pack, Error> {
    let mut files = Vec::new();
    let mut folders = vec![&DATA];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().filter_map(|file| {
            let path = file.path().to_str()?;
            path.ends_with(".toml")
                .then(|| Some((path, file.contents_utf8()?)))
                .flatten()
        }));
    }
    files.sort_unstable_by_key(|(path, _)| *path);
    Ok(entente_import::pack::read(files)?)
}

/// What the store calls a pack.
pub(crate) fn release(pack: &Pack) -> PackRelease {
    PackRelease {
        id: pack.id.to_string(),
        version: pack.version.clone(),
        data_date: pack.data_date,
    }
}

/// Takes in the built-in pack where the library has never seen this version of it.
///
/// A library that another program is writing to is left as it is: it is taken in at the next opening.
pub(crate) fn take_in(library: &Library, now: DateTime<Utc>) -> Result<(), Error> {
    let seen = library.store.read()?.packs()?;
    let version = version();
    if seen.iter().any(|pack| Some(&pack.release.version) == version.as_ref()) {
        return Ok(());
    }
    let pack = pack()?;
    let begun = Instant::now();
    let mut writer = loop {
        match library.writer() {
            Err(Error::Store(entente_store::Error::Held { .. } | entente_store::Error::CannotWrite { .. }))
                if !seen.is_empty() =>
            {
                return Ok(());
            }
            // Whoever holds a library without a pack is just making it.
            Err(Error::Store(entente_store::Error::Held { .. })) if begun.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(20));
            }
            other => break other?,
        }
    };
    // Another program may have taken it in while this one waited for the writer.
    if writer
        .packs()?
        .iter()
        .any(|known| known.release.version == pack.version)
    {
        return Ok(());
    }
    writer.transaction(|edit| {
        keep_settings(edit, &pack)?;
        Ok::<_, Error>(edit.apply_pack(&release(&pack), &pack.records, &pack.passages, now)?)
    })?;
    Ok(())
}

/// What a pack brings beside its records: its exchange rates, and its glossary where it has one.
pub(crate) fn keep_settings(edit: &mut Edit<'_>, pack: &Pack) -> Result<(), Error> {
    edit.set(RATES, &pack.rates)?;
    match &pack.glossary {
        Some(glossary) => edit.set(GLOSSARY, glossary)?,
        None => edit.unset(GLOSSARY)?,
    }
    Ok(())
}
