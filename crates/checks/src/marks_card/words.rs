//! What one mark says, by whom and what was done, in a line.

use whence_model::{
    Text,
    facts::generator::{Mark, MarkKind, MarkSignature, Process},
    t,
};

use crate::{
    credentials_card::words::with,
    declared::{
        aigc_label, app_export,
        generator_name::statement,
        is_edit_credit, is_made_credit,
        marks::{did, que, tool},
    },
};

pub fn headline(mark: &Mark) -> Text {
    if mark.signature == Some(MarkSignature::Verified) {
        let (tool, did) = (tool(mark), did(mark));
        return Text::new(
            format!("{}'s own signature holds: its service {}", tool.en, did.en),
            format!("La signature propre à {} tient : son service {}", tool.fr, did.fr),
        );
    }
    if mark.process == Process::Processed {
        return joined_by_colon(
            says(mark),
            t("that does not say that it was made there", "cela ne dit pas qu'elle y a été produite"),
        );
    }
    match mark.kind {
        MarkKind::Parameters
        | MarkKind::NodeGraph
        | MarkKind::InvokeAi
        | MarkKind::NovelAi
        | MarkKind::SettingsJson
        | MarkKind::Midjourney => says(mark),
        MarkKind::GrokSignature if mark.signature != Some(MarkSignature::Malformed) => says(mark),
        MarkKind::Name => name(mark),
        MarkKind::AigcLabel => with(
            "The file carries the AIGC label of Chinese rules; {}",
            "Le fichier porte l'étiquette AIGC des règles chinoises ; {}",
            &aigc_label::says(mark).1,
        ),
        MarkKind::AppExport => match app_export::says(mark) {
            Some(says) => with(
                "The file says, in an app's export record, {}",
                "Le fichier dit, dans l'enregistrement d'export d'une application, {}",
                &says.text(),
            ),
            None => t(
                "The file names the app that exported it, and says nothing of AI",
                "Le fichier nomme l'application qui l'a exporté, et ne dit rien d'une IA",
            ),
        },
        MarkKind::SamsungEdit => t(
            "The file says that Samsung's AI tools edited this picture",
            "Le fichier dit que les outils d'IA de Samsung ont retouché cette image",
        ),
        MarkKind::Hint | MarkKind::GrokSignature => with(
            "The file carries a trace of {}, which others may leave too",
            "Le fichier porte une trace de {}, que d'autres peuvent laisser aussi",
            &tool(mark),
        ),
        MarkKind::HiddenData => t(
            "Data of no known form stand in the pixels under a heading that generators write",
            "Des données de forme inconnue figurent dans les pixels sous un en-tête que des générateurs écrivent",
        ),
    }
}

fn says(mark: &Mark) -> Text {
    let (tool, did) = (tool(mark), did(mark));
    Text::new(
        format!("The file says that {} {}", tool.en, did.en),
        format!("Le fichier dit {} {}", que(&tool.fr), did.fr),
    )
}

/// A credit line says what was done; a bare name only who.
fn name(mark: &Mark) -> Text {
    let raw = mark.raw.raw();
    if is_edit_credit(raw) {
        t(
            "The file says that this picture was edited with AI",
            "Le fichier dit que cette image a été retouchée avec une IA",
        )
    } else if is_made_credit(raw) {
        t(
            "The file says that this picture was made with AI",
            "Le fichier dit que cette image a été produite avec une IA",
        )
    } else if statement(mark).is_some() {
        says(mark)
    } else {
        with(
            "The file names the generator {} as what it comes from",
            "Le fichier nomme le générateur {} comme son origine",
            &tool(mark),
        )
    }
}

fn joined_by_colon(first: Text, then: Text) -> Text {
    Text::new(format!("{}: {}", first.en, then.en), format!("{} : {}", first.fr, then.fr))
}
