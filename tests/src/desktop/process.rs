//! Programs started for one test, and ended with everything they started themselves.

use std::{
    fs::File,
    io,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process_group};

/// A program in a process group of its own.
pub(super) struct Group {
    child: Child,
}

impl Group {
    /// Starts `command`; what it prints to standard error goes to `log`.
    pub(super) fn start(mut command: Command, log: &Path) -> io::Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .stderr(File::create(log)?)
            .process_group(0)
            .spawn()?;
        Ok(Self { child })
    }

    pub(super) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Whether the program ended by itself.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) else {
            return;
        };
        let _ = kill_process_group(group, Signal::TERM);
        let asked = Instant::now();
        while !self.has_ended() && asked.elapsed() < Duration::from_secs(3) {
            std::thread::sleep(Duration::from_millis(20));
        }
        // Whatever it started and left behind is in its group.
        let _ = kill_process_group(group, Signal::KILL);
        let _ = self.child.wait();
    }
}

/// A port nothing listens on at this moment.
pub(super) fn free_port() -> io::Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
