//! How an initiative stands: a word, and in words why.

use catalog_schema::wire::{Initiative, InitiativePace, InitiativeState};
use leptos::prelude::*;

use crate::components::counted;

/// The state as a mark: a colour beside a word.
pub(crate) fn standing_mark(state: InitiativeState) -> AnyView {
    let class = match state {
        InitiativeState::OnTrack | InitiativeState::Reached => "state-mark state-good",
        InitiativeState::AtRisk => "state-mark state-fair",
        InitiativeState::Overdue | InitiativeState::Invalid => "state-mark state-poor",
        _ => "state-mark",
    };
    view! { <span class=class>{state.title()}</span> }.into_any()
}

/// Why it is said to stand so; nothing where the word says all.
pub(super) fn why(initiative: &Initiative) -> Option<String> {
    match (initiative.state, &initiative.pace) {
        (InitiativeState::OnTrack | InitiativeState::AtRisk, Some(pace)) => Some(by_pace(pace)),
        (InitiativeState::Running, _) => Some("Seven days have to be known before a pace can be told.".to_owned()),
        (InitiativeState::Overdue, _) => Some(format!(
            "{} not there, though its last day is over.",
            counted(initiative.counts.left(), "entity is", "entities are")
        )),
        (InitiativeState::Empty, _) => {
            Some("None of its rules applies to anything that it is about and the catalog has.".to_owned())
        }
        (InitiativeState::Planned, _) => Some("It has not started yet; this is how far everybody is today.".to_owned()),
        (InitiativeState::Draft, _) => Some("It asks nothing of anybody until it is published.".to_owned()),
        (InitiativeState::Ended, _) => Some("It was ended; this is how far everybody is today.".to_owned()),
        _ => None,
    }
}

/// `6 are left and 10 days: 4.2 a week are needed, and 3.5 a week were done in the last 14 days.`
fn by_pace(pace: &InitiativePace) -> String {
    let left = counted(pace.left, "entity is left", "entities are left");
    let needed = a_week(pace.left, pace.days_left);
    let days = counted(pace.days.into(), "day", "days");
    let done = match pace.left_then.checked_sub(pace.left) {
        Some(done) => format!("{} a week were done in the last {days}", a_week(done, pace.days)),
        None => format!("{days} ago there were {}", pace.left_then),
    };
    let room = counted(pace.days_left.into(), "day", "days");
    format!("{left} with {room} to go, today among them: {needed} a week are needed, and {done}.")
}

/// With one digit.
fn a_week(count: u64, days: u32) -> String {
    let count = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let rounded = (count * 7.0 / f64::from(days.max(1)) * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pace_is_told_with_what_it_takes() {
        let pace = InitiativePace { since: String::new(), days: 14, left_then: 13, left: 6, days_left: 10 };
        assert_eq!(
            by_pace(&pace),
            "6 entities are left with 10 days to go, today among them: 4.2 a week are needed, and 3.5 a week were done in the last 14 days."
        );
        let worse = InitiativePace { left_then: 4, ..pace };
        assert!(
            by_pace(&worse).ends_with("4.2 a week are needed, and 14 days ago there were 4."),
            "{}",
            by_pace(&worse)
        );
    }
}
