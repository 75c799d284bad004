use std::{
    fs::File,
    io,
    marker::PhantomData,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    Kept, StoreError,
    files::{lock, read_bounded, replace},
};

/// Something that is remembered whole in one small file of JSON, `NAME.json` in a folder.
///
/// A reader sees what stood before a change or what stands after it, never anything between, whenever the power goes:
/// the new file is written beside the old one, flushed, and takes its name. Whoever changes it holds a lock on
/// `NAME.lock` meanwhile, so that of two changes at once neither is lost.
#[derive(Clone, Debug)]
pub struct JsonFile<T> {
    pub folder: PathBuf,
    pub name: &'static str,
    pub kept: Kept,
    /// Rises when what is written could not be read by who read it before.
    pub schema: u64,
    /// More bytes than this are neither read nor written.
    pub limit: u64,
    pub of: PhantomData<T>,
}

/// The file, whole.
#[derive(Serialize, Deserialize)]
struct Written<T> {
    schema: u64,
    #[serde(flatten)]
    what: T,
}

impl<T: Clone + Default + PartialEq + Serialize + DeserializeOwned> JsonFile<T> {
    pub fn file(&self) -> PathBuf {
        self.beside("json")
    }

    fn beside(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", self.name))
    }

    /// What is remembered: the default where nothing is.
    pub fn read(&self) -> Result<T, StoreError> {
        let (file, kept, limit) = (self.file(), self.kept, self.limit);
        match read_bounded(&file, limit) {
            Ok(bytes) if bytes.len() as u64 > limit => Err(StoreError::TooLarge { kept, file, limit }),
            Ok(bytes) => self.understood(&file, &bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(T::default()),
            Err(error) => Err(StoreError::unreadable(kept, &file, &error)),
        }
    }

    /// Changes it and gives back what `change` did. Others who change it wait meanwhile.
    pub fn change<D, E: From<StoreError>>(&self, change: impl FnOnce(&mut T) -> Result<D, E>) -> Result<D, E> {
        let _lock = self.lock()?;
        let before = self.read()?;
        let mut what = before.clone();
        let done = change(&mut what)?;
        if what != before {
            self.write(what)?;
        }
        Ok(done)
    }

    /// Alone until it is dropped; the system lets go of it when a process dies.
    fn lock(&self) -> Result<File, StoreError> {
        let file = self.beside("lock");
        lock(self.kept, &self.folder, &file)
    }

    fn write(&self, what: T) -> Result<(), StoreError> {
        let (file, kept, limit) = (self.file(), self.kept, self.limit);
        let written = serde_json::to_vec_pretty(&Written { schema: self.schema, what }).map_err(io::Error::from);
        let written = written.and_then(|mut bytes| {
            bytes.push(b'\n');
            if bytes.len() as u64 > limit {
                return Ok(false);
            }
            replace(&file, &self.beside("json.new"), &bytes)?;
            Ok(true)
        });
        match written {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::TooLarge { kept, file, limit }),
            Err(error) => Err(StoreError::not_written(kept, &file, &error)),
        }
    }

    fn understood(&self, file: &Path, bytes: &[u8]) -> Result<T, StoreError> {
        let damaged = |at| StoreError::Damaged { kept: self.kept, file: file.into(), at };
        let value: Value = serde_json::from_slice(bytes).map_err(|e| damaged(Some((e.line(), e.column()))))?;
        match value.get("schema").and_then(Value::as_u64) {
            Some(schema) if schema == self.schema => {}
            Some(schema) if schema > self.schema => {
                return Err(StoreError::Newer { kept: self.kept, file: file.into(), schema });
            }
            _ => return Err(damaged(None)),
        }
        let written = Written::<T>::deserialize(&value).map_err(|_| damaged(None))?;
        // What is not understood would be lost with the next change.
        let again = serde_json::to_value(&written).map_err(|_| damaged(None))?;
        if holds(&again, &value) { Ok(written.what) } else { Err(damaged(None)) }
    }
}

/// Whether all of `part` stands in `whole`, which may have what an older file did not.
fn holds(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            part.iter().all(|(key, value)| whole.get(key).is_some_and(|whole| holds(whole, value)))
        }
        _ => whole == part,
    }
}
