//! What Backstage does with the document: fields that it does not read, and what it refuses.

use serde_json::{Value, json};

use crate::convert::envelope::Placed;
use crate::convert::gap::Gaps;
use crate::formats::backstage::{Verdict, spec_fields, verdict};
use crate::formats::read::field;
use crate::model::Entity;

/// What to do with fields that nothing in Backstage reads.
const READ_BY_NOBODY: &str = "filters by it work; a plugin or a page of your own has to show it";

/// Says which fields of the spec nothing in Backstage reads.
pub(super) fn in_vain(entity: &Entity, document: &Value, gaps: &mut Gaps) {
    let (Some(fields), Some(spec)) = (spec_fields(document), document["spec"].as_object()) else { return };
    for (name, value) in spec.iter().filter(|(name, _)| !fields.knows(name)) {
        let (field, place) = match name.as_str() {
            "type" => ("entity_type", "/type".to_owned()),
            "lifecycle" => ("lifecycle", "/lifecycle".to_owned()),
            "owner" => ("owner", "/owner".to_owned()),
            "additionalOwners" => ("additional_owners", "/additional_owners".to_owned()),
            "tier" => ("tier", "/tier".to_owned()),
            "language" => ("language", "/language".to_owned()),
            "customFields" => ("custom_fields", "/custom_fields".to_owned()),
            _ => ("relations", relation_place(entity, name)),
        };
        let shown = match value {
            Value::Object(map) => format!(" with {}", map.keys().map(String::as_str).collect::<Vec<_>>().join(", ")),
            Value::Array(items) => {
                format!(" ({})", items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "))
            }
            Value::String(text) => format!(" {text}"),
            other => format!(" {other}"),
        };
        let message = format!("{name}{shown} is written, but Backstage does nothing with it on a {}", entity.kind);
        gaps.unread(field, &place, message, READ_BY_NOBODY);
    }
}

/// The first relation that a field declares.
fn relation_place(entity: &Entity, name: &str) -> String {
    let placed = Placed::of(entity);
    let first = placed.fields.iter().find(|(field, _)| field.name == name).and_then(|(_, relations)| relations.first());
    first.map_or_else(|| "/relations".to_owned(), |(index, _)| format!("/relations/{index}"))
}

/// Adds what Backstage demands and may be empty; says what else it demands, and what it refuses.
pub(super) fn judge(document: &mut Value, entity: &Entity, gaps: &mut Gaps) {
    let mut complete = true;
    let demanded = spec_fields(document).map(|fields| fields.demanded()).unwrap_or_default();
    for name in demanded {
        if document["spec"].get(name).is_some() {
            continue;
        }
        if matches!(name, "children" | "memberOf") {
            document["spec"][name] = json!([]);
            continue;
        }
        complete = false;
        let message = format!("Backstage refuses the {} {} as it is: it has no {name}", entity.kind, entity.name);
        gaps.unread("kind", "/kind", message, &format!("write `{name}:` under `spec:`"));
    }
    match verdict(document) {
        Verdict::NotRecognized => {
            let message = format!("Backstage takes the kind {} only with an extension that knows it", entity.kind);
            gaps.unread("kind", "/kind", message, "add the extension, or use one of Backstage's own kinds");
        }
        Verdict::Invalid(refusal) if complete => {
            let message = format!("Backstage refuses the {} {}: {}", entity.kind, entity.name, refusal.message);
            gaps.unread("kind", "/kind", message, &format!("mend {}", field(&refusal.pointer)));
        }
        Verdict::Invalid(_) | Verdict::Valid => {}
    }
}
