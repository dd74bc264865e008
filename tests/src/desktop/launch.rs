//! A program started as from the desk, without a driver: how long its window takes to stand as it stays, and what memory it has.

use std::{
    fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use super::{
    display::Display,
    process::Group,
    screen::Screen,
    window::{at_a_desk_of_its_own, output_folder},
};

/// The screen, a little larger than the window.
const SCREEN: (u16, u16) = (1400, 900);
/// Rows of pixels that are looked at: close enough that no line of text lies between two.
const ROWS_APART: u16 = 9;
/// The window is this wide and in the middle of the screen. What fades at its right edge is the bar that tells how far
/// the page goes, long after the page can be used.
const WINDOW: u16 = 1280;
const EDGE: u16 = 20;
/// A window that has not changed for this long stands as it stays.
const STILL: Duration = Duration::from_millis(1500);
const PATIENCE: Duration = Duration::from_secs(40);

/// What a start was like.
#[derive(Debug, Clone, Copy)]
pub struct Launched {
    /// From the start of the program to the last change of its picture.
    pub shown: Duration,
    /// Proportional set size of the program's own process, in bytes.
    pub own_memory: u64,
    /// The same of the program and all processes it started.
    pub all_memory: u64,
}

/// Starts `program` on a screen of its own, and on `library` where it takes one; ends it once its window stands still.
///
/// # Errors
///
/// No window within 40 seconds, or no screen to show it on.
pub fn launch(program: &Path, library: Option<&Path>) -> Result<Launched, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let display = Display::start(SCREEN.0, SCREEN.1, &output_folder().join("launch-display.log"))?;
    let screen = Screen::of(display.name())?;
    let picture = || {
        let wide = (SCREEN.0 + WINDOW) / 2 - EDGE;
        screen.fingerprint((0..SCREEN.1).step_by(ROWS_APART.into()), wide)
    };
    let empty = picture()?;

    let mut command = Command::new(program);
    at_a_desk_of_its_own(&mut command, folder.path(), display.name()).map_err(|error| error.to_string())?;
    if let Some(library) = library {
        command.env("ENTENTE_LIBRARY", library);
    }
    let started = Instant::now();
    let mut group = Group::start(command, &output_folder().join("launch.log"))
        .map_err(|error| format!("it did not start: {error}"))?;
    let (mut known, mut changed) = (empty, None);
    loop {
        let picture = picture()?;
        let now = started.elapsed();
        if picture != known {
            (known, changed) = (picture, Some(now));
        }
        match changed {
            Some(shown) if now - shown > STILL && known != empty => {
                let (own_memory, all_memory) = memory_of_group(group.child().id());
                return Ok(Launched {
                    shown,
                    own_memory,
                    all_memory,
                });
            }
            _ if now > PATIENCE || group.has_ended() => return Err(format!("{} showed no window", program.display())),
            _ => thread::sleep(Duration::from_millis(4)),
        }
    }
}

/// Proportional set sizes in bytes: of the process that leads a group, and of the whole group.
fn memory_of_group(leader: u32) -> (u64, u64) {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let members = processes.filter(|process| {
        let stat = fs::read_to_string(process.path().join("stat")).unwrap_or_default();
        // After the name, which may hold anything: state, parent, group.
        let group = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(2));
        group.and_then(|group| group.parse().ok()) == Some(leader)
    });
    let (mut own, mut all) = (0, 0);
    for member in members {
        let size = proportional_set_size(&member.path());
        all += size;
        if member.file_name().to_str().and_then(|name| name.parse().ok()) == Some(leader) {
            own = size;
        }
    }
    (own, all)
}

fn proportional_set_size(process: &Path) -> u64 {
    let rollup = fs::read_to_string(process.join("smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}
