//! Cortex's scorecards as ours.

use scorecards::convert::{Converted, Product, convert, product_of};
use serde_json::{Value, json};

fn cortex(document: Value) -> Converted {
    assert_eq!(product_of(std::slice::from_ref(&document)), Some(Product::Cortex));
    convert(&[document], Product::Cortex).remove(0)
}

/// What a rule's expression becomes, or why it does not.
fn said(cql: &str) -> Result<String, String> {
    let rules = json!([{"title": "it", "expression": cql, "weight": 1}]);
    let converted = cortex(json!({"tag": "t", "name": "T", "rules": rules}));
    match converted.document.pointer("/spec/rules/0/expression") {
        Some(expression) => Ok(expression.as_str().unwrap().to_owned()),
        None => Err(converted.left_out[0].reason.clone()),
    }
}

#[test]
fn expressions_say_the_same() {
    let cases = [
        ("entity.description() != null", "entity.description != null"),
        ("entity.description().length > 10", "(entity.description == null ? 0 : size(entity.description)) > 10"),
        ("ownership.teams().length >= 1", r#"owner.kind == "Group""#),
        ("ownership.teams().length == 0", r#"owner.kind != "Group""#),
        ("ownership != null", "owner.effective != null"),
        (r#"links("runbook").length > 0"#, "size(links.runbook) > 0"),
        (r#"0 < links("runbook").length"#, "size(links.runbook) > 0"),
        (
            r#"links("docs").any((link) => link.name.matchesIn("design"))"#,
            r#"links.documentation.exists(x, x.title != null && x.title.matches("design"))"#,
        ),
        (r#"links().all(l => l.url.startsWith("https"))"#, r#"entity.links.all(x, x.url.startsWith("https"))"#),
        (r#"groups().any((group) => group.name.matchesIn("tier-"))"#, r#"entity.tags.exists(x, x.matches("tier-"))"#),
        (r#"groups().any(group => group.matches("pci"))"#, r#"entity.tags.exists(x, x.matches("^(?:pci)$"))"#),
        (r#"custom("language") != null"#, r#""language" in entity.custom"#),
        (r#"custom("language") == "rust""#, r#""language" in entity.custom && entity.custom["language"] == "rust""#),
        (
            r#"custom("k") != "v" AND git != null"#,
            r#"(!("k" in entity.custom) || entity.custom["k"] != "v") && size(links.repository) > 0"#,
        ),
        ("dependencies.out().length < 20", "size(dependencies) < 20"),
        (
            r#"dependencies.out(includeArchived = false).any((d) => d.type == "database")"#,
            r#"dependencies.exists(x, x.type == "database")"#,
        ),
        ("jira == null", r#"!("jira/project-key" in entity.annotations || "jira/component" in entity.annotations)"#),
        (r#"captures("links", links("runbook").length) > 0"#, "size(links.runbook) > 0"),
        (
            r#"entity.created().fromNow() < duration("P-2W") or not (entity.type() == "job")"#,
            r#"older_than(entity.created_at, "14d") || !(entity.type == "job")"#,
        ),
        (
            r#"git != null and (jira != null or groups().contains("internal"))"#,
            r#"size(links.repository) > 0 && ("jira/project-key" in entity.annotations || "jira/component" in entity.annotations || "internal" in entity.tags)"#,
        ),
    ];
    for (cql, cel) in cases {
        assert_eq!(said(cql).as_deref(), Ok(cel), "{cql}");
    }
    assert!(said("oncall != null").unwrap().contains(r#"k.startsWith("pagerduty.com/")"#));
    assert!(said("slack != null").unwrap().contains("size(owner.chat) > 0"));
}

#[test]
fn what_cannot_be_said_has_its_reason() {
    let cases = [
        (r#"git.fileExists("README.md")"#, "what is in a repository"),
        ("jira.numOfIssues() < 3", "what jira says of it is no fact here"),
        (r#"jq(custom("k"), ".a") == 1"#, "jq over other values"),
        (r#"deploys(duration("P-7D")).length > 0"#, "deploys are no facts here"),
        ("verifications().lastVerifiedAt() != null", "entity.changed_at"),
        ("ownership.teams().length == 2", "only whether there is one is told"),
        (r#"links("adr").length > 0"#, "links of the type adr are not told apart"),
        ("dependencies.out(includeArchived = true).length > 0", "no archived entities"),
        ("entity.description().length > 0.5", "no whole number"),
        ("entity.description()", "neither to yes nor to no"),
        ("entity.created().fromNow() > duration(\"P-3M\")", "not in days, weeks or hours"),
        ("a ==", "cannot be read"),
        ("git != null )", "cannot be read"),
        ("\"", "cannot be read"),
        ("", "it has no expression"),
    ];
    for (cql, reason) in cases {
        let refused = said(cql).unwrap_err();
        assert!(refused.contains(reason), "{cql}: {refused}");
    }
}

#[test]
fn hostile_expressions_are_refused() {
    for deep in ["(".repeat(5_000), "!".repeat(5_000), "not ".repeat(5_000), "a.".repeat(5_000)] {
        assert!(said(&format!("{deep}git")).is_err());
    }
    let long = vec!["git != null"; 95].join(" and ");
    assert!(said(&long).unwrap_err().contains("bytes long"), "too long to be evaluated");
}

#[test]
fn a_scorecard_keeps_its_ladder_its_filter_and_its_rules() {
    let converted = cortex(json!({
        "tag": "Production_Readiness", "name": "Production readiness", "description": "Fit for production.", "draft": true,
        "notifications": {"enabled": true},
        "ladder": {"levels": [
            {"name": "Gold", "rank": 2, "color": "#d7ac58"},
            {"name": "Bronze", "rank": 1, "color": "brown", "description": "The least."},
        ]},
        "filter": {"types": {"include": ["service"]}, "groups": {"exclude": ["experimental"]},
                   "query": "custom(\"tier\") != null"},
        "rules": [
            {"title": "Has a runbook", "description": "Write {one}.", "expression": "links(\"runbook\").length > 0",
             "weight": 10, "level": "Bronze", "failureMessage": "None.", "effectiveFrom": "2026-12-01T00:00:00Z"},
            {"title": "Has a runbook", "expression": "git != null", "level": "Gold",
             "filter": {"groups": {"include": ["public"]}}},
            {"title": "Is fast", "expression": "jira.numOfIssues() < 3", "level": "Gold"},
            {"title": "Is odd", "expression": "git != null", "level": "Platinum"},
        ],
    }));
    assert_eq!(
        converted.document,
        json!({
            "apiVersion": "sextant.dev/v1", "kind": "Scorecard",
            "metadata": {"name": "production-readiness", "title": "Production readiness",
                         "description": "Fit for production."},
            "spec": {
                "state": "draft",
                "appliesTo": {
                    "kinds": ["Component"], "types": ["service"],
                    "when": "(!entity.tags.exists(x, x in [\"experimental\"])) && (\"tier\" in entity.custom)",
                },
                "levels": [{"name": "bronze", "title": "Bronze"},
                           {"name": "gold", "title": "Gold", "color": "#d7ac58"}],
                "rules": [
                    {"id": "has-a-runbook", "title": "Has a runbook", "level": "bronze", "weight": 10,
                     "expression": "size(links.runbook) > 0", "passMessage": "Has a runbook.", "failMessage": "None.",
                     "fix": "Write (one).", "effectiveFrom": "2026-12-01"},
                    {"id": "has-a-runbook-2", "title": "Has a runbook", "level": "gold", "weight": 1,
                     "expression": "!((entity.tags.exists(x, x in [\"public\"]))) || (size(links.repository) > 0)",
                     "passMessage": "Has a runbook.", "failMessage": "Does not hold: Has a runbook.",
                     "fix": "Has a runbook"},
                ],
            },
        })
    );
    let parts: Vec<(&str, bool)> =
        converted.left_out.iter().map(|left_out| (left_out.part.as_str(), left_out.is_rule)).collect();
    let expected = [
        ("notifications", false),
        ("description of the level Bronze", false),
        ("Has a runbook", false),
        ("Is fast", true),
        ("Is odd", true),
    ];
    assert_eq!(parts, expected);
    let text = converted.to_text();
    assert!(text.starts_with("# not converted: notifications: "), "{text}");
    assert!(text.lines().filter(|line| line.starts_with("# not converted: ")).count() == 5, "{text}");
}

#[test]
fn types_of_several_kinds_are_told_apart() {
    let filter = json!({"types": {"include": ["service", "domain"]}});
    let converted = cortex(json!({"tag": "t", "filter": filter, "rules": []}));
    assert_eq!(
        converted.document["spec"]["appliesTo"],
        json!({"when": "(entity.kind == \"Component\" && entity.type == \"service\") || entity.kind == \"Domain\""})
    );
}
