//! Which vertices of neighbouring layers stand at one height: the first half of U. Brandes, B. Köpf: Fast and Simple
//! Horizontal Coordinate Assignment, 2001. Layers stand upright here, so that their "horizontal" is from top to bottom.

use std::collections::HashSet;

use super::chains::Layered;

/// Edges that cross a stretch of a long edge; the long one stays straight and the other gives way.
pub(super) fn conflicts(layered: &Layered) -> HashSet<(usize, usize)> {
    let places = layered.places();
    let mut found = HashSet::new();
    for pair in layered.layers.windows(2) {
        let (previous, layer) = (&pair[0], &pair[1]);
        let (mut from, mut scanned) = (0, 0);
        for (index, &vertex) in layer.iter().enumerate() {
            let inner = inner_neighbour(layered, vertex);
            if inner.is_none() && index + 1 < layer.len() {
                continue;
            }
            let to = inner.map_or(previous.len(), |other| places[other]);
            for &crossing in &layer[scanned..=index] {
                for &other in &layered.before[crossing] {
                    let outside = places[other] < from || places[other] > to;
                    if outside && !(layered.is_bend(other) && layered.is_bend(crossing)) {
                        found.insert((other, crossing));
                    }
                }
            }
            scanned = index + 1;
            from = to;
        }
    }
    found
}

/// The bend before a bend.
fn inner_neighbour(layered: &Layered, vertex: usize) -> Option<usize> {
    if !layered.is_bend(vertex) {
        return None;
    }
    layered.before[vertex].iter().copied().find(|&other| layered.is_bend(other))
}

/// The block of each vertex, named by the block's first vertex: vertices of a block stand at one height.
///
/// `layers` are walked as they come; `neighbours` lead back to the layer walked before.
pub(super) fn blocks(
    layers: &[Vec<usize>],
    neighbours: &[Vec<usize>],
    conflicts: &HashSet<(usize, usize)>,
) -> Vec<usize> {
    let mut places = vec![0; neighbours.len()];
    for layer in layers {
        for (place, &vertex) in layer.iter().enumerate() {
            places[vertex] = place;
        }
    }
    let mut root: Vec<usize> = (0..neighbours.len()).collect();
    for layer in layers {
        let mut free_from = 0;
        for &vertex in layer {
            let mut around = neighbours[vertex].clone();
            around.sort_unstable_by_key(|&other| places[other]);
            let Some(last) = around.len().checked_sub(1) else { continue };
            for &other in &around[last / 2..=last.div_ceil(2)] {
                let conflict = conflicts.contains(&(other, vertex)) || conflicts.contains(&(vertex, other));
                if !conflict && places[other] >= free_from {
                    root[vertex] = root[other];
                    free_from = places[other] + 1;
                    break;
                }
            }
        }
    }
    root
}
