//! Whether somebody answers for it.

use catalog_schema::model::{Entity, LinkType};
use catalog_schema::wire::Outcome::{Fail, Pass, Unknown};
use scorecards::OwnerFacts;

use super::case::{Case, alone, ana, link, linked, owned, owned_by, team};
use crate::support::{bare, owned_by_payments};

pub(super) fn cases() -> Vec<Case> {
    let tier = |tier: u8| Entity { tier: Some(tier), ..bare() };
    let chat = link(LinkType::Chat, "https://chat.example.com/channels/payments");
    let rota = link(LinkType::OnCall, "https://oncall.example.com/rotas/payments");
    let others = [link(LinkType::Other, "https://example.com"), link(LinkType::Other, "https://example.org")];
    let email = OwnerFacts { email: Some("payments@example.com".to_owned()), ..team(4, &[]) };
    let ghosts = owned_by_payments(false);
    let inherited = OwnerFacts { declared: None, exists: false, kind: None, ..team(4, &[]) };
    vec![
        Case::new("owner-exists", owned(bare()), Pass, "Owned by group:default/payments, which is in the catalog."),
        Case::new("owner-exists", alone(bare()), Fail, "No owner is declared."),
        Case::new(
            "owner-exists",
            owned_by(bare(), ghosts.clone()),
            Fail,
            "The owner group:default/payments is not in the catalog.",
        ),
        Case::new("owner-is-team", owned(bare()), Pass, "group:default/payments is not one person, but a Group."),
        Case::new("owner-is-team", owned_by(bare(), ana()), Fail, "The owner user:default/ana is one person."),
        Case::new("owner-is-team", owned_by(bare(), ghosts.clone()), Unknown, "owner.kind"),
        Case::new("owner-is-team", alone(bare()), Unknown, "owner.kind"),
        Case::new("owner-has-members", owned(bare()), Pass, "The catalog knows 4 people in group:default/payments."),
        Case::new(
            "owner-has-members",
            owned_by(bare(), team(1, &[])),
            Pass,
            "The catalog knows one person in group:default/payments.",
        ),
        Case::new(
            "owner-has-members",
            owned_by(bare(), team(0, &[])),
            Fail,
            "The catalog knows nobody in group:default/payments.",
        ),
        Case::new("owner-has-members", owned_by(bare(), ghosts.clone()), Unknown, "owner.members"),
        Case::new(
            "owner-has-members",
            owned_by(bare(), inherited),
            Pass,
            "The catalog knows 4 people in group:default/payments.",
        ),
        Case::new(
            "owner-reachable",
            owned_by(bare(), team(4, &[chat])),
            Pass,
            "group:default/payments can be reached at https://chat.example.com/channels/payments.",
        ),
        Case::new(
            "owner-reachable",
            owned_by(bare(), email),
            Pass,
            "group:default/payments can be reached at payments@example.com.",
        ),
        Case::new(
            "owner-reachable",
            owned_by(bare(), team(4, &others)),
            Fail,
            "group:default/payments has links (2), but none to a chat channel, and no e-mail address.",
        ),
        Case::new(
            "owner-reachable",
            owned(bare()),
            Fail,
            "group:default/payments has neither a link to a chat channel nor an e-mail address.",
        ),
        Case::new("owner-reachable", owned_by(bare(), ghosts), Unknown, "owner.members, owner.email"),
        Case::new(
            "owner-on-call",
            owned_by(tier(1), team(4, std::slice::from_ref(&rota))),
            Pass,
            "Who is on call for group:default/payments: https://oncall.example.com/rotas/payments",
        ),
        Case::new("owner-on-call", owned(tier(3)), Pass, "Tier 3 needs nobody on call."),
        Case::new("owner-on-call", alone(tier(1)), Fail, "It is of tier 1, and nobody owns it who could be on call."),
        Case::new(
            "owner-on-call",
            owned(linked(tier(1), &[rota])),
            Fail,
            "It is of tier 1 and has a link of its own to who is on call, but group:default/payments has none.",
        ),
        Case::new(
            "owner-on-call",
            owned(tier(1)),
            Fail,
            "It is of tier 1, and group:default/payments has no link to who is on call.",
        ),
        Case::new("owner-on-call", owned(bare()), Unknown, "entity.tier"),
    ]
}

#[test]
fn each_rule_says_what_it_found() {
    cases().iter().for_each(Case::holds);
}
