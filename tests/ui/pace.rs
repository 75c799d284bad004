//! How fast the window is, measured by its own clock and printed: nothing here fails for being slow.

use std::{fs, time::Duration};

use serde_json::Value;
use tokio::time::sleep;

use crate::driver::{Folder, Window, stat};

/// 12 megapixels with much to see in them, as cameras compress them: about 4 MB.
pub fn twelve_megapixels() -> Vec<u8> {
    let (width, height) = (4000u16, 3000u16);
    let mut state = 1u32;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = state >> 28;
            let wave = ((x / 7) ^ (y / 5)) % 64;
            pixels.extend([(x / 16 + noise) as u8, (y / 12 + wave) as u8, ((x + y) / 28 + noise) as u8]);
        }
    }
    let mut jpeg = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 90);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    jpeg
}

/// From now on, the page notes when the file NAME is first seen, and how long the page was ever busy at a stretch.
const WATCH: &str = "
    const seen = (window.seen = {});
    window.longest = 0;
    let last = performance.now();
    const tick = () => {
        const now = performance.now();
        window.longest = Math.max(window.longest, now - last);
        last = now;
        if (window.seen === seen) setTimeout(tick, 0);
    };
    tick();
    const look = () => {
        const picture = document.querySelector('img[alt*=\"NAME\"][src^=\"preview:\"]');
        if (picture?.complete && picture.naturalWidth > 0) seen.preview ??= performance.now();
        const answered = document.title.includes('NAME') && document.querySelector('[data-testid=headline]');
        if (answered) seen.verdict ??= performance.now();
        if (window.seen === seen) requestAnimationFrame(look);
    };
    look();
    let over = false;
    const begun = () => {
        const shade = document.querySelector('[data-testid=drop]');
        if (over && !shade) seen.dropped ??= performance.now();
        over = Boolean(shade);
    };
    new MutationObserver(begun).observe(document.body, { childList: true, subtree: true });";

async fn number(window: &Window, expression: &str) -> f64 {
    let value = window.page.execute(&format!("return {expression}"), vec![]).await.unwrap();
    value.as_f64().unwrap_or_else(|| panic!("{expression} is {value}"))
}

#[tokio::test]
async fn a_large_picture_is_dropped() {
    let large = twelve_megapixels();
    let folder = Folder::new().with("first.jpg", &large).with("second.jpg", &large).with("third.jpg", &large);
    let (window, person) = Window::alone(folder, &[]).await;
    window.find("[data-testid=samples]").await;
    for name in ["first", "second", "third"] {
        window.page.execute(&WATCH.replace("NAME", name), vec![]).await.unwrap();
        person.drops(&[&window.folder().join(format!("{name}.jpg"))]);
        window.until("window.seen.verdict && window.seen.preview").await;
        sleep(Duration::from_secs(1)).await;
        let since = async |what: &str| number(&window, &format!("window.seen.{what} - window.seen.dropped")).await;
        println!(
            "the {name} JPEG of 12 megapixels: preview after {:.0} ms, verdict after {:.0} ms; the page was busy for {:.0} ms at most",
            since("preview").await,
            since("verdict").await,
            number(&window, "window.longest").await
        );
        let shown = "document.querySelector('[data-testid=viewer] [data-testid=preview]').src.includes('/glimpse/')";
        window.until(shown).await;
        for _ in 0..3 {
            window.press("[data-testid=nearer]").await;
        }
        window.until(&format!("!{shown}")).await;
        assert_eq!(window.text("[data-testid=headline]").await, "Nothing conclusive");
    }
}

#[tokio::test]
async fn the_window_is_painted_soon_after_its_start() {
    let window = Window::open(Folder::new(), &[]).await;
    window.until("performance.getEntriesByName('first-contentful-paint').length > 0").await;
    let painted =
        number(&window, "performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime")
            .await;
    let began = window.processes().into_iter().filter(|process| {
        fs::read_to_string(format!("/proc/{process}/comm")).is_ok_and(|name| name.trim() == "whence-window")
    });
    let began = began.map(started).min_by(f64::total_cmp).expect("the program runs");
    println!("from the start of the process to the first paint: {:.0} ms", painted - began);
    assert!(painted > began);
}

/// When a process began, in milliseconds of 1970. The kernel counts hundredths of a second from its own start.
fn started(process: u32) -> f64 {
    let ticks: f64 = stat(process).unwrap()[19].parse().unwrap();
    let boot = fs::read_to_string("/proc/stat").unwrap();
    let boot: f64 = boot.lines().find_map(|line| line.strip_prefix("btime ")).unwrap().parse().unwrap();
    boot * 1000.0 + ticks * 10.0
}

/// What the processes of the program hold, in megabytes, shared pages counted by their share.
fn held(window: &Window) -> u64 {
    let pss = |process: u32| {
        let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
        let line = rollup.lines().find(|line| line.starts_with("Pss:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    window.processes().into_iter().filter_map(pss).sum::<u64>() / 1024
}

/// `WHENCE_TEST_QUEUE=1000` for the figure.
#[tokio::test]
async fn a_long_queue_leaves_memory_where_it_was() {
    let files: usize = std::env::var("WHENCE_TEST_QUEUE").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let folder = Folder::new();
    let pictures = folder.path().join("pictures");
    fs::create_dir(&pictures).unwrap();
    let sample = fs::read(format!("{}/../samples/social-copy.jpg", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for n in 0..files {
        // Each another file, by what stands after its end.
        fs::write(pictures.join(format!("{n:05}.jpg")), [&sample[..], format!("{n}").as_bytes()].concat()).unwrap();
    }
    let window = Window::open(folder, &["pictures"]).await;
    let finished =
        |n: usize| format!("Number(document.querySelector('[data-testid=queue-done]')?.dataset.done) >= {n}");
    let tenth = (files / 10).max(1);
    window.until(&finished(tenth)).await;
    let early = held(&window);
    while window.page.execute(&format!("return Boolean({})", finished(files)), vec![]).await.unwrap()
        != Value::Bool(true)
    {
        sleep(Duration::from_millis(200)).await;
    }
    sleep(Duration::from_secs(3)).await;
    println!("a queue of {files}: {early} MB after {tenth}, {} MB after all of them", held(&window));
}
