//! How many are left day by day, against the straight line from the first day to the last.

use catalog_schema::wire::{InitiativeBurndown, InitiativeDay};
use leptos::prelude::*;

use super::scale::{bounds, day_number, place};
use crate::components::{day, number};

/// The drawing with its scale, and the table; a sentence where nothing is counted.
pub(crate) fn burndown(shown: &InitiativeBurndown) -> AnyView {
    let Some(last) = shown.days.last() else {
        return view! { <p class="absent">"Nothing is counted before its first day."</p> }.into_any();
    };
    let pending = shown.pending.then(|| {
        view! { <p class="absent">"The days before today are being counted; they are here in a minute."</p> }
    });
    let drawn = (shown.days.len() > 1).then(|| drawing(shown));
    let alone = (shown.days.len() == 1 && !shown.pending).then(|| {
        let left = number(last.counts.left());
        view! { <p class="absent">"One day is known: " {left} " left on " {day(&last.day)} ". A line takes two."</p> }
    });
    view! {
        {pending}
        {alone}
        {drawn}
    }
    .into_any()
}

fn drawing(shown: &InitiativeBurndown) -> AnyView {
    let frame = Frame::of(shown);
    let (low, high) = (number(0), format!("{:.0}", frame.high));
    let last = frame.last.clone();
    view! {
        <figure class="chart burndown">
            <figcaption>
                "Left day by day" <span class="burndown-key">
                    <svg class="burndown-swatch" viewBox="0 0 24 8" aria-hidden="true">
                        <path class="chart-ideal" d="M0 4h24"></path>
                    </svg> " the straight line to the last day"
                </span>
            </figcaption>
            <div class="chart-frame">
                <span class="chart-high">{high}</span>
                <span class="chart-low">{low}</span>
                {lines(shown, &frame)}
            </div>
            <p class="chart-days">{day(&shown.starts_on)} {day(&last)}</p>
            {table(shown)}
        </figure>
    }
    .into_any()
}

/// Where days and counts are in the drawing.
struct Frame {
    /// The numbers of the first day and the last that are drawn.
    days: (f64, f64),
    high: f64,
    last: String,
}

impl Frame {
    fn of(shown: &InitiativeBurndown) -> Self {
        let known = shown.days.last().map_or(&shown.due_on, |last| &last.day);
        // A day is drawn where it begins, and its last day ends where the next one begins.
        let last = known.max(&shown.due_on).clone();
        let at = |day: &str| f64::from(day_number(day).unwrap_or_default());
        let (_, high) = bounds(shown.days.iter().map(|day| as_value(day.counts.left())).chain([0.0]));
        Self { days: (at(&shown.starts_on), at(&last)), high, last }
    }

    fn point(&self, day: &str, value: f64) -> (f64, f64) {
        let day = f64::from(day_number(day).unwrap_or_default());
        let clamped = |value: f64| value.clamp(0.0, 100.0);
        (clamped(place(day, self.days)), 100.0 - clamped(place(value, (0.0, self.high))))
    }
}

fn lines(shown: &InitiativeBurndown, frame: &Frame) -> AnyView {
    let left = |day: &InitiativeDay| frame.point(&day.day, as_value(day.counts.left()));
    let path: Vec<String> = shown
        .days
        .iter()
        .enumerate()
        .map(|(place, day)| {
            let (x, y) = left(day);
            format!("{}{x:.2} {y:.2}", if place == 0 { 'M' } else { 'L' })
        })
        .collect();
    let dots = shown.days.iter().map(|day| {
        let (x, y) = left(day);
        let said = format!("{}: {} left", day.day, number(day.counts.left()));
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
            aria-labelledby="burndown-title burndown-description"
        >
            <title id="burndown-title">"Left day by day"</title>
            <desc id="burndown-description">{in_words(shown)}</desc>
            <path class="chart-grid" d="M0 0h100M0 50h100M0 100h100"></path>
            <path class="chart-ideal" d=ideal(shown, frame)></path>
            <path class="chart-line" d=path.concat()></path>
            {dots.collect_view()}
        </svg>
    }
    .into_any()
}

/// From as many as were left on the first day that is known to none on the last day for it.
fn ideal(shown: &InitiativeBurndown, frame: &Frame) -> String {
    let Some(first) = shown.days.first() else { return String::new() };
    let (from_x, from_y) = frame.point(&first.day, as_value(first.counts.left()));
    let (to_x, to_y) = frame.point(&shown.due_on, 0.0);
    if to_x <= from_x {
        return String::new();
    }
    format!("M{from_x:.2} {from_y:.2}L{to_x:.2} {to_y:.2}")
}

/// `20 left on 2026-10-01, 6 on 2026-11-21; due on 2026-12-31.`
fn in_words(shown: &InitiativeBurndown) -> String {
    let say = |day: &InitiativeDay| format!("{} on {}", number(day.counts.left()), day.day);
    match (shown.days.first(), shown.days.last()) {
        (Some(first), Some(last)) => {
            format!("Left: {}, {}; due on {}. The table has every day.", say(first), say(last), shown.due_on)
        }
        _ => String::new(),
    }
}

fn table(shown: &InitiativeBurndown) -> AnyView {
    let heads = ["Left", "Fail", "Not known", "There", "Exempt", "Of"];
    let heads = heads.map(|head| view! { <th scope="col" class="figure">{head}</th> });
    let rows = shown.days.iter().rev().map(|known| {
        let counts = &known.counts;
        let cells = [counts.left(), counts.failing, counts.unknown, counts.reached, counts.exempt, counts.entities];
        let cells = cells.map(|count| view! { <td class="figure number">{number(count)}</td> });
        view! {
            <tr>
                <th scope="row">{day(&known.day)}</th>
                {cells.into_iter().collect_view()}
            </tr>
        }
    });
    view! {
        <details class="chart-table">
            <summary>"As a table"</summary>
            <table class="chart-rows">
                <caption class="visually-hidden">"Left day by day: each as it began, today as it stands now"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Day"</th>
                        {heads.into_iter().collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// Counts beyond what a drawing can tell apart are as good as equal.
fn as_value(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use catalog_schema::wire::InitiativeCounts;

    use super::*;

    fn shown(days: &[(&str, u64)]) -> InitiativeBurndown {
        let counts = |failing| InitiativeCounts { entities: 20, failing, reached: 20 - failing, ..Default::default() };
        InitiativeBurndown {
            starts_on: "2026-11-01".to_owned(),
            due_on: "2026-11-21".to_owned(),
            days: days
                .iter()
                .map(|(day, left)| InitiativeDay { day: (*day).to_owned(), counts: counts(*left) })
                .collect(),
            ..InitiativeBurndown::default()
        }
    }

    #[test]
    fn the_straight_line_ends_at_none_on_the_last_day() {
        let told = shown(&[("2026-11-01", 20), ("2026-11-11", 15)]);
        assert_eq!(ideal(&told, &Frame::of(&told)), "M0.00 0.00L100.00 100.00");
        let html = burndown(&told).to_html();
        assert!(html.contains("M0.00 0.00L50.00 25.00"), "{html}");
        assert!(html.contains("Left: 20 on 2026-11-01, 15 on 2026-11-11; due on 2026-11-21."), "{html}");
    }

    #[test]
    fn beyond_its_last_day_the_drawing_goes_on() {
        let told = shown(&[("2026-11-01", 20), ("2026-12-11", 10)]);
        assert_eq!(ideal(&told, &Frame::of(&told)), "M0.00 0.00L50.00 100.00");
    }

    #[test]
    fn what_is_not_known_is_said() {
        let one = burndown(&shown(&[("2026-11-01", 20)])).to_html();
        assert!(one.contains("A line takes two") && !one.contains("<svg"), "{one}");
        let none = burndown(&shown(&[])).to_html();
        assert!(none.contains("before its first day"), "{none}");
        let pending = InitiativeBurndown { pending: true, ..shown(&[("2026-11-11", 20)]) };
        assert!(burndown(&pending).to_html().contains("are being counted"));
    }
}
