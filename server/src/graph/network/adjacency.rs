//! Lists of neighbours in two vectors.

/// For every node of a dense numbering the nodes that it leads to.
#[derive(Clone, Debug)]
pub(crate) struct Adjacency {
    /// Where each node's list begins; and the end of the last one.
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Default for Adjacency {
    fn default() -> Self {
        Self { starts: vec![0], targets: Vec::new() }
    }
}

impl Adjacency {
    /// Without nodes, but with room.
    pub(crate) fn with_capacity(nodes: usize, edges: usize) -> Self {
        let mut starts = Vec::with_capacity(nodes + 1);
        starts.push(0);
        Self { starts, targets: Vec::with_capacity(edges) }
    }

    /// Adds an edge from the node that the next [`Adjacency::close`] finishes.
    pub(crate) fn push(&mut self, target: u32) {
        self.targets.push(target);
    }

    /// Finishes a node; how many edges it has.
    pub(crate) fn close(&mut self) -> usize {
        let before = self.starts.last().copied().unwrap_or_default() as usize;
        self.starts.push(u32::try_from(self.targets.len()).unwrap_or(u32::MAX));
        self.targets.len() - before
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many edges there are.
    pub(crate) fn edge_count(&self) -> usize {
        self.targets.len()
    }

    /// Where a node leads to.
    pub(crate) fn of(&self, node: u32) -> &[u32] {
        let node = node as usize;
        match (self.starts.get(node), self.starts.get(node + 1)) {
            (Some(&start), Some(&end)) => self.targets.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Leads every edge elsewhere.
    pub(crate) fn redirect(&mut self, to: impl Fn(u32) -> u32) {
        self.targets.iter_mut().for_each(|target| *target = to(*target));
    }

    /// The same edges the other way round. Lists come out in order.
    pub(crate) fn reversed(&self) -> Self {
        let mut starts = vec![0_u32; self.len() + 1];
        for &target in &self.targets {
            starts[target as usize + 1] += 1;
        }
        for node in 1..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut places = starts.clone();
        let mut targets = vec![0; self.targets.len()];
        for node in 0..self.len() as u32 {
            for &target in self.of(node) {
                let place = &mut places[target as usize];
                targets[*place as usize] = node;
                *place += 1;
            }
        }
        Self { starts, targets }
    }
}
