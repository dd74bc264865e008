//! Writing a file so that a stop or a full disk leaves the old one whole.

use std::{
    error::Error as StdError,
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::Path,
};

use entente_domain::Record;

use crate::Error;

/// Why a row could not be given: whatever stopped the one who gives them, or the user's own stop.
pub type Stop = Box<dyn StdError + Send + Sync>;

/// Records for an export, one after the other. An error stops the export and leaves the old file as it was; whoever
/// gives the records counts them for progress.
pub type Records<'a> = &'a mut dyn Iterator<Item = Result<Record, Stop>>;

/// What a writer is at, beside the rows it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Finding entries their places in a drawing or on pages.
    Entries {
        /// How many have theirs.
        placed: usize,
        /// Of how many.
        of: usize,
    },
    /// Setting pages.
    Pages {
        /// How many are set.
        set: usize,
        /// Of how many.
        of: usize,
    },
    /// Putting the file together; how much of it is left is not known.
    File,
}

/// Told of each step, it answers whether to go on. A writer that may not go on ends with [`Error::Stopped`].
pub type Follow<'f> = &'f (dyn Fn(Step) -> bool + Sync);

/// Goes on to the end.
pub fn to_the_end(_: Step) -> bool {
    true
}

/// Tells of a step.
pub(crate) fn tell(follow: Follow<'_>, step: Step) -> Result<(), Error> {
    if follow(step) { Ok(()) } else { Err(stopped()) }
}

/// That whoever follows wants no more.
pub(crate) fn stopped() -> Error {
    Error::Stopped("whoever waited for it stopped it".into())
}

/// A file that is being put together for as long as that is wanted.
pub(crate) struct Wanted<'f, W> {
    pub out: W,
    pub follow: Follow<'f>,
    pub stopped: bool,
}

impl<W: Write> Write for Wanted<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stopped {
            // It was refused once. Whoever tidies up after that is not refused again.
            return Ok(bytes.len());
        }
        if !(self.follow)(Step::File) {
            self.stopped = true;
            return Err(io::Error::other("stopped"));
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Seek> Seek for Wanted<'_, W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.out.seek(to)
    }
}

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
