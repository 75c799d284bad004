//! What a reader of the card is told, class by class.

mod classes;

use whence_model::{
    CredentialsCard, Defect, Facts, Lang, Place, Tone, Topic,
    facts::provenance::{
        Action, Basis, Carrier, ClaimKind, Coverage, CredentialClass, Fetch, FetchFailure, Flag, ListOrigin, Manifest,
        SourceType, TrustList,
    },
};

use super::credentials_card;
use crate::specimen::{claim, credentials, facts};

/// Every answer and step in both languages, as a reader sees them.
fn seen(facts: &Facts) -> String {
    [Lang::En, Lang::Fr].map(|lang| shown(&credentials_card(facts, lang))).join("\n\n")
}

fn shown(card: &CredentialsCard) -> String {
    let mut lines = Vec::new();
    for answer in &card.answers {
        lines.push(format!("{} {}. [{:?}]", answer.question, answer.answer, answer.tone));
        if !answer.detail.is_empty() {
            lines.push(format!("  {}", answer.detail));
        }
    }
    for step in &card.history {
        let taken = step.taken_as.as_deref().unwrap_or("-");
        let with = step.made_with.as_deref().unwrap_or("-");
        lines.push(format!(
            "{} {taken}: {} | {with} | {} | {}",
            step.manifest,
            step.name,
            step.signed_by,
            step.did.join(", ")
        ));
        lines.extend(step.problem.iter().map(|problem| format!("  ! {problem}")));
    }
    lines.join("\n")
}

/// Credentials of this class over a picture that was made, says its one manifest, by AI.
fn generated(class: CredentialClass, flags: &[Flag]) -> Facts {
    let mut facts = credentials(class, flags, &[]);
    let p = &mut facts.provenance;
    if !p.lists.iter().any(|list| list.origin == ListOrigin::Official) {
        p.lists.push(official());
    }
    p.coverage = Some(Coverage {
        binding: whence_model::facts::provenance::Binding::Data,
        left_out: vec![],
        metadata_left_out: false,
        picture_left_out: false,
    });
    if class.is_present() {
        p.manifests = vec![Manifest {
            label: "urn:c2pa:1".into(),
            title: Some("dusk.jpg".into()),
            claim_generator: Some("Painter 2".into()),
            signer: Some("Example News".into()),
            actions: vec![action("c2pa.created", Some(SourceType::TrainedAlgorithmicMedia))],
            ..Manifest::default()
        }];
        p.claims = vec![claim(ClaimKind::AiGenerated, "trainedAlgorithmicMedia", &["dusk.jpg"])];
    }
    facts
}

fn official() -> TrustList {
    TrustList {
        name: "official".into(),
        origin: ListOrigin::Official,
        purpose: "signer".into(),
        date: "2026-09-24".into(),
        certificates: 30,
        sha256: "0".repeat(64),
        source: "C2PA".into(),
        licence: "CC BY 4.0".into(),
    }
}

fn action(name: &str, source: Option<SourceType>) -> Action {
    Action {
        action: name.into(),
        source,
        source_type: source.map(|_| "trainedAlgorithmicMedia".into()),
        ..Action::default()
    }
}

const CLASSES: [CredentialClass; 11] = {
    use CredentialClass::*;
    [
        None,
        RemoteNotFetched,
        Unreadable,
        TrustedOfficial,
        TrustedInterim,
        TrustedPinned,
        UnknownSigner,
        SigningDateUnprovable,
        BadCertificate,
        ChangedAfterSigning,
        CredentialsAltered,
    ]
};

const FLAGS: [Flag; 7] = [
    Flag::IngredientProblem,
    Flag::PartNotCovered,
    Flag::IdentityNotResolved,
    Flag::RevocationNotChecked,
    Flag::Revoked,
    Flag::TimestampMissing,
    Flag::TimestampUntrusted,
];

#[test]
fn five_answers_in_order_whatever_the_class() {
    for class in CLASSES {
        for lang in [Lang::En, Lang::Fr] {
            let card = credentials_card(&generated(class, &[]), lang);
            let topics: Vec<Topic> = card.answers.iter().map(|answer| answer.topic).collect();
            use Topic::*;
            assert_eq!(topics, [Present, Unchanged, Signer, Claims, Coverage], "{class:?}");
            assert!(card.answers.iter().all(|a| !a.question.is_empty() && !a.answer.is_empty()), "{class:?}: {card:?}");
            assert!(!card.limits.is_empty());
        }
    }
}

/// Words that accuse; and words that say more than a file can prove.
#[test]
fn nobody_is_accused_over_an_intact_file() {
    const ACCUSING: &[&str] = &["changed", "tamper", "altered", "modifié", "altéré", "falsifi", "damaged", "endommagé"];
    const NEVER: &[&str] = &["tamper", "fake", "authentic", "real ", "safe", "faux", "vrai", "authentique", " sûr"];
    for class in CLASSES {
        for flags in [&[][..], &FLAGS].into_iter().chain(FLAGS.chunks(1)) {
            for lang in [Lang::En, Lang::Fr] {
                let card = credentials_card(&generated(class, flags), lang);
                for answer in &card.answers {
                    let said = format!("{} {}", answer.answer, answer.detail).to_lowercase();
                    let said = said.replace("unchanged", "");
                    let accused = ACCUSING.iter().find(|word| class.is_intact() && said.contains(*word));
                    assert_eq!(accused, None, "{class:?} {flags:?}: {said}");
                    assert_eq!(NEVER.iter().find(|word| said.contains(*word)), None, "{class:?} {flags:?}: {said}");
                }
                assert!(!class.is_intact() || card.answers[1].tone != Tone::Broken, "{class:?}");
            }
        }
    }
}

/// A name stands without a mark only where a list proves it.
#[test]
fn a_name_that_is_not_proven_is_marked_as_a_claim() {
    for class in CLASSES {
        for flags in [&[][..], &[Flag::Revoked]] {
            let proven = class.is_trusted() && flags.is_empty();
            let card = credentials_card(&generated(class, flags), Lang::En);
            let french = credentials_card(&generated(class, flags), Lang::Fr);
            let names = card.answers.iter().map(|a| &a.answer).chain(card.history.iter().map(|step| &step.signed_by));
            for said in names.filter(|said| said.contains("Example News")) {
                assert_eq!(said.starts_with("Claims to be “Example News”"), !proven, "{class:?} {flags:?}: {said}");
            }
            let said = french.answers.iter().map(|a| &a.answer).find(|said| said.contains("Example News"));
            assert!(proven || said.is_none_or(|said| said.starts_with("Se dit « Example News »")), "{said:?}");
            assert_eq!(card.answers[2].tone == Tone::Proven, proven, "{class:?}");
        }
    }
}

/// Cropped ← AI edit ← capture, a part without credentials, and everything that can be left out.
#[test]
fn a_tree_and_what_is_not_covered() {
    let mut facts = generated(CredentialClass::TrustedOfficial, &FLAGS[..4]);
    let p = &mut facts.provenance;
    p.coverage.as_mut().unwrap().metadata_left_out = true;
    p.flags.push(Flag::TimestampUntrusted);
    let below = |title: &str, made_with: &str, relationship: &str, (depth, parent), actions: Vec<Action>| Manifest {
        label: "urn:c2pa:2".into(),
        title: Some(title.into()),
        claim_generator: Some(made_with.into()),
        relationship: Some(relationship.into()),
        depth,
        parent: Some(parent),
        signer: Some("Maker".into()),
        actions,
        ..Manifest::default()
    };
    p.manifests[0].claim_generator = Some("Photos".into());
    p.manifests[0].actions =
        vec![action("c2pa.opened", None), action("c2pa.cropped", None), action("c2pa.cropped", None)];
    p.manifests[0].all_actions_included = true;
    let edited = vec![
        action("c2pa.opened", None),
        action("c2pa.edited", Some(SourceType::CompositeWithTrainedAlgorithmicMedia)),
    ];
    p.manifests.push(below("edit.jpg", "Photos", "parentOf", (1, 0), edited));
    p.manifests.push(Manifest {
        relationship: Some("componentOf".into()),
        depth: 1,
        parent: Some(0),
        label: "urn:c2pa:3".into(),
        title: Some("sky.jpg".into()),
        problems: vec!["claimSignature.mismatch".into(), "org.example.odd".into()],
        ..Manifest::default()
    });
    p.manifests.push(Manifest { title: Some("bird.jpg".into()), depth: 1, parent: Some(0), ..Manifest::default() });
    let mut captured =
        vec![action("c2pa.created", Some(SourceType::DigitalCapture)), action("com.example.do<b>", None)];
    captured[1].source_type = Some("http://example.org/painted".into());
    p.manifests.push(below("raw.jpg", "Camera", "parentOf", (2, 1), captured));
    p.cut = true;
    p.claims = vec![
        claim(ClaimKind::AiEdited, "compositeWithTrainedAlgorithmicMedia", &["dusk.jpg", "edit.jpg"]),
        claim(ClaimKind::CameraCapture, "digitalCapture", &["dusk.jpg", "edit.jpg", "raw.jpg"]),
    ];
    p.claims[1].at = 4;
    insta::assert_snapshot!(seen(&facts), @r"
    Are there credentials? Yes, in the file itself. [Proven]
      They also tell of more than 4 files that the picture was made from; not all are listed.
    Changed since signing? Unchanged, in what the signature covers. [Limited]
      The signature leaves out part of the file; see below. The rest is what was signed.
    Who signed, is it proven? “Example News”, on the C2PA Trust List. [Proven]
      Proven by the C2PA Trust List of 2026-08-14. Whether the key was withdrawn since was not checked.
    What do they claim? AI-edited, camera-captured. [Said]
      AI-edited: cropped in “Photos” ← AI edit in “Photos” ← captured by “Camera”. Camera-captured: cropped in “Photos” ← AI edit in “Photos” ← captured by “Camera”. This is the signer's statement.
    What is not covered? Camera data and other metadata, something the picture was made from, a named identity, date of signing, revocation, deeper ingredients. [Limited]
      Metadata such as camera data stand outside what is signed: anyone can edit them and the signature still holds. One of the files the picture was made from, “sky.jpg”, has credentials with a problem; this file's own signature is another matter. A statement of identity inside could not be checked here; the rest does not depend on it. The time stamp says 2024-05-01, by an authority on no list. Whether the signing key was withdrawn was not checked: that would need a connection. The tree is larger than what is listed here.
    0 -: dusk.jpg | Photos | “Example News”, on the C2PA Trust List | Opened, Cropped
    1 edited from: edit.jpg | Photos | Claims to be “Maker” | Opened, Other edits, edited with generative AI
    2 placed in it: sky.jpg | - | Not proven, and no name is given | 
      ! its signature does not hold; a problem by the code “org.example.odd”
    3 -: bird.jpg | - | Nobody: it came without credentials | 
    4 edited from: raw.jpg | Camera | Claims to be “Maker” | Created, “com.example.do<b>”, captured with a camera, “http://example.org/painted”

    Y a-t-il des justificatifs ? Oui, dans le fichier même. [Proven]
      Ils parlent aussi de plus de 4 fichiers dont l'image est faite ; tous ne sont pas listés.
    Changé depuis la signature ? Inchangé, dans ce que couvre la signature. [Limited]
      La signature laisse de côté une partie du fichier ; voir plus bas. Le reste est ce qui a été signé.
    Qui a signé, est-ce prouvé ? « Example News », sur la liste de confiance C2PA. [Proven]
      Prouvé par la liste de confiance C2PA du 2026-08-14. On n'a pas contrôlé si la clé a été révoquée depuis.
    Qu'affirment-ils ? Retouché avec une IA, pris avec un appareil photo. [Said]
      Retouché avec une IA : recadré dans « Photos » ← retouche par IA dans « Photos » ← pris avec « Camera ». Pris avec un appareil photo : recadré dans « Photos » ← retouche par IA dans « Photos » ← pris avec « Camera ». C'est la déclaration du signataire.
    Que ne couvrent-ils pas ? Données de l'appareil et autres métadonnées, élément dont l'image est faite, identité nommée, date de signature, révocation, ingrédients plus profonds. [Limited]
      Des métadonnées, comme les données de l'appareil, sont hors de ce qui est signé : n'importe qui peut les modifier et la signature tient encore. L'un des fichiers dont l'image est faite, « sky.jpg », a des justificatifs qui posent problème ; la signature de ce fichier-ci est une autre question. Une déclaration d'identité à l'intérieur n'a pas pu être contrôlée ici ; le reste n'en dépend pas. L'horodatage dit 2024-05-01, selon une autorité absente des listes. On n'a pas contrôlé si la clé de signature a été révoquée : il faudrait une connexion. L'arbre est plus grand que ce qui est listé ici.
    0 -: dusk.jpg | Photos | « Example News », sur la liste de confiance C2PA | Ouvert, Recadré
    1 retouché à partir de: edit.jpg | Photos | Se dit « Maker » | Ouvert, Autres modifications, retouché avec une IA générative
    2 placé dedans: sky.jpg | - | Non prouvé, et aucun nom n'est donné | 
      ! sa signature ne tient pas ; un problème de code « org.example.odd »
    3 -: bird.jpg | - | Personne : il est venu sans justificatifs | 
    4 retouché à partir de: raw.jpg | Camera | Se dit « Maker » | Créé, « com.example.do<b> », pris avec un appareil photo, « http://example.org/painted »
    ");
}

#[test]
fn a_claim_by_name_only_and_one_that_is_passed_on() {
    let mut facts = generated(CredentialClass::UnknownSigner, &[]);
    let p = &mut facts.provenance;
    p.claims[0].basis = Basis::SoftwareAgent;
    p.claims[0].value = "Image Maker".into();
    p.manifests[0].actions[0] = Action {
        action: "c2pa.created".into(),
        software_agent: Some("Image Maker".into()),
        gathered: true,
        ..Action::default()
    };
    let card = credentials_card(&facts, Lang::En);
    insta::assert_snapshot!(card.answers[3].detail, @r"
    AI-generated: told only by the name of the software, “Image Maker”. Who says so is not proven. The signer passes it on without vouching for it. Some edits may not have been recorded.
    ");
}

/// Whatever stands in the file, no sentence grows without bound and none holds a raw control.
#[test]
fn hostile_names_are_bounded_and_visible() {
    let long = "\u{202e}\u{1b}[2J<script>".repeat(400);
    for class in CLASSES {
        let mut facts = generated(class, &FLAGS);
        let p = &mut facts.provenance;
        p.cut = true;
        let actions: Vec<Action> = (0..24)
            .map(|n| Action {
                action: format!("{n}{long}").into(),
                source_type: Some(format!("{long}{n}").into()),
                ..Action::default()
            })
            .collect();
        for at in 0..64u32 {
            p.manifests.push(Manifest {
                label: long.as_str().into(),
                title: Some(long.as_str().into()),
                claim_generator: Some(long.as_str().into()),
                signer: Some(long.as_str().into()),
                parent: at.checked_sub(1),
                depth: 1,
                actions: actions.clone(),
                problems: vec![long.clone(), format!("x{long}"), format!("y{long}"), format!("z{long}")],
                ..Manifest::default()
            });
            p.claims.push(claim(ClaimKind::AiEdited, &long, &[&long, &long]));
        }
        p.claims.iter_mut().for_each(|claim| claim.at = 64);
        p.remote_url = Some(format!("https://{long}/").into());
        p.carrier = Carrier::Given { name: long.as_str().into() };
        if let Some(signer) = &mut p.signer {
            (signer.organisation, signer.note) = (Some(long.as_str().into()), Some(long.clone()));
        }
        for lang in [Lang::En, Lang::Fr] {
            let card = credentials_card(&facts, lang);
            let raw = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
            assert!(!shown(&card).contains(raw), "{class:?}");
            let longest = card.answers.iter().map(|a| a.answer.chars().count().max(a.detail.chars().count())).max();
            assert!(longest < Some(5000), "{class:?}: {longest:?}");
            assert!(card.history.iter().all(|step| step.did.len() <= 13 && step.name.chars().count() < 700));
        }
    }
}

#[test]
fn a_file_of_which_the_signature_leaves_a_part_out_is_not_called_intact() {
    for (class, flag) in [
        (CredentialClass::SigningDateUnprovable, None),
        (CredentialClass::BadCertificate, None),
        (CredentialClass::TrustedOfficial, Some(Flag::Revoked)),
    ] {
        let detail = |part: Option<Flag>| {
            let flags: Vec<Flag> = flag.into_iter().chain(part).collect();
            credentials_card(&generated(class, &flags), Lang::En).answers[2].detail.clone()
        };
        let limits = credentials_card(&generated(class, &[]), Lang::En).limits;
        assert!(limits.contains("what it covers has not changed since"), "{limits}");
        assert!(detail(None).ends_with("The file itself is intact."), "{class:?}");
        assert!(detail(Some(Flag::PartNotCovered)).ends_with("What the signature covers is intact."), "{class:?}");
    }
}
