//! How many findings were open, day by day.

use catalog_schema::wire::InsightDay;
use leptos::prelude::*;

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 32.0;

/// A line over the days, and the same in words. Nothing before there are two days to compare.
pub(super) fn trend(days: &[InsightDay]) -> Option<AnyView> {
    let sums: Vec<u64> = days.iter().map(|day| day.open.values().sum()).collect();
    let (first, last) = (days.first()?, days.last()?);
    let (then, now) = (*sums.first()?, *sums.last()?);
    if days.len() < 2 {
        return None;
    }
    let words = match now.cmp(&then) {
        std::cmp::Ordering::Less => {
            format!("{} fewer open findings than on {}: {now} instead of {then}", then - now, first.day)
        }
        std::cmp::Ordering::Greater => {
            format!("{} more open findings than on {}: {now} instead of {then}", now - then, first.day)
        }
        std::cmp::Ordering::Equal => format!("As many open findings as on {}: {now}", first.day),
    };
    let most = sums.iter().copied().max().unwrap_or(1).max(1) as f64;
    let step = WIDTH / (sums.len() - 1) as f64;
    let points: Vec<String> = sums
        .iter()
        .enumerate()
        .map(|(number, sum)| {
            format!("{:.1},{:.1}", number as f64 * step, HEIGHT - 1.0 - *sum as f64 / most * (HEIGHT - 2.0))
        })
        .collect();
    let label = format!("Open findings from {} to {}", first.day, last.day);
    Some(
        view! {
            <p class="insight-trend">
                <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") width=WIDTH height=HEIGHT role="img" aria-label=label>
                    <polyline points=points.join(" ") fill="none" stroke="currentColor" stroke-width="1.5" />
                </svg>
                <span>{words}</span>
            </p>
        }
        .into_any(),
    )
}
