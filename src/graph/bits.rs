//! A growable row of bits: which rows of a column have a value, and columns of booleans.

use super::memory::vector_bytes;

/// A row of bits. Reading behind its end gives `false`.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The bit at an index.
    #[inline]
    pub fn get(&self, index: usize) -> bool {
        self.words
            .get(index / 64)
            .is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// The bits, 64 a word, the lowest bit first; missing words are zero.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Changes the bit at an index, growing where needed.
    #[inline]
    pub fn set(&mut self, index: usize, bit: bool) {
        let word = index / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let mask = 1 << (index % 64);
        if bit {
            self.words[word] |= mask;
        } else {
            self.words[word] &= !mask;
        }
    }

    /// So many bits, all set.
    pub fn all(count: usize) -> Self {
        let mut words = vec![u64::MAX; count / 64];
        if !count.is_multiple_of(64) {
            words.push((1 << (count % 64)) - 1);
        }
        Self { words }
    }

    /// How many bits are set.
    pub fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Takes the bits of others behind the first `at`; its own from there on are lost.
    pub(super) fn append(&mut self, at: usize, others: &Bits) {
        let (whole, shift) = (at / 64, at % 64);
        self.words.truncate(whole + 1);
        if let Some(last) = self.words.get_mut(whole) {
            *last &= (1 << shift) - 1;
        }
        let end = whole + others.words.len() + 1;
        if self.words.len() < end {
            self.words.resize(end, 0);
        }
        for (place, &word) in others.words.iter().enumerate() {
            self.words[whole + place] |= word << shift;
            if shift > 0 {
                self.words[whole + place + 1] |= word >> (64 - shift);
            }
        }
    }

    /// How many bytes are allocated.
    pub(super) fn bytes(&self) -> usize {
        vector_bytes(&self.words)
    }

    pub(super) fn shrink(&mut self) {
        self.words.shrink_to_fit();
    }

    /// The indices of the bits that are set, ascending.
    pub fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_appended_at_any_place() {
        for at in [0, 1, 63, 64, 65, 130] {
            let mut bits = Bits::all(at);
            let mut others = Bits::default();
            for index in [0, 5, 63, 64, 100] {
                others.set(index, true);
            }
            bits.set(at, true);
            bits.set(at + 1, true);
            bits.append(at, &others);
            let expected: Vec<usize> = (0..at)
                .chain([0, 5, 63, 64, 100].map(|index| at + index))
                .collect();
            assert_eq!(bits.ones().collect::<Vec<_>>(), expected);
            assert_eq!(bits.count(), at + 5);
        }
    }
}
