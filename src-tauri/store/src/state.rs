//! A record's state: what it says, and what the pack said of it.
//!
//! Both are needed at every point of the log: a newer pack is merged against what the last one said, not against what
//! the user made of it.

/// What a record says and what the pack last said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct State {
    /// The record's body; `None` where the library does not hold it.
    pub(crate) body: Option<String>,
    /// The pack's body; `None` where the pack does not hold it.
    pub(crate) pack: Option<String>,
}

/// How a column says that the pack does not hold a record.
const NOT_IN_PACK: &str = "null";

impl State {
    /// A state out of two columns.
    pub(crate) fn from_columns(body: Option<String>, pack: Option<String>) -> Self {
        let pack = match pack {
            None => body.clone(),
            Some(text) if text == NOT_IN_PACK => None,
            Some(text) => Some(text),
        };
        Self { body, pack }
    }

    /// The pack's column: nothing where the record is as the pack has it, which is nearly always.
    pub(crate) fn pack_column(&self) -> Option<&str> {
        if self.pack == self.body {
            None
        } else {
            Some(self.pack.as_deref().unwrap_or(NOT_IN_PACK))
        }
    }

    /// Whether the library's record is not as the pack has it.
    pub(crate) fn is_users(&self) -> bool {
        self.body != self.pack
    }
}
