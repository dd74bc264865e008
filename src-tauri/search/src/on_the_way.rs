//! Entries on their way to the indexing threads: in batches, and never many at a time.
//!
//! Handed over one by one, each entry would wake a thread, and tantivy's own queue takes ten thousand of whatever it is
//! given. Not here: what an entry is made of (`schema`), and when it must be handed over (`writer`).

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::TantivyDocument;
use tantivy::schema::Field;
use tantivy::schema::document::Document;

use crate::schema::Fields;

/// How many entries are handed over together.
pub(crate) const TOGETHER: usize = 64;

/// How many batches may be on their way.
const MOST: usize = 16;

/// How long one waits for a thread to take something. After that it is handed over all the same: if no thread takes
/// anything any more, tantivy says so.
const PATIENCE: Duration = Duration::from_secs(1);

/// The batches not yet indexed.
#[derive(Default)]
pub(crate) struct OnTheWay {
    batches: Mutex<usize>,
    fewer: Condvar,
}

impl OnTheWay {
    /// One more batch, once there is room for it.
    pub(crate) fn batch(self: &Arc<Self>) -> Arc<Batch> {
        let batches = self.batches.lock().unwrap_or_else(PoisonError::into_inner);
        let mut batches = if *batches < MOST {
            batches
        } else {
            // Half of them at once: waking up for each would be what batches are to spare.
            let waited = self
                .fewer
                .wait_timeout_while(batches, PATIENCE, |batches| *batches > MOST / 2);
            waited.unwrap_or_else(PoisonError::into_inner).0
        };
        *batches += 1;
        drop(batches);
        Arc::new(Batch(Arc::clone(self)))
    }
}

/// Entries handed over together; dropped with the last of them.
pub(crate) struct Batch(Arc<OnTheWay>);

impl Drop for Batch {
    fn drop(&mut self) {
        let mut batches = self.0.batches.lock().unwrap_or_else(PoisonError::into_inner);
        *batches -= 1;
        if *batches == MOST / 2 {
            self.0.fewer.notify_all();
        }
    }
}

/// An entry as tantivy is given it: what lies in one field is read for another as well.
pub(crate) struct Sent {
    pub document: TantivyDocument,
    pub fields: Fields,
    pub _batch: Arc<Batch>,
}

/// The values of a [`Sent`].
type Values<'a> = std::iter::Chain<
    <TantivyDocument as Document>::FieldsValuesIter<'a>,
    std::option::IntoIter<(Field, <TantivyDocument as Document>::Value<'a>)>,
>;

impl Document for Sent {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = Values<'a>;

    fn iter_fields_and_values(&self) -> Values<'_> {
        // One laid-out text is cut into stems and into exact terms.
        let exact = self.document.get_first(self.fields.words);
        let exact = exact.map(|laid| (self.fields.exact, laid));
        self.document.iter_fields_and_values().chain(exact)
    }
}
