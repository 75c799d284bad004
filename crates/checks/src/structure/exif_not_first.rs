//! Other segments stand before the Exif data of a JPEG.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Format, Outcome, Place, Strength, Text, facts::structure::Part, t,
};

use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "structure/exif-not-first",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("Exif does not come first", "Exif n'est pas en premier"),
    nothing: t(
        "The Exif data comes first, or right after JFIF.",
        "Les données Exif viennent en premier, ou juste après JFIF.",
    ),
    page: Page {
        looks_at: t(
            "The order of the parts (segments) of a JPEG that has Exif data. Another check looks for a JFIF header alone before it.",
            "L'ordre des parties (segments) d'un JPEG qui a des données Exif. Un en-tête JFIF seul devant fait l'objet d'un autre contrôle.",
        ),
        matters: t(
            "The standard puts Exif first. Where it is not first, a program may have added it or written the file again.",
            "La norme place Exif en premier. S'il ne l'est pas, un logiciel l'a peut-être ajouté, ou a réécrit le fichier.",
        ),
        innocent: &[
            t("Many phones put other segments before it.", "Beaucoup de téléphones mettent d'autres segments devant."),
            t(
                "Programs that sign pictures put the signature first.",
                "Les logiciels qui signent les images mettent la signature en tête.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), 4.5.4"],
        rate: t(
            "With JFIF before it counted too: 17 % of camera-like JPEGs, 37 % of edited ones, so it is only mentioned (reference set of 2026-11).",
            "En comptant aussi un JFIF devant : 17 % des JPEG venant apparemment d'un appareil, 37 % des retouchés : simple mention (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run,
};

const LISTED: usize = 8;

fn run(case: &Case) -> Outcome {
    if case.exhibit.format != Format::Jpeg {
        return Outcome::NotApplicable(t("The file is no JPEG.", "Le fichier n'est pas un JPEG."));
    }
    let parts = &case.facts.structure.parts;
    let holds = |part: &Part, what: &str| part.holds.as_ref().is_some_and(|holds| holds.raw() == what);
    let Some(at) = parts.iter().position(|part| holds(part, "Exif")) else {
        return Outcome::NotApplicable(t("The file has no Exif data.", "Le fichier n'a pas de données Exif."));
    };
    // APP0 also holds JFIF's extension, which belongs to it.
    let own = |part: &&Part| part.name.raw() != "SOI" && part.name.raw() != "APP0";
    let before: Vec<&Part> = parts.iter().take(at).filter(own).collect();
    if before.is_empty() {
        return Outcome::NothingFound;
    }
    let name = |part: &Part| {
        let name = part.name.short(10);
        part.holds.as_ref().map_or(name.clone(), |holds| format!("{name} {}", holds.short(30)))
    };
    let mut listed = before.iter().take(LISTED).map(|part| {
        let place = Place::bytes(format!("JPEG › {}", name(part)), part.offset, part.length);
        Evidence::new(place, "before Exif")
    });
    let Some(first) = listed.next() else { return Outcome::NothingFound };
    let names = before.iter().take(3).map(|part| name(part)).collect::<Vec<_>>().join(", ");
    let message = Text::new(
        format!(
            "Other segments stand before the Exif data ({names}). Programs that add or rewrite that data do this; so do many phones."
        ),
        format!(
            "D'autres segments précèdent les données Exif ({names}). Les logiciels qui les ajoutent ou les réécrivent font cela, comme beaucoup de téléphones."
        ),
    );
    Finding::new(Direction::Context, Strength::Info, message, first).also(listed).into()
}

#[cfg(test)]
mod tests {
    use whence_model::Format;

    use super::CHECK;
    use crate::specimen::{facts, parts, run, run_as, seen};

    fn look(segments: &[(&str, &str)]) -> String {
        let mut facts = facts();
        facts.structure.parts = parts(segments);
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn behind_photoshops_segment() {
        insta::assert_snapshot!(look(&[("SOI", ""), ("APP0", "JFIF"), ("APP13", "Photoshop"), ("DQT", ""), ("APP1", "Exif")]), @r"
        Context Info
        Other segments stand before the Exif data (APP13 Photoshop, DQT). Programs that add or rewrite that data do this; so do many phones.
        D'autres segments précèdent les données Exif (APP13 Photoshop, DQT). Les logiciels qui les ajoutent ou les réécrivent font cela, comme beaucoup de téléphones.
          JPEG › APP13 Photoshop = before Exif
          JPEG › DQT = before Exif
        ");
    }

    #[test]
    fn silent_where_it_comes_first_or_behind_jfif() {
        assert_eq!(look(&[("SOI", ""), ("APP1", "Exif"), ("APP0", "JFIF")]), "nothing found");
        assert_eq!(look(&[("SOI", ""), ("APP0", "JFIF"), ("APP0", "JFXX"), ("APP1", "Exif")]), "nothing found");
        assert!(look(&[("SOI", ""), ("APP1", "XMP")]).starts_with("not applicable"));
        let mut png = facts();
        png.structure.parts = parts(&[("IHDR", ""), ("eXIf", "Exif")]);
        assert!(seen(&run_as(&CHECK, &png, ("a.png", Format::Png, (8, 8)))).starts_with("not applicable"));
    }
}
