//! The real window: what a person sees in it, and what its page cannot do.
#![cfg(target_os = "linux")]

mod clipboard;
mod desktop;
mod driver;
mod hostile;
mod log;
mod offline;
mod pace;
mod queue;
mod samples;
mod settings;
mod shots;
mod unconfined;

use std::{fs, path::Path, process, time::Duration};

use clipboard::Copied;
use driver::{Folder, Window};
use fantoccini::key::Key;
use serde_json::{Value, json};
use tokio::time::sleep;
use whence_engine::{CATALOGUE, Check, encode_png};
use whence_model::Lang;

/// 320 × 200 pixels with something to see in them.
fn picture() -> Vec<u8> {
    let pixel = |n: u32| [(n % 320 * 255 / 320) as u8, (n / 320) as u8, 120, 255];
    encode_png(320, 200, &(0..320 * 200).flat_map(pixel).collect::<Vec<_>>()).unwrap()
}

/// The window after it was started with the picture, and has answered.
async fn examined() -> Window {
    examined_in(Folder::new()).await
}

async fn examined_in(folder: Folder) -> Window {
    let window = Window::open(folder.with("picture.png", &picture()), &["picture.png"]).await;
    window.find("[data-testid=headline]").await;
    window
}

/// Width and height of the picture that is drawn; it can only have come through `preview:`.
async fn preview_size(window: &Window) -> Value {
    window.find("img[src^='preview:']").await;
    let drawn = "(async () => {
        const image = document.querySelector('img[src^=\"preview:\"]');
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
    })()";
    window.settled(drawn).await
}

/// The digest as another program computes it.
fn sha256(file: &Path) -> String {
    let said = process::Command::new("sha256sum").arg(file).output().unwrap().stdout;
    String::from_utf8(said[..64].to_vec()).unwrap()
}

/// Opens the page of the first check in the report.
async fn ask_why(window: &Window) {
    let unfold = "document.querySelectorAll('details').forEach((details) => (details.open = true))";
    window.page.execute(unfold, vec![]).await.unwrap();
    window.find("[data-testid=row] button").await.click().await.unwrap();
    window.find("[data-testid=page]").await;
}

#[tokio::test]
async fn a_file_on_the_command_line_gets_its_answer_and_its_preview() {
    let window = examined().await;
    assert_eq!(window.text("[data-testid=headline]").await, "Nothing conclusive");
    let kind = window.find("[data-testid=verdict]").await.attr("data-kind").await.unwrap();
    assert_eq!(kind.as_deref(), Some("inconclusive"));
    assert_eq!(window.count("[data-testid=row]").await, CATALOGUE.len());
    assert_eq!(window.text("[data-testid=sha256]").await, sha256(&window.folder().join("picture.png")));
    assert_eq!(preview_size(&window).await, json!([320, 200]));
}

#[tokio::test]
async fn a_check_says_why() {
    let window = examined().await;
    ask_why(&window).await;
    let headings = "return [...document.querySelectorAll('[data-testid=page] h3')].map((heading) => heading.innerText)";
    let headings: Vec<String> = serde_json::from_value(window.page.execute(headings, vec![]).await.unwrap()).unwrap();
    for heading in Check::HEADINGS {
        assert!(headings.iter().any(|h| h == heading.in_lang(Lang::En)), "{heading:?} among {headings:?}");
    }
}

#[tokio::test]
async fn the_report_changes_language_with_the_window() {
    let window = examined().await;
    window.find("[data-testid=lang]").await.select_by_value("fr").await.unwrap();
    window.until("document.querySelector('[data-testid=headline]').innerText === 'Rien de concluant'").await;
    assert_eq!(window.page.execute("return document.documentElement.lang", vec![]).await.unwrap(), "fr");
}

#[tokio::test]
async fn a_missing_file_is_told_in_a_sentence() {
    let window = Window::open(Folder::new(), &["gone.jpg"]).await;
    let refusal = window.find("[data-testid=refusal]").await;
    assert_eq!(refusal.attr("data-kind").await.unwrap().as_deref(), Some("missing"));
    assert_eq!(refusal.attr("role").await.unwrap().as_deref(), Some("alert"));
    assert!(refusal.text().await.unwrap().starts_with("There is no file"));
}

#[tokio::test]
async fn a_copied_picture_is_pasted() {
    let window = Window::open(Folder::new().with("original.png", &picture()), &[]).await;
    let paste = async || {
        let keys = [char::from(Key::Control), 'v'].iter().collect::<String>();
        window.find("body").await.send_keys(&keys).await.unwrap();
    };
    paste().await;
    let refusal = window.find("[data-testid=refusal]").await;
    assert_eq!(refusal.attr("data-kind").await.unwrap().as_deref(), Some("nothing_to_paste"));

    let pixels = Copied::new("");
    paste().await;
    assert_eq!(preview_size(&window).await, json!([40, 20]));
    drop(pixels);

    let original = window.folder().join("original.png");
    let _file = Copied::new(original.to_str().unwrap());
    paste().await;
    // A file keeps its bytes.
    window
        .until(&format!("document.querySelector('[data-testid=sha256]')?.innerText === '{}'", sha256(&original)))
        .await;
}

#[tokio::test]
async fn the_tree_of_credentials_is_walked_by_keyboard_and_compared() {
    let sample = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/signed-history.jpg")).unwrap();
    let window = Window::open(Folder::new().with("history.jpg", &sample), &["history.jpg"]).await;
    window.find("[data-testid=credentials-card]").await;
    assert_eq!(window.count("[data-testid=answer]").await, 5, "five facts");
    assert_eq!(window.count("[role=treeitem]").await, 4, "three signed steps and a part without credentials");
    // The driver sends keys to fields only; the tree hears them where the focus is.
    let down = "const item = document.querySelector('[role=treeitem][tabindex=\"0\"]');
        item.focus();
        item.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))";
    window.page.execute(down, vec![]).await.unwrap();
    window.until("document.activeElement.textContent.includes('Sample Editor')").await;
    window.until("document.querySelector('[data-testid=thumbnail]')?.src.startsWith('preview:')").await;
    window.find("[data-testid=compare]").await.click().await.unwrap();
    let drawn = "[...document.querySelectorAll('[data-testid=comparison] img')].length > 1
        && [...document.querySelectorAll('[data-testid=comparison] img')].every((i) => i.complete && i.naturalWidth > 0)";
    window.until(drawn).await;
    window.page.execute("document.querySelector('dialog[open]').close()", vec![]).await.unwrap();
    window.press("[data-testid=json]").await;
    window.find("dialog[open] [data-testid=json-search]").await;
    let search = "const field = document.querySelector('[data-testid=json-search]');
        field.value = 'Sample Camera';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    window.page.execute(search, vec![]).await.unwrap();
    window.find("mark[aria-current]").await;
}

#[tokio::test]
async fn dates_are_drawn_and_a_position_is_hidden_until_it_is_asked_for() {
    let sample = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/phone.jpg")).unwrap();
    let window = Window::open(Folder::new().with("phone.jpg", &sample), &["phone.jpg"]).await;
    window.find("[data-testid=timeline]").await;
    assert_eq!(window.count("[data-testid=date]").await, 5, "three clocks, digitising and saving");
    assert_eq!(window.count("[data-testid=lane]").await, 3, "Exif, GPS and the phone's own block");
    let condition = window.find("[data-testid=condition]").await.attr("data-kind").await.unwrap();
    assert_eq!(condition.as_deref(), Some("original_like"));
    let pictures = "[...document.querySelectorAll('[data-testid=thumbnail-card] img')].length === 3
        && [...document.querySelectorAll('[data-testid=thumbnail-card] img')].every((i) => i.complete && i.naturalWidth > 0)";
    window.until(pictures).await;

    let unfold = "document.querySelectorAll('details').forEach((details) => (details.open = true))";
    window.page.execute(unfold, vec![]).await.unwrap();
    let said = "return document.body.innerText";
    let masked = window.page.execute(said, vec![]).await.unwrap();
    assert!(masked.as_str().unwrap().contains("●●●"));
    assert!(!masked.as_str().unwrap().contains("45.9"), "no coordinate is told yet");
    assert_eq!(window.count("[data-testid=world]").await, 0);
    window.press("[data-testid=reveal]").await;
    window.find("[data-testid=world]").await;
    assert!(window.text("[data-testid=coordinates]").await.starts_with("45.9"));
    assert!(!window.page.execute(said, vec![]).await.unwrap().as_str().unwrap().contains("●●●"));
}

/// Fills the fields of the form as a person does, without its keys: the driver is slow with those.
pub async fn fill(window: &Window, fields: &[(&str, &str)]) {
    for (field, text) in fields {
        let fill = format!(
            "const field = document.querySelector('[data-field=\"{field}\"]');
            field.value = '{text}';
            field.dispatchEvent(new Event('input', {{ bubbles: true }}));
            field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        );
        window.page.execute(&fill, vec![]).await.unwrap();
    }
}

#[tokio::test]
async fn a_picture_is_put_on_a_list_and_a_changed_copy_of_it_held_against_it() {
    let sample = |name: &str| fs::read(format!("{}/../samples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let folder = Folder::new().with("original.jpg", &sample("puffer-jacket.jpg"));
    // The copy comes later: until then its file is missing.
    let window = Window::open(folder, &["original.jpg", "copy.jpg"]).await;
    window.find("[data-testid=headline]").await;
    assert_eq!(window.count("[data-testid=known-match]").await, 0);
    window.press("[data-testid=add-known]").await;
    window.until("document.activeElement.dataset.field === 'list'").await;
    window.find("[data-testid=confirm-known]").await.click().await.unwrap();
    window.until("document.activeElement.getAttribute('aria-invalid') === 'true'").await;
    let said = [("list", "Our desk"), ("label", "ai_generated"), ("rating", "Made by a program"), ("date", "2023-03")];
    fill(&window, &said).await;
    window.find("[data-testid=confirm-known]").await.click().await.unwrap();
    window.until("document.querySelector('[data-testid=added]').textContent.includes('Our desk')").await;
    window.press("[data-testid=examine-again]").await;
    window.until("document.querySelector('[data-testid=known-match]')?.dataset.kind === 'file'").await;

    // Four fifths of its width, and saved anew.
    fs::write(window.folder().join("copy.jpg"), sample("puffer-jacket-reshared.jpg")).unwrap();
    window.choose(1).await;
    window.find("[data-testid=retry]").await.click().await.unwrap();
    window.until("document.querySelector('[data-testid=known-match]')?.dataset.kind === 'alike'").await;
    let kind = window.find("[data-testid=verdict]").await.attr("data-kind").await.unwrap();
    assert_eq!(kind.as_deref(), Some("known_match"));
    let told = window.text("[data-testid=known-match]").await;
    assert!(told.contains("The list “Our desk” rates it: “Made by a program”."), "{told}");
    assert!(told.contains("March 2023") && told.contains("AI-generated"), "{told}");

    window.press("[data-testid=compare-known]").await;
    let sizes = "Promise.all([...document.querySelectorAll('[data-testid=comparison] img')].map(async (image) => {
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
    }))";
    window.find("[data-testid=compare-then]").await;
    assert_eq!(window.settled(sizes).await, json!([[528, 646], [523, 640]]), "the listed one is kept small");
    for way in ["slide", "difference"] {
        let choose = format!("document.querySelector('[data-testid=comparison] input[value={way}]').click()");
        window.page.execute(&choose, vec![]).await.unwrap();
        window.until(&format!("document.querySelector('[data-testid=comparison]').dataset.way === '{way}'")).await;
        let drawn = "[...document.querySelectorAll('[data-testid=comparison] img')].every((i) => i.complete && i.naturalWidth > 0)";
        window.until(drawn).await;
    }
}

#[tokio::test]
async fn the_page_can_do_no_more_than_it_is_granted() {
    let window = examined().await;
    let denied = window.settled("window.__TAURI_INTERNALS__.invoke('plugin:dialog|save', { options: {} })").await;
    assert!(denied.as_str().unwrap().starts_with("refused: dialog.save not allowed"), "{denied}");
    assert_eq!(window.page.execute("return typeof window.__TAURI__", vec![]).await.unwrap(), "undefined");
    assert_eq!(window.settled("fetch('https://example.org')").await, "refused: TypeError: Load failed");
    let styled = "(() => {
        document.body.insertAdjacentHTML('beforeend', '<i id=styled style=\"color: red\">styled</i>');
        return getComputedStyle(document.getElementById('styled')).color;
    })()";
    assert_ne!(window.page.execute(&format!("return {styled}"), vec![]).await.unwrap(), "rgb(255, 0, 0)");
    for address in ["preview://localhost/../etc/passwd", "preview://localhost/99", "file:///etc/hostname"] {
        let loaded = format!(
            "new Promise((done) => {{
                const image = new Image();
                image.onload = () => done('loaded');
                image.onerror = () => done('refused');
                image.src = '{address}';
            }})"
        );
        assert_eq!(window.settled(&loaded).await, "refused", "{address}");
    }
    assert_eq!(window.page.execute("return window.open('https://example.org/')", vec![]).await.unwrap(), Value::Null);
    window.page.execute("location.href = 'https://example.org/'", vec![]).await.unwrap();
    sleep(Duration::from_millis(500)).await;
    assert_eq!(window.page.execute("return location.href", vec![]).await.unwrap(), "tauri://localhost");
    assert_eq!(window.text("[data-testid=headline]").await, "Nothing conclusive", "the page is still the same");
}

#[tokio::test]
async fn the_pages_pass_axe() {
    let axe =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/node_modules/axe-core/axe.min.js")).unwrap();
    let passes = async |window: &Window, view: &str| {
        window.page.execute(&axe, vec![]).await.unwrap();
        let run = "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
            .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))";
        assert_eq!(window.settled(run).await, json!([]), "{view}");
    };
    let start = Window::open(Folder::new(), &[]).await;
    start.find("[data-testid=open]").await;
    passes(&start, "start").await;
    for (folder, dark) in [(Folder::new(), false), (Folder::dark(), true)] {
        let window = examined_in(folder).await;
        let is_dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
        assert_eq!(window.page.execute(is_dark, vec![]).await.unwrap(), dark);
        passes(&window, "report").await;
        ask_why(&window).await;
        passes(&window, "why").await;
    }
}
