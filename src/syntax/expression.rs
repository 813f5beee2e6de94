//! Expressions: the rules of `expression.pest`, and the one table of precedences.

use pest::pratt_parser::{Assoc, ConstPrattParser, Op};

use super::SyntaxError;
use super::ast::{
    BinaryOperator, Call, Case, ComparisonOperator, Direction, Expression, ExpressionKind,
    MapProjectionItem, Name, NodePattern, NormalForm, PathPattern, PathSelector, PatternElement,
    Quantifier, RelationshipPattern, SubqueryBody, SubqueryKind, UnaryOperator,
};
use super::clause::query;
use super::grammar::{
    Children, Context, Pair, Parsed, Rule, children, out_of_step, span, unexpected,
};
use super::lexical::{dotted_name, literal, minimum, name, number, parameter, text, variable};
use super::pattern::{
    bare_relationship, labels, optional_labels, optional_properties, optional_where, path_pattern,
    relationship, shortest_function,
};
use super::types::{conversion, type_name};
use crate::diagnostic::Span;
use crate::value::Value;

/// openCypher's precedences (CIP2021-08-10), loosest first; `true` begins a level. Properties, subscripts and label tests bind
/// tighter than all of these and belong to the rule `term`.
static PRECEDENCES: ConstPrattParser<Rule, 31> = ConstPrattParser::new_const([
    (Op::infix(Rule::op_or, Assoc::Left), true),
    (Op::infix(Rule::op_xor, Assoc::Left), true),
    (Op::infix(Rule::op_and, Assoc::Left), true),
    (Op::prefix(Rule::op_not), true),
    (Op::infix(Rule::op_equal, Assoc::Left), true),
    (Op::infix(Rule::op_not_equal, Assoc::Left), false),
    (Op::infix(Rule::op_less, Assoc::Left), false),
    (Op::infix(Rule::op_less_or_equal, Assoc::Left), false),
    (Op::infix(Rule::op_greater, Assoc::Left), false),
    (Op::infix(Rule::op_greater_or_equal, Assoc::Left), false),
    (Op::infix(Rule::op_in, Assoc::Left), true),
    (Op::infix(Rule::op_starts_with, Assoc::Left), false),
    (Op::infix(Rule::op_ends_with, Assoc::Left), false),
    (Op::infix(Rule::op_contains, Assoc::Left), false),
    (Op::infix(Rule::op_matches, Assoc::Left), false),
    (Op::postfix(Rule::is_null), false),
    (Op::postfix(Rule::is_truth), false),
    (Op::postfix(Rule::is_normalized), false),
    (Op::postfix(Rule::is_typed), false),
    (Op::postfix(Rule::is_typed_in_brackets), false),
    (Op::postfix(Rule::is_labelled), false),
    (Op::postfix(Rule::is_labelled_in_brackets), false),
    (Op::infix(Rule::add, Assoc::Left), true),
    (Op::infix(Rule::subtract, Assoc::Left), false),
    (Op::infix(Rule::concatenate, Assoc::Left), false),
    (Op::infix(Rule::multiply, Assoc::Left), true),
    (Op::infix(Rule::divide, Assoc::Left), false),
    (Op::infix(Rule::modulo, Assoc::Left), false),
    (Op::infix(Rule::power, Assoc::Left), true),
    (Op::prefix(Rule::negative), true),
    (Op::prefix(Rule::positive), false),
]);

/// The rules `expression` and `expression_in_brackets`.
pub(super) fn expression(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    fold(context, tokens(pair))
}

/// The flat row of an expression; subtractions that look like patterns are put right.
fn tokens(pair: Pair<'_>) -> Vec<Pair<'_>> {
    let row: Vec<Pair<'_>> = pair.into_inner().collect();
    match row.iter().any(is_subtraction) {
        true => row
            .into_iter()
            .flat_map(|pair| {
                if is_subtraction(&pair) {
                    taken_apart(pair)
                } else {
                    vec![pair]
                }
            })
            .collect(),
        false => row,
    }
}

/// `(1)--(2)`: read as a pattern but its ends are no nodes.
fn is_subtraction(term: &Pair<'_>) -> bool {
    let Some(primary) = lone_child(term, Rule::parenthesised) else {
        return false;
    };
    let mut parts = primary.into_inner();
    let bare = |link: &Pair<'_>| {
        link.clone()
            .into_inner()
            .next()
            .is_some_and(|kind| kind.as_rule() == Rule::bare_link)
    };
    parts.len() > 1
        && !parts
            .clone()
            .filter(|part| part.as_rule() == Rule::paren)
            .all(|paren| is_node(&paren))
        && parts.all(|part| part.as_rule() == Rule::paren || bare(&part))
}

fn lone_child<'i>(pair: &Pair<'i>, rule: Rule) -> Option<Pair<'i>> {
    let mut inner = pair.clone().into_inner();
    inner
        .next()
        .filter(|first| first.as_rule() == rule && inner.next().is_none())
}

fn taken_apart(term: Pair<'_>) -> Vec<Pair<'_>> {
    let parts = children(children(term).one());
    parts
        .flat_map(|part| {
            if part.as_rule() == Rule::link {
                children(children(part).one()).collect()
            } else {
                vec![part]
            }
        })
        .collect()
}

/// A subtree and whether it is closed: an operator of the same level does not reach into it.
struct Operand {
    expression: Expression,
    closed: bool,
}

/// Folds a row by precedence. Rows may be long but not deep: [`height`] is counted before the recursion starts.
fn fold(context: Context<'_>, row: Vec<Pair<'_>>) -> Parsed<Expression> {
    let context = context.deeper(height(&row), &row[0])?;
    if row.len() == 1 {
        return row.into_iter().next().map_or_else(
            || unreachable!("a row is never empty"),
            |pair| operand(context, pair),
        );
    }
    PRECEDENCES
        .map_primary(|pair| {
            operand(context, pair).map(|expression| Operand {
                expression,
                closed: true,
            })
        })
        .map_prefix(|operator, operand| Ok(prefix(&operator, operand?)))
        .map_postfix(|operand, operator| predicate(context, operand?, operator))
        .map_infix(|left, operator, right| Ok(infix(left?, &operator, right?.expression)))
        .parse(row.into_iter())
        .map(|operand| operand.expression)
}

/// How many levels a row can add to the tree: one for each level of infix operators it holds, however long the row is, one for each
/// prefix operator of the longest run, and two for each postfix operator of the longest run.
fn height(row: &[Pair<'_>]) -> usize {
    let mut levels = 0u32;
    let (mut nots, mut signs, mut predicates) = (0, 0, 0);
    let mut longest = 0;
    for pair in row {
        match pair.as_rule() {
            Rule::op_or | Rule::op_xor | Rule::op_and => {
                levels |= level(pair.as_rule());
                (nots, signs, predicates) = (0, 0, 0);
            }
            Rule::op_not => nots += 1,
            Rule::negative | Rule::positive => signs += 1,
            Rule::is_null
            | Rule::is_truth
            | Rule::is_normalized
            | Rule::is_typed
            | Rule::is_typed_in_brackets
            | Rule::is_labelled
            | Rule::is_labelled_in_brackets => predicates += 2,
            Rule::term | Rule::term_in_brackets | Rule::paren => {}
            operator => {
                levels |= level(operator);
                signs = 0;
            }
        }
        longest = longest.max(nots + signs + predicates);
    }
    (levels.count_ones() as usize + longest).max(1)
}

fn level(operator: Rule) -> u32 {
    match operator {
        Rule::op_or => 1,
        Rule::op_xor => 2,
        Rule::op_and => 4,
        Rule::op_in
        | Rule::op_starts_with
        | Rule::op_ends_with
        | Rule::op_contains
        | Rule::op_matches => 8,
        Rule::add | Rule::subtract | Rule::concatenate => 16,
        Rule::multiply | Rule::divide | Rule::modulo => 32,
        Rule::power => 64,
        _ => 128,
    }
}

fn prefix(operator: &Pair<'_>, operand: Operand) -> Operand {
    let span = span(operator).to(operand.expression.span);
    let operator = match operator.as_rule() {
        Rule::op_not => UnaryOperator::Not,
        Rule::negative => UnaryOperator::Minus,
        _ => UnaryOperator::Plus,
    };
    closed(
        ExpressionKind::Unary {
            operator,
            operand: Box::new(operand.expression),
        },
        span,
    )
}

fn closed(kind: ExpressionKind, span: Span) -> Operand {
    Operand {
        expression: Expression { kind, span },
        closed: true,
    }
}

/// Applies an infix operator; operators of the same level grow the row they find on their left instead of nesting.
fn infix(left: Operand, operator: &Pair<'_>, right: Expression) -> Operand {
    let span = left.expression.span.to(right.span);
    let kind = match operator.as_rule() {
        Rule::op_or => junction(left, right, ExpressionKind::Or),
        Rule::op_xor => junction(left, right, ExpressionKind::Xor),
        Rule::op_and => junction(left, right, ExpressionKind::And),
        rule => match comparison_operator(rule) {
            Some(operator) => comparison(left, operator, right),
            None => chain(left, binary_operator(operator), right),
        },
    };
    Operand {
        expression: Expression { kind, span },
        closed: false,
    }
}

fn junction(
    left: Operand,
    right: Expression,
    join: fn(Vec<Expression>) -> ExpressionKind,
) -> ExpressionKind {
    let same_level =
        std::mem::discriminant(&left.expression.kind) == std::mem::discriminant(&join(Vec::new()));
    match left.expression.kind {
        ExpressionKind::Or(mut terms)
        | ExpressionKind::Xor(mut terms)
        | ExpressionKind::And(mut terms)
            if same_level && !left.closed =>
        {
            terms.push(right);
            join(terms)
        }
        kind => join(vec![
            Expression {
                kind,
                span: left.expression.span,
            },
            right,
        ]),
    }
}

fn comparison_operator(rule: Rule) -> Option<ComparisonOperator> {
    Some(match rule {
        Rule::op_equal => ComparisonOperator::Equal,
        Rule::op_not_equal => ComparisonOperator::NotEqual,
        Rule::op_less => ComparisonOperator::Less,
        Rule::op_less_or_equal => ComparisonOperator::LessOrEqual,
        Rule::op_greater => ComparisonOperator::Greater,
        Rule::op_greater_or_equal => ComparisonOperator::GreaterOrEqual,
        _ => return None,
    })
}

fn comparison(left: Operand, operator: ComparisonOperator, right: Expression) -> ExpressionKind {
    match left.expression.kind {
        ExpressionKind::Comparison {
            mut operands,
            mut operators,
        } if !left.closed => {
            operands.push(right);
            operators.push(operator);
            ExpressionKind::Comparison {
                operands,
                operators,
            }
        }
        kind => {
            let first = Expression {
                kind,
                span: left.expression.span,
            };
            ExpressionKind::Comparison {
                operands: vec![first, right],
                operators: vec![operator],
            }
        }
    }
}

fn binary_operator(operator: &Pair<'_>) -> BinaryOperator {
    match operator.as_rule() {
        Rule::add => BinaryOperator::Add,
        Rule::subtract => BinaryOperator::Subtract,
        Rule::multiply => BinaryOperator::Multiply,
        Rule::divide => BinaryOperator::Divide,
        Rule::modulo => BinaryOperator::Modulo,
        Rule::power => BinaryOperator::Power,
        Rule::concatenate => BinaryOperator::Concatenate,
        Rule::op_in => BinaryOperator::In,
        Rule::op_starts_with => BinaryOperator::StartsWith,
        Rule::op_ends_with => BinaryOperator::EndsWith,
        Rule::op_contains => BinaryOperator::Contains,
        Rule::op_matches => BinaryOperator::Matches,
        _ => out_of_step(operator),
    }
}

fn chain(left: Operand, operator: BinaryOperator, right: Expression) -> ExpressionKind {
    match left.expression.kind {
        ExpressionKind::Chain { first, mut rest }
            if !left.closed && precedence(rest[0].0) == precedence(operator) =>
        {
            rest.push((operator, right));
            ExpressionKind::Chain { first, rest }
        }
        kind => {
            let first = Box::new(Expression {
                kind,
                span: left.expression.span,
            });
            ExpressionKind::Chain {
                first,
                rest: vec![(operator, right)],
            }
        }
    }
}

/// The level of an operator of a chain; a chain holds operators of one level only.
pub(super) fn precedence(operator: BinaryOperator) -> u8 {
    match operator {
        BinaryOperator::In
        | BinaryOperator::StartsWith
        | BinaryOperator::EndsWith
        | BinaryOperator::Contains
        | BinaryOperator::Matches => 0,
        BinaryOperator::Add | BinaryOperator::Subtract | BinaryOperator::Concatenate => 1,
        BinaryOperator::Multiply | BinaryOperator::Divide | BinaryOperator::Modulo => 2,
        BinaryOperator::Power => 3,
    }
}

/// The predicates behind an operand: `IS NULL`, `IS :: type`, `IS Label`.
fn predicate(context: Context<'_>, operand: Operand, pair: Pair<'_>) -> Parsed<Operand> {
    let span = operand.expression.span.to(span(&pair));
    let operand = Box::new(operand.expression);
    let rule = pair.as_rule();
    let mut inner = children(pair);
    let negated = inner.has(Rule::negation);
    let kind = match rule {
        Rule::is_null => ExpressionKind::IsNull { operand, negated },
        Rule::is_truth => ExpressionKind::IsTruth {
            operand,
            negated,
            truth: truth_value(&inner.one()),
        },
        Rule::is_normalized => ExpressionKind::IsNormalized {
            operand,
            negated,
            form: inner
                .get(Rule::normal_form)
                .map_or_else(NormalForm::default, |pair| normal_form(&pair)),
        },
        Rule::is_typed | Rule::is_typed_in_brackets => ExpressionKind::IsTyped {
            operand,
            negated,
            of: type_name(context, inner.one())?,
        },
        _ => {
            let test = ExpressionKind::HasLabels {
                operand,
                labels: labels(context, inner.one())?,
            };
            if negated { not(test, span) } else { test }
        }
    };
    Ok(closed(kind, span))
}

fn truth_value(pair: &Pair<'_>) -> Option<bool> {
    match pair.as_str() {
        word if word.eq_ignore_ascii_case("true") => Some(true),
        word if word.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn normal_form(pair: &Pair<'_>) -> NormalForm {
    NormalForm::named(pair.as_str()).unwrap_or_default()
}

fn not(kind: ExpressionKind, span: Span) -> ExpressionKind {
    ExpressionKind::Unary {
        operator: UnaryOperator::Not,
        operand: Box::new(Expression { kind, span }),
    }
}

// ---------------------------------------------------------------------------------------------- one operand

/// The rules `term` and `term_in_brackets`, and a `paren` of a subtraction that was taken apart.
fn operand(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    match pair.as_rule() {
        Rule::term | Rule::term_in_brackets => term(context, pair),
        Rule::paren => paren_expression(context, pair),
        _ => out_of_step(&pair),
    }
}

fn term(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    let start = pair.as_span().start();
    let mut inner = pair.into_inner();
    let first = inner
        .next()
        .unwrap_or_else(|| unreachable!("a term begins with an operand"));
    let context = context.deeper(inner.len(), &first)?;
    let mut base = primary(context, first)?;
    for part in inner {
        let span = Span {
            start: Span::new(start, start).start,
            ..span(&part)
        };
        base = Expression {
            kind: postfix(context, base, part)?,
            span,
        };
    }
    Ok(base)
}

pub(super) fn postfix(
    context: Context<'_>,
    base: Expression,
    pair: Pair<'_>,
) -> Parsed<ExpressionKind> {
    match pair.as_rule() {
        Rule::property => Ok(property(base, pair)),
        Rule::subscript => subscript(context, base, pair),
        Rule::label_test | Rule::label_test_in_brackets => Ok(ExpressionKind::HasLabels {
            operand: Box::new(base),
            labels: labels(context, children(pair).one())?,
        }),
        _ => out_of_step(&pair),
    }
}

fn property(base: Expression, pair: Pair<'_>) -> ExpressionKind {
    ExpressionKind::Property {
        base: Box::new(base),
        key: name(&children(pair).one()),
    }
}

fn subscript(context: Context<'_>, base: Expression, pair: Pair<'_>) -> Parsed<ExpressionKind> {
    let base = Box::new(base);
    let mut inner = children(pair);
    let from = optional_expression(context, &mut inner)?;
    match (inner.has(Rule::dots), from) {
        (false, Some(index)) => Ok(ExpressionKind::Index { base, index }),
        (_, from) => Ok(ExpressionKind::Slice {
            base,
            from,
            to: optional_expression(context, &mut inner)?,
        }),
    }
}

fn optional_expression(
    context: Context<'_>,
    inner: &mut Children<'_>,
) -> Parsed<Option<Box<Expression>>> {
    inner
        .get(Rule::expression)
        .map(|pair| expression(context, pair).map(Box::new))
        .transpose()
}

fn primary(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    let kind = match pair.as_rule() {
        Rule::variable => ExpressionKind::Variable(variable(&pair)),
        Rule::parameter => ExpressionKind::Parameter(parameter(&pair)),
        Rule::number => return number(&pair),
        Rule::text => return Ok(literal(Value::String(text(&pair)?), &pair)),
        Rule::minimum => return Ok(minimum(&pair)),
        Rule::null_literal => return Ok(literal(Value::Null, &pair)),
        Rule::true_literal => return Ok(literal(Value::Boolean(true), &pair)),
        Rule::false_literal => return Ok(literal(Value::Boolean(false), &pair)),
        _ => return construct(context, pair),
    };
    Ok(Expression {
        kind,
        span: span(&pair),
    })
}

/// The operands that hold other expressions.
fn construct(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    let span = span(&pair);
    let kind = match pair.as_rule() {
        Rule::parenthesised => return parenthesised(context, pair),
        Rule::map => return map(context, pair),
        Rule::list => list(context, pair),
        Rule::map_projection => map_projection(context, pair),
        Rule::call => call(context, pair),
        Rule::instant => instant(pair),
        Rule::case => case(context, pair),
        Rule::subquery => subquery(context, pair),
        _ => out_of_step(&pair),
    };
    Ok(Expression { kind: kind?, span })
}

// ---------------------------------------------------------------------------------------------- parentheses

fn parenthesised(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    let place = span(&pair);
    let mut inner = children(pair);
    let first = inner.one();
    let Some(link) = inner.get(Rule::link) else {
        return paren_expression(context, first);
    };
    let mut elements = vec![paren_node(context, first)?];
    let mut next = Some(link);
    while let Some(part) = next {
        elements.push(match part.as_rule() {
            Rule::link => PatternElement::Relationship(relationship_of(context, part)?),
            _ => paren_node(context, part)?,
        });
        next = inner.next();
    }
    let pattern = PathPattern {
        variable: None,
        selector: None,
        mode: None,
        elements,
        span: place,
    };
    Ok(Expression {
        kind: ExpressionKind::Pattern(Box::new(pattern)),
        span: place,
    })
}

/// The rule `link`.
fn relationship_of(context: Context<'_>, pair: Pair<'_>) -> Parsed<RelationshipPattern> {
    let inner = children(pair).one();
    if inner.as_rule() == Rule::relationship {
        return relationship(context, inner);
    }
    let place = span(&inner);
    let incoming = children(inner).has(Rule::op_less);
    let direction = if incoming {
        Direction::Incoming
    } else {
        Direction::Both
    };
    Ok(RelationshipPattern {
        direction,
        ..bare_relationship(place)
    })
}

/// A parenthesis that turned out to be a grouping. The span is the whole of it: the parentheses belong to the operand.
fn paren_expression(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    let place = span(&pair);
    let mut inner = children(pair);
    let Some(first) = inner.get(Rule::expression) else {
        let hint = "a pattern in an expression needs a relationship: `(a)-->(b)`";
        return Err(unexpected("a node alone is not a value", Some(hint), place));
    };
    if let Some(rest) = inner.next() {
        return Err(unexpected(
            "a node alone is not a value",
            Some("a label test is written n:Label"),
            span(&rest),
        ));
    }
    Ok(Expression {
        span: place,
        ..expression(context, first)?
    })
}

/// Whether a parenthesis can be read as a node pattern.
fn is_node(paren: &Pair<'_>) -> bool {
    let mut inner = children(paren.clone());
    let Some(expression) = inner.get(Rule::expression) else {
        return true;
    };
    let mut row = expression.into_inner();
    let Some(term) = row.next().filter(|first| first.as_rule() == Rule::term) else {
        return false;
    };
    let mut parts = term.into_inner();
    let name_like = |pair: Pair<'_>| {
        matches!(
            pair.as_rule(),
            Rule::variable | Rule::map | Rule::map_projection
        )
    };
    parts.next().is_some_and(name_like)
        && parts.all(|part| part.as_rule() == Rule::label_test)
        && row.all(|part| part.as_rule() == Rule::is_labelled)
}

/// A parenthesis that turned out to be a node pattern: what was read as an expression is a variable, a label test, a map or a map
/// projection, and means its parts.
fn paren_node(context: Context<'_>, pair: Pair<'_>) -> Parsed<PatternElement> {
    let place = span(&pair);
    if !is_node(&pair) {
        return Err(unexpected(
            "expected a node pattern",
            Some("a node is written `(variable:Label {key: value})`"),
            place,
        ));
    }
    let mut inner = children(pair);
    let mut node = NodePattern {
        variable: None,
        labels: None,
        properties: None,
        predicate: None,
        span: place,
    };
    if let Some(head) = inner.get(Rule::expression) {
        let context = context.deeper(1, &head)?;
        head.into_inner()
            .flat_map(Pair::into_inner)
            .try_for_each(|part| node_part(context, &mut node, part))?;
    }
    node.labels = node.labels.or(optional_labels(context, &mut inner)?);
    node.properties = node
        .properties
        .or(optional_properties(context, &mut inner)?);
    node.predicate = optional_where(context, &mut inner)?;
    Ok(PatternElement::Node(node))
}

fn node_part(context: Context<'_>, node: &mut NodePattern, pair: Pair<'_>) -> Parsed<()> {
    match pair.as_rule() {
        Rule::variable => node.variable = Some(variable(&pair)),
        Rule::map => node.properties = Some(Box::new(map(context, pair)?)),
        Rule::label_test => node.labels = Some(labels(context, children(pair).one())?),
        Rule::labels => node.labels = Some(labels(context, pair)?),
        Rule::map_projection => {
            let (variable, properties) = projection_as_properties(context, pair)?;
            node.variable = Some(variable);
            node.properties = Some(Box::new(properties));
        }
        _ => {}
    }
    Ok(())
}

/// `a {k: 1}` in a node pattern is a variable and a map, not a map projection.
fn projection_as_properties(context: Context<'_>, pair: Pair<'_>) -> Parsed<(Name, Expression)> {
    let whole = span(&pair);
    let mut inner = children(pair);
    let first = inner.one();
    let variable = variable(&first);
    let between = context
        .slice(Span {
            start: variable.span.end,
            ..whole
        })
        .find('{')
        .unwrap_or(0);
    let start = variable.span.shifted(between).end;
    let entries = inner.map(|item| match item.as_rule() {
        Rule::map_entry => map_entry(context, item),
        _ => Err(unexpected(
            "expected a key and a value",
            Some("properties are written `{key: value}`"),
            span(&item),
        )),
    });
    let kind = ExpressionKind::Map(entries.collect::<Parsed<_>>()?);
    Ok((
        variable,
        Expression {
            kind,
            span: Span { start, ..whole },
        },
    ))
}

// ---------------------------------------------------------------------------------------------- lists and maps

/// `x IN list` at the front of a row: the variable, and the row of the list.
fn iteration(pair: Pair<'_>) -> Result<(Name, Vec<Pair<'_>>), Pair<'_>> {
    named_row(pair, Rule::op_in)
}

/// `x = …` or `x IN …` at the front of a row: the variable and the rest. The row is flat, so nothing needs to be parsed again.
fn named_row(pair: Pair<'_>, operator: Rule) -> Result<(Name, Vec<Pair<'_>>), Pair<'_>> {
    let mut row = pair.clone().into_inner();
    let variable_pair = row
        .next()
        .and_then(|first| lone_child(&first, Rule::variable));
    match (variable_pair, row.next()) {
        (Some(first), Some(second)) if second.as_rule() == operator => {
            Ok((variable(&first), row.collect()))
        }
        _ => Err(pair),
    }
}

fn list(context: Context<'_>, pair: Pair<'_>) -> Parsed<ExpressionKind> {
    let place = span(&pair);
    let mut inner = children(pair);
    let Some(first) = inner.get(Rule::expression) else {
        return Ok(ExpressionKind::List(Vec::new()));
    };
    let predicate = inner
        .get(Rule::where_in_brackets)
        .map(|pair| boxed(context, pair))
        .transpose()?;
    let projection = inner
        .get(Rule::bar)
        .map(|pair| boxed(context, pair))
        .transpose()?;
    let rest = inner
        .map(|pair| expression(context, pair))
        .collect::<Parsed<Vec<_>>>()?;
    if rest.is_empty() {
        match iteration(first) {
            Ok((variable, row)) => {
                let list = Box::new(fold(context, row)?);
                Ok(ExpressionKind::ListComprehension {
                    variable,
                    list,
                    predicate,
                    projection,
                })
            }
            Err(first) => bracketed(context, first, predicate, projection, place),
        }
    } else if predicate.is_some() || projection.is_some() {
        Err(unexpected(
            "a comprehension holds nothing behind its projection",
            None,
            rest[0].span,
        ))
    } else {
        let items = std::iter::once(expression(context, first)).chain(rest.into_iter().map(Ok));
        Ok(ExpressionKind::List(items.collect::<Parsed<_>>()?))
    }
}

fn boxed(context: Context<'_>, pair: Pair<'_>) -> Parsed<Box<Expression>> {
    expression(context, children(pair).one()).map(Box::new)
}

/// A list of one item, or a pattern comprehension.
fn bracketed(
    context: Context<'_>,
    first: Pair<'_>,
    predicate: Option<Box<Expression>>,
    projection: Option<Box<Expression>>,
    place: Span,
) -> Parsed<ExpressionKind> {
    match (predicate, projection) {
        (None, None) => Ok(ExpressionKind::List(vec![expression(context, first)?])),
        (predicate, Some(projection)) => {
            let pattern = Box::new(comprehended(context, first)?);
            Ok(ExpressionKind::PatternComprehension {
                pattern,
                predicate,
                projection,
            })
        }
        (Some(_), None) => {
            let hint = "write `[x IN list WHERE …]` or `[(a)-->(b) WHERE … | …]`";
            Err(unexpected(
                "WHERE stands in a list that is not a comprehension",
                Some(hint),
                place,
            ))
        }
    }
}

/// The pattern of a pattern comprehension, read as an expression: `(a)-->(b)` or `p = (a)-->(b)`.
fn comprehended(context: Context<'_>, pair: Pair<'_>) -> Parsed<PathPattern> {
    let whole = span(&pair);
    let (variable, read) = match named_row(pair, Rule::op_equal) {
        Ok((variable, row)) => (Some(variable), fold(context, row)?),
        Err(pair) => (None, expression(context, pair)?),
    };
    match read.kind {
        ExpressionKind::Pattern(pattern) => Ok(PathPattern {
            variable,
            span: whole,
            ..*pattern
        }),
        _ => {
            let hint = "write `[x IN list | …]` or `[(a)-->(b) | …]`";
            Err(unexpected(
                "expected `x IN list` or a pattern before the bar",
                Some(hint),
                whole,
            ))
        }
    }
}

pub(super) fn map(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    let span = span(&pair);
    let entries = children(pair)
        .map(|entry| map_entry(context, entry))
        .collect::<Parsed<_>>()?;
    Ok(Expression {
        kind: ExpressionKind::Map(entries),
        span,
    })
}

fn map_entry(context: Context<'_>, pair: Pair<'_>) -> Parsed<(Name, Expression)> {
    let mut inner = children(pair);
    let key = name(&inner.one());
    Ok((key, expression(context, inner.one())?))
}

fn map_projection(context: Context<'_>, pair: Pair<'_>) -> Parsed<ExpressionKind> {
    let mut inner = children(pair);
    let base = variable(&inner.one());
    let items = inner
        .map(|item| map_item(context, item))
        .collect::<Parsed<_>>()?;
    Ok(ExpressionKind::MapProjection { base, items })
}

fn map_item(context: Context<'_>, pair: Pair<'_>) -> Parsed<MapProjectionItem> {
    Ok(match pair.as_rule() {
        Rule::map_all => MapProjectionItem::All(span(&pair)),
        Rule::map_property => MapProjectionItem::Property(name(&children(pair).one())),
        Rule::map_variable => MapProjectionItem::Variable(variable(&children(pair).one())),
        Rule::map_entry => {
            let (key, value) = map_entry(context, pair)?;
            MapProjectionItem::Entry(key, value)
        }
        _ => out_of_step(&pair),
    })
}

// ---------------------------------------------------------------------------------------------- calls

/// What stands between a call's parentheses.
struct Arguments<'i> {
    name: Name,
    distinct: bool,
    star: bool,
    side: Option<Pair<'i>>,
    expressions: Vec<Pair<'i>>,
    cast: Option<Pair<'i>>,
    from: Option<Pair<'i>>,
    predicate: Option<Pair<'i>>,
    bar: Option<Pair<'i>>,
}

/// A temporal literal of GQL: the call it stands for. A time is zoned where its text has a zone.
fn instant(pair: Pair<'_>) -> Parsed<ExpressionKind> {
    let mut inner = children(pair);
    let (word, written) = (inner.one(), inner.one());
    let value = text(&written)?;
    let zoned = |time: &str| time.contains(['Z', 'z', '+', '-', '[']);
    let function = match word.as_str().to_ascii_uppercase().as_str() {
        "DATE" => "date",
        "DURATION" => "duration",
        "TIME" if zoned(&value) => "time",
        "TIME" => "localtime",
        _ => match value.split_once(['T', 't']) {
            Some((_, time)) if zoned(time) => "datetime",
            _ => "localdatetime",
        },
    };
    let name = Name {
        text: function.into(),
        span: span(&word),
    };
    Ok(ExpressionKind::Call(Call {
        name,
        distinct: false,
        arguments: vec![literal(Value::String(value), &written)],
    }))
}

fn call(context: Context<'_>, pair: Pair<'_>) -> Parsed<ExpressionKind> {
    let mut inner = children(pair);
    let mut call = Arguments {
        name: dotted_name(&inner.one()),
        distinct: inner.has(Rule::distinct),
        star: inner.has(Rule::star),
        side: inner.get(Rule::side),
        expressions: Vec::new(),
        cast: None,
        from: None,
        predicate: None,
        bar: None,
    };
    while let Some(argument) = inner.get(Rule::expression) {
        call.expressions.push(argument);
    }
    call.cast = inner.get(Rule::cast_part);
    call.from = inner.get(Rule::from_part);
    call.predicate = inner.get(Rule::where_part);
    call.bar = inner.get(Rule::bar);
    called(context, call)
}

/// Tells by shape and name what a call is.
fn called(context: Context<'_>, mut call: Arguments<'_>) -> Parsed<ExpressionKind> {
    if call.star {
        return call_star(call);
    }
    if let Some(cast) = call.cast.take() {
        call.name = conversion(context, &call.name, cast)?;
    }
    if let Some(from) = call.from.take() {
        return trim(context, call, from);
    }
    if let Some(kind) = quantifier(&call.name.text)
        .filter(|_| call.expressions.len() == 1 && call.bar.is_none() && !call.distinct)
    {
        match iteration(call.expressions.remove(0)) {
            Ok((variable, row)) => return quantified(context, kind, variable, row, call.predicate),
            Err(argument) => call.expressions.push(argument),
        }
    }
    if call.bar.is_some() && call.name.text.eq_ignore_ascii_case("reduce") {
        return reduce(context, call);
    }
    plain_call(context, call)
}

fn call_star(call: Arguments<'_>) -> Parsed<ExpressionKind> {
    if call.distinct {
        return Err(unexpected(
            "DISTINCT does not go with `*`",
            Some("write count(*), or count(DISTINCT x)"),
            call.name.span,
        ));
    }
    Ok(ExpressionKind::CallStar(call.name))
}

/// `trim([BOTH | LEADING | TRAILING] [characters] FROM text)`: GQL's way of writing three functions.
fn trim(context: Context<'_>, call: Arguments<'_>, from: Pair<'_>) -> Parsed<ExpressionKind> {
    let fits = call.name.text.eq_ignore_ascii_case("trim") && call.expressions.len() <= 1;
    if let Some(stray) = call.predicate.or(call.bar) {
        return Err(stray_in_call(&call.name.text, span(&stray)));
    }
    if !fits || call.distinct {
        return Err(unexpected(
            format!("`{}` takes expressions only", call.name.text),
            Some("FROM stands in trim(BOTH 'x' FROM text)"),
            span(&from),
        ));
    }
    let name = Name {
        text: trimming(call.side.as_ref()).into(),
        span: call.name.span,
    };
    let text = expression(context, children(from).one())?;
    let characters = call
        .expressions
        .into_iter()
        .map(|pair| expression(context, pair));
    let arguments = std::iter::once(Ok(text)).chain(characters);
    Ok(ExpressionKind::Call(Call {
        name,
        distinct: false,
        arguments: arguments.collect::<Parsed<_>>()?,
    }))
}

/// The function for a side of a text.
fn trimming(side: Option<&Pair<'_>>) -> &'static str {
    match side
        .map(|side| side.as_str().trim_end().to_ascii_lowercase())
        .as_deref()
    {
        Some("leading") => "ltrim",
        Some("trailing") => "rtrim",
        _ => "btrim",
    }
}

const QUANTIFIERS: [(&str, Quantifier); 4] = [
    ("all", Quantifier::All),
    ("any", Quantifier::Any),
    ("none", Quantifier::None),
    ("single", Quantifier::Single),
];

fn word_of(quantifier: Quantifier) -> &'static str {
    let named = QUANTIFIERS.iter().find(|(_, it)| *it == quantifier);
    named.map_or("all", |(word, _)| word)
}

fn quantifier(name: &str) -> Option<Quantifier> {
    QUANTIFIERS
        .into_iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(name))
        .map(|(_, quantifier)| quantifier)
}

fn quantified(
    context: Context<'_>,
    quantifier: Quantifier,
    variable: Name,
    row: Vec<Pair<'_>>,
    predicate: Option<Pair<'_>>,
) -> Parsed<ExpressionKind> {
    if predicate.is_none() {
        return Err(unexpected(
            format!(
                "`{}` lacks the condition its items are tested for",
                word_of(quantifier)
            ),
            Some(&format!("write {}(x IN list WHERE …)", word_of(quantifier))),
            variable.span,
        ));
    }
    let list = Box::new(fold(context, row)?);
    let predicate = predicate.map(|pair| boxed(context, pair)).transpose()?;
    Ok(ExpressionKind::Quantified {
        quantifier,
        variable,
        list,
        predicate,
    })
}

fn reduce(context: Context<'_>, call: Arguments<'_>) -> Parsed<ExpressionKind> {
    let place = call.name.span;
    let mut arguments = call.expressions.into_iter();
    let start = arguments
        .next()
        .and_then(|pair| named_row(pair, Rule::op_equal).ok());
    let over = arguments.next().and_then(|pair| iteration(pair).ok());
    match (start, over, arguments.next(), call.bar, call.predicate) {
        (Some((accumulator, start)), Some((variable, list)), None, Some(step), None) => {
            Ok(ExpressionKind::Reduce {
                accumulator,
                start: Box::new(fold(context, start)?),
                variable,
                list: Box::new(fold(context, list)?),
                step: boxed(context, step)?,
            })
        }
        _ => Err(unexpected(
            "reduce is written otherwise",
            Some("write reduce(total = 0, x IN list | total + x)"),
            place,
        )),
    }
}

fn plain_call(context: Context<'_>, call: Arguments<'_>) -> Parsed<ExpressionKind> {
    if let Some(stray) = call.predicate.or(call.bar) {
        return Err(stray_in_call(&call.name.text, span(&stray)));
    }
    let arguments = call
        .expressions
        .into_iter()
        .map(|pair| expression(context, pair))
        .collect::<Parsed<Vec<_>>>()?;
    let arguments = with_normal_form(&call.name.text, arguments);
    match (shortest_function(&call.name.text), arguments.as_slice()) {
        (
            Some(selector),
            [
                Expression {
                    kind: ExpressionKind::Pattern(_),
                    ..
                },
            ],
        ) => Ok(selected_pattern(selector, arguments)),
        _ => Ok(ExpressionKind::Call(Call {
            name: call.name,
            distinct: call.distinct,
            arguments,
        })),
    }
}

/// `normalize(text, NFKC)`: the form is a word there.
fn with_normal_form(function: &str, mut arguments: Vec<Expression>) -> Vec<Expression> {
    if function.eq_ignore_ascii_case("normalize")
        && let [_, second] = arguments.as_mut_slice()
        && let ExpressionKind::Variable(word) = &second.kind
        && let Some(form) = NormalForm::named(&word.text)
    {
        let form = Value::string(form.as_str());
        second.kind = ExpressionKind::Literal(super::ast::Literal(form));
    }
    arguments
}

fn selected_pattern(selector: PathSelector, arguments: Vec<Expression>) -> ExpressionKind {
    match arguments.into_iter().next().map(|argument| argument.kind) {
        Some(ExpressionKind::Pattern(pattern)) => ExpressionKind::Pattern(Box::new(PathPattern {
            selector: Some(selector),
            ..*pattern
        })),
        _ => unreachable!("the one argument is a pattern"),
    }
}

fn stray_in_call(function: &str, span: Span) -> SyntaxError {
    let hint = match function.to_ascii_lowercase().as_str() {
        "filter" => "write `[x IN list WHERE …]`",
        "extract" => "write `[x IN list | …]`",
        "all" | "any" | "none" | "single" => "write all(x IN list WHERE …)",
        _ => "arguments are separated by commas",
    };
    unexpected(
        format!("`{function}` takes expressions only"),
        Some(hint),
        span,
    )
}

// ---------------------------------------------------------------------------------------------- CASE and subqueries

fn case(context: Context<'_>, pair: Pair<'_>) -> Parsed<ExpressionKind> {
    let mut inner = children(pair);
    let subject = optional_expression(context, &mut inner)?;
    let mut branches = Vec::new();
    while let Some(branch) = inner.get(Rule::case_branch) {
        branches.push(case_branch(context, branch, subject.is_some())?);
    }
    let otherwise = inner
        .get(Rule::case_else)
        .map(|pair| boxed(context, pair))
        .transpose()?;
    Ok(ExpressionKind::Case(Case {
        subject,
        branches,
        otherwise,
    }))
}

fn case_branch(
    context: Context<'_>,
    pair: Pair<'_>,
    has_subject: bool,
) -> Parsed<(Vec<Expression>, Expression)> {
    let mut parts = children(pair)
        .map(|pair| match pair.as_rule() {
            Rule::expression => expression(context, pair),
            _ => when(context, pair, has_subject),
        })
        .collect::<Parsed<Vec<_>>>()?;
    let result = parts
        .pop()
        .unwrap_or_else(|| unreachable!("a branch has a result"));
    match parts.get(1) {
        Some(second) if !has_subject => Err(unexpected(
            "a WHEN without a subject holds one predicate",
            Some("join predicates with OR"),
            second.span,
        )),
        _ => Ok((parts, result)),
    }
}

/// The rules `when_compared` and `when_tested`: the subject stands before the operator without being written.
fn when(context: Context<'_>, pair: Pair<'_>, has_subject: bool) -> Parsed<Expression> {
    let place = span(&pair);
    if !has_subject {
        return Err(unexpected(
            "WHEN begins with an operator, but there is nothing it could be applied to",
            Some("write CASE x WHEN …, or the whole predicate"),
            place,
        ));
    }
    let subject = closed(
        ExpressionKind::Subject,
        Span {
            end: place.start,
            ..place
        },
    );
    let mut inner = children(pair);
    let operator = inner.one();
    match inner.next() {
        Some(right) => {
            let compared = infix(subject, &operator, expression(context, right)?);
            Ok(compared.expression)
        }
        None => Ok(predicate(context.deeper(2, &operator)?, subject, operator)?.expression),
    }
}

fn subquery(context: Context<'_>, pair: Pair<'_>) -> Parsed<ExpressionKind> {
    let context = context.deeper(1, &pair)?;
    let mut inner = children(pair);
    let kind = subquery_kind(&inner.one());
    let body = inner.one();
    let body = match body.as_rule() {
        Rule::query => SubqueryBody::Query(query(context, body)?),
        _ => subquery_pattern(context, body)?,
    };
    Ok(ExpressionKind::Subquery {
        kind,
        body: Box::new(body),
    })
}

fn subquery_kind(pair: &Pair<'_>) -> SubqueryKind {
    match pair.clone().into_inner().next().map(|word| word.as_rule()) {
        Some(Rule::kw_exists) => SubqueryKind::Exists,
        Some(Rule::kw_count) => SubqueryKind::Count,
        _ => SubqueryKind::Collect,
    }
}

fn subquery_pattern(context: Context<'_>, pair: Pair<'_>) -> Parsed<SubqueryBody> {
    let mut inner = children(pair);
    let mut patterns = Vec::new();
    while let Some(pattern) = inner.get(Rule::path_pattern) {
        patterns.push(path_pattern(context, pattern)?);
    }
    let predicate = optional_where(context, &mut inner)?.map(|predicate| *predicate);
    Ok(SubqueryBody::Pattern {
        patterns,
        predicate,
    })
}
