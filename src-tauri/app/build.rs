//! Turns `tauri.conf.json` into what the window is allowed to do.

fn main() {
    // The UI is embedded by a macro, whose inputs cargo does not see: a newly built page must rebuild the program.
    if std::env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_some() {
        println!("cargo::rerun-if-changed=ui/dist");
    }
    tauri_build::build();
}
