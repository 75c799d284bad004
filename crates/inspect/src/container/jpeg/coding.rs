//! How the picture was coded: tables, frame header, scans (T.81 B.2).

use whence_model::{
    Place,
    facts::structure::{JpegCoding, QuantisationTable},
};

use super::{
    super::bytes::{be16, slice},
    SOS, annex_k,
};

/// What has been read of the coding so far. Of everything that stands twice, the first counts.
#[derive(Debug, Default)]
pub struct Coding {
    pub jfif: Option<Place>,
    pub adobe: Option<Place>,
    pub ducky: Option<Place>,
    /// In zigzag order, by their number.
    quantisation: [Option<[u16; 64]>; 4],
    /// A bit for each of them.
    sixteen_bit: u8,
    /// How many Huffman tables, and how many of them are those of Annex K.3.
    huffman: (u32, u32),
    frame: Option<Frame>,
    scans: u32,
}

#[derive(Debug)]
struct Frame {
    place: Place,
    width: u16,
    height: u16,
    progressive: bool,
    components: Vec<Component>,
}

#[derive(Debug)]
struct Component {
    /// Sampling factors across and down.
    sampling: (u8, u8),
    quantisation: u8,
}

impl Coding {
    /// Reads one segment that is no application's; `payload` begins behind its length.
    pub fn read(&mut self, code: u8, payload: &[u8], place: Place) -> Result<(), &'static str> {
        match code {
            SOS => self.scans = self.scans.saturating_add(1),
            0xdb => return self.quantisation(payload),
            0xc4 => return self.huffman(payload),
            0xc8 | 0xcc => {}
            0xc0..=0xcf if self.frame.is_some() => return Err("second frame header"),
            0xc0..=0xcf => self.frame = Some(frame(code, payload, place).ok_or("frame header is cut short")?),
            _ => {}
        }
        match &self.frame {
            Some(frame) if code & 0xf0 == 0xc0 && frame.height == 0 => Err("no height in the frame header"),
            None if code == SOS => Err("scan before the frame header"),
            _ => Ok(()),
        }
    }

    /// Nothing without a frame header.
    pub fn finish(self) -> Option<JpegCoding> {
        let frame = self.frame?;
        let table = |component: usize| {
            let number = frame.components.get(component)?.quantisation;
            self.quantisation.get(usize::from(number))?.as_ref()
        };
        let others: Option<Vec<&[u16; 64]>> = (1..frame.components.len()).map(table).collect();
        let ijg_quality = table(0).zip(others).and_then(|(first, others)| annex_k::ijg_quality(first, &others));
        let quantisation = (0..).zip(&self.quantisation).filter_map(|(number, values)| {
            let values = values.as_ref()?.to_vec();
            Some(QuantisationTable { number, sixteen_bit: self.sixteen_bit & (1 << number) != 0, values })
        });
        let quantisation = quantisation.collect();
        Some(JpegCoding {
            width: frame.width.into(),
            height: frame.height.into(),
            components: u8::try_from(frame.components.len()).unwrap_or(u8::MAX),
            progressive: frame.progressive,
            sampling: sampling(&frame.components),
            ijg_quality,
            standard_huffman: self.huffman.0 > 0 && self.huffman.0 == self.huffman.1,
            jfif: self.jfif,
            adobe: self.adobe,
            ducky: self.ducky,
            frame: frame.place,
            scans: self.scans,
            quantisation,
            ..JpegCoding::default()
        })
    }

    /// B.2.4.1: precision and number, then 64 values of one or two bytes; as many tables as fit.
    fn quantisation(&mut self, mut payload: &[u8]) -> Result<(), &'static str> {
        while let [head, rest @ ..] = payload {
            let wide = head >> 4 != 0;
            let size = if wide { 128 } else { 64 };
            let values = rest.get(..size).ok_or("quantisation table is cut short")?;
            let mut table = [0; 64];
            for (i, value) in table.iter_mut().enumerate() {
                *value = if wide { be16(values, 2 * i).unwrap_or(0) } else { u16::from(values[i]) };
            }
            let slot = self.quantisation.get_mut(usize::from(head & 15)).ok_or("no such quantisation table")?;
            if slot.is_none() {
                self.sixteen_bit |= u8::from(wide) << (head & 15);
            }
            slot.get_or_insert(table);
            payload = &rest[size..];
        }
        Ok(())
    }

    /// B.2.4.2: class and number, 16 counts, as many values; as many tables as fit.
    fn huffman(&mut self, mut payload: &[u8]) -> Result<(), &'static str> {
        while let [head, rest @ ..] = payload {
            let counts = rest.get(..16).ok_or("Huffman table is cut short")?;
            let total = counts.iter().map(|&c| usize::from(c)).sum();
            let values = slice(rest, 16, total).ok_or("Huffman table is cut short")?;
            self.huffman.0 += 1;
            self.huffman.1 += u32::from(annex_k::is_standard_huffman(head >> 4, counts, values));
            payload = &rest[16 + total..];
        }
        Ok(())
    }
}

/// B.2.2: precision, height, width, number of components, then three bytes for each.
fn frame(code: u8, payload: &[u8], place: Place) -> Option<Frame> {
    let count = usize::from(*payload.get(5)?);
    let components = slice(payload, 6, 3 * count)?
        .chunks_exact(3)
        .map(|c| Component { sampling: (c[1] >> 4, c[1] & 15), quantisation: c[2] })
        .collect();
    Some(Frame {
        place,
        height: be16(payload, 1)?,
        width: be16(payload, 3)?,
        progressive: matches!(code, 0xc2 | 0xc6 | 0xca | 0xce),
        components,
    })
}

/// The customary name where the two chroma components are alike, else every component's factors: `2x1,1x1,1x2`.
fn sampling(components: &[Component]) -> String {
    if components.len() < 2 {
        return String::new();
    }
    if let [y, cb, cr] | [y, cb, cr, _] = components
        && cb.sampling == cr.sampling
        && cb.sampling.0 != 0
        && cb.sampling.1 != 0
        && y.sampling.0 % cb.sampling.0 == 0
        && y.sampling.1 % cb.sampling.1 == 0
    {
        let name = match (y.sampling.0 / cb.sampling.0, y.sampling.1 / cb.sampling.1) {
            (1, 1) => "4:4:4",
            (2, 1) => "4:2:2",
            (2, 2) => "4:2:0",
            (1, 2) => "4:4:0",
            (4, 1) => "4:1:1",
            (4, 2) => "4:1:0",
            _ => "",
        };
        if !name.is_empty() {
            return name.into();
        }
    }
    let factors: Vec<String> = components.iter().map(|c| format!("{}x{}", c.sampling.0, c.sampling.1)).collect();
    factors.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn component(across: u8, down: u8) -> Component {
        Component { sampling: (across, down), quantisation: 0 }
    }

    #[test]
    fn sampling_by_its_customary_name() {
        let name =
            |y: (u8, u8), c: (u8, u8)| sampling(&[component(y.0, y.1), component(c.0, c.1), component(c.0, c.1)]);
        assert_eq!(name((2, 2), (1, 1)), "4:2:0");
        assert_eq!(name((2, 1), (1, 1)), "4:2:2");
        assert_eq!(name((2, 2), (2, 1)), "4:4:0");
        assert_eq!(name((2, 2), (2, 2)), "4:4:4");
        assert_eq!(name((4, 1), (1, 1)), "4:1:1");
        assert_eq!(name((3, 2), (2, 1)), "3x2,2x1,2x1");
        assert_eq!(name((1, 1), (0, 0)), "1x1,0x0,0x0");
        assert_eq!(sampling(&[component(2, 2)]), "");
    }

    #[test]
    fn tables_that_are_cut_short_are_defects() {
        let mut coding = Coding::default();
        let place = Place::path("DQT");
        assert!(coding.read(0xdb, &[0; 64], place.clone()).is_err());
        assert!(coding.read(0xdb, &[5; 65], place.clone()).is_err(), "there are four tables");
        assert!(coding.read(0xc4, &[0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], place.clone()).is_err());
        assert!(coding.read(0xc0, &[8, 0, 1, 0, 1, 3, 1, 0x11, 0], place.clone()).is_err());
        assert!(coding.read(SOS, &[], place).is_err());
        assert!(coding.finish().is_none());
    }
}
