//! Contracts that are said by their addresses, in the words of each format.

use catalog_schema::wire::SearchQuery;
use web::portal::Portal;

use super::web::Web;
use crate::on_both_engines;
use crate::url::shelf::Answer;
use crate::world::World;

const OPENAPI: &str =
    "openapi: 3.0.0\ninfo: {title: Orders, version: '1'}\npaths:\n  /orders:\n    get: {operationId: pickupSlots}\n";

on_both_engines! {
    async fn a_contract_is_taken_from_its_address_whatever_says_it(world) {
        let web = Web::around(&mut world).await;
        web.shelf.text("/openapi.yaml", OPENAPI);
        web.shelf.put("/docs", Answer::Text("<html><title>Orders</title></html>".to_owned()));
        let (contract, page) = (web.at("/openapi.yaml"), web.at("/docs"));
        let native = |name: &str, at: &str| format!(
            "apiVersion: sextant.dev/v1\nkind: API\nmetadata: {{name: {name}}}\nspec:\n  type: openapi\n  lifecycle: \
             production\n  owner: team\n  api: {{type: openapi, reference: '{at}'}}\n"
        );
        world.write("cortex.yaml", format!(
            "openapi: 3.0.1\ninfo:\n  title: Cart\n  x-cortex-tag: cart\n  x-cortex-type: service\n  x-cortex-link:\n    \
             - {{name: API, type: OPENAPI, url: '{contract}'}}\n"
        ));
        world.write("entity.datadog.yaml", format!(
            "apiVersion: v3\nkind: api\nmetadata: {{name: menu}}\nspec:\n  type: openapi\n  interface: {{fileRef: '{contract}'}}\n"
        ));
        world.write("port.yaml", format!(
            "- identifier: oven\n  blueprint: api\n  properties: {{openapi: '{contract}'}}\n"
        ));
        world.write("native.yaml", format!("{}---\n{}", native("drinks", &contract), native("paper", &page)));
        world.sync().await;
        assert_eq!(web.asked(), ["/docs", "/openapi.yaml"]);
        // Who looks for an operation finds whose contract offers it.
        let definitions = async |world: &World| {
            let query = SearchQuery { q: "pickupSlots".to_owned(), ..SearchQuery::default() };
            let hits = world.portal.search(&query).await.unwrap().hits;
            hits.into_iter().map(|hit| hit.entity_ref).collect::<Vec<_>>()
        };
        assert_eq!(definitions(&world).await.len(), 4, "{:?} {:?}", world.refs().await, world.diagnostics().await);
        assert!(!definitions(&world).await.contains(&"api:default/paper".to_owned()), "a page is a link and no more");
        assert!(world.diagnostics().await.iter().all(|found| found.diagnostic.code != "unread-address"));

        web.shelf.put("/openapi.yaml", Answer::Status(500));
        web.pass(&mut world, 1).await;
        assert_eq!(definitions(&world).await.len(), 4);
        assert_eq!(world.diagnostics().await.iter().filter(|found| found.diagnostic.code == "unread-address").count(), 4);
    }
}
