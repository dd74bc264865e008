//! Long exports that somebody ends on the way: the old file stays as it was, and nothing lies beside it.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    sync::atomic::{AtomicBool, Ordering},
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

/// Does the work, and stops it from elsewhere once it is that far. Where the stop came too late, for the other thread was not
/// looking, the work is done again.
fn stopped_at<T>(
    far: impl Fn(WorkStep) -> bool + Sync,
    act: impl Fn(&Work) -> T,
    in_time: impl Fn(&T) -> bool,
) -> (T, WorkStep) {
    for _ in 0..10 {
        let (work, over) = (Work::default(), AtomicBool::new(false));
        let done = thread::scope(|scope| {
            scope.spawn(|| {
                while !work.step().is_some_and(&far) {
                    if over.load(Ordering::Relaxed) {
                        return;
                    }
                    thread::yield_now();
                }
                work.stop();
            });
            let done = act(&work);
            over.store(true, Ordering::Relaxed);
            done
        });
        if in_time(&done) {
            return (done, work.step().unwrap());
        }
    }
    panic!("it never stops on the way");
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
        let (done, step) = stopped_at(
            midway,
            |work| {
                fs::write(&out, BEFORE).unwrap();
                library.export_followed(&ask(format), &out, work).unwrap()
            },
            |done| done.stopped,
        );
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
    #[cfg(target_os = "linux")]
    interrupted_twice(&desk);
}

#[cfg(unix)]
fn interrupt(running: &Child) {
    let pid = running.id().to_string();
    let sent = std::process::Command::new("kill").args(["-INT", &pid]).status();
    assert!(sent.unwrap().success());
}

/// While it waits for another program that is indexing, nothing looks whether to go on.
#[cfg(target_os = "linux")]
fn interrupted_twice(desk: &Desk) {
    let note = desk.file("note.txt", "What the index does not hold yet.");
    desk.json_of(["import", &note]);
    let held = fs::File::open(desk.library.join("index/.tantivy-writer.lock")).unwrap();
    held.lock().unwrap();
    let out = old_file(desk, "twice.jsonl");
    let mut export = desk.command();
    export
        .args(["export", "--text", "readmission", "--format", "jsonl", "--out"])
        .arg(&out);
    let mut running = export.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let about = format!("/proc/{}/status", running.id());
    let hears = || {
        let about = fs::read_to_string(&about).unwrap();
        let caught = about.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        u64::from_str_radix(caught.trim(), 16).unwrap() & 0b10 != 0
    };
    while !hears() {
        assert!(running.try_wait().unwrap().is_none(), "it waits for the index");
        thread::sleep(Duration::from_millis(1));
    }
    interrupt(&running);
    thread::sleep(Duration::from_millis(300));
    assert!(running.try_wait().unwrap().is_none(), "once asked, it ends when it can");
    interrupt(&running);
    let said = running.wait_with_output().unwrap();
    assert_eq!(said.status.code(), Some(130), "asked again, it ends at once");
    assert!(said.stdout.is_empty(), "and says nothing more: {said:?}");
    drop(held);
    assert_eq!(fs::read_to_string(&out).unwrap(), BEFORE);
}

#[test]
fn an_export_that_is_stopped_before_it_begins_writes_no_file_even_if_it_would_hold_nothing() {
    let desk = Desk::reading();
    let library = Library::open(&desk.library, crate::desk::time("2026-11-25T09:00:00Z")).unwrap();
    let filters = Filters {
        text: Some("xylophone".to_owned()),
        ..Filters::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("none");
    fs::write(&out, BEFORE).unwrap();
    let stopped = Work::default();
    stopped.stop();
    let table = ExportAsk {
        filters: filters.clone(),
        funding_kinds: Vec::new(),
        format: ExportFormat::Csv,
        moment: moment(),
    };
    nothing_came_of(&library.export_followed(&table, &out, &stopped).unwrap(), &out);
    let drawing = TimelineDrawing {
        format: TimelineFormat::Svg,
        paper: Paper::A4,
        lanes: LanesBy::Strand,
        language: AnswerLanguage::En,
    };
    let timeline = TimelineAsk {
        filters,
        moment: moment(),
    };
    let drawn = library.save_timeline_followed(&timeline, drawing, &out, &stopped);
    nothing_came_of(&drawn.unwrap(), &out);
    let brief = BriefAsk::of("TN".parse().unwrap(), moment());
    let saved = library.save_brief_followed(&brief, BriefFormat::Md, &out, &stopped);
    assert_eq!(saved.unwrap(), None, "a brief is not saved either");
    assert_eq!(fs::read_to_string(&out).unwrap(), BEFORE);
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
    interrupt(&running);
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
        let drawing = TimelineDrawing {
            format,
            paper: Paper::A4,
            lanes: LanesBy::Strand,
            language: AnswerLanguage::En,
        };
        let begun = |step: WorkStep| step.doing == doing && step.of > 1;
        let (done, step) = stopped_at(
            begun,
            |work| {
                fs::write(&out, BEFORE).unwrap();
                library.save_timeline_followed(&ask, drawing, &out, work).unwrap()
            },
            |done| done.stopped,
        );
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
    let second = |step: WorkStep| step.doing == Doing::Briefs && step.done >= 1;
    let ((folder, done), step) = stopped_at(
        second,
        |work| {
            let folder = tempfile::tempdir().unwrap();
            let saved = library.save_briefs_followed(&ask, &partners, BriefFormat::Docx, folder.path(), work);
            (folder, saved.unwrap())
        },
        |(_, done)| done.stopped,
    );
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

#[test]
fn briefs_of_all_partners_replace_no_brief_that_is_there() {
    let desk = Desk::reading();
    let library = Library::open(&desk.library, crate::desk::time("2026-11-25T09:00:00Z")).unwrap();
    let partners = ["TN", "EG"].map(|code| code.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let edited = folder.path().join("tn-2026-11-25.md");
    fs::write(&edited, BEFORE).unwrap();
    let save = |language| {
        let ask = BriefAsk {
            language,
            ..BriefAsk::of(partners[0], moment())
        };
        let work = Work::default();
        let saved = library.save_briefs_followed(&ask, &partners, BriefFormat::Md, folder.path(), &work);
        assert_eq!(
            saved.unwrap().saved,
            partners,
            "each is saved, under another name where it must"
        );
    };
    save(AnswerLanguage::En);
    let english = fs::read_to_string(folder.path().join("eg-2026-11-25.md")).unwrap();
    save(AnswerLanguage::Fr);
    let there = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(
        there("tn-2026-11-25.md"),
        BEFORE,
        "a brief that somebody worked on is as it was"
    );
    assert_eq!(there("eg-2026-11-25.md"), english, "and so is one in another language");
    assert!(there("tn-2026-11-25-2.md").contains("European Union"));
    assert!(there("tn-2026-11-25-3.md").contains("Union européenne"));
    assert!(there("eg-2026-11-25-2.md").contains("Union européenne"));
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        5,
        "a file a brief, and no other"
    );
}
