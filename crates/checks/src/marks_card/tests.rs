//! The card as a person reads it, for the marks that are met.

use std::fmt::Write;

use whence_model::{
    Defect, Facts, Format, Lang, MarksCard, Place, Reading,
    facts::{
        generator::{HiddenSearch, Mark, MarkCarrier, MarkKind, MarkSignature, Process, Unread},
        pixels::{ColourPath, CropSearch, CropTest, PixelState, WatermarkLevel, WatermarkMessage, WatermarkTest},
        provenance::{ClaimKind, CredentialClass},
    },
};

use super::marks_card;
use crate::{
    Case,
    specimen::{claim, credentials, exhibit, facts, mark, with_xmp, xmp},
};

fn card(facts: &Facts, lang: Lang) -> MarksCard {
    let exhibit = whence_model::Exhibit { format: Format::Png, ..exhibit() };
    marks_card(&Case { exhibit: &exhibit, facts }, lang)
}

fn read(card: &MarksCard) -> String {
    let mut text = format!("{}\n{}", card.headline, card.meaning);
    for mark in &card.marks {
        write!(text, "\n[{}] {:?}: {}\n  {}", mark.mark, mark.tier, mark.headline, mark.worth).unwrap();
        for setting in &mark.settings {
            write!(text, "\n  - {}: {}", setting.label, setting.value).unwrap();
        }
    }
    if let Some(w) = &card.watermark {
        let crop = if w.in_crop { ", in a crop" } else { "" };
        write!(
            text,
            "\n{:?}: {}\n  {}\n  {} of {}, chance {}{crop}",
            w.level, w.test, w.meaning, w.score, w.threshold, w.chance
        )
        .unwrap();
    }
    for search in &card.searches {
        let box_ = if search.searched { "x" } else { " " };
        write!(text, "\n[{box_}] {}: {}", search.what, search.outcome).unwrap();
    }
    if card.deeper {
        text.push_str("\n(deeper)");
    }
    text
}

fn both(facts: &Facts) -> String {
    format!("{}\n---\n{}", read(&card(facts, Lang::En)), read(&card(facts, Lang::Fr)))
}

/// Headline, meaning and marks alone, in English.
fn marks_of(facts: &Facts) -> String {
    let mut card = card(facts, Lang::En);
    card.searches.clear();
    card.watermark = None;
    card.deeper = false;
    read(&card)
}

/// Pixels that were searched and show nothing.
fn searched(mut facts: Facts) -> Facts {
    facts.generator.hidden = HiddenSearch::Nothing;
    facts.pixels.state = PixelState::Decoded { width: 1024, height: 1024 };
    facts.pixels.watermark = Some(test(0.31, WatermarkLevel::Chance));
    facts
}

fn test(score: f32, level: WatermarkLevel) -> WatermarkTest {
    let (message, path, threshold, bits) = (WatermarkMessage::Sdxl, ColourPath::F32, 0.70, 48);
    WatermarkTest { message, path, score, threshold, level, bits, blocks: 16384 }
}

fn marked(kind: MarkKind, tool: &str, settings: &[(&str, &str)], change: impl FnOnce(&mut Mark)) -> Facts {
    let mut facts = mark(kind, tool, "{}", settings);
    change(&mut facts.generator.marks[0]);
    facts
}

#[test]
fn nothing_found() {
    insta::assert_snapshot!(both(&searched(facts())), @r"
    No AI marker found
    Most files shared through social networks or messengers lose such markers, and many generators never write one. This result says nothing about how the picture was made.
    Chance: Message of SDXL software, 48 bits, in fractions of colour values
      The pixels agree with it as those of unmarked pictures do. Most generators hide none, and strong compression or scaling down removes it.
      0.31 of 0.7, chance 0.521
    [x] Text, Exif, XMP and IPTC fields: No mark found.
    [x] Lowest bits of the pixels: No heading of generators stands there.
    [x] Public watermark in the pixels: Not found.
    [ ] The same watermark in a crop: Not searched: it takes a while. Ask for it with the button in the window, or with --deep.
    (deeper)
    ---
    Aucune marque d'IA trouvée
    La plupart des fichiers partagés sur des réseaux sociaux ou des messageries perdent ces marques, et beaucoup de générateurs n'en écrivent jamais. Ce résultat ne dit rien de la façon dont l'image a été faite.
    Chance: Message des logiciels SDXL, 48 bits, en fractions de valeurs de couleur
      Les pixels concordent avec lui comme ceux d'images non marquées. La plupart des générateurs n'en cachent pas, et une forte compression ou une réduction l'efface.
      0.31 of 0.7, chance 0.521
    [x] Champs de texte, Exif, XMP et IPTC: Aucune marque trouvée.
    [x] Bits de poids faible des pixels: Aucun en-tête de générateurs n'y figure.
    [x] Filigrane public dans les pixels: Pas trouvé.
    [ ] Le même filigrane dans un recadrage: Non examiné : cela prend un moment. Demandez-le avec le bouton de la fenêtre, ou avec --deep.
    (deeper)
    ");
}

#[test]
fn settings_of_automatic1111() {
    let settings = [
        ("Prompt", "photo of a duck"),
        ("Negative prompt", "monochrome"),
        ("Steps", "15"),
        ("Sampler", "UniPC"),
        ("CFG scale", "5"),
        ("Seed", "235284042"),
        ("Size", "512x512"),
        ("Model", "sd_xl_base_1.0"),
    ];
    let facts =
        marked(MarkKind::Parameters, "AUTOMATIC1111 web UI", &settings, |mark| mark.process = Process::Generated);
    insta::assert_snapshot!(both(&searched(facts)), @r"
    The file says that AUTOMATIC1111 web UI made this picture
    That is the file's own word, and no verified signature stands behind it: anyone can write, copy or remove such a mark.
    [0] WorkingData: The file says that AUTOMATIC1111 web UI made this picture
      Data that such a program writes for its own use: nobody writes them by accident, but anyone can paste or remove them.
      - Prompt: photo of a duck
      - Negative prompt: monochrome
      - Model: sd_xl_base_1.0
      - Seed: 235284042
      - Steps: 15
      - Sampler: UniPC
      - CFG scale: 5
      - Size: 512x512
    Chance: Message of SDXL software, 48 bits, in fractions of colour values
      The pixels agree with it as those of unmarked pictures do. Most generators hide none, and strong compression or scaling down removes it.
      0.31 of 0.7, chance 0.521
    [x] Text, Exif, XMP and IPTC fields: 1 mark found.
    [x] Lowest bits of the pixels: No heading of generators stands there.
    [x] Public watermark in the pixels: Not found.
    [ ] The same watermark in a crop: Not searched: it takes a while. Ask for it with the button in the window, or with --deep.
    (deeper)
    ---
    Le fichier dit qu'AUTOMATIC1111 web UI a produit cette image
    C'est ce que le fichier dit de lui-même, sans signature vérifiée pour l'appuyer : n'importe qui peut écrire, copier ou retirer une telle marque.
    [0] WorkingData: Le fichier dit qu'AUTOMATIC1111 web UI a produit cette image
      Des données qu'un tel logiciel écrit pour son propre usage : on n'en écrit pas par hasard, mais n'importe qui peut les coller ou les retirer.
      - Consigne (prompt): photo of a duck
      - Consigne négative: monochrome
      - Modèle: sd_xl_base_1.0
      - Graine: 235284042
      - Étapes: 15
      - Échantillonneur: UniPC
      - CFG scale: 5
      - Size: 512x512
    Chance: Message des logiciels SDXL, 48 bits, en fractions de valeurs de couleur
      Les pixels concordent avec lui comme ceux d'images non marquées. La plupart des générateurs n'en cachent pas, et une forte compression ou une réduction l'efface.
      0.31 of 0.7, chance 0.521
    [x] Champs de texte, Exif, XMP et IPTC: 1 marque trouvée.
    [x] Bits de poids faible des pixels: Aucun en-tête de générateurs n'y figure.
    [x] Filigrane public dans les pixels: Pas trouvé.
    [ ] Le même filigrane dans un recadrage: Non examiné : cela prend un moment. Demandez-le avec le bouton de la fenêtre, ou avec --deep.
    (deeper)
    ");
}

#[test]
fn a_graph_that_began_from_another_picture() {
    let settings =
        [("cfg", "7"), ("Source picture", "beach.png"), ("Source picture", "mask.png"), ("Prompt", "a duck")];
    let facts = marked(MarkKind::NodeGraph, "ComfyUI", &settings, |mark| mark.process = Process::FromPicture);
    insta::assert_snapshot!(marks_of(&facts), @r"
    The file says that ComfyUI made this picture, starting from another picture (“beach.png”)
    That is the file's own word, and no verified signature stands behind it: anyone can write, copy or remove such a mark.
    [0] WorkingData: The file says that ComfyUI made this picture, starting from another picture (“beach.png”)
      Data that such a program writes for its own use: nobody writes them by accident, but anyone can paste or remove them.
      - Prompt: a duck
      - Source picture: beach.png
      - Source picture: mask.png
      - cfg: 7
    ");
}

#[test]
fn a_part_made_anew() {
    let facts = marked(MarkKind::InvokeAi, "InvokeAI", &[], |mark| mark.process = Process::Repainted);
    insta::assert_snapshot!(marks_of(&facts), @r"
    The file says that InvokeAI made a part of this picture anew
    That is the file's own word, and no verified signature stands behind it: anyone can write, copy or remove such a mark.
    [0] WorkingData: The file says that InvokeAI made a part of this picture anew
      Data that such a program writes for its own use: nobody writes them by accident, but anyone can paste or remove them.
    ");
}

#[test]
fn processed_and_no_more() {
    let facts = marked(MarkKind::NodeGraph, "ComfyUI", &[], |mark| mark.process = Process::Processed);
    insta::assert_snapshot!(marks_of(&facts), @r"
    The file says that ComfyUI enlarged, resized or filtered this picture: that does not say that it was made there
    Such programs also enlarge, resize and filter photographs. That is the file's own word, and anyone can write or remove it.
    [0] WorkingData: The file says that ComfyUI enlarged, resized or filtered this picture: that does not say that it was made there
      Data that such a program writes for its own use: nobody writes them by accident, but anyone can paste or remove them.
    ");
}

#[test]
fn a_signature_that_holds_leads() {
    let mut facts = marked(MarkKind::Name, "Ideogram", &[], |mark| mark.raw = "Ideogram AI".into());
    let signed = marked(MarkKind::NovelAi, "NovelAI", &[("Prompt", "a duck")], |mark| {
        (mark.signature, mark.process) = (Some(MarkSignature::Verified), Process::Generated);
    });
    facts.generator.marks.extend(signed.generator.marks);
    insta::assert_snapshot!(both(&facts).split("\n[x]").next().unwrap(), @r"
    NovelAI's own signature holds: its service made this picture
    That is signed and was verified: the pixels and the words are those that the signer signed, and nothing of them has changed since.
    [1] Signed: NovelAI's own signature holds: its service made this picture
      Verified by the key that its maker published: only the holder of the key can sign so, and one changed pixel would have broken it.
      - Prompt: a duck
    [0] Declared: The file names the generator Ideogram as what it comes from
      A label: anyone can write, copy or remove it.
    ");
}

#[test]
fn signatures_that_could_not_be_verified() {
    use MarkSignature as S;
    let worth = |state| {
        let facts = marked(MarkKind::NovelAi, "NovelAI", &[], |mark| mark.signature = Some(state));
        let seen = card(&facts, Lang::En).marks.remove(0);
        format!("{:?} {}", seen.tier, seen.worth.split_once("remove them.").unwrap().1.trim())
    };
    let mut told = [S::DoesNotHold, S::NoPixels, S::Malformed].map(worth).to_vec();
    let grok = marked(MarkKind::GrokSignature, "xAI Grok", &[], |mark| mark.signature = Some(S::NoKey));
    told.push(marks_of(&grok));
    let grok = marked(MarkKind::GrokSignature, "xAI Grok", &[], |mark| mark.signature = Some(S::Malformed));
    told.push(marks_of(&grok));
    insta::assert_snapshot!(told.join("\n"), @r"
    WorkingData Its signature does not hold: pixels or words are not those that were signed, for which saving the picture again is enough.
    WorkingData Its signature could not be verified: the pixels were not decoded, or this format does not keep them as they were.
    WorkingData What stands in the place of its signature has not the form of one.
    The file says that xAI Grok made or changed this picture
    That is the file's own word, and no verified signature stands behind it: anyone can write, copy or remove such a mark.
    [0] SignedUnverified: The file says that xAI Grok made or changed this picture
      It has the form of a signature, but its key is not public: it cannot be verified here, and the block can be copied from another picture.
    The file carries a trace of xAI Grok, which others may leave too
    A hint is no statement: others than generators may leave it, and anyone can write or remove it.
    [0] Hint: The file carries a trace of xAI Grok, which others may leave too
      A hint: it may come about otherwise, and anyone can write or remove it. What stands in the place of its signature has not the form of one.
    ");
}

#[test]
fn hidden_in_the_pixels_and_cut_off() {
    let mut facts = marked(MarkKind::Parameters, "Stable Diffusion WebUI Forge", &[], |mark| {
        (mark.carrier, mark.unread) = (MarkCarrier::AlphaPlane, Some(Unread::Damaged));
    });
    facts = searched(facts);
    facts.generator.hidden = HiddenSearch::Found;
    insta::assert_snapshot!(both(&facts), @r"
    The file says that Stable Diffusion WebUI Forge made or changed this picture
    That is the file's own word, and no verified signature stands behind it: anyone can write, copy or remove such a mark.
    [0] WorkingData: The file says that Stable Diffusion WebUI Forge made or changed this picture
      Data that such a program writes for its own use: nobody writes them by accident, but anyone can paste or remove them. The mark is hidden in the lowest bits of the transparency. What stands there is cut off or damaged and could not be parsed, so it is told by its form alone; the raw text is shown.
    Chance: Message of SDXL software, 48 bits, in fractions of colour values
      The pixels agree with it as those of unmarked pictures do. Most generators hide none, and strong compression or scaling down removes it.
      0.31 of 0.7, chance 0.521
    [x] Text, Exif, XMP and IPTC fields: No mark found.
    [x] Lowest bits of the pixels: A mark is hidden there.
    [x] Public watermark in the pixels: Not found.
    [ ] The same watermark in a crop: Not searched: it takes a while. Ask for it with the button in the window, or with --deep.
    (deeper)
    ---
    Le fichier dit que Stable Diffusion WebUI Forge a produit ou modifié cette image
    C'est ce que le fichier dit de lui-même, sans signature vérifiée pour l'appuyer : n'importe qui peut écrire, copier ou retirer une telle marque.
    [0] WorkingData: Le fichier dit que Stable Diffusion WebUI Forge a produit ou modifié cette image
      Des données qu'un tel logiciel écrit pour son propre usage : on n'en écrit pas par hasard, mais n'importe qui peut les coller ou les retirer. La marque est cachée dans les bits de poids faible de la transparence. Ce qui s'y trouve est tronqué ou endommagé et n'a pas pu être analysé : sa forme seule le fait reconnaître ; le texte brut est montré.
    Chance: Message des logiciels SDXL, 48 bits, en fractions de valeurs de couleur
      Les pixels concordent avec lui comme ceux d'images non marquées. La plupart des générateurs n'en cachent pas, et une forte compression ou une réduction l'efface.
      0.31 of 0.7, chance 0.521
    [x] Champs de texte, Exif, XMP et IPTC: Aucune marque trouvée.
    [x] Bits de poids faible des pixels: Une marque y est cachée.
    [x] Filigrane public dans les pixels: Pas trouvé.
    [ ] Le même filigrane dans un recadrage: Non examiné : cela prend un moment. Demandez-le avec le bouton de la fenêtre, ou avec --deep.
    (deeper)
    ");
}

#[test]
fn labels_and_hints_in_a_line() {
    let head = |kind, tool, raw: &str, settings: &[(&str, &str)], process| {
        let facts = marked(kind, tool, settings, |mark| (mark.raw, mark.process) = (raw.into(), process));
        let card = card(&facts, Lang::En);
        format!("{:?} {}", card.marks[0].tier, card.headline)
    };
    use MarkKind as K;
    use Process as P;
    let told = [
        head(K::Name, "Google AI", "Made with Google AI", &[], P::Unstated),
        head(K::Name, "Google AI", "Edited with Google AI", &[], P::Unstated),
        head(K::Name, "Black Forest Labs FLUX", "AI generated;inpainting;flux", &[], P::Repainted),
        head(K::Name, "Ideogram", "Ideogram AI", &[], P::Unstated),
        head(K::AigcLabel, "GB 45438-2025", "{}", &[("Label", "2")], P::Unstated),
        head(K::AppExport, "ByteDance", "{}", &[("exportType", "generation")], P::Unstated),
        head(K::AppExport, "ByteDance", "{}", &[("product", "capcut")], P::Unstated),
        head(K::SamsungEdit, "Samsung", "{}", &[("genAIType", "1")], P::Repainted),
        head(K::Midjourney, "Midjourney", "a --v 5", &[], P::Generated),
        head(K::Hint, "Hugging Face Jobs", "65f1c0", &[], P::Unstated),
        head(K::HiddenData, "stealth_pnginfo", "00", &[], P::Unstated),
    ];
    insta::assert_snapshot!(told.join("\n"), @r"
    Declared The file says that this picture was made with AI
    Declared The file says that this picture was edited with AI
    Declared The file says that Black Forest Labs FLUX made a part of this picture anew
    Declared The file names the generator Ideogram as what it comes from
    Declared The file carries the AIGC label of Chinese rules; it says that this picture is possibly AI-generated (2)
    Declared The file says, in an app's export record, that it was generated
    Hint The file names the app that exported it, and says nothing of AI
    Declared The file says that Samsung's AI tools edited this picture
    WorkingData The file says that Midjourney made this picture
    Hint The file carries a trace of Hugging Face Jobs, which others may leave too
    Hint Data of no known form stand in the pixels under a heading that generators write
    ");
}

#[test]
fn the_watermark_is_found() {
    let mut facts = searched(facts());
    facts.pixels.watermark = Some(test(0.987, WatermarkLevel::Found));
    insta::assert_snapshot!(both(&facts), @r"
    The pixels carry the public watermark of SDXL software
    Such software hides it in what it makes or works over. Its key is public, so anybody can add it or transplant it.
    Found: Message of SDXL software, 48 bits, in fractions of colour values
      The picture carries it; chance does not reach this score. Its key is public, so anybody can add it to a picture or transplant it.
      0.987 of 0.7, chance 0.521
    [x] Text, Exif, XMP and IPTC fields: No mark found.
    [x] Lowest bits of the pixels: No heading of generators stands there.
    [x] Public watermark in the pixels: Found.
    [ ] The same watermark in a crop: Not searched: it takes a while. Ask for it with the button in the window, or with --deep.
    (deeper)
    ---
    Les pixels portent le filigrane public des logiciels SDXL
    Ces logiciels le cachent dans ce qu'ils produisent ou retravaillent. Sa clé est publique : n'importe qui peut l'ajouter ou le transplanter.
    Found: Message des logiciels SDXL, 48 bits, en fractions de valeurs de couleur
      L'image le porte ; le hasard n'atteint pas ce score. Sa clé est publique : n'importe qui peut l'ajouter à une image ou le transplanter.
      0.987 of 0.7, chance 0.521
    [x] Champs de texte, Exif, XMP et IPTC: Aucune marque trouvée.
    [x] Bits de poids faible des pixels: Aucun en-tête de générateurs n'y figure.
    [x] Filigrane public dans les pixels: Trouvé.
    [ ] Le même filigrane dans un recadrage: Non examiné : cela prend un moment. Demandez-le avec le bouton de la fenêtre, ou avec --deep.
    (deeper)
    ");
}

#[test]
fn the_watermark_is_found_in_a_crop() {
    let mut facts = searched(facts());
    let mut best = CropTest { test: test(0.95, WatermarkLevel::Found), offset: (3, 5) };
    facts.pixels.watermark_crop = CropSearch::Searched { best: Some(best.clone()) };
    insta::assert_snapshot!(read(&card(&facts, Lang::En)), @r"
    The pixels carry the public watermark of SDXL software
    Such software hides it in what it makes or works over. Its key is public, so anybody can add it or transplant it.
    Found: Message of SDXL software, 48 bits, in fractions of colour values
      The search of crops found it: its blocks begin 3 pixels from the left edge and 5 from the top. Its key is public, so anybody can add it to a picture or transplant it.
      0.95 of 0.7, chance 0.753, in a crop
    [x] Text, Exif, XMP and IPTC fields: No mark found.
    [x] Lowest bits of the pixels: No heading of generators stands there.
    [x] Public watermark in the pixels: Not found.
    [x] The same watermark in a crop: Found.
    ");
    // A picture that was not cut has it in both: then nothing says that it was.
    let mut uncut = facts.clone();
    uncut.pixels.watermark = Some(test(0.97, WatermarkLevel::Found));
    assert_eq!(card(&uncut, Lang::En).watermark.map(|w| (w.score, w.in_crop)), Some((0.97, false)));
    // One that finds nothing gives way to the test of the whole.
    best.test = test(0.53, WatermarkLevel::Chance);
    facts.pixels.watermark_crop = CropSearch::Searched { best: Some(best) };
    let shown = card(&facts, Lang::En);
    assert_eq!(shown.watermark.map(|w| (w.score, w.chance, w.in_crop)), Some((0.31, 0.521, false)));
    assert_eq!((shown.searches[3].searched, shown.searches[3].outcome.as_str()), (true, "Not found."));
    assert!(!shown.deeper);
}

#[test]
fn a_score_between_is_no_find() {
    let mut facts = searched(facts());
    facts.pixels.watermark = Some(test(0.64, WatermarkLevel::Possible));
    let shown = card(&facts, Lang::En);
    assert_eq!(shown.headline, "No AI marker found");
    let meaning = shown.watermark.unwrap().meaning;
    assert!(meaning.contains("less than it takes to say"), "{meaning}");
    assert_eq!(shown.searches[2].outcome, "Not certain enough to say.");
}

#[test]
fn labels_and_claims_lead_where_no_mark_is() {
    let head = |facts: &Facts| {
        let card = card(facts, Lang::En);
        assert!(card.marks.is_empty() && !card.meaning.contains("This result says nothing"), "{}", card.meaning);
        card.headline
    };
    let dst = |term: &str| with_xmp(&[("Iptc4xmpExt:DigitalSourceType", term)]);
    let mut signed = credentials(CredentialClass::TrustedOfficial, &[], &[]);
    signed.provenance.claims = vec![claim(ClaimKind::AiGenerated, "trainedAlgorithmicMedia", &["a.jpg"])];
    signed.metadata.xmp = xmp(&[("Iptc4xmpExt:DigitalSourceType", "trainedAlgorithmicMedia")]);
    let told = [
        head(&signed),
        head(&dst("trainedAlgorithmicMedia")),
        head(&dst("compositeWithTrainedAlgorithmicMedia")),
        head(&dst("compositeSynthetic")),
    ];
    insta::assert_snapshot!(told.join("\n"), @r"
    The file's credentials declare AI: see the reasons above
    The file declares by a label that AI made this picture: see the reasons above
    The file declares by a label that AI edited this picture: see the reasons above
    The file declares by a label that a part is made by AI or computer graphics: see the reasons above
    ");
    assert_eq!(card(&dst("computationalCapture"), Lang::En).headline, "No AI marker found");
    // A program that only processed the picture says less than a label.
    let mut both = dst("trainedAlgorithmicMedia");
    let processed = marked(MarkKind::NodeGraph, "ComfyUI", &[], |mark| mark.process = Process::Processed);
    both.generator = processed.generator;
    assert!(card(&both, Lang::En).headline.starts_with("The file declares by a label"));
}

#[test]
fn what_could_not_be_searched_is_told() {
    let unread = |what: &str| Defect { place: Place::path("PNG › iTXt XMP"), what: what.into() };
    let mut facts = facts();
    facts.metadata.xmp = Reading::Unreadable(unread("unclosed element"));
    facts.generator.hidden = HiddenSearch::Unreadable { defect: unread("grows beyond 8 MiB") };
    facts.pixels.state = PixelState::Decoded { width: 200, height: 200 };
    insta::assert_snapshot!(both(&facts), @r"
    A heading that generators write stands in the pixels, and what follows it cannot be read
    It may be settings that were damaged when the picture was changed. Anyone can write such a heading, so it says little of how the picture was made.
    [ ] Text, Exif, XMP and IPTC fields: No mark found. XMP could not be read (unclosed element).
    [x] Lowest bits of the pixels: A heading of generators stands there, and what follows it cannot be read (grows beyond 8 MiB).
    [ ] Public watermark in the pixels: The picture has fewer pixels than 256 × 256, and no software marks so few.
    [ ] The same watermark in a crop: The picture has fewer pixels than 256 × 256, and no software marks so few.
    ---
    Un en-tête que des générateurs écrivent figure dans les pixels, et ce qui le suit est illisible
    Ce sont peut-être des réglages endommagés quand l'image a été modifiée. N'importe qui peut écrire un tel en-tête : il dit peu de la façon dont l'image a été faite.
    [ ] Champs de texte, Exif, XMP et IPTC: Aucune marque trouvée. Les données XMP n'ont pas pu être lues (unclosed element).
    [x] Bits de poids faible des pixels: Un en-tête de générateurs y figure, et ce qui le suit ne peut pas être lu (grows beyond 8 MiB).
    [ ] Filigrane public dans les pixels: L'image a moins de 256 × 256 pixels, et aucun logiciel n'en marque si peu.
    [ ] Le même filigrane dans un recadrage: L'image a moins de 256 × 256 pixels, et aucun logiciel n'en marque si peu.
    ");
    let mut outcomes = |state: PixelState, crop: CropSearch| {
        facts.generator.hidden = HiddenSearch::NotPossible;
        (facts.pixels.state, facts.pixels.watermark_crop) = (state, crop);
        let searches = card(&facts, Lang::En).searches;
        assert!(searches[1..].iter().all(|search| !search.searched));
        searches[1..].iter().map(|search| search.outcome.clone()).collect::<Vec<_>>().join(" | ")
    };
    let told = [
        outcomes(PixelState::Decoded { width: 900, height: 900 }, CropSearch::NotPossible),
        outcomes(PixelState::NoDecoder, CropSearch::NotAsked),
        outcomes(PixelState::Damaged { what: "x".into() }, CropSearch::NotPossible),
        outcomes(PixelState::TooMany { pixels: 500_000_000, limit: 200_000_000 }, CropSearch::NotAsked),
        outcomes(PixelState::Decoded { width: 9000, height: 9000 }, CropSearch::TooMany { limit: 16_000_000 }),
    ];
    insta::assert_snapshot!(told.join("\n"), @r"
    This PNG file does not keep the lowest bits of its pixels as they were, so nothing is looked for in them. | The picture has no differences of colour in which it could stand. | The picture has no differences of colour in which it could stand.
    The picture was not decoded, so nothing could be looked for in its pixels. | Whence has no decoder for PNG. | Whence has no decoder for PNG.
    The picture was not decoded, so nothing could be looked for in its pixels. | The picture was not decoded. | The picture was not decoded.
    The picture was not decoded, so nothing could be looked for in its pixels. | The picture has more than 200 million pixels, the most that are searched. | The picture has more than 200 million pixels, the most that are searched.
    This PNG file does not keep the lowest bits of its pixels as they were, so nothing is looked for in them. | The picture has no differences of colour in which it could stand. | The picture has more than 16 million pixels, the most that are searched.
    ");
}

#[test]
fn the_strongest_come_first_and_processing_last() {
    let mut all = facts();
    for (kind, process) in [
        (MarkKind::Parameters, Process::Processed),
        (MarkKind::Hint, Process::Unstated),
        (MarkKind::Parameters, Process::Generated),
        (MarkKind::AigcLabel, Process::Unstated),
        (MarkKind::GrokSignature, Process::Unstated),
    ] {
        all.generator.marks.extend(marked(kind, "x", &[], |mark| mark.process = process).generator.marks);
    }
    let order: Vec<u32> = card(&all, Lang::En).marks.iter().map(|mark| mark.mark).collect();
    assert_eq!(order, [4, 3, 2, 1, 0]);
}
