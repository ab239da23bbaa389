//! A definition as a document: what reads it gets the same definition.

use catalog_schema::companions::{Companions, DescriptorFile};
use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode_examined};
use catalog_schema::diagnostic::FieldPart;
use scorecards::{
    AppliesTo, DeclaredFacts, Engine, Exemption, GraduatedShare, LevelDefinition, RuleDefinition, ScorecardDefinition,
    builtin_scorecards, examine, read,
};

/// What a text defines, and whatever is said of it.
fn read_back(text: &str) -> (ScorecardDefinition, usize) {
    let companions = Companions::new();
    let file = DescriptorFile { path: "scorecard.yaml", repository: "", companions: &companions };
    let decoded = decode_examined(&file, text.as_bytes(), &DecodeOptions::default(), &examine);
    let DocumentOutcome::Entity(entity) = &decoded.documents[0].outcome else {
        panic!("{text}\n{:?}", decoded.diagnostics);
    };
    (read(&entity.descriptor).definition.unwrap(), decoded.diagnostics.len())
}

#[test]
fn a_builtin_scorecard_reads_back_from_its_text() {
    for definition in builtin_scorecards() {
        let text = definition.to_text();
        assert_eq!(read_back(&text), (definition, 0), "{text}");
    }
}

#[test]
fn so_does_one_that_says_everything() {
    let level =
        |name: &str| LevelDefinition { name: name.into(), title: "At: it".into(), color: Some("#a97142".into()) };
    let definition = ScorecardDefinition {
        name: "readiness".into(),
        title: "Readiness, # of it".into(),
        description: "First.\n\n- second\n".into(),
        owner: Some("group:default/platform".parse().unwrap()),
        is_draft: true,
        applies_to: AppliesTo {
            kinds: vec!["Component".into()],
            types: vec!["service".into()],
            lifecycles: vec!["production".into()],
            tiers: vec![1, 2],
            tags: vec!["yes".into()],
            owners: vec!["group:shop/all".parse().unwrap()],
            when: Some("size(entity.links) > 0".into()),
        },
        levels: vec![level("bronze"), level("silver")],
        rules: vec![RuleDefinition {
            id: "tried".into(),
            title: "Tried".into(),
            kinds: vec!["Component".into()],
            weight: 0,
            level: Some("silver".into()),
            expression: "entity.tier == 1\n  || entity.tier == 2".into(),
            pass_message: "Tier {entity.tier}.".into(),
            failures: Vec::new(),
            graduated: vec![GraduatedShare { when: "entity.tier == 3".into(), percent: 50 }],
            documentation: Some("https://example.com/tiers".into()),
            effective_from: Some("2026-12-01".into()),
        }],
        exemptions: vec![Exemption {
            entity: "component:default/legacy".parse().unwrap(),
            rules: vec!["tried".into()],
            reason: "It goes.".into(),
            approved_by: Some("Mara".into()),
            expires: Some("2027-01-31".into()),
            granted: None,
        }],
    };
    let text = definition.to_text();
    assert_eq!(read_back(&text), (definition, 0), "{text}");
}

#[test]
fn what_an_engine_finds_wrong_has_its_place_in_the_document() {
    let document = |rule: &str| {
        let text = format!(
            "apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata: {{name: own}}\nspec:\n  applies-to: {{kinds: [Component], \
             when: \"levels['gone'] != null\"}}\n  rules:\n  - {{id: one, title: One, expression: 'true'}}\n  - {rule}\n"
        );
        let value: serde_json::Value = catalog_schema::convert::read_values(text.as_bytes()).unwrap().remove(0);
        value
    };
    for (rule, pointer, named) in [
        ("{id: two, title: Two, expression: facts.gone > 1}", "/spec/rules/1/expression", "gone"),
        (
            "{id: two, title: Two, expression: 'true', Fail-Message: 'It is {facts.gone}.'}",
            "/spec/rules/1/Fail-Message",
            "gone",
        ),
        (
            "{id: two, title: Two, expression: 'true', failures: [{when: 'facts.gone', message: No.}]}",
            "/spec/rules/1/failures/0/when",
            "gone",
        ),
        (
            "{id: two, title: Two, expression: 'true', graduated: [{when: 'facts.gone', percent: 50}]}",
            "/spec/rules/1/graduated/0/when",
            "gone",
        ),
    ] {
        let descriptor = document(rule);
        let definition = read(&descriptor).definition.unwrap();
        let (_, errors) = Engine::with_facts(vec![definition], DeclaredFacts::default());
        let found: Vec<_> = errors.iter().map(|error| error.in_document(&descriptor)).collect();
        let of_rule = found.iter().find(|problem| problem.pointer == pointer).unwrap_or_else(|| panic!("{found:?}"));
        let FieldPart::Within(span) = &of_rule.part else { panic!("{of_rule:?}") };
        let text = descriptor.pointer(pointer).unwrap().as_str().unwrap();
        assert!(text[span.clone()].contains(named), "{text} {span:?}");
        assert!(found.iter().any(|problem| problem.pointer == "/spec/applies-to/when"), "{found:?}");
    }
}
