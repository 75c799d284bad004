use std::sync::OnceLock;

use sha2::{Digest, Sha256};
use whence_checks::{CATALOGUE, Check, UNMEASURED};
use whence_model::{Lang, ledger::CheckPage};

/// A check's page in one language: what a person reads who asks why, and what `explain --format json` prints.
pub fn page(check: &Check, lang: Lang) -> CheckPage {
    let page = &check.page;
    let said = |text: &whence_model::Text| text.in_lang(lang).to_owned();
    CheckPage {
        id: check.id.into(),
        family: check.family,
        class: check.class.map(|class| said(class.meaning())),
        title: said(&check.title),
        looks_at: said(&page.looks_at),
        matters: said(&page.matters),
        innocent: page.innocent.iter().map(said).collect(),
        sources: page.sources.iter().map(|source| (*source).to_owned()).collect(),
        rate: rate(check, lang),
        seen_in_the_wild: page.seen_in_the_wild,
    }
}

/// The four headings of a page with what stands under them, a line or more each.
pub fn sections(page: &CheckPage, lang: Lang) -> [(&'static str, Vec<&str>); 4] {
    let [looks_at, matters, innocent, sources] = Check::HEADINGS.each_ref().map(|text| text.in_lang(lang));
    let matter = [page.matters.as_str()].into_iter().chain(page.class.as_deref()).chain([page.rate.as_str()]);
    [
        (looks_at, vec![page.looks_at.as_str()]),
        (matters, matter.collect()),
        (innocent, page.innocent.iter().map(String::as_str).collect()),
        (sources, page.sources.iter().map(String::as_str).collect()),
    ]
}

/// SHA-256 of every page in this language, as JSON and in the catalogue's order: which catalogue a report was made with.
pub fn catalogue_digest(lang: Lang) -> &'static str {
    static DIGESTS: [OnceLock<String>; 2] = [OnceLock::new(), OnceLock::new()];
    DIGESTS[usize::from(lang == Lang::Fr)].get_or_init(|| {
        let pages: Vec<CheckPage> = CATALOGUE.iter().map(|check| page(check, lang)).collect();
        let text = serde_json::to_vec(&pages).unwrap_or_default();
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
    })
}

/// What others measured, and what we did; that nobody did only where nobody did.
fn rate(check: &Check, lang: Lang) -> String {
    let told = &check.page.rate;
    match whence_checks::rates::sentence(check.id) {
        Some(measured) if *told == UNMEASURED => measured.in_lang(lang).to_owned(),
        Some(measured) => format!("{} {}", told.in_lang(lang), measured.in_lang(lang)),
        None => told.in_lang(lang).to_owned(),
    }
}
