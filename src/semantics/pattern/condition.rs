//! The conditions on a pattern: property maps, inline `WHERE`, and the clause's own.

use super::super::analyse::Analyser;
use super::super::expression::{ExpressionKind, LabelExpression, Slot};
use super::super::lower::split;
use super::super::mention::Arrow;
use super::super::mistake::mistake;
use super::super::query::Expression;
use super::reading::Reading;
use super::{Condition, Stretch};
use crate::diagnostic::Span;
use crate::graph::Direction;
use crate::syntax::ast;
use crate::syntax::ast::ComparisonOperator;
use crate::value::{Type, Value};

impl Analyser<'_> {
    pub(super) fn resolve_conditions(&mut self, reading: &mut Reading<'_>) {
        for condition in std::mem::take(&mut reading.conditions) {
            let resolved = self.condition(&condition);
            reading.predicates.extend(resolved);
        }
        for stretch in std::mem::take(&mut reading.stretches) {
            let resolved = self.step_conditions(&stretch);
            if let Some(length) = reading.length_at(stretch.at) {
                length.predicates.extend(resolved);
            }
        }
    }

    /// The conditions on each step; there the relationship's variable is one relationship, not the list.
    pub(super) fn step_conditions(&mut self, stretch: &Stretch<'_>) -> Vec<Expression> {
        let before = stretch.variable.map(|name| {
            (
                name.text.clone(),
                self.scope.insert(name.text.clone(), stretch.element),
            )
        });
        let resolved = stretch
            .conditions
            .iter()
            .flat_map(|condition| self.condition(condition));
        let resolved = resolved.collect();
        if let Some((name, before)) = before {
            self.scope.restore(&name, before);
        }
        resolved
    }

    pub(super) fn condition(&mut self, condition: &Condition<'_>) -> Vec<Expression> {
        let resolved = match condition {
            Condition::Inline(predicate) => self.conjuncts(predicate),
            Condition::Map { owner, map } => self.map_conditions(*owner, map),
            Condition::Labels { owner, labels } => {
                let owner = ExpressionKind::Slot(*owner).at(labels.span);
                vec![self.label_test(&owner, labels)]
            }
        };
        resolved.iter().for_each(|part| self.mention_name(part));
        resolved
    }

    /// Remembers the text in `node.name = 'text'`.
    fn mention_name(&mut self, condition: &Expression) {
        let ExpressionKind::Comparison {
            operands,
            operators,
        } = &condition.kind
        else {
            return;
        };
        let ([one, other], [ComparisonOperator::Equal]) =
            (operands.as_slice(), operators.as_slice())
        else {
            return;
        };
        for (property, value) in [(one, other), (other, one)] {
            if let ExpressionKind::Literal(Value::String(text)) = &value.kind
                && self.is_name_of_node(property)
            {
                self.mentions.names.push((text.clone(), value.span));
            }
        }
    }

    fn is_name_of_node(&self, property: &Expression) -> bool {
        let ExpressionKind::Property { base, key } = &property.kind else {
            return false;
        };
        matches!(base.kind, ExpressionKind::Slot(slot) if **key == *"name" && self.type_of(slot) == Type::Node)
    }

    pub(super) fn map_conditions(&mut self, owner: Slot, map: &ast::Expression) -> Vec<Expression> {
        match &map.kind {
            ast::ExpressionKind::Map(entries) => entries
                .iter()
                .map(|(key, value)| self.property_is(owner, key, value))
                .collect(),
            ast::ExpressionKind::Parameter(name) => {
                let message = format!(
                    "parameter `${}` cannot stand for a whole map of properties here",
                    name.text
                );
                let hint = format!("name the properties: {{key: ${}.key}}", name.text);
                self.report(mistake("InvalidParameterUse", message, map.span).with_hint(hint));
                Vec::new()
            }
            _ => {
                self.report(mistake(
                    "UnexpectedSyntax",
                    "the properties of a pattern are a map",
                    map.span,
                ));
                Vec::new()
            }
        }
    }

    pub(super) fn property_is(
        &mut self,
        owner: Slot,
        key: &ast::Name,
        value: &ast::Expression,
    ) -> Expression {
        self.mentions.keys.push((key.text.clone(), key.span));
        let property = ExpressionKind::Property {
            base: Box::new(ExpressionKind::Slot(owner).at(key.span)),
            key: key.text.clone(),
        };
        let value = self.expression(value);
        let span = key.span.to(value.span);
        ExpressionKind::Comparison {
            operands: vec![property.at(key.span), value],
            operators: vec![ComparisonOperator::Equal],
        }
        .at(span)
    }

    /// Conditions that speak of one shortest path belong to the search for it.
    pub(super) fn resolve_where(&mut self, predicate: &ast::Expression, reading: &mut Reading<'_>) {
        let mut parts = Vec::new();
        split(predicate, &mut parts);
        for part in parts {
            let (resolved, read) = self.reading(|a| a.predicate(part));
            self.mention_name(&resolved);
            match reading.only_shortest_in(&read) {
                Some(search) => search.predicates.push(resolved),
                None => reading.predicates.push(resolved),
            }
        }
    }

    pub(super) fn mention_arrows(&mut self, reading: &mut Reading<'_>) {
        for (at, span) in std::mem::take(&mut reading.arrows) {
            let Some(relationship) = reading.pattern.relationships.get(at) else {
                continue;
            };
            let (left, right) = (relationship.left, relationship.right);
            let (types, direction) = (relationship.types.clone(), relationship.direction);
            if relationship.length.is_some() || types.is_empty() || direction == Direction::Both {
                continue;
            }
            let (left, right) = (reading.end(left).clone(), reading.end(right).clone());
            self.mentions.arrows.push(Arrow {
                types,
                direction,
                left,
                right,
                span,
            });
        }
    }
}

/// That an entity has these labels, or is of such a type.
pub(super) fn has_labels(owner: Slot, labels: LabelExpression, span: Span) -> Expression {
    let operand = Box::new(ExpressionKind::Slot(owner).at(span));
    ExpressionKind::HasLabels { operand, labels }.at(span)
}
