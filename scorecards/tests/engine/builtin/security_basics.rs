//! What a catalog can tell honestly of how safe something is.

use catalog_schema::model::{Entity, LinkType};
use catalog_schema::repository::RepositoryFacts;
use catalog_schema::wire::Outcome::{Fail, Pass, Unknown};
use scorecards::OwnerFacts;

use super::case::{Case, alone, annotated, in_repository, judged, link, linked, owned, owned_by, team};
use crate::support::{bare, owned_by_payments};

pub(super) fn cases() -> Vec<Case> {
    let https = link(LinkType::Other, "https://example.com");
    let http = link(LinkType::Dashboard, "http://grafana.example.com/d/orders");
    let chat = link(LinkType::Chat, "https://chat.example.com/channels/payments");
    let email = OwnerFacts { email: Some("payments@example.com".to_owned()), ..team(4, &[]) };
    let harmless = Entity {
        annotations: [("a".to_owned(), "b".to_owned()), ("c".to_owned(), "https://example.com/path/x".to_owned())]
            .into(),
        labels: [("team".to_owned(), "checkout".to_owned())].into(),
        ..linked(bare(), &vec![https.clone(); 4])
    };
    let bare_repository = || in_repository(bare(), RepositoryFacts::default());
    let licensed = |path: &str, identifier: Option<&str>| RepositoryFacts {
        licence: Some(path.to_owned()),
        licence_id: identifier.map(str::to_owned),
        ..RepositoryFacts::default()
    };
    let reviewed = RepositoryFacts { codeowners: Some(".github/CODEOWNERS".to_owned()), ..RepositoryFacts::default() };
    vec![
        Case::new(
            "code-owners-declared",
            in_repository(bare(), reviewed),
            Pass,
            ".github/CODEOWNERS says who reviews what.",
        ),
        Case::new(
            "code-owners-declared",
            bare_repository(),
            Fail,
            "Its repository has no CODEOWNERS where forges look for it.",
        ),
        Case::new("code-owners-declared", alone(bare()), Unknown, "repository.codeowners"),
        Case::new(
            "licence-declared",
            in_repository(bare(), licensed("LICENSE", Some("MIT"))),
            Pass,
            "LICENSE says it: MIT.",
        ),
        Case::new("licence-declared", in_repository(bare(), licensed("COPYING", None)), Pass, "COPYING says it."),
        Case::new("licence-declared", bare_repository(), Fail, "Its repository has no file that says who may use it."),
        Case::new("licence-declared", alone(bare()), Unknown, "repository.licence"),
        Case::new(
            "source-known",
            alone(linked(bare(), &[link(LinkType::Repository, "https://git.example.com/orders")])),
            Pass,
            "Its source code is at https://git.example.com/orders",
        ),
        Case::new(
            "source-known",
            alone(annotated(bare(), "backstage.io/source-location", "url:https://git.example.com/orders")),
            Pass,
            "An annotation says where its source code is.",
        ),
        Case::new(
            "source-known",
            alone(bare()),
            Fail,
            "Neither a link nor an annotation says where its source code is.",
        ),
        Case::new("security-contact", owned_by(bare(), email), Pass, "One can write to payments@example.com."),
        Case::new(
            "security-contact",
            owned_by(bare(), team(4, &[chat])),
            Pass,
            "One can turn to https://chat.example.com/channels/payments",
        ),
        Case::new(
            "security-contact",
            alone(bare()),
            Fail,
            "Nobody owns it, and it has no link to a chat channel, a tracker or a rota.",
        ),
        Case::new(
            "security-contact",
            owned_by(bare(), owned_by_payments(false)),
            Fail,
            "The owner group:default/payments is not in the catalog, and there is no link to a chat channel, a tracker \
             or a rota.",
        ),
        Case::new(
            "security-contact",
            owned(bare()),
            Fail,
            "Neither it nor group:default/payments says where to turn: no e-mail address, no chat channel, no tracker, \
             no rota.",
        ),
        Case::new("no-plain-http", alone(bare()), Pass, "It has no links."),
        Case::new(
            "no-plain-http",
            alone(linked(bare(), &vec![https.clone(); 3])),
            Pass,
            "None of its links (3) is plain http.",
        ),
        Case::new(
            "no-plain-http",
            alone(linked(bare(), &[https, http])),
            Fail,
            "Plain http: http://grafana.example.com/d/orders",
        ),
        Case::new(
            "no-secrets",
            alone(harmless),
            Pass,
            "Nothing in its annotations (2), labels (1) and links (4) looks like a key or a password.",
        ),
        Case::new(
            "no-secrets",
            alone(linked(bare(), &[link(LinkType::Other, "https://admin:hunter2@rabbit.example.com/")])),
            Fail,
            "A link holds a user name and a password.",
        ),
        Case::new(
            "no-secrets",
            alone(annotated(bare(), "deploy-token", "ghp_0123456789abcdefghij0123456789abcdef")),
            Fail,
            "An annotation or a label holds what looks like a key.",
        ),
        Case::new(
            "language-declared",
            alone(Entity { language: Some("kotlin".to_owned()), ..bare() }),
            Pass,
            "It is written in kotlin.",
        ),
        Case::new("language-declared", alone(bare()), Fail, "It does not say what it is written in."),
    ]
}

#[test]
fn each_rule_says_what_it_found() {
    cases().iter().for_each(Case::holds);
}

#[test]
fn keys_are_told_from_what_only_resembles_them() {
    let outcome = |value: &str| {
        let entity = Entity { labels: [("key".to_owned(), value.to_owned())].into(), ..bare() };
        judged("no-secrets", &entity, &Default::default()).outcome
    };
    for key in [
        "AKIA0123456789ABCDEF",
        "xoxb-123456789012-abcdefgh",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
        "AIzaSyA0123456789abcdefghijklmnopqrstuv",
    ] {
        assert_eq!(outcome(key), Fail, "{key}");
    }
    for value in ["ghp_", "", "akia-is-the-name-of-a-service", "secret/shop/orders", "github.com/acme/orders/tree/main"]
    {
        assert_eq!(outcome(value), Pass, "{value}");
    }
    let outcome =
        |url: &str| judged("no-secrets", &linked(bare(), &[link(LinkType::Other, url)]), &Default::default()).outcome;
    for url in ["mailto:ana@example.com", "https://git@git.example.com/orders", "https://example.com/?a=b:c@d", "@:@"] {
        assert_eq!(outcome(url), Pass, "{url}");
    }
    assert_eq!(outcome("amqp://admin:hunter2@rabbit.example.com"), Fail);
}
