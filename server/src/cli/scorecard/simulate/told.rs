//! The answer, for a terminal and for a comment on a change.

use catalog_schema::wire::{
    Outcome, RuleEdit, ScorecardState, SimulatedEntity, SimulatedMove, SimulatedMoves, SimulatedOutcome, SimulatedRule,
    SimulatedStanding, SimulatedTeam, Simulation,
};

use crate::cli::graph::{counted, plain, table};

/// Teams that are told.
const TEAMS: usize = 20;

/// With tables, for people.
pub(super) fn text(found: &Simulation) -> String {
    let mut text = format!("{}\n", summary(found));
    if found.total == 0 && found.rules.iter().all(|rule| rule.edit == RuleEdit::Same) {
        return text;
    }
    text.push_str(&format!("\n{}", table(["ENTITIES", "NOW", "THEN"], counts(found))));
    text.push_str(&section(["RULE", "EDIT", "PASS", "FAIL", "UNKNOWN", "TO PASS", "TO FAIL"], rules(found)));
    text.push_str(&section(["OWNER", "WHAT CHANGES"], found.teams.iter().take(TEAMS).map(team).collect()));
    text.push_str(&section(["NAME", "HOW", "LEVEL", "RULES"], found.items.iter().map(entity).collect()));
    text.push_str(&more(found));
    text
}

/// The same in Markdown.
pub(super) fn markdown(found: &Simulation) -> String {
    let mut text = format!("### {}\n\n{}\n", cell(&found.title), cell(&summary(found)));
    text.push_str(&rows(["Entities", "Now", "Then"], counts(found)));
    text.push_str(&rows(["Rule", "Edit", "Pass", "Fail", "Unknown", "To pass", "To fail"], rules(found)));
    text.push_str(&rows(["Owner", "What changes"], found.teams.iter().take(TEAMS).map(team).collect()));
    text.push_str(&rows(["Name", "How", "Level", "Rules"], found.items.iter().map(entity).collect()));
    text.push_str(&more(found));
    text
}

fn section<const N: usize>(header: [&str; N], lines: Vec<[String; N]>) -> String {
    if lines.is_empty() { String::new() } else { format!("\n{}", table(header, lines)) }
}

fn rows<const N: usize>(header: [&str; N], lines: Vec<[String; N]>) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = format!("\n{}", line(header.map(str::to_owned).into()));
    text.push_str(&line(vec!["---".to_owned(); N]));
    for cells in lines {
        text.push_str(&line(cells.iter().map(|text| cell(text)).collect()));
    }
    text
}

/// A text that stays within its cell and is nothing else than text: titles are written by many.
fn cell(text: &str) -> String {
    let escaped = plain(text).chars().fold(String::new(), |mut escaped, c| {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '!' | '@' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
        escaped
    });
    escaped.replace("\\@", "@\u{200b}")
}

fn summary(found: &Simulation) -> String {
    let name = &found.scorecard;
    let what = match (found.new, found.state) {
        (true, _) => format!("the new scorecard {name}"),
        (false, ScorecardState::Draft) => {
            format!("the scorecard {name}, which this leaves a draft, if it were published,")
        }
        (false, ScorecardState::Published) => format!("the scorecard {name}"),
    };
    let changes = match found.total {
        0 if found.same => "is as it was: nothing changes".to_owned(),
        0 => "would change no entity".to_owned(),
        total => {
            let entities = counted(total, "entity", "entities");
            format!("would change {entities}: {}", moves(&found.moves))
        }
    };
    let others = found.others.iter().map(|other| format!("; {} follows: {}", other.scorecard, moves(&other.moves)));
    plain(&format!("{what} {changes}{} (by revision {})", others.collect::<String>(), found.revision))
}

fn moves(moves: &SimulatedMoves) -> String {
    let told = SimulatedMove::ALL.into_iter().filter(|moved| moves.of(*moved) > 0);
    told.map(|moved| format!("{} {}", moves.of(moved), word(moved))).collect::<Vec<_>>().join(", ")
}

fn word(moved: SimulatedMove) -> &'static str {
    match moved {
        SimulatedMove::Worse => "worse",
        SimulatedMove::Better => "better",
        SimulatedMove::Comes => "judged anew",
        SimulatedMove::Goes => "not judged any more",
        SimulatedMove::Other => "otherwise",
    }
}

fn counts(found: &Simulation) -> Vec<[String; 3]> {
    let line = |name: &str, before: u64, after: u64| [name.to_owned(), before.to_string(), after.to_string()];
    let mut lines: Vec<[String; 3]> = Vec::new();
    let figure = |count: Option<u64>| count.map_or_else(|| "-".to_owned(), |count| count.to_string());
    lines
        .extend(found.levels.iter().rev().map(|level| [level.name.clone(), figure(level.before), figure(level.after)]));
    let (before, after) = (&found.before, &found.after);
    if !found.levels.is_empty() {
        lines.push(line("no level", before.without_level, after.without_level));
    }
    lines.push(line("pass every rule", before.passing, after.passing));
    lines.push(line("fail a rule", before.failing, after.failing));
    lines.push(line("not all known", before.unknown, after.unknown));
    lines.push(line("all", before.entities, after.entities));
    lines
}

fn rules(found: &Simulation) -> Vec<[String; 7]> {
    let is_told = |rule: &&SimulatedRule| rule.edit != RuleEdit::Same || rule.before != rule.after;
    let line = |rule: &SimulatedRule| {
        let edit = match rule.edit {
            RuleEdit::Same => "same",
            RuleEdit::Changed => "changed",
            RuleEdit::Added => "new",
            RuleEdit::Removed => "removed",
        };
        let figure = |of: fn(&catalog_schema::wire::SimulatedOutcomes) -> u64| match (
            rule.before.as_ref().map(of),
            rule.after.as_ref().map(of),
        ) {
            (Some(before), Some(after)) if before != after => format!("{before} -> {after}"),
            (_, Some(after)) => after.to_string(),
            (_, None) => "-".to_owned(),
        };
        [
            rule.id.clone(),
            edit.to_owned(),
            figure(|counts| counts.passed),
            figure(|counts| counts.failed),
            figure(|counts| counts.unknown),
            rule.to_pass.to_string(),
            rule.to_fail.to_string(),
        ]
    };
    found.rules.iter().filter(is_told).map(line).collect()
}

fn team(team: &SimulatedTeam) -> [String; 2] {
    [team.owner.clone().unwrap_or_else(|| "no owner".to_owned()), moves(&team.moves)]
}

fn entity(item: &SimulatedEntity) -> [String; 4] {
    let level = |stand: &Option<SimulatedStanding>| match stand {
        None => "not judged".to_owned(),
        Some(stand) => stand.level.clone().unwrap_or_else(|| "no level".to_owned()),
    };
    let (before, after) = (level(&item.before), level(&item.after));
    let levels = if before == after { after } else { format!("{before} -> {after}") };
    let rules = item.rules.iter().map(rule).collect::<Vec<_>>().join(", ");
    [item.entity_ref.clone(), word(item.moved).to_owned(), levels, rules]
}

fn rule(rule: &SimulatedOutcome) -> String {
    let word = |outcome: Option<Outcome>| match outcome {
        Some(Outcome::Pass) => "pass",
        Some(Outcome::Fail) => "fail",
        Some(Outcome::Unknown) => "unknown",
        Some(Outcome::Exempt) => "exempt",
        None => "none",
    };
    let message = rule.message.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = if message.is_empty() { message } else { format!(" ({message})") };
    format!("{} {} -> {}{message}", rule.rule, word(rule.before), word(rule.after))
}

/// That not all is told, where it is not.
fn more(found: &Simulation) -> String {
    match found.total.saturating_sub(found.items.len() as u64) {
        0 => String::new(),
        more => format!("\nand {more} more; --format csv has all\n"),
    }
}
