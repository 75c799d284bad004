//! A comment in the file names the program that encoded it.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, facts::metadata::TextField, t,
};

use crate::{Case, Check, Page, metadata::capture::names_camera};

pub static CHECK: Check = Check {
    id: "structure/comment-names-encoder",
    family: Family::Structure,
    class: Some(Class::Trace),
    title: t("Comment names an encoder", "Un commentaire nomme un encodeur"),
    nothing: t("No comment names an encoder that we know.", "Aucun commentaire ne nomme un encodeur connu."),
    page: Page {
        looks_at: t(
            "Comments (COM in JPEG) that begin as programs and libraries write them: gd-jpeg, Lavc, LEAD Technologies, Adobe Photoshop, Intel's library, JPEGmini and others. It is weak where the file names a camera, else only mentioned.",
            "Les commentaires (COM dans JPEG) qui commencent comme ceux de logiciels et bibliothèques : gd-jpeg, Lavc, LEAD Technologies, Adobe Photoshop, la bibliothèque d'Intel, JPEGmini et d'autres. Constat faible si le fichier nomme un appareil, sinon simple mention.",
        ),
        matters: t(
            "That program probably encoded the picture, so that it was saved again after any camera. A comment can also be left from earlier.",
            "Ce logiciel a sans doute encodé l'image, qui a donc été réenregistrée après un éventuel appareil. Un commentaire peut aussi être resté d'avant.",
        ),
        innocent: &[
            t("A website made a smaller copy.", "Un site en a fait une copie réduite."),
            t("The picture is a still of a video or a webcam.", "L'image est tirée d'une vidéo ou d'une webcam."),
            t(
                "Cameras, phones and scanners may contain the same encoder.",
                "Appareils, téléphones et scanners peuvent contenir le même encodeur.",
            ),
            t(
                "An old comment stayed when another program saved again.",
                "Un ancien commentaire est resté lors d'un nouvel enregistrement.",
            ),
        ],
        sources: &["ITU-T T.81 (JPEG), B.2.4.5 (COM)", "libgd, gd_jpeg.c", "FFmpeg, libavcodec, mjpegenc"],
        rate: t(
            "3 % of camera-like JPEGs have any comment (reference set of 2026-11); what they say was not counted.",
            "3 % des JPEG venant apparemment d'un appareil ont un commentaire (jeu de référence de 2026-11) ; leur contenu n'a pas été compté.",
        ),
        seen_in_the_wild: false,
    },
    run,
};

/// How the comment begins, and who writes that.
const ENCODERS: &[(&str, &str)] = &[
    ("CREATOR: gd-jpeg", "GD"),
    ("CREATOR: XV", "XV"),
    ("Lavc", "FFmpeg"),
    ("LEAD Technologies", "LEADTOOLS"),
    ("File written by Adobe Photoshop", "Adobe Photoshop"),
    ("Intel(R) JPEG Library", "Intel JPEG Library"),
    ("Optimized by JPEGmini", "JPEGmini"),
    ("Compressed by jpeg-recompress", "jpeg-recompress"),
    ("JPEG Encoder Copyright 1998, James R. Weeks", "JpegEncoder"),
    ("ACD Systems Digital Imaging", "ACDSee"),
    ("U-Lead Systems", "Ulead"),
    ("AppleMark", "Apple QuickTime"),
];

fn run(case: &Case) -> Outcome {
    let comments = case.facts.metadata.texts.iter().filter(|text| text.key.raw() == "Comment");
    let Some((text, encoder)) = comments.filter_map(|text| Some((text, encoder(text)?))).next() else {
        return Outcome::NothingFound;
    };
    let shown = text.value.short(60);
    let (direction, strength, message) = if names_camera(case.facts) {
        let message = Text::new(
            format!(
                "The file names a camera, but a comment in it says that {encoder} encoded it (“{shown}”). It was probably saved again, or the comment is left from earlier."
            ),
            format!(
                "Le fichier nomme un appareil, mais un commentaire dit que {encoder} l'a encodé (« {shown} »). Il a sans doute été réenregistré, ou le commentaire est resté d'avant."
            ),
        );
        (Direction::Edited, Strength::Weak, message)
    } else {
        let message = Text::new(
            format!("A comment says that {encoder} encoded the file (“{shown}”), as websites and programs have it do."),
            format!(
                "Un commentaire dit que {encoder} a encodé le fichier (« {shown} »), à la demande d'un site ou d'un logiciel."
            ),
        );
        (Direction::Context, Strength::Info, message)
    };
    Finding::new(direction, strength, message, Evidence::new(text.place.clone(), text.value.clone())).into()
}

fn encoder(text: &TextField) -> Option<&'static str> {
    let text = text.value.raw().trim_start();
    let behind = |start: &str| {
        let head = text.get(..start.len())?;
        head.eq_ignore_ascii_case(start).then(|| text.get(start.len()..))?
    };
    ENCODERS.iter().find(|(start, _)| behind(start).is_some_and(|rest| whole(start, rest))).map(|(_, name)| *name)
}

/// No letter goes on behind the name; FFmpeg's library puts its version there at once.
fn whole(start: &str, rest: &str) -> bool {
    let next = rest.chars().next();
    if start == "Lavc" { next.is_some_and(|c| c.is_ascii_digit()) } else { !next.is_some_and(char::is_alphabetic) }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{camera_jpeg, run, seen, with_comment};

    const CAMERA: [(&str, &str); 2] = [("Make", "Canon"), ("Model", "Canon EOS R6")];

    fn look(fields: &[(&str, &str)], comment: &str) -> String {
        seen(&run(&CHECK, &with_comment(camera_jpeg(fields), comment)))
    }

    #[test]
    fn a_camera_picture_that_a_website_encoded() {
        insta::assert_snapshot!(look(&CAMERA, "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90"), @r"
        Edited Weak
        The file names a camera, but a comment in it says that GD encoded it (“CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90”). It was probably saved again, or the comment is left from earlier.
        Le fichier nomme un appareil, mais un commentaire dit que GD l'a encodé (« CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90 »). Il a sans doute été réenregistré, ou le commentaire est resté d'avant.
          JPEG › COM = CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90
        ");
    }

    #[test]
    fn without_a_camera_it_is_context() {
        for comment in [
            "Lavc58.54.100",
            "LEAD Technologies Inc. V1.01",
            "File written by Adobe Photoshop\u{a8} 4.0",
            "intel(r) jpeg library, version 1",
        ] {
            assert!(look(&[], comment).starts_with("Context Info"), "{comment}");
        }
    }

    #[test]
    fn silent_on_words_of_people_and_of_cameras() {
        for comment in [
            "Lavcovice in May",
            "Leading technologies",
            "AppleMarket",
            "Made with Lavc58",
            "Lavc",
            "é",
            "",
            "Created with GIMP",
        ] {
            assert_eq!(look(&CAMERA, comment), "nothing found", "{comment}");
        }
    }
}
