//! Walks: the `MATCH … RETURN` each stands for.
//!
//! In: a walk and the graph whose names it speaks of. Out: the tree of an openCypher query, every part with the place of
//! the stop or relation it comes from. Its last column, `walk`, is the path; the columns before are what was asked for:
//! the unknowns in the order they stand, or for a walk without unknowns the fact itself. A walk some of whose steps are not
//! counted visits no stop twice: what goes round in circles is no way from one to the other.

mod advice;
mod build;
mod column;
mod look_up;
mod naming;

use build::{Conditions, node, query};
use look_up::Stop;
use naming::Names;

pub(super) use look_up::{name_of, nearest};

use super::SemanticError;
use super::mistake::mistake;
use crate::graph::Graph;
use crate::syntax::ast;
use crate::syntax::ast::{
    PathMode, PathPattern, PathSelector, PatternElement, RelationshipPattern, WalkLinkKind,
};

/// The query a walk stands for, its names looked up in the graph.
///
/// # Errors
/// A name nothing has (with the nearest), a name several entities have (with their labels), a relation no
/// relationship has, a label no node carries.
pub fn lower_walk(walk: &ast::Walk, graph: &Graph) -> Result<ast::Query, SemanticError> {
    if walk.stops.len() > MAX_STOPS {
        return Err(too_long(walk));
    }
    let mut names = Names::of(walk);
    let stops = look_up::stops(walk, graph, &mut names)?;
    if let ([Stop::Known(known)], []) = (stops.as_slice(), walk.links.as_slice()) {
        return Ok(column::all_about(known, walk.span));
    }
    let links = links(walk, graph, &stops, &mut names)?;
    let pattern = pattern(walk, (&stops, &links), &mut names);
    let returned = column::returned(walk, &stops, &links, &mut names);
    Ok(query(pattern, returned, walk.span))
}

/// How many stops a walk may have.
const MAX_STOPS: usize = 100;

fn too_long(walk: &ast::Walk) -> SemanticError {
    let message = format!(
        "the walk has {} stops, more than {MAX_STOPS}",
        walk.stops.len()
    );
    mistake("PatternTooLarge", message, walk.span)
}

/// A relation of a walk as a part of a pattern.
struct Link {
    pattern: RelationshipPattern,
    /// Its variable, where a column speaks of it.
    variable: Option<ast::Name>,
    /// Whether the relation itself is asked for.
    unknown: bool,
    /// Whether its length was left open.
    any_length: bool,
}

fn links(
    walk: &ast::Walk,
    graph: &Graph,
    stops: &[Stop],
    names: &mut Names,
) -> Result<Vec<Link>, SemanticError> {
    let asks = column::asks_for_something(walk, stops);
    walk.links
        .iter()
        .map(|written| link(written, graph, asks, names))
        .collect()
}

fn link(
    written: &ast::WalkLink,
    graph: &Graph,
    asks: bool,
    names: &mut Names,
) -> Result<Link, SemanticError> {
    let mut link = Link {
        pattern: build::relationship(written),
        variable: None,
        unknown: false,
        any_length: false,
    };
    match &written.kind {
        WalkLinkKind::Named {
            names: relations,
            range,
        } => {
            link.pattern.types = Some(look_up::types(relations, graph)?);
            link.pattern.range.clone_from(range);
            link.variable = (!asks).then(|| names.fresh("relation", written.span));
        }
        WalkLinkKind::Unknown { variable } => {
            link.unknown = true;
            let given = variable.clone();
            link.variable = Some(given.unwrap_or_else(|| names.fresh("relation", written.span)));
        }
        WalkLinkKind::AnyLength(range) => {
            link.any_length = true;
            link.pattern.range = Some(range.clone());
        }
    }
    link.pattern.variable.clone_from(&link.variable);
    Ok(link)
}

fn pattern(
    walk: &ast::Walk,
    (stops, links): (&[Stop], &[Link]),
    names: &mut Names,
) -> (PathPattern, Option<ast::Expression>) {
    let mut conditions = Conditions::default();
    let mut elements = Vec::with_capacity(stops.len() + links.len());
    for (at, stop) in stops.iter().enumerate() {
        let first = !stops[..at]
            .iter()
            .any(|earlier| earlier.variable().text == stop.variable().text);
        elements.push(PatternElement::Node(node(stop, first, &mut conditions)));
        elements.extend(
            links
                .get(at)
                .map(|link| PatternElement::Relationship(link.pattern.clone())),
        );
    }
    let path = names.walk(walk.span);
    let path = PathPattern {
        variable: Some(path),
        selector: selector(stops, links),
        mode: mode(stops, links),
        elements,
        span: walk.span,
    };
    (path, conditions.all(walk.span))
}

/// Of ways of any length there are more than anybody can read: the shortest are meant, one to each end that is asked for.
fn selector(stops: &[Stop], links: &[Link]) -> Option<PathSelector> {
    let mut ranges = links.iter().filter_map(|link| link.pattern.range.as_ref());
    let endless = ranges.any(|range| range.max.is_none());
    let unknown = |stop: &Stop| matches!(stop, Stop::Unknown { .. });
    endless.then(|| match links.len() == 1 && stops.iter().any(unknown) {
        true => PathSelector::AnyShortest,
        false => PathSelector::AllShortest,
    })
}

/// Where lengths vary, no stop is come to twice.
fn mode(stops: &[Stop], links: &[Link]) -> Option<PathMode> {
    let varies = links.iter().any(|link| link.pattern.range.is_some());
    (varies && all_differ(stops)).then_some(PathMode::Acyclic)
}

/// Whether no stop stands in the walk twice; one that does asks for a way back to itself.
fn all_differ(stops: &[Stop]) -> bool {
    let mut seen = std::collections::HashSet::new();
    stops.iter().all(|stop| seen.insert(&stop.variable().text))
}
