//! Groups and their members.

use sextant_server::sources::gitlab::people;

use crate::asking::Asking;
use crate::fake::{Fake, FakeGroup, Fault};

#[tokio::test]
async fn groups_are_read_whole_with_who_is_a_member_of_each() {
    let fake = Fake::start(Vec::new()).await;
    {
        let mut state = fake.state();
        state.page = 2;
        state.groups = vec![
            FakeGroup::new(1, "org/acme", Some(9), &["ada"]),
            FakeGroup::new(2, "org/acme/shop", Some(1), &["bob", "cleo", "dan", "project_7_bot_a1", "eve"]),
            FakeGroup::new(3, "org/acme/shop/web", Some(2), &["dan"]),
            FakeGroup::new(4, "org/acme/data", Some(1), &[]),
            FakeGroup::new(5, "org/acmeforge", Some(9), &["zoe"]),
        ];
        state.groups[1].members[4].2 = "blocked";
    }
    let asking = Asking::of(&fake);
    let found = people(&asking.client, "org/acme").await.unwrap();
    let teams: Vec<(&str, Option<&str>, Vec<&str>)> = found
        .teams
        .iter()
        .map(|team| (&*team.slug, team.parent.as_deref(), team.members.iter().map(String::as_str).collect()))
        .collect();
    let expected: [(&str, Option<&str>, Vec<&str>); 4] = [
        ("acme", None, vec!["ada"]),
        ("data", Some("acme"), vec![]),
        ("shop", Some("acme"), vec!["bob", "cleo", "dan"]),
        ("shop-web", Some("shop"), vec!["dan"]),
    ];
    assert_eq!(teams, expected);
    let members: Vec<&str> = found.members.iter().map(|person| person.login.as_str()).collect();
    assert_eq!(members, ["ada", "bob", "cleo", "dan"]);
    assert_eq!(found.members[0].name.as_deref(), Some("ADA"));

    fake.fail("/groups/3/members", Fault::status(403, "403 Forbidden"));
    assert!(people(&asking.client, "org/acme").await.is_err(), "half of it would take people out of their groups");
}
