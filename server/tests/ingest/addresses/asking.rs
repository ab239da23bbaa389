//! How often a host is asked, and what becomes of the answers.

use sextant_server::addresses::{AddressSettings, Addresses};
use sextant_server::retention::{Retention, sweep};

use super::web::{Web, api, definition};
use crate::on_both_engines;
use crate::url::shelf::{Answer, Names};
use crate::world::{World, component, directory};

on_both_engines! {
    async fn a_contract_follows_its_address(world) {
        let web = Web::around(&mut world).await;
        web.shelf.text("/openapi.yaml", "openapi: 3.0.0\n");
        world.write("catalog-info.yaml", api(&web.at("/openapi.yaml#/paths")));
        world.sync().await;
        assert_eq!(definition(&world).await, "openapi: 3.0.0\n");
        assert_eq!(web.asked(), ["/openapi.yaml"]);
        let before = world.sync().await.revision;
        assert_eq!(web.look(&mut world).await.revision, before);
        assert!(web.asked().is_empty(), "it is not asked again so soon");

        web.pass(&mut world, 1).await;
        let asked = web.shelf.requests();
        assert!(asked.len() == 1 && asked[0].1.is_some(), "it is asked for what is known: {asked:?}");
        assert_eq!(world.head_revision().await, before, "and it is the same");

        web.shelf.text("/openapi.yaml", "openapi: 3.1.0\n");
        assert_eq!(web.pass(&mut world, 1).await.updated, ["api:default/orders-api"]);
        assert_eq!(definition(&world).await, "openapi: 3.1.0\n");
        assert_eq!(world.codes("catalog-info.yaml").await, Vec::<String>::new());
    }

    async fn what_has_no_tag_is_known_by_its_date(world) {
        let web = Web::around(&mut world).await;
        web.shelf.put("/a.txt", Answer::Dated("Tue, 01 Sep 2026 10:00:00 GMT", "one".to_owned()));
        world.write("catalog-info.yaml", api(&web.at("/a.txt")));
        world.sync().await;
        let before = world.head_revision().await;
        // What a host answers that does not look at the date would be another file.
        web.shelf.put("/a.txt", Answer::Dated("Tue, 01 Sep 2026 10:00:00 GMT", "two".to_owned()));
        web.pass(&mut world, 1).await;
        assert_eq!((world.head_revision().await, definition(&world).await), (before, "one".into()));
    }

    async fn a_file_that_many_name_is_asked_for_once(world) {
        let web = Web::around(&mut world).await;
        web.shelf.text("/openapi.yaml", "openapi: 3.0.0\n");
        for name in ["a", "b", "c", "d"] {
            world.write(&format!("{name}/api.yaml"), api(&web.at("/openapi.yaml")).replace("orders-api", name));
        }
        world.sync().await;
        assert_eq!(web.asked(), ["/openapi.yaml"]);
        web.shelf.text("/openapi.yaml", "openapi: 3.1.0\n");
        assert_eq!(web.pass(&mut world, 1).await.updated.len(), 4, "and all of them have what is there now");
        assert_eq!(web.asked(), ["/openapi.yaml"]);
    }

    async fn what_was_read_outlives_the_process_and_what_nobody_names_any_more_goes(world) {
        let web = Web::around(&mut world).await;
        web.shelf.text("/openapi.yaml", "openapi: 3.0.0\n");
        world.write("catalog-info.yaml", api(&web.at("/openapi.yaml")));
        world.sync().await;
        web.asked();
        let mut world = world.restart().await;
        web.join(&mut world, Names::default()).await;
        world.sync().await;
        assert!(web.asked().is_empty() && definition(&world).await == "openapi: 3.0.0\n");

        let day = 86_400_000;
        let swept = async |world: &World, days: i64| {
            let now = sextant_server::clock::now_ms() + days * day;
            sweep(&world.store, &Retention::default(), now).await.unwrap().addresses
        };
        assert_eq!(swept(&world, 100).await, 0, "a descriptor names it");
        world.write("catalog-info.yaml", component("cart"));
        world.sync().await;
        web.pass(&mut world, 10).await;
        assert!(web.asked().is_empty(), "what nobody names is not asked for");
        assert_eq!(swept(&world, 100).await, 1);
    }

    async fn nothing_is_asked_where_that_is_not_wanted(world) {
        let web = Web::around(&mut world).await;
        web.shelf.text("/openapi.yaml", "openapi: 3.0.0\n");
        let settings = AddressSettings { fetch: false, ..AddressSettings::default() };
        world.ingest = world.ingest.clone().asking(Addresses::new(world.store.clone(), settings));
        world.source = directory(&world.ingest, "files", world.files.path()).await;
        world.write("catalog-info.yaml", api(&web.at("/openapi.yaml")));
        world.sync().await;
        assert!(web.asked().is_empty());
        assert_eq!(world.codes("catalog-info.yaml").await, Vec::<String>::new(), "it is a link as before");
    }
}
