//! A scorecard to a descriptor: what [`read`](super::read()) reads the same scorecard from.

use catalog_schema::convert::to_yaml;
use catalog_schema::model::EntityRef;
use serde_json::{Map, Value, json};

use super::data::{
    AppliesTo, Exemption, FailureCase, GraduatedShare, LevelDefinition, RuleDefinition, ScorecardDefinition,
};

impl ScorecardDefinition {
    /// Its native document, without exemptions that somebody was granted. Where a scorecard has an author's own text, that says more: comments, cases to test.
    pub fn to_document(&self) -> Value {
        let mut metadata = Map::new();
        put(&mut metadata, "name", &self.name);
        put(&mut metadata, "title", &self.title);
        put(&mut metadata, "description", &self.description);
        let mut spec = Map::new();
        put(&mut spec, "owner", &self.owner.as_ref().map(ToString::to_string).unwrap_or_default());
        if self.is_draft {
            put(&mut spec, "state", "draft");
        }
        let applies_to = applies_to(&self.applies_to);
        if !applies_to.is_empty() {
            spec.insert("appliesTo".to_owned(), applies_to.into());
        }
        list(&mut spec, "levels", self.levels.iter().map(level));
        spec.insert("rules".to_owned(), self.rules.iter().map(rule).collect());
        let said = self.exemptions.iter().filter(|exemption| exemption.granted.is_none());
        list(&mut spec, "exemptions", said.map(exemption));
        json!({"apiVersion": "sextant.dev/v1", "kind": "Scorecard", "metadata": metadata, "spec": spec})
    }

    /// The same as YAML.
    pub fn to_text(&self) -> String {
        to_yaml(&self.to_document())
    }
}

fn applies_to(applies_to: &AppliesTo) -> Map<String, Value> {
    let mut fields = Map::new();
    let texts = |texts: &[String]| texts.iter().map(|text| Value::from(text.as_str())).collect::<Vec<_>>();
    list(&mut fields, "kinds", texts(&applies_to.kinds));
    list(&mut fields, "types", texts(&applies_to.types));
    list(&mut fields, "lifecycles", texts(&applies_to.lifecycles));
    list(&mut fields, "tiers", applies_to.tiers.iter().map(|tier| Value::from(*tier)));
    list(&mut fields, "tags", texts(&applies_to.tags));
    list(&mut fields, "owners", applies_to.owners.iter().map(reference));
    put(&mut fields, "when", applies_to.when.as_deref().unwrap_or_default());
    fields
}

fn level(level: &LevelDefinition) -> Value {
    let mut fields = Map::new();
    put(&mut fields, "name", &level.name);
    put(&mut fields, "title", &level.title);
    put(&mut fields, "color", level.color.as_deref().unwrap_or_default());
    fields.into()
}

fn rule(rule: &RuleDefinition) -> Value {
    let mut fields = Map::new();
    put(&mut fields, "id", &rule.id);
    put(&mut fields, "title", &rule.title);
    list(&mut fields, "kinds", rule.kinds.iter().map(|kind| Value::from(kind.as_str())));
    put(&mut fields, "level", rule.level.as_deref().unwrap_or_default());
    fields.insert("weight".to_owned(), rule.weight.into());
    put(&mut fields, "expression", &rule.expression);
    put(&mut fields, "passMessage", &rule.pass_message);
    list(&mut fields, "failures", rule.failures.iter().map(failure));
    list(&mut fields, "graduated", rule.graduated.iter().map(share));
    put(&mut fields, "documentation", rule.documentation.as_deref().unwrap_or_default());
    put(&mut fields, "effectiveFrom", rule.effective_from.as_deref().unwrap_or_default());
    fields.into()
}

fn failure(case: &FailureCase) -> Value {
    let mut fields = Map::new();
    put(&mut fields, "when", case.when.as_deref().unwrap_or_default());
    put(&mut fields, "message", &case.message);
    put(&mut fields, "fix", &case.fix);
    fields.into()
}

fn share(share: &GraduatedShare) -> Value {
    json!({"when": share.when, "percent": share.percent})
}

fn exemption(exemption: &Exemption) -> Value {
    let mut fields = Map::new();
    fields.insert("entity".to_owned(), reference(&exemption.entity));
    list(&mut fields, "rules", exemption.rules.iter().map(|id| Value::from(id.as_str())));
    put(&mut fields, "reason", &exemption.reason);
    put(&mut fields, "approvedBy", exemption.approved_by.as_deref().unwrap_or_default());
    put(&mut fields, "expires", exemption.expires.as_deref().unwrap_or_default());
    fields.into()
}

fn reference(reference: &EntityRef) -> Value {
    reference.to_string().into()
}

/// Puts down a text, unless it is empty: the reader takes none for one that is left out.
fn put(fields: &mut Map<String, Value>, key: &str, text: &str) {
    if !text.is_empty() {
        fields.insert(key.to_owned(), text.into());
    }
}

/// Likewise a list.
fn list(fields: &mut Map<String, Value>, key: &str, items: impl IntoIterator<Item = Value>) {
    let items: Vec<Value> = items.into_iter().collect();
    if !items.is_empty() {
        fields.insert(key.to_owned(), items.into());
    }
}
