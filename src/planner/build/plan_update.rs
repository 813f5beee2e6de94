//! `SET`, `REMOVE` and `DELETE`.

use super::{Builder, Partial};
use crate::planner::plan::{self, OperatorKind};
use crate::semantics::query::{Delete, RemoveItem, SetItem};

impl Builder<'_> {
    pub(super) fn plan_set(&mut self, rows: Partial, items: &[SetItem]) -> Partial {
        let items = self.set_items(items);
        rows.then([], |input| OperatorKind::Set { input, items })
    }

    pub(super) fn plan_remove(&mut self, rows: Partial, items: &[RemoveItem]) -> Partial {
        let items = items.iter().map(|item| self.remove_item(item)).collect();
        rows.then([], |input| OperatorKind::Remove { input, items })
    }

    pub(super) fn plan_delete(&mut self, rows: Partial, clause: &Delete) -> Partial {
        let targets = self.expressions(&clause.targets);
        rows.then([], |input| OperatorKind::Delete {
            input,
            detach: clause.detach,
            targets,
        })
    }

    pub(super) fn set_items(&mut self, items: &[SetItem]) -> Vec<plan::SetItem> {
        items.iter().map(|item| self.set_item(item)).collect()
    }

    fn set_item(&mut self, item: &SetItem) -> plan::SetItem {
        match item {
            SetItem::Property { target, key, value } => SetItem::Property {
                target: self.expression(target),
                key: key.clone(),
                value: self.expression(value),
            },
            SetItem::DynamicProperty { target, key, value } => SetItem::DynamicProperty {
                target: self.expression(target),
                key: self.expression(key),
                value: self.expression(value),
            },
            SetItem::Replace { target, value } => SetItem::Replace {
                target: *target,
                value: self.expression(value),
            },
            SetItem::Merge { target, value } => SetItem::Merge {
                target: *target,
                value: self.expression(value),
            },
            SetItem::Labels { target, labels } => SetItem::Labels {
                target: *target,
                labels: labels.clone(),
            },
            SetItem::DynamicLabels { target, names } => SetItem::DynamicLabels {
                target: *target,
                names: self.expression(names),
            },
        }
    }

    fn remove_item(&mut self, item: &RemoveItem) -> plan::RemoveItem {
        match item {
            RemoveItem::Property { target, key } => RemoveItem::Property {
                target: self.expression(target),
                key: key.clone(),
            },
            RemoveItem::DynamicProperty { target, key } => RemoveItem::DynamicProperty {
                target: self.expression(target),
                key: self.expression(key),
            },
            RemoveItem::Labels { target, labels } => RemoveItem::Labels {
                target: *target,
                labels: labels.clone(),
            },
            RemoveItem::DynamicLabels { target, names } => RemoveItem::DynamicLabels {
                target: *target,
                names: self.expression(names),
            },
        }
    }
}
