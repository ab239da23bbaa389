//! Links that matter when something is wrong.

use catalog_schema::model::{Link, LinkType};
use catalog_schema::wire::Entity;

/// The first link of this type.
pub(super) fn link_of(entity: &Entity, link_type: LinkType) -> Option<&Link> {
    entity.links.iter().find(|link| link.link_type == link_type)
}

/// Where a link stands among others: who is on call, what to do, whom to ask, and then the rest as written.
pub(super) fn urgency(link_type: LinkType) -> u8 {
    match link_type {
        LinkType::OnCall => 0,
        LinkType::Runbook => 1,
        LinkType::Chat => 2,
        LinkType::Repository | LinkType::Dashboard | LinkType::Documentation | LinkType::Project | LinkType::Other => 3,
    }
}
