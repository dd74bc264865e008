//! A window with nothing in it: what `cargo xtask bench desktop` holds our own window against.
//!
//! The same size, policy and web view as the desktop program; a page that paints one colour and listens to keys.

fn main() {
    tauri::Builder::default()
        .run(tauri::generate_context!("src-tauri/app/empty_window/tauri.conf.json"))
        .expect("an empty window can be opened");
}
