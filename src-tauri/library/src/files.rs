//! Files that are whole or not there.

use std::{fs, io::Write, path::Path};

use crate::Error;

/// Writes a file beside its place and puts it there when it is whole; what stood there is kept until then.
pub(crate) fn replace(out: &Path, bytes: &[u8]) -> Result<(), Error> {
    let cannot = |reason| Error::CannotWrite {
        path: out.to_owned(),
        reason,
    };
    let folder = out
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(cannot)?;
    readable_by_others(file.as_file()).map_err(cannot)?;
    file.persist(out).map_err(|failed| cannot(failed.error))?;
    Ok(())
}

/// A temporary file is its owner's alone; a saved one is like any other.
#[cfg(unix)]
fn readable_by_others(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_others(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}
