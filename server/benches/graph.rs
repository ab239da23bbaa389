//! What the graph answers, and how long it takes, over a company whose services depend on each other as they do: few on
//! nearly everything, and nearly everything on a few.
//!
//! In the process itself, without HTTP and without a database; `cargo xtask bench graph` builds it, says how many
//! components there are, and puts what it prints into docs/benchmarks.md.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that cannot go on ends, and prints its figures")]

mod company;
mod random;
mod table;

use std::sync::Arc;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Direction, GraphQuery, ImpactQuery, PathQuery};
use sextant_server::follow::LiveCell;
use sextant_server::graph::{graph, impact, paths, transitive_measures, what_if};
use sextant_server::insights::survey;
use sextant_server::live::Live;
use sextant_server::live::change::EntityChange;
use sextant_server::portal::CatalogPortal;
use sextant_server::store::Store;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use self::company::{Company, catalog, put};
use self::random::Random;
use self::table::{HEAD, Table, resident};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let components: u64 =
        std::env::var("SEXTANT_BENCH_COMPONENTS").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let mut company = Company::new(components);
    let (live, took) = catalog(&mut company);
    let hub = company.hub();
    let hub_ref = format!("component:default/component-{hub}");
    let mut random = Random(11);
    let some: Vec<String> =
        (0..1_001).map(|_| format!("component:default/component-{}", random.below(components))).collect();
    let mut table = Table::default();

    let around = |root: &String, depth| {
        let query =
            GraphQuery { root: root.clone(), direction: Direction::Both, depth: Some(depth), relations: Vec::new() };
        graph(&live, &query).unwrap()
    };
    table.timed("neighbourhood, one step", 1_000, |number| around(&some[number], 1));
    table.timed("neighbourhood, two steps", 200, |number| around(&some[number], 2));
    let hit = |root: &String| impact(&live, &ImpactQuery { root: root.clone(), ..ImpactQuery::default() }).unwrap();
    table.timed("impact of any component, first 200", 1_000, |number| hit(&some[number]));
    table.timed("impact of the largest hub, first 200", 100, |_| hit(&hub_ref));
    table.timed("shortest path between any two", 500, |number| {
        let query = PathQuery { from: some[number].clone(), to: some[number + 500].clone(), ..PathQuery::default() };
        paths(&live, &query).unwrap()
    });
    table.timed("shortest path from any to the largest hub", 500, |number| {
        paths(&live, &PathQuery { from: some[number].clone(), to: hub_ref.clone(), ..PathQuery::default() }).unwrap()
    });
    let changes: Vec<EntityChange> =
        (0..201).map(|_| random.below(components)).map(|number| put(&company.component(number))).collect();
    table.timed("a component changes its dependencies", 200, |number| {
        live.apply(2, std::slice::from_ref(&changes[number]))
    });
    let entity_ref: EntityRef = hub_ref.parse().unwrap();
    let hub_entity = entity_ref.clone();
    let removal = [EntityChange::Remove { uid: format!("uid of {hub_ref}").into(), entity_ref }];
    table.timed("the largest hub is removed", 20, |_| live.apply(2, &removal));
    table.timed("reach, depth, articulation, criticality of all", 3, |_| transitive_measures(&live));
    let measures = transitive_measures(&live);
    let day = "2027-01-31".parse().unwrap();
    table.timed("all findings", 3, |_| survey(&live, &measures, day));
    let (changed, _) = live.apply(2, &removal[..]);
    table.timed("impact of the largest hub before and after it went", 20, |_| what_if(&live, &changed, &hub_entity));
    let drawings = Drawings::new(&live);
    table.timed("drawing of the 2,000 nearest of the largest hub", 20, |_| drawings.around(&hub_ref));

    let impact = hit(&hub_ref);
    println!(
        "{} entities, {} of them components; put together in {:.1} s, decoding left out; {} MiB resident in the end. The \
         largest hub has {} direct dependents and hits {}.\n",
        live.entity_count(),
        components,
        took.as_secs_f64(),
        resident(),
        company.dependents(hub),
        impact.total,
    );
    println!("{HEAD}{}", table.0);
}

/// The page's drawings, the question to the graph included.
struct Drawings {
    runtime: Runtime,
    portal: CatalogPortal,
    _data: TempDir,
}

impl Drawings {
    fn new(live: &Live) -> Self {
        let (runtime, data) = (Runtime::new().unwrap(), tempfile::tempdir().unwrap());
        let store = runtime.block_on(Store::open_sqlite(&data.path().join("sextant.db"))).unwrap();
        let portal = CatalogPortal::new(store, Arc::new(LiveCell::new(live.clone())));
        Self { runtime, portal, _data: data }
    }

    fn around(&self, root: &str) -> String {
        let query = web::Query::parse(&format!("root={root}&group=each"));
        self.runtime.block_on(web::graph_svg(&self.portal, &query)).unwrap()
    }
}
