//! `FOREACH`.

use super::super::analyse::Analyser;
use super::super::mistake::composition;
use super::super::query::{Clause, Foreach};
use super::super::types::{element, kind};
use crate::syntax::ast;
use crate::value::Type;

impl Analyser<'_> {
    pub(super) fn foreach(&mut self, foreach: &ast::Foreach) -> Clause {
        let list = self.value(&foreach.list);
        self.expect(
            &list.kind,
            &[Type::list(Type::Any)],
            "a list",
            list.expression.span,
        );
        let scope = self.scope.clone();
        let of = element(&list.kind);
        let slot = self.declare(&foreach.variable, kind(&of), of);
        let mut body = Vec::with_capacity(foreach.body.len());
        for clause in &foreach.body {
            if super::is_updating(&clause.kind) {
                body.extend(self.updating(clause));
            } else {
                let message = format!(
                    "`{}` cannot stand in `FOREACH`, only clauses that change the graph",
                    super::keyword(&clause.kind)
                );
                self.report(composition(message, clause.span));
            }
        }
        self.scope = scope;
        Clause::Foreach(Foreach {
            slot,
            list: list.expression,
            body,
        })
    }
}
