//! Whom to tell, as a table.

use std::io;

use catalog_schema::model::{Link, LinkType};
use catalog_schema::wire::{Impact, ImpactTeam};

use crate::lists::csv::write;

/// The columns, in their order.
const COLUMNS: [&str; 11] =
    ["ref", "title", "entities", "tier_1", "tier_2", "tier_3", "tier_4", "nearest", "on_call", "chat", "email"];

/// One line a team, after a line with the columns' names. Several ways of one kind stand in one cell, blanks between.
///
/// # Errors
/// None that a table in memory can have; what the writer says is handed on.
pub(crate) fn whom_to_tell_csv(impact: &Impact) -> io::Result<Vec<u8>> {
    let lines = impact.teams.iter().map(cells);
    write([COLUMNS.map(str::to_owned)].into_iter().chain(lines))
}

fn cells(team: &ImpactTeam) -> [String; COLUMNS.len()] {
    let ways = |wanted: LinkType| {
        let ways = team.contacts.iter().filter(|link| link.link_type == wanted).map(address);
        ways.collect::<Vec<&str>>().join(" ")
    };
    let [tier_1, tier_2, tier_3, tier_4] = team.tiers.map(|count| count.to_string());
    [
        team.entity_ref.clone(),
        team.title.clone().unwrap_or_default(),
        team.entities.to_string(),
        tier_1,
        tier_2,
        tier_3,
        tier_4,
        team.nearest.to_string(),
        ways(LinkType::OnCall),
        ways(LinkType::Chat),
        ways(LinkType::Other),
    ]
}

/// An address of e-mail without what makes it a link.
fn address(link: &Link) -> &str {
    link.url.strip_prefix("mailto:").unwrap_or(&link.url)
}
