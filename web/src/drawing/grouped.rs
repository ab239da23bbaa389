//! Drawings of too many entities: one card for all that a team owns, or that a system holds.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use catalog_schema::wire::{Graph, GraphNode};

use super::picture::{Card, Look, MAX_CARDS, Picture};
use super::words::is_drawn_back;
use crate::address::{short_name, with_query};

/// Cards in a grouped drawing at most; beyond, the smallest groups are one.
const MAX_GROUPS: usize = 40;

/// What entities are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// Whose they are.
    Owner,
    /// The system that they are part of.
    System,
}

impl Grouping {
    /// What to call it, in the middle of a sentence.
    fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::System => "system",
        }
    }
}

/// The root and what stands in `apart` by themselves, and everything else in groups. The remarks say so.
pub(super) fn grouped(label: String, root: &str, graph: &Graph, by: Grouping, apart: &HashSet<&str>) -> Picture {
    let mut sizes: BTreeMap<Group, usize> = BTreeMap::new();
    for node in graph.nodes.iter().filter(|node| node.entity_ref != root) {
        *sizes.entry(Group::of(node, by)).or_default() += 1;
    }
    let kept = largest(&sizes);
    let group_of =
        |node: &GraphNode| Some(Group::of(node, by)).filter(|group| kept.contains(group)).unwrap_or(Group::Others);

    let mut keys: HashMap<&str, String> = HashMap::new();
    let mut members: BTreeMap<Group, usize> = BTreeMap::new();
    let mut picture = Picture { label, ..Picture::default() };
    for node in &graph.nodes {
        let group = group_of(node);
        let key = group.key();
        let single = node.entity_ref == root || apart.contains(node.entity_ref.as_str());
        if single || apart.contains(key.as_str()) {
            picture.put(Card::of_node(node, root));
            keys.insert(&node.entity_ref, node.entity_ref.clone());
        } else {
            *members.entry(group).or_default() += 1;
            keys.insert(&node.entity_ref, key);
        }
    }
    members.iter().for_each(|(group, &count)| picture.put(group.card(count, by)));
    for (&reference, key) in &keys {
        if let Some(&place) = picture.places.get(key) {
            picture.stand_ins.insert(reference.to_owned(), place);
        }
    }

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
    let (bound, count, word) = (if graph.truncated { "More than " } else { "" }, graph.nodes.len(), by.word());
    picture.remarks.push(match count > MAX_CARDS {
        true => format!(
            "{bound}{count} entities are too many to draw one by one (over {MAX_CARDS}): they are grouped by {word}."
        ),
        false => format!("{bound}{count} entities, grouped by {word}."),
    });
    picture
}

/// The groups that get a card of their own.
fn largest(sizes: &BTreeMap<Group, usize>) -> Vec<Group> {
    let mut groups: Vec<(&Group, usize)> = sizes.iter().map(|(group, &size)| (group, size)).collect();
    groups.sort_by_key(|&(group, size)| (Reverse(size), group));
    groups.into_iter().take(MAX_GROUPS).map(|(group, _)| group.clone()).collect()
}

/// One group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// The reference of an owner or a system.
    Of(String),
    /// Without an owner, or without a system.
    Without,
    Dangling,
    Others,
}

impl Group {
    fn of(node: &GraphNode, by: Grouping) -> Self {
        let whole = match by {
            Grouping::Owner => node.owner.as_ref(),
            // A system goes with its parts.
            Grouping::System if node.entity_ref.starts_with("system:") => Some(&node.entity_ref),
            Grouping::System => node.system.as_ref(),
        };
        match whole {
            _ if node.dangling => Self::Dangling,
            Some(whole) => Self::Of(whole.clone()),
            None => Self::Without,
        }
    }

    /// No reference starts with a colon, so that no entity has this key.
    fn key(&self) -> String {
        match self {
            Self::Of(whole) => format!(":{whole}"),
            Self::Without => ":without".to_owned(),
            Self::Dangling => ":dangling".to_owned(),
            Self::Others => ":others".to_owned(),
        }
    }

    fn card(&self, count: usize, by: Grouping) -> Card {
        let name = match self {
            Self::Of(whole) => short_name(whole),
            Self::Without => format!("No {}", by.word()),
            Self::Dangling => "Not in the catalog".to_owned(),
            Self::Others => format!("Other {}s", by.word()),
        };
        let note = if count == 1 { "1 entity".to_owned() } else { format!("{count} entities") };
        let href = match self {
            Self::Of(whole) => Some(with_query("/catalog", [(by.word(), whole.as_str())])),
            Self::Without | Self::Dangling | Self::Others => None,
        };
        Card {
            key: self.key(),
            kind: match (&href, by) {
                (Some(_), Grouping::Owner) => "group",
                (Some(_), Grouping::System) => "system",
                (None, _) => "",
            }
            .to_owned(),
            href,
            title: format!("{name}: {note} of this drawing"),
            name,
            note,
            tier: None,
            health: None,
            look: if *self == Self::Dangling { Look::Dangling } else { Look::Group },
            colour: None,
        }
    }
}
