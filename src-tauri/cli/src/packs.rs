//! Packs and backups: what they change, and what is kept.

use std::path::Path;

use entente_library::Library;
use serde_json::json;

use crate::{
    answer::{Answer, Asking, as_json, clock},
    arguments::PackAction,
};

pub(crate) fn restore(folder: &Path, backup: &Path, json: bool) -> anyhow::Result<Answer> {
    let kept_aside = Library::restore(folder, backup, clock().0)?;
    if json {
        return Ok(Answer::yes(as_json(
            &json!({ "restored": backup, "kept_aside": kept_aside }),
        )?));
    }
    let aside = kept_aside
        .map(|aside| format!(" What stood there is kept in {}.", aside.display()))
        .unwrap_or_default();
    Ok(Answer::yes(format!("Restored from {}.{aside}\n", backup.display())))
}

pub(crate) fn verify(folder: &Path, json: bool) -> anyhow::Result<Answer> {
    let problems = entente_library::verify_pack(folder)?;
    let text = if json {
        as_json(&json!({ "ok": problems.is_empty(), "problems": problems }))?
    } else if problems.is_empty() {
        format!("{} is a sound pack.\n", folder.display())
    } else {
        problems.iter().map(|problem| format!("{problem}\n")).collect()
    };
    Ok(Answer::yes_or_no(text, problems.is_empty()))
}

pub(crate) fn pack(asking: &Asking, action: PackAction) -> anyhow::Result<Answer> {
    let Asking { library, now, .. } = asking;
    let outcome = match action {
        PackAction::Verify { .. } => unreachable!("answered without a library"),
        PackAction::Build { out } => {
            let files = library.build_pack(&out)?;
            return asking.print(&json!({ "out": out, "files": files }), |_| {
                format!("{} files in {}\n", files, out.display())
            });
        }
        PackAction::Preview { folder } => library.preview_pack(&folder)?,
        PackAction::Apply { folder } => library.apply_pack(&folder, *now)?,
        PackAction::Rollback => library.rollback_pack(*now)?,
    };
    asking.print(&outcome, |outcome| {
        let mut text = format!(
            "{} added, {} changed, {} removed, {} of yours kept, {} to decide\n",
            outcome.added, outcome.changed, outcome.removed, outcome.kept, outcome.to_decide
        );
        for change in &outcome.changes {
            text += &format!(
                "{} {} {}: {}\n",
                change.action,
                change.kind,
                change.id,
                change.fields.join(", ")
            );
        }
        text
    })
}
