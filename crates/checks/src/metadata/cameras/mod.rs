//! When a camera model was first sold: the table `cameras.tsv`, kept by hand (see the README beside it). It knows years,
//! no more, and nothing of models that are not in it.

use std::sync::LazyLock;

use super::brand::{brand, may_be_the_same};

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Camera {
    /// As it stands in the Exif field Model; a `*` at the end stands for anything.
    pub model: &'static str,
    pub first_year: u16,
    /// `2020`, or `2020-10` where the month is known.
    pub first_sold: &'static str,
    /// The title of a public page where it can be looked up.
    pub source: &'static str,
}

/// The row for a camera by the Exif fields Make and Model: the model itself, else the longest beginning of it.
pub fn camera(make: &str, model: &str) -> Option<&'static Camera> {
    let maker = brand(make.trim_matches(BLANK))?;
    let model = normal(model);
    let of_maker = TABLE.iter().filter(|row| may_be_the_same(row.maker, maker));
    let hits = of_maker.filter(|row| if row.beginning { model.starts_with(&row.model) } else { model == row.model });
    hits.max_by_key(|row| (!row.beginning, row.model.len())).map(|row| &row.camera)
}

const BLANK: [char; 2] = ['\0', ' '];

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| lines().filter_map(row).collect());

struct Row {
    maker: &'static str,
    /// Normal, without the `*`.
    model: String,
    beginning: bool,
    camera: Camera,
}

/// The lines below the heading.
fn lines() -> impl Iterator<Item = &'static str> {
    include_str!("cameras.tsv").lines().skip(1)
}

fn row(line: &'static str) -> Option<Row> {
    let mut cells = line.split('\t');
    let (make, model, first_sold) = (cells.next()?, cells.next()?, cells.next()?);
    let source = cells.nth(1)?;
    Some(Row {
        maker: brand(make)?,
        model: normal(model.trim_end_matches('*')),
        beginning: model.ends_with('*'),
        camera: Camera { model, first_year: first_sold.get(..4)?.parse().ok()?, first_sold, source },
    })
}

/// Lower case, one space between words, no NUL; models are short, and a hostile one need not be read to its end.
fn normal(model: &str) -> String {
    let model: String = model.trim_matches(BLANK).chars().take(128).collect();
    model.split([' ', '\0', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{TABLE, camera, lines, normal};

    fn year(make: &str, model: &str) -> Option<u16> {
        camera(make, model).map(|camera| camera.first_year)
    }

    #[test]
    fn a_model_is_found_however_it_is_spaced() {
        assert_eq!(year("Apple", "iPhone 12 Pro"), Some(2020));
        assert_eq!(year("NIKON CORPORATION\0", "NIKON  D700 \0\0"), Some(2008));
        assert_eq!(year("CANON", "canon eos r6"), Some(2020));
        assert_eq!(year("Apple", "iPhone 12 Pro Ultra"), None, "a row without a star is the whole model");
        assert_eq!(year("Canon", "iPhone 12 Pro"), None);
        assert_eq!(year("Nobody", "iPhone 12 Pro"), None);
        assert_eq!(year("Apple", ""), None);
    }

    #[test]
    fn a_beginning_stands_for_the_variants_of_a_phone() {
        assert_eq!(year("samsung", "SM-G991B"), Some(2021));
        assert_eq!(year("samsung", "SM-G991U1"), Some(2021));
        assert_eq!(year("samsung", "SM-G99"), None);
        assert_eq!(camera("Hasselblad", "X1D II 50C").unwrap().model, "X1D II*", "the longest beginning");
        assert_eq!(camera("Hasselblad", "X1D-50c").unwrap().model, "X1D*");
    }

    /// One maker builds for another, or goes under a new name.
    #[test]
    fn a_maker_has_many_names() {
        assert_eq!(year("PENTAX", "PENTAX K-1"), Some(2016));
        assert_eq!(year("RICOH IMAGING COMPANY, LTD.  ", "PENTAX K-1"), Some(2016));
        assert_eq!(year("DJI", "L1D-20c"), Some(2018));
    }

    #[test]
    fn the_table_is_well_formed() {
        let mut seen = BTreeSet::new();
        let mut makes: Vec<&str> = Vec::new();
        for line in lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[make, model, sold, precision, source, checked] = cells.as_slice() else {
                panic!("six cells: {line}");
            };
            assert!(cells.iter().all(|cell| cell.trim() == *cell && !cell.is_empty()), "{line}");
            let year: u16 = sold[..4].parse().expect(line);
            assert!((1990..=2026).contains(&year), "{line}");
            let month = sold.strip_prefix(&sold[..4]).and_then(|m| m.strip_prefix('-')).map(|m| m.parse::<u8>());
            match precision {
                "year" => assert_eq!(sold.len(), 4, "{line}"),
                "month" => assert!(matches!(month, Some(Ok(1..=12))) && sold.len() == 7, "{line}"),
                _ => panic!("{line}"),
            }
            assert!(source.split_once(": ").is_some_and(|(site, title)| site.len() > 3 && title.len() > 1), "{line}");
            let day = checked.bytes().all(|b| b.is_ascii_digit() || b == b'-') && checked.len() == 10;
            assert!(day || checked == "-", "{line}");
            assert!(!model.trim_end_matches('*').is_empty() && model.matches('*').count() <= 2, "{line}");
            assert!(seen.insert((make.to_lowercase(), normal(model))), "twice: {line}");
            if makes.last() != Some(&make) {
                assert!(!makes.contains(&make), "the rows of one maker stand together: {line}");
                makes.push(make);
            }
        }
        assert!(seen.len() >= 1000, "{}", seen.len());
        assert_eq!(TABLE.len(), seen.len(), "a row whose maker brand.rs does not know is never found");
    }

    /// A later year on a short beginning would speak against the older phone that it also names.
    #[test]
    fn no_beginning_is_later_than_a_row_that_it_covers() {
        for short in TABLE.iter().filter(|row| row.beginning) {
            for row in TABLE.iter().filter(|row| row.maker == short.maker && row.model.starts_with(&short.model)) {
                assert!(short.camera.first_year <= row.camera.first_year, "{:?} {:?}", short.camera, row.camera);
            }
        }
    }
}
