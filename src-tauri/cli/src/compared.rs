//! Two texts side by side, as text for people.

use entente_library::{ChangeKind, ClausePlace, ComparedClause};

/// What differs, clause by clause, and at the end how much is the same.
pub(crate) fn compared(clauses: &[ComparedClause], left: &str, right: &str) -> String {
    let mut text = String::new();
    let (mut alike, mut changed, mut removed, mut added) = (0, 0, 0, 0);
    for clause in clauses {
        let head = match (&clause.left, &clause.right) {
            (Some(_), Some(_)) if clause.changes.iter().all(|one| one.kind == ChangeKind::Same) => {
                alike += 1;
                continue;
            }
            (Some(one), Some(other)) => {
                changed += 1;
                let (one, other) = (place(one), place(other));
                if one == other {
                    one
                } else {
                    format!("{one} → {other}")
                }
            }
            (Some(one), None) => {
                removed += 1;
                format!("Only in {left}: {}", place(one))
            }
            (None, Some(other)) => {
                added += 1;
                format!("Only in {right}: {}", place(other))
            }
            (None, None) => continue,
        };
        text += &format!("{head}\n{}\n\n", marked(clause));
    }
    text += &format!("{alike} alike, {changed} changed, {removed} only in {left}, {added} only in {right}.\n");
    text
}

fn place(place: &ClausePlace) -> String {
    let locator = place.locator.as_deref().unwrap_or("(no locator)");
    match &place.heading {
        Some(heading) => format!("{locator}, {heading}"),
        None => locator.to_owned(),
    }
}

/// The words, those of one text alone between signs that a screen without colours shows too.
fn marked(clause: &ComparedClause) -> String {
    if clause.left.is_none() || clause.right.is_none() {
        return clause.changes.iter().map(|one| one.text.as_str()).collect();
    }
    let sign = |kind: ChangeKind, text: &str| match kind {
        ChangeKind::Same => text.to_owned(),
        ChangeKind::Removed => format!("[-{text}-]"),
        ChangeKind::Added => format!("{{+{text}+}}"),
    };
    clause.changes.iter().map(|one| sign(one.kind, &one.text)).collect()
}
