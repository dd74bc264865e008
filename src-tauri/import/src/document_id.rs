//! The id of a document that was named by others.

use entente_domain::RecordId;
use sha2::{Digest, Sha256};

/// The longest readable part of a made id, in bytes.
const LONGEST: usize = 80;

/// The id of a document that its file calls `name`: the name itself where it is an id, else its letters and digits with
/// a few digits of its hash, so that two names never share an id. The same name always gives the same id.
pub fn document_id(name: &str) -> RecordId {
    if let Ok(id) = name.parse() {
        return id;
    }
    let mut slug = String::new();
    for letter in name.chars().map(|letter| letter.to_ascii_lowercase()) {
        if slug.len() >= LONGEST {
            break;
        }
        if letter.is_ascii_lowercase() || letter.is_ascii_digit() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let hash = hex(&Sha256::digest(name.as_bytes())[..4]);
    let slug = slug.trim_end_matches('-');
    let id = if slug.is_empty() {
        format!("document-{hash}")
    } else {
        format!("{slug}-{hash}")
    };
    id.parse().expect("letters, digits and single hyphens make an id")
}

/// Bytes as lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::document_id;

    #[test]
    fn a_name_that_is_an_id_stays_as_it_is() {
        assert_eq!(document_id("un-charter").as_str(), "un-charter");
    }

    #[test]
    fn names_that_look_alike_stay_apart() {
        assert_ne!(
            document_id("Act 1/2"),
            document_id("Act 1-2"),
            "only their punctuation differs"
        );
        assert!(document_id("Act 1/2").as_str().starts_with("act-1-2-"));
        assert!(
            document_id("ميثاق").as_str().starts_with("document-"),
            "a name without Latin letters has an id too"
        );
    }

    proptest! {
        #[test]
        fn every_name_has_one_id(name: String) {
            prop_assert_eq!(document_id(&name), document_id(&name));
        }
    }
}
