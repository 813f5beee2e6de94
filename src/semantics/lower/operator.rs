//! Operators, comparisons and tests, with what their operands can never be.

use super::super::analyse::Analyser;
use super::super::expression::ExpressionKind;
use super::super::mistake::mistake;
use super::super::query::Expression;
use super::super::types::{in_words, is_number, possible, possibly_one_of, unify};
use super::Typed;
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{BinaryOperator, ExpressionKind as Kind, UnaryOperator};
use crate::value::Type;
use crate::value::arithmetic::LENGTH_OF_TIME;

const TEMPORAL: [Type; 6] = [
    Type::Date,
    Type::LocalTime,
    Type::Time,
    Type::LocalDateTime,
    Type::DateTime,
    Type::Duration,
];

impl Analyser<'_> {
    pub(super) fn operator(&mut self, of: &ast::Expression) -> Typed {
        match &of.kind {
            Kind::Unary {
                operator: UnaryOperator::Not,
                operand,
            } => {
                let operand = Box::new(self.predicate(operand));
                boolean(ExpressionKind::Not(operand), of.span)
            }
            Kind::Unary { operator, operand } => self.sign(*operator, operand, of.span),
            Kind::Chain { first, rest } => self.chain(first, rest, of.span),
            Kind::And(parts) => boolean(ExpressionKind::And(self.predicates(parts)), of.span),
            Kind::Or(parts) => boolean(ExpressionKind::Or(self.predicates(parts)), of.span),
            Kind::Xor(parts) => boolean(ExpressionKind::Xor(self.predicates(parts)), of.span),
            _ => Typed::unknown(of.span),
        }
    }

    fn predicates(&mut self, parts: &[ast::Expression]) -> Vec<Expression> {
        parts.iter().map(|part| self.predicate(part)).collect()
    }

    fn sign(&mut self, operator: UnaryOperator, operand: &ast::Expression, span: Span) -> Typed {
        let operand = self.value(operand);
        self.expect(
            &operand.kind,
            &[Type::Number, Type::Duration],
            "a number",
            operand.expression.span,
        );
        let inner = Box::new(operand.expression);
        let kind = match operator {
            UnaryOperator::Minus => ExpressionKind::Negate(inner),
            _ => ExpressionKind::Plus(inner),
        };
        Typed {
            expression: kind.at(span),
            kind: operand.kind,
        }
    }

    fn chain(
        &mut self,
        first: &ast::Expression,
        rest: &[(BinaryOperator, ast::Expression)],
        span: Span,
    ) -> Typed {
        let first = self.value(first);
        let mut kind = first.kind;
        let mut operands = Vec::with_capacity(rest.len());
        for (operator, operand) in rest {
            let left = Span {
                end: operand.span.start,
                ..span
            };
            let operand = self.value(operand);
            self.check_operands(
                *operator,
                (&kind, left),
                (&operand.kind, operand.expression.span),
            );
            kind = result(*operator, kind, &operand.kind);
            operands.push((*operator, operand.expression));
        }
        let chain = ExpressionKind::Chain {
            first: Box::new(first.expression),
            rest: operands,
        };
        Typed {
            expression: chain.at(span),
            kind,
        }
    }

    fn check_operands(
        &mut self,
        operator: BinaryOperator,
        (left, left_span): (&Type, Span),
        (right, right_span): (&Type, Span),
    ) {
        match operator {
            BinaryOperator::In => {
                self.expect(right, &[Type::list(Type::Any)], "a list", right_span)
            }
            BinaryOperator::Add if !can_add(left, right) => {
                let message = format!("cannot add {} and {}", in_words(left), in_words(right));
                let span = left_span.to(right_span);
                let error = mistake("InvalidArgumentType", message, span);
                self.report(match is_instant(left) || is_instant(right) {
                    true => error.with_hint(LENGTH_OF_TIME),
                    false => error,
                });
            }
            BinaryOperator::Concatenate if !can_concatenate(left, right) => {
                let (left, right) = (in_words(left), in_words(right));
                let message = format!("cannot concatenate {left} and {right}");
                let span = left_span.to(right_span);
                self.report(mistake("InvalidArgumentType", message, span));
            }
            BinaryOperator::Modulo | BinaryOperator::Power => {
                self.expect(left, &[Type::Number], "a number", left_span);
                self.expect(right, &[Type::Number], "a number", right_span);
            }
            BinaryOperator::Subtract | BinaryOperator::Multiply | BinaryOperator::Divide => {
                self.expect(left, &calculable(), "a number", left_span);
                self.expect(right, &calculable(), "a number", right_span);
            }
            _ => {}
        }
    }

    /// Comparisons and the tests with `IS` and labels.
    pub(super) fn test(&mut self, of: &ast::Expression) -> Typed {
        let kind = match &of.kind {
            Kind::Comparison {
                operands,
                operators,
            } => ExpressionKind::Comparison {
                operands: operands
                    .iter()
                    .map(|operand| self.expression(operand))
                    .collect(),
                operators: operators.clone(),
            },
            Kind::IsNull { operand, negated } => ExpressionKind::IsNull {
                operand: self.boxed(operand),
                negated: *negated,
            },
            Kind::IsTyped {
                operand,
                negated,
                of,
            } => ExpressionKind::IsTyped {
                operand: self.boxed(operand),
                negated: *negated,
                of: of.kind.clone(),
            },
            Kind::HasLabels {
                operand,
                labels: written,
            } => {
                let operand = self.value(operand);
                let span = operand.expression.span;
                self.expect(
                    &operand.kind,
                    &[Type::Node, Type::Relationship],
                    "a node or a relationship",
                    span,
                );
                self.mention_labels(written, &operand.kind);
                self.label_test(&operand.expression, written).kind
            }
            _ => return Typed::unknown(of.span),
        };
        boolean(kind, of.span)
    }
}

pub(super) fn boolean(kind: ExpressionKind<super::super::query::Query>, span: Span) -> Typed {
    Typed {
        expression: kind.at(span),
        kind: Type::Boolean,
    }
}

/// Numbers, lengths of time and what they are added to.
fn calculable() -> Vec<Type> {
    let mut types = TEMPORAL.to_vec();
    types.push(Type::Number);
    types
}

/// Whether it is a point in time and nothing else.
fn is_instant(kind: &Type) -> bool {
    matches!(
        kind,
        Type::Date | Type::LocalTime | Type::Time | Type::LocalDateTime | Type::DateTime
    )
}

fn can_concatenate(left: &Type, right: &Type) -> bool {
    let both = |kind: &Type| possible(left, kind) && possible(right, kind);
    both(&Type::String) || both(&Type::list(Type::Any))
}

fn can_add(left: &Type, right: &Type) -> bool {
    let either = |kind: &Type| possible(left, kind) || possible(right, kind);
    if either(&Type::list(Type::Any)) {
        return true;
    }
    let text = |a: &Type, b: &Type| possible(a, &Type::String) && !is_structure(b);
    text(left, right)
        || text(right, left)
        || (possible(left, &Type::Number) && possible(right, &Type::Number))
        || (possibly_one_of(left, &TEMPORAL) && possibly_one_of(right, &TEMPORAL))
}

fn is_structure(kind: &Type) -> bool {
    matches!(
        kind,
        Type::Node | Type::Relationship | Type::Path | Type::Map
    )
}

fn result(operator: BinaryOperator, left: Type, right: &Type) -> Type {
    use BinaryOperator as Op;
    match operator {
        Op::In | Op::StartsWith | Op::EndsWith | Op::Contains | Op::Matches => Type::Boolean,
        Op::Add | Op::Concatenate => sum(left, right),
        Op::Power => Type::Float,
        _ if left == Type::Integer && *right == Type::Integer => Type::Integer,
        _ if is_number(&left) && is_number(right) => float_or_number(&left, right),
        _ => Type::Any,
    }
}

fn sum(left: Type, right: &Type) -> Type {
    match (left, right) {
        (Type::List(a), Type::List(b)) => Type::list(unify(*a, (**b).clone())),
        (Type::List(_), _) | (_, Type::List(_)) => Type::list(Type::Any),
        (Type::String, Type::String | Type::Integer | Type::Float | Type::Number) => Type::String,
        (Type::Integer, Type::Integer) => Type::Integer,
        (left, right) if is_number(&left) && is_number(right) => float_or_number(&left, right),
        _ => Type::Any,
    }
}

fn float_or_number(left: &Type, right: &Type) -> Type {
    match (left, right) {
        (Type::Float, _) | (_, Type::Float) => Type::Float,
        _ => Type::Number,
    }
}
