//! A table of entities, by the API and by the page.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::harness::{Answer, OWN, Portal, column, form};

const TABLE: &str = "\
kind;name;title;owner;lifecycle;tier;type;tags;links;depends_on;description;cost centre\r\n\
component;ledger;'=SUM(A1);payments;production;2;service;rust, money;runbook=https://wiki.example.com/l https://l.example.com;\
resource:orders-db;\"Who owes\nwhat; to whom.\";7\r\n\
Group;finance;Finance;;;;;;;;;\r\n";

async fn import(portal: &Portal, query: &str, table: &[u8]) -> Answer {
    let request = Request::post(format!("/api/v1/entities.csv?{query}"))
        .header("authorization", format!("Bearer {}", portal.admin().await))
        .header("content-type", "text/csv; charset=utf-8");
    portal.send(request.body(Body::from(table.to_vec())).unwrap()).await
}

fn changes(answer: &Value) -> Vec<&str> {
    column(&answer["rows"], "change")
}

#[tokio::test]
async fn rows_become_entities_and_the_same_rows_again_change_nothing() {
    let portal = Portal::start().await;
    let told = import(&portal, "dry_run=true", TABLE.as_bytes()).await.json();
    assert_eq!(changes(&told), ["create", "create"], "{told}");
    assert_eq!(told["ignored"], json!(["cost centre"]));
    assert_eq!(portal.json("/api/v1/entities?filter=source=managed").await["total"], 0, "nothing was written");
    let made = import(&portal, "", TABLE.as_bytes()).await.json();
    assert_eq!(made["created"], json!(["component:default/ledger", "group:default/finance"]), "{made}");
    let ledger = portal.json("/api/v1/entities/component/default/ledger").await;
    for (field, value) in [
        ("title", json!("=SUM(A1)")),
        ("owner", json!("group:default/payments")),
        ("tier", json!(2)),
        ("tags", json!(["rust", "money"])),
        ("description", json!("Who owes\nwhat; to whom.")),
    ] {
        assert_eq!(ledger[field], value);
    }
    assert_eq!((&ledger["links"][0]["type"], &ledger["links"][1]["type"]), (&json!("runbook"), &json!("other")));
    assert_eq!(ledger["measures"]["dependencies"], 1);
    assert_eq!(column(&portal.json("/api/v1/audit").await["items"], "action")[0], "import");

    let again = import(&portal, "", TABLE.as_bytes()).await.json();
    assert_eq!(changes(&again), ["none", "none"]);
    assert_eq!(again["revision"], made["revision"]);
    let one = import(&portal, "", b"name,tier,owner\nledger,3,\n").await.json();
    assert_eq!(changes(&one), ["update"]);
    let ledger = portal.json("/api/v1/entities/component/default/ledger").await;
    assert_eq!(
        (&ledger["tier"], &ledger["owner"]),
        (&json!(3), &json!("group:default/payments")),
        "empty says nothing"
    );
}

#[tokio::test]
async fn a_wrong_row_is_told_by_column_and_costs_no_other_one() {
    let portal = Portal::start().await;
    let table = "\
kind,name,owner,tier,tags,links,namespace
Component,good,payments,1,rust,,
Compnent,odd,payments,,,,
Component,no name,,9,Not A Tag,wiki,Shop!
Component,orders,payments,,,,
Component,good,payments,,,,
Component,long,payments,,,,,surplus
";
    let told = import(&portal, "dry_run=true", table.as_bytes()).await.json();
    assert_eq!(changes(&told), ["create", "left_out", "left_out", "left_out", "left_out", "left_out"]);
    assert_eq!(column(&told["rows"][1]["problems"], "column"), ["kind"]);
    assert_eq!(column(&told["rows"][2]["problems"], "column"), ["name", "namespace", "tier", "tags", "links"]);
    let detail = |row: usize| told["rows"][row]["problems"][0]["detail"].as_str().unwrap().to_owned();
    assert!(detail(3).contains("catalog-info.yaml of the source shop"), "{told}");
    assert!(detail(4).contains("line 2 is about component:default/good already"), "{told}");
    assert!(detail(5).contains("more cells"), "{told}");

    let refused = import(&portal, "", table.as_bytes()).await;
    assert_eq!(refused.problem(422).0, "invalid_rows");
    assert_eq!(
        (&refused.json()["items"][0]["index"], &refused.json()["items"][0]["field"]),
        (&json!(1), &json!("kind"))
    );
    assert_eq!(portal.json("/api/v1/entities?filter=source=managed").await["total"], 0, "nothing was written");
    let made = import(&portal, "only_right=true", table.as_bytes()).await.json();
    assert_eq!(made["created"], json!(["component:default/good"]));
}

#[tokio::test]
async fn what_is_no_table_is_refused() {
    let portal = Portal::start().await;
    for (table, status, code) in [
        (&b"a,b\n1,2\n"[..], 422, "invalid_table"),
        (b"\xff\xfe\0\0", 422, "invalid_table"),
        (&[b'n'; 2 << 20], 413, "body_too_large"),
    ] {
        assert_eq!(import(&portal, "", table).await.problem(status).0, code);
    }
    let json = portal.send_as(portal.admin().await, "POST", "/api/v1/entities.csv", &json!({})).await;
    assert_eq!(json.problem(415).0, "unsupported_media_type");
}

#[test]
fn no_table_is_a_fault_of_ours() {
    let runtime = Runtime::new().unwrap();
    let portal = runtime.block_on(Portal::start());
    let cells = "(name|kind|tags|links|tier)(,(owner|namespace|description|depends_on)){0,3}\n([ -~]{0,30}\n){0,4}";
    let mut runner = TestRunner::new(Config::with_cases(128));
    let result = runner.run(&(cells, vec(any::<u8>(), 0..60)), |(text, bytes)| {
        for table in [text.as_bytes(), &[text.as_bytes(), &bytes].concat()] {
            let answer = runtime.block_on(import(&portal, "only_right=true", table));
            prop_assert!(!answer.status.is_server_error(), "{table:?}: {}", answer.text());
        }
        Ok(())
    });
    result.unwrap();
}

async fn send(portal: &Portal, session: &str, fields: &[(&str, &str)]) -> Answer {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    portal.send(form("/import", session, OWN, &fields.join("&"))).await
}

#[tokio::test]
async fn by_the_page_a_table_is_pasted_looked_at_and_taken() {
    let portal = Portal::start().await;
    let session = portal.session(portal.admin().await).await;
    let page = portal.get_with("/import", "cookie", &session).await.text();
    assert!(page.contains("name=\"table\"") && page.contains("Preview"), "{page}");
    let table = "name,owner,tier\nledger,payments,1\n\"\"\"><script>alert(1)</script>\",x,7\n";
    let preview = send(&portal, &session, &[("table", table), ("action", "preview")]).await.text();
    assert!(preview.contains("Import only the 1 that are right") && preview.contains("is no tier"), "{preview}");
    assert!(!preview.contains("<script>alert"), "{preview}");
    let refused = send(&portal, &session, &[("table", table), ("action", "save")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = send(&portal, &session, &[("table", table), ("action", "save-right")]).await;
    assert!(taken.text().contains("1 made, 0 changed"), "{}", taken.text());
    assert_eq!(portal.json("/api/v1/entities/component/default/ledger").await["tier"], 1);
    let reader = portal.session(&portal.token(&["read"]).await).await;
    assert_eq!(portal.get_with("/import", "cookie", &reader).await.status, StatusCode::FORBIDDEN);
    assert!(portal.get("/import").await.header("location").starts_with("/sign-in"));
}
