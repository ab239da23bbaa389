//! Changes that one sync brought.

use std::collections::HashSet;

use catalog_schema::wire::{Change, ChangeEvent, ChangeOperation};
use leptos::prelude::*;

use super::entry::entry;
use super::state::ActivityState;
use super::words::summary;
use crate::address::encode;
use crate::components::{number, time_ago};

/// So many entities are named at once; more are behind a click.
const OPEN: usize = 5;

/// Characters of a commit's id that are shown.
const SHORT: usize = 10;

/// The changes of one revision that are on a page, in the order in which they were made.
pub(super) struct Sync<'a> {
    pub(super) changes: Vec<&'a Change>,
}

impl<'a> Sync<'a> {
    /// The changes of a page by revision, the newest first.
    pub(super) fn all(changes: &'a [Change]) -> Vec<Self> {
        let of_one = changes.chunk_by(|one, next| one.revision == next.revision);
        of_one.map(|changes| Self { changes: changes.iter().rev().collect() }).collect()
    }

    fn first(&self) -> Option<&'a Change> {
        self.changes.first().copied()
    }

    /// When it was, RFC 3339; none where that is not kept any more.
    pub(super) fn time(&self) -> Option<&'a str> {
        self.first()?.changed_at.as_deref()
    }

    /// The changes as people count them: a new name is one, not one for each of the two names.
    fn shown(&self) -> Vec<&'a Change> {
        let renamed: HashSet<&str> = self.changes.iter().filter_map(|change| change.renamed_from.as_deref()).collect();
        let is_old_name = |change: &Change| {
            change.event == ChangeEvent::Renamed
                && change.operation == ChangeOperation::Remove
                && renamed.contains(change.entity_ref.as_str())
        };
        self.changes.iter().copied().filter(|change| !is_old_name(change)).collect()
    }

    /// What all of its changes have in common.
    fn common(&self, field: impl Fn(&'a Change) -> Option<&'a str>) -> Option<&'a str> {
        let first = field(self.first()?)?;
        self.changes.iter().all(|change| field(change) == Some(first)).then_some(first)
    }

    /// One item of the list. `epoch` is of the marks; `last` says that it is the last of the page.
    pub(super) fn view(&self, state: &ActivityState, epoch: &str, last: bool, now: i64) -> Option<AnyView> {
        let (first, shown) = (self.first()?, self.shown());
        let revision = first.revision;
        let source = self.common(|change| change.source.as_deref()).map(|source| {
            view! {
                <a href=format!("/sources/{}", encode(source))>{source.to_owned()}</a>
                ": "
            }
        });
        let author = self.common(|change| change.author.as_deref()).map(|author| format!("by {author}"));
        let time = self.time().map(|time| time_ago(time, now));
        let commit = self.common(|change| change.commit.as_deref()).map(|commit| {
            let short: String = commit.chars().take(SHORT).collect();
            view! { <span title=commit.to_owned()>"commit " <code>{short}</code></span> }
        });
        let count = shown.len();
        let list = view! { <ul class="sync-changes">{shown.iter().map(|change| entry(change)).collect_view()}</ul> };
        let list = match count > OPEN {
            true => view! {
                <details>
                    <summary>{format!("Show all {}", number(count as u64))}</summary>
                    {list}
                </details>
            }
            .into_any(),
            false => list.into_any(),
        };
        let rest = (last && first.position > 0).then(|| rest(state, epoch, first));
        Some(
            view! {
                <li class="sync">
                    <p class="sync-head">
                        <span class="sync-summary">{source} {summary(shown.into_iter())}</span>
                        <span>{time}</span>
                        <span>{author}</span>
                        {commit}
                        <span>"revision " <span class="number">{revision}</span></span>
                    </p>
                    {list}
                    {rest}
                </li>
            }
            .into_any(),
        )
    }
}

/// That the page ends within a sync, and the way past the rest of it.
fn rest(state: &ActivityState, epoch: &str, first: &Change) -> AnyView {
    let address = state.before(format!("{epoch}:{}", first.revision)).address();
    let up_to = if state.is_narrowed() { "up to " } else { "" };
    let text =
        format!("This sync goes on: {up_to}{} more of its changes are on the next pages. ", number(first.position));
    view! {
        <p class="sync-rest">
            {text}
            <a href=address rel="nofollow">
                "Skip the rest of it"
            </a>
        </p>
    }
    .into_any()
}
