//! Teams and members.

use sextant_server::sources::github::people;

use crate::asking::Asking;
use crate::fake::{Fake, FakeTeam};

#[tokio::test]
async fn lists_whose_pages_change_their_path_are_read_whole_and_unchanged_ones_cost_nothing() {
    let fake = Fake::start(Vec::new()).await;
    {
        let mut state = fake.state();
        state.page = 2;
        state.teams = vec![
            FakeTeam::new("payments", Some("all"), &["ada", "bob", "cleo"]),
            FakeTeam::new("all", None, &["ada", "bob", "cleo", "dan"]),
            FakeTeam::new("search", Some("all"), &["dan"]),
        ];
        let name = |login: &str| (login.to_owned(), Some(login.to_uppercase()));
        state.members = ["ada", "bob", "cleo", "dan", "eve"].map(name).to_vec();
    }
    let asking = Asking::of(&fake);
    let first = people(&asking.client, "acme").await.unwrap();
    let slugs: Vec<&str> = first.teams.iter().map(|team| team.slug.as_str()).collect();
    assert_eq!(slugs, ["all", "payments", "search"]);
    assert_eq!(first.teams[1].members.len(), 3, "all pages");
    assert!(first.teams[0].members.is_empty(), "they are in the teams below it");
    assert_eq!(first.members.len(), 5);
    assert!(fake.paths().iter().any(|path| path.starts_with("/api/v3/organizations/1/team?")));

    let left = fake.state().core.remaining;
    let again = people(&asking.client, "acme").await.unwrap();
    assert_eq!(again, first);
    assert_eq!(fake.state().core.remaining, left, "a 304 costs nothing");
    let spent = asking.client.budget().spent();
    assert_eq!(spent.not_modified, 7, "every page of teams and members");

    fake.state().teams[2].members.push("eve".to_owned());
    let changed = people(&asking.client, "acme").await.unwrap();
    assert!(changed.teams[2].members.contains("eve"));
}
