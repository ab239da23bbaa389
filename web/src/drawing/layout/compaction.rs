//! How far down each block stands, so that nothing overlaps.

use super::layers::topological;

/// The height of the middle of each vertex, given blocks of vertices that stand at one height.
///
/// Brandes and Köpf shift classes of blocks; longest paths through the graph of blocks do the same in fewer words and
/// without the fault that the authors mended later (U. Brandes, J. Walter, J. Zink, 2020). A first pass packs blocks to
/// the top, a second pulls each towards what stands below it.
pub(super) fn compact(layers: &[Vec<usize>], root: &[usize], distance: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut above: Vec<Vec<(usize, f64)>> = vec![Vec::new(); root.len()];
    let mut below: Vec<Vec<(usize, f64)>> = vec![Vec::new(); root.len()];
    for layer in layers {
        for pair in layer.windows(2) {
            let (upper, lower, apart) = (root[pair[0]], root[pair[1]], distance(pair[0], pair[1]));
            above[lower].push((upper, apart));
            below[upper].push((lower, apart));
        }
    }
    let without_lengths = |edges: &[Vec<(usize, f64)>]| -> Vec<Vec<usize>> {
        edges.iter().map(|edges| edges.iter().map(|&(other, _)| other).collect()).collect()
    };
    let order = topological(&without_lengths(&above), &without_lengths(&below));
    let mut middle = vec![0.0_f64; root.len()];
    for &block in &order {
        middle[block] = above[block].iter().map(|&(other, apart)| middle[other] + apart).fold(0.0, f64::max);
    }
    for &block in order.iter().rev() {
        let room = below[block].iter().map(|&(other, apart)| middle[other] - apart).reduce(f64::min);
        if let Some(room) = room {
            middle[block] = middle[block].max(room);
        }
    }
    root.iter().map(|&block| middle[block]).collect()
}
