//! The days of initiatives, on both engines: from a past that is replayed, and what retention leaves of them.

use catalog_schema::wire::{InitiativeQuery, InitiativeState};
use sextant_server::clock::{day, now_ms};
use sextant_server::health::initiatives::DayWriter;
use sextant_server::health::transitions::Past;
use sextant_server::retention::{Retention, sweep};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component};

const DAY: i64 = 86_400_000;

/// That everything has a description, from so many days ago until in so many.
fn described(began: i64, due: i64) -> String {
    let of = |days: i64| day(now_ms() + days * DAY);
    format!(
        "apiVersion: sextant.dev/v1\nkind: Initiative\nmetadata: {{name: described}}\nspec:\n  rules: \
         [documentation/has-description]\n  startsOn: {}\n  dueOn: {}\n",
        of(-began),
        of(due)
    )
}

on_both_engines! {
    async fn a_past_that_is_replayed_gives_an_initiative_its_days(world) {
        let without = component("orders").replace("  description: Does orders.\n", "");
        let now = now_ms();
        let scratch = world.data.path().join("past");
        let past = Past::of(world.store.clone(), &scratch, now - 20 * DAY).await.unwrap();
        let mut past = past.expect("nothing is there yet");
        world.write("orders.yaml", &without);
        past.until(now - 20 * DAY).await.unwrap();
        world.sync().await;
        past.until(now - 10 * DAY).await.unwrap();
        world.write("orders.yaml", component("orders"));
        // It is written as late as that, and has its days from the first one on.
        world.write("initiative.yaml", described(12, 10));
        world.sync().await;
        past.finish(now).await.unwrap();

        let query = InitiativeQuery::default();
        let told = world.portal.initiative_burndown("described", &query).await.unwrap();
        let left: Vec<u64> = told.days.iter().map(|day| day.counts.left()).collect();
        assert_eq!(left, [[1; 3].as_slice(), &[0; 10]].concat(), "{:?}", told.days);
        assert_eq!((told.days[0].day.as_str(), told.pending), (day(now - 12 * DAY).as_str(), false));
        let told = world.portal.initiative("described", &query).await.unwrap();
        assert_eq!((told.state, told.counts.reached), (InitiativeState::Reached, 1));

        // Whoever asks for something else sees nothing of what was counted before, until it is counted anew.
        world.write("initiative.yaml", described(15, 10));
        world.sync().await;
        let told = world.portal.initiative_burndown("described", &query).await.unwrap();
        assert!(told.pending && told.days.len() == 1, "{told:?}");
        let live = world.cell.load();
        DayWriter::default().write(&world.store, &live, &day(now_ms())).await.unwrap();
        let days = world.store.read().await.unwrap().initiative_points(None, ("organisation", ""), "").await.unwrap();
        assert_eq!(days.len(), 16);
    }

    async fn days_go_when_they_are_too_old_to_be_told(world) {
        world.write("orders.yaml", component("orders"));
        world.write("initiative.yaml", described(3, 3));
        world.sync().await;
        let rows = ["2020-01-01", "2020-01-02"].map(|day| sextant_server::store::InitiativeDayRow {
            initiative: "described".to_owned(),
            day: day.to_owned(),
            grouped: "organisation".to_owned(),
            part: String::new(),
            counts: "{}".to_owned(),
        });
        let mut tx = world.store.write().await.unwrap();
        tx.put_initiative_days(&rows).await.unwrap();
        tx.commit().await.unwrap();
        let swept = sweep(&world.store, &Retention::default(), now_ms()).await.unwrap();
        assert_eq!(swept.initiative_days, 2);
    }
}
