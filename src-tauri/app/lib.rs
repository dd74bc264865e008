//! The desktop shell: the window, the commands it may call, their wire shapes and bindings.
//!
//! Belongs here: everything that names Tauri. Not here: answers. A command reads the state, asks the library
//! and hands the answer to the screen.

mod bindings;
mod commands;
mod error;
mod graphics;
mod state;

use std::process::ExitCode;

use entente_library::Library;
use tauri::{Manager, RunEvent};
use tauri_plugin_window_state::StateFlags;

use crate::state::AppState;

/// Opens the window and stays until it is closed.
pub fn run() -> ExitCode {
    let opened = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        // Size and place as they were left, in the configuration folder; a place off every screen is not taken up again.
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .manage(AppState::new(Library::default_folder()))
        .invoke_handler(bindings::builder().invoke_handler())
        .setup(|app| {
            graphics::choose(app);
            Ok(())
        })
        .build(tauri::generate_context!());
    match opened {
        Ok(window) => {
            window.run(|window, event| {
                // A file that is half written is not left beside its place.
                if matches!(event, RunEvent::Exit) {
                    window.state::<AppState>().end_all_work();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
