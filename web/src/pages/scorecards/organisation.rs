//! The whole organisation in figures, with the share of points day by day.

use catalog_schema::wire::Scorecard;
use leptos::prelude::*;

use super::list::ListPage;
use crate::address::catalog_page;
use crate::charts::{Line, against, line, percent, points_line, share, summed};
use crate::components::{Span, stat};
use crate::pages::scorecards::standing::compared;

/// Figures over all scorecards, each leading to what it counts, and their line.
pub(super) fn organisation(page: &ListPage) -> AnyView {
    let judged = &page.judged;
    let total = |of: fn(&Scorecard) -> u64| page.list.items.iter().map(of).sum::<u64>();
    let (score, max) = (total(|scorecard| scorecard.score), total(|scorecard| scorecard.max));
    let by_health = |verdict: &str| Some(catalog_page([("health", verdict)]));
    let days = summed(&page.trends);
    let points = points_line(&days);
    let score = share(score, max).map(|share| {
        let against = against(&days, (score, max), page.now, Span::Week);
        view! {
            <div class="stat">
                <dt>"Points"</dt>
                <dd class="number">
                    <a class="number" href="#scorecards">
                        {percent(share)}
                    </a>
                    " "
                    {against.as_ref().map(compared)}
                </dd>
            </div>
        }
    });
    let drawn = line(&Line {
        id: "organisation-points".to_owned(),
        title: "Points reached of all that could be, over all scorecards".to_owned(),
        written: percent,
        points: &points,
        columns: &["Share", "Points", "Judged, once by each scorecard"],
    });
    view! {
        <section aria-labelledby="organisation">
            <h2 id="organisation">"The organisation"</h2>
            <dl class="stats">
                {score}
                {stat("Judged", judged.all(), Some(catalog_page([("filter", "health")])))}
                {stat("Pass every rule", judged.passing, by_health("pass"))}
                {stat("Fail a rule", judged.failing, by_health("fail"))}
                {stat("Not all known", judged.unknown, by_health("unknown"))}
            </dl>
            {drawn}
        </section>
    }
    .into_any()
}
