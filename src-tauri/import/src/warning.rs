//! What the reader of a file could not do, or had to guess: kept with the document as sentences, and read back from them.

use std::{fmt, str::FromStr};

/// Something of a document that a reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Some letters could not be read in the encoding that the file's mark names.
    BrokenLetters {
        /// The encoding.
        encoding: String,
    },
    /// The encoding was guessed.
    GuessedLetters {
        /// The encoding.
        encoding: String,
    },
    /// A field of JSON Lines has no meaning here.
    FieldPassedOver {
        /// The field.
        name: String,
        /// A field that is meant perhaps.
        near: Option<String>,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BrokenLetters { encoding } => write!(to, "some letters are broken in its {encoding}"),
            Self::GuessedLetters { encoding } => {
                write!(to, "it is not UTF-8; read as {encoding}, guessed from its letters")
            }
            Self::FieldPassedOver { name, near: None } => write!(to, "the field `{name}` was passed over"),
            Self::FieldPassedOver { name, near: Some(near) } => {
                write!(to, "the field `{name}` was passed over; did you mean `{near}`?")
            }
        }
    }
}

/// A sentence of another program, or of another version of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no warning that this version gives")]
pub struct UnknownWarning;

impl FromStr for Warning {
    type Err = UnknownWarning;

    fn from_str(sentence: &str) -> Result<Self, UnknownWarning> {
        let between = |before, after| sentence.strip_prefix(before)?.strip_suffix(after).map(str::to_owned);
        if let Some(encoding) = between("some letters are broken in its ", "") {
            return Ok(Self::BrokenLetters { encoding });
        }
        if let Some(encoding) = between("it is not UTF-8; read as ", ", guessed from its letters") {
            return Ok(Self::GuessedLetters { encoding });
        }
        if let Some(name) = between("the field `", "` was passed over") {
            return Ok(Self::FieldPassedOver { name, near: None });
        }
        let both = between("the field `", "`?").ok_or(UnknownWarning)?;
        let (name, near) = both
            .split_once("` was passed over; did you mean `")
            .ok_or(UnknownWarning)?;
        Ok(Self::FieldPassedOver {
            name: name.to_owned(),
            near: Some(near.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_read_back_from_its_sentence() {
        let encoding = || "windows-1252".to_owned();
        let passed_over = |near: Option<&str>| Warning::FieldPassedOver {
            name: "titel".to_owned(),
            near: near.map(str::to_owned),
        };
        for warning in [
            Warning::BrokenLetters { encoding: encoding() },
            Warning::GuessedLetters { encoding: encoding() },
            passed_over(None),
            passed_over(Some("title")),
        ] {
            assert_eq!(warning.to_string().parse(), Ok(warning.clone()), "{warning}");
        }
        assert_eq!("page 3 is a picture".parse::<Warning>(), Err(UnknownWarning));
    }
}
