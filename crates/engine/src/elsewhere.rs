//! Credentials that do not stand in the picture: in a file that the user named, in one beside it, or on a server.

use std::{
    fs,
    path::{Path, PathBuf},
};

use whence_fetch::{Fetched, Limits, fetch};
use whence_inspect::{Detached, Inspection, limits::MAX_DETACHED_BYTES};
use whence_model::{
    Defect, Place, Refusal, Untrusted,
    facts::provenance::{Carrier, CredentialClass, Fetch, Provenance},
};

use crate::{Source, reading::Reader};

/// The file of credentials that the user named.
///
/// # Errors
/// [`Refusal::CredentialsMissing`] and [`Refusal::CredentialsUnread`]: nobody shall take it for the picture.
pub fn given(source: &Source) -> Result<Detached, Refusal> {
    let name = source.name();
    match source.read_within(MAX_DETACHED_BYTES) {
        Ok(bytes) => Ok(Detached { bytes: bytes.into_owned(), carrier: Carrier::Given { name } }),
        Err(Refusal::Missing) => Err(Refusal::CredentialsMissing { name }),
        Err(why) => Err(Refusal::CredentialsUnread { name, detail: detail(&why).into() }),
    }
}

/// Reads the `.c2pa` file beside a picture that carries no credentials itself (C2PA 2.2, section 11.4), where there is
/// one.
pub fn read_beside(picture: &Path, reader: &Reader, inspection: &mut Inspection, bytes: &[u8]) -> Result<(), Refusal> {
    if !is_wanting(&inspection.provenance) {
        return Ok(());
    }
    let Some(source) = beside(picture).map(Source::File) else { return Ok(()) };
    let carrier = Carrier::Sidecar { name: source.name() };
    match source.read_within(MAX_DETACHED_BYTES) {
        Ok(credentials) => {
            let detached = Detached { bytes: credentials.into_owned(), carrier };
            inspection.say(reader.read_detached(bytes, &detached)?);
        }
        Err(why) => {
            let unreadable = Defect { place: Place::path(source.name().short(100)), what: detail(&why) };
            let provenance = &mut inspection.provenance;
            provenance.class = CredentialClass::Unreadable;
            provenance.carrier = carrier;
            provenance.unreadable = Some(unreadable);
        }
    }
    Ok(())
}

/// Asks the server that the file names, where there is one to ask, and reads what it sends. Tells whether anything
/// left this machine.
pub fn read_from_server(
    limits: &Limits,
    reader: &Reader,
    inspection: &mut Inspection,
    bytes: &[u8],
) -> Result<bool, Refusal> {
    let Some(named) = server(&inspection.provenance).cloned() else { return Ok(false) };
    let Fetched { url, asked, outcome } = fetch(named.raw(), limits);
    let mut told = Fetch { url: url.into(), bytes: 0, failed: None };
    match outcome {
        Ok(credentials) => {
            told.bytes = credentials.len() as u64;
            let detached = Detached { bytes: credentials, carrier: Carrier::Server };
            inspection.say(reader.read_detached(bytes, &detached)?);
        }
        Err(failure) => told.failed = Some(failure),
    }
    inspection.provenance.remote_url = Some(named);
    inspection.provenance.fetch = Some(told);
    Ok(asked)
}

/// The address at which the credentials of a file are kept that were not found nearer.
pub fn server(provenance: &Provenance) -> Option<&Untrusted> {
    provenance.remote_url.as_ref().filter(|_| provenance.class == CredentialClass::RemoteNotFetched)
}

/// Whether the picture itself carries none.
fn is_wanting(provenance: &Provenance) -> bool {
    matches!(provenance.class, CredentialClass::None | CredentialClass::RemoteNotFetched)
}

/// `photo.jpg.c2pa` before `photo.c2pa`: a picture of the same name in another format may have the second.
fn beside(picture: &Path) -> Option<PathBuf> {
    let mut longer = picture.as_os_str().to_owned();
    longer.push(".c2pa");
    let paths = [PathBuf::from(longer), picture.with_extension("c2pa")];
    // What is no file, such as a pipe, is not waited for.
    paths.into_iter().find(|path| path != picture && fs::metadata(path).is_ok_and(|found| found.is_file()))
}

fn detail(why: &Refusal) -> String {
    match why {
        Refusal::Forbidden => "permission denied".into(),
        Refusal::NotAFile => "not a file".into(),
        Refusal::TooLarge { limit, .. } => format!("> {} MiB", limit >> 20),
        Refusal::ReadFailed { detail } => detail.short(200),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_name_is_nearer_and_only_files_count() {
        let folder = std::env::temp_dir().join(format!("whence-beside-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let picture = folder.join("photo.jpg");
        assert_eq!(beside(&picture), None);
        fs::create_dir_all(folder.join("photo.jpg.c2pa")).unwrap();
        fs::write(folder.join("photo.c2pa"), b"x").unwrap();
        assert_eq!(beside(&picture), Some(folder.join("photo.c2pa")));
        fs::remove_dir(folder.join("photo.jpg.c2pa")).unwrap();
        fs::write(folder.join("photo.jpg.c2pa"), b"x").unwrap();
        assert_eq!(beside(&picture), Some(folder.join("photo.jpg.c2pa")));
        assert_eq!(beside(&folder.join("photo.c2pa")), None, "a picture is not its own sidecar");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_credentials_file_that_cannot_be_read_is_not_taken_for_the_picture() {
        let missing = given(&Source::File("/no/such/photo.c2pa".into())).unwrap_err();
        assert_eq!(missing, Refusal::CredentialsMissing { name: "photo.c2pa".into() });
        let folder = given(&Source::File(std::env::temp_dir())).unwrap_err();
        assert!(matches!(folder, Refusal::CredentialsUnread { .. }), "{folder:?}");
        let bytes = vec![0; MAX_DETACHED_BYTES as usize + 1];
        let large = given(&Source::Bytes { name: "large.c2pa".into(), bytes }).unwrap_err();
        assert_eq!(large, Refusal::CredentialsUnread { name: "large.c2pa".into(), detail: "> 32 MiB".into() });
    }
}
