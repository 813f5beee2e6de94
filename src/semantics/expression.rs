//! Resolved expressions: names are slots, functions are known, patterns are subqueries.
//!
//! The type parameter is what a subquery has become: a resolved [`Query`](super::query::Query) after the semantic
//! analysis, a plan after planning. So an expression with an unplanned subquery cannot reach the executor.

use std::sync::Arc;

use crate::diagnostic::Span;
use crate::function::Function;
use crate::syntax::ast::{BinaryOperator, ComparisonOperator, Quantifier, SubqueryKind};
use crate::value::{Type, Value};

/// The number of a variable; each variable of a statement, named or not, has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(pub u32);

/// An expression with its place.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Expression<Q> {
    pub kind: ExpressionKind<Q>,
    pub span: Span,
}

/// The forms of resolved expression.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum ExpressionKind<Q> {
    Literal(Value),
    Parameter(Arc<str>),
    Slot(Slot),
    List(Vec<Expression<Q>>),
    Map(Vec<(Arc<str>, Expression<Q>)>),
    /// Entries are evaluated in order, later ones win.
    MapProjection {
        base: Box<Expression<Q>>,
        items: Vec<MapProjectionItem<Q>>,
    },
    /// A property of an entity or map, a component of a temporal value or point.
    Property {
        base: Box<Expression<Q>>,
        key: Arc<str>,
    },
    Index {
        base: Box<Expression<Q>>,
        index: Box<Expression<Q>>,
    },
    Slice {
        base: Box<Expression<Q>>,
        from: Option<Box<Expression<Q>>>,
        to: Option<Box<Expression<Q>>>,
    },
    Not(Box<Expression<Q>>),
    Negate(Box<Expression<Q>>),
    /// Unary plus: the operand, which must be a number.
    Plus(Box<Expression<Q>>),
    Chain {
        first: Box<Expression<Q>>,
        rest: Vec<(BinaryOperator, Expression<Q>)>,
    },
    And(Vec<Expression<Q>>),
    Or(Vec<Expression<Q>>),
    Xor(Vec<Expression<Q>>),
    Comparison {
        operands: Vec<Expression<Q>>,
        operators: Vec<ComparisonOperator>,
    },
    IsNull {
        operand: Box<Expression<Q>>,
        negated: bool,
    },
    IsTyped {
        operand: Box<Expression<Q>>,
        negated: bool,
        of: Type,
    },
    /// Labels of a node or the type of a relationship; `null` for `null`.
    HasLabels {
        operand: Box<Expression<Q>>,
        labels: LabelExpression,
    },
    /// Labels of a node or the type of a relationship whose names are computed: a text or a list of texts. All of
    /// them, or with `any` one; `null` for `null`.
    HasDynamicLabels {
        operand: Box<Expression<Q>>,
        names: Box<Expression<Q>>,
        any: bool,
    },
    Case {
        subject: Option<Box<Expression<Q>>>,
        branches: Vec<(Vec<Expression<Q>>, Expression<Q>)>,
        otherwise: Option<Box<Expression<Q>>>,
    },
    /// A scalar function; arity is checked.
    Call {
        function: Arc<Function>,
        arguments: Vec<Expression<Q>>,
    },
    ListComprehension {
        variable: Slot,
        list: Box<Expression<Q>>,
        predicate: Option<Box<Expression<Q>>>,
        projection: Option<Box<Expression<Q>>>,
    },
    Quantified {
        quantifier: Quantifier,
        variable: Slot,
        list: Box<Expression<Q>>,
        predicate: Box<Expression<Q>>,
    },
    Reduce {
        accumulator: Slot,
        start: Box<Expression<Q>>,
        variable: Slot,
        list: Box<Expression<Q>>,
        step: Box<Expression<Q>>,
    },
    /// `EXISTS`, `COUNT`, `COLLECT`; pattern predicates are `EXISTS`, pattern comprehensions `COLLECT`.
    /// `imports` are the outer slots the query reads.
    Subquery {
        kind: SubqueryKind,
        query: Box<Q>,
        imports: Vec<Slot>,
    },
    /// The path from a node along relationships or lists of relationships, each a slot; `null` if any is.
    Path {
        start: Slot,
        steps: Vec<Slot>,
    },
    /// Whether a slot holds a node, or a relationship, that is in the graph: not what was deleted, nor any other value.
    Present {
        slot: Slot,
        of: Type,
    },
    /// Whether two relationships, or a relationship and a list, or two lists, have no relationship in common.
    Disjoint {
        left: Slot,
        right: Slot,
    },
}

/// One item of a map projection.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum MapProjectionItem<Q> {
    Property(Arc<str>),
    Entry(Arc<str>, Expression<Q>),
    All,
}

/// A condition on the labels of a node or the type of a relationship.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LabelExpression {
    /// Carries this label, is of this type.
    Name(Arc<str>),
    /// Carries any label.
    Wildcard,
    /// The opposite.
    Not(Box<LabelExpression>),
    /// All of these.
    And(Vec<LabelExpression>),
    /// One of these.
    Or(Vec<LabelExpression>),
}

impl<Q> ExpressionKind<Q> {
    /// The expression at a place.
    pub(super) fn at(self, span: Span) -> Expression<Q> {
        Expression { kind: self, span }
    }
}
