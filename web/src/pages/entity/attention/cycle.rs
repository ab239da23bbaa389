//! It needs itself by way of others.

use std::collections::{BTreeMap, VecDeque};

use super::finding::{Finding, Known, Part};
use crate::address::short_name;
use crate::drawing::dependency;

/// The shortest cycle through it among its neighbours.
pub(super) fn find(known: &Known<'_>) -> Option<Finding> {
    let root = known.entity.entity_ref.as_str();
    let mut after: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in known.near.edges.iter().filter_map(dependency).filter(|(from, to)| from != to) {
        after.entry(from).or_default().push(to);
    }
    let mut reached_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = VecDeque::from([root]);
    while let Some(node) = queue.pop_front() {
        for &other in after.get(node).into_iter().flatten() {
            if other == root {
                return Some(finding(known, way(root, node, &reached_from)));
            }
            if !reached_from.contains_key(other) {
                reached_from.insert(other, node);
                queue.push_back(other);
            }
        }
    }
    None
}

/// From the root to the node that leads back to it.
fn way<'a>(root: &'a str, last: &'a str, reached_from: &BTreeMap<&'a str, &'a str>) -> Vec<&'a str> {
    let mut way = vec![root, last];
    let mut node = last;
    while let Some(&before) = reached_from.get(node).filter(|&&before| before != root) {
        way.push(before);
        node = before;
    }
    way.push(root);
    way.reverse();
    way
}

fn finding(known: &Known<'_>, way: Vec<&str>) -> Finding {
    let name = |reference: &str| {
        let node = known.near.nodes.iter().find(|node| node.entity_ref == reference);
        node.and_then(|node| node.title.clone()).unwrap_or_else(|| short_name(reference))
    };
    let mut what = vec![Part::Text("It is in a cycle of dependencies: ".to_owned())];
    for (place, reference) in way.into_iter().enumerate() {
        if place > 0 {
            what.push(Part::Text(" → ".to_owned()));
        }
        what.push(Part::Entity { entity_ref: reference.to_owned(), name: name(reference) });
    }
    what.push(Part::Text(".".to_owned()));
    let advice = "None of these can be started, changed or retired without the others: turn one of the arrows around, for \
                  example by an event.";
    Finding { what, advice: advice.to_owned() }
}
