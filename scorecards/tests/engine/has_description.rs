//! Has a description.

use catalog_schema::model::Entity;
use catalog_schema::wire::{Outcome, RuleResult};
use scorecards::OwnerFacts;

use crate::support::{bare, builtin};

fn described(description: Option<&str>) -> RuleResult {
    let entity = Entity { description: description.map(str::to_owned), ..bare() };
    builtin("has-description", &entity, OwnerFacts::default())
}

#[test]
fn a_description_passes_and_is_measured_in_characters() {
    let result = described(Some("  Backt Brötchen.\n"));
    assert_eq!((result.outcome, result.message.as_str()), (Outcome::Pass, "The description has 15 characters."));
    assert_eq!(result.evidence["entity.description"], "  Backt Brötchen.\n");
}

#[test]
fn none_and_a_blank_one_fail_each_with_its_own_words() {
    assert_eq!(described(None).message, "There is no description.");
    for blank in ["", " \t\n", "\u{a0}\u{2003}"] {
        let result = described(Some(blank));
        assert_eq!(
            (result.outcome, result.message.as_str()),
            (Outcome::Fail, "The description is blank."),
            "{blank:?}"
        );
        assert!(result.fix.unwrap().contains("description:"));
    }
}

#[test]
fn a_long_description_is_cut_in_the_evidence() {
    let result = described(Some(&"ä".repeat(100_000)));
    assert_eq!(result.message, "The description has 100000 characters.");
    assert_eq!(result.evidence["entity.description"].as_str().unwrap().chars().count(), 301);
}
