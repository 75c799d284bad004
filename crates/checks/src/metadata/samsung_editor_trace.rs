//! Data of Samsung's own editor stand at the end of the file.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, facts::metadata::TrailerEntry, t,
};

use super::needs::{answer, samsung};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/samsung-editor-trace",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Data of Samsung's editor", "Données de l'éditeur de Samsung"),
    nothing: t("No data of Samsung's editor.", "Aucune donnée de l'éditeur de Samsung."),
    page: Page {
        looks_at: t(
            "The names of the data in the block that Samsung's phones append. What the phone keeps to undo an edit, drawings or text put onto the picture, and data of its suggestions. All of it is weak until somebody has measured it.",
            "Les noms des données du bloc qu'ajoutent les téléphones Samsung. Ce que le téléphone garde pour annuler une retouche, les dessins ou textes posés sur l'image, et les données de ses suggestions. Tout cela reste un constat faible tant que personne ne l'a mesuré.",
        ),
        matters: t(
            "The editor of the phone's own gallery was used on the picture after it was taken, if only to crop it.",
            "L'éditeur de la galerie du téléphone a servi après la prise de vue, ne serait-ce qu'à recadrer.",
        ),
        innocent: &[
            t(
                "It was only cropped, turned or lightened there, or given a filter or a caption.",
                "L'image y a seulement été recadrée, tournée ou éclaircie, ou a reçu un filtre ou une légende.",
            ),
            t(
                "The data may stay when an edit is undone.",
                "Les données peuvent rester quand une retouche est annulée.",
            ),
        ],
        sources: &["exiftool.org forum, topic 16086 (Samsung SEFT)"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let entries = &samsung(case)?.entries;
    let edited = |entry: &&TrailerEntry| {
        let name = entry.name.raw();
        name == "PhotoEditor_Re_Edit_Data" || name.starts_with("deco_")
    };
    let suggested = |entry: &&TrailerEntry| entry.name.raw() == "Intelligent_PhotoEditor_Data";
    let sure = entries.iter().any(|entry| edited(&entry));
    let traces = entries.iter().filter(edited).chain(entries.iter().filter(suggested));
    let mut traces = traces.map(|entry| Evidence::new(entry.place.clone(), entry.name.clone()));
    let Some(first) = traces.next() else { return Ok(Outcome::NothingFound) };
    let shown = first.value.short(40);
    let message = if sure {
        Text::new(
            format!(
                "The file carries data of the editor in Samsung's phones (“{shown}”). That editor was probably used; what it did, and whether that was undone, the name does not say."
            ),
            format!(
                "Le fichier porte des données de l'éditeur des téléphones Samsung (« {shown} »). Cet éditeur a sans doute servi ; le nom ne dit ni ce qu'il a fait, ni si cela a été annulé."
            ),
        )
    } else {
        Text::new(
            format!(
                "The file carries data of the editing suggestions in Samsung's phones (“{shown}”). The picture may have been edited in the phone's gallery."
            ),
            format!(
                "Le fichier porte des données des suggestions de retouche des téléphones Samsung (« {shown} »). L'image a peut-être été retouchée dans la galerie du téléphone."
            ),
        )
    };
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, first).also(traces).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{facts, run, seen, with_samsung_data};

    fn look(names: &[&str]) -> String {
        seen(&run(&CHECK, &with_samsung_data(facts(), names)))
    }

    #[test]
    fn an_edit_and_a_drawing() {
        insta::assert_snapshot!(look(&["Image_UTC_Data", "Intelligent_PhotoEditor_Data", "PhotoEditor_Re_Edit_Data", "deco_text_bitmap"]), @r"
        Edited Weak
        The file carries data of the editor in Samsung's phones (“PhotoEditor_Re_Edit_Data”). That editor was probably used; what it did, and whether that was undone, the name does not say.
        Le fichier porte des données de l'éditeur des téléphones Samsung (« PhotoEditor_Re_Edit_Data »). Cet éditeur a sans doute servi ; le nom ne dit ni ce qu'il a fait, ni si cela a été annulé.
          JPEG › Samsung › PhotoEditor_Re_Edit_Data = PhotoEditor_Re_Edit_Data
          JPEG › Samsung › deco_text_bitmap = deco_text_bitmap
          JPEG › Samsung › Intelligent_PhotoEditor_Data = Intelligent_PhotoEditor_Data
        ");
    }

    #[test]
    fn its_suggestions_are_weak() {
        let suggested = look(&["Intelligent_PhotoEditor_Data"]);
        assert!(suggested.starts_with("Edited Weak") && suggested.contains("may have been edited"), "{suggested}");
    }

    #[test]
    fn silent_on_what_the_camera_writes() {
        assert_eq!(look(&["Image_UTC_Data", "MCC_Data", "MotionPhoto_Data", "Captured_App_Info"]), "nothing found");
        assert!(seen(&run(&CHECK, &facts())).starts_with("not applicable"));
    }
}
