//! How long it takes to judge a company: everything by every rule, what follows from one change, and to make the pages that
//! show it.
//!
//! In the process itself, without HTTP, and with an empty database; `cargo xtask bench scorecards` builds it, says how many
//! components and rules there are, and puts what it prints into docs/benchmarks.md.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that cannot go on ends, and prints its figures")]

mod company;
mod pages;
mod random;
mod table;

use std::sync::Arc;

use scorecards::{Engine, LevelDefinition, RuleDefinition, ScorecardDefinition};
use sextant_server::clock::{day, now_ms};
use sextant_server::graph::transitive_measures;
use sextant_server::health::{Judging, judge_all};
use sextant_server::insights::{Survey, survey};
use sextant_server::live::Live;
use sextant_server::live::change::EntityChange;

use self::company::{Company, catalog, put};
use self::random::Random;
use self::table::{HEAD, Table, resident};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rules of one scorecard.
const RULES: usize = 10;
/// What rules ask, one after the other: of the entity, its owner, what is around it, its measures, and findings.
const EXPRESSIONS: [&str; 10] = [
    "entity.description != null && size(entity.description) > 20",
    "entity.tier <= 2 || entity.lifecycle != 'production'",
    "size(entity.tags) > 0 && 'rust' in entity.tags",
    "entity.annotations.exists(key, key.startsWith('example.com/'))",
    "size(links.runbook) > 0 || size(links.documentation) > 0",
    "owner.exists && owner.members >= 2",
    "dependencies.all(other, other.exists && other.lifecycle != 'deprecated')",
    "measures.dependents < 100 || entity.tier == 1",
    "measures.reach < 1000 && !measures.in_cycle",
    "!findings.exists(found, found.rule == 'tier-inversion' && found.is_subject)",
];
/// 2027-01-31.
const NOW: i64 = 1_801_353_600_000;

fn setting(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// So many rules in scorecards of ten, each with two levels.
fn definitions(rules: usize) -> Vec<ScorecardDefinition> {
    let level = |name: &str| LevelDefinition { name: name.to_owned(), title: name.to_owned(), color: None };
    let rule = |number: usize| RuleDefinition {
        id: format!("rule-{number}"),
        title: format!("Rule {number}"),
        weight: 10,
        level: Some(if number.is_multiple_of(2) { "bronze" } else { "silver" }.to_owned()),
        expression: EXPRESSIONS[number % EXPRESSIONS.len()].to_owned(),
        ..RuleDefinition::default()
    };
    let card = |first: usize| ScorecardDefinition {
        name: format!("scorecard-{first}"),
        levels: ["bronze", "silver"].map(level).into(),
        rules: (first..rules.min(first + RULES)).map(rule).collect(),
        ..ScorecardDefinition::default()
    };
    (0..rules).step_by(RULES).map(card).collect()
}

/// The snapshot after a change, with the results and sums that follow.
fn changed(live: &Live, known: &Survey, change: &EntityChange) -> Live {
    let (next, affected) = live.apply(2, std::slice::from_ref(change));
    let results = Judging::new(&next, known, NOW).after(live.engine()).changed(&affected.evaluate);
    next.judged(&results.of).counted_after(live, &day(now_ms()))
}

fn main() {
    let components = setting("SEXTANT_BENCH_COMPONENTS", 10_000) as u64;
    let rules = setting("SEXTANT_BENCH_RULES", 50);
    let mut company = Company::new(components);
    let (engine, errors) = Engine::new(definitions(rules));
    assert!(errors.is_empty(), "{errors:?}");
    let live = catalog(&mut company).0.with_engine(Arc::new(engine));
    let measures = Arc::new(transitive_measures(&live));
    let found = survey(&live, &measures, "2027-01-31".parse().unwrap());
    let known = Survey::new(&live, measures, found, Arc::default());
    let before = resident();
    let judged = judge_all(live.clone(), &known, NOW).0;
    let after = resident();
    judged.count(None, &day(now_ms()));
    let counted = resident();
    let mut random = Random(11);
    let hub = company.hub();
    let mut describe = |number| put(&company.component(number));
    let changes: Vec<EntityChange> = (0..201).map(|_| describe(random.below(components))).collect();
    let hubs: Vec<EntityChange> = (0..21).map(|_| describe(hub)).collect();

    let mut table = Table::default();
    table.timed("counting of all groups by every scorecard", 2, |_| {
        let anew = judged.clone().counted_after(&live, &day(now_ms()));
        anew.count(None, &day(now_ms()));
        anew
    });
    table.timed("every entity by every rule", 2, |_| judge_all(live.clone(), &known, NOW));
    table.timed("a component changes, and all results that follow", 200, |number| {
        changed(&judged, &known, &changes[number])
    });
    table.timed("the largest hub changes, and all results that follow", 20, |number| {
        changed(&judged, &known, &hubs[number])
    });
    pages::time(&mut table, known.clone(), |number| changed(&judged, &known, &changes[number]));
    println!(
        "{} entities, {components} of them components, and {rules} rules; {before} MiB resident before they are judged, \
         {after} MiB after, {counted} MiB with the sums of all groups. {} components depend directly on the largest hub.\n",
        live.entity_count(),
        company.dependents(hub),
    );
    println!("{HEAD}{}", table.0);
}
