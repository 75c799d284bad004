//! The small pictures that manifests carry, re-encoded.

use serde::{Deserialize, Serialize};
use whence_model::facts::provenance::Thumbnail;

use super::{text, tree::Node};
use crate::{
    limits::{MAX_CREDENTIAL_PICTURE_BYTES, MAX_CREDENTIAL_PICTURES},
    pixels::{Preview, carried},
};

/// One of them, of the manifest with this index.
#[derive(Debug, Serialize, Deserialize)]
pub struct ThumbnailPicture {
    pub manifest: u32,
    pub picture: Preview,
}

/// Decodes those nearest to the active manifest, and notes on each node what it has.
pub fn of(nodes: &mut [Node]) -> Vec<ThumbnailPicture> {
    let mut pictures = Vec::new();
    let mut tried = 0_usize;
    for (at, node) in nodes.iter_mut().enumerate() {
        // The signer's own picture goes before that of whoever took the file in.
        let own = node.source.and_then(|manifest| manifest.thumbnail());
        let made_by_taker = own.is_none();
        let Some((format, bytes)) = own.or_else(|| node.ingredient?.thumbnail()) else { continue };
        let wanted = tried < MAX_CREDENTIAL_PICTURES && bytes.len() <= MAX_CREDENTIAL_PICTURE_BYTES;
        tried = tried.saturating_add(usize::from(wanted));
        let decoded = if wanted { carried::read(&bytes) } else { None };
        let size = decoded.as_ref().map(|(size, _)| *size);
        node.entry.thumbnail = Some(Thumbnail {
            format: text(format),
            bytes: bytes.len() as u64,
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
            made_by_taker,
        });
        pictures.extend(decoded.map(|(_, picture)| ThumbnailPicture { manifest: at as u32, picture }));
    }
    pictures
}
