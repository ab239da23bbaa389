//! Sums of many entities are what counting each by itself gives, however they are grouped.

use catalog_schema::wire::Outcome;
use proptest::prelude::*;
use scorecards::{LevelDefinition, Rollup, RuleDefinition, ScorecardDefinition, Verdict};

const DAY: &str = "2026-12-01";

/// Five rules: two for bronze, one for silver, one without a level, and one that does not count yet.
fn definition() -> ScorecardDefinition {
    let level = |name: &str| LevelDefinition { name: name.to_owned(), title: name.to_owned(), color: None };
    let rule = |id: &str, weight, level: Option<&str>, from: Option<&str>| RuleDefinition {
        id: id.to_owned(),
        weight,
        level: level.map(str::to_owned),
        effective_from: from.map(str::to_owned),
        ..RuleDefinition::default()
    };
    ScorecardDefinition {
        name: "tried".to_owned(),
        levels: vec![level("bronze"), level("silver")],
        rules: vec![
            rule("a", 10, Some("bronze"), None),
            rule("b", 20, Some("bronze"), Some("2026-11-01")),
            rule("c", 30, Some("silver"), None),
            rule("d", 7, None, None),
            rule("e", 100, Some("bronze"), Some("2027-01-01")),
        ],
        ..ScorecardDefinition::default()
    }
}

type Verdicts = Vec<Option<Verdict>>;

fn any_verdicts() -> impl Strategy<Value = Verdicts> {
    let verdict =
        (prop::sample::select(vec![Outcome::Pass, Outcome::Fail, Outcome::Unknown, Outcome::Exempt]), 0..100_u8)
            .prop_map(|(outcome, percent)| Verdict {
                outcome,
                percent: match outcome {
                    Outcome::Pass => 100,
                    Outcome::Fail => percent,
                    Outcome::Unknown | Outcome::Exempt => 0,
                },
            });
    prop::collection::vec(prop::option::of(verdict), 5)
}

fn naive(entities: &[&Verdicts]) -> Rollup {
    let definition = definition();
    let counts = |rule: usize, outcome: Outcome| {
        let is_it = |verdicts: &&&Verdicts| verdicts[rule].is_some_and(|verdict| verdict.outcome == outcome);
        entities.iter().filter(is_it).count() as u64
    };
    let is = |verdicts: &Verdicts, rule: usize, outcomes: &[Outcome]| {
        verdicts[rule].is_some_and(|verdict| outcomes.contains(&verdict.outcome))
    };
    let holds = |verdicts: &Verdicts, rules: &[usize]| {
        rules.iter().all(|&rule| verdicts[rule].is_none() || is(verdicts, rule, &[Outcome::Pass, Outcome::Exempt]))
    };
    let bronze = |verdicts: &Verdicts| holds(verdicts, &[0, 1]);
    let silver = |verdicts: &Verdicts| bronze(verdicts) && holds(verdicts, &[2]);
    let count = |what: &dyn Fn(&Verdicts) -> bool| entities.iter().filter(|verdicts| what(verdicts)).count() as u64;
    let any = |verdicts: &Verdicts, outcome| (0..4).any(|rule| is(verdicts, rule, &[outcome]));
    let mut all = Rollup {
        entities: entities.len() as u64,
        failing: count(&|verdicts| any(verdicts, Outcome::Fail)),
        unknown: count(&|verdicts| !any(verdicts, Outcome::Fail) && any(verdicts, Outcome::Unknown)),
        levels: vec![count(&|verdicts| bronze(verdicts) && !silver(verdicts)), count(&silver)],
        without_level: count(&|verdicts| !bronze(verdicts)),
        ..Rollup::of(&definition)
    };
    all.passing = all.entities - all.failing - all.unknown;
    for rule in 0..5 {
        let of = &mut all.rules[rule];
        of.passed = counts(rule, Outcome::Pass);
        of.failed = counts(rule, Outcome::Fail);
        of.unknown = counts(rule, Outcome::Unknown);
        of.exempt = counts(rule, Outcome::Exempt);
        if rule < 4 {
            let weight = u64::from(definition.rules[rule].weight);
            all.max += weight * (of.passed + of.failed);
            let judged = entities.iter().filter_map(|verdicts| verdicts[rule]);
            all.score += judged.map(|verdict| weight * u64::from(verdict.percent) / 100).sum::<u64>();
        }
    }
    all
}

proptest! {
    #[test]
    fn sums_are_what_counting_gives(entities in prop::collection::vec((0..4_usize, any_verdicts()), 0..40)) {
        let definition = definition();
        let mut groups = vec![Rollup::of(&definition); 4];
        for (group, verdicts) in &entities {
            groups[*group].add(&definition, verdicts, DAY);
        }
        for (number, group) in groups.iter().enumerate() {
            let of_group: Vec<&Verdicts> =
                entities.iter().filter(|(of, _)| *of == number).map(|(_, verdicts)| verdicts).collect();
            prop_assert_eq!(group, &naive(&of_group));
        }
        let mut all = Rollup::of(&definition);
        groups.iter().for_each(|group| all.join(group));
        prop_assert_eq!(all, naive(&entities.iter().map(|(_, verdicts)| verdicts).collect::<Vec<_>>()));
    }
}
