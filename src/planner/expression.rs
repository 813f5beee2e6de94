//! Looking into planned expressions: what they are made of and which slots they read.

use std::collections::BTreeSet;

use crate::diagnostic::Span;
use crate::function::Stability;
use crate::semantics::expression::{
    Expression, ExpressionKind, LabelExpression, MapProjectionItem, Slot,
};
use crate::semantics::query::AggregateItem;
use crate::syntax::ast::ComparisonOperator;

/// The same walk for shared and for exclusive references.
macro_rules! children {
    ($name:ident, $leafy:ident, $scoped:ident, $iter:ident, $as_ref:ident $(, $mutable:tt)?) => {
        /// The expressions an expression is made of, in the order they are evaluated.
        pub(crate) fn $name<Q>(kind: &$($mutable)? ExpressionKind<Q>) -> Vec<&$($mutable)? Expression<Q>> {
            use ExpressionKind as K;
            match kind {
                K::Literal(_) | K::Parameter(_) | K::Slot(_) | K::Subquery { .. } => Vec::new(),
                K::Path { .. } | K::Present { .. } | K::Disjoint { .. } => Vec::new(),
                K::List(items) | K::And(items) | K::Or(items) | K::Xor(items) => items.$iter().collect(),
                K::Comparison { operands, .. } => operands.$iter().collect(),
                K::Call { arguments, .. } => arguments.$iter().collect(),
                K::Map(entries) => entries.$iter().map(|(_, value)| value).collect(),
                K::Property { base: of, .. }
                | K::Not(of)
                | K::Negate(of)
                | K::Plus(of)
                | K::IsNull { operand: of, .. }
                | K::IsTyped { operand: of, .. }
                | K::HasLabels { operand: of, .. } => vec![&$($mutable)? **of],
                other => $leafy(other),
            }
        }

        fn $leafy<Q>(kind: &$($mutable)? ExpressionKind<Q>) -> Vec<&$($mutable)? Expression<Q>> {
            use ExpressionKind as K;
            match kind {
                K::MapProjection { base, items } => {
                    let mut all = vec![&$($mutable)? **base];
                    all.extend(items.$iter().filter_map(|item| match item {
                        MapProjectionItem::Entry(_, value) => Some(value),
                        _ => None,
                    }));
                    all
                }
                K::Index { base: one, index: other }
                | K::HasDynamicLabels { operand: one, names: other, .. } => {
                    vec![&$($mutable)? **one, &$($mutable)? **other]
                }
                K::Slice { base, from, to } => {
                    let mut all = vec![&$($mutable)? **base];
                    all.extend(from.$as_ref().map(|from| &$($mutable)? **from));
                    all.extend(to.$as_ref().map(|to| &$($mutable)? **to));
                    all
                }
                K::Chain { first, rest } => {
                    let mut all = vec![&$($mutable)? **first];
                    all.extend(rest.$iter().map(|(_, operand)| operand));
                    all
                }
                K::Case { subject, branches, otherwise } => {
                    let mut all: Vec<_> = subject.$as_ref().map(|it| &$($mutable)? **it).into_iter().collect();
                    for (tests, result) in branches {
                        all.extend(tests.$iter());
                        all.push(result);
                    }
                    all.extend(otherwise.$as_ref().map(|it| &$($mutable)? **it));
                    all
                }
                other => $scoped(other),
            }
        }

        fn $scoped<Q>(kind: &$($mutable)? ExpressionKind<Q>) -> Vec<&$($mutable)? Expression<Q>> {
            use ExpressionKind as K;
            match kind {
                K::ListComprehension { list, predicate, projection, .. } => {
                    let mut all = vec![&$($mutable)? **list];
                    all.extend(predicate.$as_ref().map(|it| &$($mutable)? **it));
                    all.extend(projection.$as_ref().map(|it| &$($mutable)? **it));
                    all
                }
                K::Quantified { list, predicate, .. } => vec![&$($mutable)? **list, &$($mutable)? **predicate],
                K::Reduce { start, list, step, .. } => {
                    vec![&$($mutable)? **start, &$($mutable)? **list, &$($mutable)? **step]
                }
                _ => Vec::new(),
            }
        }
    };
}

children!(children, more_children, scoped_children, iter, as_ref);
children!(
    children_mut,
    more_children_mut,
    scoped_children_mut,
    iter_mut,
    as_mut,
    mut
);

/// The slots an expression reads from its row: not those it introduces for itself.
pub(crate) fn reads<Q>(expression: &Expression<Q>) -> BTreeSet<Slot> {
    let mut read = BTreeSet::new();
    let mut own = BTreeSet::new();
    visit(expression, &mut |part| {
        own.extend(introduced(&part.kind));
        match &part.kind {
            ExpressionKind::Subquery { imports, .. } => read.extend(imports),
            other => read.extend(named(other)),
        }
    });
    read.retain(|slot| !own.contains(slot));
    read
}

/// The slots of all these expressions.
pub(crate) fn reads_of<'e, Q: 'e>(
    expressions: impl IntoIterator<Item = &'e Expression<Q>>,
) -> BTreeSet<Slot> {
    expressions.into_iter().flat_map(reads).collect()
}

/// The slots an expression names itself, its parts aside.
pub(crate) fn named<Q>(kind: &ExpressionKind<Q>) -> Vec<Slot> {
    match kind {
        ExpressionKind::Slot(slot) | ExpressionKind::Present { slot, .. } => vec![*slot],
        ExpressionKind::Path { start, steps } => std::iter::once(*start)
            .chain(steps.iter().copied())
            .collect(),
        ExpressionKind::Disjoint { left, right } => vec![*left, *right],
        _ => Vec::new(),
    }
}

/// The slots an expression sets for its parts.
pub(crate) fn introduced<Q>(kind: &ExpressionKind<Q>) -> Vec<Slot> {
    match kind {
        ExpressionKind::ListComprehension { variable, .. }
        | ExpressionKind::Quantified { variable, .. } => vec![*variable],
        ExpressionKind::Reduce {
            accumulator,
            variable,
            ..
        } => vec![*accumulator, *variable],
        _ => Vec::new(),
    }
}

/// Calls `f` with an expression and everything it is made of, outermost first; not with what is inside subqueries.
pub(crate) fn visit<'e, Q>(expression: &'e Expression<Q>, f: &mut dyn FnMut(&'e Expression<Q>)) {
    f(expression);
    for child in children(&expression.kind) {
        visit(child, f);
    }
}

/// Calls `f` with an expression and everything it is made of, innermost first; not with what is inside subqueries.
pub(crate) fn visit_mut<Q>(expression: &mut Expression<Q>, f: &mut dyn FnMut(&mut Expression<Q>)) {
    for child in children_mut(&mut expression.kind) {
        visit_mut(child, f);
    }
    f(expression);
}

/// The variable a predicate asks for labels (a relationship's type), and which.
pub(crate) fn labels_asked<Q>(predicate: &Expression<Q>) -> Option<(Slot, &LabelExpression)> {
    match &predicate.kind {
        ExpressionKind::HasLabels { operand, labels } => Some((slot_of(operand)?, labels)),
        _ => None,
    }
}

/// What a predicate compares by an operator, where it is no chain of comparisons.
pub(crate) fn compared<Q>(
    predicate: &Expression<Q>,
    operator: ComparisonOperator,
) -> Option<(&Expression<Q>, &Expression<Q>)> {
    let ExpressionKind::Comparison {
        operands,
        operators,
    } = &predicate.kind
    else {
        return None;
    };
    match (operands.as_slice(), operators.as_slice()) {
        ([left, right], [one]) if *one == operator => Some((left, right)),
        _ => None,
    }
}

/// The two variables of `a <> b`.
pub(crate) fn slots_told_apart<Q>(predicate: &Expression<Q>) -> Option<(Slot, Slot)> {
    let (left, right) = compared(predicate, ComparisonOperator::NotEqual)?;
    Some((slot_of(left)?, slot_of(right)?))
}

/// The two variables a predicate keeps apart and asks nothing else of: nodes, relationships or lists of these.
pub(crate) fn different<Q>(predicate: &Expression<Q>) -> Option<(Slot, Slot)> {
    match predicate.kind {
        ExpressionKind::Disjoint { left, right } => Some((left, right)),
        _ => slots_told_apart(predicate),
    }
}

/// The two variables of `id(a) < id(b)`, the one with the lower id first.
pub(crate) fn ordered<Q>(predicate: &Expression<Q>) -> Option<(Slot, Slot)> {
    let pair = |operator| {
        let (left, right) = compared(predicate, operator)?;
        Some((slot_with_id(left)?, slot_with_id(right)?))
    };
    let swapped = || pair(ComparisonOperator::Greater).map(|(high, low)| (low, high));
    pair(ComparisonOperator::Less).or_else(swapped)
}

/// The variable of `id(a)`.
fn slot_with_id<Q>(expression: &Expression<Q>) -> Option<Slot> {
    match &expression.kind {
        ExpressionKind::Call {
            function,
            arguments,
        } if function.name == "id" => match arguments.as_slice() {
            [only] => slot_of(only),
            _ => None,
        },
        _ => None,
    }
}

/// The variable counted by `count(x)` without `DISTINCT`.
pub(crate) fn slot_counted<Q>(item: &AggregateItem<Q>) -> Option<Slot> {
    let counts = item.function.as_ref().is_some_and(|it| it.name == "count");
    match item.arguments.as_slice() {
        [only] if counts && !item.distinct => slot_of(only),
        _ => None,
    }
}

/// An expression that stands nowhere in the text.
pub(crate) fn unwritten<Q>(kind: ExpressionKind<Q>) -> Expression<Q> {
    Expression {
        kind,
        span: Span::default(),
    }
}

/// The variable an expression is.
pub(crate) fn slot_of<Q>(expression: &Expression<Q>) -> Option<Slot> {
    match expression.kind {
        ExpressionKind::Slot(slot) => Some(slot),
        _ => None,
    }
}

/// Whether some part of the expression is such.
pub(crate) fn any<Q>(expression: &Expression<Q>, is: &dyn Fn(&Expression<Q>) -> bool) -> bool {
    let mut found = false;
    visit(expression, &mut |part| found = found || is(part));
    found
}

/// Whether it asks a subquery.
pub(crate) fn has_subquery<Q>(expression: &Expression<Q>) -> bool {
    any(expression, &|part| {
        matches!(part.kind, ExpressionKind::Subquery { .. })
    })
}

/// Whether it may give something else each time, so that it has to be asked for each row.
pub(crate) fn is_volatile<Q>(expression: &Expression<Q>) -> bool {
    any(
        expression,
        &|part| matches!(&part.kind, ExpressionKind::Call { function, .. } if function.stability == Stability::Never),
    )
}
