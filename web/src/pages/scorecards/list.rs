//! `/scorecards`: the organisation, and every scorecard with how far everybody is, what moved, and what fails most.

use std::cmp::Reverse;

use catalog_schema::wire::{
    FacetQuery, MoveList, MoveQuery, Problem, RollupBy, Scorecard, ScorecardDay, ScorecardList, ScorecardRule,
    ScorecardState,
};
use leptos::prelude::*;

use super::counts::{all_of, failing, spread};
use super::organisation::organisation;
use super::scope::scope;
use super::standing::{moved, standing};
use crate::address::{catalog_page, scorecard_page};
use crate::components::{counted, markdown};
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// Rules of a scorecard that are named, those first that the most fail.
const WORST: usize = 3;
/// Days that are drawn.
pub(super) const DAYS: u32 = 90;

/// All that the page shows.
pub(super) struct ListPage {
    pub(super) list: ScorecardList,
    /// The days of each scorecard, in the order of the list.
    pub(super) trends: Vec<Vec<ScorecardDay>>,
    pub(super) judged: Judged,
    pub(super) moves: MoveList,
    /// In milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// How many entities the scorecards judge, and how these stand.
#[derive(Default)]
pub(super) struct Judged {
    pub(super) passing: u64,
    pub(super) failing: u64,
    pub(super) unknown: u64,
}

impl Judged {
    pub(super) fn all(&self) -> u64 {
        self.passing + self.failing + self.unknown
    }
}

async fn judged(portal: &dyn Portal) -> Result<Judged, Problem> {
    let query = FacetQuery { facet: vec!["health".to_owned()], ..FacetQuery::default() };
    let counts = portal.facets(&query).await?.facets.remove("health").unwrap_or_default();
    let of = |verdict: &str| counts.iter().filter(|count| count.value == verdict).map(|count| count.count).sum();
    Ok(Judged { passing: of("pass"), failing: of("fail"), unknown: of("unknown") })
}

/// All scorecards.
///
/// # Errors
/// What the portal answers.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let portal = &*portal.frozen();
    let list = portal.scorecard_list().await?;
    let mut trends = Vec::new();
    for scorecard in &list.items {
        trends.push(portal.scorecard_trend(&scorecard.name, RollupBy::Organisation, None, DAYS).await?.days);
    }
    let judged = judged(portal).await?;
    let moves = portal.moves(&MoveQuery { limit: Some(1), ..MoveQuery::default() }).await?;
    let page = ListPage { list, trends, judged, moves, now: request.now };
    let page = Page::new("Scorecards", move || view(&page)).in_section(Section::Scorecards);
    Ok(page.with_json("/api/v1/scorecards".to_owned()))
}

fn view(page: &ListPage) -> AnyView {
    let body = match page.list.items.is_empty() {
        true => view! {
            <div class="empty">
                <h2>"There is no scorecard"</h2>
                <p>"A scorecard is a descriptor of the kind Scorecard, in a source that may bring that kind."</p>
            </div>
        }
        .into_any(),
        false => {
            let items = page.list.items.iter().zip(&page.trends);
            let items = items.map(|(item, days)| scorecard(page, item, days)).collect_view();
            view! {
                {organisation(page)}
                <ul class="scorecard-list" id="scorecards">
                    {items}
                </ul>
            }
            .into_any()
        }
    };
    view! {
        <div class="scorecards-page">
            <div class="activity-head">
                <h1>"Scorecards"</h1>
                <p class="catalog-data">
                    <a href="/initiatives">"Initiatives"</a>
                    <a href="/exemptions">"Exemptions"</a>
                    <a href="/api/v1/moves.csv">"What moved, as CSV"</a>
                    <a href="/api/v1/fixes.csv">"What to mend, as CSV"</a>
                    <a href="/api/v1/scorecards">"This page as JSON"</a>
                </p>
            </div>
            {body}
        </div>
    }
    .into_any()
}

fn scorecard(page: &ListPage, scorecard: &Scorecard, days: &[ScorecardDay]) -> AnyView {
    let id = format!("scorecard.{}", scorecard.name);
    let labelled_by = id.clone();
    let draft = (scorecard.state == ScorecardState::Draft).then(|| {
        view! { <p class="scorecard-draft">"Draft: it is checked, and nothing is judged by it yet."</p> }
    });
    let entities = counted(scorecard.entities, "entity", "entities");
    let entities = match scorecard.entities {
        0 => entities.into_any(),
        _ => view! { <a href=all_of(scorecard)>{entities}</a> }.into_any(),
    };
    let judged = (scorecard.state == ScorecardState::Published).then(|| {
        view! {
            {standing(scorecard, days, page.now)}
            {spread(scorecard, page.now)}
            {moved(scorecard, &page.moves)}
            {worst(scorecard)}
        }
    });
    view! {
        <li>
            <section class="scorecard-item" aria-labelledby=labelled_by>
                <h2 id=id>
                    <a href=scorecard_page(&scorecard.name)>{scorecard.title.clone()}</a>
                </h2>
                {markdown(&scorecard.description)}
                <p class="scorecard-scope">
                    {scope(&scorecard.applies_to)} " · " {entities} " · "
                    {counted(scorecard.rules.len() as u64, "rule", "rules")}
                </p>
                {draft}
                {judged}
            </section>
        </li>
    }
    .into_any()
}

fn worst(scorecard: &Scorecard) -> Option<AnyView> {
    let mut rules: Vec<&ScorecardRule> = scorecard.rules.iter().filter(|rule| rule.failed > 0).collect();
    rules.sort_by_key(|rule| Reverse(rule.failed));
    let rows = rules.iter().take(WORST).map(|rule| {
        let id = super::counts::rule_id(scorecard, rule);
        view! {
            <li>
                <a href=catalog_page([("failing", id.as_str())])>{rule.title.clone()}</a>
                <span class="failing-count">
                    {failing(scorecard, rule)} {if rule.failed == 1 { " fails" } else { " fail" }}
                </span>
            </li>
        }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h3>"Failed most"</h3>
            <ol class="scorecard-worst">{rows}</ol>
        }
        .into_any()
    })
}
