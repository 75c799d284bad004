//! The program as it is built, in a window on a screen of the test's own, driven through WebKitWebDriver.

use std::{
    fs,
    io::Read,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{self, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU16, AtomicU32, Ordering},
    },
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::{
    net::TcpStream,
    process::{Child, Command},
    time::{sleep, timeout},
};
use x11rb::rust_connection::RustConnection;

use crate::desktop::Person;

/// How long a window may take to open, and anything in it to appear. The machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(60);

/// For strace: the call is refused as by a kernel that does not know it.
const UNCONFINED: [&str; 3] = ["--trace=seccomp", "--inject=seccomp:error=ENOSYS", "--output=/dev/null"];

/// One screen for the whole run, never the developer's own. It ends five seconds after the tests.
pub static SCREEN: LazyLock<Screen> = LazyLock::new(Screen::start);

pub struct Screen {
    /// The value of `DISPLAY`.
    pub display: String,
    server: process::Child,
    /// While somebody is at it, it stays, also between two windows.
    _kept: RustConnection,
}

impl Screen {
    fn start() -> Self {
        let (mut number, writer) = std::io::pipe().unwrap();
        let server = process::Command::new("Xvfb")
            .args(["-displayfd", "1", "-terminate", "5", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .stdout(writer)
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb should be installed (package xvfb)");
        let mut digits = String::new();
        number.read_to_string(&mut digits).unwrap();
        let display = format!(":{}", digits.trim());
        let (kept, _) = x11rb::connect(Some(&display)).unwrap();
        Self { display, server, _kept: kept }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The open window, its driver, and a folder that is gone with them.
pub struct Window {
    pub page: Client,
    driver: Child,
    folder: Folder,
    /// Where it has one to itself.
    screen: Option<Screen>,
}

impl Window {
    /// Starts the program with these arguments in a folder that [`Folder`] filled.
    pub async fn open(folder: Folder, arguments: &[&str]) -> Self {
        Self::open_on(&SCREEN.display, folder, arguments, &[]).await
    }

    /// The same; every call by which it or what it starts speaks with others is written into `calls`.
    pub async fn watched(folder: Folder, arguments: &[&str], calls: &Path) -> Self {
        let output = format!("--output={}", calls.display());
        Self::open_on(&SCREEN.display, folder, arguments, &["--trace=connect,sendto,sendmsg,sendmmsg", &output]).await
    }

    /// The same, on a system that knows no lists of calls: it has no locked room to give.
    pub async fn unconfined(folder: Folder, arguments: &[&str]) -> Self {
        Self::open_on(&SCREEN.display, folder, arguments, &UNCONFINED).await
    }

    /// The same on a screen of its own, with a person at it: for keys and drops, which go to one window of a screen.
    pub async fn alone(folder: Folder, arguments: &[&str]) -> (Self, Person) {
        let screen = Screen::start();
        let person = Person::at(&screen.display);
        let mut window = Self::open_on(&screen.display, folder, arguments, &[]).await;
        window.screen = Some(screen);
        (window, person)
    }

    /// `traced`: what strace is to do with its calls, and with those of all that it starts; nothing, without it.
    async fn open_on(display: &str, folder: Folder, arguments: &[&str], traced: &[&str]) -> Self {
        // With a browserName WebKitWebDriver refuses the session.
        let options = json!({ "binary": env!("CARGO_BIN_EXE_whence-window"), "args": arguments });
        let capabilities = json!({ "webkitgtk:browserOptions": options });
        let mut session = ClientBuilder::new(HttpConnector::new());
        session.capabilities(capabilities.as_object().unwrap().clone());
        let written = folder.0.with_extension("written");
        for _ in 0..3 {
            let (driver, server) = drive(display, &folder, traced, &written).await;
            let group = driver.id().unwrap();
            let opened = timeout(PATIENCE, session.connect(&server)).await;
            if let Ok(Ok(page)) = opened {
                return Self { page, driver, folder, screen: None };
            }
            end(group);
            let written = fs::read_to_string(&written).unwrap();
            // The driver looks for a port that is free, lets go of it, and has the program listen there.
            assert!(written.contains("Address already in use"), "the window should open: {opened:?}\n{written}");
        }
        panic!("the window should find a port to be driven by");
    }

    /// The processes of the program: it, and those that draw its page.
    pub fn processes(&self) -> Vec<u32> {
        let group = self.driver.id().unwrap();
        let all = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
        all.filter(|process| stat(*process).is_some_and(|stat| stat[2] == group.to_string())).collect()
    }

    pub fn folder(&self) -> &Path {
        &self.folder.0
    }

    /// The element, as soon as it is there.
    pub async fn find(&self, css: &str) -> Element {
        let found = self.page.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        found.unwrap_or_else(|e| panic!("{css}: {e}"))
    }

    pub async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap()
    }

    pub async fn count(&self, css: &str) -> usize {
        self.page.find_all(Locator::Css(css)).await.unwrap().len()
    }

    /// Clicks it as soon as it is there, wherever it stands on the page.
    pub async fn press(&self, css: &str) {
        self.find(css).await;
        let click = format!("document.querySelector(`{css}`).click()");
        self.page.execute(&click, vec![]).await.unwrap();
    }

    /// Chooses a file of the list, by its place in it.
    pub async fn choose(&self, at: usize) {
        self.until(&format!("document.querySelectorAll('[data-testid=file]').length > {at}")).await;
        let click = format!("document.querySelectorAll('[data-testid=file]')[{at}].click()");
        self.page.execute(&click, vec![]).await.unwrap();
    }

    /// Closes the window, and opens another in the same folder, on the same screen.
    pub async fn restarted(mut self, arguments: &[&str]) -> Self {
        let folder = std::mem::replace(&mut self.folder, Folder(PathBuf::new()));
        let screen = self.screen.take();
        let _ = self.page.clone().close().await;
        drop(self);
        let display = screen.as_ref().map_or(&SCREEN.display, |screen| &screen.display).clone();
        let mut window = Self::open_on(&display, folder, arguments, &[]).await;
        window.screen = screen;
        window
    }

    /// Waits until an expression holds in the page.
    pub async fn until(&self, expression: &str) {
        for _ in 0..PATIENCE.as_millis() / 50 {
            if self.page.execute(&format!("return Boolean({expression})"), vec![]).await.unwrap() == true {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("not within {PATIENCE:?}: {expression}");
    }

    /// What a promise in the page gives, or `refused: ` and what it is rejected with.
    pub async fn settled(&self, promise: &str) -> Value {
        let script = format!("const done = arguments[0]; ({promise}).then(done, (e) => done(`refused: ${{e}}`))");
        self.page.execute_async(&script, vec![]).await.unwrap()
    }
}

/// Starts a driver, and gives its address as soon as it answers there. What it and the program say stands in `written`.
async fn drive(display: &str, folder: &Folder, traced: &[&str], written: &Path) -> (Child, String) {
    let port = free_port();
    // A driver that no longer answers would hold its test for ever.
    let mut driver = Command::new("timeout");
    driver.args(["--signal=KILL", "240"]);
    if !traced.is_empty() {
        driver.args(["strace", "--follow-forks", "--quiet=all"]).args(traced);
    }
    driver
        .args(["WebKitWebDriver", &format!("--port={port}")])
        .current_dir(&folder.0)
        .env("DISPLAY", display)
        .env("GDK_BACKEND", "x11")
        .env_remove("WAYLAND_DISPLAY")
        // Lets the window be driven.
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        // Without a bus it finds no other instance.
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .env("XDG_CONFIG_HOME", &folder.0)
        .env("XDG_DATA_HOME", &folder.0)
        .env("XDG_CACHE_HOME", &folder.0)
        .env("LC_ALL", "C.UTF-8")
        .env("LANGUAGE", "en")
        .stderr(fs::File::create(written).unwrap())
        .process_group(0);
    let mut driver = driver.spawn().unwrap();
    let address = format!("127.0.0.1:{port}");
    while TcpStream::connect(&address).await.is_err() {
        assert_eq!(driver.try_wait().unwrap(), None, "WebKitWebDriver should run (package webkit2gtk-driver)");
        sleep(Duration::from_millis(20)).await;
    }
    (driver, format!("http://{address}"))
}

/// A port that nobody else is given: those that the system gives begin at 32768, and two of thirty windows that open at
/// once may be given the same one.
fn free_port() -> u16 {
    static NEXT: LazyLock<AtomicU16> = LazyLock::new(|| AtomicU16::new(10_000 + (process::id() % 200) as u16 * 100));
    loop {
        let port = NEXT.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Of a process, what stands after its name in `/proc/PID/stat`, from its state on.
pub fn stat(process: u32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    Some(stat.rsplit_once(')')?.1.split_whitespace().map(str::to_owned).collect())
}

impl Drop for Window {
    fn drop(&mut self) {
        end(self.driver.id().unwrap());
    }
}

/// Driver, program and web processes are one process group; without the driver nobody else would end them.
fn end(group: u32) {
    let _ = process::Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).status();
}

/// A folder of one test, removed at its end; it is also where the program keeps its files and finds the desktop's.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        Self::of_desktop("")
    }

    /// Somebody prefers dark pages.
    pub fn dark() -> Self {
        Self::of_desktop("gtk-application-prefer-dark-theme=1")
    }

    fn of_desktop(setting: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("whence-ui-{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(folder.join("gtk-3.0")).unwrap();
        // While a page still scrolls, the driver cannot click.
        let settings = format!("[Settings]\ngtk-enable-animations=0\n{setting}\n");
        Self(folder).with("gtk-3.0/settings.ini", settings.as_bytes())
    }

    /// Somebody has chosen: members of the file of settings.
    pub fn choosing(self, members: &str) -> Self {
        fs::create_dir_all(self.0.join("whence")).unwrap();
        self.with("whence/settings.json", format!("{{\"schema\": 1, {members}}}").as_bytes())
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn with(self, name: &str, bytes: &[u8]) -> Self {
        fs::write(self.0.join(name), bytes).unwrap();
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // That of a window that was started again stands on.
        if self.0.as_os_str().is_empty() {
            return;
        }
        let _ = fs::remove_dir_all(&self.0);
        let _ = fs::remove_file(self.0.with_extension("written"));
    }
}
