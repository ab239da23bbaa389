//! The impact relation laid out flat beside the edges that it follows from, so that a search through nearly all of the
//! catalog reads a few bytes a node. Kept up to date node by node: what stands here of a node follows from the node's own
//! edges.

use petgraph::Direction::{self, Incoming, Outgoing};
use serde::{Deserialize, Serialize};

use super::flat_lists::FlatLists;
use super::{GraphView, Slot, impact};

/// Where a search through the impact relation gets: a node, or a *channel*, which is an API as the way from who consumes
/// it to who provides it. An API that thousands consume and several provide is one channel instead of all pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point(u32);

impl Point {
    /// A node.
    #[inline]
    pub(crate) fn node(slot: Slot) -> Self {
        Self((slot.index() as u32) << 1)
    }

    /// An API's channel.
    #[inline]
    pub(crate) fn channel(api: Slot) -> Self {
        Self((api.index() as u32) << 1 | 1)
    }

    /// Whether it is a channel.
    #[inline]
    pub(crate) fn is_channel(self) -> bool {
        self.0 & 1 == 1
    }

    /// The node, or the channel's API.
    #[inline]
    pub(crate) fn slot(self) -> Slot {
        Slot::new((self.0 >> 1) as usize)
    }
}

/// Where each point leads, in both directions.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct ImpactLists {
    to_dependencies: FlatLists,
    to_dependents: FlatLists,
}

impl ImpactLists {
    /// Where a point leads: to dependencies (`Outgoing`) or to dependents.
    #[inline]
    pub(super) fn of(&self, point: Point, direction: Direction) -> impl Iterator<Item = Point> + '_ {
        let lists = match direction {
            Outgoing => &self.to_dependencies,
            Incoming => &self.to_dependents,
        };
        lists.of(point.0).iter().map(|&point| Point(point))
    }

    /// Takes over what follows from the edges of these nodes, which come in order and once each.
    pub(super) fn renew(&mut self, view: &impl GraphView, slots: &[Slot]) {
        let points: Vec<u32> = slots.iter().flat_map(|&slot| [Point::node(slot).0, Point::channel(slot).0]).collect();
        for (lists, direction) in [(&mut self.to_dependencies, Outgoing), (&mut self.to_dependents, Incoming)] {
            lists.rewrite(&points, |point, list| {
                list.extend(impact::led_to(view, Point(point), direction).map(|point| point.0));
            });
        }
    }
}
