//! Small views that pages share.

mod alert;
mod diagnostic;
mod entity_link;
mod health;
pub(crate) mod icons;
mod label_values;
mod markdown;
mod marked;
mod safe_link;
mod time;
mod with_code;

pub(crate) use alert::{Tone, alert};
pub(crate) use diagnostic::{diagnostic_item, severity_mark};
pub(crate) use entity_link::{entity_link, owner_link};
pub(crate) use health::{health_meter, outcome_mark};
pub(crate) use label_values::{kind_and_type, lifecycle_label, tier_label};
pub(crate) use markdown::markdown;
pub(crate) use marked::marked;
pub(crate) use safe_link::{is_safe_address, safe_link};
pub(crate) use time::time_ago;
pub(crate) use with_code::with_code;
