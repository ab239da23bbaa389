//! What rules look at, and what they answer.

use std::collections::BTreeSet;

use catalog_schema::model::EntityRef;

use super::finding::Severity;
use crate::graph::{self, GraphView, Slot, TransitiveMeasures};
use crate::live::{Column, Live, Row, Symbol};

/// The catalog as rules look at it.
pub(crate) struct Ground<'a> {
    pub(super) live: &'a Live,
    pub(super) measures: &'a TransitiveMeasures,
}

/// Something that a rule found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(super) severity: Severity,
    pub(super) subject: Slot,
    /// Nodes in order; the subject is one of them.
    pub(super) path: Vec<Slot>,
    pub(super) message: String,
    /// What tells it from other findings of the rule about the same subject.
    pub(super) key: Vec<Slot>,
}

impl Found {
    /// About a subject, with a path that it is told by.
    pub(super) fn new(severity: Severity, subject: Slot, path: Vec<Slot>, message: String) -> Self {
        Self { severity, subject, key: path.clone(), path, message }
    }

    /// The same thing whatever the path is, as long as it is about these.
    pub(super) fn told_by(self, key: Vec<Slot>) -> Self {
        Self { key, ..self }
    }
}

impl<'a> Ground<'a> {
    /// Every entity of these kinds.
    pub(super) fn of_kinds(&self, kinds: &'static [&'static str]) -> impl Iterator<Item = (Slot, &'a Row)> {
        let graph = self.live.graph();
        self.live.rows().filter(move |(slot, _)| kinds.contains(&graph.entity_ref(*slot).kind()))
    }

    pub(super) fn entity_ref(&self, slot: Slot) -> &'a EntityRef {
        self.live.graph().entity_ref(slot)
    }

    /// What to call it in a sentence: the name, with the kind where that is no component.
    pub(super) fn name(&self, slot: Slot) -> String {
        let entity_ref = self.entity_ref(slot);
        match (entity_ref.kind(), entity_ref.namespace()) {
            ("component", "default") => entity_ref.name().to_owned(),
            (kind, "default") => format!("{kind}:{}", entity_ref.name()),
            _ => entity_ref.to_string(),
        }
    }

    /// Names in a sentence: `a, b and c`, and how many more beyond `most`.
    pub(super) fn names(&self, slots: &[Slot], most: usize) -> String {
        let names: Vec<String> = slots.iter().take(most).map(|&slot| self.name(slot)).collect();
        listed(&names, slots.len())
    }

    /// What it depends on directly.
    pub(super) fn dependencies(&self, slot: Slot) -> Vec<Slot> {
        graph::dependencies(self.live.graph(), slot)
    }

    /// What depends on it directly.
    pub(super) fn dependents(&self, slot: Slot) -> Vec<Slot> {
        graph::dependents(self.live.graph(), slot)
    }

    /// The owner that counts, as a symbol of the column of owners; none for what nobody owns and what is not there.
    pub(super) fn owner(&self, slot: Slot) -> Symbol {
        self.live.row(slot).map_or(Symbol::NONE, |row| self.live.effective_owner(row))
    }

    /// The reference of an owner.
    pub(super) fn owner_text(&self, owner: Symbol) -> &'a str {
        self.live.columns().table(Column::Owner).text(owner)
    }

    /// The owners of these, each once, in order.
    pub(super) fn owners(&self, slots: &[Slot]) -> Vec<String> {
        let owners = slots.iter().map(|&slot| self.owner(slot)).filter(|owner| owner.is_some());
        let owners: BTreeSet<&str> = owners.map(|owner| self.owner_text(owner)).collect();
        owners.into_iter().map(str::to_owned).collect()
    }

    /// How many entities are hit when it fails.
    pub(super) fn reach(&self, slot: Slot) -> u32 {
        self.measures.at(self.live.graph(), slot).map_or(0, |measure| measure.reach)
    }

    /// A text column of an entity, lower case.
    pub(super) fn column(&self, row: &Row, column: Column) -> String {
        let symbol = row.symbol(column);
        if symbol.is_some() { self.live.columns().table(column).text(symbol).to_lowercase() } else { String::new() }
    }

    /// Whether the dependency says of itself that what depends can do without: its attribute `criticality` is `low`,
    /// `soft`, `optional` or `degraded`.
    pub(super) fn is_soft(&self, from: Slot, to: Slot) -> bool {
        let graph = self.live.graph();
        let edges = graph.edges(from, petgraph::Direction::Outgoing).filter(|edge| edge.to == to);
        let mut declared = edges.flat_map(|edge| graph.declarations(edge)).peekable();
        declared.peek().is_some()
            && declared.all(|declaration| {
                let attributes = declaration.kept.attributes();
                let criticality = attributes.get("criticality").and_then(|value| value.as_str());
                criticality.is_some_and(|text| {
                    ["low", "soft", "optional", "degraded"].iter().any(|soft| text.eq_ignore_ascii_case(soft))
                })
            })
    }
}

/// `a, b and c`, or `a, b and 4 more` where `total` is more than is named.
pub(super) fn listed(names: &[String], total: usize) -> String {
    match (names, total.saturating_sub(names.len())) {
        ([], 0) => String::new(),
        ([], more) => format!("{more} more"),
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (names, more) => format!("{} and {more} more", names.join(", ")),
    }
}
