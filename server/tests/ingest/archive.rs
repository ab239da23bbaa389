//! The whole catalog out of one database and into another.

use std::collections::BTreeMap;

use catalog_schema::repository::RepositoryFacts;
use proptest::test_runner::{Config, TestRunner};
use sextant_server::archive::{ArchiveError, Epoch, export, import};
use sextant_server::store::{
    AddressRow, Decision, DefinitionSort, EventRow, ExemptionRow, ExemptionState, FactRow, FindingDay, HoldRow,
    InitiativeDayRow, InitiativeHead, NOT_ARCHIVED, OutcomeHead, OutcomeRow, PushRow, RepositoryFactsRow,
    RepositoryRow, ScoreDay, Store, TABLES, TokenRow, TransitionRow, Value,
};
use tempfile::TempDir;

use crate::world::{World, component, fresh_postgres_database};

/// A catalog with history, a deleted entity, a stale one, problems and a file that a descriptor names.
async fn some_catalog(mut world: World) -> World {
    world.write("cart.yaml", component("cart"));
    world.write("gone.yaml", component("gone"));
    world.write("broken.yaml", component("broken"));
    let api = "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: orders\nspec:\n  type: openapi\n  \
               lifecycle: production\n  owner: team\n  definition:\n    $text: ./openapi.yaml\n";
    world.write("api.yaml", api);
    world.write("openapi.yaml", "openapi: 3.1.0\n");
    world.sync().await;
    world.write("cart.yaml", component("cart").replace("production", "deprecated"));
    world.write("broken.yaml", "kind: Component\nmetadata: [\n");
    world.remove("gone.yaml");
    world.sync().await;
    // What only comes about in a longer life.
    let mut tx = world.store.write().await.unwrap();
    let location = tx.locations().await.unwrap().remove(0).id;
    let forgotten = TABLES.iter().find(|table| table.name == "forgotten").unwrap();
    tx.insert_rows(forgotten, &[vec![Value::Text("uid".to_owned()), Value::Int(1)]]).await.unwrap();
    let hold = HoldRow {
        location,
        digest: "digest".to_owned(),
        entities: 11,
        refs: vec!["component:default/cart".to_owned()],
        files: 2,
        decision: Decision::Open,
        since: 1,
    };
    tx.put_hold(&hold).await.unwrap();
    let location = hold.location;
    tx.put_repository(&RepositoryRow {
        location: location.clone(),
        etag: Some("\"1\"".to_owned()),
        ..RepositoryRow::default()
    })
    .await
    .unwrap();
    tx.put_push(&PushRow { location, commit_id: Some("c1".to_owned()), pushed_at: 1, ..PushRow::default() })
        .await
        .unwrap();
    let fact = FactRow {
        uid: "uid".to_owned(),
        name: "coverage".to_owned(),
        value: 81.5.into(),
        at: 1,
        received_at: 2,
        source: "token:ci".to_owned(),
        url: Some("https://ci.example.com".to_owned()),
        revision: 1,
    };
    tx.put_facts(&[fact]).await.unwrap();
    let facts = Some(RepositoryFacts { files: 3, ..RepositoryFacts::default() });
    let location = tx.locations().await.unwrap().remove(0).id;
    let repository = RepositoryFactsRow { location, root: "shop".to_owned(), facts, revision: 1 };
    tx.put_repository_facts(&[repository]).await.unwrap();
    let address = AddressRow { address: "https://specs.example/a.yaml".to_owned(), ..AddressRow::default() };
    tx.put_address("files", &address, Some(b"openapi: 3.1.0\n")).await.unwrap();
    tx.put_definition((DefinitionSort::Field, "tier"), Some(r#"{"name":"tier"}"#.to_owned()), 1).await.unwrap();
    tx.put_findings(&["0f"], 1).await.unwrap();
    let day = FindingDay { day: "2027-01-31".to_owned(), rule: "cycle".to_owned(), open: 1 };
    tx.put_finding_days(&[day]).await.unwrap();
    let text = |text: &str| text.to_owned();
    let (day, counts) = (text("2027-01-31"), text("{}"));
    let day = ScoreDay { day, scorecard: text("basics"), grouped: text("team"), part: text(""), counts };
    tx.put_score_days(&[day]).await.unwrap();
    let head = InitiativeHead { initiative: text("i"), meaning: text("m"), day: text("2027-01-31") };
    tx.move_initiative_head(&head).await.unwrap();
    let (initiative, grouped) = (text("i"), text("organisation"));
    let of_day = InitiativeDayRow { initiative, day: text("2027-01-31"), grouped, part: text(""), counts: text("{}") };
    tx.put_initiative_days(&[of_day]).await.unwrap();
    assert!(tx.move_outcome_head(OutcomeHead::default(), OutcomeHead { revision: 2, step: 0 }).await.unwrap());
    let (uid, scorecard) = ("uid".to_owned(), "basics".to_owned());
    let packed = "[]".to_owned();
    let outcome = OutcomeRow { uid: uid.clone(), scorecard: scorecard.clone(), packed, gone_at: None };
    tx.put_outcomes(&[outcome]).await.unwrap();
    let (rule, became) = ("has-description".to_owned(), Some("pass".to_owned()));
    tx.put_transitions(&[TransitionRow { uid, scorecard, rule, was: None, became, revision: 2, step: 0, at: 1 }])
        .await
        .unwrap();
    let token = TokenRow {
        id: "id".to_owned(),
        name: "ci".to_owned(),
        scopes: vec!["push:shop".to_owned()],
        created_at: 1,
        created_by: "cli".to_owned(),
        expires_at: Some(2),
        last_used_at: None,
        revoked_at: None,
    };
    assert!(tx.add_token(&token, "hash").await.unwrap());
    let text = |text: &str| text.to_owned();
    let exemption = ExemptionRow {
        id: text("0"),
        uid: text("uid"),
        entity_ref: text("component:default/cart"),
        scorecard: text("basics"),
        rule: text("has-description"),
        reason: text("It goes."),
        until: text("2027-01-31"),
        state: ExemptionState::Withdrawn,
        asked: (text("token:ci"), 1),
        decided: Some((text("token:admin"), 2)),
        comment: Some(text("For now.")),
        withdrawn: Some((text("token:ci"), 3)),
        revision: 2,
    };
    tx.put_exemption(&exemption).await.unwrap();
    let event = EventRow {
        id: text("0"),
        uid: text("uid"),
        entity_ref: text("component:default/cart"),
        ce_source: text("/ci"),
        ce_id: text("1"),
        ce_type: text("a"),
        kind: text("other"),
        outcome: None,
        environment: Some(text("production")),
        version: None,
        title: text("a"),
        url: None,
        incident: None,
        happened_at: 1,
        received_at: 2,
        actor: text("token:ci"),
        data: text("{}"),
        revision: Some(1),
    };
    tx.put_events(&[event]).await.unwrap();
    tx.commit().await.unwrap();
    world
}

/// Every row of every table, in order.
pub(crate) async fn rows(store: &Store) -> BTreeMap<&'static str, Vec<Vec<Value>>> {
    let mut tx = store.read().await.unwrap();
    let mut tables = BTreeMap::new();
    for table in TABLES {
        let mut rows = Vec::new();
        let collected = tx.each_row(table, |row| {
            rows.push(row.to_vec());
            Ok::<_, ArchiveError>(())
        });
        collected.await.unwrap();
        rows.sort();
        tables.insert(table.name, rows);
    }
    tables
}

async fn archive(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    export(store, &mut bytes, |_, _| ()).await.unwrap();
    bytes
}

async fn new_sqlite() -> (TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open_sqlite(&dir.path().join("sextant.db")).await.unwrap();
    (dir, store)
}

async fn every_row_arrives(from: &Store, to: &Store) {
    let before = rows(from).await;
    for table in TABLES.iter().filter(|table| table.name != "scores") {
        assert!(!before[table.name].is_empty(), "the test has no row in {}", table.name);
    }
    import(to, archive(from).await.as_slice(), Epoch::Kept, false, |_, _| ()).await.unwrap();
    assert_eq!(rows(to).await, before);
}

#[tokio::test]
async fn a_catalog_moves_from_sqlite_to_sqlite() {
    let world = some_catalog(World::sqlite().await).await.stop_following().await;
    let (_dir, to) = new_sqlite().await;
    every_row_arrives(&world.store, &to).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn a_catalog_moves_between_the_engines() {
    let world = some_catalog(World::sqlite().await).await.stop_following().await;
    let postgres = Store::connect_postgres(&fresh_postgres_database().await).await.unwrap();
    every_row_arrives(&world.store, &postgres).await;
    let (_dir, sqlite) = new_sqlite().await;
    every_row_arrives(&postgres, &sqlite).await;
    let other = Store::connect_postgres(&fresh_postgres_database().await).await.unwrap();
    every_row_arrives(&postgres, &other).await;
}

#[tokio::test]
async fn a_restore_is_a_new_history_and_replaces_only_when_told_to() {
    let world = some_catalog(World::sqlite().await).await.stop_following().await;
    let backup = archive(&world.store).await;
    let before = rows(&world.store).await;
    let refused = import(&world.store, backup.as_slice(), Epoch::New, false, |_, _| ()).await.unwrap_err();
    assert!(refused.to_string().contains("--force"), "{refused}");
    assert_eq!(rows(&world.store).await, before);

    import(&world.store, backup.as_slice(), Epoch::New, true, |_, _| ()).await.unwrap();
    let mut after = rows(&world.store).await;
    assert_ne!(after["head"], before["head"], "the epoch is another one");
    after.insert("head", before["head"].clone());
    assert_eq!(after, before);
}

#[tokio::test]
async fn a_restored_catalog_is_shown_and_followed() {
    let world = some_catalog(World::sqlite().await).await;
    let refs = world.refs().await;
    let backup = archive(&world.store).await;
    let mut world = world.stop_following().await;
    import(&world.store, backup.as_slice(), Epoch::New, true, |_, _| ()).await.unwrap();
    world = world.restart().await;
    assert_eq!(world.refs().await, refs);
    world.write("new.yaml", component("new"));
    world.sync().await;
    assert_eq!(world.refs().await.len(), refs.len() + 1);
}

/// Runs in an ordinary test, since proptest knows nothing of async.
#[test]
fn a_damaged_archive_is_refused_whole() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (world, good) = runtime.block_on(async {
        let world = some_catalog(World::sqlite().await).await.stop_following().await;
        let good = archive(&world.store).await;
        (world, good)
    });
    let before = runtime.block_on(rows(&world.store));
    let damage = (0..good.len(), 1..=u8::MAX, proptest::bool::ANY);
    TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() })
        .run(&damage, |(at, flip, cut)| {
            let mut bad = good.clone();
            if cut {
                bad.truncate(at);
            } else {
                bad[at] ^= flip;
            }
            let result = runtime.block_on(import(&world.store, bad.as_slice(), Epoch::New, true, |_, _| ()));
            proptest::prop_assert!(result.is_err(), "damage at {at} passed");
            Ok(())
        })
        .unwrap();
    assert_eq!(runtime.block_on(rows(&world.store)), before);
}

#[tokio::test]
async fn every_table_of_the_schema_is_archived_or_left_out_for_a_reason() {
    let (dir, store) = new_sqlite().await;
    let url = format!("sqlite://{}", dir.path().join("sextant.db").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select t.name, c.name from sqlite_master t, pragma_table_info(t.name) c
         where t.type = 'table' and t.name not like 'sqlite_%' order by t.name, c.cid",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let mut real: Vec<(&str, &str)> = columns.iter().map(|(table, column)| (table.as_str(), column.as_str())).collect();
    real.retain(|(table, _)| !NOT_ARCHIVED.contains(table));
    real.sort_unstable();
    let mut archived: Vec<(&str, &str)> =
        TABLES.iter().flat_map(|table| table.columns.iter().map(move |(column, _)| (table.name, *column))).collect();
    archived.sort_unstable();
    assert_eq!(archived, real, "put new tables and columns into server/src/store/tables.rs");
    store.close().await;
}
