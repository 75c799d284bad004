//! The vocabulary of where digital media come from (IPTC `digitalsourcetype`, and C2PA's own additions).

/// What a value says of a picture's making.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Made by a trained model.
    Generated,
    /// In part made by a trained model.
    PartlyGenerated,
    /// Taken by a camera, in one frame or in several merged into one.
    Captured,
    /// Something else, or a value that the vocabulary does not have.
    Other,
}

/// Reads the value as files have it: with http or https, a trailing slash, spaces around it, or as the bare word.
/// `algorithmicMedia` is a formula and `algorithmicallyEnhanced` a filter; neither is a trained model.
pub fn read(value: &str) -> Source {
    match word(value).to_ascii_lowercase().as_str() {
        "trainedalgorithmicmedia" | "trainedalgorithmicdata" => Source::Generated,
        "compositewithtrainedalgorithmicmedia" | "compositesynthetic" => Source::PartlyGenerated,
        "digitalcapture" | "computationalcapture" => Source::Captured,
        _ => Source::Other,
    }
}

fn word(value: &str) -> &str {
    let value = value.trim().trim_end_matches('/');
    let after = |separator: char| value.rsplit_once(separator).map(|(_, word)| word);
    // `c2pa.trainedAlgorithmicData` is the form of early versions.
    after('/').or_else(|| value.strip_prefix("c2pa.")).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_as_files_have_them() {
        for (value, expected) in [
            ("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", Source::Generated),
            ("https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/", Source::Generated),
            (" http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", Source::Generated),
            ("trainedAlgorithmicMedia", Source::Generated),
            ("c2pa.trainedAlgorithmicData", Source::Generated),
            ("http://c2pa.org/digitalsourcetype/trainedAlgorithmicData", Source::Generated),
            ("compositeWithTrainedAlgorithmicMedia", Source::PartlyGenerated),
            ("http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic", Source::PartlyGenerated),
            ("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture", Source::Captured),
            ("computationalCapture", Source::Captured),
            ("algorithmicMedia", Source::Other),
            ("algorithmicallyEnhanced", Source::Other),
            ("compositeCapture", Source::Other),
            ("digitalCreation", Source::Other),
            ("trainedAlgorithmicMedia is not what this is", Source::Other),
            ("", Source::Other),
            ("/", Source::Other),
        ] {
            assert_eq!(read(value), expected, "{value:?}");
        }
    }
}
