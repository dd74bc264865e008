//! The records that filters admit.

use entente_domain::{DateRule, Edtf, RecordKind};
use entente_store::Filters;
use serde_json::json;

use crate::a_library::{Library, document, event, source, with};

const DATES: [&str; 12] = [
    "2023",
    "2023-07",
    "2023-07-16",
    "2023~",
    "2024-22",
    "201X",
    "2021/2026",
    "2024/..",
    "../2022",
    "2021/",
    "/2023-06",
    "2004-XX",
];

#[test]
fn a_range_of_days_admits_what_the_dates_themselves_admit() {
    let mut records = vec![source("s1")];
    let dated = |(number, date): (usize, &&str)| with(&event(&format!("e{number:02}"), date), "date", json!(date));
    records.extend(DATES.iter().enumerate().map(dated));
    let library = Library::with(&records);
    let read = library.store.read().unwrap();
    let days = [
        "2004-06-01",
        "2021-01-01",
        "2023-06-30",
        "2023-07-16",
        "2024-01-01",
        "2026-12-31",
    ];
    let bounds: Vec<_> = std::iter::once(None)
        .chain(days.iter().map(|day| Some(day.parse().unwrap())))
        .collect();
    for &rule in DateRule::ALL {
        for &first in &bounds {
            for &last in &bounds {
                let filters = Filters {
                    first,
                    last,
                    dates: rule,
                    ..Filters::default()
                };
                let found = read.records(Some(RecordKind::Event), &filters).unwrap();
                let titles: Vec<&str> = found.iter().map(|one| one.title()).collect();
                let falls = |date: &&&str| date.parse::<Edtf>().unwrap().falls_in(first, last, rule);
                let expected: Vec<&str> = DATES.iter().filter(falls).copied().collect();
                assert_eq!(titles, expected, "{rule} from {first:?} to {last:?}");
            }
        }
    }
}

#[test]
fn partners_and_strands_narrow_and_lists_widen() {
    let in_egypt = with(&event("e2", "Egypt"), "partners", json!(["EG"]));
    let of_energy = with(&event("e3", "Energy"), "strands", json!(["energy", "trade"]));
    let library = Library::with(&[
        source("s1"),
        event("e1", "Tunisia"),
        in_egypt,
        of_energy,
        document("d1", 0),
    ]);
    let read = library.store.read().unwrap();
    let titles = |filters: &Filters| -> Vec<String> {
        let found = read.records(Some(RecordKind::Event), filters).unwrap();
        found.iter().map(|one| one.title().to_owned()).collect()
    };
    let partners = |codes: &[&str]| codes.iter().map(|code| code.parse().unwrap()).collect::<Vec<_>>();
    let strands = |words: &[&str]| words.iter().map(|word| word.parse().unwrap()).collect::<Vec<_>>();
    assert_eq!(titles(&Filters::default()), ["Tunisia", "Egypt", "Energy"]);
    assert_eq!(
        titles(&Filters {
            partners: partners(&["EG"]),
            ..Filters::default()
        }),
        ["Egypt"]
    );
    assert_eq!(
        titles(&Filters {
            partners: partners(&["EG", "TN"]),
            ..Filters::default()
        })
        .len(),
        3
    );
    let both = Filters {
        partners: partners(&["TN"]),
        strands: strands(&["trade", "people"]),
        ..Filters::default()
    };
    assert_eq!(titles(&both), ["Energy"]);
    let counts = read.partner_counts().unwrap();
    let events_of_tunisia = counts
        .iter()
        .find(|row| row.0.as_str() == "TN" && row.1 == RecordKind::Event);
    assert_eq!(events_of_tunisia.map(|row| row.2), Some(2));
}
