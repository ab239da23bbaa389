//! What a source sees of repositories: from git to the verdict, on either engine.

use std::path::Path;
use std::process::Command;

use catalog_schema::wire::{Outcome, RuleResult};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, reference};

const ORDERS: &str = "component:default/orders";

/// git without this machine's settings.
fn git(root: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").arg("-C").arg(root);
    command.args(["-c", "user.name=Mara", "-c", "user.email=mara@pizzup.example"]).args(arguments);
    let date = "2026-11-01T12:00:00Z";
    let output = command.env("GIT_COMMITTER_DATE", date).env("GIT_AUTHOR_DATE", date).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn commit(world: &World, repository: &str) {
    let root = world.files.path().join(repository);
    git(&root, &["add", "--all"]);
    git(&root, &["commit", "--quiet", "--message=Change"]);
}

async fn rule(world: &World, entity: &str, id: &str) -> RuleResult {
    let results = world.portal.explained(&reference(entity)).await.unwrap();
    results.into_iter().flat_map(|result| result.rules).find(|rule| rule.id == id).unwrap()
}

/// What lists say of the rule, which is what the follower made of it: passed, failed and unknown.
async fn counted(world: &World, scorecard: &str, id: &str) -> (u64, u64, u64) {
    let result = world.portal.scorecard(scorecard).await.unwrap();
    let rules = serde_json::to_value(&result.rules).unwrap();
    let rule = rules.as_array().unwrap().iter().find(|rule| rule["id"] == id).unwrap().clone();
    let count = |of: &str| rule[of].as_u64().unwrap();
    (count("passed"), count("failed"), count("unknown"))
}

/// One component in a repository with a README and a pipeline, and one in none.
async fn shop(mut world: World) -> World {
    world.write("shop/orders/catalog-info.yaml", component("orders"));
    world.write("shop/README.md", "# Shop\n");
    world.write("shop/LICENSE", "MIT License\n");
    world.write("shop/.github/workflows/ci.yml", "on: push\n");
    world.write("plain/catalog-info.yaml", component("plain"));
    git(world.files.path().join("shop").as_path(), &["init", "--quiet", "--initial-branch=trunk"]);
    commit(&world, "shop");
    world.sync().await;
    world
}

on_both_engines! {
    async fn rules_read_what_the_repository_has(world) {
        let world = shop(world).await;
        let readme = rule(&world, ORDERS, "has-readme").await;
        assert_eq!((readme.outcome, readme.message.as_str()), (Outcome::Pass, "Its repository has README.md."));
        let origin = &readme.origins["repository.readme"];
        assert_eq!((origin.source.as_deref(), origin.path.as_deref()), (Some("files"), Some("shop/README.md")));
        assert_eq!(origin.since.as_deref(), Some("2026-11-01T12:00:00Z"));
        assert_eq!(origin.commit.as_ref().map(String::len), Some(40));
        let licence = rule(&world, ORDERS, "licence-declared").await;
        assert_eq!(licence.message, "LICENSE says it: MIT.");
        let ci = rule(&world, ORDERS, "built-by-ci").await;
        assert_eq!(ci.origins["repository.ci"].path.as_deref(), Some("shop/.github/workflows/ci.yml"));
        assert_eq!(rule(&world, ORDERS, "code-owners-declared").await.outcome, Outcome::Fail);
        let plain = rule(&world, "component:default/plain", "has-readme").await;
        assert_eq!(plain.outcome, Outcome::Unknown);
        assert!(plain.missing[0].supplied_by.contains("a source that sees the whole repository"), "{:?}", plain.missing);
        assert_eq!(counted(&world, "documentation", "has-readme").await, (1, 0, 1));
    }

    async fn a_commit_is_seen_and_the_same_again_takes_no_revision(world) {
        let mut world = shop(world).await;
        let before = world.head_revision().await;
        world.sync().await;
        assert_eq!(world.head_revision().await, before);
        // What is not committed is not in the repository.
        world.remove("shop/README.md");
        world.sync_places(&["shop/README.md"]).await.unwrap();
        assert_eq!(world.head_revision().await, before);
        commit(&world, "shop");
        world.sync_places(&["shop/.git/logs/HEAD"]).await.unwrap();
        assert_eq!(world.head_revision().await, before + 1);
        assert_eq!(counted(&world, "documentation", "has-readme").await, (0, 1, 1));
        assert_eq!(rule(&world, ORDERS, "has-readme").await.outcome, Outcome::Fail);
    }

    async fn what_was_seen_outlives_a_restart_and_goes_with_the_repository(world) {
        let mut world = shop(world).await.restart().await;
        assert_eq!(counted(&world, "documentation", "has-readme").await, (1, 0, 1));
        world.remove("shop/.git");
        world.sync().await;
        assert_eq!(counted(&world, "documentation", "has-readme").await, (0, 0, 2));
        let world = world.restart().await;
        assert_eq!(counted(&world, "documentation", "has-readme").await, (0, 0, 2));
    }
}
