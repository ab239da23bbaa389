//! What is defined of custom fields and types, and what descriptors that are there already say otherwise.

use std::collections::BTreeMap;

use catalog_schema::vocabulary::{FieldDefinition, FieldType, TypeDefinition};
use sextant_server::ingest::Scope;
use sextant_server::store::SourceSettings;
use sextant_server::vocabulary::Vocabularies;

use crate::on_both_engines;
use crate::world::{World, component, directory};

fn cost_centre() -> FieldDefinition {
    let (name, kinds) = ("cost_centre".to_owned(), vec!["Component".to_owned()]);
    FieldDefinition { name, field_type: FieldType::Number, kinds, ..FieldDefinition::default() }
}

fn vocabularies(world: &World) -> Vocabularies {
    Vocabularies::new(world.store.clone()).of_portal(world.ingest.clone(), world.cell.clone())
}

/// A component that says this in a custom field.
fn saying(name: &str, field: &str) -> String {
    format!("{}  customFields:\n    {field}\n", component(name))
}

/// Code and line of everything that is wrong with a file.
async fn found(world: &World, path: &str) -> Vec<(String, u32)> {
    let all = world.diagnostics().await.into_iter().map(|located| located.diagnostic);
    let of_file = all.filter(|found| found.file.as_deref() == Some(path));
    of_file.map(|found| (found.code.into_owned(), found.line.unwrap_or_default())).collect()
}

on_both_engines! {
    async fn what_is_there_already_is_judged_by_a_new_definition_and_let_go_with_it(world) {
        world.write("orders.yaml", saying("orders", "cost_centre: '4711'"));
        world.write("menu.yaml", saying("menu", "cost_centre: 12"));
        world.sync().await;
        assert_eq!(found(&world, "orders.yaml").await, []);
        vocabularies(&world).define_field(&cost_centre(), "test").await.unwrap();
        let misfit = [("custom-field-value".to_owned(), 11)];
        assert_eq!(found(&world, "orders.yaml").await, misfit);
        assert_eq!(found(&world, "menu.yaml").await, []);

        // A label is no other judgement, and the same definition no change at all.
        let labelled = FieldDefinition { label: Some("Cost centre".to_owned()), ..cost_centre() };
        let revision = vocabularies(&world).define_field(&labelled, "test").await.unwrap();
        assert_eq!(vocabularies(&world).define_field(&labelled, "test").await.unwrap(), revision);
        assert_eq!(world.cell.load().vocabulary().field("cost_centre").unwrap().label(), "Cost centre");

        // A new version of the file is judged when it is read, wherever its lines are now.
        world.write("menu.yaml", format!("# A comment.\n{}", saying("menu", "cost_centre: many")));
        world.sync().await;
        assert_eq!(found(&world, "menu.yaml").await, [("custom-field-value".to_owned(), 12)]);
        world = world.restart().await;
        assert_eq!(found(&world, "menu.yaml").await, [("custom-field-value".to_owned(), 12)]);
        world.remove("menu.yaml");
        world.sync().await;
        assert_eq!(found(&world, "menu.yaml").await, []);

        vocabularies(&world).remove_field("cost_centre", "test").await.unwrap();
        assert_eq!(found(&world, "orders.yaml").await, []);
        assert_eq!(world.entity("component:default/orders").await.unwrap().custom_fields["cost_centre"], "4711");
    }

    async fn a_type_is_judged_only_where_types_of_its_kind_are_defined(world) {
        world.write("orders.yaml", component("orders"));
        world.write("menu.yaml", component("menu").replace("type: service", "type: Servce"));
        world.write("db.yaml", component("db").replace("kind: Component", "kind: Resource"));
        world.sync().await;
        let api = TypeDefinition { kind: "API".into(), name: "openapi".into(), ..TypeDefinition::default() };
        vocabularies(&world).define_type(&api, "test").await.unwrap();
        assert_eq!(found(&world, "menu.yaml").await, []);
        let service = TypeDefinition { kind: "Component".into(), name: "service".into(), ..TypeDefinition::default() };
        vocabularies(&world).define_type(&service, "test").await.unwrap();
        assert_eq!(found(&world, "menu.yaml").await, [("undefined-type".to_owned(), 7)]);
        for path in ["orders.yaml", "db.yaml"] {
            assert_eq!(found(&world, path).await, [], "{path}");
        }
        let aliases = vec!["servce".to_owned()];
        vocabularies(&world).define_type(&TypeDefinition { aliases, ..service }, "test").await.unwrap();
        assert_eq!(found(&world, "menu.yaml").await, [], "a word for it is as good");
    }

    async fn what_is_required_may_come_from_any_description_of_the_entity(world) {
        let overlay = SourceSettings { overlay: true, ..SourceSettings::default() };
        world = world.restart_configured(BTreeMap::from([("other".to_owned(), overlay)])).await;
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        let required = FieldDefinition { required: true, ..cost_centre() };
        vocabularies(&world).define_field(&required, "test").await.unwrap();
        let missing = [("missing-custom-field".to_owned(), 1)];
        assert_eq!(found(&world, "orders.yaml").await, missing);
        let extra = tempfile::tempdir().unwrap();
        let mut other = directory(&world.ingest, "other", extra.path()).await;
        let file = extra.path().join("extra.yaml");
        std::fs::write(&file, saying("orders", "cost_centre: 7")).unwrap();
        let outcome = other.sync_whole().await.unwrap();
        world.cell.wait_for(outcome.revision).await;
        assert_eq!(found(&world, "orders.yaml").await, [], "the overlay says it");
        assert_eq!(found(&world, "extra.yaml").await, []);
        std::fs::remove_file(&file).unwrap();
        let outcome = other.sync_whole().await.unwrap();
        world.cell.wait_for(outcome.revision).await;
        assert_eq!(found(&world, "orders.yaml").await, missing);
        let of_libraries = FieldDefinition { types: vec!["library".to_owned()], ..required };
        vocabularies(&world).define_field(&of_libraries, "test").await.unwrap();
        assert_eq!(found(&world, "orders.yaml").await, [], "it is none that needs it");
        let library = TypeDefinition {
            kind: "Component".to_owned(),
            name: "library".to_owned(),
            aliases: vec!["service".to_owned()],
            ..TypeDefinition::default()
        };
        vocabularies(&world).define_type(&library, "test").await.unwrap();
        assert_eq!(found(&world, "orders.yaml").await, missing, "its type is another word for one that needs it");
    }

    async fn a_large_catalog_is_looked_at_in_shares_that_another_process_goes_on_with(world) {
        for number in 0..7 {
            let documents: Vec<String> =
                (0..100).map(|item| saying(&format!("c-{number}-{item}"), "cost_centre: no")).collect();
            world.write(&format!("{number}.yaml"), documents.join("---\n"));
        }
        world.sync().await;
        // As the command line does: it defines, and who runs the portal looks.
        Vocabularies::new(world.store.clone()).define_field(&cost_centre(), "cli").await.unwrap();
        assert_eq!(world.diagnostics().await.len(), 0);
        assert!(world.ingest.recheck().await.unwrap(), "a share is left");
        let first = world.diagnostics().await.len();
        assert_eq!(first, 500, "a share is looked at at once");
        world.caught_up().await;
        world = world.restart().await;
        let run = tokio::spawn(sextant_server::vocabulary::run(world.ingest.clone(), world.cell.clone()));
        while world.ingest.recheck().await.unwrap() {}
        run.abort();
        assert_eq!(world.diagnostics().await.len(), 700);
        assert!(!world.ingest.recheck().await.unwrap(), "nothing is left to look at");

        let by_hand = Vocabularies::new(world.store.clone());
        let labelled = FieldDefinition { label: Some("Cost centre".to_owned()), ..cost_centre() };
        by_hand.define_field(&labelled, "cli").await.unwrap();
        assert!(!world.ingest.recheck().await.unwrap(), "a label judges nothing");
        let service = TypeDefinition { kind: "Component".to_owned(), name: "service".to_owned(), ..TypeDefinition::default() };
        by_hand.define_type(&service, "cli").await.unwrap();
        assert!(world.ingest.recheck().await.unwrap(), "a type does");
        while world.ingest.recheck().await.unwrap() {}
        let titled = TypeDefinition { title: Some("Service".to_owned()), ..service };
        by_hand.define_type(&titled, "cli").await.unwrap();
        assert!(!world.ingest.recheck().await.unwrap(), "its title judges nothing");
    }

    async fn a_sync_that_began_before_a_definition_is_overtaken_by_it(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        let location = world.store.read().await.unwrap().locations().await.unwrap()[0].id.clone();
        let mut session = world.ingest.begin(&location, Scope::Whole).await.unwrap();
        let bytes = saying("orders", "cost_centre: no").into_bytes();
        let file = sextant_server::ingest::ReadFile { path: "orders.yaml".to_owned(), content: Ok(bytes) };
        session.stage(vec![file]).await.unwrap();
        vocabularies(&world).define_field(&cost_centre(), "test").await.unwrap();
        assert!(session.finish().await.is_err(), "it was read by other definitions");
        world.write("orders.yaml", saying("orders", "cost_centre: no"));
        world.sync().await;
        assert_eq!(found(&world, "orders.yaml").await, [("custom-field-value".to_owned(), 11)]);
    }
}
