//! Exemptions with what may be done about them.

use catalog_schema::wire::{Exemption, ExemptionState};
use leptos::prelude::*;

use super::history::history;
use crate::address::{encode, rule_on_entity, scorecard_page};
use crate::components::{day, entity_link, owner_link};
use crate::request::PageRequest;

/// Who looks at them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reader {
    /// The name of the token that they signed in with.
    name: Option<String>,
    is_admin: bool,
    /// The page, to come back to.
    address: String,
    /// In milliseconds since the Unix epoch.
    now: i64,
}

impl Reader {
    /// Who asks for a page.
    pub(crate) fn of(request: &PageRequest) -> Self {
        let visitor = request.visitor.as_ref();
        Self {
            name: visitor.map(|visitor| visitor.name.clone()),
            is_admin: visitor.is_some_and(|visitor| visitor.is_admin),
            address: request.address(),
            now: request.now,
        }
    }

    fn may_decide(&self, exemption: &Exemption) -> bool {
        self.is_admin && exemption.state == ExemptionState::Waiting
    }

    fn may_withdraw(&self, exemption: &Exemption) -> bool {
        let is_theirs = self.name.is_some() && self.name == exemption.requested_by;
        matches!(exemption.state, ExemptionState::Waiting | ExemptionState::Approved) && (is_theirs || self.is_admin)
    }
}

/// A table, with forms for what the reader may do.
pub(crate) fn exemptions_table(items: &[Exemption], reader: &Reader) -> AnyView {
    let rows = items.iter().map(|exemption| row(exemption, reader)).collect_view();
    view! {
        <table class="rows exemptions">
            <caption class="visually-hidden">"Exemptions, those that wait for a decision first"</caption>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Need not pass"</th>
                    <th scope="col">"Why"</th>
                    <th scope="col">"Until"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"Owner"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(exemption: &Exemption, reader: &Reader) -> AnyView {
    let first = exemption.rules.first().map(String::as_str);
    let address = rule_on_entity(&exemption.entity_ref, &exemption.scorecard, first);
    let rule = match (first, exemption.rules.len()) {
        (None, _) => "Every rule".to_owned(),
        (Some(id), 1) => exemption.rule_title.clone().unwrap_or_else(|| id.to_owned()),
        (Some(_), _) => exemption.rules.join(", "),
    };
    let until = match exemption.until.as_deref() {
        Some(last) => day(last),
        None => view! { <span class="absent">"No end"</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="row-name">
                {entity_link(&exemption.entity_ref, &exemption.kind, exemption.title.as_deref())}
            </th>
            <td data-label="Need not pass">
                <a href=address>{rule}</a>
                " of "
                <a href=scorecard_page(&exemption.scorecard)>{exemption.scorecard_title.clone()}</a>
            </td>
            <td data-label="Why" class="exemption-reason">
                {exemption.reason.clone()}
            </td>
            <td data-label="Until">{until}</td>
            <td data-label="State">{state(exemption.state)} {history(exemption, reader.now)} {actions(exemption, reader)}</td>
            <td data-label="Owner">{owner_link(exemption.owner.as_deref())}</td>
        </tr>
    }
    .into_any()
}

fn state(state: ExemptionState) -> AnyView {
    let word = match state {
        ExemptionState::Waiting => "Waits for a decision",
        ExemptionState::Approved => "In force",
        ExemptionState::Expired => "Over",
        ExemptionState::Declined => "Declined",
        ExemptionState::Withdrawn => "Withdrawn",
    };
    view! { <strong>{word}</strong> }.into_any()
}

/// One form of which each button says what to do.
fn actions(exemption: &Exemption, reader: &Reader) -> Option<AnyView> {
    let id = encode(exemption.id.as_deref()?);
    let button = |step: &'static str, label: &'static str, is_main: bool| {
        let class = if is_main { "button button-main" } else { "button" };
        view! {
            <button class=class type="submit" formaction=format!("/exemptions/{id}/{step}")>
                {label}
            </button>
        }
    };
    let decide = reader.may_decide(exemption);
    let withdraw = reader.may_withdraw(exemption);
    if !decide && !withdraw {
        return None;
    }
    let decide = decide.then(|| view! { {button("approve", "Approve", true)} {button("decline", "Decline", false)} });
    let withdraw = withdraw.then(|| button("withdraw", "Withdraw", false));
    let label = format!("Comment on the exemption of {}", exemption.entity_ref);
    Some(
        view! {
            <form method="post" action=format!("/exemptions/{id}/withdraw") class="exemption-form">
                <input type="hidden" name="back" value=reader.address.clone() />
                <input type="text" name="comment" maxlength="2000" placeholder="Comment" aria-label=label autocomplete="off" />
                {decide}
                {withdraw}
            </form>
        }
        .into_any(),
    )
}
