//! Long exports that somebody ends on the way: the old file stays as it was, and nothing lies beside it.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::Duration,
};

use entente_domain::RecordKind;
use entente_library::{
    AnswerLanguage, BriefAsk, BriefFormat, Doing, ExportAsk, ExportFormat, Exported, Filters, LanesBy, Library, Moment,
    Paper, TimelineAsk, TimelineDrawing, TimelineFormat, Work, WorkStep,
};

use crate::desk::{Desk, day};

const BEFORE: &str = "what stood there";
const MANY: u32 = 20_000;

fn moment() -> Moment {
    Moment::now(day("2026-11-25"))
}

/// A desk whose library holds many documents of a passage each.
fn desk_of_many() -> Desk {
    let desk = Desk::own();
    let mut lines = String::new();
    for number in 1..=MANY {
        writeln!(
            lines,
            "{{\"document\": \"minutes-{number}\", \"title\": \"Minutes of meeting {number}\", \"text\": \"Nothing was decided.\"}}"
        )
        .unwrap();
    }
    let file = desk.file("minutes.jsonl", lines);
    desk.json_of(["import", &file]);
    fs::remove_file(file).unwrap();
    desk
}

/// A file in a folder of its own.
fn old_file(desk: &Desk, name: &str) -> PathBuf {
    let folder = desk.path(&format!("out-{name}"));
    fs::create_dir(&folder).unwrap();
    let out = folder.join(name);
    fs::write(&out, BEFORE).unwrap();
    out
}

/// Does the work, and stops it from elsewhere once it is that far.
fn stopped_at<T>(far: impl Fn(WorkStep) -> bool + Sync, act: impl FnOnce(&Work) -> T) -> (T, WorkStep) {
    let work = Work::default();
    let done = thread::scope(|scope| {
        scope.spawn(|| {
            while !work.step().is_some_and(&far) {
                thread::sleep(Duration::from_millis(1));
            }
            work.stop();
        });
        act(&work)
    });
    (done, work.step().unwrap())
}

#[track_caller]
fn nothing_came_of(done: &Exported, out: &Path) {
    assert!(done.stopped && done.rows == 0, "{done:?}");
    assert_eq!(fs::read_to_string(out).unwrap(), BEFORE, "the old file is whole");
    let beside = fs::read_dir(out.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "no half-written file lies beside it");
}

#[test]
fn a_table_of_many_rows_is_stopped_midway_and_the_old_file_is_whole() {
    let desk = desk_of_many();
    let library = desk.open("2026-11-25T09:00:00Z");
    let ask = |format| ExportAsk {
        filters: Filters {
            kinds: vec![RecordKind::Document],
            ..Filters::default()
        },
        funding_kinds: Vec::new(),
        format,
        moment: moment(),
    };
    for (format, name) in [
        (ExportFormat::Csv, "kept.csv"),
        (ExportFormat::Xlsx, "kept.xlsx"),
        (ExportFormat::Jsonl, "kept.jsonl"),
    ] {
        let out = old_file(&desk, name);
        let midway = |step: WorkStep| step.doing == Doing::Rows && step.done > step.of / 20;
        let (done, step) = stopped_at(midway, |work| {
            library.export_followed(&ask(format), &out, work).unwrap()
        });
        nothing_came_of(&done, &out);
        assert_eq!((step.doing, step.of), (Doing::Rows, MANY), "rows are counted: {step:?}");
        assert!(step.done < MANY, "it was stopped on the way: {step:?}");
    }
    let out = desk.path("whole.csv");
    let whole = library.export(&ask(ExportFormat::Csv), &out).unwrap();
    assert_eq!(
        (whole.rows, whole.stopped),
        (MANY, false),
        "left alone, it has every row"
    );

    #[cfg(unix)]
    interrupted(&desk);
}

/// The same on the command line, with Ctrl+C.
#[cfg(unix)]
fn interrupted(desk: &Desk) {
    let out = old_file(desk, "interrupted.jsonl");
    let mut export = desk.command();
    export.args(["export", "--format", "jsonl", "--out"]).arg(&out);
    let mut running = export.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let beside = || fs::read_dir(out.parent().unwrap()).unwrap().count();
    while beside() == 1 {
        assert!(
            running.try_wait().unwrap().is_none(),
            "it writes beside the old file first"
        );
        thread::sleep(Duration::from_millis(1));
    }
    let pid = running.id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status()
        .unwrap();
    assert!(sent.success());
    let said = running.wait_with_output().unwrap();
    let words = String::from_utf8_lossy(&said.stdout).into_owned();
    assert_eq!(
        said.status.code(),
        Some(130),
        "as a shell says of what Ctrl+C ended: {words}"
    );
    assert!(words.contains("what stood there before is untouched"), "{words}");
    assert_eq!(fs::read_to_string(&out).unwrap(), BEFORE);
    assert_eq!(beside(), 1, "no half-written file lies beside it");
}

#[test]
fn a_timeline_of_many_pages_is_stopped_between_two() {
    let desk = Desk::reading();
    let library = Library::open(&desk.library, crate::desk::time("2026-11-25T09:00:00Z")).unwrap();
    let ask = TimelineAsk {
        filters: Filters {
            kinds: vec![RecordKind::Event, RecordKind::Funding, RecordKind::Commitment],
            ..Filters::default()
        },
        moment: moment(),
    };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("timeline.pdf");
    for (format, doing) in [
        (TimelineFormat::Svg, Doing::Entries),
        (TimelineFormat::Pdf, Doing::Entries),
        (TimelineFormat::Pdf, Doing::Pages),
    ] {
        fs::write(&out, BEFORE).unwrap();
        let drawing = TimelineDrawing {
            format,
            paper: Paper::A4,
            lanes: LanesBy::Strand,
            language: AnswerLanguage::En,
        };
        let begun = |step: WorkStep| step.doing == doing && step.of > 1;
        let (done, step) = stopped_at(begun, |work| {
            library.save_timeline_followed(&ask, drawing, &out, work).unwrap()
        });
        nothing_came_of(&done, &out);
        assert!(step.doing == doing && step.done < step.of, "on the way: {step:?}");
    }
}

#[test]
fn briefs_of_all_partners_are_stopped_between_two_and_those_that_were_saved_are_whole() {
    let desk = Desk::reading();
    let library = Library::open(&desk.library, crate::desk::time("2026-11-25T09:00:00Z")).unwrap();
    let partners: Vec<_> = library
        .partners(&moment())
        .unwrap()
        .into_iter()
        .map(|one| one.iso)
        .collect();
    let ask = BriefAsk::of(partners[0], moment());
    let folder = tempfile::tempdir().unwrap();
    let second = |step: WorkStep| step.doing == Doing::Briefs && step.done >= 1;
    let (done, step) = stopped_at(second, |work| {
        let saved = library.save_briefs_followed(&ask, &partners, BriefFormat::Docx, folder.path(), work);
        saved.unwrap()
    });
    assert!(done.stopped && done.refused.is_empty(), "{done:?}");
    assert!(!done.saved.is_empty() && done.saved.len() < partners.len(), "{done:?}");
    assert_eq!(step.of as usize, partners.len());
    let there = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(there, done.saved.len(), "a file a brief, and no other");
    let first = folder
        .path()
        .join(format!("{}-2026-11-25.docx", partners[0].as_str().to_lowercase()));
    assert!(
        zip::ZipArchive::new(fs::File::open(first).unwrap()).is_ok(),
        "and it is whole"
    );
}
