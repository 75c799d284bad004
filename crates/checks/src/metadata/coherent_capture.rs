//! Everything that a camera writes at once is there and agrees.

use whence_model::{Direction, Evidence, Family, Finding, Outcome, Strength, Text, facts::metadata::Exif, t};

use super::{
    brand::{brand, may_be_the_same},
    capture::has_exposure,
    editor::named,
    needs::{answer, date, evidence, exif, field, text},
};
use crate::{CATALOGUE, Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/coherent-capture",
    family: Family::Metadata,
    title: t("Data of one shot that agrees", "Données d'une prise de vue concordantes"),
    nothing: t(
        "The data does not add up to one undisturbed shot; most pictures on the web have lost it.",
        "Les données ne forment pas une prise de vue intacte ; la plupart des images du web les ont perdues.",
    ),
    page: Page {
        looks_at: t(
            "Files that name maker and model, where at least three of these hold: exposure time, aperture and sensitivity are given; the dates of capture, digitising and saving are one; the maker note is that of the maker; a thumbnail is there; the size given is that of the picture. No program and no history may be named, and no other check of metadata or structure may speak of editing.",
            "Les fichiers qui nomment marque et modèle, où au moins trois de ces points tiennent : temps de pose, ouverture et sensibilité sont donnés ; les dates de prise de vue, de numérisation et d'enregistrement sont les mêmes ; la note de fabricant est celle de la marque ; une vignette est présente ; la taille indiquée est celle de l'image. Aucun logiciel ni journal ne doit être nommé, et aucun autre contrôle de métadonnées ou de structure ne doit parler de retouche.",
        ),
        matters: t(
            "So the file looks as it leaves a camera. It supports that and no more: all of it can be copied from another file.",
            "Le fichier a l'aspect qu'il a à la sortie d'un appareil. Cela va dans ce sens, sans plus : tout peut être copié d'un autre fichier.",
        ),
        innocent: &[t(
            "The block was copied whole from a camera's file into another picture.",
            "Le bloc a été copié entier du fichier d'un appareil vers une autre image.",
        )],
        sources: &[
            "CIPA DC-008 (Exif)",
            "Kee, Johnson, Farid, “Digital Image Authentication from JPEG Headers”, IEEE TIFS 6(3), 2011",
        ],
        rate: super::UNMEASURED,
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const ENOUGH: usize = 3;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let model = field(exif, "Model")?;
    text(exif, "Make")?;
    text(exif, "Model")?;
    let history = case.facts.metadata.xmp.read().is_some_and(|xmp| !xmp.history.is_empty());
    if history || !named(case.facts).is_empty() {
        return Ok(Outcome::NothingFound);
    }
    let supports: Vec<Support> = [exposure(exif), dates(exif), maker_note(exif), thumbnail(exif), size(case, exif)]
        .into_iter()
        .flatten()
        .collect();
    if supports.len() < ENOUGH || another_check_speaks_of_editing(case) {
        return Ok(Outcome::NothingFound);
    }
    let list = |words: fn(&Support) -> &str| supports.iter().map(words).collect::<Vec<_>>().join(", ");
    let (en, fr) = (list(|s| s.en), list(|s| s.fr));
    let shown = model.shown.short(40);
    let message = Text::new(
        format!(
            "The data of one shot is there and agrees: {shown}; {en}. The file looks as it leaves a camera; such data can be copied, so it supports this and no more."
        ),
        format!(
            "Les données d'une prise de vue sont là et concordent : {shown} ; {fr}. Le fichier a l'aspect qu'il a à la sortie d'un appareil ; ces données peuvent être copiées, elles vont dans ce sens sans plus."
        ),
    );
    let also = supports.into_iter().map(|s| s.evidence);
    Ok(Finding::new(Direction::CameraCapture, Strength::Moderate, message, evidence(model)).also(also).into())
}

struct Support {
    en: &'static str,
    fr: &'static str,
    evidence: Evidence,
}

fn exposure(exif: &Exif) -> Option<Support> {
    let evidence = evidence(exif.field("ExposureTime")?);
    has_exposure(exif).then_some(Support { en: "exposure", fr: "exposition", evidence })
}

fn dates(exif: &Exif) -> Option<Support> {
    let (taken, field) = date(exif, "DateTimeOriginal").ok()?;
    let same = |name| exif.moment(name).is_some_and(|m| m.clock_seconds() == taken.clock_seconds());
    let saved = exif.field("DateTime").is_none() || same("DateTime");
    let evidence = evidence(field);
    (same("DateTimeDigitized") && saved).then_some(Support { en: "one date", fr: "date unique", evidence })
}

fn maker_note(exif: &Exif) -> Option<Support> {
    let note = exif.maker_note.as_ref()?;
    let maker = note.maker.as_deref()?;
    let agrees = may_be_the_same(brand(exif.text("Make")?)?, brand(maker)?);
    let evidence = Evidence::new(note.place.clone(), maker);
    agrees.then_some(Support { en: "maker note", fr: "note de fabricant", evidence })
}

fn thumbnail(exif: &Exif) -> Option<Support> {
    let place = exif.thumbnail.clone()?;
    Some(Support { en: "thumbnail", fr: "vignette", evidence: Evidence::new(place, "JPEG") })
}

fn size(case: &Case, exif: &Exif) -> Option<Support> {
    let is = |name, size: Option<u32>| exif.number(name).zip(size).is_some_and(|(n, size)| n == f64::from(size));
    let same = is("PixelXDimension", case.exhibit.width) && is("PixelYDimension", case.exhibit.height);
    let evidence = evidence(exif.field("PixelXDimension")?);
    same.then_some(Support { en: "size", fr: "taille", evidence })
}

/// Asked of the catalogue, so that a new check counts without being listed here too.
fn another_check_speaks_of_editing(case: &Case) -> bool {
    let others = CATALOGUE
        .iter()
        .filter(|check| matches!(check.family, Family::Metadata | Family::Structure) && check.id != CHECK.id);
    others.into_iter().any(|check| match (check.run)(case) {
        Outcome::Finding(finding) => finding.direction == Direction::Edited,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Reading, facts::metadata::HistoryEvent};

    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen, with_maker_note, xmp};

    const SHOT: [(&str, &str); 9] = [
        ("Make", "Canon"),
        ("Model", "Canon EOS R6"),
        ("DateTimeOriginal", "2024:05:01 10:00:00"),
        ("DateTimeDigitized", "2024:05:01 10:00:00"),
        ("ExposureTime", "0.005"),
        ("FNumber", "4"),
        ("PhotographicSensitivity", "200"),
        ("PixelXDimension", "4032"),
        ("PixelYDimension", "3024"),
    ];

    fn shot(more: &[(&str, &str)]) -> Facts {
        with_maker_note(camera_jpeg(&[&SHOT, more].concat()), "Canon")
    }

    #[test]
    fn an_undisturbed_shot() {
        insta::assert_snapshot!(seen(&run(&CHECK, &shot(&[]))), @r"
        CameraCapture Moderate
        The data of one shot is there and agrees: Canon EOS R6; exposure, one date, maker note, size. The file looks as it leaves a camera; such data can be copied, so it supports this and no more.
        Les données d'une prise de vue sont là et concordent : Canon EOS R6 ; exposition, date unique, note de fabricant, taille. Le fichier a l'aspect qu'il a à la sortie d'un appareil ; ces données peuvent être copiées, elles vont dans ce sens sans plus.
          JPEG › APP1 Exif › Main › Model = Canon EOS R6
          JPEG › APP1 Exif › Exif › ExposureTime = 0.005
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:01 10:00:00
          JPEG › APP1 Exif › Exif › MakerNote = Canon
          JPEG › APP1 Exif › Exif › PixelXDimension = 4032
        ");
    }

    #[test]
    fn silent_on_any_disturbance() {
        for more in [
            ("Software", "GIMP 2.10"),
            ("Software", "Nikon Transfer 1.1 W"),
            ("DateTime", "2024:05:09 10:00:00"),
            ("DateTime", "2024:04:01 10:00:00"),
        ] {
            assert_eq!(seen(&run(&CHECK, &shot(&[more]))), "nothing found", "{more:?}");
        }
        let mut other_brand = with_maker_note(shot(&[]), "NIKON CORPORATION");
        assert_eq!(seen(&run(&CHECK, &other_brand)), "nothing found");
        other_brand = shot(&[]);
        other_brand.metadata.xmp = xmp(&[]);
        if let Reading::Read(xmp) = &mut other_brand.metadata.xmp {
            xmp.history = vec![HistoryEvent { action: Some("saved".into()), ..HistoryEvent::default() }];
        }
        assert_eq!(seen(&run(&CHECK, &other_brand)), "nothing found");
    }

    #[test]
    fn silent_where_too_little_stands_there() {
        assert_eq!(seen(&run(&CHECK, &camera_jpeg(&SHOT[..4]))), "nothing found");
        assert!(seen(&run(&CHECK, &camera_jpeg(&SHOT[2..]))).starts_with("not applicable"));
    }
}
