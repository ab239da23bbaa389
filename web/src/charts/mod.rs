//! Charts, drawn on the server as SVG with the same figures in a table beside them.

mod burndown;
mod line;
mod scale;
mod share;
mod trend;

pub(crate) use burndown::burndown;
pub(crate) use line::{Line, line, spark};
pub(crate) use share::{percent, share};
pub(crate) use trend::{Against, against, points_line, summed};
