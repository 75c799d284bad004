//! An XMP packet that says it was saved before the library that wrote it was built.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Moment, Outcome, Strength, Text, facts::metadata::HistoryEvent, t,
};

use super::{
    editor::editor_named,
    needs::{answer, property_evidence, xmp},
    unset_clock::is_default,
    written::written,
    written_date::{toolkit_built, xmp_moment},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/toolkit-after-save",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("XMP library newer than the date of saving", "Bibliothèque XMP plus récente que l'enregistrement"),
    nothing: t(
        "The library that wrote the XMP data was built before the latest date of saving.",
        "La bibliothèque qui a écrit les données XMP est antérieure à la dernière date d'enregistrement.",
    ),
    page: Page {
        looks_at: t(
            "The build date in x:xmptk, as Adobe's library writes it, against the latest of xmp:ModifyDate, xmp:MetadataDate and the steps of xmpMM:History: one date after it explains it. Dates of a clock that was never set are left out. An editing program that is named makes the finding weak.",
            "La date de construction dans x:xmptk, telle que l'écrit la bibliothèque d'Adobe, comparée à la dernière des dates xmp:ModifyDate, xmp:MetadataDate et des étapes de xmpMM:History : une seule date postérieure l'explique. Les dates d'une horloge jamais réglée sont exclues. Un logiciel de retouche nommé rend le constat faible.",
        ),
        matters: t("The packet was written later than it says.", "Le paquet a été écrit plus tard qu'il ne le dit."),
        innocent: &[
            t("The program kept the old date of saving on purpose.", "Le logiciel a conservé exprès l'ancienne date."),
            t("The computer's clock was wrong.", "L'horloge de l'ordinateur était déréglée."),
        ],
        sources: &["ISO 16684-1 (XMP), x:xmptk", "Adobe XMP Toolkit SDK, version string"],
        rate: t(
            "Not measured as it is now. While one early date was enough, it spoke on 3 files of the reference set of 2026-11; a later date explains those that were looked at again.",
            "Non mesuré sous cette forme. Quand une seule date antérieure suffisait, il se prononçait sur 3 fichiers du jeu de référence de 2026-11 ; une date postérieure explique ceux qui ont été revus.",
        ),
        seen_in_the_wild: false,
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
    let Some((property, saved)) =
        dates.filter(|(_, saved)| !is_default(*saved)).max_by_key(|(_, saved)| saved.clock_seconds())
    else {
        return Ok(Outcome::NotApplicable(t(
            "The XMP data has no date of saving that a clock can have shown.",
            "Les données XMP n'ont pas de date d'enregistrement qu'une horloge ait pu donner.",
        )));
    };
    // A day to spare for zones.
    let before = |date: Moment| date.clock_seconds() + 86_400 < built.clock_seconds();
    if !before(saved) || !xmp.history.iter().filter_map(done).all(before) {
        return Ok(Outcome::NothingFound);
    }
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

/// When a step of the program's log was taken; the last moment of it where only its day stands there.
fn done(event: &HistoryEvent) -> Option<Moment> {
    let (_, last) = written(event.when.as_ref()?.raw())?.span()?;
    Some(last)
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Reading, facts::metadata::HistoryEvent};

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

    /// The date of the picture's last change stays, and what is said of it was written again later.
    #[test]
    fn one_later_date_explains_it() {
        let old = ("xmp:ModifyDate", "2015-02-01T10:00:00Z");
        for later in ["2017-05-06T02:00:00Z", "2020-01-01T10:00:00+02:00"] {
            let facts = packet(ADOBE, &[old, ("xmp:MetadataDate", later)]);
            assert_eq!(seen(&run(&CHECK, &facts)), "nothing found", "{later}");
        }
        let logged = |steps: &[&str]| {
            let mut facts = packet(ADOBE, &[old]);
            if let Reading::Read(xmp) = &mut facts.metadata.xmp {
                let step = |when: &&str| HistoryEvent { when: Some((*when).into()), ..HistoryEvent::default() };
                xmp.history = steps.iter().map(step).collect();
            }
            seen(&run(&CHECK, &facts))
        };
        assert_eq!(logged(&["2014-01-01T10:00:00Z", "2018-03-04T10:00:00Z", "2014-02-01T10:00:00Z"]), "nothing found");
        assert_eq!(logged(&["2018-03-04"]), "nothing found");
        assert!(logged(&["2014-01-01T10:00:00Z", "2015-02-01T10:00:00Z"]).starts_with("Edited Moderate"));
    }

    #[test]
    fn where_all_are_before_it_the_latest_is_told() {
        let facts =
            packet(ADOBE, &[("xmp:ModifyDate", "2015-02-01T10:00:00Z"), ("xmp:MetadataDate", "2016-02-01T10:00:00Z")]);
        assert!(seen(&run(&CHECK, &facts)).contains("gives 2016-02-01 10:00:00 UTC"));
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
