//! What a mark says, in the order in which people ask for it.

use whence_model::{
    Lang, SettingSeen, Text, Untrusted,
    facts::generator::{Mark, Role, Setting},
    t,
};

/// What people ask for first, in their order.
const FIRST: [(Role, Text); 7] = [
    (Role::Prompt, t("Prompt", "Consigne (prompt)")),
    (Role::NegativePrompt, t("Negative prompt", "Consigne négative")),
    (Role::Model, t("Model", "Modèle")),
    (Role::Seed, t("Seed", "Graine")),
    (Role::Steps, t("Steps", "Étapes")),
    (Role::Sampler, t("Sampler", "Échantillonneur")),
    (Role::SourcePicture, t("Source picture", "Image de départ")),
];

/// Those with a role first, then the others as the program has them.
pub fn shown(mark: &Mark, lang: Lang) -> Vec<SettingSeen> {
    let mut settings: Vec<&Setting> = mark.settings.iter().collect();
    settings.sort_by_key(|setting| place(setting));
    settings.into_iter().map(|setting| seen(setting, lang)).collect()
}

fn place(setting: &Setting) -> usize {
    FIRST.iter().position(|(role, _)| setting.role == Some(*role)).unwrap_or(FIRST.len())
}

fn seen(setting: &Setting, lang: Lang) -> SettingSeen {
    let label = match FIRST.get(place(setting)) {
        Some((_, label)) => Untrusted::from(label.in_lang(lang)),
        None => setting.name.clone(),
    };
    SettingSeen { role: setting.role, label, value: setting.value.clone() }
}
