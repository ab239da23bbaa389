//! Every built-in rule has a page, the page says what the rule does, and what it says is what people see.

use std::collections::BTreeSet;
use std::path::PathBuf;

use catalog_schema::wire::Outcome;
use scorecards::{RuleDefinition, ScorecardDefinition, builtin_scorecards, facts};

use super::case::Case;
use super::{api_contract, documentation, microservice_architecture, ownership, production_readiness, security_basics};

fn page(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/rules").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rules() -> Vec<(ScorecardDefinition, RuleDefinition)> {
    let cards = builtin_scorecards().into_iter();
    cards.flat_map(|card| card.rules.clone().into_iter().map(move |rule| (card.clone(), rule))).collect()
}

fn all_cases() -> Vec<Case> {
    [
        production_readiness::cases(),
        ownership::cases(),
        documentation::cases(),
        api_contract::cases(),
        security_basics::cases(),
        microservice_architecture::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The facts that an expression names, in the order of their reference.
fn facts_of(expression: &str) -> Vec<&'static str> {
    // What stands between quotation marks is text.
    let bare: String = expression.split('"').step_by(2).collect();
    let words: BTreeSet<&str> = bare.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).collect();
    let names = |fact: &str| {
        words.iter().any(|word| word.strip_prefix(fact).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    };
    facts().map(|fact| fact.name).filter(|fact| names(fact)).collect()
}

#[test]
fn every_built_in_rule_has_a_page_that_says_what_it_does() {
    for (card, rule) in rules() {
        let page = page(&format!("{}.md", rule.id));
        assert_eq!(page.lines().next(), Some(format!("# {}", rule.title).as_str()));
        let kinds = if rule.kinds.is_empty() { &card.applies_to.kinds } else { &rule.kinds };
        let of_type = match card.applies_to.types.is_empty() {
            true => String::new(),
            false => format!(" of type {}", card.applies_to.types.join(", ")),
        };
        let facts: Vec<String> = facts_of(&rule.expression).iter().map(|fact| format!("`{fact}`")).collect();
        let mut lines = vec![
            format!("| rule | `{}` |", rule.id),
            format!("| scorecard | {} (`{}`) |", card.title, card.name),
            format!("| weight | {} |", rule.weight),
            format!("| applies to | {}{of_type} |", kinds.join(", ")),
            format!("| facts | {} |", facts.join(", ")),
            format!("```cel\n{}\n```", rule.expression),
        ];
        let level = card.levels.iter().find(|level| Some(&level.name) == rule.level.as_ref());
        lines.extend(level.map(|level| format!("| level | {} |", level.title)));
        for part in ["Why", "What it looks at", "What it says", "How to make it pass"] {
            lines.push(format!("## {part}"));
        }
        for line in lines {
            assert!(page.contains(&format!("\n{line}\n")), "docs/rules/{}.md has no {line:?}", rule.id);
        }
        assert_eq!(rule.level.is_some(), page.contains("\n| level |"), "{}", rule.id);
    }
}

#[test]
fn what_a_page_says_is_what_people_see() {
    let cases = all_cases();
    for (_, rule) in rules() {
        let page = page(&format!("{}.md", rule.id));
        let mut told = 0;
        for (word, outcome) in [("pass", Outcome::Pass), ("fail", Outcome::Fail)] {
            for message in page.lines().filter_map(|line| line.strip_prefix(&format!("| {word} | "))) {
                let message = message.trim_end_matches(" |");
                let is_seen = |case: &Case| case.rule == rule.id && case.outcome == outcome && case.message == message;
                assert!(cases.iter().any(is_seen), "no case of {} says {message:?}", rule.id);
                told += usize::from(outcome == Outcome::Fail);
            }
        }
        assert_eq!(told, rule.failures.len(), "docs/rules/{}.md does not tell every way to fail", rule.id);
        let is_unknown = cases.iter().any(|case| case.rule == rule.id && case.outcome == Outcome::Unknown);
        assert_eq!(page.contains("\nIt is unknown, which costs no points, if "), is_unknown, "{}", rule.id);
    }
}

#[test]
fn every_rule_is_tried_with_all_that_it_may_say() {
    let cases = all_cases();
    for (_, rule) in rules() {
        let id = rule.id.as_str();
        let of = |outcome| cases.iter().filter(move |case| case.rule == id && case.outcome == outcome);
        assert!(of(Outcome::Pass).next().is_some(), "{} is never passed", rule.id);
        let fixes: BTreeSet<String> = of(Outcome::Fail).filter_map(|case| case.judged().fix).collect();
        let all: BTreeSet<String> = rule.failures.iter().map(|failure| failure.fix.clone()).collect();
        assert_eq!(fixes, all, "{}", rule.id);
        for fix in all {
            assert!(fix.contains("```yaml\n"), "{} shows no example of how to mend it", rule.id);
        }
    }
}

#[test]
fn the_list_of_rules_is_whole() {
    let list = page("README.md");
    for card in builtin_scorecards() {
        assert!(list.contains(&format!("\n## {}\n", card.title)), "{}", card.title);
        assert!(list.replace('\n', " ").contains(&card.description), "{}", card.description);
        for rule in &card.rules {
            let level = card.levels.iter().find(|level| Some(&level.name) == rule.level.as_ref());
            let level = level.map(|level| format!(" {} |", level.title)).unwrap_or_default();
            let line = format!("| [`{0}`]({0}.md) | {1} | {2} |{level}", rule.id, rule.title, rule.weight);
            assert!(list.lines().any(|other| other == line), "docs/rules/README.md has no line {line:?}");
        }
    }
}

#[test]
fn the_points_of_a_scorecard_are_a_hundred_and_ids_are_unique() {
    for card in builtin_scorecards() {
        assert_eq!(card.rules.iter().map(|rule| rule.weight).sum::<u32>(), 100, "{}", card.name);
    }
    let ids: BTreeSet<String> = rules().into_iter().map(|(_, rule)| rule.id).collect();
    assert_eq!(ids.len(), rules().len());
}
