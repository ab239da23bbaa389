//! From the fields of a form to a descriptor.

use web::Draft;

use super::fill::{begin, fill};

/// The descriptor that says what the fields say, in the native format. What is empty is left out.
pub(crate) fn to_text(draft: &Draft) -> String {
    let kind = if draft.kind.trim().is_empty() { "Component" } else { draft.kind.trim() };
    let mut written = begin(kind, draft.namespace.trim(), draft.name.trim());
    for (column, value) in [
        ("title", &draft.title),
        ("description", &draft.description),
        ("tags", &draft.tags),
        ("type", &draft.entity_type),
        ("lifecycle", &draft.lifecycle),
        ("owner", &draft.owner),
        ("system", &draft.system),
        ("tier", &draft.tier),
        ("depends_on", &draft.depends_on),
    ] {
        fill(&mut written, column, value);
    }
    written.to_text()
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
        assert!(!text.contains("lifecycle") && !text.contains("system") && !text.contains("namespace"), "{text}");
        assert_eq!(text.matches("- rust\n").count() + text.matches("- money\n").count(), 2, "{text}");
    }
}
