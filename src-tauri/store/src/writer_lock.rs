//! Who may write: a file in the library's folder that one process holds locked.
//!
//! The system lets go of the lock when the process ends, however it ends. The file says who holds it; on systems whose
//! locks also keep others from reading (Windows), the sentence then says “another program”.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

use crate::Error;

const FILE_NAME: &str = "writer.lock";

/// The right to write to a library; given back when dropped.
#[derive(Debug)]
pub(crate) struct WriterLock {
    file: File,
}

impl WriterLock {
    /// Takes the right to write, under the name of a program.
    pub(crate) fn take(folder: &Path, program: &str) -> Result<Self, Error> {
        let path = folder.join(FILE_NAME);
        let cannot = |reason: std::io::Error| Error::CannotWrite {
            path: path.clone(),
            reason: reason.to_string(),
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Held {
                    path: folder.to_owned(),
                    by: holder(&mut file),
                });
            }
            Err(TryLockError::Error(reason)) => return Err(cannot(reason)),
        }
        // The name is a courtesy: a full disk must not keep anybody from writing it, or from freeing space.
        let _ = file
            .set_len(0)
            .and_then(|()| file.write_all(format!("{program}\n{}\n", std::process::id()).as_bytes()));
        Ok(Self { file })
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        // Closing the file alone would not do: a process that is just being started has it open until it runs.
        let _ = self.file.unlock();
    }
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file
        .seek(SeekFrom::Start(0))
        .and_then(|_| file.take(1000).read_to_string(&mut text));
    let mut lines = text.lines();
    match (read, lines.next(), lines.next()) {
        (Ok(_), Some(program), Some(process)) if !program.is_empty() => format!("{program} (process {process})"),
        _ => "another program".to_owned(),
    }
}
