//! What a change comes to for one entity. Pure.

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::model::{Entity, EntityRef, Format};
use catalog_schema::wire::{BulkChange, BulkField, BulkItem, BulkPlace, LeftOut};
use serde_json::Value;

use super::seen::Seen;
use crate::managed::written::Written;
use crate::managed::{Edit, Expected, Standing};

/// The fields, each with the part of a descriptor that has it.
const FIELDS: [(&str, &str); 3] = [("owner", "spec"), ("lifecycle", "spec"), ("tier", "spec")];

/// What is shown of the change, and the edit that makes it; none where nothing changes.
pub(super) fn plan(seen: &Seen, change: &BulkChange, options: &DecodeOptions) -> (BulkItem, Option<Edit>) {
    let overlay = matches!(seen.standing, Standing::File { .. });
    let kept = Some(if overlay { BulkPlace::Overlay } else { BulkPlace::Descriptor });
    let mut item = BulkItem { entity_ref: seen.entity_ref.to_string(), kept, ..BulkItem::default() };
    if let Some(revision) = change.seen.filter(|revision| seen.revision > *revision).map(|_| seen.revision) {
        let detail = format!("it was changed meanwhile, by revision {revision}; look at it as it is now");
        item.left_out.push(left_out(None, "changed_meanwhile", detail));
        return (item, None);
    }
    let Some(before) = seen.merged() else { return (item, None) };
    let Some(mut own) = document(seen, &before, &mut item) else { return (item, None) };
    let of_files = if overlay { seen.of_files() } else { None };
    let wanted = Wanted { change, namespace: seen.entity_ref.namespace() };
    for (field, part) in FIELDS {
        let Some((written, meant)) = wanted.of(field) else { continue };
        if matches!(seen.entity_ref.kind(), "group" | "user" | "location") {
            let detail = format!("a {} has no {field}", before.kind);
            item.left_out.push(left_out(Some(field), "not_for_kind", detail));
            continue;
        }
        match of_files.as_ref().and_then(|entity| value(entity, field)) {
            Some(said) if said == meant => {}
            Some(said) => item.left_out.push(said_by_file(seen, field, &said)),
            None => own.set(part, field, Some(written)),
        }
    }
    tags(&mut own, &before, change);
    let text = own.to_text();
    let Some(after) = described(&text, options).and_then(|own| seen.with(own)) else {
        item.left_out.push(left_out(None, "not_understood", "what comes of it is no descriptor".to_owned()));
        return (item, None);
    };
    item.changes = changes(&before, &after);
    not_taken(&mut item, seen, &wanted, &after);
    let expected = Expected::OfRevision(seen.revision);
    let edit = (!item.changes.is_empty()).then_some(Edit { text, overlay, expected });
    (item, edit)
}

/// What the portal keeps of the entity, or a document that says nothing yet.
fn document(seen: &Seen, before: &Entity, item: &mut BulkItem) -> Option<Written> {
    let Some(text) = &seen.text else {
        return Some(Written::of(&before.kind, &before.namespace, &before.name));
    };
    let format = seen.own().map(|own| own.format);
    let is_envelope = matches!(format, Some(Format::Native | Format::Backstage));
    let own = Written::read(text).filter(|_| is_envelope);
    if own.is_none() {
        let format = format.map_or("another", Format::as_str);
        let detail = format!("the portal keeps it in the format {format}; change its text on its page");
        item.left_out.push(left_out(None, "other_format", detail));
    }
    own
}

fn tags(own: &mut Written, before: &Entity, change: &BulkChange) {
    if change.add_tags.is_empty() && change.remove_tags.is_empty() {
        return;
    }
    let mut tags = own.list("metadata", "tags");
    tags.retain(|tag| !change.remove_tags.contains(tag));
    for tag in &change.add_tags {
        if !before.tags.contains(tag) && !tags.contains(tag) && !change.remove_tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    own.set("metadata", "tags", (!tags.is_empty()).then(|| tags.into()));
}

/// The entity of a text of the portal's.
fn described(text: &str, options: &DecodeOptions) -> Option<Entity> {
    let decoded = decode("descriptor.yaml", text.as_bytes(), options);
    decoded.documents.into_iter().find_map(|document| match document.outcome {
        DocumentOutcome::Entity(entity) => Some(*entity),
        _ => None,
    })
}

/// Says what stays otherwise than it was asked for, as far as that is not said yet.
fn not_taken(item: &mut BulkItem, seen: &Seen, wanted: &Wanted<'_>, after: &Entity) {
    for (field, _) in FIELDS {
        let Some((_, meant)) = wanted.of(field) else { continue };
        let said = item.left_out.iter().any(|left| left.field.as_deref() == Some(field));
        if !said && value(after, field).as_ref() != Some(&meant) {
            let detail = format!("{meant} is not taken for the {field} of it; change it on its page");
            item.left_out.push(left_out(Some(field), "not_understood", detail));
        }
    }
    let stays: Vec<&str> =
        wanted.change.remove_tags.iter().filter(|tag| after.tags.contains(tag)).map(String::as_str).collect();
    if !stays.is_empty() {
        item.left_out.push(said_by_file(seen, "tags", &stays.join(", ")));
    }
    let adds = wanted.change.add_tags.iter().filter(|tag| !wanted.change.remove_tags.contains(tag));
    let missing: Vec<&str> = adds.filter(|tag| !after.tags.contains(tag)).map(String::as_str).collect();
    if !missing.is_empty() {
        let detail = format!("{} is not taken for a tag; write lower-case letters, digits and -", missing.join(", "));
        item.left_out.push(left_out(Some("tags"), "not_understood", detail));
    }
}

fn said_by_file(seen: &Seen, field: &str, said: &str) -> LeftOut {
    let place = match &seen.standing {
        Standing::File { source, path, .. } => format!("{path} of the source {source}"),
        Standing::Managed | Standing::Nowhere => "another description".to_owned(),
    };
    left_out(Some(field), "said_by_file", format!("{place} says {said}; change it there"))
}

fn left_out(field: Option<&str>, code: &str, detail: String) -> LeftOut {
    LeftOut { field: field.map(str::to_owned), code: code.to_owned(), detail }
}

/// What all entities are to say.
struct Wanted<'a> {
    change: &'a BulkChange,
    namespace: &'a str,
}

impl Wanted<'_> {
    /// A field as it is to be written, and what that means.
    fn of(&self, field: &str) -> Option<(Value, String)> {
        let set = &self.change.set;
        match field {
            "owner" => set.owner.as_ref().map(|owner| {
                let meant = EntityRef::parse(owner, Some("group"), self.namespace);
                (owner.clone().into(), meant.map_or_else(|_| owner.clone(), |owner| owner.to_string()))
            }),
            "lifecycle" => set.lifecycle.as_ref().map(|text| (text.clone().into(), text.clone())),
            _ => set.tier.map(|tier| (tier.into(), tier.to_string())),
        }
    }
}

/// What an entity says in a field.
fn value(entity: &Entity, field: &str) -> Option<String> {
    match field {
        "owner" => entity.owner.as_ref().map(EntityRef::to_string),
        "lifecycle" => entity.lifecycle.clone(),
        "tier" => entity.tier.map(|tier| tier.to_string()),
        _ => (!entity.tags.is_empty()).then(|| entity.tags.join(", ")),
    }
}

fn changes(before: &Entity, after: &Entity) -> Vec<BulkField> {
    let change = |field: &str| {
        let (before, after) = (value(before, field), value(after, field));
        (before != after).then(|| BulkField { field: field.to_owned(), before, after })
    };
    ["owner", "lifecycle", "tier", "tags"].into_iter().filter_map(change).collect()
}
