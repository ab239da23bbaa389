//! The values that lists filter by and count, one table of symbols per field.

use catalog_schema::vocabulary::filter_key;
use serde::{Deserialize, Serialize};

use super::{RuleOutcome, Symbol, Symbols};

/// A field with at most one value per entity, kept as a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Kind,
    Namespace,
    Type,
    /// The declared owner's reference.
    Owner,
    Lifecycle,
    /// The system's reference.
    System,
    /// The reference of the domain that the entity itself is part of.
    Domain,
    Language,
    Source,
}

impl Column {
    /// How many there are.
    pub(crate) const COUNT: usize = 9;

    /// All of them, in order of their numbers.
    pub(crate) const ALL: [Self; Self::COUNT] = [
        Self::Kind,
        Self::Namespace,
        Self::Type,
        Self::Owner,
        Self::Lifecycle,
        Self::System,
        Self::Domain,
        Self::Language,
        Self::Source,
    ];

    pub(super) fn index(self) -> usize {
        self as usize
    }
}

/// One symbol per column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ColumnSymbols([Symbol; Column::COUNT]);

impl ColumnSymbols {
    pub(crate) fn get(&self, column: Column) -> Symbol {
        self.0[column.index()]
    }

    pub(super) fn set(&mut self, column: Column, symbol: Symbol) {
        self.0[column.index()] = symbol;
    }
}

/// A label's key and value; or a custom field's name and one of its values, no value where that is none to look for.
pub(crate) type Label = (Symbol, Symbol);

/// All tables.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Columns {
    single: [Symbols; Column::COUNT],
    tags: Symbols,
    label_keys: Symbols,
    label_values: Symbols,
    annotation_keys: Symbols,
    field_names: Symbols,
    field_values: Symbols,
    rules: Symbols,
    levels: Symbols,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            single: Default::default(),
            tags: Symbols::default(),
            label_keys: Symbols::exact(),
            label_values: Symbols::default(),
            annotation_keys: Symbols::exact(),
            field_names: Symbols::exact(),
            field_values: Symbols::default(),
            rules: Symbols::default(),
            levels: Symbols::exact(),
        }
    }
}

impl Columns {
    pub(crate) fn table(&self, column: Column) -> &Symbols {
        &self.single[column.index()]
    }

    pub(crate) fn tags(&self) -> &Symbols {
        &self.tags
    }

    pub(crate) fn label_keys(&self) -> &Symbols {
        &self.label_keys
    }

    pub(crate) fn label_values(&self) -> &Symbols {
        &self.label_values
    }

    pub(crate) fn annotation_keys(&self) -> &Symbols {
        &self.annotation_keys
    }

    /// As [`filter_key`] has them.
    pub(crate) fn field_names(&self) -> &Symbols {
        &self.field_names
    }

    pub(crate) fn field_values(&self) -> &Symbols {
        &self.field_values
    }

    /// Rules by scorecard and id, such as `documentation/has-description`.
    pub(crate) fn rules(&self) -> &Symbols {
        &self.rules
    }

    /// Scorecards with the level reached, such as `production-readiness/gold`; the scorecard alone where none is.
    pub(crate) fn levels(&self) -> &Symbols {
        &self.levels
    }

    pub(super) fn acquire_level(&mut self, level: &str) -> Symbol {
        self.levels.acquire(level)
    }

    pub(super) fn acquire_rule(&mut self, id: &str) -> Symbol {
        self.rules.acquire(id)
    }

    /// Some results are used by one entity less.
    pub(super) fn forget_results(&mut self, outcomes: &[RuleOutcome], levels: &[Symbol]) {
        outcomes.iter().for_each(|outcome| self.rules.release(outcome.rule));
        levels.iter().for_each(|&level| self.levels.release(level));
    }

    pub(super) fn acquire(&mut self, column: Column, text: Option<&str>) -> Symbol {
        text.filter(|text| !text.is_empty()).map_or(Symbol::NONE, |text| self.single[column.index()].acquire(text))
    }

    pub(super) fn release_owner(&mut self, owner: Symbol) {
        self.single[Column::Owner.index()].release(owner);
    }

    pub(super) fn acquire_tag(&mut self, text: &str) -> Symbol {
        self.tags.acquire(text)
    }

    pub(super) fn acquire_annotation_key(&mut self, key: &str) -> Symbol {
        self.annotation_keys.acquire(key)
    }

    pub(super) fn release_annotation_keys(&mut self, keys: &[Symbol]) {
        keys.iter().for_each(|&key| self.annotation_keys.release(key));
    }

    pub(super) fn acquire_label(&mut self, key: &str, value: &str) -> Label {
        (self.label_keys.acquire(key), self.label_values.acquire(value))
    }

    /// A custom field with one of its values; without one where it has none to look for.
    pub(super) fn acquire_field(&mut self, name: &str, value: Option<&str>) -> Label {
        let value = value.filter(|value| !value.is_empty());
        let value = value.map_or(Symbol::NONE, |value| self.field_values.acquire(value));
        (self.field_names.acquire(&filter_key(name)), value)
    }

    pub(super) fn release_fields(&mut self, fields: &[Label]) {
        for &(name, value) in fields {
            self.field_names.release(name);
            self.field_values.release(value);
        }
    }

    pub(super) fn release(&mut self, symbols: &ColumnSymbols, tags: &[Symbol], labels: &[Label]) {
        for (table, &symbol) in self.single.iter_mut().zip(&symbols.0) {
            table.release(symbol);
        }
        for &tag in tags {
            self.tags.release(tag);
        }
        for &(key, value) in labels {
            self.label_keys.release(key);
            self.label_values.release(value);
        }
    }
}
