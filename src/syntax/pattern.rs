//! Path patterns and label expressions: the rules of `pattern.pest`.

use super::SyntaxError;
use super::ast::{
    Direction, Expression, ExpressionKind, GroupPattern, LabelExpression, LabelExpressionKind,
    Literal, NodePattern, PathMode, PathPattern, PathSelector, PatternElement, Range,
    RelationshipPattern,
};
use super::expression::{expression, map};
use super::grammar::{
    Children, Context, Pair, Parsed, Rule, children, is_blank, out_of_step, span, unexpected,
};
use super::lexical::{integer, name, parameter, variable};
use crate::value::Value;

pub(super) fn path_pattern(context: Context<'_>, pair: Pair<'_>) -> Parsed<PathPattern> {
    let context = context.deeper(1, &pair)?;
    let span = span(&pair);
    let mut inner = children(pair);
    let path_variable = inner
        .get(Rule::path_variable)
        .map(|pair| variable(&children(pair).one()));
    let selector = inner.get(Rule::path_selector);
    let mode = inner.get(Rule::path_mode).map(path_mode);
    // `SHORTEST 2 TRAIL GROUPS`: the mode stands among the selector's words.
    let groups = inner.get(Rule::groups);
    let selector = match (selector, groups) {
        (Some(selector), groups) => Some(path_selector(selector, groups)?),
        (None, Some(groups)) => return Err(only_shortest(&groups)),
        (None, None) => None,
    };
    if let Some(function) = inner.get(Rule::path_function) {
        let path = path_function(context, function, selector)?;
        return Ok(PathPattern {
            variable: path_variable.or(path.variable),
            mode: mode.or(path.mode),
            span,
            ..path
        });
    }
    let elements = inner
        .map(|pair| path_element(context, pair))
        .collect::<Parsed<Vec<_>>>()?;
    check_alternation(&elements)?;
    Ok(PathPattern {
        variable: path_variable,
        selector,
        mode,
        elements,
        span,
    })
}

fn path_element(context: Context<'_>, pair: Pair<'_>) -> Parsed<PatternElement> {
    match pair.as_rule() {
        Rule::node => node(context, pair).map(PatternElement::Node),
        Rule::relationship => relationship(context, pair).map(PatternElement::Relationship),
        Rule::group => group(context, pair).map(PatternElement::Group),
        _ => out_of_step(&pair),
    }
}

/// Two nodes side by side need a relationship between them; next to a group they need none.
fn check_alternation(elements: &[PatternElement]) -> Parsed<()> {
    for pair in elements.windows(2) {
        if let [PatternElement::Node(_), PatternElement::Node(second)] = pair {
            let hint =
                "write `-[:TYPE]->` between two nodes of a path, or a comma between two paths";
            return Err(unexpected(
                "a relationship is missing between two nodes",
                Some(hint),
                second.span,
            ));
        }
    }
    Ok(())
}

fn path_function(
    context: Context<'_>,
    pair: Pair<'_>,
    outer: Option<PathSelector>,
) -> Parsed<PathPattern> {
    let mut inner = children(pair);
    let function = inner.one();
    let selector = shortest_function(function.as_str());
    match (selector, outer) {
        (Some(selector), None) => Ok(PathPattern {
            selector: Some(selector),
            ..path_pattern(context, inner.one())?
        }),
        (Some(_), Some(_)) => Err(unexpected(
            "a path has one selector only",
            None,
            span(&function),
        )),
        (None, _) => {
            let message = format!("`{}` does not select paths", function.as_str());
            Err(unexpected(
                message,
                Some("the functions around a path are shortestPath and allShortestPaths"),
                span(&function),
            ))
        }
    }
}

/// The selector a function around a path stands for.
pub(super) fn shortest_function(name: &str) -> Option<PathSelector> {
    if name.eq_ignore_ascii_case("shortestPath") {
        Some(PathSelector::ShortestPath)
    } else if name.eq_ignore_ascii_case("allShortestPaths") {
        Some(PathSelector::AllShortestPaths)
    } else {
        None
    }
}

fn only_shortest(groups: &Pair<'_>) -> SyntaxError {
    unexpected("only SHORTEST has groups", None, span(groups))
}

fn path_selector(pair: Pair<'_>, groups: Option<Pair<'_>>) -> Parsed<PathSelector> {
    let mut inner = children(pair);
    let kind = inner.one();
    let groups = inner.get(Rule::groups).or(groups);
    let rule = kind.as_rule();
    let place = span(&kind);
    let count = children(kind)
        .get(Rule::path_count)
        .map(path_count)
        .transpose()?;
    match (rule, groups, count) {
        (Rule::shortest, Some(_), count) => Ok(PathSelector::ShortestGroups(count)),
        (_, Some(groups), _) => Err(only_shortest(&groups)),
        (Rule::shortest, None, Some(count)) => Ok(PathSelector::ShortestK(count)),
        (Rule::shortest, None, None) => Err(unexpected(
            "SHORTEST lacks a number",
            Some("write SHORTEST 1, ANY SHORTEST or ALL SHORTEST"),
            place,
        )),
        (Rule::all_shortest, ..) => Ok(PathSelector::AllShortest),
        (Rule::any_shortest, ..) => Ok(PathSelector::AnyShortest),
        (Rule::any_paths, _, count) => Ok(PathSelector::Any(count)),
        _ => Ok(PathSelector::All),
    }
}

fn path_count(pair: Pair<'_>) -> Parsed<Expression> {
    let count = children(pair).one();
    let kind = match count.as_rule() {
        Rule::integer => ExpressionKind::Literal(Literal(Value::Integer(
            integer(&count)?.try_into().unwrap_or(i64::MAX),
        ))),
        _ => ExpressionKind::Parameter(parameter(&count)),
    };
    Ok(Expression {
        kind,
        span: span(&count),
    })
}

fn path_mode(pair: Pair<'_>) -> PathMode {
    match children(pair).one().as_rule() {
        Rule::walk_mode => PathMode::Walk,
        Rule::trail_mode => PathMode::Trail,
        Rule::simple_mode => PathMode::Simple,
        _ => PathMode::Acyclic,
    }
}

fn group(context: Context<'_>, pair: Pair<'_>) -> Parsed<GroupPattern> {
    let span = span(&pair);
    let mut inner = children(pair);
    let pattern = Box::new(path_pattern(context, inner.one())?);
    let predicate = optional_where(context, &mut inner)?;
    let quantifier = inner.get(Rule::quantifier).map(quantifier).transpose()?;
    Ok(GroupPattern {
        pattern,
        predicate,
        quantifier,
        span,
    })
}

pub(super) fn node(context: Context<'_>, pair: Pair<'_>) -> Parsed<NodePattern> {
    let span = span(&pair);
    let mut inner = children(pair);
    Ok(NodePattern {
        variable: inner.get(Rule::variable).map(|pair| variable(&pair)),
        labels: optional_labels(context, &mut inner)?,
        properties: optional_properties(context, &mut inner)?,
        predicate: optional_where(context, &mut inner)?,
        span,
    })
}

pub(super) fn optional_labels(
    context: Context<'_>,
    inner: &mut Children<'_>,
) -> Parsed<Option<LabelExpression>> {
    inner
        .get(Rule::label_part)
        .map(|pair| labels(context, children(pair).one()))
        .transpose()
}

pub(super) fn optional_properties(
    context: Context<'_>,
    inner: &mut Children<'_>,
) -> Parsed<Option<Box<Expression>>> {
    inner
        .get(Rule::properties)
        .map(|pair| properties(context, pair).map(Box::new))
        .transpose()
}

pub(super) fn optional_where(
    context: Context<'_>,
    inner: &mut Children<'_>,
) -> Parsed<Option<Box<Expression>>> {
    inner
        .get(Rule::where_part)
        .map(|pair| expression(context, children(pair).one()).map(Box::new))
        .transpose()
}

fn properties(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    let inner = children(pair).one();
    match inner.as_rule() {
        Rule::map => map(context, inner),
        _ => Ok(Expression {
            span: span(&inner),
            kind: ExpressionKind::Parameter(parameter(&inner)),
        }),
    }
}

pub(super) fn relationship(context: Context<'_>, pair: Pair<'_>) -> Parsed<RelationshipPattern> {
    let place = span(&pair);
    let mut inner = children(pair);
    let left = inner.has(Rule::left_head);
    let mut pattern = match inner.get(Rule::detail) {
        Some(pair) => detail(context, pair)?,
        None => bare_relationship(place),
    };
    pattern.direction = direction(left, inner.has(Rule::right_head));
    pattern.quantifier = inner.get(Rule::quantifier).map(quantifier).transpose()?;
    if let (Some(_), Some(quantifier)) = (&pattern.range, &pattern.quantifier) {
        let message = "a relationship is repeated by `*` in its brackets or by a quantifier behind it, not both";
        return Err(invalid_relationship(message, quantifier.span));
    }
    Ok(RelationshipPattern {
        span: place,
        ..pattern
    })
}

fn direction(left: bool, right: bool) -> Direction {
    match (left, right) {
        (true, false) => Direction::Incoming,
        (false, true) => Direction::Outgoing,
        _ => Direction::Both,
    }
}

/// `--`.
pub(super) fn bare_relationship(span: crate::diagnostic::Span) -> RelationshipPattern {
    RelationshipPattern {
        direction: Direction::Both,
        variable: None,
        types: None,
        range: None,
        quantifier: None,
        properties: None,
        predicate: None,
        span,
    }
}

fn detail(context: Context<'_>, pair: Pair<'_>) -> Parsed<RelationshipPattern> {
    let place = span(&pair);
    let mut inner = children(pair);
    let name = inner.get(Rule::variable).map(|pair| variable(&pair));
    let types = optional_labels(context, &mut inner)?;
    if let Some(bad) = inner.get(Rule::bad_range) {
        return Err(bad_range(&bad));
    }
    let length = inner.get(Rule::range);
    let open = length.as_ref().is_some_and(is_open);
    let properties = optional_properties(context, &mut inner)?;
    if let Some(bound) = properties.as_ref().filter(|it| open && is_parameter(it)) {
        return Err(computed_bound(bound.span));
    }
    Ok(RelationshipPattern {
        variable: name,
        types,
        range: length.map(range).transpose()?,
        properties,
        predicate: optional_where(context, &mut inner)?,
        ..bare_relationship(place)
    })
}

/// Whether a length has a place where a number may go on: `*`, `*1..`.
fn is_open(length: &Pair<'_>) -> bool {
    !length
        .as_str()
        .trim_end_matches(is_blank)
        .ends_with(|c: char| c.is_ascii_digit())
}

fn is_parameter(of: &Expression) -> bool {
    matches!(of.kind, ExpressionKind::Parameter(_))
}

/// `*1..$k`.
fn computed_bound(span: crate::diagnostic::Span) -> SyntaxError {
    SyntaxError {
        detail: "InvalidParameterUse",
        message: "the bounds of a length are written numbers".to_owned(),
        hint: Some("write the number itself, as in `*1..3`".to_owned()),
        span,
        related: None,
    }
}

fn bad_range(pair: &Pair<'_>) -> SyntaxError {
    match pair.as_str().starts_with('*') {
        true => invalid_relationship("a length cannot be negative", span(pair)),
        false => SyntaxError {
            hint: Some("write `*1..3` for one to three steps".to_owned()),
            ..invalid_relationship("a length begins with `*`", span(pair))
        },
    }
}

fn invalid_relationship(message: &str, span: crate::diagnostic::Span) -> SyntaxError {
    SyntaxError {
        detail: "InvalidRelationshipPattern",
        message: message.to_owned(),
        hint: None,
        span,
        related: None,
    }
}

/// `*`, `*2`, `*1..3`, `*..3`, `*1..`.
pub(super) fn range(pair: Pair<'_>) -> Parsed<Range> {
    let span = span(&pair);
    let mut inner = children(pair);
    let min = bound(inner.get(Rule::lower))?;
    let open = inner.has(Rule::range_dots);
    let max = if open {
        bound(inner.get(Rule::upper))?
    } else {
        min
    };
    Ok(Range { min, max, span })
}

fn bound(pair: Option<Pair<'_>>) -> Parsed<Option<u64>> {
    pair.map(|pair| integer(&children(pair).one())).transpose()
}

/// `{2}`, `{1,3}`, `{,3}`, `+`, `*`.
fn quantifier(pair: Pair<'_>) -> Parsed<Range> {
    let span = span(&pair);
    let mut inner = children(pair);
    if inner.has(Rule::one_or_more) {
        return Ok(Range {
            min: Some(1),
            max: None,
            span,
        });
    }
    if inner.has(Rule::zero_or_more) {
        return Ok(Range {
            min: Some(0),
            max: None,
            span,
        });
    }
    let min = bound(inner.get(Rule::lower))?;
    let open = inner.has(Rule::comma);
    let max = if open {
        bound(inner.get(Rule::upper))?
    } else {
        min
    };
    Ok(Range {
        min: min.or(Some(0)),
        max,
        span,
    })
}

// ---------------------------------------------------------------------------------------------- labels

/// The rule `set_labels`.
pub(super) fn set_labels(context: Context<'_>, pair: Pair<'_>) -> Parsed<LabelExpression> {
    joined(pair, LabelExpressionKind::Colon, |pair| {
        label_atom(context, pair)
    })
}

/// The rules `labels` and `labels_in_brackets`.
pub(super) fn labels(context: Context<'_>, pair: Pair<'_>) -> Parsed<LabelExpression> {
    let context = context.deeper(1, &pair)?;
    let labels = joined(pair, LabelExpressionKind::Colon, |pair| {
        match pair.as_rule() {
            Rule::label_or => label_or(context, pair),
            _ => label_and(context, pair),
        }
    })?;
    match &labels.kind {
        LabelExpressionKind::Colon(parts) => refuse_mixed(parts).map(|()| labels),
        _ => Ok(labels),
    }
}

/// openCypher's `:A:B` and GQL's `:A&B|!C` are two ways of writing, with different precedences.
fn refuse_mixed(parts: &[LabelExpression]) -> Parsed<()> {
    let mixed = parts.iter().find(|part| {
        !matches!(
            part.kind,
            LabelExpressionKind::Name(_) | LabelExpressionKind::Dynamic { .. }
        )
    });
    mixed.map_or(Ok(()), |part| {
        Err(SyntaxError {
            detail: "InvalidLabelExpression",
            message: "labels joined by `:` cannot be mixed with `&`, `|`, `!` and `%`".to_owned(),
            hint: Some("write `&` in place of `:`".to_owned()),
            span: part.span,
            related: None,
        })
    })
}

fn label_or(context: Context<'_>, pair: Pair<'_>) -> Parsed<LabelExpression> {
    joined(pair, LabelExpressionKind::Or, |pair| {
        label_and(context, pair)
    })
}

fn label_and(context: Context<'_>, pair: Pair<'_>) -> Parsed<LabelExpression> {
    joined(pair, LabelExpressionKind::And, |pair| {
        label_not(context, pair)
    })
}

/// One operand is itself, several are joined.
fn joined(
    pair: Pair<'_>,
    join: fn(Vec<LabelExpression>) -> LabelExpressionKind,
    operand: impl Fn(Pair<'_>) -> Parsed<LabelExpression>,
) -> Parsed<LabelExpression> {
    let span = span(&pair);
    let mut operands = children(pair).map(operand).collect::<Parsed<Vec<_>>>()?;
    match operands.len() {
        1 => Ok(operands.remove(0)),
        _ => Ok(LabelExpression {
            kind: join(operands),
            span,
        }),
    }
}

fn label_not(context: Context<'_>, pair: Pair<'_>) -> Parsed<LabelExpression> {
    let end = span(&pair).end;
    let mut inner = children(pair);
    let mut signs = Vec::new();
    while let Some(sign) = inner.get(Rule::exclamation) {
        signs.push(span(&sign));
    }
    let atom = inner.one();
    let mut label = label_atom(context.deeper(signs.len(), &atom)?, atom)?;
    for sign in signs.into_iter().rev() {
        let span = crate::diagnostic::Span { end, ..sign };
        label = LabelExpression {
            kind: LabelExpressionKind::Not(Box::new(label)),
            span,
        };
    }
    Ok(label)
}

fn label_atom(context: Context<'_>, pair: Pair<'_>) -> Parsed<LabelExpression> {
    let span = span(&pair);
    match pair.as_rule() {
        Rule::name => Ok(LabelExpression {
            kind: LabelExpressionKind::Name(name(&pair)),
            span,
        }),
        Rule::label_any => Ok(LabelExpression {
            kind: LabelExpressionKind::Wildcard,
            span,
        }),
        Rule::label_group => labels(context, children(pair).one()),
        Rule::parameter => Err(unexpected(
            "a computed label or type stands in parentheses",
            Some("write `$($name)` for the parameter `$name`"),
            span,
        )),
        Rule::label_dynamic => Ok(LabelExpression {
            kind: label_dynamic(context, pair)?,
            span,
        }),
        _ => out_of_step(&pair),
    }
}

fn label_dynamic(context: Context<'_>, pair: Pair<'_>) -> Parsed<LabelExpressionKind> {
    let context = context.deeper(1, &pair)?;
    let mut inner = children(pair);
    let any = inner.has(Rule::any_label);
    let names = Box::new(expression(context, inner.one())?);
    Ok(LabelExpressionKind::Dynamic { names, any })
}
