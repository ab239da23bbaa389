//! The spec.

use serde_json::{Map, Value, json};

use crate::convert::envelope::{self, Placed, is_opaque, put, short_ref};
use crate::convert::gap::Gaps;
use crate::model::{Entity, EntityRef, Relation, RelationType};

/// The fields of every kind, those too that Backstage does not read.
pub(super) fn spec(entity: &Entity, gaps: &mut Gaps) -> Map<String, Value> {
    let mut spec = Map::new();
    let owner = |owner: &EntityRef| short_ref(owner, Some("group"), &entity.namespace);
    put(&mut spec, "type", json!(entity.entity_type));
    put(&mut spec, "lifecycle", json!(entity.lifecycle));
    match &entity.owner {
        Some(opaque) if is_opaque(opaque) => opaque_owner("owner", "/owner", opaque, gaps),
        known => put(&mut spec, "owner", json!(known.as_ref().map(owner))),
    }
    let mut additional = Vec::new();
    for (index, other) in entity.additional_owners.iter().enumerate() {
        match is_opaque(other) {
            true => opaque_owner("additional_owners", &format!("/additional_owners/{index}"), other, gaps),
            false => additional.push(json!(owner(other))),
        }
    }
    put(&mut spec, "additionalOwners", Value::Array(additional));
    put(&mut spec, "tier", json!(entity.tier));
    put(&mut spec, "language", json!(entity.language));
    put(&mut spec, "profile", profile(entity, gaps));
    relations(entity, &mut spec, gaps);
    put(&mut spec, "definition", definition(entity, gaps));
    put(&mut spec, "customFields", json!(entity.custom_fields));
    spec
}

fn opaque_owner(name: &'static str, place: &str, owner: &EntityRef, gaps: &mut Gaps) {
    let message = format!("the owner {} is lost: Backstage knows owners by name only", owner.name());
    gaps.lost(name, place, message, "write `owner:` with the name of the Group that is meant");
}

fn profile(entity: &Entity, gaps: &mut Gaps) -> Value {
    let Some(profile) = &entity.profile else { return Value::Null };
    if matches!(entity.kind.as_str(), "Group" | "User") {
        return envelope::profile(profile);
    }
    let message = format!("the profile of {} is lost: only a Group or a User has one", entity.name);
    gaps.lost("profile", "/profile", message, "write the address of a person or a team as a link");
    Value::Null
}

fn relations(entity: &Entity, spec: &mut Map<String, Value>, gaps: &mut Gaps) {
    let placed = Placed::of(entity);
    for (field, relations) in placed.fields {
        let mut values = Vec::new();
        for (index, relation) in relations {
            if is_opaque(&relation.target) {
                let message =
                    format!("the {} {} is lost: Backstage knows entities by name only", field.name, relation.target);
                let instead = format!("add the name of what is meant to `{}:`", field.name);
                gaps.lost("relations", &format!("/relations/{index}"), message, &instead);
                continue;
            }
            values.push(json!(short_ref(&relation.target, field.default_kind, &entity.namespace)));
            if !relation.attributes.is_empty() {
                let said: Vec<&str> = relation.attributes.keys().map(String::as_str).collect();
                let message = format!(
                    "what {} says of {} is lost ({}): a relation of Backstage's is a reference and no more",
                    field.name,
                    relation.target,
                    said.join(", "),
                );
                let instead = "write it into the description, or into an annotation";
                gaps.lost("relations", &format!("/relations/{index}"), message, instead);
            }
        }
        let value = if field.single { values.pop().unwrap_or_default() } else { Value::Array(values) };
        put(spec, field.name, value);
    }
    for (index, relation) in placed.others {
        let message = format!(
            "the relation {} {} is lost: no field of a {} in Backstage declares it",
            relation.relation_type, relation.target, entity.kind,
        );
        gaps.lost("relations", &format!("/relations/{index}"), message, &other_way(entity, relation));
    }
}

/// How else Backstage might be told of a relation.
fn other_way(entity: &Entity, relation: &Relation) -> String {
    let target = &relation.target;
    match (&relation.relation_type, entity.kind.as_str()) {
        (RelationType::HasPart, "System") => format!("write `system: {}` in the descriptor of {target}", entity.name),
        (RelationType::HasPart, "Domain") => format!("write `domain: {}` in the descriptor of {target}", entity.name),
        (RelationType::PartOf, _) if target.kind() == "domain" => {
            format!("write `system:` with a system whose descriptor says `domain: {}`", target.name())
        }
        _ => "link the two, or declare it as dependsOn where that is what is meant".to_owned(),
    }
}

/// The contract. Only an API has one.
fn definition(entity: &Entity, gaps: &mut Gaps) -> Value {
    let Some(api) = &entity.api else { return Value::Null };
    if entity.kind != "API" {
        let message = format!("the API of {} is lost: in Backstage an API is an entity of its own", entity.name);
        let instead = "describe it in a document of kind API, and name that in `providesApis:`";
        gaps.lost("api", "/api", message, instead);
        return Value::Null;
    }
    if api.spec_type != entity.entity_type
        && let Some(spec_type) = &api.spec_type
    {
        let message = format!("that the contract of {} is {spec_type} is lost: the API has another type", entity.name);
        gaps.lost("api", "/api/type", message, &format!("write `type: {spec_type}`"));
    }
    match (&api.definition, &api.reference) {
        (Some(text), reference) => {
            if let Some(reference) = reference {
                let message = format!("that the contract stands in {reference} is lost: its text is there instead");
                gaps.lost("api", "/api/reference", message, "write it as a link");
            }
            json!(text)
        }
        (None, Some(reference)) => json!({ "$text": reference }),
        (None, None) => Value::Null,
    }
}
