//! Levels of scorecards: a drawing in the level's own colour beside its name.

use catalog_schema::wire::ScorecardLevelCount;
use leptos::prelude::*;

/// Length of a bar in its own units.
const LENGTH: f64 = 100.0;

/// A level. The colour is the scorecard's choice; where it has none, or what is no colour, the page has one.
pub(crate) fn level_mark(title: &str, color: Option<&str>) -> AnyView {
    view! {
        <span class="level">
            <svg class="level-dot" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                <circle cx="5" cy="5" r="4.5" fill=chosen(color)></circle>
            </svg>
            <span>{title.to_owned()}</span>
        </span>
    }
    .into_any()
}

/// How `whole` entities are spread over the levels, the highest first, as a bar; who is at none is what is left. The
/// figures stand beside it.
pub(crate) fn level_bar(levels: &[ScorecardLevelCount], whole: u64) -> AnyView {
    let mut start = 0.0;
    let parts = levels.iter().rev().filter(|level| level.entities > 0).map(|level| {
        let length = LENGTH * as_length(level.entities) / as_length(whole.max(1));
        let x = start;
        start += length;
        let fill = chosen(level.color.as_deref());
        view! { <rect class="level-share" fill=fill x=format!("{x:.2}") width=format!("{length:.2}") height="8"></rect> }
    });
    view! {
        <svg class="share-bar" viewBox=format!("0 0 {LENGTH} 8") preserveAspectRatio="none" aria-hidden="true">
            <rect class="share-rest" width=LENGTH.to_string() height="8"></rect>
            {parts.collect_view()}
        </svg>
    }
    .into_any()
}

/// Counts beyond what the bar can show exactly are as good as equal on it.
fn as_length(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The colour that a scorecard chose, if it is one.
fn chosen(color: Option<&str>) -> Option<String> {
    color.filter(|color| is_color(color)).map(str::to_owned)
}

/// Whether a text is `#rrggbb`. Definitions are written by many, and nothing else goes into a drawing.
fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::is_color;

    #[test]
    fn only_colours_are_colours() {
        assert!(is_color("#a97142"));
        for other in ["a97142", "#fff", "#a9714g", "url(#x)", "red\" onload=\"x", ""] {
            assert!(!is_color(other), "{other}");
        }
    }
}
