//! In which order the nodes of a layer stand.

use super::chains::Layered;
use super::crossings::crossings;

/// Sweeps over all layers at most.
const SWEEPS: usize = 24;
/// Sweeps without a better order before it is left at that.
const PATIENCE: usize = 6;

/// Orders every layer so that few edges cross.
///
/// Sweeps to and fro put each vertex at the mean place of its neighbours in the layer before (K. Sugiyama and others,
/// 1981); the best order of all sweeps is kept. Where means are equal the order stays, and every other pair of sweeps
/// turns it around, so that sweeps do not circle.
pub(super) fn order(layered: &mut Layered) {
    first_order(layered);
    let mut best = (crossings(layered), layered.layers.clone());
    let mut patience = PATIENCE;
    for sweep in 0..SWEEPS {
        if best.0 == 0 || patience == 0 {
            break;
        }
        let turned = sweep % 4 >= 2;
        let last = layered.layers.len().saturating_sub(1);
        if sweep % 2 == 0 {
            (1..=last).for_each(|layer| sort(layered, layer, layer - 1, turned));
        } else {
            (0..last).rev().for_each(|layer| sort(layered, layer, layer + 1, turned));
        }
        patience -= 1;
        let count = crossings(layered);
        if count < best.0 {
            best = (count, layered.layers.clone());
            patience = PATIENCE;
        }
    }
    layered.layers = best.1;
}

/// Depth first along the edges, so that what hangs together starts together.
fn first_order(layered: &mut Layered) {
    let mut seen = vec![false; layered.layer_of.len()];
    let mut found = vec![Vec::new(); layered.layers.len()];
    let mut stack = Vec::new();
    for &start in layered.layers.iter().flatten() {
        stack.push(start);
        while let Some(vertex) = stack.pop() {
            if std::mem::replace(&mut seen[vertex], true) {
                continue;
            }
            found[layered.layer_of[vertex]].push(vertex);
            stack.extend(layered.after[vertex].iter().rev().filter(|&&other| !seen[other]));
        }
    }
    layered.layers = found;
}

/// Sorts a layer by the mean places of neighbours in another one.
fn sort(layered: &mut Layered, layer: usize, by: usize, turned: bool) {
    let mut places = vec![0; layered.layer_of.len()];
    for (place, &vertex) in layered.layers[by].iter().enumerate() {
        places[vertex] = place;
    }
    let scale = layered.layers[by].len() as f64 / layered.layers[layer].len().max(1) as f64;
    let neighbours = if by < layer { &layered.before } else { &layered.after };
    let mut sorted: Vec<(f64, usize)> = Vec::with_capacity(layered.layers[layer].len());
    for (place, &vertex) in layered.layers[layer].iter().enumerate() {
        let around = &neighbours[vertex];
        let mean = match around.len() {
            // What has no neighbour there stays about where it is.
            0 => place as f64 * scale,
            count => around.iter().map(|&other| places[other]).sum::<usize>() as f64 / count as f64,
        };
        sorted.push((mean, vertex));
    }
    if turned {
        sorted.reverse();
    }
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    layered.layers[layer] = sorted.into_iter().map(|(_, vertex)| vertex).collect();
}
