//! `MERGE`.

use std::sync::Arc;

use super::super::analyse::Analyser;
use super::super::expression::{ExpressionKind, LabelExpression, Slot};
use super::super::mistake::mistake;
use super::super::query::{
    Clause, Create, Expression, Merge, NewType, Pattern, PatternNode, PatternRelationship,
};
use super::create::CreatedPath;
use crate::syntax::ast;
use crate::syntax::ast::{ComparisonOperator, PathPattern, PatternElement};

impl Analyser<'_> {
    pub(super) fn merge(&mut self, merge: &ast::Merge) -> Clause {
        self.refuse_whole_maps(&merge.pattern);
        let mark = self.mark();
        let path = self.create_path(&merge.pattern, true, mark);
        let pattern = pattern(&merge.pattern, &path, mark);
        let predicates = predicates(&path.create);
        let on_create = self.set_items(&merge.on_create);
        let on_match = self.set_items(&merge.on_match);
        Clause::Merge(Merge {
            pattern,
            predicates,
            create: path.create,
            on_create,
            on_match,
        })
    }

    fn refuse_whole_maps(&mut self, path: &PathPattern) {
        for properties in path.elements.iter().filter_map(properties) {
            if let ast::ExpressionKind::Parameter(name) = &properties.kind {
                let message = format!(
                    "parameter `${}` cannot stand for a whole map of properties here",
                    name.text
                );
                let hint = format!("name the properties: {{key: ${}.key}}", name.text);
                self.report(
                    mistake("InvalidParameterUse", message, properties.span).with_hint(hint),
                );
            }
        }
    }
}

fn properties(element: &PatternElement) -> Option<&ast::Expression> {
    match element {
        PatternElement::Node(node) => node.properties.as_deref(),
        PatternElement::Relationship(relationship) => relationship.properties.as_deref(),
        PatternElement::Group(_) => None,
    }
}

/// What is looked for before anything is created: the same path, in the same slots.
fn pattern(written: &PathPattern, path: &CreatedPath, mark: Slot) -> Pattern {
    let mut pattern = Pattern {
        different_relationships: true,
        ..Pattern::default()
    };
    let mut places = Vec::with_capacity(path.nodes.len());
    for slot in &path.nodes {
        let at = pattern.nodes.iter().position(|node| node.slot == *slot);
        places.push(at.unwrap_or(pattern.nodes.len()));
        if at.is_none() {
            let created = path.create.nodes.iter().find(|node| node.slot == *slot);
            let labels = created.and_then(|node| all_of(&node.labels));
            pattern.nodes.push(PatternNode {
                slot: *slot,
                bound: *slot < mark,
                labels,
            });
        }
    }
    let arrows = written.elements.iter().filter_map(|element| match element {
        PatternElement::Relationship(relationship) => Some(relationship.direction),
        _ => None,
    });
    let created = path.create.relationships.iter();
    for (at, (relationship, direction)) in created.zip(arrows).enumerate() {
        pattern.relationships.push(PatternRelationship {
            slot: relationship.slot,
            bound: false,
            left: places[at],
            right: places[at + 1],
            direction: direction.into(),
            types: relationship.kind.name().into_iter().cloned().collect(),
            length: None,
            clause: 0,
        });
    }
    pattern.paths.clone_from(&path.create.paths);
    pattern
}

fn all_of(labels: &[Arc<str>]) -> Option<LabelExpression> {
    match labels {
        [] => None,
        [label] => Some(LabelExpression::Name(label.clone())),
        labels => Some(LabelExpression::And(
            labels.iter().cloned().map(LabelExpression::Name).collect(),
        )),
    }
}

/// That what is found has the properties it would be created with, and the labels and types whose names are computed.
fn predicates(create: &Create) -> Vec<Expression> {
    let computed = names_computed(create);
    let named = computed.map(|(slot, names)| has_all(slot, names));
    let nodes = create
        .nodes
        .iter()
        .map(|node| (node.slot, &node.properties));
    let relationships = create
        .relationships
        .iter()
        .map(|it| (it.slot, &it.properties));
    let all = nodes.chain(relationships);
    let properties = all.flat_map(|(slot, it)| properties_are(slot, it.as_ref()));
    named.chain(properties).collect()
}

fn names_computed(create: &Create) -> impl Iterator<Item = (Slot, &Expression)> {
    let labels = create.nodes.iter().flat_map(|node| {
        let labels = node.dynamic_labels.iter();
        labels.map(|names| (node.slot, names))
    });
    let types = create.relationships.iter();
    let types = types.filter_map(|it| match &it.kind {
        NewType::Dynamic(names) => Some((it.slot, names)),
        NewType::Name(_) => None,
    });
    labels.chain(types)
}

fn has_all(owner: Slot, names: &Expression) -> Expression {
    ExpressionKind::HasDynamicLabels {
        operand: Box::new(ExpressionKind::Slot(owner).at(names.span)),
        names: Box::new(names.clone()),
        any: false,
    }
    .at(names.span)
}

fn properties_are(owner: Slot, properties: Option<&Expression>) -> Vec<Expression> {
    let Some(Expression {
        kind: ExpressionKind::Map(entries),
        ..
    }) = properties
    else {
        return Vec::new();
    };
    let equal = |(key, value): &(Arc<str>, Expression)| {
        let base = Box::new(ExpressionKind::Slot(owner).at(value.span));
        let property = ExpressionKind::Property {
            base,
            key: key.clone(),
        }
        .at(value.span);
        let operators = vec![ComparisonOperator::Equal];
        ExpressionKind::Comparison {
            operands: vec![property, value.clone()],
            operators,
        }
        .at(value.span)
    };
    entries.iter().map(equal).collect()
}
