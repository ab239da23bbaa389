//! All steps in a row.

use std::cmp::Reverse;

use super::chains::Layered;
use super::components::components;
use super::coordinates::middles;
use super::cycles::backward;
use super::layers::layers;
use super::order::order;
use super::pack::pack;
use super::ports::ports;
use super::routes::{Column, routes};
use super::shapes::{NodeBox, Placed, Point, Route};

/// Between two layers, for edges to bend in; more where many do.
const LAYER_GAP: f64 = 48.0;
/// What an edge adds to the gap that it bends in.
const EDGE_ROOM: f64 = 2.0;
/// What edges add at most.
const MAX_EDGE_ROOM: f64 = 64.0;

/// Lays out boxes and the edges between them, which are pairs of places in `boxes`.
pub(crate) fn place(boxes: &[NodeBox], edges: &[(usize, usize)]) -> Placed {
    // Everything below works on places in the order of keys, and so does not know in which order things came.
    let mut sorted: Vec<usize> = (0..boxes.len()).collect();
    sorted.sort_by(|&one, &other| boxes[one].key.cmp(&boxes[other].key));
    let mut rank = vec![0; boxes.len()];
    for (place, &node) in sorted.iter().enumerate() {
        rank[node] = place;
    }
    let ranked: Vec<(usize, usize)> = edges.iter().map(|&(from, to)| (rank[from], rank[to])).collect();
    let mut edge_order: Vec<usize> = (0..edges.len()).collect();
    edge_order.sort_by_key(|&edge| ranked[edge]);

    let part_of = components(boxes.len(), &ranked);
    let mut parts: Vec<Part> = vec![Part::default(); part_of.iter().max().map_or(0, |last| last + 1)];
    let mut local = vec![0; boxes.len()];
    for (place, &part) in part_of.iter().enumerate() {
        local[place] = parts[part].nodes.len();
        parts[part].nodes.push(sorted[place]);
    }
    for edge in edge_order {
        let (from, to) = ranked[edge];
        let part = &mut parts[part_of[from]];
        let target = if from == to { &mut part.loops } else { &mut part.edges };
        target.push((edge, local[from], local[to]));
    }
    parts.sort_by_key(|part| Reverse(part.nodes.len()));

    let placed: Vec<Placed> = parts.iter().map(|part| part.place(boxes)).collect();
    let sizes: Vec<(f64, f64)> = placed.iter().map(|placed| (placed.width, placed.height)).collect();
    let (corners, width, height) = pack(&sizes);
    let mut whole_corners = vec![Point::default(); boxes.len()];
    let mut whole_routes: Vec<Option<Route>> = vec![None; edges.len()];
    for ((part, placed), by) in parts.iter().zip(placed).zip(corners) {
        for (&node, corner) in part.nodes.iter().zip(placed.corners) {
            whole_corners[node] = Point { x: corner.x + by.x, y: corner.y + by.y };
        }
        for (&(edge, ..), route) in part.edges.iter().chain(&part.loops).zip(placed.routes) {
            whole_routes[edge] = Some(route.moved(by));
        }
    }
    Placed { width, height, corners: whole_corners, routes: whole_routes.into_iter().flatten().collect() }
}

/// A part that hangs together. Edges are (place in the whole, first node, last node), nodes counted within the part.
#[derive(Clone, Default)]
struct Part {
    nodes: Vec<usize>,
    edges: Vec<(usize, usize, usize)>,
    loops: Vec<(usize, usize, usize)>,
}

impl Part {
    /// Routes come in the order of `edges`, then of `loops`.
    fn place(&self, boxes: &[NodeBox]) -> Placed {
        let widths: Vec<f64> = self.nodes.iter().map(|&node| boxes[node].width).collect();
        let heights: Vec<f64> = self.nodes.iter().map(|&node| boxes[node].height).collect();
        let mut edges: Vec<(usize, usize)> = self.edges.iter().map(|&(_, from, to)| (from, to)).collect();
        let turned = backward(self.nodes.len(), &edges);
        for (edge, _) in edges.iter_mut().zip(&turned).filter(|&(_, &turned)| turned) {
            *edge = (edge.1, edge.0);
        }
        let mut layered = Layered::new(layers(self.nodes.len(), &edges), &edges);
        order(&mut layered);
        let middles = middles(&layered, &heights);
        let columns = columns(&layered, &widths);
        let ports = ports(&layered, &middles, &heights);

        let mut routes = routes(&layered, &columns, &widths, &middles, &ports);
        for (route, _) in routes.iter_mut().zip(&turned).filter(|&(_, &turned)| turned) {
            *route = route.clone().turned();
        }
        let mut corners = Vec::with_capacity(self.nodes.len());
        for node in 0..self.nodes.len() {
            let Column { left, right } = columns[layered.layer_of[node]];
            let x = (left + right - widths[node]) / 2.0;
            corners.push(Point { x, y: middles[node] - heights[node] / 2.0 });
        }
        let mut width = columns.last().map_or(0.0, |column| column.right);
        for &(_, node, _) in &self.loops {
            let right = corners[node].x + widths[node];
            routes.push(Route::around(right, middles[node], heights[node]));
            width = width.max(right + LAYER_GAP / 2.0);
        }
        let bottoms = corners.iter().zip(&heights).map(|(corner, height)| corner.y + height);
        let bends = middles[self.nodes.len()..].iter().copied();
        let height = bottoms.chain(bends).fold(0.0, f64::max);
        Placed { width, height, corners, routes }
    }
}

/// The columns that layers take, each as wide as its widest node.
fn columns(layered: &Layered, widths: &[f64]) -> Vec<Column> {
    let mut columns = Vec::with_capacity(layered.layers.len());
    let mut left = 0.0;
    for layer in &layered.layers {
        let nodes = layer.iter().filter_map(|&vertex| widths.get(vertex).copied());
        let right = left + nodes.fold(0.0, f64::max);
        columns.push(Column { left, right });
        let edges: usize = layer.iter().map(|&vertex| layered.after[vertex].len()).sum();
        left = right + LAYER_GAP + (edges as f64 * EDGE_ROOM).min(MAX_EDGE_ROOM);
    }
    columns
}
