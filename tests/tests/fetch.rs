//! Credentials that are kept on a server: nobody is asked unless the user wants it, and whoever is asked has limits.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    ops::ControlFlow,
    process::Command,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use whence_engine::{Engine, FetchLimits, Progress, Request, Settings, Source, Step};
use whence_fetch::{Fetched, fetch};
use whence_model::{
    Lang, Refusal, Report, VerdictKind,
    facts::provenance::{Carrier, CredentialClass, Fetch, FetchFailure},
};
use whence_tests::samples::detached::{credentials_of, picture, picture_kept_at};

/// What the server does once it has read a request.
#[derive(Clone)]
enum Reply {
    /// Sends these bytes as they are and closes the connection.
    Raw(Vec<u8>),
    /// Sends the first, then the second again and again, with a pause before each.
    Endless(&'static str, Vec<u8>, Duration),
}

fn ok(body: &[u8]) -> Reply {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/c2pa\r\nContent-Length: {}\r\n\r\n", body.len());
    Reply::Raw([head.as_bytes(), body].concat())
}

fn redirect(to: &str) -> Reply {
    Reply::Raw(format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n").into())
}

/// A server on this machine, until the program ends.
struct Server {
    at: SocketAddr,
    replies: Arc<Mutex<HashMap<String, Reply>>>,
    /// The heads of all requests.
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { at: listener.local_addr().unwrap(), replies: Arc::default(), heard: Arc::default() };
        let (replies, heard) = (server.replies.clone(), server.heard.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (replies, heard) = (replies.clone(), heard.clone());
                thread::spawn(move || answer(stream, &replies, &heard));
            }
        });
        server
    }

    fn at(self, path: &str, reply: Reply) -> Self {
        self.replies.lock().unwrap().insert(path.into(), reply);
        self
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    fn limits(&self) -> FetchLimits {
        FetchLimits { exempt: Some(self.at), time: Duration::from_secs(5), ..FetchLimits::default() }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, replies: &Mutex<HashMap<String, Reply>>, heard: &Mutex<Vec<String>>) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).is_ok_and(|read| read > 0) {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    heard.lock().unwrap().push(head);
    let reply = replies.lock().unwrap().get(&path).cloned();
    // Whoever asked may have left: then writing fails, and that is the end of it.
    match reply.unwrap_or_else(|| Reply::Raw(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".into())) {
        Reply::Raw(bytes) => drop(stream.write_all(&bytes)),
        Reply::Endless(first, again, pause) => {
            let mut sent = stream.write_all(first.as_bytes());
            while sent.is_ok() {
                thread::sleep(pause);
                sent = stream.write_all(&again);
            }
        }
    }
}

const HEAD: &str = "HTTP/1.1 200 OK\r\n\r\n";
const NO_PAUSE: Duration = Duration::ZERO;

/// A server that keeps credentials, and a picture that says so.
fn kept_at(path: &str, store: impl FnOnce(&[u8]) -> Vec<u8>) -> (Server, Source) {
    let server = Server::start();
    let bytes = picture_kept_at(&server.url(path));
    let server = server.at(path, ok(&store(&bytes)));
    (server, Source::Bytes { name: "photo.jpg".into(), bytes })
}

fn examine(source: &Source, limits: FetchLimits, online: bool) -> Report {
    let engine = Engine::new(Settings { previews: false, fetch: limits, ..Settings::default() });
    let request = Request { source, credentials: None, online, deep: false };
    engine.examine(request, &mut |_| ControlFlow::Continue(())).unwrap().report(Lang::En)
}

fn message<'a>(report: &'a Report, check: &str) -> &'a str {
    &report.rows.iter().find(|row| row.check == check).unwrap().message
}

#[test]
fn credentials_come_from_the_server_when_they_are_asked_for() {
    let (server, source) = kept_at("/manifests/photo.c2pa?size=1", credentials_of);
    let report = examine(&source, server.limits(), true);
    let provenance = &report.facts.provenance;
    assert_eq!((provenance.class, &provenance.carrier), (CredentialClass::UnknownSigner, &Carrier::Server));
    assert_eq!(provenance.title, Some("Detached sample".into()));
    let url = server.url("/manifests/photo.c2pa?size=1");
    let Source::Bytes { bytes, .. } = &source else { unreachable!() };
    let came = Fetch { url: url.as_str().into(), bytes: credentials_of(bytes).len() as u64, failed: None };
    assert_eq!((&provenance.remote_url, &provenance.fetch), (&Some(url.into()), &Some(came)));
    assert!(report.engine.online);
    let told = message(&report, "provenance/credentials-kept-elsewhere");
    assert!(told.contains(&format!("fetched from {}", server.at)), "{told}");

    // One request, which says nothing of this machine or of who asks.
    let heard = server.heard();
    assert_eq!(heard.len(), 1, "{heard:#?}");
    let mut lines: Vec<_> = heard[0].trim_end().lines().map(str::to_ascii_lowercase).collect();
    lines.sort();
    let host = format!("host: {}", server.at);
    let request = "get /manifests/photo.c2pa?size=1 http/1.1";
    assert_eq!(lines, ["accept: application/c2pa", request, host.as_str(), "user-agent: whence"]);
}

#[test]
fn nobody_is_asked_unless_the_user_wants_it() {
    let (server, source) = kept_at("/photo.c2pa", credentials_of);
    let report = examine(&source, server.limits(), false);
    assert_eq!(report.facts.provenance.class, CredentialClass::RemoteNotFetched);
    assert_eq!((report.facts.provenance.fetch, report.engine.online), (None, false));
    assert!(server.heard().is_empty());

    // Nor where there is nothing to ask for.
    let plain = Source::Bytes { name: "plain.jpg".into(), bytes: picture(0) };
    let report = examine(&plain, server.limits(), true);
    assert_eq!(report.facts.provenance.class, CredentialClass::None);
    assert_eq!((report.facts.provenance.fetch, report.engine.online), (None, false));

    // Nor after the examination was stopped.
    let engine = Engine::new(Settings { previews: false, fetch: server.limits(), ..Settings::default() });
    let mut seen = 0;
    let stopped =
        engine.examine(Request { source: &source, credentials: None, online: true, deep: false }, &mut |told| {
            seen += usize::from(matches!(told, Progress::Step(Step::Credentials)));
            if seen == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
    assert_eq!(stopped.unwrap_err(), Refusal::Cancelled);
    assert!(server.heard().is_empty());
}

#[test]
fn what_goes_wrong_leaves_the_credentials_where_they_are() {
    let server = Server::start();
    let bytes = picture_kept_at(&server.url("/gone.c2pa"));
    let source = Source::Bytes { name: "photo.jpg".into(), bytes };
    let report = examine(&source, server.limits(), true);
    let provenance = &report.facts.provenance;
    assert_eq!(provenance.class, CredentialClass::RemoteNotFetched);
    let failed = provenance.fetch.as_ref().and_then(|fetch| fetch.failed.clone());
    assert_eq!(failed, Some(FetchFailure::Refused { status: 404 }));
    assert!(report.engine.online, "the server was asked");
    let told = message(&report, "provenance/credentials-kept-elsewhere");
    assert!(told.ends_with("The server answered that it has none (HTTP 404)."), "{told}");

    // A program of this project asks no server on this machine, whatever the picture says.
    let report = examine(&source, FetchLimits::default(), true);
    let provenance = &report.facts.provenance;
    assert_eq!(provenance.class, CredentialClass::RemoteNotFetched);
    let failed = provenance.fetch.as_ref().and_then(|fetch| fetch.failed.clone());
    assert_eq!(failed, Some(FetchFailure::Address));
    assert!(!report.engine.online, "nobody was asked");
    assert_eq!(server.heard().len(), 1);
}

#[test]
fn what_the_server_sends_is_believed_no_more_than_the_picture() {
    let (server, source) = kept_at("/photo.c2pa", |_| credentials_of(&picture(9)));
    let report = examine(&source, server.limits(), true);
    assert_eq!(report.facts.provenance.class, CredentialClass::ChangedAfterSigning);
    let told = message(&report, "provenance/changed-after-signing");
    assert!(told.starts_with(&format!("The credentials that {} sent were not made for", server.at)), "{told}");

    let (server, source) = kept_at("/photo.c2pa", |_| b"<!doctype html><title>Welcome</title>".to_vec());
    let report = examine(&source, server.limits(), true);
    let provenance = &report.facts.provenance;
    assert_eq!((provenance.class, &provenance.carrier), (CredentialClass::Unreadable, &Carrier::Server));
    assert!(provenance.fetch.as_ref().is_some_and(|fetch| fetch.failed.is_none() && fetch.bytes == 37));
    assert_eq!(report.verdict.kind, VerdictKind::Inconclusive);
    let told = message(&report, "provenance/unreadable-credentials");
    assert!(told.starts_with(&format!("The credentials that {} sent could not be read", server.at)), "{told}");
}

/// What each server gets, and that none keeps us.
#[test]
fn a_server_has_limits() {
    let server = Server::start()
        .at("/endless", Reply::Endless(HEAD, vec![0; 1 << 16], NO_PAUSE))
        .at(
            "/endless-chunks",
            Reply::Endless(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                b"4\r\nabcd\r\n".repeat(4096),
                NO_PAUSE,
            ),
        )
        .at("/drip", Reply::Endless(HEAD, vec![0], Duration::from_millis(20)))
        .at("/silent", Reply::Endless("", Vec::new(), Duration::from_secs(1)))
        .at("/endless-head", Reply::Endless("HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n".repeat(64), NO_PAUSE))
        .at("/head-drip", Reply::Endless("HTTP/1.1 200 OK\r\n", b"X".to_vec(), Duration::from_millis(20)))
        .at("/promises", Reply::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nshort".to_vec()))
        .at("/no-http", Reply::Raw(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec()))
        .at("/hangs-up", Reply::Raw(Vec::new()))
        .at("/round", redirect("/round"))
        .at("/nowhere", Reply::Raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n".to_vec()))
        .at("/empty", Reply::Raw(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()))
        .at("/exact", ok(&[7; 4096]))
        .at("/one-more", ok(&[7; 4097]));
    let limits = FetchLimits { bytes: 4096, time: Duration::from_secs(1), ..server.limits() };
    let large = |f: &FetchFailure| *f == FetchFailure::TooLarge { limit: 4096 };
    let slow = |f: &FetchFailure| *f == FetchFailure::TooSlow { seconds: 1 };
    let broken = |f: &FetchFailure| matches!(f, FetchFailure::Unreachable { .. });
    let round = |f: &FetchFailure| *f == FetchFailure::Redirects { limit: 5 };
    type Expected<'a> = &'a dyn Fn(&FetchFailure) -> bool;
    let cases: [(&str, Expected); 13] = [
        ("/endless", &large),
        ("/endless-chunks", &large),
        ("/one-more", &large),
        ("/promises", &broken),
        ("/drip", &slow),
        ("/silent", &slow),
        ("/head-drip", &slow),
        ("/endless-head", &broken),
        ("/no-http", &broken),
        ("/hangs-up", &broken),
        ("/round", &round),
        ("/nowhere", &|f| *f == FetchFailure::Address),
        ("/empty", &|f| *f == FetchFailure::Refused { status: 204 }),
    ];
    for (path, expected) in cases {
        let began = Instant::now();
        let Fetched { asked, outcome, .. } = fetch(&server.url(path), &limits);
        let failure = outcome.expect_err(path);
        assert!(asked && expected(&failure), "{path}: {failure:?}");
        assert!(began.elapsed() < Duration::from_secs(30), "{path} took {:?}", began.elapsed());
    }
    assert_eq!(fetch(&server.url("/exact"), &limits).outcome, Ok(vec![7; 4096]));
    assert_eq!(
        server.heard().iter().filter(|head| head.starts_with("GET /round ")).count(),
        6,
        "once, and five times on"
    );
}

#[test]
fn a_redirection_is_followed_as_far_as_the_first_address_would_be() {
    let elsewhere = Server::start().at("/x", ok(b"secret"));
    let server = Server::start();
    let user = format!("http://me:word@{}/store", server.at);
    let server = server
        .at("/store", ok(b"here"))
        .at("/moved", redirect("/moved-again"))
        .at("/moved-again", redirect("store#part"))
        .at("/to-neighbour", redirect(&elsewhere.url("/x")))
        .at("/to-neighbour-over-tls", redirect(&format!("https://{}/x", elsewhere.at)))
        .at("/to-router", redirect("https://192.168.1.1/"))
        .at("/to-metadata", redirect("https://169.254.169.254/latest/meta-data/"))
        .at("/to-name", redirect("https://localhost/"))
        .at("/to-mapped", redirect("https://[::ffff:10.0.0.1]/"))
        .at("/to-file", redirect("file:///etc/passwd"))
        .at("/to-user", redirect(&user));
    let fetched = fetch(&server.url("/moved"), &server.limits());
    assert_eq!(fetched, Fetched { url: server.url("/store"), asked: true, outcome: Ok(b"here".into()) });
    for (path, expected) in [
        ("/to-neighbour", FetchFailure::Address),
        ("/to-neighbour-over-tls", FetchFailure::Private),
        ("/to-router", FetchFailure::Private),
        ("/to-metadata", FetchFailure::Private),
        ("/to-name", FetchFailure::Private),
        ("/to-mapped", FetchFailure::Private),
        ("/to-file", FetchFailure::Address),
        ("/to-user", FetchFailure::Address),
    ] {
        let fetched = fetch(&server.url(path), &server.limits());
        assert_eq!(fetched, Fetched { url: server.url(path), asked: true, outcome: Err(expected) }, "{path}");
    }
    assert!(elsewhere.heard().is_empty(), "it was never asked");
}

#[test]
fn no_program_of_this_project_asks_a_private_network() {
    for (url, expected) in [
        ("https://127.0.0.1/x.c2pa", FetchFailure::Private),
        ("https://[::1]/x.c2pa", FetchFailure::Private),
        ("https://10.0.0.1/x.c2pa", FetchFailure::Private),
        ("https://169.254.169.254/latest/meta-data/", FetchFailure::Private),
        ("https://localhost/x.c2pa", FetchFailure::Private),
        ("https://user:word@example.com/x.c2pa", FetchFailure::Address),
        ("http://example.com/x.c2pa", FetchFailure::Address),
        ("x.c2pa", FetchFailure::Address),
    ] {
        let fetched = fetch(url, &FetchLimits::default());
        assert_eq!(fetched, Fetched { url: url.into(), asked: false, outcome: Err(expected) }, "{url}");
    }
}

/// A connection is made even where the environment names a proxy that nobody runs, and no proxy is told the address.
#[test]
fn no_proxy_is_taken_from_the_environment() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let proxy = format!("http://{nobody}");
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "credentials_come_from_the_server_when_they_are_asked_for"]);
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        again.env(name, &proxy);
    }
    let told = again.output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stdout));
    assert!(String::from_utf8_lossy(&told.stdout).contains("1 passed"));
}
