//! A plan as people see it: the names of its operators, and what each works with.
//!
//! The shape is Neo4j's: an operator stands above what it takes rows from, an inner plan or a second input is a branch to the
//! right.

use super::plan::{AggregateItem, Create, Operator, OperatorKind, Plan, RemoveItem, SetItem};
use super::plan_table::{ExplainedOperator, OperatorProfile, PlanTable};
use super::text::{Printer, label};
use super::tree::plans;
use crate::graph::Direction;
use crate::semantics::query::{NewType, Selector};
use crate::syntax::ast::PathMode;
use crate::value::literal::identifier;
use crate::value::with_room;

/// The plan as a table for people; with `profile`, what each operator did by its number.
pub fn explain(plan: &Plan, profile: Option<&[OperatorProfile]>) -> PlanTable {
    let mut drawing = Drawing {
        printer: Printer { slots: &plan.slots },
        profile,
        table: PlanTable::new(profile.is_some()),
    };
    drawing.draw(&plan.root, None, "");
    drawing.table
}

/// A plan's tree becoming a table.
struct Drawing<'p> {
    printer: Printer<'p>,
    profile: Option<&'p [OperatorProfile]>,
    table: PlanTable,
}

impl Drawing<'_> {
    /// Puts an operator and what is below it behind what was drawn; `parent` is its place among the operators.
    fn draw(&mut self, operator: &Operator, parent: Option<usize>, lead: &str) {
        let profile = self.profile.and_then(|all| all.get(operator.id));
        let here = self.table.push(
            lead,
            ExplainedOperator {
                name: operator_name(operator),
                details: details(operator, self.printer),
                parent,
                estimated_rows: operator.estimated_rows,
                profile: profile.copied(),
            },
        );
        let mut inputs = operator.inputs();
        inputs.retain(|input| !is_bottom(input));
        let nested = plans(operator);
        let first = if inputs.is_empty() {
            None
        } else {
            Some(inputs.remove(0))
        };
        for branch in inputs
            .into_iter()
            .chain(nested.iter().map(|plan| &plan.root))
        {
            self.table.stroke(format!("{lead}|\\"));
            with_room(|| self.draw(branch, Some(here), &format!("{lead}| ")));
        }
        if let Some(first) = first {
            self.table.stroke(format!("{lead}|"));
            with_room(|| self.draw(first, Some(here), lead));
        }
    }
}

/// The single row a statement begins with is not worth a line.
fn is_bottom(operator: &Operator) -> bool {
    matches!(operator.kind, OperatorKind::Argument { argument: None })
}

/// The operator's name as Neo4j has it.
pub fn operator_name(operator: &Operator) -> &'static str {
    use OperatorKind as K;
    match &operator.kind {
        K::Argument { .. } => "Argument",
        K::AllNodesScan { .. } => "AllNodesScan",
        K::NodeByLabelScan { .. } => "NodeByLabelScan",
        K::NodeByIdSeek { .. } => "NodeByIdSeek",
        K::NodeIndexSeek { .. } => "NodeIndexSeek",
        K::PartialAggregation { .. } => "PartialAggregation",
        K::RelationshipTypeScan { follow, .. } => match (follow.direction, follow.types.is_empty())
        {
            (Direction::Both, true) => "UndirectedAllRelationshipsScan",
            (Direction::Both, false) => "UndirectedRelationshipTypeScan",
            (_, true) => "DirectedAllRelationshipsScan",
            (_, false) => "DirectedRelationshipTypeScan",
        },
        K::ExpandAll { joins, .. } if joins.is_empty() => "Expand(All)",
        K::ExpandAll { .. } => "Expand(Intersect)",
        K::ExpandInto { .. } => "Expand(Into)",
        K::ExpandCount { .. } => "Expand(Count)",
        K::ExpandDistinct { .. } => "Expand(Distinct)",
        K::PruningVarLengthExpand { .. } => "VarLengthExpand(Pruning,BFS,All)",
        K::VarLengthExpand { into, .. } => {
            if *into {
                "VarLengthExpand(Into)"
            } else {
                "VarLengthExpand(All)"
            }
        }
        K::ProjectEndpoints { .. } => "ProjectEndpoints",
        K::ShortestPath { .. } => "ShortestPath",
        K::PathSearch { search, into, .. } => match (&search.selector, search.mode, into) {
            (Selector::All, PathMode::Walk, _) => "Repeat(Walk)",
            (Selector::All, PathMode::Trail, _) => "Repeat(Trail)",
            (Selector::All, PathMode::Acyclic, _) => "Repeat(Acyclic)",
            (Selector::All, PathMode::Simple, _) => "Repeat(Simple)",
            (_, _, true) => "StatefulShortestPath(Into)",
            (_, _, false) => "StatefulShortestPath(All)",
        },
        K::Filter { .. } => "Filter",
        K::Projection { .. } => "Projection",
        K::EagerAggregation { .. } => "EagerAggregation",
        K::Distinct { .. } => "Distinct",
        K::Sort { .. } => "Sort",
        K::Top { .. } => "Top",
        K::Skip { .. } => "Skip",
        K::Limit { .. } => "Limit",
        K::Unwind { .. } => "Unwind",
        K::Union { .. } => "Union",
        K::CartesianProduct { .. } => "CartesianProduct",
        K::ValueHashJoin { .. } => "ValueHashJoin",
        K::NodeHashJoin { .. } => "NodeHashJoin",
        other => further_name(other),
    }
}

fn further_name(kind: &OperatorKind) -> &'static str {
    use OperatorKind as K;
    match kind {
        K::Apply { .. } => "Apply",
        K::OptionalApply { inner, .. } => match inner.kind {
            K::EmptyResult { .. } => "SubqueryForeach",
            _ => "OptionalApply",
        },
        K::TransactionApply { introduces, .. } => match introduces.as_slice() {
            [] => "TransactionForeach",
            _ => "TransactionApply",
        },
        K::SemiApply { anti, .. } => {
            if *anti {
                "AntiSemiApply"
            } else {
                "SemiApply"
            }
        }
        K::ProcedureCall { .. } => "ProcedureCall",
        K::LoadCsv { .. } => "LoadCSV",
        K::Foreach { .. } => "Foreach",
        K::Create { .. } => "Create",
        K::Merge { .. } => "Merge",
        K::Set { items, .. } => set_name(items),
        K::Remove { items, .. } => match items.as_slice() {
            [RemoveItem::Labels { .. } | RemoveItem::DynamicLabels { .. }] => "RemoveLabels",
            _ => "RemoveProperties",
        },
        K::Delete { detach, .. } => {
            if *detach {
                "DetachDelete"
            } else {
                "Delete"
            }
        }
        K::Eager { .. } => "Eager",
        K::EmptyResult { .. } => "EmptyResult",
        _ => "ProduceResults",
    }
}

fn set_name(items: &[SetItem]) -> &'static str {
    match items {
        [SetItem::Property { .. } | SetItem::DynamicProperty { .. }] => "SetProperty",
        [SetItem::Labels { .. } | SetItem::DynamicLabels { .. }] => "SetLabels",
        [SetItem::Replace { .. } | SetItem::Merge { .. }] => "SetPropertiesFromMap",
        _ => "SetProperties",
    }
}

/// What the operator works with.
fn details(operator: &Operator, printer: Printer) -> String {
    use OperatorKind as K;
    match &operator.kind {
        K::Argument { .. } => printer.slots(&operator.live),
        K::AllNodesScan { slot, .. } => printer.slot(*slot),
        K::NodeByLabelScan { slot, labels, .. } => {
            format!("{}:{}", printer.slot(*slot), label(labels))
        }
        K::NodeByIdSeek {
            slot, ids, list, ..
        } => {
            let (name, sign) = (printer.slot(*slot), if *list { "IN" } else { "=" });
            format!("{name} WHERE id({name}) {sign} {}", printer.expression(ids))
        }
        K::NodeIndexSeek {
            slot,
            labels,
            key,
            value,
            list,
            ..
        } => {
            let labels = labels.as_ref().map(|it| format!(":{}", label(it)));
            let (name, sign) = (printer.slot(*slot), if *list { "IN" } else { "=" });
            let (labels, value) = (labels.unwrap_or_default(), printer.expression(value));
            format!(
                "{name}{labels} WHERE {name}.{} {sign} {value}",
                identifier(key)
            )
        }
        K::PartialAggregation { node, .. } => printer.slot(*node),
        other => hop_details(other, printer),
    }
}

/// Of operators over relationships.
fn hop_details(kind: &OperatorKind, printer: Printer) -> String {
    use OperatorKind as K;
    match kind {
        K::RelationshipTypeScan {
            left,
            relationship,
            right,
            follow,
            ..
        } => printer.hop((*left, *right), *relationship, follow, None),
        K::ExpandAll {
            from,
            relationship,
            to,
            follow,
            labels,
            bounds,
            joins,
            ..
        } => printer.arrival((*from, *to), *relationship, follow, (labels, bounds, joins)),
        K::ExpandInto {
            from,
            relationship,
            to,
            follow,
            ..
        } => printer.hop((*from, *to), *relationship, follow, None),
        K::ExpandCount { from, branches, .. } => printer.branches(*from, branches),
        K::ExpandDistinct { from, hops, .. } => printer.hops(*from, hops),
        K::PruningVarLengthExpand {
            from,
            apart,
            relationships,
            to,
            follow,
            steps,
            ..
        } => {
            let hop = printer.hop((*from, *to), *relationships, follow, Some(steps));
            match apart {
                true => format!(
                    "{hop} WHERE {} <> {}",
                    printer.slot(*from),
                    printer.slot(*to)
                ),
                false => hop,
            }
        }
        other => path_details(other, printer),
    }
}

/// Of operators over several relationships at once.
fn path_details(kind: &OperatorKind, printer: Printer) -> String {
    use OperatorKind as K;
    match kind {
        K::VarLengthExpand {
            from,
            relationships,
            to,
            follow,
            steps,
            reversed,
            ..
        } => {
            let (ends, follow) = if *reversed {
                ((*to, *from), follow.reversed())
            } else {
                ((*from, *to), follow.clone())
            };
            let hop = printer.hop(ends, *relationships, &follow, Some(steps));
            let predicates = printer.predicates(&steps.predicates);
            if predicates.is_empty() {
                hop
            } else {
                format!("{hop} WHERE {predicates}")
            }
        }
        K::ProjectEndpoints {
            relationship,
            list,
            left,
            right,
            follow,
            ..
        } => printer.hop((*left, *right), *relationship, follow, list.as_ref()),
        K::ShortestPath {
            from,
            to,
            relationships,
            path,
            follow,
            steps,
            all,
            predicates,
            ..
        } => {
            let hop = printer.hop((*from, *to), *relationships, follow, Some(steps));
            let function = if *all {
                "allShortestPaths"
            } else {
                "shortestPath"
            };
            let found = format!("{} = {function}({hop})", printer.slot(*path));
            if predicates.is_empty() {
                found
            } else {
                format!("{found} WHERE {}", printer.predicates(predicates))
            }
        }
        K::PathSearch { search, .. } => printer.search(search),
        other => rows_details(other, printer),
    }
}

fn rows_details(kind: &OperatorKind, printer: Printer) -> String {
    use OperatorKind as K;
    match kind {
        K::Filter { predicates, .. } => printer.predicates(predicates),
        K::Projection { items, .. } => printer.items(items),
        K::EagerAggregation {
            keys, aggregates, ..
        } => {
            let mut parts = vec![printer.items(keys)];
            parts.extend(aggregates.iter().map(|it| aggregate(it, printer)));
            parts.retain(|part| !part.is_empty());
            parts.join(", ")
        }
        K::Distinct { slots, .. } | K::NodeHashJoin { slots, .. } => printer.slots(slots),
        K::Union { outputs, .. } => printer.slots(outputs),
        K::Sort { keys, .. } => printer.sort_keys(keys),
        K::Top { keys, limit, .. } => format!(
            "{} LIMIT {}",
            printer.sort_keys(keys),
            printer.expression(limit)
        ),
        K::Skip { count, .. } | K::Limit { count, .. } => printer.expression(count),
        K::Unwind { list, slot, .. } => {
            format!("{} AS {}", printer.expression(list), printer.slot(*slot))
        }
        K::ValueHashJoin { keys, .. } => {
            let pairs = keys.iter().map(|(left, right)| {
                format!(
                    "{} = {}",
                    printer.expression(left),
                    printer.expression(right)
                )
            });
            pairs.collect::<Vec<_>>().join(" AND ")
        }
        K::ProcedureCall {
            procedure,
            arguments,
            ..
        } => {
            format!(
                "{}({})",
                procedure.name,
                printer.expressions(arguments, ", ")
            )
        }
        K::LoadCsv { from, slot, .. } => {
            format!("{} AS {}", printer.expression(from), printer.slot(*slot))
        }
        K::Foreach { slot, list, .. } => {
            format!("{} IN {}", printer.slot(*slot), printer.expression(list))
        }
        K::ProduceResults { columns, .. } => {
            let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
            names.join(", ")
        }
        other => write_details(other, printer),
    }
}

fn write_details(kind: &OperatorKind, printer: Printer) -> String {
    use OperatorKind as K;
    match kind {
        K::Create { create, .. } => created(create, printer),
        K::Merge { create, .. } => created(create, printer),
        K::Set { items, .. } => {
            let texts: Vec<String> = items.iter().map(|item| set(item, printer)).collect();
            texts.join(", ")
        }
        K::Remove { items, .. } => {
            let texts: Vec<String> = items.iter().map(|item| removed(item, printer)).collect();
            texts.join(", ")
        }
        K::Delete { targets, .. } => printer.expressions(targets, ", "),
        _ => String::new(),
    }
}

fn aggregate(item: &AggregateItem, printer: Printer) -> String {
    let call = match &item.function {
        None => "count(*)".to_owned(),
        Some(function) => {
            let distinct = if item.distinct { "DISTINCT " } else { "" };
            format!(
                "{}({distinct}{})",
                function.name,
                printer.expressions(&item.arguments, ", ")
            )
        }
    };
    format!("{call} AS {}", printer.slot(item.slot))
}

fn created(create: &Create, printer: Printer) -> String {
    let nodes = create.nodes.iter().map(|node| {
        let written = node.labels.iter().map(|it| format!(":{it}"));
        let dynamic = node.dynamic_labels.iter();
        let dynamic = dynamic.map(|it| format!(":$({})", printer.expression(it)));
        let labels: Vec<String> = written.chain(dynamic).collect();
        let bare = printer.node(node.slot);
        format!("{}{})", bare.trim_end_matches(')'), labels.concat())
    });
    let relationships = create.relationships.iter().map(|it| {
        let name = match &it.kind {
            NewType::Name(name) => name.clone(),
            NewType::Dynamic(kind) => return printer.hop_of((it.start, it.end), it.slot, kind),
        };
        let follow = super::plan::Follow {
            direction: Direction::Outgoing,
            types: vec![name],
        };
        printer.hop((it.start, it.end), it.slot, &follow, None)
    });
    nodes.chain(relationships).collect::<Vec<_>>().join(", ")
}

fn set(item: &SetItem, printer: Printer) -> String {
    let text = |it| printer.expression(it);
    match item {
        SetItem::Property { target, key, value } => {
            format!("{}.{key} = {}", text(target), text(value))
        }
        SetItem::DynamicProperty { target, key, value } => {
            format!("{}[{}] = {}", text(target), text(key), text(value))
        }
        SetItem::Replace { target, value } => {
            format!("{} = {}", printer.slot(*target), text(value))
        }
        SetItem::Merge { target, value } => format!("{} += {}", printer.slot(*target), text(value)),
        SetItem::Labels { target, labels } => {
            format!("{}:{}", printer.slot(*target), labels.join(":"))
        }
        SetItem::DynamicLabels { target, names } => {
            format!("{}:$({})", printer.slot(*target), text(names))
        }
    }
}

fn removed(item: &RemoveItem, printer: Printer) -> String {
    match item {
        RemoveItem::Property { target, key } => format!("{}.{key}", printer.expression(target)),
        RemoveItem::DynamicProperty { target, key } => {
            format!(
                "{}[{}]",
                printer.expression(target),
                printer.expression(key)
            )
        }
        RemoveItem::Labels { target, labels } => {
            format!("{}:{}", printer.slot(*target), labels.join(":"))
        }
        RemoveItem::DynamicLabels { target, names } => {
            format!("{}:$({})", printer.slot(*target), printer.expression(names))
        }
    }
}
