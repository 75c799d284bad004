//! From a decision to its place in the log, its verification, and the warning that cannot be overlooked.

use std::fs;

use crate::{
    driver::{Folder, Window},
    fill,
};

fn sample(name: &str) -> Vec<u8> {
    fs::read(format!("{}/../samples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[tokio::test]
async fn a_decision_is_recorded_seen_again_found_and_verified_and_tampering_is_told() {
    let folder = Folder::new().with("original.jpg", &sample("puffer-jacket.jpg"));
    let folder = folder.with("copy.jpg", &sample("puffer-jacket-reshared.jpg"));
    let window = Window::open(folder, &["original.jpg", "copy.jpg"]).await;
    window.find("[data-testid=headline]").await;
    window.press("[data-testid=choice][data-kind=do_not_use] input").await;
    window.press("[data-testid=record-decision]").await;
    window.until("document.activeElement.dataset.field === 'reason'").await;
    assert_eq!(window.count("[data-testid=standing]").await, 0, "without a reason nothing is recorded");
    let said = [("reason", "Made up, says the agency"), ("by", "Ada"), ("seen_at", "https://social.example/p/7")];
    fill(&window, &said).await;
    window.press("[data-testid=record-decision]").await;
    window
        .until("document.querySelector('[data-testid=standing]')?.innerText.includes('Made up, says the agency')")
        .await;

    // The copy, which looks the same, is told what was decided about the original.
    window.choose(1).await;
    window.until("document.querySelector('[data-testid=seen-line]')?.innerText.includes('Do not use')").await;
    let seen = window.text("[data-testid=seen]").await;
    assert!(seen.contains("Ada") && seen.contains("of 256 bits differ"), "{seen}");

    window.press("[data-testid=to-log]").await;
    window.until("document.querySelectorAll('[data-testid=entry-line]').length === 1").await;
    let listed = window.text("[data-testid=entry-line]").await;
    assert!(listed.contains("original.jpg") && listed.contains("Do not use"), "{listed}");
    window
        .until("[...document.querySelectorAll('[data-testid=entry-line] img')].every((i) => i.naturalWidth > 0)")
        .await;
    fill(&window, &[("words", "nobody wrote this")]).await;
    window.find("[data-testid=log-none]").await;
    fill(&window, &[("words", "agency")]).await;
    window.press("[data-testid=entry-line]").await;
    window.find("[data-testid=as-it-read]").await;
    assert!(window.text("[data-testid=entry-decisions]").await.contains("Made up, says the agency"));
    window.press("[data-testid=log-back]").await;

    window.press("[data-testid=verify-start]").await;
    window.find("[data-testid=agrees]").await;
    let log = window.folder().join("whence/ledger.sqlite");
    let other = rusqlite::Connection::open(&log).unwrap();
    let alter = "DROP TRIGGER part_unchanged; UPDATE part SET bytes = zeroblob(9) WHERE position = 2";
    other.execute_batch(alter).unwrap();
    window.press("[data-testid=verify-start]").await;
    let warning = window.find("[data-testid=log-warning]").await.text().await.unwrap();
    assert!(
        warning.contains("Entry 2") && warning.contains("3e7077fd2f66"),
        "which entry, and the digest of nine zeros: {warning}"
    );
    window.press("[data-testid=log-leave]").await;
    window.find("[data-testid=headline]").await;
    assert_eq!(window.count("[data-testid=log-warning]").await, 1, "over every view");
    window.find("[data-testid=lang]").await.select_by_value("fr").await.unwrap();
    window.until("document.querySelector('[data-testid=log-warning]').innerText.includes('Le registre')").await;
}
