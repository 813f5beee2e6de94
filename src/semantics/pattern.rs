//! Patterns that are looked for: `MATCH`, `MERGE`, and the patterns in expressions.
//!
//! The structure is read first, so that property maps and inline conditions see every variable of the clause.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::analyse::Analyser;
use super::expression::{ExpressionKind, LabelExpression, Slot};
use super::lower::{labels, names_only, split};
use super::mention::{Arrow, End};
use super::mistake::{mistake, not_supported, type_conflict};
use super::query::{
    Expression, Length, Pattern, PatternNode, PatternPath, PatternRelationship, ShortestPath,
    VariableKind,
};
use super::types::possible;
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{
    ComparisonOperator, MatchMode, NodePattern, PathMode, PathPattern, PathSelector,
    PatternElement, RelationshipPattern,
};
use crate::value::Type;

/// Which names a pattern may declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declaring {
    /// All.
    Anything,
    /// None: a pattern predicate speaks of what is there.
    Nothing,
    /// Only its path, which the analysis itself has named.
    NothingButPath,
}

/// A condition to be resolved when the structure is known.
enum Condition<'p> {
    /// `{key: value}` of a node or relationship.
    Map {
        owner: Slot,
        map: &'p ast::Expression,
    },
    /// `WHERE` inside a node or relationship.
    Inline(&'p ast::Expression),
}

/// What belongs to one variable-length relationship.
struct Stretch<'p> {
    /// Its place among the relationships or the shortest paths.
    at: Place,
    element: Slot,
    variable: Option<&'p ast::Name>,
    conditions: Vec<Condition<'p>>,
}

#[derive(Clone, Copy)]
enum Place {
    Relationship(usize),
    Shortest(usize),
}

/// A clause's patterns while they are read.
struct Reading<'p> {
    pattern: Pattern,
    declaring: Declaring,
    /// Whether the current path is one to be searched for.
    searching: bool,
    node_at: HashMap<Slot, usize>,
    /// Relationship variables of this clause.
    relationships: HashSet<Slot>,
    /// What was declared before this clause ends below.
    mark: Slot,
    conditions: Vec<Condition<'p>>,
    stretches: Vec<Stretch<'p>>,
    predicates: Vec<Expression>,
    ends: HashMap<usize, End>,
    arrows: Vec<(usize, Span)>,
}

/// A path pattern taken apart: nodes and what joins each to the next.
#[derive(Default)]
struct Pieces<'p> {
    nodes: Vec<&'p NodePattern>,
    relationships: Vec<&'p RelationshipPattern>,
    predicates: Vec<&'p ast::Expression>,
}

impl Analyser<'_> {
    /// The pattern graph of comma-separated patterns with all conditions on it, the clause's `WHERE` included.
    pub fn match_patterns(
        &mut self,
        patterns: &[PathPattern],
        mode: Option<MatchMode>,
        predicate: Option<&ast::Expression>,
        declaring: Declaring,
    ) -> (Pattern, Vec<Expression>) {
        let mut reading = Reading::new(declaring, self.mark());
        reading.pattern.different_relationships = mode != Some(MatchMode::RepeatableElements);
        for path in patterns {
            self.read_path(path, &mut reading);
        }
        self.check_mode(mode, &reading, patterns);
        self.resolve_conditions(&mut reading);
        if let Some(predicate) = predicate {
            self.resolve_where(predicate, &mut reading);
        }
        self.mention_arrows(&mut reading);
        (reading.pattern, reading.predicates)
    }

    fn check_mode(
        &mut self,
        mode: Option<MatchMode>,
        reading: &Reading<'_>,
        patterns: &[PathPattern],
    ) {
        let varies = !reading.stretches.is_empty();
        if mode == Some(MatchMode::RepeatableElements) && varies {
            let span = patterns.first().map(|path| path.span).unwrap_or_default();
            let what = "`REPEATABLE ELEMENTS` with paths of variable length";
            self.report(not_supported(what, span));
        }
    }

    fn read_path<'p>(&mut self, path: &'p PathPattern, reading: &mut Reading<'p>) {
        let Some(pieces) = self.pieces(path) else {
            return self.declare_all(path);
        };
        match self.selector(path) {
            Some(all) => self.read_shortest(path, &pieces, all, reading),
            None => self.read_plain(path, &pieces, reading),
        }
        reading
            .conditions
            .extend(pieces.predicates.into_iter().map(Condition::Inline));
    }

    /// Declares what a path that is not supported names, lest each name be an error of its own.
    fn declare_all(&mut self, path: &PathPattern) {
        let mut names: Vec<&ast::Name> = path.variable.iter().collect();
        for element in &path.elements {
            match element {
                PatternElement::Node(node) => names.extend(&node.variable),
                PatternElement::Relationship(relationship) => names.extend(&relationship.variable),
                PatternElement::Group(group) => self.declare_all(&group.pattern),
            }
        }
        for name in names {
            if self.scope.get(&name.text).is_none() {
                let slot = self.fresh_value(name.text.clone(), Type::Any);
                self.scope.insert(name.text.clone(), slot);
            }
        }
    }

    /// For a search for shortest paths whether all of them are wanted.
    fn selector(&mut self, path: &PathPattern) -> Option<bool> {
        if let Some(PathMode::Walk | PathMode::Acyclic | PathMode::Simple) = path.mode {
            self.report(not_supported("this path mode", path.span));
        }
        match &path.selector {
            None | Some(PathSelector::All) => None,
            Some(PathSelector::ShortestPath | PathSelector::AnyShortest) => Some(false),
            Some(PathSelector::AllShortestPaths | PathSelector::AllShortest) => Some(true),
            Some(PathSelector::Any(_)) => self.unsupported("`ANY` paths", path.span),
            Some(PathSelector::ShortestK(_)) => self.unsupported("`SHORTEST k`", path.span),
            Some(PathSelector::ShortestGroups(_)) => {
                self.unsupported("`SHORTEST k GROUPS`", path.span)
            }
        }
    }

    fn unsupported<T>(&mut self, what: &str, span: Span) -> Option<T> {
        self.report(not_supported(what, span));
        None
    }

    /// Nodes and relationships in turn; a parenthesis around a whole path is looked through.
    fn pieces<'p>(&mut self, path: &'p PathPattern) -> Option<Pieces<'p>> {
        if let [PatternElement::Group(group)] = path.elements.as_slice() {
            if group.quantifier.is_some() || group.pattern.variable.is_some() {
                return self.unsupported("quantified path patterns", group.span);
            }
            let mut pieces = self.pieces(&group.pattern)?;
            pieces.predicates.extend(group.predicate.as_deref());
            return Some(pieces);
        }
        let mut pieces = Pieces::default();
        for element in &path.elements {
            match element {
                PatternElement::Node(node) => pieces.nodes.push(node),
                PatternElement::Relationship(relationship) => {
                    pieces.relationships.push(relationship);
                }
                PatternElement::Group(group) => {
                    return self.unsupported("quantified path patterns", group.span);
                }
            }
        }
        if pieces.nodes.len() != pieces.relationships.len() + 1 {
            return self.unsupported("paths that do not begin and end with a node", path.span);
        }
        Some(pieces)
    }

    // ---- paths

    fn read_plain<'p>(
        &mut self,
        path: &'p PathPattern,
        pieces: &Pieces<'p>,
        reading: &mut Reading<'p>,
    ) {
        let mut left = self.read_node(pieces.nodes[0], reading);
        let start = reading.pattern.nodes[left].slot;
        let mut steps = Vec::with_capacity(pieces.relationships.len());
        for (written, node) in pieces.relationships.iter().zip(&pieces.nodes[1..]) {
            let slot = self.relationship_slot(written, reading);
            let right = self.read_node(node, reading);
            let relationship = self.relationship(written, slot, (left, right), reading);
            steps.push(relationship.slot);
            reading
                .arrows
                .push((reading.pattern.relationships.len(), written.span));
            reading.pattern.relationships.push(relationship);
            left = right;
        }
        if let Some(variable) = &path.variable {
            let slot = self.path_variable(variable, reading);
            reading
                .pattern
                .paths
                .push(PatternPath { slot, start, steps });
        }
    }

    fn read_shortest<'p>(
        &mut self,
        path: &'p PathPattern,
        pieces: &Pieces<'p>,
        all: bool,
        reading: &mut Reading<'p>,
    ) {
        let ([from, to], [written]) = (pieces.nodes.as_slice(), pieces.relationships.as_slice())
        else {
            let message = "a search for shortest paths takes one relationship between two nodes";
            self.report(mistake("InvalidRelationshipPattern", message, path.span));
            return;
        };
        reading.searching = true;
        let left = self.read_node(from, reading);
        let slot = self.relationship_slot(written, reading);
        let right = self.read_node(to, reading);
        let before = reading.stretches.len();
        let relationship = self.relationship(written, slot, (left, right), reading);
        if let Some(stretch) = reading.stretches.get_mut(before) {
            stretch.at = Place::Shortest(reading.pattern.shortest.len());
        }
        reading.searching = false;
        let path = match &path.variable {
            Some(variable) => self.path_variable(variable, reading),
            None => self.hidden("path", VariableKind::Path),
        };
        reading.pattern.shortest.push(ShortestPath {
            path,
            relationship,
            all,
            predicates: Vec::new(),
        });
    }

    fn path_variable(&mut self, variable: &ast::Name, reading: &Reading<'_>) -> Slot {
        if reading.declaring == Declaring::Nothing {
            self.refuse_declaration(variable);
        }
        self.declare(variable, VariableKind::Path, Type::Path)
    }

    fn refuse_declaration(&mut self, variable: &ast::Name) {
        let message = format!("variable `{}` is not defined", variable.text);
        let hint =
            "a pattern in a condition declares nothing; write `EXISTS { … }` to name its parts";
        self.report(mistake("UndefinedVariable", message, variable.span).with_hint(hint));
    }

    // ---- nodes

    fn read_node<'p>(&mut self, node: &'p NodePattern, reading: &mut Reading<'p>) -> usize {
        let slot = self.node_slot(node, reading);
        let at = *reading.node_at.entry(slot).or_insert_with(|| {
            reading.pattern.nodes.push(PatternNode {
                slot,
                bound: slot < reading.mark,
                labels: None,
            });
            reading.pattern.nodes.len() - 1
        });
        if let Some(written) = &node.labels {
            self.mention_labels(written, &Type::Node);
            let labels = labels(written);
            reading.end(at).require(&labels);
            let known = reading.pattern.nodes[at].labels.take();
            reading.pattern.nodes[at].labels = Some(both(known, labels));
        }
        if let Some(map) = &node.properties {
            reading.note_name(at, map);
            reading.conditions.push(Condition::Map { owner: slot, map });
        }
        reading
            .conditions
            .extend(node.predicate.as_deref().map(Condition::Inline));
        at
    }

    fn node_slot(&mut self, node: &NodePattern, reading: &Reading<'_>) -> Slot {
        let Some(variable) = &node.variable else {
            return self.hidden("node", VariableKind::Node);
        };
        let Some(slot) = self.scope.get(&variable.text) else {
            return self.declared(variable, VariableKind::Node, Type::Node, reading);
        };
        self.note_read(slot);
        let of = self.type_of(slot);
        if possible(&of, &Type::Node) {
            return slot;
        }
        self.report(type_conflict(
            &variable.text,
            &of,
            &Type::Node,
            variable.span,
        ));
        self.hidden("node", VariableKind::Node)
    }

    fn declared(
        &mut self,
        variable: &ast::Name,
        kind: VariableKind,
        of: Type,
        reading: &Reading<'_>,
    ) -> Slot {
        if reading.declaring != Declaring::Anything {
            self.refuse_declaration(variable);
            return self.hidden("undeclared", kind);
        }
        self.declare(variable, kind, of)
    }

    // ---- relationships

    /// The slot of a relationship, and whether it was bound before.
    fn relationship_slot(
        &mut self,
        written: &RelationshipPattern,
        reading: &mut Reading<'_>,
    ) -> (Slot, bool) {
        let (kind, of) = match reading.range(written) {
            Some(_) => (VariableKind::Relationships, Type::list(Type::Relationship)),
            None => (VariableKind::Relationship, Type::Relationship),
        };
        let Some(variable) = &written.variable else {
            return (self.hidden("relationship", kind), false);
        };
        let Some(slot) = self.scope.get(&variable.text) else {
            let slot = self.declared(variable, kind, of, reading);
            reading.relationships.insert(slot);
            return (slot, false);
        };
        self.note_read(slot);
        let is = self.type_of(slot);
        if !possible(&is, &of) {
            self.report(type_conflict(&variable.text, &is, &of, variable.span));
        } else if !reading.relationships.insert(slot) {
            self.report(repeated(variable));
        } else {
            return (slot, true);
        }
        (self.hidden("relationship", kind), false)
    }

    fn relationship<'p>(
        &mut self,
        written: &'p RelationshipPattern,
        (slot, bound): (Slot, bool),
        (left, right): (usize, usize),
        reading: &mut Reading<'p>,
    ) -> PatternRelationship {
        self.check_range(written);
        let (types, other_types) = self.types(written);
        let length = reading.range(written).map(|(min, max)| {
            let element = self.hidden("step", VariableKind::Relationship);
            let predicates = other_types
                .clone()
                .map(|labels| has_labels(element, labels, written.span));
            Length {
                min,
                max,
                element,
                predicates: predicates.into_iter().collect(),
            }
        });
        match &length {
            Some(length) => reading.stretch(written, length.element),
            None => reading.conditions_of(written, slot, other_types),
        }
        PatternRelationship {
            slot,
            bound,
            left,
            right,
            direction: written.direction,
            types,
            length,
        }
    }

    fn check_range(&mut self, written: &RelationshipPattern) {
        if written.range.is_some()
            && let Some(quantifier) = &written.quantifier
        {
            let message =
                "a relationship has a length in its brackets or behind its arrow, not both";
            self.report(mistake(
                "InvalidRelationshipPattern",
                message,
                quantifier.span,
            ));
        }
    }

    /// The types as plain alternatives, or else as a condition.
    fn types(&mut self, written: &RelationshipPattern) -> (Vec<Arc<str>>, Option<LabelExpression>) {
        let Some(types) = &written.types else {
            return (Vec::new(), None);
        };
        self.mention_labels(types, &Type::Relationship);
        match names_only(types, true) {
            Some(names) => {
                let mut unique: Vec<Arc<str>> = Vec::with_capacity(names.len());
                for name in names {
                    if !unique.contains(&name.text) {
                        unique.push(name.text);
                    }
                }
                (unique, None)
            }
            None if matches!(types.kind, ast::LabelExpressionKind::Wildcard) => (Vec::new(), None),
            None => (Vec::new(), Some(labels(types))),
        }
    }

    // ---- conditions

    fn resolve_conditions(&mut self, reading: &mut Reading<'_>) {
        for condition in std::mem::take(&mut reading.conditions) {
            let resolved = self.condition(&condition);
            reading.predicates.extend(resolved);
        }
        for stretch in std::mem::take(&mut reading.stretches) {
            let resolved = self.step_conditions(&stretch);
            if let Some(length) = reading.length_at(stretch.at) {
                length.predicates.extend(resolved);
            }
        }
    }

    /// The conditions on each step; there the relationship's variable is one relationship, not the list.
    fn step_conditions(&mut self, stretch: &Stretch<'_>) -> Vec<Expression> {
        let before = stretch.variable.map(|name| {
            (
                name.text.clone(),
                self.scope.insert(name.text.clone(), stretch.element),
            )
        });
        let resolved = stretch
            .conditions
            .iter()
            .flat_map(|condition| self.condition(condition));
        let resolved = resolved.collect();
        if let Some((name, before)) = before {
            self.scope.restore(&name, before);
        }
        resolved
    }

    fn condition(&mut self, condition: &Condition<'_>) -> Vec<Expression> {
        match condition {
            Condition::Inline(predicate) => self.conjuncts(predicate),
            Condition::Map { owner, map } => self.map_conditions(*owner, map),
        }
    }

    fn map_conditions(&mut self, owner: Slot, map: &ast::Expression) -> Vec<Expression> {
        match &map.kind {
            ast::ExpressionKind::Map(entries) => entries
                .iter()
                .map(|(key, value)| self.property_is(owner, key, value))
                .collect(),
            ast::ExpressionKind::Parameter(name) => {
                let message = format!(
                    "parameter `${}` cannot stand for a whole map of properties here",
                    name.text
                );
                let hint = format!("name the properties: {{key: ${}.key}}", name.text);
                self.report(mistake("InvalidParameterUse", message, map.span).with_hint(hint));
                Vec::new()
            }
            _ => {
                self.report(mistake(
                    "UnexpectedSyntax",
                    "the properties of a pattern are a map",
                    map.span,
                ));
                Vec::new()
            }
        }
    }

    fn property_is(&mut self, owner: Slot, key: &ast::Name, value: &ast::Expression) -> Expression {
        self.mentions.keys.push((key.text.clone(), key.span));
        let property = ExpressionKind::Property {
            base: Box::new(ExpressionKind::Slot(owner).at(key.span)),
            key: key.text.clone(),
        };
        let value = self.expression(value);
        let span = key.span.to(value.span);
        ExpressionKind::Comparison {
            operands: vec![property.at(key.span), value],
            operators: vec![ComparisonOperator::Equal],
        }
        .at(span)
    }

    /// Conditions that speak of one shortest path belong to the search for it.
    fn resolve_where(&mut self, predicate: &ast::Expression, reading: &mut Reading<'_>) {
        let mut parts = Vec::new();
        split(predicate, &mut parts);
        for part in parts {
            let (resolved, read) = self.reading(|a| a.predicate(part));
            match reading.only_shortest_in(&read) {
                Some(search) => search.predicates.push(resolved),
                None => reading.predicates.push(resolved),
            }
        }
    }

    fn mention_arrows(&mut self, reading: &mut Reading<'_>) {
        for (at, span) in std::mem::take(&mut reading.arrows) {
            let Some(relationship) = reading.pattern.relationships.get(at) else {
                continue;
            };
            let (left, right) = (relationship.left, relationship.right);
            let (types, direction) = (relationship.types.clone(), relationship.direction);
            if relationship.length.is_some()
                || types.is_empty()
                || direction == ast::Direction::Both
            {
                continue;
            }
            let (left, right) = (reading.end(left).clone(), reading.end(right).clone());
            self.mentions.arrows.push(Arrow {
                types,
                direction,
                left,
                right,
                span,
            });
        }
    }
}

impl<'p> Reading<'p> {
    fn new(declaring: Declaring, mark: Slot) -> Self {
        Self {
            pattern: Pattern::default(),
            declaring,
            searching: false,
            node_at: HashMap::new(),
            relationships: HashSet::new(),
            mark,
            conditions: Vec::new(),
            stretches: Vec::new(),
            predicates: Vec::new(),
            ends: HashMap::new(),
            arrows: Vec::new(),
        }
    }

    /// The bounds of a relationship that is walked several times; every one of a shortest path is.
    fn range(&self, written: &RelationshipPattern) -> Option<(u64, Option<u64>)> {
        let bounds = |range: &ast::Range, least| (range.min.unwrap_or(least), range.max);
        let range = written.range.as_ref().map(|range| bounds(range, 1));
        let quantifier = written.quantifier.as_ref().map(|range| bounds(range, 0));
        range
            .or(quantifier)
            .or(self.searching.then_some((1, Some(1))))
    }

    fn end(&mut self, node: usize) -> &mut End {
        self.ends.entry(node).or_default()
    }

    /// Remembers a node's `name` where its map gives it as a text.
    fn note_name(&mut self, node: usize, map: &ast::Expression) {
        let ast::ExpressionKind::Map(entries) = &map.kind else {
            return;
        };
        let name = entries.iter().find(|(key, _)| &*key.text == "name");
        if let Some((_, value)) = name
            && let ast::ExpressionKind::Literal(literal) = &value.kind
        {
            self.end(node).name = literal.0.as_str().map(Into::into);
        }
    }

    fn stretch(&mut self, written: &'p RelationshipPattern, element: Slot) {
        let mut conditions = Vec::new();
        conditions.extend(written.properties.as_deref().map(|map| Condition::Map {
            owner: element,
            map,
        }));
        conditions.extend(written.predicate.as_deref().map(Condition::Inline));
        let at = Place::Relationship(self.pattern.relationships.len());
        let variable = written.variable.as_ref();
        self.stretches.push(Stretch {
            at,
            element,
            variable,
            conditions,
        });
    }

    fn conditions_of(
        &mut self,
        written: &'p RelationshipPattern,
        slot: Slot,
        types: Option<LabelExpression>,
    ) {
        self.predicates
            .extend(types.map(|labels| has_labels(slot, labels, written.span)));
        let map = written.properties.as_deref();
        self.conditions
            .extend(map.map(|map| Condition::Map { owner: slot, map }));
        self.conditions
            .extend(written.predicate.as_deref().map(Condition::Inline));
    }

    fn length_at(&mut self, at: Place) -> Option<&mut Length> {
        match at {
            Place::Relationship(at) => self.pattern.relationships.get_mut(at)?.length.as_mut(),
            Place::Shortest(at) => self
                .pattern
                .shortest
                .get_mut(at)?
                .relationship
                .length
                .as_mut(),
        }
    }

    /// The one search whose path or relationships are among these slots.
    fn only_shortest_in(&mut self, read: &BTreeSet<Slot>) -> Option<&mut ShortestPath> {
        let speaks = |search: &&mut ShortestPath| {
            read.contains(&search.path) || read.contains(&search.relationship.slot)
        };
        let mut found = self.pattern.shortest.iter_mut().filter(speaks);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

impl End {
    fn require(&mut self, labels: &LabelExpression) {
        match labels {
            LabelExpression::Name(name) => self.labels.push(name.clone()),
            LabelExpression::And(parts) => parts.iter().for_each(|part| self.require(part)),
            _ => {}
        }
    }
}

fn both(known: Option<LabelExpression>, more: LabelExpression) -> LabelExpression {
    match known {
        None => more,
        Some(known) if known == more => known,
        Some(LabelExpression::And(mut parts)) => {
            parts.push(more);
            LabelExpression::And(parts)
        }
        Some(known) => LabelExpression::And(vec![known, more]),
    }
}

fn has_labels(owner: Slot, labels: LabelExpression, span: Span) -> Expression {
    let operand = Box::new(ExpressionKind::Slot(owner).at(span));
    ExpressionKind::HasLabels { operand, labels }.at(span)
}

fn repeated(variable: &ast::Name) -> super::SemanticError {
    let message = format!(
        "relationship `{}` stands twice in one `MATCH`, where all relationships differ",
        variable.text
    );
    mistake("RelationshipUniquenessViolation", message, variable.span)
}
