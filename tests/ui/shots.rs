//! Every view is drawn in the real window, by day in English and by night in French, into `target/screenshots`: for a person to look at.
//! The README shows some of them: `cargo xtask screenshots`.

use std::{fs, path::PathBuf, time::Duration};

use tokio::time::sleep;

use crate::{
    desktop::Person,
    driver::{Folder, Window},
    fill,
    samples::samples,
};

struct Album {
    folder: PathBuf,
    ending: String,
    person: Person,
}

impl Album {
    async fn shoot(&self, window: &Window, view: &str) {
        window.until("[...document.images].every((image) => image.complete || image.loading === 'lazy')").await;
        window.page.execute("document.activeElement?.blur?.()", vec![]).await.unwrap();
        // What is drawn last has come to the screen.
        sleep(Duration::from_millis(400)).await;
        fs::write(self.folder.join(format!("{view}-{}.png", self.ending)), self.person.sees()).unwrap();
    }
}

async fn every_view_is_drawn(lang: &str, theme: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/screenshots");
    fs::create_dir_all(&folder).unwrap();
    let desk = Folder::new().choosing(&format!(r#""language": "{lang}", "theme": "{theme}", "by": "Ada""#));
    let inside = desk.path().join("pictures");
    fs::create_dir(&inside).unwrap();
    for name in [
        "puffer-jacket.jpg",
        "signed-ai.jpg",
        "social-copy.jpg",
        "saved-before-capture.jpg",
        "camera-with-ai-label.jpg",
    ] {
        fs::copy(samples().join(name), inside.join(name)).unwrap();
    }
    let (window, person) = Window::alone(desk, &[]).await;
    let album = Album { folder, ending: format!("{lang}-{theme}"), person };
    window.find("[data-testid=samples]").await;
    album.shoot(&window, "start").await;
    window.press("[data-testid=sample]").await;
    window.find("[data-testid=known-match]").await;
    album.shoot(&window, "known").await;

    let window = window.restarted(&["pictures"]).await;
    window.find("[data-testid=queue-summary]").await;
    for (at, view) in ["conflicting", "listed", "editing", "declared", "inconclusive"].into_iter().enumerate() {
        window.choose(at).await;
        window.find("[data-testid=headline]").await;
        album.shoot(&window, view).await;
    }
    window.press("[data-testid=queue-summary] summary").await;
    window.press("[data-testid=choice][data-kind=use_with_context] input").await;
    fill(&window, &[("reason", "Taken in 2012"), ("by", "Ada")]).await;
    window.press("[data-testid=record-decision]").await;
    window.find("[data-testid=standing]").await;
    album.shoot(&window, "queue").await;
    for (place, there) in [("lists", "use-list"), ("log", "entry-line"), ("settings", "log-settings")] {
        window.press(&format!("[data-testid=to-{place}]")).await;
        window.find(&format!("[data-testid={there}]")).await;
        album.shoot(&window, place).await;
    }
    for part in ["settings-log", "settings-protection"] {
        window.page.execute(&format!("document.querySelector('#{part}').scrollIntoView()"), vec![]).await.unwrap();
        album.shoot(&window, part).await;
    }
    window.press("[data-testid=to-lists]").await;
    window.press("[data-testid=open-list]").await;
    window.find("[data-testid=listed-entry]").await;
    album.shoot(&window, "list").await;
    window.press("[data-testid=to-log]").await;
    window.press("[data-testid=entry-line]").await;
    window.find("[data-testid=as-it-read]").await;
    album.shoot(&window, "entry").await;
}

#[tokio::test]
async fn every_view_is_drawn_in_english_by_day() {
    every_view_is_drawn("en", "light").await;
}

#[tokio::test]
async fn every_view_is_drawn_in_french_by_night() {
    every_view_is_drawn("fr", "dark").await;
}
