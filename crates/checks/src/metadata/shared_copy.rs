//! Signs that a file is a copy that a platform, a messenger or a screen capture made.

use whence_model::{Evidence, Place, facts::metadata::Value};

use super::needs::{evidence, property_evidence};
use crate::Case;

/// IPTC 2:40 that begins `FBMD`, as Facebook and Instagram write it.
pub fn meta_instructions(case: &Case) -> Option<Evidence> {
    let iptc = case.facts.metadata.iptc.read()?;
    let value = iptc.value(40)?;
    value.raw().starts_with("FBMD").then(|| Evidence::new(iptc.place.clone(), value.clone()))
}

/// A sign of a screen capture: a word in the user comment, the software of a PNG without a camera, what Samsung's
/// phones note of the app on the screen, or a word in the name.
pub fn screenshot(case: &Case) -> Option<Evidence> {
    let metadata = &case.facts.metadata;
    if let Some(exif) = metadata.exif.read() {
        if let Some(comment) = exif.field("UserComment") {
            let text = match &comment.value {
                Value::Text(text) => text.raw(),
                _ => comment.shown.raw(),
            };
            // The first eight bytes may be a character code.
            let text = text.trim_start_matches("ASCII").trim_matches(|c: char| !c.is_alphanumeric());
            if text.eq_ignore_ascii_case("screenshot") {
                return Some(evidence(comment));
            }
        }
        let mac = exif.text("Software").is_some_and(|software| software.starts_with("macOS"));
        if mac && exif.text("Make").is_none() && case.exhibit.format == whence_model::Format::Png {
            return exif.field("Software").map(evidence);
        }
    }
    if let Some(entry) = metadata.samsung.read().and_then(|samsung| samsung.entry("Captured_App_Info")) {
        let app = entry.value.as_ref().unwrap_or(&entry.name);
        return Some(Evidence::new(entry.place.clone(), app.clone()));
    }
    if let Some(property) = metadata.xmp("exif:UserComment")
        && property.value.raw().trim().eq_ignore_ascii_case("screenshot")
    {
        return Some(property_evidence(property));
    }
    let name = case.exhibit.name.raw().to_lowercase();
    let named = SCREENSHOT_NAMES.iter().any(|start| name.starts_with(start));
    named.then(|| Evidence::new(Place::path("file name"), case.exhibit.name.clone()))
}

/// The small profile `c2` that Meta's servers put into thumbnails.
pub fn meta_profile(case: &Case) -> Option<Evidence> {
    let icc = case.facts.metadata.icc.read()?;
    let description = icc.description.as_ref().filter(|description| description.raw() == "c2")?;
    Some(Evidence::new(icc.place.clone(), description.clone()))
}

/// A file name that a service gave.
pub struct SharingName {
    pub service: &'static str,
    pub evidence: Evidence,
}

/// `IMG-20240501-WA0001.jpg`, `photo_2024-05-01_10-00-00.jpg`, `1_22_333_n.jpg` and the like.
pub fn sharing_name(case: &Case) -> Option<SharingName> {
    let name = case.exhibit.name.raw();
    let service = match name {
        name if whatsapp(name) => "WhatsApp",
        name if telegram(name) => "Telegram",
        name if facebook(name) => "Facebook",
        _ => return None,
    };
    Some(SharingName { service, evidence: Evidence::new(Place::path("file name"), case.exhibit.name.clone()) })
}

fn whatsapp(name: &str) -> bool {
    let numbered = name.strip_prefix("IMG-").and_then(|rest| rest.get(8..11)) == Some("-WA");
    numbered || name.starts_with("WhatsApp Image ")
}

/// `photo_` and day and time in groups of digits, as on the desktop, or a long number and the letter of the size.
fn telegram(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("photo_") else { return false };
    if let Some((number, size)) = rest.split_once('_') {
        let sized = ["s.", "m.", "x.", "y.", "w."].iter().any(|letter| size.starts_with(letter));
        if sized && number.len() >= 12 && number.bytes().all(|c| c.is_ascii_digit()) {
            return true;
        }
    }
    let Some(moment) = rest.get(..19) else { return false };
    moment.bytes().zip(b"0000-00-00_00-00-00").all(|(c, form)| match form {
        b'0' => c.is_ascii_digit(),
        form => c == *form,
    })
}

/// Three numbers and a letter for the size.
fn facebook(name: &str) -> bool {
    let Some(numbers) =
        name.split_once('.').and_then(|(stem, _)| ["_n", "_o"].iter().find_map(|size| stem.strip_suffix(size)))
    else {
        return false;
    };
    let long = |number: &str| number.len() >= 6 && number.bytes().all(|c| c.is_ascii_digit());
    numbers.split('_').count() == 3 && numbers.split('_').all(long)
}

const SCREENSHOT_NAMES: &[&str] =
    &["screenshot", "screen shot ", "capture d'écran", "capture d’écran", "bildschirmfoto ", "captura de pantalla"];

#[cfg(test)]
mod tests {
    use super::{screenshot, sharing_name};
    use crate::{Case, specimen};

    #[test]
    fn a_messenger_is_known_by_the_name_it_gives() {
        let facts = specimen::facts();
        let copy = |name: &str| {
            let mut exhibit = specimen::exhibit();
            exhibit.name = name.into();
            let case = Case { exhibit: &exhibit, facts: &facts };
            sharing_name(&case).is_some() || screenshot(&case).is_some()
        };
        assert!(copy("IMG-20240501-WA0001.jpg"));
        assert!(copy("photo_2024-05-01_10-00-00.jpg"));
        assert!(copy("12345678_1234567890_12345678901_n.jpg"));
        assert!(copy("Screenshot_20240501.png"));
        for name in
            ["photo_2024-05-01.jpg", "photo_2024-05-01x10-00-00.jpg", "1_2_3_n.jpg", "12345678_n.jpg", "photo_é"]
        {
            assert!(!copy(name), "{name}");
        }
        assert!(!copy("IMG_20240501_100000.jpg"));
        assert!(!copy("IMG-é"));
    }
}
