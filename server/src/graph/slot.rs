//! Dense numbers of nodes.

use petgraph::visit::VisitMap;
use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

/// The number of a node within one snapshot. The number of a node that went is given out again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Slot(u32);

impl Slot {
    #[inline]
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    #[inline]
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// As sets of slots keep it.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The slot of a number that [`Slot::number`] gave.
    pub(crate) fn of(number: u32) -> Self {
        Self(number)
    }
}

/// A set of slots, one bit each.
#[derive(Clone, Debug, Default)]
pub(crate) struct SlotSet {
    words: Vec<u64>,
}

impl SlotSet {
    /// An empty set with room for slots below `bound`.
    pub(crate) fn with_bound(bound: usize) -> Self {
        Self { words: vec![0; bound.div_ceil(64)] }
    }

    /// Adds `slot`; false if it was there.
    #[inline]
    pub(crate) fn insert(&mut self, slot: Slot) -> bool {
        let (word, bit) = (slot.index() / 64, 1 << (slot.index() % 64));
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let added = self.words[word] & bit == 0;
        self.words[word] |= bit;
        added
    }

    #[inline]
    pub(crate) fn contains(&self, slot: Slot) -> bool {
        self.words.get(slot.index() / 64).is_some_and(|word| word & (1 << (slot.index() % 64)) != 0)
    }

    /// Takes `slot` out; whether it was there.
    pub(crate) fn take(&mut self, slot: Slot) -> bool {
        let there = self.contains(slot);
        if there {
            self.words[slot.index() / 64] &= !(1 << (slot.index() % 64));
        }
        there
    }

    /// The same as a bitmap.
    pub(crate) fn to_bitmap(&self) -> RoaringBitmap {
        let bytes: Vec<u8> = self.words.iter().flat_map(|word| word.to_le_bytes()).collect();
        RoaringBitmap::from_lsb0_bytes(0, &bytes)
    }

    /// Takes out all slots, in order.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = Slot> + '_ {
        self.words.iter_mut().enumerate().flat_map(|(index, word)| {
            let mut left = std::mem::take(word);
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                (left != 0).then(|| {
                    left &= left - 1;
                    Slot::new(index * 64 + bit as usize)
                })
            })
        })
    }

    pub(super) fn clear(&mut self) {
        self.words.fill(0);
    }
}

impl VisitMap<Slot> for SlotSet {
    fn visit(&mut self, slot: Slot) -> bool {
        self.insert(slot)
    }

    fn is_visited(&self, slot: &Slot) -> bool {
        self.contains(*slot)
    }

    fn unvisit(&mut self, slot: Slot) -> bool {
        self.take(slot)
    }
}
