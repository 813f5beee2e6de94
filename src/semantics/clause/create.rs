//! `CREATE` and `INSERT`.

use std::sync::Arc;

use super::super::analyse::Analyser;
use super::super::expression::Slot;
use super::super::lower::{alternatives, conjuncts};
use super::super::mistake::{already_bound, mistake, type_conflict};
use super::super::query::{
    Clause, Create, CreateNode, CreateRelationship, Expression, NewType, PatternPath, VariableKind,
};
use super::super::types::possible;
use crate::syntax::ast;
use crate::syntax::ast::LabelExpressionKind as Kind;
use crate::syntax::ast::{
    Direction, NodePattern, PathPattern, PatternElement, RelationshipPattern,
};
use crate::value::Type;

impl Analyser<'_> {
    /// One clause; more where a pattern reads what an earlier pattern of the same `CREATE` creates.
    pub(super) fn create(&mut self, patterns: &[PathPattern]) -> Vec<Clause> {
        let mut done = Vec::new();
        let mut current = empty();
        let first = self.mark();
        let mut mark = first;
        for path in patterns {
            let before = self.mark();
            let (part, read) = self.reading(|a| a.create_path(path, false, first).create);
            if read.iter().any(|slot| *slot >= mark && *slot < before) {
                done.push(Clause::Create(std::mem::replace(&mut current, empty())));
                mark = before;
            }
            current.nodes.extend(part.nodes);
            current.relationships.extend(part.relationships);
            current.paths.extend(part.paths);
        }
        done.push(Clause::Create(current));
        done
    }

    /// What one path pattern creates; `either_way` allows relationships without a direction (`MERGE`). What was there
    /// before the clause has a slot before `first`.
    pub(super) fn create_path(
        &mut self,
        path: &PathPattern,
        either_way: bool,
        first: Slot,
    ) -> CreatedPath {
        let mut created = CreatedPath {
            create: empty(),
            nodes: Vec::new(),
            steps: Vec::new(),
        };
        let alone = path.elements.len() == 1;
        let mut pending: Option<&RelationshipPattern> = None;
        for element in &path.elements {
            match element {
                PatternElement::Node(node) => {
                    let slot = self.create_node(node, alone, &mut created.create);
                    if slot < first {
                        self.note_read(slot);
                    }
                    created.nodes.push(slot);
                    if let (Some(written), [.., left, _]) =
                        (pending.take(), created.nodes.as_slice())
                    {
                        let ends = (*left, slot);
                        let step = self.create_relationship(
                            written,
                            ends,
                            either_way,
                            &mut created.create,
                        );
                        created.steps.push(step);
                    }
                }
                PatternElement::Relationship(relationship) => pending = Some(relationship),
                PatternElement::Group(group) => self.only_plain(group.span),
            }
        }
        self.create_path_variable(path, &mut created);
        created
    }

    fn create_path_variable(&mut self, path: &PathPattern, created: &mut CreatedPath) {
        if path.selector.is_some() || path.mode.is_some() {
            self.only_plain(path.span);
        }
        if let (Some(variable), Some(start)) = (&path.variable, created.nodes.first().copied()) {
            let slot = self.declare(variable, VariableKind::Path, Type::Path);
            let steps = created.steps.clone();
            created
                .create
                .paths
                .push(PatternPath { slot, start, steps });
        }
    }

    fn only_plain(&mut self, span: crate::diagnostic::Span) {
        self.report(mistake(
            "InvalidRelationshipPattern",
            "only plain paths can be created",
            span,
        ));
    }

    fn create_node(&mut self, node: &NodePattern, alone: bool, create: &mut Create) -> Slot {
        self.refuse_condition(node.predicate.as_deref());
        let bound = node
            .variable
            .as_ref()
            .and_then(|name| Some((name, self.scope.get(&name.text)?)));
        if let Some((name, slot)) = bound {
            return self.existing_node(node, name, slot, alone);
        }
        let properties = self.created_properties(node.properties.as_deref());
        let labels = node.labels.as_ref();
        let (labels, dynamic_labels) = labels
            .map(|labels| self.new_labels(labels))
            .unwrap_or_default();
        self.mentions.created.extend(labels.iter().cloned());
        let slot = match &node.variable {
            Some(name) => self.declare(name, VariableKind::Node, Type::Node),
            None => self.hidden("node", VariableKind::Node),
        };
        create.nodes.push(CreateNode {
            slot,
            labels,
            dynamic_labels,
            properties,
        });
        slot
    }

    /// A node that is there already: an end of what is created, and nothing more is said of it.
    fn existing_node(
        &mut self,
        node: &NodePattern,
        name: &ast::Name,
        slot: Slot,
        alone: bool,
    ) -> Slot {
        let of = self.type_of(slot);
        if !possible(&of, &Type::Node) {
            self.report(type_conflict(&name.text, &of, &Type::Node, name.span));
        } else if alone || node.labels.is_some() || node.properties.is_some() {
            let error = already_bound(&name.text, name.span);
            self.report(error.with_hint("an existing node can only be an end of what is created"));
        }
        slot
    }

    fn create_relationship(
        &mut self,
        written: &RelationshipPattern,
        (left, right): (Slot, Slot),
        either_way: bool,
        create: &mut Create,
    ) -> Slot {
        if let Some(name) = &written.variable
            && self.scope.get(&name.text).is_some()
        {
            self.refuse_bound(name);
            return self.hidden("relationship", VariableKind::Relationship);
        }
        self.refuse_condition(written.predicate.as_deref());
        self.refuse_length(written);
        if written.direction == Direction::Both && !either_way {
            let message = "a relationship is created in one direction";
            let hint = "draw one arrow head, as in `-[:TYPE]->`";
            self.report(
                mistake("RequiresDirectedRelationship", message, written.span).with_hint(hint),
            );
        }
        let kind = self.only_type(written);
        let properties = self.created_properties(written.properties.as_deref());
        let slot = match &written.variable {
            Some(name) => self.declare(name, VariableKind::Relationship, Type::Relationship),
            None => self.hidden("relationship", VariableKind::Relationship),
        };
        let (start, end) = match written.direction {
            Direction::Incoming => (right, left),
            _ => (left, right),
        };
        create.relationships.push(CreateRelationship {
            slot,
            start,
            kind,
            end,
            properties,
            span: written.span,
        });
        slot
    }

    fn refuse_length(&mut self, written: &RelationshipPattern) {
        if let Some(range) = written.range.as_ref().or(written.quantifier.as_ref()) {
            let message = "a relationship of variable length cannot be created";
            self.report(mistake("CreatingVarLength", message, range.span));
        }
    }

    fn refuse_condition(&mut self, predicate: Option<&ast::Expression>) {
        if let Some(predicate) = predicate {
            let message = "`WHERE` has no meaning in what is created";
            self.report(mistake("UnexpectedSyntax", message, predicate.span));
        }
    }

    fn only_type(&mut self, written: &RelationshipPattern) -> NewType {
        let types = written.types.as_ref();
        if let Some(Kind::Dynamic { names, any: false }) = types.map(|types| &types.kind) {
            return NewType::Dynamic(self.label_names(names));
        }
        let name = match types.and_then(alternatives).as_deref() {
            Some([name]) => name.text.clone(),
            _ => {
                let message = "a relationship is created with exactly one type";
                let hint = "write it as `-[:TYPE]->`";
                self.report(
                    mistake("NoSingleRelationshipType", message, written.span).with_hint(hint),
                );
                "".into()
            }
        };
        self.mentions.created.insert(name.clone());
        NewType::Name(name)
    }

    /// The labels something gets: those that are written, and what computes others.
    pub(super) fn new_labels(
        &mut self,
        labels: &ast::LabelExpression,
    ) -> (Vec<Arc<str>>, Vec<Expression>) {
        let (mut written, mut dynamic) = (Vec::new(), Vec::new());
        for label in conjuncts(labels) {
            match &label.kind {
                Kind::Name(name) => written.push(name.text.clone()),
                Kind::Dynamic { names, any: false } => dynamic.push(self.label_names(names)),
                _ => {
                    let message = "a node has labels, not a condition on them";
                    let hint = "write them as `:A:B`";
                    let mistake = mistake("UnexpectedSyntax", message, label.span);
                    self.report(mistake.with_hint(hint));
                }
            }
        }
        (written, dynamic)
    }

    fn created_properties(&mut self, properties: Option<&ast::Expression>) -> Option<Expression> {
        let properties = properties?;
        if let ast::ExpressionKind::Map(entries) = &properties.kind {
            self.mentions
                .created
                .extend(entries.iter().map(|(key, _)| key.text.clone()));
        }
        Some(self.expression(properties))
    }
}

/// What a path pattern creates, with the slots along it.
pub(super) struct CreatedPath {
    pub create: Create,
    pub nodes: Vec<Slot>,
    pub steps: Vec<Slot>,
}

fn empty() -> Create {
    Create {
        nodes: Vec::new(),
        relationships: Vec::new(),
        paths: Vec::new(),
    }
}
