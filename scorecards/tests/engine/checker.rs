//! What the checker refuses, what it says, and where: `^` marks the place.

use scorecards::{FailureCase, facts};

use crate::support::{engine, rule};

/// The expression, what of it is marked, and what is said.
fn refused(expression: &str) -> (String, String) {
    let (_, mut errors) = engine(rule(expression));
    assert_eq!(errors.len(), 1, "{expression} is accepted");
    let error = errors.remove(0).error;
    (expression[error.span.clone()].to_owned(), error.to_string())
}

fn check(cases: &[(&str, &str, &str)]) {
    for (expression, marked, said) in cases {
        let found = refused(expression);
        assert_eq!((found.0.as_str(), found.1.as_str()), (*marked, *said), "{expression}");
    }
}

#[test]
fn names_of_facts_and_fields() {
    check(&[
        ("entity.teir == 1", "entity.teir", "entity.teir is not a fact; did you mean entity.tier?"),
        ("size(entity.tags) > 0 && weather.sunny", "weather.sunny", "weather.sunny is not a fact"),
        (
            "dependencies.all(d, d.lifecyle != 'deprecated')",
            "d.lifecyle",
            "d, an entity, has no field lifecyle; did you mean lifecycle?",
        ),
        ("findings.exists(f, f.x)", "f.x", "f, a finding, has no field x; it has rule, severity, is_subject"),
        (
            "entity.links[0].adress != null",
            "entity.links[0].adress",
            "entity.links[0], a link, has no field adress; it has url, title, type",
        ),
        (
            "entity.tags.length > 0",
            "entity.tags.length",
            "entity.tags, a list of texts, has no field length; write size(entity.tags)",
        ),
        (
            "entity.name.first == 'a'",
            "entity.name.first",
            "entity.name, text, has no field first; only maps and the entries of lists have fields",
        ),
        (
            "links.runbook.url != ''",
            "links.runbook.url",
            "links.runbook, a list of links, has no field url; its entries may: write links.runbook.all(x, …), links.runbook.exists(x, …) or links.runbook[0]",
        ),
        (
            "entity.links.all(l, has(l.title))",
            "has(l.title)",
            "has(l.title) is not needed: it is always there, and null where nobody supplied it; write l.title != null",
        ),
    ]);
}

#[test]
fn operators_between_what_never_fits() {
    check(&[
        (
            "entity.tier == \"1\"",
            "entity.tier == \"1\"",
            "entity.tier is a whole number and \"1\" is text: they are never equal; write entity.tier == 1",
        ),
        (
            "true && entity.tags == 'pci'",
            "entity.tags == 'pci'",
            "entity.tags is a list of texts and 'pci' is text: they are never equal; write 'pci' in entity.tags",
        ),
        (
            "entity.tags > 3",
            "entity.tags > 3",
            "entity.tags is a list of texts and 3 is a whole number: neither comes before the other; write size(entity.tags)",
        ),
        (
            "entity.tier < null",
            "entity.tier < null",
            "entity.tier is a whole number and null is null: neither comes before the other; null is compared with == and !=",
        ),
        (
            "entity.name + entity.tier == 'a1'",
            "entity.name + entity.tier",
            "entity.name is text and entity.tier is a whole number: + does not join them; write string(entity.tier)",
        ),
        ("'a' in entity.name", "'a' in entity.name", "entity.name is text; write entity.name.contains('a')"),
        (
            "1 in entity.tags",
            "1 in entity.tags",
            "1 is a whole number, and entity.tags, a list of texts, has no such entry",
        ),
        (
            "entity.labels[1] == 'a'",
            "entity.labels[1]",
            "the keys of entity.labels are texts, and 1 is a whole number; write entity.labels[\"…\"]",
        ),
        ("!entity.name", "entity.name", "what ! turns round has to be true or false, and entity.name is text"),
        (
            "owner.exists && entity.title",
            "entity.title",
            "what && joins has to be true or false, and entity.title is text",
        ),
        ("entity.tags.all(t, t)", "t", "the condition of a loop has to be true or false, and t is text"),
        ("entity.tags.exists_one(t, t)", "t", "the condition of a loop has to be true or false, and t is text"),
        ("entity.name.all(c, c != '')", "entity.name", "entity.name is text, and loops go over lists and maps"),
        (
            "dependents.exists(d, d.tier == 'one')",
            "d.tier == 'one'",
            "d.tier is a whole number and 'one' is text: they are never equal",
        ),
    ]);
}

#[test]
fn conditions_that_are_none() {
    check(&[
        (
            "entity.name",
            "entity.name",
            "it comes to text, and a condition has to come to true or false; compare it with something",
        ),
        (
            "entity.tags.filter(t, t != 'a')",
            "entity.tags.filter(t, t != 'a')",
            "it comes to a list of texts, and a condition has to come to true or false; compare it with something",
        ),
    ]);
    let mut told = rule("true");
    told.pass_message = "Of {entity.tags.map(t, t.upperAscii())}, made {entity.created_at}.".to_owned();
    assert_eq!(engine(told).1, [], "a message shows anything");
}

#[test]
fn functions() {
    check(&[
        (
            "size(3) > 1",
            "size(3)",
            "size is called with a whole number; it is written size(list), size(map), size(text), size(bytes), list.size(), map.size(), text.size(), bytes.size()",
        ),
        (
            "entity.name.startWith('a')",
            "entity.name.startWith('a')",
            "a value has no function startWith; did you mean startsWith?",
        ),
        (
            "shout(entity.name) == 'a'",
            "shout(entity.name)",
            "there is no function shout; docs/reference/facts.md lists those that there are",
        ),
        (
            "contains(entity.name, 'a')",
            "contains(entity.name, 'a')",
            "contains is called with text and text; it is written text.contains(text)",
        ),
        (
            "entity.tags.contains('pci')",
            "entity.tags.contains('pci')",
            "contains is called on entity.tags, a list of texts, with text; it is written text.contains(text)",
        ),
        (
            "entity.tags.all(t)",
            "entity.tags.all(t)",
            "all is called on a list, with a name for its entries and what is asked of each; write list.all(x, …)",
        ),
        ("entity.name.matches('[')", "'['", "'[' is not a regular expression"),
    ]);
}

#[test]
fn moments() {
    let only = "entity.created_at is a moment, of which a rule sees only how long ago it was; write \
                older_than(entity.created_at, \"30d\"), within(entity.created_at, \"30d\") or entity.created_at != null";
    let duration = "older_than takes a duration that is written down, a whole number with s, m, h, d or w such as \
                    \"12h\", \"30d\" or \"2w\"";
    check(&[
        ("entity.created_at > 1000", "entity.created_at", only),
        ("entity.created_at == entity.changed_at", "entity.created_at", only),
        ("[entity.created_at] == []", "entity.created_at", only),
        ("string(entity.created_at) != ''", "entity.created_at", only),
        ("entity.created_at", "entity.created_at", only),
        ("older_than(entity.created_at, '30 days')", "'30 days'", duration),
        ("older_than(entity.created_at, entity.name)", "entity.name", duration),
        (
            "within(entity.name, '3d')",
            "entity.name",
            "within takes a moment, and entity.name is text; write within(entity.created_at, \"30d\")",
        ),
        (
            "older_than(entity.created_at)",
            "older_than(entity.created_at)",
            "older_than takes a moment and a duration; write older_than(entity.created_at, \"30d\")",
        ),
    ]);
    assert_eq!(engine(rule("entity.created_at != null && !older_than(entity.created_at, '2w')")).1, []);
}

#[test]
fn mistakes_in_the_language() {
    for (expression, marked) in [
        ("entity.name ==", ""),
        ("entity.name = 'a'", "="),
        ("entity.name == 'a' entity.title", "entity"),
        ("entity.name == 'ä' &&\n  ) true", ")"),
        ("", ""),
    ] {
        let (found, said) = refused(expression);
        assert_eq!(found, marked, "{expression}: {said}");
        assert!(said.starts_with("not a CEL expression: "), "{said}");
    }
}

#[test]
fn places_count_bytes_also_after_what_takes_more_than_one() {
    let (marked, _) = refused("entity.name == 'Brötchen 🥐' && entity.teir == 1");
    assert_eq!(marked, "entity.teir");
}

#[test]
fn in_a_message_the_place_is_that_within_the_message() {
    let mut told = rule("true");
    let message = "Für {entity.name}: {entity.teir}.";
    told.failures = vec![FailureCase { when: None, message: message.to_owned(), fix: String::new() }];
    let error = engine(told).1.remove(0);
    assert_eq!((error.part.as_str(), &message[error.error.span]), ("failures[0].message", "entity.teir"));
}

#[test]
fn what_is_right_is_accepted() {
    for expression in [
        "entity.custom.replicas > 2 || entity.custom['a'].b[0].c == 'x'",
        "entity.custom.list.all(x, x.y != 1)",
        "entity.tier in [1, 2] && string(entity.tier) != ''",
        "entity.labels[?'team'].orValue('') == 'a' && entity.labels.?team.hasValue()",
        "entity.tags.map(t, size(t)).all(n, n > 0)",
        "entity.links.filter(l, l.type == 'chat').map(l, l.url)[0].startsWith('https')",
        "dependencies.map(d, d.tier > 1, d.ref).exists(r, r.contains('x'))",
        "size(dependents.filter(d, d.owner != entity.system)) == 0",
        "entity.tags.all(members, members != '')",
        "entity.labels.exists(k, k.startsWith('x') && entity.labels[k] != '')",
        "(entity.tier == null ? 4 : entity.tier) < 3",
        "double(entity.tier) / 2.0 > 1.0 && entity.tier % 2 == 0 && -entity.tier < 0",
        "type(entity.custom.x) == int || type(entity.custom.x) == string",
        "[] == entity.tags || {} == entity.labels || [null, 'a'][0] == null",
        "'%s'.format([entity.name]) == entity.name && entity.tags.join(',') != ''",
        "entity.labels[?'a'].optMap(v, v + 'x').orValue('') == ''",
        "levels.gold == 'x' || true",
    ] {
        let errors = engine(rule(expression)).1;
        assert!(
            errors.iter().all(|error| error.to_string().contains("there is no scorecard")),
            "{expression}: {errors:?}"
        );
    }
}

#[test]
fn every_example_of_a_fact_is_a_condition() {
    for fact in facts() {
        let errors = engine(rule(fact.example)).1;
        assert!(
            errors.iter().all(|error| error.to_string().contains("there is no scorecard")),
            "{}: {errors:?}",
            fact.name
        );
    }
}
