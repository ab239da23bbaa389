//! Edges across several layers as chains of bends, one in each layer between.

/// Bends in one drawing at most. Beyond, the longest edges are drawn without.
const MAX_BENDS: usize = 4_000;

/// A graph whose edges join neighbouring layers only. Numbers below `nodes` are nodes, the others bends.
pub(super) struct Layered {
    /// How many are nodes.
    pub(super) nodes: usize,
    /// Nodes and bends of each layer, from top to bottom.
    pub(super) layers: Vec<Vec<usize>>,
    /// The layer of each.
    pub(super) layer_of: Vec<usize>,
    /// What leads to each, from the layer before.
    pub(super) before: Vec<Vec<usize>>,
    /// What each leads to, in the layer after.
    pub(super) after: Vec<Vec<usize>>,
    /// Per edge: its first node, its bends, its last node.
    pub(super) chains: Vec<Vec<usize>>,
}

impl Layered {
    /// Cuts edges, which all lead to a later layer.
    pub(super) fn new(layer_of: Vec<usize>, edges: &[(usize, usize)]) -> Self {
        let nodes = layer_of.len();
        let count = layer_of.iter().max().map_or(0, |last| last + 1);
        let mut layered = Self {
            nodes,
            layers: vec![Vec::new(); count],
            before: vec![Vec::new(); nodes],
            after: vec![Vec::new(); nodes],
            chains: vec![Vec::new(); edges.len()],
            layer_of,
        };
        for node in 0..nodes {
            layered.layers[layered.layer_of[node]].push(node);
        }
        let span = |&edge: &usize| layered.layer_of[edges[edge].1] - layered.layer_of[edges[edge].0];
        let mut by_span: Vec<usize> = (0..edges.len()).collect();
        by_span.sort_by_key(span);
        for edge in by_span {
            layered.cut(edge, edges[edge]);
        }
        layered
    }

    fn cut(&mut self, edge: usize, (from, to): (usize, usize)) {
        let between = self.layer_of[from] + 1..self.layer_of[to];
        let mut chain = vec![from];
        if self.layer_of.len() - self.nodes + between.len() <= MAX_BENDS {
            for layer in between {
                let bend = self.layer_of.len();
                self.layer_of.push(layer);
                self.layers[layer].push(bend);
                self.before.push(Vec::new());
                self.after.push(Vec::new());
                chain.push(bend);
            }
        }
        chain.push(to);
        for pair in chain.windows(2) {
            if let &[one, other] = pair
                && self.layer_of[other] == self.layer_of[one] + 1
            {
                self.after[one].push(other);
                self.before[other].push(one);
            }
        }
        self.chains[edge] = chain;
    }

    /// Whether this is a bend.
    pub(super) fn is_bend(&self, vertex: usize) -> bool {
        vertex >= self.nodes
    }

    /// The place of each within its layer.
    pub(super) fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.layer_of.len()];
        for layer in &self.layers {
            for (place, &vertex) in layer.iter().enumerate() {
                places[vertex] = place;
            }
        }
        places
    }
}
