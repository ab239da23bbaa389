//! Hosts that do not answer, or lead to where nobody may ask.

use super::web::{Web, api, definition};
use crate::on_both_engines;
use crate::url::shelf::{Answer, Names, Shelf};
use crate::world::World;

/// What is said of the descriptor, with its place.
async fn told(world: &World) -> Vec<(String, Option<u32>, String)> {
    let of = |path: Option<&str>| path == Some("catalog-info.yaml");
    let all = world.diagnostics().await.into_iter().map(|item| item.diagnostic);
    let all = all.filter(|found| of(found.file.as_deref()));
    all.map(|found| (found.code.into_owned(), found.line, found.message)).collect()
}

on_both_engines! {
    async fn what_was_read_counts_until_something_else_can_be_read(world) {
        let web = Web::around(&mut world).await;
        web.shelf.text("/openapi.yaml", "openapi: 3.0.0\n");
        world.write("catalog-info.yaml", api(&web.at("/openapi.yaml")));
        world.sync().await;

        web.shelf.put("/openapi.yaml", Answer::Status(503));
        web.pass(&mut world, 1).await;
        let found = told(&world).await;
        assert_eq!((found.len(), found[0].0.as_str(), found[0].1), (1, "unread-address", Some(10)), "{found:?}");
        assert!(found[0].2.contains("taken as it was: the host answers 503"), "{found:?}");
        assert_eq!(definition(&world).await, "openapi: 3.0.0\n");

        // Also in another process, and whatever else changes.
        let mut world = world.restart().await;
        web.join(&mut world, Names::default()).await;
        world.write("catalog-info.yaml", api(&web.at("/openapi.yaml")) + "  system: shop\n");
        world.sync().await;
        assert_eq!((told(&world).await.len(), definition(&world).await), (1, "openapi: 3.0.0\n".into()));

        web.shelf.text("/openapi.yaml", "openapi: 3.1.0\n");
        web.asked();
        web.pass(&mut world, 1).await;
        assert_eq!(web.asked(), ["/openapi.yaml"]);
        assert_eq!((told(&world).await, definition(&world).await), (Vec::new(), "openapi: 3.1.0\n".into()));
    }

    async fn what_fails_again_and_again_is_asked_for_ever_less_often(world) {
        let web = Web::around(&mut world).await;
        world.write("catalog-info.yaml", api(&web.at("/openapi.yaml")));
        world.sync().await;
        for _ in 0..40 {
            web.pass(&mut world, 1).await;
        }
        let asked = web.asked().len();
        assert!((10..=13).contains(&asked), "{asked} times in ten hours");
        assert_eq!(told(&world).await[0].0, "unread-address");
    }

    async fn each_way_to_fail_is_told_where_it_stands(world) {
        let inside = Shelf::at("127.0.0.2").await;
        inside.text("/a.yaml", "secret: 1\n");
        let names = Names::default().with("inside.example", &["127.0.0.2"]).with("cloud.example", &["169.254.169.254"]);
        let web = Web::resolving(&mut world, names).await;
        web.shelf.put("/large.yaml", Answer::Text("#".repeat(2 << 20)));
        web.shelf.put("/silent.yaml", Answer::Silence);
        web.shelf.put("/page.yaml", Answer::Text("<!DOCTYPE html><title>Sign in</title>".to_owned()));
        web.shelf.put("/login.yaml", Answer::Status(401));
        web.shelf.put("/inside.yaml", Answer::To(format!("http://{}/a.yaml", inside.address)));
        web.shelf.put("/round.yaml", Answer::To("/round.yaml".to_owned()));
        let port = inside.address.port();
        for (address, why) in [
            (web.at("/none.yaml"), "the host answers 404"),
            (web.at("/login.yaml"), "the host answers 401"),
            (web.at("/large.yaml"), "more than 1048576 bytes"),
            (web.at("/silent.yaml"), "no answer came: 2 s were not enough"),
            (web.at("/page.yaml"), "a page for people"),
            (web.at("/inside.yaml"), "none of the public internet"),
            (web.at("/round.yaml"), "leads on and on"),
            (format!("http://127.0.0.2:{port}/a.yaml"), "none of the public internet"),
            (format!("http://inside.example:{port}/a.yaml"), "none of the public internet"),
            ("http://cloud.example/latest/meta-data".to_owned(), "told secrets"),
            ("http://nowhere.example/a.yaml".to_owned(), "cannot be found"),
        ] {
            world.write("catalog-info.yaml", api(&address));
            world.sync().await;
            let found = told(&world).await;
            assert!(found.len() == 1 && found[0].0 == "unread-address" && found[0].2.contains(why), "{address}: {found:?}");
            assert!(!definition(&world).await.to_string().contains("secret"), "{address}");
        }
        assert!(inside.requests().is_empty());
    }
}
