//! Midjourney: a description that ends with `Job ID: <UUID>`, often with the same UUID in
//! `Iptc4xmpExt:DigitalImageGUID`.

use whence_model::facts::generator::{Mark, MarkKind, Role};

use super::{
    with_roles,
    written::{Field, Written, find},
};

const JOB: &str = "Job ID: ";

pub fn marks(written: &[Written]) -> Vec<Mark> {
    let descriptions = written.iter().filter(|w| {
        matches!(w.field, Field::Text("Description") | Field::Exif("ImageDescription") | Field::Xmp("dc:description"))
    });
    let mut found = descriptions.filter_map(|w| {
        let (prompt, behind) = w.text.rsplit_once(JOB)?;
        let job = behind.get(..36).filter(|id| is_uuid(id))?;
        Some((w, prompt, job))
    });
    let Some((description, prompt, job)) = found.next() else { return Vec::new() };
    // Whether it is the same is for a check to say.
    let guid = find(written, Field::Xmp("Iptc4xmpExt:DigitalImageGUID")).map(|guid| guid.text);
    let author = find(written, Field::Text("Author")).map(|author| author.text);
    let said = [("prompt", Some(prompt)), ("Job ID", Some(job)), ("DigitalImageGUID", guid), ("author", author)];
    let said = said.into_iter().filter_map(|(name, value)| Some((name, value?)));
    vec![description.mark(MarkKind::Midjourney, "Midjourney", with_roles(said, &[("prompt", Role::Prompt)]))]
}

/// Eight, four, four, four and twelve hexadecimal digits.
pub fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|g| g.len()).eq([8, 4, 4, 4, 12]) && groups.concat().bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::is_uuid;

    #[test]
    fn a_job_id_is_a_uuid() {
        assert!(is_uuid("2b6e053b-0a1b-4c2d-8e3f-0123456789ab"));
        for text in ["2b6e053b-0a1b-4c2d-8e3f-0123456789ag", "2b6e053b", "2b6e053b0a1b-4c2d-8e3f-0123-456789ab", ""] {
            assert!(!is_uuid(text), "{text:?}");
        }
    }
}
