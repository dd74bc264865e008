//! Reads JSON Lines of passages and says what they hold; then the time beside that of splitting the file into lines and
//! parsing each as plain JSON: `cargo run --release -p entente-import --example read_json_lines -- FILE.jsonl`.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufRead, BufReader},
    time::Instant,
};

use entente_import::passages::read_json_lines;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a JSON Lines file")?;
    let start = Instant::now();
    let mut plain = 0_usize;
    for line in BufReader::new(File::open(&path)?).lines() {
        plain += usize::from(serde_json::from_str::<serde_json::Value>(&line?).is_ok());
    }
    let plain_time = start.elapsed();

    let start = Instant::now();
    let (mut documents, mut passages, mut bad) = (BTreeSet::new(), 0, 0);
    for part in read_json_lines(BufReader::new(File::open(&path)?)) {
        match part {
            Ok(part) => {
                passages += part.passages.len();
                documents.insert(part.document.id);
            }
            Err(error) => {
                bad += 1;
                if bad <= 10 {
                    println!("{error}");
                }
            }
        }
    }
    let time = start.elapsed();
    println!(
        "{} documents, {passages} passages, {bad} lines kept out",
        documents.len()
    );
    let ratio = time.as_secs_f64() / plain_time.as_secs_f64();
    println!("plain JSON of {plain} lines {plain_time:?}, read {time:?}: {ratio:.2} x");
    Ok(())
}
