//! How much leads to each node, directly or not: the sizes of the transitive closure, counted by class.
//!
//! Exact. The nodes that are counted stand for one bit each; blocks of 512 of them are handed down the condensed graph from
//! dependents to dependencies, so that one pass over the edges serves 512 nodes. A pass goes through what the block leads
//! to and through nothing else. At worst work grows with nodes times edges by 512; memory is 64 bytes a component.

use super::runs::long_runs;
use super::{Adjacency, Components};

/// 64-bit words that are handed down at once.
const WORDS: usize = 8;
type Bits = [u64; WORDS];

/// How many nodes are of each class: of tier 1 to 4, and of none.
pub(crate) type Counts = [u32; 5];

/// By component: how many nodes of each class lead to it, its own among them. `class` says a node's class; none for a node
/// that does not count. `edges` are those of the components.
pub(crate) fn reach_counts(
    edges: &Adjacency,
    components: &Components,
    class: impl Fn(u32) -> Option<usize>,
) -> Vec<Counts> {
    let own: Vec<Counts> = (0..components.len() as u32).map(|component| own(components, component, &class)).collect();
    let mut dependencies = condensed(edges, components);
    let mut counts = vec![Counts::default(); components.len()];
    // A long chain counts as its end, which stands for all of it.
    let runs = long_runs(&dependencies);
    let mut taken = own.clone();
    let mut ends: Vec<u32> = (0..components.len() as u32).collect();
    for run in &runs {
        if let (Some(&first), Some(&end)) = (run.first(), run.last()) {
            ends[first as usize] = end;
            let whole =
                run.iter().fold(Counts::default(), |sum, &part| plus(sum, std::mem::take(&mut taken[part as usize])));
            taken[end as usize] = whole;
        }
    }
    dependencies.redirect(|next| ends[next as usize]);
    let counted: Vec<u32> =
        (0..components.len() as u32).filter(|&component| taken[component as usize] != Counts::default()).collect();
    let mut rows: Vec<Bits> = vec![Bits::default(); components.len()];
    let mut marked = Marks::new(components.len());
    for columns in counted.chunks(WORDS * 64) {
        let block = Block::new(columns, &taken);
        for (column, &component) in block.order.iter().enumerate() {
            rows[component as usize][column / 64] |= 1 << (column % 64);
            marked.set(component);
        }
        // Dependencies have the smaller numbers: once a component is the greatest that is left, its bits are complete.
        while let Some(component) = marked.take_greatest() {
            let bits = std::mem::take(&mut rows[component as usize]);
            for &dependency in dependencies.of(component) {
                for (word, handed) in rows[dependency as usize].iter_mut().zip(&bits) {
                    *word |= handed;
                }
                marked.set(dependency);
            }
            block.count(&bits, &mut counts[component as usize]);
        }
    }
    for run in &runs {
        let whole = run.last().map(|&end| (counts[end as usize], taken[end as usize]));
        // What leads to the first of them, and then each with those before it.
        let Some(mut so_far) = whole.map(|(counts, run)| minus(counts, run)) else { continue };
        for &part in run {
            so_far = plus(so_far, own[part as usize]);
            counts[part as usize] = so_far;
        }
    }
    counts
}

fn plus(one: Counts, other: Counts) -> Counts {
    std::array::from_fn(|class| one[class] + other[class])
}

fn minus(one: Counts, other: Counts) -> Counts {
    std::array::from_fn(|class| one[class] - other[class])
}

/// A set of components that gives out the greatest first. Between two times that it is empty, nothing may be set that is
/// greater than what was given out.
struct Marks {
    words: Vec<u64>,
    /// No word above is other than zero.
    top: usize,
}

impl Marks {
    fn new(bound: usize) -> Self {
        Self { words: vec![0; bound.div_ceil(64)], top: 0 }
    }

    fn set(&mut self, component: u32) {
        let word = component as usize / 64;
        self.words[word] |= 1 << (component % 64);
        self.top = self.top.max(word);
    }

    fn take_greatest(&mut self) -> Option<u32> {
        loop {
            let word = self.words.get_mut(self.top)?;
            if let Some(bit) = word.checked_ilog2() {
                *word &= !(1 << bit);
                return Some(self.top as u32 * 64 + bit);
            }
            self.top = self.top.checked_sub(1)?;
        }
    }
}

fn own(components: &Components, component: u32, class: &impl Fn(u32) -> Option<usize>) -> Counts {
    let mut counts = Counts::default();
    for &node in components.nodes(component) {
        if let Some(count) = class(node).and_then(|class| counts.get_mut(class)) {
            *count += 1;
        }
    }
    counts
}

/// The edges between components, each once.
fn condensed(edges: &Adjacency, components: &Components) -> Adjacency {
    let mut condensed = Adjacency::with_capacity(components.len(), edges.edge_count());
    let mut on: Vec<u32> = Vec::new();
    for component in 0..components.len() as u32 {
        on.clear();
        let leaving = components.nodes(component).iter().flat_map(|&node| edges.of(node));
        on.extend(leaving.map(|&next| components.of(next)).filter(|&next| next != component));
        on.sort_unstable();
        on.dedup();
        on.iter().for_each(|&next| condensed.push(next));
        condensed.close();
    }
    condensed
}

/// Which components a block's bits stand for.
struct Block<'a> {
    /// Those that are one node of a class stand side by side, class by class; then those of several nodes.
    order: Vec<u32>,
    /// A word, the bits in it that stand for one node each, and their class.
    single: Vec<(usize, u64, usize)>,
    /// Where those of several nodes begin.
    first_of_several: usize,
    own: &'a [Counts],
}

impl<'a> Block<'a> {
    fn new(columns: &[u32], own: &'a [Counts]) -> Self {
        let class = |&component: &u32| {
            let counts = own[component as usize];
            let is_single = counts.iter().sum::<u32>() == 1;
            counts.iter().position(|&count| is_single && count == 1).unwrap_or(counts.len())
        };
        let mut order = columns.to_vec();
        order.sort_unstable_by_key(class);
        let mut single: Vec<(usize, u64, usize)> = Vec::new();
        let mut first_of_several = order.len();
        for (column, component) in order.iter().enumerate() {
            let (word, bit, class) = (column / 64, 1 << (column % 64), class(component));
            if class == Counts::default().len() {
                first_of_several = column;
                break;
            }
            match single.last_mut() {
                Some((last, mask, of)) if (*last, *of) == (word, class) => *mask |= bit,
                _ => single.push((word, bit, class)),
            }
        }
        Self { order, single, first_of_several, own }
    }

    /// Adds what the bits stand for.
    fn count(&self, bits: &Bits, counts: &mut Counts) {
        for &(word, mask, class) in &self.single {
            counts[class] += (bits[word] & mask).count_ones();
        }
        for column in self.first_of_several..self.order.len() {
            if bits[column / 64] & 1 << (column % 64) != 0 {
                let own = &self.own[self.order[column] as usize];
                counts.iter_mut().zip(own).for_each(|(count, own)| *count += own);
            }
        }
    }
}
