//! `CALL procedure`.

use std::sync::Arc;

use super::super::analyse::Analyser;
use super::super::expression::{ExpressionKind, Slot};
use super::super::lower::wrong_number;
use super::super::mistake::{mistake, suggestion};
use super::super::query::{
    Clause, Column, Expression, ProcedureCall, Query, SingleQuery, VariableKind,
};
use super::super::{SemanticError, types};
use crate::diagnostic::Span;
use crate::function::Procedure;
use crate::syntax::ast;
use crate::syntax::ast::Yield;
use crate::value::ErrorKind;

/// The columns a call passes on: which of the procedure's, and under which name.
type Passed = Vec<(usize, ast::Name)>;

impl Analyser<'_> {
    /// A call that is the whole statement: its columns are the result's.
    pub(super) fn standalone_call(&mut self, call: &ast::ProcedureCall, span: Span) -> Query {
        let mut part = SingleQuery {
            clauses: Vec::new(),
            outputs: Vec::new(),
        };
        let mut columns = Vec::new();
        if let Some(procedure) = self.called(call) {
            let arguments = match &call.arguments {
                Some(given) => self.procedure_arguments(&procedure, given, call.name.span),
                None => self.implicit_arguments(&procedure, span),
            };
            let passed = match &call.yields {
                Yield::Items(items) => self.yielded(&procedure, items),
                Yield::Absent | Yield::All(_) => all_columns(&procedure, call.name.span),
            };
            let yields = self.declare_yields(&procedure, &passed);
            columns.extend(
                passed
                    .into_iter()
                    .zip(&yields)
                    .map(|((_, name), (_, slot))| Column {
                        name: name.text,
                        slot: *slot,
                    }),
            );
            part.outputs = yields.iter().map(|(_, slot)| *slot).collect();
            part.clauses = vec![called(procedure, arguments, yields, call.optional)];
            let predicate = call.predicate.as_ref();
            part.clauses
                .extend(predicate.map(|predicate| Clause::Filter(self.conjuncts(predicate))));
        }
        Query {
            parts: vec![part],
            distinct: false,
            columns,
        }
    }

    /// A call among other clauses: passes on what it names.
    pub(super) fn procedure_call(&mut self, call: &ast::ProcedureCall, span: Span) -> Vec<Clause> {
        let Some(procedure) = self.called(call) else {
            return Vec::new();
        };
        let arguments = match &call.arguments {
            Some(given) => self.procedure_arguments(&procedure, given, call.name.span),
            None => {
                let message = "only a call that is the whole statement takes its arguments from the parameters";
                let hint = match procedure.arity().0 {
                    0 => format!("write `CALL {}()`", procedure.name),
                    _ => format!("write `CALL {}(…)` with its arguments", procedure.name),
                };
                self.report(mistake("InvalidArgumentPassingMode", message, span).with_hint(hint));
                Vec::new()
            }
        };
        let passed = match &call.yields {
            Yield::Absent => Vec::new(),
            Yield::Items(items) => self.yielded(&procedure, items),
            Yield::All(star) => {
                let message = "`YIELD *` stands only in a call that is the whole statement";
                let hint = format!("name the columns: {}", column_names(&procedure).join(", "));
                self.report(mistake("UnexpectedSyntax", message, *star).with_hint(hint));
                all_columns(&procedure, *star)
            }
        };
        let yields = self.declare_yields(&procedure, &passed);
        let mut clauses = vec![called(procedure, arguments, yields, call.optional)];
        let predicate = call.predicate.as_ref();
        clauses.extend(predicate.map(|predicate| Clause::Filter(self.conjuncts(predicate))));
        clauses
    }

    /// The procedure; where there is none its columns are declared all the same, lest each be an error of its own.
    fn called(&mut self, call: &ast::ProcedureCall) -> Option<Arc<Procedure>> {
        if let Some(procedure) = self.procedure(&call.name.text) {
            return Some(procedure);
        }
        let message = format!("there is no procedure `{}`", call.name.text);
        let error = mistake("ProcedureNotFound", message, call.name.span);
        let names: Vec<String> = self
            .library
            .procedures()
            .map(|it| it.name.to_string())
            .collect();
        let hint = suggestion(&call.name.text, names.iter().map(String::as_str));
        self.report(SemanticError {
            kind: ErrorKind::ProcedureError,
            hint,
            ..error
        });
        for argument in call.arguments.iter().flatten() {
            self.value(argument);
        }
        if let Yield::Items(items) = &call.yields {
            for (column, alias) in items {
                let name = alias.as_ref().unwrap_or(column);
                self.declare(name, VariableKind::Value, crate::value::Type::Any);
            }
        }
        None
    }

    fn procedure_arguments(
        &mut self,
        procedure: &Procedure,
        given: &[ast::Expression],
        span: Span,
    ) -> Vec<Expression> {
        let least = procedure
            .parameters
            .iter()
            .filter(|parameter| !parameter.optional)
            .count();
        let most = procedure.parameters.len();
        if let Some(error) = wrong_number(&procedure.name, (least, Some(most)), given.len(), span) {
            self.report(error);
        }
        let mut resolved = Vec::with_capacity(given.len());
        for (position, argument) in given.iter().enumerate() {
            let argument = self.value(argument);
            self.check_argument(
                &procedure.name,
                procedure.parameters.get(position),
                &argument,
            );
            resolved.push(argument.expression);
        }
        resolved
    }

    fn implicit_arguments(&mut self, procedure: &Procedure, span: Span) -> Vec<Expression> {
        let mut arguments = Vec::with_capacity(procedure.parameters.len());
        for parameter in procedure
            .parameters
            .iter()
            .filter(|parameter| !parameter.optional)
        {
            self.parameter(&parameter.name);
            arguments.push(ExpressionKind::Parameter(parameter.name.clone()).at(span));
        }
        arguments
    }

    fn yielded(
        &mut self,
        procedure: &Procedure,
        items: &[(ast::Name, Option<ast::Name>)],
    ) -> Passed {
        let mut passed = Vec::with_capacity(items.len());
        for (column, alias) in items {
            let at = procedure
                .columns
                .iter()
                .position(|(name, _)| **name == *column.text);
            let name = alias.as_ref().unwrap_or(column).clone();
            match at {
                Some(at) => passed.push((at, name)),
                None => self.unknown_column(procedure, column, &name),
            }
        }
        passed
    }

    fn unknown_column(&mut self, procedure: &Procedure, column: &ast::Name, name: &ast::Name) {
        let message = format!("`{}` gives no column `{}`", procedure.name, column.text);
        let error = mistake("UndefinedVariable", message, column.span);
        let names = column_names(procedure);
        let near = suggestion(&column.text, names.iter().map(String::as_str));
        let hint = near.unwrap_or_else(|| match names.as_slice() {
            [] => "it gives no columns".to_owned(),
            names => format!("it gives {}", names.join(", ")),
        });
        self.report(error.with_hint(hint));
        self.declare(name, VariableKind::Value, crate::value::Type::Any);
    }

    fn declare_yields(&mut self, procedure: &Procedure, passed: &Passed) -> Vec<(usize, Slot)> {
        let mut yields = Vec::with_capacity(passed.len());
        for (at, name) in passed {
            let of = procedure.columns[*at].1.clone();
            yields.push((*at, self.declare(name, types::kind(&of), of)));
        }
        yields
    }
}

fn column_names(procedure: &Procedure) -> Vec<String> {
    procedure
        .columns
        .iter()
        .map(|(name, _)| name.to_string())
        .collect()
}

fn all_columns(procedure: &Procedure, span: Span) -> Passed {
    let names = column_names(procedure).into_iter().enumerate();
    names
        .map(|(at, name)| {
            (
                at,
                ast::Name {
                    text: name.into(),
                    span,
                },
            )
        })
        .collect()
}

fn called(
    procedure: Arc<Procedure>,
    arguments: Vec<Expression>,
    yields: Vec<(usize, Slot)>,
    optional: bool,
) -> Clause {
    let passes_rows = procedure.columns.is_empty();
    Clause::Call(ProcedureCall {
        procedure,
        arguments,
        yields,
        optional,
        passes_rows,
    })
}
