//! How many edges cross.

use super::chains::Layered;

/// Crossings between all neighbouring layers.
///
/// Counted as inversions with an accumulator tree: W. Barth, M. Jünger, P. Mutzel: Simple and Efficient Bilayer Cross
/// Counting, 2002.
pub(super) fn crossings(layered: &Layered) -> usize {
    let places = layered.places();
    layered.layers.windows(2).map(|pair| between(layered, &places, &pair[0], pair[1].len())).sum()
}

fn between(layered: &Layered, places: &[usize], layer: &[usize], next_len: usize) -> usize {
    let mut tree = vec![0_usize; next_len + 1];
    let (mut crossings, mut seen) = (0, 0);
    for &vertex in layer {
        let mut ends: Vec<usize> = layered.after[vertex].iter().map(|&other| places[other]).collect();
        ends.sort_unstable();
        // Ends of one vertex do not cross each other: all are counted before any is added.
        for &end in &ends {
            crossings += seen - sum(&tree, end);
        }
        for &end in &ends {
            add(&mut tree, end);
            seen += 1;
        }
    }
    crossings
}

/// How many ends stand at this place or before it.
fn sum(tree: &[usize], place: usize) -> usize {
    let (mut index, mut total) = (place + 1, 0);
    while index > 0 {
        total += tree[index];
        index -= index & index.wrapping_neg();
    }
    total
}

fn add(tree: &mut [usize], place: usize) {
    let mut index = place + 1;
    while index < tree.len() {
        tree[index] += 1;
        index += index & index.wrapping_neg();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossings_are_counted() {
        let crossed = Layered::new(vec![0, 0, 1, 1], &[(0, 3), (1, 2)]);
        assert_eq!(crossings(&crossed), 1);
        let shared = Layered::new(vec![0, 0, 1, 1], &[(0, 2), (0, 3), (1, 3)]);
        assert_eq!(crossings(&shared), 0);
        let full = Layered::new(vec![0, 0, 1, 1], &[(0, 2), (0, 3), (1, 2), (1, 3)]);
        assert_eq!(crossings(&full), 1);
    }
}
