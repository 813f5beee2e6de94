//! The state of an analysis: what every clause and expression adds to.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use indexmap::IndexSet;

use super::SemanticError;
use super::aggregation::Grouped;
use super::expression::Slot;
use super::mention::Mentions;
use super::mistake::{mistake, not_supported};
use super::query::{Resolved, Variable, VariableKind};
use super::scope::{Loss, Scope};
use super::types;
use crate::diagnostic::Span;
use crate::function::{Function, Library, Procedure};
use crate::syntax::ast;
use crate::value::Type;

/// Resolves a statement that is a query.
///
/// # Errors
/// All mistakes that do not follow from one another, in the order of the text; at least one.
pub fn analyse(
    statement: &ast::Statement,
    library: &Library,
) -> Result<Resolved, Vec<SemanticError>> {
    let query = query_of(statement).map_err(|error| vec![error])?;
    let mut analyser = Analyser::new(library);
    let query = analyser.statement(query);
    if !analyser.errors.is_empty() {
        return Err(in_order(analyser.errors));
    }
    let mut resolved = Resolved {
        mode: statement.mode,
        query,
        slots: analyser.slots,
        parameters: analyser.parameters.into_iter().collect(),
        writes: analyser.writes,
        deletes: analyser.deletes,
        mentions: analyser.mentions,
    };
    if statement.mode == ast::Mode::Why {
        super::why::instrument(&mut resolved, library, statement.span)
            .map_err(|error| vec![error])?;
    }
    Ok(resolved)
}

fn query_of(statement: &ast::Statement) -> Result<&ast::Query, SemanticError> {
    match &statement.body {
        ast::Body::Query(query) => Ok(query),
        ast::Body::Schema(command) => Err(not_supported(
            "a schema command inside a query",
            command.span,
        )),
        ast::Body::Walk(walk) => Err(mistake(
            "UnexpectedSyntax",
            "a walk has to be looked up in a graph before it is a query",
            walk.span,
        )),
    }
}

/// By place, each mistake once.
fn in_order(mut errors: Vec<SemanticError>) -> Vec<SemanticError> {
    errors.sort_by_key(|error| (error.span.start, error.span.end));
    let mut seen = HashSet::new();
    errors.retain(|error| seen.insert((error.detail, error.span)));
    errors
}

/// What an aggregation at the current place would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aggregating {
    /// A mistake.
    Forbidden,
    /// What the projection's grouping is for.
    Grouped,
    /// A mistake of another kind: an aggregation inside an aggregation.
    Inside,
}

/// The state.
pub(super) struct Analyser<'l> {
    pub library: &'l Library,
    pub slots: Vec<Variable>,
    types: Vec<Type>,
    pub scope: Scope,
    pub aggregating: Aggregating,
    /// While the items of a grouping projection are resolved.
    pub grouped: Option<Grouped>,
    /// The scope around the `CALL { }` whose part is being read, for a leading `WITH` to import from.
    pub importing: Option<Scope>,
    /// The variables of the list expressions around the current place.
    pub locals: Vec<Arc<str>>,
    /// The subjects of the `CASE`s around the current place whose tests begin with operators.
    pub subjects: Vec<Slot>,
    reads: Vec<BTreeSet<Slot>>,
    parameters: IndexSet<Arc<str>>,
    pub mentions: Mentions,
    pub errors: Vec<SemanticError>,
    undefined: HashSet<Arc<str>>,
    /// Names that some `WITH` did not pass on.
    pub left_behind: HashSet<Arc<str>>,
    pub writes: bool,
    pub deletes: bool,
}

impl<'l> Analyser<'l> {
    fn new(library: &'l Library) -> Self {
        Self {
            library,
            slots: Vec::new(),
            types: Vec::new(),
            scope: Scope::default(),
            aggregating: Aggregating::Forbidden,
            grouped: None,
            importing: None,
            locals: Vec::new(),
            subjects: Vec::new(),
            reads: Vec::new(),
            parameters: IndexSet::new(),
            mentions: Mentions::default(),
            errors: Vec::new(),
            undefined: HashSet::new(),
            left_behind: HashSet::new(),
            writes: false,
            deletes: false,
        }
    }

    // ---- slots

    /// A slot of its own.
    pub fn fresh(&mut self, name: Arc<str>, kind: VariableKind, of: Type) -> Slot {
        let slot = Slot(u32::try_from(self.slots.len()).unwrap_or(u32::MAX));
        self.slots.push(Variable { name, kind });
        self.types.push(of);
        slot
    }

    /// A slot for a value, of the kind its type tells.
    pub fn fresh_value(&mut self, name: Arc<str>, of: Type) -> Slot {
        self.fresh(name, types::kind(&of), of)
    }

    /// A slot no name can reach, such as `  node 3`.
    pub fn hidden(&mut self, what: &str, kind: VariableKind) -> Slot {
        let name = format!("  {what} {}", self.slots.len());
        self.fresh(name.into(), kind, types::of_kind(kind))
    }

    /// Declares a name that must be new; says so where it is not.
    pub fn declare(&mut self, name: &ast::Name, kind: VariableKind, of: Type) -> Slot {
        self.refuse_bound(name);
        let slot = self.fresh(name.text.clone(), kind, of);
        self.scope.insert(name.text.clone(), slot);
        slot
    }

    /// Says so where a name means something already.
    pub fn refuse_bound(&mut self, name: &ast::Name) {
        if self.scope.get(&name.text).is_some() {
            self.report(super::mistake::already_bound(&name.text, name.span));
        } else if self.scope.is_not_imported(&name.text) {
            self.report(not_imported(name));
        } else if let Some(loss) = self.loss(&name.text) {
            self.report(lost(name, loss));
        }
    }

    /// The static type of a slot.
    pub fn type_of(&self, slot: Slot) -> Type {
        self.types[slot.0 as usize].clone()
    }

    // ---- names

    /// The slot of a variable that is read here.
    pub fn read(&mut self, name: &ast::Name) -> Option<Slot> {
        match self.scope.get(&name.text) {
            Some(slot) => {
                self.note_read(slot);
                self.note_outer(slot);
                Some(slot)
            }
            None => {
                self.undefined(name);
                None
            }
        }
    }

    /// Remembers that the current query reads a slot.
    pub fn note_read(&mut self, slot: Slot) {
        if let Some(reads) = self.reads.last_mut() {
            reads.insert(slot);
        }
    }

    /// Remembers that a slot from around the query is read beside aggregations.
    pub fn note_outer(&mut self, slot: Slot) {
        if let Some(grouped) = &mut self.grouped
            && self.scope.has_outer(slot)
        {
            grouped.outer.insert(slot);
        }
    }

    /// What `work` reads.
    pub fn reading<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> (T, BTreeSet<Slot>) {
        self.reads.push(BTreeSet::new());
        let result = work(self);
        let read = self.reads.pop().unwrap_or_default();
        if let Some(outer) = self.reads.last_mut() {
            outer.extend(read.iter().copied());
        }
        (result, read)
    }

    /// The number the next slot will have: what is below was there before.
    pub fn mark(&self) -> Slot {
        Slot(u32::try_from(self.slots.len()).unwrap_or(u32::MAX))
    }

    fn undefined(&mut self, name: &ast::Name) {
        let error = if self.scope.is_not_imported(&name.text) {
            not_imported(name)
        } else if let Some(loss) = self.loss(&name.text) {
            lost(name, loss)
        } else if self.left_behind.contains(&name.text) {
            let hint = format!("a `WITH` before did not pass `{}` on", name.text);
            undefined(name).with_hint(hint)
        } else {
            let undefined = match name.text.starts_with(char::is_uppercase) {
                true => undefined(name).with_hint(format!("for a text write '{}'", name.text)),
                false => undefined(name),
            };
            undefined.suggesting(&name.text, self.scope.visible())
        };
        if self.undefined.insert(name.text.clone()) || error.detail != "UndefinedVariable" {
            self.errors.push(error);
        }
    }

    /// Whether the statement has such a variable, here or where it cannot be read from here.
    pub fn is_known(&self, name: &str) -> bool {
        self.scope.get(name).is_some()
            || self.scope.is_not_imported(name)
            || self.loss(name).is_some()
            || self.left_behind.contains(name)
    }

    /// Why a name that is not in scope cannot be read, where it is one of the rows that are being grouped or made distinct, here
    /// or around a subquery.
    pub fn loss(&self, name: &str) -> Option<Loss> {
        let grouped = self.grouped.as_ref();
        let here = grouped.filter(|grouped| grouped.input.get(name).is_some());
        here.map(|grouped| grouped.loss(name))
            .or_else(|| self.scope.loss(name))
    }

    /// The variables a subquery at this place cannot read any more.
    pub fn losses(&self) -> Vec<(Arc<str>, Loss)> {
        let Some(grouped) = &self.grouped else {
            return Vec::new();
        };
        let names = grouped.input.visible().map(Arc::<str>::from);
        names
            .map(|name| (name.clone(), grouped.loss(&name)))
            .collect()
    }

    /// Remembers a parameter.
    pub fn parameter(&mut self, name: &Arc<str>) {
        self.parameters.insert(name.clone());
    }

    // ---- the library

    /// The function of that name.
    pub fn function(&self, name: &str) -> Option<Arc<Function>> {
        self.library.function(name).cloned().map(Arc::new)
    }

    /// The procedure of that name.
    pub fn procedure(&self, name: &str) -> Option<Arc<Procedure>> {
        self.library.procedure(name).cloned().map(Arc::new)
    }

    // ---- mistakes

    /// Remembers a mistake and goes on.
    pub fn report(&mut self, error: SemanticError) {
        self.errors.push(error);
    }

    /// Refuses a type that can never be one of those wanted.
    pub fn expect(&mut self, found: &Type, wanted: &[Type], expected: &str, span: Span) {
        if !types::possibly_one_of(found, wanted) {
            self.report(super::mistake::wrong_type(expected, found, span));
        }
    }
}

/// A variable that cannot be read any more because rows have been put together.
pub(super) fn lost(name: &ast::Name, loss: Loss) -> SemanticError {
    let name_of = &name.text;
    match loss {
        Loss::Ambiguous => {
            let message = format!("`{name_of}` is mixed with an aggregation and not grouped by");
            let hint = "return it, or what is read of it, as a column of its own: rows are grouped by those";
            mistake("AmbiguousAggregationExpression", message, name.span).with_hint(hint)
        }
        Loss::Gone => {
            let message = format!(
                "variable `{name_of}` is not there any more where rows have been put together"
            );
            let hint = format!("only what is returned can be sorted by; return `{name_of}` too");
            mistake("UndefinedVariable", message, name.span).with_hint(hint)
        }
    }
}

fn undefined(name: &ast::Name) -> SemanticError {
    let message = format!("variable `{}` is not defined", name.text);
    mistake("UndefinedVariable", message, name.span)
}

fn not_imported(name: &ast::Name) -> SemanticError {
    let message = format!(
        "variable `{}` is outside this subquery, which does not say whether it takes it in",
        name.text
    );
    let hint = format!(
        "write `CALL ({0}) {{ … }}` to use it, `CALL () {{ … }}` to leave it outside",
        name.text
    );
    mistake("UndefinedVariable", message, name.span).with_hint(hint)
}
