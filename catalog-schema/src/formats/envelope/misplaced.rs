//! Fields under `spec` that belong under `metadata`, and the other way round.

use serde_json::{Map, Value};

use crate::diagnostic::codes;
use crate::formats::read::{Field, Fields, Reader, child};

/// Fields of metadata that are found under spec.
const OF_METADATA: [&str; 6] = ["title", "description", "labels", "annotations", "tags", "links"];
/// Fields of spec that are found under metadata.
const OF_SPEC: [&str; 9] =
    ["type", "lifecycle", "owner", "system", "tier", "dependsOn", "providesApis", "consumesApis", "memberOf"];

/// A map of the envelope: as written, its pointer, and its known fields.
type Part<'p, 'v> = (&'v Map<String, Value>, &'p str, &'p mut Fields<'v>);

/// Takes misplaced fields for what they are, where the right place has none.
pub(super) fn put_right<'v>(reader: &mut Reader<'_>, metadata: Part<'_, 'v>, spec: Part<'_, 'v>) {
    let (metadata_map, metadata_at, metadata) = metadata;
    let (spec_map, spec_at, spec) = spec;
    for name in OF_METADATA {
        adopt(reader, name, (spec_map, spec_at), metadata, "metadata");
    }
    for name in OF_SPEC {
        adopt(reader, name, (metadata_map, metadata_at), spec, "spec");
    }
}

fn adopt<'v>(
    reader: &mut Reader<'_>,
    name: &'static str,
    (from, at): (&'v Map<String, Value>, &str),
    to: &mut Fields<'v>,
    place: &str,
) {
    let Some(value) = from.get(name).filter(|value| !value.is_null()) else { return };
    if to.get(name).is_some() {
        return;
    }
    let pointer = child(at, name);
    let message = format!("`{name}` belongs under {place}; it is read as if it stood there");
    reader.key_problem(&codes::MISPLACED_KEY, &pointer, message, &format!("move it to `{place}:`"));
    to.adopt(name, Field { pointer, value });
}
