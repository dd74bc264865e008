//! Turns `tauri.conf.json` into what the window is allowed to do.

fn main() {
    tauri_build::build();
}
