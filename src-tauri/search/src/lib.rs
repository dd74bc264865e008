//! Search over records and passages: one index, one query language, one answer.
//!
//! Belongs here: the tantivy index, the query language, the seven languages, ranking, facets, marks in what is shown.
//! Not here: the records themselves (`store`), files of passages (`import`), keeping the index in step with the change log
//! (`library`). The index is derived: it may be deleted at any time and says then that it holds nothing.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use entente_search::{Ask, Entry, Glossary, Index, Key};
//!
//! let folder = tempfile::tempdir()?;
//! let index = Index::open(folder.path(), Glossary::default())?;
//! let mut writer = index.writer()?;
//! writer.put(&Entry::new(
//!     Key::Record("tn-mou-2023".into()),
//!     "instrument",
//!     "Memorandum of Understanding",
//!     "Both sides agree to cooperate on the return and readmission of their own nationals.",
//! ))?;
//! writer.commit(17)?;
//! writer.close()?;
//!
//! let found = index.search(&Ask::for_text("\"own nationals\" -visa"))?;
//! assert_eq!(found.total, 1);
//! assert_eq!(index.held()?, Some(17));
//! # Ok(())
//! # }
//! ```

mod answer;
mod ask;
mod compile;
mod counts;
mod endings;
mod entry;
mod error;
mod facets;
mod filter;
mod fold;
mod glossary;
mod highlight;
mod index;
mod language;
mod layout;
mod many_terms;
mod near_words;
mod on_the_way;
mod query;
mod ranking;
mod reading;
mod schema;
mod slots;
mod span_query;
mod statistics;
mod stop_words;
mod suggest;
mod view;
mod words;
mod writer;
pub use answer::Keys;
pub use ask::{Ask, AskFilters, Found, Hit, ReadingLanguage, SnippetPart, Sort, Suggestion, SuggestionKind};
pub use entry::{Entry, EntryAmount, EntryDate, Key};
pub use error::{Error, Result};
pub use facets::{Facet, Facets};
pub use glossary::{Glossary, Group, Term};
pub use index::{Index, MadeAnew};
pub use language::Language;
pub use writer::Writer;
