use axum::http::StatusCode;
use http_body_util::BodyExt;

use crate::harness::{ENTITIES, Portal};

/// The table's lines as cells, the header first.
async fn table(portal: &Portal, query: &str) -> Vec<Vec<String>> {
    let answer = portal.get(&format!("/api/v1/entities.csv{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(answer.body.as_slice());
    reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The cells of one column, without its name.
fn column(table: &[Vec<String>], name: &str) -> Vec<String> {
    let index = table[0].iter().position(|column| column == name).unwrap();
    table[1..].iter().map(|line| line[index].clone()).collect()
}

fn component(name: &str, description: &str) -> String {
    format!(
        "apiVersion: sextant.dev/v1\nkind: Component\nmetadata:\n  name: {name}\n  description: {description}\n---\n"
    )
}

#[tokio::test]
async fn every_match_comes_in_the_order_asked_for() {
    let portal = Portal::start().await;
    let all = table(&portal, "").await;
    assert_eq!(all.len() as u64, 1 + ENTITIES);
    assert_eq!(column(&all, "name"), ["gateway", "Orders", "orders-api", "orders-db", "payments", "shop"]);
    let some = table(&portal, "?filter=kind=component&filter=kind=system&also=owner=payments&order=-name").await;
    assert_eq!(column(&some, "ref"), ["system:default/shop", "component:default/orders"]);
    let worded = table(&portal, "?q=doorstep").await;
    assert_eq!(column(&worded, "name"), ["shop"]);
}

#[tokio::test]
async fn a_line_has_what_the_entity_has() {
    let portal = Portal::start().await;
    portal.measured().await;
    let orders = table(&portal, "?filter=name=orders").await;
    let header = "ref kind namespace name title type owner effective_owner lifecycle tier system language tags \
                  health_score health_max rules_passed rules_failed dependents dependencies instability reach depth \
                  articulation criticality source path stale created_at changed_at changed_by description";
    assert_eq!(orders[0].join(" "), header);
    let cell = |name: &str| column(&orders, name)[0].clone();
    let entity = portal.json("/api/v1/entities/component/default/orders").await;
    assert_eq!(cell("title"), "Order desk");
    assert_eq!(cell("effective_owner"), "group:default/payments");
    assert_eq!((cell("tier"), cell("stale")), (String::new(), "false".to_owned()));
    assert_eq!(cell("tags"), "rust, checkout");
    assert_eq!(cell("health_score"), entity["health"]["score"].to_string());
    assert_eq!(cell("rules_failed"), entity["health"]["failed"].to_string());
    assert_eq!(cell("dependents"), entity["measures"]["dependents"].to_string());
    for figure in ["dependencies", "instability", "reach", "depth", "articulation", "criticality"] {
        assert_eq!(cell(figure), entity["measures"][figure].to_string(), "{figure}");
    }
    assert_eq!(cell("changed_at"), entity["changed_at"].as_str().unwrap());
}

#[tokio::test]
async fn the_answer_is_a_file_to_keep() {
    let portal = Portal::start().await;
    let answer = portal.get("/api/v1/entities.csv").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let disposition = answer.header("content-disposition");
    let date = disposition.strip_prefix("attachment; filename=\"catalog-").and_then(|rest| rest.strip_suffix(".csv\""));
    assert_eq!(date.map(str::len), Some("2026-11-21".len()), "{disposition}");
}

#[tokio::test]
async fn cells_keep_commas_quotes_and_lines_and_run_nothing() {
    let portal = Portal::start().await;
    let text = component("quoted", "'commas, \"quotes\", ü'")
        + &component("lines", "\"one\\ntwo\"")
        + &component("formula", "'=HYPERLINK(\"http://a.example\")'")
        + &component("at", "'@SUM(A1)'");
    portal.save("more/catalog-info.yaml", &text).await;
    let found = table(&portal, "?filter=name=quoted&filter=name=lines&filter=name=formula&filter=name=at").await;
    let expected = ["'@SUM(A1)", "'=HYPERLINK(\"http://a.example\")", "one\ntwo", "commas, \"quotes\", ü"];
    assert_eq!(column(&found, "description"), expected);
}

#[tokio::test]
async fn more_than_fits_into_a_page_comes_whole_and_each_once() {
    let portal = Portal::start().await;
    let text: String = (0..2_100).map(|number| component(&format!("c{number:04}"), "One of many.")).collect();
    portal.save("many/catalog-info.yaml", &text).await;
    let found = table(&portal, "?filter=kind=component&order=-name").await;
    let names = column(&found, "name");
    assert_eq!(names.len(), 2_102);
    assert!(names.is_sorted_by(|one, other| one.to_lowercase() > other.to_lowercase()), "in order, and none twice");
}

#[tokio::test]
async fn all_of_it_is_of_one_revision_whatever_changes_meanwhile() {
    let portal = Portal::start().await;
    let many = |names: std::ops::Range<u32>| -> String {
        names.map(|number| component(&format!("c{number:04}"), "One of many.")).collect()
    };
    portal.save("many/catalog-info.yaml", &many(0..1_500)).await;
    let mut body = portal.open("/api/v1/entities.csv?filter=kind=component&also=name!=orders&also=name!=gateway").await;
    let header = body.frame().await.unwrap().unwrap().into_data().unwrap();
    assert!(header.starts_with(b"ref,kind,"), "{header:?}");
    portal.save("many/catalog-info.yaml", &many(700..3_000)).await;
    let rest = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    let names: Vec<&str> = rest.lines().filter_map(|line| line.split(',').nth(3)).collect();
    assert_eq!((names.len(), names.first(), names.last()), (1_500, Some(&"c0000"), Some(&"c1499")));
}

#[tokio::test]
async fn what_makes_no_sense_is_a_problem_and_no_file() {
    let portal = Portal::start().await;
    for (query, code) in [
        ("order=colour", "unknown_order"),
        ("filter=colour=red", "unknown_filter_field"),
        ("also=kind=%22open", "invalid_filter"),
        ("limit=5", "unknown_parameter"),
    ] {
        assert_eq!(portal.problem(400, &format!("/api/v1/entities.csv?{query}")).await.0, code, "{query}");
    }
}
