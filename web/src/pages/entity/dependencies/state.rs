//! What the address asks the drawing to show.

use catalog_schema::wire::Direction;

use super::walk::Side;
use crate::pages::entity::tabs::Tab;
use crate::query::Query;

/// How far a drawing reaches at most.
const MAX_DEPTH: u32 = 3;

/// Direction and depth of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages::entity) struct State {
    pub(super) direction: Direction,
    /// Steps away from the entity, from 1.
    pub(super) depth: u32,
}

impl State {
    const DIRECTIONS: [(Direction, &'static str, &'static str); 3] = [
        (Direction::Both, "both", "Both ways"),
        (Direction::Out, "out", "Depends on"),
        (Direction::In, "in", "Needed by"),
    ];

    /// Both ways and one step where the address says nothing that makes sense.
    pub(in crate::pages::entity) fn from_query(query: &Query) -> Self {
        let asked = query.first("direction");
        let direction = Self::DIRECTIONS.iter().find(|(_, key, _)| asked == Some(*key));
        let depth = query.first("depth").and_then(|depth| depth.parse().ok());
        Self {
            direction: direction.map_or(Direction::Both, |(direction, ..)| *direction),
            depth: depth.filter(|depth| (1..=MAX_DEPTH).contains(depth)).unwrap_or(1),
        }
    }

    /// One step in a direction.
    pub(in crate::pages::entity) fn towards(direction: Direction) -> Self {
        Self { direction, depth: 1 }
    }

    /// Which sides of the entity are drawn.
    pub(in crate::pages::entity) fn sides(self) -> &'static [Side] {
        match self.direction {
            Direction::Both => &[Side::DependsOn, Side::NeededBy],
            Direction::Out => &[Side::DependsOn],
            Direction::In => &[Side::NeededBy],
        }
    }

    /// How many steps.
    pub(in crate::pages::entity) fn depth(self) -> u32 {
        self.depth
    }

    /// Every direction with its name for people.
    pub(super) fn directions(self) -> impl Iterator<Item = (&'static str, Self)> {
        Self::DIRECTIONS.into_iter().map(move |(direction, _, title)| (title, Self { direction, ..self }))
    }

    /// Every depth with its name for people.
    pub(super) fn depths(self) -> impl Iterator<Item = (String, Self)> {
        (1..=MAX_DEPTH).map(move |depth| (depth.to_string(), Self { depth, ..self }))
    }

    /// The tab in this state.
    pub(in crate::pages::entity) fn address(self, entity_ref: &str) -> String {
        let mut address = Tab::Dependencies.address(entity_ref);
        let key = Self::DIRECTIONS.iter().find(|(direction, ..)| *direction == self.direction);
        if let Some((_, key, _)) = key.filter(|_| self.direction != Direction::Both) {
            address.push_str(&format!("&direction={key}"));
        }
        if self.depth != 1 {
            address.push_str(&format!("&depth={}", self.depth));
        }
        address
    }
}
