//! One thing that is wrong, and what is known to find it.

use catalog_schema::wire::{Entity, Graph, Insight, Insights, Relations, ScorecardResult};

use crate::pages::entity::dependencies::Row;

/// What the overview has asked for.
pub(in crate::pages::entity) struct Known<'a> {
    pub(in crate::pages::entity) entity: &'a Entity,
    pub(in crate::pages::entity) relations: &'a Relations,
    pub(in crate::pages::entity) scorecards: &'a [ScorecardResult],
    /// What surveys found that names the entity, the heaviest first.
    pub(in crate::pages::entity) insights: &'a Insights,
    /// One step around the entity, with the edges between its neighbours.
    pub(in crate::pages::entity) near: &'a Graph,
    pub(in crate::pages::entity) needed_by: &'a [Row],
    /// The effective owner, where the catalog has it.
    pub(in crate::pages::entity) owner: Option<&'a Entity>,
}

/// One thing that is wrong.
pub(super) struct Finding {
    /// The sentence that says what.
    pub(super) what: Vec<Part>,
    /// What to do about it; backquotes stand around what is code.
    pub(super) advice: String,
    /// What a survey found that says the same.
    pub(super) surveyed: Option<Insight>,
}

/// A part of a sentence.
pub(super) enum Part {
    /// Backquotes stand around what is code.
    Text(String),
    Entity {
        entity_ref: String,
        name: String,
    },
}

impl Known<'_> {
    /// Whether it is a component.
    pub(super) fn is_component(&self) -> bool {
        self.entity.kind.eq_ignore_ascii_case("component")
    }
}

impl Finding {
    /// A finding whose sentence names no other entity.
    pub(super) fn plain(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { what: vec![Part::Text(what.into())], advice: advice.into(), surveyed: None }
    }

    /// A finding whose sentence names other entities between two texts.
    pub(super) fn naming(before: &str, entities: Vec<Part>, after: &str, advice: impl Into<String>) -> Self {
        let mut what = vec![Part::Text(before.to_owned())];
        let last = entities.len().saturating_sub(1);
        for (place, entity) in entities.into_iter().enumerate() {
            match place {
                0 => {}
                _ if place == last => what.push(Part::Text(" and ".to_owned())),
                _ => what.push(Part::Text(", ".to_owned())),
            }
            what.push(entity);
        }
        what.push(Part::Text(after.to_owned()));
        Self { what, advice: advice.into(), surveyed: None }
    }
}
