//! Places in the maker note that lead nowhere.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::{
    editor::only_metadata_software,
    microsoft_edit_trace,
    needs::{answer, exif},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/maker-note-damaged",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Maker note only partly readable", "Note de fabricant lisible en partie seulement"),
    nothing: t("The maker note can be read.", "La note de fabricant est lisible."),
    page: Page {
        looks_at: t(
            "The maker note, the block in which a maker keeps data of its own: values that lie outside it, directories that cannot be read. Where Windows or a program that only writes metadata left its trace, the finding is only mentioned.",
            "La note de fabricant, le bloc où une marque range ses propres données : valeurs hors du bloc, répertoires illisibles. Si Windows ou un logiciel qui n'écrit que les métadonnées a laissé sa trace, c'est une simple mention.",
        ),
        matters: t(
            "The note finds its data by their distance in the Exif block. A program that writes the block again without knowing the note may move it, so that it points to the wrong places. The picture need not have been touched.",
            "La note repère ses données par leur distance dans le bloc Exif. Un logiciel qui réécrit le bloc sans connaître la note peut la déplacer, et ses repères tombent à côté. L'image n'est pas forcément touchée.",
        ),
        innocent: &[
            t(
                "A program that rates, tags, turns or geotags pictures wrote the Exif block again.",
                "Un logiciel qui note, étiquette, tourne ou géolocalise les images a réécrit le bloc Exif.",
            ),
            t(
                "Several cameras write such notes themselves.",
                "Plusieurs appareils écrivent eux-mêmes de telles notes.",
            ),
            t(
                "Most makers do not publish the form of their notes; our reader may misread one.",
                "La plupart des marques ne publient pas le format de leurs notes ; notre lecteur peut se tromper.",
            ),
        ],
        sources: &[
            "CIPA DC-008 (Exif), tag 0x927c MakerNote",
            "drewnoakes/metadata-extractor#404 (offsets of maker notes)",
        ],
        rate: t(
            "1 of 172 camera-like JPEGs, by another reader of maker notes than ours (reference set of 2026-11).",
            "1 sur 172 JPEG venant apparemment d'un appareil, avec un autre lecteur de notes que le nôtre (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

/// How the reader of Exif begins what it says of the maker note.
const OF_MAKER_NOTE: &str = "MakerNote:";

const LISTED: usize = 8;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    if exif.maker_note.is_none() {
        return Ok(Outcome::NotApplicable(t(
            "The file has no maker note.",
            "Le fichier n'a pas de note de fabricant.",
        )));
    }
    let damage = || exif.defects.iter().filter(|defect| defect.what.starts_with(OF_MAKER_NOTE));
    let mut listed = damage().take(LISTED).map(|defect| Evidence::new(defect.place.clone(), defect.what.as_str()));
    let Some(first) = listed.next() else { return Ok(Outcome::NothingFound) };
    let places = damage().count();
    let (en, fr) = if places == 1 { ("place", "endroit") } else { ("places", "endroits") };
    let message = Text::new(
        format!(
            "The maker note cannot be read in {places} {en}. A program may have written the metadata again without knowing it, or the camera writes it so."
        ),
        format!(
            "La note de fabricant est illisible à {places} {fr}. Un logiciel qui ne la connaît pas a peut-être réécrit les métadonnées, ou l'appareil l'écrit ainsi."
        ),
    );
    let metadata_only = only_metadata_software(case.facts) || microsoft_edit_trace::is_there(case.facts);
    let (direction, strength) = match metadata_only {
        true => (Direction::Context, Strength::Info),
        false => (Direction::Edited, Strength::Weak),
    };
    Ok(Finding::new(direction, strength, message, first).also(listed).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{Defect, Facts, Place, Reading};

    use super::CHECK;
    use crate::specimen::{run, seen, with_exif, with_maker_note};

    fn damaged(fields: &[(&str, &str)], what: &str) -> Facts {
        let mut facts = with_maker_note(with_exif(fields), "Canon");
        if let Reading::Read(exif) = &mut facts.metadata.exif {
            let place = Place::path("JPEG › APP1 Exif › Exif › MakerNote");
            exif.defects = vec![Defect { place, what: what.into() }];
        }
        facts
    }

    #[test]
    fn a_pointer_that_misses() {
        let facts = damaged(&[("Make", "Canon")], "MakerNote: value of 0x0095 lies outside the block");
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Edited Weak
        The maker note cannot be read in 1 place. A program may have written the metadata again without knowing it, or the camera writes it so.
        La note de fabricant est illisible à 1 endroit. Un logiciel qui ne la connaît pas a peut-être réécrit les métadonnées, ou l'appareil l'écrit ainsi.
          JPEG › APP1 Exif › Exif › MakerNote = MakerNote: value of 0x0095 lies outside the block
        ");
    }

    #[test]
    fn programs_that_only_write_metadata_explain_it() {
        let facts = damaged(&[("Software", "Nikon Transfer 1.1 W")], "MakerNote: directory cut short");
        assert!(seen(&run(&CHECK, &facts)).starts_with("Context Info"));
        let mut facts = damaged(&[("XPTitle", "a")], "MakerNote: directory cut short");
        if let Reading::Read(exif) = &mut facts.metadata.exif {
            exif.fields[0].tag = 0x9c9b;
        }
        assert!(seen(&run(&CHECK, &facts)).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_damage_elsewhere() {
        assert_eq!(seen(&run(&CHECK, &damaged(&[], "value lies outside the block"))), "nothing found");
        assert!(seen(&run(&CHECK, &with_exif(&[]))).starts_with("not applicable"));
    }
}
