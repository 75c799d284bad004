//! The window as a target: files whose names, words and bytes were made against it, and a page that asks for what it may not have.

use std::{fs, os::unix::ffi::OsStrExt, path::PathBuf};

use serde_json::{Value, json};

use crate::{
    driver::{Folder, Window},
    examined,
    samples::samples,
};

/// Names of files: markup, a script's end, a formula, a shell's, the other way round, a line's end, control characters, options,
/// ways out of the folder, and one as long as the system allows.
fn names() -> Vec<Vec<u8>> {
    let mut long = vec![b'x'; 251];
    long.extend(b".jpg");
    let mut names: Vec<Vec<u8>> = [
        "<img src=x onerror=globalThis.owned=1>.jpg",
        "'\"><svg onload=globalThis.owned=2>.jpg",
        "=HYPERLINK(\"https:evil.example\").jpg",
        "$(touch owned);`touch owned`.jpg",
        "\u{202e}gpj.exe",
        "two\nlines\u{1b}]0;owned\u{7}.jpg",
        "--no-isolation.jpg",
        "..%2f..%2fetc%2fpasswd.jpg",
        "CON.jpg. ",
    ]
    .map(|name| name.as_bytes().to_vec())
    .into();
    names.extend([long, b"not \xff utf-8.jpg".to_vec()]);
    names
}

const NOTHING_RAN: &str =
    "typeof globalThis.owned === 'undefined' && !document.querySelector('img[src=\"x\"], svg[onload]')
    && [...document.querySelectorAll('script')].every((script) => script.src.startsWith('tauri://localhost/'))";

#[tokio::test]
async fn names_and_words_made_against_the_window_are_text_in_every_view() {
    let folder = Folder::new();
    let inside = folder.path().join("names");
    fs::create_dir(&inside).unwrap();
    let hostile = fs::read(samples().join("hostile-strings.jpg")).unwrap();
    for name in names() {
        fs::write(inside.join(std::ffi::OsStr::from_bytes(&name)), &hostile).unwrap();
    }
    let (window, person) = Window::alone(folder.choosing(r#""every_check": true, "by": "Ada""#), &[]).await;
    window.find("[data-testid=open]").await;
    person.drops(&[&inside]);
    let all = names().len();
    window.until(&format!("document.querySelectorAll('[data-testid=file]').length >= {}", all.min(8))).await;
    window.until("document.querySelector('[data-testid=queue-heard]').textContent.length > 0").await;
    let unfold = "document.querySelectorAll('details').forEach((details) => (details.open = true))";
    for at in 0..8 {
        window.choose(at).await;
        // Of a name that is no Unicode the page cannot ask for the file: that is told as a file that is not there.
        window.find("[data-testid=headline], [data-testid=refusal]").await;
        window.page.execute(unfold, vec![]).await.unwrap();
        assert_eq!(window.page.execute(&format!("return {NOTHING_RAN}"), vec![]).await.unwrap(), true, "file {at}");
    }
    let text = window.page.execute("return document.body.textContent", vec![]).await.unwrap();
    let text = text.as_str().unwrap();
    assert!(text.contains("onerror=globalThis.owned=1>"), "markup is shown as it is written");
    assert!(text.contains("⟨U+202E⟩") || text.contains("U+202E"), "what turns the line round is made visible");
    assert!(!text.contains('\u{202e}') && !text.contains('\u{1b}'), "and stands nowhere as itself");
    assert!(!window.folder().join("owned").exists() && !inside.join("owned").exists());

    // The same words in the log, a settings view beside them.
    window.press("[data-testid=to-log]").await;
    window.until("document.querySelectorAll('[data-testid=entry-line]').length > 0").await;
    assert_eq!(window.page.execute(&format!("return {NOTHING_RAN}"), vec![]).await.unwrap(), true, "the log");
    window.press("[data-testid=to-settings]").await;
    window.find("[data-testid=protection]").await;
    assert_eq!(window.page.execute(&format!("return {NOTHING_RAN}"), vec![]).await.unwrap(), true, "the settings");
}

#[tokio::test]
async fn a_page_that_calls_itself_a_picture_is_none() {
    let svg = br#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.owned=1"><script>globalThis.owned=1</script></svg>"#;
    let html = b"<!doctype html><script>globalThis.owned=1</script><img src=x onerror=globalThis.owned=1>";
    let folder = Folder::new().with("drawing.jpg", svg).with("page.jpg", html);
    let window = Window::open(folder, &["drawing.jpg", "page.jpg"]).await;
    for at in 0..2 {
        window.choose(at).await;
        let refusal = window.find("[data-testid=refusal]").await;
        assert_eq!(refusal.attr("data-kind").await.unwrap().as_deref(), Some("not_an_image"));
        assert_eq!(window.page.execute(&format!("return {NOTHING_RAN}"), vec![]).await.unwrap(), true);
    }
}

/// A file that is a picture to one reader and a page to another is drawn as what was decoded, never as itself.
#[tokio::test]
async fn a_picture_with_a_page_behind_it_is_served_as_it_was_encoded_anew() {
    let picture = fs::read(samples().join("social-copy.jpg")).unwrap();
    let folder = Folder::new().with("both.jpg", &[&picture[..], b"<script>globalThis.owned=1</script>"].concat());
    let window = Window::open(folder, &["both.jpg"]).await;
    window.find("[data-testid=headline]").await;
    window.find("img[src^='preview:']").await;
    let served = "(async () => {
        const source = document.querySelector('img[src^=\"preview:\"]').src;
        const all = performance.getEntriesByType('resource').map((entry) => entry.name);
        return [source.startsWith('preview://localhost/'), all.every((name) => /^(tauri|preview|ipc):/.test(name))];
    })()";
    assert_eq!(window.settled(served).await, json!([true, true]));
    assert_eq!(window.page.execute(&format!("return {NOTHING_RAN}"), vec![]).await.unwrap(), true);
}

#[tokio::test]
async fn commands_with_wrong_arguments_are_refused_and_the_window_lives_on() {
    let window = examined().await;
    let wrong: [Value; 6] = [
        json!({}),
        json!(null),
        json!({ "lang": "xx", "id": { "a": [] }, "path": 7, "paths": "one", "job": "x" }),
        json!({ "lang": "en", "id": "../../etc/passwd", "path": "\u{0}", "paths": [null], "job": -1 }),
        json!({ "lang": "en", "id": "9".repeat(1 << 20), "position": 1e300, "entry": -5, "offset": -1, "length": 1e18 }),
        json!({ "lang": "fr", "settings": { "limits": { "seconds": 0 } }, "reach": { "online": true, "more": 1 } }),
    ];
    let build = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("build.rs")).unwrap();
    let named = build.split("COMMANDS: &[&str] = &[").nth(1).unwrap().split("];").next().unwrap();
    let commands: Vec<&str> = named.split('"').skip(1).step_by(2).collect();
    assert!(commands.len() > 50, "{commands:?}");
    // Those that open a dialog or change where files are read wait for a person.
    let harmless =
        |command: &&&str| !command.starts_with("export") && !["go_without_isolation", "verify_file"].contains(*command);
    for command in
        commands.iter().filter(harmless).chain(&["no_such_command", "plugin:fs|read_file", "plugin:shell|open"])
    {
        for arguments in &wrong {
            let call = format!(
                "Promise.race([window.__TAURI_INTERNALS__.invoke('{command}', {arguments}).then(() => 'answered'),
                    new Promise((done) => setTimeout(done, 5000, 'no answer'))])"
            );
            let answer = window.settled(&call).await;
            assert_ne!(answer, "no answer", "{command} {}", arguments.to_string().chars().take(80).collect::<String>());
        }
    }
    let forbidden =
        window.settled("window.__TAURI_INTERNALS__.invoke('plugin:fs|read_file', { path: '/etc/passwd' })").await;
    assert!(forbidden.as_str().unwrap().starts_with("refused"), "{forbidden}");
    assert_eq!(window.text("[data-testid=headline]").await, "Nothing conclusive", "the page is still there");
    let settings = window.settled("window.__TAURI_INTERNALS__.invoke('settings', { lang: 'en' })").await;
    assert_eq!(settings["limits"]["seconds"], 30, "nothing wrong was kept");
}

#[tokio::test]
async fn files_are_read_in_the_room_and_the_window_says_so() {
    let window = examined().await;
    window.until("document.body.textContent.includes('Files are read in a locked room')").await;
    // The page alone cannot do without, and a room that nobody asks any more is opened again.
    let alone = "window.__TAURI_INTERNALS__.invoke('go_without_isolation')
        .then(() => window.__TAURI_INTERNALS__.invoke('about', { lang: 'en' })).then((about) => String(about.protected))";
    assert_eq!(window.settled(alone).await, "true");
    let inside = |process: &&u32| {
        let line = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        line.split(|byte| *byte == 0).nth(1).is_some_and(|first| first == b"--locked-room")
    };
    let processes = window.processes();
    let rooms: Vec<&u32> = processes.iter().filter(inside).collect();
    assert!(!rooms.is_empty(), "{processes:?}");
    for room in rooms {
        let threads: Vec<_> =
            fs::read_dir(format!("/proc/{room}/task")).unwrap().map(|thread| thread.unwrap()).collect();
        assert_eq!(threads.len(), 1, "a thread of a library is bound by less");
        let status = fs::read_to_string(threads[0].path().join("status")).unwrap();
        assert!(status.contains("Seccomp:\t2") && status.contains("NoNewPrivs:\t1"), "{status}");
    }
}
