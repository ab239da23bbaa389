//! Exemptions that people ask for: from the request to the verdict, on either engine.

use catalog_schema::wire::{
    Exemption, ExemptionDecision, ExemptionQuery, ExemptionRequest, ExemptionState, Outcome, RuleResult,
};
use sextant_server::clock::{day, now_ms};
use sextant_server::retention::{Retention, sweep};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, reference};

const DAY: i64 = 86_400_000;
const ORDERS: &str = "component:default/orders";
const SCORECARD: &str = "\
apiVersion: sextant.dev/v1
kind: Scorecard
metadata: {name: told}
spec:
  appliesTo: {kinds: [Component]}
  levels: [{name: ready}]
  rules:
    - {id: tagged, title: Tagged, level: ready, expression: size(entity.tags) > 0}
";

async fn defined(mut world: World) -> World {
    world.write("definitions.yaml", SCORECARD);
    world.write("orders.yaml", component("orders"));
    world.write("cart.yaml", component("cart"));
    world.sync().await;
    world
}

fn ask(days: i64) -> ExemptionRequest {
    ExemptionRequest {
        scorecard: "told".to_owned(),
        rule: "tagged".to_owned(),
        entity_ref: ORDERS.to_owned(),
        reason: "It goes in spring.".to_owned(),
        until: day(now_ms() + days * DAY),
    }
}

/// One that was asked for and approved.
async fn granted(world: &World, days: i64) -> Exemption {
    let asked = world.exemptions.request(&ask(days), "token:dev").await.unwrap();
    let said = ExemptionDecision { comment: Some("For now.".to_owned()) };
    let approved = world.exemptions.approve(asked.id.as_deref().unwrap(), &said, "token:boss").await.unwrap();
    world.caught_up().await;
    approved
}

async fn rule(world: &World, entity: &str) -> (RuleResult, Option<String>) {
    let results = world.portal.explained(&reference(entity)).await.unwrap();
    let result = results.into_iter().find(|result| result.scorecard == "told").unwrap();
    (result.rules[0].clone(), result.level)
}

/// How many entities are exempt and how many fail, as lists have it.
async fn counts(world: &World) -> (u64, u64) {
    let filter =
        |filter: &str| catalog_schema::wire::ListQuery { filter: vec![filter.to_owned()], ..Default::default() };
    let exempt = world.portal.list(&filter("exempt=told/tagged")).await.unwrap().total;
    (exempt, world.portal.list(&filter("failing=told/tagged")).await.unwrap().total)
}

async fn listed(world: &World) -> Vec<Exemption> {
    world.portal.exemptions(&ExemptionQuery::default()).await.unwrap().items
}

on_both_engines! {
    async fn it_holds_from_its_approval_on_and_says_whose_it_is(world) {
        let world = defined(world).await;
        let before = world.head_revision().await;
        let asked = world.exemptions.request(&ask(30), "token:dev").await.unwrap();
        assert_eq!((asked.state, asked.requested_by.as_deref()), (ExemptionState::Waiting, Some("dev")));
        assert_eq!((world.head_revision().await, counts(&world).await), (before, (0, 2)), "asking changes nothing");
        let again = world.exemptions.request(&ask(10), "token:other").await.unwrap_err();
        assert_eq!((again.status, again.code.as_str()), (409, "already_requested"));

        let id = asked.id.unwrap();
        let said = ExemptionDecision { comment: Some("For now.".to_owned()) };
        let approved = world.exemptions.approve(&id, &said, "token:boss").await.unwrap();
        assert_eq!((approved.state, approved.revision), (ExemptionState::Approved, Some(before + 1)));
        world.caught_up().await;
        assert_eq!(counts(&world).await, (1, 1));
        let (exempt, level) = rule(&world, ORDERS).await;
        let note = exempt.exemption.unwrap();
        assert_eq!((exempt.outcome, note.otherwise, level.as_deref()), (Outcome::Exempt, Outcome::Fail, Some("ready")));
        let request = note.request.unwrap();
        assert_eq!((request.requested_by.as_str(), note.approved_by.as_deref(), request.id), ("dev", Some("boss"), id.clone()));
        assert_eq!(rule(&world, "component:default/cart").await.0.outcome, Outcome::Fail, "of nobody else");
        let told = world.portal.scorecard("told").await.unwrap();
        assert_eq!((told.exemptions.len(), told.exemptions[0].reason.as_str()), (1, "It goes in spring."));
        assert_eq!(world.exemptions.request(&ask(10), "token:dev").await.unwrap_err().code, "already_exempt");
        assert_eq!(world.exemptions.decline(&id, &said, "token:boss").await.unwrap_err().code, "exemption_decided");

        let world = world.restart().await;
        assert_eq!(counts(&world).await, (1, 1), "the next process knows it");
        let others = world.exemptions.withdraw(&id, &said, "token:other", false).await.unwrap_err();
        assert_eq!((others.status, others.code.as_str()), (403, "forbidden"));
        let withdrawn = world.exemptions.withdraw(&id, &ExemptionDecision::default(), "token:dev", false).await.unwrap();
        assert_eq!((withdrawn.state, withdrawn.comment.as_deref()), (ExemptionState::Withdrawn, Some("For now.")));
        world.caught_up().await;
        assert_eq!(counts(&world).await, (0, 2));
        let audit = world.portal.audit(&Default::default()).await.unwrap();
        let actions: Vec<&str> = audit.items.iter().take(3).map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions, ["withdraw-exemption", "approve-exemption", "request-exemption"]);
        assert_eq!((audit.items[1].actor.as_str(), audit.items[1].subject.as_str()), ("token:boss", ORDERS));
    }

    async fn it_ends_at_midnight(world) {
        let world = defined(world).await;
        granted(&world, 2).await;
        assert_eq!(counts(&world).await, (1, 1));
        // To the last moment of its last day.
        let into_the_day = now_ms() % DAY;
        world.pass(3 * DAY - into_the_day - 60_000);
        let other = ExemptionRequest { entity_ref: "component:default/cart".to_owned(), until: day(now_ms() + 20 * DAY), ..ask(0) };
        let asked = world.exemptions.request(&other, "token:dev").await.unwrap();
        world.exemptions.approve(&asked.id.unwrap(), &ExemptionDecision::default(), "token:boss").await.unwrap();
        world.caught_up().await;
        assert_eq!(counts(&world).await, (2, 0), "it holds on its last day");
        world.pass(60_001);
        while counts(&world).await != (1, 1) {
            tokio::task::yield_now().await;
        }
    }

    async fn what_was_declined_or_is_over_changes_nothing(world) {
        let world = defined(world).await;
        let before = world.head_revision().await;
        let asked = world.exemptions.request(&ask(1), "token:dev").await.unwrap();
        let declined = world.exemptions.decline(&asked.id.unwrap(), &ExemptionDecision::default(), "token:boss").await.unwrap();
        assert_eq!((declined.state, declined.decided_by.as_deref()), (ExemptionState::Declined, Some("boss")));
        let asked = world.exemptions.request(&ask(1), "token:dev").await.unwrap();
        world.pass(3 * DAY);
        let late = world.exemptions.approve(&asked.id.unwrap(), &ExemptionDecision::default(), "token:boss").await.unwrap_err();
        assert_eq!(late.code, "exemption_decided");
        assert_eq!((world.head_revision().await, counts(&world).await), (before, (0, 2)));
        let unknown = world.exemptions.approve("nothing", &ExemptionDecision::default(), "token:boss").await.unwrap_err();
        assert_eq!((unknown.status, unknown.code.as_str()), (404, "exemption_not_found"));
        let states: Vec<ExemptionState> = listed(&world).await.iter().map(|exemption| exemption.state).collect();
        assert_eq!(states, [ExemptionState::Waiting, ExemptionState::Declined], "both stay in the list");
    }

    async fn it_hangs_on_the_identity(world) {
        let mut world = defined(world).await;
        granted(&world, 30).await;
        world.write("orders.yaml", component("order-desk"));
        world.sync().await;
        assert_eq!(rule(&world, "component:default/order-desk").await.0.outcome, Outcome::Exempt, "it has a new name");
        assert_eq!(listed(&world).await[0].entity_ref, "component:default/order-desk");
        world.remove("orders.yaml");
        world.sync().await;
        assert_eq!(counts(&world).await, (0, 1));
        let mut world = world.restart().await;
        world.write("orders.yaml", component("order-desk"));
        world.sync().await;
        assert_eq!(counts(&world).await, (1, 1), "it came back");
        world.write("definitions.yaml", SCORECARD.replace("title: Tagged", "title: Has tags"));
        world.sync().await;
        assert_eq!(counts(&world).await, (1, 1), "whatever becomes of the definition");
    }

    async fn it_goes_with_what_is_forgotten(world) {
        let mut world = defined(world).await;
        granted(&world, 30).await;
        world.remove("orders.yaml");
        world.sync().await;
        let retention = Retention { age: std::time::Duration::from_secs(1), ..Retention::default() };
        let swept = sweep(&world.store, &retention, now_ms() + DAY).await.unwrap();
        assert_eq!((swept.exemptions, listed(&world).await.len()), (1, 0));
    }
}
