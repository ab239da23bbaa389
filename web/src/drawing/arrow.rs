//! One arrow as SVG.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::layout::{Course, Point, Route};
use super::picture::Arrow;

/// Length of an arrow's head, and half its width.
const HEAD: (f64, f64) = (7.0, 3.5);
/// How far an arrow from a card to itself reaches out.
const LOOP_REACH: f64 = 22.0;

/// A line with a head, a wider unseen one to point at, and what it stands for on hover. Where it is `named` it says which
/// cards it joins.
pub(super) fn arrow(arrow: &Arrow, route: &Route, named: bool) -> AnyView {
    let class = match (route.course, arrow.holding) {
        (Course::Backward, _) => "drawing-arrow drawing-arrow-back",
        (_, true) => "drawing-arrow drawing-arrow-holding",
        _ => "drawing-arrow",
    };
    let mut titles = arrow.titles.clone();
    if route.course == Course::Backward {
        titles.push("This arrow runs back: it closes a cycle.".to_owned());
    }
    let line = line(route);
    let (from, to) = (named.then_some(arrow.from), named.then_some(arrow.to));
    view! {
        <g class=class data-from=from data-to=to>
            <title>{titles.join("\n")}</title>
            <path class="drawing-arrow-target" d=line.clone()></path>
            <path class="drawing-arrow-line" d=line></path>
            <path class="drawing-arrow-head" d=head(route)></path>
        </g>
    }
    .into_any()
}

/// Curves that are horizontal at each point.
fn line(route: &Route) -> String {
    let mut path = String::new();
    let Some((first, rest)) = route.points.split_first() else { return path };
    write(&mut path, format_args!("M{:.1} {:.1}", first.x, first.y));
    let mut from = *first;
    for (place, &point) in rest.iter().enumerate() {
        // The line ends within the head.
        let to = if place + 1 == rest.len() { short_of(point, route.course) } else { point };
        if route.course == Course::Loop {
            let reach = from.x + LOOP_REACH;
            write(&mut path, format_args!("C{reach:.1} {:.1} {reach:.1} {:.1} {:.1} {:.1}", from.y, to.y, to.x, to.y));
        } else if (from.y - to.y).abs() < 0.05 {
            write(&mut path, format_args!("H{:.1}", to.x));
        } else {
            let middle = (from.x + to.x) / 2.0;
            write(
                &mut path,
                format_args!("C{middle:.1} {:.1} {middle:.1} {:.1} {:.1} {:.1}", from.y, to.y, to.x, to.y),
            );
        }
        from = to;
    }
    path
}

fn head(route: &Route) -> String {
    let Some(&end) = route.points.last() else { return String::new() };
    let (length, half) = HEAD;
    let back = if route.course == Course::Forward { -length } else { length };
    format!("M{:.1} {:.1}l{back:.1} {:.1}v{:.1}Z", end.x, end.y, -half, 2.0 * half)
}

fn short_of(point: Point, course: Course) -> Point {
    let back = if course == Course::Forward { -1.0 } else { 1.0 };
    Point { x: point.x + back * (HEAD.0 - 1.0), y: point.y }
}

/// Writing to a string cannot fail.
fn write(path: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = path.write_fmt(arguments);
}
