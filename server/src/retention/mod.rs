//! What is kept, for how long, and the job that drops the rest.

mod job;
mod policy;
mod sweep;

pub use job::run;
pub use policy::Retention;
pub use sweep::{Swept, sweep};
