//! The window: opening it, looking, acting, waiting.

use std::{
    env, fs, io,
    net::TcpStream,
    panic::Location,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use fantoccini::{
    Client, ClientBuilder,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    error::CmdError,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::{
    dialog::Dialogs,
    display::Display,
    locator::{FIND, Locator},
    process::{Group, free_port},
    screen::{Outcome, Picture, Screen, told},
};
use crate::checkout;

/// How long a test waits for what it expects. Generous: it is only used up by a failing test.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it looks meanwhile.
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// What a test may ask for before the window opens.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// A library folder to open; without it a new, empty folder, which the program fills from its pack.
    pub library: Option<PathBuf>,
    /// Further environment variables of the program.
    pub environment: Vec<(String, String)>,
}

/// The open window of the built program. Dropped, it is closed, and its display and folders are gone.
pub struct Window {
    name: String,
    pub(super) client: Client,
    runtime: Runtime,
    screen: Screen,
    library: PathBuf,
    log: PathBuf,
    // The order of the last three is the order in which they must end.
    _driver: Group,
    _display: Display,
    folder: TempDir,
}

impl Window {
    /// Opens the window for the test called `name`, on a new library.
    ///
    /// `None`, and a line that says so, when `ENTENTE_DESKTOP` names no program: a plain `cargo test` does not need a
    /// built window. Panics when it is named and does not open.
    pub fn open(name: &str) -> Option<Self> {
        Self::open_with(name, Settings::default())
    }

    /// The same with `settings`.
    pub fn open_with(name: &str, settings: Settings) -> Option<Self> {
        let Some(program) = env::var_os("ENTENTE_DESKTOP") else {
            println!("{name}: skipped, ENTENTE_DESKTOP names no program; `cargo xtask test` builds it and sets this.");
            return None;
        };
        let program = checkout().join(program);
        assert!(
            program.is_file(),
            "ENTENTE_DESKTOP names {}, which is not there",
            program.display()
        );
        Some(Self::start(name, &program, settings).unwrap_or_else(|problem| panic!("{name}: {problem}")))
    }

    fn start(name: &str, program: &Path, settings: Settings) -> Result<Self, String> {
        let folder = tempfile::Builder::new()
            .prefix("entente-desktop-")
            .tempdir()
            .map_err(|e| e.to_string())?;
        let library = settings.library.unwrap_or_else(|| folder.path().join("library"));
        let log = output_folder().join(format!("{name}.log"));
        // Large enough for the largest window of the gallery.
        let display = Display::start(2600, 1500, &output_folder().join(format!("{name}-display.log")))?;

        let (port, native_port) = (
            free_port().map_err(|e| e.to_string())?,
            free_port().map_err(|e| e.to_string())?,
        );
        let mut driver = Command::new(tauri_driver());
        driver.args(["--port", &port.to_string(), "--native-port", &native_port.to_string()]);
        driver.stdout(Stdio::null());
        at_a_desk_of_its_own(&mut driver, folder.path(), display.name()).map_err(|e| e.to_string())?;
        driver.env("ENTENTE_LIBRARY", &library);
        driver.envs(settings.environment.iter().map(|(key, value)| (key, value)));
        let mut driver = Group::start(driver, &log).map_err(|error| {
            format!("tauri-driver could not be started ({error}); `cargo xtask test` installs it in target/tools")
        })?;
        // tauri-driver answers before the native driver behind it does.
        let started = Instant::now();
        while [native_port, port]
            .iter()
            .any(|port| TcpStream::connect(("127.0.0.1", *port)).is_err())
        {
            if driver.has_ended() || started.elapsed() > PATIENCE {
                let said = fs::read_to_string(&log).unwrap_or_default();
                return Err(format!(
                    "tauri-driver or the driver behind it does not answer; they said:\n{said}"
                ));
            }
            thread::sleep(LOOK_AGAIN);
        }

        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| e.to_string())?;
        let wanted = json!({"browserName": "wry", "tauri:options": {"application": program}});
        let wanted = wanted.as_object().expect("written as an object above").clone();
        let connecting = async {
            let mut session = ClientBuilder::new(HttpConnector::new());
            session.capabilities(wanted);
            tokio::time::timeout(PATIENCE * 2, session.connect(&format!("http://127.0.0.1:{port}"))).await
        };
        let client = runtime
            .block_on(connecting)
            .map_err(|_| format!("no answer within {} s", PATIENCE.as_secs() * 2))
            .and_then(|session| session.map_err(|error| error.to_string()))
            .map_err(|error| {
                let said = fs::read_to_string(&log).unwrap_or_default();
                format!("the program's window did not open ({error}); it said:\n{said}")
            })?;
        let screen = Screen::of(display.name())?;
        let window = Self {
            name: name.to_owned(),
            client,
            runtime,
            screen,
            library,
            log,
            _driver: driver,
            _display: display,
            folder,
        };
        window.wait_until("the page is loaded", |window| {
            window.script(
                "return document.readyState === 'complete' && location.protocol !== 'about:'",
                vec![],
            ) == json!(true)
        });
        // No window manager runs here, so nobody else gives the window the keyboard.
        Dialogs(&window.screen).focus_program()?;
        Ok(window)
    }

    /// The folder of the library that is open.
    pub fn library(&self) -> &Path {
        &self.library
    }

    /// A folder of this test's own, gone with the window: for files it saves.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the program has printed to standard error.
    pub fn printed(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Waits until it can be seen, and clicks the first.
    #[track_caller]
    pub fn click(&self, locator: &Locator) {
        self.act(&format!("click {locator}"), locator, |window, element| {
            window.driver(element.click())
        });
    }

    /// Waits until it can be seen, empties it and types `words` into it.
    #[track_caller]
    pub fn fill(&self, locator: &Locator, words: &str) {
        self.act(&format!("type into {locator}"), locator, |window, element| {
            window.driver(async {
                element.clear().await?;
                element.send_keys(words).await
            })
        });
    }

    /// Presses a key or a chord with the page's focus where it is: `Enter`, `ArrowDown`, `Control+K`, `a`.
    #[track_caller]
    pub fn press(&self, chord: &str) {
        let keys: Vec<char> = chord.split('+').map(key_code).collect();
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in &keys {
            actions = actions.then(KeyAction::Down { value: *key });
        }
        for key in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value: *key });
        }
        if let Err(error) = self.driver(self.client.perform_actions(actions)) {
            panic!("could not press {chord}: {error}");
        }
    }

    /// Waits until at least one such element can be seen.
    #[track_caller]
    pub fn sees(&self, locator: &Locator) {
        self.wait_until(&format!("{locator} can be seen"), |window| window.count(locator) > 0);
    }

    /// Waits until none can be seen.
    #[track_caller]
    pub fn sees_no(&self, locator: &Locator) {
        self.wait_until(&format!("{locator} is gone"), |window| window.count(locator) == 0);
    }

    /// How many can be seen at this moment, without waiting.
    pub fn count(&self, locator: &Locator) -> usize {
        self.find(locator).map_or(0, |found| found.len())
    }

    /// Waits until it can be seen, and answers its text as shown.
    #[track_caller]
    pub fn text(&self, locator: &Locator) -> String {
        self.act(&format!("read {locator}"), locator, |window, element| {
            window.driver(element.text())
        })
    }

    /// The texts of all that can be seen at this moment, in document order.
    pub fn texts(&self, locator: &Locator) -> Vec<String> {
        let found = self.find(locator).unwrap_or_default();
        found
            .iter()
            .filter_map(|element| self.driver(element.text()).ok())
            .collect()
    }

    /// Waits until it can be seen, and answers an attribute of the first.
    #[track_caller]
    pub fn attribute(&self, locator: &Locator, attribute: &str) -> Option<String> {
        self.act(&format!("read {attribute} of {locator}"), locator, |window, element| {
            window.driver(element.attr(attribute))
        })
    }

    /// Waits until `holds`; fails with `what` in the message otherwise.
    #[track_caller]
    pub fn wait_until(&self, what: &str, mut holds: impl FnMut(&Self) -> bool) {
        let started = Instant::now();
        while !holds(self) {
            if started.elapsed() > PATIENCE {
                self.fail(&format!("waited {} s until {what}, in vain", PATIENCE.as_secs()));
            }
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Goes to an address of the window, such as `#/partner/TN`, and waits until its page stands still.
    #[track_caller]
    pub fn go(&self, address: &str) {
        self.script("location.hash = arguments[0]", vec![json!(address)]);
        self.settle();
    }

    /// Waits until fonts are there, every question to the library is answered, nothing says it is working, and the page's
    /// text has stopped changing.
    #[track_caller]
    pub fn settle(&self) {
        // Questions travel by `fetch`; from the first wait on they are counted.
        const SHOWN: &str = "
            if (!window.questions) {
                const [counted, ask] = [(window.questions = { open: 0 }), window.fetch];
                window.fetch = (...question) => {
                    counted.open += 1;
                    return ask(...question).finally(() => (counted.open -= 1));
                };
            }
            return document.fonts.status === 'loaded' && window.questions.open === 0 && document.querySelector('main') !== null
                && document.querySelector('.working') === null ? document.body.innerText : null";
        let (mut before, mut unchanged) = (Value::Null, 0);
        self.wait_until("the page stands still", |window| {
            let now = window.script(SHOWN, vec![]);
            unchanged = if now != Value::Null && now == before {
                unchanged + 1
            } else {
                0
            };
            before = now;
            unchanged >= 4
        });
    }

    /// Whether it holds within a few seconds: for a test that wants to say more than one thing before it fails.
    pub fn soon(&self, mut holds: impl FnMut(&Self) -> bool) -> bool {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(5) {
            if holds(self) {
                return true;
            }
            thread::sleep(LOOK_AGAIN);
        }
        false
    }

    /// Runs JavaScript in the page; `return` answers a value. For measuring and for what no user can see.
    #[track_caller]
    pub fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        match self.driver(self.client.execute(script, arguments)) {
            Ok(value) => value,
            Err(error) => panic!("the page could not run the script ({error}):\n{script}"),
        }
    }

    /// Makes the window this large, as far as the screen and the program let it; the outer size, in pixels. It is put into
    /// the screen's corner, so that all of a large one is seen.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        let resized = self.driver(self.client.set_window_rect(0, 0, width, height));
        resized.expect("the driver changes the size of the window");
        self.settle();
    }

    /// Saves what the window shows, once it has painted all, as `target/desktop-screenshots/NAME.png`.
    #[track_caller]
    pub fn screenshot(&self, name: &str) -> PathBuf {
        match self.picture(name) {
            Ok(path) => path,
            Err(problem) => panic!("no picture of {name}: {problem}"),
        }
    }

    /// The picture is the screen's and not the driver's, which hangs where the processor draws the page.
    fn picture(&self, name: &str) -> Outcome<PathBuf> {
        const PAINTED: &str = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";
        self.driver(self.client.execute_async(PAINTED, vec![])).map_err(told)?;
        let started = Instant::now();
        let mut before: Option<Picture> = None;
        let still = loop {
            let now = self.screen.picture()?;
            if before.as_ref() == Some(&now) || started.elapsed() > Duration::from_secs(2) {
                break now;
            }
            before = Some(now);
            thread::sleep(LOOK_AGAIN);
        };
        let path = output_folder().join(format!("{name}.png"));
        fs::write(&path, still.png()?).map_err(told)?;
        Ok(path)
    }

    /// Answers the system's save dialog, once it shows, with `path`.
    #[track_caller]
    pub fn save_as(&self, path: &Path) {
        self.answer_dialog(path);
    }

    /// Waits for the system's open dialog, types the file into it and confirms.
    #[track_caller]
    pub fn open_file(&self, path: &Path) {
        self.answer_dialog(path);
    }

    #[track_caller]
    fn answer_dialog(&self, path: &Path) {
        if let Err(problem) = Dialogs(&self.screen).answer_with(path, PATIENCE) {
            self.fail(&format!("the system's dialog could not be answered: {problem}"));
        }
    }

    /// Waits for one command of the driver. A driver that hangs must fail the test, not stop the run.
    pub(super) fn driver<T>(&self, command: impl Future<Output = Result<T, CmdError>>) -> Result<T, CmdError> {
        self.runtime.block_on(async {
            match tokio::time::timeout(PATIENCE, command).await {
                Ok(answer) => answer,
                Err(_) => Err(CmdError::Lost(io::Error::new(
                    io::ErrorKind::TimedOut,
                    format!("the driver did not answer within {} s", PATIENCE.as_secs()),
                ))),
            }
        })
    }

    fn find(&self, locator: &Locator) -> Result<Vec<Element>, CmdError> {
        let found = self.driver(self.client.execute(FIND, vec![locator.as_json()]))?;
        let ids = found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| one.as_object()?.values().next()?.as_str());
        Ok(ids
            .map(|id| Element::from_element_id(self.client.clone(), id.to_owned().into()))
            .collect())
    }

    /// Finds the first and acts on it, again and again while the page is still changing under it.
    #[track_caller]
    fn act<T>(
        &self,
        what: &str,
        locator: &Locator,
        mut action: impl FnMut(&Self, &Element) -> Result<T, CmdError>,
    ) -> T {
        let started = Instant::now();
        loop {
            let outcome = self.find(locator).and_then(|found| match found.first() {
                Some(element) => action(self, element).map(Some),
                None => Ok(None),
            });
            let why = match outcome {
                Ok(Some(value)) => return value,
                Ok(None) => "it cannot be seen".to_owned(),
                Err(error) => error.to_string(),
            };
            if started.elapsed() > PATIENCE {
                self.fail(&format!("could not {what} within {} s: {why}", PATIENCE.as_secs()));
            }
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Fails with what the page shows, so that the output alone often tells why.
    #[track_caller]
    pub(super) fn fail(&self, what: &str) -> ! {
        let place = Location::caller();
        let shown = self.script("return document.body ? document.body.innerText : ''", vec![]);
        let shown: String = shown.as_str().unwrap_or_default().chars().take(1500).collect();
        let picture = match self.picture(&format!("failed-{}", self.name)) {
            Ok(path) => path.display().to_string(),
            Err(error) => format!("no picture ({error})"),
        };
        panic!(
            "{what} (at {place})\nPicture: {picture}\nThe window shows:\n{shown}\nThe program printed:\n{}",
            self.printed()
        );
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let closing = self.client.clone().close();
        let _ = self
            .runtime
            .block_on(async { tokio::time::timeout(Duration::from_secs(5), closing).await });
    }
}

/// Where pictures and logs of the tests are kept.
pub(super) fn output_folder() -> PathBuf {
    let folder = checkout().join("target/desktop-screenshots");
    fs::create_dir_all(&folder).expect("target/ can be written");
    folder
}

/// Gives a program a home, a session and a screen that nobody else has: the desk's own settings, caches and session bus
/// must not reach it.
pub(super) fn at_a_desk_of_its_own(program: &mut Command, folder: &Path, display: &str) -> io::Result<()> {
    for (variable, place) in [
        ("HOME", "home"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
    ] {
        let place = folder.join(place);
        fs::create_dir_all(&place)?;
        program.env(variable, place);
    }
    program
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .env("DISPLAY", display);
    program
        .env("NO_AT_BRIDGE", "1")
        .env("GTK_USE_PORTAL", "0")
        .env("GSETTINGS_BACKEND", "memory");
    program.env("LIBGL_ALWAYS_SOFTWARE", "1");
    program.env("LANG", "C.UTF-8").env("TZ", "UTC");
    Ok(())
}

/// The driver `cargo xtask test` installed, else the one on the path.
fn tauri_driver() -> PathBuf {
    let installed = checkout().join("target/tools/bin/tauri-driver");
    if installed.is_file() {
        installed
    } else {
        "tauri-driver".into()
    }
}

/// The WebDriver code of a key by its name in the page.
pub(super) fn key_code(name: &str) -> char {
    use fantoccini::key::Key;
    let key = match name {
        "Control" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return ' ',
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "F1" => Key::F1,
        one if one.chars().count() == 1 => return one.to_lowercase().chars().next().expect("one character"),
        other => panic!("no key is called {other}"),
    };
    key.into()
}
