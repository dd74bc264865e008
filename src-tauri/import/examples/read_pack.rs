//! Reads a pack's folder and says what it holds, or everything that is wrong with it; then the time beside that of
//! parsing the same files as plain TOML: `cargo run --release -p entente-import --example read_pack -- data`.

use std::{collections::BTreeMap, path::PathBuf, time::Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "data".to_owned()));
    let pack = match entente_import::pack::read_folder(&folder) {
        Ok(pack) => pack,
        Err(problems) => {
            println!("{problems}");
            std::process::exit(1);
        }
    };
    let mut counts = BTreeMap::new();
    for record in &pack.records {
        *counts.entry(record.kind().as_str()).or_insert(0) += 1;
    }
    println!("{} {}: {counts:?}, {} rates", pack.id, pack.version, pack.rates.len());

    let mut texts = Vec::new();
    for entry in std::fs::read_dir(&folder)?
        .flatten()
        .filter(|entry| entry.path().is_dir())
    {
        for file in std::fs::read_dir(entry.path())?.flatten() {
            texts.push(std::fs::read_to_string(file.path())?);
        }
    }
    let best = |run: &mut dyn FnMut()| {
        (0..10)
            .map(|_| {
                let start = Instant::now();
                run();
                start.elapsed()
            })
            .min()
            .unwrap_or_default()
    };
    let plain = best(&mut || {
        for text in &texts {
            std::hint::black_box(text.parse::<toml::Table>()).ok();
        }
    });
    let whole = best(&mut || {
        std::hint::black_box(entente_import::pack::read_folder(&folder)).ok();
    });
    let ratio = whole.as_secs_f64() / plain.as_secs_f64();
    println!("plain TOML {plain:?}, the pack read and checked {whole:?}: {ratio:.2} x");
    Ok(())
}
