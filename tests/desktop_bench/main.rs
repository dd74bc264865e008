//! The window against an empty one, in one run, under Xvfb. Prints figures and ratios.
//!
//! `cargo xtask bench desktop [--passages 10,1000000] [--events 10000,100000] [--rounds 7]`
//!
//! The libraries are made at first use and stay in `target/desktop-bench`. What is measured, and how:
//!
//! - *usable*: from the start of the program to the last change of what the screen shows, without a driver, ours and a
//!   window with an empty page in turn;
//! - *memory*: proportional set size of our own process and of all it started, once the window stands still;
//! - *keystroke to paint*: words typed letter by letter, from the key to the frame that shows the answer to what was typed;
//! - *screens*: from the address to the last change of the page, every screen several times;
//! - *timeline*: from the address to the drawn chart; then the time between frames while wheels pan and zoom, against a
//!   canvas of the same size, in the same window, that only wipes itself.

mod made_libraries;

use std::{error::Error, path::Path, thread, time::Duration};

use entente_tests::desktop::{Launched, Settings, Window, css, launch};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

const SCREENS: &[&str] = &[
    "overview",
    "timeline",
    "instruments",
    "commitments",
    "money",
    "briefs",
    "library",
    "search?q=readmission",
];
/// Words of treaties, a name, a slip, and one that is not there.
const TYPED: &[&str] = &[
    "readmission",
    "migration",
    "border management",
    "energy",
    "hydrogen",
    "Türkiye",
    "financial assistance",
    "partnership",
    "smuglers",
    "zeppelin",
    "macro-financial",
    "the agreement",
];
/// Between two keys: a quick typist.
const KEY_PAUSE: Duration = Duration::from_millis(120);
/// Frames of panning and zooming.
const FRAMES: u32 = 120;

struct Options {
    passages: Vec<usize>,
    events: Vec<usize>,
    rounds: usize,
}

fn options() -> Outcome<Options> {
    let mut options = Options {
        passages: vec![10, 1_000_000],
        events: vec![10_000, 100_000],
        rounds: 7,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or(format!("{argument} wants a value"))?;
        let numbers = || {
            value
                .split(',')
                .filter(|one| !one.is_empty())
                .map(str::parse)
                .collect::<Result<Vec<_>, _>>()
        };
        match argument.as_str() {
            "--passages" => options.passages = numbers()?,
            "--events" => options.events = numbers()?,
            "--rounds" => options.rounds = value.parse()?,
            other => return Err(format!("{other} is not known; see the head of this file").into()),
        }
    }
    Ok(options)
}

fn main() -> Outcome<()> {
    let options = options()?;
    let program =
        std::env::var_os("ENTENTE_DESKTOP").ok_or("`cargo xtask bench desktop` builds the program and says where")?;
    let empty =
        std::env::var_os("ENTENTE_EMPTY_WINDOW").ok_or("`cargo xtask bench desktop` builds the empty window too")?;
    for count in options.passages {
        let library = made_libraries::with_passages(count)?;
        println!("\n{count} passages");
        start(Path::new(&program), Path::new(&empty), &library, options.rounds)?;
        let window = open(&library)?;
        keystrokes(&window);
        screens(&window);
    }
    for count in options.events {
        let library = made_libraries::with_events(count)?;
        println!("\n{count} events");
        timeline(&open(&library)?);
    }
    Ok(())
}

fn start(program: &Path, empty: &Path, library: &Path, rounds: usize) -> Outcome<()> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The first of each reads its files from the disk.
    for round in 0..=rounds {
        let (one, other) = (launch(program, Some(library))?, launch(empty, None)?);
        if round > 0 {
            ours.push(one);
            theirs.push(other);
        }
    }
    let shown = |launched: &[Launched]| Times::of(launched.iter().map(|one| one.shown.as_secs_f64() * 1e3));
    let megabytes = |launched: &[Launched], which: fn(&Launched) -> u64| {
        Times::of(launched.iter().map(|one| which(one) as f64 / 1e6)).at(0.5)
    };
    let (mine, peer) = (shown(&ours).at(0.5), shown(&theirs).at(0.5));
    println!(
        "usable               {mine:>8.0} ms   {:>6.2} of an empty window ({peer:.0} ms)",
        mine / peer
    );
    println!(
        "memory               {:>8.0} MB   {:.0} with all processes; an empty window {:.0} and {:.0}",
        megabytes(&ours, |one| one.own_memory),
        megabytes(&ours, |one| one.all_memory),
        megabytes(&theirs, |one| one.own_memory),
        megabytes(&theirs, |one| one.all_memory),
    );
    Ok(())
}

fn open(library: &Path) -> Outcome<Window> {
    let settings = Settings {
        library: Some(library.to_path_buf()),
        ..Settings::default()
    };
    let window = Window::open_with("desktop-bench", settings).ok_or("ENTENTE_DESKTOP names no program")?;
    window.script(include_str!("in_page.js"), vec![]);
    window.settle();
    Ok(window)
}

fn keystrokes(window: &Window) {
    window.go("#/search");
    window.click(&css("header input[type=search]"));
    window.script(
        "bench.watchKeys(document.querySelector('header input[type=search]'))",
        vec![],
    );
    for word in TYPED {
        window.press("Control+a");
        for letter in word.chars() {
            window.press(&letter.to_string());
            thread::sleep(KEY_PAUSE);
        }
        thread::sleep(Duration::from_secs(1));
    }
    let times = Times::from(&window.script("return bench.keystrokes", vec![]));
    let typed: usize = TYPED.iter().map(|word| word.chars().count()).sum();
    println!(
        "keystroke to paint   {:>8.0} ms   median; {:.0} at the 95th percentile, {:.0} at most ({} of {typed} keys)",
        times.at(0.5),
        times.at(0.95),
        times.at(1.0),
        times.0.len(),
    );
}

fn screens(window: &Window) {
    const ROUNDS: usize = 4;
    let mut visits = vec![Vec::new(); SCREENS.len()];
    for _ in 0..ROUNDS {
        for (screen, times) in SCREENS.iter().zip(&mut visits) {
            let took = answer(window, "go", json!(format!("#/{screen}")));
            times.push(took.as_f64().unwrap_or(f64::NAN));
        }
    }
    let all = Times::of(visits.iter().flatten().copied());
    println!(
        "switching screens    {:>8.0} ms   median; {:.0} at most, first visits included",
        all.at(0.5),
        all.at(1.0),
    );
    for (screen, times) in SCREENS.iter().zip(visits) {
        let first = times[0];
        println!(
            "  {screen:<18} {:>8.0} ms   median; {first:.0} the first time",
            Times::of(times.into_iter()).at(0.5)
        );
    }
}

fn timeline(window: &Window) {
    let mut first = Vec::new();
    for _ in 0..5 {
        answer(window, "go", json!("#/library"));
        const DRAWN: &str = "[role=application] canvas";
        window.script(
            "bench.run('goUntil', '#/timeline?kinds=event', arguments[0])",
            vec![json!(DRAWN)],
        );
        first.extend(wait(window).as_f64());
    }
    println!(
        "timeline, to paint   {:>8.0} ms   the first time; {:.0} median of {}",
        first.first().copied().unwrap_or(f64::NAN),
        Times::of(first.iter().copied()).at(0.5),
        first.len(),
    );
    const OVER: &str = "document.querySelector('[role=application]')";
    window.sees(&css("[role=application] canvas"));
    let wheel = |name: &str| {
        window.script(&format!("bench.run('{name}', {OVER}, {FRAMES})"), vec![]);
        wait(window)
    };
    let ours = wheel("wheel");
    let nothing = wheel("wheelOverNothing");
    let half = |answer: &Value, key: &str, first: bool| {
        let times: Vec<f64> = numbers(&answer[key]);
        let (one, other) = times.split_at(times.len() / 2);
        Times::of(if first { one } else { other }.iter().copied())
    };
    for (what, first) in [("panning", true), ("zooming", false)] {
        let (frame, peer, script) = (
            half(&ours, "between", first).at(0.5),
            half(&nothing, "between", first).at(0.5),
            half(&ours, "script", first),
        );
        println!(
            "{what:<20} {frame:>8.1} ms   {:>6.2} of an empty canvas ({peer:.1} ms); our script {:.1} ms, {:.1} at the 95th percentile",
            frame / peer,
            script.at(0.5),
            script.at(0.95),
        );
    }
}

/// Runs a measure of `in_page.js` and waits for its answer.
fn answer(window: &Window, name: &str, given: Value) -> Value {
    window.script("bench.run(arguments[0], arguments[1])", vec![json!(name), given]);
    wait(window)
}

fn wait(window: &Window) -> Value {
    let mut found = Value::Null;
    window.wait_until("the measure is taken", |window| {
        found = window.script("return bench.answer", vec![]);
        !found.is_null()
    });
    if let Some(trouble) = found["trouble"].as_str() {
        panic!("the page could not measure: {trouble}");
    }
    found["answer"].take()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_f64)
        .collect()
}

/// Sorted.
struct Times(Vec<f64>);

impl Times {
    fn of(times: impl Iterator<Item = f64>) -> Self {
        let mut times: Vec<f64> = times.collect();
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    fn from(list: &Value) -> Self {
        Self::of(numbers(list).into_iter())
    }

    /// The time that this share of them does not exceed.
    fn at(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        self.0
            .get((last as f64 * share).round() as usize)
            .copied()
            .unwrap_or(f64::NAN)
    }
}
