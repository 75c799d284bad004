//! Content Credentials (C2PA 1.x and 2.x) through the c2pa library: who signed, whether the bytes are those that were
//! signed, what the manifests claim. The state is computed from the status codes of the validation, never from the
//! library's own summary, which calls intact files with an expired certificate invalid.
//!
//! No network: the library is built without any HTTP client, and told not to look for one.

mod claims;
mod class;
mod coverage;
mod lists;
mod makers;
mod pinned;
mod place;
#[cfg(test)]
mod signed;
mod source_type;
mod status;
mod tree;

use std::{io::Cursor, sync::Arc};

use c2pa::{Context, Error};
use whence_model::{
    Defect, Format, Place, Untrusted,
    facts::{
        metadata::Metadata,
        provenance::{CredentialClass, Provenance, Signer, TrustList},
    },
};

use self::status::Status;
use crate::{container::Walk, limits::MAX_CREDENTIAL_TEXT};

/// Whom to trust beside the lists that ship.
#[derive(Clone, Debug, Default)]
pub struct TrustSettings {
    /// Certificates that the user pinned, PEM. Each text may hold several; what is no certificate is left out, and
    /// [`Provenance::lists`] says how many were read. A CA vouches for everything that it signs, any other
    /// certificate only for itself.
    pub pinned: Vec<String>,
}

/// Reads credentials against lists that were parsed once.
pub struct Reader {
    context: Arc<Context>,
    lists: Vec<TrustList>,
}

impl Reader {
    pub fn new(trust: &TrustSettings) -> Self {
        let pinned = pinned::Pinned::read(&trust.pinned);
        Self { context: lists::context(&pinned), lists: lists::described(&pinned) }
    }

    /// Reads what `bytes` carry. `walk` says where it stands, `metadata` whether an address was left behind.
    pub fn read(&self, format: Format, bytes: &[u8], walk: &Walk, metadata: &Metadata) -> Provenance {
        let Some(mime) = mime(format) else { return self.of_class(CredentialClass::None) };
        let reader = c2pa::Reader::from_shared_context(&self.context).with_stream(mime, Cursor::new(bytes));
        match reader {
            Ok(reader) => self.present(&reader, format, walk),
            Err(Error::JumbfNotFound) => match provenance_url(metadata) {
                Some(url) => self.remote(url),
                None => self.of_class(CredentialClass::None),
            },
            Err(Error::RemoteManifestUrl(url)) => self.remote(text(&url)),
            // A file that is damaged elsewhere fails in the same way as damaged credentials.
            Err(_) if !place::holds_manifest_store(bytes) => match provenance_url(metadata) {
                Some(url) => self.remote(url),
                None => self.of_class(CredentialClass::None),
            },
            Err(error) => {
                let at = place::of(format, walk);
                let place = at.clone().unwrap_or_else(|| Place::path(format!("{} › C2PA", format.name())));
                let unreadable = Some(Defect { place, what: explained(&error) });
                Provenance { place: at, unreadable, ..self.of_class(CredentialClass::Unreadable) }
            }
        }
    }

    fn present(&self, reader: &c2pa::Reader, format: Format, walk: &Walk) -> Provenance {
        let statuses = status::all(reader);
        let nodes = tree::nodes(reader);
        let active = reader.active_manifest();
        let content = class::content(&statuses, class::binding(active), |url| {
            coverage::only_metadata_left_out(reader, url, &walk.structure)
        });
        let class = class::class(&statuses, content);
        let found_on = class::list(&statuses).filter(|_| class.is_trusted()).map(str::to_owned);
        let signer = active.and_then(|m| m.signature_info()).map(|signature| Signer {
            organisation: signature.issuer.as_deref().map(text),
            common_name: signature.common_name.as_deref().map(text),
            signed_at: signature.time.as_deref().map(text),
            algorithm: signature.alg.map(|alg| alg.to_string()),
            found_on,
        });
        Provenance {
            flags: class::flags(&statuses, content, &nodes),
            place: place::of(format, walk),
            signer,
            claim_generator: active.and_then(tree::generator),
            title: active.and_then(|m| m.title()).map(text),
            claims: claims::of(&nodes),
            manifests: nodes.into_iter().map(|node| node.entry).collect(),
            codes: statuses.into_iter().map(Status::into_code).collect(),
            ..self.of_class(class)
        }
    }

    fn remote(&self, url: Untrusted) -> Provenance {
        Provenance { remote_url: Some(url), ..self.of_class(CredentialClass::RemoteNotFetched) }
    }

    fn of_class(&self, class: CredentialClass) -> Provenance {
        Provenance { class, lists: self.lists.clone(), ..Provenance::default() }
    }
}

/// A string from a manifest, cut where nobody would read on.
fn text(raw: &str) -> Untrusted {
    raw[..raw.floor_char_boundary(MAX_CREDENTIAL_TEXT)].into()
}

/// What the library calls the format; absent where it has no reader for it.
fn mime(format: Format) -> Option<&'static str> {
    Some(match format {
        Format::Jpeg => "image/jpeg",
        Format::Png => "image/png",
        Format::WebP => "image/webp",
        Format::Gif => "image/gif",
        Format::Tiff => "image/tiff",
        Format::Avif => "image/avif",
        Format::Heif => "image/heic",
        Format::Bmp => return None,
    })
}

/// The address that XMP names, also where the library does not read XMP of this format.
fn provenance_url(metadata: &Metadata) -> Option<Untrusted> {
    let url = metadata.xmp("dcterms:provenance")?.value.raw().trim();
    (url.starts_with("http://") || url.starts_with("https://")).then(|| text(url))
}

fn explained(error: &Error) -> String {
    match error {
        Error::PrereleaseError => {
            "made with a test version of Content Credentials from before version 1.0 (2022), which is no longer read"
                .into()
        }
        // Texts of the library may quote the file.
        error => text(&error.to_string()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Reading,
        facts::metadata::{Property, Xmp},
    };

    use super::*;

    fn read(format: Format, bytes: &[u8], metadata: &Metadata) -> Provenance {
        Reader::new(&TrustSettings::default()).read(format, bytes, &Walk::default(), metadata)
    }

    fn with_provenance(url: &str) -> Metadata {
        let property = Property { name: "dcterms:provenance".into(), value: url.into(), place: Place::default() };
        Metadata { xmp: Reading::Read(Xmp { properties: vec![property], ..Xmp::default() }), ..Metadata::default() }
    }

    /// A JPEG of nothing but start and end.
    const EMPTY: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9";

    #[test]
    fn no_credentials_and_no_reader_for_the_format() {
        for (format, bytes) in [(Format::Jpeg, EMPTY), (Format::Bmp, b"BM"), (Format::Png, b"\x89PNG\r\n\x1a\n broken")]
        {
            let provenance = read(format, bytes, &Metadata::default());
            assert_eq!(provenance.class, CredentialClass::None, "{format:?}");
            assert_eq!(provenance.unreadable, None);
            assert_eq!(provenance.lists.len(), 2, "the lists are named whatever was found");
        }
    }

    #[test]
    fn an_address_left_in_xmp_is_named_and_not_asked() {
        let provenance = read(Format::Jpeg, EMPTY, &with_provenance(" https://example.com/a.c2pa"));
        assert_eq!(provenance.class, CredentialClass::RemoteNotFetched);
        assert_eq!(provenance.remote_url, Some("https://example.com/a.c2pa".into()));
        let local = read(Format::Jpeg, EMPTY, &with_provenance("self#jumbf=/c2pa/x"));
        assert_eq!((local.class, local.remote_url), (CredentialClass::None, None));
    }

    #[test]
    fn credentials_that_cannot_be_read_are_no_absence() {
        let store = b"\0\0\0\x20jumb\0\0\0\x1ejumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0";
        let mut bytes = b"\xff\xd8\xff\xeb".to_vec();
        bytes.extend((store.len() as u16 + 10).to_be_bytes());
        bytes.extend(b"JP\0\x01\0\0\0\x01");
        bytes.extend(store);
        bytes.extend(&EMPTY[2..]);
        let provenance = read(Format::Jpeg, &bytes, &Metadata::default());
        assert_eq!(provenance.class, CredentialClass::Unreadable);
        assert!(provenance.unreadable.is_some_and(|defect| !defect.what.is_empty()));
    }

    #[test]
    fn long_strings_are_cut_between_characters() {
        assert_eq!(text(&"é".repeat(MAX_CREDENTIAL_TEXT)).raw().chars().count(), MAX_CREDENTIAL_TEXT / 2);
    }
}
