//! One file from one server, within limits: the only code that opens a connection.
//!
//! The address comes from a picture, so it is as hostile as the rest of it: it may lead into the network that the
//! user works in, round in circles, or to a server that sends for ever. Nothing is sent but the request itself: no
//! cookies, no referrer, no word about this machine; and no proxy is taken from the environment.

mod address;
mod resolver;

use std::{
    io::{self, Read},
    net::SocketAddr,
    time::{Duration, Instant},
};

use address::Address;
use resolver::{PrivateAddress, PublicResolver};
use ureq::{
    Agent, Body, Error,
    config::{AutoHeaderValue, Config},
    http::{Response, header::LOCATION},
    unversioned::transport::DefaultConnector,
};
use whence_model::facts::provenance::FetchFailure;

/// How much of a server's time and bytes are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of the body. It is counted while it comes: what the server says of its length is not believed.
    pub bytes: u64,
    /// From the first look-up to the last byte, redirections included.
    pub time: Duration,
    pub redirects: u32,
    /// One machine and port that is asked though it is none of the public network, by its number, also over `http`: a
    /// server that a test runs. No program of this project sets it.
    pub exempt: Option<SocketAddr>,
}

impl Default for Limits {
    /// 16 MiB: a store with the thumbnails of a long history has a few. 20 seconds: a person waits for it.
    fn default() -> Self {
        Self { bytes: 16 << 20, time: Duration::from_secs(20), redirects: 5, exempt: None }
    }
}

/// What became of asking.
#[derive(Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The address that was asked last, after redirections.
    pub url: String,
    /// Whether anything left this machine: false where the first address was refused as it stood.
    pub asked: bool,
    pub outcome: Result<Vec<u8>, FetchFailure>,
}

/// Asks for one file (`GET`), as `https` has it (RFC 9110), and follows redirections (section 15.4) that stay within
/// the same limits. Waits until it is there or `limits.time` is over.
pub fn fetch(url: &str, limits: &Limits) -> Fetched {
    let mut fetched = Fetched { url: url.to_owned(), asked: false, outcome: Ok(Vec::new()) };
    fetched.outcome = follow(limits, &mut fetched);
    fetched
}

fn follow(limits: &Limits, fetched: &mut Fetched) -> Result<Vec<u8>, FetchFailure> {
    let end = Instant::now() + limits.time;
    let mut address = Address::parse(&fetched.url, limits.exempt)?;
    for _ in 0..=limits.redirects {
        fetched.url = address.to_string();
        fetched.asked = true;
        let response = ask(&address, end, limits)?;
        match response.status().as_u16() {
            200 => return body(response, limits),
            301 | 302 | 303 | 307 | 308 => {
                let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
                address = address.join(to.ok_or(FetchFailure::Address)?, limits.exempt)?;
            }
            status => return Err(FetchFailure::Refused { status }),
        }
    }
    Err(FetchFailure::Redirects { limit: limits.redirects })
}

/// One request over a connection of its own, which ends with `end` whatever the server does.
fn ask(address: &Address, end: Instant, limits: &Limits) -> Result<Response<Body>, FetchFailure> {
    let left = end.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(too_slow(limits));
    }
    let config = Config::builder()
        .https_only(limits.exempt.is_none())
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(left))
        .max_response_header_size(16 << 10)
        .max_idle_connections(0)
        .user_agent("Whence")
        .accept("application/c2pa")
        // What is not asked for need not be inflated.
        .accept_encoding(AutoHeaderValue::None)
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), PublicResolver::new(limits.exempt));
    agent.get(address.to_string()).call().map_err(|error| failure(error, limits))
}

fn body(response: Response<Body>, limits: &Limits) -> Result<Vec<u8>, FetchFailure> {
    let mut bytes = Vec::new();
    let mut reader = response.into_body().into_reader().take(limits.bytes.saturating_add(1));
    reader.read_to_end(&mut bytes).map_err(|error| failure(error.into(), limits))?;
    if bytes.len() as u64 > limits.bytes {
        return Err(FetchFailure::TooLarge { limit: limits.bytes });
    }
    Ok(bytes)
}

fn failure(error: Error, limits: &Limits) -> FetchFailure {
    match error {
        Error::Timeout(_) => too_slow(limits),
        Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => too_slow(limits),
        Error::Other(cause) if cause.is::<PrivateAddress>() => FetchFailure::Private,
        Error::BadUri(_) | Error::Http(_) | Error::RequireHttpsOnly(_) => FetchFailure::Address,
        error => FetchFailure::Unreachable { detail: error.to_string().into() },
    }
}

fn too_slow(limits: &Limits) -> FetchFailure {
    FetchFailure::TooSlow { seconds: u32::try_from(limits.time.as_secs()).unwrap_or(u32::MAX) }
}
