//! The desktop program. Everything is in the library, so that tests can reach it.

// A console window beside the program would only confuse.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    entente_app::run()
}
