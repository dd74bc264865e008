//! Writing a file so that a stop or a full disk leaves the old one whole.

use std::{
    error::Error as StdError,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use entente_domain::Record;

use crate::Error;

/// Why a row could not be given: whatever stopped the one who gives them, or the user's own stop.
pub type Stop = Box<dyn StdError + Send + Sync>;

/// Records for an export, one after the other. An error stops the export and leaves the old file as it was; whoever
/// gives the records counts them for progress.
pub type Records<'a> = &'a mut dyn Iterator<Item = Result<Record, Stop>>;

/// Writes beside the file, then takes its place in one step.
pub(crate) fn replace<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, Error>,
) -> Result<T, Error> {
    let failed = |cause| Error::Write {
        path: path.to_owned(),
        cause,
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".entente-");
    // A temporary file is its owner's alone; a saved one is like any other.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // The name of the file beside is of no use to the reader of the error.
    let system = |error: std::io::Error| error.raw_os_error().map_or(error, std::io::Error::from_raw_os_error);
    let mut beside = builder.tempfile_in(folder).map_err(system).map_err(failed)?;
    let outcome = {
        let mut out = BufWriter::new(beside.as_file_mut().try_clone().map_err(failed)?);
        let outcome = write(&mut out).map_err(|error| match error {
            Error::Io(cause) => failed(cause),
            other => other,
        })?;
        out.flush().map_err(failed)?;
        outcome
    };
    // What is renamed must be on the disk first, or a power cut leaves an empty file under the old name.
    beside.as_file().sync_all().map_err(failed)?;
    beside.persist(path).map_err(|error| failed(error.error))?;
    Ok(outcome)
}

/// Writes bytes to a file, whole or not at all.
///
/// # Errors
/// When the file cannot be written; what stood there before is untouched.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    replace(path, |out| Ok(out.write_all(bytes)?))
}
