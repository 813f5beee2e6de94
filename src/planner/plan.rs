//! The plan: a tree of operators under the field's names (Neo4j's operator reference), ready to run.
//!
//! A row is one value for each live slot. Every operator says which slots are read above it (`live`), so the executor
//! carries no others.

use std::sync::Arc;

use crate::function::Procedure;
use crate::graph::{Direction, Graph, TypeId};
use crate::semantics::expression::{LabelExpression, Slot};
use crate::semantics::query::{self, Origin, Variable};

/// An expression whose subqueries are plans.
pub type Expression = crate::semantics::expression::Expression<Plan>;
/// A planned aggregation.
pub type AggregateItem = query::AggregateItem<Plan>;
/// A planned sort key.
pub type SortKey = query::SortKeyOf<Plan>;
/// A planned `CREATE`.
pub type Create = query::Create<Plan>;
/// A planned assignment.
pub type SetItem = query::SetItem<Plan>;
/// A planned search for paths.
pub type PathSearch = query::PathSearch<Plan>;
/// What is run so many rows at a time.
pub type Batches = query::Batches<Plan>;
/// A planned removal.
pub type RemoveItem = query::RemoveItem<Plan>;

/// A statement, or a subquery of an expression, ready to run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The topmost operator.
    pub root: Operator,
    /// The columns of the result; empty where there is none.
    pub columns: Vec<query::Column>,
    /// All variables of the statement, indexed by slot; shared by its subqueries.
    pub slots: Arc<[Variable]>,
    /// Where a subquery's leaf takes its rows from; unused by a whole statement.
    pub argument: ArgumentId,
    /// Whether running it changes the graph.
    pub writes: bool,
    /// What it relies on. Where one does not hold any more the query has to be planned anew.
    pub assumptions: Vec<Assumption>,
}

/// What a plan may rely on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Assumption {
    /// Every relationship of a type has a node with a label at one end: `Outgoing` at its start, `Incoming` at its end.
    Ends {
        kind: Arc<str>,
        end: Direction,
        label: Arc<str>,
    },
    /// No relationship of a type begins where it ends.
    NoLoops { kind: Arc<str> },
    /// Relationships between nodes with such labels have such types.
    Types(Joining),
}

/// The types of the relationships between nodes with some labels, as far as can be said without looking at them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joining {
    /// The types asked about; empty for all.
    pub among: Vec<Arc<str>>,
    /// What is known of the labels on the left and on the right.
    pub labels: [Option<LabelExpression>; 2],
    /// The arrow seen from the left.
    pub direction: Direction,
    /// Those of the types that relationships between such nodes have, or might have.
    pub types: Vec<Arc<str>>,
}

impl Joining {
    /// What can be said of a graph.
    pub(crate) fn in_graph(
        among: Vec<Arc<str>>,
        labels: [Option<LabelExpression>; 2],
        direction: Direction,
        graph: &Graph,
    ) -> Self {
        let mut joining = Self {
            among,
            labels,
            direction,
            types: Vec::new(),
        };
        joining.types = joining.found(graph).cloned().collect();
        joining
    }

    fn holds(&self, graph: &Graph) -> bool {
        self.found(graph).eq(&self.types)
    }

    fn found<'g>(&self, graph: &'g Graph) -> impl Iterator<Item = &'g Arc<str>> {
        let asked = graph
            .types()
            .filter(|(_, name)| self.among.is_empty() || self.among.contains(name));
        asked
            .filter(|(kind, _)| self.may_be(*kind, graph))
            .map(|(_, name)| name)
    }

    /// Whether relationships of a type begin at nodes with the labels of one side, and end at nodes with those of the other.
    fn may_be(&self, kind: TypeId, graph: &Graph) -> bool {
        let [left, right] = &self.labels;
        let from = |start: &Option<LabelExpression>, end: &Option<LabelExpression>| {
            let at = |labels: &Option<LabelExpression>, side| {
                labels
                    .as_ref()
                    .is_none_or(|labels| may_end(kind, side, labels, graph))
            };
            at(start, Direction::Outgoing) && at(end, Direction::Incoming)
        };
        graph.relationship_count_of(kind) > 0
            && match self.direction {
                Direction::Outgoing => from(left, right),
                Direction::Incoming => from(right, left),
                Direction::Both | Direction::Ascending | Direction::Descending => {
                    from(left, right) || from(right, left)
                }
            }
    }
}

/// Whether relationships of a type have a node that fits labels at an end, or might have.
fn may_end(kind: TypeId, end: Direction, labels: &LabelExpression, graph: &Graph) -> bool {
    match labels {
        LabelExpression::Name(label) => graph
            .label_id(label)
            .is_some_and(|label| graph.relationship_count_at(kind, end, label) > 0),
        LabelExpression::And(all) => all.iter().all(|it| may_end(kind, end, it, graph)),
        LabelExpression::Or(any) => any.iter().any(|it| may_end(kind, end, it, graph)),
        LabelExpression::Not(_) | LabelExpression::Wildcard => true,
    }
}

impl Assumption {
    /// Whether it is so.
    pub fn holds(&self, graph: &Graph) -> bool {
        match self {
            Assumption::Ends { kind, end, label } => graph.type_id(kind).is_none_or(|kind| {
                let label = graph.label_id(label);
                let at = label.map_or(0, |label| graph.relationship_count_at(kind, *end, label));
                at == graph.relationship_count_of(kind)
            }),
            Assumption::NoLoops { kind } => graph
                .type_id(kind)
                .is_none_or(|kind| graph.loop_count_of(kind) == 0),
            Assumption::Types(joining) => joining.holds(graph),
        }
    }
}

impl Plan {
    /// Whether all it relies on is so.
    pub fn holds(&self, graph: &Graph) -> bool {
        self.assumptions.iter().all(|it| it.holds(graph))
    }
}

/// Which of the rows held for nested plans a leaf reads: each [`OperatorKind::Apply`] and its like has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArgumentId(pub u32);

/// One operator with its inputs.
#[derive(Clone, Debug)]
pub struct Operator {
    /// What it does.
    pub kind: OperatorKind,
    /// The slots its output carries, ascending: those read above it.
    pub live: Vec<Slot>,
    /// How many rows the planner expects.
    pub estimated_rows: f64,
    /// Its number in the plan, for `PROFILE`; assigned depth first over the whole statement, subqueries included.
    pub id: usize,
}

/// What relationships an expansion follows.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Follow {
    pub direction: Direction,
    /// Empty for any type.
    pub types: Vec<Arc<str>>,
}

impl Follow {
    /// The same from the other end.
    pub(crate) fn reversed(&self) -> Self {
        Self {
            direction: self.direction.reversed(),
            types: self.types.clone(),
        }
    }
}

/// A number of steps with what each relationship must satisfy.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Steps {
    pub min: u64,
    pub max: Option<u64>,
    /// The slot a relationship is in while `predicates` are evaluated.
    pub element: Slot,
    pub predicates: Vec<Expression>,
}

/// A tree of relationships that hangs off a bound node and is counted, not given.
///
/// Its number at a node is the sum over the relationships followed of the number of its [`BranchEnd`] at the other end; what
/// that stands for above depends on `counting`.
#[derive(Clone, Debug)]
pub struct Branch {
    /// What is followed from the node.
    pub follow: Follow,
    /// What its number means for the row.
    pub counting: Counting,
    /// The slot the relationship would have.
    pub relationship: Slot,
    /// Relationships of the row from which this one differs.
    pub apart_from: Vec<Slot>,
    /// The node arrived at.
    pub end: BranchEnd,
}

/// A node at the end of a branch. Its number is one where its conditions hold, times those of its joins and branches.
#[derive(Clone, Debug)]
pub struct BranchEnd {
    /// The slot it would have.
    pub slot: Slot,
    /// Conditions on its labels; all must hold.
    pub labels: Vec<LabelExpression>,
    /// Nodes of the row from which it differs.
    pub apart_from: Vec<Slot>,
    /// Nodes whose ids its own is below or above.
    pub bounds: Vec<Bound>,
    /// How it is joined to nodes of the row.
    pub joins: Vec<Join>,
    /// What goes on from it.
    pub branches: Vec<Branch>,
}

/// How the id of a node arrived at compares with that of another node: `id(a) < id(b)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The other node, of the row; `None`: the one it is arrived at from.
    pub than: Option<Slot>,
    /// Whether the node arrived at has the greater id.
    pub greater: bool,
}

/// The relationships between a node arrived at and a node of the row.
#[derive(Clone, Debug)]
pub struct Join {
    /// The node of the row.
    pub to: Slot,
    /// What is followed from the node arrived at to it.
    pub follow: Follow,
    /// What their number means.
    pub counting: Counting,
    /// The slot the relationship would have.
    pub relationship: Slot,
}

/// What a number of continuations means for what is continued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// It counts so many times.
    Times,
    /// The same, and once where there is none: `OPTIONAL MATCH`.
    AtLeastOnce,
    /// It counts once where there is one: `EXISTS`.
    Exists,
    /// It counts once where there is none: `NOT EXISTS`.
    Absent,
    /// Of a join: it counts as often as the row's node has relationships that lead elsewhere.
    Others,
}

impl Branch {
    /// The slots of the row it reads.
    pub fn reads(&self) -> Vec<Slot> {
        let mut read = self.apart_from.clone();
        read.extend(&self.end.apart_from);
        read.extend(self.end.bounds.iter().filter_map(|bound| bound.than));
        read.extend(self.end.joins.iter().map(|join| join.to));
        read.extend(self.end.branches.iter().flat_map(Branch::reads));
        read
    }
}

/// One relationship of an [`OperatorKind::ExpandDistinct`] with the node it leads to.
#[derive(Clone, Debug)]
pub struct DistinctHop {
    /// What is followed.
    pub follow: Follow,
    /// The slot the relationship would have.
    pub relationship: Slot,
    /// The slot of the node arrived at; only that of the last is set.
    pub to: Slot,
    /// Conditions on its labels; all must hold.
    pub labels: Vec<LabelExpression>,
    /// The hops before, counted from the first, whose relationships differ from this one's.
    pub apart_from: Vec<usize>,
    /// The nodes passed before, counted from where the first hop begins, from which the one arrived at differs.
    pub end_apart_from: Vec<usize>,
}

/// The operators. Inputs come first; a leaf has none.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum OperatorKind {
    /// Leaf: the rows of the surrounding operator's current argument; at the bottom of a statement one row with no slot.
    Argument { argument: Option<ArgumentId> },
    /// Each input row with each node.
    AllNodesScan { input: Box<Operator>, slot: Slot },
    /// Each input row with each node whose labels fit.
    NodeByLabelScan {
        input: Box<Operator>,
        slot: Slot,
        labels: LabelExpression,
    },
    /// Each input row with the node whose id equals a value (`list`: with those whose ids equal items of a list), each once.
    NodeByIdSeek {
        input: Box<Operator>,
        slot: Slot,
        ids: Expression,
        list: bool,
    },
    /// Each input row with the nodes that have a property equal to a value (`list`: to an item of a list), each node once.
    NodeIndexSeek {
        input: Box<Operator>,
        slot: Slot,
        labels: Option<LabelExpression>,
        key: Arc<str>,
        value: Expression,
        list: bool,
    },
    /// Each input row with each relationship of the types once, in its stored direction (`Both`: in both).
    RelationshipTypeScan {
        input: Box<Operator>,
        left: Slot,
        relationship: Slot,
        right: Slot,
        follow: Follow,
    },
    /// From a bound node along one relationship to nodes not yet bound that have all these labels, whose ids are so bounded, and
    /// that are joined so to nodes of the row: a cycle is closed while it is matched.
    ExpandAll {
        input: Box<Operator>,
        from: Slot,
        relationship: Slot,
        to: Slot,
        follow: Follow,
        labels: Vec<LabelExpression>,
        bounds: Vec<Bound>,
        joins: Vec<Join>,
    },
    /// Between two bound nodes: one row for each relationship that joins them.
    ExpandInto {
        input: Box<Operator>,
        from: Slot,
        relationship: Slot,
        to: Slot,
        follow: Follow,
    },
    /// From a bound node along branches nobody reads: the row counts as often as there are ways to follow them all. Where
    /// there are none it is left out, or with `keeps` counts zero times; only an aggregation that counts may be above that.
    ExpandCount {
        input: Box<Operator>,
        from: Slot,
        branches: Vec<Branch>,
        keeps: bool,
    },
    /// From a bound node along relationships to their ends, each end once: the only slot that is read, and only for whether it is
    /// there.
    ExpandDistinct {
        input: Box<Operator>,
        from: Slot,
        hops: Vec<DistinctHop>,
    },
    /// Variable length from a bound node to the nodes it leads to, each once. A shortest way is one without repeated
    /// relationships, so that `steps` says no more than how many there are at most, and at least none or one. `apart`: a node
    /// that a way leads to differs from where that began.
    PruningVarLengthExpand {
        input: Box<Operator>,
        from: Slot,
        apart: bool,
        relationships: Slot,
        to: Slot,
        follow: Follow,
        steps: Steps,
    },
    /// Variable length from a bound node; relationships within one path differ. `into`: `to` is bound already.
    VarLengthExpand {
        input: Box<Operator>,
        from: Slot,
        relationships: Slot,
        to: Slot,
        follow: Follow,
        steps: Steps,
        into: bool,
        /// Whether the walk was planned right to left, so that the list has to be turned round.
        reversed: bool,
    },
    /// A relationship (or a list of them, where `list`) bound earlier: its end nodes. `left_bound` and `right_bound` tell
    /// which are compared, not set.
    ProjectEndpoints {
        input: Box<Operator>,
        relationship: Slot,
        list: Option<Steps>,
        left: Slot,
        left_bound: bool,
        right: Slot,
        right_bound: bool,
        follow: Follow,
    },
    /// Shortest paths between two bound nodes: the path and its relationships. Predicates speak of `path`.
    ShortestPath {
        input: Box<Operator>,
        from: Slot,
        to: Slot,
        relationships: Slot,
        path: Slot,
        follow: Follow,
        steps: Steps,
        all: bool,
        predicates: Vec<Expression>,
    },
    /// Paths from a bound node, searched as a whole. `into`: the node at their end is bound already.
    PathSearch {
        input: Box<Operator>,
        search: PathSearch,
        into: bool,
    },
    /// Rows for which all predicates are true.
    Filter {
        input: Box<Operator>,
        predicates: Vec<Expression>,
    },
    /// Rows with further slots, computed from those there are.
    Projection {
        input: Box<Operator>,
        items: Vec<(Slot, Expression)>,
    },
    /// One row a group, with its keys and aggregates; without keys exactly one row.
    EagerAggregation {
        input: Box<Operator>,
        keys: Vec<(Slot, Expression)>,
        aggregates: Vec<AggregateItem>,
    },
    /// Rows with the same node, the only slot that is read of them, as one row that counts as often as they did.
    PartialAggregation { input: Box<Operator>, node: Slot },
    /// The first of each set of rows that are equivalent in these slots.
    Distinct {
        input: Box<Operator>,
        slots: Vec<Slot>,
    },
    /// All rows in order; equal ones stay in the order they came.
    Sort {
        input: Box<Operator>,
        keys: Vec<SortKey>,
    },
    /// The first `limit` rows in order.
    Top {
        input: Box<Operator>,
        keys: Vec<SortKey>,
        limit: Expression,
    },
    /// All but the first rows.
    Skip {
        input: Box<Operator>,
        count: Expression,
    },
    /// The first rows; stops asking for more. Where something below it writes there is an `Eager` between, which must run
    /// even for a limit of zero.
    Limit {
        input: Box<Operator>,
        count: Expression,
    },
    /// One row for each item of a list; none for `null` and the empty list.
    Unwind {
        input: Box<Operator>,
        list: Expression,
        slot: Slot,
        counter: Option<(Slot, i64)>,
    },
    /// The rows of each input in turn, its slots renamed to `outputs`.
    Union {
        inputs: Vec<(Operator, Vec<Slot>)>,
        outputs: Vec<Slot>,
    },
    /// Each row of the left with each of the right; the right runs once.
    CartesianProduct {
        left: Box<Operator>,
        right: Box<Operator>,
    },
    /// Rows of both sides whose expressions are equal (three-valued equality true).
    ValueHashJoin {
        left: Box<Operator>,
        right: Box<Operator>,
        keys: Vec<(Expression, Expression)>,
    },
    /// Rows of both sides which have the same nodes in these slots.
    NodeHashJoin {
        left: Box<Operator>,
        right: Box<Operator>,
        slots: Vec<Slot>,
    },
    /// For each input row the rows of the inner plan, which begins with it. Slots of `live` that the inner rows do not carry
    /// (they were grouped away) come from the input row.
    Apply {
        input: Box<Operator>,
        inner: Box<Operator>,
        argument: ArgumentId,
    },
    /// The same; an input row for which the inner plan gives none stays, with `null` in `introduces`. Over an `EmptyResult` it
    /// is a subquery that is run for what it does.
    OptionalApply {
        input: Box<Operator>,
        inner: Box<Operator>,
        argument: ArgumentId,
        introduces: Vec<Slot>,
    },
    /// For so many input rows at a time the rows of the inner plan, which begins with them. What a batch that fails has changed is
    /// undone; where the statement goes on, its rows stay, with `null` in `introduces`.
    TransactionApply {
        input: Box<Operator>,
        inner: Box<Operator>,
        argument: ArgumentId,
        batches: Batches,
        introduces: Vec<Slot>,
    },
    /// The input rows for which the inner plan gives a row; `anti`: none.
    SemiApply {
        input: Box<Operator>,
        inner: Box<Operator>,
        argument: ArgumentId,
        anti: bool,
    },
    /// Procedure rows for each input row.
    ProcedureCall {
        input: Box<Operator>,
        procedure: Arc<Procedure>,
        arguments: Vec<Expression>,
        yields: Vec<(usize, Slot)>,
        optional: bool,
        passes_rows: bool,
    },
    /// Lines of a file for each input row.
    LoadCsv {
        input: Box<Operator>,
        with_headers: bool,
        from: Expression,
        slot: Slot,
        origin: Origin,
        field_terminator: Option<Expression>,
    },
    /// Runs `body` for each item of the list, passes the row on.
    Foreach {
        input: Box<Operator>,
        slot: Slot,
        list: Expression,
        body: Box<Operator>,
        argument: ArgumentId,
    },
    /// Creates nodes and relationships for each row.
    Create {
        input: Box<Operator>,
        create: Create,
    },
    /// For each row in turn the matches of `inner`, or what is created.
    Merge {
        input: Box<Operator>,
        inner: Box<Operator>,
        argument: ArgumentId,
        create: Create,
        on_create: Vec<SetItem>,
        on_match: Vec<SetItem>,
    },
    /// Sets properties and labels.
    Set {
        input: Box<Operator>,
        items: Vec<SetItem>,
    },
    /// Removes properties and labels.
    Remove {
        input: Box<Operator>,
        items: Vec<RemoveItem>,
    },
    /// Deletes entities: all targets of all rows, relationships first.
    Delete {
        input: Box<Operator>,
        detach: bool,
        targets: Vec<Expression>,
    },
    /// All input rows are there before the first is passed on.
    Eager { input: Box<Operator> },
    /// Runs the input and gives nothing.
    EmptyResult { input: Box<Operator> },
    /// The columns of the result, in order.
    ProduceResults {
        input: Box<Operator>,
        columns: Vec<query::Column>,
    },
}
