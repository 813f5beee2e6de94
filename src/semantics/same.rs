//! Whether two expressions of the tree are the same text but for blanks, and what stands in an expression.

use std::sync::Arc;

use crate::syntax::ast::{
    Call, Case, Expression, ExpressionKind as Kind, LabelExpression, LabelExpressionKind,
    MapProjectionItem, Name, NodePattern, PathPattern, PatternElement, RelationshipPattern,
    SubqueryBody,
};

/// Whether two expressions are written alike, wherever they stand.
pub(super) fn same(a: &Expression, b: &Expression) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::List(a), Kind::List(b))
        | (Kind::And(a), Kind::And(b))
        | (Kind::Or(a), Kind::Or(b))
        | (Kind::Xor(a), Kind::Xor(b)) => all(a, b),
        (Kind::Literal(a), Kind::Literal(b)) => a == b,
        (Kind::Parameter(a), Kind::Parameter(b))
        | (Kind::Variable(a), Kind::Variable(b))
        | (Kind::CallStar(a), Kind::CallStar(b)) => a.text == b.text,
        (Kind::Map(a), Kind::Map(b)) => {
            pairwise(a, b, |a, b| named(&a.0, &b.0) && same(&a.1, &b.1))
        }
        (Kind::Property { base: a, key: x }, Kind::Property { base: b, key: y }) => {
            named(x, y) && same(a, b)
        }
        (Kind::Call(a), Kind::Call(b)) => same_call(a, b),
        (Kind::Case(a), Kind::Case(b)) => same_case(a, b),
        (Kind::Subject, Kind::Subject) => true,
        _ => same_operator(a, b) || same_scoped(a, b),
    }
}

fn same_operator(a: &Expression, b: &Expression) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Index { base: a, index: i }, Kind::Index { base: b, index: j }) => {
            same(a, b) && same(i, j)
        }
        (
            Kind::Slice {
                base: a,
                from: f,
                to: t,
            },
            Kind::Slice {
                base: b,
                from: g,
                to: u,
            },
        ) => same(a, b) && optional(f, g) && optional(t, u),
        (
            Kind::Unary {
                operator: p,
                operand: a,
            },
            Kind::Unary {
                operator: q,
                operand: b,
            },
        ) => p == q && same(a, b),
        (Kind::Chain { first: a, rest: r }, Kind::Chain { first: b, rest: s }) => {
            same(a, b) && pairwise(r, s, |a, b| a.0 == b.0 && same(&a.1, &b.1))
        }
        (
            Kind::Comparison {
                operands: a,
                operators: p,
            },
            Kind::Comparison {
                operands: b,
                operators: q,
            },
        ) => p == q && all(a, b),
        (
            Kind::IsNull {
                operand: a,
                negated: p,
            },
            Kind::IsNull {
                operand: b,
                negated: q,
            },
        ) => p == q && same(a, b),
        (
            Kind::IsTyped {
                operand: a,
                negated: p,
                of: s,
            },
            Kind::IsTyped {
                operand: b,
                negated: q,
                of: t,
            },
        ) => p == q && s.kind == t.kind && same(a, b),
        (
            Kind::IsTruth {
                operand: a,
                negated: p,
                truth: s,
            },
            Kind::IsTruth {
                operand: b,
                negated: q,
                truth: t,
            },
        ) => p == q && s == t && same(a, b),
        (
            Kind::IsNormalized {
                operand: a,
                negated: p,
                form: s,
            },
            Kind::IsNormalized {
                operand: b,
                negated: q,
                form: t,
            },
        ) => p == q && s == t && same(a, b),
        (
            Kind::HasLabels {
                operand: a,
                labels: l,
            },
            Kind::HasLabels {
                operand: b,
                labels: m,
            },
        ) => same_labels(l, m) && same(a, b),
        _ => false,
    }
}

fn same_scoped(a: &Expression, b: &Expression) -> bool {
    match (&a.kind, &b.kind) {
        (
            Kind::ListComprehension {
                variable: v,
                list: a,
                predicate: p,
                projection: r,
            },
            Kind::ListComprehension {
                variable: w,
                list: b,
                predicate: q,
                projection: s,
            },
        ) => named(v, w) && same(a, b) && optional(p, q) && optional(r, s),
        (
            Kind::Quantified {
                quantifier: m,
                variable: v,
                list: a,
                predicate: p,
            },
            Kind::Quantified {
                quantifier: n,
                variable: w,
                list: b,
                predicate: q,
            },
        ) => m == n && named(v, w) && same(a, b) && optional(p, q),
        (
            Kind::Reduce {
                accumulator: c,
                start: s,
                variable: v,
                list: a,
                step: x,
            },
            Kind::Reduce {
                accumulator: d,
                start: t,
                variable: w,
                list: b,
                step: y,
            },
        ) => named(c, d) && named(v, w) && same(s, t) && same(a, b) && same(x, y),
        (Kind::MapProjection { base: a, items: i }, Kind::MapProjection { base: b, items: j }) => {
            named(a, b) && pairwise(i, j, same_item)
        }
        (
            Kind::PatternComprehension {
                pattern: a,
                predicate: p,
                projection: x,
            },
            Kind::PatternComprehension {
                pattern: b,
                predicate: q,
                projection: y,
            },
        ) => same_path(a, b) && optional(p, q) && same(x, y),
        (Kind::Pattern(a), Kind::Pattern(b)) => same_path(a, b),
        (Kind::Subquery { kind: k, body: a }, Kind::Subquery { kind: l, body: b }) => {
            k == l && same_body(a, b)
        }
        _ => false,
    }
}

fn pairwise<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

fn all(a: &[Expression], b: &[Expression]) -> bool {
    pairwise(a, b, same)
}

fn optional(a: &Option<Box<Expression>>, b: &Option<Box<Expression>>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => same(a, b),
        _ => false,
    }
}

fn named(a: &Name, b: &Name) -> bool {
    a.text == b.text
}

fn named_optional(a: &Option<Name>, b: &Option<Name>) -> bool {
    a.as_ref().map(|name| &name.text) == b.as_ref().map(|name| &name.text)
}

fn same_call(a: &Call, b: &Call) -> bool {
    a.name.text.eq_ignore_ascii_case(&b.name.text)
        && a.distinct == b.distinct
        && all(&a.arguments, &b.arguments)
}

fn same_case(a: &Case, b: &Case) -> bool {
    optional(&a.subject, &b.subject)
        && optional(&a.otherwise, &b.otherwise)
        && pairwise(&a.branches, &b.branches, |a, b| {
            all(&a.0, &b.0) && same(&a.1, &b.1)
        })
}

fn same_item(a: &MapProjectionItem, b: &MapProjectionItem) -> bool {
    use MapProjectionItem as Item;
    match (a, b) {
        (Item::Property(a), Item::Property(b)) | (Item::Variable(a), Item::Variable(b)) => {
            named(a, b)
        }
        (Item::Entry(a, x), Item::Entry(b, y)) => named(a, b) && same(x, y),
        (Item::All(_), Item::All(_)) => true,
        _ => false,
    }
}

fn same_labels(a: &LabelExpression, b: &LabelExpression) -> bool {
    use LabelExpressionKind as Label;
    match (&a.kind, &b.kind) {
        (Label::Name(a), Label::Name(b)) => named(a, b),
        (Label::Wildcard, Label::Wildcard) => true,
        (Label::Dynamic { names: a, any: p }, Label::Dynamic { names: b, any: q }) => {
            p == q && same(a, b)
        }
        (Label::Not(a), Label::Not(b)) => same_labels(a, b),
        (Label::And(a), Label::And(b))
        | (Label::Or(a), Label::Or(b))
        | (Label::Colon(a), Label::Colon(b)) => pairwise(a, b, same_labels),
        _ => false,
    }
}

fn same_optional_labels(a: &Option<LabelExpression>, b: &Option<LabelExpression>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => same_labels(a, b),
        _ => false,
    }
}

/// Patterns with a selector or a mode are not compared: they are never the same.
fn same_path(a: &PathPattern, b: &PathPattern) -> bool {
    named_optional(&a.variable, &b.variable)
        && a.selector.is_none()
        && b.selector.is_none()
        && a.mode == b.mode
        && pairwise(&a.elements, &b.elements, same_element)
}

fn same_element(a: &PatternElement, b: &PatternElement) -> bool {
    match (a, b) {
        (PatternElement::Node(a), PatternElement::Node(b)) => same_node(a, b),
        (PatternElement::Relationship(a), PatternElement::Relationship(b)) => {
            same_relationship(a, b)
        }
        _ => false,
    }
}

fn same_node(a: &NodePattern, b: &NodePattern) -> bool {
    named_optional(&a.variable, &b.variable)
        && same_optional_labels(&a.labels, &b.labels)
        && optional(&a.properties, &b.properties)
        && optional(&a.predicate, &b.predicate)
}

fn same_relationship(a: &RelationshipPattern, b: &RelationshipPattern) -> bool {
    let bounds = |r: &RelationshipPattern| {
        let of = |range: &Option<crate::syntax::ast::Range>| {
            range.as_ref().map(|range| (range.min, range.max))
        };
        (of(&r.range), of(&r.quantifier))
    };
    a.direction == b.direction
        && named_optional(&a.variable, &b.variable)
        && same_optional_labels(&a.types, &b.types)
        && bounds(a) == bounds(b)
        && optional(&a.properties, &b.properties)
        && optional(&a.predicate, &b.predicate)
}

/// Whole queries are not compared: they are never the same.
fn same_body(a: &SubqueryBody, b: &SubqueryBody) -> bool {
    match (a, b) {
        (
            SubqueryBody::Pattern {
                patterns: a,
                predicate: p,
            },
            SubqueryBody::Pattern {
                patterns: b,
                predicate: q,
            },
        ) => {
            let predicates = match (p, q) {
                (None, None) => true,
                (Some(p), Some(q)) => same(p, q),
                _ => false,
            };
            predicates && pairwise(a, b, same_path)
        }
        _ => false,
    }
}

/// Calls `visit` with the expressions directly inside; patterns and subqueries are queries of their own and are
/// passed over.
pub(super) fn for_each_child<'e>(of: &'e Expression, visit: &mut dyn FnMut(&'e Expression)) {
    match &of.kind {
        Kind::List(items) | Kind::And(items) | Kind::Or(items) | Kind::Xor(items) => {
            items.iter().for_each(visit);
        }
        Kind::Map(entries) => entries.iter().for_each(|(_, value)| visit(value)),
        Kind::MapProjection { items, .. } => items.iter().for_each(|item| {
            if let MapProjectionItem::Entry(_, value) = item {
                visit(value);
            }
        }),
        Kind::Property { base, .. } => visit(base),
        Kind::Index { base, index } => [base, index].into_iter().for_each(|part| visit(part)),
        Kind::Slice { base, from, to } => {
            let bounds = from.iter().chain(to);
            std::iter::once(base)
                .chain(bounds)
                .for_each(|part| visit(part));
        }
        Kind::Unary { operand, .. }
        | Kind::IsNull { operand, .. }
        | Kind::IsTyped { operand, .. }
        | Kind::IsTruth { operand, .. }
        | Kind::IsNormalized { operand, .. } => visit(operand),
        Kind::HasLabels { operand, labels } => {
            visit(operand);
            for_each_computed(labels, visit);
        }
        Kind::Chain { first, rest } => {
            visit(first);
            rest.iter().for_each(|(_, operand)| visit(operand));
        }
        Kind::Comparison { operands, .. } => operands.iter().for_each(visit),
        Kind::Case(case) => for_each_in_case(case, visit),
        Kind::Call(call) => call.arguments.iter().for_each(visit),
        Kind::ListComprehension {
            list,
            predicate,
            projection,
            ..
        } => {
            let rest = predicate.iter().chain(projection);
            std::iter::once(list)
                .chain(rest)
                .for_each(|part| visit(part));
        }
        Kind::Quantified {
            list, predicate, ..
        } => {
            std::iter::once(list)
                .chain(predicate)
                .for_each(|part| visit(part));
        }
        Kind::Reduce {
            start, list, step, ..
        } => {
            [start, list, step].into_iter().for_each(|part| visit(part));
        }
        _ => {}
    }
}

/// Calls `visit` with what computes names in a condition on labels.
fn for_each_computed<'e>(labels: &'e LabelExpression, visit: &mut dyn FnMut(&'e Expression)) {
    match &labels.kind {
        LabelExpressionKind::Name(_) | LabelExpressionKind::Wildcard => {}
        LabelExpressionKind::Dynamic { names, .. } => visit(names),
        LabelExpressionKind::Not(part) => for_each_computed(part, visit),
        LabelExpressionKind::And(parts)
        | LabelExpressionKind::Or(parts)
        | LabelExpressionKind::Colon(parts) => {
            parts.iter().for_each(|part| for_each_computed(part, visit));
        }
    }
}

fn for_each_in_case<'e>(case: &'e Case, visit: &mut dyn FnMut(&'e Expression)) {
    case.subject.iter().for_each(|part| visit(part));
    for (tests, result) in &case.branches {
        tests.iter().for_each(&mut *visit);
        visit(result);
    }
    case.otherwise.iter().for_each(|part| visit(part));
}

/// Whether `test` holds of the expression or of one inside it.
pub(super) fn any(of: &Expression, test: &dyn Fn(&Expression) -> bool) -> bool {
    let mut found = test(of);
    for_each_child(of, &mut |child| found = found || any(child, test));
    found
}

/// The names of the variables that are read in an expression, those it declares itself included.
pub(super) fn names(of: &Expression) -> Vec<Arc<str>> {
    let mut found = Vec::new();
    collect_names(of, &mut found);
    found
}

fn collect_names(of: &Expression, into: &mut Vec<Arc<str>>) {
    match &of.kind {
        Kind::Variable(name) | Kind::MapProjection { base: name, .. } => {
            into.push(name.text.clone());
        }
        Kind::Pattern(path) | Kind::PatternComprehension { pattern: path, .. } => {
            names_in_path(path, into);
        }
        Kind::Subquery { body, .. } => {
            if let SubqueryBody::Pattern { patterns, .. } = &**body {
                patterns.iter().for_each(|path| names_in_path(path, into));
            }
        }
        _ => {}
    }
    for_each_child(of, &mut |child| collect_names(child, into));
}

fn names_in_path(path: &PathPattern, into: &mut Vec<Arc<str>>) {
    for element in &path.elements {
        let variable = match element {
            PatternElement::Node(node) => &node.variable,
            PatternElement::Relationship(relationship) => &relationship.variable,
            PatternElement::Group(_) => continue,
        };
        into.extend(variable.iter().map(|name| name.text.clone()));
    }
}
