//! Where the system has no locked room to give, a person is asked before anything is read.

use std::{fs, io::Write, path::PathBuf, process::Command};

use crate::{
    driver::{Folder, Window},
    samples::samples,
};

#[tokio::test]
async fn nothing_is_read_without_the_room_until_the_person_says_so() {
    if !Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status().is_ok_and(|status| status.success()) {
        // Past the harness, which would swallow it.
        let _ = writeln!(std::io::stderr(), "SKIPPED: this system does not let us take the room away");
        return;
    }
    let folder = Folder::new();
    for name in ["camera.jpg", "signed.jpg"] {
        fs::copy(samples().join(name), folder.path().join(name)).unwrap();
    }
    let window = Window::unconfined(folder, &["camera.jpg", "signed.jpg"]).await;
    let refused = "[data-testid=refusal][data-kind=unconfined]";
    assert!(window.text(refused).await.contains("The locked room in which Whence reads files could not be had"));
    assert_eq!(window.count("[data-testid=headline], [data-testid=viewer] img").await, 0, "nothing of it is shown");
    let drawn = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/screenshots");
    fs::create_dir_all(&drawn).unwrap();
    fs::write(drawn.join("unconfined.png"), window.page.screenshot().await.unwrap()).unwrap();
    let meaning = window.text("#what-without-means").await;
    assert!(meaning.contains("could do on this computer what you can do"), "{meaning}");

    window.press("[data-testid=to-settings]").await;
    let protection = window.text("[data-testid=protection]").await;
    assert!(protection.contains("could not be had"), "{protection}");
    window.press("[data-testid=to-pictures]").await;
    window.choose(1).await;
    window.find(refused).await;

    // What was refused for this is read now, the other file too.
    window.press("[data-testid=go-without]").await;
    window.find("[data-testid=headline]").await;
    window.choose(0).await;
    window
        .until("document.querySelector('[data-testid=headline]') && !document.querySelector('[data-testid=refusal]')")
        .await;
    let facts = "document.body.textContent.includes('outside the locked room')";
    window.until(facts).await;
    window.press("[data-testid=to-settings]").await;
    let protection = window.text("[data-testid=protection]").await;
    assert!(protection.contains("outside the locked room"), "{protection}");
}
