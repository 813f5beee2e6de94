//! Statements and clauses: the rules of `clause.pest`.

use std::sync::Arc;

use super::SyntaxError;
use super::ast::{
    Body, CallSubquery, Clause, ClauseKind, Delete, Expression, ExpressionKind, For, Foreach,
    Imports, LoadCsv, Match, MatchMode, Merge, Mode, Name, OnError, OrderLimit, PathPattern,
    PatternElement, ProcedureCall, Projection, ProjectionItem, Query, RemoveItem, RemoveItemKind,
    Requirement, SchemaCommand, SchemaKind, SchemaRule, SetItem, SetItemKind, SingleQuery,
    SortItem, Statement, Transactions, UnionPart, Unwind, Yield,
};
use super::expression::expression;
use super::grammar::{
    Children, Context, Pair, Parsed, Rule, children, is_blank, out_of_step, span, unexpected,
};
use super::lexical::{dotted_name, name, parameter, variable};
use super::pattern::{optional_where, path_pattern, set_labels};
use super::show::show;
use super::types::type_name;
use crate::diagnostic::Span;

pub(super) fn statement(context: Context<'_>, pair: Pair<'_>) -> Parsed<Statement> {
    let mut inner = children(pair);
    let mode_pair = inner.get(Rule::mode);
    let body = inner.one();
    let place = span(&body);
    let whole = mode_pair
        .as_ref()
        .map_or(place, |pair| span(pair).to(place));
    let mode = mode_pair.map_or(Mode::Run, |pair| mode(&pair));
    Ok(Statement {
        mode,
        body: statement_body(context, body)?,
        span: whole,
    })
}

fn statement_body(context: Context<'_>, pair: Pair<'_>) -> Parsed<Body> {
    match pair.as_rule() {
        Rule::query => query(context, pair).map(Body::Query),
        Rule::show => show(context, pair).map(Body::Query),
        Rule::schema => schema(context, pair).map(Body::Schema),
        _ => out_of_step(&pair),
    }
}

pub(super) fn mode(pair: &Pair<'_>) -> Mode {
    match pair
        .as_str()
        .trim_end_matches(is_blank)
        .to_ascii_uppercase()
        .as_str()
    {
        "EXPLAIN" => Mode::Explain,
        "PROFILE" => Mode::Profile,
        _ => Mode::Why,
    }
}

fn schema(context: Context<'_>, pair: Pair<'_>) -> Parsed<SchemaCommand> {
    let span = span(&pair);
    let command = children(pair).one();
    let kind = match command.as_rule() {
        Rule::drop_rule => drop_rule(command),
        Rule::other_index => SchemaKind::Other(leading_words(&children(command).one())),
        _ => SchemaKind::Create(schema_rule(context, command)?),
    };
    Ok(SchemaCommand { kind, span })
}

/// `CREATE TEXT INDEX`.
fn leading_words(words: &Pair<'_>) -> String {
    let words = words.as_str().split(is_blank);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").to_ascii_uppercase()
}

fn drop_rule(pair: Pair<'_>) -> SchemaKind {
    let mut inner = children(pair);
    SchemaKind::Drop {
        constraint: inner.one().as_rule() == Rule::dropped_constraint,
        name: name(&children(inner.one()).one()),
        if_there: inner.has(Rule::if_there),
    }
}

/// The rules `create_index` and `create_constraint`.
fn schema_rule(context: Context<'_>, pair: Pair<'_>) -> Parsed<SchemaRule> {
    let mut inner = children(pair);
    inner.get(Rule::range_kind);
    let called = inner.get(Rule::rule_name);
    let called = called.map(|pair| name(&children(pair).one()));
    let if_missing = inner.has(Rule::if_missing);
    let target = children(inner.one()).one();
    let relationships = target.as_rule() == Rule::rule_relationships;
    let of = children(target).find(|pair| pair.as_rule() == Rule::name);
    let properties = children(inner.one()).map(|property| {
        let mut parts = children(property);
        parts.one();
        name(&parts.one())
    });
    let properties = properties.collect();
    let requirement = inner.get(Rule::requirement);
    let requirement = requirement
        .map(|pair| requirement_of(context, children(pair).one()))
        .transpose()?;
    Ok(SchemaRule {
        name: called,
        if_missing,
        requirement,
        relationships,
        of: of.map_or_else(
            || unreachable!("a target has a label or a type"),
            |pair| name(&pair),
        ),
        properties,
    })
}

fn requirement_of(context: Context<'_>, pair: Pair<'_>) -> Parsed<Requirement> {
    Ok(match pair.as_rule() {
        Rule::is_unique => Requirement::Unique,
        Rule::is_present => Requirement::NotNull,
        Rule::is_key => Requirement::Key,
        _ => Requirement::Type(type_name(context, children(pair).one())?),
    })
}

pub(super) fn query(context: Context<'_>, pair: Pair<'_>) -> Parsed<Query> {
    let context = context.deeper(1, &pair)?;
    let span = span(&pair);
    let mut inner = children(pair);
    let first = single_query(context, inner.one())?;
    let mut rest = Vec::new();
    while let Some(union) = inner.get(Rule::union) {
        rest.push(union_part(context, union, inner.one())?);
    }
    Ok(Query { first, rest, span })
}

fn union_part(context: Context<'_>, union: Pair<'_>, query: Pair<'_>) -> Parsed<UnionPart> {
    let span = span(&union);
    Ok(UnionPart {
        all: children(union).has(Rule::union_all),
        query: single_query(context, query)?,
        span,
    })
}

fn single_query(context: Context<'_>, pair: Pair<'_>) -> Parsed<SingleQuery> {
    let span = span(&pair);
    Ok(SingleQuery {
        clauses: clauses(context, children(pair))?,
        span,
    })
}

fn clauses(context: Context<'_>, inner: Children<'_>) -> Parsed<Vec<Clause>> {
    inner.map(|pair| clause(context, pair)).collect()
}

fn clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<Clause> {
    let span = span(&pair);
    let kind = match pair.as_rule() {
        Rule::match_clause => ClauseKind::Match(match_clause(context, pair)?),
        Rule::return_clause => ClauseKind::Return(projection(context, pair)?),
        Rule::with_clause => ClauseKind::With(projection(context, pair)?),
        Rule::unwind_clause => ClauseKind::Unwind(unwind_clause(context, pair)?),
        Rule::order_clause => ClauseKind::OrderLimit(order_limit(context, pair)?),
        Rule::filter_clause => ClauseKind::Filter(expression(context, children(pair).one())?),
        Rule::let_clause => ClauseKind::Let(let_clause(context, pair)?),
        Rule::for_clause => ClauseKind::For(for_clause(context, pair)?),
        Rule::load_csv_clause => ClauseKind::LoadCsv(load_csv_clause(context, pair)?),
        Rule::finish_clause => ClauseKind::Finish,
        Rule::next_clause => ClauseKind::Next,
        Rule::use_clause => ClauseKind::Use(used_graph(pair)),
        Rule::call_clause => ClauseKind::Call(call_clause(context, pair)?),
        Rule::call_subquery => ClauseKind::Subquery(call_subquery(context, pair)?),
        _ => updating_clause(context, pair)?,
    };
    Ok(Clause { kind, span })
}

/// `USE graph`, with or without the word `GRAPH`.
fn used_graph(pair: Pair<'_>) -> Name {
    let mut inner = children(pair);
    inner.has(Rule::graph_word);
    dotted_name(&inner.one())
}

fn updating_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<ClauseKind> {
    Ok(match pair.as_rule() {
        Rule::create_clause => ClauseKind::Create(
            children(pair)
                .map(|path| path_pattern(context, path))
                .collect::<Parsed<_>>()?,
        ),
        Rule::merge_clause => ClauseKind::Merge(merge_clause(context, pair)?),
        Rule::set_clause => ClauseKind::Set(set_clause(context, pair)?),
        Rule::remove_clause => ClauseKind::Remove(
            children(pair)
                .map(|item| remove_item(context, item))
                .collect::<Parsed<_>>()?,
        ),
        Rule::delete_clause => ClauseKind::Delete(delete_clause(context, pair)?),
        Rule::foreach_clause => ClauseKind::Foreach(foreach_clause(context, pair)?),
        _ => out_of_step(&pair),
    })
}

// ---------------------------------------------------------------------------------------------- reading

fn match_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<Match> {
    let mut inner = children(pair);
    let optional = inner.has(Rule::optional);
    let mode = match_mode(&mut inner);
    let mut patterns = Vec::new();
    while let Some(path) = inner.get(Rule::path_pattern) {
        patterns.push(matched_pattern(context, path)?);
    }
    while inner.has(Rule::using_hint) {}
    let predicate = optional_where(context, &mut inner)?.map(|predicate| *predicate);
    Ok(Match {
        optional,
        mode,
        patterns,
        predicate,
    })
}

fn match_mode(inner: &mut Children<'_>) -> Option<MatchMode> {
    if inner.has(Rule::repeatable_elements) {
        return Some(MatchMode::RepeatableElements);
    }
    inner
        .has(Rule::different_relationships)
        .then_some(MatchMode::DifferentRelationships)
}

/// A pattern that is searched for: the properties in it are written out, for a parameter says nothing of its keys.
fn matched_pattern(context: Context<'_>, pair: Pair<'_>) -> Parsed<PathPattern> {
    let pattern = path_pattern(context, pair)?;
    match parameter_in(&pattern) {
        Some(span) => Err(invalid_parameter(span)),
        None => Ok(pattern),
    }
}

fn parameter_in(pattern: &PathPattern) -> Option<Span> {
    pattern.elements.iter().find_map(|element| {
        let properties = match element {
            PatternElement::Node(node) => node.properties.as_ref(),
            PatternElement::Relationship(relationship) => relationship.properties.as_ref(),
            PatternElement::Group(group) => return parameter_in(&group.pattern),
        };
        properties
            .filter(|properties| matches!(properties.kind, ExpressionKind::Parameter(_)))
            .map(|properties| properties.span)
    })
}

fn invalid_parameter(span: Span) -> SyntaxError {
    SyntaxError {
        detail: "InvalidParameterUse",
        message: "a parameter cannot stand for all properties of a pattern that is matched"
            .to_owned(),
        hint: Some("name the keys, as in `{name: $name}`".to_owned()),
        span,
        related: None,
    }
}

fn unwind_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<Unwind> {
    let mut inner = children(pair);
    Ok(Unwind {
        list: expression(context, inner.one())?,
        variable: variable(&inner.one()),
    })
}

fn let_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<Vec<(Name, Expression)>> {
    children(pair).map(|item| let_item(context, item)).collect()
}

fn let_item(context: Context<'_>, pair: Pair<'_>) -> Parsed<(Name, Expression)> {
    let mut inner = children(pair);
    let variable = variable(&inner.one());
    Ok((variable, expression(context, inner.one())?))
}

fn for_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<For> {
    let mut inner = children(pair);
    let variable = variable(&inner.one());
    let list = expression(context, inner.one())?;
    Ok(For {
        variable,
        list,
        counter: inner.get(Rule::for_counter).map(for_counter),
    })
}

fn for_counter(pair: Pair<'_>) -> (Name, i64) {
    let mut inner = children(pair);
    let first = i64::from(inner.has(Rule::ordinality));
    (variable(&inner.one()), first)
}

fn load_csv_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<LoadCsv> {
    let mut inner = children(pair);
    Ok(LoadCsv {
        with_headers: inner.has(Rule::with_headers),
        from: expression(context, inner.one())?,
        variable: variable(&inner.one()),
        field_terminator: inner
            .get(Rule::field_terminator)
            .map(|pair| only_expression(context, pair))
            .transpose()?,
    })
}

fn only_expression(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    expression(context, children(pair).one())
}

// ---------------------------------------------------------------------------------------------- projecting

/// The rules `with_clause` and `return_clause`.
pub(super) fn projection(context: Context<'_>, pair: Pair<'_>) -> Parsed<Projection> {
    let mut inner = children(pair);
    let distinct = inner.has(Rule::distinct);
    inner.has(Rule::all_word);
    let star = inner.get(Rule::star).map(|pair| span(&pair));
    let mut items = Vec::new();
    while let Some(item) = inner.get(Rule::projection_item) {
        items.push(projection_item(context, item)?);
    }
    let tail = inner
        .get(Rule::order_limit)
        .map(|pair| order_limit(context, pair))
        .transpose()?
        .unwrap_or_default();
    let predicate = optional_where(context, &mut inner)?.map(|predicate| *predicate);
    Ok(Projection {
        distinct,
        star,
        items,
        tail,
        predicate,
    })
}

fn projection_item(context: Context<'_>, pair: Pair<'_>) -> Parsed<ProjectionItem> {
    let whole = span(&pair);
    let mut inner = children(pair);
    let first = inner.one();
    let text: Arc<str> = context.slice(span(&first)).into();
    let expression = expression(context, first)?;
    Ok(ProjectionItem {
        expression,
        alias: inner.get(Rule::variable).map(|pair| variable(&pair)),
        text,
        span: whole,
    })
}

/// The rules `order_limit` and `order_clause`.
pub(super) fn order_limit(context: Context<'_>, pair: Pair<'_>) -> Parsed<OrderLimit> {
    let mut inner = children(pair);
    let order = match inner.get(Rule::order_by) {
        Some(order) => children(order)
            .map(|item| sort_item(context, item))
            .collect::<Parsed<_>>()?,
        None => Vec::new(),
    };
    let skip = inner
        .get(Rule::skip)
        .map(|pair| only_expression(context, pair))
        .transpose()?;
    let limit = inner
        .get(Rule::limit)
        .map(|pair| only_expression(context, pair))
        .transpose()?;
    Ok(OrderLimit { order, skip, limit })
}

fn sort_item(context: Context<'_>, pair: Pair<'_>) -> Parsed<SortItem> {
    let nulls = pair
        .clone()
        .into_inner()
        .any(|part| part.as_rule() == Rule::kw_nulls);
    let mut inner = children(pair);
    let expression = expression(context, inner.one())?;
    let descending = inner.has(Rule::descending);
    let first = inner.has(Rule::nulls_first);
    Ok(SortItem {
        expression,
        descending,
        nulls_first: nulls.then_some(first),
    })
}

// ---------------------------------------------------------------------------------------------- updating

fn merge_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<Merge> {
    let mut inner = children(pair);
    let mut merge = Merge {
        pattern: matched_pattern(context, inner.one())?,
        on_create: Vec::new(),
        on_match: Vec::new(),
    };
    for action in inner {
        let items = if action.as_rule() == Rule::on_create {
            &mut merge.on_create
        } else {
            &mut merge.on_match
        };
        items.extend(set_clause(context, children(action).one())?);
    }
    Ok(merge)
}

fn set_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<Vec<SetItem>> {
    children(pair).map(|item| set_item(context, item)).collect()
}

fn set_item(context: Context<'_>, pair: Pair<'_>) -> Parsed<SetItem> {
    let place = span(&pair);
    let mut inner = children(pair);
    let target = target(context, inner.one())?;
    let change = inner.one();
    let kind = match change.as_rule() {
        Rule::set_labels => SetItemKind::Labels {
            variable: plain_variable(target)?,
            labels: set_labels(context, change)?,
        },
        Rule::set_merge => SetItemKind::Merge {
            variable: plain_variable(target)?,
            value: only_expression(context, change)?,
        },
        _ => set_value(target, only_expression(context, change)?)?,
    };
    Ok(SetItem { kind, span: place })
}

fn set_value(target: Expression, value: Expression) -> Parsed<SetItemKind> {
    Ok(match target.kind {
        ExpressionKind::Property { base, key } => SetItemKind::Property {
            target: *base,
            key,
            value,
        },
        ExpressionKind::Index { base, index } => SetItemKind::DynamicProperty {
            target: *base,
            key: *index,
            value,
        },
        _ => SetItemKind::Replace {
            variable: plain_variable(target)?,
            value,
        },
    })
}

fn plain_variable(target: Expression) -> Parsed<Name> {
    match target.kind {
        ExpressionKind::Variable(name) => Ok(name),
        _ => Err(unexpected(
            "expected a variable or a property to change",
            Some("write n.key = value or n:Label"),
            target.span,
        )),
    }
}

/// The left side of an assignment, as the expression it is.
fn target(context: Context<'_>, pair: Pair<'_>) -> Parsed<Expression> {
    let mut inner = pair.into_inner();
    let first = inner
        .next()
        .unwrap_or_else(|| unreachable!("a target begins with an operand"));
    let context = context.deeper(inner.len() + 1, &first)?;
    let start = span(&first);
    let mut target = match first.as_rule() {
        Rule::variable => Expression {
            kind: ExpressionKind::Variable(variable(&first)),
            span: start,
        },
        Rule::parameter => Expression {
            kind: ExpressionKind::Parameter(parameter(&first)),
            span: start,
        },
        _ => Expression {
            span: start,
            ..only_expression(context, first)?
        },
    };
    for part in inner {
        let span = start.to(span(&part));
        target = Expression {
            kind: super::expression::postfix(context, target, part)?,
            span,
        };
    }
    Ok(target)
}

fn remove_item(context: Context<'_>, pair: Pair<'_>) -> Parsed<RemoveItem> {
    let place = span(&pair);
    let mut inner = children(pair);
    let target = target(context, inner.one())?;
    let kind = match (inner.get(Rule::set_labels), target.kind) {
        (Some(labels), kind) => RemoveItemKind::Labels {
            variable: plain_variable(Expression {
                kind,
                span: target.span,
            })?,
            labels: set_labels(context, labels)?,
        },
        (None, ExpressionKind::Property { base, key }) => {
            RemoveItemKind::Property { target: *base, key }
        }
        (None, ExpressionKind::Index { base, index }) => RemoveItemKind::DynamicProperty {
            target: *base,
            key: *index,
        },
        (None, _) => {
            return Err(unexpected(
                "expected a property or a label to remove",
                Some("write n.key or n:Label"),
                target.span,
            ));
        }
    };
    Ok(RemoveItem { kind, span: place })
}

fn delete_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<Delete> {
    let mut inner = children(pair);
    let detach = inner.has(Rule::detach);
    Ok(Delete {
        detach,
        targets: inner
            .map(|pair| expression(context, pair))
            .collect::<Parsed<_>>()?,
    })
}

fn foreach_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<Foreach> {
    let context = context.deeper(1, &pair)?;
    let mut inner = children(pair);
    Ok(Foreach {
        variable: variable(&inner.one()),
        list: expression(context, inner.one())?,
        body: clauses(context, inner)?,
    })
}

// ---------------------------------------------------------------------------------------------- calling

fn call_subquery(context: Context<'_>, pair: Pair<'_>) -> Parsed<CallSubquery> {
    let context = context.deeper(1, &pair)?;
    let mut inner = children(pair);
    Ok(CallSubquery {
        optional: inner.has(Rule::optional),
        imports: inner.get(Rule::imports).map_or(Imports::Unstated, imports),
        query: query(context, inner.one())?,
        transactions: inner
            .get(Rule::in_transactions)
            .map(|pair| transactions(context, pair))
            .transpose()?,
    })
}

fn transactions(context: Context<'_>, pair: Pair<'_>) -> Parsed<Transactions> {
    let span = span(&pair);
    let (mut rows, mut action, mut status) = (None, None, None);
    for part in children(pair) {
        let place = self::span(&part);
        let twice = match part.as_rule() {
            Rule::batch_rows => {
                let count = expression(context, children(part).one())?;
                rows.replace(count).is_some()
            }
            Rule::on_error => action.replace(on_error(part)).is_some(),
            Rule::report_status => {
                let name = children(part).find(|it| it.as_rule() == Rule::variable);
                let name = name.map(|it| variable(&it));
                status.replace(name).is_some()
            }
            _ => false,
        };
        if twice {
            return Err(unexpected("this is said twice", None, place));
        }
    }
    Ok(Transactions {
        rows,
        on_error: action.unwrap_or_default(),
        status: status.flatten(),
        span,
    })
}

/// The rule `on_error`. How long is tried again makes no difference.
fn on_error(pair: Pair<'_>) -> OnError {
    let said = pair.into_inner().flatten();
    let action = said
        .filter(|it| it.as_rule() == Rule::error_action)
        .map(|it| it.as_str().to_ascii_uppercase())
        .last();
    match action.as_deref() {
        Some("FAIL") => OnError::Fail,
        Some("BREAK") => OnError::Break,
        _ => OnError::Continue,
    }
}

fn imports(pair: Pair<'_>) -> Imports {
    let mut inner = children(pair);
    if inner.has(Rule::star) {
        return Imports::All;
    }
    Imports::Names(inner.map(|pair| variable(&pair)).collect())
}

fn call_clause(context: Context<'_>, pair: Pair<'_>) -> Parsed<ProcedureCall> {
    let mut inner = children(pair);
    Ok(ProcedureCall {
        optional: inner.has(Rule::optional),
        name: dotted_name(&inner.one()),
        arguments: inner
            .get(Rule::call_arguments)
            .map(|pair| call_arguments(context, pair))
            .transpose()?,
        yields: inner
            .get(Rule::yield_items)
            .map_or(Yield::Absent, yield_items),
        predicate: optional_where(context, &mut inner)?.map(|predicate| *predicate),
    })
}

fn call_arguments(context: Context<'_>, pair: Pair<'_>) -> Parsed<Vec<Expression>> {
    children(pair)
        .map(|argument| expression(context, argument))
        .collect()
}

pub(super) fn yield_items(pair: Pair<'_>) -> Yield {
    let mut inner = children(pair);
    if let Some(star) = inner.get(Rule::star) {
        return Yield::All(span(&star));
    }
    inner.has(Rule::no_column);
    Yield::Items(inner.map(yield_item).collect())
}

fn yield_item(pair: Pair<'_>) -> (Name, Option<Name>) {
    let mut inner = children(pair);
    let column = variable(&inner.one());
    (column, inner.next().map(|pair| variable(&pair)))
}
