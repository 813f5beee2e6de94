//! Label expressions.

use std::sync::Arc;

use super::super::analyse::Analyser;
use super::super::expression::LabelExpression;
use crate::syntax::ast;
use crate::syntax::ast::LabelExpressionKind as Kind;
use crate::value::Type;

/// The resolved form.
pub(in super::super) fn labels(of: &ast::LabelExpression) -> LabelExpression {
    match &of.kind {
        Kind::Name(name) => LabelExpression::Name(name.text.clone()),
        Kind::Wildcard => LabelExpression::Wildcard,
        Kind::Not(inner) => LabelExpression::Not(Box::new(labels(inner))),
        Kind::And(parts) | Kind::Colon(parts) => {
            LabelExpression::And(parts.iter().map(labels).collect())
        }
        Kind::Or(parts) => LabelExpression::Or(parts.iter().map(labels).collect()),
    }
}

/// The names of `A`, `A:B`, `A&B` (with `or` false) or of `A`, `A|B` (with `or` true); nothing for other forms.
pub(in super::super) fn names_only(of: &ast::LabelExpression, or: bool) -> Option<Vec<ast::Name>> {
    match &of.kind {
        Kind::Name(name) => Some(vec![name.clone()]),
        Kind::And(parts) | Kind::Colon(parts) if !or => all_names(parts, or),
        Kind::Or(parts) if or => all_names(parts, or),
        _ => None,
    }
}

fn all_names(parts: &[ast::LabelExpression], or: bool) -> Option<Vec<ast::Name>> {
    let names: Option<Vec<_>> = parts.iter().map(|part| names_only(part, or)).collect();
    names.map(|names| names.concat())
}

/// Every name in a label expression.
fn every_name(of: &ast::LabelExpression, into: &mut Vec<(Arc<str>, crate::diagnostic::Span)>) {
    match &of.kind {
        Kind::Name(name) => into.push((name.text.clone(), name.span)),
        Kind::Wildcard => {}
        Kind::Not(inner) => every_name(inner, into),
        Kind::And(parts) | Kind::Or(parts) | Kind::Colon(parts) => {
            parts.iter().for_each(|part| every_name(part, into));
        }
    }
}

impl Analyser<'_> {
    /// Remembers the labels of a node or the types of a relationship that are looked for.
    pub fn mention_labels(&mut self, written: &ast::LabelExpression, of: &Type) {
        match of {
            Type::Node => every_name(written, &mut self.mentions.labels),
            Type::Relationship => every_name(written, &mut self.mentions.types),
            _ => {}
        }
    }
}
