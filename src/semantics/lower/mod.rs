//! Expressions: each form of the tree becomes its resolved form, with what is known of its type.

mod call;
mod case;
mod collection;
mod dialect;
mod label;
mod operator;
mod scoped;
mod subquery;

use super::analyse::Analyser;
use super::expression::{ExpressionKind, Slot};
use super::query::Expression;
use super::types;
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::ExpressionKind as Kind;
use crate::value::{Type, Value};

pub(super) use call::wrong_number;
pub(super) use label::{alternatives, conjuncts, labels, written_and_dynamic};
pub(super) use subquery::query;

/// A resolved expression with its static type.
pub(super) struct Typed {
    pub expression: Expression,
    pub kind: Type,
}

impl Typed {
    /// What stands in the place of an expression that is a mistake.
    pub fn unknown(span: Span) -> Typed {
        Typed {
            expression: ExpressionKind::Literal(Value::Null).at(span),
            kind: Type::Any,
        }
    }

    /// A variable.
    pub fn slot(slot: Slot, kind: Type, span: Span) -> Typed {
        Typed {
            expression: ExpressionKind::Slot(slot).at(span),
            kind,
        }
    }
}

/// Whether a truth value is wanted: only there can a pattern stand for "there is such a path".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Value,
    Predicate,
}

impl Analyser<'_> {
    /// An expression whose value is wanted.
    pub fn value(&mut self, of: &ast::Expression) -> Typed {
        self.lower(of, Place::Value)
    }

    /// The same without its type.
    pub fn expression(&mut self, of: &ast::Expression) -> Expression {
        self.value(of).expression
    }

    /// An expression that must be true, false or `null`.
    pub fn predicate(&mut self, of: &ast::Expression) -> Expression {
        let typed = self.lower(of, Place::Predicate);
        self.expect(&typed.kind, &[Type::Boolean], "a boolean", of.span);
        typed.expression
    }

    /// The parts of a condition all of which must hold.
    pub fn conjuncts(&mut self, of: &ast::Expression) -> Vec<Expression> {
        let mut parts = Vec::new();
        split(of, &mut parts);
        parts.into_iter().map(|part| self.predicate(part)).collect()
    }

    fn boxed(&mut self, of: &ast::Expression) -> Box<Expression> {
        Box::new(self.expression(of))
    }

    pub(super) fn lower(&mut self, of: &ast::Expression, place: Place) -> Typed {
        if let Some(slot) = self.known(of) {
            return Typed::slot(slot, self.type_of(slot), of.span);
        }
        match &of.kind {
            Kind::Literal(literal) => Typed {
                expression: ExpressionKind::Literal(literal.0.clone()).at(of.span),
                kind: types::of_literal(&literal.0),
            },
            Kind::Parameter(name) => self.parameter_value(name, of.span),
            Kind::Variable(name) => self.variable(name),
            Kind::Unary { .. } | Kind::Chain { .. } | Kind::And(_) | Kind::Or(_) | Kind::Xor(_) => {
                self.operator(of)
            }
            Kind::Comparison { .. }
            | Kind::IsNull { .. }
            | Kind::IsTyped { .. }
            | Kind::HasLabels { .. } => self.test(of),
            Kind::List(_)
            | Kind::Map(_)
            | Kind::MapProjection { .. }
            | Kind::Property { .. }
            | Kind::Index { .. }
            | Kind::Slice { .. } => self.collection(of),
            Kind::Call(call) => self.call(of, call),
            Kind::CallStar(name) => self.call_star(of, name),
            Kind::Case(case) => self.case(case, of.span),
            Kind::Subject => self.subject(of.span),
            Kind::IsTruth {
                operand,
                negated,
                truth,
            } => self.truth_test(operand, *truth, *negated, of.span),
            Kind::IsNormalized {
                operand,
                negated,
                form,
            } => self.normal_test(operand, *form, *negated, of.span),
            Kind::ListComprehension { .. } | Kind::Quantified { .. } | Kind::Reduce { .. } => {
                self.scoped(of)
            }
            Kind::Pattern(path) => self.pattern_value(path, place),
            Kind::PatternComprehension {
                pattern,
                predicate,
                projection,
            } => self.pattern_comprehension(pattern, predicate.as_deref(), projection, of.span),
            Kind::Subquery { kind, body } => self.subquery(*kind, body, of.span),
        }
    }

    fn parameter_value(&mut self, name: &ast::Name, span: Span) -> Typed {
        self.parameter(&name.text);
        Typed {
            expression: ExpressionKind::Parameter(name.text.clone()).at(span),
            kind: Type::Any,
        }
    }

    fn variable(&mut self, name: &ast::Name) -> Typed {
        if let Some(number) = number_called(&name.text)
            && !self.is_known(&name.text)
        {
            let expression = ExpressionKind::Literal(Value::Float(number)).at(name.span);
            let kind = Type::Float;
            return Typed { expression, kind };
        }
        if let Some(function) = clock_called(&name.text)
            && !self.is_known(&name.text)
        {
            return self.call_of_nothing(function, name.span);
        }
        match self.read(name) {
            Some(slot) => Typed::slot(slot, self.type_of(slot), name.span),
            None => Typed::unknown(name.span),
        }
    }
}

/// What Neo4j has as words for numbers. They are variables where there are such.
fn number_called(name: &str) -> Option<f64> {
    let is = |word: &str| name.eq_ignore_ascii_case(word);
    if is("inf") || is("infinity") {
        return Some(f64::INFINITY);
    }
    is("nan").then_some(f64::NAN)
}

/// The function a word of GQL for the present stands for. They are variables where there are such.
fn clock_called(name: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 5] = [
        ("current_date", "date"),
        ("current_time", "time"),
        ("current_timestamp", "datetime"),
        ("local_time", "localtime"),
        ("local_timestamp", "localdatetime"),
    ];
    let mut known = WORDS.iter();
    let found = known.find(|(word, _)| name.eq_ignore_ascii_case(word));
    found.map(|(_, function)| *function)
}

/// The operands of an `AND`, those of an `AND` among them included.
pub(super) fn split<'e>(of: &'e ast::Expression, into: &mut Vec<&'e ast::Expression>) {
    match &of.kind {
        Kind::And(parts) => parts.iter().for_each(|part| split(part, into)),
        _ => into.push(of),
    }
}
