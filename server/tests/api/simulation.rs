//! Who would change if a scorecard were another one, before it is published.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use sextant_server::app::AppOptions;
use sextant_server::auth::Reading;

use crate::harness::{Answer, OWN, Portal, column, form};

async fn try_yaml(portal: &Portal, address: &str, definition: &str) -> Answer {
    let request = Request::post(address).header("content-type", "application/yaml");
    portal.send(request.body(Body::from(definition.to_owned())).unwrap()).await
}

async fn tried(portal: &Portal, address: &str, definition: &str) -> Value {
    let answer = try_yaml(portal, address, definition).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

/// What the page of a scorecard has in its box.
async fn text_of(portal: &Portal, name: &str) -> String {
    let page = portal.get(&format!("/scorecards/{name}/simulate")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let html = page.text();
    let (_, rest) = html.split_once("<textarea").unwrap();
    let text = rest.split_once('>').unwrap().1.split_once("</textarea>").unwrap().0;
    text.trim_start_matches('\n').replace("&lt;", "<").replace("&amp;", "&")
}

/// What a scorecard says of each entity: its level, its points and its outcomes.
async fn results(portal: &Portal, name: &str) -> BTreeMap<String, Value> {
    let answer = portal.get(&format!("/api/v1/scorecards/{name}/results?limit=1000")).await;
    if answer.status == StatusCode::NOT_FOUND {
        return BTreeMap::new();
    }
    let items = answer.json()["items"].as_array().unwrap().clone();
    let said = |item: &Value| json!([item["level"], item["score"], item["max"], item["outcomes"]]);
    items.iter().map(|item| (item["ref"].as_str().unwrap().to_owned(), said(item))).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}

/// Over the demo company every built-in scorecard is tried in several ways, and then really published.
#[tokio::test]
async fn what_a_simulation_says_is_what_publishing_does() {
    let portal = Portal::start().await;
    let demo = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/pizzup"));
    let shop = portal.shop();
    copy(demo, &shop.join("pizzup"));
    let portal = portal.restart_with(AppOptions { catalogs: vec![shop], ..AppOptions::default() }).await;
    portal.app.first_scans().await;
    assert!(portal.app.cell().load().entity_count() > 80, "all of it is read before anybody is answered");
    portal.measured().await;
    type Edit = fn(&str) -> String;
    // None of their rules read a survey, which comes without a revision.
    let edits: [(&str, &str, Edit); 3] = [
        ("production-readiness", "ours/a.yaml", |text| text.replace("level: bronze", "level: silver")),
        ("documentation", "ours/b.yaml", |text| text.replacen("    kinds:", "    tiers: [1, 2, 3, 4]\n    kinds:", 1)),
        ("ownership", "ours/c.yaml", |text| text.replacen("weight: ", "weight: 1", 1)),
    ];
    for (name, path, edit) in edits {
        let text = text_of(&portal, name).await;
        let same = tried(&portal, &format!("/api/v1/scorecards/{name}/simulate"), &text).await;
        assert_eq!((&same["same"], &same["total"], &same["evaluated"]), (&json!(true), &json!(0), &json!(0)), "{name}");
        let edited = edit(&text);
        assert_ne!(edited, text, "{name}");
        let said = tried(&portal, &format!("/api/v1/scorecards/{name}/simulate?limit=1000"), &edited).await;
        let before = results(&portal, name).await;
        let counted = portal.json(&format!("/api/v1/scorecards/{name}")).await;
        assert_eq!(said["before"]["entities"], counted["entities"]);

        portal.save(path, &edited).await;
        portal.measured().await;
        let after = results(&portal, name).await;
        let changed: Vec<&str> = before
            .keys()
            .chain(after.keys().filter(|key| !before.contains_key(*key)))
            .filter(|key| before.get(*key) != after.get(*key))
            .map(String::as_str)
            .collect();
        let mut told = column(&said["items"], "ref");
        told.sort_unstable();
        let mut changed = changed;
        changed.sort_unstable();
        assert_eq!(told, changed, "{name}");
        assert!(!told.is_empty(), "{name}: {said}");
        let counted = portal.json(&format!("/api/v1/scorecards/{name}")).await;
        for figure in ["entities", "passing", "failing", "unknown", "score", "max", "without_level"] {
            assert_eq!(said["after"][figure], counted[figure], "{name} {figure}");
        }
        for item in said["items"].as_array().unwrap() {
            let stands = after.get(item["ref"].as_str().unwrap());
            let says = &item["after"];
            let says = (!says.is_null()).then(|| (&says["level"], &says["score"], &says["max"]));
            assert_eq!(says, stands.map(|stands| (&stands[0], &stands[1], &stands[2])), "{item}");
        }
    }
}

fn own(expression: &str) -> String {
    format!(
        "apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata: {{name: readiness}}\nspec:\n  appliesTo: {{kinds: \
         [Component]}}\n  levels: [{{name: ready, title: Ready to run}}]\n  rules:\n  - id: tried\n    title: Has <it>\n    \
         level: ready\n    expression: {expression}\n    failMessage: It is {{entity.name}}.\n    fix: Write `it`.\n"
    )
}

#[tokio::test]
async fn who_changes_is_told_with_what_the_rule_saw() {
    let portal = Portal::start().await;
    portal.save("readiness.yaml", &own("size(entity.tags) > 0")).await;
    // Orders has tags, the gateway has none.
    let said = tried(&portal, "/api/v1/scorecards/Readiness/simulate", &own("size(entity.tags) == 0")).await;
    assert_eq!((&said["moves"]["worse"], &said["moves"]["better"], &said["total"]), (&json!(1), &json!(1), &json!(2)));
    let worse = &said["items"][0];
    assert_eq!((&worse["ref"], &worse["move"]), (&json!("component:default/orders"), &json!("worse")));
    assert_eq!((&worse["before"]["level"], &worse["after"]["level"]), (&json!("ready"), &Value::Null));
    let rule = &worse["rules"][0];
    assert_eq!(
        (&rule["before"], &rule["after"], &rule["message"]),
        (&json!("pass"), &json!("fail"), &json!("It is Orders."))
    );
    assert!(rule["evidence"]["entity.tags"].is_array() && rule["fix"] == "Write `it`.", "{rule}");
    assert_eq!(said["teams"][0]["owner"], "group:default/payments");
    assert_eq!(said["rules"][0]["edit"], "changed");
    let first = tried(&portal, "/api/v1/scorecards/readiness/simulate?limit=1", &own("size(entity.tags) == 0")).await;
    assert_eq!((first["items"].as_array().unwrap().len(), &first["total"]), (1, &json!(2)));

    let body = json!({ "definition": own("1 < 2").replace("readiness", "another") }).to_string();
    let request = Request::post("/api/v1/scorecards/simulate").header("content-type", "application/json");
    let new = portal.send(request.body(Body::from(body)).unwrap()).await.json();
    assert_eq!((&new["new"], &new["moves"]["comes"], &new["before"]["entities"]), (&json!(true), &json!(2), &json!(0)));
    assert_eq!(portal.problem(404, "/api/v1/scorecards/another").await.0, "scorecard_not_found", "nothing is written");
}

#[tokio::test]
async fn all_of_them_come_as_a_table() {
    let portal = Portal::start().await;
    let answer = try_yaml(&portal, "/api/v1/scorecards/simulate.csv", &own("size(entity.tags) > 0")).await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let text = answer.text();
    assert!(text.starts_with("ref,kind,title,owner,move,level_before,level_after,"), "{text}");
    assert!(
        text.contains("component:default/gateway,Component,,group:default/ghosts,comes,,,,,0,1,tried: none -> fail"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 3, "{text}");
    let of_one = try_yaml(&portal, "/api/v1/scorecards/readiness/simulate.csv", &own("1 < 2")).await;
    assert_eq!(of_one.problem(404).0, "scorecard_not_found");
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_line_and_what_is_no_definition_is_refused() {
    let portal = Portal::start().await;
    let wrong = try_yaml(&portal, "/api/v1/scorecards/simulate", &own("entity.titel != null")).await;
    assert_eq!(wrong.problem(422).0, "invalid_scorecard");
    let found = &wrong.json()["diagnostics"][0];
    assert_eq!(
        (&found["code"], &found["line"], &found["column"]),
        (&json!("scorecard-expression"), &json!(11), &json!(17))
    );
    let other = try_yaml(&portal, "/api/v1/scorecards/ownership/simulate", &own("1 < 2")).await;
    assert!(other.problem(422).1.contains("ownership is asked for"));
    let large = format!("{}# {}\n", own("1 < 2"), "x".repeat(3 << 20));
    assert_eq!(try_yaml(&portal, "/api/v1/scorecards/simulate", &large).await.problem(413).0, "body_too_large");
    assert_eq!(
        try_yaml(&portal, "/api/v1/scorecards/simulate?limit=0", &own("1 < 2")).await.problem(400).0,
        "invalid_limit"
    );
    let untyped = portal.send(Request::post("/api/v1/scorecards/simulate").body(Body::from("{}")).unwrap()).await;
    assert_eq!(untyped.problem(415).0, "unsupported_media_type");
}

/// As for a dry run: a token of a fork may hold the scope, and one that only reads may not.
#[tokio::test]
async fn where_reading_is_guarded_it_takes_the_scope_of_dry_runs() {
    let portal = Portal::start_with(AppOptions { reading: Reading::Guarded, ..AppOptions::default() }).await;
    let address = "/api/v1/scorecards/simulate";
    assert_eq!(try_yaml(&portal, address, &own("1 < 2")).await.problem(401).0, "unauthenticated");
    let body = json!({ "definition": own("1 < 2") });
    let reader = portal.token(&["read"]).await;
    assert_eq!(portal.send_as(&reader, "POST", address, &body).await.problem(403).0, "forbidden");
    let fork = portal.token(&["dry-run"]).await;
    assert_eq!(portal.send_as(&fork, "POST", address, &body).await.status, StatusCode::OK);

    let fields = "definition=x&action=try";
    let page = "/scorecards/ownership/simulate";
    let nobody = portal.send(form(page, "", OWN, fields)).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let session = portal.session(&fork).await;
    assert_eq!(
        portal.send(form(page, &session, "https://evil.example", fields)).await.status,
        StatusCode::UNAUTHORIZED,
        "as if nobody had signed in"
    );
    let own_page = portal.send(form(page, &session, OWN, fields)).await;
    assert_eq!(own_page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", own_page.text());
    let session = portal.session(&reader).await;
    assert_eq!(portal.send(form(page, &session, OWN, fields)).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_page_keeps_the_text_and_says_what_would_change_and_how_to_publish_it() {
    let portal = Portal::start().await;
    portal.save("readiness.yaml", &own("size(entity.tags) > 0")).await;
    assert!(portal.get("/scorecards/readiness").await.text().contains("href=\"/scorecards/readiness/simulate\""));
    assert_eq!(text_of(&portal, "readiness").await, own("size(entity.tags) > 0"));
    let page = portal.get("/scorecards/readiness/simulate").await.text();
    assert!(page.contains("readiness.yaml") && page.contains("/edit\""), "{page}");
    let built_in = portal.get("/scorecards/ownership/simulate").await.text();
    assert!(built_in.contains("It is built in") && built_in.contains("scorecards/ownership.yaml"), "{built_in}");

    let encoded =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let sent = async |text: &str, action: &str| {
        let fields = format!("definition={}&action={action}", encoded(&text.replace('\n', "\r\n")));
        portal.send(form("/scorecards/readiness/simulate", "", OWN, &fields)).await
    };
    let answer = sent(&own("size(entity.tags) == 0"), "try").await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
    let html = answer.text();
    assert!(html.contains("size(entity.tags) == 0\n"), "the text is kept: {html}");
    assert!(html.contains("1 gets worse, 1 gets better") && html.contains("Order desk"), "{html}");
    assert!(html.contains("Has &lt;it>") || html.contains("Has &lt;it&gt;"), "{html}");
    assert!(!html.contains("Has <it>"), "{html}");
    let wrong = sent(&own("entity.titel != null"), "try").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("scorecard.yaml:11:17") && wrong.text().contains("entity.titel"), "{}", wrong.text());
    let table = sent(&own("size(entity.tags) == 0"), "csv").await;
    assert_eq!(table.header(header::CONTENT_TYPE.as_str()), "text/csv; charset=utf-8");
    assert_eq!(portal.get("/scorecards/nothing/simulate").await.status, StatusCode::NOT_FOUND);
}
