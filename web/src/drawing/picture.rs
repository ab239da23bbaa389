//! What a drawing shows: cards and arrows between them.

use std::collections::{HashMap, HashSet};

use catalog_schema::wire::{Graph, GraphEdge, GraphNode, Health};

use super::grouped::{Grouping, grouped};
use super::words::{edge_notes, edge_sentence, is_drawn_back, is_holding};
use crate::address::{entity_page, short_name};
use crate::components::health_words;

/// Cards in one drawing at most, unless all are asked for. Beyond, entities are grouped.
pub(crate) const MAX_CARDS: usize = 150;

/// A drawing before it is laid out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Picture {
    /// What it shows, in a few words for those who do not see it.
    pub(crate) label: String,
    /// What must be said of it beside: that something is left out or grouped.
    pub(crate) remarks: Vec<String>,
    pub(super) cards: Vec<Card>,
    pub(super) arrows: Vec<Arrow>,
    /// Where the drawing leads that lacks again what a card was opened to, by the card's key.
    pub(super) folds: HashMap<String, String>,
    /// What the colours of cards mean: the class of each, and what it stands for.
    pub(super) keys: Vec<(&'static str, String)>,
    /// The places of cards by key.
    pub(super) places: HashMap<String, usize>,
    /// The places of arrows by their ends.
    pub(super) between: HashMap<(usize, usize), usize>,
    /// The card that stands for an entity which has none of its own, by the entity's reference.
    pub(super) stand_ins: HashMap<String, usize>,
}

/// A box.
#[derive(Clone, Debug)]
pub(super) struct Card {
    /// Unique in the drawing.
    pub(super) key: String,
    /// Where it leads.
    pub(super) href: Option<String>,
    pub(super) kind: String,
    pub(super) name: String,
    /// All of it in words, on hover.
    pub(super) title: String,
    /// The second line.
    pub(super) note: String,
    pub(super) tier: Option<u8>,
    pub(super) health: Option<Health>,
    pub(super) look: Look,
    /// The class that colours it, where the drawing is coloured.
    pub(super) colour: Option<&'static str>,
}

/// How a card differs from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    /// What the drawing is about.
    Root,
    /// Not in the catalog.
    Dangling,
    /// Stands for several entities.
    Group,
}

/// An arrow between two cards, by their places.
#[derive(Clone, Debug)]
pub(super) struct Arrow {
    pub(super) from: usize,
    pub(super) to: usize,
    /// It leads from a whole to a part of it.
    pub(super) holding: bool,
    /// What it stands for, a sentence each.
    pub(super) titles: Vec<String>,
}

impl Picture {
    /// The drawing of a part of the graph around `root`. Where it has more than 150 nodes they are grouped by owner.
    pub(crate) fn of_graph(label: String, root: &str, graph: &Graph) -> Self {
        if graph.nodes.len() > MAX_CARDS {
            return grouped(label, root, graph, Grouping::Owner, &HashSet::new());
        }
        Self::of_each(label, root, graph)
    }

    /// The same with one card for each owner or system. What stands in `apart` has cards of its own: entities by
    /// reference, and what groups hold by the key of the group's card.
    pub(crate) fn of_groups(label: String, root: &str, graph: &Graph, by: Grouping, apart: &HashSet<&str>) -> Self {
        grouped(label, root, graph, by, apart)
    }

    /// The same with a card for each node, however many there are.
    pub(crate) fn of_each(label: String, root: &str, graph: &Graph) -> Self {
        let mut picture = Self::of_nodes(label, root, &graph.nodes);
        for edge in &graph.edges {
            picture.connect(edge);
        }
        picture.thin_out();
        if graph.truncated {
            picture.remarks.push("There is more than a drawing can hold: what is farthest is left out.".to_owned());
        }
        picture
    }

    /// Cards for these nodes, without arrows.
    pub(crate) fn of_nodes(label: String, root: &str, nodes: &[GraphNode]) -> Self {
        let mut picture = Self { label, ..Self::default() };
        nodes.iter().for_each(|node| picture.put(Card::of_node(node, root)));
        picture
    }

    /// Cards for nodes of which only the reference is known, without a second line of what is not known.
    pub(crate) fn of_references<'a>(label: String, root: &str, references: impl IntoIterator<Item = &'a str>) -> Self {
        let mut picture = Self { label, ..Self::default() };
        references.into_iter().for_each(|reference| picture.put(Card::of_reference(reference, root)));
        picture
    }

    /// Colours cards by key with the class that is named for each, and says what the classes mean.
    pub(crate) fn colour(&mut self, classes: &HashMap<String, &'static str>, keys: Vec<(&'static str, String)>) {
        for card in &mut self.cards {
            card.colour = classes.get(&card.key).copied();
        }
        self.keys = keys;
    }

    /// Adds a card. A second one of the same key is left out.
    pub(super) fn put(&mut self, card: Card) {
        if !self.places.contains_key(&card.key) {
            self.places.insert(card.key.clone(), self.cards.len());
            self.cards.push(card);
        }
    }

    /// Says where the drawing leads that lacks again what the card of this key was opened to.
    pub(crate) fn fold(&mut self, key: &str, address: String) {
        self.folds.insert(key.to_owned(), address);
    }

    /// The place of the card that shows the entity of this reference, by itself or with others.
    pub(crate) fn place_of(&self, reference: &str) -> Option<usize> {
        self.places.get(reference).or_else(|| self.stand_ins.get(reference)).copied()
    }

    /// The boxes that stand for several entities: key and name of each.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (&str, &str)> {
        let groups = self.cards.iter().filter(|card| card.key.starts_with(':'));
        groups.map(|card| (card.key.as_str(), card.name.as_str()))
    }

    /// Whether there is nothing to see but single cards.
    pub(crate) fn is_without_arrows(&self) -> bool {
        self.arrows.is_empty()
    }

    /// Draws an arrow from one reference to another, if both are there, with a sentence that says why.
    pub(crate) fn point(&mut self, from: &str, to: &str, title: String) {
        self.add(from, to, title, false);
    }

    /// Draws an edge in the direction in which drawings read.
    pub(crate) fn connect(&mut self, edge: &GraphEdge) {
        let name = |reference: &str| {
            let place = self.places.get(reference);
            place.map_or_else(|| short_name(reference), |&place| self.cards[place].name.clone())
        };
        let mut title = edge_sentence(&edge.relation, &name(&edge.from), &name(&edge.to));
        for note in edge_notes(&edge.attributes) {
            title.push('\n');
            title.push_str(&note);
        }
        let (from, to) = if is_drawn_back(edge) { (&edge.to, &edge.from) } else { (&edge.from, &edge.to) };
        self.add(from, to, title, is_holding(edge));
    }

    /// Leaves out arrows from wholes to parts that other arrows from there lead to already: what another part needs hangs
    /// on that part.
    pub(crate) fn thin_out(&mut self) {
        let needed: HashSet<usize> =
            self.arrows.iter().filter(|arrow| !arrow.holding && arrow.from != arrow.to).map(|arrow| arrow.to).collect();
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); self.cards.len()];
        for arrow in self.arrows.iter().filter(|arrow| !arrow.holding) {
            after[arrow.from].push(arrow.to);
        }
        let (mut holding, mut kept): (Vec<Arrow>, Vec<Arrow>) =
            std::mem::take(&mut self.arrows).into_iter().partition(|arrow| arrow.holding);
        holding.sort_by_key(|arrow| (needed.contains(&arrow.to), self.cards[arrow.to].key.clone()));
        let mut reached: HashSet<(usize, usize)> = HashSet::new();
        for arrow in holding {
            if reached.contains(&(arrow.from, arrow.to)) {
                continue;
            }
            let mut open = vec![arrow.to];
            while let Some(card) = open.pop() {
                if reached.insert((arrow.from, card)) {
                    open.extend(&after[card]);
                }
            }
            kept.push(arrow);
        }
        self.between = kept.iter().map(|arrow| (arrow.from, arrow.to)).zip(0..).collect();
        self.arrows = kept;
    }

    /// Arrows between the same two cards in the same direction are one.
    pub(super) fn add(&mut self, from: &str, to: &str, title: String, holding: bool) {
        let (Some(&from), Some(&to)) = (self.places.get(from), self.places.get(to)) else { return };
        let place = *self.between.entry((from, to)).or_insert(self.arrows.len());
        match self.arrows.get_mut(place) {
            Some(arrow) => {
                arrow.holding &= holding;
                arrow.titles.push(title);
            }
            None => self.arrows.push(Arrow { from, to, holding, titles: vec![title] }),
        }
    }
}

impl Card {
    fn of_reference(reference: &str, root: &str) -> Self {
        let kind = reference.split(':').next().unwrap_or_default();
        Self {
            key: reference.to_owned(),
            href: Some(entity_page(reference)),
            kind: kind.to_owned(),
            name: short_name(reference),
            title: reference.to_owned(),
            note: kind.to_owned(),
            tier: None,
            health: None,
            look: if reference == root { Look::Root } else { Look::Plain },
            colour: None,
        }
    }

    pub(super) fn of_node(node: &GraphNode, root: &str) -> Self {
        let name = node.title.clone().unwrap_or_else(|| short_name(&node.entity_ref));
        let note = note(node);
        let look = match (node.entity_ref == root, node.dangling) {
            (true, _) => Look::Root,
            (false, true) => Look::Dangling,
            (false, false) => Look::Plain,
        };
        let mut title = format!("{name}\n{note}\n{}", node.entity_ref);
        if let Some(tier) = node.tier {
            title.push_str(&format!("\nTier: {tier}"));
        }
        if let Some(health) = node.health.filter(|health| health.max > 0) {
            title.push_str(&format!("\nHealth: {}", health_words(health)));
        }
        Self {
            title,
            key: node.entity_ref.clone(),
            href: Some(entity_page(&node.entity_ref)),
            kind: node.kind.clone(),
            name,
            note,
            tier: node.tier,
            health: node.health,
            look,
            colour: None,
        }
    }
}

/// The second line: what it is and whose. A lifecycle that matters to those who depend on it comes first.
fn note(node: &GraphNode) -> String {
    if node.dangling {
        return "not in the catalog".to_owned();
    }
    let kind = node.entity_type.clone().unwrap_or_else(|| node.kind.clone());
    let lifecycle = node.lifecycle.as_deref().filter(|lifecycle| !lifecycle.eq_ignore_ascii_case("production"));
    let what = lifecycle.map_or_else(|| kind.clone(), |lifecycle| format!("{lifecycle} {kind}"));
    let is_owned = !matches!(node.kind.to_ascii_lowercase().as_str(), "group" | "user" | "location");
    match (&node.owner, is_owned) {
        (Some(owner), _) => format!("{what} · {}", short_name(owner)),
        (None, true) => format!("{what} · no owner"),
        (None, false) => what,
    }
}
