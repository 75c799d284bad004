//! The whole way of a person without any network, and what the window tries to connect to on it: nothing.

use std::{env, fs, io::Write, path::Path, process::Command};

use crate::{
    driver::{Folder, Window},
    fill,
    samples::samples,
};

/// Set where this test runs again, inside a network of its own that leads nowhere.
const ALONE: &str = "WHENCE_TEST_ALONE";
const NAME: &str = "offline::the_whole_way_is_gone_without_a_network_and_nothing_is_tried";

#[tokio::test]
async fn the_whole_way_is_gone_without_a_network_and_nothing_is_tried() {
    if env::var_os(ALONE).is_some() {
        return the_whole_way().await;
    }
    // The driver is spoken to over the loopback, which such a network has, switched off.
    let up = "ip link set lo up && exec \"$0\" \"$@\"";
    let alone = ["-rn", "-n"].into_iter().find(|how| {
        let mut tried = Command::new("unshare");
        tried.args([how, "sh", "-c", up, "strace", "-f", "-qq", "-o", "/dev/null", "true"]);
        tried.output().is_ok_and(|told| told.status.success())
    });
    let Some(how) = alone else {
        // Past the harness, which would swallow it.
        let _ =
            writeln!(std::io::stderr(), "SKIPPED: {NAME}: this system does not let us take the network away and watch");
        return;
    };
    let mut again = Command::new("unshare");
    again.args([how, "sh", "-c", up]).arg(env::current_exe().unwrap());
    let told = again.args(["--exact", NAME, "--nocapture"]).env(ALONE, "1").output().unwrap();
    let said = String::from_utf8_lossy(&told.stdout).into_owned() + &String::from_utf8_lossy(&told.stderr);
    assert!(told.status.success() && said.contains("1 passed"), "{said}");
}

async fn the_whole_way() {
    let routes = fs::read_to_string("/proc/net/route").unwrap();
    assert_eq!(routes.lines().count(), 1, "there is a way out: {routes}");
    let calls = env::temp_dir().join(format!("whence-calls-{}", std::process::id()));
    let folder =
        Folder::new().choosing(r#""by": "Ada", "network": {"credentials": true, "maps": true, "searches": true}"#);
    for name in ["puffer-jacket.jpg", "signed-history.jpg", "phone.jpg"] {
        fs::copy(samples().join(name), folder.path().join(name)).unwrap();
    }
    // It names a server for its credentials, as pages that learn who opens a picture do.
    let elsewhere = whence_tests::samples::detached::picture_kept_at("https://203.0.113.9/credentials.c2pa");
    let folder = folder.with("elsewhere.jpg", &elsewhere);
    let files = ["puffer-jacket.jpg", "signed-history.jpg", "phone.jpg", "elsewhere.jpg"];
    let window = Window::watched(folder, &files, &calls).await;
    window.find("[data-testid=queue-summary]").await;
    for at in 0..files.len() {
        window.choose(at).await;
        window.find("[data-testid=headline]").await;
        window.until("[...document.images].every((image) => image.complete)").await;
    }
    window.find("[data-testid=lang]").await.select_by_value("fr").await.unwrap();
    window.until("document.documentElement.lang === 'fr'").await;
    window.find("[data-testid=lang]").await.select_by_value("en").await.unwrap();
    window.choose(0).await;
    window.press("[data-testid=choice] input[value=use_with_context]").await;
    fill(&window, &[("reason", "A drawing of ours")]).await;
    window.press("[data-testid=record-decision]").await;
    window.until("document.querySelector('[data-testid=standing]')").await;
    for place in ["to-log", "to-lists", "to-settings"] {
        window.press(&format!("[data-testid={place}]")).await;
        window.until("document.querySelector('h1')").await;
    }
    window.find("[data-testid=protection]").await;
    window.page.clone().close().await.unwrap();
    drop(window);
    let tried = tried(&calls);
    fs::remove_file(&calls).unwrap();
    assert!(tried.is_empty(), "{tried:#?}");
}

/// Calls that would have reached another machine, or asked for the number of one. The driver's own go to this machine.
fn tried(calls: &Path) -> Vec<String> {
    let told = fs::read_to_string(calls).unwrap();
    assert!(told.contains("sa_family=AF_UNIX"), "nothing was watched: {told}");
    let away =
        |line: &&str| line.contains("sa_family=AF_INET") && !line.contains("127.0.0.1") && !line.contains("\"::1\"");
    told.lines().filter(away).map(str::to_owned).collect()
}
