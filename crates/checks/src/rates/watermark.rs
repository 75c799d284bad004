//! How often the public watermark was found again when it was last measured, as `watermark.tsv` keeps it.

use std::fmt::Write;

use whence_model::{Text, facts::pixels::WatermarkMessage};

/// Message and colour path of the columns, and what they are called.
const COLUMNS: [(&str, &str, &str); 5] = [
    ("SDXL", "F32", "SDXL"),
    ("StableDiffusionV1", "U8", "Stable Diffusion 1"),
    ("FLUX", "F32", "FLUX"),
    ("SDV2", "U8", "Stable Diffusion 2"),
    ("InvokeAI", "U8", "InvokeAI"),
];

/// What of the transforms' names is English.
const IN_FRENCH: [(&str, &str); 3] =
    [("half and back", "moitié et retour"), ("and back", "et retour"), ("128 rows fewer", "128 lignes de moins")];

/// The whole table in a few sentences.
pub fn sentences() -> Text {
    let [_, set, date, pictures] = head("# set");
    let [_, files, searched, beyond] = head("# unmarked");
    let names = COLUMNS.map(|column| column.2).join(" / ");
    // Stable Diffusion 2's message is not looked for in crops.
    let in_crops = COLUMNS.map(|column| column.2).into_iter().filter(|name| !name.ends_with('2'));
    let in_crops = in_crops.collect::<Vec<_>>().join(" / ");
    let (whole, crop) = (rates("whole"), rates("crop"));
    let cropped = rows("crop").next().map_or("0", |row| row[5]);
    let (highest, highest_crop) = (highest("highest whole"), highest("highest crop"));
    Text::new(
        format!(
            "{pictures} pictures of 1024 × 1024 pixels (the set “{set}” and three drawn ones, measured {date}), marked by {names} and then processed (JPEG with colours in half resolution unless 4:4:4 is said); found again: {whole}. Of {cropped} of them, marked by {in_crops} and then cropped by 3 pixels from the left and above, to 60 % a side, or to 320 × 320 pixels: {crop}. Of {files} unmarked files {beyond} gave a finding; the highest scores were {highest}, and in the search of crops, of {searched}, {highest_crop}."
        ),
        format!(
            "{pictures} images de 1024 × 1024 pixels (le jeu « {set} » et trois dessinées, mesuré le {date}), marquées par {names} puis traitées (JPEG aux couleurs à demi-résolution sauf mention 4:4:4) ; retrouvé : {}. Sur {cropped} d'entre elles, marquées par {in_crops} puis recadrées de 3 pixels à gauche et en haut, à 60 % de chaque côté, ou à 320 × 320 pixels : {}. Sur {files} fichiers non marqués, {beyond} ont donné un constat ; les scores les plus élevés étaient {}, et dans la recherche après recadrage, sur {searched}, {}.",
            french(&whole),
            french(&crop),
            highest.replace('.', ","),
            highest_crop.replace('.', ",")
        ),
    )
}

/// The highest score that an unmarked file reached with this message, 0 to 1; of the search of crops where `in_crop`.
pub fn chance(message: WatermarkMessage, in_crop: bool) -> f32 {
    let name = match message {
        WatermarkMessage::Sdxl => "SDXL",
        WatermarkMessage::StableDiffusion1 => "StableDiffusionV1",
        WatermarkMessage::Flux => "FLUX",
        WatermarkMessage::StableDiffusion2 => "SDV2",
        WatermarkMessage::InvokeAi => "InvokeAI",
    };
    let place = if in_crop { "highest crop" } else { "highest whole" };
    rows(place).find(|row| row[1] == name).and_then(|row| row[4].parse().ok()).unwrap_or_default()
}

const TABLE: &str = include_str!("../../watermark.tsv");

/// The fields of the line that begins so.
fn head(begin: &str) -> [&'static str; 4] {
    let line = TABLE.lines().find(|line| line.split('\t').next() == Some(begin)).unwrap_or_default();
    let mut fields = line.split('\t');
    std::array::from_fn(|_| fields.next().unwrap_or_default())
}

/// Place, message, path, transform, found, of.
fn rows(place: &str) -> impl Iterator<Item = [&'static str; 6]> {
    TABLE.lines().filter_map(move |line| {
        let mut fields = line.split('\t');
        let fields = std::array::from_fn(|_| fields.next().unwrap_or_default());
        (fields[0] == place).then_some(fields)
    })
}

/// `JPEG 90 45 / 45 / 44; …`, a figure for each column that was measured.
fn rates(place: &str) -> String {
    let mut told = String::new();
    let (message, path, _) = COLUMNS[0];
    for row in rows(place).filter(|row| (row[1], row[2]) == (message, path)) {
        let found = |(message, path, _): (&str, &str, &str)| {
            let same = |other: &[&str; 6]| (other[1], other[2], other[3]) == (message, path, row[3]);
            rows(place).find(same).map(|row| row[4])
        };
        let found: Vec<_> = COLUMNS.into_iter().filter_map(found).collect();
        let between = if told.is_empty() { "" } else { "; " };
        _ = write!(told, "{between}{}: {}", row[3], found.join(" / "));
    }
    told
}

fn highest(place: &str) -> String {
    let named = COLUMNS.into_iter().filter_map(|(message, _, name)| {
        let score = rows(place).find(|row| row[1] == message)?[4];
        (score != "0.000").then(|| format!("{name} {score}"))
    });
    named.collect::<Vec<_>>().join(", ")
}

fn french(rates: &str) -> String {
    let rates = IN_FRENCH.into_iter().fold(rates.to_owned(), |rates, (en, fr)| rates.replace(en, fr));
    let rates = rates.replace("half,", "moitié,").replace("crop", "recadrage");
    rates.replace(": ", " : ").replace("; ", " ; ")
}

#[cfg(test)]
mod tests {
    use whence_model::facts::pixels::WatermarkMessage::{Flux, InvokeAi, Sdxl, StableDiffusion1, StableDiffusion2};

    use super::{chance, head, highest, rates, rows, sentences};

    #[test]
    fn every_figure_of_the_table_is_told() {
        for place in ["whole", "crop"] {
            let told = rates(place);
            for row in rows(place).filter(|row| row[1] == "FLUX") {
                assert!(told.contains(&format!("{}: ", row[3])), "{row:?} in {told}");
                assert!(row[4].parse::<u32>().unwrap() <= row[5].parse().unwrap(), "{row:?}");
            }
        }
        let [_, set, date, pictures] = head("# set");
        assert!(!set.is_empty() && date.len() == 10 && pictures.parse::<u32>().unwrap() >= 40);
        assert_eq!(highest("highest whole").matches(", ").count(), 4);
    }

    #[test]
    fn every_message_has_its_chance_and_crops_reach_further() {
        for message in [Sdxl, StableDiffusion1, Flux, StableDiffusion2, InvokeAi] {
            let (whole, crop) = (chance(message, false), chance(message, true));
            assert!(whole > 0.1 && (crop > whole || message == StableDiffusion2), "{message:?}: {whole}, {crop}");
        }
    }

    #[test]
    fn french_has_no_english() {
        let told = sentences().fr;
        for word in ["half", "back", "fewer", "pictures"] {
            assert!(!told.contains(word), "{word}: {told}");
        }
        let point = |three: &[u8]| three[0].is_ascii_digit() && three[1] == b'.' && three[2].is_ascii_digit();
        assert!(!told.as_bytes().windows(3).any(point), "{told}");
    }

    /// The page says that none did; a measurement that says otherwise is not to be kept.
    #[test]
    fn no_unmarked_file_gave_a_finding() {
        let [_, files, _, beyond] = head("# unmarked");
        assert!(files.parse::<u32>().unwrap() >= 2000, "{files}");
        assert_eq!(beyond, "0");
    }
}
