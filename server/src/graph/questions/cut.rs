//! Which dependencies to cut so that nothing of a knot depends on itself any more: a feedback arc set.
//!
//! The smallest one is hard to find (Karp 1972). For small knots all orders are tried, by subsets; for larger ones the
//! order is that of Eades, Lin and Smyth (Inf. Process. Lett. 47, 1993), and then what need not be cut is put back.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::network::Adjacency;

/// The largest knot for which the smallest set is found.
const SMALL: usize = 10;
/// Steps that putting back may take.
const PATIENCE: usize = 2_000_000;

/// Edges to cut, and whether there is no smaller set.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::graph) struct Cut {
    /// By node that the edge leaves, then by node that it leads to.
    pub(in crate::graph) edges: Vec<(u32, u32)>,
    pub(in crate::graph) is_smallest: bool,
}

/// Edges without which the graph has no cycle. Each of its edges stands there once.
pub(in crate::graph) fn cut(graph: &Adjacency) -> Cut {
    if graph.len() <= SMALL {
        return Cut { edges: backward(graph, &best_order(graph)), is_smallest: true };
    }
    let edges = put_back(graph, backward(graph, &good_order(graph)));
    let is_smallest = edges.len() <= 1;
    Cut { edges, is_smallest }
}

/// The edges that lead backwards in an order.
fn backward(graph: &Adjacency, order: &[u32]) -> Vec<(u32, u32)> {
    let mut places = vec![0; graph.len()];
    for (place, &node) in order.iter().enumerate() {
        places[node as usize] = place;
    }
    let edges = (0..graph.len() as u32).flat_map(|node| graph.of(node).iter().map(move |&next| (node, next)));
    edges.filter(|&(node, next)| places[node as usize] > places[next as usize]).collect()
}

/// The order with the fewest edges backwards; among several, the one that begins with the least nodes.
fn best_order(graph: &Adjacency) -> Vec<u32> {
    let count = graph.len();
    let targets: Vec<usize> =
        (0..count as u32).map(|node| graph.of(node).iter().fold(0, |set, &next| set | 1 << next)).collect();
    let all = (1 << count) - 1;
    // By the set of nodes that stand before: the fewest edges backwards among and from the rest.
    let mut costs = vec![0_u32; all + 1];
    let cost_of =
        |costs: &[u32], before: usize, node: usize| costs[before | 1 << node] + (targets[node] & before).count_ones();
    for before in (0..all).rev() {
        let rest = (0..count).filter(|node| before & 1 << node == 0);
        costs[before] = rest.map(|node| cost_of(&costs, before, node)).min().unwrap_or_default();
    }
    let mut order = Vec::with_capacity(count);
    let mut before = 0;
    while before != all {
        let rest = (0..count).filter(|node| before & 1 << node == 0);
        let Some(next) = rest.min_by_key(|&node| cost_of(&costs, before, node)) else { break };
        order.push(next as u32);
        before |= 1 << next;
    }
    order
}

/// The order of Eades, Lin and Smyth: nodes that nothing leads to first, nodes that lead nowhere last, and in between the
/// one of which the most edges leave and the fewest arrive; in time linear in edges but for a heap.
fn good_order(graph: &Adjacency) -> Vec<u32> {
    let reversed = graph.reversed();
    let mut leaving: Vec<i64> = (0..graph.len() as u32).map(|node| graph.of(node).len() as i64).collect();
    let mut arriving: Vec<i64> = (0..graph.len() as u32).map(|node| reversed.of(node).len() as i64).collect();
    let mut placed = vec![false; graph.len()];
    // Entries that are out of date are passed over.
    let mut heap: BinaryHeap<(i64, Reverse<u32>)> =
        (0..graph.len()).map(|node| (leaving[node] - arriving[node], Reverse(node as u32))).collect();
    let mut ends: Vec<u32> =
        (0..graph.len() as u32).filter(|&node| leaving[node as usize] == 0 || arriving[node as usize] == 0).collect();
    let (mut first, mut last) = (Vec::new(), Vec::new());
    loop {
        let node = match ends.pop() {
            Some(node) => node,
            None => match heap.pop() {
                Some((lead, Reverse(node))) if lead == leaving[node as usize] - arriving[node as usize] => node,
                Some(_) => continue,
                None => break,
            },
        };
        if std::mem::replace(&mut placed[node as usize], true) {
            continue;
        }
        let is_sink = leaving[node as usize] == 0 && arriving[node as usize] != 0;
        if is_sink {
            last.push(node);
        } else {
            first.push(node);
        }
        for &next in graph.of(node) {
            let at = next as usize;
            arriving[at] -= 1;
            if !placed[at] {
                heap.push((leaving[at] - arriving[at], Reverse(next)));
                if arriving[at] == 0 {
                    ends.push(next);
                }
            }
        }
        for &before in reversed.of(node) {
            let at = before as usize;
            leaving[at] -= 1;
            if !placed[at] {
                heap.push((leaving[at] - arriving[at], Reverse(before)));
                if leaving[at] == 0 {
                    ends.push(before);
                }
            }
        }
    }
    first.extend(last.into_iter().rev());
    first
}

/// Leaves out edges that close no cycle with what is not cut, one after the other, as long as the patience lasts.
fn put_back(graph: &Adjacency, edges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let mut cut: Vec<(u32, u32)> = edges;
    let mut patience = PATIENCE;
    let mut index = 0;
    let mut seen = vec![usize::MAX; graph.len()];
    let mut round = 0;
    while index < cut.len() {
        let (from, to) = cut[index];
        // Whether `to` leads back to `from` without an edge that is cut.
        let mut open = vec![to];
        seen[to as usize] = round;
        let mut closes = false;
        while let Some(node) = open.pop() {
            if node == from {
                closes = true;
                break;
            }
            for &next in graph.of(node) {
                let Some(left) = patience.checked_sub(1) else { return cut };
                patience = left;
                if seen[next as usize] != round && cut.binary_search(&(node, next)).is_err() {
                    seen[next as usize] = round;
                    open.push(next);
                }
            }
        }
        round += 1;
        if closes {
            index += 1;
        } else {
            cut.remove(index);
        }
    }
    cut
}
