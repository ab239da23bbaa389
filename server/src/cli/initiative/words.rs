//! Initiatives in words.

use catalog_schema::wire::{Initiative, InitiativeCounts, InitiativePace, InitiativeState};

use crate::cli::graph::counted;

/// `12 of 20 there, 6 left, 2 not known, 1 exempt`; what is none is not said.
pub(super) fn progress(counts: &InitiativeCounts) -> String {
    if counts.entities == 0 {
        return "about nobody".to_owned();
    }
    let mut said = vec![format!("{} of {} there", counts.reached, counts.counted())];
    let more = [(counts.failing, "left"), (counts.unknown, "not known"), (counts.exempt, "exempt")];
    said.extend(more.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")));
    said.join(", ")
}

/// What is asked for: a level, or rules.
pub(super) fn asks(initiative: &Initiative) -> String {
    match &initiative.level {
        Some(level) => format!("{} of {}", level.title, level.scorecard),
        None => {
            let rules: Vec<String> =
                initiative.rules.iter().map(|rule| format!("{}/{}", rule.scorecard, rule.rule)).collect();
            rules.join(", ")
        }
    }
}

/// `On track: 5 left in 10 days; 9 were done in the last 14 days.`
pub(super) fn state(initiative: &Initiative) -> String {
    let title = initiative.state.title();
    match &initiative.pace {
        Some(pace) if initiative.state.is_open() => format!("{title}: {}", pace_words(pace)),
        _ if initiative.state == InitiativeState::Running => format!("{title}: too few days are known to tell a pace"),
        _ => title.to_owned(),
    }
}

fn pace_words(pace: &InitiativePace) -> String {
    let left = format!("{} left in {}", pace.left, counted(pace.days_left.into(), "day", "days"));
    let days = counted(pace.days.into(), "day", "days");
    match pace.left_then.checked_sub(pace.left) {
        Some(0) => format!("{left}; none was done in the last {days}"),
        Some(done) => format!("{left}; {done} done in the last {days}"),
        None => format!("{left}; {} more than {days} ago", pace.left - pace.left_then),
    }
}
