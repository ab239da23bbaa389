//! A vector that is cheap to clone and to change in few places.

use std::ops::Index;
use std::sync::Arc;

use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Elements per chunk: a change copies this many, a clone touches one counter for this many.
const CHUNK: usize = 256;

/// A vector in shared chunks. A clone shares all of them; writing to an element copies its chunk only, and only if
/// another vector still shares it.
#[derive(Debug)]
pub(crate) struct CowVec<T> {
    chunks: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Clone for CowVec<T> {
    fn clone(&self) -> Self {
        Self { chunks: self.chunks.clone(), len: self.len }
    }
}

impl<T> Default for CowVec<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

impl<T> FromIterator<T> for CowVec<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut elements = elements.into_iter();
        let mut vector = Self::default();
        loop {
            let chunk: Vec<T> = elements.by_ref().take(CHUNK).collect();
            if chunk.is_empty() {
                return vector;
            }
            vector.len += chunk.len();
            vector.chunks.push(Arc::new(chunk));
        }
    }
}

impl<T: Serialize> Serialize for CowVec<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(self.len))?;
        self.iter().try_for_each(|element| sequence.serialize_element(element))?;
        sequence.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for CowVec<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}

impl<T> CowVec<T> {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn get(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)
    }

    /// The indices of the chunks that `other` does not share, whatever is in them.
    pub(crate) fn not_shared(&self, other: &Self) -> impl Iterator<Item = usize> {
        let chunks = self.chunks.iter().enumerate();
        let apart = chunks.filter(|(at, chunk)| other.chunks.get(*at).is_none_or(|shared| !Arc::ptr_eq(chunk, shared)));
        apart.flat_map(|(at, chunk)| (at * CHUNK..).take(chunk.len()))
    }

    /// All elements in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }
}

impl<T: Clone> CowVec<T> {
    /// The element, in a chunk that no other vector shares.
    pub(crate) fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        Arc::make_mut(self.chunks.get_mut(index / CHUNK)?).get_mut(index % CHUNK)
    }

    /// Appends, and returns the index.
    pub(crate) fn push(&mut self, value: T) -> usize {
        let index = self.len;
        if index.is_multiple_of(CHUNK) {
            self.chunks.push(Arc::new(Vec::with_capacity(CHUNK)));
        }
        if let Some(chunk) = self.chunks.last_mut() {
            Arc::make_mut(chunk).push(value);
            self.len += 1;
        }
        index
    }

    /// Appends copies of `value` until there are `len` elements.
    pub(crate) fn grow_to(&mut self, len: usize, value: &T) {
        while self.len < len {
            self.push(value.clone());
        }
    }
}

/// # Panics
/// Beyond the end, like a slice.
impl<T> Index<usize> for CowVec<T> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        &self.chunks[index / CHUNK][index % CHUNK]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_keeps_what_it_had_and_shares_untouched_chunks() {
        let mut first = CowVec::default();
        for number in 0..1_000 {
            assert_eq!(first.push(number), number);
        }
        let second = first.clone();
        *first.get_mut(300).unwrap() = 7;
        first.push(1_000);

        assert_eq!((first[300], first.len()), (7, 1_001));
        assert!(second.iter().copied().eq(0..1_000));
        assert!(Arc::ptr_eq(&first.chunks[0], &second.chunks[0]));
        assert!(!Arc::ptr_eq(&first.chunks[1], &second.chunks[1]));
        assert!(first.not_shared(&second).eq((256..512).chain(768..1_001)), "and says which it does not share");
        assert_eq!(second.get(1_000), None);
    }
}
