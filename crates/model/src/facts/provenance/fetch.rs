use serde::{Deserialize, Serialize};

use crate::{Text, Untrusted};

/// What became of asking a server for credentials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Fetch {
    /// The address that answered last, after redirections.
    pub url: Untrusted,
    /// Bytes that came.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: u64,
    /// Absent where credentials came.
    pub failed: Option<FetchFailure>,
}

/// Why no credentials came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FetchFailure {
    /// The address is none that is asked: not https, or with a name and password in it.
    Address,
    /// It leads to a machine of a private network, or to this one.
    Private,
    /// It leads on and on.
    Redirects {
        limit: u32,
    },
    /// The server answers that it has none: an HTTP status.
    Refused {
        status: u16,
    },
    TooLarge {
        limit: u64,
    },
    TooSlow {
        seconds: u32,
    },
    /// No connection, or it broke off.
    Unreachable {
        detail: Untrusted,
    },
}

impl FetchFailure {
    /// What was wrong and what to do, for a sentence that names the host.
    pub fn told(&self) -> Text {
        match self {
            Self::Address => Text::new(
                "The address is not one that Whence asks: only https, without a user name in it.",
                "L'adresse n'est pas de celles que Whence interroge : seulement https, sans nom d'utilisateur.",
            ),
            Self::Private => Text::new(
                "The address leads into a private network or to this computer, where a picture has no business asking.",
                "L'adresse mène dans un réseau privé ou à cet ordinateur, où une image n'a rien à demander.",
            ),
            Self::Redirects { limit } => Text::new(
                format!("The server sent us on more than {limit} times."),
                format!("Le serveur nous a renvoyés plus de {limit} fois."),
            ),
            Self::Refused { status } => Text::new(
                format!("The server answered that it has none (HTTP {status})."),
                format!("Le serveur a répondu qu'il n'en a pas (HTTP {status})."),
            ),
            Self::TooLarge { limit } => Text::new(
                format!("What came was larger than {} MiB.", limit >> 20),
                format!("Ce qui est arrivé dépassait {} Mio.", limit >> 20),
            ),
            Self::TooSlow { seconds } => Text::new(
                format!("No answer within {seconds} seconds. Try again later."),
                format!("Pas de réponse en {seconds} secondes. Réessayez plus tard."),
            ),
            Self::Unreachable { detail } => Text::new(
                format!("The server could not be reached: {}. Check the connection and try again.", detail.short(200)),
                format!(
                    "Le serveur n'a pas pu être joint : {}. Vérifiez la connexion et réessayez.",
                    detail.short(200)
                ),
            ),
        }
    }
}
