//! What an initiative asks for, found among the scorecards that there are.

use super::data::{Asks, InitiativeDefinition};
use crate::definition::{RuleDefinition, ScorecardDefinition, nearest, shorten};
use crate::engine::Engine;

/// A rule that an initiative asks for.
#[derive(Clone, Copy, Debug)]
pub struct AskedRule<'a> {
    /// The scorecard that it is of.
    pub scorecard: &'a ScorecardDefinition,
    /// The rule.
    pub rule: &'a RuleDefinition,
    /// It is asked for by name, and so before the day from which on it counts, too.
    pub by_name: bool,
}

/// A name in an initiative that stands for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPart {
    /// Where it stands in the descriptor, as a JSON pointer.
    pub pointer: String,
    /// What is wrong, in a sentence that stands alone.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl AskedRule<'_> {
    /// Whether it is asked for on a day (`2026-12-01`, UTC): of a level, rules that are only announced are not part yet.
    pub fn counts_on(&self, day: &str) -> bool {
        self.by_name || self.rule.counts_on(day)
    }
}

impl InitiativeDefinition {
    /// The rules that it asks for, those of a level being all of the level and of those below it.
    ///
    /// # Errors
    /// Every name that stands for nothing, or for a draft, by which nothing is judged. Scorecards come and go without the
    /// initiative, so that this is found out against those of now.
    pub fn asked<'a>(&self, engine: &'a Engine) -> Result<Vec<AskedRule<'a>>, Vec<UnknownPart>> {
        match &self.asks {
            Asks::Level { scorecard, level } => level_of(engine, scorecard, level).map_err(|unknown| vec![unknown]),
            Asks::Rules(rules) => {
                let mut asked: Vec<AskedRule<'a>> = Vec::with_capacity(rules.len());
                let mut unknown = Vec::new();
                for (place, named) in rules.iter().enumerate() {
                    let pointer = format!("/spec/rules/{place}");
                    match rule(engine, &named.scorecard, &named.rule, pointer) {
                        Ok(found) => asked.push(found),
                        Err(part) => unknown.push(part),
                    }
                }
                if unknown.is_empty() { Ok(asked) } else { Err(unknown) }
            }
        }
    }
}

fn scorecard<'a>(engine: &'a Engine, name: &str, pointer: &str) -> Result<&'a ScorecardDefinition, UnknownPart> {
    let found = engine.definitions().find(|known| known.name == name);
    let at = |message: String, help: String| UnknownPart { pointer: pointer.to_owned(), message, help };
    match found {
        None => {
            let help = match nearest(name, engine.definitions().map(|known| known.name.as_str())) {
                Some(known) => format!("did you mean {known}?"),
                None => format!(
                    "there are {}",
                    engine.definitions().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ")
                ),
            };
            Err(at(format!("there is no scorecard \"{}\"", shorten(name)), help))
        }
        Some(known) if known.is_draft => Err(at(
            format!("the scorecard {name} is a draft, by which nothing is judged"),
            "publish the scorecard, or leave the initiative a draft until then".to_owned(),
        )),
        Some(known) => Ok(known),
    }
}

fn level_of<'a>(engine: &'a Engine, name: &str, level: &str) -> Result<Vec<AskedRule<'a>>, UnknownPart> {
    let scorecard = scorecard(engine, name, "/spec/scorecard")?;
    let Some(target) = scorecard.levels.iter().position(|known| known.name == level) else {
        let names: Vec<&str> = scorecard.levels.iter().map(|known| known.name.as_str()).collect();
        let help = match nearest(level, names.iter().copied()) {
            Some(known) => format!("did you mean {known}?"),
            None if names.is_empty() => "it has no levels: name `rules` instead".to_owned(),
            None => format!("write one of {}", names.join(", ")),
        };
        let message = format!("the scorecard {name} has no level \"{}\"", shorten(level));
        return Err(UnknownPart { pointer: "/spec/level".to_owned(), message, help });
    };
    let needed = |rule: &&RuleDefinition| {
        scorecard.levels[..=target].iter().any(|level| rule.level.as_deref() == Some(level.name.as_str()))
    };
    Ok(scorecard.rules.iter().filter(needed).map(|rule| AskedRule { scorecard, rule, by_name: false }).collect())
}

fn rule<'a>(engine: &'a Engine, of: &str, id: &str, pointer: String) -> Result<AskedRule<'a>, UnknownPart> {
    let scorecard = scorecard(engine, of, &pointer)?;
    if let Some(rule) = scorecard.rules.iter().find(|rule| rule.id == id) {
        return Ok(AskedRule { scorecard, rule, by_name: true });
    }
    let elsewhere = engine.definitions().find(|known| known.rules.iter().any(|rule| rule.id == id));
    let help = match (nearest(id, scorecard.rules.iter().map(|rule| rule.id.as_str())), elsewhere) {
        (Some(rule), _) => format!("did you mean {rule}?"),
        (None, Some(other)) => format!("did you mean {}/{id}?", other.name),
        (None, None) => "write the id of one of its rules, or scorecard/rule".to_owned(),
    };
    Err(UnknownPart { pointer, message: format!("the scorecard {of} has no rule \"{}\"", shorten(id)), help })
}
