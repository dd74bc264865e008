//! The examples of the EDTF specification (Library of Congress, 4 February 2019), and what must hold of every date.

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

use super::*;

fn date(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn day(text: &str) -> Option<NaiveDate> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

/// The text, its earliest and its latest day; nothing for an end without one.
const SPECIFICATION: [(&str, &str, &str); 48] = [
    // Level 0: date.
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    // Level 0: interval.
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("2005/2006-02", "2005-01-01", "2006-02-28"),
    // Level 1: seasons.
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("2001-22", "2001-06-01", "2001-08-31"),
    ("2001-23", "2001-09-01", "2001-11-30"),
    ("2001-24", "2001-12-01", "2002-02-28"),
    ("2023-24", "2023-12-01", "2024-02-29"),
    // Level 1: qualification of the whole.
    ("1984?", "1984-01-01", "1984-12-31"),
    ("2004-06~", "2004-06-01", "2004-06-30"),
    ("2004-06-11%", "2004-06-11", "2004-06-11"),
    ("2001-21~", "2001-03-01", "2001-05-31"),
    // Level 1: unspecified digits from the right.
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("201X?", "2010-01-01", "2019-12-31"),
    // Level 1: open end.
    ("1985-04-12/..", "1985-04-12", ""),
    ("1985-04/..", "1985-04-01", ""),
    ("1985/..", "1985-01-01", ""),
    // Level 1: open start.
    ("../1985-04-12", "", "1985-04-12"),
    ("../1985-04", "", "1985-04-30"),
    ("../1985", "", "1985-12-31"),
    // Level 1: unknown end.
    ("1985-04-12/", "1985-04-12", ""),
    ("1985-04/", "1985-04-01", ""),
    ("1985/", "1985-01-01", ""),
    // Level 1: unknown start.
    ("/1985-04-12", "", "1985-04-12"),
    ("/1985-04", "", "1985-04-30"),
    ("/1985", "", "1985-12-31"),
    // Level 1: qualified ends.
    ("1984~/2004-06", "1984-01-01", "2004-06-30"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30"),
    ("1984~/2004~", "1984-01-01", "2004-12-31"),
    ("1984-06?/2004-08?", "1984-06-01", "2004-08-31"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08"),
    ("1984-06-02?/", "1984-06-02", ""),
    ("2019-12/2020%", "2019-12-01", "2020-12-31"),
    ("2003/2004-06-11%", "2003-01-01", "2004-06-11"),
    ("1923-21/1924", "1923-03-01", "1924-12-31"),
    // Edges of the calendar.
    ("0000", "0000-01-01", "0000-12-31"),
    ("9999-24", "9999-12-01", "9999-12-31"),
    ("2024-02-29", "2024-02-29", "2024-02-29"),
];

#[test]
fn the_examples_of_the_specification_mean_what_it_says() {
    for (text, earliest, latest) in SPECIFICATION {
        let span = date(text).span();
        assert_eq!(
            (span.earliest, span.latest),
            (day(earliest), day(latest)),
            "the days that {text} can mean"
        );
        assert_eq!(date(text).to_string(), text, "the text is kept as the source has it");
    }
}

#[test]
fn what_is_no_date_is_refused_with_a_sentence_that_helps() {
    type Kind = fn(String) -> BadDate;
    let refused: &[(Kind, &[&str])] = &[
        (
            BadDate::NotInCalendar,
            &[
                "2023-02-29",
                "2023-13",
                "2023-00",
                "2023-04-31",
                "2023-07-00",
                "2023-21-01",
                "2023-25",
                "2023-41",
            ],
        ),
        (
            BadDate::EndBeforeStart,
            &["2012/2011", "2005-02/2005-01-31", "2024-06-02/2024-06-01", "202X/2019"],
        ),
        (BadDate::NoDay, &["/", "../..", "../", "/.."]),
        // Level 1 has these; no source of a partnership needs them.
        (
            BadDate::YearOutOfRange,
            &["-1985", "-2004-23", "Y170000002", "Y-170000002", "-1984?/2004%"],
        ),
        // Level 0 has these; the library keeps days.
        (
            BadDate::TimeOfDay,
            &[
                "1985-04-12T23:20:30",
                "1985-04-12T23:20:30Z",
                "1985-04-12T23:20:30+04:30",
            ],
        ),
        (
            BadDate::Unreadable,
            &[
                "",
                " ",
                "23",
                "2023-7",
                "2023-7-1",
                "2023-07-1",
                "20230716",
                "2023/07/16",
                "16.7.2023",
                "2023 ",
                "2023~?",
                "2023??",
                "~2023",
                "?",
                "XXXX",
                "2XXX",
                "201X-07",
                "2004-XX-12",
                "2023-1X",
                "2023-07-1X",
                "199u",
                "2021/2022/2023",
                "open",
                "２０２３",
                "2023–07",
                "2023-",
                "+2023",
                "2021/...",
                "2004?-06",
                "2023-07-16-",
            ],
        ),
    ];
    for (kind, texts) in refused {
        for text in *texts {
            let reason = kind((*text).into());
            assert_eq!(
                text.parse::<Edtf>(),
                Err(reason),
                "{text:?} must be refused for the right reason"
            );
        }
    }
}

#[test]
fn the_pattern_of_the_schema_refuses_what_is_plainly_no_date() {
    let pattern = regex::Regex::new(&syntax::pattern()).unwrap();
    for text in [
        "",
        "/",
        "../..",
        "2023-7",
        "~2023",
        "2023/07/16",
        "16.7.2023",
        "201X-07",
        "-1985",
    ] {
        assert!(!pattern.is_match(text), "{text:?}");
    }
    for (text, ..) in SPECIFICATION {
        assert!(pattern.is_match(text), "{text}");
    }
}

#[test]
fn an_endless_text_is_not_repeated_whole() {
    let error = "9".repeat(1_000_000).parse::<Edtf>().unwrap_err();
    assert!(error.to_string().len() < 400, "a message fits on a line or two");
}

#[test]
fn a_date_says_how_it_is_to_be_drawn() {
    use DatePrecision::*;
    let told = |text: &str| {
        let date = date(text);
        (date.precision(), date.is_approximate(), date.is_uncertain())
    };
    assert_eq!(told("2023-07-16"), (Day, false, false));
    assert_eq!(told("2023-07~"), (Month, true, false));
    assert_eq!(told("2023-07-XX?"), (Month, false, true));
    assert_eq!(told("2024-22"), (Season, false, false));
    assert_eq!(told("2023%"), (Year, true, true));
    assert_eq!(told("2004-XX"), (Year, false, false));
    assert_eq!(told("201X"), (Decade, false, false));
    assert_eq!(told("20XX"), (Century, false, false));
    assert_eq!(told("2021/2026~"), (Interval, true, false));
    let open = date("2024/..");
    assert_eq!((open.start(), open.end()), (IntervalEnd::Known, IntervalEnd::Open));
    let unknown = date("/2024");
    assert_eq!(
        (unknown.start(), unknown.end()),
        (IntervalEnd::Unknown, IntervalEnd::Known)
    );
}

#[test]
fn dates_stand_in_the_stated_order() {
    let mut dates: Vec<Edtf> = [
        "2024/..",
        "2024",
        "2024-01-01",
        "2024-01",
        "../2024",
        "/2023",
        "2023-12-31",
        "2024-01-01~",
        "202X",
        "2024-21",
        "2024/2024",
        "2024/2025",
        "2024-01-01/2024-01-01",
    ]
    .map(date)
    .into();
    dates.sort();
    let in_order: Vec<String> = dates.iter().map(ToString::to_string).collect();
    let expected = [
        "/2023",
        "../2024",
        "202X",
        "2023-12-31",
        "2024-01-01",
        "2024-01-01~",
        "2024-01-01/2024-01-01",
        "2024-01",
        "2024",
        "2024/2024",
        "2024/2025",
        "2024/..",
        "2024-21",
    ];
    assert_eq!(
        in_order, expected,
        "202X begins in 2020; the spring of 2024 begins in March"
    );
}

#[test]
fn a_year_could_fall_in_its_summer_but_need_not() {
    let (june, august) = (day("2023-06-01"), day("2023-08-31"));
    assert!(
        date("2023").could_fall_in(june, august),
        "some day of 2023 is a summer day"
    );
    assert!(!date("2023").must_fall_in(june, august), "most days of 2023 are not");
    assert!(date("2023-07").must_fall_in(june, august));
    assert!(!date("2023-09").could_fall_in(june, august));
    assert!(
        !date("2023").could_fall_in(august, june),
        "a range that ends before it starts holds no day"
    );
}

#[test]
fn an_open_end_could_reach_anywhere_and_must_nowhere() {
    let far = day("2090-01-01");
    assert!(date("2024/..").could_fall_in(far, None));
    assert!(!date("2024/..").must_fall_in(None, far), "nobody knows when it ends");
    assert!(
        date("2024/..").must_fall_in(day("2024-01-01"), None),
        "its start is known"
    );
    assert!(date("2024-06").has_come(day("2024-06-01").unwrap(), DateRule::Could));
    assert!(!date("2024-06").has_come(day("2024-06-01").unwrap(), DateRule::Must));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..3_652_058).prop_map(|days| span::FIRST_DAY + Days::new(days))
}

/// A date that is no interval.
fn any_single() -> impl Strategy<Value = String> {
    let calendar = (any_day(), 0..8).prop_map(|(day, form)| {
        let full = day.to_string();
        match form {
            0 => full,
            1 => full[..7].to_owned(),
            2 => full[..4].to_owned(),
            3 => format!("{}X", &full[..3]),
            4 => format!("{}XX", &full[..2]),
            5 => format!("{}-2{}", &full[..4], 1 + day.month0() / 3),
            6 => format!("{}-XX", &full[..4]),
            _ => format!("{}-XX", &full[..7]),
        }
    });
    (calendar, "[?~%]?").prop_map(|(calendar, qualifier)| calendar + &qualifier)
}

fn any_date() -> impl Strategy<Value = Edtf> {
    prop_oneof![
        any_single(),
        (any_single(), prop_oneof![Just(".."), Just("")]).prop_map(|(from, to)| format!("{from}/{to}")),
        (prop_oneof![Just(".."), Just("")], any_single()).prop_map(|(from, to)| format!("{from}/{to}")),
        (any_single(), any_single()).prop_map(|(a, b)| {
            let forward = date(&a).span().earliest <= date(&b).span().latest;
            if forward {
                format!("{a}/{b}")
            } else {
                format!("{b}/{a}")
            }
        }),
    ]
    .prop_map(|text| date(&text))
}

proptest! {
    #[test]
    fn a_date_survives_its_text_form(date in any_date()) {
        prop_assert_eq!(&date.to_string().parse::<Edtf>().unwrap(), &date);
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(serde_json::from_str::<Edtf>(&json).unwrap(), date);
    }

    #[test]
    fn the_pattern_of_the_schema_admits_every_date(date in any_date()) {
        let pattern = regex::Regex::new(&syntax::pattern()).unwrap();
        prop_assert!(pattern.is_match(&date.to_string()), "{date}");
    }

    #[test]
    fn a_day_is_a_date(day in any_day()) {
        prop_assert_eq!(Edtf::from(day), date(&day.to_string()));
    }

    #[test]
    fn no_date_ends_before_it_begins(date in any_date()) {
        let Span { earliest, latest } = date.span();
        prop_assert!(earliest.zip(latest).is_none_or(|(first, last)| first <= last));
        prop_assert!(earliest.is_some() || latest.is_some(), "a date names a day");
    }

    #[test]
    fn what_must_fall_in_a_range_could(
        date in any_date(),
        first in proptest::option::of(any_day()),
        last in proptest::option::of(any_day()),
    ) {
        prop_assert!(!date.must_fall_in(first, last) || date.could_fall_in(first, last));
    }

    #[test]
    fn a_date_could_fall_in_a_range_when_a_day_of_it_does(date in any_date(), first in any_day(), length in 0_u64..800) {
        let last = first + Days::new(length);
        let Span { earliest, latest } = date.span();
        let within = |day: NaiveDate| {
            earliest.is_none_or(|earliest| earliest <= day) && latest.is_none_or(|latest| day <= latest)
        };
        let days: Vec<bool> = first.iter_days().take_while(|day| *day <= last).map(within).collect();
        prop_assert_eq!(date.could_fall_in(Some(first), Some(last)), days.contains(&true));
        if date.must_fall_in(Some(first), Some(last)) {
            let spanned = (latest.unwrap() - earliest.unwrap()).num_days() + 1;
            prop_assert_eq!(days.iter().filter(|within| **within).count() as i64, spanned, "all its days are in it");
        }
    }

    #[test]
    fn the_order_of_dates_is_whole(a in any_date(), b in any_date(), c in any_date()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b).is_eq(), a == b);
        prop_assert!(!(a <= b && b <= c) || a <= c);
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(text in "[0-9XY./~?%T: -]{0,24}|\\PC{0,12}") {
        if let Ok(date) = text.parse::<Edtf>() {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}
