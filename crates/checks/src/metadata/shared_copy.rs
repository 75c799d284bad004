//! Signs that a file is a copy that a platform, a messenger or a screen capture made.

use whence_model::{Evidence, Place, Untrusted, facts::metadata::Value};

use super::needs::{evidence, property_evidence};
use crate::Case;

/// Whether the file carries such a sign. What is missing or different in a copy then has its explanation.
pub fn is_shared_copy(case: &Case) -> bool {
    meta_instructions(case).is_some() || screenshot(case).is_some() || tiny_srgb(case) || messenger_name(case)
}

/// IPTC 2:40 that begins `FBMD`, as Facebook and Instagram write it.
pub fn meta_instructions(case: &Case) -> Option<Evidence> {
    let iptc = case.facts.metadata.iptc.read()?;
    let value = iptc.value(40)?;
    value.raw().starts_with("FBMD").then(|| Evidence::new(iptc.place.clone(), value.clone()))
}

/// A word for a screen capture: in the user comment, in the software of a PNG without a camera, or in the name.
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
fn tiny_srgb(case: &Case) -> bool {
    let description = case.facts.metadata.icc.read().and_then(|icc| icc.description.as_ref());
    description.map(Untrusted::raw) == Some("c2")
}

/// `IMG-20240501-WA0001.jpg` and the like.
fn messenger_name(case: &Case) -> bool {
    let name = case.exhibit.name.raw();
    let numbered = name.strip_prefix("IMG-").and_then(|rest| rest.get(8..11)) == Some("-WA");
    numbered || name.starts_with("WhatsApp Image ")
}

const SCREENSHOT_NAMES: &[&str] =
    &["screenshot", "screen shot ", "capture d'écran", "capture d’écran", "bildschirmfoto "];

#[cfg(test)]
mod tests {
    use super::is_shared_copy;
    use crate::{Case, specimen};

    #[test]
    fn a_messenger_is_known_by_the_name_it_gives() {
        let facts = specimen::facts();
        let copy = |name: &str| {
            let mut exhibit = specimen::exhibit();
            exhibit.name = name.into();
            is_shared_copy(&Case { exhibit: &exhibit, facts: &facts })
        };
        assert!(copy("IMG-20240501-WA0001.jpg"));
        assert!(copy("Screenshot_20240501.png"));
        assert!(!copy("IMG_20240501_100000.jpg"));
        assert!(!copy("IMG-é"));
    }
}
