//! Two ways to keep a column of texts: a dictionary while few differ, one arena of bytes otherwise.

use std::sync::Arc;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::bits::Bits;
use super::memory::vector_bytes;

/// So many different texts a dictionary takes whatever the number of rows.
const ALWAYS: usize = 1024;
/// Above [`ALWAYS`], a dictionary takes a new text only while there are this many rows for each.
const ROWS_PER_TEXT: usize = 8;
/// A dictionary never holds more texts than this.
const NEVER_ABOVE: usize = 1 << 16;
/// An arena with less waste than this is not worth packing.
const PACK_ABOVE: usize = 4096;

/// Texts by code: each different text is kept once.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    codes: Vec<u32>,
    texts: IndexSet<Arc<str>, FxBuildHasher>,
}

impl Dictionary {
    /// The code of each row; rows without a value have code 0, the presence bitmap tells.
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The number of different codes.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The text of a code this dictionary gave out.
    pub fn text(&self, code: u32) -> &Arc<str> {
        &self.texts[code as usize]
    }

    /// The code of a text, where it has one.
    pub fn code(&self, text: &str) -> Option<u32> {
        self.texts.get_index_of(text).map(|code| code as u32)
    }

    /// Keeps a text for a row; `false` where the dictionary would become too large for its use.
    pub(super) fn put(&mut self, row: usize, text: &Arc<str>) -> bool {
        let code = match self.texts.get_index_of(&**text) {
            Some(code) => code,
            None if self.has_room() => self.texts.insert_full(text.clone()).0,
            None => return false,
        };
        store(&mut self.codes, row, code as u32, 0);
        true
    }

    /// Keeps the texts of another dictionary from a row on; `false` where this one would become too large for its use.
    /// What is kept of them then is only in this dictionary's texts.
    pub(super) fn append(&mut self, at: usize, others: &Dictionary) -> bool {
        let rows = at + others.codes.len();
        let mut codes = Vec::with_capacity(others.texts.len());
        for text in &others.texts {
            let known = self.texts.len();
            let code = match self.texts.get_index_of(&**text) {
                Some(code) => code,
                None if has_room(known, rows) => self.texts.insert_full(text.clone()).0,
                None => return false,
            };
            codes.push(code as u32);
        }
        self.codes.resize(at, 0);
        let moved = |code: &u32| codes.get(*code as usize).copied().unwrap_or(0);
        self.codes.extend(others.codes.iter().map(moved));
        true
    }

    /// How many bytes are allocated, about.
    pub(super) fn bytes(&self) -> usize {
        // An entry has a hash beside its text, and a place in a hash table; a shared text two counts before its bytes.
        let entry = size_of::<Arc<str>>() + 2 * size_of::<usize>() + 1;
        let texts = self
            .texts
            .iter()
            .map(|text| 2 * size_of::<usize>() + text.len());
        vector_bytes(&self.codes) + self.texts.capacity() * entry + texts.sum::<usize>()
    }

    pub(super) fn shrink(&mut self) {
        self.codes.shrink_to_fit();
    }

    fn has_room(&self) -> bool {
        has_room(self.texts.len(), self.codes.len())
    }

    pub(super) fn get(&self, row: usize) -> &Arc<str> {
        self.text(self.codes[row])
    }
}

/// Whether a dictionary of so many texts for so many rows may take another one.
fn has_room(known: usize, rows: usize) -> bool {
    known < ALWAYS || (known < NEVER_ABOVE && known * ROWS_PER_TEXT < rows)
}

#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    start: u32,
    length: u32,
}

/// Texts behind one another in one arena.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    arena: String,
    extents: Vec<Extent>,
    waste: usize,
}

impl Texts {
    /// The texts of a dictionary, row by row.
    pub(super) fn from_dictionary(dictionary: &Dictionary, present: &Bits) -> Self {
        let mut texts = Texts::default();
        for row in present.ones() {
            texts.put(row, dictionary.get(row));
        }
        texts
    }

    /// The text of a row; empty where the row has no value.
    #[inline]
    pub fn get(&self, row: usize) -> &str {
        let Extent { start, length } = self.extents.get(row).copied().unwrap_or_default();
        &self.arena[start as usize..][..length as usize]
    }

    /// Keeps a text for a row; `false` where it would lie behind what an extent can address.
    pub(super) fn put(&mut self, row: usize, text: &str) -> bool {
        if self.arena.len() + text.len() > u32::MAX as usize {
            return false;
        }
        self.clear(row);
        let start = self.arena.len() as u32;
        self.arena.push_str(text);
        let extent = Extent {
            start,
            length: text.len() as u32,
        };
        store(&mut self.extents, row, extent, Extent::default());
        true
    }

    /// Keeps the texts of another column from a row on; `false`, and nothing is kept, where they would lie behind what
    /// an extent can address.
    pub(super) fn append(&mut self, at: usize, others: &Texts) -> bool {
        if self.arena.len() + others.arena.len() > u32::MAX as usize {
            return false;
        }
        let base = self.arena.len() as u32;
        self.arena.push_str(&others.arena);
        self.waste += others.waste;
        self.extents.resize(at, Extent::default());
        let moved = others.extents.iter().map(|extent| Extent {
            start: extent.start + base,
            ..*extent
        });
        self.extents.extend(moved);
        true
    }

    /// How many bytes are allocated.
    pub(super) fn bytes(&self) -> usize {
        self.arena.capacity() + vector_bytes(&self.extents)
    }

    pub(super) fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.extents.shrink_to_fit();
    }

    /// Forgets the text of a row.
    pub(super) fn clear(&mut self, row: usize) {
        if let Some(extent) = self.extents.get_mut(row) {
            self.waste += std::mem::take(extent).length as usize;
            if self.waste > PACK_ABOVE && self.waste > self.arena.len() / 2 {
                self.pack();
            }
        }
    }

    fn pack(&mut self) {
        let mut arena = String::with_capacity(self.arena.len() - self.waste);
        for extent in &mut self.extents {
            let text = &self.arena[extent.start as usize..][..extent.length as usize];
            extent.start = arena.len() as u32;
            arena.push_str(text);
        }
        self.arena = arena;
        self.waste = 0;
    }
}

/// Puts an item at an index of a vector, filling a gap before it.
#[inline]
pub(super) fn store<T: Clone>(items: &mut Vec<T>, index: usize, item: T, filler: T) {
    if index < items.len() {
        items[index] = item;
    } else {
        items.resize(index, filler);
        items.push(item);
    }
}
