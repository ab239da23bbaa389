//! Hosts that lead elsewhere, and files that are too much.

use std::io::Write;

use serde_json::json;

use super::shelf::{Answer, Asked, Names, Shelf, errors, source, sync};
use crate::on_both_engines;
use crate::world::{World, component};

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

on_both_engines! {
    async fn a_host_whose_address_is_private_is_not_asked(world) {
        let inside = Shelf::at("127.0.0.2").await;
        inside.text("/a.yaml", component("inside"));
        let names = Names::default().with("inside.example", &["127.0.0.2"]).with("cloud.example", &["169.254.169.254"]);
        let port = inside.address.port();
        let urls = [
            format!("http://inside.example:{port}/a.yaml"),
            format!("http://127.0.0.2:{port}/a.yaml"),
            format!("http://[::ffff:127.0.0.2]:{port}/a.yaml"),
            format!("http://2130706434:{port}/a.yaml"),
            "http://cloud.example/latest/meta-data".to_owned(),
        ];
        let source = source(&world, &urls, names, json!({})).await;
        assert_eq!(sync(&world, &source).await.failed, 5);
        let told = errors(&world).await;
        assert_eq!(told.iter().filter(|error| error.contains("none of the public internet")).count(), 4, "{told:?}");
        assert!(inside.requests().is_empty() && world.refs().await.is_empty());
    }

    async fn where_a_host_leads_to_is_looked_at_again(world) {
        let (shelf, inside) = (Shelf::at("127.0.0.1").await, Shelf::at("127.0.0.2").await);
        inside.text("/a.yaml", component("inside"));
        shelf.text("/real.yaml", component("cart"));
        shelf.put("/inside.yaml", Answer::To(format!("http://{}/a.yaml", inside.address)));
        shelf.put("/file.yaml", Answer::To("file:///etc/passwd".to_owned()));
        shelf.put("/round.yaml", Answer::To("/round.yaml".to_owned()));
        shelf.put("/moved.yaml", Answer::To("/real.yaml".to_owned()));
        let urls = ["inside", "file", "round", "moved"].map(|name| format!("http://{}/{name}.yaml", shelf.address));
        let source = source(&world, &urls, Names::default(), json!({})).await;
        assert_eq!(sync(&world, &source).await.failed, 3, "{:?}", errors(&world).await);
        assert_eq!(world.refs().await, ["component:default/cart"]);
        assert!(inside.requests().is_empty());
        assert_eq!(shelf.requests().iter().filter(|(path, ..)| path == "/round.yaml").count(), 6);
    }

    async fn a_name_that_resolves_otherwise_the_next_time_does_no_harm(world) {
        let shelf = Shelf::at("127.0.0.1").await;
        shelf.text("/a.yaml", component("cart"));
        // The second address would be the one of whoever resolves again for the connection.
        let names = Names::default().with("rebind.example", &["127.0.0.1", "127.0.0.2"]);
        let urls = [format!("http://rebind.example:{}/a.yaml", shelf.address.port())];
        let source = source(&world, &urls, names, json!({})).await;
        assert_eq!(sync(&world, &source).await.failed, 0, "{:?}", errors(&world).await);
        assert_eq!(sync(&world, &source).await.failed, 1, "now it is another one");
        assert_eq!(shelf.requests().len(), 1);
    }

    async fn who_asks_is_told_to_the_named_host_alone(world) {
        let (shelf, other) = (Shelf::at("127.0.0.1").await, Shelf::at("127.0.0.1").await);
        shelf.put("/a.yaml", Answer::To(format!("http://{}/a.yaml", other.address)));
        other.text("/a.yaml", component("cart"));
        let secret = world.data.path().join("token");
        std::fs::write(&secret, "s3cret\n").unwrap();
        let urls = [format!("http://{}/a.yaml", shelf.address)];
        let source = source(&world, &urls, Names::default(), json!({ "token": { "file": secret } })).await;
        assert_eq!(sync(&world, &source).await.failed, 0, "{:?}", errors(&world).await);
        let told = |requests: Vec<Asked>| requests[0].2.clone();
        assert_eq!(told(shelf.requests()).as_deref(), Some("Bearer s3cret"));
        assert_eq!(told(other.requests()), None);
    }

    async fn files_that_are_too_much_are_left(world) {
        let shelf = Shelf::at("127.0.0.1").await;
        shelf.put("/endless.yaml", Answer::Endless);
        shelf.put("/silent.yaml", Answer::Silence);
        shelf.put("/bomb.yaml", Answer::Encoded("gzip", zipped(&vec![b'#'; 64 << 20])));
        shelf.put("/brotli.yaml", Answer::Encoded("br", vec![1, 2, 3]));
        shelf.put("/broken.yaml", Answer::Encoded("gzip", vec![1, 2, 3]));
        shelf.put("/zipped.yaml", Answer::Encoded("gzip", zipped(component("cart").as_bytes())));
        let names = ["endless", "silent", "bomb", "brotli", "broken", "zipped"];
        let urls = names.map(|name| format!("http://{}/{name}.yaml", shelf.address));
        let source = source(&world, &urls, Names::default(), json!({})).await;
        assert_eq!(sync(&world, &source).await.failed, 5);
        let told = errors(&world).await;
        assert_eq!(told.iter().filter(|error| error.contains("so much is not read")).count(), 2, "{told:?}");
        assert_eq!(world.refs().await, ["component:default/cart"]);
    }
}
