//! Chores: `cargo xtask run`, `test`, `bench`, `package`, `bindings`, `gallery`.
//!
//! Belongs here: putting a machine in order and starting other programs in the right order. Standard library only, so
//! that it is built in seconds. Not here: anything Entente itself does.

mod chores;
mod command_line;
mod machine;
mod program;
mod tests;
mod validators;

use std::process::ExitCode;

/// A chore ends well, or with a sentence that says what stopped it and what to do.
type Outcome = Result<(), String>;

const HELP: &str = "\
Chores of Entente. Each installs what it lacks first.

  cargo xtask run       build the program and open its window; without a display, do the same job on the command line
  cargo xtask test      everything that must hold: format, lints, Rust, UI, and the program in a real window
  cargo xtask bench     the speed bars, as ratios measured side by side
  cargo xtask package   a .deb to install (a list such as `deb appimage` may follow)
  cargo xtask bindings  write ui/src/backend/bindings.ts from the commands in src-tauri/app
  cargo xtask gallery   open every screen and take its picture

`run --release`, `gallery --release` and `test --release` build an optimised program, which takes longer.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => chores::run(program::Profile::Quick),
        ["run", "--release"] => chores::run(program::Profile::Optimised),
        ["test"] => return tests::test(program::Profile::Quick),
        ["test", "--release"] => return tests::test(program::Profile::Optimised),
        ["bench", filters @ ..] => chores::bench(filters),
        ["package", bundles @ ..] => chores::package(bundles),
        ["bindings"] => chores::bindings(),
        // For `test`, which keeps the output of each step.
        ["prepare", what] => tests::prepare(what),
        ["gallery"] => chores::gallery(program::Profile::Quick),
        ["gallery", "--release"] => chores::gallery(program::Profile::Optimised),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        unknown => {
            eprintln!("There is no such chore: {}\n\n{HELP}", unknown.join(" "));
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::FAILURE
        }
    }
}
