//! Scorecards over groups of entities, day by day, and as badges.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sextant_server::store::ScoreDay;

use crate::harness::Portal;

#[tokio::test]
async fn a_roll_up_adds_up_to_the_scorecard() {
    let portal = Portal::start().await;
    let all = portal.json("/api/v1/scorecards/documentation").await;
    for by in ["organisation", "team", "system", "domain", "tier"] {
        let rollup = portal.json(&format!("/api/v1/scorecards/documentation/rollup?by={by}")).await;
        assert_eq!(rollup["by"], by);
        let items = rollup["items"].as_array().unwrap();
        for field in ["entities", "passing", "failing", "unknown"] {
            let sum: u64 = items.iter().map(|item| item[field].as_u64().unwrap()).sum();
            assert_eq!(Some(sum), all[field].as_u64(), "{by} {field}");
        }
        for (place, rule) in all["rules"].as_array().unwrap().iter().enumerate() {
            let sum: u64 = items.iter().map(|item| item["rules"][place]["failed"].as_u64().unwrap()).sum();
            assert_eq!(Some(sum), rule["failed"].as_u64(), "{by} {}", rule["id"]);
        }
    }
    let by_failing = portal.json("/api/v1/scorecards/documentation/rollup?by=team&order=-failing&limit=2").await;
    let failing: Vec<u64> =
        by_failing["items"].as_array().unwrap().iter().map(|item| item["failing"].as_u64().unwrap()).collect();
    let teams = portal.json("/api/v1/scorecards/documentation/rollup?by=team").await;
    let most = teams["items"].as_array().unwrap().iter().map(|item| item["failing"].as_u64().unwrap()).max();
    assert!(failing.len() == 2 && failing.is_sorted_by(|one, other| one >= other), "{failing:?}");
    assert_eq!((failing.first().copied(), &by_failing["total"]), (most, &teams["total"]));
    assert_eq!(portal.problem(400, "/api/v1/scorecards/documentation/rollup?limit=0").await.0, "invalid_limit");
    assert_eq!(portal.problem(400, "/api/v1/scorecards/documentation/rollup?order=up").await.0, "invalid_parameter");
    let (code, detail) = portal.problem(400, "/api/v1/scorecards/documentation/rollup?by=colour").await;
    assert!(code == "invalid_parameter" && detail.contains("organisation, team, tree"), "{detail}");
    assert_eq!(portal.problem(404, "/api/v1/scorecards/none/rollup").await.0, "scorecard_not_found");
    let csv = portal.get("/api/v1/scorecards/documentation/rollup.csv?by=team").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let teams = portal.json("/api/v1/scorecards/documentation/rollup?by=team").await["items"].as_array().unwrap().len();
    assert_eq!(csv.text().lines().count(), teams + 1);
    assert!(csv.text().starts_with("of,title,entities,passing,failing,unknown,score,max,"), "{}", csv.text());
}

#[tokio::test]
async fn a_team_is_told_where_it_stands_and_what_to_mend_next() {
    let portal = Portal::start().await;
    let team = portal.json("/api/v1/teams/default/payments/scorecards").await;
    assert_eq!((&team["ref"], &team["tree"]), (&json!("group:default/payments"), &json!(false)));
    let documentation =
        team["scorecards"].as_array().unwrap().iter().find(|found| found["scorecard"] == "documentation").unwrap();
    assert!(documentation["entities"].as_u64().unwrap() > 0);
    let fixes = team["fixes"].as_array().unwrap();
    assert!(!fixes.is_empty() && fixes.len() as u64 <= team["fixes_total"].as_u64().unwrap());
    let worths: Vec<u64> = fixes.iter().map(|fix| fix["worth"].as_u64().unwrap()).collect();
    assert!(worths.is_sorted_by(|one, other| one >= other), "{worths:?}");
    for fix in fixes {
        let (entity, rule) = (fix["ref"].as_str().unwrap(), format!("{}/{}", fix["scorecard"], fix["rule"]));
        let filter = format!("failing={},ref={entity}", rule.replace('"', ""));
        let list = portal.json(&format!("/api/v1/entities?filter=failing={}", rule.replace('"', ""))).await;
        let refs: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|item| &item["ref"]).collect();
        assert!(refs.contains(&&fix["ref"]), "{filter}");
    }
    assert_eq!(portal.problem(404, "/api/v1/teams/default/nobody/scorecards").await.0, "entity_not_found");
    assert_eq!(
        portal.problem(400, "/api/v1/teams/default/payments/scorecards?tree=perhaps").await.0,
        "invalid_parameter"
    );
}

#[tokio::test]
async fn days_that_were_written_down_are_told() {
    let portal = Portal::start().await;
    let address = "/api/v1/scorecards/documentation/trend";
    let day = |day: &str, part: &str, entities: u64| ScoreDay {
        day: day.to_owned(),
        scorecard: "documentation".to_owned(),
        grouped: if part.is_empty() { "organisation" } else { "team" }.to_owned(),
        part: part.to_owned(),
        counts: json!({"entities": entities, "passing": 0, "failing": 0, "unknown": 0, "score": 1, "max": 2,
            "levels": [], "without_level": 0, "rules": []})
        .to_string(),
    };
    let now = sextant_server::clock::day(sextant_server::clock::now_ms());
    let mut tx = portal.app.store().write().await.unwrap();
    let days = [day("2000-01-01", "", 1), day(&now, "", 5), day(&now, "group:default/payments", 3)];
    tx.put_score_days(&days).await.unwrap();
    tx.put_score_days(&[day(&now, "", 9)]).await.unwrap();
    tx.commit().await.unwrap();
    let all = portal.json(address).await;
    let told: Vec<(&str, u64)> = all["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| (day["day"].as_str().unwrap(), day["entities"].as_u64().unwrap()))
        .collect();
    assert_eq!(told, [(now.as_str(), 5)], "what is written of a day stays, and older days were not asked for");
    let team = portal.json(&format!("{address}?by=team&of=payments")).await;
    assert_eq!((&team["of"], &team["days"][0]["entities"]), (&json!("group:default/payments"), &json!(3)));
    assert_eq!(portal.problem(400, &format!("{address}?days=1000")).await.0, "invalid_parameter");
}

#[tokio::test]
async fn a_badge_is_drawn_and_tagged() {
    let portal = Portal::start().await;
    let address = "/badge/component/default/orders.svg";
    let badge = portal.get(address).await;
    assert_eq!((badge.status, badge.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    assert!(badge.text().starts_with("<svg ") && badge.text().contains("Production readiness"), "{}", badge.text());
    let tag = badge.header("etag").to_owned();
    assert_eq!(portal.get_with(address, "if-none-match", &tag).await.status, StatusCode::NOT_MODIFIED);
    let named = portal.get(&format!("{address}?scorecard=documentation")).await;
    assert!(named.text().contains("Documentation: ") && named.text().contains(" %"), "{}", named.text());
    let unknown = portal.get("/badge/component/default/nothing.svg").await;
    assert_eq!((unknown.status, unknown.text().contains("not found")), (StatusCode::NOT_FOUND, true));
    portal.save("more.yaml", "kind: Component\nmetadata: {name: more}\nspec: {type: service, owner: payments}\n").await;
    assert_ne!(portal.get(address).await.header("etag"), tag, "another revision, another tag");
}

#[tokio::test]
async fn the_days_of_a_tree_are_told_as_they_were_written_down() {
    let portal = Portal::start().await;
    let now = sextant_server::clock::day(sextant_server::clock::now_ms());
    let day = |grouped: &str, part: &str, entities: u64| ScoreDay {
        day: now.clone(),
        scorecard: "documentation".to_owned(),
        grouped: grouped.to_owned(),
        part: part.to_owned(),
        counts: json!({"entities": entities, "passing": 1, "failing": 0, "unknown": 0, "score": 1, "max": 2,
            "levels": [], "without_level": 0, "rules": [{"id": "has-description", "passed": 1, "failed": entities,
            "unknown": 0, "exempt": 0}]})
        .to_string(),
    };
    portal
        .save(
            "tree.yaml",
            "kind: Group\nmetadata: {name: above}\nspec: {type: department, children: [left, right]}\n---\nkind: \
             Group\nmetadata: {name: left}\nspec: {type: team, children: []}\n---\nkind: Group\nmetadata: {name: \
             right}\nspec: {type: team, children: []}\n",
        )
        .await;
    let mut tx = portal.app.store().write().await.unwrap();
    let days = [
        day("team", "group:default/left", 2),
        day("tree", "group:default/above", 5),
        day("tree", "group:default/payments", 7),
    ];
    tx.put_score_days(&days).await.unwrap();
    tx.commit().await.unwrap();
    let all = portal.json("/api/v1/scorecards/documentation/trend?by=tree&of=above").await["days"][0].clone();
    assert_eq!((&all["entities"], &all["rules"][0]["failed"], &all["score"]), (&json!(5), &json!(5), &json!(1)));
    assert_eq!(
        portal.problem(404, "/api/v1/scorecards/documentation/trend?by=tree&of=nobody").await.0,
        "entity_not_found"
    );
    let csv = portal.get("/api/v1/scorecards/documentation/trend.csv?by=team&of=left").await.text();
    assert_eq!(csv.lines().nth(1), Some(format!("{now},2,1,0,0,1,2").as_str()), "{csv}");
}

#[tokio::test]
async fn every_cell_of_a_heat_map_is_the_length_of_its_list() {
    let portal = Portal::start().await;
    let rollup = portal.json("/api/v1/scorecards/ownership/rollup?by=team").await;
    let mut cells = 0;
    for group in rollup["items"].as_array().unwrap() {
        let within = match group["of"].as_str() {
            Some(team) => format!("effective_owner={team}"),
            None => "!effective_owner".to_owned(),
        };
        let total = async |besides: String| {
            portal.json(&format!("/api/v1/entities?limit=1&filter={within},{besides}")).await["total"].clone()
        };
        for rule in group["rules"].as_array().unwrap() {
            let id = format!("ownership/{}", rule["id"].as_str().unwrap());
            assert_eq!(total(format!("failing={id}")).await, rule["failed"], "{within} {id}");
            let sum = ["passed", "failed", "unknown", "exempt"].iter().map(|key| rule[key].as_u64().unwrap());
            assert_eq!(total(format!("scorecard={id}")).await, json!(sum.sum::<u64>()), "{within} {id}");
            cells += 1;
        }
        for level in group["levels"].as_array().unwrap() {
            let id = format!("ownership/{}", level["name"].as_str().unwrap());
            assert_eq!(total(format!("level={id}")).await, level["entities"], "{within} {id}");
        }
        assert_eq!(total("level=ownership/none".to_owned()).await, group["without_level"], "{within}");
    }
    assert!(cells >= 10, "{cells}");
}

#[tokio::test]
async fn those_below_a_level_are_the_others() {
    let portal = Portal::start().await;
    let all = portal.json("/api/v1/scorecards/production-readiness").await;
    let address = "/api/v1/scorecards/production-readiness/results";
    let mut below = all["without_level"].as_u64().unwrap();
    for level in all["levels"].as_array().unwrap() {
        let told = portal.json(&format!("{address}?below={}", level["name"].as_str().unwrap())).await;
        assert_eq!(told["total"], below, "{}", level["name"]);
        below += level["entities"].as_u64().unwrap();
    }
    let (code, detail) = portal.problem(400, &format!("{address}?below=none")).await;
    assert!(code == "invalid_parameter" && detail.contains("below is one of: "), "{detail}");
}

#[tokio::test]
async fn what_to_mend_is_ranked_and_told_by_scorecard_and_team() {
    let portal = Portal::start().await;
    portal.measured().await;
    let all = portal.json("/api/v1/fixes?limit=1000").await;
    let items = all["items"].as_array().unwrap();
    assert_eq!(all["total"], items.len(), "the examples have fewer than a thousand");
    assert!(items.is_sorted_by(|one, other| one["worth"].as_u64() >= other["worth"].as_u64()));
    let first = portal.json("/api/v1/fixes?limit=3").await;
    assert_eq!(first["items"].as_array().unwrap()[..], items[..3], "the most useful of all");
    let by = portal.json("/api/v1/fixes?scorecard=Documentation&limit=1000").await;
    let of_it: Vec<&Value> = items.iter().filter(|fix| fix["scorecard"] == "documentation").collect();
    assert_eq!(by["items"].as_array().unwrap().iter().collect::<Vec<_>>(), of_it);
    let team = portal.json("/api/v1/fixes?team=group:default/payments").await;
    let told = portal.json("/api/v1/teams/default/payments/scorecards").await;
    assert_eq!((&team["items"], &team["total"]), (&told["fixes"], &told["fixes_total"]));
    assert_eq!(portal.get("/api/v1/fixes.csv").await.text().lines().count(), items.len() + 1);
    assert_eq!(portal.problem(400, "/api/v1/fixes?tree=true").await.0, "invalid_parameter");
    assert_eq!(portal.problem(404, "/api/v1/fixes?scorecard=none").await.0, "scorecard_not_found");
}
