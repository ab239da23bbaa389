//! All findings, the ones that hide others first.

use leptos::prelude::*;

use super::finding::{Finding, Known, Part};
use super::{contacts, contract, dangling, owner, providers, rules, stale, survey};
use crate::address::{entity_page, insights_about, with_query};
use crate::components::{counted, icons, insight_path, insight_severity, with_code};

/// The list; nothing where nothing is wrong.
pub(in crate::pages::entity) fn attention(known: &Known<'_>) -> Option<AnyView> {
    let first = [stale::find(known), owner::find(known), dangling::find(known), providers::find(known)];
    let last = [contract::find(known), contacts::find(known)];
    let findings: Vec<Finding> = (first.into_iter().flatten())
        .chain(survey::find(known))
        .chain(last.into_iter().flatten())
        .chain(rules::find(known))
        .collect();
    if findings.is_empty() {
        return None;
    }
    let untold = survey::untold(known);
    let count = findings.len() as u64 + untold;
    let entity_ref = known.entity.entity_ref.as_str();
    let items = findings.into_iter().map(|finding| item(finding, entity_ref)).collect_view();
    let all = (known.insights.total > 0).then(|| {
        let found = counted(known.insights.total, "finding", "findings");
        view! {
            <p class="attention-more">
                <a href=insights_about(entity_ref)>{format!("In the insights: {found} about it")}</a>
            </p>
        }
    });
    Some(
        view! {
            <section class="attention" aria-labelledby="attention">
                <h2 id="attention">
                    "Attention "
                    <span class="count number">{count}</span>
                </h2>
                <ul>{items}</ul>
                {all}
                {as_of(known)}
            </section>
        }
        .into_any(),
    )
}

/// What the survey is of, where that is not what the page shows.
fn as_of(known: &Known<'_>) -> Option<AnyView> {
    let (of, shown) = (known.insights.revision, known.entity.revision);
    let words = match of {
        _ if of == shown => return None,
        0 => {
            "How it hangs together with others has not been looked at yet; load this page again in a moment.".to_owned()
        }
        _ => format!("How it hangs together with others is as of revision {of}, and is being looked at anew."),
    };
    Some(view! { <p class="attention-more">{words}</p> }.into_any())
}

/// One finding. What a survey found has a severity, the exact way, and more to say on the page *Insights*.
fn item(finding: Finding, entity_ref: &str) -> AnyView {
    let surveyed = finding.surveyed.as_ref();
    let severity = surveyed.map(|insight| insight_severity(&insight.severity));
    let icon = surveyed.is_none().then(icons::warning);
    let why = surveyed.map(|insight| {
        let address = with_query("/insights", [("entity", entity_ref), ("rule", insight.rule.as_str())]);
        view! {
            " "
            <a href=address>"Why it matters"</a>
        }
    });
    let what = finding.what.into_iter().map(|part| match part {
        Part::Text(text) => with_code(&text),
        Part::Entity { entity_ref, name } => {
            view! { <a href=entity_page(&entity_ref) title=entity_ref>{name}</a> }.into_any()
        }
    });
    view! {
        <li>
            {icon}
            <div>
                <p class="attention-what">{severity} {what.collect_view()}</p>
                {surveyed.and_then(insight_path)}
                <p class="attention-advice">{with_code(&finding.advice)} {why}</p>
            </div>
        </li>
    }
    .into_any()
}
