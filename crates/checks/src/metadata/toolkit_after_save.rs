//! An XMP packet that says it was saved before the library that wrote it was built.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::{
    editor::editor_named,
    needs::{answer, property_evidence, xmp},
    unset_clock::is_default,
    written_date::{toolkit_built, xmp_moment},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/toolkit-after-save",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("XMP library newer than the date of saving", "Bibliothèque XMP plus récente que l'enregistrement"),
    nothing: t(
        "The library that wrote the XMP data was built before the dates of saving.",
        "La bibliothèque qui a écrit les données XMP est antérieure aux dates d'enregistrement.",
    ),
    page: Page {
        looks_at: t(
            "The build date in x:xmptk, as Adobe's library writes it, against xmp:ModifyDate and xmp:MetadataDate. Dates of a clock that was never set are left out.",
            "La date de construction dans x:xmptk, telle que l'écrit la bibliothèque d'Adobe, comparée à xmp:ModifyDate et xmp:MetadataDate. Les dates d'une horloge jamais réglée sont exclues.",
        ),
        matters: t("The packet was written later than it says.", "Le paquet a été écrit plus tard qu'il ne le dit."),
        innocent: &[
            t(
                "The program kept the old date of saving on purpose (an editor that is named makes the finding weak).",
                "Le logiciel a conservé exprès l'ancienne date (un logiciel de retouche nommé rend le constat faible).",
            ),
            t("The computer's clock was wrong.", "L'horloge de l'ordinateur était déréglée."),
        ],
        sources: &["ISO 16684-1 (XMP), x:xmptk", "Adobe XMP Toolkit SDK, version string"],
        rate: t(
            "3 files, all written by a newer Adobe library than the date of saving (reference set of 2026-11); camera files have no such packet.",
            "3 fichiers, tous écrits par une bibliothèque Adobe plus récente que la date d'enregistrement (jeu de référence de 2026-11) ; les fichiers d'appareil n'ont pas de tel paquet.",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    let Some((toolkit, built)) = xmp.toolkit.as_ref().and_then(|t| Some((t, toolkit_built(t.raw())?))) else {
        return Ok(Outcome::NotApplicable(t(
            "The XMP data does not say when the library that wrote it was built.",
            "Les données XMP ne disent pas quand leur bibliothèque a été construite.",
        )));
    };
    let dates = ["xmp:ModifyDate", "xmp:MetadataDate"].into_iter().filter_map(|name| xmp.property(name));
    let dates = dates.filter_map(|p| Some((p, xmp_moment(p.value.raw())?)));
    let mut dates = dates.filter(|(_, saved)| !is_default(*saved)).peekable();
    if dates.peek().is_none() {
        return Ok(Outcome::NotApplicable(t(
            "The XMP data has no date of saving that a clock can have shown.",
            "Les données XMP n'ont pas de date d'enregistrement qu'une horloge ait pu donner.",
        )));
    }
    // A day to spare for zones.
    let Some((property, saved)) = dates.find(|(_, saved)| saved.clock_seconds() + 86_400 < built.clock_seconds())
    else {
        return Ok(Outcome::NothingFound);
    };
    let strength = if editor_named(case.facts) { Strength::Weak } else { Strength::Moderate };
    let message = Text::new(
        format!(
            "The XMP data gives {saved} as the time of saving, but the library that wrote it was built on {built}. It was written later than it says."
        ),
        format!(
            "Les données XMP donnent {saved} comme date d'enregistrement, mais la bibliothèque qui les a écrites date du {built}. Elles ont été écrites plus tard qu'elles ne le disent."
        ),
    );
    let toolkit = Evidence::new(xmp.place.clone(), toolkit.clone());
    Ok(Finding::new(Direction::Edited, strength, message, property_evidence(property)).also([toolkit]).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Reading};

    use super::CHECK;
    use crate::specimen::{facts, run, seen, xmp};

    fn packet(toolkit: &str, properties: &[(&str, &str)]) -> Facts {
        let mut facts = facts();
        facts.metadata.xmp = xmp(properties);
        if let Reading::Read(xmp) = &mut facts.metadata.xmp {
            xmp.toolkit = Some(toolkit.into());
        }
        facts
    }

    const ADOBE: &str = "Adobe XMP Core 5.6-c140 79.160451, 2017/05/06-01:08:21        ";

    #[test]
    fn saved_before_its_library_was_built() {
        let facts = packet(ADOBE, &[("xmp:ModifyDate", "2015-02-01T10:00:00Z")]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Edited Moderate
        The XMP data gives 2015-02-01 10:00:00 UTC as the time of saving, but the library that wrote it was built on 2017-05-06 01:08:21. It was written later than it says.
        Les données XMP donnent 2015-02-01 10:00:00 UTC comme date d'enregistrement, mais la bibliothèque qui les a écrites date du 2017-05-06 01:08:21. Elles ont été écrites plus tard qu'elles ne le disent.
          JPEG › APP1 XMP = 2015-02-01T10:00:00Z
          JPEG › APP1 XMP = Adobe XMP Core 5.6-c140 79.160451, 2017/05/06-01:08:21
        ");
    }

    #[test]
    fn an_editor_explains_it() {
        let named = [("xmp:ModifyDate", "2015-02-01T10:00:00Z"), ("xmp:CreatorTool", "Adobe Photoshop CC (Windows)")];
        assert!(seen(&run(&CHECK, &packet(ADOBE, &named))).starts_with("Edited Weak"));
    }

    #[test]
    fn silent_afterwards_and_where_no_date_is_told() {
        assert_eq!(seen(&run(&CHECK, &packet(ADOBE, &[("xmp:ModifyDate", "2017-05-05T10:00:00")]))), "nothing found");
        let apple = packet("XMP Core 6.0.0", &[("xmp:ModifyDate", "2015-02-01T10:00:00Z")]);
        assert!(seen(&run(&CHECK, &apple)).starts_with("not applicable"));
        let unset = packet(ADOBE, &[("xmp:ModifyDate", "1970-01-01T00:00:00Z")]);
        assert!(seen(&run(&CHECK, &unset)).starts_with("not applicable"));
    }
}
