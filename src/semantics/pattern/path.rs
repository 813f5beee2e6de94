//! Path patterns: plain ones, and those `shortestPath` and `allShortestPaths` search for.

use super::super::analyse::{Analyser, lost};
use super::super::expression::Slot;
use super::super::mistake::mistake;
use super::super::query::{PatternPath, ShortestPath, VariableKind};
use super::reading::Reading;
use super::{Declaring, Link, Pieces, Place};
use crate::syntax::ast;
use crate::syntax::ast::PathPattern;
use crate::value::Type;

impl Analyser<'_> {
    pub(super) fn read_plain<'p>(&mut self, pieces: &Pieces<'p>, reading: &mut Reading<'p>) {
        let mut left = self.read_node(pieces.nodes[0], reading);
        let start = reading.pattern.nodes[left].slot;
        let mut steps = Vec::with_capacity(pieces.links.len());
        for (link, node) in pieces.links.iter().zip(&pieces.nodes[1..]) {
            let written = match *link {
                Link::Relationship(written) => written,
                Link::Group(group) => {
                    let right = self.read_node(node, reading);
                    steps.extend(self.read_group(group, (left, right), reading));
                    left = right;
                    continue;
                }
            };
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
        if let Some(variable) = pieces.variable {
            let slot = self.path_variable(variable, reading);
            reading
                .pattern
                .paths
                .push(PatternPath { slot, start, steps });
        }
    }

    pub(super) fn read_shortest<'p>(
        &mut self,
        path: &'p PathPattern,
        pieces: &Pieces<'p>,
        all: bool,
        reading: &mut Reading<'p>,
    ) {
        let ([from, to], [Link::Relationship(written)]) =
            (pieces.nodes.as_slice(), pieces.links.as_slice())
        else {
            let message = "a search for shortest paths takes one relationship between two nodes";
            self.report(mistake("InvalidRelationshipPattern", message, path.span));
            self.declare_parts(pieces, reading);
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
        let path = match pieces.variable {
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

    /// Declares the names of a path that is written wrongly, lest each be an error of its own.
    fn declare_parts<'p>(&mut self, pieces: &Pieces<'p>, reading: &mut Reading<'p>) {
        for node in &pieces.nodes {
            self.read_node(node, reading);
        }
        for link in &pieces.links {
            if let Link::Relationship(written) = link {
                self.relationship_slot(written, reading);
            }
        }
        if let Some(variable) = pieces.variable {
            self.path_variable(variable, reading);
        }
    }

    pub(super) fn path_variable(&mut self, variable: &ast::Name, reading: &Reading<'_>) -> Slot {
        if reading.declaring == Declaring::Nothing {
            self.refuse_declaration(variable);
        }
        self.declare(variable, VariableKind::Path, Type::Path)
    }

    pub(super) fn refuse_declaration(&mut self, variable: &ast::Name) {
        if let Some(loss) = self.loss(&variable.text) {
            return self.report(lost(variable, loss));
        }
        let message = format!("variable `{}` is not defined", variable.text);
        let hint =
            "a pattern in a condition declares nothing; write `EXISTS { … }` to name its parts";
        self.report(mistake("UndefinedVariable", message, variable.span).with_hint(hint));
    }
}
