use std::{env, fmt, net::IpAddr, path::PathBuf, time::Duration};

use postgres::config::{Config, Host, SslMode};
use whence_model::{Text, t};

use crate::TeamError;

/// Seconds until a server that does not answer is given up, where the address says nothing else.
const CONNECT: Duration = Duration::from_secs(10);

/// Where a team's lists are: `postgres://USER@HOST/DATABASE`, as libpq writes it.
///
/// What is shown of it never holds the password.
#[derive(Clone)]
pub struct Address {
    pub(super) config: Config,
    /// Certificates to trust in place of the public ones: `sslrootcert`.
    pub(super) root_cert: Option<PathBuf>,
    place: String,
}

impl Address {
    /// A password may stand in it or, better, in the environment variable `PGPASSWORD`: what stands on a command line
    /// is seen by everybody on the machine.
    ///
    /// # Errors
    /// It is no such address; or the server is on another machine and `sslmode` allows to speak with it unencrypted
    /// without saying `disable`. `sslmode=require` holds the certificate against its name, as `verify-full` does.
    pub fn parse(address: &str) -> Result<Self, TeamError> {
        let rest = ["postgres://", "postgresql://"].iter().find_map(|scheme| address.strip_prefix(scheme));
        let rest = rest.ok_or_else(|| {
            no_address(t("it does not begin with postgres://", "elle ne commence pas par postgres://"))
        })?;
        let (rest, said) = rest.split_once('?').unwrap_or((rest, ""));
        let (mut mode, mut root_cert, mut others) = (None, None, Vec::new());
        for pair in said.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=').unwrap_or((pair, "")) {
                ("sslmode", word) => mode = Some(word.to_owned()),
                ("sslrootcert", file) => root_cert = Some(PathBuf::from(decoded(file)?)),
                // Together with a name it would be another server than the one that is shown.
                ("hostaddr", _) => {
                    return Err(no_address(t("hostaddr is not understood", "hostaddr n'est pas compris")));
                }
                _ => others.push(pair),
            }
        }
        // What the parser says of it may quote a password: it is not passed on.
        let mut config: Config = format!("postgres://{rest}?{}", others.join("&"))
            .parse()
            .map_err(|_| no_address(t("it cannot be read", "elle est illisible")))?;
        if config.get_hosts().is_empty() {
            return Err(no_address(t("it names no server", "elle ne nomme aucun serveur")));
        }
        if let Some(password) = env::var_os("PGPASSWORD").filter(|_| config.get_password().is_none()) {
            config.password(password.as_encoded_bytes());
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        config.application_name("whence");
        let place = place(&config);
        config.ssl_mode(match (mode.as_deref(), config.get_hosts().iter().all(is_here)) {
            (Some("disable"), _) | (None | Some("allow" | "prefer"), true) => SslMode::Disable,
            (Some("require" | "verify-ca" | "verify-full"), _) | (None, false) => SslMode::Require,
            (Some("allow" | "prefer"), false) => return Err(TeamError::Unencrypted { place: place.into() }),
            (Some(_), _) => {
                return Err(no_address(t(
                    "sslmode is none of disable, require, verify-full",
                    "sslmode n'est ni disable, ni require, ni verify-full",
                )));
            }
        });
        Ok(Self { config, root_cert, place })
    }

    /// For a person: without password.
    pub fn place(&self) -> &str {
        &self.place
    }

    pub fn is_elsewhere(&self) -> bool {
        !self.config.get_hosts().iter().all(is_here)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Address").field(&self.place).finish()
    }
}

fn place(config: &Config) -> String {
    let hosts: Vec<String> = config
        .get_hosts()
        .iter()
        .enumerate()
        .map(|(at, host)| {
            let port = config.get_ports().get(at).or(config.get_ports().first()).copied().unwrap_or(5432);
            let port = if port == 5432 { String::new() } else { format!(":{port}") };
            match host {
                Host::Tcp(name) if name.contains(':') => format!("[{name}]{port}"),
                Host::Tcp(name) => format!("{name}{port}"),
                #[cfg(unix)]
                Host::Unix(path) => format!("{}{port}", path.display()),
            }
        })
        .collect();
    let user = config.get_user().map(|user| format!("{user}@")).unwrap_or_default();
    let database = config.get_dbname().map(|name| format!("/{name}")).unwrap_or_default();
    format!("postgres://{user}{}{database}", hosts.join(","))
}

/// Whether nothing leaves this machine on the way there.
fn is_here(host: &Host) -> bool {
    match host {
        #[cfg(unix)]
        Host::Unix(_) => true,
        Host::Tcp(name) => name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()),
    }
}

/// Percent signs and what they stand for.
fn decoded(text: &str) -> Result<String, TeamError> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = |digit: Option<u8>| digit.and_then(|digit| char::from(digit).to_digit(16));
        bytes.push(match byte {
            b'%' => match (hex(rest.next()), hex(rest.next())) {
                (Some(high), Some(low)) => (high * 16 + low) as u8,
                _ => return Err(no_address(t("a % stands alone", "un % est isolé"))),
            },
            byte => byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| no_address(t("it is no UTF-8", "elle n'est pas en UTF-8")))
}

fn no_address(why: Text) -> TeamError {
    TeamError::Address { why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(address: &str) -> Result<(String, SslMode), TeamError> {
        Address::parse(address).map(|address| (address.place().to_owned(), address.config.get_ssl_mode()))
    }

    #[test]
    fn beyond_the_machine_nothing_is_said_in_the_open_unless_it_is_allowed() {
        let (off, on) = (SslMode::Disable, SslMode::Require);
        for (address, place, mode) in [
            ("postgres://ada@db.example/lists", "postgres://ada@db.example/lists", on),
            ("postgresql://ada@db.example:5433/lists?sslmode=verify-full", "postgres://ada@db.example:5433/lists", on),
            ("postgres://db.example?sslmode=require", "postgres://db.example", on),
            ("postgres://db.example/x?sslmode=disable", "postgres://db.example/x", off),
            ("postgres://localhost/x", "postgres://localhost/x", off),
            ("postgres://127.0.0.1/x?sslmode=prefer", "postgres://127.0.0.1/x", off),
            ("postgres://[::1]/x", "postgres://[::1]/x", off),
            ("postgres://localhost/x?sslmode=require", "postgres://localhost/x", on),
            ("postgres://localhost,db.example/x", "postgres://localhost,db.example/x", on),
            ("postgres://ada@%2Frun%2Fpg/x", "postgres://ada@/run/pg/x", off),
            ("postgres:///x?host=/run/pg&user=ada", "postgres://ada@/run/pg/x", off),
            ("postgres:///x?host=db.example", "postgres://db.example/x", on),
        ] {
            assert_eq!(parse(address), Ok((place.into(), mode)), "{address}");
        }
        for address in ["postgres://db.example/x?sslmode=prefer", "postgres://localhost,db.example/x?sslmode=allow"] {
            assert!(matches!(parse(address), Err(TeamError::Unencrypted { .. })), "{address}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for address in [
            "",
            "sqlite:///x",
            "host=db.example",
            "postgres://",
            "postgres:///x",
            "postgres://db.example:port/x",
            "postgres://db.example/x?sslmode=no",
            "postgres://db.example/x?sslrootcert=%zz",
            "postgres://localhost/x?hostaddr=192.0.2.7",
            "postgres://db.example/x?colour=red",
        ] {
            assert!(matches!(parse(address), Err(TeamError::Address { .. })), "{address}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        for address in [
            "postgres://ada:hunter2@db.example/x",
            "postgres://ada@db.example/x?password=hunter2",
            "postgres://ada:hunter2@db.example/x?sslmode=prefer",
            "postgres://ada:hunter2@db.example:hunter2/x",
            "postgres://ada@db.example/x?password=hunter2&port=hunter2",
            "postgres://ada:hunter2@/x",
        ] {
            let told = match Address::parse(address) {
                Ok(address) => format!("{address:?} {}", address.place()),
                Err(error) => format!("{error:?} {error} {}", error.sentence(whence_model::Lang::Fr)),
            };
            assert!(!told.contains("hunter2"), "{told}");
        }
    }
}
