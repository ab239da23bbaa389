//! Locations whose targets are addresses.

use super::web::{Web, location};
use crate::on_both_engines;
use crate::url::shelf::Answer;
use crate::world::{World, component};

on_both_engines! {
    async fn what_a_location_leads_to_is_described_there(world) {
        let web = Web::around(&mut world).await;
        // Each leads to the next one, the last one back to the first, and beside each lies what it describes.
        web.shelf.text("/all/first.yaml", location("first", &["./cart.yaml", "../more/second.yaml"]));
        web.shelf.text("/all/cart.yaml", component("cart"));
        web.shelf.text("/more/second.yaml", location("second", &["/all/first.yaml", "menu.yaml"]));
        web.shelf.text("/more/menu.yaml", component("menu"));
        world.write("all.yaml", location("all", &[&web.at("/all/first.yaml")]));
        world.sync().await;
        let all = ["component:default/cart", "component:default/menu", "location:default/all", "location:default/first",
            "location:default/second"];
        assert_eq!(world.refs().await, all);
        assert_eq!(web.asked().len(), 4);
        let menu = world.descriptor("component:default/menu").await;
        assert_eq!(menu.path, web.at("/more/menu.yaml"), "where it is said");
        assert_eq!(world.codes("all.yaml").await, Vec::<String>::new());
        let before = world.sync().await.revision;
        assert_eq!((world.refs().await.len(), world.head_revision().await), (5, before), "a second look changes nothing");

        web.shelf.text("/more/menu.yaml", component("menu").replace("production", "deprecated"));
        assert_eq!(web.pass(&mut world, 1).await.updated, ["component:default/menu"]);
        web.shelf.text("/more/second.yaml", location("second", &["/all/first.yaml", "menu.yaml", "oven.yaml"]));
        web.shelf.text("/more/oven.yaml", component("oven"));
        assert_eq!(web.pass(&mut world, 1).await.created, ["component:default/oven"]);

        web.shelf.text("/more/second.yaml", location("second", &["oven.yaml"]));
        assert_eq!(web.pass(&mut world, 1).await.deleted, ["component:default/menu"]);
        world.write("all.yaml", location("all", &[&web.at("/all/cart.yaml")]));
        world.sync_places(&["all.yaml"]).await.unwrap();
        world.sync().await;
        assert_eq!(world.refs().await, ["component:default/cart", "location:default/all"]);
    }

    async fn an_outage_loses_nothing(world) {
        let web = Web::around(&mut world).await;
        web.shelf.text("/all.yaml", location("far", &["cart.yaml"]));
        web.shelf.text("/cart.yaml", component("cart"));
        world.write("all.yaml", location("all", &[&web.at("/all.yaml")]));
        world.sync().await;
        let refs = world.refs().await;
        assert_eq!(refs.len(), 3);
        for path in ["/all.yaml", "/cart.yaml"] {
            web.shelf.put(path, Answer::Status(500));
        }
        assert!(web.pass(&mut world, 1).await.deleted.is_empty());
        world.write("all.yaml", location("all", &[&web.at("/all.yaml")]) + "# changed\n");
        world.sync().await;
        assert_eq!((world.refs().await, world.codes("all.yaml").await), (refs.clone(), vec!["unread-address".to_owned()]));
    }

    async fn what_is_no_file_is_not_asked_for(world) {
        let web = Web::around(&mut world).await;
        let targets = [
            web.at("/*/catalog-info.yaml"),
            web.at("/org/repo/tree/main"),
            "https://me:secret@specs.example/a.yaml".to_owned(),
            "file:///etc/passwd".to_owned(),
        ];
        let targets: Vec<String> = targets.iter().map(|target| format!("\"{target}\"")).collect();
        let targets: Vec<&str> = targets.iter().map(String::as_str).collect();
        world.write("all.yaml", location("all", &targets));
        let discovery = location("org", &[&web.at("/org")]).replace("type: url", "type: github-org");
        world.write("org.yaml", discovery);
        world.sync().await;
        assert_eq!(world.codes("all.yaml").await, ["remote-target"; 4]);
        assert_eq!(world.codes("org.yaml").await, ["remote-target"]);
        assert!(web.asked().is_empty());
    }

    async fn a_chain_of_locations_ends(world) {
        let web = Web::around(&mut world).await;
        for number in 0..30 {
            web.shelf.text(&format!("/{number}.yaml"), location(&format!("l{number}"), &[&format!("{}.yaml", number + 1)]));
        }
        world.write("all.yaml", location("all", &[&web.at("/0.yaml")]));
        world.sync().await;
        let asked = web.asked().len();
        assert!((8..=12).contains(&asked), "{asked}");
        let last = web.at(&format!("/{}.yaml", asked - 1));
        assert_eq!(world.codes(&last).await, ["unread-address"]);
    }
}
