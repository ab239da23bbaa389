//! Renders pages from a catalog in memory: what views make of wire values, hostile ones among them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod activity;
mod attention;
mod audit;
mod catalog;
mod dependencies;
mod descriptor;
mod entity;
mod events;
mod feed;
mod fixture;
mod graph;
mod home;
mod hostile;
mod impact;
mod initiatives;
mod insights;
mod layout;
mod measures;
mod not_found;
mod pushed;
mod scorecards;
mod scorecards_lead;
mod scorecards_tab;
mod search;
mod sources;
mod teams;

/// The document's text as a reader sees it, without tags and with single spaces.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            other if !in_tag => text.push(other),
            _ => {}
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
