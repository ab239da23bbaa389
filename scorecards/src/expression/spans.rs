//! Where in the source each part of an expression stands, in bytes.

use std::collections::HashMap;
use std::ops::Range;

use cel::IdedExpr;
use cel::common::ast::{EntryExpr, Expr, SourceInfo, operators as op};

/// From where to where each node reaches, by its id. The parser notes one token of each; a node reaches over all nodes
/// within it, and over what is left of it to its right.
pub(super) struct Spans<'s> {
    source: &'s str,
    by_id: HashMap<u64, Range<usize>>,
}

impl<'s> Spans<'s> {
    pub(super) fn of(expr: &IdedExpr, info: &SourceInfo, source: &'s str) -> Self {
        let mut spans = Self { source, by_id: HashMap::new() };
        spans.visit(expr, info);
        spans
    }

    /// Of the node of this id; of all, where the parser noted nothing.
    pub(super) fn span(&self, id: u64) -> Range<usize> {
        self.by_id.get(&id).cloned().unwrap_or(0..self.source.len())
    }

    /// What is written there, cut where it is long.
    pub(super) fn text(&self, id: u64) -> String {
        const SHOWN: usize = 60;
        let text = self.source.get(self.span(id)).unwrap_or_default();
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        }
    }

    fn visit(&mut self, node: &IdedExpr, info: &SourceInfo) -> Range<usize> {
        let token = info.offset_for(node.id).map(|(start, stop)| self.token(start as usize, stop as usize));
        let mut span = token.clone();
        let mut over = |range: Range<usize>| {
            let joined =
                span.as_ref().map_or(range.clone(), |span| span.start.min(range.start)..span.end.max(range.end));
            span = Some(joined);
        };
        match &node.expr {
            Expr::Unspecified | Expr::Literal(_) | Expr::Ident(_) => {}
            Expr::Select(select) => {
                over(self.visit(&select.operand, info));
                let end = token.map_or(0, |token| token.end);
                if let Some(at) = self.source.get(end..).and_then(|rest| rest.find(select.field.as_str())) {
                    over(end + at..end + at + select.field.len());
                }
                if select.test {
                    span = span.map(|span| self.with_name_before(self.closed(span, ')'), op::HAS));
                }
            }
            Expr::Call(call) => {
                for part in call.target.iter().map(|target| &**target).chain(&call.args) {
                    over(self.visit(part, info));
                }
                if matches!(call.func_name.as_str(), op::INDEX | op::OPT_INDEX) {
                    span = span.map(|span| self.closed(span, ']'));
                } else if call.func_name.starts_with(|first: char| first.is_ascii_alphabetic())
                    && let Some(at) =
                        span.as_ref().and_then(|span| Some(span.end + self.source.get(span.end..)?.find(')')?))
                {
                    span = span.map(|span| span.start..at + 1);
                    if call.target.is_none() {
                        span = span.map(|span| self.with_name_before(span, &call.func_name));
                    }
                }
            }
            Expr::List(list) => {
                for element in &list.elements {
                    over(self.visit(element, info));
                }
                span = span.map(|span| self.closed(span, ']'));
            }
            Expr::Map(map) => {
                for entry in &map.entries {
                    match &entry.expr {
                        EntryExpr::MapEntry(entry) => {
                            over(self.visit(&entry.key, info));
                            over(self.visit(&entry.value, info));
                        }
                        EntryExpr::StructField(field) => over(self.visit(&field.value, info)),
                    }
                }
                span = span.map(|span| self.closed(span, '}'));
            }
            Expr::Struct(_) => {}
            Expr::Comprehension(comprehension) => {
                let parts = [
                    &comprehension.iter_range,
                    &comprehension.accu_init,
                    &comprehension.loop_cond,
                    &comprehension.loop_step,
                    &comprehension.result,
                ];
                for part in parts {
                    over(self.visit(part, info));
                }
                span = span.map(|span| self.closed(span, ')'));
            }
        }
        let span = span.unwrap_or(0..self.source.len());
        self.by_id.insert(node.id, span.clone());
        span
    }

    /// From the first byte of a token to after the last of its characters.
    fn token(&self, start: usize, stop: usize) -> Range<usize> {
        let end = (stop + 1..=self.source.len()).find(|end| self.source.is_char_boundary(*end));
        let end = end.unwrap_or(self.source.len());
        start.min(end)..end
    }

    /// Up to this bracket, if it is what comes next.
    fn closed(&self, span: Range<usize>, bracket: char) -> Range<usize> {
        let rest = self.source.get(span.end..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        let is_next = rest.trim_start().starts_with(bracket);
        if is_next { span.start..span.end + blank + bracket.len_utf8() } else { span }
    }

    /// Together with the function's name, of which only the bracket after it was noted.
    fn with_name_before(&self, span: Range<usize>, name: &str) -> Range<usize> {
        let before = self.source.get(..span.start).unwrap_or_default().trim_end();
        if before.ends_with(name) { before.len() - name.len()..span.end } else { span }
    }
}
