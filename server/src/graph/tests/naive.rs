//! The impact relation as docs/concepts/impact.md says it, straight from descriptors, and what follows from it by the
//! plainest means.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::model::Entity;

/// References and what each depends on directly.
#[derive(Clone, Debug, Default)]
pub(super) struct Naive {
    pub(super) dependencies: BTreeMap<String, BTreeSet<String>>,
    /// From, forward relation, to.
    pub(super) edges: BTreeSet<(String, String, String)>,
}

impl Naive {
    pub(super) fn of(entities: &BTreeMap<String, Entity>) -> Self {
        let mut naive = Self::default();
        for (text, entity) in entities {
            naive.dependencies.entry(text.clone()).or_default();
            for relation in &entity.relations {
                let target = relation.target.to_string();
                naive.dependencies.entry(target.clone()).or_default();
                naive.edges.insert(match relation.relation_type.is_forward() {
                    true => (text.clone(), relation.relation_type.to_string(), target),
                    false => (target, relation.relation_type.inverse().to_string(), text.clone()),
                });
            }
        }
        let is_component = |text: &str| text.starts_with("component:");
        let mut pairs = Vec::new();
        for (from, relation, to) in &naive.edges {
            match relation.as_str() {
                "dependsOn" => pairs.push((from.clone(), to.clone())),
                "partOf" if is_component(from) && is_component(to) => pairs.push((from.clone(), to.clone())),
                "consumesApi" => {
                    let provides = |(_, relation, api): &&(_, String, String)| relation == "providesApi" && api == to;
                    let providers = naive.edges.iter().filter(provides);
                    pairs.extend(providers.map(|(provider, ..)| (from.clone(), provider.clone())));
                }
                _ => {}
            }
        }
        for (from, to) in pairs.into_iter().filter(|(from, to)| from != to) {
            naive.dependencies.get_mut(&from).unwrap().insert(to);
        }
        naive
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = &str> {
        self.dependencies.keys().map(String::as_str)
    }

    pub(super) fn depends(&self, one: &str, other: &str) -> bool {
        self.dependencies[one].contains(other)
    }

    /// The same with every dependency the other way round.
    pub(super) fn reversed(&self) -> Self {
        let dependents = |node: &String| {
            let hit = self.dependencies.iter().filter(|(_, on)| on.contains(node));
            (node.clone(), hit.map(|(dependent, _)| dependent.clone()).collect())
        };
        Self { dependencies: self.dependencies.keys().map(dependents).collect(), edges: self.edges.clone() }
    }

    /// For everything that is reached from `root` along dependencies: the way from there back to the root whose references
    /// are the least of the shortest ones.
    pub(super) fn ways_back(&self, root: &str) -> BTreeMap<String, Vec<String>> {
        let mut ways = BTreeMap::from([(root.to_owned(), vec![root.to_owned()])]);
        loop {
            let mut new: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (node, way) in &ways {
                for next in self.dependencies[node].iter().filter(|next| !ways.contains_key(*next)) {
                    let way: Vec<String> = [next.clone()].into_iter().chain(way.iter().cloned()).collect();
                    let known = new.entry(next.clone()).or_insert_with(|| way.clone());
                    if (way.len(), &way) < (known.len(), known) {
                        *known = way;
                    }
                }
            }
            // Only the nearest ones: a longer way of this round is the shorter one of a later round.
            let Some(least) = new.values().map(Vec::len).min() else { return ways };
            new.retain(|_, way| way.len() == least);
            ways.extend(new);
        }
    }

    /// Everything that is reached from `root` in one step or more.
    pub(super) fn reached(&self, root: &str) -> BTreeSet<String> {
        let mut found = self.dependencies[root].clone();
        loop {
            let next: BTreeSet<String> = found.iter().flat_map(|node| self.dependencies[node].clone()).collect();
            let before = found.len();
            found.extend(next);
            if found.len() == before {
                return found;
            }
        }
    }

    /// Whether each depends on the other, directly or not.
    pub(super) fn knotted(&self, one: &str, other: &str) -> bool {
        one == other || (self.reached(one).contains(other) && self.reached(other).contains(one))
    }

    /// Sets of at least two that depend on each other, the largest first.
    pub(super) fn knots(&self) -> Vec<Vec<String>> {
        let knot = |one: &str| -> Vec<String> {
            self.nodes().filter(|other| self.knotted(one, other)).map(str::to_owned).collect()
        };
        let knots: BTreeSet<Vec<String>> = self.nodes().map(knot).filter(|knot| knot.len() > 1).collect();
        let mut knots: Vec<_> = knots.into_iter().collect();
        knots.sort_by(|one, other| (other.len(), one).cmp(&(one.len(), other)));
        knots
    }

    /// Steps of the longest chain below, knots taken as one.
    pub(super) fn depth(&self, node: &str) -> u32 {
        let knot: Vec<&str> = self.nodes().filter(|other| self.knotted(node, other)).collect();
        let below = knot.iter().flat_map(|member| &self.dependencies[*member]);
        let below = below.filter(|other| !knot.contains(&other.as_str()));
        below.map(|other| self.depth(other) + 1).max().unwrap_or_default()
    }

    /// All ways along dependencies that meet nothing twice, by length and references.
    pub(super) fn simple_paths(&self, from: &str, to: &str, max_length: usize) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        self.extend_paths(&mut vec![from.to_owned()], to, max_length, &mut found);
        found.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
        found
    }

    fn extend_paths(&self, way: &mut Vec<String>, to: &str, max_length: usize, found: &mut Vec<Vec<String>>) {
        let last = way.last().unwrap().clone();
        if last == to {
            found.push(way.clone());
            return;
        }
        if way.len() > max_length {
            return;
        }
        for next in &self.dependencies[&last] {
            if !way.contains(next) {
                way.push(next.clone());
                self.extend_paths(way, to, max_length, found);
                way.pop();
            }
        }
    }
}
