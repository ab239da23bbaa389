//! Small views that pages share.

mod alert;
mod chain;
mod diagnostic;
mod entity_link;
pub(crate) mod facets;
mod failing_rules;
mod form;
mod health;
mod health_shares;
pub(crate) mod icons;
mod label_values;
mod markdown;
mod marked;
mod number;
mod safe_link;
mod share_bar;
mod stat;
mod time;
mod with_code;

pub(crate) use alert::{Tone, alert};
pub(crate) use chain::chain;
pub(crate) use diagnostic::{diagnostic_item, severity_mark};
pub(crate) use entity_link::{entity_link, owner_link};
pub(crate) use failing_rules::failing_rules;
pub(crate) use form::{choice, words};
pub(crate) use health::{health_class, health_meter, health_words, outcome_mark};
pub(crate) use health_shares::health_shares;
pub(crate) use label_values::{kind_and_type, lifecycle_label, tier_label};
pub(crate) use markdown::{markdown, page_text};
pub(crate) use marked::marked;
pub(crate) use number::number;
pub(crate) use safe_link::{is_safe_address, safe_link};
pub(crate) use share_bar::{Share, share_bar};
pub(crate) use stat::{count_link, counted, stat};
pub(crate) use time::time_ago;
pub(crate) use with_code::with_code;
