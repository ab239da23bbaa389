//! Many short lists of numbers, laid out flat in chunks that snapshots share.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Lists per chunk: a change copies this many, a clone touches one counter for this many.
const CHUNK: usize = 1_024;

/// Lists of numbers by dense numbers of their own. A clone shares all chunks.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct FlatLists {
    /// Each begins with where its lists begin, and where the last one ends; the lists follow. None of empty lists only.
    chunks: Vec<Option<Arc<[u32]>>>,
}

impl FlatLists {
    /// A list; the empty one where none was written.
    #[inline]
    pub(super) fn of(&self, list: u32) -> &[u32] {
        let (chunk, at) = (list as usize / CHUNK, list as usize % CHUNK);
        let chunk = self.chunks.get(chunk).and_then(Option::as_deref).unwrap_or_default();
        match (chunk.get(at), chunk.get(at + 1)) {
            (Some(&start), Some(&end)) => chunk.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Writes these lists anew, whose numbers come in order and once each: `fill` adds what is in the one that it is
    /// given the number of. Each chunk is copied once, however many of its lists are written.
    pub(super) fn rewrite(&mut self, lists: &[u32], mut fill: impl FnMut(u32, &mut Vec<u32>)) {
        let chunk_of = |list: &u32| *list as usize / CHUNK;
        for lists in lists.chunk_by(|one, other| chunk_of(one) == chunk_of(other)) {
            let number = chunk_of(&lists[0]);
            let mut chunk = vec![0; CHUNK + 1];
            chunk.reserve(self.chunks.get(number).and_then(Option::as_ref).map_or(0, |old| old.len()));
            let mut next = lists;
            for at in 0..CHUNK {
                chunk[at] = end_of(&chunk);
                let list = (number * CHUNK + at) as u32;
                match next.split_first() {
                    Some((&first, rest)) if first == list => {
                        fill(list, &mut chunk);
                        next = rest;
                    }
                    _ => chunk.extend_from_slice(self.of(list)),
                }
            }
            chunk[CHUNK] = end_of(&chunk);
            if self.chunks.len() <= number {
                self.chunks.resize(number + 1, None);
            }
            self.chunks[number] = (chunk.len() > CHUNK + 1).then(|| chunk.into());
        }
    }
}

fn end_of(chunk: &[u32]) -> u32 {
    u32::try_from(chunk.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lists_are_what_was_written_last_and_a_clone_keeps_its_own(
            changes in prop::collection::vec(
                prop::collection::btree_map(0..3_000_u32, prop::collection::vec(any::<u32>(), 0..4), 0..20),
                0..8,
            )
        ) {
            let mut lists = FlatLists::default();
            let mut expected: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for change in changes {
                let (kept, before) = (lists.clone(), expected.clone());
                lists.rewrite(&change.keys().copied().collect::<Vec<_>>(), |list, into| into.extend(&change[&list]));
                expected.extend(change);
                for list in 0..3_100 {
                    let in_truth = |lists: &BTreeMap<u32, Vec<u32>>| lists.get(&list).cloned().unwrap_or_default();
                    prop_assert_eq!(lists.of(list), in_truth(&expected));
                    prop_assert_eq!(kept.of(list), in_truth(&before));
                }
            }
        }
    }

    #[test]
    fn untouched_chunks_are_shared_and_emptied_ones_are_gone() {
        let mut first = FlatLists::default();
        first.rewrite(&[0, 5_000], |_, list| list.push(7));
        let mut second = first.clone();
        second.rewrite(&[0], |_, _| {});
        assert!(second.chunks[0].is_none() && first.chunks[0].is_some());
        let chunk = 5_000 / CHUNK;
        assert!(
            first.chunks[chunk]
                .as_ref()
                .zip(second.chunks[chunk].as_ref())
                .is_some_and(|(one, other)| Arc::ptr_eq(one, other))
        );
    }
}
