//! Nothing in the file tells of a capture.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Place, Reading, Strength, t};

use super::{
    capture::has_capture_data,
    needs::{answer, exif},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/no-capture-metadata",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("No capture metadata", "Pas de métadonnées de prise de vue"),
    nothing: t("The file tells something about a capture.", "Le fichier dit quelque chose d'une prise de vue."),
    page: Page {
        looks_at: t(
            "Whether Exif or XMP name a camera, a time of capture, an exposure or a focal length.",
            "Si Exif ou XMP nomment un appareil, une heure de prise de vue, une exposition ou une focale.",
        ),
        matters: t(
            "It tells why many checks have nothing to look at. It says nothing about the picture.",
            "Cela explique pourquoi beaucoup de contrôles n'ont rien à examiner. Cela ne dit rien de l'image.",
        ),
        innocent: &[
            t(
                "Most social networks and messengers remove metadata.",
                "La plupart des réseaux sociaux et messageries retirent les métadonnées.",
            ),
            t("So do screenshots and privacy tools.", "Les captures d'écran et les outils de confidentialité aussi."),
        ],
        sources: &[
            "Giudice, Paratore, Moltisanti, Battiato, “A Classification Engine for Image Ballistics of Social Data”, arXiv:1610.06347",
        ],
        rate: super::UNMEASURED,
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// Whether Exif or XMP tell anything of a capture.
pub fn tells_of_capture(case: &Case) -> Result<bool, Outcome> {
    let metadata = &case.facts.metadata;
    if metadata.exif != Reading::Absent {
        let exif = exif(case)?;
        if has_capture_data(exif) || exif.text("Make").is_some() || exif.text("Model").is_some() {
            return Ok(true);
        }
    }
    let named = ["tiff:Make", "tiff:Model", "exif:DateTimeOriginal", "exif:ExposureTime", "exif:FNumber", "aux:Lens"];
    Ok(named.iter().any(|name| metadata.xmp(name).is_some()))
}

fn look(case: &Case) -> Result<Outcome, Outcome> {
    if tells_of_capture(case)? {
        return Ok(Outcome::NothingFound);
    }
    let metadata = &case.facts.metadata;
    let message = t(
        "The file names no camera, time of capture or exposure. This is not evidence for or against.",
        "Le fichier n'indique ni appareil, ni heure de prise de vue, ni exposition. Cela ne plaide ni pour ni contre.",
    );
    let blocks = [
        ("Exif", metadata.exif.read().is_some()),
        ("XMP", metadata.xmp.read().is_some()),
        ("IPTC", metadata.iptc.read().is_some()),
    ];
    let blocks: Vec<_> = blocks.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
    let value = if blocks.is_empty() {
        "no Exif, XMP or IPTC".to_owned()
    } else {
        format!("{} without a capture", blocks.join(", "))
    };
    let place = Place::path(case.exhibit.format.name());
    Ok(Finding::new(Direction::Context, Strength::Info, message, Evidence::new(place, value)).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{facts, run, seen, with_exif, xmp};

    #[test]
    fn a_bare_file() {
        insta::assert_snapshot!(seen(&run(&CHECK, &facts())), @r"
        Context Info
        The file names no camera, time of capture or exposure. This is not evidence for or against.
        Le fichier n'indique ni appareil, ni heure de prise de vue, ni exposition. Cela ne plaide ni pour ni contre.
          JPEG = no Exif, XMP or IPTC
        ");
        assert!(seen(&run(&CHECK, &with_exif(&[("Orientation", "1")]))).contains("Exif without a capture"));
    }

    #[test]
    fn silent_where_anything_tells_of_a_capture() {
        for field in [("Make", "Canon"), ("DateTimeOriginal", "2024:05:01 10:00:00"), ("FNumber", "2.8")] {
            assert_eq!(seen(&run(&CHECK, &with_exif(&[field]))), "nothing found", "{field:?}");
        }
        let mut facts = facts();
        facts.metadata.xmp = xmp(&[("tiff:Model", "Canon EOS R6")]);
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
    }
}
