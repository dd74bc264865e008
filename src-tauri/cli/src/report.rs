//! Errors as sentences and exit codes: 2 usage or bad input, 3 an input could not be read, 4 the library is damaged or busy.

use entente_library::{Error, ErrorClass};

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

/// The code a script can act on.
pub(crate) fn exit_code(error: &anyhow::Error) -> u8 {
    match error.downcast_ref::<Error>().map(Error::class) {
        Some(ErrorClass::Input | ErrorClass::NotFound) | None => 2,
        Some(ErrorClass::Unreadable) => 3,
        Some(ErrorClass::Library) => 4,
    }
}
