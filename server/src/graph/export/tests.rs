//! What hostile names come to.

use catalog_schema::model::{Link, LinkType};
use catalog_schema::wire::{Direction, Graph, GraphQuery, Impact, ImpactQuery};

use super::*;
use crate::graph;
use crate::live::Live;
use crate::live::testing::*;

const HOSTILE: &str = "a\"];evil[label=\"\\N\n<b>&amp;`#quot;\u{0}\u{2028}|x|";

fn live() -> Live {
    let link = |link_type, url: &str| Link { url: url.into(), title: None, icon: None, link_type };
    catalog([
        entity("component:orders").titled(HOSTILE).relates("dependsOn", "resource:ledger"),
        entity("component:web")
            .relates("custom:x\"|--\\", "component:orders")
            .relates("dependsOn", "component:orders")
            .owned_by("group:shop")
            .with(|web| web.tier = Some(1)),
        entity("group:shop").titled("=Shop\nfloor").with(|group| {
            group.links = vec![
                link(LinkType::OnCall, "https://pager.example/\n+1"),
                link(LinkType::Chat, "https://chat.example"),
            ];
        }),
        entity("component:app").relates("dependsOn", "component:web"),
    ])
}

fn around() -> Graph {
    let query = GraphQuery {
        root: "component:orders".into(),
        direction: Direction::Both,
        depth: Some(1),
        relations: vec!["dependsOn".into(), "custom:x\"|--\\".into()],
    };
    graph::graph(&live(), &query).unwrap()
}

fn impact() -> Impact {
    graph::impact(&live(), &ImpactQuery { root: "component:orders".into(), ..ImpactQuery::default() }).unwrap()
}

#[test]
fn dot_keeps_names_within_their_quotes() {
    let expected = r#"digraph catalog {
  rankdir=LR;
  node [shape=box];
  n0 [label="a\"];evil[label=\"\\N <b>&amp;amp;`#quot;  |x| (component:default/orders)"];
  n1 [label="component:default/web"];
  n2 [label="resource:default/ledger", style=dashed];
  n0 -> n2 [label="dependsOn"];
  n1 -> n0 [label="custom:x\"|--\\"];
  n1 -> n0 [label="dependsOn"];
}
"#;
    assert_eq!(dot(&around()), expected);
}

#[test]
fn mermaid_writes_what_it_might_read_by_number() {
    let expected = r#"flowchart LR
  n0["a#34;#93;#59;evil#91;label=#34;#92;N #60;b#62;#38;amp#59;#96;#35;quot#59;  #124;x#124; (component:default/orders)"]
  n1["component:default/web"]
  n2["resource:default/ledger"]
  style n2 stroke-dasharray: 4 4
  n0 -->|"dependsOn"| n2
  n1 -->|"custom:x#34;#124;--#92;"| n0
  n1 -->|"dependsOn"| n0
"#;
    assert_eq!(mermaid(&around()), expected);
}

#[test]
fn graphml_is_well_formed_whatever_names_say() {
    let text = graphml(&around());
    let title = r#"<data key="title">a"];evil[label="\N &lt;b&gt;&amp;amp;`#quot; "#;
    assert!(text.contains(title), "{text}");
    assert!(text.contains("<data key=\"relation\">custom:x\"|--\\</data>"), "{text}");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text}");
    let (opened, closed) = (text.matches("<node ").count(), text.matches("</node>").count());
    assert_eq!((opened, closed, text.matches("<edge ").count()), (3, 3, 3));
}

#[test]
fn whom_to_tell_is_a_text_to_send() {
    let expected = "2 entities are hit when component:default/orders fails.\n\
        \n\
        =Shop floor (group:default/shop): 1 entity, 1 of tier 1, the nearest 1 step away\n\
        \x20 on call: https://pager.example/ +1\n\
        \x20 chat: https://chat.example\n\
        \n\
        Nobody owns 1 of them.\n";
    assert_eq!(whom_to_tell_text(&impact()), expected);
}

#[test]
fn whom_to_tell_is_a_table_that_no_spreadsheet_runs() {
    let table = String::from_utf8(whom_to_tell_csv(&impact()).unwrap()).unwrap();
    let expected = "ref,title,entities,tier_1,tier_2,tier_3,tier_4,nearest,on_call,chat,email\r\n\
        group:default/shop,\"'=Shop\nfloor\",1,1,0,0,0,1,\"https://pager.example/\n+1\",https://chat.example,\r\n";
    assert_eq!(table, expected);
}
