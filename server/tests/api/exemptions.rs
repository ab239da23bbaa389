//! Asking for exemptions and deciding about them, through API and pages.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sextant_server::clock::{day, now_ms};

use crate::harness::{Answer, OWN, Portal, column, form};

const ADDRESS: &str = "/api/v1/exemptions";
const DAY: i64 = 86_400_000;

/// A request that makes sense: the database says nothing about itself.
fn ask() -> Value {
    json!({
        "scorecard": "documentation", "rule": "has-description", "ref": "resource:default/orders-db",
        "reason": "<script>alert(1)</script> goes in spring", "until": day(now_ms() + 30 * DAY),
    })
}

fn with(field: &str, value: &str) -> Value {
    let mut body = ask();
    body[field] = json!(value);
    body
}

async fn asked(portal: &Portal, token: &str) -> String {
    let answer = portal.send_as(token, "POST", ADDRESS, &ask()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

async fn decide(portal: &Portal, token: &str, id: &str, step: &str) -> Answer {
    portal.send_as(token, "POST", &format!("{ADDRESS}/{id}/{step}"), &json!({ "comment": "So be it." })).await
}

async fn outcome(portal: &Portal) -> Value {
    let results = portal.json("/api/v1/entities/resource/default/orders-db/scorecards").await;
    let documentation = results.as_array().unwrap().iter().find(|one| one["scorecard"] == "documentation").unwrap();
    documentation["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "has-description").unwrap().clone()
}

#[tokio::test]
async fn everybody_signed_in_asks_and_admins_decide() {
    let portal = Portal::start().await;
    let (reader, admin) = (portal.token(&["read"]).await, portal.token(&["admin"]).await);
    let id = asked(&portal, &reader).await;
    for step in ["approve", "decline"] {
        assert_eq!(decide(&portal, &reader, &id, step).await.problem(403).0, "forbidden");
    }
    assert_eq!(outcome(&portal).await["outcome"], "fail", "asking changes nothing");
    let waiting = portal.json(&format!("{ADDRESS}?state=waiting&scorecard=Documentation")).await;
    assert_eq!(
        (&waiting["total"], &waiting["waiting"], &waiting["items"][0]["id"]),
        (&json!(1), &json!(1), &json!(id))
    );
    assert_eq!(waiting["items"][0]["requested_by"], "read");

    let approved = decide(&portal, &admin, &id, "approve").await;
    assert_eq!(
        (approved.status, &approved.json()["state"]),
        (StatusCode::OK, &json!("approved")),
        "{}",
        approved.text()
    );
    let rule = outcome(&portal).await;
    assert_eq!((&rule["outcome"], &rule["exemption"]["request"]["requested_by"]), (&json!("exempt"), &json!("read")));
    assert_eq!(rule["exemption"]["approved_by"], "admin");
    let scorecard = portal.json("/api/v1/scorecards/documentation").await;
    assert_eq!(scorecard["exemptions"][0]["request"]["id"], json!(id));
    for (query, total) in [
        ("state=approved", 1),
        ("state=waiting", 0),
        ("team=group:default/payments", 1),
        ("team=group:default/other", 0),
        ("entity=resource:default/orders-db", 1),
        ("entity=component:default/orders", 0),
    ] {
        assert_eq!(portal.json(&format!("{ADDRESS}?{query}")).await["total"], total, "{query}");
    }
    assert_eq!(decide(&portal, &admin, &id, "approve").await.problem(409).0, "exemption_decided");
    let other = portal.token(&["events"]).await;
    assert_eq!(decide(&portal, &other, &id, "withdraw").await.problem(403).0, "forbidden");
    assert_eq!(decide(&portal, &reader, &id, "withdraw").await.json()["state"], "withdrawn");
    assert_eq!(outcome(&portal).await["outcome"], "fail");
    let audit = portal.json("/api/v1/audit?action=approve-exemption").await;
    assert_eq!((&audit["items"][0]["actor"], &audit["items"][0]["detail"]["id"]), (&json!("token:admin"), &json!(id)));
}

#[tokio::test]
async fn what_definitions_say_stands_in_the_same_list() {
    let portal = Portal::start().await;
    let definition = "apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata: {name: readiness}\nspec:\n  rules:\n  - {id: \
        tried, title: Tried, expression: 'false'}\n  exemptions:\n  - {entity: component:orders, rules: [tried], reason: \
        Written down., approvedBy: Mara}\n";
    portal.save("readiness.yaml", definition).await;
    let reader = portal.token(&["read"]).await;
    asked(&portal, &reader).await;
    let all = portal.json(ADDRESS).await;
    assert_eq!(column(&all["items"], "source"), ["request", "definition"], "what waits comes first");
    let said = &all["items"][1];
    assert_eq!(
        (&said["id"], &said["decided_by"], &said["rule_title"]),
        (&Value::Null, &json!("Mara"), &json!("Tried"))
    );
    let first = portal.json(&format!("{ADDRESS}?limit=1")).await;
    let next = format!("{ADDRESS}?limit=1&cursor={}", first["next_cursor"].as_str().unwrap());
    assert_eq!(portal.json(&next).await["items"][0]["source"], "definition");
    let mut again = with("rule", "tried");
    (again["scorecard"], again["ref"]) = (json!("readiness"), json!("orders"));
    assert_eq!(portal.send_as(&reader, "POST", ADDRESS, &again).await.problem(409).0, "already_exempt");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_the_remedy() {
    let portal = Portal::start().await;
    let reader = portal.token(&["read"]).await;
    let long = "x".repeat(2_001);
    for (body, status, code) in [
        (with("scorecard", "documents"), 404, "scorecard_not_found"),
        (with("rule", "has-descriptions"), 404, "rule_not_found"),
        (with("ref", "resource:default/nothing"), 404, "entity_not_found"),
        (with("ref", "a:b:c/"), 400, "invalid_ref"),
        (with("ref", "group:default/payments"), 409, "rule_does_not_apply"),
        (with("reason", "  "), 400, "invalid_body"),
        (with("reason", &long), 400, "invalid_body"),
        (with("until", "soon"), 400, "invalid_body"),
        (with("until", &day(now_ms() - DAY)), 400, "invalid_body"),
        (with("until", &day(now_ms() + 400 * DAY)), 400, "invalid_body"),
        (json!({ "scorecard": "documentation" }), 400, "invalid_body"),
    ] {
        let answer = portal.send_as(&reader, "POST", ADDRESS, &body).await;
        assert_eq!(answer.problem(status).0, code, "{body}");
    }
    for (query, code) in
        [("state=asked", "invalid_parameter"), ("limit=0", "invalid_limit"), ("cursor=x", "invalid_cursor")]
    {
        assert_eq!(portal.problem(400, &format!("{ADDRESS}?{query}")).await.0, code);
    }
    let admin = portal.token(&["admin"]).await;
    let id = asked(&portal, &reader).await;
    let body = json!({ "comment": long });
    let answer = portal.send_as(&admin, "POST", &format!("{ADDRESS}/{id}/decline"), &body).await;
    assert_eq!(answer.problem(400).0, "invalid_body");
}

#[tokio::test]
async fn pages_lead_from_the_rule_to_the_form_and_on_to_the_decision() {
    let portal = Portal::start().await;
    let tab = portal.get("/catalog/resource/default/orders-db?tab=scorecards").await.text();
    let form_at =
        "/exemptions/new?scorecard=documentation&amp;rule=has-description&amp;ref=resource:default%2Forders-db";
    assert!(tab.contains(form_at), "{tab}");
    let address = form_at.replace("&amp;", "&");
    assert!(portal.get(&address).await.header("location").starts_with("/sign-in?back="), "who asks is known");
    let (reader, admin) = (portal.token(&["read"]).await, portal.token(&["admin"]).await);
    let (reader, admin) = (portal.session(&reader).await, portal.session(&admin).await);
    let filled = portal.get_with(&address, "cookie", &reader).await.text();
    assert!(filled.contains("value=\"has-description\"") && filled.contains("type=\"date\""), "{filled}");

    let until = day(now_ms() + 30 * DAY);
    let of = |until: &str| {
        format!(
            "scorecard=documentation&rule=has-description&ref=resource:default/orders-db&until={until}\
             &reason=%3Cscript%3Ealert(1)%3C/script%3E%20goes"
        )
    };
    let wrong = portal.send(form("/exemptions", &reader, OWN, &of("soon"))).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(wrong.text().contains("&lt;script") && !wrong.text().contains("<script>alert"), "what was typed is kept");
    let foreign = portal.send(form("/exemptions", &reader, "https://evil.example", &of(&until))).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let sent = portal.send(form("/exemptions", &reader, OWN, &of(&until))).await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, "/exemptions"));

    let id = portal.json(ADDRESS).await["items"][0]["id"].as_str().unwrap().to_owned();
    let approve = format!("/exemptions/{id}/approve");
    for page in ["/exemptions", "/scorecards/documentation"] {
        let text = portal.get_with(page, "cookie", &admin).await.text();
        assert!(text.contains(&approve) && text.contains("&lt;script"), "{page}: {text}");
        assert!(!text.contains("<script>alert"), "{page}");
        let text = portal.get_with(page, "cookie", &reader).await.text();
        assert!(!text.contains(&approve) && text.contains(&format!("/exemptions/{id}/withdraw")), "{page}: {text}");
        assert!(!portal.get(page).await.text().contains(&approve), "{page}: nobody may");
    }
    assert_eq!(portal.send(form(&approve, &reader, OWN, "")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(portal.send(form(&approve, &admin, "https://evil.example", "")).await.status, StatusCode::FORBIDDEN);
    let back = "comment=Fine&back=/scorecards/documentation";
    let done = portal.send(form(&approve, &admin, OWN, back)).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/scorecards/documentation"));
    let led = portal.send(form(&format!("/exemptions/{id}/withdraw"), &reader, OWN, "back=//evil.example")).await;
    assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, "/exemptions"), "nobody is led elsewhere");
    let list = portal.get("/exemptions?state=withdrawn").await.text();
    assert!(list.contains("Approved") && list.contains("Withdrawn") && list.contains("Fine"), "{list}");
}
