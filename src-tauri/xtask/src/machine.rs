//! What a machine must have before Entente can be built or tested, and installing what it lacks.

use std::{
    env, fs,
    io::{IsTerminal, stdin},
    path::Path,
    time::SystemTime,
};

use crate::{
    Outcome,
    program::{answer, cargo, checkout, command, go, npm, target},
};

/// To compile anything: SQLite is C.
pub(crate) const COMPILER: &[&str] = &["build-essential", "pkg-config"];
/// To build and open the window.
pub(crate) const WINDOW: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    // WebKit draws through these; they are only recommended by it.
    "libegl1",
    "libgl1-mesa-dri",
    "fonts-dejavu-core",
];
/// To test in a window nobody looks at.
pub(crate) const WINDOW_TESTS: &[&str] = &["xvfb", "webkit2gtk-driver"];
/// To open briefs in a program that is not ours.
pub(crate) const BRIEF_TESTS: &[&str] = &["libreoffice-writer-nogui"];

const TAURI_DRIVER: &str = "2.1.0";

/// Installs the Debian packages among `wanted` that are missing.
pub(crate) fn system_packages(wanted: &[&str]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Ok(()); // Other systems bring their own web view; their compilers announce themselves when missing.
    }
    if answer(command("dpkg-query", &["--version"])).is_none() {
        println!(
            "This is not a Debian or Ubuntu system, so nothing is installed. Entente needs what these packages hold: {}.",
            wanted.join(" ")
        );
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("System packages that are missing: {}", missing.join(" "));
    let by_hand = format!("sudo apt-get update && sudo apt-get install -y {}", missing.join(" "));
    let Some(prefix) = administrator() else {
        return Err(format!(
            "These need administrator rights, which this account does not have here. Run once:\n\n  {by_hand}\n"
        ));
    };
    let apt = |arguments: &[&str]| {
        let mut words = prefix.to_vec();
        words.extend([
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-o",
            "Acquire::Retries=3",
        ]);
        words.extend(arguments);
        go(command(words[0], &words[1..]))
    };
    // A stale list of packages is refreshed; a mirror that is down does not matter if the packages are at hand.
    if let Err(problem) = apt(&["update"]) {
        println!("{problem}");
    }
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    apt(&install).map_err(|problem| format!("{problem}\nThe packages can also be installed by hand:\n\n  {by_hand}\n"))
}

fn is_installed(package: &str) -> bool {
    answer(command(
        "dpkg-query",
        &["--show", "--showformat=${db:Status-Status}", package],
    ))
    .is_some_and(|status| status.trim() == "installed")
}

/// The words before a command that needs administrator rights; `None` when there is no way to get them.
fn administrator() -> Option<&'static [&'static str]> {
    let is_root = answer(command("id", &["-u"])).is_some_and(|id| id.trim() == "0");
    if is_root {
        return Some(&[]);
    }
    if answer(command("sudo", &["-n", "true"])).is_some() {
        return Some(&["sudo", "-n"]);
    }
    let may_ask = stdin().is_terminal() && answer(command("sudo", &["--version"])).is_some();
    may_ask.then_some(&["sudo"])
}

/// Node that is new enough for the UI's tools.
pub(crate) fn node() -> Outcome {
    const WHERE: &str =
        "Install Node 20.19 or newer (22 is a good choice), from https://nodejs.org or your distribution.";
    let Some(said) = answer(command("node", &["--version"])) else {
        return Err(format!("Node was not found. {WHERE}"));
    };
    let mut numbers = said
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map_while(|part| part.parse::<u32>().ok());
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if (major, minor) < (20, 19) || (major == 22 && minor < 12) {
        return Err(format!(
            "Node here is {}, which is too old for the UI's tools. {WHERE}",
            said.trim()
        ));
    }
    if answer(npm(&["--version"])).is_none() {
        return Err(format!("npm was not found beside Node. {WHERE}"));
    }
    Ok(())
}

/// The UI's packages, exactly as locked; only when the lock has changed since.
pub(crate) fn ui_packages() -> Outcome {
    node()?;
    let ui = checkout().join("ui");
    let lock = fs::read(ui.join("package-lock.json"))
        .map_err(|error| format!("ui/package-lock.json could not be read: {error}"))?;
    let installed = ui.join("node_modules/.installed-from-lock");
    if fs::read(&installed).is_ok_and(|then| then == lock) {
        return Ok(());
    }
    go(npm(&["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&installed, lock).map_err(|error| format!("{} could not be written: {error}", installed.display()))
}

/// The built UI in `ui/dist`; only when something in `ui/` is newer.
pub(crate) fn built_ui() -> Outcome {
    ui_packages()?;
    let ui = checkout().join("ui");
    let built = fs::metadata(ui.join("dist/index.html"))
        .and_then(|page| page.modified())
        .ok();
    if built.is_some_and(|built| newest(&ui).is_some_and(|source| source < built)) {
        return Ok(());
    }
    go(npm(&["run", "build"]))
}

/// When anything under `folder` was last written, leaving out what is built or installed there.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let times = entries.filter_map(|entry| {
        let name = entry.file_name();
        if name == "node_modules" || name.to_string_lossy().starts_with("dist") {
            return None;
        }
        let about = entry.metadata().ok()?;
        if about.is_dir() {
            newest(&entry.path())
        } else {
            about.modified().ok()
        }
    });
    times.max()
}

/// The driver between the tests and the window, in `target/tools`.
pub(crate) fn tauri_driver() -> Outcome {
    let tools = target().join("tools");
    let list = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    if tools.join("bin/tauri-driver").is_file() && list.contains(&format!("\"tauri-driver {TAURI_DRIVER} ")) {
        return Ok(());
    }
    let root = tools.to_string_lossy();
    go(cargo(&[
        "install",
        "tauri-driver",
        "--version",
        TAURI_DRIVER,
        "--locked",
        "--force",
        "--root",
        &root,
    ]))
}

/// rustfmt and clippy, which a minimal toolchain lacks.
pub(crate) fn rust_components() -> Outcome {
    for (name, tool) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if answer(cargo(&[tool, "--version"])).is_none() {
            go(command("rustup", &["component", "add", name]))?;
        }
    }
    Ok(())
}

/// Whether a window can be shown here.
pub(crate) fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
