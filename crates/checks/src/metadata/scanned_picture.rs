//! The file says that it was scanned from paper or film.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::{
    capture::scanners_named,
    needs::{answer, evidence, exif},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/scanned-picture",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("A scanner or photo laboratory is named", "Un scanner ou un laboratoire photo est nommé"),
    nothing: t("No scanner is named.", "Aucun scanner n'est nommé."),
    page: Page {
        looks_at: t(
            "FileSource in Exif (1 a film scanner, 2 a scanner of prints), and the names of scanners, photo laboratories' machines and scanning programs in Make, Model and Software, as whole words.",
            "FileSource dans Exif (1 scanner de pellicules, 2 scanner de tirages), et les noms de scanners, de machines de laboratoire photo et de logiciels de numérisation dans Make, Model et Software, en mots entiers.",
        ),
        matters: t(
            "The dates are mostly those of the scan. What was done to the print or film before that, the file does not know.",
            "Les dates sont le plus souvent celles de la numérisation. Ce qui est arrivé auparavant au tirage ou à la pellicule, le fichier l'ignore.",
        ),
        innocent: &[
            t(
                "Family albums, archives and film are digitised in this way.",
                "Albums de famille, archives et pellicules se numérisent ainsi.",
            ),
            t(
                "A laboratory's machine also writes its name into digital pictures that it exports.",
                "La machine d'un laboratoire inscrit aussi son nom dans des images numériques qu'elle exporte.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), tag 0xa300 FileSource"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let source = exif.field("FileSource").zip(exif.number("FileSource"));
    let by_source = source.and_then(|(field, number)| match () {
        () if number == 1.0 => Some(("a film scanner", "un scanner de pellicules", evidence(field))),
        () if number == 2.0 => Some(("a scanner of prints", "un scanner de tirages", evidence(field))),
        () => None,
    });
    let mut named = scanners_named(exif).map(evidence).collect::<Vec<Evidence>>().into_iter();
    let (en, fr, first) = match (by_source, named.as_slice().first()) {
        (Some((en, fr, first)), _) => (en.to_owned(), fr.to_owned(), first),
        (None, Some(name)) => {
            let shown = name.value.short(40);
            let first = name.clone();
            named.next();
            (
                format!("a scanner or laboratory (“{shown}”)"),
                format!("un scanner ou un laboratoire (« {shown} »)"),
                first,
            )
        }
        (None, None) => return Ok(Outcome::NothingFound),
    };
    let message = Text::new(
        format!(
            "The file names {en} as its source: it is probably a scan of a print or film. Its dates are then mostly those of the scan, and it knows nothing of what was done before."
        ),
        format!(
            "Le fichier nomme {fr} comme source : c'est sans doute la numérisation d'un tirage ou d'une pellicule. Ses dates sont alors le plus souvent celles de la numérisation, et il ignore ce qui a précédé."
        ),
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, first).also(named).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(fields: &[(&str, &str)]) -> String {
        seen(&run(&CHECK, &with_exif(fields)))
    }

    #[test]
    fn a_scanner() {
        insta::assert_snapshot!(look(&[("FileSource", "2"), ("Make", "EPSON"), ("Model", "Perfection V600")]), @r"
        Context Info
        The file names a scanner of prints as its source: it is probably a scan of a print or film. Its dates are then mostly those of the scan, and it knows nothing of what was done before.
        Le fichier nomme un scanner de tirages comme source : c'est sans doute la numérisation d'un tirage ou d'une pellicule. Ses dates sont alors le plus souvent celles de la numérisation, et il ignore ce qui a précédé.
          JPEG › APP1 Exif › Exif › FileSource = 2
          JPEG › APP1 Exif › Main › Model = Perfection V600
        ");
        assert!(look(&[("Make", "NORITSU KOKI"), ("Model", "QSS-32_33")]).contains("“NORITSU KOKI”"));
        assert!(look(&[("Software", "VueScan 9.7")]).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_cameras_of_makers_of_scanners() {
        for fields in [
            &[("FileSource", "3"), ("Make", "SEIKO EPSON CORP."), ("Model", "PhotoPC 3000Z")][..],
            &[("Make", "Minolta Co., Ltd."), ("Model", "DiMAGE 7")],
            &[("FileSource", "0"), ("Software", "imperfections removed")],
            &[],
        ] {
            assert_eq!(look(fields), "nothing found", "{fields:?}");
        }
    }
}
