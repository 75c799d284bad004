use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use url::{Host, Url};
use whence_model::facts::provenance::FetchFailure;

/// An address that may be asked: https, no user name, and a host that does not stand in a private network by its name.
#[derive(Debug)]
pub struct Address(Url);

/// Longer addresses are refused: servers refuse them too.
const MAX_CHARS: usize = 4096;

/// Names of this machine and of the network it stands in: RFC 6761, 6762, 8375, 9476, ICANN's `internal`, and what
/// routers are shipped with.
const LOCAL_NAMES: &[&str] = &["localhost", "local", "localdomain", "lan", "internal", "intranet", "home.arpa", "alt"];

impl Address {
    /// # Errors
    /// [`FetchFailure::Address`] or [`FetchFailure::Private`]; no name is looked up here.
    pub fn parse(text: &str, exempt: Option<SocketAddr>) -> Result<Self, FetchFailure> {
        let text = text.trim();
        // The standard for URLs repairs such addresses in ways that a person who reads them would not expect.
        let odd = |c: char| c == '\\' || c.is_control() || c.is_whitespace();
        let rest = text.split_once("://").map(|(_, rest)| rest);
        let plain = rest.is_some_and(|rest| !rest.starts_with('/')) && !text.contains(odd) && text.len() <= MAX_CHARS;
        if !plain {
            return Err(FetchFailure::Address);
        }
        Self::checked(Url::parse(text).map_err(|_| FetchFailure::Address)?, exempt)
    }

    /// Where a redirection from here leads.
    ///
    /// # Errors
    /// As [`Address::parse`].
    pub fn join(&self, to: &str, exempt: Option<SocketAddr>) -> Result<Self, FetchFailure> {
        if to.len() > MAX_CHARS {
            return Err(FetchFailure::Address);
        }
        Self::checked(self.0.join(to).map_err(|_| FetchFailure::Address)?, exempt)
    }

    fn checked(mut url: Url, exempt: Option<SocketAddr>) -> Result<Self, FetchFailure> {
        let ip = match url.host() {
            Some(Host::Ipv4(ip)) => Some(IpAddr::from(ip)),
            Some(Host::Ipv6(ip)) => Some(IpAddr::from(ip)),
            _ => None,
        };
        let address = ip.zip(url.port_or_known_default()).map(SocketAddr::from);
        let exempt = exempt.is_some() && exempt == address;
        let scheme = url.scheme() == "https" || (exempt && url.scheme() == "http");
        if !scheme || !url.username().is_empty() || url.password().is_some() {
            return Err(FetchFailure::Address);
        }
        url.set_fragment(None);
        let public = match (ip, url.domain()) {
            (Some(ip), _) => is_public(ip),
            (None, Some(name)) => is_public_name(name),
            (None, None) => return Err(FetchFailure::Address),
        };
        if public || exempt { Ok(Self(url)) } else { Err(FetchFailure::Private) }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

/// Whether a name may stand for a machine of the public network: it has a dot, and no local ending.
fn is_public_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let below = |local: &str| name.strip_suffix(local).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    name.contains('.') && !LOCAL_NAMES.iter().any(|local| below(local))
}

/// Whether a machine of the public network can have this address (the IANA special-purpose address registries,
/// RFC 6890). IPv4 addresses within IPv6 ones, mapped (RFC 4291) or translated (NAT64, RFC 6052), are judged as such.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => match (ip.to_ipv4_mapped(), ip.segments()) {
            (Some(mapped), _) => is_public_v4(mapped),
            (None, [0x64, 0xff9b, 0, 0, 0, 0, ..]) => {
                let [.., a, b, c, d] = ip.octets();
                is_public_v4(Ipv4Addr::new(a, b, c, d))
            }
            _ => is_public_v6(ip),
        },
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    match ip.octets() {
        // This network, private, loopback, shared by carriers, link-local.
        [0 | 10 | 127, ..] | [100, 64..=127, ..] | [169, 254, ..] | [172, 16..=31, ..] | [192, 168, ..] => false,
        // Protocol assignments, documentation, 6to4 relays, benchmarks.
        [192, 0, 0 | 2, _] | [192, 88, 99, _] | [198, 18 | 19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => false,
        // Multicast, reserved, broadcast.
        [224..=255, ..] => false,
        _ => true,
    }
}

/// Global unicast only (2000::/3), without protocol assignments and tunnels that hide another address (2001::/23 with
/// Teredo, 2002::/16 of 6to4) and documentation.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    match ip.segments() {
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<FetchFailure> {
        Address::parse(text, None).err()
    }

    #[test]
    fn addresses_of_this_machine_and_its_network_are_refused_however_they_are_written() {
        for host in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "0177.0.0.1",
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd12::1]",
            "[ff02::1]",
            "[2001:db8::1]",
            "[2001::1]",
            "[2002:7f00:1::]",
            "[3fff::1]",
            "[::ffff:10.0.0.1]",
            "[::ffff:127.0.0.1]",
            "[64:ff9b::127.0.0.1]",
            "[64:ff9b:1::1]",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "printer.local",
            "router",
            "nas.lan",
            "metadata.google.internal",
            "x.home.arpa",
            "１２７.0.0.1",
        ] {
            assert_eq!(refused(&format!("https://{host}/x.c2pa")), Some(FetchFailure::Private), "{host}");
        }
    }

    #[test]
    fn other_forms_than_plain_https_are_refused() {
        for url in [
            "http://example.com/x",
            "ftp://example.com/x",
            "file:///etc/passwd",
            "https:example.com",
            "x.c2pa",
            "",
            "https:///example.com/",
            "https://",
            "https://user@example.com/",
            "https://user:word@example.com/",
            "https://:word@example.com/",
            "https://good.example\\@example.com/",
            "https://exam\nple.com/",
            "https://example.com/a b",
            "javascript:alert(1)",
            "data:text/plain,x",
            "https://exa mple.com/",
        ] {
            assert_eq!(refused(url), Some(FetchFailure::Address), "{url}");
        }
        assert_eq!(refused(&format!("https://example.com/{}", "a".repeat(MAX_CHARS))), Some(FetchFailure::Address));
    }

    #[test]
    fn public_addresses_are_asked_in_their_plain_form() {
        for (url, asked) in [
            (" https://example.com/x.c2pa?a=b#c ", "https://example.com/x.c2pa?a=b"),
            ("HTTPS://Example.COM:8443", "https://example.com:8443/"),
            ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
            ("https://93.184.216.34/", "https://93.184.216.34/"),
            ("https://[2606:4700::1]/", "https://[2606:4700::1]/"),
            ("https://[64:ff9b::5db8:d822]/", "https://[64:ff9b::5db8:d822]/"),
            ("https://notlocalhost.example/", "https://notlocalhost.example/"),
        ] {
            assert_eq!(Address::parse(url, None).map(|a| a.to_string()), Ok(asked.to_owned()), "{url}");
        }
    }

    #[test]
    fn an_exemption_is_for_one_machine_and_port() {
        let exempt = Some(SocketAddr::from(([127, 0, 0, 1], 8080)));
        for url in ["http://127.0.0.1:8080/x", "https://127.0.0.1:8080/x"] {
            assert!(Address::parse(url, exempt).is_ok(), "{url}");
        }
        for (url, why) in [
            ("http://127.0.0.1:8081/", FetchFailure::Address),
            ("https://127.0.0.1:8081/", FetchFailure::Private),
            ("https://127.0.0.2:8080/", FetchFailure::Private),
            ("https://localhost:8080/", FetchFailure::Private),
            ("http://example.com:8080/", FetchFailure::Address),
        ] {
            assert_eq!(Address::parse(url, exempt).err(), Some(why), "{url}");
        }
    }

    #[test]
    fn a_redirection_is_held_to_the_same_rules() {
        let from = Address::parse("https://example.com/a/b", None).unwrap();
        assert_eq!(from.join("../c.c2pa", None).unwrap().to_string(), "https://example.com/c.c2pa");
        assert_eq!(from.join("//other.example/c", None).unwrap().to_string(), "https://other.example/c");
        for (to, why) in [
            ("http://example.com/", FetchFailure::Address),
            ("//me:word@example.com/", FetchFailure::Address),
            ("file:///etc/passwd", FetchFailure::Address),
            ("https://169.254.169.254/latest", FetchFailure::Private),
            ("//[::1]/", FetchFailure::Private),
        ] {
            assert_eq!(from.join(to, None).unwrap_err(), why, "{to}");
        }
    }
}
