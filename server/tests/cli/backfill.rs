//! `sextant backfill`, and what the portal shows afterwards.

mod hostile;
mod repository;

use std::path::Path;
use std::process::Command;

use catalog_schema::wire::{Entity, ListQuery, MoveDirection, MoveQuery, RollupBy};
use sextant_server::app::{App, AppOptions};
use tempfile::TempDir;
use web::portal::Portal;

use self::repository::{MARA, Repository, TEO};
use crate::{code, sextant, stderr, stdout};

/// A folder with the directory `src`, of repositories, and the data directory `data`.
struct Bench {
    dir: TempDir,
}

impl Bench {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("src")).unwrap();
        Self { dir }
    }

    fn repository(&self, name: &str) -> Repository {
        Repository::new(self.dir.path().join("src").join(name))
    }

    /// Replays all of `src` and answers the line that it ends with.
    fn backfill(&self, more: &[&str]) -> String {
        let output =
            sextant(self.dir.path(), &[&["backfill", "--catalog", "src", "--data-dir", "data"], more].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stdout(&output)
    }

    /// A portal over the same directory, once it has read it.
    async fn serve(&self) -> App {
        let options = AppOptions {
            data_dir: self.dir.path().join("data"),
            catalogs: vec![self.dir.path().join("src")],
            ..AppOptions::default()
        };
        let app = App::start(options).await.unwrap();
        app.first_scans().await;
        app.cell().wait_for(head(&app).await).await;
        app
    }
}

async fn head(app: &App) -> u64 {
    app.store().read().await.unwrap().head().await.unwrap().revision
}

async fn entity(app: &App, entity_ref: &str) -> Entity {
    app.portal().entity(&entity_ref.parse().unwrap()).await.unwrap()
}

async fn names(app: &App) -> Vec<String> {
    let query = ListQuery { limit: Some(1_000), ..ListQuery::default() };
    app.portal().list(&query).await.unwrap().items.into_iter().map(|item| item.name).collect()
}

fn component(name: &str, lifecycle: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  \
         lifecycle: {lifecycle}\n  owner: team\n"
    )
}

#[tokio::test]
async fn an_entity_has_the_times_and_the_author_of_its_commits() {
    let bench = Bench::new();
    let payments = bench.repository("payments");
    payments.write("catalog-info.yaml", &component("payments", "experimental"));
    payments.commit("2026-01-10", MARA);
    payments.write("README.md", "Nothing for the catalog.");
    payments.commit("2026-01-11", MARA);
    payments.write("catalog-info.yaml", &component("payments", "production"));
    payments.commit("2026-02-20", TEO);
    assert_eq!(bench.backfill(&[]), "replayed 2 commits: 2 revisions, 1 entity\n");

    let payments = entity(&bench.serve().await, "component:payments").await;
    assert_eq!(payments.created_at, "2026-01-10T12:00:00Z");
    assert_eq!(payments.changed_at, "2026-02-20T12:00:00Z");
    assert_eq!(payments.changed_by.as_deref(), Some("Teo Okafor"));
    assert_eq!(payments.lifecycle.as_deref(), Some("production"));
}

#[tokio::test]
async fn a_broken_commit_keeps_the_last_good_version_and_a_removed_descriptor_removes() {
    let bench = Bench::new();
    let repository = bench.repository("shop");
    repository.write("cart/sextant.yaml", &component("cart", "production"));
    repository.write("coupons/sextant.yaml", &component("coupons", "production"));
    repository.commit("2026-01-10", MARA);
    repository.write("cart/sextant.yaml", "kind: Component\nmetadata: [\n");
    repository.commit("2026-01-12", TEO);
    repository.git(&["rm", "--quiet", "-r", "coupons"]);
    repository.commit("2026-01-13", TEO);
    assert_eq!(bench.backfill(&[]), "replayed 3 commits: 3 revisions, 1 entity\n");

    let app = bench.serve().await;
    assert_eq!(names(&app).await, ["cart"]);
    let cart = entity(&app, "component:cart").await;
    assert!(cart.stale);
    assert_eq!((cart.lifecycle.as_deref(), cart.changed_at.as_str()), (Some("production"), "2026-01-12T12:00:00Z"));
}

#[tokio::test]
async fn repositories_take_turns_by_time() {
    let bench = Bench::new();
    let (alpha, zeta) = (bench.repository("alpha"), bench.repository("zeta"));
    zeta.write("cart.yaml", &component("cart", "production"));
    zeta.commit("2026-01-05", MARA);
    alpha.write("cart.yaml", &component("cart", "experimental"));
    alpha.commit("2026-01-10", TEO);
    alpha.write("menu.yaml", &component("menu", "experimental"));
    alpha.commit("2026-01-20", TEO);
    zeta.write("menu.yaml", &component("menu", "production"));
    zeta.commit("2026-01-25", MARA);
    bench.backfill(&[]);

    // Who described it first is shown.
    let app = bench.serve().await;
    assert_eq!(entity(&app, "component:cart").await.lifecycle.as_deref(), Some("production"));
    assert_eq!(entity(&app, "component:menu").await.lifecycle.as_deref(), Some("experimental"));
}

#[tokio::test]
async fn the_portal_finds_nothing_new_afterwards_but_what_is_not_committed() {
    let bench = Bench::new();
    let (orders, platform) = (bench.repository("orders"), bench.repository("tools/platform"));
    orders.write("sextant.yaml", &component("orders", "production"));
    orders.write(".github/workflows/ci.yml", "jobs: {}\n");
    orders.write("node_modules/x/x.yaml", &component("not-ours", "production"));
    orders.commit("2026-01-10", MARA);
    platform.write("gateway.YAML", &component("gateway", "production"));
    platform.commit("2026-01-11", TEO);
    assert_eq!(bench.backfill(&[]), "replayed 2 commits: 2 revisions, 2 entities\n");

    let app = bench.serve().await;
    assert_eq!(head(&app).await, 2, "what is seen of the repositories is known, too");
    assert_eq!(names(&app).await, ["gateway", "orders"]);
    app.stop().await;

    orders.write("sextant.yaml", &component("orders", "deprecated"));
    let app = bench.serve().await;
    assert_eq!(head(&app).await, 3);
    let orders = entity(&app, "component:orders").await;
    assert_eq!((orders.created_at.as_str(), orders.changed_by), ("2026-01-10T12:00:00Z", None));
}

#[tokio::test]
async fn a_merge_is_what_it_brought_and_not_the_commits_of_its_branch() {
    let bench = Bench::new();
    let repository = bench.repository("menu");
    repository.write("menu.yaml", &component("menu", "production"));
    repository.commit("2026-01-10", MARA);
    repository.git(&["checkout", "--quiet", "-b", "side"]);
    repository.write("search.yaml", &component("search", "experimental"));
    repository.commit("2026-01-11", MARA);
    repository.write("search.yaml", &component("search", "production"));
    repository.commit("2026-01-12", MARA);
    repository.git(&["checkout", "--quiet", "main"]);
    repository.git(&["merge", "--quiet", "--no-ff", "--no-commit", "side"]);
    repository.commit_index("2026-02-01", TEO);
    assert_eq!(bench.backfill(&[]), "replayed 2 commits: 2 revisions, 2 entities\n");

    let search = entity(&bench.serve().await, "component:search").await;
    assert_eq!(
        (search.created_at.as_str(), search.changed_by.as_deref()),
        ("2026-02-01T12:00:00Z", Some("Teo Okafor"))
    );
}

#[tokio::test]
async fn a_shallow_clone_starts_where_it_starts() {
    let bench = Bench::new();
    let whole = Repository::new(bench.dir.path().join("whole"));
    for (day, lifecycle) in [("2026-01-10", "experimental"), ("2026-01-20", "production"), ("2026-01-30", "deprecated")]
    {
        whole.write("menu.yaml", &component("menu", lifecycle));
        whole.commit(day, MARA);
    }
    let (from, to) = (format!("file://{}", whole.root.display()), bench.dir.path().join("src/menu"));
    whole.git(&["clone", "--quiet", "--depth=2", &from, &to.to_string_lossy()]);
    assert_eq!(bench.backfill(&[]), "replayed 2 commits: 2 revisions, 1 entity\n");

    let menu = entity(&bench.serve().await, "component:menu").await;
    assert_eq!((menu.created_at.as_str(), menu.changed_at.as_str()), ("2026-01-20T12:00:00Z", "2026-01-30T12:00:00Z"));
}

#[tokio::test]
async fn since_a_day_the_history_begins_with_what_was_there() {
    let bench = Bench::new();
    let (old, new) = (bench.repository("old"), bench.repository("new"));
    old.write("a.yaml", &component("a", "experimental"));
    old.write("b.yaml", &component("b", "experimental"));
    old.commit("2026-01-10", MARA);
    old.write("a.yaml", &component("a", "production"));
    old.commit("2026-01-20", TEO);
    old.write("b.yaml", &component("b", "production"));
    old.commit("2026-03-01", TEO);
    new.write("c.yaml", &component("c", "production"));
    new.commit("2026-03-05", MARA);
    assert_eq!(bench.backfill(&["--since", "2026-02-01"]), "replayed 2 commits: 3 revisions, 3 entities\n");

    let app = bench.serve().await;
    let a = entity(&app, "component:a").await;
    assert_eq!((a.created_at.as_str(), a.changed_by), ("2026-01-20T12:00:00Z", None));
    let b = entity(&app, "component:b").await;
    assert_eq!((b.changed_at.as_str(), b.changed_by.as_deref()), ("2026-03-01T12:00:00Z", Some("Teo Okafor")));
    assert_eq!(entity(&app, "component:c").await.created_at, "2026-03-05T12:00:00Z");
}

#[test]
fn a_second_history_is_refused() {
    let bench = Bench::new();
    let repository = bench.repository("orders");
    repository.write("sextant.yaml", &component("orders", "production"));
    repository.commit("2026-01-10", MARA);
    bench.backfill(&[]);
    let again = sextant(bench.dir.path(), &["backfill", "--catalog", "src", "--data-dir", "data"]);
    assert_eq!((code(&again), stdout(&again).as_str()), (2, ""));
    assert!(stderr(&again).contains("src has been read before"), "{}", stderr(&again));
}

#[test]
fn what_cannot_be_replayed_is_said() {
    let bench = Bench::new();
    let here = bench.dir.path();
    let backfill = |path: &str| sextant(here, &["backfill", "--catalog", path, "--data-dir", "data"]);
    let none = backfill("src");
    assert_eq!(code(&none), 2);
    assert!(stderr(&none).contains("no git repository at or below"), "{}", stderr(&none));
    let nowhere = backfill("nowhere");
    assert_eq!(code(&nowhere), 3);
    assert!(stderr(&nowhere).contains("the catalog nowhere cannot be read"), "{}", stderr(&nowhere));
    assert_eq!(code(&sextant(here, &["backfill", "--data-dir", "data"])), 2);
    assert_eq!(code(&sextant(here, &["backfill", "--catalog", "src", "--since", "yesterday"])), 2);

    bench.repository("empty");
    assert_eq!(bench.backfill(&[]), "replayed 0 commits: 0 revisions, 0 entities\n");
    let no_git = Command::new(env!("CARGO_BIN_EXE_sextant"))
        .args(["backfill", "--catalog", "src", "--data-dir", "data"])
        .current_dir(here)
        .env("PATH", Path::new("nothing/here"))
        .output()
        .unwrap();
    assert_eq!(code(&no_git), 3);
    assert!(stderr(&no_git).contains("there is no `git` on PATH"), "{}", stderr(&no_git));
}

#[tokio::test]
async fn what_scorecards_said_is_written_down_day_by_day() {
    let bench = Bench::new();
    let day = |ago: i64| sextant_server::clock::day(sextant_server::clock::now_ms() - ago * 86_400_000);
    let repository = bench.repository("cart");
    let text =
        component("cart", "production").replace("  name: cart\n", "  name: cart\n  description: What one takes.\n");
    repository.write("catalog-info.yaml", &text);
    repository.write("README.md", "What it is.");
    repository.commit(&day(6), MARA);
    repository.write("catalog-info.yaml", &component("cart", "production"));
    repository.commit(&day(3), TEO);
    bench.backfill(&[]);
    assert!(!bench.dir.path().join("data/backfill").exists(), "nothing is left behind");

    let app = bench.serve().await;
    let trend = app.portal().scorecard_trend("documentation", RollupBy::Organisation, None, 400).await.unwrap();
    let days: Vec<_> = trend
        .days
        .iter()
        .map(|day| {
            let failed = |id: &str| day.counts.rules.iter().find(|rule| rule.id == id).unwrap().failed;
            (day.day.clone(), failed("has-description"), failed("has-readme"))
        })
        .collect();
    let expected: Vec<_> = (0..=5).rev().map(|ago| (day(ago), u64::from(ago < 3), 0)).collect();
    assert_eq!(days, expected, "each day as it began, from the day after the first commit on");
    let query = MoveQuery { direction: Some(MoveDirection::Worse), days: Some(5), ..MoveQuery::default() };
    let moves = app.portal().moves(&query).await.unwrap();
    let moved: Vec<_> = moves.items.iter().map(|moved| (moved.rule.as_deref(), moved.at.as_str())).collect();
    assert_eq!(moved, [(Some("has-description"), format!("{}T12:00:00Z", day(3)).as_str())]);
}

#[tokio::test]
async fn documentation_has_the_times_of_its_commits() {
    let bench = Bench::new();
    let payments = bench.repository("payments");
    let documented = component("payments", "production")
        .replace("spec:\n", "  annotations: {backstage.io/techdocs-ref: 'dir:.'}\nspec:\n");
    payments.write("catalog-info.yaml", &documented);
    payments.commit("2026-01-10", MARA);
    payments.write("docs/runbook.md", "# What to do\n");
    payments.commit("2026-01-12", TEO);
    payments.write("NOTES.md", "# Nobody names this.\n");
    payments.write("other/docs/x.md", "# Nor this.\n");
    payments.commit("2026-01-14", TEO);
    assert_eq!(bench.backfill(&[]), "replayed 2 commits: 2 revisions, 1 entity\n");

    let app = bench.serve().await;
    let payments = entity(&app, "component:payments").await;
    let pages: Vec<_> = payments.docs.iter().map(|page| (page.path.as_str(), page.title.as_str())).collect();
    assert_eq!(pages, [("docs/runbook.md", "What to do")]);
    assert_eq!(payments.changed_at, "2026-01-12T12:00:00Z", "what is read now is what was replayed");
    assert_eq!(payments.changed_by.as_deref(), Some("Teo Okafor"));
}
