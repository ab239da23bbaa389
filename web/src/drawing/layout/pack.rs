//! Parts of a drawing beside and below each other.

use super::shapes::Point;

/// Between two parts.
const GAP: f64 = 28.0;
/// Parts stand side by side up to this width, or to the widest part's.
const WIDTH: f64 = 1_000.0;

/// The corner of each part, given their sizes, and the size of all. Parts stand in rows, in the order given.
pub(super) fn pack(sizes: &[(f64, f64)]) -> (Vec<Point>, f64, f64) {
    let limit = sizes.iter().map(|&(width, _)| width).fold(WIDTH, f64::max);
    let mut corners = Vec::with_capacity(sizes.len());
    let (mut x, mut y, mut row, mut widest) = (0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64);
    for &(width, height) in sizes {
        if x > 0.0 && x + width > limit {
            y += row + GAP;
            (x, row) = (0.0, 0.0);
        }
        corners.push(Point { x, y });
        widest = widest.max(x + width);
        row = row.max(height);
        x += width + GAP;
    }
    (corners, widest, y + row)
}
