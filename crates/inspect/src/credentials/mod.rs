//! Content Credentials (C2PA 1.x and 2.x) through the c2pa library: who signed, whether the bytes are those that were
//! signed, what the manifests claim. The state is computed from the status codes of the validation, never from the
//! library's own summary, which calls intact files with an expired certificate invalid.
//!
//! No network: the library is built without any HTTP client, and told not to look for one.

mod account;
mod actions;
mod certificate;
mod claims;
mod class;
mod coverage;
mod detached;
mod identity;
mod import;
mod interim;
mod lists;
mod makers;
mod pem;
mod place;
mod signature;
#[cfg(test)]
mod signed;
mod signed_fields;
mod soft_binding;
mod status;
mod thumbnails;
mod tree;
mod trust;
mod weight;

use c2pa::Error;
use serde::{Deserialize, Serialize};
use whence_model::{
    Defect, Format, Place, TrustBook, Untrusted,
    facts::{
        metadata::Metadata,
        provenance::{CredentialClass, Provenance, Signer, TrustList},
    },
};

use self::{account::Account, identity::Identities, lists::Lists, status::Status, tree::Tree, trust::Trust};
pub use self::{
    certificate::describe,
    detached::Detached,
    import::{Unusable, certificates, list_issued},
    thumbnails::ThumbnailPicture,
};
use crate::{container::Walk, limits::MAX_CREDENTIAL_TEXT};

/// What credentials are about: one file's bytes, and what was read of them already.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub format: Format,
    pub bytes: &'a [u8],
    pub walk: &'a Walk<'a>,
    pub metadata: &'a Metadata,
    /// Credentials that were kept elsewhere. Those in the file are not looked at then.
    pub detached: Option<&'a Detached>,
}

/// Facts, and the small pictures that manifests carry.
#[derive(Debug, Serialize, Deserialize)]
pub struct Told {
    pub provenance: Provenance,
    pub thumbnails: Vec<ThumbnailPicture>,
    /// PEM of the certificate that signed the active manifest, for the user to pin.
    pub signer_pem: Option<String>,
}

/// Reads credentials against lists that were parsed once.
pub struct Reader {
    trust: Trust,
    identities: Identities,
    /// Whether anybody will look at thumbnails.
    thumbnails: bool,
}

impl Reader {
    pub fn new(book: &TrustBook, thumbnails: bool) -> Self {
        Self::against(&Lists::shipped(), book, thumbnails)
    }

    fn against(lists: &Lists, book: &TrustBook, thumbnails: bool) -> Self {
        Self { trust: Trust::new(lists, book), identities: Identities::new(&book.pins), thumbnails }
    }

    pub fn lists(&self) -> &[TrustList] {
        &self.trust.lists
    }

    /// Reads what the file carries, or what was kept elsewhere for it.
    pub fn read(&self, subject: Subject) -> Told {
        let Subject { format, bytes, walk, metadata, detached } = subject;
        let Some(mime) = mime(format) else {
            return match detached {
                Some(detached) => {
                    let unreadable = Some(detached.of_unread_format(format));
                    let carrier = detached.carrier.clone();
                    self.told(Provenance { carrier, unreadable, ..self.provenance(CredentialClass::Unreadable) })
                }
                None => self.of_class(CredentialClass::None),
            };
        };
        let mut told = match self.trust.read(subject, mime) {
            Ok(mut reader) => {
                let mut told = self.present(&reader, subject);
                self.identities.tell(&mut reader, &mut told.provenance);
                told
            }
            Err(error) if detached.is_some() => {
                let unreadable = detached.map(|detached| detached.unreadable(explained(&error)));
                self.told(Provenance { unreadable, ..self.provenance(CredentialClass::Unreadable) })
            }
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
                self.told(Provenance { place: at, unreadable, ..self.provenance(CredentialClass::Unreadable) })
            }
        };
        if let Some(detached) = detached {
            told.provenance.carrier = detached.carrier.clone();
            told.provenance.place = None;
            told.provenance.remote_url = provenance_url(metadata);
        }
        told
    }

    fn present(&self, reader: &c2pa::Reader, subject: Subject) -> Told {
        let statuses = status::all(reader);
        let Tree { mut nodes, cut } = tree::read(reader, &statuses);
        let active = reader.active_manifest();
        let account = Account::of(reader);
        let structure = &subject.walk.structure;
        let content = class::content(&statuses, class::binding(active), |url| {
            coverage::only_metadata_left_out(&account.json, url, structure)
        });
        let leaf = trust::chain(reader).into_iter().next();
        let voucher = class::list(&statuses).and_then(|list| self.trust.voucher(list, leaf.as_deref()));
        let class = class::class(&statuses, content, voucher.as_ref().map(|voucher| voucher.class));
        let (found_on, note) = voucher.filter(|_| class.is_trusted()).map(|v| (v.found_on, v.note)).unzip();
        let signer = active.and_then(|m| m.signature_info()).map(|signature| Signer {
            organisation: signature.issuer.as_deref().map(text),
            common_name: signature.common_name.as_deref().map(text),
            signed_at: signature.time.as_deref().map(text),
            algorithm: signature.alg.map(|alg| alg.to_string()),
            found_on,
            note: note.flatten(),
        });
        let thumbnails = if self.thumbnails { thumbnails::of(&mut nodes) } else { Vec::new() };
        let mut flags = class::flags(&statuses, content, &nodes);
        let hashed = (class != CredentialClass::CredentialsAltered).then(|| reader.active_label()).flatten();
        let coverage = hashed.and_then(|label| coverage::of(&account.json, label, subject));
        coverage::flag(coverage.as_ref(), &mut flags);
        let provenance = Provenance {
            flags,
            place: place::of(subject.format, subject.walk),
            signer,
            claim_generator: active.and_then(tree::generator),
            title: active.and_then(|m| m.title()).map(text),
            cut,
            claims: claims::of(&nodes),
            coverage,
            signed_fields: active.map(signed_fields::of).unwrap_or_default(),
            manifests: nodes.into_iter().map(|node| node.entry).collect(),
            codes: statuses.into_iter().map(Status::into_code).collect(),
            raw: account.into_raw(),
            ..self.provenance(class)
        };
        Told { provenance, thumbnails, signer_pem: leaf.map(|der| pem::write(&der)) }
    }

    fn remote(&self, url: Untrusted) -> Told {
        self.told(Provenance { remote_url: Some(url), ..self.provenance(CredentialClass::RemoteNotFetched) })
    }

    fn of_class(&self, class: CredentialClass) -> Told {
        self.told(self.provenance(class))
    }

    fn told(&self, provenance: Provenance) -> Told {
        Told { provenance, thumbnails: Vec::new(), signer_pem: None }
    }

    fn provenance(&self, class: CredentialClass) -> Provenance {
        Provenance { class, lists: self.trust.lists.clone(), ..Provenance::default() }
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
        Format::Jxl => "image/jxl",
        Format::Bmp | Format::Jp2 | Format::Psd => return None,
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
        let subject = Subject { format, bytes, walk: &Walk::default(), metadata, detached: None };
        Reader::new(&TrustBook::default(), false).read(subject).provenance
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
            assert_eq!(provenance.lists.len(), 3, "the lists are named whatever was found");
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
