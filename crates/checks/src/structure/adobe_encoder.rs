//! The JPEG carries a marker that Adobe's encoders write.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, t};

use super::needs::jpeg;
use crate::{Case, Check, Page, metadata::needs::answer};

pub static CHECK: Check = Check {
    id: "structure/adobe-encoder",
    family: Family::Structure,
    class: Some(Class::Trace),
    title: t("Marker of Adobe's encoder", "Marqueur de l'encodeur d'Adobe"),
    nothing: t("No marker of Adobe's encoders.", "Aucun marqueur des encodeurs d'Adobe."),
    page: Page {
        looks_at: t(
            "The segments APP14 “Adobe” and APP12 “Ducky” (Save for Web).",
            "Les segments APP14 « Adobe » et APP12 « Ducky » (Enregistrer pour le web).",
        ),
        matters: t(
            "Cameras do not write them. A program of Adobe's, or one that writes as Adobe's do, saved the JPEG.",
            "Les appareils ne les écrivent pas. Un logiciel d'Adobe, ou un autre qui l'imite, a enregistré le JPEG.",
        ),
        innocent: &[
            t(
                "The picture was developed or exported there without further changes.",
                "L'image y a été développée ou exportée sans autre changement.",
            ),
            t(
                "Other programs write APP14 too, above all for RGB and CMYK.",
                "D'autres logiciels écrivent aussi APP14, surtout en RVB et CMJN.",
            ),
        ],
        sources: &["Adobe, Technical Note 5116, section 18 (APP14)"],
        rate: t(
            "APP14: none of 172 camera-like JPEGs, 22 % of edited ones; Ducky: 13 of 150 files of Photoshop (reference set of 2026-11).",
            "APP14 : aucun des 172 JPEG venant apparemment d'un appareil, 22 % des retouchés ; Ducky : 13 sur 150 fichiers de Photoshop (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let jpeg = jpeg(case)?;
    let marks = [(&jpeg.ducky, "Ducky"), (&jpeg.adobe, "Adobe")];
    let mut marks = marks.into_iter().filter_map(|(place, name)| Some(Evidence::new(place.clone()?, name)));
    let Some(first) = marks.next() else { return Ok(Outcome::NothingFound) };
    let message = if jpeg.ducky.is_some() {
        t(
            "The JPEG carries the marker of Adobe's Save for Web. It was exported by such a program, not written by a camera.",
            "Le JPEG porte le marqueur d'« Enregistrer pour le web » d'Adobe. Un tel logiciel l'a exporté ; ce n'est pas un appareil qui l'a écrit.",
        )
    } else {
        t(
            "The JPEG carries the marker of Adobe's encoder. A program saved it; cameras do not write this marker.",
            "Le JPEG porte le marqueur de l'encodeur d'Adobe. Un logiciel l'a enregistré ; les appareils n'écrivent pas ce marqueur.",
        )
    };
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, first).also(marks).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{Format, Place};

    use super::CHECK;
    use crate::specimen::{camera_jpeg, facts, run, run_as, seen};

    #[test]
    fn adobe_and_ducky() {
        let mut facts = camera_jpeg(&[]);
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
        let jpeg = facts.structure.jpeg.as_mut().unwrap();
        jpeg.adobe = Some(Place::bytes("JPEG › APP14 Adobe", 5000, 16));
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Edited Weak
        The JPEG carries the marker of Adobe's encoder. A program saved it; cameras do not write this marker.
        Le JPEG porte le marqueur de l'encodeur d'Adobe. Un logiciel l'a enregistré ; les appareils n'écrivent pas ce marqueur.
          JPEG › APP14 Adobe = Adobe
        ");
        let jpeg = facts.structure.jpeg.as_mut().unwrap();
        jpeg.ducky = Some(Place::bytes("JPEG › APP12 Ducky", 4900, 17));
        assert!(seen(&run(&CHECK, &facts)).contains("Save for Web"));
    }

    #[test]
    fn other_formats_are_not_asked() {
        let png = run_as(&CHECK, &facts(), ("a.png", Format::Png, (800, 600)));
        assert!(seen(&png).starts_with("not applicable"));
    }
}
