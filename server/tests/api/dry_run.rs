//! What a pull request would do.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use sextant_server::app::AppOptions;

use crate::harness::{Answer, Portal, column, fresh_postgres_database};

const ADDRESS: &str = "/api/v1/sources/shop/descriptors?dry_run=true";

/// `hen` needs `egg`; nothing goes round yet.
const HEN: &str =
    "kind: Component\nmetadata: {name: hen}\nspec: {type: service, owner: payments, dependsOn: [component:egg]}\n";
const EGG: &str = "kind: Component\nmetadata: {name: egg}\nspec: {type: service, owner: payments}\n";
const EGG_NEEDS_HEN: &str =
    "kind: Component\nmetadata: {name: egg}\nspec: {type: service, owner: ghosts, dependsOn: [component:hen]}\n";

async fn post(portal: &Portal, address: &str, content_type: &str, body: impl Into<Body>) -> Answer {
    portal.send(Request::post(address).header("content-type", content_type).body(body.into()).unwrap()).await
}

async fn ask(portal: &Portal, address: &str, push: &Value) -> Answer {
    post(portal, address, "application/json", push.to_string()).await
}

/// The answer to files below a folder, which must be one.
async fn below(portal: &Portal, folder: &str, files: &[(&str, &str)]) -> Value {
    let files: Vec<Value> = files.iter().map(|(path, content)| json!({"path": path, "content": content})).collect();
    let answer = ask(portal, ADDRESS, &json!({"below": folder, "files": files})).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

async fn farm(options: AppOptions) -> Portal {
    let portal = Portal::start_with(options).await;
    portal.save("farm/hen.yaml", HEN).await;
    portal.save("farm/egg.yaml", EGG).await;
    portal
}

async fn a_cycle_that_a_pull_request_closes_is_found(options: AppOptions) {
    let portal = farm(options).await;
    let revision = portal.app.cell().load().revision();

    let same = below(&portal, "farm", &[("hen.yaml", HEN), ("egg.yaml", EGG)]).await;
    for list in ["created", "updated", "deleted", "renamed", "diagnostics", "impact"] {
        assert_eq!(same[list], json!([]), "{list}");
    }
    assert_eq!((&same["revision"], &same["new_location"]), (&json!(revision), &json!(false)));

    let closed = below(&portal, "farm", &[("hen.yaml", HEN), ("egg.yaml", EGG_NEEDS_HEN)]).await;
    assert_eq!(closed["updated"], json!(["component:default/egg"]));
    assert_eq!((&closed["created"], &closed["deleted"]), (&json!([]), &json!([])));
    let added = column(&closed["findings"]["added"], "rule");
    assert!(added.contains(&"cycle"), "{closed}");
    let cycle = closed["findings"]["added"].as_array().unwrap().iter().find(|found| found["rule"] == "cycle").unwrap();
    assert_eq!(cycle["path"].as_array().unwrap().len(), 2, "{cycle}");
    let impact = closed["impact"].as_array().unwrap();
    let of_hen = impact.iter().find(|change| change["ref"] == "component:default/hen").unwrap();
    assert_eq!((&of_hen["before"], &of_hen["after"]), (&json!(0), &json!(1)));
    assert_eq!(of_hen["added"], json!(["component:default/egg"]));
    assert_eq!(of_hen["teams_added"], json!(["group:default/ghosts"]));

    // Nothing was written; what is written then is what was said.
    assert_eq!(portal.app.cell().load().revision(), revision);
    assert_eq!(portal.app.store().read().await.unwrap().head().await.unwrap().revision, revision);
    portal.save("farm/egg.yaml", EGG_NEEDS_HEN).await;
    assert_eq!(portal.app.cell().load().revision(), revision + 1);
    let opened = below(&portal, "farm", &[("hen.yaml", HEN), ("egg.yaml", EGG)]).await;
    assert!(column(&opened["findings"]["removed"], "rule").contains(&"cycle"), "{opened}");
    portal.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cycle_that_a_pull_request_closes_is_found_on_sqlite() {
    a_cycle_that_a_pull_request_closes_is_found(AppOptions::default()).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn a_cycle_that_a_pull_request_closes_is_found_on_postgres() {
    let database_url = Some(fresh_postgres_database().await);
    a_cycle_that_a_pull_request_closes_is_found(AppOptions { database_url, ..AppOptions::default() }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_lies_below_the_folder_is_replaced() {
    let portal = farm(AppOptions::default()).await;
    let gone = below(&portal, "farm", &[("hen.yaml", HEN)]).await;
    assert_eq!(gone["deleted"], json!(["component:default/egg"]));
    let of_egg = gone["impact"].as_array().unwrap().iter().find(|change| change["ref"] == "component:default/egg");
    assert_eq!(of_egg.unwrap()["before"], 1, "{gone}");

    let whole = ask(&portal, ADDRESS, &json!({"files": [{"path": "farm/hen.yaml", "content": HEN}]})).await.json();
    assert_eq!(whole["deleted"].as_array().unwrap().len(), 7, "{whole}");
    // The query may say it, too; a stream of documents is one file.
    let stream = format!("{HEN}---\n{EGG}---\n{}", HEN.replace("hen", "duck"));
    let stream = post(&portal, &format!("{ADDRESS}&below=pond"), "application/yaml; charset=utf-8", stream).await;
    assert_eq!(stream.json()["created"], json!(["component:default/duck"]), "{}", stream.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_source_that_is_not_there_everything_is_new() {
    let portal = Portal::start().await;
    let address = "/api/v1/sources/new/descriptors?dry_run=true";
    let answer = ask(&portal, address, &json!({"files": [{"path": "a.yaml", "content": EGG}]})).await.json();
    assert_eq!((&answer["created"], &answer["new_location"]), (&json!(["component:default/egg"]), &json!(true)));
    assert_eq!(portal.json("/api/v1/sources").await["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_descriptors_name_come_with_them_or_are_as_the_catalog_read_them() {
    let portal = Portal::start().await;
    let api =
        "kind: API\nmetadata: {name: eggs}\nspec: {type: openapi, owner: payments, definition: {$text: ./eggs.json}}\n";
    let api = format!(
        "apiVersion: backstage.io/v1alpha1\n{}",
        api.replace("type: openapi", "type: openapi, lifecycle: production")
    );
    std::fs::create_dir_all(portal.shop().join("api")).unwrap();
    std::fs::write(portal.shop().join("api/eggs.json"), "{\"openapi\": \"3.1.0\"}").unwrap();
    std::fs::write(portal.shop().join("api/secret"), "sesame").unwrap();
    portal.save("api/catalog-info.yaml", &api).await;
    let same = below(&portal, "api", &[("catalog-info.yaml", &api)]).await;
    assert_eq!((&same["updated"], &same["diagnostics"]), (&json!([]), &json!([])), "{same}");
    let other = [("catalog-info.yaml", api.as_str()), ("eggs.json", "{\"openapi\": \"3.0.0\"}")];
    assert_eq!(below(&portal, "api", &other).await["updated"], json!(["api:default/eggs"]));
    // What no descriptor of the catalog names is not read for whoever asks.
    let curious = api.replace("eggs.json", "secret");
    let files = json!({"below": "api", "files": [{"path": "catalog-info.yaml", "content": curious}]});
    let answer = ask(&portal, ADDRESS, &files).await.text();
    assert!(answer.contains("it was not handed over") && !answer.contains("sesame"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_says_why() {
    let portal = Portal::start().await;
    let (code, _) = post(&portal, ADDRESS, "text/plain", "x").await.problem(415);
    assert_eq!(code, "unsupported_media_type");
    for body in [
        "",
        "[",
        "{}",
        "[[[[[[[[",
        r#"{"files": [{"path": "a.yaml", "content": 1}]}"#,
        r#"{"files": [{"path": "../a.yaml", "content": ""}]}"#,
        r#"{"files": [{"path": "/etc/passwd", "content": ""}]}"#,
        r#"{"files": [{"path": "a.yaml", "content": ""}, {"path": "a.yaml", "content": ""}]}"#,
        r#"{"below": "../..", "files": []}"#,
        r#"{"files": [], "branhc": "main"}"#,
    ] {
        let (code, _) = post(&portal, ADDRESS, "application/json", body).await.problem(400);
        assert_eq!(code, "invalid_push", "{body}");
    }
    let deep = format!("{{\"files\": {}", "[".repeat(100_000));
    post(&portal, ADDRESS, "application/json", deep).await.problem(400);
    let (code, _) = post(&portal, ADDRESS, "application/yaml", vec![0xff, 0xfe]).await.problem(400);
    assert_eq!(code, "invalid_push");
    let (code, _) = post(&portal, ADDRESS, "application/yaml", vec![b'#'; (32 << 20) + 1]).await.problem(413);
    assert_eq!(code, "body_too_large");

    let broken = post(&portal, ADDRESS, "application/yaml", "kind: Component\nmetadata: [\n").await;
    let diagnostics = broken.json()["diagnostics"].clone();
    assert_eq!(broken.problem(422).0, "descriptor_errors");
    assert_eq!(diagnostics[0]["file"], "sextant.yaml");
    let many = format!("{EGG}---\n").repeat(1_001);
    let large = format!("# {}\n{EGG}", "x".repeat(1 << 20));
    for (text, code) in [(many, "too-many-documents"), (large, "file-too-large")] {
        let answer = post(&portal, ADDRESS, "application/yaml", text).await;
        let found = answer.json()["diagnostics"].clone();
        assert!(column(&found, "code").contains(&code), "{code}: {found}");
        answer.problem(422);
    }
    assert_eq!(portal.app.cell().load().revision(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_that_the_catalog_has_already_is_not_the_pull_requests() {
    let portal = Portal::start().await;
    let broken = std::fs::read_to_string(portal.shop().join("broken/catalog-info.yaml")).unwrap();
    let same = below(&portal, "broken", &[("catalog-info.yaml", &broken), ("egg.yaml", EGG)]).await;
    assert_eq!(same["created"], json!(["component:default/egg"]));
    assert_eq!(column(&same["diagnostics"], "file"), ["broken/egg.yaml"], "a warning of the new file only");
}

#[tokio::test(flavor = "multi_thread")]
async fn impact_is_told_of_what_is_asked_about() {
    let portal = farm(AppOptions::default()).await;
    let asked = json!({"below": "farm", "impact_of": ["component:default/egg", "component:default/nobody"],
        "files": [{"path": "hen.yaml", "content": HEN}, {"path": "egg.yaml", "content": EGG}]});
    let answer = ask(&portal, ADDRESS, &asked).await.json();
    let impact: Vec<(&str, u64)> = answer["impact"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| (change["ref"].as_str().unwrap(), change["after"].as_u64().unwrap()))
        .collect();
    assert_eq!(impact, [("component:default/egg", 1), ("component:default/nobody", 0)]);
    for impact_of in [json!(["egg"]), json!(vec!["component:default/egg"; 21])] {
        let (code, _) = ask(&portal, ADDRESS, &json!({"impact_of": impact_of, "files": []})).await.problem(400);
        assert_eq!(code, "invalid_push");
    }
}

/// As many bodies as may be on their way at once, none of which ever comes.
#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_do_not_come_leave_others_a_plain_answer() {
    let portal = Portal::start().await;
    let (begun, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let slow = || {
        let begun = begun.clone();
        let never = futures_util::stream::once(async move {
            begun.send(()).unwrap();
            std::future::pending::<Result<Vec<u8>, std::io::Error>>().await
        });
        post(&portal, ADDRESS, "application/json", Body::from_stream(never))
    };
    let another = async {
        for _ in 0..4 {
            heard.recv().await.unwrap();
        }
        let refused = ask(&portal, ADDRESS, &json!({"files": []})).await;
        assert_eq!(refused.header("retry-after"), "1");
        assert_eq!(refused.problem(503).0, "dry_runs_busy");
    };
    tokio::select! {
        () = another => {}
        _ = async { tokio::join!(slow(), slow(), slow(), slow()) } => panic!("a body came"),
    }
}
