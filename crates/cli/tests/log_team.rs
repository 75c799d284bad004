//! A team's log, on a real PostgreSQL, as two people at their terminals see it.

mod person;
#[path = "../../store/tests/team_lists/server.rs"]
mod server;

use person::{Person, sample};
use server::Server;

#[test]
fn two_people_share_one_log_and_one_chain() {
    let server = Server::start("");
    let address = server.database();
    let at_desk = |name: &str| {
        let mut person = Person::new(&format!("log-{name}"));
        person.store = Some(address.clone());
        person
    };
    let (ada, bo) = (at_desk("ada"), at_desk("bo"));
    assert_eq!(
        ada.whence(&["log", "list"]).exits(0).out,
        "No entry of the log fits.\n",
        "nothing is laid out by looking"
    );
    let camera = sample("camera.jpg");
    ada.whence(&["examine", "--log", "--by", "Ada", "--format", "ndjson", &camera, &sample("puffer-jacket.jpg")])
        .exits(0);
    let told = bo.whence(&["examine", "--log", "--by", "Bo", "--format", "ndjson", &camera]).exits(0);
    assert!(told.err.contains("this file was examined before: entry 1"), "{}", told.err);
    bo.whence(&["log", "decide", "1", "--decision", "cleared_to_use", "--reason", "From our own camera", "--by", "Bo"])
        .exits(0);
    let told = ada.whence(&["log", "list", "--words", "own camera", "--format", "json"]).exits(0).json();
    assert_eq!(told.as_array().unwrap().len(), 2, "{told}");
    let told = ada.whence(&["log", "verify"]).exits(0);
    assert!(
        told.out.contains("The log agrees") && told.out.contains("postgres://") && told.out.contains("4 entries"),
        "{}",
        told.out
    );
    assert!(!ada.folder.join("settings/ledger.sqlite").exists());
    let html = bo.whence(&["log", "show", "1", "--format", "html"]).exits(0).out;
    assert!(html.contains("From our own camera"));
}
