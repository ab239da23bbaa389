//! Of a long list in the order of an indexed field, the entities that can be on one page: those of the values that the
//! page begins with. The rest of the list is counted, not looked at.

use super::cursor::Side;
use super::ranking::Ranking;
use crate::live::SlotBitmap;

/// From how many entities on it is worth the while to go through the values of a field.
const LONG: u64 = if cfg!(test) { 4 } else { 4_096 };

/// What has to be looked at for a page.
pub(super) struct Groups {
    /// The entities of the values that the page can be of.
    pub(super) candidates: SlotBitmap,
    /// How many entities have values that lie wholly on the other side of the cursor.
    pub(super) other_side: u64,
}

impl Groups {
    /// Where `passing` is long and the order goes by an indexed field: what to look at for a page of `limit` entities,
    /// given the side of the cursor and the value that it stands at, as [`Ranking::value`] gives it.
    pub(super) fn of(
        ranking: &Ranking<'_>,
        passing: &SlotBitmap,
        edge: Option<(Side, u64)>,
        limit: usize,
    ) -> Option<Self> {
        if passing.len() < LONG {
            return None;
        }
        let groups = ranking.groups()?;
        let groups: &mut dyn Iterator<Item = (u64, &SlotBitmap)> = match edge {
            Some((Side::Before, _)) => &mut groups.into_iter().rev(),
            _ => &mut groups.into_iter(),
        };
        let (mut candidates, mut other_side, mut sure) = (SlotBitmap::new(), 0, 0);
        for (value, having) in groups {
            let is_beyond = edge.as_ref().is_none_or(|(side, edge)| match side {
                Side::After => value > *edge,
                Side::Before => value < *edge,
            });
            let is_at_edge = edge.as_ref().is_some_and(|(_, edge)| value == *edge);
            if !is_beyond && !is_at_edge {
                other_side += having.intersection_len(passing);
                continue;
            }
            let found = having & passing;
            if is_beyond {
                sure += found.len();
            }
            candidates |= found;
            if sure >= limit as u64 {
                break;
            }
        }
        Some(Self { candidates, other_side })
    }
}
