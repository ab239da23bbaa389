//! What Backstage demands of the spec of each of its kinds.

use serde_json::Value;

use super::schema::{Property, Shape, TEXT, TEXTS, check, may, needs};
use super::template_schema;
use super::verdict::{Refusal, Verdict};

/// The apiVersions of the kinds that have been there from the beginning.
const CORE: &[&str] = &["backstage.io/v1alpha1", "backstage.io/v1beta1"];

/// A kind, the apiVersions under which it is known, and its spec.
struct Schema {
    kind: &'static str,
    api_versions: &'static [&'static str],
    spec: fn(&Value) -> &'static [Property],
}

static SCHEMAS: &[Schema] = &[
    Schema { kind: "Component", api_versions: CORE, spec: |_| COMPONENT },
    Schema { kind: "API", api_versions: CORE, spec: api },
    Schema { kind: "Resource", api_versions: CORE, spec: |_| RESOURCE },
    Schema { kind: "System", api_versions: CORE, spec: |_| SYSTEM },
    Schema { kind: "Domain", api_versions: CORE, spec: |_| DOMAIN },
    Schema { kind: "Group", api_versions: CORE, spec: |_| GROUP },
    Schema { kind: "User", api_versions: CORE, spec: |_| USER },
    Schema { kind: "Location", api_versions: CORE, spec: |_| LOCATION },
    Schema { kind: "AiResource", api_versions: &["backstage.io/v1alpha1"], spec: ai_resource },
    Schema { kind: "Template", api_versions: &["scaffolder.backstage.io/v1beta3"], spec: |_| template_schema::SPEC },
];

const COMPONENT: &[Property] = &[
    needs("type", TEXT),
    needs("lifecycle", TEXT),
    needs("owner", TEXT),
    may("system", TEXT),
    may("subcomponentOf", TEXT),
    may("providesApis", TEXTS),
    may("consumesApis", TEXTS),
    may("dependsOn", TEXTS),
];

const API: &[Property] = &[
    needs("type", TEXT),
    needs("lifecycle", TEXT),
    needs("owner", TEXT),
    needs("definition", TEXT),
    may("system", TEXT),
];

const MCP_SERVER: &[Property] = &[
    needs("type", TEXT),
    needs("lifecycle", TEXT),
    needs("owner", TEXT),
    needs("remotes", Shape::List(1, &Shape::Map(&[needs("type", TEXT), needs("url", TEXT)]))),
    may("system", TEXT),
];

const RESOURCE: &[Property] =
    &[needs("type", TEXT), needs("owner", TEXT), may("dependsOn", TEXTS), may("system", TEXT)];

const SYSTEM: &[Property] = &[needs("owner", TEXT), may("domain", TEXT), may("type", TEXT)];

const DOMAIN: &[Property] = &[needs("owner", TEXT), may("subdomainOf", TEXT), may("type", TEXT)];

const PROFILE: Shape = Shape::Map(&[may("displayName", TEXT), may("email", TEXT), may("picture", TEXT)]);

const GROUP: &[Property] = &[
    needs("type", TEXT),
    may("profile", PROFILE),
    may("parent", TEXT),
    needs("children", TEXTS),
    may("members", TEXTS),
];

const USER: &[Property] = &[may("profile", PROFILE), needs("memberOf", TEXTS)];

const LOCATION: &[Property] = &[
    may("type", TEXT),
    may("target", TEXT),
    may("targets", TEXTS),
    may("presence", Shape::Word(&["required", "optional"])),
];

const AI_SKILL: &[Property] = &[
    needs("type", TEXT),
    needs("lifecycle", TEXT),
    needs("owner", TEXT),
    may("system", TEXT),
    may("disciplines", TEXTS),
    may("categories", TEXTS),
    may("agents", TEXTS),
    may("dependsOn", TEXTS),
    may("allowedTools", TEXT),
    may("license", TEXT),
    may("compatibility", TEXT),
];

const AI_RULE: &[Property] = &[
    needs("type", TEXT),
    needs("lifecycle", TEXT),
    needs("owner", TEXT),
    may("system", TEXT),
    needs("category", TEXT),
    needs("rationale", TEXT),
    may("disciplines", TEXTS),
];

const AI_PLUGIN: &[Property] = &[
    needs("type", TEXT),
    needs("lifecycle", TEXT),
    needs("owner", TEXT),
    may("system", TEXT),
    needs("skills", TEXTS),
    may("version", TEXT),
];

const AI_MARKETPLACE: &[Property] = &[
    needs("type", TEXT),
    needs("lifecycle", TEXT),
    needs("owner", TEXT),
    may("system", TEXT),
    needs("plugins", TEXTS),
    may("version", TEXT),
];

const AI_OTHER: &[Property] =
    &[needs("type", TEXT), needs("lifecycle", TEXT), needs("owner", TEXT), may("system", TEXT)];

/// A server of the model context protocol has remotes instead of a definition.
fn api(entity: &Value) -> &'static [Property] {
    if of_type(entity) == Some("mcp-server") { MCP_SERVER } else { API }
}

fn ai_resource(entity: &Value) -> &'static [Property] {
    match of_type(entity) {
        Some("skill") => AI_SKILL,
        Some("rule") => AI_RULE,
        Some("plugin") => AI_PLUGIN,
        Some("marketplace") => AI_MARKETPLACE,
        _ => AI_OTHER,
    }
}

fn of_type(entity: &Value) -> Option<&str> {
    entity.pointer("/spec/type").and_then(Value::as_str)
}

/// The fields of the spec that Backstage reads on an entity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpecFields {
    kind: &'static str,
    properties: &'static [Property],
}

impl SpecFields {
    /// Whether Backstage reads a field of this name.
    pub(crate) fn knows(&self, name: &str) -> bool {
        // The inverse of `dependsOn` makes a relation, though no schema has it.
        let inverse = name == "dependencyOf" && matches!(self.kind, "Component" | "Resource");
        inverse || self.properties.iter().any(|property| property.name == name)
    }

    /// The fields without which Backstage refuses the entity.
    pub(crate) fn demanded(&self) -> Vec<&'static str> {
        self.properties.iter().filter(|property| property.required).map(|property| property.name).collect()
    }
}

/// The fields of a document's spec, if its kind is one of Backstage's.
pub(crate) fn spec_fields(entity: &Value) -> Option<SpecFields> {
    let kind = entity.get("kind").and_then(Value::as_str)?;
    let schema = SCHEMAS.iter().find(|schema| schema.kind == kind)?;
    Some(SpecFields { kind: schema.kind, properties: (schema.spec)(entity) })
}

/// Judges the spec by the entity's kind. A kind or apiVersion that is not known, in exactly this case, is not recognised,
/// whatever the spec holds.
pub(super) fn judge(entity: &Value) -> Verdict {
    let text = |key: &str| entity.get(key).and_then(Value::as_str).unwrap_or_default();
    let schema = SCHEMAS.iter().find(|schema| schema.kind == text("kind"));
    let Some(schema) = schema.filter(|schema| schema.api_versions.contains(&text("apiVersion"))) else {
        return Verdict::NotRecognized;
    };
    let Some(spec) = entity.get("spec") else {
        return Verdict::Invalid(Refusal::at("", "must have `spec`"));
    };
    let result = check(spec, &Shape::Map((schema.spec)(entity)), "/spec").and_then(|()| compatibility(entity));
    result.map_or_else(Verdict::Invalid, |()| Verdict::Valid)
}

/// The one field with an upper bound: 500 characters.
fn compatibility(entity: &Value) -> Result<(), Refusal> {
    let pointer = "/spec/compatibility";
    let long = entity.pointer(pointer).and_then(Value::as_str).is_some_and(|text| text.chars().count() > 500);
    if long && of_type(entity) == Some("skill") && entity["kind"] == "AiResource" {
        return Err(Refusal::at(pointer, "must have at most 500 characters"));
    }
    Ok(())
}
