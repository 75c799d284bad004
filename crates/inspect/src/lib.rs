//! Bytes to facts. Every inspector reads one kind of thing from bytes that were read once, and never judges it.
//!
//! What is not here: opening files, looking things up elsewhere, deciding what a fact means.

// A panic on hostile bytes would lose the whole report.
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable
    )
)]

mod container;
mod credentials;
mod format;
mod generator;
pub mod limits;
mod metadata;
#[doc(hidden)]
pub mod parsers;
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "loops over pictures whose sizes a decoder has checked; what overflows stops them, in releases too"
)]
mod pixels;
mod png_from_rgba;

use std::ops::ControlFlow;

use credentials::Subject;
use pixels::Wanted;
use serde::{Deserialize, Serialize};
use whence_model::{
    Features, Format, Pdq, Refusal, Trimmed, TrustBook,
    facts::{
        generator::Generator,
        metadata::Metadata,
        pixels::{Pixels, WatermarkTest},
        provenance::{Provenance, TrustList},
        structure::Structure,
    },
};

pub use credentials::{Detached, ThumbnailPicture, Told, Unusable, certificates, describe, list_issued};
/// For measurements and the bench, which bring pixels of their own.
#[doc(hidden)]
pub use pixels::watermark;
pub use pixels::{Copies, Preview, ThumbnailPictures, rgba};
pub use png_from_rgba::encode_png;

/// The version of the C2PA library that reads credentials.
pub const C2PA_VERSION: &str = c2pa::VERSION;

/// Everything that was read from one file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Inspection {
    pub format: Format,
    pub size: Option<(u32, u32)>,
    pub pdq: Option<Pdq>,
    pub pixels_sha256: Option<String>,
    /// What remains without the borders or the screen around it.
    pub trimmed: Vec<Trimmed>,
    /// Where [`Inspector::with_features`] wants them: by them a part of the picture is known again.
    pub features: Option<Features>,
    pub provenance: Provenance,
    pub metadata: Metadata,
    pub structure: Structure,
    pub generator: Generator,
    pub pixels: Pixels,
    /// The picture, upright and re-encoded: this and its copies are the only form in which pixels leave this crate.
    pub preview: Option<Preview>,
    pub copies: Option<Copies>,
    /// The Exif thumbnail beside the picture, re-encoded; where previews are wanted and it could be compared.
    pub exif_thumbnail: Option<ThumbnailPictures>,
    /// Those that the credentials carry, re-encoded; none where no previews are wanted.
    pub thumbnails: Vec<ThumbnailPicture>,
    /// PEM of the certificate that signed the active manifest, for the user to pin.
    pub signer_pem: Option<String>,
}

impl Inspection {
    /// Whether each picture in it is such as we write: of one that comes out of a locked room, its bytes are all that is known.
    pub fn is_drawn(&self) -> bool {
        let carried = self.thumbnails.iter().map(|thumbnail| &thumbnail.picture);
        let exif = self.exif_thumbnail.iter().flat_map(|two| [&two.thumbnail, &two.difference]);
        self.preview.iter().chain(carried).chain(exif).all(Preview::is_drawn)
            && self.copies.as_ref().is_none_or(Copies::is_drawn)
    }
}

/// What is being read, for a progress bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Identity,
    Structure,
    Metadata,
    Credentials,
    Pixels,
}

/// What is told on the way.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// What comes next.
    Step(Step),
    /// A glimpse of the picture, upright and small, as JPEG, long before all has been read; where previews are wanted.
    Glimpse(&'a [u8]),
}

/// Reads files one after the other; the trust lists are parsed once.
pub struct Inspector {
    credentials: credentials::Reader,
    previews: bool,
    features: bool,
    pixels: u64,
}

impl Inspector {
    /// `previews` says whether anybody will look at the pictures: making one costs about as much as decoding does.
    pub fn new(trust: &TrustBook, previews: bool) -> Self {
        Self {
            credentials: credentials::Reader::new(trust, previews),
            previews,
            features: false,
            pixels: limits::MAX_PIXELS,
        }
    }

    /// Local features are made too.
    pub fn with_features(self) -> Self {
        Self { features: true, ..self }
    }

    /// Pictures of more than `pixels` are not decoded, in place of [`limits::MAX_PIXELS`].
    pub fn with_pixels(self, pixels: u64) -> Self {
        Self { pixels, ..self }
    }

    /// The trust lists that signers are held against: those that ship, then the user's own.
    pub fn lists(&self) -> &[TrustList] {
        self.credentials.lists()
    }

    /// What the bytes begin with, or why they are no image.
    pub fn format(bytes: &[u8]) -> Result<Format, Refusal> {
        format::of(bytes)
    }

    /// Reads everything. `detached` are credentials of the file that stand elsewhere; `deep` says whether the slow
    /// searches are made too. `tell` hears how far it has come, and may stop it.
    pub fn inspect(
        &self,
        bytes: &[u8],
        detached: Option<&Detached>,
        deep: bool,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Inspection, Refusal> {
        let mut step = |step| match tell(Progress::Step(step)) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Refusal::Cancelled),
        };
        let format = format::of(bytes)?;
        step(Step::Identity)?;
        step(Step::Structure)?;
        let walk = container::walk(format, bytes);
        step(Step::Metadata)?;
        let metadata = metadata::read(&walk.blocks);
        step(Step::Credentials)?;
        let subject = Subject { format, bytes, walk: &walk, metadata: &metadata, detached };
        let Told { provenance, thumbnails, signer_pem } = self.credentials.read(subject);
        step(Step::Pixels)?;
        let decoded = pixels::decode(format, bytes, &walk, self.pixels);
        let mut stopped = false;
        let mut glimpse = |jpeg: &[u8]| {
            let goes_on = tell(Progress::Glimpse(jpeg));
            stopped |= goes_on.is_break();
            goes_on
        };
        let wanted = decoded.as_ref().ok().filter(|_| self.previews);
        let shown = wanted.and_then(|decoded| pixels::show(decoded, &metadata, &mut glimpse));
        if stopped {
            return Err(Refusal::Cancelled);
        }
        let picture = decoded.as_ref().ok().map(|decoded| &decoded.image);
        let picture = picture.and_then(|image| generator::Picture::new(format, &walk.structure, image));
        let generator = generator::read(&metadata, picture.as_ref());
        let wanted = Wanted { features: self.features, deep };
        let seen = pixels::read((format, bytes), decoded, shown, &walk, &metadata, wanted);
        Ok(Inspection {
            format,
            size: walk.size,
            pdq: seen.pdq,
            pixels_sha256: seen.pixels_sha256,
            trimmed: seen.trimmed,
            features: seen.features,
            provenance,
            metadata,
            structure: walk.structure,
            generator,
            pixels: seen.pixels,
            preview: seen.preview,
            copies: seen.copies,
            exif_thumbnail: seen.exif_thumbnail,
            thumbnails,
            signer_pem,
        })
    }

    /// What `detached` says of a file's credentials.
    pub fn read_detached(&self, bytes: &[u8], detached: &Detached) -> Result<Told, Refusal> {
        let format = format::of(bytes)?;
        let walk = container::walk(format, bytes);
        let (metadata, detached) = (&metadata::read(&walk.blocks), Some(detached));
        Ok(self.credentials.read(Subject { format, bytes, walk: &walk, metadata, detached }))
    }
}

impl Inspection {
    /// Puts what was told of its credentials elsewhere in the place of what it says of them.
    pub fn say(&mut self, Told { provenance, thumbnails, signer_pem }: Told) {
        (self.provenance, self.thumbnails, self.signer_pem) = (provenance, thumbnails, signer_pem);
    }
}

/// For the bench of the marks of generators: decodes, then looks for all of them but the watermark in crops. `step` is called
/// before each of the two.
#[doc(hidden)]
pub fn marks(bytes: &[u8], step: &mut dyn FnMut()) -> Option<(Generator, Option<WatermarkTest>)> {
    let format = format::of(bytes).ok()?;
    let walk = container::walk(format, bytes);
    let metadata = metadata::read(&walk.blocks);
    step();
    let decoded = pixels::decode(format, bytes, &walk, limits::MAX_PIXELS).ok()?;
    step();
    let picture = generator::Picture::new(format, &walk.structure, &decoded.image);
    Some((generator::read(&metadata, picture.as_ref()), watermark::look(&decoded.image)))
}

/// For measurements and the bench: decodes, then hashes the picture and what remains without its surroundings. `step` is
/// called before the picture is decoded, before areas are looked for, and before all are hashed.
#[doc(hidden)]
pub fn hashes(bytes: &[u8], step: &mut dyn FnMut()) -> Option<(Option<Pdq>, Vec<Trimmed>)> {
    let format = format::of(bytes).ok()?;
    let walk = container::walk(format, bytes);
    step();
    let decoded = pixels::decode(format, bytes, &walk, limits::MAX_PIXELS).ok()?;
    Some(pixels::hashes(&decoded.image, step))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
