//! The nodes of a pattern.

use super::super::analyse::Analyser;
use super::super::expression::{LabelExpression, Slot};
use super::super::lower::written_and_dynamic;
use super::super::mention::End;
use super::super::mistake::type_conflict;
use super::super::query::{PatternNode, VariableKind};
use super::super::types::possible;
use super::reading::Reading;
use super::{Condition, Declaring};
use crate::syntax::ast;
use crate::syntax::ast::NodePattern;
use crate::value::Type;

impl Analyser<'_> {
    pub(super) fn read_node<'p>(
        &mut self,
        node: &'p NodePattern,
        reading: &mut Reading<'p>,
    ) -> usize {
        let slot = self.node_slot(node, reading);
        let at = *reading.node_at.entry(slot).or_insert_with(|| {
            reading.pattern.nodes.push(PatternNode {
                slot,
                bound: slot < reading.mark,
                labels: None,
            });
            reading.pattern.nodes.len() - 1
        });
        if let Some(written) = &node.labels {
            self.mention_labels(written, &Type::Node);
            let (labels, dynamic) = written_and_dynamic(written);
            if let Some(labels) = labels {
                reading.end(at).require(&labels);
                let known = reading.pattern.nodes[at].labels.take();
                reading.pattern.nodes[at].labels = Some(both(known, labels));
            }
            let dynamic = dynamic.into_iter();
            reading
                .conditions
                .extend(dynamic.map(|labels| Condition::Labels {
                    owner: slot,
                    labels,
                }));
        }
        if let Some(map) = &node.properties {
            reading.note_name(at, map);
            reading.conditions.push(Condition::Map { owner: slot, map });
        }
        reading
            .conditions
            .extend(node.predicate.as_deref().map(Condition::Inline));
        at
    }

    pub(super) fn node_slot(&mut self, node: &NodePattern, reading: &Reading<'_>) -> Slot {
        let Some(variable) = &node.variable else {
            return self.hidden("node", VariableKind::Node);
        };
        let Some(slot) = self.scope.get(&variable.text) else {
            if node.labels.is_none() {
                self.mention_variable(variable, VariableKind::Node);
            }
            return self.declared(variable, VariableKind::Node, Type::Node, reading);
        };
        self.note_read(slot);
        let of = self.type_of(slot);
        if possible(&of, &Type::Node) {
            return slot;
        }
        self.report(type_conflict(
            &variable.text,
            &of,
            &Type::Node,
            variable.span,
        ));
        self.hidden("node", VariableKind::Node)
    }

    /// Notes a variable that is the only word an element of a pattern has.
    pub(super) fn mention_variable(&mut self, variable: &ast::Name, kind: VariableKind) {
        let (name, span) = (variable.text.clone(), variable.span);
        self.mentions.variables.push((name, kind, span));
    }

    pub(super) fn declared(
        &mut self,
        variable: &ast::Name,
        kind: VariableKind,
        of: Type,
        reading: &Reading<'_>,
    ) -> Slot {
        if reading.declaring != Declaring::Anything {
            self.refuse_declaration(variable);
            return self.hidden("undeclared", kind);
        }
        self.declare(variable, kind, of)
    }
}

impl End {
    fn require(&mut self, labels: &LabelExpression) {
        match labels {
            LabelExpression::Name(name) => self.labels.push(name.clone()),
            LabelExpression::And(parts) => parts.iter().for_each(|part| self.require(part)),
            _ => {}
        }
    }
}

fn both(known: Option<LabelExpression>, more: LabelExpression) -> LabelExpression {
    match known {
        None => more,
        Some(known) if known == more => known,
        Some(LabelExpression::And(mut parts)) => {
            parts.push(more);
            LabelExpression::And(parts)
        }
        Some(known) => LabelExpression::And(vec![known, more]),
    }
}
