//! The functions that expressions may call: what they take and give, and what they are for. The checker and the
//! reference go by this one table.

use super::types::Type;
use Param::{Any, Bool, Bytes, Int, List, Map, Number, Optional, Text, TextList};

/// What a function takes in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Param {
    Any,
    Bool,
    Int,
    /// With or without decimals.
    Number,
    Text,
    Bytes,
    List,
    TextList,
    Map,
    Optional,
}

/// What a function gives.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Gives {
    Bool,
    Int,
    Uint,
    Double,
    Text,
    Bytes,
    TextList,
    Type,
    /// What it was given first.
    Same,
    /// An optional of what it was given first.
    OptionalOf,
    /// The value within the optional that it is called on.
    Inner,
    /// An optional of nothing.
    None,
}

/// One way to call one function.
pub(crate) struct Function {
    pub(crate) name: &'static str,
    /// What it is called on; none for `name(…)`.
    pub(crate) on: Option<Param>,
    pub(crate) takes: &'static [Param],
    pub(crate) gives: Gives,
    /// For the reference; empty for what says the same as the line above.
    pub(crate) description: &'static str,
    /// A condition that uses it.
    pub(crate) example: &'static str,
}

const fn on(
    on: Param,
    name: &'static str,
    takes: &'static [Param],
    gives: Gives,
    description: &'static str,
    example: &'static str,
) -> Function {
    Function { name, on: Some(on), takes, gives, description, example }
}

const fn plain(
    name: &'static str,
    takes: &'static [Param],
    gives: Gives,
    description: &'static str,
    example: &'static str,
) -> Function {
    Function { name, on: None, takes, gives, description, example }
}

/// All of them, in the order of the reference.
#[rustfmt::skip]
pub(crate) static FUNCTIONS: &[Function] = &[
    plain("size", &[List], Gives::Int, "How many entries a list or map has, or characters a text.", "size(entity.tags) > 0"),
    plain("size", &[Map], Gives::Int, "", ""),
    plain("size", &[Text], Gives::Int, "", ""),
    plain("size", &[Bytes], Gives::Int, "", ""),
    on(List, "size", &[], Gives::Int, "", ""),
    on(Map, "size", &[], Gives::Int, "", ""),
    on(Text, "size", &[], Gives::Int, "", ""),
    on(Bytes, "size", &[], Gives::Int, "", ""),
    on(Text, "contains", &[Text], Gives::Bool, "Whether a text has another within it.", r#"entity.name.contains("orders")"#),
    on(Text, "startsWith", &[Text], Gives::Bool, "Whether it begins with it.", r#"entity.name.startsWith("svc-")"#),
    on(Text, "endsWith", &[Text], Gives::Bool, "Whether it ends with it.", r#"entity.path.endsWith(".yaml")"#),
    on(Text, "matches", &[Text], Gives::Bool, "Whether a regular expression matches some of it.", r#"entity.name.matches("^[a-z-]+$")"#),
    plain("matches", &[Text, Text], Gives::Bool, "", ""),
    on(Text, "lowerAscii", &[], Gives::Text, "With the letters A to Z in lower case.", r#"entity.kind.lowerAscii() == "component""#),
    on(Text, "upperAscii", &[], Gives::Text, "With the letters a to z in upper case.", r#"entity.kind.upperAscii() == "COMPONENT""#),
    on(Text, "trim", &[], Gives::Text, "Without blanks at both ends.", r#"entity.description.trim() != """#),
    on(Text, "replace", &[Text, Text], Gives::Text, "With one text in place of another, everywhere or so many times.", r#"entity.name.replace("-", "") == "orders""#),
    on(Text, "replace", &[Text, Text, Int], Gives::Text, "", ""),
    on(Text, "split", &[Text], Gives::TextList, "The parts between separators, all or at most so many.", r#"size(entity.name.split("-")) <= 3"#),
    on(Text, "split", &[Text, Int], Gives::TextList, "", ""),
    on(TextList, "join", &[], Gives::Text, "The texts of a list one after another, with a separator or without.", r#"entity.tags.join(", ") != """#),
    on(TextList, "join", &[Text], Gives::Text, "", ""),
    on(Text, "substring", &[Int], Gives::Text, "From a place on, or up to another; places count from 0.", r#"entity.name.substring(0, 3) == "svc""#),
    on(Text, "substring", &[Int, Int], Gives::Text, "", ""),
    on(Text, "charAt", &[Int], Gives::Text, "The character at a place.", r#"entity.name.charAt(0) != "-""#),
    on(Text, "indexOf", &[Text], Gives::Int, "The first place of a text within it, from the start or from a place on; -1 where there is none.", r#"entity.name.indexOf("_") == -1"#),
    on(Text, "indexOf", &[Text, Int], Gives::Int, "", ""),
    on(Text, "lastIndexOf", &[Text], Gives::Int, "Likewise the last.", r#"entity.name.lastIndexOf("-") < 20"#),
    on(Text, "lastIndexOf", &[Text, Int], Gives::Int, "", ""),
    on(Text, "reverse", &[], Gives::Text, "From end to start.", r#"entity.name.reverse() != entity.name"#),
    on(Text, "format", &[List], Gives::Text, "With the entries of a list in place of `%s`, `%d` and the like.", r#""%s/%s".format([entity.namespace, entity.name]) != """#),
    plain("strings.quote", &[Text], Gives::Text, "In quotes, with what is special escaped.", r#"strings.quote(entity.name) != "\"\"""#),
    plain("int", &[Number], Gives::Int, "A whole number of a number or a text.", r#"int(entity.labels["replicas"]) >= 2"#),
    plain("int", &[Text], Gives::Int, "", ""),
    plain("uint", &[Number], Gives::Uint, "", ""),
    plain("uint", &[Text], Gives::Uint, "", ""),
    plain("double", &[Number], Gives::Double, "A number with decimals of a number or a text.", r#"double(entity.labels["coverage"]) >= 80.0"#),
    plain("double", &[Text], Gives::Double, "", ""),
    plain("string", &[Number], Gives::Text, "Text of a number, a truth or a text.", r#"string(entity.tier) in ["1", "2"]"#),
    plain("string", &[Bool], Gives::Text, "", ""),
    plain("string", &[Text], Gives::Text, "", ""),
    plain("string", &[Bytes], Gives::Text, "", ""),
    plain("bool", &[Bool], Gives::Bool, "True or false of the text `true` or `false`.", r#"bool(entity.labels["pci"])"#),
    plain("bool", &[Text], Gives::Bool, "", ""),
    plain("bytes", &[Text], Gives::Bytes, "The bytes of a text, in UTF-8.", "size(bytes(entity.name)) <= 63"),
    plain("bytes", &[Bytes], Gives::Bytes, "", ""),
    plain("dyn", &[Any], Gives::Same, "The value itself.", r#"dyn(entity.name) != """#),
    plain("type", &[Any], Gives::Type, "The type of a value, for fields that an organisation defined itself.", r#"type(entity.custom["replicas"]) == int"#),
    plain("optional.of", &[Any], Gives::OptionalOf, "An optional that holds the value.", r#"optional.of(entity.name).hasValue()"#),
    plain("optional.ofNonZeroValue", &[Any], Gives::OptionalOf, "", ""),
    plain("optional.none", &[], Gives::None, "", ""),
    on(Optional, "orValue", &[Any], Gives::Inner, "What an optional holds, or else something. `map[?key]` gives an optional.", r#"entity.labels[?"team"].orValue("") != """#),
    on(Optional, "hasValue", &[], Gives::Bool, "Whether it holds something.", r#"entity.labels[?"team"].hasValue()"#),
    on(Optional, "value", &[], Gives::Inner, "What it holds.", r#"entity.labels[?"team"].value() == "checkout""#),
    on(Optional, "or", &[Optional], Gives::Same, "This one, or another where it holds nothing.", r#"entity.labels[?"team"].or(entity.labels[?"squad"]).hasValue()"#),
];

impl Param {
    pub(crate) fn fits(self, given: &Type) -> bool {
        match (self, given) {
            (Self::Any, _) | (_, Type::Dyn | Type::Never) => true,
            (Self::Bool, Type::Bool)
            | (Self::Int, Type::Int)
            | (Self::Number, Type::Int | Type::Uint | Type::Double)
            | (Self::Text, Type::Text)
            | (Self::Bytes, Type::Bytes)
            | (Self::List, Type::List(_))
            | (Self::Map, Type::Map(..))
            | (Self::Optional, Type::Optional(_)) => true,
            (Self::TextList, Type::List(of)) => of.is_open() || **of == Type::Text,
            _ => false,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Any => "value",
            Self::Bool => "bool",
            Self::Int => "whole number",
            Self::Number => "number",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::List => "list",
            Self::TextList => "list of texts",
            Self::Map => "map",
            Self::Optional => "optional",
        }
    }
}

impl Function {
    /// How it is called, such as `text.contains(text)`.
    pub(crate) fn form(&self) -> String {
        let takes: Vec<&str> = self.takes.iter().map(|param| param.word()).collect();
        let takes = takes.join(", ");
        match self.on {
            Some(TextList) => format!("list.{}({takes})", self.name),
            Some(on) => format!("{}.{}({takes})", on.word(), self.name),
            None => format!("{}({takes})", self.name),
        }
    }

    pub(crate) fn result(&self, first: Option<&Type>) -> Type {
        match self.gives {
            Gives::Bool => Type::Bool,
            Gives::Int => Type::Int,
            Gives::Uint => Type::Uint,
            Gives::Double => Type::Double,
            Gives::Text => Type::Text,
            Gives::Bytes => Type::Bytes,
            Gives::TextList => Type::list(Type::Text),
            Gives::Type => Type::Name,
            Gives::Same => first.cloned().unwrap_or(Type::Dyn),
            Gives::OptionalOf => Type::optional(first.cloned().unwrap_or(Type::Dyn)),
            Gives::Inner => match first {
                Some(Type::Optional(of)) => (**of).clone(),
                _ => Type::Dyn,
            },
            Gives::None => Type::optional(Type::Never),
        }
    }
}
