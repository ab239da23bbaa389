//! Custom fields and types: defined, listed with what uses them, and what follows for descriptors.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use sextant_server::app::AppOptions;

use crate::harness::{Answer, OWN, Portal, column, form, fresh_postgres_database};

const LEDGER: &str = "/api/v1/entities/component/default/ledger";
const FIELD: &str = "/api/v1/fields/cost_centre";

async fn put_ledger(portal: &Portal, token: &str, field: &str) -> Answer {
    let text = format!(
        "kind: Component\nmetadata:\n  name: ledger\nspec:\n  type: service\n  owner: payments\n  lifecycle: production\n  customFields:\n    {field}\n"
    );
    let request = Request::builder().method("PUT").uri(LEDGER).header("authorization", format!("Bearer {token}"));
    portal.send(request.header("content-type", "application/yaml").body(Body::from(text)).unwrap()).await
}

async fn define(portal: &Portal, token: &str, path: &str, definition: &Value) -> Answer {
    portal.send_as(token, "PUT", path, definition).await
}

async fn misfits(portal: &Portal) -> Vec<String> {
    let all = portal.json("/api/v1/diagnostics?limit=1000").await;
    let of_fields = all["items"].as_array().unwrap().iter().filter(|item| {
        ["custom-field-value", "missing-custom-field", "undefined-type"].contains(&item["code"].as_str().unwrap())
    });
    of_fields.map(|item| format!("{} {}:{}", item["code"], item["file"], item["line"]).replace('"', "")).collect()
}

async fn a_field_is_defined_judged_by_counted_and_removed(options: AppOptions) {
    let portal = Portal::start_with(options).await;
    let admin = portal.token(&["admin"]).await;
    assert_eq!(put_ledger(&portal, &admin, "cost_centre: '4711'").await.json()["diagnostics"], json!([]));
    let number = json!({"type": "number", "kinds": ["Component"], "label": "Cost centre"});
    let defined = define(&portal, &admin, FIELD, &number).await;
    assert_eq!(defined.status, StatusCode::OK, "{}", defined.text());
    assert_eq!((&defined.json()["name"], &defined.json()["entities"]), (&json!("cost_centre"), &json!(1)));
    assert_eq!(misfits(&portal).await, ["custom-field-value component/default/ledger.yaml:9"]);
    let listed = portal.json("/api/v1/fields").await;
    assert_eq!((&listed["total"], &listed["items"][0]["label"]), (&json!(1), &json!("Cost centre")));
    assert_eq!(
        portal.json("/api/v1/entities?filter=field.cost_centre").await["total"],
        1,
        "a figure is a list's length"
    );
    assert_eq!(portal.json("/api/v1/entities?filter=field.cost_centre=4711").await["total"], 1);
    assert_eq!(portal.json("/api/v1/entities?filter=field.cost_centre=1").await["total"], 0);
    let facet = portal.json("/api/v1/facets?facet=field.cost_centre").await["facets"]["field.cost_centre"].clone();
    assert_eq!(facet, json!([{"value": "4711", "count": 1}]));
    assert_eq!(portal.json(LEDGER).await["custom_fields"], json!({"cost_centre": "4711"}));

    let again = define(&portal, &admin, FIELD, &number).await;
    assert_eq!(again.json()["revision"], defined.json()["revision"], "nothing changed takes no revision");
    let told = put_ledger(&portal, &admin, "cost_centre: many").await;
    let told = told.json()["diagnostics"].clone();
    assert_eq!((&told[0]["code"], &told[0]["line"]), (&json!("custom-field-value"), &json!(9)), "{told}");
    assert!(told[0]["help"].as_str().unwrap().contains("without quotes"), "{told}");
    assert_eq!(put_ledger(&portal, &admin, "cost_centre: 4711").await.json()["diagnostics"], json!([]));
    assert_eq!(misfits(&portal).await, Vec::<String>::new());
    define(&portal, &admin, FIELD, &json!({"type": "single_select", "options": ["red", "blue"]})).await;
    assert_eq!(misfits(&portal).await.len(), 1, "what was right is not any more");

    let gone = portal.send_as(&admin, "DELETE", FIELD, &Value::Null).await;
    assert_eq!((gone.status, &gone.json()["options"]), (StatusCode::OK, &json!(["red", "blue"])));
    assert_eq!(misfits(&portal).await, Vec::<String>::new());
    assert_eq!(portal.get(FIELD).await.problem(404).0, "field_not_found");
    assert_eq!(portal.send_as(&admin, "DELETE", FIELD, &Value::Null).await.problem(404).0, "field_not_found");
    assert_eq!(portal.json(LEDGER).await["custom_fields"]["cost_centre"], 4711, "what was said stays");
    let audit = portal.json("/api/v1/audit").await;
    let entries: Vec<&str> =
        column(&audit["items"], "action").into_iter().filter(|it| it.ends_with("-field")).collect();
    assert_eq!(entries, ["remove-field", "define-field", "define-field"]);
}

#[tokio::test]
async fn a_field_is_defined_judged_by_counted_and_removed_on_sqlite() {
    a_field_is_defined_judged_by_counted_and_removed(AppOptions::default()).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn a_field_is_defined_judged_by_counted_and_removed_on_postgres() {
    let database_url = Some(fresh_postgres_database().await);
    a_field_is_defined_judged_by_counted_and_removed(AppOptions { database_url, ..AppOptions::default() }).await;
}

#[tokio::test]
async fn fields_of_several_words_and_values_are_found_and_counted() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    put_ledger(&portal, &admin, "Data kept in: [EU, US, EU]").await;
    let definition = json!({"type": "multi_select", "options": ["EU", "US"]});
    let defined = define(&portal, &admin, "/api/v1/fields/Data%20kept%20in", &definition).await;
    assert_eq!(defined.json()["entities"], 1, "{}", defined.text());
    let found = portal.json("/api/v1/entities?filter=field.Data_kept_in=us").await;
    assert_eq!(column(&found["items"], "ref"), ["component:default/ledger"]);
    let facet = portal.json("/api/v1/facets?facet=field.Data_kept_in").await["facets"]["field.Data_kept_in"].clone();
    assert_eq!(facet, json!([{"value": "eu", "count": 1}, {"value": "us", "count": 1}]));
    assert_eq!(portal.json("/api/v1/entities?filter=field.Data_kept_in=us,!field.other").await["total"], 1);
}

#[tokio::test]
async fn of_a_very_long_list_its_beginning_is_looked_for() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let numbers: Vec<String> = (0..50_000).map(|number| number.to_string()).collect();
    put_ledger(&portal, &admin, &format!("numbers: [{}]", numbers.join(", "))).await;
    assert_eq!(portal.json("/api/v1/entities?filter=field.numbers=199").await["total"], 1);
    assert_eq!(portal.json("/api/v1/entities?filter=field.numbers=200").await["total"], 0);
}

#[tokio::test]
async fn types_give_a_hint_where_any_are_defined() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    put_ledger(&portal, &admin, "a: b").await;
    let path = "/api/v1/types/Component/library";
    let defined = define(&portal, &admin, path, &json!({"title": "Library"})).await;
    assert_eq!((defined.status, &defined.json()["entities"]), (StatusCode::OK, &json!(0)), "{}", defined.text());
    assert!(misfits(&portal).await.contains(&"undefined-type component/default/ledger.yaml:5".to_owned()));
    let services = define(&portal, &admin, "/api/v1/types/component/service", &json!({"kind": "Component"})).await;
    let of_type = portal.json("/api/v1/entities?filter=kind=component,type=service").await["total"].clone();
    assert_eq!(services.json()["entities"], of_type, "a figure is the length of its list");
    assert!(!misfits(&portal).await.iter().any(|found| found.contains("ledger")));
    assert_eq!(column(&portal.json("/api/v1/types").await["items"], "name"), ["library", "service"]);
    assert_eq!(portal.json("/api/v1/types/component/LIBRARY").await["title"], "Library");
    assert_eq!(portal.get("/api/v1/types/api/library").await.problem(404).0, "type_not_found");
    let gone = portal.send_as(&admin, "DELETE", path, &Value::Null).await;
    assert_eq!(gone.status, StatusCode::OK);
}

#[tokio::test]
async fn what_makes_no_sense_is_not_defined_and_told_field_by_field() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    for (definition, field) in [
        (json!({"type": "single_select"}), "options"),
        (json!({"type": "text", "options": ["a"]}), "options"),
        (json!({"type": "multi_select", "options": ["a", "A"]}), "options"),
        (json!({"type": "text", "kinds": ["no kind"]}), "kinds"),
        (json!({"type": "text", "label": " "}), "label"),
    ] {
        let answer = define(&portal, &admin, FIELD, &definition).await;
        assert_eq!(answer.json()["items"][0]["field"], field, "{definition}: {}", answer.text());
        assert_eq!(answer.problem(400).0, "invalid_definition");
    }
    for (definition, code) in [
        (json!({"type": "text", "name": "other"}), "invalid_definition"),
        (json!({"type": "colour"}), "invalid_body"),
        (json!({"typ": "text"}), "invalid_body"),
    ] {
        assert_eq!(define(&portal, &admin, FIELD, &definition).await.problem(400).0, code, "{definition}");
    }
    let slash = define(&portal, &admin, "/api/v1/fields/a%2Fb", &json!({"type": "text"})).await;
    assert_eq!(slash.problem(400).0, "invalid_definition");
    assert_eq!(portal.json("/api/v1/fields").await["total"], 0);
}

#[tokio::test]
async fn pages_define_offer_and_show_fields() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let session = portal.session(&admin).await;
    let send = async |path: &str, body: &str| portal.send(form(path, &session, OWN, body)).await;
    let field = "name=region&label=Region&type=single_select&options=EU,+US&kind=Component&types=service&required=yes";
    assert_eq!(send("/settings/fields", field).await.header("location"), "/settings/fields");
    let refused = send("/settings/fields", "name=zone&type=single_select&kind=Component").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.text().contains("nothing to choose from") && refused.text().contains("value=\"zone\""));
    for (body, why) in [
        ("name=region&type=text", "is defined already"),
        ("name=area&changes=region&type=text", "keeps its name"),
        ("name=area&type=colour", "none of those to choose from"),
    ] {
        let refused = send("/settings/fields", body).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{body}");
        assert!(refused.text().contains(why), "{body}: {}", refused.text());
    }
    let kept = portal.json("/api/v1/fields").await;
    assert_eq!((&kept["total"], &kept["items"][0]["type"]), (&json!(1), &json!("single_select")), "{kept}");
    let changed =
        send("/settings/fields", &format!("changes=region&{}", field.replace("label=Region", "label=Place"))).await;
    assert_eq!(changed.header("location"), "/settings/fields");
    assert_eq!(portal.json("/api/v1/fields/region").await["label"], "Place");
    send("/settings/fields", &format!("changes=region&{field}")).await;
    send("/settings/fields", "name=cost&type=number&description=%3Cb%3Ex").await;
    send("/settings/types", "kind=Component&name=service&title=Service").await;
    for (body, why) in [
        ("kind=Component&name=service", "is defined already"),
        ("kind=API&name=service&changes-kind=Component&changes=service", "keeps its name"),
    ] {
        let refused = send("/settings/types", body).await;
        assert!(
            refused.status == StatusCode::BAD_REQUEST && refused.text().contains(why),
            "{body}: {}",
            refused.text()
        );
    }
    let page = portal.get_with("/settings/fields?edit=region", "cookie", &session).await.text();
    assert!(page.contains("Change Region") && page.contains("value=\"EU, US\"") && !page.contains("<b>x"), "{page}");
    let page = portal.get("/settings/fields").await.text();
    assert!(page.contains("Region") && !page.contains("Define it"), "who has not signed in sees and changes nothing");

    let page = portal.get_with("/new", "cookie", &session).await.text();
    assert!(page.contains("name=\"field:region\"") && page.contains("<datalist"), "{page}");
    let ledger = "kind=Component&name=ledger&type=service&owner=payments&lifecycle=production&action=save";
    let wrong = send("/new", &format!("{ledger}&field:cost=many")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = wrong.text();
    assert!(
        text.contains("is not a number") && text.contains("it is required") && text.contains("value=\"many\""),
        "{text}"
    );
    assert_eq!(portal.get(LEDGER).await.status, StatusCode::NOT_FOUND, "nothing was written");
    let made = send("/new", &format!("{ledger}&field:cost=12.5&field:region=EU")).await;
    assert_eq!(made.header("location"), "/catalog/component/default/ledger", "{}", made.text());
    assert_eq!(portal.json(LEDGER).await["custom_fields"], json!({"cost": 12.5, "region": "EU"}));
    let page = portal.get("/catalog/component/default/ledger").await.text();
    assert!(page.contains("Custom fields") && page.contains(">Region<"), "{page}");
    assert!(page.contains("/catalog?filter=field.region%3DEU"), "a value leads to all that have it");

    assert_eq!(send("/settings/fields/remove", "name=region").await.header("location"), "/settings/fields");
    assert_eq!(
        send("/settings/types/remove", "kind=Component&name=service").await.header("location"),
        "/settings/types"
    );
    assert_eq!(portal.json("/api/v1/types").await["total"], 0);
    assert_eq!(send("/settings/fields/remove", "name=region").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_may_allow_itself_to_say_nothing_where_it_should() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let silent = |comment: &str| {
        format!(
            "kind: Component{comment}\nmetadata: {{name: silent}}\nspec: {{type: tool, owner: payments, lifecycle: production}}\n"
        )
    };
    let definition = json!({"type": "text", "kinds": ["Component"], "types": ["tool"], "required": true});
    portal.save("silent.yaml", &silent("")).await;
    define(&portal, &admin, FIELD, &definition).await;
    assert_eq!(misfits(&portal).await, ["missing-custom-field silent.yaml:1"]);
    portal.save("silent.yaml", &silent(" # sextant: allow(missing-custom-field) nobody pays for it")).await;
    assert_eq!(misfits(&portal).await, Vec::<String>::new(), "as it is read");
    define(
        &portal,
        &admin,
        FIELD,
        &json!({"type": "number", "kinds": ["Component"], "types": ["tool"], "required": true}),
    )
    .await;
    assert_eq!(misfits(&portal).await, Vec::<String>::new(), "and when it is looked at again");
}

#[tokio::test]
async fn a_table_sets_fields_that_are_defined() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let definition = json!({"type": "multi_select", "options": ["EU", "US"], "kinds": ["Component"]});
    define(&portal, &admin, "/api/v1/fields/Kept%20in", &definition).await;
    let import = async |table: &str| {
        let request = Request::builder().method("POST").uri("/api/v1/entities.csv").header("content-type", "text/csv");
        let request = request.header("authorization", format!("Bearer {admin}"));
        portal.send(request.body(Body::from(table.to_owned())).unwrap()).await
    };
    let columns = "name,type,lifecycle,owner,field.Kept in";
    let taken = import(&format!("{columns}\nledger,service,production,payments,\"eu, US\"\n")).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
    assert_eq!(portal.json(LEDGER).await["custom_fields"], json!({"Kept in": ["EU", "US"]}));
    let wrong = import("name,field.Kept in,field.other\nledger,Mars,x\n").await;
    let items = wrong.json()["items"].clone();
    assert_eq!(column(&items, "field"), ["field.Kept in", "field.other"], "{items}");
    assert!(items[0]["detail"].as_str().unwrap().contains("write any of EU, US"), "{items}");
    let kind = import("kind,name,field.Kept in\nAPI,orders-api,EU\n").await;
    assert!(kind.text().contains("the kind API has no such field"), "{}", kind.text());
}
