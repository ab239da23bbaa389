//! What the graph answers, and how long it takes, over a company whose services depend on each other as they do: few on
//! nearly everything, and nearly everything on a few.
//!
//! In the process itself, without HTTP and without a database; `cargo xtask bench graph` builds it, says how many
//! components there are, and puts what it prints into docs/benchmarks.md.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that cannot go on ends, and prints its figures")]

mod random;

use std::fmt::Write;
use std::hint::black_box;
use std::num::NonZero;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Direction, GraphQuery, ImpactQuery, PathQuery};
use sextant_server::follow::LiveCell;
use sextant_server::graph::{graph, impact, paths, transitive_measures, what_if};
use sextant_server::insights::survey;
use sextant_server::live::change::{EntityChange, EntityVersion};
use sextant_server::live::{Build, Live};
use sextant_server::portal::CatalogPortal;
use sextant_server::search::SearchReader;
use sextant_server::store::Store;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use self::random::Random;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Components that are decoded and taken in at once.
const SHARE: usize = 10_000;
/// Nothing is asked for longer: the rest of the questions is left out then, and the number of runs says so.
const ENOUGH: Duration = Duration::from_secs(15);
/// From what people see to what everything stands on.
const LAYERS: u64 = 6;
/// One dependency in so many goes to the same layer, where it may close a cycle.
const ASTRAY_IN: u64 = 33;

/// From 0 up to 1.
fn fraction(random: &mut Random) -> f64 {
    (random.next() >> 11) as f64 / (1_u64 << 53) as f64
}

/// Picks by a power law: the first few are picked again and again, and which those are says nothing of their number.
struct Popular {
    sums: Vec<f64>,
    order: Vec<u64>,
}

impl Popular {
    fn new(count: u64, exponent: f64, random: &mut Random) -> Self {
        let mut sum = 0.0;
        let sums = (1..=count).map(|rank| {
            sum += (rank as f64).powf(-exponent);
            sum
        });
        let sums = sums.collect();
        let mut order: Vec<u64> = (0..count).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, usize::try_from(random.below(last as u64 + 1)).unwrap());
        }
        Self { sums, order }
    }

    fn pick(&self, random: &mut Random) -> u64 {
        let wanted = fraction(random) * self.sums.last().unwrap();
        self.order[self.sums.partition_point(|sum| *sum < wanted).min(self.order.len() - 1)]
    }
}

struct Company {
    components: u64,
    random: Random,
    layers: Vec<u8>,
    popular: Popular,
    apis: Popular,
    dependents: Vec<u32>,
}

impl Company {
    fn new(components: u64) -> Self {
        let mut random = Random(7);
        let layers = (0..components).map(|_| u8::try_from(random.below(LAYERS)).unwrap()).collect();
        let popular = Popular::new(components, 0.95, &mut random);
        let apis = Popular::new((components / 10).max(1), 0.8, &mut random);
        Self { components, random, layers, popular, apis, dependents: vec![0; usize::try_from(components).unwrap()] }
    }

    /// The descriptor of a component, and of the API that one in ten provides.
    fn component(&mut self, number: u64) -> String {
        let random = &mut self.random;
        let mut text = format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: component-{number}\n  description: \
             Keeps what component {number} is told, and tells whoever asks.\n  tags: [rust, team-{}]\n  labels: {{tier: \
             '{}'}}\n  annotations: {{example.com/slug: example/component-{number}}}\nspec:\n  type: service\n  lifecycle: \
             production\n  owner: team-{}\n  system: system-{}\n",
            random.below(20),
            random.below(4) + 1,
            random.below(self.components / 50 + 1),
            random.below(self.components / 40 + 1),
        );
        let layer = self.layers[usize::try_from(number).unwrap()];
        let mut chosen = Vec::new();
        for _ in 0..random.below(7) {
            // Towards what lies below; what is picked wrongly is picked again, a few times.
            let below = |other: u64, random: &mut Random| {
                let of = self.layers[usize::try_from(other).unwrap()];
                of < layer || of == layer && random.below(ASTRAY_IN) == 0
            };
            let found = (0..8).find_map(|_| Some(self.popular.pick(random)).filter(|other| below(*other, random)));
            chosen.extend(found.filter(|other| *other != number && !chosen.contains(other)));
        }
        if !chosen.is_empty() {
            text.push_str("  dependsOn:\n");
        }
        for other in chosen {
            self.dependents[usize::try_from(other).unwrap()] += 1;
            let _ = writeln!(text, "    - component:component-{other}");
        }
        if random.below(2) == 0 {
            let _ = writeln!(text, "  consumesApis: [api-{}]", self.apis.pick(random));
        }
        if number.is_multiple_of(10) {
            let api = number / 10;
            let _ = write!(
                text,
                "  providesApis: [api-{api}]\n---\napiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: \
                 api-{api}\nspec:\n  type: openapi\n  lifecycle: production\n  owner: team-{}\n  definition: 'openapi: \
                 3.1.0'\n",
                random.below(self.components / 50 + 1),
            );
        }
        text
    }

    /// The component that most others depend on directly.
    fn hub(&self) -> u64 {
        (0..).zip(&self.dependents).max_by_key(|(number, count)| (**count, u64::MAX - number)).unwrap().0
    }
}

fn decoded(text: &str) -> Vec<EntityVersion> {
    let documents = decode("catalog-info.yaml", text.as_bytes(), &DecodeOptions::default()).documents;
    let version = |outcome| match outcome {
        DocumentOutcome::Entity(entity) => Some(EntityVersion {
            uid: format!("uid of {}", entity.entity_ref()).into(),
            revision: 1,
            created_at: 0,
            changed_at: 0,
            changed_by: None,
            source: "bench".into(),
            path: "catalog-info.yaml".into(),
            stale: false,
            entity: entity.into(),
        }),
        _ => None,
    };
    documents.into_iter().map(|document| version(document.outcome).unwrap()).collect()
}

/// All entities in one snapshot, and what it took to put them together, decoding left out.
fn catalog(company: &mut Company) -> (Live, Duration) {
    let mut build = Build::new("bench", SearchReader::empty().unwrap());
    let mut took = Duration::ZERO;
    let mut number = 0;
    while number < company.components {
        let texts: Vec<String> =
            (number..company.components).take(SHARE).map(|number| company.component(number)).collect();
        number += texts.len() as u64;
        let workers = thread::available_parallelism().map_or(1, NonZero::get);
        let versions: Vec<EntityVersion> = thread::scope(|scope| {
            let shares = texts.chunks(texts.len().div_ceil(workers));
            let working: Vec<_> = shares
                .map(|share| scope.spawn(|| share.iter().flat_map(|text| decoded(text)).collect::<Vec<_>>()))
                .collect();
            working.into_iter().flat_map(|working| working.join().unwrap()).collect()
        });
        let start = Instant::now();
        build.add(&versions);
        took += start.elapsed();
    }
    let start = Instant::now();
    let live = build.finish(1);
    (live, took + start.elapsed())
}

struct Table(String);

impl Table {
    fn row(&mut self, what: &str, mut times: Vec<Duration>) {
        times.sort_unstable();
        let at = |hundredths: usize| times[(times.len() - 1) * hundredths / 100].as_secs_f64() * 1_000.0;
        let _ = writeln!(self.0, "| {what} | {} | {:.2} | {:.2} | {:.2} |", times.len(), at(50), at(99), at(100));
    }

    fn timed<T>(&mut self, what: &str, times: usize, mut run: impl FnMut(usize) -> T) {
        // Once to warm up.
        black_box(run(0));
        let took = |number| {
            let start = Instant::now();
            let result = black_box(run(number));
            let took = start.elapsed();
            drop(result);
            took
        };
        let began = Instant::now();
        self.row(what, (1..=times).take_while(|_| began.elapsed() < ENOUGH).map(took).collect());
    }
}

/// MiB that are resident.
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    value.and_then(|value| value.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) >> 10
}

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
    let mut table = Table(String::new());

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
        company.dependents[usize::try_from(hub).unwrap()],
        impact.total,
    );
    println!("| | runs | median, ms | 99 %, ms | longest, ms |\n| --- | ---: | ---: | ---: | ---: |\n{}", table.0);
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

fn put(text: &str) -> EntityChange {
    EntityChange::Put(decoded(text).swap_remove(0))
}
