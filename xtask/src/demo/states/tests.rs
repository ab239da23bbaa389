use super::*;
use crate::demo::history;
use crate::workspace;

/// The last second of a day.
const NOW: i64 = 200 * 86_400 - 1;

fn files(of: &[(&str, &str, &str)]) -> Files {
    let name = |repository: &str, path: &str| (repository.to_owned(), path.to_owned());
    of.iter().map(|(repository, path, text)| (name(repository, path), text.as_bytes().to_vec())).collect()
}

/// Commits to the repository `menu`, each a number of days and its verbs, all at noon.
fn undone(today: &[(&str, &str, &str)], commits: &[(u32, &str)]) -> Result<Vec<State>, String> {
    let mut text = "commits:\n".to_owned();
    for (days_ago, verbs) in commits {
        text.push_str(&format!(
            "- {{days_ago: {days_ago}, time: '12:00', repository: menu, author: A <a@b>, message: Change, {verbs}}}\n"
        ));
    }
    let history = History::parse(&text).map_err(|failure| failure.to_string())?;
    states(&history, files(today), NOW).map_err(|failure| failure.to_string())
}

fn left(state: &State, path: &str) -> Option<String> {
    state.files[path].as_ref().map(|text| String::from_utf8(text.clone()).unwrap())
}

/// All states replayed from nothing.
fn replayed(states: &[State]) -> Files {
    let mut files = Files::new();
    for state in states {
        for (path, text) in &state.files {
            let name = (state.repository.clone(), path.clone());
            match text {
                Some(text) => files.insert(name, text.clone()),
                None => files.remove(&name),
            };
        }
    }
    files
}

#[test]
fn each_commit_left_what_the_later_ones_changed() {
    let today = [("menu", "a.yaml", "owner: kitchen\ntier: 1\n"), ("menu", "docs/b.md", "b")];
    let states = undone(
        &today,
        &[
            (9, "adds: ['*.yaml'], writes: [{file: c.yaml, text: c}]"),
            (5, "adds: ['docs/**'], edits: [{file: a.yaml, before: 'tier: 2', after: 'tier: 1'}]"),
            (3, "edits: [{file: a.yaml, before: checkout, after: kitchen}], removes: [c.yaml]"),
        ],
    )
    .unwrap();
    assert_eq!(left(&states[0], "a.yaml").unwrap(), "owner: checkout\ntier: 2\n");
    assert_eq!(left(&states[0], "c.yaml").unwrap(), "c");
    assert_eq!(left(&states[1], "a.yaml").unwrap(), "owner: checkout\ntier: 1\n");
    assert_eq!(left(&states[1], "docs/b.md").unwrap(), "b");
    assert_eq!(left(&states[2], "c.yaml"), None);
    assert_eq!(states[2].at, (199 - 3) * 86_400 + 12 * 3_600);
    assert_eq!(replayed(&states), files(&today));
}

#[test]
fn two_edits_of_one_file_in_one_commit_are_undone_from_the_last_on() {
    let today = [("menu", "a", "three")];
    let edits = "edits: [{file: a, before: one, after: two}, {file: a, before: two, after: three}]";
    let states = undone(&today, &[(2, "adds: [a]"), (1, edits)]).unwrap();
    assert_eq!((left(&states[0], "a").unwrap(), left(&states[1], "a").unwrap()), ("one".into(), "three".into()));
}

#[test]
fn what_does_not_add_up_names_the_commit() {
    let a = [("menu", "a", "one one")];
    let refused = |today: &[(&str, &str, &str)], commits: &[(u32, &str)], expected: &str| {
        let said = undone(today, commits).unwrap_err();
        assert!(said.contains(expected) && said.contains("\"Change\" to menu"), "{said}");
    };
    let adds = "adds: [a]";
    refused(&a, &[(2, adds), (1, "edits: [{file: a, before: x, after: one}]")], "exactly once \"one\"");
    refused(&a, &[(2, adds), (1, "edits: [{file: a, before: x, after: two}]")], "exactly once \"two\"");
    refused(&a, &[(2, adds), (1, "edits: [{file: b, before: x, after: y}]")], "no b to edit");
    refused(&a, &[(2, adds), (1, adds)], "no file is left");
    refused(&a, &[(2, adds), (1, "removes: [b]")], "no earlier commit writes b");
    refused(&a, &[(2, adds), (1, "writes: [{file: b, text: b}]")], "no later commit removes");
    refused(&a, &[(2, adds), (1, "adds: []")], "does nothing");
    refused(&a, &[(1, adds), (2, "edits: [{file: a, before: x, after: one one}]")], "younger than the next");
    assert!(undone(&a, &[]).unwrap_err().contains("no commit adds menu/a"));
    assert!(undone(&[("pizza", "a", "")], &[(1, adds)]).unwrap_err().contains("no file is left"));
    assert!(undone(&a, &[(1, "add: [a]")]).unwrap_err().contains("unknown field"));
}

#[test]
fn a_commit_is_made_at_a_time_of_a_day_that_has_come() {
    let commit = |days_ago: u32, time: &str| {
        let text = format!(
            "commits: [{{days_ago: {days_ago}, time: '{time}', repository: menu, author: A <a@b>, message: Change}}]"
        );
        History::parse(&text).unwrap().commits[0].at(86_400 * 10 + 60).map_err(|failure| failure.to_string())
    };
    assert_eq!(commit(0, "00:01"), Ok(86_400 * 10 + 60));
    assert!(commit(0, "00:02").unwrap_err().contains("future"));
    assert!(commit(1, "24:00").unwrap_err().contains("HH:MM"));
}

#[test]
fn the_history_of_the_demo_company_ends_with_its_files() {
    let examples = workspace::root().join("examples");
    let company = today(&examples.join("pizzup")).unwrap();
    let history = History::read(&examples.join("history.yaml")).unwrap();
    let states = states(&history, company.clone(), history::now()).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(replayed(&states) == company, "the last state is not what is in examples/pizzup");
}
