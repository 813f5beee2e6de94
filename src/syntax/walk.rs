//! Walks: the rules of `walk.pest`.

use std::sync::Arc;

use super::SyntaxError;
use super::ast::{
    Body, Direction, Mode, Name, Range, Statement, Walk, WalkLink, WalkLinkKind, WalkStop,
    WalkStopKind,
};
use super::clause::mode;
use super::grammar::{Children, Pair, Parsed, Rule, children, out_of_step, span, unexpected};
use super::lexical::{name, text, unquoted};
use super::pattern::range;
use crate::diagnostic::Span;

/// The rule `walk_statement`.
pub(super) fn walk_statement(pair: Pair<'_>) -> Parsed<Statement> {
    let mut inner = children(pair);
    let mode_word = inner
        .get(Rule::walk_mode_word)
        .map(|pair| children(pair).one());
    let walk = walk(inner.one())?;
    let span = mode_word
        .as_ref()
        .map_or(walk.span, |word| span(word).to(walk.span));
    Ok(Statement {
        mode: mode_word.map_or(Mode::Run, |word| mode(&word)),
        span,
        body: Body::Walk(walk),
    })
}

fn walk(pair: Pair<'_>) -> Parsed<Walk> {
    let mut inner = children(pair);
    let mut stops = vec![walk_stop(inner.one())?];
    let mut links = Vec::new();
    while let Some(arrow) = inner.get(Rule::walk_arrow) {
        let (link, stop) = step(arrow, &mut inner, &stops[stops.len() - 1])?;
        links.push(link);
        stops.push(stop);
    }
    let span = stops[0].span.to(stops[stops.len() - 1].span);
    Ok(Walk { stops, links, span })
}

/// An arrow, a relation, an arrow, a stop; `before` is the stop in front.
fn step(
    first: Pair<'_>,
    inner: &mut Children<'_>,
    before: &WalkStop,
) -> Parsed<(WalkLink, WalkStop)> {
    let link = inner.one();
    let Some(second) = inner.get(Rule::walk_arrow) else {
        return Err(no_last_stop(before, &first, &link));
    };
    let kind = walk_link(link, span(&first))?;
    let place = span(&first).to(span(&second));
    let direction = one_direction(first, second)?;
    Ok((
        WalkLink {
            direction,
            kind,
            span: place,
        },
        walk_stop(inner.one())?,
    ))
}

/// `Qatar -> mediated`: the walk ends with a relation, or with an arrow and nothing at all.
fn no_last_stop(before: &WalkStop, arrow: &Pair<'_>, link: &Pair<'_>) -> SyntaxError {
    let (written, last) = (arrow.as_str(), link.as_str().trim());
    if last.is_empty() {
        return nothing("a relation", span(arrow));
    }
    if let Some((stop, relation)) = half_arrow(before, last) {
        let arrow = written.replace(LONG_DASH, "--");
        let hint = format!("write `{stop} {arrow} {relation} {arrow} {last}`");
        let message = "an arrow stands on either side of a relation";
        return unexpected(message, Some(&hint), before.span.to(trimmed(link)));
    }
    if last.starts_with('?') {
        let hint = format!("write `{written} ? {written} {last}` for any relation");
        let message = "a relation is missing between the two stops";
        return unexpected(message, Some(&hint), span(arrow));
    }
    let hint = format!("add `{written} ?what` to ask for what is there");
    unexpected(
        "a walk ends with a stop, not with a relation",
        Some(&hint),
        trimmed(link),
    )
}

/// `Qatar -mediated`, `Qatar -[:MEDIATED]` and, before an unknown, `Qatar—mediated`, which were read as one name, as a name
/// and a relation.
fn half_arrow<'s>(stop: &'s WalkStop, last: &str) -> Option<(&'s str, &'s str)> {
    let WalkStopKind::Named(text) = &stop.kind else {
        return None;
    };
    let (name, relation) = text.split_once(" -").or_else(|| {
        text.rsplit_once(LONG_DASH)
            .filter(|_| last.starts_with('?'))
    })?;
    let relation = relation.trim_matches(|c: char| c.is_whitespace() || "[]:-".contains(c));
    let name = name.trim();
    (!name.is_empty() && !relation.is_empty()).then_some((name, relation))
}

/// An arrow where there are blanks around it.
const LONG_DASH: char = '\u{2014}';

fn nothing(what: &str, arrow: Span) -> SyntaxError {
    unexpected(
        format!("{what} is missing behind the arrow"),
        Some("write `?` for one that is not known"),
        arrow,
    )
}

/// A part's place without the blanks around it.
fn trimmed(pair: &Pair<'_>) -> Span {
    let text = pair.as_str();
    let start = pair.as_span().start() + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// Both arrows of a link point the same way.
fn one_direction(first: Pair<'_>, second: Pair<'_>) -> Parsed<Direction> {
    let (before, after) = (arrow(&first), arrow(&second));
    if before == after {
        return Ok(before);
    }
    let message = "the two arrows around a relation point different ways";
    let hint = match before {
        Direction::Outgoing => "write `A -> relation -> B`",
        Direction::Incoming => "write `A <- relation <- B`",
        Direction::Both => "write `A -- relation -- B`",
    };
    Err(unexpected(message, Some(hint), span(&second)))
}

fn arrow(pair: &Pair<'_>) -> Direction {
    match pair.clone().into_inner().next().map(|kind| kind.as_rule()) {
        Some(Rule::arrow_right) => Direction::Outgoing,
        Some(Rule::arrow_left) => Direction::Incoming,
        _ => Direction::Both,
    }
}

fn walk_stop(pair: Pair<'_>) -> Parsed<WalkStop> {
    let whole = trimmed(&pair);
    let mut inner = children(pair);
    let Some(part) = inner.next() else {
        return Err(unexpected(
            "a stop is missing",
            Some("write a name, or `?` for one that is not known"),
            whole,
        ));
    };
    reject_rest(inner.next())?;
    let span = span(&part);
    let kind = match part.as_rule() {
        Rule::walk_name => WalkStopKind::Named(part.as_str().into()),
        Rule::walk_quoted => WalkStopKind::Named(quoted(&children(part).one())?.trim().into()),
        Rule::walk_unknown => unknown_stop(part),
        Rule::walk_ellipsis => WalkStopKind::Unknown {
            variable: None,
            labels: Vec::new(),
        },
        _ => return Err(not_understood(&part)),
    };
    Ok(WalkStop { kind, span })
}

fn reject_rest(rest: Option<Pair<'_>>) -> Parsed<()> {
    rest.map_or(Ok(()), |rest| Err(not_understood(&rest)))
}

/// A part of the walk that is none of its forms.
fn not_understood(part: &Pair<'_>) -> SyntaxError {
    let text = part.as_str().trim();
    let place = trimmed(part);
    match text.chars().next() {
        Some(quote @ ('"' | '\'' | '`')) if !text[1..].contains(quote) => unexpected(
            "the quote is never closed",
            None,
            Span {
                end: place.start + 1,
                ..place
            },
        ),
        Some('"' | '\'' | '`') => unexpected("quotes go around a whole name", None, place),
        Some('?') => unexpected(
            "an unknown is one word behind its question mark",
            Some("write `?`, `?x`, `?x:Label` or `?:Label`"),
            place,
        ),
        Some('*') => unexpected(
            "a length is written `*`, `*2`, `*1..3` or `*..3`",
            None,
            place,
        ),
        _ => unexpected(
            "this is no part of a walk",
            Some("put quotes around a name with special characters"),
            place,
        ),
    }
}

fn quoted(pair: &Pair<'_>) -> Parsed<Arc<str>> {
    match pair.as_rule() {
        Rule::text => text(pair),
        _ => Ok(unquoted(pair.as_str()).into()),
    }
}

fn unknown_stop(pair: Pair<'_>) -> WalkStopKind {
    let mut inner = children(pair);
    let variable = unknown_variable(&mut inner);
    WalkStopKind::Unknown {
        variable,
        labels: inner.map(|label| name(&label)).collect(),
    }
}

fn unknown_variable(inner: &mut Children<'_>) -> Option<Name> {
    let word = inner
        .get(Rule::word)
        .or_else(|| inner.get(Rule::quoted_name));
    word.map(|word| name(&word))
}

fn walk_link(pair: Pair<'_>, before: Span) -> Parsed<WalkLinkKind> {
    let mut inner = children(pair);
    let Some(part) = inner.next() else {
        return Err(nothing("a relation", before));
    };
    reject_rest(inner.next())?;
    match part.as_rule() {
        Rule::walk_relation => walk_relation(part),
        Rule::walk_unknown => unknown_link(part),
        Rule::walk_ellipsis => Ok(WalkLinkKind::Unknown { variable: None }),
        _ => Err(not_understood(&part)),
    }
}

fn unknown_link(pair: Pair<'_>) -> Parsed<WalkLinkKind> {
    let mut inner = children(pair);
    let variable = unknown_variable(&mut inner);
    match inner.next() {
        None => Ok(WalkLinkKind::Unknown { variable }),
        Some(label) => {
            let hint = format!("write the relation itself: `-> {} ->`", label.as_str());
            Err(unexpected(
                "an unknown relation has no label",
                Some(&hint),
                span(&label),
            ))
        }
    }
}

fn walk_relation(pair: Pair<'_>) -> Parsed<WalkLinkKind> {
    let mut inner = children(pair);
    let names = inner
        .get(Rule::walk_relation_names)
        .map(walk_relation_names)
        .transpose()?;
    let range = inner.get(Rule::walk_range).map(walk_range).transpose()?;
    match (names, range) {
        (Some(names), range) => Ok(WalkLinkKind::Named { names, range }),
        (None, Some(range)) => Ok(WalkLinkKind::AnyLength(range)),
        (None, None) => unreachable!("a relation has names or a length"),
    }
}

fn walk_relation_names(pair: Pair<'_>) -> Parsed<Vec<Name>> {
    children(pair)
        .map(|name| walk_relation_name(&children(name).one()))
        .collect()
}

fn walk_relation_name(pair: &Pair<'_>) -> Parsed<Name> {
    let text = match pair.as_rule() {
        Rule::plain_relation => pair.as_str().into(),
        Rule::text | Rule::quoted_name => quoted(pair)?,
        _ => out_of_step(pair),
    };
    Ok(Name {
        text,
        span: span(pair),
    })
}

fn walk_range(pair: Pair<'_>) -> Parsed<Range> {
    range(pair)
}
