//! What an organisation defines, as a form offers it. Which kind is chosen is known to the browser alone: styles hide what
//! another kind has, and the server reads only what the kind has.

use catalog_schema::vocabulary::{FieldDefinition, FieldType, Vocabulary};
use leptos::prelude::*;

use super::{Draft, Editor};

/// The type, with those that are defined to choose from.
pub(super) fn defined_types(written: &str, vocabulary: &Vocabulary) -> AnyView {
    let types = vocabulary.types().map(|defined| {
        let label = format!("{}, a type of {}", defined.title(), defined.kind);
        view! { <option value=defined.name.clone() label=label></option> }
    });
    let types: Vec<_> = types.collect();
    let list = (!types.is_empty()).then_some("defined-types");
    view! {
        <label>
            <span>"Type"</span>
            <input
                type="text"
                name="type"
                list=list
                value=written.to_owned()
                placeholder="service"
                autocomplete="off"
                spellcheck="false"
            />
        </label>
        {list.map(|id| view! { <datalist id=id>{types}</datalist> })}
    }
    .into_any()
}

/// Every custom field that is defined, each with what fits its type.
pub(super) fn defined_fields(draft: &Draft, shown: &Editor) -> Option<AnyView> {
    let fields: Vec<&FieldDefinition> = shown.vocabulary.fields().collect();
    if fields.is_empty() {
        return None;
    }
    let inputs = fields.into_iter().map(|field| {
        let typed = draft.fields.get(&field.name).map_or("", String::as_str);
        input(field, typed, shown.wrong.get(&field.name))
    });
    let inputs = inputs.collect_view();
    Some(view! { <div class="defined-fields">{inputs}</div> }.into_any())
}

fn input(field: &FieldDefinition, typed: &str, wrong: Option<&String>) -> AnyView {
    let name = format!("field:{}", field.name);
    let kinds = (!field.kinds.is_empty()).then(|| field.kinds.join(" ").to_lowercase());
    let types = (!field.types.is_empty()).then(|| format!(", of type {}", field.types.join(" or ")));
    let required = field.required.then_some(", required");
    let label = view! { {field.label().to_owned()} {types} {required} };
    let note = field.description.clone().map(|text| view! { <small class="field-note">{text}</small> });
    let id = format!("{name}:wrong");
    let described_by = wrong.map(|_| id.clone());
    let wrong = wrong.map(|wrong| view! { <p class="field-wrong" id=id role="alert">{wrong.clone()}</p> });
    let is_wrong = wrong.is_some().then_some("true");
    let body = match field.field_type {
        FieldType::MultiSelect => {
            let chosen: Vec<&str> = typed.split(',').map(str::trim).collect();
            let boxes = field.options.iter().map(|option| {
                view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            name=name.clone()
                            value=option.clone()
                            checked=chosen.contains(&option.as_str())
                        />
                        <span>{option.clone()}</span>
                    </label>
                }
            });
            view! {
                <fieldset aria-describedby=described_by>
                    <legend>{label}</legend>
                    {boxes.collect_view()}
                </fieldset>
            }
            .into_any()
        }
        FieldType::SingleSelect | FieldType::Boolean => {
            let options: Vec<(&str, &str)> = match field.field_type {
                FieldType::Boolean => vec![("true", "Yes"), ("false", "No")],
                _ => field.options.iter().map(|option| (option.as_str(), option.as_str())).collect(),
            };
            let options = options.into_iter().map(|(value, title)| {
                view! {
                    <option value=value.to_owned() selected={value == typed}>
                        {title.to_owned()}
                    </option>
                }
            });
            view! {
                <label>
                    <span>{label}</span>
                    <select name=name aria-invalid=is_wrong aria-describedby=described_by>
                        <option value="">"Not said"</option>
                        {options.collect_view()}
                    </select>
                </label>
            }
            .into_any()
        }
        _ => {
            let (input_type, mode, example) = match field.field_type {
                FieldType::Number => ("text", Some("decimal"), ""),
                FieldType::Date => ("date", None, ""),
                FieldType::Url => ("url", None, "https://"),
                FieldType::User => ("text", None, "user:ann"),
                _ => ("text", None, ""),
            };
            view! {
                <label>
                    <span>{label}</span>
                    <input
                        type=input_type
                        name=name
                        value=typed.to_owned()
                        inputmode=mode
                        placeholder=example
                        aria-invalid=is_wrong
                        aria-describedby=described_by
                        autocomplete="off"
                        spellcheck="false"
                    />
                </label>
            }
            .into_any()
        }
    };
    view! {
        <div class="defined-field" data-kinds=kinds>
            {body} {note} {wrong}
        </div>
    }
    .into_any()
}
