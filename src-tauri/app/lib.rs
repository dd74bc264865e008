//! The desktop shell: the window, the commands it may call, their wire shapes and bindings.
//!
//! Belongs here: everything that names Tauri. Not here: answers. A command reads the state, asks the library
//! and shapes the answer for the screen.

use std::process::ExitCode;

/// The program's version, for the window's foot.
#[tauri::command]
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Opens the window and stays until it is closed.
pub fn run() -> ExitCode {
    let opened = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![version])
        .run(tauri::generate_context!());
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
