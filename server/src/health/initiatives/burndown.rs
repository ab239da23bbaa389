//! How an initiative stands, and how many were left day by day.

use catalog_schema::wire::{InitiativeBurndown, InitiativeCounts, InitiativeDay, InitiativePace, InitiativeState};
use jiff::civil::Date;
use scorecards::{InitiativeDefinition, Phase};

use super::board::{Board, Boards};
use super::tell::Share;

/// Days over which a pace is counted, and how many it takes to tell one: a few days tell more of weekends than of a pace.
pub(crate) const PACE: i64 = 14;
const LEAST: u32 = 7;

/// Who a burn-down is of, and the days of it that are written down, the oldest first.
pub(crate) struct Burndown<'a> {
    pub(crate) share: &'a Share,
    pub(crate) team: Option<String>,
    pub(crate) tree: bool,
    /// None where what is written down is of something else that it asked for, or nothing is.
    pub(crate) days: Option<Vec<InitiativeDay>>,
}

/// The days from the first on, today as it stands now. What is not known is not told.
pub(crate) fn burndown(boards: &Boards, board: &Board, of: Burndown<'_>) -> InitiativeBurndown {
    let (definition, today) = (&*board.definition, boards.day());
    let has_begun = definition.starts_on.as_str() <= today && definition.phase == Phase::Published;
    let pending = of.days.is_none() && has_begun && definition.starts_on.as_str() < today;
    let mut days = of.days.unwrap_or_default();
    if has_begun && board.unknown.is_empty() {
        days.retain(|known| known.day.as_str() < today);
        let counts = of.share.counts(board);
        days.push(InitiativeDay { day: today.to_owned(), counts });
    }
    InitiativeBurndown {
        initiative: definition.name.clone(),
        starts_on: definition.starts_on.clone(),
        due_on: definition.due_on.clone(),
        team: of.team,
        tree: of.tree,
        days,
        pending,
        revision: boards.live().revision(),
    }
}

/// How fast it goes, by the days that are known of it, the oldest first; none where that cannot be told, or nobody is left.
pub(super) fn pace(
    definition: &InitiativeDefinition,
    counts: &InitiativeCounts,
    today: &str,
    days: &[InitiativeDay],
) -> Option<InitiativePace> {
    let left = counts.left();
    let now: Date = today.parse().ok()?;
    let age = |day: &str| Some(now.since(day.parse::<Date>().ok()?).ok()?.get_days());
    let first = days.iter().find(|known| {
        known.day >= definition.starts_on && age(&known.day).is_some_and(|age| (1..=PACE).contains(&i64::from(age)))
    })?;
    let days = u32::try_from(age(&first.day)?).ok().filter(|days| *days >= LEAST)?;
    let days_left = age(&definition.due_on).map(|age| 1 - i64::from(age)).and_then(|left| u32::try_from(left).ok())?;
    let pace = InitiativePace { since: first.day.clone(), days, left_then: first.counts.left(), left, days_left };
    (left > 0 && days_left > 0).then_some(pace)
}

/// How it stands on a day (`2026-12-01`, UTC).
pub(super) fn state(
    definition: &InitiativeDefinition,
    is_invalid: bool,
    counts: &InitiativeCounts,
    today: &str,
    pace: Option<&InitiativePace>,
) -> InitiativeState {
    match definition.phase {
        Phase::Draft => return InitiativeState::Draft,
        Phase::Ended => return InitiativeState::Ended,
        Phase::Published => {}
    }
    if is_invalid {
        return InitiativeState::Invalid;
    }
    if counts.counted() == 0 {
        return InitiativeState::Empty;
    }
    if today < definition.starts_on.as_str() {
        return InitiativeState::Planned;
    }
    if counts.left() == 0 {
        return InitiativeState::Reached;
    }
    if today > definition.due_on.as_str() {
        return InitiativeState::Overdue;
    }
    match pace {
        Some(pace) if pace.is_enough() => InitiativeState::OnTrack,
        Some(_) => InitiativeState::AtRisk,
        None => InitiativeState::Running,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(left: u64) -> InitiativeCounts {
        InitiativeCounts { entities: 20, reached: 20 - left, failing: left, ..InitiativeCounts::default() }
    }

    fn day(day: &str, left: u64) -> InitiativeDay {
        InitiativeDay { day: day.to_owned(), counts: counts(left) }
    }

    fn initiative() -> InitiativeDefinition {
        InitiativeDefinition {
            starts_on: "2026-11-01".to_owned(),
            due_on: "2026-12-10".to_owned(),
            ..InitiativeDefinition::default()
        }
    }

    fn told(today: &str, left: u64, days: &[InitiativeDay]) -> InitiativeState {
        let (definition, counts) = (initiative(), counts(left));
        let pace = pace(&definition, &counts, today, days);
        state(&definition, false, &counts, today, pace.as_ref())
    }

    #[test]
    fn the_pace_of_the_last_days_against_the_one_that_it_takes() {
        // Ten days are left, today among them: at half a one a day, five more will be there.
        let days = [day("2026-11-05", 20), day("2026-11-17", 12), day("2026-11-20", 9)];
        assert_eq!(told("2026-12-01", 5, &days), InitiativeState::OnTrack);
        assert_eq!(told("2026-12-01", 6, &days), InitiativeState::AtRisk);
        let pace = pace(&initiative(), &counts(5), "2026-12-01", &days).unwrap();
        assert_eq!((pace.since.as_str(), pace.days, pace.days_left), ("2026-11-17", 14, 10));
        assert_eq!(told("2026-12-01", 12, &days), InitiativeState::AtRisk, "nothing moves");
    }

    #[test]
    fn nothing_is_guessed() {
        assert_eq!(told("2026-12-01", 5, &[]), InitiativeState::Running, "no day is known");
        assert_eq!(told("2026-12-01", 5, &[day("2026-11-28", 9)]), InitiativeState::Running, "three days are too few");
        assert_eq!(told("2026-12-01", 5, &[day("2026-11-02", 9)]), InitiativeState::Running, "long ago is no pace");
        let nobody = state(&initiative(), false, &InitiativeCounts::default(), "2026-12-01", None);
        assert_eq!(nobody, InitiativeState::Empty);
    }

    #[test]
    fn days_decide_before_paces_do() {
        let days = [day("2026-11-17", 12)];
        assert_eq!(told("2026-10-31", 5, &days), InitiativeState::Planned);
        assert_eq!(told("2026-12-10", 1, &days), InitiativeState::Running, "the last day is one of its days");
        assert_eq!(told("2026-12-11", 1, &days), InitiativeState::Overdue);
        assert_eq!(told("2026-12-11", 0, &days), InitiativeState::Reached);
        let unknown = InitiativeCounts { entities: 1, unknown: 1, ..InitiativeCounts::default() };
        let told = state(&initiative(), false, &unknown, "2026-12-11", None);
        assert_eq!(told, InitiativeState::Overdue, "what nobody knows is not reached");
    }
}
