//! The log of changes, narrowed and from its end.

use std::fmt::Write;

use http_body_util::BodyExt;
use serde_json::Value;
use sextant_server::app::AppOptions;
use sextant_server::feed::LOOKED_AT;

use crate::harness::{ENTITIES, Portal, column};

fn component(name: &str, owner: &str) -> String {
    format!(
        "apiVersion: sextant.dev/v1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  owner: {owner}\n"
    )
}

/// Every page from an address on, by the mark that each answer gives.
async fn pages(portal: &Portal, address: &str, (key, first): (&str, &str), next: &str) -> Vec<Value> {
    let mut pages = Vec::new();
    let mut at = first.to_owned();
    loop {
        let page = portal.json(&format!("{address}&{key}={at}")).await;
        let more = page["more"] == true;
        at = page[next].as_str().unwrap_or_default().to_owned();
        pages.push(page);
        if !more {
            return pages;
        }
    }
}

/// A file that is made, changed, whose document gets another name, that goes and comes back.
async fn a_life(portal: &Portal) {
    portal.save("menu/catalog-info.yaml", &component("menu", "payments")).await;
    portal.save("menu/catalog-info.yaml", &component("menu", "ghosts")).await;
    portal.save("menu/catalog-info.yaml", &component("card", "ghosts")).await;
    portal.remove("menu/catalog-info.yaml").await;
    portal.save("menu/catalog-info.yaml", &component("card", "payments")).await;
}

async fn the_newest_come_first_and_say_what_happened(portal: Portal) {
    a_life(&portal).await;
    let list = portal.json("/api/v1/changes?before=now&limit=6").await;
    let items = list["items"].as_array().unwrap();
    let told: Vec<String> = items
        .iter()
        .map(|item| format!("{} {}", item["event"].as_str().unwrap(), item["ref"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            "restored component:default/card",
            "deleted component:default/card",
            "renamed component:default/card",
            "renamed component:default/menu",
            "updated component:default/menu",
            "created component:default/menu",
        ]
    );
    assert_eq!(items[2]["renamed_from"], "component:default/menu");
    assert_eq!((&items[3]["operation"], &items[3]["renamed_from"]), (&"remove".into(), &Value::Null));
    assert_eq!(items[0]["source"], "shop");
    assert!(items.iter().all(|item| item["changed_at"].is_string()), "{list}");

    // Page by page it is the whole log turned round, each change once.
    let back = pages(&portal, "/api/v1/changes?limit=4", ("before", "now"), "next_before").await;
    let back: Vec<Value> = back.iter().flat_map(|page| page["items"].as_array().unwrap().clone()).collect();
    let mut forth = portal.json("/api/v1/changes?since=0").await["items"].as_array().unwrap().clone();
    forth.reverse();
    assert_eq!(back, forth);
    assert_eq!(back.len() as u64, ENTITIES + 6);
    // From the newest on, the feed goes on.
    portal.save("new/catalog-info.yaml", &component("new", "payments")).await;
    let since = list["next_since"].as_str().unwrap();
    let later = portal.json(&format!("/api/v1/changes?since={since}")).await;
    assert_eq!(column(&later["items"], "ref"), ["component:default/new"]);
}

async fn every_filter_lets_pass_what_it_says(portal: Portal) {
    a_life(&portal).await;
    let refs = |address: &str| {
        let address = format!("/api/v1/changes?since=0&{address}");
        let portal = &portal;
        async move {
            let list = portal.json(&address).await;
            assert_eq!(list["more"], false);
            column(&list["items"], "ref").into_iter().map(str::to_owned).collect::<Vec<_>>()
        }
    };
    assert_eq!(refs("kind=API").await, ["api:default/orders-api"]);
    assert_eq!(refs("event=updated").await, ["component:default/menu"]);
    assert_eq!(refs("event=deleted&kind=component").await, ["component:default/card"]);
    assert_eq!(refs("entity=component:menu").await, ["component:default/menu"; 3]);
    assert_eq!(refs("source=elsewhere").await.len(), 0);
    assert_eq!(refs("source=shop").await.len() as u64, ENTITIES + 6);
    assert_eq!(refs("author=ada").await.len(), 0, "nobody committed these");
    // By whom it belongs to now, also what happened when it was another's.
    assert_eq!(refs("owner=ghosts").await, ["component:default/gateway"]);
    assert_eq!(refs("owner=payments&event=restored").await, ["component:default/card"]);
    assert_eq!(refs("owner=payments&kind=component&event=created").await.len(), 2);
    // And what is gone, to whom it belonged.
    portal.remove("menu/catalog-info.yaml").await;
    assert_eq!(refs("owner=payments&event=deleted").await, ["component:default/card"]);

    for (wrong, code) in [
        ("event=vanished", "invalid_parameter"),
        ("entity=menu", "invalid_ref"),
        ("owner=group:", "invalid_ref"),
        ("before=now", "invalid_parameter"),
        ("evnt=deleted", "unknown_parameter"),
    ] {
        let address = format!("/api/v1/changes?since=0&{wrong}");
        assert_eq!(portal.problem(400, &address).await.0, code, "{wrong}");
    }
    assert_eq!(portal.problem(400, "/api/v1/changes?before=now&wait=1").await.0, "invalid_parameter");
    assert_eq!(portal.problem(400, "/api/v1/changes?before=yesterday").await.0, "invalid_parameter");
    assert_eq!(portal.problem(410, "/api/v1/changes?before=another-epoch:1").await.0, "revision_gone");
}

/// More changes than one answer looks at, and one that is asked for before and one behind them.
async fn a_rare_change_is_found_without_a_long_look(portal: Portal) {
    let mut many = String::new();
    for number in 0..LOOKED_AT {
        write!(many, "---\napiVersion: sextant.dev/v1\nkind: Resource\nmetadata: {{name: r{number}}}\n").unwrap();
    }
    portal.save("many/catalog-info.yaml", &many).await;
    portal.save("new/catalog-info.yaml", "apiVersion: sextant.dev/v1\nkind: System\nmetadata: {name: new}\n").await;

    let forth = pages(&portal, "/api/v1/changes?kind=system", ("since", "0"), "next_since").await;
    let found = |pages: &[Value]| -> Vec<Vec<String>> {
        pages.iter().map(|page| column(&page["items"], "ref").into_iter().map(str::to_owned).collect()).collect()
    };
    assert_eq!(found(&forth), [vec!["system:default/shop".to_owned()], vec!["system:default/new".into()]]);
    // The mark stands behind everything that was looked at: nothing is read twice.
    let mark = forth[0]["next_since"].as_str().unwrap();
    let rest = portal.json(&format!("/api/v1/changes?since={mark}&limit=1000")).await;
    assert_eq!(rest["items"].as_array().unwrap().len() as u64, ENTITIES + 1, "{mark}");
    let mark = forth[1]["next_since"].as_str().unwrap();
    let none = portal.json(&format!("/api/v1/changes?since={mark}")).await;
    assert_eq!((none["items"].as_array().unwrap().len(), &none["more"]), (0, &false.into()));

    let back = pages(&portal, "/api/v1/changes?kind=system", ("before", "now"), "next_before").await;
    assert_eq!(found(&back), [vec!["system:default/new".to_owned()], vec!["system:default/shop".into()]]);
    // One entity's changes are found at once, however far back they are.
    let one = portal.json("/api/v1/changes?before=now&entity=system:shop").await;
    assert_eq!((column(&one["items"], "ref"), &one["more"]), (vec!["system:default/shop"], &false.into()));
    // A question that waits answers how far it has looked, and does not wait while there is more.
    let waiting = portal.json("/api/v1/changes?since=0&kind=domain&wait=30").await;
    assert_eq!((waiting["items"].as_array().unwrap().len(), &waiting["more"]), (0, &true.into()));

    // The table has all of them, and the page leads on.
    let table = portal.get("/api/v1/changes.csv?kind=system").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert!(table.header("content-disposition").contains("changes-"));
    let text = table.text();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("changed_at,event,ref,"), "{text}");
    assert!(lines[1].contains(",created,system:default/new,") && lines[2].contains(",system:default/shop,"), "{text}");
    assert_eq!(lines.len(), 3);
    let page = portal.get("/activity?kind=domain").await.text();
    assert!(page.contains("Look further back"), "{page}");
    let page = portal.get("/activity").await.text();
    assert!(page.contains("1 system added") && page.contains("199 resources added"), "{page}");
    assert!(page.contains("Skip the rest of it") && page.contains("4,801 more of its changes"), "{page}");
}

/// A stream with a filter tells its reader how far it has read, so that a reader that comes back does not read it again.
async fn a_stream_moves_its_mark_over_what_it_leaves_out(portal: Portal) {
    let mut body = portal.open_with(event_stream("/api/v1/changes?since=0&kind=domain")).await;
    let mut text = String::new();
    while !text.contains("\n\n") {
        let frame = body.frame().await.unwrap().unwrap();
        text.push_str(std::str::from_utf8(&frame.into_data().unwrap()).unwrap());
    }
    let head = portal.json("/api/v1/changes").await["next_since"].as_str().unwrap().to_owned();
    assert_eq!(text, format!("id: {head}\n\n"));
}

fn event_stream(address: &str) -> axum::http::Request<axum::body::Body> {
    let request = axum::http::Request::get(address).header("accept", "text/event-stream");
    request.body(axum::body::Body::empty()).unwrap()
}

macro_rules! scenarios {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name(super::Portal::start().await).await;
            }

            #[tokio::test]
            #[ignore = "needs PostgreSQL: cargo xtask test"]
            async fn postgres() {
                let database_url = Some(crate::harness::fresh_postgres_database().await);
                let options = super::AppOptions { database_url, ..super::AppOptions::default() };
                super::$name(super::Portal::start_with(options).await).await;
            }
        }
    )*};
}

scenarios!(
    the_newest_come_first_and_say_what_happened,
    every_filter_lets_pass_what_it_says,
    a_rare_change_is_found_without_a_long_look,
    a_stream_moves_its_mark_over_what_it_leaves_out,
);

#[tokio::test]
async fn so_many_readers_may_wait_as_the_configuration_says() {
    let portal = Portal::start_with(AppOptions { max_streams: 1, ..AppOptions::default() }).await;
    let one = portal.open_with(event_stream("/api/v1/changes")).await;
    let refused = portal.send(event_stream("/api/v1/changes")).await;
    assert_eq!(refused.header("retry-after"), "1");
    let (code, detail) = refused.problem(503);
    assert!(code == "too_many_streams" && detail.contains("max_streams"), "{code}: {detail}");
    assert_eq!(portal.problem(503, "/api/v1/changes?wait=30").await.0, "too_many_streams");
    // Who does not wait is never refused, and neither is who finds something at once.
    portal.json("/api/v1/changes").await;
    portal.json("/api/v1/changes?since=0&wait=30").await;
    // The place is free again with its reader gone.
    drop(one);
    drop(portal.open_with(event_stream("/api/v1/changes")).await);
}
