//! The Jenkinsfile of examples/ci. What judges one is a running Jenkins; here its blocks are held against the sections that the
//! documentation of Declarative Pipeline lists, <https://www.jenkins.io/doc/book/pipeline/syntax/>.

use std::fs;

/// What may stand in `pipeline` and in each `stage`.
const OF_PIPELINE: [&str; 9] =
    ["agent", "environment", "libraries", "options", "parameters", "post", "stages", "tools", "triggers"];
const OF_STAGE: [&str; 11] =
    ["agent", "environment", "input", "matrix", "options", "parallel", "post", "stages", "steps", "tools", "when"];
/// A stage has one of these.
const WORK: [&str; 4] = ["matrix", "parallel", "stages", "steps"];

/// A statement, with the block that follows it.
#[derive(Debug, PartialEq, Eq)]
struct Statement {
    /// Its text up to the block, such as `stage('Catalog')`.
    text: String,
    /// None where no block follows.
    block: Option<Vec<Statement>>,
}

impl Statement {
    /// The first word.
    fn name(&self) -> &str {
        self.text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
    }
}

/// The statements of a text, up to the brace that closes its block.
struct Reader<'t>(std::iter::Peekable<std::str::Chars<'t>>);

impl Reader<'_> {
    /// The statements of a block; of the whole file where none is open.
    fn block(&mut self, is_open: bool) -> Result<Vec<Statement>, String> {
        let (mut found, mut text) = (Vec::new(), String::new());
        let mut brackets = Vec::new();
        loop {
            let Some(c) = self.0.next() else {
                end(&mut found, &mut text);
                return if is_open || !brackets.is_empty() {
                    Err("something is not closed".to_owned())
                } else {
                    Ok(found)
                };
            };
            match c {
                '/' if self.0.peek() == Some(&'/') => while self.0.next_if(|c| *c != '\n').is_some() {},
                '\'' | '"' => {
                    text.push(c);
                    self.string(c, &mut text)?;
                }
                '(' | '[' => {
                    brackets.push(if c == '(' { ')' } else { ']' });
                    text.push(c);
                }
                ')' | ']' if brackets.pop() != Some(c) => return Err(format!("{c} closes nothing after {text:?}")),
                '{' => {
                    let block = Some(self.block(true)?);
                    found.push(Statement { text: std::mem::take(&mut text).trim().to_owned(), block });
                }
                '}' if is_open && brackets.is_empty() => {
                    end(&mut found, &mut text);
                    return Ok(found);
                }
                '}' => return Err(format!("}} closes nothing after {text:?}")),
                '\n' | ';' if brackets.is_empty() => end(&mut found, &mut text),
                other => text.push(other),
            }
        }
    }

    fn string(&mut self, quote: char, text: &mut String) -> Result<(), String> {
        loop {
            match self.0.next() {
                None | Some('\n') => return Err(format!("a text is not closed: {text}")),
                Some('\\') => text.extend(self.0.next()),
                Some(c) => {
                    text.push(c);
                    if c == quote {
                        return Ok(());
                    }
                }
            }
        }
    }
}

fn end(found: &mut Vec<Statement>, text: &mut String) {
    let text = std::mem::take(text).trim().to_owned();
    if !text.is_empty() {
        found.push(Statement { text, block: None });
    }
}

/// Checks a text as a declarative pipeline; answers the names of its stages.
fn pipeline(text: &str) -> Result<Vec<String>, String> {
    let file = Reader(text.chars().peekable()).block(false)?;
    let [pipeline] = file.as_slice() else { return Err("it is not one pipeline".to_owned()) };
    let sections = pipeline.block.as_deref().filter(|_| pipeline.text == "pipeline").ok_or("it is no pipeline")?;
    sections_are(sections, &OF_PIPELINE, "pipeline")?;
    for needed in ["agent", "stages"] {
        sections.iter().find(|section| section.name() == needed).ok_or(format!("the pipeline has no {needed}"))?;
    }
    let stages = sections.iter().find(|section| section.name() == "stages").and_then(|stages| stages.block.as_deref());
    let stages = stages.filter(|stages| !stages.is_empty()).ok_or("there is no stage")?;
    stages.iter().map(stage).collect()
}

fn stage(stage: &Statement) -> Result<String, String> {
    let title = stage.text.strip_prefix("stage('").and_then(|rest| rest.strip_suffix("')"));
    let title = title.ok_or(format!("{} is no stage", stage.text))?;
    let sections = stage.block.as_deref().ok_or(format!("the stage {title} has no block"))?;
    sections_are(sections, &OF_STAGE, title)?;
    let work = sections.iter().filter(|section| WORK.contains(&section.name()));
    let work: Vec<_> = work.collect();
    match work.as_slice() {
        [one] if one.block.as_ref().is_some_and(|block| !block.is_empty()) => Ok(title.to_owned()),
        _ => Err(format!("the stage {title} has not one of {}", WORK.join(", "))),
    }
}

/// Every section is one of these, and stands there once.
fn sections_are(sections: &[Statement], allowed: &[&str], of: &str) -> Result<(), String> {
    for (index, section) in sections.iter().enumerate() {
        let name = section.name();
        if !allowed.contains(&name) {
            return Err(format!("{of} has no section {name}"));
        }
        if sections[..index].iter().any(|before| before.name() == name) {
            return Err(format!("{of} has {name} twice"));
        }
    }
    Ok(())
}

#[test]
fn the_jenkinsfile_is_a_declarative_pipeline() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/ci/jenkins/Jenkinsfile");
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(pipeline(&text), Ok(vec!["What would change in the catalog".to_owned(), "Catalog".to_owned()]));
    for (right, wrong) in [
        ("stages {", "stges {"),
        ("stages {", "stages {{"),
        ("            steps {", "            stps {"),
        ("            when {", "            whn {"),
        ("    agent {", "    agent { }\n    agent {"),
        ("stage('Catalog')", "stage 'Catalog'"),
        ("variable: 'SEXTANT_TOKEN')]", "variable: 'SEXTANT_TOKEN')"),
        ("branch 'main'", "branch 'main"),
        ("pipeline {", "node {"),
    ] {
        let broken = text.replacen(right, wrong, 1);
        assert!(broken != text && pipeline(&broken).is_err(), "{wrong} is noticed");
    }
}
