//! One file a rule; docs/insights/ has their pages.

pub(super) mod cross_team;
pub(super) mod cycle;
pub(super) mod hub;
pub(super) mod lifecycle_inversion;
pub(super) mod missing_contract;
pub(super) mod orphan;
pub(super) mod shared_database;
pub(super) mod tier_inversion;
pub(super) mod unowned;
