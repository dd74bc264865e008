//! How well a record stands.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How well a record stands on its sources.
    Confidence, "confidence" {
        /// An official document, or two independent sources that agree.
        High = "high",
        /// One press source.
        Medium = "medium",
        /// Sources disagree; the note says how.
        Low = "low",
    }
}
