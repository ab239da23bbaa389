//! What Backstage demands of every entity, whatever its kind: the envelope, then no foreign fields, then the formats of
//! names, labels, tags and links (its catalog model 1.10).

use serde_json::Value;

use super::field_formats;
use super::schema::{Shape, TEXT, check, may, needs};
use super::verdict::Refusal;

/// The envelope. `relations` and `status` belong to it, though not in a file.
static ENVELOPE: Shape = Shape::Closed(&[
    needs("apiVersion", TEXT),
    needs("kind", TEXT),
    needs("metadata", METADATA),
    may("spec", Shape::Map(&[])),
    may("relations", Shape::List(0, &RELATION)),
    may("status", Shape::Map(&[may("items", Shape::List(0, &STATUS))])),
]);

const METADATA: Shape = Shape::Map(&[
    may("uid", TEXT),
    may("etag", TEXT),
    needs("name", TEXT),
    may("namespace", TEXT),
    may("title", TEXT),
    may("description", Shape::Text(0)),
    may("labels", Shape::TextMap),
    may("annotations", Shape::TextMap),
    may("tags", Shape::List(0, &TEXT)),
    may("links", Shape::List(0, &LINK)),
]);

const LINK: Shape = Shape::Map(&[needs("url", TEXT), may("title", TEXT), may("icon", TEXT), may("type", TEXT)]);

const RELATION: Shape = Shape::Map(&[needs("type", Shape::Identifier), needs("targetRef", TEXT)]);

const STATUS: Shape = Shape::Map(&[
    needs("type", TEXT),
    needs("level", Shape::Word(&["info", "warning", "error"])),
    needs("message", Shape::Text(0)),
]);

/// The first thing that Backstage would refuse, or nothing.
pub(super) fn refuse(entity: &Value) -> Result<(), Refusal> {
    check(entity, &ENVELOPE, "")?;
    for foreign in ["relations", "status"] {
        if entity.get(foreign).is_some() {
            return Err(Refusal::at(&format!("/{foreign}"), "is written by the catalog and cannot be in a file"));
        }
    }
    field_formats::refuse(entity)
}
