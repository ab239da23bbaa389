//! Which box is next in a direction.

/// Where an arrow key points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Left,
    Right,
    Up,
    Down,
}

/// The box to go to from box `from`. To the sides that is the nearest of those that an arrow joins it with; where there
/// is none, as up and down, the nearest box in that direction.
pub(super) fn next(places: &[(i32, i32)], from: usize, joined: &[usize], way: Way) -> Option<usize> {
    let sideways = matches!(way, Way::Left | Way::Right);
    let joined = sideways.then(|| nearest(places, from, joined.iter().copied(), way)).flatten();
    joined.or_else(|| nearest(places, from, 0..places.len(), way))
}

fn nearest(places: &[(i32, i32)], from: usize, others: impl Iterator<Item = usize>, way: Way) -> Option<usize> {
    let &(x, y) = places.get(from)?;
    let distance = |place: &usize| {
        let &(other_x, other_y) = places.get(*place)?;
        let (right, down) = (i64::from(other_x) - i64::from(x), i64::from(other_y) - i64::from(y));
        let (along, across) = match way {
            Way::Left => (-right, down),
            Way::Right => (right, down),
            Way::Up => (-down, right),
            Way::Down => (down, right),
        };
        // What lies askew is farther than it looks.
        (along > 0).then(|| along + 3 * across.abs())
    };
    others.filter_map(|place| Some((distance(&place)?, place))).min().map(|(_, place)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_the_sides_arrows_lead() {
        let places = [(0, 0), (300, 0), (300, 90), (600, 45)];
        assert_eq!(next(&places, 0, &[2], Way::Right), Some(2), "along the arrow, although another box is nearer");
        assert_eq!(next(&places, 0, &[], Way::Right), Some(1));
        assert_eq!(next(&places, 2, &[0, 3], Way::Left), Some(0));
        assert_eq!(next(&places, 1, &[0], Way::Down), Some(2));
        assert_eq!(next(&places, 2, &[0], Way::Up), Some(1));
        assert_eq!(next(&places, 0, &[2], Way::Left), None);
        assert_eq!(next(&places, 9, &[], Way::Left), None);
    }
}
