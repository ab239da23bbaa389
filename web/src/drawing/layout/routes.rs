//! The ways of edges between placed nodes.

use super::chains::Layered;
use super::shapes::{Course, Point, Route};

/// Where a layer begins and ends, from left to right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) left: f64,
    pub(super) right: f64,
}

/// The ways of all edges of a layered graph, from left to right. They bend between layers only, and so pass no node.
pub(super) fn routes(
    layered: &Layered,
    columns: &[Column],
    widths: &[f64],
    middles: &[f64],
    ports: &[(f64, f64)],
) -> Vec<Route> {
    let column = |vertex: usize| columns[layered.layer_of[vertex]];
    let side = |node: usize| {
        let Column { left, right } = column(node);
        let (centre, half) = ((left + right) / 2.0, widths[node] / 2.0);
        (centre - half, centre + half)
    };
    let mut found = Vec::with_capacity(layered.chains.len());
    for (chain, &(start, end)) in layered.chains.iter().zip(ports) {
        let mut points = Vec::new();
        if let &[first, ref bends @ .., last] = chain.as_slice() {
            points.push(Point { x: side(first).1, y: start });
            points.push(Point { x: column(first).right, y: start });
            for &bend in bends {
                let Column { left, right } = column(bend);
                points.push(Point { x: left, y: middles[bend] });
                points.push(Point { x: right, y: middles[bend] });
            }
            points.push(Point { x: column(last).left, y: end });
            points.push(Point { x: side(last).0, y: end });
        }
        points.dedup();
        found.push(Route { course: Course::Forward, points });
    }
    found
}

impl Route {
    /// The same way from its end.
    pub(super) fn turned(mut self) -> Self {
        self.points.reverse();
        self.course = Course::Backward;
        self
    }

    /// A way from the right side of a box back to it.
    pub(super) fn around(right: f64, middle: f64, height: f64) -> Self {
        let reach = height / 4.0;
        let points = vec![Point { x: right, y: middle - reach }, Point { x: right, y: middle + reach }];
        Self { course: Course::Loop, points }
    }

    /// The same way elsewhere.
    pub(super) fn moved(mut self, by: Point) -> Self {
        for point in &mut self.points {
            point.x += by.x;
            point.y += by.y;
        }
        self
    }
}
