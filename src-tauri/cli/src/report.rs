//! Errors as sentences and exit codes: 2 usage or bad input, 3 an input could not be read, 4 the library is damaged or busy. Work
//! that was stopped ends with 130 (`progress`).

use std::io::{self, Write};

use entente_library::{Error, ErrorClass};

/// A sentence on standard error. Nobody may be listening there, and that is no reason to stop.
pub(crate) fn tell(sentence: &str) {
    let _ = writeln!(io::stderr(), "entente: {sentence}");
}

/// The error and what caused it, without saying the same twice.
pub(crate) fn sentence(error: &anyhow::Error) -> String {
    let mut sentence = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !sentence.contains(&cause) {
            sentence = format!("{sentence}: {cause}");
        }
    }
    sentence
}

/// An input could not be read.
pub(crate) const UNREADABLE: u8 = 3;

/// The code a script can act on.
pub(crate) fn exit_code(error: &anyhow::Error) -> u8 {
    match error.downcast_ref::<Error>().map(Error::class) {
        Some(ErrorClass::Input | ErrorClass::NotFound) | None => 2,
        Some(ErrorClass::Unreadable) => UNREADABLE,
        Some(ErrorClass::Library) => 4,
    }
}
