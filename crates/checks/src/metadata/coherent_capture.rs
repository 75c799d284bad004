//! Everything that a camera writes at once is there and agrees.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, facts::metadata::Exif, t};

use super::{
    brand::{brand, may_be_the_same},
    capture::has_exposure,
    editor::named,
    needs::{answer, date, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/coherent-capture",
    family: Family::Metadata,
    class: Some(Class::Support),
    title: t("Data of one shot that agrees", "Données d'une prise de vue concordantes"),
    nothing: t(
        "The data does not add up to one undisturbed shot; most pictures on the web have lost it.",
        "Les données ne forment pas une prise de vue intacte ; la plupart des images du web les ont perdues.",
    ),
    page: Page {
        looks_at: t(
            "Files that name maker and model, where at least three of these hold: exposure time, aperture and sensitivity are given; the dates of capture, digitising and saving are one; the maker note is that of the maker; a thumbnail is there; the size given is that of the picture. No program and no history may be named, and none of these points may be there and disagree.",
            "Les fichiers qui nomment marque et modèle, où au moins trois de ces points tiennent : temps de pose, ouverture et sensibilité sont donnés ; les dates de prise de vue, de numérisation et d'enregistrement sont les mêmes ; la note de fabricant est celle de la marque ; une vignette est présente ; la taille indiquée est celle de l'image. Aucun logiciel ni journal ne doit être nommé, et aucun de ces points ne doit être présent et discordant.",
        ),
        matters: t(
            "Such data stands in a file as it leaves a camera. It supports that and no more: all of it can be copied from another file. Where a label without signature says that AI made such a file, the two conflict: labels are also added to discredit a picture.",
            "De telles données se trouvent dans un fichier à la sortie d'un appareil. Cela va dans ce sens, sans plus : tout peut être copié d'un autre fichier. Si une étiquette non signée dit qu'une IA a fait un tel fichier, les deux se contredisent : on ajoute aussi des étiquettes pour discréditer une image.",
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
    let points = [exposure(exif), dates(exif)?, maker_note(exif)?, thumbnail(exif), size(case, exif)?];
    let supports: Vec<Support> = points.into_iter().flatten().collect();
    if supports.len() < ENOUGH {
        return Ok(Outcome::NothingFound);
    }
    let list = |words: fn(&Support) -> &str| supports.iter().map(words).collect::<Vec<_>>().join(", ");
    let (en, fr) = (list(|s| s.en), list(|s| s.fr));
    let shown = model.shown.short(40);
    let message = Text::new(
        format!(
            "The data of one shot is there and agrees: {shown}; {en}. A camera writes all of it at once; it can also be copied, so it supports a capture and no more."
        ),
        format!(
            "Les données d'une prise de vue sont là et concordent : {shown} ; {fr}. Un appareil les écrit toutes à la fois ; elles peuvent aussi être copiées, elles vont dans le sens d'une prise de vue sans plus."
        ),
    );
    let also = supports.into_iter().map(|s| s.evidence);
    Ok(Finding::new(Direction::CameraCapture, Strength::Moderate, message, evidence(model)).also(also).into())
}

/// A point that holds. One that is there and disagrees ends the look: then this is no undisturbed shot.
struct Support {
    en: &'static str,
    fr: &'static str,
    evidence: Evidence,
}

impl Support {
    fn or_end(self, holds: bool) -> Result<Option<Self>, Outcome> {
        if holds { Ok(Some(self)) } else { Err(Outcome::NothingFound) }
    }
}

fn exposure(exif: &Exif) -> Option<Support> {
    let evidence = evidence(exif.field("ExposureTime")?);
    has_exposure(exif).then_some(Support { en: "exposure", fr: "exposition", evidence })
}

fn dates(exif: &Exif) -> Result<Option<Support>, Outcome> {
    let Ok((taken, field)) = date(exif, "DateTimeOriginal") else { return Ok(None) };
    // A clock that was never set, or the constant of some Android cameras, disagrees with nothing.
    let others = ["DateTimeDigitized", "DateTime"].map(|name| date(exif, name).ok().map(|(moment, _)| moment));
    let same = others.iter().flatten().all(|m| m.clock_seconds() == taken.clock_seconds());
    if same && others[0].is_none() {
        return Ok(None);
    }
    Support { en: "one date", fr: "date unique", evidence: evidence(field) }.or_end(same)
}

fn maker_note(exif: &Exif) -> Result<Option<Support>, Outcome> {
    let Some(note) = &exif.maker_note else { return Ok(None) };
    let brands = note.maker.as_deref().and_then(brand).zip(exif.text("Make").and_then(brand));
    let Some((writer, maker)) = brands else { return Ok(None) };
    let evidence = Evidence::new(note.place.clone(), note.maker.clone().unwrap_or_default());
    Support { en: "maker note", fr: "note de fabricant", evidence }.or_end(may_be_the_same(maker, writer))
}

fn thumbnail(exif: &Exif) -> Option<Support> {
    let place = exif.thumbnail.clone()?;
    Some(Support { en: "thumbnail", fr: "vignette", evidence: Evidence::new(place, "JPEG") })
}

fn size(case: &Case, exif: &Exif) -> Result<Option<Support>, Outcome> {
    let stated = exif.number("PixelXDimension").zip(exif.number("PixelYDimension"));
    let real = case.exhibit.width.zip(case.exhibit.height);
    let (Some(stated), Some((width, height)), Some(field)) = (stated, real, exif.field("PixelXDimension")) else {
        return Ok(None);
    };
    let same = stated == (f64::from(width), f64::from(height));
    Support { en: "size", fr: "taille", evidence: evidence(field) }.or_end(same)
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
        The data of one shot is there and agrees: Canon EOS R6; exposure, one date, maker note, size. A camera writes all of it at once; it can also be copied, so it supports a capture and no more.
        Les données d'une prise de vue sont là et concordent : Canon EOS R6 ; exposition, date unique, note de fabricant, taille. Un appareil les écrit toutes à la fois ; elles peuvent aussi être copiées, elles vont dans le sens d'une prise de vue sans plus.
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
    fn the_constant_of_some_androids_is_no_disturbance() {
        let mut fields = SHOT;
        fields[3].1 = "2002:12:08 12:00:00";
        let seen = seen(&run(&CHECK, &with_maker_note(camera_jpeg(&fields), "Canon")));
        assert!(seen.starts_with("CameraCapture Moderate") && !seen.contains("one date"), "{seen}");
    }

    #[test]
    fn silent_where_too_little_stands_there() {
        assert_eq!(seen(&run(&CHECK, &camera_jpeg(&SHOT[..4]))), "nothing found");
        assert!(seen(&run(&CHECK, &camera_jpeg(&SHOT[2..]))).starts_with("not applicable"));
    }
}
