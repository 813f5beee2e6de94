//! `CASE`, and the tests that are written in its words: `IS TRUE` and its sisters.

use super::super::analyse::Analyser;
use super::super::expression::{ExpressionKind, Slot};
use super::super::query::{Expression, VariableKind};
use super::super::same;
use super::super::types::unify;
use super::Typed;
use super::operator::boolean;
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{ComparisonOperator, ExpressionKind as Kind};
use crate::value::{Type, Value};

impl Analyser<'_> {
    pub(super) fn case(&mut self, case: &ast::Case, span: Span) -> Typed {
        match &case.subject {
            Some(subject) if has_operators(case) => self.case_with_operators(subject, case, span),
            Some(subject) => {
                let subject = Some(Box::new(self.expression(subject)));
                self.branches(case, subject, span, |a, tests| {
                    tests.iter().map(|test| a.expression(test)).collect()
                })
            }
            None => self.branches(case, None, span, |a, tests| {
                tests.iter().map(|test| a.predicate(test)).collect()
            }),
        }
    }

    fn branches(
        &mut self,
        case: &ast::Case,
        subject: Option<Box<Expression>>,
        span: Span,
        mut when: impl FnMut(&mut Self, &[ast::Expression]) -> Vec<Expression>,
    ) -> Typed {
        let mut kind = Type::Nothing;
        let mut branches = Vec::with_capacity(case.branches.len());
        for (tests, result) in &case.branches {
            let tests = when(self, tests);
            let result = self.value(result);
            kind = unify(kind, result.kind);
            branches.push((tests, result.expression));
        }
        let otherwise = case.otherwise.as_ref().map(|it| self.value(it));
        let otherwise = otherwise.map(|otherwise| {
            kind = unify(kind.clone(), otherwise.kind);
            Box::new(otherwise.expression)
        });
        let case = ExpressionKind::Case {
            subject,
            branches,
            otherwise,
        };
        Typed {
            expression: case.at(span),
            kind,
        }
    }

    /// `CASE x WHEN > 4 THEN …`: the subject gets a slot, so that it is computed once, by a `reduce` of one step; what is
    /// tested is then a predicate like any other.
    fn case_with_operators(
        &mut self,
        subject: &ast::Expression,
        case: &ast::Case,
        span: Span,
    ) -> Typed {
        let start = self.value(subject);
        let slot = self.fresh_value("  subject".into(), start.kind);
        self.subjects.push(slot);
        let cases = self.branches(case, None, span, |a, tests| {
            let tests = tests.iter().map(|test| a.subject_test(slot, test));
            vec![any_of(tests.collect(), span)]
        });
        self.subjects.pop();
        let reduce = ExpressionKind::Reduce {
            accumulator: slot,
            start: Box::new(start.expression),
            variable: self.hidden("step", VariableKind::Value),
            list: Box::new(ExpressionKind::Literal(Value::list([Value::Null])).at(span)),
            step: Box::new(cases.expression),
        };
        Typed {
            expression: reduce.at(span),
            kind: cases.kind,
        }
    }

    /// A test that names the subject by its operator, or a value the subject is compared with.
    fn subject_test(&mut self, slot: Slot, test: &ast::Expression) -> Expression {
        if same::any(test, &|part| matches!(part.kind, Kind::Subject)) {
            return self.predicate(test);
        }
        let subject = Typed::slot(slot, self.type_of(slot), test.span);
        let comparison = ExpressionKind::Comparison {
            operands: vec![subject.expression, self.expression(test)],
            operators: vec![ComparisonOperator::Equal],
        };
        comparison.at(test.span)
    }

    /// The subject of the `CASE` around.
    pub(super) fn subject(&mut self, span: Span) -> Typed {
        match self.subjects.last() {
            Some(&slot) => Typed::slot(slot, self.type_of(slot), span),
            None => Typed::unknown(span),
        }
    }

    /// `x IS [NOT] TRUE | FALSE | UNKNOWN`, which is never `null`.
    pub(super) fn truth_test(
        &mut self,
        operand: &ast::Expression,
        truth: Option<bool>,
        negated: bool,
        span: Span,
    ) -> Typed {
        let operand = self.predicate(operand);
        let literal = |truth| ExpressionKind::Literal(Value::Boolean(truth)).at(span);
        let Some(truth) = truth else {
            let operand = Box::new(operand);
            return boolean(ExpressionKind::IsNull { operand, negated }, span);
        };
        let test = match truth {
            true => operand,
            false => ExpressionKind::Not(Box::new(operand)).at(span),
        };
        let case = ExpressionKind::Case {
            subject: None,
            branches: vec![(vec![test], literal(!negated))],
            otherwise: Some(Box::new(literal(negated))),
        };
        boolean(case, span)
    }

    /// `x IS [NOT] [form] NORMALIZED`; `null` for what is no text.
    pub(super) fn normal_test(
        &mut self,
        operand: &ast::Expression,
        form: ast::NormalForm,
        negated: bool,
        span: Span,
    ) -> Typed {
        let form = ExpressionKind::Literal(Value::string(form.as_str())).at(span);
        let Some(function) = self.function("isNormalized") else {
            return Typed::unknown(span);
        };
        let test = ExpressionKind::Call {
            function,
            arguments: vec![self.expression(operand), form],
        };
        match negated {
            true => boolean(ExpressionKind::Not(Box::new(test.at(span))), span),
            false => boolean(test, span),
        }
    }
}

fn has_operators(case: &ast::Case) -> bool {
    let tests = case.branches.iter().flat_map(|(tests, _)| tests);
    tests
        .into_iter()
        .any(|test| same::any(test, &|part| matches!(part.kind, Kind::Subject)))
}

fn any_of(mut tests: Vec<Expression>, span: Span) -> Expression {
    match tests.len() {
        1 => tests.remove(0),
        _ => ExpressionKind::Or(tests).at(span),
    }
}
