//! A decision in the words that search engines and fact checkers' tools read: schema.org 30.0, JSON-LD.
//!
//! Only what a person said is in it. Left out on purpose: `reviewRating`, because nobody rated the claim (a decision is about
//! the use of a picture), and who sent the picture, because this is made to be published.

use serde_json::{Map, Value, json};
use whence_model::ledger::{Decision, MediaReview, visible_lines};

use crate::{Decided, Dossier};

/// A `MediaReview` of the decision that stands, and in it a `ClaimReview` where the decision names a claim. Nothing where
/// nobody decided, or the decision was erased.
pub fn media_review(dossier: &Dossier<'_>) -> Option<Value> {
    let (decided, _) = dossier.standing()?;
    let decision = decided.decision.as_ref()?;
    let mut review = review("MediaReview", decided, decision);
    review.insert("@context".into(), "https://schema.org".into());
    if let Some(category) = decision.media_review {
        review.insert("mediaAuthenticityCategory".into(), category.schema_name().into());
        if category == MediaReview::DecontextualizedContent {
            review.insert("originalMediaContextDescription".into(), visible_lines(&decision.reason).into());
        }
    }
    let item = json!({"@type": "MediaReviewItem", "mediaItemAppearance": [image(dossier, decision)]});
    review.insert("itemReviewed".into(), item);
    if let Some(claim) = claim(decision) {
        review.insert("associatedClaimReview".into(), claim_review(decided, decision, claim));
    }
    Some(Value::Object(review))
}

/// JSON as it may stand in a `<script>` element: no `<`, `>` or `&`, and no line separator of JavaScript.
pub fn script_json(value: &Value) -> String {
    let mut safe = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => safe.push(c),
        }
    }
    safe
}

fn review(kind: &str, decided: &Decided, decision: &Decision) -> Map<String, Value> {
    let mut review = Map::new();
    review.insert("@type".into(), kind.into());
    review.insert("author".into(), json!({"@type": "Person", "name": visible_lines(&decision.by)}));
    review.insert("datePublished".into(), visible_lines(&decided.stamp.recorded_at).into());
    review.insert("reviewBody".into(), visible_lines(&decision.reason).into());
    if !decision.links.is_empty() {
        review.insert("citation".into(), decision.links.iter().map(|link| Value::from(visible_lines(link))).collect());
    }
    review
}

fn image(dossier: &Dossier<'_>, decision: &Decision) -> Value {
    let exhibit = &dossier.report.exhibit;
    let mut image = json!({
        "@type": "ImageObject",
        "name": exhibit.name.to_string(),
        "sha256": visible_lines(&exhibit.sha256),
        "contentSize": format!("{} B", exhibit.bytes),
    });
    if let Some(address) = address(&decision.context.seen_at) {
        image["isPartOf"] = json!({"@type": "WebPage", "url": address});
    }
    image
}

fn claim_review(decided: &Decided, decision: &Decision, claim: Value) -> Value {
    let mut review = review("ClaimReview", decided, decision);
    review.insert("claimReviewed".into(), visible_lines(&decision.context.claim).into());
    review.insert("itemReviewed".into(), claim);
    Value::Object(review)
}

fn claim(decision: &Decision) -> Option<Value> {
    let context = &decision.context;
    let text = Some(&context.claim).filter(|claim| !claim.trim().is_empty())?;
    let mut claim = json!({"@type": "Claim", "text": visible_lines(text)});
    if !context.claimed_date.is_empty() {
        claim["temporalCoverage"] = visible_lines(&context.claimed_date).into();
    }
    if !context.claimed_place.is_empty() {
        claim["spatialCoverage"] = json!({"@type": "Place", "name": visible_lines(&context.claimed_place)});
    }
    if let Some(address) = address(&context.seen_at) {
        claim["appearance"] = json!({"@type": "WebPage", "url": address});
    }
    Some(claim)
}

/// Words on where a picture was seen may name a person; an address is public.
fn address(seen_at: &str) -> Option<String> {
    let is_one = seen_at.starts_with("https://") || seen_at.starts_with("http://");
    (is_one && !seen_at.contains(char::is_whitespace)).then(|| visible_lines(seen_at))
}

#[cfg(test)]
mod tests {
    use whence_model::Lang;

    use super::*;
    use crate::samples::{HOSTILE, decided, report};

    fn told(decided: &[Decided]) -> Option<Value> {
        let report = report(Lang::En);
        media_review(&Dossier { report: &report, pages: &[], picture: None, entry: None, decisions: decided })
    }

    #[test]
    fn it_says_what_the_person_said() {
        let told = told(&[decided(Lang::En)]).unwrap();
        let (author, reason) = (
            json!({"@type": "Person", "name": "Ada Example"}),
            "The maker says so himself.\nWe show it with that label.",
        );
        let page = json!({"@type": "WebPage", "url": "https://social.example/p/9"});
        let claim_review = json!({
            "@type": "ClaimReview",
            "author": author,
            "datePublished": "2026-11-26T09:00:00Z",
            "reviewBody": reason,
            "citation": ["https://example.org/post/1"],
            "claimReviewed": "A duck on the moon",
            "itemReviewed": {
                "@type": "Claim",
                "text": "A duck on the moon",
                "temporalCoverage": "July 1969",
                "spatialCoverage": {"@type": "Place", "name": "Sea of Tranquility"},
                "appearance": page,
            },
        });
        let picture = json!({
            "@type": "ImageObject",
            "name": "duck.png",
            "sha256": "df6f0aa9c9970000000000000000000000000000000000000000000000000000",
            "contentSize": "161735 B",
            "isPartOf": page,
        });
        let expected = json!({
            "@context": "https://schema.org",
            "@type": "MediaReview",
            "author": author,
            "datePublished": "2026-11-26T09:00:00Z",
            "reviewBody": reason,
            "citation": ["https://example.org/post/1"],
            "mediaAuthenticityCategory": "TransformedContent",
            "itemReviewed": {"@type": "MediaReviewItem", "mediaItemAppearance": [picture]},
            "associatedClaimReview": claim_review,
        });
        assert_eq!(told, expected);
    }

    #[test]
    fn what_nobody_said_is_not_in_it() {
        let mut decided = decided(Lang::En);
        let decision = decided.decision.as_mut().unwrap();
        decision.media_review = None;
        decision.context = whence_model::ledger::Context {
            seen_at: "in a chat with Bob".into(),
            sent_by: "Bob".into(),
            ..Default::default()
        };
        decision.links.clear();
        let text = told(&[decided.clone()]).unwrap().to_string();
        for word in ["mediaAuthenticityCategory", "ClaimReview", "citation", "Bob", "Rating", "eclared"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        assert_eq!(told(&[]), None);
        let erased = Decided { decision: None, ..decided.clone() };
        assert_eq!(told(&[decided.clone(), erased.clone()]), None, "a decision that was taken over does not stand");
        assert!(told(&[erased, decided]).is_some());
    }

    #[test]
    fn a_missing_context_is_told() {
        let mut decided = decided(Lang::En);
        decided.decision.as_mut().unwrap().media_review = Some(MediaReview::DecontextualizedContent);
        let told = told(&[decided]).unwrap();
        assert_eq!(told["mediaAuthenticityCategory"], "DecontextualizedContent");
        assert_eq!(told["originalMediaContextDescription"], told["reviewBody"]);
    }

    #[test]
    fn it_cannot_leave_a_script_element() {
        let mut decided = decided(Lang::En);
        let decision = decided.decision.as_mut().unwrap();
        let context = &mut decision.context;
        for field in [&mut decision.reason, &mut decision.by, &mut decision.links[0], &mut context.claim] {
            *field = format!("{HOSTILE}\u{2028}&amp;");
        }
        context.seen_at = format!("https://x/{}", HOSTILE.replace(char::is_whitespace, ""));
        (context.claimed_date, context.claimed_place) = (HOSTILE.into(), HOSTILE.into());
        let value = told(&[decided]).unwrap();
        let script = script_json(&value);
        assert!(!script.contains(['<', '>', '&', '\u{2028}', '\u{202e}', '\0', '\x1b']), "{script}");
        assert_eq!(serde_json::from_str::<Value>(&script).unwrap(), value);
        assert!(value["reviewBody"].as_str().unwrap().contains("</script><script>alert(1)"), "the words are there");
    }
}
