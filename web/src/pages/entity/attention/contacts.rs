//! When it breaks, nobody knows whom to call or what to do.

use catalog_schema::model::{Format, LinkType};

use super::finding::{Finding, Known};

/// The least critical tier that needs to be reachable.
const CRITICAL: u8 = 2;

/// A critical component without a runbook or without a way to who is on call; the owner's on-call link counts.
pub(super) fn find(known: &Known<'_>) -> Option<Finding> {
    let entity = known.entity;
    let tier = entity.tier.filter(|&tier| tier <= CRITICAL && known.is_component())?;
    let has = |link_type: LinkType| entity.links.iter().any(|link| link.link_type == link_type);
    let owner_has_on_call =
        known.owner.is_some_and(|owner| owner.links.iter().any(|link| link.link_type == LinkType::OnCall));
    let (missing, types) = match (has(LinkType::Runbook), has(LinkType::OnCall) || owner_has_on_call) {
        (true, true) => return None,
        (false, true) => ("a runbook", "`runbook`"),
        (true, false) => ("a link to who is on call", "`on-call`"),
        (false, false) => ("a runbook and a link to who is on call", "`runbook` and `on-call`"),
    };
    // Other formats have other words for the types of links.
    let advice = match entity.format {
        Format::Native | Format::Backstage => format!("Add links of type {types} in `{}`.", entity.path),
        _ => format!("Add {missing} in `{}`.", entity.path),
    };
    Some(Finding::plain(format!("It is tier {tier} and lacks {missing}."), advice))
}
