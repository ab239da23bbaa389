//! Search over a real index in a directory of its own.

use std::path::Path;

use catalog_schema::model::{Alias, ApiSpec, Entity};
use catalog_schema::wire::{ListQuery, Matched, SearchHit, SearchQuery, SearchResults};
use proptest::prelude::*;
use tempfile::TempDir;

use super::{Committed, SearchError, SearchIndex, search};
use crate::lists;
use crate::live::Live;
use crate::live::change::EntityChange;
use crate::live::testing::*;

/// A catalog and its index.
pub(super) struct Portal {
    pub(super) live: Live,
    index: SearchIndex,
    directory: TempDir,
}

impl Portal {
    pub(super) fn of(entities: impl IntoIterator<Item = Entity>) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let (index, committed) = SearchIndex::open(directory.path()).unwrap();
        assert_eq!(committed, None);
        let live = Live::empty("epoch", index.reader());
        let mut portal = Self { live, index, directory };
        portal.change(&entities.into_iter().map(put).collect::<Vec<_>>());
        portal
    }

    pub(super) fn change(&mut self, changes: &[EntityChange]) {
        let revision = self.live.revision() + 1;
        self.index.apply(changes).unwrap();
        let reader = self.index.commit("epoch", revision).unwrap();
        self.live = self.live.apply(revision, changes).0.with_search(reader);
    }

    pub(super) fn search(&self, q: &str) -> SearchResults {
        search(&self.live, &SearchQuery { q: q.into(), ..SearchQuery::default() }).unwrap()
    }

    /// Names of the hits that match every word, best first.
    pub(super) fn hits(&self, q: &str) -> String {
        let SearchResults { hits, matched, .. } = self.search(q);
        if matched == Matched::InPart {
            return String::new();
        }
        Self::names(&hits)
    }

    pub(super) fn names(hits: &[SearchHit]) -> String {
        let names: Vec<String> = hits.iter().map(|hit| hit.entity_ref.rsplit('/').next().unwrap().to_owned()).collect();
        names.join(" ")
    }
}

fn shop() -> Portal {
    Portal::of([
        entity("component:payments-api")
            .owned_by("group:shop")
            .with(|entity| entity.description = Some("Takes cards.".into())),
        entity("component:payments"),
        entity("component:checkout").titled("Payments front").with(|entity| entity.tags = vec!["java".into()]),
        entity("component:ledger").with(|entity| {
            entity.description = Some("Books all payments and refunds".into());
            entity.entity_type = Some("service".into());
        }),
        entity("component:billing").with(|entity| entity.tags = vec!["payments".into()]),
        entity("component:OrderService").with(|entity| {
            entity.name = "OrderService".into();
            entity.aliases = vec![Alias { scheme: "name".into(), value: "Order Intake".into() }];
        }),
        entity("api:menu").with(|entity| {
            entity.api = Some(ApiSpec {
                spec_type: Some("openapi".into()),
                definition: Some("paths:\n  /calzone:\n    get: {}".into()),
                reference: None,
            });
        }),
        entity("group:shop").titled("Café team"),
    ])
}

#[test]
fn the_exact_name_comes_first_then_names_titles_tags_and_text() {
    let portal = shop();
    assert_eq!(portal.hits("payments"), "payments payments-api checkout billing ledger");
    assert_eq!(portal.hits("pay"), "payments payments-api checkout billing ledger");
    assert_eq!(portal.hits("payments api"), "payments-api");
    assert_eq!(portal.hits("PaymentsAPI"), "payments-api");
    assert_eq!(portal.hits("paymentsapi"), "payments-api");
}

#[test]
fn every_word_must_match_somewhere_and_only_the_last_may_be_unfinished() {
    let portal = shop();
    assert_eq!(portal.hits("payments java"), "checkout");
    assert_eq!(portal.hits("payments refu"), "ledger");
    assert_eq!(portal.hits("refu payments"), "");
    assert_eq!(portal.hits("pay "), "", "a space ends the word");
    assert_eq!(portal.hits("payments nonsense"), "");
}

#[test]
fn names_are_found_however_they_are_written() {
    let portal = shop();
    for query in
        ["order service", "orderservice", "OrderService", "order-serv", "orders", "order intake", "service order"]
    {
        assert!(portal.hits(query).split(' ').any(|name| name == "orderservice"), "{query}: {}", portal.hits(query));
    }
    assert_eq!(portal.hits("cafe"), "shop payments-api", "a team, and what it owns");
    assert_eq!(portal.hits("component:default/ledger"), "ledger");
    assert_eq!(portal.hits("calzone"), "menu", "an API's definition is searched");
    assert_eq!(portal.hits("owner nobody"), "");
}

#[test]
fn a_misspelt_word_finds_its_neighbour_only_where_nothing_is_spelt_so() {
    let portal = shop();
    let found = portal.search("paymnets");
    assert_eq!(found.hits[0].entity_ref, "component:default/payments");
    assert_eq!(found.suggestion.as_deref(), Some("payments"));
    assert_eq!(portal.hits("leger"), "ledger");
    assert_eq!(portal.hits("lgr"), "", "three letters must be right");
    assert_eq!(portal.search("payments").suggestion, None);
}

#[test]
fn hits_show_which_words_matched() {
    let portal = shop();
    let ledger = &portal.search("refunds payments").hits[0];
    assert_eq!(ledger.highlights["description"], "Books all \u{E000}payments\u{E001} and \u{E000}refunds\u{E001}");
    assert_eq!((ledger.kind.as_str(), ledger.entity_type.as_deref()), ("component", Some("service")));
    let shop = &portal.search("cafe").hits[0];
    assert_eq!((shop.title.as_str(), shop.highlights["title"].as_str()), ("Café team", "\u{E000}Café\u{E001} team"));
}

#[test]
fn filters_facets_and_pages_apply_to_the_hits() {
    let portal = shop();
    let query = SearchQuery {
        q: "payments".into(),
        filter: vec!["!tag".into()],
        limit: Some(2),
        offset: Some(1),
        facet: vec!["tag".into(), "kind".into()],
    };
    let found = search(&portal.live, &query).unwrap();
    let names: Vec<&str> = found.hits.iter().map(|hit| hit.entity_ref.as_str()).collect();
    assert_eq!((names, found.total), (vec!["component:default/payments-api", "component:default/ledger"], 3));
    let tags: Vec<_> = found.facets["tag"].iter().map(|tag| (tag.value.as_str(), tag.count)).collect();
    assert_eq!(tags, [("java", 1), ("payments", 1)]);
    assert_eq!(found.facets["kind"][0].count, 3);
    let beyond = SearchQuery { offset: Some(u32::MAX), ..query };
    assert_eq!(search(&portal.live, &beyond).unwrap().hits.len(), 0);

    let list = ListQuery { q: Some("payments".into()), filter: vec!["tag".into()], ..ListQuery::default() };
    let list = lists::list(&portal.live, &list).unwrap();
    assert_eq!(list.items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["billing", "checkout"]);
    let limit = search(&portal.live, &SearchQuery { limit: Some(101), ..SearchQuery::default() }).unwrap_err();
    assert_eq!(limit.code, "invalid_limit");
}

#[test]
fn changes_show_after_their_commit_and_old_readers_stay_as_they_were() {
    let mut portal = shop();
    let before = portal.live.clone();
    let renamed = entity("component:invoices").with(|entity| entity.description = Some("Formerly the ledger".into()));
    portal.change(&[put_as("uid of component:default/ledger", renamed), remove("component:default/billing")]);
    assert_eq!(portal.hits("invoices"), "invoices");
    assert_eq!(portal.hits("refunds"), "");
    assert_eq!(portal.hits("billing"), "");
    assert_eq!(portal.live.search().document_count(), 7);
    let old = search(&before, &SearchQuery { q: "refunds".into(), ..SearchQuery::default() }).unwrap();
    assert_eq!(old.hits[0].entity_ref, "component:default/ledger");

    // An index that lags behind finds nothing that is gone.
    let ahead = portal.live.apply(9, &[remove("component:default/payments")]).0;
    let found = search(&ahead, &SearchQuery { q: "payments".into(), ..SearchQuery::default() }).unwrap();
    assert!(found.hits.iter().all(|hit| hit.entity_ref != "component:default/payments"));
    assert_eq!(found.total, 2);
}

#[test]
fn an_index_that_lags_behind_never_shows_one_entity_for_another() {
    let portal = shop();
    assert_eq!(portal.hits("ledger"), "ledger");
    // The next entity takes over the place in memory that the ledger had when it was found.
    let without = portal.live.apply(8, &[remove("component:default/ledger")]).0;
    let other = without.apply(9, &[put(entity("component:stranger"))]).0;
    let found = search(&other, &SearchQuery { q: "ledger".into(), ..SearchQuery::default() }).unwrap();
    assert_eq!((found.total, found.hits.len()), (0, 0));
}

#[test]
fn the_same_entity_twice_in_a_first_load_is_one_hit() {
    let directory = tempfile::tempdir().unwrap();
    let (mut index, _) = SearchIndex::open(directory.path()).unwrap();
    index.apply(&[put(entity("component:orders")), put(entity("component:orders").titled("Orders"))]).unwrap();
    assert_eq!(index.commit("epoch", 1).unwrap().document_count(), 1);
    index.clear().unwrap();
    assert_eq!(index.commit("epoch", 2).unwrap().document_count(), 0);
}

fn committed_at(directory: &Path) -> Option<Committed> {
    SearchIndex::open(directory).unwrap().1
}

#[test]
fn an_index_is_opened_where_it_was_left() {
    let portal = shop();
    let Portal { index, directory, .. } = portal;
    assert!(matches!(SearchIndex::open(directory.path()), Err(SearchError::InUse)), "one writer at a time");
    drop(index);
    let (index, committed) = SearchIndex::open(directory.path()).unwrap();
    assert_eq!(committed, Some(Committed { epoch: "epoch".into(), revision: 1 }));
    assert_eq!(index.reader().document_count(), 8);
}

#[test]
fn what_was_not_committed_is_not_there_after_a_restart() {
    let Portal { mut index, directory, .. } = shop();
    index.apply(&[put(entity("component:late"))]).unwrap();
    drop(index);
    let (index, committed) = SearchIndex::open(directory.path()).unwrap();
    assert_eq!((committed.map(|committed| committed.revision), index.reader().document_count()), (Some(1), 8));
}

#[test]
fn a_damaged_or_foreign_index_is_begun_anew() {
    let files = |directory: &Path| {
        let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_file()).collect::<Vec<_>>()
    };
    let damages: [fn(&Path); 4] = [
        |file| std::fs::write(file, b"garbage").unwrap(),
        |file| std::fs::remove_file(file).unwrap(),
        |file| {
            let bytes = std::fs::read(file).unwrap();
            std::fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
        },
        |file| {
            let mut bytes = std::fs::read(file).unwrap();
            if let Some(byte) = bytes.get_mut(4) {
                *byte ^= 0xff;
            }
            std::fs::write(file, bytes).unwrap();
        },
    ];
    for damage in damages {
        let Portal { index, directory, .. } = shop();
        drop(index);
        for file in files(directory.path()).into_iter().filter(|file| !file.ends_with(".tantivy-writer.lock")) {
            damage(&file);
        }
        assert_eq!(committed_at(directory.path()), None);
    }
    let foreign = tempfile::tempdir().unwrap();
    std::fs::write(foreign.path().join("meta.json"), r#"{"segments":[],"schema":[],"opstamp":0}"#).unwrap();
    assert_eq!(committed_at(foreign.path()), None);
    let file_in_the_way = foreign.path().join("file");
    std::fs::write(&file_in_the_way, "").unwrap();
    assert!(SearchIndex::open(&file_in_the_way).is_err());
}

#[test]
fn an_unknown_reference_is_answered_with_near_ones() {
    let portal = shop();
    let detail = |text: &str| lists::entity(&portal.live, &reference(text)).unwrap_err().detail;
    assert!(
        detail("component:paymets").contains("did you mean component:default/payments"),
        "{}",
        detail("component:paymets")
    );
    assert!(detail("api:ledger").contains("component:default/ledger"));
    assert!(!detail("component:zzzzzz").contains("did you mean"));
}

#[test]
fn queries_that_mean_harm_are_only_words() {
    let portal = shop();
    let long = "a".repeat(100_000);
    let many = "payments ".repeat(1_000);
    for query in
        ["", "  ", "*", "\"", "name:(", "a AND OR NOT", "[* TO *]", "\0", "~2^9", "\\", "../../etc", &long, &many]
    {
        let _ = portal.search(query);
    }
    assert_eq!(portal.search("!!!").total, 0);
}

#[test]
fn words_that_are_nowhere_are_the_misspelt_ones() {
    let portal =
        Portal::of(["component:order-service", "component:border-service", "component:order-serving"].map(entity));
    assert_eq!(portal.search("servcie order").matched, Matched::Nearly);
    assert_eq!(portal.hits("servcie order"), "order-service", "not the border, as there is an order");
    assert_eq!(portal.hits("servcie oredr"), "order-service", "both of them, where both are nowhere");
    assert_eq!(portal.hits("bor-der"), "border-service", "typed apart");
}

#[test]
fn segments_are_gathered_beside_all_else() {
    let mut portal = Portal::of([entity("component:a-first")]);
    for name in ["component:b-second", "component:c-third", "component:d-fourth"] {
        portal.change(&[put(entity(name))]);
    }
    portal.change(&[remove("component:default/b-second")]);
    let Portal { live, index, directory } = portal;
    drop(index);
    let (mut index, committed) = SearchIndex::open(directory.path()).unwrap();
    assert!(committed.is_some() && index.segments() > 1);
    let apart = index.segments();
    assert!(
        index.gather(apart).is_none() && index.gather(apart).is_none() && index.segments() == apart,
        "so many may stay"
    );
    let reader = loop {
        if let Some(reader) = index.gather(apart - 1) {
            break reader;
        }
        std::thread::yield_now();
    };
    assert_eq!((index.segments(), reader.document_count()), (1, 3));
    let portal = Portal { live: live.with_search(reader), index, directory };
    assert_eq!((portal.hits("third").as_str(), portal.hits("second").as_str()), ("c-third", ""));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_query_is_answered(queries in prop::collection::vec("\\PC{0,40}", 8)) {
        static PORTAL: std::sync::LazyLock<Portal> = std::sync::LazyLock::new(shop);
        for query in queries {
            let found = PORTAL.search(&query);
            prop_assert!(found.hits.len() as u64 <= found.total);
        }
    }
}
