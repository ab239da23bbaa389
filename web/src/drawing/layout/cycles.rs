//! Which edges to turn around so that no cycle is left.

use std::collections::BTreeSet;

/// Whether each edge runs against the drawing's direction. Few do, none in a graph without cycles; the others form no
/// cycle. Edges from a node to itself must not be among them.
///
/// The greedy heuristic of P. Eades, X. Lin, W. F. Smyth: A fast and effective heuristic for the feedback arc set
/// problem, 1993: nodes are taken off one by one, sinks to the end of a sequence, sources to its start, else the one
/// that leads to most and is led to by fewest; edges against the sequence are turned.
pub(super) fn backward(nodes: usize, edges: &[(usize, usize)]) -> Vec<bool> {
    let mut after = vec![Vec::new(); nodes];
    let mut before = vec![Vec::new(); nodes];
    for &(from, to) in edges {
        after[from].push(to);
        before[to].push(from);
    }
    let mut outgoing: Vec<usize> = after.iter().map(Vec::len).collect();
    let mut incoming: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut left: BTreeSet<(Turn, usize)> =
        (0..nodes).map(|node| (turn(incoming[node], outgoing[node]), node)).collect();

    // Places in the sequence: sources and the like from its start, sinks from its end.
    let mut places = vec![0; nodes];
    let (mut first, mut last) = (0, nodes);
    while let Some((turn_of, node)) = left.pop_first() {
        if turn_of == Turn::Sink {
            last -= 1;
            places[node] = last;
        } else {
            places[node] = first;
            first += 1;
        }
        for (others, counts_down) in [(&after[node], Side::Incoming), (&before[node], Side::Outgoing)] {
            for &other in others {
                if !left.remove(&(turn(incoming[other], outgoing[other]), other)) {
                    continue;
                }
                match counts_down {
                    Side::Incoming => incoming[other] -= 1,
                    Side::Outgoing => outgoing[other] -= 1,
                }
                left.insert((turn(incoming[other], outgoing[other]), other));
            }
        }
    }
    edges.iter().map(|&(from, to)| places[from] > places[to]).collect()
}

/// Which count of a node an edge belongs to.
#[derive(Clone, Copy)]
enum Side {
    Incoming,
    Outgoing,
}

/// Which node is taken next: the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Sink,
    Source,
    /// Edges that lead here, less those that lead on.
    Within(i64),
}

fn turn(incoming: usize, outgoing: usize) -> Turn {
    match (incoming, outgoing) {
        (_, 0) => Turn::Sink,
        (0, _) => Turn::Source,
        _ => Turn::Within(incoming as i64 - outgoing as i64),
    }
}

#[cfg(test)]
mod tests {
    use super::backward;

    #[test]
    fn a_graph_without_cycles_stays_as_it_is() {
        assert_eq!(backward(4, &[(0, 1), (1, 2), (0, 2), (3, 2)]), [false; 4]);
    }

    #[test]
    fn one_edge_of_a_cycle_is_turned() {
        let turned = backward(3, &[(0, 1), (1, 2), (2, 0)]);
        assert_eq!(turned.into_iter().filter(|&turned| turned).count(), 1);
    }
}
