//! What is chosen survives a restart; what was not allowed asks first.

use std::fs;

use serde_json::Value;

use crate::{
    driver::{Folder, Window},
    samples::samples,
};

#[tokio::test]
async fn what_was_chosen_stands_after_a_restart() {
    let window = Window::open(Folder::new(), &[]).await;
    window.press("[data-testid=to-settings]").await;
    window.press("[data-field=theme] input[value=dark]").await;
    window.until("document.documentElement.dataset.theme === 'dark'").await;
    window.press("[data-field=language] input[value=fr]").await;
    window.until("document.querySelector('h1').innerText === 'Réglages'").await;
    window.press("[data-field=searches]").await;
    window.until("document.querySelector('[data-testid=saved]').innerText === 'Enregistré.'").await;
    let window = window.restarted(&[]).await;
    window.until("document.querySelector('h1')?.innerText.startsWith(\"D'où vient\")").await;
    let drawn = window.page.execute("return getComputedStyle(document.body).colorScheme", vec![]).await.unwrap();
    assert_eq!(drawn, Value::from("dark"));
    window.press("[data-testid=to-settings]").await;
    window.until("document.querySelector('[data-field=searches]')?.checked").await;
    window.until("!document.querySelector('[data-field=maps]').checked").await;
    // Again as the system has it.
    window.press("[data-field=language] input[value='']").await;
    window.until("document.querySelector('h1').innerText === 'Settings'").await;
}

#[tokio::test]
async fn recent_files_are_offered_and_forgotten() {
    let folder = Folder::new();
    fs::copy(samples().join("camera.jpg"), folder.path().join("camera.jpg")).unwrap();
    let window = Window::open(folder, &["camera.jpg"]).await;
    window.find("[data-testid=headline]").await;
    let window = window.restarted(&[]).await;
    assert!(window.text("[data-testid=recent]").await.contains("camera.jpg"));
    window.press("[data-testid=recent-file]").await;
    window.find("[data-testid=headline]").await;
    let window = window.restarted(&[]).await;
    window.press("[data-testid=clear-recent]").await;
    window.until("!document.querySelector('[data-testid=recent]')").await;
    let window = window.restarted(&[]).await;
    window.find("[data-testid=samples]").await;
    assert_eq!(window.count("[data-testid=recent]").await, 0);
}
