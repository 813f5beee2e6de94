//! Calls of functions.

use super::super::SemanticError;
use super::super::analyse::{Aggregating, Analyser};
use super::super::expression::{ExpressionKind, Slot};
use super::super::mistake::mistake;
use super::super::query::Expression;
use super::super::types::{in_words, possible};
use super::dialect::elsewhere;
use super::{Place, Typed};
use crate::diagnostic::Span;
use crate::function::{Body, Function, Parameter, Stability};
use crate::syntax::ast;

impl Analyser<'_> {
    pub(super) fn call(&mut self, whole: &ast::Expression, call: &ast::Call) -> Typed {
        if let [argument] = call.arguments.as_slice()
            && is_existence_of_pattern(call, argument)
        {
            return self.lower(argument, Place::Predicate);
        }
        let Some(function) = self.function(&call.name.text) else {
            return self.unknown_function(call);
        };
        self.check_arity(&function, call, whole.span);
        self.check_existence(call);
        if matches!(function.body, Body::Aggregate(_)) {
            return self.aggregation(whole, Some(function), Some(call));
        }
        self.check_scalar(&function, call, whole.span);
        if let Some(slot) = self.of_the_line(function.name) {
            return Typed {
                expression: ExpressionKind::Slot(slot).at(whole.span),
                kind: function.result.clone(),
            };
        }
        let arguments = self.arguments(call);
        let kind = function.result.clone();
        let call = ExpressionKind::Call {
            function,
            arguments,
        };
        Typed {
            expression: call.at(whole.span),
            kind,
        }
    }

    /// The call of a function that is given nothing.
    pub(super) fn call_of_nothing(&mut self, name: &str, span: Span) -> Typed {
        let Some(function) = self.function(name) else {
            return Typed::unknown(span);
        };
        let kind = function.result.clone();
        let call = ExpressionKind::Call {
            function,
            arguments: Vec::new(),
        };
        Typed {
            expression: call.at(span),
            kind,
        }
    }

    /// What the function tells of a line of a file, where the row is one.
    fn of_the_line(&mut self, function: &str) -> Option<Slot> {
        let origin = self.scope.origin?;
        let slot = match function {
            "file" => origin.file,
            "linenumber" => origin.line,
            _ => return None,
        };
        self.note_read(slot);
        Some(slot)
    }

    /// `count(*)`; no other function counts rows.
    pub(super) fn call_star(&mut self, whole: &ast::Expression, name: &ast::Name) -> Typed {
        if name.text.eq_ignore_ascii_case("count") {
            return self.aggregation(whole, None, None);
        }
        let message = format!("`*` cannot be given to `{}`, only to `count`", name.text);
        self.report(mistake("UnexpectedSyntax", message, whole.span));
        Typed::unknown(whole.span)
    }

    fn unknown_function(&mut self, call: &ast::Call) -> Typed {
        for argument in &call.arguments {
            self.value(argument);
        }
        let name = &call.name;
        let message = format!("there is no function `{}`", name.text);
        let error = mistake("UnknownFunction", message, name.span);
        self.report(match elsewhere(&name.text) {
            Some(hint) => error.with_hint(hint),
            None => error.suggesting(&name.text, self.library.callable()),
        });
        Typed::unknown(name.span)
    }

    fn check_arity(&mut self, function: &Function, call: &ast::Call, span: Span) {
        let (least, most) = function.arity();
        let given = call.arguments.len();
        if let Some(error) = wrong_number(function.name, (least, most), given, span) {
            self.report(error.with_hint(function.signature()));
        }
    }

    /// `exists(1)`: only a property may be missing, or a path.
    fn check_existence(&mut self, call: &ast::Call) {
        use ast::ExpressionKind as Kind;
        if !call.name.text.eq_ignore_ascii_case("exists") {
            return;
        }
        if let [argument] = call.arguments.as_slice()
            && !matches!(argument.kind, Kind::Property { .. } | Kind::Index { .. })
        {
            let message = "`exists` takes a property or a pattern";
            let hint = "write `… IS NOT NULL` to ask whether a value is there";
            let error = mistake("InvalidArgumentType", message, argument.span);
            self.report(error.with_hint(hint));
        }
    }

    fn check_scalar(&mut self, function: &Function, call: &ast::Call, span: Span) {
        if call.distinct {
            let message = format!(
                "`DISTINCT` stands only in an aggregation, and `{}` is none",
                function.name
            );
            self.report(mistake("UnexpectedSyntax", message, span));
        }
        if self.aggregating == Aggregating::Inside && function.stability == Stability::Never {
            let message = format!(
                "`{}` gives another value each time and cannot be aggregated",
                function.name
            );
            self.report(mistake("NonConstantExpression", message, span));
        }
    }

    /// The arguments of a call, their types checked as far as they are known.
    pub fn arguments(&mut self, call: &ast::Call) -> Vec<Expression> {
        let function = self.function(&call.name.text);
        let mut resolved = Vec::with_capacity(call.arguments.len());
        for (position, argument) in call.arguments.iter().enumerate() {
            let argument = self.value(argument);
            if let Some(function) = function.as_ref().filter(|function| function.checked) {
                self.check_argument(function.name, function.parameter(position), &argument);
            }
            resolved.push(argument.expression);
        }
        resolved
    }

    /// Refuses an argument whose type a signature excludes.
    pub fn check_argument(&mut self, of: &str, parameter: Option<&Parameter>, argument: &Typed) {
        let Some(parameter) = parameter else { return };
        if !possible(&argument.kind, &parameter.kind) {
            let message = format!(
                "`{of}` takes {} as `{}`, found {}",
                in_words(&parameter.kind),
                parameter.name,
                in_words(&argument.kind)
            );
            self.report(mistake(
                "InvalidArgumentType",
                message,
                argument.expression.span,
            ));
        }
    }
}

/// `exists((a)-->(b))`, the older way to write a pattern predicate.
fn is_existence_of_pattern(call: &ast::Call, argument: &ast::Expression) -> bool {
    matches!(argument.kind, ast::ExpressionKind::Pattern(_))
        && call.name.text.eq_ignore_ascii_case("exists")
}

/// The error for a number of arguments outside the bounds.
pub(in super::super) fn wrong_number(
    name: &str,
    (least, most): (usize, Option<usize>),
    given: usize,
    span: Span,
) -> Option<SemanticError> {
    if given >= least && most.is_none_or(|most| given <= most) {
        return None;
    }
    let wanted = match most {
        Some(most) if most == least => arguments(least),
        Some(most) => format!("{least} to {}", arguments(most)),
        None => format!("at least {}", arguments(least)),
    };
    let message = format!("`{name}` takes {wanted}, {given} given");
    Some(mistake("InvalidNumberOfArguments", message, span))
}

fn arguments(number: usize) -> String {
    match number {
        0 => "no argument".into(),
        1 => "1 argument".into(),
        n => format!("{n} arguments"),
    }
}
