//! `SET` and `REMOVE`.

use super::super::analyse::Analyser;
use super::super::expression::Slot;
use super::super::query::{Expression, RemoveItem, SetItem};
use super::super::types::possibly_one_of;
use crate::syntax::ast;
use crate::syntax::ast::{RemoveItemKind, SetItemKind};
use crate::value::Type;

impl Analyser<'_> {
    /// Assignments of `SET`, `ON CREATE SET` and `ON MATCH SET`.
    pub(super) fn set_items(&mut self, items: &[ast::SetItem]) -> Vec<SetItem> {
        items.iter().flat_map(|item| self.set_item(item)).collect()
    }

    fn set_item(&mut self, item: &ast::SetItem) -> Vec<SetItem> {
        match &item.kind {
            SetItemKind::Property { target, key, value } => {
                self.mentions.created.insert(key.text.clone());
                let (target, value) = (self.entity(target), self.expression(value));
                let key = key.text.clone();
                vec![SetItem::Property { target, key, value }]
            }
            SetItemKind::DynamicProperty { target, key, value } => {
                let (target, key) = (self.entity(target), self.key(key));
                let value = self.expression(value);
                vec![SetItem::DynamicProperty { target, key, value }]
            }
            SetItemKind::Replace { variable, value } => {
                let item = self.assigned(variable, value);
                let item = item.map(|(target, value)| SetItem::Replace { target, value });
                item.into_iter().collect()
            }
            SetItemKind::Merge { variable, value } => {
                let item = self.assigned(variable, value);
                let item = item.map(|(target, value)| SetItem::Merge { target, value });
                item.into_iter().collect()
            }
            SetItemKind::Labels { variable, labels } => self.labels_set(variable, labels),
        }
    }

    /// Labels that are written as one item, those of each expression as another.
    fn labels_set(&mut self, of: &ast::Name, labels: &ast::LabelExpression) -> Vec<SetItem> {
        let Some(target) = self.node_slot_of(of) else {
            return Vec::new();
        };
        let (labels, dynamic) = self.new_labels(labels);
        self.mentions.created.extend(labels.iter().cloned());
        let written = (!labels.is_empty()).then_some(SetItem::Labels { target, labels });
        let dynamic = dynamic.into_iter();
        let dynamic = dynamic.map(|names| SetItem::DynamicLabels { target, names });
        written.into_iter().chain(dynamic).collect()
    }

    pub(super) fn remove_items(&mut self, items: &[ast::RemoveItem]) -> Vec<RemoveItem> {
        items
            .iter()
            .flat_map(|item| self.remove_item(item))
            .collect()
    }

    fn remove_item(&mut self, item: &ast::RemoveItem) -> Vec<RemoveItem> {
        match &item.kind {
            RemoveItemKind::Property { target, key } => {
                let (target, key) = (self.entity(target), key.text.clone());
                vec![RemoveItem::Property { target, key }]
            }
            RemoveItemKind::DynamicProperty { target, key } => {
                let (target, key) = (self.entity(target), self.key(key));
                vec![RemoveItem::DynamicProperty { target, key }]
            }
            RemoveItemKind::Labels { variable, labels } => self.labels_removed(variable, labels),
        }
    }

    fn labels_removed(&mut self, of: &ast::Name, labels: &ast::LabelExpression) -> Vec<RemoveItem> {
        let Some(target) = self.node_slot_of(of) else {
            return Vec::new();
        };
        let (labels, dynamic) = self.new_labels(labels);
        let written = (!labels.is_empty()).then_some(RemoveItem::Labels { target, labels });
        let dynamic = dynamic.into_iter();
        let dynamic = dynamic.map(|names| RemoveItem::DynamicLabels { target, names });
        written.into_iter().chain(dynamic).collect()
    }

    fn entity(&mut self, of: &ast::Expression) -> Expression {
        let target = self.value(of);
        self.expect(
            &target.kind,
            &[Type::Node, Type::Relationship],
            "a node or a relationship",
            of.span,
        );
        target.expression
    }

    fn key(&mut self, of: &ast::Expression) -> Expression {
        let key = self.value(of);
        self.expect(&key.kind, &[Type::String], "a string", of.span);
        key.expression
    }

    /// What replaces properties: a map, or an entity whose properties are taken.
    fn properties(&mut self, of: &ast::Expression) -> Expression {
        if let ast::ExpressionKind::Map(entries) = &of.kind {
            self.mentions
                .created
                .extend(entries.iter().map(|(key, _)| key.text.clone()));
        }
        let value = self.value(of);
        let wanted = [Type::Map, Type::Node, Type::Relationship];
        self.expect(&value.kind, &wanted, "a map", of.span);
        value.expression
    }

    /// An entity and the properties it is given; what they are is asked only where there can be an entity.
    fn assigned(&mut self, to: &ast::Name, value: &ast::Expression) -> Option<(Slot, Expression)> {
        match self.entity_slot(to) {
            Some(slot) => Some((slot, self.properties(value))),
            None => {
                self.value(value);
                None
            }
        }
    }

    fn entity_slot(&mut self, name: &ast::Name) -> Option<Slot> {
        let slot = self.read(name)?;
        let of = self.type_of(slot);
        let wanted = [Type::Node, Type::Relationship];
        self.expect(&of, &wanted, "a node or a relationship", name.span);
        possibly_one_of(&of, &wanted).then_some(slot)
    }

    fn node_slot_of(&mut self, name: &ast::Name) -> Option<Slot> {
        let slot = self.read(name)?;
        let of = self.type_of(slot);
        self.expect(&of, &[Type::Node], "a node", name.span);
        Some(slot)
    }
}
