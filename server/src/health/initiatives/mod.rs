//! Initiatives on the live catalog: who is there, who is left, and how many were left day by day. They evaluate no rule: all
//! is read from the outcomes that the snapshot keeps, and from the transitions that are written down.

mod board;
mod burndown;
mod days;
mod entities;
mod key;
mod past;
mod selection;
mod standing;
mod tell;

#[cfg(test)]
mod tests;

pub use days::DayWriter;

pub(crate) use board::{Board, Boards};
pub(crate) use burndown::{Burndown, PACE, burndown};
pub(crate) use entities::entities;
pub(crate) use tell::{Share, initiative, list, one, rollup, share};
