//! Scorecards that read the levels of others are evaluated after them.

use std::collections::HashMap;
use std::ops::Range;

use super::compile::{DefinitionError, Scorecard};
use crate::expression::{ExpressionError, ExpressionProblem, LevelReads, closest};

/// Names less alike than this are not what was meant.
const ALIKE: f64 = 0.8;

/// That one scorecard reads the level of another, and where.
struct Read {
    /// The place of the scorecard that it reads.
    of: usize,
    rule: Option<usize>,
    part: String,
    span: Range<usize>,
}

/// Puts scorecards into the order in which they are evaluated. What reads the level of a scorecard that there is not, or
/// of one that waits for it in turn, is made unknown with the reason, like any rule with an error.
pub(super) fn order(mut scorecards: Vec<Scorecard>, errors: &mut Vec<DefinitionError>) -> Vec<Scorecard> {
    let names: Vec<String> = scorecards.iter().map(|scorecard| scorecard.definition.name.clone()).collect();
    let mut reads = Vec::new();
    for scorecard in &mut scorecards {
        reads.push(known_reads(scorecard, &names, errors));
    }
    let edges: Vec<Vec<usize>> = reads.iter().map(|reads| reads.iter().map(|read| read.of).collect()).collect();
    for (place, (scorecard, reads)) in scorecards.iter_mut().zip(&mut reads).enumerate() {
        reads.retain(|read| {
            let Some(mut way) = way(&edges, read.of, place) else { return true };
            way.insert(0, place);
            let way = way.into_iter().filter_map(|place| names.get(place).cloned()).collect();
            let error = ExpressionError::new(ExpressionProblem::Cycle(way), read.span.clone());
            errors.push(scorecard.give_up(read.rule, &read.part, error));
            false
        });
    }
    let mut depths = HashMap::new();
    let depths: Vec<usize> = (0..scorecards.len()).map(|place| depth(place, &reads, &mut depths)).collect();
    let mut ordered: Vec<(usize, Scorecard)> = depths.into_iter().zip(scorecards).collect();
    ordered.sort_by_key(|(depth, _)| *depth);
    ordered.into_iter().map(|(_, scorecard)| scorecard).collect()
}

/// What a scorecard reads of others, without what there is not.
fn known_reads(scorecard: &mut Scorecard, names: &[String], errors: &mut Vec<DefinitionError>) -> Vec<Read> {
    let own = scorecard.definition.name.clone();
    let mut reads = Vec::new();
    for (rule, part, start, levels) in scorecard.level_reads() {
        let shifted = |span: &Range<usize>| span.start + start..span.end + start;
        let others = names.iter().enumerate().filter(|(_, name)| **name != own);
        if let Some(span) = &levels.any {
            let read = |of| Read { of, rule, part: part.clone(), span: shifted(span) };
            reads.extend(others.clone().map(|(of, _)| read(of)));
        }
        for (name, span) in &levels.named {
            let span = shifted(span);
            match names.iter().position(|known| known == name) {
                Some(of) => reads.push(Read { of, rule, part: part.clone(), span }),
                None => {
                    let suggestion = closest(name, others.clone().map(|(_, name)| name.as_str()), ALIKE);
                    let suggestion = suggestion.map(str::to_owned);
                    let problem = ExpressionProblem::UnknownScorecard { name: name.clone(), suggestion };
                    errors.push(scorecard.give_up(rule, &part, ExpressionError::new(problem, span)));
                }
            }
        }
    }
    reads
}

/// By which scorecards one comes to another: both of them and those between.
fn way(edges: &[Vec<usize>], from: usize, to: usize) -> Option<Vec<usize>> {
    let mut came_from: HashMap<usize, usize> = HashMap::new();
    let mut open = vec![from];
    while let Some(place) = open.pop() {
        if place == to {
            let mut way = vec![to];
            let mut at = to;
            while at != from {
                at = *came_from.get(&at)?;
                way.push(at);
            }
            way.reverse();
            return Some(way);
        }
        for next in edges.get(place).into_iter().flatten() {
            if *next != from && !came_from.contains_key(next) {
                came_from.insert(*next, place);
                open.push(*next);
            }
        }
    }
    None
}

/// How long the longest chain is of scorecards that this one waits for; there are no cycles any more.
fn depth(place: usize, reads: &[Vec<Read>], known: &mut HashMap<usize, usize>) -> usize {
    if let Some(depth) = known.get(&place) {
        return *depth;
    }
    let waits: Vec<usize> = reads.get(place).into_iter().flatten().map(|read| read.of).collect();
    let depth = waits.into_iter().map(|of| depth(of, reads, known) + 1).max().unwrap_or(0);
    known.insert(place, depth);
    depth
}

impl Scorecard {
    /// The levels that its expressions read: the rule's place, the part of it, where in that part the expression begins.
    fn level_reads(&self) -> Vec<(Option<usize>, String, usize, LevelReads)> {
        let mut found = Vec::new();
        let mut note = |rule, part: String, start, levels: &LevelReads| {
            if *levels != LevelReads::default() {
                found.push((rule, part, start, levels.clone()));
            }
        };
        if let Some(Ok(when)) = &self.when {
            note(None, "appliesTo.when".to_owned(), 0, when.levels());
        }
        for (place, rule) in self.rules.iter().enumerate() {
            for (part, start, expression) in rule.compiled.iter().flat_map(|compiled| compiled.expressions()) {
                note(Some(place), part, start, expression.levels());
            }
        }
        found
    }

    /// The error, which makes the rule unknown for everyone; or the scorecard apply to nobody.
    fn give_up(&mut self, rule: Option<usize>, part: &str, error: ExpressionError) -> DefinitionError {
        let reason = format!("the rule's {part} is wrong: {error}");
        let rule = rule.and_then(|place| self.rules.get_mut(place));
        let id = rule.as_ref().map(|rule| rule.definition.id.clone());
        match rule {
            Some(rule) => rule.compiled = Err(reason),
            None => self.when = Some(Err(reason)),
        }
        DefinitionError { scorecard: self.definition.name.clone(), rule: id, part: part.to_owned(), error }
    }
}
