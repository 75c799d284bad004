use std::io;

use whence_model::{Text, t};

use super::file::{MAX_COUNT, VERSION};

/// Why a file is not the index that was looked for. Each time the cure is to make it anew from the list.
#[derive(Debug)]
pub enum Unfit {
    Unreadable(io::Error),
    NoIndex,
    OtherVersion(u32),
    /// It is the index of another list, or of another state of this one.
    OtherSource,
    /// As many hashes as it claims, for which it has too many bytes or too few.
    WrongLength(u64),
    TooMany(u64),
    Damaged,
}

impl Unfit {
    pub fn text(&self) -> Text {
        match self {
            Self::Unreadable(why) => {
                Text::new(format!("the index cannot be read ({why})"), format!("l'index ne peut pas être lu ({why})"))
            }
            Self::NoIndex => t("this is no index of hashes", "ce n'est pas un index d'empreintes"),
            Self::OtherVersion(version) => Text::new(
                format!("the index is of version {version}, where {VERSION} is expected"),
                format!("l'index est de version {version}, la version {VERSION} est attendue"),
            ),
            Self::OtherSource => t("the index is that of another list", "l'index est celui d'une autre liste"),
            Self::WrongLength(count) => Text::new(
                format!("the index says that it holds {count} hashes, but its length is another"),
                format!("l'index dit contenir {count} empreintes, mais sa longueur est autre"),
            ),
            Self::TooMany(count) => Text::new(
                format!("the index says that it holds {count} hashes; {MAX_COUNT} are the limit"),
                format!("l'index dit contenir {count} empreintes ; la limite est de {MAX_COUNT}"),
            ),
            Self::Damaged => t("the index is damaged", "l'index est endommagé"),
        }
    }
}
