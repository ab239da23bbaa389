//! Contracts in small, each with its outline.

use super::outline;

fn lines(definition: &str) -> String {
    outline(definition).join("\n")
}

#[test]
fn openapi_tells_operations_and_types() {
    let yaml = "openapi: 3.1.0\npaths:\n  /orders/{id}:\n    parameters: []\n    get:\n      operationId: getOrder\n      \
                summary: One\n        order\n    delete: {operationId: cancelOrder}\n  /ping: {}\ncomponents:\n  schemas:\n    \
                NewOrder: {type: object}\n";
    assert_eq!(
        lines(yaml),
        "GET /orders/{id} getOrder One order\nDELETE /orders/{id} cancelOrder\n/ping\ntype NewOrder"
    );
    let json = r#"{"swagger": "2.0", "paths": {"/a": {"post": {}}}, "definitions": {"A": {}}}"#;
    assert_eq!(lines(json), "POST /a\ntype A");
}

#[test]
fn asyncapi_tells_channels_and_messages_of_both_versions() {
    let third = "asyncapi: 3.0.0\nchannels:\n  orderEvents: {address: order-events}\noperations:\n  publishOrder: {action: \
                 send, summary: Says so.}\ncomponents:\n  messages:\n    OrderMoved: {name: OrderMoved, summary: On its \
                 way.}\n";
    assert_eq!(
        lines(third),
        "channel orderEvents order-events\noperation publishOrder send Says so.\nmessage OrderMoved On its way."
    );
    let second = "asyncapi: 2.6.0\nchannels:\n  ais/{mmsi}:\n    subscribe: {operationId: onReport}\n";
    assert_eq!(lines(second), "channel ais/{mmsi}\nsubscribe ais/{mmsi} onReport");
}

#[test]
fn graphql_tells_types_and_what_can_be_asked() {
    let schema = "\"\"\"A type Guest { is: not } one.\"\"\"\nscalar Instant # type Comment\ntype Query {\n  \"Not \\\" type \
                  X\"\n  order(id: ID!, of: Size = S): Order\n  me: Guest\n}\nextend type Mutation { placeOrder(key: ID!): \
                  Order! }\ntype Order implements Node @key(fields: \"id\") { id: ID! }\nenum Size { S M }\nunion U = A | B";
    assert_eq!(
        lines(schema),
        "scalar Instant\nquery order\nquery me\nmutation placeOrder\ntype Order\nenum Size\nunion U"
    );
}

#[test]
fn proto_tells_procedures_and_messages() {
    let proto = "syntax = \"proto3\"; // message Comment {\npackage a.b.v1;\n/* message Not {} */\nservice Pricing {\n  rpc \
                 Watch(WatchRequest) returns (stream Price) {}\n}\nmessage Price { string message = 1; enum Kind { A = 0; } \
                 }\n";
    assert_eq!(
        lines(proto),
        "package a.b.v1\nservice Pricing\nrpc Pricing.Watch WatchRequest Price\nmessage Price\nenum Kind"
    );
}

#[test]
fn what_is_no_contract_has_no_outline() {
    for text in ["", "openapi: [", "openapi: 3.1.0\n---\nb", "plain words about a type", "\"", "{", "\"\"\"", "é\u{0}"]
    {
        let _ = lines(text);
    }
    assert_eq!(lines("openapi: 3.1.0\npaths: nothing\n"), "");
    assert_eq!(lines(&format!("openapi: 3.1.0 # {}", "x".repeat(2 << 20))), "");
}

proptest::proptest! {
    #[test]
    fn any_text_has_an_outline(text in "[\\PC\\n\"#/{}()]{0,200}") {
        let _ = outline(&text);
        let _ = super::graphql::lines(&text);
        let _ = super::proto::lines(&text);
    }
}
