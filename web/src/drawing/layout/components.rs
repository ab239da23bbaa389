//! The parts of a graph that no edge joins.

/// The part of each node; parts count from 0 in the order of their first nodes.
pub(super) fn components(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut around = vec![Vec::new(); nodes];
    for &(one, other) in edges {
        around[one].push(other);
        around[other].push(one);
    }
    let mut part: Vec<Option<usize>> = vec![None; nodes];
    let mut count = 0;
    let mut stack = Vec::new();
    for start in 0..nodes {
        if part[start].is_some() {
            continue;
        }
        stack.push(start);
        while let Some(node) = stack.pop() {
            if part[node].is_none() {
                part[node] = Some(count);
                stack.extend(&around[node]);
            }
        }
        count += 1;
    }
    part.into_iter().flatten().collect()
}
