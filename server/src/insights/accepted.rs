//! Somebody's word, in a descriptor, that a finding is to stay: the annotation `sextant.dev/accept-RULE` with the value
//! `until 2027-01-31: why`, on any entity that the finding names.

use jiff::civil::Date;

use super::finding::Acceptance;
use super::{Found, Ground, Rule};
use crate::graph::GraphView;

/// Entities of a path that are asked.
const ASKED: usize = 20;

/// What is said of a finding.
pub(super) enum Said {
    /// Nothing.
    Nothing,
    /// It is to stay, or was until a day that is over.
    Accepted(Acceptance),
    /// What nobody understands, and how to write it.
    Unclear(String),
}

/// What the entities of the finding say of it, its subject first.
pub(super) fn said(ground: &Ground<'_>, rule: &Rule, found: &Found, today: Date) -> Said {
    let key = format!("sextant.dev/accept-{}", rule.id);
    let graph = ground.live.graph();
    let others = found.path.iter().copied().filter(|&slot| slot != found.subject).take(ASKED);
    for slot in std::iter::once(found.subject).chain(others) {
        let Some(value) = graph.entity(slot).and_then(|entity| entity.annotation(&key)) else { continue };
        let by = ground.entity_ref(slot).clone();
        return match parse(&value) {
            Some((until, reason)) => Said::Accepted(Acceptance {
                reason: reason.to_owned(),
                until: until.to_string(),
                expired: until < today,
                by,
            }),
            None => Said::Unclear(format!(
                "the annotation {key} of {by} is not understood; write the last day and the reason: `until 2027-01-31: \
                 replaced in January`"
            )),
        };
    }
    Said::Nothing
}

fn parse(value: &str) -> Option<(Date, &str)> {
    let rest = value.trim().strip_prefix("until ")?;
    let (day, reason) = rest.split_once(':')?;
    let reason = reason.trim();
    (!reason.is_empty()).then_some(())?;
    Some((day.trim().parse().ok()?, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_reason_are_both_asked_for() {
        let day = "2027-01-31".parse().unwrap();
        assert_eq!(parse(" until 2027-01-31: moves in January "), Some((day, "moves in January")));
        for unclear in ["", "yes", "until 2027-01-31", "until 2027-01-31: ", "until soon: why", "until 2027-02-30: why"]
        {
            assert_eq!(parse(unclear), None, "{unclear}");
        }
    }
}
