use catalog_schema::model::{Alias, Link, LinkType};

use crate::fixture::{Memory, company, diagnostic};

const SCRIPT: &str = "\"'><script>alert(1)</script>";

/// A company in which everything that a descriptor can fill is an attempt to break out.
fn hostile() -> Memory {
    let mut memory = company();
    let victim = &mut memory.entities[0];
    victim.title = Some(SCRIPT.to_owned());
    victim.description = Some(format!("{SCRIPT} [x](javascript:alert(1)) <img src=x onerror=alert(1)>"));
    victim.entity_type = Some(SCRIPT.to_owned());
    victim.lifecycle = Some(SCRIPT.to_owned());
    victim.language = Some(SCRIPT.to_owned());
    victim.owner = Some(SCRIPT.to_owned());
    victim.effective_owner = None;
    victim.path = SCRIPT.to_owned();
    victim.tags = vec![SCRIPT.to_owned()];
    victim.labels.insert(SCRIPT.to_owned(), SCRIPT.to_owned());
    victim.annotations.insert("link".to_owned(), "javascript:alert(1)".to_owned());
    victim.aliases = vec![Alias { scheme: SCRIPT.to_owned(), value: SCRIPT.to_owned() }];
    for url in ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", " javascript:alert(1)", SCRIPT] {
        victim.links.push(Link {
            url: url.to_owned(),
            title: Some(SCRIPT.to_owned()),
            icon: None,
            link_type: LinkType::Other,
        });
    }
    memory.text = format!("{SCRIPT}\n");
    memory.lines = (1, 1);
    let mut problem = diagnostic(1, SCRIPT);
    problem.help = Some(SCRIPT.to_owned());
    problem.excerpt = Some(SCRIPT.to_owned());
    problem.file = Some(SCRIPT.to_owned());
    memory.diagnostics = vec![problem];
    memory.sources[0].locations[0].error = Some(SCRIPT.to_owned());
    memory.relations[0].title = Some(SCRIPT.to_owned());
    memory.graph = crate::dependencies::connected().graph;
    let graph = memory.graph.as_mut().expect("a graph");
    for node in &mut graph.nodes {
        (node.title, node.owner, node.system) = (Some(SCRIPT.into()), Some(SCRIPT.into()), Some(SCRIPT.into()));
        (node.lifecycle, node.entity_type) = (Some(SCRIPT.into()), Some(SCRIPT.into()));
    }
    for edge in &mut graph.edges {
        (edge.relation, edge.origin) = (SCRIPT.to_owned(), SCRIPT.to_owned());
        edge.attributes.insert("description".to_owned(), SCRIPT.into());
    }
    memory.paths = vec![crate::graph::way(&[SCRIPT, SCRIPT, "component:default/a"], SCRIPT)];
    memory.cycles = vec![crate::graph::knot(&[SCRIPT, "component:default/a"])];
    memory.impact = Some(crate::impact::hit(SCRIPT, "javascript:alert(1)"));
    memory
}

#[tokio::test]
async fn nothing_breaks_out_of_any_page() {
    let query = "%22%27%3E%3Cscript%3Ealert(1)%3C/script%3E";
    for address in [
        "/catalog".to_owned(),
        format!("/catalog?q={query}&tag={query}&order={query}"),
        "/catalog/component/default/checkout".to_owned(),
        "/catalog/component/default/checkout?tab=dependencies".to_owned(),
        "/catalog/component/default/checkout?tab=descriptor".to_owned(),
        format!("/search?q={query}&kind={query}"),
        "/search?q=checkout".to_owned(),
        "/sources".to_owned(),
        format!("/graph?root={query}&relation={query}&direction={query}&colour=team"),
        "/graph?root=component:default/checkout&colour=team&group=system".to_owned(),
        format!("/graph?view=path&from={query}&to={query}"),
        "/graph?view=cycles".to_owned(),
        format!("/diagnostics/{query}"),
        format!("/{query}"),
    ] {
        let html = hostile().get(&address).await.html.to_lowercase();
        assert!(!html.contains("<script"), "{address}: {html}");
        assert!(!html.contains("<img"), "{address}: {html}");
        assert!(!html.contains("href=\"javascript") && !html.contains("href=\" javascript"), "{address}: {html}");
        assert!(!html.contains("href=\"data:"), "{address}: {html}");
        assert!(!html.contains(" style=\""), "an inline style, which the policy forbids, on {address}");
    }
}

#[tokio::test]
async fn a_hostile_link_keeps_its_text() {
    let html = company().get("/catalog/component/default/checkout").await.html;
    assert!(html.contains("Bad link"), "{html}");
}
