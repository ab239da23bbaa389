//! Scorecards as such, and what they say of many entities.

use axum::http::StatusCode;
use serde_json::Value;

use crate::harness::{ENTITIES, Portal, column};

/// The one of this name.
async fn scorecard(portal: &Portal, name: &str) -> Value {
    let list = portal.json("/api/v1/scorecards").await;
    assert!(list["revision"].is_u64());
    let one = portal.json(&format!("/api/v1/scorecards/{name}")).await;
    let listed = list["items"].as_array().unwrap().iter().find(|item| item["name"] == name).unwrap();
    assert_eq!(*listed, one, "the list says the same");
    one
}

fn rule<'a>(scorecard: &'a Value, id: &str) -> &'a Value {
    scorecard["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == id).unwrap()
}

/// How many entities a filter lets pass.
async fn total(portal: &Portal, filter: &str) -> Value {
    portal.json(&format!("/api/v1/entities?filter={filter}")).await["total"].clone()
}

#[tokio::test]
async fn a_scorecard_is_told_with_its_rules_and_what_they_come_to() {
    let portal = Portal::start().await;
    let documentation = scorecard(&portal, "documentation").await;
    assert_eq!(documentation["state"], "published");
    assert_eq!((&documentation["defined_at"], &documentation["owner"]), (&Value::Null, &Value::Null), "built in");
    assert!(documentation["applies_to"]["kinds"].as_array().unwrap().contains(&"Component".into()));
    let described = rule(&documentation, "has-description");
    assert!(described["expression"].as_str().unwrap().contains("entity.description"));
    assert!(described["failures"][0]["fix"].as_str().unwrap().contains("description:"));
    assert_eq!(described["failed"], 1, "the database says nothing about itself");
    let sum = |fields: &[&str]| fields.iter().map(|field| documentation[*field].as_u64().unwrap()).sum::<u64>();
    assert_eq!(documentation["entities"], sum(&["passing", "failing", "unknown"]));
}

#[tokio::test]
async fn every_count_is_the_length_of_a_list() {
    let portal = Portal::start().await;
    let documentation = scorecard(&portal, "documentation").await;
    assert_eq!(total(&portal, "scorecard=documentation").await, documentation["entities"]);
    let without = total(&portal, "!scorecard").await.as_u64().unwrap();
    assert_eq!(Some(ENTITIES - without), documentation["entities"].as_u64(), "the others are about no more");
    for rule in documentation["rules"].as_array().unwrap() {
        let id = rule["id"].as_str().unwrap();
        for (filter, count) in
            [("passing", "passed"), ("failing", "failed"), ("unknown", "unknown"), ("exempt", "exempt")]
        {
            assert_eq!(total(&portal, &format!("{filter}=documentation/{id}")).await, rule[count], "{filter} {id}");
        }
    }
    let failing: Vec<String> = documentation["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| format!("failing=documentation/{}", rule["id"].as_str().unwrap()))
        .collect();
    assert_eq!(total(&portal, &failing.join(",")).await, documentation["failing"], "either of them");
    assert_eq!(total(&portal, "failing=documentation/gone").await, 0);
    assert!(total(&portal, "passing").await.as_u64() > Some(0));
}

/// A scorecard of the catalog's own, in a namespace.
fn own(expression: &str) -> String {
    format!(
        "apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata:\n  name: readiness\n  namespace: shop\nspec:\n  \
         appliesTo: {{ kinds: [Component] }}\n  levels:\n    - name: ready\n  rules:\n    - id: tried\n      title: Tried\n      \
         level: ready\n      weight: 7\n      expression: {expression}\n      failMessage: It is {{entity.name}}.\n"
    )
}

#[tokio::test]
async fn a_scorecard_of_the_catalog_judges_as_soon_as_it_is_there_and_its_last_good_version_while_it_is_wrong() {
    let portal = Portal::start().await;
    let tried = async |outcome: &str| {
        let readiness = scorecard(&portal, "readiness").await;
        assert_eq!(readiness["defined_at"]["ref"], "scorecard:shop/readiness");
        assert!(readiness["defined_at"]["path"].as_str().unwrap().ends_with("readiness.yaml"));
        let components = total(&portal, "kind=component").await;
        assert_eq!((&readiness["entities"], &rule(&readiness, "tried")[outcome]), (&components, &components));
        let told = portal.json("/api/v1/entities/component/default/orders/scorecards").await;
        told.as_array().unwrap().iter().find(|result| result["scorecard"] == "readiness").unwrap().clone()
    };
    portal.save("readiness.yaml", &own("entity.kind == 'Component'")).await;
    let passed = tried("passed").await;
    assert_eq!((&passed["level"], &passed["score"]), (&"ready".into(), &7.into()));

    portal.save("readiness.yaml", &own("entity.kind == 'API'")).await;
    let failed = tried("failed").await;
    assert_eq!((&failed["level"], &failed["rules"][0]["message"]), (&Value::Null, &"It is Orders.".into()));

    portal.save("readiness.yaml", &own("entity.knd == 'Component'")).await;
    assert_eq!(tried("failed").await["rules"][0]["message"], "It is Orders.");
    assert_eq!(portal.json("/api/v1/entities/scorecard/shop/readiness").await["stale"], true);

    portal.remove("readiness.yaml").await;
    assert_eq!(portal.problem(404, "/api/v1/scorecards/readiness").await.0, "scorecard_not_found");
    assert_eq!(total(&portal, "scorecard=readiness").await, 0);
}

#[tokio::test]
async fn counts_follow_the_catalog() {
    let portal = Portal::start().await;
    let before = rule(&scorecard(&portal, "ownership").await, "owner-exists")["failed"].clone();
    let team = "apiVersion: sextant.dev/v1\nkind: Group\nmetadata:\n  name: ghosts\nspec:\n  type: team\n";
    portal.save("team/catalog-info.yaml", team).await;
    let after = rule(&scorecard(&portal, "ownership").await, "owner-exists")["failed"].clone();
    assert_eq!(after.as_u64(), before.as_u64().map(|before| before - 1));
}

#[tokio::test]
async fn results_come_page_by_page_and_narrowed_as_lists_are() {
    let portal = Portal::start().await;
    let all = portal.json("/api/v1/scorecards/documentation/results").await;
    assert_eq!(all["total"], scorecard(&portal, "documentation").await["entities"]);
    let refs = column(&all["items"], "ref");
    assert!(refs.contains(&"component:default/orders") && !refs.contains(&"group:default/payments"), "{refs:?}");
    let orders = &all["items"][refs.iter().position(|item| *item == "component:default/orders").unwrap()];
    assert_eq!(orders["outcomes"]["has-description"], "pass");
    assert_eq!(orders["owner"], "group:default/payments");
    let of_entity = portal.json("/api/v1/entities/component/default/orders/scorecards").await;
    let told = of_entity.as_array().unwrap().iter().find(|result| result["scorecard"] == "documentation").unwrap();
    assert_eq!((&orders["score"], &orders["max"]), (&told["score"], &told["max"]));

    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = portal.json(&format!("/api/v1/scorecards/documentation/results?limit=2&order=-name{cursor}")).await;
        paged.extend(column(&page["items"], "ref").into_iter().map(str::to_owned));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    paged.reverse();
    assert_eq!(paged, refs);

    let narrowed =
        portal.json("/api/v1/scorecards/documentation/results?filter=failing=documentation/has-description").await;
    assert_eq!(column(&narrowed["items"], "ref"), ["resource:default/orders-db"]);
    let worded = portal.json("/api/v1/scorecards/documentation/results?q=doorstep").await;
    assert_eq!(column(&worded["items"], "ref"), ["system:default/shop"]);
    let none = portal.json("/api/v1/scorecards/documentation/results?filter=kind=group").await;
    assert_eq!(none["total"], 0);
}

#[tokio::test]
async fn results_can_be_taken_along_as_a_table() {
    let portal = Portal::start().await;
    let answer = portal.get("/api/v1/scorecards/ownership/results.csv?order=name").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert!(answer.header("content-disposition").starts_with("attachment; filename=\"ownership-"));
    let text = answer.text();
    let mut lines = text.lines();
    let rules = "owner-exists,owner-is-team,owner-has-members,owner-reachable,owner-on-call";
    assert_eq!(lines.next(), Some(format!("ref,kind,title,owner,level,score,max,{rules}").as_str()));
    let results = portal.json("/api/v1/scorecards/ownership/results").await;
    assert_eq!(lines.clone().count() as u64, results["total"].as_u64().unwrap());
    let database = lines.find(|line| line.starts_with("resource:default/orders-db,")).unwrap();
    assert!(database.ends_with(",pass,pass,fail,fail,unknown"), "{database}");
}

#[tokio::test]
async fn what_makes_no_sense_is_a_problem() {
    let portal = Portal::start().await;
    for address in ["", "/results", "/results.csv"] {
        let (code, detail) = portal.problem(404, &format!("/api/v1/scorecards/owner{address}")).await;
        assert_eq!(code, "scorecard_not_found");
        assert!(detail.contains("ownership"), "{detail}");
    }
    for (query, code) in [
        ("level=platinum", "invalid_parameter"),
        ("filter=colour=red", "unknown_filter_field"),
        ("order=colour", "unknown_order"),
        ("limit=0", "invalid_limit"),
        ("cursor=zz", "invalid_cursor"),
        ("lvel=gold", "unknown_parameter"),
    ] {
        assert_eq!(
            portal.problem(400, &format!("/api/v1/scorecards/ownership/results?{query}")).await.0,
            code,
            "{query}"
        );
    }
    let none = portal.json("/api/v1/scorecards/ownership/results?level=none").await;
    assert!(none["total"].as_u64() > Some(0), "it has no levels to reach");
}
