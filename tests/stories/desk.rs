//! A desk with the program on it: a library's folder, and the questions put to it.

use std::{
    ffi::OsStr,
    fmt, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, NaiveDate, Utc};
use entente_library::Library;
use serde_json::Value;
use tempfile::TempDir;

/// The program.
const ENTENTE: &str = env!("CARGO_BIN_EXE_entente");

/// A library and somebody who asks it.
pub(crate) struct Desk {
    /// The library's folder.
    pub(crate) library: PathBuf,
    /// The folder around it, for other files; kept until the story is told.
    room: Room,
}

enum Room {
    OfThisStory(TempDir),
    OfAllStories,
}

/// What the program said.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// The library of all stories that only read. Made once, searched once, so that its index is there.
    pub(crate) fn reading() -> &'static Self {
        static SHARED: OnceLock<Desk> = OnceLock::new();
        SHARED.get_or_init(|| {
            let around = Path::new(env!("CARGO_TARGET_TMPDIR"));
            clear_away_old_ones(around);
            let desk = Self {
                library: around.join(format!("stories-{}", std::process::id())),
                room: Room::OfAllStories,
            };
            desk.json("search readmission");
            desk
        })
    }

    /// A library that is not there yet.
    pub(crate) fn bare() -> Self {
        let room = tempfile::tempdir().unwrap();
        Self {
            library: room.path().join("library"),
            room: Room::OfThisStory(room),
        }
    }

    /// A library of one's own, to write to.
    pub(crate) fn own() -> Self {
        let own = Self::bare();
        let read = &Self::reading().library;
        copy(&read.join("library.sqlite"), &own.library.join("library.sqlite"));
        for file in names(&read.join("index")) {
            copy(&read.join("index").join(&file), &own.library.join("index").join(&file));
        }
        own
    }

    /// A path beside the library.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        match &self.room {
            Room::OfThisStory(room) => room.path().join(name),
            Room::OfAllStories => panic!("the shared library is for reading"),
        }
    }

    /// A file beside the library.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    /// The program, about to be asked.
    pub(crate) fn command(&self) -> Command {
        let mut command = entente();
        command.arg("--library").arg(&self.library);
        command
    }

    /// Asks with these arguments.
    pub(crate) fn asks<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Said {
        run(self.command().args(arguments))
    }

    /// Asks with a line of arguments, parted at its spaces.
    pub(crate) fn says(&self, line: &str) -> Said {
        self.asks(line.split_whitespace())
    }

    /// The answer as text, which must be there.
    pub(crate) fn text(&self, line: &str) -> String {
        let said = self.says(line);
        assert_eq!(said.code, 0, "`{line}` is answered: {said:?}");
        said.out
    }

    /// The answer as JSON, which must be there.
    pub(crate) fn json(&self, line: &str) -> Value {
        self.json_of(line.split_whitespace())
    }

    /// The same, of arguments that hold spaces.
    pub(crate) fn json_of<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Value {
        let said = run(self.command().arg("--json").args(arguments));
        assert_eq!(said.code, 0, "it is answered: {said:?}");
        said.document()
    }

    /// The sentence with which a question is refused.
    pub(crate) fn refuses(&self, code: i32, line: &str) -> String {
        let said = self.says(line);
        assert_eq!(said.code, code, "`{line}` is refused with that code: {said:?}");
        assert_eq!(said.out, "", "a refusal of `{line}` is no answer");
        said.sentence()
    }

    /// The newest change of the library.
    pub(crate) fn last_change(&self) -> u64 {
        let changes = self.json("changes");
        changes[0]["sequence"].as_u64().unwrap()
    }

    /// The library opened from Rust at a time, where the clock matters.
    pub(crate) fn open(&self, at: &str) -> Library {
        Library::open(&self.library, time(at)).unwrap()
    }
}

impl Said {
    /// Standard output as the one JSON document it must be.
    pub(crate) fn document(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|bad| panic!("standard output is one JSON document ({bad}): {self:?}"))
    }

    /// What stands on standard error, which must be words for a person.
    pub(crate) fn sentence(&self) -> String {
        assert!(!self.err.trim().is_empty(), "a refusal says why: {self:?}");
        for of_a_program in ["panicked", "RUST_BACKTRACE", "Os {", "Error {"] {
            assert!(
                !self.err.contains(of_a_program),
                "a sentence, not a programmer's note: {self:?}"
            );
        }
        self.err.clone()
    }
}

impl fmt::Debug for Said {
    /// Answers can be long, and a failed story is read by a person.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = |text: &str| text.chars().take(900).collect::<String>();
        write!(
            to,
            "exit code {}\n--- out\n{}\n--- err\n{}",
            self.code,
            start(&self.out),
            start(&self.err)
        )
    }
}

/// The program with nothing of this machine's own settings.
pub(crate) fn entente() -> Command {
    let mut command = Command::new(ENTENTE);
    command.env_remove("ENTENTE_LIBRARY").stdin(Stdio::null());
    command
}

/// Runs the program to its end.
pub(crate) fn run(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said {
        code: output.status.code().expect("the program ends by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A time, as `2026-11-25T09:00:00Z`.
pub(crate) fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A day, as `2026-11-25`.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The items of a JSON list.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("a list: {value}"))
}

/// A JSON text.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("a text: {value}"))
}

/// The ids of a list of records, or a list of ids.
pub(crate) fn ids(value: &Value) -> Vec<&str> {
    let id = |one: &'_ Value| -> bool { one.is_string() };
    list(value)
        .iter()
        .map(|one| if id(one) { text(one) } else { text(&one["id"]) })
        .collect()
}

/// The record of a list that has this id.
pub(crate) fn one<'v>(value: &'v Value, id: &str) -> &'v Value {
    let found = list(value).iter().find(|one| one["id"] == id);
    found.unwrap_or_else(|| panic!("{id} is listed"))
}

/// The names in a folder, sorted; none when it is not there.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort_unstable();
    names
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::copy(from, to).unwrap();
}

/// A shared library cannot be deleted when the last story ends, so it goes with a later run.
fn clear_away_old_ones(around: &Path) {
    let an_hour_ago = SystemTime::now() - Duration::from_secs(3600);
    for name in names(around).iter().filter(|name| name.starts_with("stories-")) {
        let folder = around.join(name);
        if fs::metadata(&folder)
            .and_then(|about| about.modified())
            .is_ok_and(|when| when < an_hour_ago)
        {
            let _ = fs::remove_dir_all(folder);
        }
    }
}
