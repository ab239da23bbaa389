//! The whole page: what it can be narrowed to, the entries, and the ways on.

use catalog_schema::wire::{AuditEntry, AuditList, Problem};
use leptos::prelude::*;

use super::form::form;
use super::load::AuditPage;
use super::sentence::Sentence;
use super::state::AuditState;
use crate::components::{Tone, alert, icons, number, time_ago};

/// The whole page.
pub(super) fn view(page: &AuditPage) -> AnyView {
    let state = &page.state;
    let body = match &page.found {
        Ok(list) => entries(state, list, page.now),
        Err(problem) => refused(state, problem),
    };
    view! {
        <div class="audit">
            <div class="activity-head">
                <h1>"Audit log"</h1>
                <p class="catalog-data">
                    <a href=state.csv_address() download="">
                        {icons::download()}
                        "Download CSV"
                    </a>
                    <a href=state.json_address()>"This page as JSON"</a>
                </p>
            </div>
            {form(state)}
            {body}
        </div>
    }
    .into_any()
}

fn entries(state: &AuditState, list: &AuditList, now: i64) -> AnyView {
    if list.items.is_empty() {
        return nothing(state);
    }
    view! {
        <table class="rows audit-entries">
            <caption class="visually-hidden">"Who did what, the newest first"</caption>
            <thead>
                <tr>
                    <th scope="col">"Who"</th>
                    <th scope="col">"What"</th>
                    <th scope="col" class="figure">"Revision"</th>
                    <th scope="col">"When"</th>
                </tr>
            </thead>
            <tbody>{list.items.iter().map(|entry| row(entry, now)).collect_view()}</tbody>
        </table>
        {pager(state, list)}
    }
    .into_any()
}

fn row(entry: &AuditEntry, now: i64) -> AnyView {
    let Sentence { before, subject, page, after, is_refused } = Sentence::of(entry);
    let mark = is_refused.then(|| view! { <span class="audit-refused">"Refused"</span> });
    let subject = match page {
        Some(page) => view! { <a href=page>{subject}</a> }.into_any(),
        None if is_refused => view! { <code>{subject}</code> }.into_any(),
        None => subject.into_any(),
    };
    let revision = entry.revision.map(number);
    view! {
        <tr class=is_refused.then_some("refused")>
            <th scope="row" class="row-name">
                <a href=AuditState::of_actor(&entry.actor).address() title="All that it did">
                    {entry.actor.clone()}
                </a>
            </th>
            <td class="audit-what">
                {mark} <span>{before} " " {subject} {after}</span>
            </td>
            <td data-label="Revision" class="figure number">
                {revision}
            </td>
            <td data-label="When">{time_ago(&entry.at, now)}</td>
        </tr>
    }
    .into_any()
}

/// Why there is nothing to see, and what to do.
fn nothing(state: &AuditState) -> AnyView {
    let (heading, text) = match (state.is_further_back(), state.is_narrowed()) {
        (true, _) => ("Nothing older", "The audit log begins here, or what was before is not kept any more."),
        (false, true) => {
            ("No such entry", "Nobody did this, or it is not kept any more. Ask for less, or show everything.")
        }
        (false, false) => (
            "Nothing has been done yet",
            "Every change of the catalog, every token that is made and every request that is refused will stand here.",
        ),
    };
    view! {
        <div class="empty">
            <h2>{heading}</h2>
            <p>{text}</p>
        </div>
    }
    .into_any()
}

fn pager(state: &AuditState, list: &AuditList) -> Option<AnyView> {
    let newest = state.is_further_back().then(|| {
        view! {
            <a class="button" rel="first nofollow" href=state.newest().address()>
                "Newest"
            </a>
        }
    });
    let older = list.next_cursor.clone().map(|cursor| {
        view! {
            <a class="button" rel="next nofollow" href=state.after(cursor).address()>
                "Older"
            </a>
        }
    });
    (newest.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="Pages">
                {newest}
                {older}
            </nav>
        }
        .into_any()
    })
}

/// What the address asks for and the portal does not have.
fn refused(state: &AuditState, problem: &Problem) -> AnyView {
    let (heading, text, way) = match problem.status {
        410 => (
            "This page is not to be had any more",
            "The catalog was restored since.".to_owned(),
            Some(state.newest().address()),
        ),
        _ => ("This cannot be looked for", problem.detail.clone(), None),
    };
    let way = way.map(|address| view! { <a href=address>"Show the newest entries"</a> });
    alert(Tone::Warning, heading, view! { <p>{text} " " {way}</p> })
}
