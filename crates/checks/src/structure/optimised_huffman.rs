//! The JPEG's Huffman tables were computed for this very picture.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, t};

use super::needs::jpeg;
use crate::{Case, Check, Page, metadata::needs::answer};

pub static CHECK: Check = Check {
    id: "structure/optimised-huffman",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("Huffman tables made for this picture", "Tables de Huffman propres à cette image"),
    nothing: t("The Huffman tables are the standard's.", "Les tables de Huffman sont celles de la norme."),
    page: Page {
        looks_at: t(
            "Whether all Huffman tables are those that the JPEG standard prints (Annex K.3). Progressive pictures always have their own and are left out.",
            "Si toutes les tables de Huffman sont celles qu'imprime la norme JPEG (annexe K.3). Les images progressives ont toujours les leurs et sont exclues.",
        ),
        matters: t(
            "Editors and platforms save bytes in this way. So do some cameras.",
            "Logiciels et plateformes gagnent ainsi des octets. Certains appareils aussi.",
        ),
        innocent: &[
            t("Some cameras compute their own tables.", "Certains appareils calculent leurs propres tables."),
            t("A platform made the file smaller.", "Une plateforme a réduit le fichier."),
        ],
        sources: &["ITU-T T.81 (JPEG), Annex K.3"],
        rate: t(
            "5 % of camera-like JPEGs, 15 % of those since 2013, 42 % of edited ones, so it is only mentioned (reference set of 2026-11).",
            "5 % des JPEG venant apparemment d'un appareil, 15 % depuis 2013, 42 % des retouchés : simple mention (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let jpeg = jpeg(case)?;
    if jpeg.progressive {
        return Ok(Outcome::NotApplicable(t(
            "A progressive JPEG always has Huffman tables of its own.",
            "Un JPEG progressif a toujours ses propres tables de Huffman.",
        )));
    }
    // It breaks off before them, or is coded without (arithmetic coding).
    if jpeg.huffman_tables == 0 {
        return Ok(Outcome::NotApplicable(t(
            "The JPEG holds no Huffman table.",
            "Le JPEG ne contient pas de table de Huffman.",
        )));
    }
    if jpeg.standard_huffman {
        return Ok(Outcome::NothingFound);
    }
    let message = t(
        "The JPEG's Huffman tables were made for this picture, as editors, platforms and some cameras do.",
        "Les tables de Huffman du JPEG sont propres à cette image, comme le font logiciels, plateformes et certains appareils.",
    );
    let evidence = Evidence::new(jpeg.frame.clone(), "Huffman tables other than T.81 Annex K.3");
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen};

    fn look(standard_huffman: bool, progressive: bool) -> String {
        let mut facts = camera_jpeg(&[]);
        let jpeg = facts.structure.jpeg.as_mut().unwrap();
        (jpeg.standard_huffman, jpeg.progressive) = (standard_huffman, progressive);
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn its_own_tables() {
        insta::assert_snapshot!(look(false, false), @r"
        Context Info
        The JPEG's Huffman tables were made for this picture, as editors, platforms and some cameras do.
        Les tables de Huffman du JPEG sont propres à cette image, comme le font logiciels, plateformes et certains appareils.
          JPEG › SOF0 = Huffman tables other than T.81 Annex K.3
        ");
    }

    #[test]
    fn not_asked_of_a_file_without_huffman_tables() {
        let mut facts = camera_jpeg(&[]);
        let jpeg = facts.structure.jpeg.as_mut().unwrap();
        (jpeg.huffman_tables, jpeg.standard_huffman) = (0, false);
        assert_eq!(seen(&run(&CHECK, &facts)), "not applicable: The JPEG holds no Huffman table.");
    }

    #[test]
    fn silent_on_the_standards_and_on_progressive_files() {
        assert_eq!(look(true, false), "nothing found");
        assert!(look(false, true).starts_with("not applicable"));
    }
}
