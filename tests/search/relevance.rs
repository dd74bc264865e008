//! Sixty questions that policy staff ask, each with the record that must stand among the first three: `relevance.toml`.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use chrono::{NaiveDate, TimeZone, Utc};
use entente_library::{Library, Moment, SearchAsk};
use serde::Deserialize;

#[derive(Deserialize)]
struct Questions {
    question: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    ask: String,
    first: Vec<String>,
}

#[test]
fn sixty_questions_have_their_answer_in_the_first_three() {
    let Questions { question: questions } = toml::from_str(include_str!("relevance.toml")).unwrap();
    assert!(
        questions.len() >= 60,
        "sixty questions were promised, {} are there",
        questions.len()
    );
    let folder = tempfile::tempdir().unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    let noon = Utc.from_utc_datetime(&day.and_hms_opt(12, 0, 0).unwrap());
    let library = Library::open(folder.path(), noon).unwrap();
    let mut missed = Vec::new();
    let mut reciprocal = 0.0;
    for question in &questions {
        let ask: SearchAsk = serde_json::from_value(serde_json::json!({
            "query": question.ask, "limit": 10, "moment": Moment::now(day),
        }))
        .unwrap();
        let found = library.search(&ask).unwrap();
        let ids: Vec<&str> = found.hits.iter().map(|hit| hit.id.as_str()).collect();
        let place = ids
            .iter()
            .position(|id| question.first.iter().any(|wanted| wanted == id));
        reciprocal += place.map_or(0.0, |place| 1.0 / (place as f64 + 1.0));
        if place.is_none_or(|place| place > 2) {
            missed.push(format!(
                "{}: of {} hits {:?}; {}",
                question.ask,
                found.total,
                &ids[..ids.len().min(5)],
                found.reading
            ));
        }
    }
    println!("mean reciprocal rank {:.3}", reciprocal / questions.len() as f64);
    assert!(
        missed.is_empty(),
        "{} of {}:\n{}",
        missed.len(),
        questions.len(),
        missed.join("\n")
    );
}
