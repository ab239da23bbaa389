//! How a whole is made up, as a bar. Its figures stand beside it.

use leptos::prelude::*;

/// Length of a bar in its own units.
const LENGTH: f64 = 100.0;

/// A part of a whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    /// How much of the whole.
    pub(crate) count: u64,
    /// The class that gives it its colour, such as `share-good`.
    pub(crate) class: &'static str,
}

/// The parts of `whole` in their order; what they leave is empty.
pub(crate) fn share_bar(shares: &[Share], whole: u64) -> AnyView {
    let mut start = 0.0;
    let parts = shares.iter().filter(|share| share.count > 0).map(|share| {
        let length = LENGTH * as_length(share.count) / as_length(whole.max(1));
        let x = start;
        start += length;
        view! {
            <rect class=share.class x=format!("{x:.2}") width=format!("{length:.2}") height="8"></rect>
        }
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
