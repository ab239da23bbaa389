//! Which values of a document the entity holds, and which not.
//!
//! This is found out by trial: values are changed, one subtree after the other, and the document is read again. A change
//! that shows in a field of the entity is the origin of this field; what can be changed without a trace is held nowhere.
//! So there is no table beside the decoders that could say otherwise than they do.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::formats::read::child;
use crate::formats::{FORMATS, Reader};
use crate::model::{Entity, Format};
use crate::yaml::{Document, to_yaml};

/// How many values may be looked at, over all trials of a document. A descriptor of a hundred values needs ten thousand;
/// beyond the bound, what a changed subtree holds counts as held.
const BUDGET: usize = 5_000_000;

/// Keys at the root that only say which format it is.
const VERSIONS: [&str; 5] = ["/configVersion", "/version", "/schema-version", "/apiVersion", "/openapi"];

/// What became of each value of a document.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    /// For a place in the entity, such as `/tier`: how many places changed along with it, and the pointer of the value.
    places: BTreeMap<String, (usize, String)>,
    /// The largest subtrees of which the entity holds nothing.
    rest: Vec<String>,
    written: Value,
}

impl Origins {
    /// Finds them for the document that the entity was read from, as its descriptor has it.
    pub(crate) fn of(entity: &Entity) -> Self {
        Self::within(entity, BUDGET)
    }

    /// The same, looking at no more than `budget` values. What is found out then is less exact, not wrong.
    pub(crate) fn within(entity: &Entity, budget: usize) -> Self {
        let written = entity.written().clone();
        let mut origins = Self { places: BTreeMap::new(), rest: Vec::new(), written: written.clone() };
        let entry = FORMATS.iter().find(|entry| entry.format == entity.format);
        let (Some(entry), Value::Object(root)) = (entry, written) else { return origins };
        // Cortex's contract is the text of the whole document; everything else comes from the values.
        let has_contract =
            entity.format == Format::Cortex && entity.api.as_ref().is_some_and(|api| api.definition.is_some());
        let read = |root: &Map<String, Value>| {
            let text = if has_contract { to_yaml(&Value::Object(root.clone())) } else { String::new() };
            let document = Document::of(text);
            let mut reader = Reader::new(&document, &entity.namespace);
            // A descriptor without a name is called after its repository.
            reader.repository = Some(&entity.name);
            (entry.read)(root, &mut reader).map(fields)
        };
        let Some(baseline) = read(&root) else { return origins };
        let mut trial = Trial { root: Value::Object(root), read: &read, baseline, budget };
        for key in trial.keys("") {
            origins.look(&mut trial, &child("", &key));
        }
        origins
    }

    fn look(&mut self, trial: &mut Trial<'_>, pointer: &str) {
        let Some(value) = trial.root.pointer(pointer).cloned() else { return };
        if says_nothing(pointer, &value) {
            return;
        }
        let Some(changed) = trial.changed(pointer, &value) else { return };
        // The contract's text repeats a whole OpenAPI document, the extensions too that are not part of any contract.
        let in_extension = pointer.split('/').any(|step| step.starts_with("x-"));
        let (contract, changed): (Vec<_>, Vec<_>) = changed.into_iter().partition(|place| place == "/api/definition");
        if changed.is_empty() && (contract.is_empty() || in_extension) {
            if !VERSIONS.contains(&pointer) {
                self.rest.push(pointer.to_owned());
            }
            return;
        }
        for place in changed.iter().chain(&contract) {
            let best = self.places.entry(place.clone()).or_insert((usize::MAX, String::new()));
            // Of a subtree and a value in it that change the same, the value is the closer one.
            if changed.len() <= best.0 {
                *best = (changed.len(), pointer.to_owned());
            }
        }
        if !changed.is_empty() {
            match &value {
                Value::Object(map) => map.keys().for_each(|key| self.look(trial, &child(pointer, key))),
                Value::Array(items) => (0..items.len()).for_each(|item| self.look(trial, &format!("{pointer}/{item}"))),
                _ => {}
            }
        }
    }

    /// Where the document says what stands at this place in the entity; the nearest place above that is known.
    pub(crate) fn origin(&self, entity: &Entity, place: &str) -> String {
        if let Some(origin) = relation_origin(entity, place) {
            return origin;
        }
        let mut place = place;
        loop {
            let below = self.places.range(place.to_owned()..).take_while(|(path, _)| path.starts_with(place));
            let inside = |path: &str| path.len() == place.len() || path.as_bytes().get(place.len()) == Some(&b'/');
            if let Some((_, (_, pointer))) = below.filter(|(path, _)| inside(path)).min_by_key(|(_, (count, _))| *count)
            {
                return pointer.clone();
            }
            match place.rsplit_once('/') {
                Some((above, _)) if !above.is_empty() => place = above,
                _ => return String::new(),
            }
        }
    }

    /// The largest subtrees that the entity holds nothing of, with what they say.
    pub(crate) fn rest(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.rest.iter().filter_map(|pointer| Some((pointer.as_str(), self.written.pointer(pointer)?)))
    }

    /// The document without what the entity holds. A list of which a part is left stays whole, so that it is still clear
    /// what the part belongs to.
    pub(crate) fn rest_document(&self) -> Option<Value> {
        prune(&self.written, "", &self.rest)
    }
}

/// Relations know their origin themselves.
fn relation_origin(entity: &Entity, place: &str) -> Option<String> {
    let index: usize = place.strip_prefix("/relations/")?.split('/').next()?.parse().ok()?;
    entity.relations.get(index).map(|relation| relation.origin.clone())
}

/// What of an entity can be compared: all but the document itself, and where in it relations stand.
fn fields(mut entity: Entity) -> Value {
    entity.descriptor = Value::Null;
    for relation in &mut entity.relations {
        relation.origin.clear();
    }
    // An entity has text keys and finite numbers only, which always have a JSON form.
    serde_json::to_value(&entity).unwrap_or_default()
}

/// Whether a value is empty, or a word for "nothing in particular".
fn says_nothing(pointer: &str, value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => {
            let of_type = pointer.ends_with("/type") || pointer.ends_with("/category");
            text.trim().is_empty() || of_type && matches!(text.to_ascii_lowercase().as_str(), "other" | "other_link")
        }
        Value::Array(items) => items.iter().all(|item| says_nothing("", item)),
        Value::Object(map) => map.values().all(|value| says_nothing("", value)),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Reads changed documents.
struct Trial<'t> {
    root: Value,
    read: &'t dyn Fn(&Map<String, Value>) -> Option<Value>,
    baseline: Value,
    budget: usize,
}

impl Trial<'_> {
    fn keys(&self, pointer: &str) -> Vec<String> {
        let map = self.root.pointer(pointer).and_then(Value::as_object);
        map.map(|map| map.keys().cloned().collect()).unwrap_or_default()
    }

    /// The places in the entity that change along with this subtree; nothing once the budget is spent.
    fn changed(&mut self, pointer: &str, value: &Value) -> Option<Vec<String>> {
        self.budget = self.budget.checked_sub(size(&self.root))?;
        *self.root.pointer_mut(pointer)? = disturbed(value);
        let entity = self.root.as_object().and_then(|root| (self.read)(root));
        *self.root.pointer_mut(pointer)? = value.clone();
        let mut places = Vec::new();
        match entity {
            Some(entity) => compare(&self.baseline, &entity, String::new(), &mut places),
            None => places.push("/name".to_owned()),
        }
        Some(places)
    }
}

/// The same shape with another value everywhere.
fn disturbed(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Bool(value) => json!(!value),
        Value::Number(number) => match number.as_i64() {
            Some(integer) => json!(integer.wrapping_add(1)),
            None => json!(number.as_f64().unwrap_or_default() / 2.0),
        },
        Value::String(text) if text.trim().is_empty() => value.clone(),
        Value::String(text) => json!(format!("{text}x")),
        Value::Array(items) => items.iter().map(disturbed).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), disturbed(value))).collect(),
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(map) => 1 + map.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// The places at which two values differ.
fn compare(one: &Value, other: &Value, path: String, places: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in one {
                let path = child(&path, key);
                match other.get(key) {
                    Some(other) => compare(value, other, path, places),
                    None => places.push(path),
                }
            }
            places.extend(other.keys().filter(|key| !one.contains_key(*key)).map(|key| child(&path, key)));
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (number, (one, other)) in one.iter().zip(other).enumerate() {
                compare(one, other, format!("{path}/{number}"), places);
            }
        }
        _ if one == other => {}
        _ => places.push(path),
    }
}

/// What is left of a value when only the subtrees at these pointers stay.
fn prune(value: &Value, pointer: &str, kept: &[String]) -> Option<Value> {
    if kept.iter().any(|kept| kept == pointer) {
        return Some(value.clone());
    }
    match value {
        Value::Object(map) => {
            let left =
                map.iter().filter_map(|(key, value)| Some((key.clone(), prune(value, &child(pointer, key), kept)?)));
            let left: Map<String, Value> = left.collect();
            (!left.is_empty()).then_some(Value::Object(left))
        }
        Value::Array(_) => {
            let inside = format!("{pointer}/");
            kept.iter().any(|kept| kept.starts_with(&inside)).then(|| value.clone())
        }
        _ => None,
    }
}
