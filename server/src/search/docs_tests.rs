//! Documentation pages as hits.

use catalog_schema::model::{DocPage, Entity};

use super::tests::Portal;
use crate::live::testing::*;

fn documented(name: &str, pages: &[(&str, &str)]) -> Entity {
    let page = |(title, text): &(&str, &str)| DocPage {
        path: format!("docs/{}.md", title.to_lowercase()),
        title: (*title).to_owned(),
        text: format!("{title}\n{text}"),
    };
    entity(name).with(|entity| entity.docs = pages.iter().map(page).collect())
}

#[test]
fn pages_find_their_entity_below_names_titles_tags_and_descriptions() {
    let portal = Portal::of([
        documented("component:orders", &[("Runbook", "Ask for the age of the outbox before anything else.")]),
        entity("component:mailer").with(|entity| entity.description = Some("Sends what is in the outbox.".into())),
        entity("component:relay").with(|entity| entity.tags = vec!["outbox".into()]),
        entity("component:post").titled("Outbox of the post"),
        entity("component:outbox"),
    ]);
    assert_eq!(portal.hits("outbox"), "outbox post relay mailer orders");
    assert_eq!(portal.hits("age outbox"), "orders");
    assert_eq!(portal.hits("\"age of the outbox\""), "orders");
    assert_eq!(portal.hits("runbook"), "orders", "a page's title");
    assert_eq!(portal.hits("orders ages "), "orders", "words in another number, of several fields");
}

#[test]
fn a_hit_shows_the_page_and_the_words_around() {
    let long =
        format!("{} Fail over with pzp db failover. {}", "Other words. ".repeat(300), "More words. ".repeat(300));
    let portal = Portal::of([documented("component:orders", &[("Start", "Over and out."), ("Runbook", &long)]).with(
        |entity| {
            let place = "url:https://github.com/acme/orders/tree/main/";
            entity.annotations.insert("backstage.io/source-location".into(), place.into());
        },
    )]);
    let found = portal.search("failover pzp");
    let doc = found.hits[0].doc.clone().unwrap();
    assert_eq!((doc.path.as_str(), doc.title.as_str()), ("docs/runbook.md", "Runbook"));
    assert_eq!(doc.url.as_deref(), Some("https://github.com/acme/orders/blob/main/docs/runbook.md"));
    assert!(doc.excerpt.contains("\u{E000}pzp\u{E001} db \u{E000}failover\u{E001}"), "{doc:?}");
    assert!(doc.excerpt.len() < 300, "{doc:?}");
    assert!(!doc.excerpt.contains("Over and out"));

    assert_eq!(portal.search("orders").hits[0].doc, None, "who is found by name shows no page");
}

#[test]
fn a_page_that_is_gone_finds_nothing() {
    let mut portal = Portal::of([documented("component:orders", &[("Runbook", "The outbox.")])]);
    assert_eq!(portal.hits("outbox"), "orders");
    portal.change(&[put(documented("component:orders", &[("Runbook", "The relay.")]))]);
    assert_eq!((portal.hits("outbox"), portal.hits("relay")), (String::new(), "orders".to_owned()));
}
