//! Many pictures at once: one of them broken, sorted, filtered, decided by keyboard.

use std::fs;

use crate::{
    desktop::key,
    driver::{Folder, Window},
    fill,
    samples::samples,
};

#[tokio::test]
async fn fifty_pictures_are_examined_and_the_broken_one_says_why() {
    let folder = Folder::new();
    let inside = folder.path().join("fifty");
    fs::create_dir(&inside).unwrap();
    let sample = fs::read(samples().join("social-copy.jpg")).unwrap();
    for n in 0..49 {
        fs::write(inside.join(format!("{n:02}.jpg")), [&sample[..], format!("{n}").as_bytes()].concat()).unwrap();
    }
    // It begins as a JPEG does, so that it is taken for one.
    fs::write(inside.join("broken.jpg"), [0xff, 0xd8, 0xff, 0xe0]).unwrap();
    fs::write(inside.join("letter.txt"), "Dear all").unwrap();
    let (window, person) = Window::alone(folder, &[]).await;
    window.find("[data-testid=open]").await;
    person.drops(&[&inside, &inside.join("gone.jpg")]);
    window.find("[data-testid=queue-summary]").await;
    window.until("document.querySelector('.bench nav').innerText.includes('1 file was left out')").await;
    window.find("[data-testid=queue-filter]").await.select_by_value("refused").await.unwrap();
    window.until("document.querySelectorAll('[data-testid=file]').length === 1").await;
    let told = "return document.querySelector('[data-testid=file]').textContent";
    let told = window.page.execute(told, vec![]).await.unwrap().to_string();
    assert!(told.contains("gone.jpg") && told.contains("There is no file"), "{told}");
    window.find("[data-testid=queue-filter]").await.select_by_value("all").await.unwrap();
    window.until("document.querySelectorAll('[data-testid=file]').length > 5").await;
    let heard = "return document.querySelector('[data-testid=queue-heard]').textContent";
    let heard = window.page.execute(heard, vec![]).await.unwrap().to_string();
    assert!(heard.contains("51"), "{heard}");
}

#[tokio::test]
async fn the_whole_way_goes_by_keyboard() {
    let folder = Folder::new();
    for name in ["puffer-jacket.jpg", "social-copy.jpg"] {
        fs::copy(samples().join(name), folder.path().join(name)).unwrap();
    }
    let (window, person) = Window::alone(folder, &["puffer-jacket.jpg", "social-copy.jpg"]).await;
    window.find("[data-testid=queue-summary]").await;
    let is_shown = |name: &str| format!("document.querySelector('[data-testid=preview]')?.alt.includes('{name}')");
    window.until(&is_shown("puffer-jacket")).await;
    // From the page, with nothing in it chosen: the next picture, and its decision.
    person.presses(&[key::CONTROL, key::DOWN]);
    window.until(&is_shown("social-copy")).await;
    window.find("[data-testid=choice]").await;
    person.presses(&[key::CONTROL, key::letter('d')]);
    window.until("document.activeElement.closest('[data-testid=decision]')").await;
    person.presses(&[key::SPACE]);
    window.until("document.querySelector('[data-testid=choice] input:checked')").await;
    fill(&window, &[("reason", "The agency confirms it"), ("by", "Ada")]).await;
    window.page.execute("document.querySelector('[data-field=reason]').focus()", vec![]).await.unwrap();
    person.presses(&[key::CONTROL, key::RETURN]);
    window.find("[data-testid=standing]").await;
    window.find("[data-testid=file-decision]").await;
    // The log and back, by the keys that the menu shows: once each, whoever takes them.
    person.presses(&[key::CONTROL, key::letter('l')]);
    window.until("document.querySelectorAll('[data-testid=entry-line]').length === 1").await;
    person.presses(&[key::ESCAPE]);
    window.until(&is_shown("social-copy")).await;
    for (keys, place) in [(key::letter('k'), "lists"), (key::COMMA, "settings")] {
        person.presses(&[key::CONTROL, keys]);
        window.find(&format!("[data-testid={place}]")).await;
    }
    person.presses(&[key::ESCAPE]);
    window.until(&is_shown("social-copy")).await;
}
