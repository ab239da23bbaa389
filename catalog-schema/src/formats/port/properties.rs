//! Properties: an organisation's own fields, some of which everybody has under one of a few names.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::formats::foreign::{lifecycle, tags, tier};
use crate::formats::read::{Field, Fields, Reader, child, fold};
use crate::model::Entity;

/// What a value that leads to a file of the repository begins with.
pub(super) const FILE: &str = "file://";

/// Up to so many bytes of a file are a field of their own.
const SHORT: usize = 4 << 10;

const TIER: &[&str] = &["tier", "servicetier", "criticality"];
const LIFECYCLE: &[&str] = &["lifecycle", "lifecyclestage"];
const LANGUAGE: &[&str] = &["language", "languages", "programminglanguage", "lang"];
const DESCRIPTION: &[&str] = &["description", "summary"];
const TAGS: &[&str] = &["tags"];

/// The properties that are not understood yet.
pub(super) struct Properties<'v> {
    /// By name as written.
    left: Vec<(&'v str, Field<'v>)>,
}

/// The properties of an entity. One that is null is cleared in Port, and none.
pub(super) fn of<'v>(fields: &Fields<'v>, reader: &mut Reader<'_>) -> Properties<'v> {
    let Some(field) = fields.get("properties") else { return Properties { left: Vec::new() } };
    let Some(map) = reader.map(field.value, &field.pointer) else { return Properties { left: Vec::new() } };
    let there = map.iter().filter(|(_, value)| !value.is_null() && **value != "");
    let left = there.map(|(name, value)| (name.as_str(), Field { pointer: child(&field.pointer, name), value }));
    Properties { left: left.collect() }
}

impl<'v> Properties<'v> {
    /// Reads the ones that every entity has.
    pub(super) fn typed(&mut self, entity: &mut Entity, reader: &mut Reader<'_>) {
        entity.description = self.text(DESCRIPTION, reader);
        entity.lifecycle = self.text(LIFECYCLE, reader).map(lifecycle);
        if let Some(index) = self.find(TIER, |value| value.is_string() || value.is_number()) {
            entity.tier = tier(&self.left[index].1, reader);
            // What is not understood stays where it can be seen.
            if entity.tier.is_some() {
                self.left.remove(index);
            }
        }
        if let Some(index) = self.find(LANGUAGE, |value| value.is_string() || value.is_array()) {
            let (_, field) = self.left.remove(index);
            let first = match field.value {
                Value::Array(items) => items.first().map(|item| (child(&field.pointer, "0"), item)),
                one => Some((field.pointer, one)),
            };
            let language = first.and_then(|(pointer, value)| reader.text(value, &pointer));
            entity.language = language.map(|language| language.to_lowercase());
        }
        if let Some(index) = self.find(TAGS, Value::is_array) {
            entity.tags = tags(&self.left.remove(index).1, reader);
        }
        // The blueprint says what a service is; a component or a resource says more of it itself.
        if entity.entity_type.is_none() || entity.kind == "Resource" {
            let written = self.text(&["type"], reader).map(|written| written.to_lowercase());
            entity.entity_type = written.or(entity.entity_type.take());
        }
    }

    /// Takes the first property of one of these names, folded, whose value is such a one.
    pub(super) fn take(&mut self, names: &[&str], suits: impl Fn(&Value) -> bool) -> Option<(&'v str, Field<'v>)> {
        self.find(names, suits).map(|index| self.left.remove(index))
    }

    /// Takes the first property of one of these names that is text, and not in a file.
    pub(super) fn text(&mut self, names: &[&str], reader: &mut Reader<'_>) -> Option<String> {
        let inline = |value: &Value| value.as_str().is_some_and(|text| !text.starts_with(FILE));
        let (_, field) = self.take(names, inline)?;
        reader.text(field.value, &field.pointer)
    }

    /// Takes every property that is such a one, by its name as written and its text.
    pub(super) fn take_texts(&mut self, suits: impl Fn(&str) -> bool) -> Vec<(&'v str, &'v str)> {
        let mut taken = Vec::new();
        self.left.retain(|(name, field)| match field.value.as_str().filter(|text| suits(text)) {
            Some(text) => {
                taken.push((*name, text));
                false
            }
            None => true,
        });
        taken
    }

    /// The ones that nobody took, as custom fields. What a file says stays there, and the reference to it here, if it is
    /// long.
    pub(super) fn rest(self, reader: &Reader<'_>) -> BTreeMap<String, Value> {
        let value = |field: Field<'_>| match reader.targets.get(&field.pointer) {
            Some(target) if field.value.as_str().is_some_and(|text| text.len() > SHORT) => Value::from(target.as_str()),
            _ => field.value.clone(),
        };
        self.left.into_iter().map(|(name, field)| (name.to_owned(), value(field))).collect()
    }

    fn find(&self, names: &[&str], suits: impl Fn(&Value) -> bool) -> Option<usize> {
        let index =
            |wanted: &&str| self.left.iter().position(|(name, field)| fold(name) == **wanted && suits(field.value));
        names.iter().find_map(index)
    }
}
