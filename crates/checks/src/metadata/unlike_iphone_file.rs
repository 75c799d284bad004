//! An iPhone is named, and the file is not as its camera writes files.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Outcome, Reading, Strength, Text, facts::metadata::Exif, t,
};

use super::{
    brand::brand,
    ios_after_capture::major_version,
    needs::{answer, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/unlike-iphone-file",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Not as an iPhone's camera writes files", "Pas comme l'appareil photo d'un iPhone écrit ses fichiers"),
    nothing: t(
        "The file is as an iPhone's camera writes files, as far as that can be told.",
        "Le fichier est comme ceux de l'appareil photo d'un iPhone, autant qu'on puisse le dire.",
    ),
    page: Page {
        looks_at: t(
            "Files that name Apple and an iOS version (7 or later): whether they have a JFIF header, or lack the lens (LensModel) or Apple's maker note. A missing lens beside one of the others is weak, all else only mentioned; the maker note alone has a check of its own. JFIF in a file with a gain map or further pictures does not count: iOS 18 exports such files.",
            "Les fichiers qui nomment Apple et une version d'iOS (7 ou plus) : s'ils ont un en-tête JFIF, ou si l'objectif (LensModel) ou la note de fabricant d'Apple manque. Objectif manquant avec l'un des autres points : constat faible ; le reste : simple mention ; la note de fabricant seule a son propre contrôle. JFIF dans un fichier avec carte de gain ou d'autres images ne compte pas : iOS 18 exporte de tels fichiers.",
        ),
        matters: t(
            "As far as is known, the iPhone's camera writes no JFIF header, and always its lens and its maker note; Apple's own exports keep the lens. The file was probably exported, converted or saved by a program, which need not have changed the picture.",
            "Autant qu'on sache, l'appareil photo de l'iPhone n'écrit pas d'en-tête JFIF, et inscrit toujours l'objectif et sa note de fabricant ; les exports d'Apple gardent l'objectif. Le fichier a sans doute été exporté, converti ou enregistré par un logiciel, qui n'a pas forcément changé l'image.",
        ),
        innocent: &[
            t(
                "The picture was mailed in a smaller size, or sent as “most compatible”.",
                "L'image a été envoyée par courriel en plus petit, ou au format « le plus compatible ».",
            ),
            t("A photo library or cloud service exported it.", "Une photothèque ou un service en ligne l'a exportée."),
            t("An app other than Apple's took it.", "Une autre app que celle d'Apple l'a prise."),
        ],
        sources: &[
            "J. Nelson, thesis, University of Colorado Denver, 2020 (transfers from iPhones)",
            "CIPA DC-008 (Exif), tags 0x0131 Software, 0x927c MakerNote, 0xa434 LensModel",
            "ITU-T T.871 (JFIF)",
        ],
        rate: t(
            "Of 17 JPEGs with an iOS number 10 carry a JFIF header: 5 progressive ones were saved again, 3 are iOS 18 exports with a gain map, now left out; how many of them are as the camera wrote them is not known (reference set of 2026-11).",
            "Sur 17 JPEG avec un numéro d'iOS, 10 portent un en-tête JFIF : 5, progressifs, ont été réenregistrés, 3 sont des exports d'iOS 18 avec carte de gain, désormais exclus ; on ignore combien sont tels que l'appareil les a écrits (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// The first that writes maker note and lens into every picture.
const FIRST_IOS: u8 = 7;

struct Sign {
    en: &'static str,
    fr: &'static str,
    evidence: Evidence,
}

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let apple = brand(text(exif, "Make")?) == Some("apple");
    let software = field(exif, "Software")?;
    if !apple || text(exif, "Software").ok().and_then(major_version).is_none_or(|version| version < FIRST_IOS) {
        return Ok(Outcome::NotApplicable(t(
            "The file names no iPhone or iPad with iOS 7 or later.",
            "Le fichier ne nomme pas d'iPhone ni d'iPad avec iOS 7 ou plus.",
        )));
    }
    let note = exif.maker_note.is_none().then(|| absent(exif, "no maker note", "pas de note de fabricant"));
    let lens = exif
        .text("LensModel")
        .is_none()
        .then(|| absent(exif, "no lens named (LensModel)", "pas d'objectif nommé (LensModel)"));
    let jfif = jfif(case);
    if jfif.is_none() && lens.is_none() {
        return Ok(Outcome::NothingFound);
    }
    let lens_and_more = lens.is_some() && (jfif.is_some() || note.is_some());
    let signs: Vec<Sign> = [jfif, lens, note].into_iter().flatten().collect();
    let list = |words: fn(&Sign) -> &str| signs.iter().map(words).collect::<Vec<_>>().join(", ");
    let (en, fr) = (list(|s| s.en), list(|s| s.fr));
    let shown = software.shown.short(20);
    let message = Text::new(
        format!(
            "The file names an Apple device with iOS {shown}, but is not as its camera writes files: {en}. It was probably exported, converted or saved by a program or another app, which need not have changed the picture."
        ),
        format!(
            "Le fichier nomme un appareil Apple sous iOS {shown}, mais n'est pas comme son appareil photo écrit ses fichiers : {fr}. Il a sans doute été exporté, converti ou enregistré par un logiciel ou une autre app, sans que l'image ait forcément changé."
        ),
    );
    let (direction, strength) = match lens_and_more {
        true => (Direction::Edited, Strength::Weak),
        false => (Direction::Context, Strength::Info),
    };
    let also = signs.into_iter().map(|sign| sign.evidence);
    Ok(Finding::new(direction, strength, message, evidence(software)).also(also).into())
}

fn absent(exif: &Exif, en: &'static str, fr: &'static str) -> Sign {
    Sign { en, fr, evidence: Evidence::new(exif.place.clone(), en) }
}

fn jfif(case: &Case) -> Option<Sign> {
    let structure = &case.facts.structure;
    let jfif = structure.jpeg.as_ref()?.jfif.clone()?;
    let gain_map = structure.gain_map.is_some() || structure.multi_picture != Reading::Absent;
    let evidence = Evidence::new(jfif, "JFIF");
    (!gain_map).then_some(Sign { en: "a JFIF header", fr: "un en-tête JFIF", evidence })
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Place, Reading, facts::structure::MultiPicture};

    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen, with_maker_note};

    const IPHONE: [(&str, &str); 3] =
        [("Make", "Apple"), ("Software", "15.1"), ("LensModel", "iPhone 12 Pro back camera 4.2mm f/1.6")];

    fn with_jfif(mut facts: Facts) -> Facts {
        facts.structure.jpeg.as_mut().unwrap().jfif = Some(Place::bytes("JPEG › APP0 JFIF", 2, 18));
        facts
    }

    #[test]
    fn exported_with_little_left() {
        insta::assert_snapshot!(seen(&run(&CHECK, &with_jfif(camera_jpeg(&IPHONE[..2])))), @r"
        Edited Weak
        The file names an Apple device with iOS 15.1, but is not as its camera writes files: a JFIF header, no lens named (LensModel), no maker note. It was probably exported, converted or saved by a program or another app, which need not have changed the picture.
        Le fichier nomme un appareil Apple sous iOS 15.1, mais n'est pas comme son appareil photo écrit ses fichiers : un en-tête JFIF, pas d'objectif nommé (LensModel), pas de note de fabricant. Il a sans doute été exporté, converti ou enregistré par un logiciel ou une autre app, sans que l'image ait forcément changé.
          JPEG › APP1 Exif › Main › Software = 15.1
          JPEG › APP0 JFIF = JFIF
          JPEG › APP1 Exif = no lens named (LensModel)
          JPEG › APP1 Exif = no maker note
        ");
    }

    #[test]
    fn one_sign_and_what_mailing_leaves_are_only_mentioned() {
        let mailed = with_jfif(camera_jpeg(&IPHONE));
        assert!(seen(&run(&CHECK, &mailed)).starts_with("Context Info"), "JFIF and no maker note");
        let jfif = with_jfif(with_maker_note(camera_jpeg(&IPHONE), "Apple"));
        assert!(seen(&run(&CHECK, &jfif)).starts_with("Context Info"));
        let lens = with_maker_note(camera_jpeg(&IPHONE[..2]), "Apple");
        assert!(seen(&run(&CHECK, &lens)).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_the_camera_and_on_exports_with_a_gain_map() {
        let whole = with_maker_note(camera_jpeg(&IPHONE), "Apple");
        assert_eq!(seen(&run(&CHECK, &whole)), "nothing found");
        assert_eq!(seen(&run(&CHECK, &camera_jpeg(&IPHONE))), "nothing found", "another check's");
        let mut exported = with_jfif(whole);
        exported.structure.multi_picture = Reading::Read(MultiPicture::default());
        assert_eq!(seen(&run(&CHECK, &exported)), "nothing found");
    }

    #[test]
    fn not_asked_of_old_systems_and_other_programs() {
        for (make, software) in [("Apple", "6.1"), ("Apple", "Photos 5.0"), ("Canon", "15.1")] {
            let facts = with_jfif(camera_jpeg(&[("Make", make), ("Software", software)]));
            assert!(seen(&run(&CHECK, &facts)).starts_with("not applicable"), "{make} {software}");
        }
    }
}
