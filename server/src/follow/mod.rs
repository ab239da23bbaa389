//! Following the change log: from the store, the only truth, to the live snapshot, the search index and current scores.

mod beside;
mod cell;
mod convert;
mod error;
mod fill;
mod follower;
mod hear;
mod image;
mod load;
mod rejudge;
mod round;
mod stages;
mod timers;

pub use cell::LiveCell;
pub(crate) use convert::{author_name, changes};
pub use error::FollowError;
pub use follower::Follower;
pub use hear::hear;
pub use image::LastImage;
