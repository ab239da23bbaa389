//! Long chains, taken as one.

use super::Adjacency;

/// The shortest chain that is worth it.
const LONG: usize = 16;

/// Chains of nodes of which each leads to nothing but the next and is led to by nothing but the one before. They stand from
/// their beginning, whose number is the greatest, to their end. `edges` has each edge once, and leads to smaller numbers.
pub(super) fn long_runs(edges: &Adjacency) -> Vec<Vec<u32>> {
    let mut arriving = vec![0_u32; edges.len()];
    for node in 0..edges.len() as u32 {
        edges.of(node).iter().for_each(|&next| arriving[next as usize] += 1);
    }
    let only_next = |node: u32| match edges.of(node) {
        &[next] if arriving[node as usize] == 1 => Some(next),
        _ => None,
    };
    let mut runs = Vec::new();
    let mut seen = vec![false; edges.len()];
    for first in (0..edges.len() as u32).rev() {
        let mut run = Vec::new();
        let mut at = first;
        while let Some(next) = only_next(at).filter(|_| !std::mem::replace(&mut seen[at as usize], true)) {
            run.push(at);
            at = next;
        }
        if run.len() >= LONG {
            runs.push(run);
        }
    }
    runs
}
