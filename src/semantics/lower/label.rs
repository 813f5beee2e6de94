//! Label expressions.

use std::sync::Arc;

use super::super::analyse::Analyser;
use super::super::expression::{ExpressionKind, LabelExpression};
use super::super::query::Expression;
use crate::syntax::ast;
use crate::syntax::ast::LabelExpressionKind as Kind;
use crate::value::Type;

/// The resolved form; nothing where a name in it is computed.
pub(in super::super) fn labels(of: &ast::LabelExpression) -> Option<LabelExpression> {
    let all = |parts: &[ast::LabelExpression]| -> Option<Vec<LabelExpression>> {
        parts.iter().map(labels).collect()
    };
    Some(match &of.kind {
        Kind::Name(name) => LabelExpression::Name(name.text.clone()),
        Kind::Wildcard => LabelExpression::Wildcard,
        Kind::Not(inner) => LabelExpression::Not(Box::new(labels(inner)?)),
        Kind::And(parts) | Kind::Colon(parts) => LabelExpression::And(all(parts)?),
        Kind::Or(parts) => LabelExpression::Or(all(parts)?),
        Kind::Dynamic { .. } => return None,
    })
}

/// A condition taken apart: what its written names ask, and the parts where a name is computed.
pub(in super::super) fn written_and_dynamic(
    of: &ast::LabelExpression,
) -> (Option<LabelExpression>, Vec<&ast::LabelExpression>) {
    let whole = labels(of);
    if whole.is_some() {
        return (whole, Vec::new());
    }
    let (mut written, mut dynamic) = (Vec::new(), Vec::new());
    for part in conjuncts(of) {
        match labels(part) {
            Some(labels) => written.push(labels),
            None => dynamic.push(part),
        }
    }
    let written = match written.len() {
        0 | 1 => written.pop(),
        _ => Some(LabelExpression::And(written)),
    };
    (written, dynamic)
}

/// What must all hold: the parts of `A:B` and `A&B`.
pub(in super::super) fn conjuncts(of: &ast::LabelExpression) -> Vec<&ast::LabelExpression> {
    match &of.kind {
        Kind::And(parts) | Kind::Colon(parts) => parts.iter().flat_map(conjuncts).collect(),
        _ => vec![of],
    }
}

/// The names of `A` or `A|B`; nothing for other forms.
pub(in super::super) fn alternatives(of: &ast::LabelExpression) -> Option<Vec<&ast::Name>> {
    match &of.kind {
        Kind::Name(name) => Some(vec![name]),
        Kind::Or(parts) => {
            let names: Option<Vec<_>> = parts.iter().map(alternatives).collect();
            names.map(|names| names.concat())
        }
        _ => None,
    }
}

/// Every name in a label expression.
fn every_name(of: &ast::LabelExpression, into: &mut Vec<(Arc<str>, crate::diagnostic::Span)>) {
    match &of.kind {
        Kind::Name(name) => into.push((name.text.clone(), name.span)),
        Kind::Wildcard | Kind::Dynamic { .. } => {}
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

    /// Whether an entity has such labels or is of such a type, with the names that are computed.
    pub fn label_test(&mut self, of: &Expression, test: &ast::LabelExpression) -> Expression {
        let operand = Box::new(of.clone());
        let kind = match (labels(test), &test.kind) {
            (Some(labels), _) => ExpressionKind::HasLabels { operand, labels },
            (None, Kind::Not(inner)) => ExpressionKind::Not(Box::new(self.label_test(of, inner))),
            (None, Kind::Or(parts)) => ExpressionKind::Or(self.label_tests(of, parts.iter())),
            (None, Kind::Dynamic { names, any }) => ExpressionKind::HasDynamicLabels {
                operand,
                names: Box::new(self.label_names(names)),
                any: *any,
            },
            (None, _) => ExpressionKind::And(self.label_tests(of, conjuncts(test))),
        };
        kind.at(test.span)
    }

    fn label_tests<'t>(
        &mut self,
        of: &Expression,
        tests: impl IntoIterator<Item = &'t ast::LabelExpression>,
    ) -> Vec<Expression> {
        let tests = tests.into_iter();
        tests.map(|test| self.label_test(of, test)).collect()
    }

    /// What computes the names of labels or types.
    pub fn label_names(&mut self, names: &ast::Expression) -> Expression {
        let value = self.value(names);
        let wanted = [Type::String, Type::list(Type::Any)];
        self.expect(
            &value.kind,
            &wanted,
            "a string or a list of strings",
            names.span,
        );
        value.expression
    }
}
