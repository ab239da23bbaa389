//! Where a scorecard stands, and how that compares with a week ago.

use std::cmp::Ordering;

use catalog_schema::wire::{MoveList, Scorecard, ScorecardDay};
use leptos::prelude::*;

use crate::address::{scorecard_page, with_query};
use crate::charts::{Against, against, percent, points_line, share, spark};
use crate::components::{Span, count_link, day};

/// The share of points with a small line; nothing where there are no points to reach.
pub(super) fn standing(scorecard: &Scorecard, days: &[ScorecardDay], now: i64) -> Option<AnyView> {
    let points = points_line(days);
    let reached = share(scorecard.score, scorecard.max)?;
    let compared = against(days, (scorecard.score, scorecard.max), now, Span::Week).as_ref().map(compared);
    let title = format!("Points by {}, day by day", scorecard.title);
    Some(
        view! {
            <p class="scorecard-standing">
                {spark(&points, &title)}
                <a class="number" href=format!("{}#standing", scorecard_page(&scorecard.name))>
                    {percent(reached)}
                </a>
                " of the points "
                {compared}
            </p>
        }
        .into_any(),
    )
}

/// `down 3.2 from 75 % on 2026-11-22`.
pub(crate) fn compared(against: &Against) -> AnyView {
    let class = match against.order() {
        Ordering::Less => "compared compared-worse",
        Ordering::Greater => "compared compared-better",
        Ordering::Equal => "compared",
    };
    let at = if against.order().is_eq() { " since " } else { " on " };
    view! {
        <span class=class>
            {against.words()}
            {at}
            {day(&against.day)}
        </span>
    }
    .into_any()
}

/// What moved within the last days, with the way to each list; nothing where nothing did.
pub(super) fn moved(scorecard: &Scorecard, moves: &MoveList) -> Option<AnyView> {
    let counts = moves.counts.iter().find(|counts| counts.scorecard == scorecard.name)?;
    let list = |direction: &'static str| {
        format!("{}#moved", with_query(&scorecard_page(&scorecard.name), [("moved", direction)]))
    };
    let within = match moves.truncated {
        true => format!("Since {} ", moves.since.get(..10).unwrap_or_default()),
        false => "Within a week ".to_owned(),
    };
    Some(
        view! {
            <p class="scorecard-moved">
                {within}
                {count_link(counts.worse, list("worse"))}
                " for the worse, "
                {count_link(counts.better, list("better"))}
                " for the better."
            </p>
        }
        .into_any(),
    )
}
