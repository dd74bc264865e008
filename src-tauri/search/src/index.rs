//! The index's folder: opened, made anew when it cannot be, and read at a moment.
//!
//! The index is derived from the library and may be deleted at any time. Whatever is wrong with its folder (missing,
//! truncated, of another format), it is opened empty and says that it holds nothing; whoever owns the records puts them in
//! again. Not here: how entries are laid down (`schema`, `layout`) and how questions are answered (`answer`).

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::thread;
use std::time::Duration;

use tantivy::directory::{DirectoryLock, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{Directory, IndexReader, IndexSettings, ReloadPolicy, TantivyError};

use crate::answer::SharedStems;
use crate::glossary::Glossary;
use crate::schema::{FORMAT, Fields, schema, tokenizers};
use crate::view::View;
use crate::writer::Writer;
use crate::{Error, Result};

/// The name of the file that says which format an index has.
const FORMAT_FILE: &str = "format";

/// A search index in a folder.
pub struct Index {
    folder: PathBuf,
    inner: tantivy::Index,
    fields: Fields,
    reader: IndexReader,
    view: RwLock<Arc<View>>,
    glossary: Arc<Glossary>,
    made_anew: Option<MadeAnew>,
    stems: SharedStems,
}

/// Why an index was made anew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MadeAnew {
    /// Nothing says which format it had.
    #[error("the folder does not say which format its index has")]
    NoFormat,
    /// It had another format than this program's.
    #[error("its format is {found:?}, this program writes {FORMAT:?}")]
    OtherFormat {
        /// The format.
        found: String,
    },
    /// Its fields were others.
    #[error("its fields are not those of this program")]
    OtherFields,
    /// Its files could not be read, and why.
    #[error("its files could not be read: {0}")]
    Unreadable(String),
}

/// Bytes of stored entries that are packed together. A page of hits lies all over the index and unpacks a block for each:
/// small ones open sooner, and take a little more of the disk.
const STORED_TOGETHER: usize = 4096;

impl Index {
    /// Opens the index in `folder`, or makes an empty one when there is none that can be read.
    ///
    /// # Errors
    /// When the folder cannot be written, or another process is just making the index anew.
    pub fn open(folder: &Path, glossary: Glossary) -> Result<Self> {
        let glossary = Arc::new(glossary);
        let refused = |reason: String| Error::Folder {
            folder: folder.to_owned(),
            reason,
        };
        fs::create_dir_all(folder).map_err(|why| refused(why.to_string()))?;
        let first = match open_existing(folder) {
            Ok(found) => return Self::over(folder, found, glossary, None),
            Err(why) => why,
        };
        // Another process may be making it right now: wait for its lock, then look again.
        let lock = lock(folder)?;
        let reason = match open_existing(folder) {
            Ok(found) => return Self::over(folder, found, glossary, None),
            Err(why) => why,
        };
        let was_empty = first == reason && is_bare(folder);
        empty_folder(folder).map_err(|why| refused(why.to_string()))?;
        let directory = MmapDirectory::open(folder).map_err(|why| refused(why.to_string()))?;
        let (schema, _) = schema();
        let inner = tantivy::Index::builder()
            .schema(schema)
            .settings(IndexSettings {
                docstore_blocksize: STORED_TOGETHER,
                // Handing each small block to a thread of its own costs more than packing it.
                docstore_compress_dedicated_thread: false,
                ..IndexSettings::default()
            })
            .tokenizers(tokenizers())
            .open_or_create(directory)?;
        fs::write(folder.join(FORMAT_FILE), FORMAT).map_err(|why| refused(why.to_string()))?;
        drop(lock);
        Self::over(folder, inner, glossary, (!was_empty).then_some(reason))
    }

    fn over(
        folder: &Path,
        mut inner: tantivy::Index,
        glossary: Arc<Glossary>,
        made_anew: Option<MadeAnew>,
    ) -> Result<Self> {
        inner.set_tokenizers(tokenizers());
        let (_, fields) = schema();
        let reader = inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(256)
            .try_into()?;
        let view = View::of(reader.searcher(), None)?;
        Ok(Self {
            folder: folder.to_owned(),
            inner,
            fields,
            reader,
            view: RwLock::new(Arc::new(view)),
            glossary,
            made_anew,
            stems: SharedStems::default(),
        })
    }

    /// Why the index was made anew when it was opened; `None` when it was as it should be.
    pub fn made_anew(&self) -> Option<&MadeAnew> {
        self.made_anew.as_ref()
    }

    /// The sequence of the change log that the last commit holds; `None` when nothing was committed yet.
    ///
    /// # Errors
    /// When the index's own list of files cannot be read.
    pub fn held(&self) -> Result<Option<u64>> {
        Ok(self.inner.load_metas()?.payload.and_then(|text| text.parse().ok()))
    }

    /// How many entries can be found.
    pub fn entries(&self) -> u64 {
        self.view().searcher.num_docs()
    }

    /// Makes the last commit visible, also one of another process.
    ///
    /// # Errors
    /// When a committed file cannot be opened.
    pub fn reload(&self) -> Result<()> {
        self.reader.reload()?;
        let former = self.view();
        let searcher = self.reader.searcher();
        if searcher.generation().generation_id() == former.searcher.generation().generation_id() {
            return Ok(());
        }
        let view = Arc::new(View::of(searcher, Some(&former))?);
        *self.view.write().unwrap_or_else(std::sync::PoisonError::into_inner) = view;
        Ok(())
    }

    /// The one writer of this index.
    ///
    /// # Errors
    /// [`Error::WriterBusy`] when another process, or another part of this one, writes.
    pub fn writer(&self) -> Result<Writer<'_>> {
        Writer::open(self)
    }

    /// Reads every file of the index and names those whose content is damaged.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn damaged_files(&self) -> Result<Vec<PathBuf>> {
        let mut damaged: Vec<PathBuf> = self.inner.validate_checksum()?.into_iter().collect();
        damaged.sort_unstable();
        Ok(damaged)
    }

    /// The folder it is kept in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The words it takes for one another.
    pub fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    pub(crate) fn inner(&self) -> &tantivy::Index {
        &self.inner
    }

    pub(crate) fn stems(&self) -> &SharedStems {
        &self.stems
    }

    pub(crate) fn fields(&self) -> Fields {
        self.fields
    }

    /// The index as of the last reload.
    pub(crate) fn view(&self) -> Arc<View> {
        let view = self.view.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&view)
    }
}

/// The index in `folder`, or why it must be made anew.
fn open_existing(folder: &Path) -> Result<tantivy::Index, MadeAnew> {
    let found = fs::read_to_string(folder.join(FORMAT_FILE)).map_err(|_| MadeAnew::NoFormat)?;
    if found != FORMAT {
        return Err(MadeAnew::OtherFormat { found });
    }
    let sentence = |why: &dyn std::fmt::Display| MadeAnew::Unreadable(why.to_string());
    let directory = MmapDirectory::open(folder).map_err(|why| sentence(&why))?;
    let index = tantivy::Index::open(directory).map_err(|why| sentence(&why))?;
    let (schema, _) = schema();
    if index.schema() != schema {
        return Err(MadeAnew::OtherFields);
    }
    // Opens every segment: a file that was cut short is found here, by its missing end.
    let reader: IndexReader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()
        .map_err(|why: TantivyError| sentence(&why))?;
    View::of(reader.searcher(), None).map_err(|why| sentence(&why))?;
    Ok(index)
}

/// The writer's lock, waited for as long as making an empty index takes.
fn lock(folder: &Path) -> Result<DirectoryLock> {
    let directory = MmapDirectory::open(folder).map_err(|why| Error::Folder {
        folder: folder.to_owned(),
        reason: why.to_string(),
    })?;
    for _ in 0..20 {
        if let Ok(lock) = directory.acquire_lock(&INDEX_WRITER_LOCK) {
            return Ok(lock);
        }
        thread::sleep(Duration::from_millis(100));
    }
    Err(Error::WriterBusy(folder.to_owned()))
}

/// Whether the folder holds nothing but tantivy's locks.
fn is_bare(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|files| files.flatten().all(|file| is_lock(&file.path())))
}

fn is_lock(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "lock")
}

/// Removes everything but the locks, one of which is being held.
fn empty_folder(folder: &Path) -> std::io::Result<()> {
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if is_lock(&path) {
            continue;
        }
        if path.is_dir() {
            fs::remove_dir_all(&path)?;
        } else {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
