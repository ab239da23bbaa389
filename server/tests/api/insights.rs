use axum::http::StatusCode;
use serde_json::Value;

use crate::harness::Portal;

/// Waits until the catalog was looked through at the revision that it shows.
async fn insights(portal: &Portal, query: &str) -> Value {
    let shown = portal.json("/api/v1/facets?facet=kind").await["revision"].clone();
    loop {
        let answer = portal.json(&format!("/api/v1/insights{query}")).await;
        let remembered = answer["items"].as_array().unwrap().iter().all(|item| !item["first_seen"].is_null());
        if answer["revision"] == shown && remembered {
            return answer;
        }
        tokio::task::yield_now().await;
    }
}

/// The portal with two components that need each other, and one that needs nobody.
async fn knotted() -> Portal {
    let portal = Portal::start().await;
    let component = |name: &str, more: &str| {
        format!("---\nkind: Component\nmetadata: {{name: {name}}}\nspec: {{type: service, owner: payments{more}}}\n")
    };
    let text = component("hen", ", dependsOn: [component:egg]")
        + &component("egg", ", dependsOn: [component:hen]")
        + &component("lonely", "");
    portal.save("knot.yaml", &text).await;
    portal
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_are_there_with_why_and_what_to_do() {
    let portal = knotted().await;
    let all = insights(&portal, "").await;
    let items = all["items"].as_array().unwrap();
    assert!(!items.is_empty() && all["total"].as_u64().unwrap() == items.len() as u64, "{all}");
    let rules = all["rules"].as_array().unwrap();
    for item in items {
        let rule = rules.iter().find(|rule| rule["id"] == item["rule"]).unwrap();
        assert!(!rule["why"].as_str().unwrap().is_empty() && !rule["fix"].as_str().unwrap().is_empty());
        assert!(item["path"].as_array().unwrap().contains(&item["subject"]) || item["rule"] == "cross-team", "{item}");
    }
    let open: u64 = rules.iter().map(|rule| rule["open"].as_u64().unwrap()).sum();
    assert_eq!(open, all["total"].as_u64().unwrap());
    assert_eq!(all["trend"].as_array().unwrap().len(), 1, "one day");

    let first = &items[0];
    let of_rule = insights(&portal, &format!("?rule={}", first["rule"].as_str().unwrap())).await;
    assert!(of_rule["items"].as_array().unwrap().iter().all(|item| item["rule"] == first["rule"]));
    let about = insights(&portal, &format!("?entity={}", first["subject"].as_str().unwrap())).await;
    assert!(about["items"].as_array().unwrap().contains(first), "{about}");
    let page = insights(&portal, "?limit=1").await;
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    assert_eq!(page["next_cursor"].is_null(), all["total"] == 1);

    for (query, code) in [
        ("?rule=cicle", "unknown_rule"),
        ("?severity=grave", "unknown_severity"),
        ("?limit=0", "invalid_limit"),
        ("?cursor=x", "invalid_cursor"),
        ("?entity=orders", "invalid_ref"),
        ("?accepted=perhaps", "invalid_parameter"),
    ] {
        let refused = portal.get(&format!("/api/v1/insights{query}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{query}");
        let problem: Value = serde_json::from_str(&refused.text()).unwrap();
        assert_eq!(problem["code"], code, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn since_when_a_finding_is_there_outlives_the_process() {
    let portal = knotted().await;
    let before = insights(&portal, "").await;
    let portal = portal.restart().await;
    let after = insights(&portal, "").await;
    assert_eq!(before["items"], after["items"]);
}
