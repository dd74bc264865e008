//! A screen nobody looks at.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use super::process::Group;

/// An X server on a display number of its own choosing.
pub(super) struct Display {
    name: String,
    _server: Group,
}

impl Display {
    /// Starts one of `width` by `height` pixels.
    pub(super) fn start(width: u16, height: u16, log: &Path) -> Result<Self, String> {
        let mut xvfb = Command::new("Xvfb");
        xvfb.args([
            "-screen",
            "0",
            &format!("{width}x{height}x24"),
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        // It picks a free number and says which: two test runs at once cannot meet on one display.
        xvfb.args(["-displayfd", "1"]).stdout(Stdio::piped());
        let mut server = Group::start(xvfb, log).map_err(|error| format!("Xvfb could not be started: {error}"))?;
        let said = server.child().stdout.take().expect("standard output is piped");
        let mut number = String::new();
        BufReader::new(said)
            .read_line(&mut number)
            .map_err(|error| format!("Xvfb said nothing: {error}"))?;
        if number.trim().is_empty() {
            return Err(format!("Xvfb ended without a display; see {}", log.display()));
        }
        Ok(Self {
            name: format!(":{}", number.trim()),
            _server: server,
        })
    }

    /// What `DISPLAY` must be, such as `:99`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}
