//! Traces that a file without credentials is a copy that lost data on its way. None of them tells that there were
//! credentials, but for a link that was left behind.

use whence_model::{Evidence, Format, Place, Reading, Text, facts::metadata::Property, t};

use crate::{
    Case,
    metadata::{
        needs::property_evidence,
        no_capture_metadata::tells_of_capture,
        shared_copy::{SharingName, meta_instructions, meta_profile, screenshot, sharing_name},
    },
};

/// Networks and messengers save again at this quality of the IJG library or below.
const MAX_PLATFORM_QUALITY: u8 = 90;

/// Mentions in XMP that are named.
const MAX_MENTIONS: usize = 4;

pub struct Trace {
    /// What it is, to stand in a list within a sentence.
    pub what: Text,
    pub evidence: Evidence,
    /// It speaks of credentials, and not only of a copy.
    pub of_credentials: bool,
}

pub fn traces(case: &Case) -> Vec<Trace> {
    let mut traces = left_in_xmp(case);
    let copy =
        |what, evidence: Option<Evidence>| evidence.map(|evidence| Trace { what, evidence, of_credentials: false });
    let name = sharing_name(case).map(|SharingName { service, evidence }| {
        let what =
            Text::new(format!("a file name as {service} gives"), format!("un nom de fichier comme en donne {service}"));
        Trace { what, evidence, of_credentials: false }
    });
    // Nothing is said of a file whose metadata cannot be read.
    let bare = tells_of_capture(case) == Ok(false);
    let of_copies = [
        copy(
            t("the mark of Facebook and Instagram (FBMD)", "la marque de Facebook et d'Instagram (FBMD)"),
            meta_instructions(case),
        ),
        copy(
            t(
                "the small colour profile of Meta's servers (c2)",
                "le petit profil de couleur des serveurs de Meta (c2)",
            ),
            meta_profile(case),
        ),
        name,
        copy(t("marks of a screenshot", "les marques d'une capture d'écran"), screenshot(case)),
        copy(
            t(
                "a name as cameras give, without camera data",
                "un nom comme en donnent les appareils photo, sans leurs données",
            ),
            camera_name(case).filter(|_| bare),
        ),
        saved_again(case).filter(|_| bare),
    ];
    traces.extend(of_copies.into_iter().flatten());
    traces
}

fn left_in_xmp(case: &Case) -> Vec<Trace> {
    let Some(xmp) = case.facts.metadata.xmp.read() else { return Vec::new() };
    let link = |p: &&Property| p.name == "dcterms:provenance" && !p.value.raw().trim().is_empty();
    let trace = |what, property| Trace { what, evidence: property_evidence(property), of_credentials: true };
    let linked = xmp.properties.iter().find(link).map(|property| {
        let what = t(
            "a link to credentials that are not in the file (dcterms:provenance)",
            "un lien vers des justificatifs absents du fichier (dcterms:provenance)",
        );
        trace(what, property)
    });
    let mentions = xmp.properties.iter().filter(|p| p.name != "dcterms:provenance" && mentions_credentials(p));
    let mentions = mentions.take(MAX_MENTIONS).map(|property| {
        let name = whence_model::Untrusted::from(property.name.as_str()).short(60);
        let what = Text::new(
            format!("a mention of Content Credentials in XMP ({name})"),
            format!("une mention de Content Credentials dans XMP ({name})"),
        );
        trace(what, property)
    });
    linked.into_iter().chain(mentions).collect()
}

/// A property of C2PA's own, or a reference to a document or address of it. What people write about it is none.
fn mentions_credentials(property: &Property) -> bool {
    let name = property.name.to_ascii_lowercase();
    let own = ["c2pa", "contentcredentials", "contentauthenticity", "softbinding"];
    if own.iter().any(|word| name.contains(word)) {
        return true;
    }
    let refers = ["xmpmm:", "dcterms:", "dc:source", "dc:relation", "xmprights:webstatement"];
    let value = property.value.raw().to_ascii_lowercase();
    let addresses =
        ["c2pa", "contentcredentials.org", "contentauthenticity", "contentauth.com", "cai-manifests.adobe.com"];
    refers.iter().any(|start| name.starts_with(start)) && addresses.iter().any(|word| value.contains(word))
}

/// `IMG_0123`, `DSC01234`, `P1010023` as by the Design rule for Camera File system; `IMG_20240501_…`, `PXL_20240501_…`
/// of phones. PNG is left out: phones name their screenshots so.
fn camera_name(case: &Case) -> Option<Evidence> {
    if !matches!(case.exhibit.format, Format::Jpeg | Format::Heif) {
        return None;
    }
    let name = case.exhibit.name.raw();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let design_rule = || {
        let (free, number) = stem.split_at_checked(4)?;
        let free = free.bytes().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == b'_')
            && free.bytes().any(|c| c.is_ascii_uppercase());
        let number = number.len() == 4 && number.bytes().all(|c| c.is_ascii_digit()) && number != "0000";
        (free && number).then_some(())
    };
    let phone = || {
        let dated = ["IMG_", "PXL_", "MVIMG_"].iter().find_map(|start| stem.strip_prefix(start))?;
        let (day, rest) = dated.split_at_checked(8)?;
        (day.bytes().all(|c| c.is_ascii_digit()) && rest.starts_with('_')).then_some(())
    };
    design_rule().or_else(phone)?;
    Some(Evidence::new(Place::path("file name"), case.exhibit.name.clone()))
}

/// A JPEG without Exif, coded as platforms do it.
fn saved_again(case: &Case) -> Option<Trace> {
    let jpeg = case.facts.structure.jpeg.as_ref().filter(|_| case.facts.metadata.exif == Reading::Absent)?;
    let quality = jpeg.ijg_quality.filter(|quality| *quality <= MAX_PLATFORM_QUALITY);
    let how = match (jpeg.progressive, quality) {
        (true, Some(quality)) => format!("progressive, IJG quality {quality}"),
        (true, None) => "progressive".into(),
        (false, Some(quality)) => format!("IJG quality {quality}"),
        (false, None) => return None,
    };
    let what = t(
        "a JPEG without camera data, saved as web services do",
        "un JPEG sans données d'appareil, enregistré comme par un service web",
    );
    Some(Trace { what, evidence: Evidence::new(jpeg.frame.clone(), how), of_credentials: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{camera_jpeg, exhibit, facts, xmp};

    fn values(case: &Case) -> Vec<String> {
        traces(case).into_iter().map(|trace| trace.evidence.value.to_string()).collect()
    }

    #[test]
    fn names_of_cameras_and_of_people() {
        let facts = facts();
        let named = |name: &str, format| {
            let exhibit = whence_model::Exhibit { name: name.into(), format, ..exhibit() };
            camera_name(&Case { exhibit: &exhibit, facts: &facts }).is_some()
        };
        for name in [
            "IMG_0123.JPG",
            "DSC01234.jpg",
            "P1010023.JPG",
            "_MG_4321.jpg",
            "IMG_20240501_100000.jpg",
            "PXL_20240501_1.jpg",
        ] {
            assert!(named(name, Format::Jpeg), "{name}");
        }
        for name in
            ["photo.jpg", "20240501.jpg", "IMG_0000.jpg", "IMG_012.jpg", "img_0123é.jpg", "IMG_é.jpg", "IMG_", ""]
        {
            assert!(!named(name, Format::Jpeg), "{name}");
        }
        assert!(!named("IMG_0123.PNG", Format::Png), "a screenshot");
    }

    #[test]
    fn mentions_in_xmp() {
        let exhibit = exhibit();
        let of = |property: (&str, &str)| {
            let mut facts = facts();
            facts.metadata.xmp = xmp(&[property]);
            traces(&Case { exhibit: &exhibit, facts: &facts }).iter().filter(|trace| trace.of_credentials).count()
        };
        for property in [
            ("c2pa:softBinding", "com.adobe.trustmark.P"),
            ("xmpMM:Ingredients/stRef:documentID", "urn:c2pa:1234"),
            ("xmpMM:DerivedFrom/stRef:filePath", "https://cai-manifests.adobe.com/manifests/1"),
            ("dcterms:provenance", "self#jumbf=/c2pa/x"),
        ] {
            assert_eq!(of(property), 1, "{property:?}");
        }
        for property in [
            ("dc:description", "A talk about C2PA and contentauthenticity"),
            ("dcterms:provenance", " "),
            ("xmpMM:DocumentID", "xmp.did:1"),
        ] {
            assert_eq!(of(property), 0, "{property:?}");
        }
    }

    #[test]
    fn how_a_jpeg_was_saved() {
        let exhibit = exhibit();
        let of = |progressive, ijg_quality, fields: &[(&str, &str)]| {
            let mut facts = camera_jpeg(fields);
            if fields.is_empty() {
                facts.metadata.exif = Reading::Absent;
            }
            let jpeg = facts.structure.jpeg.as_mut().unwrap();
            (jpeg.progressive, jpeg.ijg_quality) = (progressive, ijg_quality);
            values(&Case { exhibit: &exhibit, facts: &facts })
        };
        assert_eq!(of(false, Some(85), &[]), ["IJG quality 85"]);
        assert_eq!(of(true, Some(95), &[]), ["progressive"]);
        assert!(of(false, Some(95), &[]).is_empty());
        assert!(of(true, Some(85), &[("Orientation", "1")]).is_empty(), "there is Exif");
    }
}
