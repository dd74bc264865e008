//! Opens the library of a folder and says what it holds, for trying folders that root's tests cannot make:
//! `setpriv --reuid nobody target/debug/examples/read_only FOLDER`.

use std::path::PathBuf;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    let counts = entente_store::Store::open(&folder).and_then(|store| store.read()?.counts());
    match counts {
        Ok(counts) => println!("{counts:?}"),
        Err(error) => println!("{error}"),
    }
}
