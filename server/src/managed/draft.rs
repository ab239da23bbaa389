//! From the fields of a form to a descriptor.

use catalog_schema::convert::to_yaml;
use serde_json::{Map, Value, json};
use web::Draft;

/// The descriptor that says what the fields say, in the native format. What is empty is left out.
pub(crate) fn to_text(draft: &Draft) -> String {
    let text = |value: &str| Some(value.trim()).filter(|value| !value.is_empty()).map(Value::from);
    let list = |value: &str| {
        let items: Vec<&str> = value.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
        (!items.is_empty()).then(|| json!(items))
    };
    let number = |value: &str| value.trim().parse::<u8>().map(Value::from).ok().or_else(|| text(value));
    let part = |fields: Vec<(&str, Option<Value>)>| {
        let said = fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Value::Object(said.collect::<Map<_, _>>())
    };
    let is_team = draft.kind.eq_ignore_ascii_case("group");
    let document = json!({
        "apiVersion": "sextant.dev/v1",
        "kind": if draft.kind.trim().is_empty() { "Component" } else { draft.kind.trim() },
        "metadata": part(vec![
            ("name", text(&draft.name)),
            ("namespace", text(&draft.namespace)),
            ("title", text(&draft.title)),
            ("description", text(&draft.description)),
            ("tags", list(&draft.tags)),
        ]),
        "spec": part(vec![
            ("type", text(&draft.entity_type).or_else(|| is_team.then(|| "team".into()))),
            ("lifecycle", text(&draft.lifecycle)),
            ("owner", text(&draft.owner)),
            ("system", text(&draft.system)),
            ("tier", number(&draft.tier)),
            ("dependsOn", list(&draft.depends_on)),
            ("children", is_team.then(|| json!([]))),
        ]),
    });
    to_yaml(&document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_written_and_nothing_else() {
        let draft = Draft {
            kind: "Component".into(),
            name: "ledger".into(),
            description: "Who owes: what?".into(),
            owner: " payments ".into(),
            tier: "2".into(),
            tags: "rust, , money".into(),
            ..Draft::default()
        };
        let text = to_text(&draft);
        assert!(
            text.contains("name: ledger") && text.contains("owner: payments") && text.contains("tier: 2"),
            "{text}"
        );
        assert!(text.contains("\"Who owes: what?\"") || text.contains("'Who owes: what?'"), "{text}");
        assert!(!text.contains("lifecycle") && !text.contains("system"), "{text}");
        assert_eq!(text.matches("- rust\n").count() + text.matches("- money\n").count(), 2, "{text}");
    }
}
