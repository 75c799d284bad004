//! What the fuzzer begins with: `seeds CORPUS FOLDER…` takes the files of the folders apart, and puts each piece where the target
//! that reads it looks for its own.

mod plain;

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

// Its counters are what instrumented code counts with, here as well.
use libfuzzer_sys as _;
use whence_fuzz::{encoded, jumbf, made, makers};
use whence_inspect::{
    Inspector,
    parsers::{self, BlockKind},
};
use whence_model::{
    Format, TrustBook,
    facts::metadata::{Metadata, Value},
};

/// Longer files are read whole only a few times a second.
const MOST: usize = 256 << 10;
/// Metadata stand at the beginning of most files.
const BEGINNING: usize = 8 << 10;

fn main() {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let corpus = Corpus(arguments.next().expect("the folder to write into"));
    let inspector = Inspector::new(&TrustBook::default(), false);
    let mut open: Vec<PathBuf> = arguments.collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else if let Ok(bytes) = fs::read(&path) {
            corpus.file(&inspector, &path, &bytes);
        }
    }
    for (_, bytes) in made::all() {
        corpus.picture(&inspector, &bytes);
    }
    plain::write(&corpus);
}

struct Corpus(PathBuf);

impl Corpus {
    /// The same piece twice is one seed.
    fn put(&self, target: &str, bytes: &[u8]) {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let folder = self.0.join(target);
        if !bytes.is_empty() && bytes.len() <= MOST {
            fs::create_dir_all(&folder).expect("the corpus can be written");
            fs::write(folder.join(format!("seed-{:016x}", hasher.finish())), bytes).expect("the corpus can be written");
        }
    }

    fn file(&self, inspector: &Inspector, path: &Path, bytes: &[u8]) {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("pem" | "der") => self.put("certificates", bytes),
            Some("csv" | "tsv" | "ndjson") => self.put("known_list", &[b"\0", bytes].concat()),
            Some("json") => plain::report(self, bytes),
            Some("c2pa") => self.put("credentials", bytes),
            Some("icc" | "icm") => self.put("icc", bytes),
            Some("xmp") => self.put("xmp", bytes),
            _ => self.picture(inspector, bytes),
        }
    }

    fn picture(&self, inspector: &Inspector, bytes: &[u8]) {
        let Ok(format) = Inspector::format(bytes) else { return };
        let target = match format {
            Format::Jpeg => "jpeg",
            Format::Png => "png",
            Format::WebP => "webp",
            Format::Gif => "gif",
            Format::Tiff => "tiff",
            Format::Avif | Format::Heif => "bmff",
            Format::Jxl => "jxl",
            Format::Jp2 => "jp2",
            Format::Psd => "psd",
            Format::Bmp => "whole",
        };
        for target in [target, "whole"] {
            self.put(target, bytes);
        }
        self.put(target, bytes.get(..BEGINNING).unwrap_or_default());
        self.put("credentials", &jumbf::of_jpeg(bytes));
        let walk = parsers::walk(format, bytes);
        for block in &walk.blocks {
            match &block.kind {
                BlockKind::Exif => self.put("exif", block.data.strip_prefix(b"Exif\0\0").unwrap_or(&block.data)),
                BlockKind::Xmp => self.put("xmp", &block.data),
                BlockKind::Icc => self.put("icc", &block.data),
                BlockKind::Photoshop | BlockKind::Iptc => self.put("iptc", &block.data),
                BlockKind::SamsungTrailer => self.put("generator_marks", &[b"s", &block.data[..]].concat()),
                _ => {}
            }
        }
        let metadata = parsers::metadata(&walk.blocks);
        self.put("generator_marks", &marks(&metadata));
        self.maker_note(bytes, &metadata);
        let answer = inspector.inspect(bytes, None, false, &mut |_| ControlFlow::Continue(()));
        self.put("answer", &encoded(&answer));
    }

    fn maker_note(&self, bytes: &[u8], metadata: &Metadata) {
        let Some(exif) = metadata.exif.read() else { return };
        let Some(place) = exif.maker_note.as_ref().map(|note| &note.place) else { return };
        let (Some(start), Some(length)) = (place.offset, place.length) else { return };
        let note = bytes.get(start as usize..).and_then(|rest| rest.get(..length as usize)).unwrap_or_default();
        let input = makers::input(exif.big_endian, exif.text("Make").unwrap_or_default(), note);
        self.put("maker_notes", &input.unwrap_or_default());
    }
}

/// The texts of a file as the target for generators' marks reads them.
fn marks(metadata: &Metadata) -> Vec<u8> {
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for text in &metadata.texts {
        texts.push([b"t", text.key.raw().as_bytes(), b"\0", text.value.raw().as_bytes()].concat());
    }
    let fields = metadata.exif.read().into_iter().flat_map(|exif| &exif.fields);
    for field in fields {
        let Value::Text(text) = &field.value else { continue };
        let at = match field.tag {
            0x9286 => "uASCII\0\0\0",
            0x010d => "0",
            0x010e => "1",
            0x010f => "2",
            0x0110 => "3",
            0x0131 => "4",
            0x013b => "5",
            _ => continue,
        };
        texts.push([at.as_bytes(), text.raw().as_bytes()].concat());
    }
    texts.join(&0x1e)
}
