//! The command line, and what it prints.

use catalog_schema::wire::{Exemption, ExemptionDecision, ExemptionList, ExemptionRequest, ExemptionState};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::cli::Exit;
use crate::cli::graph::{AskError, Format, Server, counted, plain, table};

/// What to do with exemptions of a portal. The token is read from SEXTANT_TOKEN.
#[derive(Debug, Args)]
#[command(
    after_help = "Ends with 0 if it was done, 2 if it is called wrongly or refused, 3 if the portal does not answer."
)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List exemptions: what definitions say and what people asked for, those that wait first
    List(List),
    /// Ask that an entity need not pass a rule for a while; takes any token
    Request(Request),
    /// Approve a request; takes the scope admin
    Approve(Decide),
    /// Decline a request; takes the scope admin
    Decline(Decide),
    /// Take a request back, or end an exemption; takes the token that asked for it, or the scope admin
    Withdraw(Decide),
}

#[derive(Debug, Args)]
struct List {
    /// Only those that stand so
    #[arg(long, value_name = "STATE",
        value_parser = PossibleValuesParser::new(ExemptionState::ALL.map(ExemptionState::as_str)))]
    state: Option<String>,
    /// Only of this scorecard
    #[arg(long, value_name = "NAME")]
    scorecard: Option<String>,
    /// Only of what this team owns, such as group:default/payments
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// Only of this entity, such as component:default/orders
    #[arg(long, value_name = "ENTITY")]
    entity: Option<String>,
    /// How many are listed, 1 to 1,000
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    limit: u32,
    #[command(flatten)]
    at: At,
}

#[derive(Debug, Args)]
struct Request {
    /// The entity, such as component:default/orders
    #[arg(value_name = "ENTITY")]
    entity: String,
    /// The scorecard, by name
    #[arg(long, value_name = "NAME")]
    scorecard: String,
    /// The rule, by its id
    #[arg(long, value_name = "ID")]
    rule: String,
    /// Why it need not pass
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The last day on which it is to hold, such as 2026-12-31; within a year
    #[arg(long, value_name = "DAY")]
    until: String,
    #[command(flatten)]
    at: At,
}

#[derive(Debug, Args)]
struct Decide {
    /// The request, as `sextant exemption list` names it
    #[arg(value_name = "ID")]
    id: String,
    /// What to say about it
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
    #[command(flatten)]
    at: At,
}

#[derive(Debug, Args)]
struct At {
    /// The portal's address, https://…
    #[arg(long, value_name = "URL")]
    server: String,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    let answered = match &arguments.action {
        Action::List(list) => listed(list),
        Action::Request(request) => requested(request),
        Action::Approve(decide) => decided(decide, "approve"),
        Action::Decline(decide) => decided(decide, "decline"),
        Action::Withdraw(decide) => decided(decide, "withdraw"),
    };
    match answered {
        Ok(text) => {
            print!("{text}");
            Exit::Ok
        }
        Err(error) => {
            eprintln!("error: {error}");
            error.exit()
        }
    }
}

fn listed(list: &List) -> Result<String, AskError> {
    let said = [
        ("state", list.state.clone()),
        ("scorecard", list.scorecard.clone()),
        ("team", list.team.clone()),
        ("entity", list.entity.clone()),
        ("limit", Some(list.limit.to_string())),
    ];
    let query: Vec<(&str, String)> = said.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    let text = Server::at(&list.at.server).text("exemptions", &query)?;
    told(&list.at, text, |found: ExemptionList| {
        let more = found.total.saturating_sub(found.items.len() as u64);
        let more = if more > 0 { format!("and {more} more\n") } else { String::new() };
        let lines = found.items.iter().map(line);
        let header = ["ID", "STATE", "ENTITY", "SCORECARD", "RULES", "UNTIL", "ASKED BY", "WHY"];
        format!("{}{more}{}\n", table(header, lines), counted(found.total, "exemption", "exemptions"))
    })
}

fn requested(request: &Request) -> Result<String, AskError> {
    let body = ExemptionRequest {
        scorecard: request.scorecard.clone(),
        rule: request.rule.clone(),
        entity_ref: request.entity.clone(),
        reason: request.reason.clone(),
        until: request.until.clone(),
    };
    // Texts always have a JSON form.
    let body = serde_json::to_vec(&body).unwrap_or_default();
    let text = Server::at(&request.at.server).post("exemptions", &[], &body)?;
    told(&request.at, text, |exemption: Exemption| one(&exemption))
}

fn decided(decide: &Decide, step: &str) -> Result<String, AskError> {
    let body = serde_json::to_vec(&ExemptionDecision { comment: decide.comment.clone() }).unwrap_or_default();
    let path = format!("exemptions/{}/{step}", utf8_percent_encode(&decide.id, NON_ALPHANUMERIC));
    let text = Server::at(&decide.at.server).post(&path, &[], &body)?;
    told(&decide.at, text, |exemption: Exemption| one(&exemption))
}

/// As the API answers it, or in words.
fn told<A: serde::de::DeserializeOwned>(
    at: &At,
    mut text: String,
    human: impl Fn(A) -> String,
) -> Result<String, AskError> {
    if at.format == Format::Json {
        text.push('\n');
        return Ok(text);
    }
    let answer = serde_json::from_str(&text);
    let answer = answer.map_err(|error| AskError::Answer { address: at.server.clone(), reason: error.to_string() })?;
    Ok(human(answer))
}

fn one(exemption: &Exemption) -> String {
    let Exemption { id, state, entity_ref, rules, scorecard, until, .. } = exemption;
    let id = id.as_deref().unwrap_or_default();
    let until = until.as_deref().map(|until| format!(", until {until}")).unwrap_or_default();
    let rules = rules.join(", ");
    plain(&format!("{id} is {}: {entity_ref}, {rules} of {scorecard}{until}", state.as_str())) + "\n"
}

fn line(exemption: &Exemption) -> [String; 8] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rules = if exemption.rules.is_empty() { "all".to_owned() } else { exemption.rules.join(" ") };
    [
        exemption.id.clone().unwrap_or_else(|| "definition".to_owned()),
        exemption.state.as_str().to_owned(),
        exemption.entity_ref.clone(),
        exemption.scorecard.clone(),
        rules,
        text(&exemption.until),
        text(&exemption.requested_by),
        exemption.reason.split_whitespace().collect::<Vec<_>>().join(" "),
    ]
}
