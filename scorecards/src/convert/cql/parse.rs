//! From words to a tree.

use super::token::{Token, tokens};

/// More than rules need; the parser recurses.
const MAX_DEPTH: usize = 40;

/// Likewise: what is chained without brackets nests, too.
const MAX_WORDS: usize = 400;

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expr {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    Name(String),
    Member(Box<Expr>, String),
    /// What is called is a name or a member.
    Call(Box<Expr>, Vec<Argument>),
    Lambda(String, Box<Expr>),
    Not(Box<Expr>),
    Binary(&'static str, Box<Expr>, Box<Expr>),
}

/// An argument, with its name if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Argument {
    pub(super) name: Option<String>,
    pub(super) value: Expr,
}

/// Operators that bind alike, the loosest first.
const LEVELS: [&[&str]; 5] = [&["||"], &["&&"], &["==", "!=", ">=", "<=", ">", "<"], &["+", "-"], &["*", "/"]];

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

/// The tree of an expression.
///
/// # Errors
/// What is not understood.
pub(super) fn parse(source: &str) -> Result<Expr, String> {
    let tokens = tokens(source)?;
    if tokens.len() > MAX_WORDS {
        return Err(format!("it has more than {MAX_WORDS} words"));
    }
    let mut parser = Parser { tokens, at: 0, depth: 0 };
    let expr = parser.expression()?;
    match parser.tokens.get(parser.at) {
        None => Ok(expr),
        Some(token) => Err(format!("{} is not understood", shown(token))),
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Name(text) | Token::Number(text) => text.clone(),
        Token::Text(text) => format!("{text:?}"),
        Token::Sign(sign) => (*sign).to_owned(),
    }
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn takes(&mut self, sign: &str) -> bool {
        let is_next = matches!(self.peek(), Some(Token::Sign(next)) if *next == sign);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, sign: &str) -> Result<(), String> {
        if self.takes(sign) {
            return Ok(());
        }
        let found = self.peek().map_or_else(|| "the end".to_owned(), shown);
        Err(format!("{sign} is missing before {found}"))
    }

    fn expression(&mut self) -> Result<Expr, String> {
        if self.depth == MAX_DEPTH {
            return Err(format!("it is nested more than {MAX_DEPTH} levels deep"));
        }
        self.depth += 1;
        let expr = self.binary(0);
        self.depth -= 1;
        expr
    }

    fn binary(&mut self, level: usize) -> Result<Expr, String> {
        let Some(signs) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.binary(level + 1)?;
        while let Some(sign) = self.operator(signs) {
            let right = self.binary(level + 1)?;
            left = Expr::Binary(sign, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    /// An operator of these, written as a sign or as a word.
    fn operator(&mut self, signs: &[&'static str]) -> Option<&'static str> {
        let sign = match self.peek()? {
            Token::Sign("=") => "==",
            Token::Sign(sign) => sign,
            Token::Name(word) if word.eq_ignore_ascii_case("and") => "&&",
            Token::Name(word) if word.eq_ignore_ascii_case("or") => "||",
            _ => return None,
        };
        let found = signs.iter().copied().find(|known| *known == sign)?;
        self.at += 1;
        Some(found)
    }

    fn unary(&mut self) -> Result<Expr, String> {
        let is_word = matches!(self.peek(), Some(Token::Name(word)) if word.eq_ignore_ascii_case("not"));
        if is_word || matches!(self.peek(), Some(Token::Sign("!"))) {
            self.at += 1;
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err(format!("it is nested more than {MAX_DEPTH} levels deep"));
            }
            let inner = self.unary();
            self.depth -= 1;
            return Ok(Expr::Not(Box::new(inner?)));
        }
        if self.takes("-") {
            return match self.take() {
                Some(Token::Number(number)) => Ok(Expr::Number(format!("-{number}"))),
                _ => Err("only a number may be negative".to_owned()),
            };
        }
        self.postfix()
    }

    fn postfix(&mut self) -> Result<Expr, String> {
        let mut expr = self.primary()?;
        loop {
            if self.takes(".") {
                match self.take() {
                    Some(Token::Name(name)) => expr = Expr::Member(Box::new(expr), name),
                    _ => return Err("a name is missing after a dot".to_owned()),
                }
            } else if matches!(expr, Expr::Name(_) | Expr::Member(..)) && self.takes("(") {
                expr = Expr::Call(Box::new(expr), self.arguments()?);
            } else {
                return Ok(expr);
            }
        }
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, String> {
        let mut arguments = Vec::new();
        while !self.takes(")") {
            if !arguments.is_empty() {
                self.expect(",")?;
            }
            arguments.push(self.argument()?);
        }
        Ok(arguments)
    }

    /// `value`, `name = value`, `name => value` or `(name) => value`.
    fn argument(&mut self) -> Result<Argument, String> {
        let ahead = |parser: &Self, by: usize| parser.tokens.get(parser.at + by).cloned();
        let sign = |token: Option<Token>, wanted: &str| matches!(token, Some(Token::Sign(sign)) if sign == wanted);
        if let Some(Token::Name(name)) = ahead(self, 0) {
            if sign(ahead(self, 1), "=>") {
                self.at += 2;
                return Ok(Argument { name: None, value: Expr::Lambda(name, Box::new(self.expression()?)) });
            }
            if sign(ahead(self, 1), "=") || sign(ahead(self, 1), ":") {
                self.at += 2;
                return Ok(Argument { name: Some(name), value: self.expression()? });
            }
        }
        if let (true, Some(Token::Name(name)), true, true) =
            (sign(ahead(self, 0), "("), ahead(self, 1), sign(ahead(self, 2), ")"), sign(ahead(self, 3), "=>"))
        {
            self.at += 4;
            return Ok(Argument { name: None, value: Expr::Lambda(name, Box::new(self.expression()?)) });
        }
        Ok(Argument { name: None, value: self.expression()? })
    }

    fn primary(&mut self) -> Result<Expr, String> {
        match self.take() {
            Some(Token::Number(number)) => Ok(Expr::Number(number)),
            Some(Token::Text(text)) => Ok(Expr::Text(text)),
            Some(Token::Name(name)) => Ok(match name.as_str() {
                "null" => Expr::Null,
                "true" => Expr::Bool(true),
                "false" => Expr::Bool(false),
                _ => Expr::Name(name),
            }),
            Some(Token::Sign("(")) => {
                let inner = self.expression()?;
                self.expect(")")?;
                Ok(inner)
            }
            Some(token) => Err(format!("{} is not understood", shown(&token))),
            None => Err("it has no end".to_owned()),
        }
    }
}
