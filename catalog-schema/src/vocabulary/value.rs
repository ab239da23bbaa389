//! Whether a value is one of a field, and values as people type them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Number, Value};

use super::{FieldDefinition, FieldType};
use crate::fields::is_url;
use crate::model::{DEFAULT_NAMESPACE, EntityRef};

/// What such a value is called, to say what is there in its place.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

/// A value in a message: short.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

impl FieldDefinition {
    /// Why a value is none of this field, with what to write instead; none where it fits. Nothing fits everywhere.
    pub(super) fn misfit(&self, value: &Value) -> Option<(String, String)> {
        let (wanted, help): (&str, String) = match self.field_type {
            _ if value.is_null() => return None,
            FieldType::Text if value.is_string() => return None,
            FieldType::Text => ("text", "put it in quotes".into()),
            FieldType::Number if value.is_number() => return None,
            FieldType::Number => ("a number", "write it without quotes and unit, such as 12.5".into()),
            FieldType::Boolean if value.is_boolean() => return None,
            FieldType::Boolean => ("true or false", "write true or false, without quotes".into()),
            FieldType::Date if value.as_str().is_some_and(is_date) => return None,
            FieldType::Date => ("a date", "write it such as 2026-12-01".into()),
            FieldType::Url if value.as_str().is_some_and(is_address) => return None,
            FieldType::Url => ("an address", "write it with its scheme, such as https://…".into()),
            FieldType::User if value.as_str().is_some_and(is_person) => return None,
            FieldType::User => ("a person", "write a reference such as user:ann, or an e-mail address".into()),
            FieldType::SingleSelect if value.as_str().is_some_and(|text| self.has_option(text)) => return None,
            FieldType::SingleSelect => ("one of its options", self.choose("one")),
            FieldType::MultiSelect => {
                let other = match value {
                    Value::Array(items) => {
                        items.iter().find(|item| !item.as_str().is_some_and(|item| self.has_option(item)))
                    }
                    one => Some(one).filter(|one| !one.as_str().is_some_and(|one| self.has_option(one))),
                };
                let other = other?;
                let message = match other {
                    Value::String(_) => format!("{} is none of its options", shown(other)),
                    other => format!("{} is {}, and not one of its options", shown(other), kind_of(other)),
                };
                return Some((message, self.choose("any")));
            }
        };
        let is = match value {
            Value::String(_) => shown(value),
            other => format!("{}, {},", shown(other), kind_of(other)),
        };
        Some((format!("{is} is not {wanted}"), help))
    }

    /// What is wrong with a value of this field, in a sentence; none where it fits.
    pub fn problem_of(&self, value: &Value) -> Option<String> {
        self.misfit(value).map(|(message, help)| format!("{message}; {help}"))
    }

    fn has_option(&self, text: &str) -> bool {
        self.options.iter().any(|option| option == text)
    }

    fn choose(&self, how_many: &str) -> String {
        format!("write {how_many} of {}", self.options.join(", "))
    }

    /// The value that somebody means who types this; nothing, for nothing. Several choices stand between commas or
    /// semicolons, and what may be chosen is found however its letters are written.
    ///
    /// # Errors
    /// What is wrong with it, and what to type instead.
    pub fn parse(&self, text: &str) -> Result<Value, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Value::Null);
        }
        let option = |text: &str| {
            let found = self.options.iter().find(|option| option.eq_ignore_ascii_case(text));
            Value::from(found.map_or(text, |option| option.as_str()))
        };
        let value = match self.field_type {
            FieldType::Number => number(text).map_or_else(|| Value::from(text), Value::Number),
            FieldType::Boolean => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" => true.into(),
                "false" | "no" => false.into(),
                _ => text.into(),
            },
            FieldType::SingleSelect => option(text),
            FieldType::MultiSelect => {
                let items = text.split([',', ';', '\n']).map(str::trim).filter(|item| !item.is_empty());
                items.map(option).collect()
            }
            FieldType::Text | FieldType::Date | FieldType::Url | FieldType::User => text.into(),
        };
        match self.misfit(&value) {
            Some((message, help)) => Err(format!("{message}; {help}")),
            None => Ok(value),
        }
    }
}

fn number(text: &str) -> Option<Number> {
    text.parse::<i64>().map(Number::from).ok().or_else(|| Number::from_f64(text.parse().ok()?))
}

fn is_date(text: &str) -> bool {
    text.parse::<Date>().is_ok_and(|_| text.len() == "2026-12-01".len()) || text.parse::<Timestamp>().is_ok()
}

fn is_address(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    is_url(text) && matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

fn is_person(text: &str) -> bool {
    let is_email = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let is_account = text.starts_with("ari:cloud:identity:");
    let is_user = EntityRef::parse(text, Some("user"), DEFAULT_NAMESPACE).is_ok_and(|found| found.kind() == "user");
    !text.contains(char::is_whitespace) && (is_email || is_account || is_user)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(field_type: FieldType) -> FieldDefinition {
        let options = if field_type.has_options() { vec!["EU".to_owned(), "US".to_owned()] } else { Vec::new() };
        FieldDefinition { name: "field".into(), field_type, options, ..FieldDefinition::default() }
    }

    #[test]
    fn a_value_fits_its_type_and_no_other() {
        let fitting = [
            (FieldType::Text, json!("x")),
            (FieldType::Number, json!(1.5)),
            (FieldType::Boolean, json!(false)),
            (FieldType::Date, json!("2026-02-28")),
            (FieldType::Date, json!("2026-02-28T10:00:00Z")),
            (FieldType::Url, json!("https://example.com")),
            (FieldType::User, json!("ann")),
            (FieldType::User, json!("user:default/ann")),
            (FieldType::User, json!("ann@example.com")),
            (FieldType::User, json!("ari:cloud:identity::user/1")),
            (FieldType::SingleSelect, json!("EU")),
            (FieldType::MultiSelect, json!(["US", "EU"])),
            (FieldType::MultiSelect, json!("US")),
            (FieldType::MultiSelect, json!([])),
        ];
        for (field_type, value) in fitting {
            assert_eq!(field(field_type).misfit(&value), None, "{field_type:?} {value}");
        }
        let misfits = [
            (FieldType::Text, json!(1)),
            (FieldType::Number, json!("1")),
            (FieldType::Boolean, json!("yes")),
            (FieldType::Date, json!("2026-02-30")),
            (FieldType::Date, json!("soon")),
            (FieldType::Url, json!("javascript:alert(1)")),
            (FieldType::Url, json!("example.com")),
            (FieldType::User, json!("group:payments")),
            (FieldType::SingleSelect, json!("eu")),
            (FieldType::MultiSelect, json!(["EU", 1])),
            (FieldType::MultiSelect, json!({"EU": true})),
        ];
        for (field_type, value) in misfits {
            assert!(field(field_type).misfit(&value).is_some(), "{field_type:?} {value}");
        }
        for field_type in FieldType::ALL {
            assert_eq!(field(field_type).misfit(&Value::Null), None, "nothing is no wrong value");
            assert_eq!(FieldType::parse(field_type.as_str()), Some(field_type));
        }
    }

    #[test]
    fn what_is_typed_becomes_a_value_of_the_type() {
        let parsed = |field_type, text: &str| field(field_type).parse(text);
        assert_eq!(parsed(FieldType::Number, " 12 "), Ok(json!(12)));
        assert_eq!(parsed(FieldType::Number, "0.5"), Ok(json!(0.5)));
        assert_eq!(parsed(FieldType::Boolean, "Yes"), Ok(json!(true)));
        assert_eq!(parsed(FieldType::SingleSelect, "eu"), Ok(json!("EU")));
        assert_eq!(parsed(FieldType::MultiSelect, "us; EU"), Ok(json!(["US", "EU"])));
        assert_eq!(parsed(FieldType::Text, " "), Ok(Value::Null));
        let refused = parsed(FieldType::SingleSelect, "Mars").unwrap_err();
        assert!(refused.contains("Mars") && refused.contains("EU, US"), "{refused}");
        assert!(parsed(FieldType::Number, "NaN").is_err() && parsed(FieldType::Number, "many").is_err());
    }
}
