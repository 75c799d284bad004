//! The Exif data is larger than a camera's, or holds a large field that nobody knows.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Format, Outcome, Strength, Text,
    facts::metadata::{Field, Value},
    t,
};

use super::needs::{answer, evidence, exif};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/large-unknown-fields",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Unusually large Exif data", "Données Exif inhabituellement volumineuses"),
    nothing: t(
        "Nothing in the Exif data is unusually large.",
        "Rien d'inhabituellement volumineux dans les données Exif.",
    ),
    page: Page {
        looks_at: t(
            "Whether the Exif block is larger than 64 KiB, more than fits in a JPEG, and whether a field without a known name holds more than 16 KiB. A TIFF is itself such a block and is only asked for the second.",
            "Si le bloc Exif dépasse 64 Kio, plus que n'en contient un JPEG, et si un champ sans nom connu contient plus de 16 Kio. Un TIFF est lui-même un tel bloc : seul le second point le concerne.",
        ),
        matters: t(
            "The file carries data that Exif readers usually do not show.",
            "Le fichier porte des données que les lecteurs d'Exif ne montrent en général pas.",
        ),
        innocent: &[
            t(
                "Makers of cameras and phones put depth maps, masks, previews and development data there.",
                "Des fabricants d'appareils et de téléphones y mettent cartes de profondeur, masques, aperçus et données de développement.",
            ),
            t(
                "Windows reserves room there for later changes.",
                "Windows y réserve de la place pour de futurs changements.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), 4.5.4 (APP1)", "TIFF 6.0, private fields"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

const SEGMENT: u64 = 64 << 10;
const LARGE: u32 = 16 << 10;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let unknown =
        |field: &&Field| field.name.starts_with("0x") && matches!(field.value, Value::Bytes(bytes) if bytes > LARGE);
    let mut fields = exif.fields.iter().filter(unknown).take(8);
    let large = exif.place.length.filter(|length| *length > SEGMENT && case.exhibit.format != Format::Tiff);
    if let Some(first) = fields.next() {
        let name = &first.name;
        let message = Text::new(
            format!(
                "A field of the Exif data that has no known name ({name}) holds more than 16 KiB. Makers keep depth maps and the like in such fields."
            ),
            format!(
                "Un champ des données Exif sans nom connu ({name}) contient plus de 16 Kio. Des fabricants gardent ainsi des cartes de profondeur, par exemple."
            ),
        );
        let finding = Finding::new(Direction::Context, Strength::Info, message, evidence(first));
        return Ok(finding.also(fields.map(evidence)).into());
    }
    let Some(length) = large else { return Ok(Outcome::NothingFound) };
    let message = Text::new(
        format!(
            "The Exif data takes {length} bytes, more than fits in a JPEG. Makers keep depth maps and the like there."
        ),
        format!(
            "Les données Exif occupent {length} octets, plus que n'en contient un JPEG. Des fabricants y gardent des cartes de profondeur, par exemple."
        ),
    );
    let evidence = Evidence::new(exif.place.clone(), format!("{length} bytes"));
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Format, Place, Reading, facts::metadata::Value};

    use super::CHECK;
    use crate::specimen::{run, run_as, seen, with_exif};

    fn holding(name: &str, bytes: u32, block: u64) -> Facts {
        let mut facts = with_exif(&[(name, "binary")]);
        if let Reading::Read(exif) = &mut facts.metadata.exif {
            exif.fields[0].value = Value::Bytes(bytes);
            exif.place = Place::bytes("HEIF › Exif", 100, block);
        }
        facts
    }

    #[test]
    fn a_field_that_nobody_knows() {
        insta::assert_snapshot!(seen(&run(&CHECK, &holding("0x9999", 20_000, 22_000))), @r"
        Context Info
        A field of the Exif data that has no known name (0x9999) holds more than 16 KiB. Makers keep depth maps and the like in such fields.
        Un champ des données Exif sans nom connu (0x9999) contient plus de 16 Kio. Des fabricants gardent ainsi des cartes de profondeur, par exemple.
          JPEG › APP1 Exif › Exif › 0x9999 = binary
        ");
    }

    #[test]
    fn a_block_that_no_jpeg_could_hold() {
        let facts = holding("MakerNote", 70_000, 80_000);
        assert!(seen(&run_as(&CHECK, &facts, ("a.heic", Format::Heif, (800, 600)))).contains("80000 bytes"));
        assert_eq!(seen(&run_as(&CHECK, &facts, ("a.tif", Format::Tiff, (800, 600)))), "nothing found");
    }

    #[test]
    fn silent_on_known_fields_and_on_small_ones() {
        assert_eq!(seen(&run(&CHECK, &holding("MakerNote", 60_000, 62_000))), "nothing found");
        assert_eq!(seen(&run(&CHECK, &holding("0x9999", 16_384, 20_000))), "nothing found");
    }
}
