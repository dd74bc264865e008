//! Starting other programs, and where things lie.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::Outcome;

/// The top of the checkout.
pub(crate) fn checkout() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    folder.expect("xtask lies two folders deep").to_path_buf()
}

/// Where cargo builds to.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => checkout().join(folder),
        None => checkout().join("target"),
    }
}

/// How the program is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Quick,
    Optimised,
}

impl Profile {
    pub(crate) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Quick => &[],
            Self::Optimised => &["--release"],
        }
    }

    /// A program built with this profile.
    pub(crate) fn built(self, name: &str) -> PathBuf {
        let folder = match self {
            Self::Quick => "debug",
            Self::Optimised => "release",
        };
        target().join(folder).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }
}

/// A command at the top of the checkout.
pub(crate) fn command(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(checkout());
    command
}

/// The cargo that runs us.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
}

/// npm in `ui/`.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut npm = command(if cfg!(windows) { "npm.cmd" } else { "npm" }, arguments);
    npm.current_dir(checkout().join("ui"));
    npm
}

/// How a command would be typed.
pub(crate) fn typed(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
    std::iter::once(program).chain(words).collect::<Vec<_>>().join(" ")
}

/// Runs a command in the open; its output is the user's to see.
pub(crate) fn go(mut command: Command) -> Outcome {
    println!("\n> {}", typed(&command));
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!(
            "`{}` failed ({status}); its own words are above.",
            typed(&command)
        )),
        Err(error) => Err(format!("`{}` could not be started: {error}", typed(&command))),
    }
}

/// What a command prints to standard output, if it can be started and succeeds.
pub(crate) fn answer(mut command: Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
