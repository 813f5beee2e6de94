//! Expressions that declare variables of their own: comprehensions, quantifiers, `reduce`.

use super::super::analyse::{Aggregating, Analyser};
use super::super::expression::{ExpressionKind, Slot};
use super::super::query::VariableKind;
use super::super::types::element;
use super::Typed;
use super::operator::boolean;
use crate::syntax::ast;
use crate::syntax::ast::ExpressionKind as Kind;
use crate::value::{Type, Value};

impl Analyser<'_> {
    pub(super) fn scoped(&mut self, of: &ast::Expression) -> Typed {
        match &of.kind {
            Kind::ListComprehension {
                variable,
                list,
                predicate,
                projection,
            } => {
                let (list, of_items) = self.items(list);
                let (slot, (predicate, projection)) =
                    self.with_local(variable, of_items.clone(), |a| {
                        let predicate = predicate.as_ref().map(|it| Box::new(a.predicate(it)));
                        (predicate, projection.as_ref().map(|it| a.value(it)))
                    });
                let kind = projection.as_ref().map_or(of_items, |it| it.kind.clone());
                let projection = projection.map(|it| Box::new(it.expression));
                let comprehension = ExpressionKind::ListComprehension {
                    variable: slot,
                    list,
                    predicate,
                    projection,
                };
                Typed {
                    expression: comprehension.at(of.span),
                    kind: Type::list(kind),
                }
            }
            Kind::Quantified {
                quantifier,
                variable,
                list,
                predicate,
            } => {
                let (list, of_items) = self.items(list);
                let (slot, predicate) = self.with_local(variable, of_items, |a| match predicate {
                    Some(predicate) => a.predicate(predicate),
                    None => ExpressionKind::Literal(Value::Boolean(true)).at(of.span),
                });
                let quantified = ExpressionKind::Quantified {
                    quantifier: *quantifier,
                    variable: slot,
                    list,
                    predicate: Box::new(predicate),
                };
                boolean(quantified, of.span)
            }
            Kind::Reduce {
                accumulator,
                start,
                variable,
                list,
                step,
            } => {
                let start = self.boxed(start);
                let (list, of_items) = self.items(list);
                let (accumulator, (variable, step)) =
                    self.with_local(accumulator, Type::Any, |a| {
                        a.with_local(variable, of_items, |a| a.boxed(step))
                    });
                let reduce = ExpressionKind::Reduce {
                    accumulator,
                    start,
                    variable,
                    list,
                    step,
                };
                Typed {
                    expression: reduce.at(of.span),
                    kind: Type::Any,
                }
            }
            _ => Typed::unknown(of.span),
        }
    }

    /// A list and the type of its items.
    fn items(&mut self, list: &ast::Expression) -> (Box<super::Expression>, Type) {
        let list = self.value(list);
        self.expect(
            &list.kind,
            &[Type::list(Type::Any)],
            "a list",
            list.expression.span,
        );
        (Box::new(list.expression), element(&list.kind))
    }

    /// Does `work` with a variable of its own, for which nothing may be aggregated.
    fn with_local<T>(
        &mut self,
        name: &ast::Name,
        of: Type,
        work: impl FnOnce(&mut Self) -> T,
    ) -> (Slot, T) {
        let slot = self.fresh(name.text.clone(), VariableKind::Value, of);
        let before = self.scope.insert(name.text.clone(), slot);
        let aggregating = self.aggregating;
        if aggregating == Aggregating::Grouped {
            self.aggregating = Aggregating::Forbidden;
        }
        self.locals.push(name.text.clone());
        let result = work(self);
        self.locals.pop();
        self.aggregating = aggregating;
        self.scope.restore(&name.text, before);
        (slot, result)
    }
}
