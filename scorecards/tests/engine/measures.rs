//! What rules may say of how an entity hangs together with others.

use catalog_schema::wire::Outcome;
use scorecards::{Facts, MeasureFacts};

use crate::support::{Placed, bare, engine, rule};

#[test]
fn a_rule_may_count_dependents_and_dependencies() {
    let entity = bare();
    let measures = MeasureFacts { dependents: 3, dependencies: 1, instability: Some(25) };
    let outcome = |expression: &str, measures: MeasureFacts| {
        let (engine, errors) = engine(rule(expression));
        assert!(errors.is_empty(), "{errors:?}");
        let around = Placed { measures, ..Placed::default() };
        let facts = Facts { around: &around, ..Facts::of(&entity) };
        engine.evaluate(&facts).remove(0).rules.remove(0)
    };
    let found = outcome("measures.dependents > 2 && measures.dependencies < 2 && measures.instability == 25", measures);
    assert_eq!(found.outcome, Outcome::Pass, "{}", found.message);
    assert_eq!(found.evidence["measures.dependents"], 3);
    assert_eq!(found.evidence["measures.instability"], 25);
    let alone = outcome("measures.instability == null && measures.dependents == 0", MeasureFacts::default());
    assert_eq!(alone.outcome, Outcome::Pass, "{}", alone.message);
}
