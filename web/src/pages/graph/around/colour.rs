//! What cards are coloured by. Colour never speaks alone: owner, tier and health stand on the cards.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use catalog_schema::wire::{Graph, GraphNode};

use super::state::Colour;
use crate::address::short_name;
use crate::components::health_class;
use crate::drawing::Picture;

/// The classes of teams, for those with most entities first; all others share the last.
const TEAMS: [&str; 8] = ["hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7", "hue-8"];
const OTHERS: &str = "share-none";

/// Colours the drawing, and says in it what the colours mean.
pub(super) fn paint(picture: &mut Picture, graph: &Graph, by: Colour) {
    let (mut classes, names): (HashMap<String, &'static str>, Names) = match by {
        Colour::None => return,
        Colour::Team => by_team(graph),
        Colour::Health => by_value(graph, health),
        Colour::Tier => by_value(graph, tier),
    };
    // A card that stands for a team has its colour.
    if by == Colour::Team {
        let owners = graph
            .nodes
            .iter()
            .filter_map(|node| Some((format!(":{}", node.owner.as_ref()?), *classes.get(&node.entity_ref)?)));
        let owners: Vec<_> = owners.collect();
        classes.extend(owners);
    }
    picture.colour(&classes, names);
}

/// Classes with what they stand for, in the order in which the legend has them.
type Names = Vec<(&'static str, String)>;

fn by_team(graph: &Graph) -> (HashMap<String, &'static str>, Names) {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for owner in graph.nodes.iter().filter_map(|node| node.owner.as_deref()) {
        *sizes.entry(owner).or_default() += 1;
    }
    let mut teams: Vec<(&str, usize)> = sizes.into_iter().collect();
    teams.sort_by_key(|&(team, size)| (Reverse(size), team));
    let hues: HashMap<&str, &'static str> = teams.iter().zip(TEAMS).map(|(&(team, _), hue)| (team, hue)).collect();
    let mut names: Names = teams.iter().zip(TEAMS).map(|(&(team, _), hue)| (hue, short_name(team))).collect();
    let rest = teams.len().saturating_sub(TEAMS.len());
    if rest > 0 {
        names.push((OTHERS, format!("{rest} other teams")));
    }
    let classes = graph.nodes.iter().filter_map(|node| {
        let hue = hues.get(node.owner.as_deref()?).copied().unwrap_or(OTHERS);
        Some((node.entity_ref.clone(), hue))
    });
    (classes.collect(), names)
}

fn by_value(
    graph: &Graph,
    value: fn(&GraphNode) -> Option<(usize, &'static str, &'static str)>,
) -> (HashMap<String, &'static str>, Names) {
    let mut classes = HashMap::new();
    let mut names: BTreeMap<usize, (&'static str, String)> = BTreeMap::new();
    for node in &graph.nodes {
        if let Some((place, class, name)) = value(node) {
            classes.insert(node.entity_ref.clone(), class);
            names.entry(place).or_insert_with(|| (class, name.to_owned()));
        }
    }
    (classes, names.into_values().collect())
}

/// Place in the legend, class and name.
fn tier(node: &GraphNode) -> Option<(usize, &'static str, &'static str)> {
    Some(match node.tier? {
        1 => (1, "tier-1", "Tier 1"),
        2 => (2, "tier-2", "Tier 2"),
        3 => (3, "tier-3", "Tier 3"),
        _ => (4, "tier-4", "Tier 4"),
    })
}

fn health(node: &GraphNode) -> Option<(usize, &'static str, &'static str)> {
    let health = node.health.filter(|health| health.max > 0)?;
    Some(match health_class(health) {
        "health health-good" => (1, "share-good", "All rules pass"),
        "health health-fair" => (2, "share-fair", "Half of the points or more"),
        _ => (3, "share-poor", "Less than half of the points"),
    })
}
