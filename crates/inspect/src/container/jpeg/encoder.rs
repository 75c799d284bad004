//! Which family of encoders a JPEG's tables, marker order and comment belong to, as far as we measured it ourselves:
//! `ENCODERS.md` has the tools, versions and counts. A family says who can have written the file last, not who made the picture.

mod jpegli;

use whence_model::facts::structure::{Encoder, JpegCoding, Part};

use super::annex_k::{self, CHROMINANCE, LUMINANCE, zigzag};

/// Divisors in zigzag order, as in the file.
type Table = [u16; 64];

/// The family, where the tables are of one that we measured.
///
/// `parts` are the file's segments in order, `comments` its COM segments, `jfif` the version in APP0 (1.2 is `(1, 2)`).
pub fn of(coding: &JpegCoding, parts: &[Part], comments: &[&[u8]], jfif: Option<(u8, u8)>) -> Option<Encoder> {
    let first = table(coding, 0)?;
    let traces =
        Traces { coding, luminance: first, chrominance: table(coding, 1), layout: Layout::of(parts), comments, jfif };
    let families =
        [gd, ffmpeg, mozjpeg, jpegli, image_io, gimp, image_crate, go, jpeg_js, late_libjpeg, ijg, ijg_of_two];
    families.iter().find_map(|family| family(&traces))
}

struct Traces<'a> {
    coding: &'a JpegCoding,
    luminance: &'a Table,
    /// Table 1; a grey picture has none, nor has one whose components share a table.
    chrominance: Option<&'a Table>,
    layout: Layout<'a>,
    comments: &'a [&'a [u8]],
    jfif: Option<(u8, u8)>,
}

/// The segments before the first scan.
struct Layout<'a> {
    names: Vec<&'a str>,
}

impl<'a> Layout<'a> {
    fn of(parts: &'a [Part]) -> Self {
        Self { names: parts.iter().map(|part| part.name.raw()).take_while(|name| *name != "SOS").collect() }
    }

    fn count(&self, name: &str) -> usize {
        self.names.iter().filter(|n| **n == name).count()
    }

    fn is(&self, names: &[&str]) -> bool {
        self.names == names
    }

    /// Whether these stand in this order, whatever stands between them.
    fn has_in_order(&self, names: &[&str]) -> bool {
        let mut rest = self.names.iter();
        names.iter().all(|name| rest.any(|n| n == name))
    }
}

impl Traces<'_> {
    fn ijg_quality(&self) -> Option<u8> {
        let chrominance: Vec<&Table> = self.chrominance.into_iter().collect();
        annex_k::ijg_quality(self.luminance, &chrominance)
    }

    /// The quality at which both tables come out; the chrominance table only where there is one.
    fn quality(&self, tables: impl Fn(u8) -> [Table; 2]) -> Option<u8> {
        (1..=100).rev().find(|&quality| {
            let [luminance, chrominance] = tables(quality);
            *self.luminance == luminance && self.chrominance.is_none_or(|table| *table == chrominance)
        })
    }

    /// The first comment that begins so.
    fn comment(&self, beginning: &[u8]) -> Option<&[u8]> {
        self.comments.iter().copied().find(|comment| comment.starts_with(beginning))
    }

    fn standard_baseline(&self) -> bool {
        self.coding.standard_huffman && !self.coding.progressive
    }
}

/// GD says in a comment what it did. Programs that save again often keep comments, so it counts only where the tables agree.
fn gd(traces: &Traces) -> Option<Encoder> {
    const DEFAULT: u8 = 75;
    let comment = traces.comment(b"CREATOR: gd-jpeg v")?;
    let said = String::from_utf8_lossy(comment.get(..128).unwrap_or(comment)).into_owned();
    let stated = match said.rsplit_once("quality = ") {
        Some((_, number)) => number.trim_end_matches(['\n', '\0', ' ']).parse().ok()?,
        None if said.contains("default quality") => DEFAULT,
        None => return None,
    };
    let quality = traces.ijg_quality().filter(|quality| *quality == stated)?;
    Some(encoder(
        "GD (PHP and others)",
        quality,
        ["COM “CREATOR: gd-jpeg” with its quality", "tables of the IJG formula"],
    ))
}

/// One table for all components: the intra matrix of MPEG-1 (ISO/IEC 11172-2, 2.4.3.2) times the scale, over 8.
fn ffmpeg(traces: &Traces) -> Option<Encoder> {
    const HIGHEST_SCALE: u16 = 31;
    if traces.chrominance.is_some() {
        return None;
    }
    let scale = (1..=HIGHEST_SCALE).find(|scale| *traces.luminance == mpeg(*scale))?;
    let named = traces.comment(b"Lavc").map(|_| "COM “Lavc…”".to_owned());
    let by = [format!("one table: MPEG-1 intra matrix times the scale {scale} (2 is finest)")].into_iter().chain(named);
    // Its scale falls as the quality rises, and has no hundred steps.
    Some(Encoder { family: "FFmpeg".into(), quality: None, by: by.collect() })
}

/// The table that mozjpeg takes for brightness and colour alike, N. Robidoux's, scaled by the IJG formula.
fn mozjpeg(traces: &Traces) -> Option<Encoder> {
    if is_flat(traces.luminance) {
        return None;
    }
    let quality =
        [255, 32_767].into_iter().find_map(|most| traces.quality(|quality| [scaled(&ROBIDOUX, quality, most); 2]))?;
    let progressive = traces.coding.progressive.then_some("progressive");
    let by = ["one table by N. Robidoux for brightness and colour, scaled by the IJG formula"];
    Some(encoder("mozjpeg (Squoosh, sharp and others)", quality, by.into_iter().chain(progressive)))
}

/// Measured at 4:2:0 only.
fn jpegli(traces: &Traces) -> Option<Encoder> {
    if traces.coding.sampling != "4:2:0" || is_flat(traces.luminance) {
        return None;
    }
    let quality = jpegli::quality(traces.luminance, traces.chrominance?)?;
    Some(encoder("jpegli", quality, ["tables of jpegli's rule"]))
}

/// Java scales the tables of Annex K in single precision, which rounds otherwise at 35 qualities, and not else.
fn image_io(traces: &Traces) -> Option<Encoder> {
    if traces.ijg_quality().is_some() {
        return None;
    }
    let quality = traces.quality(|quality| [java(&LUMINANCE, quality), java(&CHROMINANCE, quality)])?;
    Some(encoder("Java ImageIO", quality, ["tables of the IJG formula, rounded in single precision"]))
}

/// GIMP puts its comment between the tables and the frame header.
fn gimp(traces: &Traces) -> Option<Encoder> {
    let quality = traces.ijg_quality()?;
    let named = traces.comments.iter().any(|comment| comment.windows(4).take(256).any(|word| word == b"GIMP"));
    let between = ["SOF0", "SOF2"].iter().any(|frame| traces.layout.has_in_order(&["DQT", "COM", frame]));
    let by = ["COM naming GIMP between DQT and SOF", "tables of the IJG formula"];
    (named && between).then(|| encoder("GIMP", quality, by))
}

/// Rust's `image` writes the frame header before the tables.
fn image_crate(traces: &Traces) -> Option<Encoder> {
    let quality = traces.ijg_quality()?;
    let seen = traces.jfif == Some((1, 2))
        && traces.standard_baseline()
        && traces.layout.count("DQT") == traces.coding.quantisation.len()
        && traces.layout.has_in_order(&["APP0", "SOF0", "DQT", "DHT"])
        && !traces.layout.has_in_order(&["DQT", "SOF0"]);
    seen.then(|| {
        encoder("image or jpeg-encoder (Rust)", quality, ["SOF0 before DQT", "JFIF 1.02", "tables of the IJG formula"])
    })
}

/// Go writes four segments and nothing else, and two tables even for a grey picture. So does jpegli in a simple setting: its
/// tables are others, but for the flat ones.
fn go(traces: &Traces) -> Option<Encoder> {
    let quality = traces.ijg_quality()?;
    let seen =
        traces.layout.is(&["SOI", "DQT", "SOF0", "DHT"]) && traces.standard_baseline() && !is_flat(traces.luminance);
    let by = ["only DQT, SOF0, DHT, one segment each, and no JFIF", "tables of the IJG formula"];
    (seen && traces.chrominance.is_some()).then(|| encoder("Go image/jpeg", quality, by))
}

/// Encoders after one that was written in ActionScript and ported widely.
fn jpeg_js(traces: &Traces) -> Option<Encoder> {
    let quality = traces.ijg_quality()?;
    let seen = traces.layout.is(&["SOI", "APP0", "DQT", "SOF0", "DHT"])
        && traces.standard_baseline()
        && traces.jfif == Some((1, 1))
        && traces.chrominance.is_some()
        && !is_flat(traces.luminance);
    let by = ["JFIF 1.01, then DQT, SOF0, DHT, one segment each", "tables of the IJG formula"];
    seen.then(|| encoder("small encoder (jpeg-js and kin)", quality, by))
}

/// Since its version 9e the IJG's own library begins the chrominance table with 16, not 17.
fn late_libjpeg(traces: &Traces) -> Option<Encoder> {
    traces.chrominance?;
    if traces.ijg_quality().is_some() {
        return None;
    }
    let mut chrominance = CHROMINANCE;
    chrominance[0] = 16;
    let quality = [255, 32_767].into_iter().find_map(|most| {
        traces.quality(|quality| [scaled(&LUMINANCE, quality, most), scaled(&chrominance, quality, most)])
    })?;
    Some(encoder("libjpeg 9e or later (IJG)", quality, ["chrominance table that begins with 16"]))
}

/// The tables of the standard. Hundreds of programs and most Android phones write them.
fn ijg(traces: &Traces) -> Option<Encoder> {
    let quality = traces.ijg_quality()?;
    let apart = traces.layout.count("DQT") == traces.coding.quantisation.len() && traces.layout.count("DQT") > 0;
    let by = ["tables of the IJG formula"];
    if apart && !traces.layout.has_in_order(&["SOF0", "DQT"]) {
        let family = "libjpeg family (libjpeg-turbo, Pillow, Chromium, ImageMagick, Java and others)";
        return Some(encoder(family, quality, by.into_iter().chain(["a DQT segment for each table"])));
    }
    Some(encoder("IJG formula (encoder not told apart)", quality, by))
}

fn ijg_of_two(traces: &Traces) -> Option<Encoder> {
    let luminance = annex_k::ijg_quality(traces.luminance, &[])?;
    let chrominance = annex_k::chrominance_quality(traces.chrominance?)?;
    let by = [format!("brightness at quality {luminance}"), format!("colour at quality {chrominance}")];
    Some(encoder("IJG formula, different qualities for brightness and colour", luminance, by))
}

fn encoder<S: Into<String>>(family: &str, quality: u8, by: impl IntoIterator<Item = S>) -> Encoder {
    Encoder { family: family.into(), quality: Some(quality), by: by.into_iter().map(Into::into).collect() }
}

fn table(coding: &JpegCoding, number: u8) -> Option<&Table> {
    let table = coding.quantisation.iter().find(|table| table.number == number)?;
    table.values.as_slice().try_into().ok()
}

/// At the ends of every scale all tables are alike.
fn is_flat(table: &Table) -> bool {
    table.iter().all(|value| *value == table[0])
}

fn scaled(base: &Table, quality: u8, most: u32) -> Table {
    let mut table = [0; 64];
    table.iter_mut().zip(annex_k::scaled(base, quality, most)).for_each(|(to, value)| *to = value);
    table
}

/// The first is divided by on its own, always by 8.
fn mpeg(scale: u16) -> Table {
    let mut table = zigzag(&MPEG_INTRA).map(|value| (value.saturating_mul(scale) >> 3).clamp(1, 255));
    table[0] = 8;
    table
}

/// As measured on the 100 qualities of the JDK's encoder.
fn java(base: &Table, quality: u8) -> Table {
    let quality = f32::from(quality) / 100.0;
    let scale = if quality < 0.5 { 0.5 / quality } else { 2.0 - quality * 2.0 };
    // Between 1 and 255, so nothing is cut off.
    zigzag(base).map(|value| (f32::from(value) * scale + 0.5).floor().clamp(1.0, 255.0) as u16)
}

/// Row by row.
const MPEG_INTRA: Table = [
    8, 16, 19, 22, 26, 27, 29, 34, 16, 16, 22, 24, 27, 29, 34, 37, 19, 22, 26, 27, 29, 34, 34, 38, 22, 22, 26, 27, 29,
    34, 37, 40, 22, 26, 27, 29, 32, 35, 40, 48, 26, 27, 29, 32, 35, 40, 48, 58, 26, 27, 29, 34, 38, 46, 56, 69, 27, 29,
    35, 38, 46, 56, 69, 83,
];

/// Row by row, at quality 50.
const ROBIDOUX: Table = [
    16, 16, 16, 18, 25, 37, 56, 85, 16, 17, 20, 27, 34, 40, 53, 75, 16, 20, 24, 31, 43, 62, 91, 135, 18, 27, 31, 40,
    53, 74, 106, 156, 25, 34, 43, 53, 69, 94, 131, 189, 37, 40, 62, 74, 94, 124, 169, 238, 56, 53, 91, 106, 131, 169,
    226, 311, 85, 75, 135, 156, 189, 238, 311, 418,
];

#[cfg(test)]
mod tests;
