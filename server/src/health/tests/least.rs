//! A change evaluates what it must, and no more.

use super::*;

/// Components in systems, owned by teams with people, and one API between them all.
fn company() -> Vec<Entity> {
    let mut company = vec![entity("api:default/prices").owned_by("group:default/t0").in_system("system:default/s0")];
    for number in 0..10 {
        company.push(entity(&format!("group:default/t{number}")).relates("childOf", "group:default/all"));
        company
            .push(entity(&format!("user:default/u{number}")).relates("memberOf", &format!("group:default/t{number}")));
        company.push(entity(&format!("system:default/s{number}")).owned_by(&format!("group:default/t{number}")));
    }
    for number in 0..300 {
        let component =
            entity(&format!("component:default/c{number}")).in_system(&format!("system:default/s{}", number % 10));
        let component = match number {
            0 => component.relates("providesApi", "api:default/prices"),
            1..=20 => component.relates("consumesApi", "api:default/prices"),
            _ => component.relates("dependsOn", &format!("component:default/c{}", number / 2)),
        };
        company.push(if number < 200 { component } else { component.owned_by("group:default/t9") });
    }
    company
}

/// How many rules are evaluated for how many entities after these changes.
fn evaluated(live: &Live, changes: &[EntityChange]) -> (usize, usize) {
    let nothing = Survey::default();
    let (next, affected) = live.apply(2, changes);
    let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&affected.evaluate);
    assert_eq!(results(&next.judged(&found.of)), judged_fully(&next, &nothing, NOW));
    (found.of.len(), found.evaluated)
}

fn judged(definitions: Vec<ScorecardDefinition>) -> Live {
    let live = empty().with_engine(engine(definitions));
    let live = live.apply(1, &company().into_iter().map(put).collect::<Vec<_>>()).0;
    judge_all(live, &Survey::default(), NOW).0
}

#[test]
fn a_change_evaluates_what_reads_it() {
    let live = judged(vec![
        scorecard("own", vec![rule("titled", "entity.title != null"), rule("tags", "size(entity.tags) > 0")]),
        scorecard("owner", vec![rule("exists", "owner.exists"), rule("people", "owner.members > 1")]),
        scorecard("around", vec![rule("tiers", "dependencies.all(d, d.tier == 1)")]),
        scorecard("measures", vec![rule("few", "measures.dependents < 3")]),
    ]);
    let all = 6;
    let c7 =
        || entity("component:default/c7").in_system("system:default/s7").relates("consumesApi", "api:default/prices");
    assert_eq!(evaluated(&live, &[put(c7().titled("Seven"))]), (1, all), "a title concerns nobody else");
    // The API, who provides it, and the system have it in their lists.
    assert_eq!(
        evaluated(&live, &[put(c7().with(|entity| entity.tier = Some(1)))]),
        (4, all + 3),
        "a tier is seen from around"
    );
    let c7_depends = c7().relates("dependsOn", "component:default/c250");
    assert_eq!(evaluated(&live, &[put(c7_depends)]), (2, all + 2), "the other end has a dependent more");
    // Team 3 owns a system with 20 components of which it is not the declared owner.
    let u1 = entity("user:default/u1").relates("memberOf", "group:default/t3");
    let (entities, rules) = evaluated(&live, &[put(u1)]);
    let inherit = 2 * (1 + 20);
    assert_eq!((entities, rules), (inherit + 1 + 2, (inherit * 2) + all + 2), "one person in another team");
}

#[test]
fn another_scorecard_evaluates_its_own_rules_for_all() {
    let own = scorecard("own", vec![rule("titled", "entity.title != null")]);
    let owner = scorecard("owner", vec![rule("exists", "owner.exists"), rule("people", "owner.members > 1")]);
    let live = judged(vec![own.clone(), owner.clone()]);
    let redefined = |definitions: Vec<ScorecardDefinition>| {
        let next = live.with_engine(engine(definitions));
        let nothing = Survey::default();
        let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&BTreeMap::new());
        assert_eq!(results(&next.judged(&found.of)), judged_fully(&next, &nothing, NOW));
        found.evaluated
    };
    let entities = live.entity_count();
    let stricter = scorecard("own", vec![rule("titled", "entity.title != null && size(entity.tags) > 0")]);
    assert_eq!(redefined(vec![stricter, owner.clone()]), entities);
    let other_rule = scorecard("owner", vec![rule("exists", "owner.exists"), rule("people", "owner.members > 2")]);
    assert_eq!(redefined(vec![own.clone(), other_rule]), entities, "the other rule is as it was");
    let heavier = RuleDefinition { weight: 9, title: "Titled".into(), ..rule("titled", "entity.title != null") };
    assert_eq!(redefined(vec![scorecard("own", vec![heavier]), owner.clone()]), 0, "what it weighs is no verdict");
    assert_eq!(redefined(vec![own.clone()]), 0, "one went");
    assert_eq!(redefined(vec![own.clone(), owner.clone(), scorecard("new", vec![rule("new", "true")])]), entities);
    assert_eq!(redefined(vec![ScorecardDefinition { is_draft: true, ..own }, owner]), 0, "a draft judges nothing");
}

#[test]
fn who_is_exempt_or_is_no_more_is_judged_and_nobody_else() {
    let own = scorecard("own", vec![rule("titled", "entity.title != null"), rule("tags", "size(entity.tags) > 0")]);
    let follows = scorecard("follows", vec![rule("always", "true")]);
    let exempt = Exemption {
        entity: reference("component:default/c1"),
        rules: vec!["titled".into()],
        reason: "It goes.".into(),
        approved_by: None,
        expires: None,
        granted: None,
    };
    let with = ScorecardDefinition { exemptions: vec![exempt], ..own.clone() };
    let nothing = Survey::default();
    let mut live = judged(vec![own.clone(), follows.clone()]);
    for (definition, evaluated) in [(with, 0), (own, 1)] {
        let next = live.with_engine(engine(vec![definition, follows.clone()]));
        let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&BTreeMap::new());
        assert_eq!((found.of.len(), found.evaluated), (1, evaluated));
        live = next.judged(&found.of);
        assert_eq!(results(&live), judged_fully(&live, &nothing, NOW));
    }
}

#[test]
fn days_begin_and_end_what_has_a_date() {
    let exempt = Exemption {
        entity: reference("component:default/c1"),
        rules: Vec::new(),
        reason: "It goes.".into(),
        approved_by: None,
        expires: Some("2026-12-01".into()),
        granted: None,
    };
    let later = RuleDefinition { effective_from: Some("2026-12-03".into()), ..rule("later", "false") };
    let dated = ScorecardDefinition {
        exemptions: vec![exempt],
        ..scorecard("dated", vec![rule("titled", "entity.title != null"), later])
    };
    let mut live = judged(vec![dated]);
    let nothing = Survey::default();
    for (passed, entities, evaluated) in [(0, 0, 0), (1, 1, 2), (2, live.entity_count(), 0), (3, 0, 0)] {
        let now = NOW + passed * DAY;
        let others = dated_otherwise(&live, now - DAY, now);
        assert_eq!(others.len(), entities, "{passed} days later");
        let found = Judging::new(&live, &nothing, now).changed(&others);
        assert_eq!(found.evaluated, evaluated);
        live = live.judged_anew(now, &found.of).unwrap_or(live);
        assert_eq!(results(&live), judged_fully(&live, &nothing, now));
    }
}

#[test]
fn before_the_first_survey_nobody_knows_and_after_it_only_what_it_says_anew_is_judged() {
    let live = judged(vec![
        scorecard("survey", vec![rule("reach", "measures.reach < 5")]),
        scorecard("own", vec![rule("titled", "entity.title != null")]),
    ]);
    let c0 = reference("component:default/c0");
    assert!(results(&live)[&c0][0].contains("Unknown"));
    let first = surveyed(&live);
    let found = Judging::new(&live, &first, NOW).changed(&surveyed_otherwise(&live, &Survey::default(), &first));
    assert_eq!(found.evaluated, live.entity_count());
    let live = live.judged_anew(NOW, &found.of).unwrap();
    assert!(results(&live)[&c0][0].contains("Fail"), "twenty consume its API");
    assert_eq!(live.judged_at(), NOW);
    assert!(live.judged_anew(NOW, &found.of).is_none(), "and the same again is nothing new");

    let (next, affected) = live
        .apply(2, &[put(entity("component:default/c299").in_system("system:default/s9").owned_by("group:default/t9"))]);
    let next = next.judged(&Judging::new(&next, &first, NOW).after(live.engine()).changed(&affected.evaluate).of);
    let second = surveyed(&next);
    let others = surveyed_otherwise(&next, &first, &second);
    assert!(!others.is_empty() && others.len() < 30, "those that it depended on, directly or not: {}", others.len());
    assert!(others.values().all(|groups| *groups == FactGroups::from(FactGroup::Survey)));
}

#[test]
fn an_api_offers_what_its_definition_says() {
    let api = |definition: &str| {
        entity("api:default/prices").with(|api| {
            api.api =
                Some(ApiSpec { spec_type: Some("grpc".into()), definition: Some(definition.into()), reference: None });
        })
    };
    let definition =
        "syntax = \"proto3\";\nmessage Price { int64 cents = 1; }\nservice Prices { rpc Get (Price) returns (Price); }";
    for (text, read) in [(definition, "pass"), ("nothing that anybody reads", "fail")] {
        let live = catalog([api(text)]);
        let rules = vec![rule("read", "api.read && api.operations > 0")];
        let live = live.with_engine(engine(vec![scorecard("api", rules)]));
        let said = evaluate(&live, &Survey::default(), &reference("api:default/prices"), NOW).unwrap();
        assert_eq!(format!("{:?}", said[0].rules[0].outcome).to_lowercase(), read);
        assert_eq!(built(&[put(api(text))]).records().next().unwrap().operations > 0, read == "pass");
    }
}

#[test]
fn a_pushed_fact_is_judged_by_what_reads_it_and_again_when_it_expires() {
    let rules = vec![rule("coverage", "facts.coverage >= 80"), rule("licensed", "facts.licensed"), rule("own", "true")];
    let live = judged(vec![scorecard("pushed", rules)]);
    let (c1, gone) = ("component:default/c1", "component:default/gone");
    let facts = [pushed(c1, "coverage", json!(81), 3), pushed(gone, "coverage", json!(81), 3)];
    let mut evaluate = BTreeMap::new();
    let next = live.at_revision(2).with_facts(&facts, &mut evaluate);
    assert_eq!(evaluate.keys().collect::<Vec<_>>(), [&reference(c1)], "who is not there is not judged");
    let nothing = Survey::default();
    let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&evaluate);
    assert_eq!(found.evaluated, 1, "one rule of one entity");
    assert_eq!(found.deadlines, [(NOW + 7 * DAY, reference(c1))]);
    let next = next.judged(&found.of);
    assert_eq!(results(&next), judged_fully(&next, &nothing, NOW));
    assert!(results(&next)[&reference(c1)][0].contains("Pass"));

    let due = BTreeMap::from([(reference(c1), FactGroups::ALL)]);
    let expired = Judging::new(&next, &nothing, NOW + 7 * DAY).changed(&due);
    let next = next.judged_anew(NOW + 7 * DAY, &expired.of).unwrap();
    assert!(results(&next)[&reference(c1)][0].contains("Unknown"));
    assert_eq!(results(&next), judged_fully(&next, &nothing, NOW + 7 * DAY));

    // What is pushed of somebody who is not there counts as soon as it is.
    let (next, affected) = next.apply(3, &[put(entity(gone))]);
    let found = Judging::new(&next, &nothing, NOW).changed(&affected.evaluate);
    assert!(results(&next.judged(&found.of))[&reference(gone)][0].contains("Pass"));
}

#[test]
fn a_repository_is_judged_by_what_reads_it_and_only_where_it_is_the_one() {
    let rules = vec![rule("readme", "repository.readme != null"), rule("own", "true")];
    let live = judged(vec![scorecard("repository", rules)]);
    let unread = judged(vec![scorecard("own", vec![rule("own", "true")])]);
    let facts = Some(RepositoryFacts { readme: Some("README.md".to_owned()), ..RepositoryFacts::default() });
    let nothing = Survey::default();
    let evaluated = |live: &Live, change: RepositoryChange| {
        let mut evaluate = BTreeMap::new();
        let next = live.at_revision(2).with_repositories(&[change], &mut evaluate);
        let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&evaluate);
        assert_eq!(results(&next.judged(&found.of)), judged_fully(&next, &nothing, NOW));
        (found.evaluated, next.judged(&found.of))
    };
    let elsewhere = RepositoryChange { location: "another".into(), ..seen(facts.clone()) };
    let within = RepositoryChange { root: "deeper".into(), ..seen(facts.clone()) };
    assert_eq!(evaluated(&live, elsewhere).0, 0, "of another location");
    assert_eq!(evaluated(&live, within).0, 0, "beside where they are described");
    assert_eq!(evaluated(&unread, seen(facts.clone())).0, 0, "no rule reads it");
    let (rules, next) = evaluated(&live, seen(facts.clone()));
    assert_eq!(rules, live.entity_count(), "one rule of every entity");
    assert_eq!(evaluated(&next, seen(facts)).0, 0, "the same again");
    assert_eq!(evaluated(&next, seen(None)).0, live.entity_count());
}

#[test]
fn what_happened_is_judged_by_what_reads_it_and_again_when_a_window_is_left() {
    let live =
        judged(vec![scorecard("events", vec![rule("deployed", "events.deployments_7d >= 1"), rule("own", "true")])]);
    let (c1, nothing) = (reference("component:default/c1"), Survey::default());
    assert!(results(&live)[&c1][0].contains("Unknown"));
    let mut evaluate = BTreeMap::new();
    let next = live.at_revision(2).with_events(&[happened("component:default/c1", 3, None)], &mut evaluate);
    let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&evaluate);
    assert_eq!((found.evaluated, &found.deadlines[..]), (1, &[(NOW + 4 * DAY, c1.clone())][..]));
    let next = next.judged(&found.of);
    assert!(results(&next)[&c1][0].contains("Pass"));
    let due = BTreeMap::from([(c1.clone(), FactGroups::ALL)]);
    let later = Judging::new(&next, &nothing, NOW + 4 * DAY).changed(&due);
    let next = next.judged_anew(NOW + 4 * DAY, &later.of).unwrap();
    assert!(results(&next)[&c1][0].contains("Fail"));
    assert_eq!(results(&next), judged_fully(&next, &nothing, NOW + 4 * DAY));
}

#[test]
fn what_waits_to_be_judged_is_unknown_where_it_applies_and_comes_to_the_same() {
    let mut about_teams = scorecard("teams", vec![rule("people", "owner.members > 1")]);
    about_teams.applies_to.kinds = vec!["group".to_owned()];
    let definitions = vec![scorecard("own", vec![rule("titled", "entity.title != null")]), about_teams];
    let live = empty().with_engine(engine(definitions.clone()));
    let live = live.apply(1, &company().into_iter().map(put).collect::<Vec<_>>()).0;
    let waiting = judge_later(live, &Survey::default(), NOW);
    assert!(waiting.awaits_judgement());
    let unknown =
        |applying| Some(catalog_schema::wire::Health { score: 0, max: 0, passed: 0, failed: 0, unknown: applying });
    let health = |entity_ref: &str| waiting.row(waiting.graph().find(entity_ref).unwrap()).unwrap().health;
    assert_eq!((health("component:default/c7"), health("group:default/t0")), (unknown(1), unknown(2)));
    let (done, _) = judge_all(waiting.clone(), &Survey::default(), NOW);
    assert!(!done.awaits_judgement() && done.judged_at() > waiting.judged_at());
    assert_eq!(results(&done), results(&judged(definitions)));
}
