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
