use serde::Serialize;
use whence_checks::{Check, UNMEASURED};
use whence_model::{Family, Lang};

/// A check's page in one language: what a person reads who asks why, and what `explain --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CheckPage {
    pub id: &'static str,
    pub family: Family,
    /// How much it can mean at all, in words; checks of metadata and structure alone have a class.
    pub class: Option<&'static str>,
    pub title: &'static str,
    pub looks_at: &'static str,
    pub matters: &'static str,
    pub innocent: Vec<&'static str>,
    pub sources: &'static [&'static str],
    /// How often it speaks on genuine camera files, and the set it was measured on.
    pub rate: String,
    pub seen_in_the_wild: bool,
}

impl CheckPage {
    pub fn new(check: &'static Check, lang: Lang) -> Self {
        let page = &check.page;
        Self {
            id: check.id,
            family: check.family,
            class: check.class.map(|class| class.meaning().in_lang(lang)),
            title: check.title.in_lang(lang),
            looks_at: page.looks_at.in_lang(lang),
            matters: page.matters.in_lang(lang),
            innocent: page.innocent.iter().map(|cause| cause.in_lang(lang)).collect(),
            sources: page.sources,
            rate: rate(check, lang),
            seen_in_the_wild: page.seen_in_the_wild,
        }
    }

    /// The four headings with what stands under them, a line or more each.
    pub fn sections(&self, lang: Lang) -> [(&'static str, Vec<&str>); 4] {
        let [looks_at, matters, innocent, sources] = Check::HEADINGS.each_ref().map(|text| text.in_lang(lang));
        [
            (looks_at, vec![self.looks_at]),
            (matters, [self.matters].into_iter().chain(self.class).chain([self.rate.as_str()]).collect()),
            (innocent, self.innocent.clone()),
            (sources, self.sources.to_vec()),
        ]
    }
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
