//! The last conversion in a program's log was to another format than the file has.

use whence_model::{Class, Direction, Evidence, Family, Finding, Format, Outcome, Place, Strength, Text, Untrusted, t};

use super::needs::{answer, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/logged-format-differs",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Log and file differ in format", "Journal et fichier de formats différents"),
    nothing: t(
        "The log's last conversion is to the file's format.",
        "La dernière conversion du journal donne le format du fichier.",
    ),
    page: Page {
        looks_at: t(
            "The last conversion (“from … to …”) in xmpMM:History, the log in which editing programs note their steps, against the format that the file has.",
            "La dernière conversion (« from … to … ») de xmpMM:History, le journal où les logiciels de retouche notent leurs étapes, comparée au format du fichier.",
        ),
        matters: t(
            "After the last step in the log, the file was probably converted by something that keeps no log.",
            "Après la dernière étape du journal, le fichier a probablement été converti par un outil qui n'en tient pas.",
        ),
        innocent: &[
            t(
                "Websites convert pictures and keep the XMP data as they are.",
                "Des sites convertissent les images en gardant les données XMP telles quelles.",
            ),
            t(
                "The log was copied along with metadata from another file.",
                "Le journal a été copié d'un autre fichier avec ses métadonnées.",
            ),
        ],
        sources: &["ISO 16684-1 (XMP), ResourceEvent, stEvt:parameters"],
        rate: t(
            "None of 35 edited files that log a conversion; nobody has measured it on genuine camera files.",
            "Aucun des 35 fichiers retouchés qui notent une conversion ; personne ne l'a mesuré sur des fichiers sortis d'appareils photo.",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    let conversions = xmp.history.iter().rev().filter_map(|event| event.parameters.as_ref());
    let Some((parameters, target)) = conversions.filter_map(|p| Some((p, target(p)?))).next() else {
        return Ok(Outcome::NotApplicable(t(
            "The file has no log of a conversion.",
            "Le fichier n'a pas de journal de conversion.",
        )));
    };
    let format = case.exhibit.format;
    if may_be(target, format) {
        return Ok(Outcome::NothingFound);
    }
    let (shown, is) = (Untrusted::from(target).short(40), format.name());
    let message = Text::new(
        format!(
            "The file's log ends with a conversion to {shown}, but the file is {is}. It was probably converted later without a note in the log, as websites do."
        ),
        format!(
            "Le journal du fichier finit par une conversion en {shown}, mais le fichier est au format {is}. Il a probablement été converti ensuite sans que le journal le note, comme le font des sites."
        ),
    );
    let path = format!("{} › xmpMM:History › stEvt:parameters", xmp.place.path.raw());
    let place = Place { path: path.into(), ..xmp.place.clone() };
    Ok(Finding::new(Direction::Context, Strength::Info, message, Evidence::new(place, parameters.clone())).into())
}

/// The media type behind the last `to` of `converted from image/tiff to image/jpeg, saved to new location`.
fn target(parameters: &Untrusted) -> Option<&str> {
    let (_, behind) = parameters.raw().split_once("from ")?.1.split_once(" to ")?;
    let end = behind.find([',', ' ', ';']).unwrap_or(behind.len());
    behind.get(..end).filter(|media| media.contains('/'))
}

/// Whether a file of this media type may have this format; of types that we do not know, nothing is said.
fn may_be(media: &str, format: Format) -> bool {
    let media = media.to_ascii_lowercase();
    match media.as_str() {
        "image/jpeg" | "image/jpg" => format == Format::Jpeg,
        "image/png" => format == Format::Png,
        "image/webp" => format == Format::WebP,
        "image/gif" => format == Format::Gif,
        "image/bmp" => format == Format::Bmp,
        "image/tiff" | "image/dng" | "image/x-adobe-dng" => format == Format::Tiff,
        "image/avif" => format == Format::Avif,
        "image/heic" | "image/heif" => format == Format::Heif,
        // Programs also leave out the way back from their own working format.
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Format, Reading, facts::metadata::HistoryEvent};

    use super::CHECK;
    use crate::specimen::{run, run_as, seen, with_xmp};

    fn log(steps: &[&str]) -> Facts {
        let mut facts = with_xmp(&[("xmp:CreatorTool", "A")]);
        if let Reading::Read(xmp) = &mut facts.metadata.xmp {
            let step = |p: &&str| HistoryEvent { parameters: Some((*p).into()), ..HistoryEvent::default() };
            xmp.history = steps.iter().map(step).collect();
        }
        facts
    }

    const STEPS: [&str; 2] = [
        "from image/tiff to application/vnd.adobe.photoshop",
        "converted from image/tiff to image/jpeg, saved to new location",
    ];

    #[test]
    fn a_webp_that_was_a_jpeg() {
        insta::assert_snapshot!(seen(&run_as(&CHECK, &log(&STEPS), ("a.webp", Format::WebP, (800, 600)))), @r"
        Context Info
        The file's log ends with a conversion to image/jpeg, but the file is WebP. It was probably converted later without a note in the log, as websites do.
        Le journal du fichier finit par une conversion en image/jpeg, mais le fichier est au format WebP. Il a probablement été converti ensuite sans que le journal le note, comme le font des sites.
          JPEG › APP1 XMP › xmpMM:History › stEvt:parameters = converted from image/tiff to image/jpeg, saved to new location
        ");
    }

    #[test]
    fn silent_on_the_format_it_has_and_on_working_formats() {
        assert_eq!(seen(&run(&CHECK, &log(&STEPS))), "nothing found");
        assert_eq!(seen(&run(&CHECK, &log(&STEPS[..1]))), "nothing found");
        assert!(seen(&run(&CHECK, &log(&["saved to new location"]))).starts_with("not applicable"));
    }
}
