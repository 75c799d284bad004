use jiff::{Timestamp, Unit};
use whence_model::t;
use whence_store::ledger::SigningKey;

use super::{Log, LogRefusal};

impl Log {
    /// How many entries there are now and the digest of the last, signed: to be kept elsewhere.
    ///
    /// # Errors
    /// The log cannot be read, or is empty.
    pub fn checkpoint(&self, key: &SigningKey) -> Result<String, LogRefusal> {
        let head = self.head()?.ok_or_else(|| {
            LogRefusal::Words(t(
                "The log has no entry yet: there is nothing to sign.",
                "Le registre n'a pas encore d'entrée : il n'y a rien à signer.",
            ))
        })?;
        let now = Timestamp::now();
        Ok(key.sign(&head, &now.round(Unit::Second).unwrap_or(now).to_string()))
    }
}

/// A new key to sign checkpoints with.
///
/// # Errors
/// The name is none for a key, or the system has no randomness to give.
pub fn new_key(name: &str) -> Result<SigningKey, LogRefusal> {
    Ok(SigningKey::new(name)??)
}
