//! How the team's scorecards stand, what got worse and better since a while ago, and what to mend next.

use catalog_schema::wire::{MoveList, TeamScorecard};
use leptos::prelude::*;

use super::load::TeamPage;
use crate::address::{encode, scorecard_page, team_page, with_query};
use crate::charts::{against, percent, points_line, share, spark};
use crate::components::{Span, count_link, fixes_list, level_bar, moves_cut, moves_table, number};
use crate::pages::initiatives::initiatives_table;
use crate::pages::scorecards::compared;

/// Fixes that are shown; the table to save has more.
const FIXES: usize = 8;

/// The section; nothing where no scorecard applies to anything that the team owns.
pub(super) fn health(page: &TeamPage) -> Option<AnyView> {
    if page.standing.scorecards.is_empty() {
        return None;
    }
    Some(
        view! {
            <section class="team-health" aria-labelledby="health">
                <div class="activity-head">
                    <h2 id="health">"Health"</h2>
                    <p class="catalog-data">
                        <a href=asked(page, "/api/v1/moves.csv", &[("days", &page.span.days().to_string())])>
                            "What moved, as CSV"
                        </a>
                        <a href=asked(page, "/api/v1/fixes.csv", &[])>"What to mend, as CSV"</a>
                    </p>
                </div>
                {spans(page)}
                {scorecards(page)}
                {exempt(page)}
                {initiatives(page)}
                {worse(page)}
                {better(page)}
                {fixes(page)}
            </section>
        }
        .into_any(),
    )
}

/// An address that is asked for what this team owns.
fn asked(page: &TeamPage, path: &str, more: &[(&str, &str)]) -> String {
    let team = [("team", page.group.entity_ref.as_str())];
    let tree = page.with_inner.then_some(("tree", "true"));
    with_query(path, team.into_iter().chain(tree).chain(more.iter().copied()))
}

fn scorecards(page: &TeamPage) -> AnyView {
    let ago = format!("Against {}", page.span.ago());
    let rows = page.standing.scorecards.iter().zip(&page.trends).map(|(scorecard, days)| {
        let counts = &scorecard.counts;
        let against = against(days, (counts.score, counts.max), page.now, page.span);
        let title = format!("Points by {}, day by day", scorecard.title);
        let drawn = spark(&points_line(days), &title);
        view! {
            <tr>
                <th scope="row" class="row-name">
                    <a href=scorecard_page(&scorecard.scorecard)>{scorecard.title.clone()}</a>
                </th>
                <td data-label="Points" class="figure">{points(page, scorecard)}</td>
                <td data-label=ago.clone()>{against.as_ref().map(compared)}</td>
                <td data-label="90 days" class="team-spark">
                    {drawn}
                    {csv(page, scorecard)}
                </td>
                <td data-label="Levels" class="ranking-levels">{levels(page, scorecard)}</td>
                <td data-label="Entities" class="figure">{entities(page, scorecard)}</td>
            </tr>
        }
    });
    view! {
        <table class="rows">
            <caption class="visually-hidden">"Scorecards with what they come to"</caption>
            <thead>
                <tr>
                    <th scope="col">"Scorecard"</th>
                    <th scope="col" class="figure">"Points"</th>
                    <th scope="col">{ago.clone()}</th>
                    <th scope="col">"90 days"</th>
                    <th scope="col">"Levels"</th>
                    <th scope="col" class="figure">"Entities"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn points(page: &TeamPage, scorecard: &TeamScorecard) -> AnyView {
    let (score, max) = (scorecard.counts.score, scorecard.counts.max);
    let Some(share) = share(score, max) else { return view! { <span class="absent">"–"</span> }.into_any() };
    let exact = format!("{} of {} points", number(score), number(max));
    let list = page.scope.catalog(&[("filter", &format!("scorecard={}", scorecard.scorecard))]);
    view! {
        <a class="number" href=list title=exact>
            {percent(share)}
        </a>
    }
    .into_any()
}

fn entities(page: &TeamPage, scorecard: &TeamScorecard) -> AnyView {
    let list = page.scope.catalog(&[("filter", &format!("scorecard={}", scorecard.scorecard))]);
    count_link(scorecard.counts.entities, list)
}

/// The days as a table to save.
fn csv(page: &TeamPage, scorecard: &TeamScorecard) -> AnyView {
    let path = format!("/api/v1/scorecards/{}/trend.csv", encode(&scorecard.scorecard));
    let by = if page.with_inner { "tree" } else { "team" };
    let address = with_query(&path, [("by", by), ("of", page.group.entity_ref.as_str())]);
    let of_what = format!(" by {}, as CSV", scorecard.title);
    view! {
        <a href=address>
            "Days"
            <span class="visually-hidden">{of_what}</span>
        </a>
    }
    .into_any()
}

/// How many are at each level, the highest first; each count leads to them.
fn levels(page: &TeamPage, scorecard: &TeamScorecard) -> Option<AnyView> {
    let counts = &scorecard.counts;
    if counts.levels.is_empty() {
        return None;
    }
    let at = |level: &str| page.scope.catalog(&[("filter", &format!("level={}/{level}", scorecard.scorecard))]);
    let reached = counts.levels.iter().rev().filter(|level| level.entities > 0).map(|level| {
        view! { <li>{level.title.clone()} " " {count_link(level.entities, at(&level.name))}</li> }
    });
    let none = (counts.without_level > 0)
        .then(|| view! { <li>"no level " {count_link(counts.without_level, at("none"))}</li> });
    Some(
        view! {
            {level_bar(&counts.levels, counts.entities)}
            <ul class="share-keys">{reached.collect_view()} {none}</ul>
        }
        .into_any(),
    )
}

/// What initiatives ask of what the team carries, with its own share; nothing where none does.
fn initiatives(page: &TeamPage) -> Option<AnyView> {
    let items = &page.initiatives.items;
    if items.is_empty() {
        return None;
    }
    let team = [("team", page.group.entity_ref.as_str())];
    let tree = page.with_inner.then_some(("tree", "true"));
    let narrowed: Vec<(&str, &str)> = team.into_iter().chain(tree).collect();
    Some(
        view! {
            <h3 id="initiatives">"Initiatives"</h3>
            {initiatives_table(items, &narrowed, page.now)}
        }
        .into_any(),
    )
}

/// What to compare with.
fn spans(page: &TeamPage) -> AnyView {
    let address = team_page(&page.group.entity_ref);
    let tree = page.tree_said();
    let chips = Span::ALL.map(|span| {
        let here = (page.span == span).then_some("true");
        let said = span.said();
        let asked = tree.into_iter().chain(said.as_deref().map(|days| ("days", days)));
        view! {
            <li>
                <a class="chip" href=format!("{}#health", with_query(&address, asked)) aria-current=here>
                    <span class="chip-value">{span.title()}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label="What it is compared with">
            <ul class="chips">{chips.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// Who need not pass a rule for a while; nothing where nobody asked for that.
fn exempt(page: &TeamPage) -> Option<AnyView> {
    let (held, waiting) = page.exempt;
    if held + waiting == 0 {
        return None;
    }
    let list = |state| with_query("/exemptions", [("state", state), ("team", page.group.entity_ref.as_str())]);
    Some(
        view! {
            <p class="teams-note">
                "Exemptions of what it owns: " {count_link(held, list("approved"))} " in force, "
                {count_link(waiting, list("waiting"))} " waiting for a decision."
            </p>
        }
        .into_any(),
    )
}

fn worse(page: &TeamPage) -> AnyView {
    let empty = format!("Nothing is worse than {}.", page.span.ago());
    let body = match page.worse.items.is_empty() {
        true => view! { <p class="absent">{empty}</p> }.into_any(),
        false => moves_table(&page.worse.items, page.now, true),
    };
    moved(page, &page.worse, "Worse", body)
}

/// Nothing where nothing is.
fn better(page: &TeamPage) -> Option<AnyView> {
    let items = &page.better.items;
    (!items.is_empty()).then(|| moved(page, &page.better, "Better", moves_table(items, page.now, true)))
}

fn moved(page: &TeamPage, moves: &MoveList, title: &'static str, body: AnyView) -> AnyView {
    let id = title.to_lowercase();
    let rest = moves.total.saturating_sub(moves.items.len() as u64);
    let days = page.span.days().to_string();
    let csv = asked(page, "/api/v1/moves.csv", &[("days", days.as_str()), ("direction", id.as_str())]);
    let more = (rest > 0).then(|| {
        view! {
            <p class="pager">
                <a href=csv>{format!("{} more in the table as CSV", number(rest))}</a>
            </p>
        }
    });
    view! {
        <h3 id=id>
            {format!("{title} than {} ", page.span.ago())} <span class="count number">{moves.total}</span>
        </h3>
        {moves_cut(moves)}
        {body}
        {more}
    }
    .into_any()
}

fn fixes(page: &TeamPage) -> AnyView {
    let standing = &page.standing;
    let shown = standing.fixes.get(..FIXES.min(standing.fixes.len())).unwrap_or_default();
    let rest = standing.fixes_total.saturating_sub(shown.len() as u64);
    let more = (rest > 0).then(|| {
        view! {
            <p class="pager">
                <a href=asked(page, "/api/v1/fixes.csv", &[])>{format!("{} more in the table as CSV", number(rest))}</a>
            </p>
        }
    });
    let body = match shown.is_empty() {
        true => view! { <p class="absent">"No rule fails."</p> }.into_any(),
        false => fixes_list(shown),
    };
    view! {
        <h3 id="mend">"What to mend next"</h3>
        <p class="teams-note">"The points that each fix gives, times how much stands on the entity."</p>
        {body}
        {more}
    }
    .into_any()
}
