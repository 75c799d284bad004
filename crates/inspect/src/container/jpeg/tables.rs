//! The tables that a JPEG is coded with (T.81 B.2.4): divisors, Huffman codes, restart interval.

use whence_model::facts::structure::QuantisationTable;

use super::{super::bytes::be16, annex_k};

/// What has been defined so far. Of everything that stands twice, the first counts.
#[derive(Debug, Default)]
pub struct Tables {
    quantisation: [Option<Divisors>; 4],
    /// Those that were defined again with other values than at first.
    pub redefined: u32,
    pub huffman: u32,
    /// How many Huffman tables are those of Annex K.3.
    standard: u32,
    pub restart_interval: Option<u16>,
}

#[derive(Debug, PartialEq, Eq)]
struct Divisors {
    sixteen_bit: bool,
    /// In zigzag order.
    values: [u16; 64],
}

impl Tables {
    /// B.2.4.1: precision and number, then 64 values of one or two bytes; as many tables as fit.
    pub fn read_quantisation(&mut self, mut payload: &[u8]) -> Result<(), &'static str> {
        while let [head, rest @ ..] = payload {
            let sixteen_bit = head >> 4 != 0;
            let size = if sixteen_bit { 128 } else { 64 };
            let (bytes, behind) = rest.split_at_checked(size).ok_or("quantisation table is cut short")?;
            let mut values = [0; 64];
            if sixteen_bit {
                values.iter_mut().zip(bytes.as_chunks().0).for_each(|(value, pair)| *value = u16::from_be_bytes(*pair));
            } else {
                values.iter_mut().zip(bytes).for_each(|(value, byte)| *value = u16::from(*byte));
            }
            let slot = self.quantisation.get_mut(usize::from(head & 15)).ok_or("no such quantisation table")?;
            match slot {
                Some(first) => self.redefined = self.redefined.saturating_add(u32::from(first.values != values)),
                None => *slot = Some(Divisors { sixteen_bit, values }),
            }
            payload = behind;
        }
        Ok(())
    }

    /// B.2.4.2: class and number, 16 counts, as many values; as many tables as fit.
    pub fn read_huffman(&mut self, mut payload: &[u8]) -> Result<(), &'static str> {
        while let [head, rest @ ..] = payload {
            let (counts, rest) = rest.split_at_checked(16).ok_or("Huffman table is cut short")?;
            let total = counts.iter().map(|&c| usize::from(c)).sum();
            let (values, behind) = rest.split_at_checked(total).ok_or("Huffman table is cut short")?;
            self.huffman = self.huffman.saturating_add(1);
            let standard = annex_k::is_standard_huffman(head >> 4, counts, values);
            self.standard = self.standard.saturating_add(standard.into());
            payload = behind;
        }
        Ok(())
    }

    /// B.2.4.4; 0 turns restarting off.
    pub fn read_restart_interval(&mut self, payload: &[u8]) {
        self.restart_interval = self.restart_interval.or(be16(payload, 0).filter(|&interval| interval != 0));
    }

    /// The values of this table, in zigzag order.
    pub fn divisors(&self, number: u8) -> Option<&[u16; 64]> {
        self.quantisation.get(usize::from(number))?.as_ref().map(|table| &table.values)
    }

    pub fn quantisation(&self) -> Vec<QuantisationTable> {
        let table = |(number, table): (u8, &Option<Divisors>)| {
            let Divisors { sixteen_bit, values } = table.as_ref()?;
            Some(QuantisationTable { number, sixteen_bit: *sixteen_bit, values: values.to_vec() })
        };
        (0..).zip(&self.quantisation).filter_map(table).collect()
    }

    pub fn is_standard_huffman(&self) -> bool {
        self.huffman > 0 && self.huffman == self.standard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_are_cut_short_are_defects() {
        let mut tables = Tables::default();
        assert!(tables.read_quantisation(&[0; 64]).is_err());
        assert!(tables.read_quantisation(&[5; 65]).is_err(), "there are four tables");
        assert!(tables.read_huffman(&[0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).is_err());
    }

    #[test]
    fn each_table_as_it_was_first_and_how_many_became_others() {
        let mut tables = Tables::default();
        let wide: Vec<u8> = std::iter::once(0x11).chain((300u16..364).flat_map(u16::to_be_bytes)).collect();
        tables.read_quantisation(&[[2].repeat(65), wide].concat()).unwrap();
        let read = tables.quantisation();
        assert_eq!(read.iter().map(|t| (t.number, t.sixteen_bit)).collect::<Vec<_>>(), [(1, true), (2, false)]);
        assert_eq!((read[0].values[0], read[0].values[63], &*read[1].values), (300, 363, &[2; 64][..]));
        tables.read_quantisation(&[2; 65]).unwrap();
        assert_eq!(tables.redefined, 0, "the same again");
        tables.read_quantisation(&[&[2][..], &[9; 64]].concat()).unwrap();
        assert_eq!((tables.redefined, tables.divisors(2)), (1, Some(&[2; 64])));
    }

    #[test]
    fn an_interval_of_zero_is_none() {
        let mut tables = Tables::default();
        tables.read_restart_interval(&[0, 0]);
        tables.read_restart_interval(&[1]);
        assert_eq!(tables.restart_interval, None);
        tables.read_restart_interval(&[1, 2]);
        tables.read_restart_interval(&[0, 9]);
        assert_eq!(tables.restart_interval, Some(258));
    }
}
