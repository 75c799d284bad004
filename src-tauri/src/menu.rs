//! The window's menu, in the language of the page. What is chosen in it is told to the page, which does it.

use tauri::{
    AppHandle, Emitter, Runtime,
    menu::{AboutMetadata, Menu, MenuBuilder, MenuEvent, MenuItem, PredefinedMenuItem, Submenu, SubmenuBuilder},
};
use whence_model::{Lang, Text, t};

/// An action of the page, its words, and the keys that call it; the page hears these keys too where the system leaves them
/// to it.
type Item = (&'static str, Text, Option<&'static str>);

static FILE: [Item; 5] = [
    ("open", t("Open…", "Ouvrir…"), Some("CmdOrCtrl+O")),
    ("open_folder", t("Open folder…", "Ouvrir un dossier…"), Some("CmdOrCtrl+Shift+O")),
    // Its keys belong to the fields of the page.
    ("paste", t("Examine what was copied", "Examiner ce qui a été copié"), None),
    ("save_html", t("Save the report as HTML…", "Enregistrer le rapport en HTML…"), None),
    ("save_pdf", t("Save the report as PDF…", "Enregistrer le rapport en PDF…"), None),
];
static COPY: [Item; 2] = [
    ("copy_sentence", t("Copy as a sentence", "Copier sous forme de phrase"), None),
    ("copy_text", t("Copy the report as text", "Copier le rapport en texte"), None),
];
static PICTURE: [Item; 5] = [
    ("next", t("Next", "Suivante"), Some("CmdOrCtrl+Down")),
    ("previous", t("Previous", "Précédente"), Some("CmdOrCtrl+Up")),
    ("decide", t("Decide", "Décider"), Some("CmdOrCtrl+D")),
    ("retry", t("Try again", "Réessayer"), None),
    ("clear", t("Clear the list", "Vider la liste"), None),
];
static VIEW: [Item; 4] = [
    ("pictures", t("Pictures", "Images"), None),
    ("lists", t("Known lists", "Listes d'images connues"), Some("CmdOrCtrl+K")),
    ("log", t("Log", "Registre"), Some("CmdOrCtrl+L")),
    ("settings", t("Settings", "Réglages"), Some("CmdOrCtrl+,")),
];
const QUIT: &str = "quit";

/// Gives the window its menu, or another in another language.
///
/// # Errors
/// The system takes none.
pub fn put<R: Runtime>(app: &AppHandle<R>, lang: Lang) -> tauri::Result<()> {
    app.set_menu(made(app, lang)?).map(drop)
}

/// Tells the page what was chosen.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, event: &MenuEvent) {
    match event.id().as_ref() {
        QUIT => app.exit(0),
        // It fails only where the window is closing.
        action => drop(app.emit("menu", action)),
    }
}

fn made<R: Runtime>(app: &AppHandle<R>, lang: Lang) -> tauri::Result<Menu<R>> {
    let say = |text: Text| text.in_lang(lang).to_owned();
    let begun = |title: Text, items: &[Item]| -> tauri::Result<SubmenuBuilder<'_, R, AppHandle<R>>> {
        let mut menu = SubmenuBuilder::new(app, say(title));
        for (action, words, keys) in items {
            menu = menu.item(&MenuItem::with_id(app, *action, words.in_lang(lang), true, *keys)?);
        }
        Ok(menu)
    };
    let quit = MenuItem::with_id(app, QUIT, say(t("Quit", "Quitter")), true, Some("CmdOrCtrl+Q"))?;
    let file = begun(t("File", "Fichier"), &FILE)?.separator().item(&quit).build()?;
    let edit = begun(t("Edit", "Édition"), &COPY)?;
    // Elsewhere the page takes these keys itself, and menu items of that kind would keep them from it.
    #[cfg(target_os = "macos")]
    let edit = edit.separator().undo().redo().separator().cut().copy().paste().select_all();
    let edit = edit.build()?;
    let picture = begun(t("Picture", "Image"), &PICTURE)?.build()?;
    let view = begun(t("View", "Affichage"), &VIEW)?.build()?;
    let help = help(app, lang)?;
    MenuBuilder::new(app).items(&[&file, &edit, &picture, &view, &help]).build()
}

fn help<R: Runtime>(app: &AppHandle<R>, lang: Lang) -> tauri::Result<Submenu<R>> {
    let about = AboutMetadata {
        name: Some("Whence".into()),
        version: Some(env!("CARGO_PKG_VERSION").into()),
        license: Some("MIT OR Apache-2.0".into()),
        ..AboutMetadata::default()
    };
    let words = t("About Whence", "À propos de Whence");
    let about = PredefinedMenuItem::about(app, Some(words.in_lang(lang)), Some(about))?;
    SubmenuBuilder::new(app, t("Help", "Aide").in_lang(lang)).item(&about).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page knows the same actions: `MENU_ACTIONS`.
    #[test]
    fn the_page_knows_every_action() {
        let page = include_str!("../../ui/src/host/desk.ts");
        let actions = page.split_once("MENU_ACTIONS = [").unwrap().1.split_once(']').unwrap().0;
        let items = FILE.iter().chain(&COPY).chain(&PICTURE).chain(&VIEW);
        let mut own: Vec<&str> = items.map(|(action, ..)| *action).collect();
        let mut known: Vec<&str> = actions.split('"').skip(1).step_by(2).collect();
        own.sort_unstable();
        known.sort_unstable();
        assert_eq!(own, known);
    }

    #[test]
    fn no_two_items_have_the_same_keys() {
        let items = FILE.iter().chain(&COPY).chain(&PICTURE).chain(&VIEW);
        let mut keys: Vec<_> = items.filter_map(|(.., keys)| *keys).collect();
        keys.push("CmdOrCtrl+Q");
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }
}
