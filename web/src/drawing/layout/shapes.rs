//! What goes into a layout and what comes out of it. Lengths are in the drawing's own units, pixels at its real size.

/// A box to place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NodeBox {
    /// Unique; decides wherever the layout has a choice.
    pub(crate) key: String,
    /// Along the edges' direction.
    pub(crate) width: f64,
    /// Across it.
    pub(crate) height: f64,
}

/// A place, from the top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// How an edge runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// From left to right.
    Forward,
    /// From right to left: it closes a cycle.
    Backward,
    /// From a node to itself.
    Loop,
}

/// The way of an edge, from the side of its first node to the side of its second.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Route {
    pub(crate) course: Course,
    /// At least two; to be joined by curves that are horizontal at each point.
    pub(crate) points: Vec<Point>,
}

/// A layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Placed {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// The top left corner of each box, in the order in which the boxes came.
    pub(crate) corners: Vec<Point>,
    /// In the order in which the edges came.
    pub(crate) routes: Vec<Route>,
}
