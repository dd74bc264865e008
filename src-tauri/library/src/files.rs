//! Files that are whole or not there.

use std::path::Path;

use crate::Error;

/// Writes a file beside its place and puts it there when it is whole; what stood there is kept until then.
pub(crate) fn replace(out: &Path, bytes: &[u8]) -> Result<(), Error> {
    must_have_a_folder(out)?;
    Ok(entente_export::save(out, bytes)?)
}

/// A folder that is not there is said as such: the system's word for it names no folder.
pub(crate) fn must_have_a_folder(out: &Path) -> Result<(), Error> {
    let folder = out
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    must_be_a_folder(folder)
}

pub(crate) fn must_be_a_folder(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        Ok(())
    } else {
        Err(Error::NoSuchFolder(folder.to_owned()))
    }
}
