//! What a team lead reads: days, moves, fixes, the heat map and the ranking.

use catalog_schema::wire::{
    Exemption, ExemptionState, MoveDirection, NextFix, RollupCounts, RollupGroup, RollupRule, ScoreMove, ScorecardDay,
    ScorecardExemption, ScorecardLevelCount, TeamScorecard,
};

use crate::fixture::Memory;
use crate::scorecards::defined;
use crate::text;

fn counts(score: u64) -> RollupCounts {
    let level = |name: &str, title: &str, entities| ScorecardLevelCount {
        name: name.to_owned(),
        title: title.to_owned(),
        color: None,
        entities,
    };
    let rule = |id: &str, passed, failed| RollupRule { id: id.to_owned(), passed, failed, ..RollupRule::default() };
    RollupCounts {
        entities: 4,
        failing: 3,
        score,
        max: 100,
        levels: vec![level("bronze", "Bronze", 1), level("silver", "Silver", 0)],
        without_level: 3,
        rules: vec![rule("runbook", 1, 3), rule("chat", 0, 0)],
        ..RollupCounts::default()
    }
}

fn group(of: Option<&str>, score: u64) -> RollupGroup {
    RollupGroup { of: of.map(str::to_owned), title: None, counts: counts(score) }
}

fn told() -> Memory {
    let day = |day: &str, score| ScorecardDay { day: day.to_owned(), counts: counts(score) };
    let moved = |rule: Option<&str>, was: &str, became: &str, direction| ScoreMove {
        entity_ref: "component:default/checkout".to_owned(),
        kind: "Component".to_owned(),
        title: Some("Checkout".to_owned()),
        owner: Some("group:default/payments".to_owned()),
        scorecard: "production".to_owned(),
        rule: rule.map(str::to_owned),
        rule_title: rule.map(|_| "Has a runbook".to_owned()),
        was: Some(was.to_owned()),
        became: Some(became.to_owned()),
        direction,
        at: "2026-11-19T00:00:00Z".to_owned(),
        revision: Some(8),
    };
    let mut memory = defined();
    (memory.definitions[0].score, memory.definitions[0].max) = (72, 100);
    memory.definitions[0].exemptions = vec![ScorecardExemption {
        entity_ref: "component:default/cart".to_owned(),
        rules: vec!["chat".to_owned()],
        reason: "Goes in spring".to_owned(),
        approved_by: Some("platform".to_owned()),
        expires: Some("2027-03-31".to_owned()),
        ..ScorecardExemption::default()
    }];
    Memory {
        days: vec![day("2026-11-10", 80), day("2026-11-13", 75), day("2026-11-20", 70)],
        groups: vec![
            group(Some("group:default/payments"), 60),
            group(Some("group:default/retail"), 90),
            group(None, 10),
        ],
        moves: vec![
            moved(Some("runbook"), "pass", "fail", MoveDirection::Worse),
            moved(None, "bronze", "silver", MoveDirection::Better),
        ],
        fixes: vec![NextFix {
            entity_ref: "component:default/checkout".to_owned(),
            title: Some("Checkout".to_owned()),
            scorecard: "production".to_owned(),
            rule: "runbook".to_owned(),
            rule_title: "Has a runbook".to_owned(),
            points: 10,
            criticality: 40,
            worth: 400,
        }],
        team_scorecards: vec![TeamScorecard {
            scorecard: "production".to_owned(),
            title: "Production readiness".to_owned(),
            counts: counts(60),
        }],
        ..memory
    }
}

fn leads_to(html: &str, addresses: &[&str]) {
    for address in addresses {
        let address = format!("href=\"{}\"", address.replace('&', "&amp;"));
        assert!(html.contains(&address), "{address} is missing in {html}");
    }
}

fn reads(html: &str, expected: &[&str]) {
    let seen = text(html);
    for expected in expected {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
}

#[tokio::test]
async fn the_organisation_is_compared_with_a_week_ago_and_every_day_is_in_a_table() {
    let page = told().get("/scorecards").await;
    assert_eq!(page.status, 200);
    reads(
        &page.html,
        &[
            "The organisation",
            "72 % of the points down 3 from 75 % on 2026-11-13",
            "Within a week 1 for the worse, 1 for the better",
            "2026-11-10 80 %",
        ],
    );
    leads_to(&page.html, &["/scorecards/production?moved=worse#moved", "/api/v1/fixes.csv"]);
    assert!(page.html.contains("<title id=\"organisation-points-title\">"), "a drawing is named");
}

#[tokio::test]
async fn a_scorecard_says_who_moved_who_fails_what_and_what_to_mend() {
    let page = told().get("/scorecards/production").await;
    reads(
        &page.html,
        &[
            "Checkout Has a runbook worse: pass to fail payments 2 days ago , revision 8",
            "Checkout Level better: bronze to silver",
            "Has a runbook Checkout worth 400 · 10 points, criticality 40",
            "payments 3 of 4 –",
            "cart Has a chat Goes in spring platform 2027-03-31",
        ],
    );
    leads_to(
        &page.html,
        &[
            "/catalog/component/default/checkout?tab=scorecards#production.runbook",
            "/catalog/component/default/checkout?tab=activity#r8",
            "/catalog?filter=effective_owner%3Dgroup:default%2Fpayments,failing%3Dproduction%2Frunbook",
            "/catalog?filter=effective_owner%3Dgroup:default%2Fpayments,scorecard%3Dproduction%2Frunbook",
            "/catalog?filter=%21effective_owner,failing%3Dproduction%2Frunbook",
            "/catalog?filter=effective_owner%3Dgroup:default%2Fpayments,level%3Dproduction%2Fbronze",
            "/scorecards/production?by=tier#groups",
            "/scorecards/production?below=silver#entities",
            "/api/v1/moves.csv?scorecard=production",
            "/api/v1/scorecards/production/rollup.csv?by=team",
            "/api/v1/scorecards/production/trend.csv",
            "/api/v1/scorecards/production/exemptions.csv",
        ],
    );
    let seen = text(&page.html);
    let ranking = seen.find("Ranking As CSV").unwrap();
    let place = |name: &str| seen[ranking..].find(name).unwrap();
    assert!(place("retail 90 %") < place("payments 60 %") && place("payments 60 %") < place("No owner 10 %"), "{seen}");
}

#[tokio::test]
async fn of_very_many_teams_those_that_matter_most_are_shown() {
    let mut memory = told();
    memory.groups =
        (0..160).map(|number| group(Some(&format!("group:default/team-{number:03}")), number % 100)).collect();
    let seen = text(&memory.get("/scorecards/production").await.html);
    let (heat, ranking) = seen.split_at(seen.find("Ranking As CSV").unwrap());
    assert!(heat.contains("The 30 in which most entities fail a rule, of 160; the CSV has all."), "{heat}");
    assert!(ranking.contains("The first and the last 15, of 160; the CSV has all."), "{ranking}");
    for teams in [heat, ranking] {
        assert_eq!(teams.matches("team-").count(), 30, "{teams}");
    }
    assert!(ranking.contains("team-099") && ranking.contains("team-100"), "the best and the last: {ranking}");
}

#[tokio::test]
async fn a_rule_that_does_not_count_yet_makes_nobody_fail() {
    let mut memory = told();
    let failing = |ids: &[&str]| {
        let conditions: Vec<String> = ids.iter().map(|id| format!("failing%3Dproduction%2F{id}")).collect();
        format!("/catalog?filter=effective_owner%3Dgroup:default%2Fpayments,{}\"", conditions.join(","))
    };
    let both = memory.get("/scorecards/production").await.html;
    assert!(both.contains(&failing(&["runbook", "chat"])), "{both}");
    memory.definitions[0].rules[1].effective_from = Some("2027-03-01".to_owned());
    memory.definitions[0].levels.clear();
    let page = memory.get("/scorecards/production").await.html;
    assert!(page.contains(&failing(&["runbook"])) && !page.contains(&failing(&["runbook", "chat"])), "{page}");
    leads_to(&page, &["/catalog?filter=failing%3Dproduction%2Frunbook"]);
    assert!(!page.contains("filter=failing%3Dproduction%2Frunbook,failing%3Dproduction%2Fchat"), "{page}");
}

#[tokio::test]
async fn of_very_many_exemptions_those_that_end_first_are_shown() {
    let mut memory = told();
    let exemption = memory.definitions[0].exemptions[0].clone();
    memory.definitions[0].exemptions =
        (0..130).map(|number| ScorecardExemption { reason: format!("reason-{number}"), ..exemption.clone() }).collect();
    let seen = text(&memory.get("/scorecards/production").await.html);
    assert_eq!(seen.matches("reason-").count(), 100, "{seen}");
    assert!(seen.contains("30 more in the table as CSV"), "{seen}");
}

#[tokio::test]
async fn moves_can_be_narrowed_and_groups_chosen() {
    let worse = told().get("/scorecards/production?moved=worse&days=30&by=tier").await.html;
    assert!(text(&worse).contains("worse: pass") && !text(&worse).contains("better: bronze"), "{}", text(&worse));
    leads_to(
        &worse,
        &[
            "/scorecards/production?by=tier&days=30#moved",
            "/api/v1/moves.csv?scorecard=production&days=30&direction=worse",
            "/api/v1/scorecards/production/rollup.csv?by=tier",
        ],
    );
}

#[tokio::test]
async fn a_team_says_how_it_does_what_got_worse_and_what_to_mend() {
    let mut memory = told();
    memory.exemptions = vec![Exemption { state: ExemptionState::Waiting, ..Exemption::default() }];
    let page = memory.get("/teams/payments").await;
    reads(
        &page.html,
        &[
            "Production readiness 60 % down 15 from 75 % on 2026-11-13",
            "Bronze 1 no level 3",
            "Worse than a week ago 1 What stands elsewhere",
            "Checkout Has a runbook worse: pass to fail production payments",
            "Better than a week ago 1",
            "What to mend next",
        ],
    );
    let team = "group:default%2Fpayments";
    leads_to(
        &page.html,
        &[
            &format!("/catalog?effective_owner={team}&filter=scorecard%3Dproduction"),
            &format!("/catalog?effective_owner={team}&filter=level%3Dproduction%2Fbronze"),
            &format!("/api/v1/moves.csv?team={team}&days=7"),
            "/teams/payments?days=90#health",
            &format!("/exemptions?state=waiting&team={team}"),
            &format!("/api/v1/fixes.csv?team={team}"),
            &format!("/api/v1/scorecards/production/trend.csv?by=team&of={team}"),
        ],
    );
}
