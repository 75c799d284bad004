//! Quantisation tables of the JPEG are defined again, or in a form that its kind does not allow.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::needs::jpeg;
use crate::{Case, Check, Page, metadata::needs::answer};

pub static CHECK: Check = Check {
    id: "structure/tables-redefined",
    family: Family::Structure,
    class: Some(Class::Anomaly),
    title: t("Compression tables defined again", "Tables de compression redéfinies"),
    nothing: t("Each compression table is defined once.", "Chaque table de compression est définie une fois."),
    page: Page {
        looks_at: t(
            "Whether a quantisation table, which sets how strongly the picture is compressed, is defined again with other values, and whether a baseline JPEG of 8 bits has tables of 16 bits. In a picture of several scans the first is only mentioned.",
            "Si une table de quantification, qui fixe la force de la compression, est redéfinie avec d'autres valeurs, et si un JPEG de base à 8 bits a des tables de 16 bits. Dans une image à plusieurs balayages, le premier cas n'est que mentionné.",
        ),
        matters: t(
            "Cameras are not known to do this. Such a file may come from an unusual encoder, or have been joined from pieces.",
            "On ne connaît pas d'appareil qui le fasse. Un tel fichier peut venir d'un encodeur inhabituel, ou avoir été assemblé à partir de morceaux.",
        ),
        innocent: &[
            t(
                "Encoders of several scans may set tables between them.",
                "Les encodeurs à plusieurs balayages peuvent changer de tables entre deux balayages.",
            ),
            t(
                "Some encoders write tables of 16 bits at the lowest quality.",
                "Certains encodeurs écrivent des tables de 16 bits à la plus basse qualité.",
            ),
        ],
        sources: &["ITU-T T.81 (JPEG), B.2.4.1"],
        rate: crate::metadata::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let jpeg = jpeg(case)?;
    let wide = jpeg.sof == 0 && jpeg.precision == 8 && jpeg.quantisation.iter().any(|table| table.sixteen_bit);
    let again = jpeg.tables_redefined;
    let mut values = Vec::new();
    if again > 0 {
        values.push(format!("quantisation tables defined again: {again}"));
    }
    if wide {
        values.push("quantisation table of 16 bits in a baseline frame".to_owned());
    }
    let mut values = values.into_iter().map(|value| Evidence::new(jpeg.frame.clone(), value));
    let Some(first) = values.next() else { return Ok(Outcome::NothingFound) };
    let (what_en, what_fr) = if again > 0 {
        (
            format!("defines {again} of its compression tables again with other values"),
            format!("redéfinit {again} de ses tables de compression avec d'autres valeurs"),
        )
    } else {
        (
            "has compression tables in a form that its kind does not allow".to_owned(),
            "a des tables de compression d'une forme que son genre n'admet pas".to_owned(),
        )
    };
    let (direction, strength) = if jpeg.scans > 1 && !wide {
        (Direction::Context, Strength::Info)
    } else {
        (Direction::Edited, Strength::Weak)
    };
    let message = Text::new(
        format!(
            "The JPEG {what_en}. Cameras are not known to do this; unusual encoders are, and programs that join pieces of files."
        ),
        format!(
            "Le JPEG {what_fr}. On ne connaît pas d'appareil qui le fasse ; des encodeurs inhabituels le font, et des logiciels qui assemblent des morceaux de fichiers."
        ),
    );
    Ok(Finding::new(direction, strength, message, first).also(values).into())
}

#[cfg(test)]
mod tests {
    use whence_model::facts::structure::{JpegCoding, QuantisationTable};

    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    fn look(change: impl Fn(&mut JpegCoding)) -> String {
        let mut facts = camera_jpeg(&[]);
        change(facts.structure.jpeg.as_mut().unwrap());
        seen(&run(&CHECK, &facts))
    }

    fn table(sixteen_bit: bool) -> Vec<QuantisationTable> {
        vec![QuantisationTable { number: 0, sixteen_bit, values: vec![16; 64] }]
    }

    #[test]
    fn a_table_defined_again() {
        insta::assert_snapshot!(look(|jpeg| jpeg.tables_redefined = 1), @r"
        Edited Weak
        The JPEG defines 1 of its compression tables again with other values. Cameras are not known to do this; unusual encoders are, and programs that join pieces of files.
        Le JPEG redéfinit 1 de ses tables de compression avec d'autres valeurs. On ne connaît pas d'appareil qui le fasse ; des encodeurs inhabituels le font, et des logiciels qui assemblent des morceaux de fichiers.
          JPEG › SOF0 = quantisation tables defined again: 1
        ");
    }

    #[test]
    fn wide_tables_in_a_baseline_frame() {
        let seen = look(|jpeg| jpeg.quantisation = table(true));
        assert!(seen.starts_with("Edited Weak") && seen.contains("does not allow"), "{seen}");
    }

    #[test]
    fn between_several_scans_it_is_context() {
        assert!(look(|jpeg| (jpeg.tables_redefined, jpeg.scans) = (1, 3)).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_narrow_tables_and_on_extended_frames() {
        assert_eq!(look(|jpeg| jpeg.quantisation = table(false)), "nothing found");
        assert_eq!(look(|jpeg| (jpeg.quantisation, jpeg.sof) = (table(true), 1)), "nothing found");
    }
}
