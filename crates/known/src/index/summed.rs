use std::io::{self, Read, Seek, SeekFrom, Write};

use super::Unfit;

/// Everything that passes through is summed up.
pub struct Summed<T> {
    of: T,
    crc: crc32fast::Hasher,
}

/// Bytes at a time: they stay in the cache between being read, summed up and taken apart.
const CHUNK: usize = 1 << 17;

impl<T> Summed<T> {
    pub fn new(of: T) -> Self {
        Self { of, crc: crc32fast::Hasher::new() }
    }

    pub fn into_inner(self) -> T {
        self.of
    }

    /// Of all that has passed so far.
    pub fn sum(&self) -> crc32fast::Hasher {
        self.crc.clone()
    }
}

impl<W: Write> Summed<W> {
    pub fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.crc.update(bytes);
        self.of.write_all(bytes)
    }

    pub fn put_all<const SIZE: usize, N: Copy>(
        &mut self,
        all: &[N],
        bytes: impl Fn(N) -> [u8; SIZE],
    ) -> io::Result<()> {
        let mut chunk = Vec::with_capacity(CHUNK);
        for numbers in all.chunks(CHUNK / SIZE) {
            chunk.clear();
            numbers.iter().for_each(|number| chunk.extend_from_slice(&bytes(*number)));
            self.put(&chunk)?;
        }
        Ok(())
    }
}

impl<R: Read + Seek> Summed<R> {
    pub fn at(open: impl Fn() -> io::Result<R>, place: u64) -> Result<Self, Unfit> {
        let mut of = open().map_err(Unfit::Unreadable)?;
        of.seek(SeekFrom::Start(place)).map_err(Unfit::Unreadable)?;
        Ok(Self::new(of))
    }

    pub fn take<const SIZE: usize>(&mut self) -> Result<[u8; SIZE], Unfit> {
        let mut bytes = [0; SIZE];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    pub fn take_all<const SIZE: usize, N>(
        &mut self,
        count: usize,
        number: impl Fn([u8; SIZE]) -> N,
    ) -> Result<Vec<N>, Unfit> {
        let mut all = Vec::with_capacity(count);
        let mut chunk = vec![0; CHUNK];
        while all.len() < count {
            // Whole numbers at a time, however many bytes one has.
            let bytes = &mut chunk[..((count - all.len()) * SIZE).min(CHUNK / SIZE * SIZE)];
            self.fill(bytes)?;
            all.extend(bytes.as_chunks().0.iter().map(|bytes| number(*bytes)));
        }
        Ok(all)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Unfit> {
        self.of.read_exact(bytes).map_err(Unfit::Unreadable)?;
        self.crc.update(bytes);
        Ok(())
    }
}
