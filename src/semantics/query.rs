//! The resolved query: what the semantic analysis hands to the planner.
//!
//! Always holds: every slot is introduced once before it is read; a property map in a `MATCH` pattern has become
//! predicates; patterns are graphs of numbered nodes and relationships; aggregation is separate from what is computed
//! from its results; arities are right; clauses stand in an order that makes sense.

use std::sync::Arc;

use super::expression::{ExpressionKind, LabelExpression, Slot};
use super::mention::Mentions;
use crate::diagnostic::Span;
use crate::function::{Function, Procedure};
use crate::graph::Direction;
use crate::syntax::ast::{self, Mode, OnError, PathMode};

/// A resolved expression whose subqueries are resolved queries.
pub type Expression = super::expression::Expression<Query>;

/// A whole statement, resolved.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// How it is to be answered.
    pub mode: Mode,
    /// What is to be run.
    pub query: Query,
    /// All variables, indexed by slot.
    pub slots: Vec<Variable>,
    /// The parameters it reads, in order of appearance.
    pub parameters: Vec<Arc<str>>,
    /// Whether it changes the graph.
    pub writes: bool,
    /// Whether it deletes something, so that a variable may hold what is no longer in the graph.
    pub deletes: bool,
    /// The labels, types and keys it speaks of, for warnings.
    pub mentions: Mentions,
}

/// What is known of a slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name; unnamed ones have one that cannot be written, such as `  node 3`.
    pub name: Arc<str>,
    /// What it holds.
    pub kind: VariableKind,
}

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariableKind {
    /// A node or `null`.
    Node,
    /// A relationship or `null`.
    Relationship,
    /// The relationships of a variable-length pattern.
    Relationships,
    /// A path.
    Path,
    /// Any value.
    Value,
}

/// One or more single queries joined by `UNION`.
#[derive(Clone, Debug)]
pub struct Query {
    /// The parts; one without `UNION`.
    pub parts: Vec<SingleQuery>,
    /// `UNION` without `ALL`.
    pub distinct: bool,
    /// The columns of the result; empty for a query without `RETURN`.
    pub columns: Vec<Column>,
}

/// A column of a result.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading.
    pub name: Arc<str>,
    /// Where its values are. With `UNION` a slot of its own, else the slot of the only part.
    pub slot: Slot,
}

/// A sequence of clauses.
#[derive(Clone, Debug)]
pub struct SingleQuery {
    /// The clauses in order.
    pub clauses: Vec<Clause>,
    /// The slots of this part's columns, in the order of [`Query::columns`].
    pub outputs: Vec<Slot>,
}

/// A resolved clause.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Clause {
    Match(Match),
    Unwind(Unwind),
    /// `WITH` and `RETURN`.
    Project(Project),
    /// `FILTER`; all must hold.
    Filter(Vec<Expression>),
    Create(Create),
    Merge(Merge),
    Set(Vec<SetItem>),
    Remove(Vec<RemoveItem>),
    Delete(Delete),
    Foreach(Foreach),
    Call(ProcedureCall),
    Subquery(Subquery),
    LoadCsv(LoadCsv),
    /// The rows so far are not wanted.
    Finish,
}

/// `[OPTIONAL] MATCH`.
#[derive(Clone, Debug)]
pub struct Match {
    /// Whether rows without a match stay, with `null`s.
    pub optional: bool,
    /// What is sought.
    pub pattern: Pattern,
    /// Conjuncts of `WHERE`, inline predicates and property maps, all of which must hold.
    pub predicates: Vec<Expression>,
}

/// A graph of pattern nodes and relationships.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    /// The nodes, each slot once.
    pub nodes: Vec<PatternNode>,
    /// The relationships in the order written.
    pub relationships: Vec<PatternRelationship>,
    /// The path variables.
    pub paths: Vec<PatternPath>,
    /// `shortestPath` and `allShortestPaths`; their relationships are not among `relationships`.
    pub shortest: Vec<ShortestPath>,
    /// Quantified parts of paths, and paths with a selector or a mode; between two of `nodes` each.
    pub searches: Vec<PathSearch>,
    /// Whether relationships of this pattern must differ from each other (all of openCypher's do).
    pub different_relationships: bool,
}

/// A node of a pattern.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct PatternNode {
    pub slot: Slot,
    /// Whether an earlier clause (or an outer query) bound it.
    pub bound: bool,
    pub labels: Option<LabelExpression>,
}

/// A relationship of a pattern.
#[derive(Clone, Debug)]
pub struct PatternRelationship {
    /// The relationship, or the list of them where `length` is given.
    pub slot: Slot,
    /// Whether an earlier clause bound it.
    pub bound: bool,
    /// The node on its left, an index into [`Pattern::nodes`].
    pub left: usize,
    /// The node on its right.
    pub right: usize,
    /// The arrow seen from the left.
    pub direction: Direction,
    /// The types it may have; empty for any. Names only: other type expressions have become predicates.
    pub types: Vec<Arc<str>>,
    /// For variable length.
    pub length: Option<Length>,
    /// Which `MATCH` it stands in, where a pattern is made of several: only those of one have to differ.
    pub clause: u32,
}

impl From<ast::Direction> for Direction {
    fn from(arrow: ast::Direction) -> Self {
        match arrow {
            ast::Direction::Outgoing => Direction::Outgoing,
            ast::Direction::Incoming => Direction::Incoming,
            ast::Direction::Both => Direction::Both,
        }
    }
}

/// A number of steps with what each must satisfy.
#[derive(Clone, Debug)]
pub struct Length {
    /// The least number of relationships.
    pub min: u64,
    /// The greatest number; `None` for no limit.
    pub max: Option<u64>,
    /// The slot each relationship is put into while `predicates` are evaluated.
    pub element: Slot,
    /// What each relationship must satisfy.
    pub predicates: Vec<Expression>,
}

/// A path variable.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct PatternPath {
    pub slot: Slot,
    /// Slot of the first node.
    pub start: Slot,
    /// Slots of the relationships (or lists of them) in walking order.
    pub steps: Vec<Slot>,
}

/// A search for shortest paths between two nodes.
#[derive(Clone, Debug)]
pub struct ShortestPath {
    /// The path, if named; a slot in any case.
    pub path: Slot,
    /// The pattern's relationships: its slot holds the list; `length` is always given.
    pub relationship: PatternRelationship,
    /// All shortest ones, not any.
    pub all: bool,
    /// Conjuncts that speak of this path (or its relationships) and so belong to the search.
    pub predicates: Vec<Expression>,
}

/// A path, or a quantified part of one, that is searched as a whole between two nodes.
#[derive(Clone, Debug)]
pub struct PathSearch<Q = Query> {
    /// The path; a slot in any case.
    pub path: Slot,
    /// All its relationships as a list.
    pub relationships: Slot,
    /// The node it begins at.
    pub left: Slot,
    /// The node it ends at.
    pub right: Slot,
    /// What lies between, from left to right.
    pub parts: Vec<PathPart<Q>>,
    /// Which paths there are.
    pub mode: PathMode,
    /// Which of them are wanted for each pair of ends.
    pub selector: Selector<Q>,
    /// What a path must satisfy before any is selected.
    pub predicates: Vec<super::expression::Expression<Q>>,
}

/// Some hops, gone a number of times.
#[derive(Clone, Debug)]
pub struct PathPart<Q = Query> {
    /// The node each round begins at.
    pub start: Slot,
    /// The hops of one round; at least one.
    pub hops: Vec<Hop<Q>>,
    /// The least number of rounds.
    pub min: u64,
    /// The greatest; `None` for no limit.
    pub max: Option<u64>,
    /// The slots of a round that are wanted as lists, each with the slot of its list. Without any it is a single round, and
    /// its relationship is wanted itself.
    pub lists: Vec<(Slot, Slot)>,
    /// The node behind the last round.
    pub end: Slot,
    /// What that node must satisfy; nothing of the end of the whole path is said here.
    pub end_predicates: Vec<super::expression::Expression<Q>>,
}

/// A relationship and the node it leads to.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Hop<Q = Query> {
    pub relationship: Slot,
    pub node: Slot,
    pub direction: Direction,
    /// Empty for any type.
    pub types: Vec<Arc<str>>,
    /// What can be asked once this hop of the round is made.
    pub predicates: Vec<super::expression::Expression<Q>>,
}

/// Which paths between two nodes are wanted.
#[derive(Clone, Debug)]
pub enum Selector<Q = Query> {
    /// All.
    All,
    /// So many, the shortest first.
    Shortest(super::expression::Expression<Q>),
    /// Those of so many least lengths.
    ShortestGroups(super::expression::Expression<Q>),
}

impl<Q> PathSearch<Q> {
    /// The slots it sets, its ends aside.
    pub fn introduces(&self) -> Vec<Slot> {
        let mut all = vec![self.path, self.relationships];
        for part in &self.parts {
            match part.lists.is_empty() {
                true => all.extend(part.hops.iter().map(|hop| hop.relationship)),
                false => all.extend(part.lists.iter().map(|(_, list)| *list)),
            }
            all.push(part.end);
        }
        all.retain(|slot| *slot != self.left && *slot != self.right);
        all
    }

    /// The slots that have a value only while a path is looked for.
    pub fn inner(&self) -> Vec<Slot> {
        let parts = self.parts.iter();
        let slots = parts.flat_map(|part| {
            let hops = part.hops.iter();
            std::iter::once(part.start).chain(hops.flat_map(|hop| [hop.relationship, hop.node]))
        });
        slots
            .chain(self.parts.iter().map(|part| part.end))
            .collect()
    }
}

/// `UNWIND` and `FOR`.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Unwind {
    pub list: Expression,
    pub slot: Slot,
    /// The counter and its first value.
    pub counter: Option<(Slot, i64)>,
}

/// `WITH` and `RETURN`, in the order they work: group, compute, remove duplicates, sort, skip, limit, filter; only
/// the items' slots remain afterwards.
#[derive(Clone, Debug)]
pub struct Project {
    /// Where any item aggregates.
    pub grouping: Option<Grouping>,
    /// What is computed: from the input's slots, or from the grouping's where there is one. A variable passed on as it is
    /// keeps its slot: `(s, Slot(s))`.
    pub items: Vec<(Slot, Expression)>,
    /// `DISTINCT`.
    pub distinct: bool,
    /// `ORDER BY`: reads the items' slots and, without grouping and `DISTINCT`, also the input's.
    pub order: Vec<SortKey>,
    /// `SKIP`: reads no slot.
    pub skip: Option<Expression>,
    /// `LIMIT`: reads no slot.
    pub limit: Option<Expression>,
    /// `WHERE` behind `WITH`: conjuncts over the items' slots (and what `ORDER BY` may read).
    pub predicates: Vec<Expression>,
}

impl Project {
    /// A projection that only computes.
    pub fn of(items: Vec<(Slot, Expression)>) -> Self {
        Self {
            grouping: None,
            items,
            distinct: false,
            order: Vec::new(),
            skip: None,
            limit: None,
            predicates: Vec::new(),
        }
    }
}

/// An implicit group-by.
#[derive(Clone, Debug, Default)]
pub struct Grouping {
    /// What rows are grouped by.
    pub keys: Vec<(Slot, Expression)>,
    /// What is computed for each group.
    pub aggregates: Vec<AggregateItem<Query>>,
    /// Without keys: the slots from around the query that stand beside the one group, which is there even without rows.
    pub around: Vec<Slot>,
}

impl Grouping {
    /// Keeps slots from around the query, which are the same in every row: they are among what rows are grouped by.
    pub(super) fn keep(&mut self, slots: impl IntoIterator<Item = Slot>, span: Span) {
        for slot in slots {
            let known = self.around.contains(&slot) || self.keys.iter().any(|(it, _)| *it == slot);
            match known {
                true => {}
                false if self.keys.is_empty() => self.around.push(slot),
                false => self.keys.push((slot, ExpressionKind::Slot(slot).at(span))),
            }
        }
    }
}

/// One aggregation.
#[derive(Clone, Debug)]
pub struct AggregateItem<Q> {
    /// Where the result goes.
    pub slot: Slot,
    /// Which; `None` is `count(*)`.
    pub function: Option<Arc<Function>>,
    /// `DISTINCT`.
    pub distinct: bool,
    /// Its arguments.
    pub arguments: Vec<super::expression::Expression<Q>>,
}

/// One key of an order.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct SortKeyOf<Q> {
    pub expression: super::expression::Expression<Q>,
    pub descending: bool,
    /// `None`: as orderability has it, last when ascending.
    pub nulls_first: Option<bool>,
}

/// One key of a resolved order.
pub type SortKey = SortKeyOf<Query>;

/// `CREATE`; nodes first, then relationships, then paths.
#[derive(Clone, Debug)]
pub struct Create<Q = Query> {
    /// New nodes.
    pub nodes: Vec<CreateNode<Q>>,
    /// New relationships.
    pub relationships: Vec<CreateRelationship<Q>>,
    /// Path variables over them.
    pub paths: Vec<PatternPath>,
}

/// A node to be created.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct CreateNode<Q = Query> {
    pub slot: Slot,
    pub labels: Vec<Arc<str>>,
    /// More labels: each a name or a list of names.
    pub dynamic_labels: Vec<super::expression::Expression<Q>>,
    /// A map.
    pub properties: Option<super::expression::Expression<Q>>,
}

/// A relationship to be created; `start` and `end` are in the arrow's direction.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct CreateRelationship<Q = Query> {
    pub slot: Slot,
    pub start: Slot,
    pub kind: NewType<Q>,
    pub end: Slot,
    pub properties: Option<super::expression::Expression<Q>>,
    /// Where it is written.
    pub span: Span,
}

/// The type of a relationship to be created.
#[derive(Clone, Debug)]
pub enum NewType<Q = Query> {
    /// Written in the query.
    Name(Arc<str>),
    /// Computed: a name, or a list of one.
    Dynamic(super::expression::Expression<Q>),
}

impl<Q> NewType<Q> {
    /// The name if it is written in the query.
    pub fn name(&self) -> Option<&Arc<str>> {
        match self {
            NewType::Name(name) => Some(name),
            NewType::Dynamic(_) => None,
        }
    }
}

/// `MERGE`: for each row match the pattern, or create it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Merge {
    pub pattern: Pattern,
    pub predicates: Vec<Expression>,
    pub create: Create,
    pub on_create: Vec<SetItem>,
    pub on_match: Vec<SetItem>,
}

/// One assignment.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum SetItem<Q = Query> {
    Property {
        target: super::expression::Expression<Q>,
        key: Arc<str>,
        value: super::expression::Expression<Q>,
    },
    DynamicProperty {
        target: super::expression::Expression<Q>,
        key: super::expression::Expression<Q>,
        value: super::expression::Expression<Q>,
    },
    /// `n = map`: all properties are replaced.
    Replace {
        target: Slot,
        value: super::expression::Expression<Q>,
    },
    /// `n += map`.
    Merge {
        target: Slot,
        value: super::expression::Expression<Q>,
    },
    Labels {
        target: Slot,
        labels: Vec<Arc<str>>,
    },
    /// `n:$(names)`.
    DynamicLabels {
        target: Slot,
        names: super::expression::Expression<Q>,
    },
}

/// One removal.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum RemoveItem<Q = Query> {
    Property {
        target: super::expression::Expression<Q>,
        key: Arc<str>,
    },
    DynamicProperty {
        target: super::expression::Expression<Q>,
        key: super::expression::Expression<Q>,
    },
    Labels {
        target: Slot,
        labels: Vec<Arc<str>>,
    },
    /// `n:$(names)`.
    DynamicLabels {
        target: Slot,
        names: super::expression::Expression<Q>,
    },
}

/// `[DETACH] DELETE`.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Delete<Q = Query> {
    pub detach: bool,
    pub targets: Vec<super::expression::Expression<Q>>,
}

/// `FOREACH`; the body has only updating clauses.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Foreach {
    pub slot: Slot,
    pub list: Expression,
    pub body: Vec<Clause>,
}

/// `CALL procedure`.
#[derive(Clone, Debug)]
pub struct ProcedureCall<Q = Query> {
    /// Which.
    pub procedure: Arc<Procedure>,
    /// One for each parameter.
    pub arguments: Vec<super::expression::Expression<Q>>,
    /// Which of its columns go into which slots.
    pub yields: Vec<(usize, Slot)>,
    /// `OPTIONAL CALL`: no row of it gives one of `null`s.
    pub optional: bool,
    /// A procedure without columns called among other clauses passes each row through.
    pub passes_rows: bool,
}

/// `CALL { … }`.
#[derive(Clone, Debug)]
pub struct Subquery {
    /// The body.
    pub query: Query,
    /// The outer slots it reads.
    pub imports: Vec<Slot>,
    /// `OPTIONAL CALL`.
    pub optional: bool,
    /// `IN TRANSACTIONS`.
    pub batches: Option<Batches>,
}

/// `IN TRANSACTIONS`: so many rows at a time.
#[derive(Clone, Debug)]
pub struct Batches<Q = Query> {
    /// How many rows; where nothing is said a thousand.
    pub rows: Option<super::expression::Expression<Q>>,
    /// What is done when a batch fails.
    pub on_error: OnError,
    /// What becomes of each row's batch.
    pub status: Option<Slot>,
}

/// `LOAD CSV`.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct LoadCsv<Q = Query> {
    pub with_headers: bool,
    pub from: super::expression::Expression<Q>,
    pub slot: Slot,
    pub origin: Origin,
    pub field_terminator: Option<super::expression::Expression<Q>>,
}

/// What `file()` and `linenumber()` are of a line that `LOAD CSV` has read.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Origin {
    pub file: Slot,
    pub line: Slot,
}
