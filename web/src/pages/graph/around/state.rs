//! What is looked at, as the address says it.

use catalog_schema::model::{EntityRef, RelationType};
use catalog_schema::wire::{Direction, GraphQuery};

use crate::address::with_query;
use crate::query::Query;

/// How far the page looks at most, as the API does.
pub(super) const MAX_DEPTH: u32 = 10;

/// How much may be expanded in one drawing.
const MAX_EXPANDED: usize = 24;

/// What cards are coloured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Colour {
    #[default]
    None,
    Team,
    Health,
    Tier,
}

/// What cards stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cards {
    /// Single entities; their owners where they are too many.
    #[default]
    Auto,
    Owner,
    System,
    /// Single entities, however many there are.
    Each,
}

/// The page's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// The reference in the middle, as written; none where the page has yet to be asked something.
    pub(super) root: Option<String>,
    pub(super) direction: Direction,
    pub(super) depth: u32,
    /// Relation types to follow, as the address names them. Where it names none: [`State::relations`].
    pub(super) named: Vec<String>,
    pub(super) colour: Colour,
    pub(super) cards: Cards,
    /// What else is drawn: the neighbours of these references, and the members of groups by the keys of their cards.
    pub(super) expanded: Vec<String>,
}

impl State {
    pub(super) const DIRECTIONS: [(Direction, &'static str, &'static str); 3] = [
        (Direction::Both, "both", "Both ways"),
        (Direction::Out, "out", "What it refers to"),
        (Direction::In, "in", "What refers to it"),
    ];
    pub(super) const COLOURS: [(Colour, &'static str, &'static str); 4] = [
        (Colour::None, "none", "Nothing"),
        (Colour::Team, "team", "Team"),
        (Colour::Health, "health", "Health"),
        (Colour::Tier, "tier", "Tier"),
    ];
    pub(super) const CARDS: [(Cards, &'static str, &'static str); 4] = [
        (Cards::Auto, "auto", "Automatic"),
        (Cards::Owner, "team", "By team"),
        (Cards::System, "system", "By system"),
        (Cards::Each, "each", "One by one"),
    ];

    /// Reads the state from an address. What makes no sense there is as if it were not there.
    pub(super) fn from_query(query: &Query) -> Self {
        let depth = query.first("depth").and_then(|depth| depth.parse().ok());
        Self {
            root: query.first("root").map(str::to_owned),
            direction: chosen(&Self::DIRECTIONS, query.first("direction"), Direction::Both),
            depth: depth.filter(|depth| (1..=MAX_DEPTH).contains(depth)).unwrap_or(1),
            named: query.all("relation").map(str::to_owned).collect(),
            colour: chosen(&Self::COLOURS, query.first("colour"), Colour::None),
            cards: chosen(&Self::CARDS, query.first("group"), Cards::Auto),
            expanded: expanded(query),
        }
    }

    /// The relation types that are followed: those that the address names, else those that say something about the root.
    pub(super) fn relations(&self) -> Vec<String> {
        if !self.named.is_empty() {
            return self.named.clone();
        }
        let kind = self.root.as_deref().and_then(|root| root.split(':').next()).unwrap_or_default();
        let usual: &[&str] = match kind.to_ascii_lowercase().as_str() {
            "group" | "user" => &["ownedBy", "memberOf", "childOf"],
            "system" | "domain" => &["dependsOn", "consumesApi", "providesApi", "partOf"],
            _ => &["dependsOn", "consumesApi", "providesApi"],
        };
        usual.iter().map(|&relation| relation.to_owned()).collect()
    }

    /// Every relation type that can be ticked: the built-in ones, and what the address names besides.
    pub(super) fn offered(&self) -> Vec<String> {
        let mut offered: Vec<String> = RelationType::forward_types().map(|relation| relation.to_string()).collect();
        let others: Vec<String> = self.named.iter().filter(|named| !offered.contains(named)).cloned().collect();
        offered.extend(others);
        offered
    }

    /// What to ask the portal; nothing without a root.
    pub(super) fn query(&self) -> Option<GraphQuery> {
        Some(GraphQuery {
            root: self.root.clone()?,
            direction: self.direction,
            depth: Some(self.depth),
            relations: self.relations(),
        })
    }

    /// The same around another entity.
    pub(super) fn around(&self, root: &str) -> Self {
        Self { root: Some(root.to_owned()), expanded: Vec::new(), ..self.clone() }
    }

    /// The address of the same around another entity, whose encoded reference is to be put at its end.
    pub(super) fn around_address(&self) -> String {
        let address = Self { root: None, expanded: Vec::new(), ..self.clone() }.address();
        let joint = if address.contains('?') { '&' } else { '?' };
        format!("{address}{joint}root=")
    }

    /// The same with the neighbours of this reference, or with the members of the group whose card has this key.
    pub(super) fn with_expanded(&self, key: &str) -> Self {
        let mut state = self.clone();
        state.expanded.push(key.to_owned());
        state
    }

    /// The same without them.
    pub(super) fn with_folded(&self, key: &str) -> Self {
        let mut state = self.clone();
        state.expanded.retain(|expanded| expanded != key);
        state
    }

    /// The same with other cards.
    pub(super) fn with_cards(&self, cards: Cards) -> Self {
        Self { cards, ..self.clone() }
    }

    /// The address that this state reads from.
    pub(super) fn address(&self) -> String {
        let depth = self.depth.to_string();
        let mut pairs: Vec<(&str, &str)> = self.root.iter().map(|root| ("root", root.as_str())).collect();
        let choices = [
            ("direction", key(&Self::DIRECTIONS, self.direction)),
            ("depth", depth.as_str()),
            ("colour", key(&Self::COLOURS, self.colour)),
            ("group", key(&Self::CARDS, self.cards)),
        ];
        let usual = ["both", "1", "none", "auto"];
        pairs.extend(choices.into_iter().zip(usual).filter(|((_, value), usual)| value != usual).map(|(pair, _)| pair));
        pairs.extend(self.named.iter().map(|relation| ("relation", relation.as_str())));
        pairs.extend(self.expanded.iter().map(|key| ("expand", key.as_str())));
        with_query("/graph", pairs)
    }

    /// The root as the portal answers with it: in its canonical form.
    pub(super) fn canonical_root(&self) -> String {
        let written = self.root.as_deref().unwrap_or_default();
        written.parse::<EntityRef>().map_or_else(|_| written.to_owned(), |root| root.to_string())
    }

    /// Where the same drawing is to be had as a file.
    pub(super) fn svg_address(&self) -> String {
        self.address().replacen("/graph", "/graph.svg", 1)
    }

    /// Where the API has the same, in this format.
    pub(super) fn api_address(&self, format: &str) -> String {
        let (depth, relations) = (self.depth.to_string(), self.relations());
        let mut pairs = vec![
            ("root", self.root.as_deref().unwrap_or_default()),
            ("direction", key(&Self::DIRECTIONS, self.direction)),
            ("depth", depth.as_str()),
        ];
        pairs.extend(relations.iter().map(|relation| ("relations", relation.as_str())));
        pairs.push(("format", format));
        with_query("/api/v1/graph", pairs)
    }
}

/// What the query wants expanded, each once.
fn expanded(query: &Query) -> Vec<String> {
    let mut expanded: Vec<String> = Vec::new();
    for asked in query.all("expand") {
        let key = asked.parse::<EntityRef>().map_or_else(|_| asked.to_owned(), |reference| reference.to_string());
        if expanded.len() < MAX_EXPANDED && !expanded.contains(&key) {
            expanded.push(key);
        }
    }
    expanded
}

/// The value of this key in a table of choices.
fn chosen<T: Copy>(table: &[(T, &'static str, &'static str)], asked: Option<&str>, usual: T) -> T {
    table.iter().find(|(_, key, _)| asked == Some(*key)).map_or(usual, |(value, ..)| *value)
}

/// The key of this value in a table of choices.
pub(super) fn key<T: Copy + PartialEq>(table: &[(T, &'static str, &'static str)], chosen: T) -> &'static str {
    table.iter().find(|(value, ..)| *value == chosen).map_or("", |(_, key, _)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> State {
        State::from_query(&Query::parse(address.split_once('?').map_or("", |(_, query)| query)))
    }

    #[test]
    fn state_survives_its_address() {
        let address = "/graph?root=component:default%2Fa%26b&direction=in&depth=3&colour=team&group=system\
                       &relation=dependsOn&relation=custom:reads&expand=component:default%2Fb\
                       &expand=:group:default%2Fc";
        assert_eq!(read(address).address(), address);
        assert_eq!(read("/graph?depth=99&direction=up&colour=red&group=x").address(), "/graph");
    }

    #[test]
    fn what_is_followed_unasked_says_something_about_the_root() {
        assert!(read("/graph?root=system:shop").relations().contains(&"partOf".to_owned()));
        assert!(!read("/graph?root=component:shop").relations().contains(&"partOf".to_owned()));
        assert_eq!(read("/graph?root=component:a&relation=partOf").relations(), ["partOf"]);
    }

    #[test]
    fn the_api_is_asked_the_same() {
        assert_eq!(
            read("/graph?root=component:a&depth=2&relation=partOf&colour=tier").api_address("dot"),
            "/api/v1/graph?root=component:a&direction=both&depth=2&relations=partOf&format=dot"
        );
    }
}
