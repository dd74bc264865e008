//! `cargo xtask test`: what must hold before a change is good, as the checking machine runs it.
//!
//! Every step runs, whatever became of the ones before, so that one run tells everything. A step's output is kept in
//! `target/xtask` and shown only when the step fails.

use std::{
    env,
    fs::{self, File},
    io::Write as _,
    path::Path,
    process::{Child, Command, ExitCode, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    chores::build_program,
    machine::{BRIEF_TESTS, WINDOW, WINDOW_TESTS},
    program::{Profile, cargo, command, npm, target, typed},
    validators,
};

/// A step that hangs must not hang the checking machine.
const LIMIT: Duration = Duration::from_secs(25 * 60);

/// How much of a failed step's output is shown; the whole is in its file.
const SHOWN_LINES: usize = 200;

/// The step that builds the program the last one opens.
const BUILT: &str = "program with UI";

struct Step {
    name: &'static str,
    command: Command,
    /// The step that must have passed before: what an earlier run left behind would be tested otherwise.
    needs: Option<&'static str>,
}

impl Step {
    fn new(name: &'static str, command: Command) -> Self {
        Self {
            name,
            command,
            needs: None,
        }
    }
}

enum Ended {
    Passed,
    Failed(String),
}

/// Puts the machine in order, then runs the steps in order.
pub(crate) fn test(profile: Profile) -> ExitCode {
    let steps = steps(profile);
    let count = steps.len();
    let started = Instant::now();
    let mut table: Vec<(&str, Duration, bool)> = Vec::new();
    for (place, step) in steps.into_iter().enumerate() {
        let name = step.name;
        print!("[{:>2}/{count}] {name:<22} ", place + 1);
        let _ = std::io::stdout().flush();
        let began = Instant::now();
        let ended = match step.needs {
            Some(before) if !table.iter().any(|(name, _, passed)| *name == before && *passed) => {
                Ended::Failed(format!("Not run: it needs the step “{before}”."))
            }
            _ => carry_out(step, place + 1),
        };
        let took = began.elapsed();
        match &ended {
            Ended::Passed => println!("passed  {:>7.1} s", took.as_secs_f64()),
            Ended::Failed(why) => println!("FAILED  {:>7.1} s\n{why}", took.as_secs_f64()),
        }
        table.push((name, took, matches!(ended, Ended::Passed)));
    }

    let passed = table.iter().filter(|(_, _, passed)| *passed).count();
    println!("\n{:-<44}", "");
    for (name, took, passed) in &table {
        println!(
            "{name:<26}{:>8.1} s   {}",
            took.as_secs_f64(),
            if *passed { "passed" } else { "FAILED" }
        );
    }
    println!(
        "{:-<44}\n{:<26}{:>8.1} s",
        "",
        "together",
        started.elapsed().as_secs_f64()
    );
    println!("{passed} passed, {} failed", count - passed);
    if passed == count {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn steps(profile: Profile) -> Vec<Step> {
    // What only this program's own functions can do is started as a program too: then its output is kept like the rest.
    let prepare = |what: &str| {
        command(
            env::current_exe().expect("a running program has a path"),
            &["prepare", what],
        )
    };
    let program = profile.built("entente-desktop");

    let mut rust_tests = cargo(&["test", "--workspace", "--no-fail-fast"]);
    rust_tests.env_remove("ENTENTE_DESKTOP");
    match validators::folder() {
        Some(folder) => rust_tests.env("ENTENTE_VALIDATORS", folder),
        None => rust_tests.env_remove("ENTENTE_VALIDATORS"),
    };
    let mut desktop = cargo(&["test", "--package", "entente-tests", "--test", "desktop"]);
    // One window at a time: two would only wait for the same processor, and each other's frames.
    desktop
        .args(["--", "--test-threads=1", "--nocapture"])
        .env("ENTENTE_DESKTOP", program);

    vec![
        Step::new("system packages", prepare("system")),
        Step::new("Rust tools", prepare("rust")),
        Step::new("UI packages", prepare("ui")),
        Step::new("validators", prepare("validators")),
        Step::new("format", cargo(&["fmt", "--all", "--check", "--", "--color=never"])),
        Step::new("UI checks", npm(&["run", "check"])),
        Step::new("UI tests", npm(&["test"])),
        Step::new("UI build", npm(&["run", "build"])),
        Step::new(
            "lints",
            cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        ),
        Step::new("Rust tests", rust_tests),
        Step::new(BUILT, build_program(profile)),
        Step {
            needs: Some(BUILT),
            ..Step::new("program in a window", desktop)
        },
    ]
}

/// The steps that put the machine in order, by the name [`steps`] gives them.
pub(crate) fn prepare(what: &str) -> crate::Outcome {
    use crate::machine;
    match what {
        "system" => {
            let validators = validators::system_packages();
            machine::system_packages(&[WINDOW, WINDOW_TESTS, BRIEF_TESTS, &validators].concat())
        }
        "rust" => machine::rust_components().and_then(|()| machine::tauri_driver()),
        "ui" => machine::ui_packages(),
        "validators" => validators::install(),
        other => Err(format!("nothing is called {other}")),
    }
}

fn carry_out(step: Step, place: usize) -> Ended {
    let log = target()
        .join("xtask")
        .join(format!("{place:02}-{}.log", step.name.replace(' ', "-")));
    let typed = typed(&step.command);
    match run_into(&log, step.command) {
        Ok(Some(status)) if status.success() => Ended::Passed,
        Ok(Some(status)) => Ended::Failed(format!("`{typed}` failed ({status}):\n{}", end_of(&log))),
        Ok(None) => {
            let minutes = LIMIT.as_secs() / 60;
            Ended::Failed(format!(
                "`{typed}` was stopped after {minutes} minutes:\n{}",
                end_of(&log)
            ))
        }
        Err(error) => Ended::Failed(format!("`{typed}` could not be started: {error}")),
    }
}

/// Runs a command with all its output in `log`; `None` when it took too long.
fn run_into(log: &Path, mut command: Command) -> std::io::Result<Option<ExitStatus>> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let out = File::create(log)?;
    let mut child = command
        .stdin(Stdio::null())
        .stderr(out.try_clone()?)
        .stdout(out)
        .spawn()?;
    wait(&mut child)
}

fn wait(child: &mut Child) -> std::io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if started.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn end_of(log: &Path) -> String {
    let text = fs::read(log)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let shown = &lines[lines.len().saturating_sub(SHOWN_LINES)..];
    let mut end: String = shown.iter().map(|line| format!("    {line}\n")).collect();
    end.push_str(&format!("  (whole output: {})", log.display()));
    end
}
