//! What brings a list to life: its links, its box, and the way back.

mod events;
mod parts;
mod saved;

pub(super) use events::start;
