//! Scorecards.

pub(super) mod csv;
pub(super) mod exemptions_csv;
pub(super) mod fixes;
pub(super) mod fixes_csv;
pub(super) mod list;
pub(super) mod moves;
pub(super) mod moves_csv;
pub(super) mod results;
pub(super) mod rollup;
pub(super) mod rollup_csv;
pub(super) mod show;
pub(super) mod simulate;
pub(super) mod simulate_csv;
pub(super) mod trend;
pub(super) mod trend_csv;
