//! One list of commands, used by the program and by the TypeScript that calls them.

use tauri_specta::{Builder, collect_commands};

use crate::commands;

/// Every command the window may call.
pub fn builder() -> Builder<tauri::Wry> {
    Builder::new().commands(collect_commands![
        commands::start,
        commands::overview,
        commands::partner_page,
        commands::record_page,
        commands::search,
        commands::suggest,
        commands::timeline,
        commands::instruments,
        commands::commitments,
        commands::roll_up,
        commands::funding,
        commands::coverage,
        commands::brief_preview,
        commands::save_brief,
        commands::save_briefs,
        commands::recheck_brief,
        commands::export,
        commands::save_timeline,
        commands::saved_searches,
        commands::save_search,
        commands::forget_search,
        commands::documents,
        commands::document_page,
        commands::comparable,
        commands::comparison,
        commands::import_files,
        commands::library_state,
        commands::check,
        commands::backup,
        commands::changes,
        commands::examine,
        commands::edit,
        commands::undo,
        commands::decisions,
        commands::decide,
        commands::work_step,
        commands::stop_work,
        commands::backups,
        commands::restore,
        commands::packs,
        commands::preview_pack,
        commands::apply_pack,
        commands::roll_back_pack,
        commands::tags,
        commands::add_note,
        commands::add_tag,
        commands::remove_tag,
        commands::remove_own,
    ])
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use specta_typescript::Typescript;

    const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/backend/bindings.ts");

    #[test]
    fn bindings_are_current() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bindings.ts");
        super::builder().export(Typescript::default(), &path).unwrap();
        let fresh = fs::read_to_string(path).unwrap();
        if env::var_os("WRITE_BINDINGS").is_some() {
            fs::write(COMMITTED, &fresh).unwrap();
        }
        let committed = fs::read_to_string(COMMITTED).unwrap_or_default();
        assert_eq!(fresh, committed, "run `cargo xtask bindings` and commit the file");
    }
}
