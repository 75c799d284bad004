//! One line of a list as it stands in the file, and what makes it an entry.

use whence_model::{
    Features, Text, Untrusted,
    facts::known::{FrenchWords, KnownEntry, Label},
    t,
};

use crate::{Entry, Hash256, ListedPdq, Pipeline, features};

/// Characters of one field: more is no field but an accident.
pub const MAX_CHARS: usize = 4096;

/// The columns of a CSV list and the keys of an NDJSON list, in the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Id,
    Sha256,
    PixelsSha256,
    Pdq,
    PdqPipeline,
    PdqQuality,
    PdqNearest512,
    Title,
    Label,
    Rating,
    What,
    Date,
    SourceUrl,
    FactCheckUrl,
    Language,
    TitleFr,
    RatingFr,
    WhatFr,
    Notes,
    Features,
}

impl Column {
    pub const ALL: [Self; 20] = [
        Self::Id,
        Self::Sha256,
        Self::PixelsSha256,
        Self::Pdq,
        Self::PdqPipeline,
        Self::PdqQuality,
        Self::PdqNearest512,
        Self::Title,
        Self::Label,
        Self::Rating,
        Self::What,
        Self::Date,
        Self::SourceUrl,
        Self::FactCheckUrl,
        Self::Language,
        Self::TitleFr,
        Self::RatingFr,
        Self::WhatFr,
        Self::Notes,
        Self::Features,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Sha256 => "sha256",
            Self::PixelsSha256 => "pixels_sha256",
            Self::Pdq => "pdq",
            Self::PdqPipeline => "pdq_pipeline",
            Self::PdqQuality => "pdq_quality",
            Self::PdqNearest512 => "pdq_nearest512",
            Self::Title => "title",
            Self::Label => "label",
            Self::Rating => "rating",
            Self::What => "what",
            Self::Date => "date",
            Self::SourceUrl => "source_url",
            Self::FactCheckUrl => "fact_check_url",
            Self::Language => "language",
            Self::TitleFr => "title_fr",
            Self::RatingFr => "rating_fr",
            Self::WhatFr => "what_fr",
            Self::Notes => "notes",
            Self::Features => "features",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// Whether its text is a person's, and stays as it is to the last space.
    pub const fn is_words(self) -> bool {
        let translated = matches!(self, Self::TitleFr | Self::RatingFr | Self::WhatFr);
        translated || matches!(self, Self::Title | Self::Rating | Self::What | Self::Language | Self::Notes)
    }

    pub const fn is_hash(self) -> bool {
        matches!(self, Self::Sha256 | Self::PixelsSha256 | Self::Pdq | Self::PdqNearest512)
    }
}

/// The closed vocabulary of [`Column::Label`].
pub const LABELS: [(&str, Label); 7] = [
    ("ai_generated", Label::AiGenerated),
    ("altered", Label::Altered),
    ("out_of_context", Label::OutOfContext),
    ("staged", Label::Staged),
    ("satire", Label::Satire),
    ("original", Label::Original),
    ("other", Label::Other),
];

/// The word for a label.
pub fn word(label: Label) -> &'static str {
    LABELS.iter().find(|(_, l)| *l == label).map_or("other", |(word, _)| word)
}

/// What stands in each column of one line, empty where nothing does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    fields: [String; 20],
    /// The columns that are none of ours: kept, and not looked at.
    pub more: Vec<(String, String)>,
}

impl Record {
    pub fn get(&self, column: Column) -> &str {
        &self.fields[column as usize]
    }

    pub fn set(&mut self, column: Column, text: &str) {
        let field = &mut self.fields[column as usize];
        field.clear();
        field.push_str(text);
    }

    /// Sets what is empty.
    pub fn default_to(&mut self, column: Column, text: &str) {
        if self.get(column).trim().is_empty() {
            self.set(column, text);
        }
    }

    /// Empties our columns; the others are left to who reads them.
    pub fn clear(&mut self) {
        self.fields.iter_mut().for_each(String::clear);
    }

    /// Every text that a list hands on.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().chain(self.more.iter().map(|(_, text)| text)).map(String::as_str)
    }

    /// Checks every field.
    ///
    /// # Errors
    /// The first reason why this is no entry.
    pub fn entry(&self) -> Result<Entry, Text> {
        let [sha256, pixels_sha256, pdq, picked] =
            [Column::Sha256, Column::PixelsSha256, Column::Pdq, Column::PdqNearest512].map(|column| self.hash(column));
        let (sha256, pixels_sha256) = (sha256?, pixels_sha256?);
        let (pipeline, quality) = (self.pipeline()?, self.quality()?);
        let of = |hash: Option<Hash256>, pipeline| Some(ListedPdq { hash: hash?, pipeline, quality });
        let pdq: Vec<_> = of(pdq?, pipeline).into_iter().chain(of(picked?, Pipeline::Nearest512)).collect();
        if sha256.is_none() && pixels_sha256.is_none() && pdq.is_empty() {
            return Err(t(
                "there is neither a sha256 nor a pdq, nor a pixels_sha256",
                "il n'y a ni sha256 ni pdq, ni pixels_sha256",
            ));
        }
        let (label, named) = self.label()?;
        let known = KnownEntry {
            title: self.text(Column::Title)?.ok_or(t("the title is missing", "le titre (title) manque"))?,
            label,
            // A list that has no words of its own for it has said no more than the label.
            rating: self.text(Column::Rating)?.unwrap_or_else(|| named.into()),
            what: self.text(Column::What)?.unwrap_or_default(),
            date: self.date()?,
            source_url: self.address(Column::SourceUrl)?,
            fact_check_url: self.address(Column::FactCheckUrl)?,
            french: self.french()?,
            sha256: sha256.map(|hash| hash.to_string()),
        };
        let [id, language, notes] = [Column::Id, Column::Language, Column::Notes].map(|column| self.text(column));
        let features = self.features()?;
        Ok(Entry { id: id?, sha256, pixels_sha256, pdq, features, language: language?, notes: notes?, known })
    }

    /// Whether its words are sound, whatever hash, title and label it will get.
    ///
    /// # Errors
    /// The first reason why they are not.
    pub fn words(&self) -> Result<(), Text> {
        let mut whole = self.clone();
        whole.default_to(Column::Sha256, &"0".repeat(64));
        whole.default_to(Column::Title, "…");
        whole.default_to(Column::Label, word(Label::Other));
        whole.entry().map(|_| ())
    }

    fn filled(&self, column: Column) -> Option<&str> {
        Some(self.get(column).trim()).filter(|text| !text.is_empty())
    }

    fn text(&self, column: Column) -> Result<Option<Untrusted>, Text> {
        let name = column.name();
        match self.filled(column) {
            // Only what has more bytes can have more characters.
            Some(text) if text.len() > MAX_CHARS && text.chars().nth(MAX_CHARS).is_some() => Err(Text::new(
                format!("{name} is longer than {MAX_CHARS} characters"),
                format!("{name} dépasse {MAX_CHARS} caractères"),
            )),
            text => Ok(text.map(Untrusted::from)),
        }
    }

    fn hash(&self, column: Column) -> Result<Option<Hash256>, Text> {
        let Some(hex) = self.filled(column) else { return Ok(None) };
        let name = column.name();
        Hash256::from_hex(hex).map(Some).ok_or_else(|| {
            Text::new(
                format!("{name} is not 64 hexadecimal digits"),
                format!("{name} ne compte pas 64 chiffres hexadécimaux"),
            )
        })
    }

    fn french(&self) -> Result<Option<FrenchWords>, Text> {
        let [title, rating, what] = [Column::TitleFr, Column::RatingFr, Column::WhatFr].map(|column| self.text(column));
        let french = FrenchWords { title: title?, rating: rating?, what: what? };
        Ok((french != FrenchWords::default()).then_some(french))
    }

    fn features(&self) -> Result<Option<Features>, Text> {
        let Some(text) = self.filled(Column::Features) else { return Ok(None) };
        features::from_text(text).map(Some)
    }

    fn pipeline(&self) -> Result<Pipeline, Text> {
        let Some(word) = self.filled(Column::PdqPipeline) else { return Ok(Pipeline::Unknown) };
        Pipeline::from_word(word).ok_or(t(
            "pdq_pipeline is none of full, nearest512, unknown",
            "pdq_pipeline n'est ni full, ni nearest512, ni unknown",
        ))
    }

    fn quality(&self) -> Result<Option<u8>, Text> {
        let Some(number) = self.filled(Column::PdqQuality) else { return Ok(None) };
        let plain = number.bytes().all(|b| b.is_ascii_digit());
        number.parse().ok().filter(|n| plain && *n <= 100).map(Some).ok_or(t(
            "pdq_quality is no whole number from 0 to 100",
            "pdq_quality n'est pas un nombre entier de 0 à 100",
        ))
    }

    fn label(&self) -> Result<(Label, &'static str), Text> {
        let word = self.filled(Column::Label);
        let found = LABELS.iter().find(|(name, _)| word == Some(name));
        found.map(|(name, label)| (*label, *name)).ok_or(t(
            "label is none of ai_generated, altered, out_of_context, staged, satire, original, other",
            "label n'est aucun de ces mots : ai_generated, altered, out_of_context, staged, satire, original, other",
        ))
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    fn date(&self) -> Result<Option<Untrusted>, Text> {
        let Some(date) = self.filled(Column::Date) else { return Ok(None) };
        let part = |part: Option<&str>, digits: usize, range: std::ops::RangeInclusive<u16>| {
            part.is_none_or(|p| p.len() == digits && p.parse().is_ok_and(|n: u16| range.contains(&n)))
        };
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let plain = date.bytes().all(|b| b.is_ascii_digit() || b == b'-') && parts.next().is_none();
        if plain && part(year, 4, 1800..=9999) && part(month, 2, 1..=12) && part(day, 2, 1..=31) {
            return Ok(Some(Untrusted::new(date)));
        }
        Err(t("date is not written YYYY, YYYY-MM or YYYY-MM-DD", "date ne s'écrit pas AAAA, AAAA-MM ou AAAA-MM-JJ"))
    }

    fn address(&self, column: Column) -> Result<Option<Untrusted>, Text> {
        let Some(address) = self.text(column)? else { return Ok(None) };
        let (raw, name) = (address.raw(), column.name());
        let rest = raw.strip_prefix("https://").or_else(|| raw.strip_prefix("http://"));
        // Shown as a link in reports: nothing but a web address may stand here.
        match rest {
            Some(rest)
                if !rest.is_empty() && raw.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b)) =>
            {
                Ok(Some(address))
            }
            _ => Err(Text::new(
                format!("{name} is no address that begins with https:// or http://"),
                format!("{name} n'est pas une adresse qui commence par https:// ou http://"),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_labels_have_one_word_each() {
        for (at, column) in Column::ALL.into_iter().enumerate() {
            assert_eq!((column as usize, Column::named(column.name())), (at, Some(column)));
        }
        for (word, label) in LABELS {
            assert_eq!(serde_json::to_value(label).unwrap(), word);
        }
    }

    /// The page for those who write lists says the same as the code.
    #[test]
    fn the_schema_names_every_column_and_label() {
        let schema = include_str!("../../../docs/known-list.schema.json");
        let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
        let mut keys: Vec<_> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut columns: Vec<_> = Column::ALL.into_iter().map(Column::name).collect();
        keys.sort_unstable();
        columns.sort_unstable();
        assert_eq!(keys, columns);
        let labels = LABELS.map(|(word, _)| serde_json::Value::from(word));
        assert_eq!(schema["properties"]["label"]["enum"].as_array().unwrap().as_slice(), labels);
        assert_eq!(schema["properties"]["title"]["maxLength"], MAX_CHARS);
        let page = include_str!("../../../docs/known-lists.md");
        for word in columns.into_iter().chain(LABELS.map(|(word, _)| word)) {
            assert!(page.contains(&format!("`{word}`")), "docs/known-lists.md does not tell of {word}");
        }
    }
}
