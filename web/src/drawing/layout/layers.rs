//! Which layer each node stands in.

/// Sweeps that move single nodes; each one shortens the drawing or is the last.
const SWEEPS: usize = 32;

/// A layer for each node, from 0, such that every edge leads to a later layer. The graph has no cycle and is connected.
///
/// The longest path gives a first answer, a tight tree pulls together what hangs together (E. R. Gansner and others: A
/// Technique for Drawing Directed Graphs, 1993, section 2.3), and at last single nodes move to where their edges are
/// shortest. The optimum that network simplex would find is not needed for drawings of this size.
pub(super) fn layers(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut after = vec![Vec::new(); nodes];
    let mut before = vec![Vec::new(); nodes];
    for &(from, to) in edges {
        after[from].push(to);
        before[to].push(from);
    }
    let order = topological(&before, &after);
    let mut layer = vec![0_i64; nodes];
    for &node in &order {
        layer[node] = before[node].iter().map(|&other| layer[other] + 1).max().unwrap_or(0);
    }
    tighten(&mut layer, edges, &before, &after);
    for _ in 0..SWEEPS {
        let mut moved = false;
        for &node in order.iter().rev() {
            let wanted = match before[node].len().cmp(&after[node].len()) {
                std::cmp::Ordering::Less => after[node].iter().map(|&other| layer[other] - 1).min(),
                std::cmp::Ordering::Greater => before[node].iter().map(|&other| layer[other] + 1).max(),
                std::cmp::Ordering::Equal => None,
            };
            if let Some(wanted) = wanted.filter(|&wanted| wanted != layer[node]) {
                layer[node] = wanted;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    let lowest = layer.iter().copied().min().unwrap_or(0);
    layer.iter().map(|&layer| usize::try_from(layer - lowest).unwrap_or(0)).collect()
}

/// Nodes before those that they lead to (A. B. Kahn, 1962).
pub(super) fn topological(before: &[Vec<usize>], after: &[Vec<usize>]) -> Vec<usize> {
    let mut open: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut order: Vec<usize> = (0..before.len()).filter(|&node| open[node] == 0).collect();
    let mut next = 0;
    while let Some(&node) = order.get(next) {
        next += 1;
        for &other in &after[node] {
            open[other] -= 1;
            if open[other] == 0 {
                order.push(other);
            }
        }
    }
    order
}

/// Grows a tree of edges of length 1 from the first node, and moves it as a whole by the least slack where it is stuck.
fn tighten(layer: &mut [i64], edges: &[(usize, usize)], before: &[Vec<usize>], after: &[Vec<usize>]) {
    let mut in_tree = vec![false; layer.len()];
    let Some(first) = in_tree.first_mut() else { return };
    *first = true;
    let mut tree = vec![0];
    let mut next = 0;
    loop {
        while let Some(&node) = tree.get(next) {
            next += 1;
            for &other in after[node].iter().chain(&before[node]) {
                if !in_tree[other] && (layer[other] - layer[node]).abs() == 1 {
                    in_tree[other] = true;
                    tree.push(other);
                }
            }
        }
        let slack = |&&(from, to): &&(usize, usize)| layer[to] - layer[from] - 1;
        let Some(&edge) = edges.iter().filter(|&&(from, to)| in_tree[from] != in_tree[to]).min_by_key(slack) else {
            return;
        };
        let shift = if in_tree[edge.0] { slack(&&edge) } else { -slack(&&edge) };
        let joins = if in_tree[edge.0] { edge.1 } else { edge.0 };
        for &node in &tree {
            layer[node] += shift;
        }
        in_tree[joins] = true;
        tree.push(joins);
    }
}

#[cfg(test)]
mod tests {
    use super::layers;

    #[test]
    fn every_edge_leads_to_a_later_layer() {
        assert_eq!(layers(4, &[(0, 1), (1, 2), (0, 2), (2, 3)]), [0, 1, 2, 3]);
    }

    #[test]
    fn what_hangs_together_stands_together() {
        // 0 to 3 is a chain; 4 and 5 need 6, which needs the chain's end: all three stand close to it.
        assert_eq!(layers(7, &[(0, 1), (1, 2), (2, 3), (4, 6), (5, 6), (6, 3)]), [0, 1, 2, 3, 1, 1, 2]);
    }
}
