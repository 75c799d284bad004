//! A person at the screen: drags files onto the window, and types. Real events of the X server, not of the driver.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use whence_engine::encode_png;
use x11rb::{
    COPY_DEPTH_FROM_PARENT, CURRENT_TIME,
    connection::Connection,
    protocol::{
        Event,
        xproto::{
            AtomEnum, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, ImageFormat, InputFocus,
            KEY_PRESS_EVENT, KEY_RELEASE_EVENT, PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent,
            SelectionRequestEvent, Window, WindowClass,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        XdndAware, XdndSelection, XdndEnter, XdndPosition, XdndStatus, XdndDrop, XdndFinished, XdndActionCopy,
        URI_LIST: b"text/uri-list",
        _NET_WM_PID,
    }
}

/// Keysyms, as `X11/keysymdef.h` has them.
pub mod key {
    pub const CONTROL: u32 = 0xffe3;
    pub const DOWN: u32 = 0xff54;
    pub const RETURN: u32 = 0xff0d;
    pub const ESCAPE: u32 = 0xff1b;
    pub const SPACE: u32 = 0x20;
    pub const COMMA: u32 = 0x2c;

    pub const fn letter(letter: char) -> u32 {
        letter as u32
    }
}

const PATIENCE: Duration = Duration::from_secs(60);
/// Of <https://www.freedesktop.org/wiki/Specifications/XDND/>.
const XDND_VERSION: u32 = 5;

pub struct Person {
    screen: RustConnection,
    root: Window,
    /// What is dragged comes from here.
    own: Window,
    atoms: Atoms,
}

impl Person {
    pub fn at(display: &str) -> Self {
        let (screen, number) = x11rb::connect(Some(display)).unwrap();
        let root = screen.setup().roots[number].root;
        let own = screen.generate_id().unwrap();
        let none = CreateWindowAux::new();
        screen
            .create_window(COPY_DEPTH_FROM_PARENT, own, root, 0, 0, 1, 1, 0, WindowClass::INPUT_OUTPUT, 0, &none)
            .unwrap();
        let atoms = Atoms::new(&screen).unwrap().reply().unwrap();
        screen.flush().unwrap();
        Self { screen, root, own, atoms }
    }

    /// Drags files to the middle of the program's window and lets go. Returns when the window has taken them.
    pub fn drops(&self, files: &[&Path]) {
        let target = self.window();
        let list: String = files.iter().map(|file| format!("file://{}\r\n", file.display())).collect();
        self.screen.set_selection_owner(self.own, self.atoms.XdndSelection, CURRENT_TIME).unwrap();
        self.tell(target, self.atoms.XdndEnter, [XDND_VERSION << 24, self.atoms.URI_LIST, 0, 0]);
        let size = self.screen.get_geometry(target).unwrap().reply().unwrap();
        let middle = |n: u16| u32::from(n / 2);
        let at = (middle(size.width) << 16) | middle(size.height);
        let position = || self.tell(target, self.atoms.XdndPosition, [0, at, CURRENT_TIME, self.atoms.XdndActionCopy]);
        position();
        let (begun, mut dropped, mut asked_for, mut moved) = (Instant::now(), false, false, 0);
        while begun.elapsed() < PATIENCE {
            match self.screen.poll_for_event().unwrap() {
                Some(Event::SelectionRequest(asked)) => {
                    self.hand_over(&asked, &list);
                    asked_for = true;
                }
                // No hand is so quick that the window has not yet learned what is dragged.
                Some(Event::ClientMessage(told)) if told.type_ == self.atoms.XdndStatus && !dropped => {
                    let accepted = told.data.as_data32()[1] & 1 == 1;
                    moved += 1;
                    thread::sleep(Duration::from_millis(40));
                    if accepted && asked_for && moved > 4 {
                        self.tell(target, self.atoms.XdndDrop, [0, CURRENT_TIME, 0, 0]);
                        dropped = true;
                    } else {
                        position();
                    }
                }
                Some(Event::ClientMessage(told)) if told.type_ == self.atoms.XdndFinished => return,
                _ => thread::sleep(Duration::from_millis(1)),
            }
        }
        panic!("the window took nothing within {PATIENCE:?}");
    }

    /// Presses a key together with others, by their keysyms, in the program's window.
    pub fn presses(&self, keys: &[u32]) {
        self.screen.set_input_focus(InputFocus::PARENT, self.window(), CURRENT_TIME).unwrap();
        let codes: Vec<u8> = keys.iter().map(|key| self.code(*key)).collect();
        let fake = |kind, code| self.screen.xtest_fake_input(kind, code, CURRENT_TIME, self.root, 0, 0, 0).unwrap();
        codes.iter().for_each(|code| drop(fake(KEY_PRESS_EVENT, *code)));
        codes.iter().rev().for_each(|code| drop(fake(KEY_RELEASE_EVENT, *code)));
        self.screen.sync().unwrap();
    }

    /// The program's window as it is seen, its menu included, as PNG.
    pub fn sees(&self) -> Vec<u8> {
        let window = self.window();
        let size = self.screen.get_geometry(window).unwrap().reply().unwrap();
        let image = self.screen.get_image(ImageFormat::Z_PIXMAP, window, 0, 0, size.width, size.height, u32::MAX);
        let pixels = image.unwrap().reply().unwrap().data;
        let rgba: Vec<u8> = pixels.chunks_exact(4).flat_map(|bgrx| [bgrx[2], bgrx[1], bgrx[0], 255]).collect();
        encode_png(size.width.into(), size.height.into(), &rgba).unwrap()
    }

    /// The program's window: the one that takes drops.
    fn window(&self) -> Window {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let tree = self.screen.query_tree(self.root).unwrap().reply().unwrap();
            let takes = |window: &Window| {
                let aware = self.screen.get_property(false, *window, self.atoms.XdndAware, AtomEnum::ANY, 0, 1);
                aware.unwrap().reply().is_ok_and(|aware| aware.value_len > 0)
            };
            if let Some(window) = tree.children.into_iter().find(takes) {
                return window;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("no window within {PATIENCE:?}");
    }

    fn tell(&self, target: Window, what: u32, [a, b, c, d]: [u32; 4]) {
        let message = ClientMessageEvent::new(32, target, what, [self.own, a, b, c, d]);
        self.screen.send_event(false, target, EventMask::NO_EVENT, message).unwrap();
        self.screen.flush().unwrap();
    }

    fn hand_over(&self, asked: &SelectionRequestEvent, list: &str) {
        let known = asked.target == self.atoms.URI_LIST;
        if known {
            self.screen
                .change_property8(PropMode::REPLACE, asked.requestor, asked.property, asked.target, list.as_bytes())
                .unwrap();
        }
        let notify = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: asked.time,
            requestor: asked.requestor,
            selection: asked.selection,
            target: asked.target,
            property: if known { asked.property } else { 0 },
        };
        self.screen.send_event(false, asked.requestor, EventMask::NO_EVENT, notify).unwrap();
        self.screen.flush().unwrap();
    }

    fn code(&self, keysym: u32) -> u8 {
        let setup = self.screen.setup();
        let (first, count) = (setup.min_keycode, setup.max_keycode - setup.min_keycode + 1);
        let mapping = self.screen.get_keyboard_mapping(first, count).unwrap().reply().unwrap();
        let each = usize::from(mapping.keysyms_per_keycode);
        let at = mapping.keysyms.chunks(each).position(|symbols| symbols.contains(&keysym));
        first + u8::try_from(at.unwrap_or_else(|| panic!("no key has {keysym:#x}"))).unwrap()
    }
}
