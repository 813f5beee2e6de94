//! `SET` and `REMOVE`.

use std::sync::Arc;

use super::super::analyse::Analyser;
use super::super::expression::Slot;
use super::super::query::{Expression, RemoveItem, SetItem};
use crate::syntax::ast;
use crate::syntax::ast::{RemoveItemKind, SetItemKind};
use crate::value::Type;

impl Analyser<'_> {
    /// Assignments of `SET`, `ON CREATE SET` and `ON MATCH SET`.
    pub(super) fn set_items(&mut self, items: &[ast::SetItem]) -> Vec<SetItem> {
        items
            .iter()
            .filter_map(|item| self.set_item(item))
            .collect()
    }

    fn set_item(&mut self, item: &ast::SetItem) -> Option<SetItem> {
        Some(match &item.kind {
            SetItemKind::Property { target, key, value } => {
                self.mentions.created.insert(key.text.clone());
                let (target, value) = (self.entity(target), self.expression(value));
                SetItem::Property {
                    target,
                    key: key.text.clone(),
                    value,
                }
            }
            SetItemKind::DynamicProperty { target, key, value } => SetItem::DynamicProperty {
                target: self.entity(target),
                key: self.key(key),
                value: self.expression(value),
            },
            SetItemKind::Replace { variable, value } => {
                let (target, value) = (self.entity_slot(variable), self.properties(value));
                SetItem::Replace {
                    target: target?,
                    value,
                }
            }
            SetItemKind::Merge { variable, value } => {
                let (target, value) = (self.entity_slot(variable), self.properties(value));
                SetItem::Merge {
                    target: target?,
                    value,
                }
            }
            SetItemKind::Labels { variable, labels } => SetItem::Labels {
                target: self.node_slot_of(variable)?,
                labels: self.created(labels),
            },
        })
    }

    pub(super) fn remove_items(&mut self, items: &[ast::RemoveItem]) -> Vec<RemoveItem> {
        items
            .iter()
            .filter_map(|item| self.remove_item(item))
            .collect()
    }

    fn remove_item(&mut self, item: &ast::RemoveItem) -> Option<RemoveItem> {
        Some(match &item.kind {
            RemoveItemKind::Property { target, key } => RemoveItem::Property {
                target: self.entity(target),
                key: key.text.clone(),
            },
            RemoveItemKind::DynamicProperty { target, key } => RemoveItem::DynamicProperty {
                target: self.entity(target),
                key: self.key(key),
            },
            RemoveItemKind::Labels { variable, labels } => {
                let labels = labels.iter().map(|label| label.text.clone()).collect();
                RemoveItem::Labels {
                    target: self.node_slot_of(variable)?,
                    labels,
                }
            }
        })
    }

    /// Remembers names that the query brings into the graph.
    pub(super) fn created(&mut self, names: &[ast::Name]) -> Vec<Arc<str>> {
        let names: Vec<Arc<str>> = names.iter().map(|name| name.text.clone()).collect();
        self.mentions.created.extend(names.iter().cloned());
        names
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

    fn entity_slot(&mut self, name: &ast::Name) -> Option<Slot> {
        let slot = self.read(name)?;
        let of = self.type_of(slot);
        self.expect(
            &of,
            &[Type::Node, Type::Relationship],
            "a node or a relationship",
            name.span,
        );
        Some(slot)
    }

    fn node_slot_of(&mut self, name: &ast::Name) -> Option<Slot> {
        let slot = self.read(name)?;
        let of = self.type_of(slot);
        self.expect(&of, &[Type::Node], "a node", name.span);
        Some(slot)
    }
}
