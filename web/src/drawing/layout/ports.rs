//! Where on the sides of a node its edges start and end.

use super::chains::Layered;

/// Between two edges on one side of a node, at most.
const STEP: f64 = 9.0;
/// Kept free at both ends of a side.
const MARGIN: f64 = 10.0;

/// Per edge, the heights at which it leaves its first node and reaches its last one.
///
/// Edges of one side stand in the order in which they spread, so that they do not cross in front of the node.
pub(super) fn ports(layered: &Layered, middles: &[f64], heights: &[f64]) -> Vec<(f64, f64)> {
    let mut leaving: Vec<Vec<(f64, usize)>> = vec![Vec::new(); layered.nodes];
    let mut arriving: Vec<Vec<(f64, usize)>> = vec![Vec::new(); layered.nodes];
    let mut found = vec![(0.0, 0.0); layered.chains.len()];
    for (edge, chain) in layered.chains.iter().enumerate() {
        if let (&[first, second, ..], &[.., beforelast, last]) = (chain.as_slice(), chain.as_slice()) {
            leaving[first].push((middles[second], edge));
            arriving[last].push((middles[beforelast], edge));
        }
    }
    for node in 0..layered.nodes {
        for (edge, height) in spread(&mut leaving[node], middles[node], heights[node]) {
            found[edge].0 = height;
        }
        for (edge, height) in spread(&mut arriving[node], middles[node], heights[node]) {
            found[edge].1 = height;
        }
    }
    found
}

/// Puts edges around the middle of a side, in the order of the heights that they come from.
fn spread(edges: &mut [(f64, usize)], middle: f64, height: f64) -> impl Iterator<Item = (usize, f64)> {
    edges.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let gaps = edges.len().saturating_sub(1) as f64;
    let step = if gaps > 0.0 { STEP.min((height - 2.0 * MARGIN).max(0.0) / gaps) } else { 0.0 };
    let top = middle - gaps * step / 2.0;
    edges.iter().enumerate().map(move |(place, &(_, edge))| (edge, top + place as f64 * step))
}
