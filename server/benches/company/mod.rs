//! A company that is made up, the same every time, as a snapshot.

use std::fmt::Write;
use std::num::NonZero;
use std::thread;
use std::time::{Duration, Instant};

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use sextant_server::live::change::{EntityChange, EntityVersion};
use sextant_server::live::{Build, Live};
use sextant_server::search::SearchReader;

use crate::random::Random;

/// Components that are decoded and taken in at once.
const SHARE: usize = 10_000;
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

/// A company whose services depend on each other as they do: few on nearly everything, and nearly everything on a few.
pub(crate) struct Company {
    components: u64,
    random: Random,
    layers: Vec<u8>,
    popular: Popular,
    apis: Popular,
    dependents: Vec<u32>,
}

impl Company {
    pub(crate) fn new(components: u64) -> Self {
        let mut random = Random(7);
        let layers = (0..components).map(|_| u8::try_from(random.below(LAYERS)).unwrap()).collect();
        let popular = Popular::new(components, 0.95, &mut random);
        let apis = Popular::new((components / 10).max(1), 0.8, &mut random);
        Self { components, random, layers, popular, apis, dependents: vec![0; usize::try_from(components).unwrap()] }
    }

    /// The descriptor of a component, and of the API that one in ten provides.
    pub(crate) fn component(&mut self, number: u64) -> String {
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

    /// How many depend on a component directly.
    pub(crate) fn dependents(&self, number: u64) -> u32 {
        self.dependents[usize::try_from(number).unwrap()]
    }

    /// The component that most others depend on directly.
    pub(crate) fn hub(&self) -> u64 {
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
            location: "bench".into(),
            path: "catalog-info.yaml".into(),
            stale: false,
            entity: entity.into(),
            derived: Default::default(),
        }),
        _ => None,
    };
    documents.into_iter().map(|document| version(document.outcome).unwrap()).collect()
}

/// All entities in one snapshot, and what it took to put them together, decoding left out.
pub(crate) fn catalog(company: &mut Company) -> (Live, Duration) {
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

/// The same component, described anew.
pub(crate) fn put(text: &str) -> EntityChange {
    EntityChange::Put(decoded(text).swap_remove(0))
}
