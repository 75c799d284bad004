use whence_model::{
    Agreement, Answer, ConditionKind, ConditionReason, CredentialsCard, DateEvent, DateSeen, DateSource, Direction,
    Engine, Evidence, Exhibit, Facts, Family, FileCondition, Format, Gap, HistoryStep, Isolation, Lang, MarkSearch,
    MarkSeen, MarkTier, MarksCard, Moment, Pdq, Place, Precision, Report, Row, SCHEMA, SettingSeen, Status, Strength,
    Timeline, Tone, Topic, Verdict, VerdictKind, WatermarkSeen, ZoneKnown,
    facts::{
        known::{Form, FrenchWords, Known, KnownEntry, KnownMatch, Label, ListName, MatchKind},
        pixels::{WatermarkLevel, WatermarkMessage},
        provenance::{ListOrigin, Manifest, TrustList},
    },
};

/// Said in one language or the other.
struct In(Lang);

impl In {
    fn say(&self, en: &str, fr: &str) -> String {
        if self.0 == Lang::Fr { fr } else { en }.to_owned()
    }
}

/// A report that says a little of everything, and is no engine's: it changes only when its type does.
pub fn report(lang: Lang) -> Report {
    let t = In(lang);
    Report {
        schema: SCHEMA,
        language: lang,
        examined_at: "2026-11-23T12:00:00Z".into(),
        engine: Engine {
            version: "0.1.0".into(),
            checks: 5,
            catalogue: "c4".repeat(32),
            c2pa: "0.91.9".into(),
            online: false,
            isolation: Isolation::Room { missing: Vec::new() },
            protection: t.say("Read in a locked room.", "Lu dans une chambre close."),
        },
        exhibit: exhibit(),
        verdict: verdict(&t),
        credentials: credentials(&t),
        condition: FileCondition {
            kind: ConditionKind::Resaved,
            headline: t.say("Written again by a program", "Réécrit par un programme"),
            meaning: t.say("Its first form cannot be told.", "Sa première forme ne peut être dite."),
            reasons: vec![ConditionReason {
                text: t.say("a program is named", "un programme est nommé"),
                evidence: Some(Evidence::new(Place::path("PNG › tEXt Software"), "Ducks 3")),
            }],
        },
        timeline: timeline(&t),
        marks: marks(&t),
        masked: 2,
        rows: rows(&t),
        facts: facts(),
    }
}

fn exhibit() -> Exhibit {
    let pdq = Pdq {
        hash: "80".repeat(32),
        nearest512: "80".repeat(32),
        dihedral: Vec::new(),
        dihedral512: Vec::new(),
        quality: 88,
    };
    Exhibit {
        name: "duck.png".into(),
        bytes: 161_735,
        sha256: "df6f0aa9c997".to_owned() + &"0".repeat(52),
        format: Format::Png,
        width: Some(480),
        height: Some(320),
        pixels_sha256: Some("d7".repeat(32)),
        pdq: Some(pdq),
        trimmed: Vec::new(),
    }
}

fn verdict(t: &In) -> Verdict {
    let gap = |check: &str, title| Gap {
        check: check.into(),
        title,
        status: Status::Skipped,
        reason: t.say("A copy keeps nothing of it.", "Une copie n'en garde rien."),
    };
    Verdict {
        kind: VerdictKind::DeclaredAi,
        headline: t.say("Declared AI-generated or AI-edited", "Déclarée générée ou modifiée par IA"),
        meaning: t.say("The file says so, unsigned.", "Le fichier le dit, sans signature."),
        because: vec!["declared/duck-settings".into()],
        gaps: vec![
            gap("structure/left", t.say("Left edge", "Bord gauche")),
            gap("structure/right", t.say("Right edge", "Bord droit")),
        ],
        next: t.say("Ask who published it.", "Demandez à qui l'a publiée."),
        would_change: vec![t.say("Ask for the original file.", "Demandez le fichier d'origine.")],
    }
}

fn credentials(t: &In) -> CredentialsCard {
    let step = |manifest, name: &str, taken_as: Option<String>, problem| HistoryStep {
        manifest,
        name: name.into(),
        taken_as,
        made_with: Some("Ducks 3".into()),
        signed_by: t.say("Claims to be “Pond”", "Se dit « Pond »"),
        did: vec![t.say("Cropped", "Recadrée")],
        problem,
    };
    CredentialsCard {
        answers: vec![Answer {
            topic: Topic::Signer,
            question: t.say("Who signed?", "Qui a signé ?"),
            tone: Tone::Said,
            answer: t.say("Claims to be Pond", "Se dit Pond"),
            detail: t.say("Nobody vouches for that.", "Personne n'en répond."),
        }],
        limits: t.say("None of this tells of the scene.", "Rien de cela ne parle de la scène."),
        history: vec![
            step(0, "duck.png", None, None),
            step(
                1,
                "egg.png",
                Some(t.say("edited from", "retouchée à partir de")),
                Some(t.say("bytes differ", "octets différents")),
            ),
        ],
    }
}

fn timeline(t: &In) -> Timeline {
    let date = |field: &str, moment, value: &str, label, note| DateSeen {
        source: DateSource::Png,
        field: field.into(),
        event: DateEvent::Saved,
        label,
        evidence: Evidence::new(Place::bytes(format!("PNG › {field}"), 33, 7), value),
        moment,
        precision: Precision::Second,
        zone: ZoneKnown::Utc,
        agreement: Agreement::Reference,
        note,
    };
    let moment = Moment::new((2026, 11, 20), (8, 30, 5), Some(0));
    let note = t.say("the others are held against it", "les autres lui sont comparées");
    Timeline {
        dates: vec![
            date("tIME", moment, "2026-11-20 08:30:05", t.say("saved", "enregistrée"), note),
            date("tEXt Date", None, "a Friday", t.say("said", "dite"), String::new()),
        ],
        reference: Some(0),
        summary: t.say("One date can be read.", "Une date est lisible."),
    }
}

fn marks(t: &In) -> MarksCard {
    MarksCard {
        headline: t.say("One mark found", "Une marque trouvée"),
        meaning: t.say("Anyone can add or remove it.", "N'importe qui peut l'ajouter ou la retirer."),
        marks: vec![MarkSeen {
            mark: 0,
            tier: MarkTier::WorkingData,
            headline: t.say("The file says that Ducks made it", "Le fichier dit que Ducks l'a faite"),
            worth: t.say("Settings, unsigned.", "Des réglages, sans signature."),
            settings: vec![SettingSeen { role: None, label: "prompt".into(), value: "a duck 鴨".into() }],
        }],
        watermark: Some(WatermarkSeen {
            level: WatermarkLevel::Chance,
            message: WatermarkMessage::Sdxl,
            test: t.say("48 bits of SDXL", "48 bits de SDXL"),
            meaning: t.say("As without a mark.", "Comme sans marque."),
            score: 0.5,
            threshold: 0.97,
            chance: 0.75,
            in_crop: false,
        }),
        searches: vec![
            MarkSearch { what: t.say("Fields", "Champs"), searched: true, outcome: t.say("one mark", "une marque") },
            MarkSearch {
                what: t.say("Hidden text", "Texte caché"),
                searched: false,
                outcome: t.say("no transparency", "sans transparence"),
            },
        ],
        deeper: true,
    }
}

fn rows(t: &In) -> Vec<Row> {
    let row = |check: &str, family, status, title, message| Row {
        check: check.into(),
        family,
        title,
        status,
        direction: None,
        strength: None,
        message,
        evidence: Vec::new(),
        innocent: Vec::new(),
    };
    let decided = Row {
        direction: Some(Direction::AiGenerated),
        strength: Some(Strength::Moderate),
        evidence: vec![Evidence::new(Place::bytes("PNG › tEXt parameters", 1_041, 300), "a duck\nSteps: 20")],
        innocent: vec![t.say("Somebody wrote it in.", "Quelqu'un l'y a écrit.")],
        ..row(
            "declared/duck-settings",
            Family::Declared,
            Status::Finding,
            t.say("Settings of a generator", "Réglages d'un générateur"),
            t.say("Settings stand in it.", "Des réglages y figurent."),
        )
    };
    let also = Row {
        direction: Some(Direction::Context),
        strength: Some(Strength::Info),
        evidence: vec![Evidence::new(Place::path("PNG"), "")],
        ..row(
            "structure/writer",
            Family::Structure,
            Status::Finding,
            t.say("Writer", "Logiciel d'écriture"),
            t.say("Ducks wrote it.", "Ducks l'a écrite."),
        )
    };
    let reason = || t.say("A copy keeps nothing of it.", "Une copie n'en garde rien.");
    vec![
        decided,
        also,
        row(
            "metadata/clock",
            Family::Metadata,
            Status::NothingFound,
            t.say("Clock", "Horloge"),
            t.say("It runs.", "Elle marche."),
        ),
        row("structure/left", Family::Structure, Status::Skipped, t.say("Left edge", "Bord gauche"), reason()),
        row("structure/right", Family::Structure, Status::Skipped, t.say("Right edge", "Bord droit"), reason()),
    ]
}

fn facts() -> Facts {
    let mut facts = Facts::default();
    let entry = KnownEntry {
        title: "The duck".into(),
        label: Label::OutOfContext,
        rating: "Missing context".into(),
        what: "A duck that was somewhere else.".into(),
        date: Some("2024-05".into()),
        source_url: Some("https://ducks.example/1".into()),
        fact_check_url: None,
        french: Some(FrenchWords {
            title: Some("Le canard".into()),
            rating: Some("Hors contexte".into()),
            what: Some("Un canard qui était ailleurs.".into()),
        }),
        sha256: Some("ee".repeat(32)),
    };
    let list = ListName { name: "ducks".into(), sha256: "1a".repeat(32), entries: 1_200, with_features: 3 };
    let by = MatchKind::Pdq { distance: 12, form: Form::FlipY, area: None };
    facts.known = Known {
        matches: vec![KnownMatch { list: list.name.clone(), by, entry }],
        lists: vec![list],
        ..Known::default()
    };
    facts.provenance.manifests =
        vec![Manifest::default(), Manifest { parent: Some(0), depth: 1, ..Manifest::default() }];
    facts.provenance.lists = vec![TrustList {
        name: "C2PA".into(),
        origin: ListOrigin::Official,
        purpose: "signer".into(),
        date: "2026-11-01".into(),
        certificates: 31,
        sha256: "2b".repeat(32),
        source: "https://c2pa.example".into(),
        licence: "CC".into(),
    }];
    facts
}
