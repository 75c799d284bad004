//! Traces that GIMP leaves outside of the fields for software.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, t};

use super::needs::{evidence, property_evidence};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/gimp-trace",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Traces of GIMP", "Traces de GIMP"),
    nothing: t("No traces of GIMP.", "Aucune trace de GIMP."),
    page: Page {
        looks_at: t(
            "XMP properties GIMP:…, a colour profile “GIMP built-in …” and the comment or description “Created with GIMP”. The fields in which programs name themselves have a check of their own.",
            "Les propriétés XMP GIMP:…, un profil de couleur « GIMP built-in … » et le commentaire ou la description « Created with GIMP ». Les champs où les logiciels se nomment font l'objet d'un autre contrôle.",
        ),
        matters: t(
            "The file, or one that it was made from, was probably exported by GIMP, an editing program. The traces do not say what was changed, if anything.",
            "Le fichier, ou un autre dont il est tiré, a probablement été exporté par GIMP, un logiciel de retouche. Les traces ne disent pas ce qui a été modifié, s'il y a lieu.",
        ),
        innocent: &[
            t(
                "The picture was only cropped, resized or converted.",
                "L'image a seulement été recadrée, redimensionnée ou convertie.",
            ),
            t(
                "Another program kept or embedded a colour profile or comment that came from GIMP.",
                "Un autre logiciel a gardé ou joint un profil de couleur ou un commentaire venu de GIMP.",
            ),
        ],
        sources: &["GIMP, Exif and XMP handling (developer.gimp.org/core/specifications/exif_handling)"],
        rate: t(
            "Of 39 files of GIMP, 22 carry XMP data (reference set of 2026-11). Nobody has counted on camera files.",
            "Sur 39 fichiers de GIMP, 22 portent des données XMP (jeu de référence de 2026-11). Personne n'a compté sur des fichiers d'appareil.",
        ),
        seen_in_the_wild: true,
    },
    run,
};

const COMMENTS: [&str; 2] = ["created with gimp", "created with the gimp"];

fn run(case: &Case) -> Outcome {
    let metadata = &case.facts.metadata;
    let comment = |text: &str| COMMENTS.contains(&text.trim().to_ascii_lowercase().as_str());
    let properties = metadata.xmp.read().into_iter().flat_map(|xmp| &xmp.properties);
    let properties = properties.filter(|p| p.name.starts_with("GIMP:")).map(property_evidence);
    let profile = metadata.icc.read().and_then(|icc| {
        let description = icc.description.as_ref().filter(|d| d.raw().starts_with("GIMP built-in"))?;
        Some(Evidence::new(icc.place.clone(), description.clone()))
    });
    let texts = metadata.texts.iter().filter(|text| comment(text.value.raw()));
    let texts = texts.map(|text| Evidence::new(text.place.clone(), text.value.clone()));
    let exif = metadata.exif.read();
    let described = ["ImageDescription", "UserComment"].into_iter().filter_map(|name| {
        let exif = exif?;
        exif.text(name).filter(|text| comment(text)).and(exif.field(name)).map(evidence)
    });
    let mut traces = properties.chain(profile).chain(texts).chain(described).take(8);
    let Some(first) = traces.next() else { return Outcome::NothingFound };
    let message = t(
        "The file carries traces of GIMP, an editing program. It, or a file that it was made from, was probably exported there; the traces do not say what was changed, if anything.",
        "Le fichier porte des traces de GIMP, un logiciel de retouche. Ce fichier, ou un autre dont il est tiré, en a probablement été exporté ; les traces ne disent pas ce qui a été modifié, s'il y a lieu.",
    );
    Finding::new(Direction::Edited, Strength::Weak, message, first).also(traces).into()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{facts, run, seen, with_comment, with_exif, with_icc, with_xmp};

    #[test]
    fn each_of_its_traces() {
        let facts = with_icc(with_xmp(&[("GIMP:Version", "2.10.36")]), "GIMP built-in sRGB", "Public Domain");
        insta::assert_snapshot!(seen(&run(&CHECK, &with_comment(facts, "Created with GIMP"))), @r"
        Edited Weak
        The file carries traces of GIMP, an editing program. It, or a file that it was made from, was probably exported there; the traces do not say what was changed, if anything.
        Le fichier porte des traces de GIMP, un logiciel de retouche. Ce fichier, ou un autre dont il est tiré, en a probablement été exporté ; les traces ne disent pas ce qui a été modifié, s'il y a lieu.
          JPEG › APP1 XMP = 2.10.36
          JPEG › APP2 ICC profile = GIMP built-in sRGB
          JPEG › COM = Created with GIMP
        ");
        assert!(
            seen(&run(&CHECK, &with_exif(&[("ImageDescription", "Created with The GIMP")]))).starts_with("Edited Weak")
        );
    }

    #[test]
    fn silent_on_words_about_it_and_on_its_name_as_software() {
        assert_eq!(seen(&run(&CHECK, &with_comment(facts(), "Not created with GIMP"))), "nothing found");
        assert_eq!(seen(&run(&CHECK, &with_icc(facts(), "sRGB built-in", ""))), "nothing found");
        assert_eq!(seen(&run(&CHECK, &with_exif(&[("Software", "GIMP 2.10")]))), "nothing found");
    }
}
