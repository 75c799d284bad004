//! How the picture was coded: frame header, scans, and the tables that they use (T.81 B.2).

use whence_model::{Place, facts::structure::JpegCoding};

use super::{super::bytes::be16, SOS, annex_k, tables::Tables};

/// What has been read of the coding so far. Of everything that stands twice, the first counts.
#[derive(Debug, Default)]
pub struct Coding {
    pub jfif: Option<Place>,
    pub adobe: Option<Place>,
    pub ducky: Option<Place>,
    tables: Tables,
    frame: Option<Frame>,
    /// How many frame headers.
    frames: u32,
    scans: u32,
}

#[derive(Debug)]
struct Frame {
    place: Place,
    sof: u8,
    precision: u8,
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
            0xdb => return self.tables.read_quantisation(payload),
            0xc4 => return self.tables.read_huffman(payload),
            0xdd => self.tables.read_restart_interval(payload),
            0xc8 | 0xcc => {}
            0xc0..=0xcf => {
                self.frames = self.frames.saturating_add(1);
                if self.frame.is_some() {
                    return Err("second frame header");
                }
                self.frame = Some(frame(code, payload, place).ok_or("frame header is cut short")?);
            }
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
        let table = |component: usize| self.tables.divisors(frame.components.get(component)?.quantisation);
        let others: Option<Vec<&[u16; 64]>> = (1..frame.components.len()).map(table).collect();
        let ijg_quality = table(0).zip(others).and_then(|(first, others)| annex_k::ijg_quality(first, &others));
        Some(JpegCoding {
            width: frame.width.into(),
            height: frame.height.into(),
            components: u8::try_from(frame.components.len()).unwrap_or(u8::MAX),
            progressive: frame.progressive,
            sampling: sampling(&frame.components),
            ijg_quality,
            standard_huffman: self.tables.is_standard_huffman(),
            jfif: self.jfif,
            adobe: self.adobe,
            ducky: self.ducky,
            frame: frame.place,
            scans: self.scans,
            sof: frame.sof,
            frames: self.frames,
            precision: frame.precision,
            quantisation: self.tables.quantisation(),
            tables_redefined: self.tables.redefined,
            huffman_tables: self.tables.huffman,
            restart_interval: self.tables.restart_interval,
            encoder: None,
        })
    }
}

/// B.2.2: precision, height, width, number of components, then three bytes for each.
fn frame(code: u8, payload: &[u8], place: Place) -> Option<Frame> {
    let count = usize::from(*payload.get(5)?);
    let components = payload.get(6..)?.as_chunks::<3>().0.get(..count)?;
    let component =
        |&[_, factors, quantisation]: &[u8; 3]| Component { sampling: (factors >> 4, factors & 15), quantisation };
    Some(Frame {
        place,
        sof: code & 15,
        precision: *payload.first()?,
        height: be16(payload, 1)?,
        width: be16(payload, 3)?,
        progressive: matches!(code, 0xc2 | 0xc6 | 0xca | 0xce),
        components: components.iter().map(component).collect(),
    })
}

/// The customary name where the two chroma components are alike, else every component's factors: `2x1,1x1,1x2`.
fn sampling(components: &[Component]) -> String {
    if components.len() < 2 {
        return String::new();
    }
    if let [y, cb, cr] | [y, cb, cr, _] = components
        && cb.sampling == cr.sampling
        && let Some(across) = ratio(y.sampling.0, cb.sampling.0)
        && let Some(down) = ratio(y.sampling.1, cb.sampling.1)
    {
        let name = match (across, down) {
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

/// How many times the one factor is the other, where it is without a rest.
fn ratio(brightness: u8, colour: u8) -> Option<u8> {
    brightness.checked_div(colour).filter(|_| brightness.is_multiple_of(colour))
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
    fn the_first_of_several_frames_counts() {
        let mut coding = Coding::default();
        let place = Place::path("SOF");
        assert!(coding.read(0xc0, &[8, 0, 1, 0, 1, 3, 1, 0x11, 0], place.clone()).is_err(), "cut short");
        assert!(coding.read(SOS, &[], place.clone()).is_err(), "no frame yet");
        assert!(coding.read(0xdb, &[7; 65], place.clone()).is_err(), "there are four tables");
        coding.read(0xc9, &[12, 0, 2, 0, 3, 1, 1, 0x11, 0], place.clone()).unwrap();
        assert!(coding.read(0xc2, &[8, 0, 9, 0, 9, 1, 1, 0x11, 0], place).is_err());
        let coded = coding.finish().unwrap();
        assert_eq!((coded.width, coded.height, coded.sof, coded.precision), (3, 2, 9, 12));
        assert_eq!((coded.frames, coded.progressive), (3, false));
    }
}
