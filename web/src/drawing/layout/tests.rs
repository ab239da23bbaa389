//! What holds of every layout.

use proptest::prelude::*;

use super::{Course, NodeBox, Placed, place};

const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 48.0;

fn boxes(count: usize) -> Vec<NodeBox> {
    (0..count).map(|node| NodeBox { key: format!("{node:05}"), width: WIDTH, height: HEIGHT }).collect()
}

/// Asserts what a reader would see at once if it were not so.
fn check(placed: &Placed, edges: &[(usize, usize)]) {
    let corners = &placed.corners;
    for (index, one) in corners.iter().enumerate() {
        assert!(one.x >= 0.0 && one.x + WIDTH <= placed.width + 0.01, "box {index} leaves the drawing");
        assert!(one.y >= -0.01 && one.y + HEIGHT <= placed.height + 0.01, "box {index} leaves the drawing");
        for (second, other) in corners.iter().enumerate().skip(index + 1) {
            let apart = (one.x - other.x).abs() >= WIDTH || (one.y - other.y).abs() >= HEIGHT;
            assert!(apart, "boxes {index} and {second} overlap: {one:?}, {other:?}");
        }
    }
    assert_eq!(placed.routes.len(), edges.len());
    for (route, &(from, to)) in placed.routes.iter().zip(edges) {
        let (Some(start), Some(end)) = (route.points.first(), route.points.last()) else {
            panic!("a way of no points")
        };
        let (leaves, reaches) = match route.course {
            Course::Forward => (WIDTH, 0.0),
            Course::Backward => (0.0, WIDTH),
            Course::Loop => (WIDTH, WIDTH),
        };
        assert_eq!(route.course == Course::Loop, from == to);
        for (point, node, side) in [(start, from, leaves), (end, to, reaches)] {
            assert!((point.x - corners[node].x - side).abs() < 0.01, "{point:?} is not at the side of box {node}");
            let down = point.y - corners[node].y;
            assert!((0.0..=HEIGHT).contains(&down), "{point:?} is not at box {node}");
        }
    }
}

fn placed(count: usize, edges: &[(usize, usize)]) -> Placed {
    let placed = place(&boxes(count), edges);
    check(&placed, edges);
    placed
}

#[test]
fn nothing_is_nothing() {
    assert_eq!(place(&[], &[]), Placed::default());
}

#[test]
fn a_chain_is_a_straight_line_to_the_right() {
    let placed = placed(4, &[(0, 1), (1, 2), (2, 3)]);
    assert!(placed.corners.iter().all(|corner| corner.y == 0.0), "{:?}", placed.corners);
    assert!(placed.corners.is_sorted_by(|one, other| one.x < other.x), "{:?}", placed.corners);
}

#[test]
fn a_long_edge_passes_beside_the_nodes_between() {
    let placed = placed(4, &[(0, 1), (1, 2), (2, 3), (0, 3)]);
    for (node, corner) in placed.corners.iter().enumerate().filter(|(node, _)| [1, 2].contains(node)) {
        for point in placed.routes[3].points.iter().filter(|point| (corner.x..=corner.x + WIDTH).contains(&point.x)) {
            assert!(point.y < corner.y || point.y > corner.y + HEIGHT, "the long edge runs through node {node}");
        }
    }
}

#[test]
fn the_edge_that_closes_a_cycle_runs_backward() {
    let placed = placed(3, &[(0, 1), (1, 2), (2, 0)]);
    let backward = placed.routes.iter().filter(|route| route.course == Course::Backward).count();
    assert_eq!(backward, 1);
}

#[test]
fn loops_opposite_and_repeated_edges_are_drawn() {
    placed(2, &[(0, 1), (1, 0), (0, 0), (0, 1)]);
}

#[test]
fn two_thousand_nodes_are_laid_out() {
    let chain: Vec<(usize, usize)> = (1..2_000).map(|node| (node - 1, node)).collect();
    placed(2_000, &chain);
    let star: Vec<(usize, usize)> = (1..2_000).map(|node| (node, 0)).collect();
    placed(2_000, &star);
    let tangle: Vec<(usize, usize)> = (0..4_000).map(|edge| (edge % 2_000, (edge * 7_919 + 13) % 2_000)).collect();
    placed(2_000, &tangle);
}

fn graphs() -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
    (1_usize..24).prop_flat_map(|count| {
        let edges = prop::collection::vec((0..count, 0..count), 0..48);
        (Just(count), edges)
    })
}

proptest! {
    #[test]
    fn every_graph_is_laid_out_without_overlap((count, edges) in graphs()) {
        placed(count, &edges);
    }

    #[test]
    fn the_order_of_the_input_does_not_show(
        (count, edges, shuffled) in graphs().prop_flat_map(|(count, mut edges)| {
            edges.sort_unstable();
            edges.dedup();
            (Just(count), Just(edges), Just((0..count).collect::<Vec<_>>()).prop_shuffle())
        })
    ) {
        let straight = place(&boxes(count), &edges);
        // Node `i` stands at place `shuffled[i]`, and edges come from the last to the first.
        let mut moved = boxes(count);
        for (node, one) in boxes(count).into_iter().enumerate() {
            moved[shuffled[node]] = one;
        }
        let moved_edges: Vec<_> = edges.iter().rev().map(|&(from, to)| (shuffled[from], shuffled[to])).collect();
        let other = place(&moved, &moved_edges);
        for (corner, &place) in straight.corners.iter().zip(&shuffled) {
            prop_assert_eq!(*corner, other.corners[place]);
        }
        for (one, other) in straight.routes.iter().zip(other.routes.iter().rev()) {
            prop_assert_eq!(one, other);
        }
    }
}
