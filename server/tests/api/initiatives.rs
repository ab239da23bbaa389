//! Initiatives by the API: how far everybody is, day by day, by team, and who is left with what.

use serde_json::{Value, json};
use sextant_server::clock::{day, now_ms};
use sextant_server::health::initiatives::DayWriter;
use sextant_server::store::InitiativeDayRow;

use crate::harness::Portal;

/// In milliseconds.
const DAY: i64 = 86_400_000;

/// An initiative that began so many days ago and is due in so many.
fn initiative(name: &str, began: i64, due: i64, spec: &str) -> String {
    let of = |days: i64| day(now_ms() + days * DAY);
    format!(
        "kind: Initiative\nmetadata:\n  name: {name}\n  title: Of {name}\nspec:\n  owner: payments\n  startsOn: {}\n  \
         dueOn: {}\n{spec}",
        of(-began),
        of(due)
    )
}

const DESCRIBED: &str = "  scorecard: documentation\n  rules: [has-description]\n";

fn sum(counts: &Value) -> u64 {
    ["reached", "failing", "unknown", "exempt"].iter().map(|field| counts[*field].as_u64().unwrap()).sum()
}

#[tokio::test]
async fn progress_is_what_the_scorecard_says_of_whom_it_asks() {
    let portal = Portal::start().await;
    portal.save("initiative.yaml", &initiative("described", 1, 30, DESCRIBED)).await;
    let told = portal.json("/api/v1/initiatives/described").await;
    assert_eq!((&told["title"], &told["owner"]), (&json!("Of described"), &json!("group:default/payments")));
    assert_eq!(told["defined_at"]["ref"], "initiative:default/described");
    let scorecard = portal.json("/api/v1/scorecards/documentation").await;
    let rule = scorecard["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "has-description").unwrap();
    for (field, of_rule) in [("reached", "passed"), ("failing", "failed"), ("unknown", "unknown"), ("exempt", "exempt")]
    {
        assert_eq!(told[field], rule[of_rule], "{field}");
    }
    assert_eq!(Some(sum(&told)), told["entities"].as_u64());
    assert!(told["failing"].as_u64() > Some(0) && told["reached"].as_u64() > Some(0), "{told}");
    assert_eq!(told["rules"][0]["failing"], told["failing"]);
    assert_eq!(told["state"], "running", "nothing is known of the days before");

    // Groups add up, and a figure is the length of the list that it leads to.
    let rollup = portal.json("/api/v1/initiatives/described/rollup?by=team").await;
    let items = rollup["items"].as_array().unwrap();
    assert_eq!(items.iter().map(sum).sum::<u64>(), sum(&told));
    for state in ["reached", "failing", "unknown", "exempt"] {
        let list = portal.json(&format!("/api/v1/initiatives/described/entities?state={state}&limit=1000")).await;
        assert_eq!(list["total"], told[state], "{state}");
        assert!(list["items"].as_array().unwrap().iter().all(|item| item["state"] == state), "{list}");
    }
    for group in items.iter().filter(|group| group["of"].is_string()) {
        let of = group["of"].as_str().unwrap();
        let list = portal.json(&format!("/api/v1/initiatives/described/entities?team={of}")).await;
        assert_eq!(list["total"], group["entities"], "{of}");
    }
    let left = portal.json("/api/v1/initiatives/described/entities?state=left&limit=1").await;
    let lack = &left["items"][0]["lacks"][0];
    assert_eq!((&lack["rule"], &lack["outcome"]), (&json!("has-description"), &json!("fail")));
    assert!(!lack["message"].as_str().unwrap().is_empty() && lack["fix"].is_string(), "{lack}");
    let csv = portal.get("/api/v1/initiatives/described/entities.csv?state=left").await.text();
    assert_eq!(csv.lines().count() as u64, left["total"].as_u64().unwrap() + 1);
    assert!(csv.starts_with("ref,kind,title,owner,state,fails,unknown,exempt\r\n"), "{csv}");
    assert!(csv.contains(",failing,documentation/has-description,,"), "{csv}");
}

#[tokio::test]
async fn who_mends_it_is_there_at_once_and_who_is_meant_follows_the_file() {
    let portal = Portal::start().await;
    let component = |more: &str| {
        format!(
            "kind: Component\nmetadata:\n  name: late\n{more}spec:\n  type: service\n  owner: payments\n  tier: 4\n"
        )
    };
    portal.save("late.yaml", &component("")).await;
    let narrow = format!("{DESCRIBED}  appliesTo: {{ tiers: [4], kinds: [component] }}\n  filter: name=late\n");
    portal.save("initiative.yaml", &initiative("described", 1, 30, &narrow)).await;
    let told = portal.json("/api/v1/initiatives/described").await;
    assert_eq!((&told["entities"], &told["failing"]), (&json!(1), &json!(1)));
    let of_it = portal.json("/api/v1/initiatives?entity=component:default/late").await;
    assert_eq!((&of_it["items"][0]["name"], &of_it["items"][0]["failing"]), (&json!("described"), &json!(1)));
    let others = portal.json("/api/v1/initiatives?entity=component:default/orders").await;
    assert_eq!(others["items"], json!([]));

    portal.save("late.yaml", &component("  description: Takes orders from the website and a phone.\n")).await;
    let told = portal.json("/api/v1/initiatives/described").await;
    assert_eq!((&told["reached"], &told["state"]), (&json!(1), &json!("reached")));

    portal.save("initiative.yaml", &initiative("described", 1, 30, &narrow.replace("name=late", "name=nobody"))).await;
    assert_eq!(portal.json("/api/v1/initiatives/described").await["state"], "empty");
    portal.remove("initiative.yaml").await;
    assert_eq!(portal.problem(404, "/api/v1/initiatives/described").await.0, "initiative_not_found");
}

#[tokio::test]
async fn what_is_not_there_is_told_with_its_line_and_what_was_meant() {
    let portal = Portal::start().await;
    let wrong = DESCRIBED.replace("has-description", "has-descripton");
    portal.save("initiative.yaml", &initiative("described", 1, 30, &wrong)).await;
    let told = portal.json("/api/v1/initiatives/described").await;
    assert_eq!((&told["state"], &told["entities"]), (&json!("invalid"), &json!(0)));
    let problem = &told["problems"][0];
    assert_eq!(problem["help"], "did you mean has-description?");
    assert_eq!((&problem["line"], &problem["column"]), (&json!(10), &json!(11)), "{problem}");
    let page = portal.get("/initiatives/described").await;
    let html = page.text();
    assert!(html.contains("This initiative is not understood") && html.contains("line 10"), "{html}");

    // A scorecard that comes later mends it, without a change of the initiative.
    let own = "kind: Scorecard\nmetadata:\n  name: own\nspec:\n  appliesTo: { kinds: [Component] }\n  rules:\n    - id: tried\n      \
               title: Tried\n      expression: entity.kind == 'Component'\n";
    portal.save("initiative.yaml", &initiative("described", 1, 30, "  rules: [own/tried]\n")).await;
    assert_eq!(portal.json("/api/v1/initiatives/described").await["state"], "invalid");
    portal.save("own.yaml", own).await;
    let told = portal.json("/api/v1/initiatives/described").await;
    assert_eq!((&told["state"], &told["problems"]), (&json!("reached"), &Value::Null), "{told}");
}

#[tokio::test]
async fn a_file_that_is_wrong_keeps_the_last_good_version() {
    let portal = Portal::start().await;
    portal.save("initiative.yaml", &initiative("described", 1, 30, DESCRIBED)).await;
    let entities = portal.json("/api/v1/initiatives/described").await["entities"].clone();
    let wrong = initiative("described", 1, 30, DESCRIBED).replace("rules: [", "rules: [4, ");
    portal.save("initiative.yaml", &wrong).await;
    assert_eq!(portal.json("/api/v1/initiatives/described").await["entities"], entities);
    assert_eq!(portal.json("/api/v1/entities/initiative/default/described").await["stale"], true);
    let told = portal.json("/api/v1/diagnostics").await;
    let codes: Vec<&str> =
        told["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"initiative-field"), "{codes:?}");
}

/// The days of an initiative with so many left on each, counted from so many days ago on, written down as the recorder does.
async fn write_down(portal: &Portal, name: &str, grouped: (&str, &str), left: &[(i64, u64)]) {
    let rows: Vec<InitiativeDayRow> = left
        .iter()
        .map(|&(ago, left)| InitiativeDayRow {
            initiative: name.to_owned(),
            day: day(now_ms() - ago * DAY),
            grouped: grouped.0.to_owned(),
            part: grouped.1.to_owned(),
            counts: json!({"entities": 100, "reached": 100 - left, "failing": left, "unknown": 0, "exempt": 0})
                .to_string(),
        })
        .collect();
    let mut tx = portal.app.store().write().await.unwrap();
    tx.put_initiative_days(&rows).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn days_that_are_written_down_make_the_burn_down_and_the_pace() {
    let portal = Portal::start().await;
    portal.save("initiative.yaml", &initiative("described", 20, 9, DESCRIBED)).await;
    let pending = portal.json("/api/v1/initiatives/described/burndown").await;
    assert_eq!(pending["pending"], true, "the days before are not counted yet: {pending}");
    assert_eq!(pending["days"].as_array().unwrap().len(), 1, "today stands already");

    // Nobody has looked yet at what scorecards say, so that the days are written down without figures.
    let today = day(now_ms());
    DayWriter::default().write(portal.app.store(), &portal.app.cell().load(), &today).await.unwrap();
    let told = portal.json("/api/v1/initiatives/described").await;
    let left = told["failing"].as_u64().unwrap() + told["unknown"].as_u64().unwrap();
    write_down(&portal, "described", ("organisation", ""), &[(20, left + 40), (14, left + 20), (1, left + 1)]).await;
    write_down(&portal, "described", ("team", "group:default/payments"), &[(14, 1)]).await;
    // What is written is told without a look at the store for a second at most.
    portal.save("more.yaml", "kind: Component\nmetadata: {name: more, description: x}\nspec: {type: service}\n").await;

    let burndown = portal.json("/api/v1/initiatives/described/burndown").await;
    let days = burndown["days"].as_array().unwrap();
    let told: Vec<u64> = days.iter().map(|day| day["failing"].as_u64().unwrap()).collect();
    assert_eq!((told.len(), &told[..3]), (4, &[left + 40, left + 20, left + 1][..]), "{burndown}");
    assert_eq!((&days[3]["day"], &burndown["pending"]), (&json!(day(now_ms())), &json!(false)));
    let csv = portal.get("/api/v1/initiatives/described/burndown.csv").await.text();
    assert!(csv.starts_with("day,entities,reached,failing,unknown,exempt,left\r\n"), "{csv}");
    assert_eq!(csv.lines().count(), 5);

    let told = portal.json("/api/v1/initiatives/described").await;
    let pace = &told["pace"];
    assert_eq!((&pace["days"], &pace["days_left"]), (&json!(14), &json!(10)), "{told}");
    assert_eq!(pace["left_then"], json!(left + 20));
    let now = pace["left"].as_u64().unwrap();
    let expected = if (left + 20 - now) * 10 >= now * 14 { "on_track" } else { "at_risk" };
    assert_eq!(told["state"], expected);
    let of_team = portal.json("/api/v1/initiatives/described/burndown?team=payments").await;
    assert_eq!(of_team["team"], "group:default/payments");
    assert_eq!(of_team["days"].as_array().unwrap().len(), 2, "{of_team}");

    let page = portal.get("/initiatives/described").await.text();
    assert!(page.contains("chart-ideal") && page.contains("As a table"), "{page}");
}

#[tokio::test]
async fn pages_say_what_is_running_what_is_asked_of_whom_and_who_is_left() {
    let portal = Portal::start().await;
    let empty = portal.get("/initiatives").await.text();
    assert!(empty.contains("There is no initiative") && empty.contains("kind: Initiative"), "{empty}");
    assert!(portal.get("/scorecards").await.text().contains("href=\"/initiatives\""));

    portal.save("initiative.yaml", &initiative("described", 1, 30, DESCRIBED)).await;
    portal.save("over.yaml", &initiative("over", 60, -30, &format!("{DESCRIBED}  state: ended\n"))).await;
    let list = portal.get("/initiatives").await.text();
    let (running, over) = list.split_once("id=\"over\"").unwrap();
    assert!(running.contains("Of described") && !running.contains("Of over") && over.contains("Of over"), "{list}");
    assert!(running.contains("in 30 days"), "{running}");

    let left = portal.json("/api/v1/initiatives/described/entities?state=left").await;
    let first = left["items"][0].clone();
    let page = portal.get("/initiatives/described").await.text();
    assert!(page.contains("Who is left") && page.contains("documentation.has-description"), "{page}");
    assert!(page.contains("/api/v1/initiatives/described/entities.csv?state=left"), "{page}");

    let reference = first["ref"].as_str().unwrap();
    let (kind, rest) = reference.split_once(':').unwrap();
    let of_entity = portal.get(&format!("/catalog/{kind}/{rest}?tab=scorecards")).await.text();
    assert!(of_entity.contains("Asked of it") && of_entity.contains("href=\"/initiatives/described\""), "{of_entity}");

    let page = portal.get("/teams/payments").await.text();
    assert!(
        page.contains("id=\"initiatives\"") && page.contains("/initiatives/described?team=group:default"),
        "{page}"
    );

    let wrong = portal.get("/initiatives/described?state=sideways").await;
    assert!(wrong.status.as_u16() == 400 && wrong.text().contains("This cannot be looked for"), "{}", wrong.text());
    assert_eq!(portal.get("/initiatives/none").await.status.as_u16(), 404);
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused() {
    let portal = Portal::start().await;
    portal.save("initiative.yaml", &initiative("described", 1, 30, DESCRIBED)).await;
    for (address, status, code) in [
        ("/api/v1/initiatives?tree=true", 400, "invalid_parameter"),
        ("/api/v1/initiatives?team=group:default/nobody", 404, "entity_not_found"),
        ("/api/v1/initiatives?entity=orders", 400, "invalid_ref"),
        ("/api/v1/initiatives?team=payments&entity=component:default/orders", 400, "invalid_parameter"),
        ("/api/v1/initiatives/none/burndown", 404, "initiative_not_found"),
        ("/api/v1/initiatives/described/rollup?by=colour", 400, "invalid_parameter"),
        ("/api/v1/initiatives/described/entities?state=sideways", 400, "invalid_filter"),
        ("/api/v1/initiatives/described/entities?limit=0", 400, "invalid_limit"),
        ("/api/v1/initiatives/described/entities.csv?filter=colour=red", 400, "unknown_filter_field"),
    ] {
        assert_eq!(portal.problem(status, address).await.0, code, "{address}");
    }
}

#[tokio::test]
async fn who_need_not_is_told_apart_with_why_and_counts_neither_way() {
    let portal = Portal::start().await;
    let own = "kind: Scorecard\nmetadata:\n  name: own\nspec:\n  appliesTo: { kinds: [Component] }\n  rules:\n    - id: tried\n      \
               title: Tried\n      expression: entity.kind == 'API'\n  exemptions:\n    - entity: component:default/orders\n      \
               reason: It goes in spring.\n      approvedBy: ada\n      expires: 2999-12-31\n";
    portal.save("own.yaml", own).await;
    portal.save("initiative.yaml", &initiative("tried", 1, 30, "  rules: [own/tried]\n  filter: name=orders\n")).await;
    let told = portal.json("/api/v1/initiatives/tried").await;
    assert_eq!((&told["entities"], &told["exempt"], &told["state"]), (&json!(1), &json!(1), &json!("empty")), "{told}");
    let list = portal.json("/api/v1/initiatives/tried/entities?state=exempt").await;
    let lack = &list["items"][0]["lacks"][0];
    assert_eq!(lack["outcome"], "exempt");
    assert_eq!(lack["message"], "Exempt: It goes in spring. Decided by ada. Until 2999-12-31.");
    assert_eq!(portal.json("/api/v1/initiatives/tried/entities?state=left").await["total"], 0);
}
