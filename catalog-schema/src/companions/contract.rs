//! The contract of an API that is said by its address, in whatever field a format has for that.

use serde_json::{Map, Value};

use super::address::{Address, resolve};
use super::{Companion, DescriptorFile};
use crate::contract::outline;
use crate::diagnostic::codes;
use crate::formats::{Problem, Target};
use crate::model::ApiSpec;

/// Takes what lies at the address of a contract for the contract, if it is one. Where it is none, such as a page for people,
/// the address stays a link and no more. Answers the address, for the caller to ask for, and what is wrong with it.
pub(crate) fn take_contract(
    api: &mut ApiSpec,
    root: &Map<String, Value>,
    at: &str,
    file: &DescriptorFile<'_>,
) -> Option<(String, Option<Problem>)> {
    let reference = api.reference.as_deref().filter(|_| api.definition.is_none())?;
    // A file of the repository that is named so is a link, too.
    let Address::Web(address) = resolve(reference, "", "") else { return None };
    let companion = file.companions.get(&address);
    let text = companion.and_then(Companion::bytes).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let contract = text.filter(|text| !outline(text).is_empty()).map(str::to_owned);
    let problem = match companion {
        // Of what was no contract before nobody misses one.
        Some(Companion::Unread(unread)) if contract.is_some() => {
            let pointer = find(root, reference).map(|pointer| format!("{at}{pointer}"));
            let target = Target::Value(pointer.unwrap_or_else(|| at.to_owned()));
            let message = format!("{reference} is shown as it was: {}", unread.problem);
            Some(Problem::new(&codes::UNREAD_ADDRESS, target, message).with_help(&unread.help))
        }
        _ => None,
    };
    api.definition = contract;
    Some((address, problem))
}

/// The pointer of the first value that is this text.
fn find(root: &Map<String, Value>, text: &str) -> Option<String> {
    root.iter().find_map(|(key, value)| below(value, text).map(|rest| format!("/{}{rest}", escaped(key))))
}

/// No deeper than documents may be nested.
fn below(value: &Value, text: &str) -> Option<String> {
    match value {
        Value::String(found) => (found.trim() == text).then(String::new),
        Value::Object(map) => find(map, text),
        Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(number, item)| below(item, text).map(|rest| format!("/{number}{rest}")))
        }
        _ => None,
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
