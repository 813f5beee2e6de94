//! `DELETE`.

use super::super::analyse::Analyser;
use super::super::expression::ExpressionKind;
use super::super::mistake::mistake;
use super::super::query::{Clause, Delete, Expression};
use crate::syntax::ast;
use crate::value::Type;

impl Analyser<'_> {
    pub(super) fn delete(&mut self, delete: &ast::Delete) -> Clause {
        self.deletes = true;
        let targets = delete
            .targets
            .iter()
            .map(|target| self.delete_target(target))
            .collect();
        Clause::Delete(Delete {
            detach: delete.detach,
            targets,
        })
    }

    fn delete_target(&mut self, of: &ast::Expression) -> Expression {
        let target = self.value(of);
        if let ast::ExpressionKind::HasLabels { .. } = of.kind {
            let message = "`DELETE` deletes nodes and relationships, not labels or types";
            let hint = "write `REMOVE n:Label` to take a label off a node";
            self.report(mistake("InvalidDelete", message, of.span).with_hint(hint));
            return target.expression;
        }
        if self.is_property_of_entity(&target.expression) {
            let message = "`DELETE` deletes nodes and relationships, not their properties";
            let hint = "write `REMOVE n.key` to take a property off a node";
            self.report(mistake("InvalidArgumentType", message, of.span).with_hint(hint));
            return target.expression;
        }
        let wanted = [Type::Node, Type::Relationship, Type::Path];
        self.expect(
            &target.kind,
            &wanted,
            "a node, a relationship or a path",
            of.span,
        );
        target.expression
    }

    /// Whether it is a property, which is never a node, of something known to be a node or a relationship.
    fn is_property_of_entity(&self, expression: &Expression) -> bool {
        let ExpressionKind::Property { base, .. } = &expression.kind else {
            return false;
        };
        match base.kind {
            ExpressionKind::Slot(slot) => {
                matches!(self.type_of(slot), Type::Node | Type::Relationship)
            }
            _ => false,
        }
    }
}
