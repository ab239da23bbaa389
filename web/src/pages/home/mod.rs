//! `/`: what should I look at today?

mod changes;
mod choose;
mod first_run;
mod fix_next;
mod gaps;
mod health;
mod load;
mod problems;
mod totals;
mod view;
mod your_teams;

pub(crate) use load::load;
