//! What a sync costs, and what it makes of what it finds.

use catalog_schema::wire::{Outcome, PageQuery};
use sextant_server::sources::remote::RemoteError;
use sextant_server::store::{Decision, RepositoryHint};
use web::portal::Portal;

use super::forge::{Forge, sync};
use crate::on_both_engines;
use crate::world::{World, component, reference};

/// `system` says something else of the component.
fn with_system(name: &str) -> String {
    component(name) + "  system: shop\n"
}

on_both_engines! {
    async fn only_what_changed_is_asked_for(world) {
        let forge = Forge::new();
        for name in ["cart", "menu", "orders"] {
            forge.commit(name, "catalog-info.yaml", component(name));
            forge.commit(name, "README.md", "# Read me");
        }
        let source = forge.source(&world).await;
        let first = sync(&world, &source).await;
        assert_eq!((first.found, first.changes, first.failed), (3, 3, 0));
        assert_eq!(world.refs().await, ["component:default/cart", "component:default/menu", "component:default/orders"]);
        assert_eq!(forge.asked().len(), 7, "one discovery, and a tree and a file each");

        let again = sync(&world, &source).await;
        assert_eq!((again.unchanged, again.changes), (3, 0));
        assert_eq!(forge.asked(), ["discover"], "whose head is known is not asked for");

        forge.commit("menu", "catalog-info.yaml", with_system("menu"));
        forge.commit("orders", "src/main.rs", "fn main() {}");
        let changed = sync(&world, &source).await;
        assert_eq!((changed.unchanged, changed.changes), (1, 1));
        let expected = ["discover", "read menu", "fetch catalog-info.yaml", "read orders"];
        assert_eq!(forge.asked(), expected, "a file with the same content is not asked for");
        let menu = world.entity("component:default/menu").await.unwrap();
        assert_eq!(menu.system.as_deref(), Some("system:default/shop"));
        let history = world.portal.history(&reference("component:default/menu"), &PageQuery::default()).await.unwrap();
        let last = &history.items[0];
        assert_eq!((last.commit.as_deref(), last.author.as_deref()), (Some("menu-4000"), Some("Ada")));
    }

    async fn rules_read_what_the_repository_has(world) {
        let forge = Forge::new();
        forge.commit("cart", "catalog-info.yaml", component("cart"));
        forge.commit("cart", "README.md", "# Cart");
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        let results = world.portal.explained(&reference("component:default/cart")).await.unwrap();
        let rule = |id: &str| results.iter().flat_map(|result| &result.rules).find(|rule| rule.id == id).unwrap();
        assert_eq!(rule("has-readme").outcome, Outcome::Pass);
        let origin = &rule("has-readme").origins["repository.readme"];
        assert_eq!((origin.path.as_deref(), origin.commit.is_some()), (Some("README.md"), true));
        assert_eq!(rule("built-by-ci").outcome, Outcome::Fail);
    }

    async fn a_push_touches_one_repository(world) {
        let forge = Forge::new();
        for name in ["cart", "menu"] {
            forge.commit(name, "catalog-info.yaml", component(name));
        }
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        forge.asked();
        forge.commit("cart", "catalog-info.yaml", with_system("cart"));
        assert!(source.sync_one("cart").await.unwrap());
        assert_eq!(forge.asked(), ["look up cart", "read cart", "fetch catalog-info.yaml"]);
        assert!(source.sync_one("cart").await.unwrap(), "a delivery that comes twice changes nothing");
        assert!(!source.sync_one("elsewhere").await.unwrap());
        forge.change("menu", |repo| repo.refuses = Some(|| RemoteError::Unreachable("502".to_owned())));
        assert!(source.sync_one("menu").await.is_err(), "and whoever asked is told");
        forge.state().repos.get_mut("menu").unwrap().refuses = None;
        assert!(source.sync_one("menu").await.unwrap());
        let before = world.head_revision().await;
        sync(&world, &source).await;
        assert_eq!(world.head_revision().await, before);
    }

    async fn what_is_said_of_a_repository_is_kept_until_it_was_read(world) {
        Forge::new().source(&world).await;
        let hint = |head: &str, hinted_at| {
            RepositoryHint { repository: "cart".to_owned(), head: Some(head.to_owned()), hinted_at }
        };
        let mut tx = world.store.write().await.unwrap();
        tx.hint_repository("acme", &hint("b", 2)).await.unwrap();
        tx.hint_repository("acme", &hint("a", 1)).await.unwrap();
        assert_eq!(tx.repository_hints("acme").await.unwrap(), [hint("b", 2)], "what comes late is not the last word");
        tx.drop_hint("acme", &hint("a", 1)).await.unwrap();
        assert_eq!(tx.repository_hints("acme").await.unwrap().len(), 1, "something newer was said meanwhile");
        tx.drop_hint("acme", &hint("b", 2)).await.unwrap();
        assert!(tx.repository_hints("acme").await.unwrap().is_empty());
    }

    async fn nothing_goes_because_a_listing_was_cut(world) {
        let forge = Forge::new();
        for name in ["cart", "menu"] {
            forge.commit(name, "catalog-info.yaml", component(name));
        }
        forge.commit("cart", "more.yaml", component("till"));
        let source = forge.source(&world).await;
        sync(&world, &source).await;

        let menu = forge.state().repos.remove("menu").unwrap();
        forge.state().tells_all = false;
        sync(&world, &source).await;
        assert_eq!(world.refs().await.len(), 3, "the repositories may not be all");
        let notices = async || world.store.read().await.unwrap().remote_sync("acme").await.unwrap().unwrap().notices;
        assert_eq!(notices().await, "[\"not all are told\"]");
        forge.state().tells_all = true;
        assert_eq!(sync(&world, &source).await.gone, 1);
        assert_eq!(notices().await, "[]");
        assert_eq!(world.refs().await, ["component:default/cart", "component:default/till"]);
        forge.state().repos.insert("menu".to_owned(), menu);
        sync(&world, &source).await;
        assert_eq!(world.refs().await.len(), 3, "what comes back is read again");

        forge.change("cart", |repo| {
            repo.files.remove("more.yaml");
            repo.is_listed_whole = false;
        });
        sync(&world, &source).await;
        assert_eq!(world.refs().await.len(), 3, "the files may not be all");
        forge.change("cart", |repo| repo.is_listed_whole = true);
        sync(&world, &source).await;
        assert_eq!(world.refs().await, ["component:default/cart", "component:default/menu"]);
    }

    async fn a_repository_that_takes_much_with_it_waits_for_somebody(world) {
        let forge = Forge::new();
        for number in 0..11 {
            forge.commit("mono", &format!("services/{number}.yaml"), component(&format!("service-{number}")));
        }
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        forge.state().repos.clear();
        sync(&world, &source).await;
        assert_eq!(world.refs().await.len(), 11);
        let mut tx = world.store.write().await.unwrap();
        tx.decide_holds("acme", Decision::Confirmed).await.unwrap();
        tx.commit().await.unwrap();
        sync(&world, &source).await;
        assert!(world.refs().await.is_empty());
        assert!(world.store.read().await.unwrap().addresses_of("acme").await.unwrap().is_empty());
    }

    async fn a_confirmed_deletion_within_a_repository_takes_no_new_commit(world) {
        let forge = Forge::new();
        for number in 0..11 {
            forge.commit("mono", &format!("services/{number}.yaml"), component(&format!("service-{number}")));
        }
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        forge.change("mono", |repo| repo.files.clear());
        sync(&world, &source).await;
        assert_eq!(world.refs().await.len(), 11);
        let mut tx = world.store.write().await.unwrap();
        tx.decide_holds("acme", Decision::Confirmed).await.unwrap();
        tx.commit().await.unwrap();
        sync(&world, &source).await;
        assert!(world.refs().await.is_empty());
    }

    async fn a_new_name_is_no_new_repository(world) {
        let forge = Forge::new();
        for name in ["cart", "menu"] {
            forge.commit(name, "catalog-info.yaml", component(name));
        }
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        let uid = world.entity("component:default/cart").await.unwrap().uid;
        let revision = world.head_revision().await;
        // The two change their names.
        for (id, name) in [("cart", "acme/menu"), ("menu", "acme/cart")] {
            forge.state().repos.get_mut(id).unwrap().name = name.to_owned();
        }
        sync(&world, &source).await;
        assert_eq!(world.entity("component:default/cart").await.unwrap().uid, uid);
        assert_eq!(world.head_revision().await, revision);
        let addresses = world.store.read().await.unwrap().addresses_of("acme").await.unwrap();
        let addresses: Vec<String> = addresses.into_iter().map(|(_, address)| address).collect();
        assert_eq!(addresses, ["https://forge.example/acme/cart", "https://forge.example/acme/menu"]);
    }

    async fn who_takes_the_name_of_a_renamed_repository_is_another_one(world) {
        let forge = Forge::new();
        forge.commit("menu", "catalog-info.yaml", component("menu"));
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        forge.state().repos.get_mut("menu").unwrap().name = "acme/old-menu".to_owned();
        // It is found before the one that gave the name up.
        forge.commit("a-new-one", "catalog-info.yaml", component("new"));
        forge.state().repos.get_mut("a-new-one").unwrap().name = "acme/menu".to_owned();
        sync(&world, &source).await;
        sync(&world, &source).await;
        assert_eq!(world.refs().await, ["component:default/menu", "component:default/new"]);
        let addresses = world.store.read().await.unwrap().addresses_of("acme").await.unwrap();
        let addresses: Vec<String> = addresses.into_iter().map(|(_, address)| address).collect();
        assert_eq!(addresses, ["https://forge.example/acme/menu", "https://forge.example/acme/old-menu"]);
    }

    async fn rules_hear_that_a_repository_is_archived(world) {
        let forge = Forge::new();
        forge.commit("cart", "catalog-info.yaml", component("cart"));
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        let archived = async || {
            let (row, _) = world.store.read().await.unwrap().repository_of("acme", "cart").await.unwrap().unwrap();
            let facts = world.store.read().await.unwrap().repository_facts_of(&row.location).await.unwrap();
            facts[0].facts.as_ref().unwrap().archived
        };
        assert_eq!(archived().await, Some(false));
        forge.state().repos.get_mut("cart").unwrap().archived = true;
        sync(&world, &source).await;
        assert_eq!(archived().await, Some(true));
    }

    async fn an_older_commit_never_wins_unless_the_branch_was_moved_back(world) {
        let forge = Forge::new();
        forge.commit("cart", "catalog-info.yaml", component("cart"));
        let old = forge.state().repos["cart"].clone();
        forge.commit("cart", "catalog-info.yaml", with_system("cart"));
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        let system = async |world: &World| world.entity("component:default/cart").await.unwrap().system.is_some();
        assert!(system(&world).await);

        // Somebody answers what was true before.
        forge.change("cart", |repo| repo.outdated = Some((old.commit.clone(), old.at)));
        assert_eq!(sync(&world, &source).await.failed, 1);
        assert!(system(&world).await);

        // Somebody has pushed the older commit by force.
        forge.state().repos.insert("cart".to_owned(), old);
        assert_eq!(sync(&world, &source).await.failed, 0);
        assert!(!system(&world).await);
    }

    async fn another_branch_is_read_when_it_is_the_one(world) {
        let forge = Forge::new();
        forge.commit("cart", "catalog-info.yaml", component("cart"));
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        forge.change("cart", |repo| {
            repo.branch = "trunk".to_owned();
            repo.at = 0;
            repo.files.insert("more.yaml".to_owned(), (sextant_server::sources::remote::EntryKind::File, component("till").into()));
        });
        sync(&world, &source).await;
        assert_eq!(world.refs().await, ["component:default/cart", "component:default/till"]);
    }

    async fn one_repository_that_fails_keeps_what_it_said_and_nobody_from_it(world) {
        let forge = Forge::new();
        for name in ["cart", "menu", "orders"] {
            forge.commit(name, "catalog-info.yaml", component(name));
        }
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        forge.commit("orders", "catalog-info.yaml", with_system("orders"));
        forge.change("menu", |repo| {
            repo.files.clear();
            repo.refuses = Some(|| RemoteError::Denied("the token may not read acme/menu".to_owned()));
        });
        let synced = sync(&world, &source).await;
        assert_eq!((synced.failed, synced.changes), (1, 1));
        assert_eq!(world.refs().await.len(), 3);
        let locations = world.store.read().await.unwrap().locations().await.unwrap();
        let errors: Vec<_> = locations.iter().filter_map(|row| row.error.as_deref()).collect();
        assert_eq!(errors, ["the token may not read acme/menu"]);
        forge.change("menu", |repo| repo.refuses = None);
        sync(&world, &source).await;
        assert_eq!(world.refs().await, ["component:default/cart", "component:default/orders"]);
    }
}
