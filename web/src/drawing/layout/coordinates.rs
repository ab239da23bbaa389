//! The height of everything within its layer: the second half of U. Brandes, B. Köpf, 2001.

use super::alignment::{blocks, conflicts};
use super::chains::Layered;
use super::compaction::compact;

/// Between two nodes of a layer.
const NODE_GAP: f64 = 14.0;
/// Beside an edge that passes through a layer.
const EDGE_GAP: f64 = 10.0;

/// The middle of each vertex, the topmost edge of all at 0. `heights` are those of nodes; bends have none.
///
/// Four layouts, each leaning to one corner, are laid upon the narrowest; each vertex gets the mean of its two middle
/// heights. All four keep the order and the distances, so their mean does too, and long edges are straight in each.
pub(super) fn middles(layered: &Layered, heights: &[f64]) -> Vec<f64> {
    let conflicts = conflicts(layered);
    let height = |vertex: usize| heights.get(vertex).copied().unwrap_or(0.0);
    let distance = |one: usize, other: usize| {
        let gap = if layered.is_bend(one) || layered.is_bend(other) { EDGE_GAP } else { NODE_GAP };
        (height(one) + height(other)) / 2.0 + gap
    };
    let mut layouts = Vec::with_capacity(4);
    for backwards in [false, true] {
        let mut layers = layered.layers.clone();
        let neighbours = if backwards { &layered.after } else { &layered.before };
        if backwards {
            layers.reverse();
        }
        for mirrored in [false, true] {
            if mirrored {
                layers.iter_mut().for_each(|layer| layer.reverse());
            }
            let root = blocks(&layers, neighbours, &conflicts);
            let mut middles = compact(&layers, &root, distance);
            if mirrored {
                middles.iter_mut().for_each(|middle| *middle = -*middle);
            }
            layouts.push(Layout::new(middles, height, mirrored));
        }
    }
    balance(&layouts, height)
}

/// One of the four.
struct Layout {
    middles: Vec<f64>,
    top: f64,
    bottom: f64,
    mirrored: bool,
}

impl Layout {
    fn new(middles: Vec<f64>, height: impl Fn(usize) -> f64, mirrored: bool) -> Self {
        let mut layout = Self { top: f64::INFINITY, bottom: f64::NEG_INFINITY, middles, mirrored };
        for (vertex, &middle) in layout.middles.iter().enumerate() {
            layout.top = layout.top.min(middle - height(vertex) / 2.0);
            layout.bottom = layout.bottom.max(middle + height(vertex) / 2.0);
        }
        layout
    }
}

fn balance(layouts: &[Layout], height: impl Fn(usize) -> f64) -> Vec<f64> {
    let narrowest = layouts.iter().map(|layout| (layout.bottom - layout.top, layout.top, layout.bottom));
    let Some((_, top, bottom)) = narrowest.min_by(|one, other| one.0.total_cmp(&other.0)) else { return Vec::new() };
    let count = layouts.first().map_or(0, |layout| layout.middles.len());
    let middles: Vec<f64> = (0..count)
        .map(|vertex| {
            let mut four: Vec<f64> = layouts
                .iter()
                .map(|layout| {
                    let shift = if layout.mirrored { bottom - layout.bottom } else { top - layout.top };
                    layout.middles[vertex] + shift
                })
                .collect();
            four.sort_unstable_by(f64::total_cmp);
            (four[1] + four[2]) / 2.0
        })
        .collect();
    let top = Layout::new(middles.clone(), height, false).top;
    middles.into_iter().map(|middle| middle - top).collect()
}
