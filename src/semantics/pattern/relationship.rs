//! The relationships of a pattern.

use std::sync::Arc;

use super::super::SemanticError;
use super::super::analyse::Analyser;
use super::super::expression::{LabelExpression, Slot};
use super::super::lower::{alternatives, labels};
use super::super::mistake::{mistake, type_conflict};
use super::super::query::{Length, PatternRelationship, VariableKind};
use super::super::types::possible;
use super::Condition;
use super::condition::has_labels;
use super::reading::Reading;
use crate::syntax::ast;
use crate::syntax::ast::RelationshipPattern;
use crate::value::Type;

impl Analyser<'_> {
    /// The slot of a relationship, and whether it was bound before.
    pub(super) fn relationship_slot(
        &mut self,
        written: &RelationshipPattern,
        reading: &mut Reading<'_>,
    ) -> (Slot, bool) {
        let (kind, of) = match reading.range(written) {
            Some(_) => (VariableKind::Relationships, Type::list(Type::Relationship)),
            None => (VariableKind::Relationship, Type::Relationship),
        };
        let Some(variable) = &written.variable else {
            return (self.hidden("relationship", kind), false);
        };
        let Some(slot) = self.scope.get(&variable.text) else {
            if written.types.is_none() {
                self.mention_variable(variable, kind);
            }
            let slot = self.declared(variable, kind, of, reading);
            reading.relationships.insert(slot);
            return (slot, false);
        };
        self.note_read(slot);
        let is = self.type_of(slot);
        if !possible(&is, &of) {
            self.report(type_conflict(&variable.text, &is, &of, variable.span));
        } else if !reading.relationships.insert(slot) {
            self.report(repeated(variable));
        } else {
            return (slot, true);
        }
        (self.hidden("relationship", kind), false)
    }

    pub(super) fn relationship<'p>(
        &mut self,
        written: &'p RelationshipPattern,
        (slot, bound): (Slot, bool),
        (left, right): (usize, usize),
        reading: &mut Reading<'p>,
    ) -> PatternRelationship {
        self.check_range(written);
        let (types, other_types) = self.types(written);
        let length = reading.range(written).map(|(min, max)| {
            let element = self.hidden("step", VariableKind::Relationship);
            let predicates = other_types
                .clone()
                .map(|labels| has_labels(element, labels, written.span));
            Length {
                min,
                max,
                element,
                predicates: predicates.into_iter().collect(),
            }
        });
        match &length {
            Some(length) => reading.stretch(written, length.element),
            None => reading.conditions_of(written, slot, other_types),
        }
        PatternRelationship {
            slot,
            bound,
            left,
            right,
            direction: written.direction.into(),
            types,
            length,
            clause: 0,
        }
    }

    pub(super) fn check_range(&mut self, written: &RelationshipPattern) {
        if written.range.is_some()
            && let Some(quantifier) = &written.quantifier
        {
            let message =
                "a relationship has a length in its brackets or behind its arrow, not both";
            self.report(mistake(
                "InvalidRelationshipPattern",
                message,
                quantifier.span,
            ));
        }
    }

    /// The types as plain alternatives, or else as a condition; neither where a name is computed.
    pub(super) fn types(
        &mut self,
        written: &RelationshipPattern,
    ) -> (Vec<Arc<str>>, Option<LabelExpression>) {
        let Some(types) = &written.types else {
            return (Vec::new(), None);
        };
        self.mention_labels(types, &Type::Relationship);
        match alternatives(types) {
            Some(names) => {
                let mut unique: Vec<Arc<str>> = Vec::with_capacity(names.len());
                for name in names {
                    if !unique.contains(&name.text) {
                        unique.push(name.text.clone());
                    }
                }
                (unique, None)
            }
            None if matches!(types.kind, ast::LabelExpressionKind::Wildcard) => (Vec::new(), None),
            None => (Vec::new(), labels(types)),
        }
    }
}

/// The conditions written in a relationship's brackets, its types aside unless they are computed.
pub(super) fn conditions(written: &RelationshipPattern, owner: Slot) -> Vec<Condition<'_>> {
    let computed = written.types.as_ref().filter(|it| labels(it).is_none());
    let types = computed.map(|labels| Condition::Labels { owner, labels });
    let map = written.properties.as_deref();
    let map = map.map(|map| Condition::Map { owner, map });
    let inline = written.predicate.as_deref().map(Condition::Inline);
    [types, map, inline].into_iter().flatten().collect()
}

fn repeated(variable: &ast::Name) -> SemanticError {
    let message = format!(
        "relationship `{}` stands twice in one `MATCH`, where all relationships differ",
        variable.text
    );
    mistake("RelationshipUniquenessViolation", message, variable.span)
}
