//! Drawings of too many entities: one card for all that a team owns.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use catalog_schema::wire::{Graph, GraphNode};

use super::picture::{Card, Look, MAX_CARDS, Picture};
use super::words::is_drawn_back;
use crate::address::{short_name, with_query};

/// Cards in a grouped drawing at most; beyond, the smallest groups are one.
const MAX_GROUPS: usize = 40;

/// The root by itself, and everything else by owner. The remarks say so.
pub(super) fn grouped(label: String, root: &str, graph: &Graph) -> Picture {
    let mut sizes: BTreeMap<Group, usize> = BTreeMap::new();
    for node in graph.nodes.iter().filter(|node| node.entity_ref != root) {
        *sizes.entry(Group::of(node)).or_default() += 1;
    }
    let kept = largest(&sizes);
    let group_of =
        |node: &GraphNode| Some(Group::of(node)).filter(|group| kept.contains(group)).unwrap_or(Group::Others);

    let mut keys: HashMap<&str, String> = HashMap::new();
    let mut members: BTreeMap<Group, usize> = BTreeMap::new();
    for node in &graph.nodes {
        let key = if node.entity_ref == root {
            root.to_owned()
        } else {
            let group = group_of(node);
            *members.entry(group.clone()).or_default() += 1;
            group.key()
        };
        keys.insert(&node.entity_ref, key);
    }
    let of_root = graph.nodes.iter().filter(|node| node.entity_ref == root).map(|node| Card::of_node(node, root));
    let mut picture = Picture { label, ..Picture::default() };
    picture.cards.extend(of_root);
    picture.cards.extend(members.iter().map(|(group, &count)| group.card(count)));

    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for edge in &graph.edges {
        let (from, to) = if is_drawn_back(edge) { (&edge.to, &edge.from) } else { (&edge.from, &edge.to) };
        if let (Some(from), Some(to)) = (keys.get(from.as_str()), keys.get(to.as_str()))
            && from != to
        {
            *counts.entry((from, to)).or_default() += 1;
        }
    }
    for ((from, to), count) in counts {
        let said = if count == 1 { "1 edge".to_owned() } else { format!("{count} edges") };
        picture.add(from, to, said, false);
    }
    let bound = if graph.truncated { "More than " } else { "" };
    picture.remarks.push(format!(
        "{bound}{} entities are too many to draw one by one (over {MAX_CARDS}): they are grouped by owner.",
        graph.nodes.len()
    ));
    picture
}

/// The groups that get a card of their own.
fn largest(sizes: &BTreeMap<Group, usize>) -> Vec<Group> {
    let mut groups: Vec<(&Group, usize)> = sizes.iter().map(|(group, &size)| (group, size)).collect();
    groups.sort_by_key(|&(group, size)| (Reverse(size), group));
    groups.into_iter().take(MAX_GROUPS).map(|(group, _)| group.clone()).collect()
}

/// What entities are put together by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// The owner's reference.
    Owner(String),
    Unowned,
    Dangling,
    Others,
}

impl Group {
    fn of(node: &GraphNode) -> Self {
        match &node.owner {
            _ if node.dangling => Self::Dangling,
            Some(owner) => Self::Owner(owner.clone()),
            None => Self::Unowned,
        }
    }

    /// No reference starts with a colon, so that no entity has this key.
    fn key(&self) -> String {
        match self {
            Self::Owner(owner) => format!(":{owner}"),
            Self::Unowned => ":unowned".to_owned(),
            Self::Dangling => ":dangling".to_owned(),
            Self::Others => ":others".to_owned(),
        }
    }

    fn card(&self, count: usize) -> Card {
        let name = match self {
            Self::Owner(owner) => short_name(owner),
            Self::Unowned => "No owner".to_owned(),
            Self::Dangling => "Not in the catalog".to_owned(),
            Self::Others => "Other owners".to_owned(),
        };
        let note = if count == 1 { "1 entity".to_owned() } else { format!("{count} entities") };
        let href = match self {
            Self::Owner(owner) => Some(with_query("/catalog", [("owner", owner.as_str())])),
            Self::Unowned | Self::Dangling | Self::Others => None,
        };
        Card {
            key: self.key(),
            kind: if href.is_some() { "group" } else { "" }.to_owned(),
            href,
            title: format!("{name}: {note} of this drawing"),
            name,
            note,
            tier: None,
            health: None,
            look: if *self == Self::Dangling { Look::Dangling } else { Look::Group },
        }
    }
}
