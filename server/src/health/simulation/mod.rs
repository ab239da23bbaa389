//! What an edited scorecard would say of the live catalog, before anybody publishes it. The engine that judges is put together
//! as it would be, the catalog is judged as the follower would judge it, and nothing of either is kept.

mod compare;
mod definition;
mod judge;
mod problems;
mod run;
mod stop;
mod sums;
mod told;

#[cfg(test)]
mod tests;

pub use run::{SimulationLimits, Simulations};
