//! What lists look at in every entity, packed so that a scan of the whole catalog takes milliseconds.

use std::collections::HashSet;
use std::sync::Arc;

use catalog_schema::model::{Entity, EntityRef, Format};
use catalog_schema::wire::{Health, Outcome};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use smallvec::SmallVec;

use super::columns::{ColumnSymbols, Label};
use super::found::{Found, RuleOutcome};
use super::postings::Indexed;
use super::references::domain_of;
use super::sort_text::prefix;
use super::{Column, Columns, Record, SortPrefix, Symbol};
use crate::graph::{DirectMeasures, Graph};
use crate::search::UidKey;

/// One entity's values. Everything here also stands in its [`Record`] or follows from the graph and the scores.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) symbols: ColumnSymbols,
    pub(crate) tier: Option<u8>,
    pub(crate) format: Format,
    pub(crate) stale: bool,
    pub(crate) measures: DirectMeasures,
    pub(crate) health: Option<Health>,
    /// What scorecards make of it; an image has it apart.
    #[serde(skip, default = "Found::nothing")]
    pub(super) found: Arc<Found>,
    /// The owner by CODEOWNERS, a symbol of the column of owners.
    pub(crate) code_owner: Symbol,
    /// Milliseconds since the Unix epoch.
    pub(crate) changed_at: i64,
    pub(crate) name: SortPrefix,
    uid_key: UidKey,
    /// Of the name, in bytes.
    name_length: u32,
    /// Distinct, in the order written.
    tags: SmallVec<[Symbol; 4]>,
    labels: SmallVec<[Label; 2]>,
    annotation_keys: SmallVec<[Symbol; 4]>,
    /// Custom fields; one with several values stands here several times. Few entities have any.
    fields: Vec<Label>,
}

/// What a search looks at in every hit, apart from the rows, so that ranking very many reads little memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SearchRow {
    pub(crate) uid_key: UidKey,
    /// Of the name, in bytes.
    pub(crate) name_length: u32,
    pub(crate) dependents: u32,
    pub(crate) tier: Option<u8>,
}

impl Row {
    /// The row of a record, without what comes from graph, references and scores.
    pub(super) fn new(record: &Record, entity: &Entity, columns: &mut Columns) -> Self {
        let mut symbols = ColumnSymbols::default();
        let values = [
            (Column::Kind, Some(record.entity_ref.kind())),
            (Column::Namespace, Some(record.entity_ref.namespace())),
            (Column::Type, entity.entity_type.as_deref()),
            (Column::Lifecycle, entity.lifecycle.as_deref()),
            (Column::Language, entity.language.as_deref()),
            (Column::Source, Some(&*record.source)),
        ];
        for (column, value) in values {
            symbols.set(column, columns.acquire(column, value));
        }
        let code_owner = entity.code_owner.as_ref().map(|code_owner| code_owner.owner.as_str());
        let code_owner = columns.acquire(Column::Owner, code_owner);
        let mut tags = SmallVec::new();
        for tag in &entity.tags {
            let symbol = columns.acquire_tag(tag);
            if tags.contains(&symbol) {
                columns.release(&ColumnSymbols::default(), &[symbol], &[]);
            } else {
                tags.push(symbol);
            }
        }
        let labels = entity.labels.iter().map(|(key, value)| columns.acquire_label(key, value)).collect();
        let annotation_keys = entity.annotations.keys().map(|key| columns.acquire_annotation_key(key)).collect();
        let mut fields = Vec::new();
        let mut known = HashSet::new();
        for (name, value) in &entity.custom_fields {
            each_value(value, |value| {
                let field = columns.acquire_field(name, value);
                if known.insert(field) { fields.push(field) } else { columns.release_fields(&[field]) }
            });
        }
        Self {
            symbols,
            tier: entity.tier,
            format: entity.format,
            stale: record.stale,
            measures: DirectMeasures::default(),
            health: None,
            found: Found::nothing(),
            code_owner,
            changed_at: record.changed_at,
            name: prefix(record.entity_ref.name()),
            uid_key: UidKey::of(&record.uid),
            name_length: u32::try_from(record.entity_ref.name().len()).unwrap_or(u32::MAX),
            tags,
            labels,
            annotation_keys,
            fields,
        }
    }

    /// Takes over the owner, the system and the domain that the record's references lead to.
    pub(super) fn refer(&mut self, record: &Record, graph: &Graph, columns: &mut Columns) {
        let values = [
            (Column::Owner, record.owner.as_ref()),
            (Column::System, record.system.as_ref()),
            (Column::Domain, domain_of(record, graph)),
        ];
        for (column, value) in values {
            let new = columns.acquire(column, value.map(EntityRef::as_str));
            let mut old = ColumnSymbols::default();
            old.set(column, self.symbols.get(column));
            columns.release(&old, &[], &[]);
            self.symbols.set(column, new);
        }
    }

    /// Takes over what others found out of the entity as it was, until they look again.
    pub(super) fn keep_what_was_found_out(&mut self, old: &Self) {
        self.measures = old.measures;
        self.health = old.health;
        self.found = Arc::clone(&old.found);
    }

    pub(super) fn search_row(&self) -> SearchRow {
        let Self { uid_key, name_length, tier, .. } = *self;
        SearchRow { uid_key, name_length, dependents: self.measures.dependents, tier }
    }

    /// What each rule that applies came to.
    pub(crate) fn outcomes(&self) -> &[RuleOutcome] {
        &self.found.outcomes
    }

    /// The scorecards that apply, each with the level reached.
    pub(crate) fn levels(&self) -> &[Symbol] {
        &self.found.levels
    }

    /// Whether scorecards make the same of both.
    pub(crate) fn is_judged_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.found, &other.found) || self.found == other.found
    }

    pub(crate) fn symbol(&self, column: Column) -> Symbol {
        self.symbols.get(column)
    }

    pub(crate) fn tags(&self) -> &[Symbol] {
        &self.tags
    }

    pub(crate) fn labels(&self) -> &[Label] {
        &self.labels
    }

    pub(super) fn annotation_keys(&self) -> &[Symbol] {
        &self.annotation_keys
    }

    pub(crate) fn fields(&self) -> &[Label] {
        &self.fields
    }

    /// The numbers under which an indexed field's values stand, 0 where it has none; possibly one more than once.
    pub(crate) fn numbers(&self, indexed: Indexed, mut number: impl FnMut(u32)) {
        let mut several = |numbers: &mut dyn Iterator<Item = Symbol>| {
            let mut none = true;
            for symbol in numbers {
                none = false;
                number(symbol.number());
            }
            if none {
                number(Symbol::NONE.number());
            }
        };
        match indexed {
            Indexed::Column(column) => number(self.symbol(column).number()),
            Indexed::Tag => several(&mut self.tags.iter().copied()),
            Indexed::LabelKey => several(&mut self.labels.iter().map(|&(key, _)| key)),
            Indexed::LabelValue => several(&mut self.labels.iter().map(|&(_, value)| value)),
            Indexed::AnnotationKey => several(&mut self.annotation_keys.iter().copied()),
            Indexed::FieldName => several(&mut self.fields.iter().map(|&(name, _)| name)),
            Indexed::FieldValue => several(&mut self.fields.iter().map(|&(_, value)| value)),
            Indexed::Failing => several(&mut self.failing()),
            Indexed::Level => several(&mut self.levels().iter().copied()),
            Indexed::CodeOwner => number(self.code_owner.number()),
            Indexed::Tier => number(self.tier.map_or(0, u32::from)),
            Indexed::Format => number(1 + format_index(self.format) as u32),
            Indexed::Stale => number(self.stale.into()),
            // The edges say it.
            Indexed::Dangling => {}
            Indexed::Health => number(self.health.as_ref().map_or(0, |health| 1 + health_index(health) as u32)),
        }
    }

    /// The rules that fail.
    pub(crate) fn failing(&self) -> impl Iterator<Item = Symbol> {
        self.outcomes().iter().filter(|found| found.verdict.outcome == Outcome::Fail).map(|found| found.rule)
    }

    /// The value of the label of this key.
    pub(crate) fn label(&self, key: Symbol) -> Symbol {
        self.labels().iter().find(|(known, _)| *known == key).map_or(Symbol::NONE, |&(_, value)| value)
    }
}

/// The longest value of a custom field that is looked for, in bytes.
const LONGEST_VALUE: usize = 200;

/// Values of one custom field that are looked for: a list may have as many as fit into a file.
const MOST_VALUES: usize = 200;

/// Every value of a custom field as text, those of a list one by one; nothing for what is no value to look for.
fn each_value(value: &Value, mut each: impl FnMut(Option<&str>)) {
    let one = |value: &Value, each: &mut dyn FnMut(Option<&str>)| match value {
        Value::String(text) => each(Some(text.trim()).filter(|text| text.len() <= LONGEST_VALUE)),
        Value::Bool(_) | Value::Number(_) => each(Some(&value.to_string())),
        Value::Null | Value::Array(_) | Value::Object(_) => each(None),
    };
    match value {
        Value::Null => {}
        Value::Array(items) => items.iter().take(MOST_VALUES).for_each(|item| one(item, &mut each)),
        value => one(value, &mut each),
    }
}

/// Where in `Format::ALL` a format stands.
pub(crate) fn format_index(format: Format) -> usize {
    Format::ALL.iter().position(|known| *known == format).unwrap_or_default()
}

/// Where a verdict stands among pass, fail and unknown: nothing failed and everything is known; something failed; nothing
/// failed, not all is known.
pub(crate) fn health_index(health: &Health) -> usize {
    match (health.failed, health.unknown) {
        (0, 0) => 0,
        (0, _) => 2,
        _ => 1,
    }
}
