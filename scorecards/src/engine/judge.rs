//! Verdicts without words: outcomes, points and levels, of no more rules than a change makes necessary.

use std::borrow::Cow;

use catalog_schema::wire::Outcome;

use super::applies::includes;
use super::compile::{Engine, Rule, Scorecard};
use crate::definition::Exemption;
use crate::facts::{FactGroup, FactGroups, FactReader, Facts, Levels, day};

/// What a rule came to, as far as points and levels go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// In one word.
    pub outcome: Outcome,
    /// What the entity gets of the rule's weight, 0 to 100.
    pub percent: u8,
}

/// What one scorecard makes of an entity, without words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The scorecard's place among [`Engine::definitions`].
    pub scorecard: usize,
    /// The place of the level reached among the scorecard's levels.
    pub level: Option<usize>,
    /// Points reached.
    pub score: u32,
    /// Points that could be reached.
    pub max: u32,
    /// Of the rules that apply, by their places in the definition.
    pub rules: Vec<(usize, Verdict)>,
}

/// What all scorecards make of an entity, without words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Of the scorecards that apply, in their order.
    pub standings: Vec<Standing>,
    /// How many rules were evaluated for it.
    pub evaluated: usize,
    /// When time alone may make it another one, in milliseconds since the Unix epoch; days on which rules or exemptions
    /// begin and end are not counted.
    pub deadline: Option<i64>,
}

/// What is known of what one scorecard made of an entity before.
#[derive(Clone, Debug, Default)]
pub struct Past<'a> {
    /// The level that the entity had reached, by name.
    pub level: Option<Cow<'a, str>>,
    /// What its rules had come to.
    pub rules: PastRules,
}

/// What the rules of a scorecard had come to.
#[derive(Clone, Debug, Default)]
pub enum PastRules {
    /// Nobody knows, or the scorecard was another one.
    #[default]
    Unknown,
    /// It did not apply.
    NotApplied,
    /// It did, and its rules had come to this, by their places; none for those that did not apply.
    Applied(Vec<Option<Verdict>>),
}

/// An engine that is about to judge many entities.
pub struct Judge<'e> {
    scorecards: Vec<Plan<'e>>,
}

/// A scorecard with what is the same for all entities.
struct Plan<'e> {
    place: usize,
    scorecard: &'e Scorecard,
    /// What has to change for it to apply, or not to apply any more.
    applies: FactGroups,
    rules: Vec<RulePlan<'e>>,
    /// Whether its results depend on what day it is.
    has_days: bool,
}

struct RulePlan<'e> {
    rule: &'e Rule,
    groups: FactGroups,
    /// The place of the level that needs it.
    level: Option<usize>,
}

impl Engine {
    /// Judges entities by outcomes alone, as lists show them.
    pub fn judge(&self) -> Judge<'_> {
        let published = self.scorecards.iter().filter(|scorecard| !scorecard.definition.is_draft);
        Judge { scorecards: published.map(Plan::new).collect() }
    }
}

impl Judge<'_> {
    /// What the entity is shown with until there was time to judge it: each scorecard that applies, as far as that is told
    /// without the levels of others, with every rule unknown.
    pub fn later(&self, facts: &Facts<'_>) -> Judged {
        let levels = Levels::new();
        let mut judged = Judged::default();
        for plan in &self.scorecards {
            let reader = FactReader::new(facts, &levels, &plan.scorecard.pushed);
            let applies = plan.scorecard.applies(facts, &reader);
            judged.standings.extend(applies.then(|| plan.later(&facts.entity.kind)));
        }
        judged.standings.sort_unstable_by_key(|standing| standing.scorecard);
        judged
    }

    /// What [`Engine::evaluate`] says of the entity, without the words.
    ///
    /// Given `only` those groups of facts changed since the results in `past`, which has an item for each of
    /// [`Engine::definitions`], no more rules are evaluated than read one of them, or of which nothing is known. All are
    /// evaluated where nobody says what changed.
    pub fn of(&self, facts: &Facts<'_>, only: Option<FactGroups>, past: &[Past<'_>]) -> Judged {
        let unknown = Past::default();
        let mut changed = only;
        let mut levels = Levels::new();
        let mut judged = Judged::default();
        for plan in &self.scorecards {
            let past = past.get(plan.place).unwrap_or(&unknown);
            let reader = FactReader::new(facts, &levels, &plan.scorecard.pushed);
            let standing = plan.applies(facts, &reader, changed, &past.rules).then(|| {
                let (standing, evaluated) = plan.judge(facts, &reader, changed, &past.rules);
                judged.evaluated += evaluated;
                standing
            });
            judged.deadline = judged.deadline.into_iter().chain(reader.deadline()).min();
            drop(reader);
            let level = standing.as_ref().and_then(|standing| plan.level(standing.level?));
            if level != past.level.as_deref() {
                changed = changed.map(|changed| changed.and(FactGroup::Levels.into()));
            }
            if let Some(level) = level {
                levels.insert(plan.scorecard.definition.name.clone(), level.to_owned());
            }
            judged.standings.extend(standing);
        }
        judged.standings.sort_unstable_by_key(|standing| standing.scorecard);
        judged
    }
}

impl<'e> Plan<'e> {
    fn new(scorecard: &'e Scorecard) -> Self {
        let definition = &scorecard.definition;
        let owner = (!definition.applies_to.owners.is_empty()).then_some(FactGroup::Owner);
        let when = scorecard.when.iter().flatten().flat_map(|when| when.groups().iter().copied());
        let rule = |rule: &'e Rule| RulePlan {
            rule,
            groups: rule.groups().into_iter().collect(),
            level: definition.levels.iter().position(|level| Some(&level.name) == rule.definition.level.as_ref()),
        };
        let is_dated = |rule: &Rule| rule.definition.effective_from.is_some();
        Self {
            place: scorecard.place,
            scorecard,
            applies: when.chain(owner).chain([FactGroup::Entity]).collect(),
            rules: scorecard.rules.iter().map(rule).collect(),
            has_days: !definition.exemptions.is_empty() || scorecard.rules.iter().any(is_dated),
        }
    }

    fn level(&self, place: usize) -> Option<&str> {
        self.scorecard.definition.levels.get(place).map(|level| level.name.as_str())
    }

    fn applies(
        &self,
        facts: &Facts<'_>,
        reader: &FactReader<'_>,
        changed: Option<FactGroups>,
        past: &PastRules,
    ) -> bool {
        match (past, changed) {
            (PastRules::Applied(_), Some(changed)) if !changed.meets(self.applies) => true,
            (PastRules::NotApplied, Some(changed)) if !changed.meets(self.applies) => false,
            _ => self.scorecard.applies(facts, reader),
        }
    }

    fn later(&self, kind: &str) -> Standing {
        let unknown = Verdict { outcome: Outcome::Unknown, percent: 0 };
        let rules = self.rules.iter().enumerate();
        let rules = rules.filter(|(_, plan)| includes(&plan.rule.definition.kinds, kind));
        let rules = rules.map(|(place, _)| (place, unknown)).collect();
        Standing { scorecard: self.place, level: None, score: 0, max: 0, rules }
    }

    /// With how many rules were evaluated.
    fn judge(
        &self,
        facts: &Facts<'_>,
        reader: &FactReader<'_>,
        changed: Option<FactGroups>,
        past: &PastRules,
    ) -> (Standing, usize) {
        let today = if self.has_days { day(facts.now) } else { String::new() };
        let exemptions = self.scorecard.exemptions(facts, &today);
        let mut evaluated = 0;
        let mut standing = Standing { scorecard: self.place, level: None, score: 0, max: 0, rules: Vec::new() };
        let mut is_held_back = vec![false; self.scorecard.definition.levels.len()];
        for (place, plan) in self.rules.iter().enumerate() {
            let definition = &plan.rule.definition;
            if !includes(&definition.kinds, &facts.entity.kind) {
                continue;
            }
            let kept = changed.filter(|changed| !changed.meets(plan.groups)).and_then(|_| past.of(place));
            let verdict = if exempts(&exemptions, &definition.id).is_some() {
                Verdict { outcome: Outcome::Exempt, percent: 0 }
            } else if let Some(kept) = kept.filter(|kept| kept.outcome != Outcome::Exempt) {
                kept
            } else {
                evaluated += 1;
                reader.begin();
                plan.rule.verdict(reader)
            };
            standing.rules.push((place, verdict));
            if definition.effective_from.as_deref().is_some_and(|from| from > today.as_str()) {
                continue;
            }
            standing.score = standing.score.saturating_add(definition.earned(verdict.percent));
            if matches!(verdict.outcome, Outcome::Pass | Outcome::Fail) {
                standing.max = standing.max.saturating_add(definition.weight);
            }
            if let Some(held_back) = plan.level.and_then(|level| is_held_back.get_mut(level)) {
                *held_back |= !matches!(verdict.outcome, Outcome::Pass | Outcome::Exempt);
            }
        }
        standing.level = is_held_back.iter().take_while(|held_back| !**held_back).count().checked_sub(1);
        (standing, evaluated)
    }
}

impl PastRules {
    fn of(&self, place: usize) -> Option<Verdict> {
        match self {
            Self::Applied(rules) => rules.get(place).copied().flatten(),
            Self::Unknown | Self::NotApplied => None,
        }
    }
}

impl Scorecard {
    /// Those that hold of the entity on a day.
    pub(super) fn exemptions(&self, facts: &Facts<'_>, today: &str) -> Vec<&Exemption> {
        let exemptions = &self.definition.exemptions;
        if exemptions.is_empty() {
            return Vec::new();
        }
        let entity_ref = facts.entity.entity_ref();
        let holds = |exemption: &&Exemption| {
            exemption.entity == entity_ref && exemption.expires.as_deref().is_none_or(|last| last >= today)
        };
        exemptions.iter().filter(holds).collect()
    }
}

/// The first that is about this rule.
pub(super) fn exempts<'a>(exemptions: &[&'a Exemption], rule: &str) -> Option<&'a Exemption> {
    let names = |exemption: &&&Exemption| exemption.rules.is_empty() || exemption.rules.iter().any(|id| id == rule);
    exemptions.iter().find(names).copied()
}

impl Rule {
    fn verdict(&self, facts: &FactReader<'_>) -> Verdict {
        let unknown = Verdict { outcome: Outcome::Unknown, percent: 0 };
        let Ok(compiled) = &self.compiled else { return unknown };
        match compiled.check.holds(facts) {
            Err(_) => unknown,
            Ok(true) => Verdict { outcome: Outcome::Pass, percent: 100 },
            Ok(false) => Verdict { outcome: Outcome::Fail, percent: compiled.share(facts) },
        }
    }
}
