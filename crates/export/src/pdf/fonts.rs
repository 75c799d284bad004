use krilla::text::{Font, GlyphId};
use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};

/// DejaVu 2.37: permissive, and of the free fonts those with the most characters for their size (`fonts/LICENSE`).
const FILES: [&[u8]; 3] = [
    include_bytes!("../../fonts/DejaVuSans.ttf"),
    include_bytes!("../../fonts/DejaVuSans-Bold.ttf"),
    include_bytes!("../../fonts/DejaVuSansMono.ttf"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Regular,
    Bold,
    Mono,
}

/// A character's form in one of the fonts.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    pub face: Face,
    pub id: GlyphId,
    /// How far it moves on, of the font's size.
    pub advance: f32,
}

pub struct Fonts(Vec<Loaded>);

struct Loaded {
    font: Font,
    characters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units: f32,
}

impl Fonts {
    pub fn new() -> Self {
        Self(FILES.map(load).into())
    }

    pub fn font(&self, face: Face) -> &Font {
        &self.0[face as usize].font
    }

    /// The character's form in this face, or else in another; `None` where no font has it.
    pub fn form(&self, wanted: Face, c: char) -> Option<Form> {
        [wanted, Face::Regular, Face::Mono].into_iter().find_map(|face| {
            let Loaded { characters, metrics, units, .. } = &self.0[face as usize];
            let id = characters.map(c)?;
            let advance = metrics.advance_width(id)? / units;
            Some(Form { face, id: GlyphId::new(id.to_u32()), advance })
        })
    }
}

fn load(file: &'static [u8]) -> Loaded {
    let whole = "the fonts that ship are whole";
    let font = Font::new(file.into(), 0).expect(whole);
    let read = FontRef::new(file).expect(whole);
    Loaded {
        characters: read.charmap(),
        metrics: read.glyph_metrics(Size::unscaled(), LocationRef::default()),
        units: font.units_per_em(),
        font,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_font_lacks_is_looked_for_in_the_others() {
        let fonts = Fonts::new();
        let face = |wanted, c| fonts.form(wanted, c).map(|form| form.face);
        assert_eq!(face(Face::Bold, 'é'), Some(Face::Bold));
        assert_eq!(face(Face::Mono, 'א'), Some(Face::Regular));
        assert_eq!(face(Face::Regular, '鴨'), None);
        let mono = |c| fonts.form(Face::Mono, c).unwrap().advance;
        assert!((mono('i') - 0.602).abs() < 0.001 && mono('i') == mono('W'), "of the font's size");
    }
}
