//! `UNWIND` and `FOR`.

use super::super::analyse::Analyser;
use super::super::query::{Clause, Unwind, VariableKind};
use super::super::types::{element, kind};
use crate::syntax::ast;
use crate::value::Type;

impl Analyser<'_> {
    pub(super) fn unwind(&mut self, unwind: &ast::Unwind) -> Clause {
        let list = self.value(&unwind.list);
        let of = element(&list.kind);
        let slot = self.declare(&unwind.variable, kind(&of), of);
        Clause::Unwind(Unwind {
            list: list.expression,
            slot,
            counter: None,
        })
    }

    pub(super) fn for_clause(&mut self, each: &ast::For) -> Clause {
        let list = self.value(&each.list);
        self.expect(
            &list.kind,
            &[Type::list(Type::Any)],
            "a list",
            list.expression.span,
        );
        let of = element(&list.kind);
        let slot = self.declare(&each.variable, kind(&of), of);
        let counter = each.counter.as_ref().map(|(name, first)| {
            (
                self.declare(name, VariableKind::Value, Type::Integer),
                *first,
            )
        });
        Clause::Unwind(Unwind {
            list: list.expression,
            slot,
            counter,
        })
    }
}
