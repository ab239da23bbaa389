//! Articulation points: nodes without which a part of the graph falls apart. After Hopcroft and Tarjan (CACM 16, 1973),
//! with a stack of its own.

use super::Adjacency;

const UNSEEN: u32 = 0;

/// The nodes whose removal separates others, edges taken without direction. `edges` and `reversed` are the two directions
/// of the same graph. The answer is by node.
pub(crate) fn articulation_points(edges: &Adjacency, reversed: &Adjacency) -> Vec<bool> {
    let mut found = vec![false; edges.len()];
    let mut index = vec![UNSEEN; edges.len()];
    let mut low = vec![0_u32; edges.len()];
    let mut clock = UNSEEN;
    let mut way: Vec<Step> = Vec::new();
    let neighbour = |node: u32, place: usize| {
        let (out, back) = (edges.of(node), reversed.of(node));
        out.get(place).or_else(|| back.get(place - out.len())).copied()
    };
    for root in 0..edges.len() as u32 {
        if index[root as usize] != UNSEEN {
            continue;
        }
        clock += 1;
        (index[root as usize], low[root as usize]) = (clock, clock);
        let mut branches_of_root = 0;
        way.push(Step { node: root, parent: root, followed: 0 });
        while let Some(step) = way.last_mut() {
            let (node, parent) = (step.node, step.parent);
            let at = node as usize;
            if let Some(next) = neighbour(node, step.followed) {
                step.followed += 1;
                let to = next as usize;
                if index[to] == UNSEEN {
                    clock += 1;
                    (index[to], low[to]) = (clock, clock);
                    way.push(Step { node: next, parent: node, followed: 0 });
                } else if next != parent {
                    low[at] = low[at].min(index[to]);
                }
                continue;
            }
            way.pop();
            if node == root {
                break;
            }
            if parent == root {
                branches_of_root += 1;
            } else if low[at] >= index[parent as usize] {
                found[parent as usize] = true;
            }
            low[parent as usize] = low[parent as usize].min(low[at]);
        }
        found[root as usize] = branches_of_root > 1;
    }
    found
}

/// Where the search stands in a node.
struct Step {
    node: u32,
    parent: u32,
    /// How many of the node's edges were followed.
    followed: usize,
}
