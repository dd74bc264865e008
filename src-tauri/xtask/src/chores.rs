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

/// Measures; `filters` choose among the benches.
pub(crate) fn bench(filters: &[&str]) -> Outcome {
    machine::system_packages(machine::COMPILER)?;
    let mut bench = cargo(&["bench", "--package", "entente-tests"]);
    if !filters.is_empty() {
        bench.arg("--").args(filters);
    }
    go(bench)
}

/// Makes what users install.
pub(crate) fn package(bundles: &[&str]) -> Outcome {
    machine::system_packages(WINDOW)?;
    machine::ui_packages()?;
    let bundles = if bundles.is_empty() { &["deb"] } else { bundles };
    let mut build = npm(&["run", "tauri", "--", "build", "--bundles"]);
    build.arg(bundles.join(","));
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
    let mut pictures = cargo(&["test", "--package", "entente-tests", "--test", "desktop", "gallery"]);
    pictures.args(["--", "--test-threads=1"]);
    pictures.env("ENTENTE_DESKTOP", profile.built("entente-desktop"));
    go(pictures)?;
    let folder = checkout().join("target/desktop-screenshots");
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
