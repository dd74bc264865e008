//! The chores, one function each, except the long one: `tests`.

use std::fs;

use crate::{
    Outcome, command_line,
    machine::{self, WINDOW, WINDOW_TESTS},
    program::{Profile, cargo, checkout, command, go, npm, target},
};

/// The command that builds the program with the UI inside.
pub(crate) fn build_program(profile: Profile) -> std::process::Command {
    let mut build = cargo(&["build", "--package", "entente-desktop", "--features", "custom-protocol"]);
    build.args(profile.arguments());
    build
}

/// Opens the window.
pub(crate) fn run(profile: Profile) -> Outcome {
    if !machine::has_display() {
        println!("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened.");
        println!("The same job on the command line instead: make the library, list the partners, write seven briefs.");
        return command_line::tour(profile);
    }
    machine::system_packages(WINDOW)?;
    machine::built_ui()?;
    go(build_program(profile))?;
    println!("\nThe window opens; close it to come back here.");
    go(command(profile.built("entente-desktop"), &[]))
}

/// Each bench: its name, the package and the example that measures. All print ratios against a peer in the same run.
const BENCHES: &[(&str, &str, &str)] = &[
    ("ledger", "entente-domain", "ledger_bench"),
    ("first-fill", "entente-store", "first_fill"),
    ("known-on", "entente-store", "known_on_bench"),
    ("partner-page", "entente-library", "partner_page_bench"),
    ("search", "entente-search", "bench"),
    ("relevance", "entente-search", "relevance"),
    ("export", "entente-export", "export_bench"),
    (WINDOW_BENCH, "entente-tests", "desktop_bench"),
];

/// The bench that drives the window, and so needs it built.
const WINDOW_BENCH: &str = "desktop";

/// Measures one bench, with its own options after its name; or all of them.
pub(crate) fn bench(arguments: &[&str]) -> Outcome {
    machine::system_packages(machine::COMPILER)?;
    let (wanted, options) = match arguments.split_first() {
        Some((name, options)) => (Some(*name), options),
        None => (None, &[][..]),
    };
    let chosen: Vec<_> = BENCHES
        .iter()
        .filter(|(name, ..)| wanted.is_none_or(|wanted| wanted == *name))
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = BENCHES.iter().map(|(name, ..)| *name).collect();
        return Err(format!("there is no such bench: choose one of {}", names.join(", ")));
    }
    for (name, package, example) in chosen {
        println!("\n== {name}");
        let mut run = cargo(&[
            "run",
            "--quiet",
            "--release",
            "--package",
            package,
            "--example",
            example,
            "--",
        ]);
        run.args(options);
        if *name == WINDOW_BENCH {
            window_and_empty_window()?;
            run.env("ENTENTE_DESKTOP", Profile::Optimised.built("entente-desktop"));
            run.env(
                "ENTENTE_EMPTY_WINDOW",
                Profile::Optimised.built("examples/empty-window"),
            );
        }
        go(run)?;
    }
    Ok(())
}

/// Builds the window and the empty one it is held against, optimised.
fn window_and_empty_window() -> Outcome {
    let wanted: Vec<&str> = WINDOW.iter().chain(WINDOW_TESTS).copied().collect();
    machine::system_packages(&wanted)?;
    machine::tauri_driver()?;
    machine::built_ui()?;
    let mut build = build_program(Profile::Optimised);
    build.args(["--bins", "--example", "empty-window"]);
    go(build)
}

/// Makes what users install.
pub(crate) fn package(bundles: &[&str]) -> Outcome {
    machine::system_packages(WINDOW)?;
    machine::ui_packages()?;
    go(cargo(&["build", "--package", "entente-cli", "--release"]))?;
    let bundles = if bundles.is_empty() { &["deb"] } else { bundles };
    let mut build = npm(&["run", "tauri", "--", "build", "--bundles"]);
    // The command line comes along in the package. Not in tauri.conf.json: there it would have to be built for any build.
    let entente = Profile::Optimised.built("entente");
    let along = format!(r#"{{"bundle":{{"linux":{{"deb":{{"files":{{"/usr/bin/entente":{entente:?}}}}}}}}}}}"#);
    build.args([&bundles.join(","), "--config", &along]);
    go(build)?;
    println!("\nMade in {}", target().join("release/bundle").display());
    Ok(())
}

/// Writes the bindings of the UI.
pub(crate) fn bindings() -> Outcome {
    machine::system_packages(WINDOW)?;
    let mut test = cargo(&["test", "--package", "entente-desktop", "bindings"]);
    test.env("WRITE_BINDINGS", "1");
    go(test)?;
    println!("\nWritten: {}", checkout().join("ui/src/backend/bindings.ts").display());
    Ok(())
}

/// Takes a picture of every screen.
pub(crate) fn gallery(profile: Profile) -> Outcome {
    let wanted: Vec<&str> = WINDOW.iter().chain(WINDOW_TESTS).copied().collect();
    machine::system_packages(&wanted)?;
    machine::tauri_driver()?;
    machine::built_ui()?;
    go(build_program(profile))?;
    let folder = checkout().join("target/desktop-screenshots");
    // What an earlier run left would be looked at as today's.
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{} could not be emptied: {error}", folder.display()))?;
    }
    let mut pictures = cargo(&["test", "--package", "entente-tests", "--test", "desktop", "gallery"]);
    pictures.args(["--", "--test-threads=1"]);
    pictures.env("ENTENTE_DESKTOP", profile.built("entente-desktop"));
    go(pictures)?;
    let entries = fs::read_dir(&folder).map_err(|error| format!("{} could not be read: {error}", folder.display()))?;
    let mut taken: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    taken.retain(|path| path.extension().is_some_and(|ending| ending == "png"));
    taken.sort();
    println!("\nPictures:");
    for picture in taken {
        println!("  {}", picture.display());
    }
    Ok(())
}
