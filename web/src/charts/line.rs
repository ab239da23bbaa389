//! A value day by day: a line with a point for each day that is known.

use leptos::prelude::*;

use super::scale::{bounds, day_number, place};
use crate::components::day;

/// A day.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Point {
    /// Such as `2026-12-01`.
    pub(crate) day: String,
    /// What is drawn.
    pub(crate) value: f64,
    /// The same in words.
    pub(crate) words: String,
    /// What the table says besides, in the order of its columns.
    pub(crate) more: Vec<String>,
}

/// What a line says.
pub(crate) struct Line<'a> {
    /// Unique on the page.
    pub(crate) id: String,
    /// What is drawn, as a heading.
    pub(crate) title: String,
    /// How a value is written.
    pub(crate) written: fn(f64) -> String,
    /// The oldest first.
    pub(crate) points: &'a [Point],
    /// The columns of the table after the day: that of the value, and those of `Point::more`.
    pub(crate) columns: &'a [&'static str],
}

/// The drawing with its scale, and the table; a sentence where there are not two days to compare.
pub(crate) fn line(line: &Line<'_>) -> AnyView {
    let (Some(first), Some(last)) = (line.points.first(), line.points.last()) else {
        return view! { <p class="absent">"Nothing is written down yet: each day is from the first look of that day on."</p> }
            .into_any();
    };
    if line.points.len() < 2 {
        let (on, words) = (day(&first.day), first.words.clone());
        return view! { <p class="absent">"One day is known: " {words} " on " {on} ". A line takes two."</p> }
            .into_any();
    }
    let (low, high) = bounds(line.points.iter().map(|point| point.value));
    view! {
        <figure class="chart">
            <figcaption>{line.title.clone()}</figcaption>
            <div class="chart-frame">
                <span class="chart-high">{(line.written)(high)}</span>
                <span class="chart-low">{(line.written)(low)}</span>
                {drawing(line, (low, high))}
            </div>
            <p class="chart-days">{day(&first.day)} {day(&last.day)}</p>
            {table(line)}
        </figure>
    }
    .into_any()
}

/// A small drawing beside figures that say the same; nothing where there are not two days to compare.
pub(crate) fn spark(points: &[Point], title: &str) -> Option<AnyView> {
    if points.len() < 2 {
        return None;
    }
    let bounds = bounds(points.iter().map(|point| point.value));
    let (path, _) = path(points, bounds);
    Some(
        view! {
            <svg class="chart-spark" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=title.to_owned()>
                <path class="chart-line" d=path></path>
            </svg>
        }
        .into_any(),
    )
}

fn drawing(line: &Line<'_>, bounds: (f64, f64)) -> AnyView {
    let (title, description) = (format!("{}-title", line.id), format!("{}-description", line.id));
    let labelled = format!("{title} {description}");
    let (path, places) = path(line.points, bounds);
    let dots = line.points.iter().zip(places).map(|(point, (x, y))| {
        let said = format!("{}: {}", point.day, point.words);
        view! {
            <path class="chart-dot" d=format!("M{x:.2} {y:.2}h0")>
                <title>{said}</title>
            </path>
        }
    });
    view! {
        <svg
            class="chart-drawing"
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            role="img"
            aria-labelledby=labelled
        >
            <title id=title>{line.title.clone()}</title>
            <desc id=description>{in_words(line)}</desc>
            <path class="chart-grid" d="M0 0h100M0 50h100M0 100h100"></path>
            <path class="chart-line" d=path></path>
            {dots.collect_view()}
        </svg>
    }
    .into_any()
}

/// The line as a path, and where each point is; 100 by 100, the highest at 0.
fn path(points: &[Point], bounds: (f64, f64)) -> (String, Vec<(f64, f64)>) {
    let days: Vec<f64> = points.iter().map(|point| f64::from(day_number(&point.day).unwrap_or_default())).collect();
    let (from, to) = (days.first().copied().unwrap_or_default(), days.last().copied().unwrap_or_default());
    let places = days.into_iter().zip(points).map(|(day, point)| {
        (place(day, (from, to)).clamp(0.0, 100.0), 100.0 - place(point.value, bounds).clamp(0.0, 100.0))
    });
    let places: Vec<(f64, f64)> = places.collect();
    let path: Vec<String> = places
        .iter()
        .enumerate()
        .map(|(number, (x, y))| format!("{}{x:.2} {y:.2}", if number == 0 { 'M' } else { 'L' }))
        .collect();
    (path.concat(), places)
}

/// `From 63.2 % on 2026-09-01 to 71 % on 2026-11-29`.
fn in_words(line: &Line<'_>) -> String {
    let say = |point: &Point| format!("{} on {}", point.words, point.day);
    match (line.points.first(), line.points.last()) {
        (Some(first), Some(last)) => format!("From {} to {}. The table has every day.", say(first), say(last)),
        _ => String::new(),
    }
}

fn table(line: &Line<'_>) -> AnyView {
    let heads = line.columns.iter().map(|column| view! { <th scope="col" class="figure">{*column}</th> });
    let rows = line.points.iter().rev().map(|point| {
        let more = point.more.iter().map(|cell| view! { <td class="figure number">{cell.clone()}</td> });
        view! {
            <tr>
                <th scope="row">{day(&point.day)}</th>
                <td class="figure number">{point.words.clone()}</td>
                {more.collect_view()}
            </tr>
        }
    });
    view! {
        <details class="chart-table">
            <summary>"As a table"</summary>
            <table class="chart-rows">
                <caption class="visually-hidden">{line.title.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Day"</th>
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(day: &str, value: f64) -> Point {
        Point { day: day.to_owned(), value, words: format!("{value} %"), more: Vec::new() }
    }

    #[test]
    fn days_that_nobody_saw_take_their_room() {
        let points = [point("2026-11-01", 60.0), point("2026-11-02", 80.0), point("2026-11-05", 70.0)];
        let (path, _) = path(&points, bounds(points.iter().map(|point| point.value)));
        assert_eq!(path, "M0.00 100.00L25.00 0.00L100.00 50.00");
    }

    #[test]
    fn one_day_makes_no_line() {
        let one = [point("2026-11-01", 60.0)];
        let written = |value| format!("{value} %");
        let drawn = line(&Line { id: "a".into(), title: "Points".into(), written, points: &one, columns: &[] });
        let html = drawn.to_html();
        assert!(html.contains("60 %") && html.contains("A line takes two") && !html.contains("<svg"), "{html}");
        assert!(spark(&one, "Points").is_none());
    }
}
