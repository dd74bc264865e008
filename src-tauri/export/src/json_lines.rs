//! Records as JSON Lines: one whole record a line, as answers and the change log write it.

use std::{io::Write, path::Path};

use crate::{
    Error,
    saving::{Records, replace},
};

/// Writes records as JSON Lines. Gives the number of rows.
///
/// # Errors
/// When the records stop, or the file cannot be written; the old file is then untouched.
pub fn json_lines(path: &Path, records: Records<'_>) -> Result<u64, Error> {
    replace(path, |out| {
        let mut rows = 0;
        for record in records {
            let record = record.map_err(Error::Stopped)?;
            serde_json::to_writer(&mut *out, &record).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
            rows += 1;
        }
        Ok(rows)
    })
}
