//! The main job without a window: a library, the partners, seven briefs.

use std::fs;

use crate::{
    Outcome,
    machine::{COMPILER, system_packages},
    program::{Profile, cargo, checkout, command, go, target},
};

/// Builds `entente` and does with it what a newcomer would do in the window.
pub(crate) fn tour(profile: Profile) -> Outcome {
    system_packages(COMPILER)?;
    let mut build = cargo(&["build", "--package", "entente-cli"]);
    build.args(profile.arguments());
    go(build)?;

    // A library of this chore's own, made anew each time: it shows the pack as it is in the checkout now.
    let folder = target().join("tour");
    let (library, briefs) = (folder.join("library"), folder.join("briefs"));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{} could not be emptied: {error}", folder.display()))?;
    }
    fs::create_dir_all(&briefs).map_err(|error| format!("{} could not be made: {error}", briefs.display()))?;

    let entente = |arguments: &[&str]| {
        let library = library.to_string_lossy();
        let words: Vec<&str> = ["--library", &*library]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        go(command(profile.built("entente"), &words))
    };
    entente(&["partners"])?;
    let partners = partners()?;
    for partner in &partners {
        let file = briefs.join(format!("{partner}.docx"));
        entente(&["brief", partner, "--format", "docx", "--out", &file.to_string_lossy()])?;
    }
    println!("\nThe library is in {}", library.display());
    println!("{} briefs are in {}", partners.len(), briefs.display());
    println!(
        "\nGo on with, for example:\n  {} --library {} search readmission",
        profile.built("entente").display(),
        library.display()
    );
    Ok(())
}

/// The partners by the names of their folders in the pack; the folder of the Union is no partner's.
fn partners() -> Result<Vec<String>, String> {
    let data = checkout().join("data");
    let entries = fs::read_dir(&data).map_err(|error| format!("{} could not be read: {error}", data.display()))?;
    let folders = entries.filter_map(Result::ok).filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.retain(|name| name != "union");
    names.sort();
    Ok(names)
}
