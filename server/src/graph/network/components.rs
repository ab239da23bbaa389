//! Strongly connected components: what depends on each other. Tarjan's algorithm (SIAM J. Comput. 1, 1972) with a stack of
//! its own, since petgraph's recurses.

use super::Adjacency;

const UNSEEN: u32 = 0;

/// The components of a graph, numbered so that each comes after all that it leads to.
#[derive(Debug)]
pub(crate) struct Components {
    /// By node.
    of: Vec<u32>,
    /// The nodes, component by component.
    nodes: Vec<u32>,
    /// Where each component begins in `nodes`; and the end of the last one.
    starts: Vec<u32>,
}

impl Components {
    /// Finds them, in time linear in nodes and edges.
    pub(crate) fn new(graph: &Adjacency) -> Self {
        let mut found =
            Self { of: vec![u32::MAX; graph.len()], nodes: Vec::with_capacity(graph.len()), starts: vec![0] };
        // By node: when the search came to it, from 1, and the earliest open node that it leads back to.
        let mut index = vec![UNSEEN; graph.len()];
        let mut low = vec![0_u32; graph.len()];
        let mut clock = UNSEEN;
        let mut open: Vec<u32> = Vec::new();
        // A node and how many of its edges were followed.
        let mut way: Vec<(u32, u32)> = Vec::new();
        for root in 0..graph.len() as u32 {
            if index[root as usize] != UNSEEN {
                continue;
            }
            way.push((root, 0));
            while let Some(&mut (node, ref mut followed)) = way.last_mut() {
                let at = node as usize;
                if *followed == 0 && index[at] == UNSEEN {
                    clock += 1;
                    (index[at], low[at]) = (clock, clock);
                    open.push(node);
                }
                if let Some(&next) = graph.of(node).get(*followed as usize) {
                    *followed += 1;
                    if index[next as usize] == UNSEEN {
                        way.push((next, 0));
                    } else if found.of[next as usize] == u32::MAX {
                        low[at] = low[at].min(index[next as usize]);
                    }
                    continue;
                }
                way.pop();
                if let Some(&(parent, _)) = way.last() {
                    low[parent as usize] = low[parent as usize].min(low[at]);
                }
                if low[at] == index[at] {
                    found.close(node, &mut open);
                }
            }
        }
        found
    }

    /// The nodes that are open since `first` are a component.
    fn close(&mut self, first: u32, open: &mut Vec<u32>) {
        let number = self.len() as u32;
        while let Some(node) = open.pop() {
            self.of[node as usize] = number;
            self.nodes.push(node);
            if node == first {
                break;
            }
        }
        self.starts.push(self.nodes.len() as u32);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The component of a node.
    pub(crate) fn of(&self, node: u32) -> u32 {
        self.of[node as usize]
    }

    /// The nodes of a component.
    pub(crate) fn nodes(&self, component: u32) -> &[u32] {
        let component = component as usize;
        &self.nodes[self.starts[component] as usize..self.starts[component + 1] as usize]
    }
}
