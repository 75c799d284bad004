use std::{error, fmt, net::SocketAddr};

use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

use crate::address::is_public;

/// Looks names up as the system does and hands on only addresses of the public network. The connection goes to one of
/// these and is not looked up again, so a name that changes its address in between (DNS rebinding) gains nothing.
#[derive(Debug, Default)]
pub struct PublicResolver {
    system: DefaultResolver,
    exempt: Option<SocketAddr>,
}

impl PublicResolver {
    pub fn new(exempt: Option<SocketAddr>) -> Self {
        Self { system: DefaultResolver::default(), exempt }
    }
}

impl Resolver for PublicResolver {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.system.resolve(uri, config, timeout)?;
        let mut public = self.empty();
        for address in found.iter().filter(|address| self.exempt == Some(**address) || is_public(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() { Err(Error::Other(Box::new(PrivateAddress))) } else { Ok(public) }
    }
}

/// The name belongs to no machine of the public network.
#[derive(Debug)]
pub struct PrivateAddress;

impl fmt::Display for PrivateAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address of a private network")
    }
}

impl error::Error for PrivateAddress {}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(uri: &'static str, exempt: Option<SocketAddr>) -> Result<usize, Error> {
        let timeout = NextTimeout {
            after: ureq::unversioned::transport::time::Duration::NotHappening,
            reason: ureq::Timeout::Resolve,
            ..NextTimeout::default()
        };
        let resolver = PublicResolver::new(exempt);
        resolver.resolve(&Uri::from_static(uri), &Config::default(), timeout).map(|found| found.len())
    }

    /// The name passes as text; what it stands for does not.
    #[test]
    fn what_counts_is_the_address_that_a_name_stands_for() {
        let exempt = Some(SocketAddr::from(([127, 0, 0, 1], 8080)));
        for (uri, exempt) in [
            ("https://localhost/", None),
            ("https://127.0.0.1/", None),
            ("https://[::1]/", None),
            ("http://127.0.0.1:8081/", exempt),
            ("http://127.0.0.2:8080/", exempt),
        ] {
            let refused = resolve(uri, exempt);
            assert!(matches!(refused, Err(Error::Other(cause)) if cause.is::<PrivateAddress>()), "{uri}");
        }
        assert!(resolve("http://127.0.0.1:8080/", exempt).is_ok_and(|found| found == 1));
        assert!(resolve("https://93.184.216.34/", None).is_ok_and(|found| found == 1));
    }
}
