//! How far everybody is, and day by day.

use leptos::prelude::*;

use super::load::ScorecardPage;
use crate::address::encode;
use crate::charts::{Line, against, line, percent, points_line, share};
use crate::components::Span;
use crate::pages::scorecards::counts::spread;
use crate::pages::scorecards::standing::compared;

/// The share of points with its line, and the spread over levels.
pub(super) fn standing(page: &ScorecardPage) -> AnyView {
    let scorecard = &page.scorecard;
    let points = points_line(&page.days);
    let reached = share(scorecard.score, scorecard.max).map(|share| {
        let span = Span::of(page.state.days.as_deref());
        let against = against(&page.days, (scorecard.score, scorecard.max), page.now, span);
        view! {
            <p class="scorecard-standing">
                <a class="number" href="#ranking">
                    {percent(share)}
                </a>
                " of the points "
                {against.as_ref().map(compared)}
            </p>
        }
    });
    let drawn = line(&Line {
        id: "points".to_owned(),
        title: "Points reached of those that could be".to_owned(),
        written: percent,
        points: &points,
        columns: &["Share", "Points", "Entities"],
    });
    let csv = format!("/api/v1/scorecards/{}/trend.csv", encode(&scorecard.name));
    view! {
        <section aria-labelledby="standing">
            <div class="activity-head">
                <h2 id="standing">"Where we stand"</h2>
                <p class="catalog-data">
                    <a href=csv>"Days as CSV"</a>
                </p>
            </div>
            {reached}
            {spread(scorecard, page.now)}
            {drawn}
        </section>
    }
    .into_any()
}
