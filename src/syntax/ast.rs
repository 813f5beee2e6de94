//! The tree of a statement exactly as it was written: names unresolved, nothing checked, every node with its span.
//!
//! Names follow the openCypher grammar (BNF of 2026-03) and, where a form comes from there, ISO/IEC 39075 (GQL).

use std::sync::Arc;

use crate::diagnostic::Span;
use crate::value::Value;

/// A name with its place: a variable, a label, a type, a key, a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The text, back-ticks and their doubling removed.
    pub text: Arc<str>,
    /// Where it stands, back-ticks included.
    pub span: Span,
}

/// One statement of a script.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// `EXPLAIN`, `PROFILE`, `WHY` or nothing in front.
    pub mode: Mode,
    /// What is to be done.
    pub body: Body,
    /// From the first to the last token.
    pub span: Span,
}

/// How a statement is to be answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Run it and give its rows.
    #[default]
    Run,
    /// Give the plan, run nothing.
    Explain,
    /// Run it and give the plan with what it cost.
    Profile,
    /// Run it and say with each row which facts produced it.
    Why,
}

/// The kinds of statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// An openCypher query.
    Query(Query),
    /// A walk.
    Walk(Walk),
    /// `CREATE INDEX`, `DROP INDEX`, `CREATE CONSTRAINT`, `DROP CONSTRAINT`: recognised, with the words as written.
    Schema(SchemaCommand),
}

/// A command that changes what is declared of the graph.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaCommand {
    /// What is to be done.
    pub kind: SchemaKind,
    /// The whole command.
    pub span: Span,
}

/// The commands.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaKind {
    /// `CREATE INDEX`, `CREATE CONSTRAINT`.
    Create(SchemaRule),
    /// `DROP INDEX`, `DROP CONSTRAINT`.
    Drop {
        /// A constraint, not an index.
        constraint: bool,
        /// Its name.
        name: Name,
        /// `IF EXISTS`.
        if_there: bool,
    },
    /// One that is only recognised, by its leading keywords in upper case: `CREATE TEXT INDEX`.
    Other(String),
}

/// `[name] [IF NOT EXISTS] FOR (n:Label) ON (n.p, …)` and `… REQUIRE (n.p, …) IS …`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct SchemaRule {
    pub name: Option<Name>,
    /// `IF NOT EXISTS`.
    pub if_missing: bool,
    /// What must hold; `None` for an index.
    pub requirement: Option<Requirement>,
    /// Whether it is about relationships.
    pub relationships: bool,
    /// The label or the type.
    pub of: Name,
    pub properties: Vec<Name>,
}

/// What a constraint requires of properties.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Requirement {
    Unique,
    NotNull,
    Key,
    /// `IS :: TYPE`.
    Type(TypeName),
}

// ---------------------------------------------------------------------------------------------- walks

/// Stops and links alternating: `Qatar -> mediated -> ?what`. One link fewer than stops.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// The stops in order; at least one.
    pub stops: Vec<WalkStop>,
    /// The links between them.
    pub links: Vec<WalkLink>,
    /// From the first to the last token.
    pub span: Span,
}

/// A place in a walk.
#[derive(Clone, Debug, PartialEq)]
pub struct WalkStop {
    /// What stands there.
    pub kind: WalkStopKind,
    /// Where it stands, trimmed.
    pub span: Span,
}

/// A known or an unknown entity.
#[derive(Clone, Debug, PartialEq)]
pub enum WalkStopKind {
    /// A name or alias, quotes removed, trimmed.
    Named(Arc<str>),
    /// `?`, `?x`, `?:Label`, `?x:Label`, and `…`/`...` as an anonymous unknown. Labels are alternatives (`?x:A|B`).
    Unknown {
        /// The name behind the question mark.
        variable: Option<Name>,
        /// The labels it must have one of.
        labels: Vec<Name>,
    },
}

/// A relation in a walk.
#[derive(Clone, Debug, PartialEq)]
pub struct WalkLink {
    /// The way the arrows point.
    pub direction: Direction,
    /// What stands between the arrows.
    pub kind: WalkLinkKind,
    /// From the first arrow to the second, both included.
    pub span: Span,
}

/// What a link is.
#[derive(Clone, Debug, PartialEq)]
pub enum WalkLinkKind {
    /// One of these relation names as written, unfolded: `mediated|dialogue partner of`, each with its place.
    /// With `range` where a length follows: `mediated*1..3`.
    Named {
        /// The alternatives.
        names: Vec<Name>,
        /// The length, where one is given.
        range: Option<Range>,
    },
    /// `?` or `?r`: any one relation, a column of the answer.
    Unknown {
        /// The name behind the question mark.
        variable: Option<Name>,
    },
    /// `*1..3`: any relations, so many steps.
    AnyLength(Range),
}

// ---------------------------------------------------------------------------------------------- queries

/// Single queries joined by `UNION`, and by `NEXT`.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The first part.
    pub first: SingleQuery,
    /// `UNION` parts behind it, in order.
    pub rest: Vec<UnionPart>,
    /// The whole query.
    pub span: Span,
}

/// `UNION [ALL] query`.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionPart {
    /// With `ALL` (duplicates stay).
    pub all: bool,
    /// What follows.
    pub query: SingleQuery,
    /// The keyword's place.
    pub span: Span,
}

/// A sequence of clauses; which sequences make sense is for the semantic analysis to say.
#[derive(Clone, Debug, PartialEq)]
pub struct SingleQuery {
    /// The clauses in order; at least one.
    pub clauses: Vec<Clause>,
    /// The whole sequence.
    pub span: Span,
}

/// One clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Which one.
    pub kind: ClauseKind,
    /// From its keyword to its last token.
    pub span: Span,
}

/// The clauses.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum ClauseKind {
    Match(Match),
    Unwind(Unwind),
    With(Projection),
    Return(Projection),
    /// `CREATE` and `INSERT`.
    Create(Vec<PathPattern>),
    Merge(Merge),
    Set(Vec<SetItem>),
    Remove(Vec<RemoveItem>),
    Delete(Delete),
    Foreach(Foreach),
    Call(ProcedureCall),
    Subquery(CallSubquery),
    LoadCsv(LoadCsv),
    /// `FILTER [WHERE] predicate`.
    Filter(Expression),
    /// `LET x = e, …`.
    Let(Vec<(Name, Expression)>),
    /// `FOR x IN list [WITH ORDINALITY i | WITH OFFSET i]`.
    For(For),
    /// `ORDER BY … SKIP … LIMIT …` as a clause of its own.
    OrderLimit(OrderLimit),
    Finish,
    /// `NEXT` between two parts.
    Next,
    /// `USE graph`.
    Use(Name),
}

/// `[OPTIONAL] MATCH pattern [WHERE predicate]`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Match {
    pub optional: bool,
    pub mode: Option<MatchMode>,
    pub patterns: Vec<PathPattern>,
    pub predicate: Option<Expression>,
}

/// GQL's match modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum MatchMode {
    RepeatableElements,
    DifferentRelationships,
}

/// `UNWIND list AS variable`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Unwind {
    pub list: Expression,
    pub variable: Name,
}

/// `FOR variable IN list [WITH ORDINALITY | OFFSET variable]`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct For {
    pub variable: Name,
    pub list: Expression,
    /// The counter, and what its first value is: 1 for `ORDINALITY`, 0 for `OFFSET`.
    pub counter: Option<(Name, i64)>,
}

/// What `WITH` and `RETURN` share.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// With `DISTINCT`.
    pub distinct: bool,
    /// With `*` first: its place.
    pub star: Option<Span>,
    /// The items behind it.
    pub items: Vec<ProjectionItem>,
    /// `ORDER BY`, `SKIP`, `LIMIT`.
    pub tail: OrderLimit,
    /// `WHERE` behind a `WITH`.
    pub predicate: Option<Expression>,
}

/// `expression [AS alias]`.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectionItem {
    /// What is computed.
    pub expression: Expression,
    /// Its name, where one is given.
    pub alias: Option<Name>,
    /// The expression's text exactly as written: the column's name where there is no alias.
    pub text: Arc<str>,
    /// Expression and alias.
    pub span: Span,
}

/// `ORDER BY … SKIP … LIMIT …`.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct OrderLimit {
    pub order: Vec<SortItem>,
    pub skip: Option<Expression>,
    pub limit: Option<Expression>,
}

/// `expression [ASC | DESC] [NULLS FIRST | LAST]`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct SortItem {
    pub expression: Expression,
    pub descending: bool,
    pub nulls_first: Option<bool>,
}

/// `MERGE path ON CREATE SET … ON MATCH SET …`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Merge {
    pub pattern: PathPattern,
    pub on_create: Vec<SetItem>,
    pub on_match: Vec<SetItem>,
}

/// One assignment of `SET`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct SetItem {
    pub kind: SetItemKind,
    pub span: Span,
}

/// The forms of assignment.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum SetItemKind {
    /// `target.key = value`.
    Property {
        target: Expression,
        key: Name,
        value: Expression,
    },
    /// `target[key] = value`.
    DynamicProperty {
        target: Expression,
        key: Expression,
        value: Expression,
    },
    /// `variable = map`.
    Replace { variable: Name, value: Expression },
    /// `variable += map`.
    Merge { variable: Name, value: Expression },
    /// `variable:A:B`.
    Labels {
        variable: Name,
        labels: LabelExpression,
    },
}

/// One item of `REMOVE`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct RemoveItem {
    pub kind: RemoveItemKind,
    pub span: Span,
}

/// The forms of removal.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum RemoveItemKind {
    Property {
        target: Expression,
        key: Name,
    },
    DynamicProperty {
        target: Expression,
        key: Expression,
    },
    Labels {
        variable: Name,
        labels: LabelExpression,
    },
}

/// `[DETACH | NODETACH] DELETE expressions`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Delete {
    pub detach: bool,
    pub targets: Vec<Expression>,
}

/// `FOREACH (variable IN list | updating clauses)`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Foreach {
    pub variable: Name,
    pub list: Expression,
    pub body: Vec<Clause>,
}

/// `[OPTIONAL] CALL name(arguments) [YIELD items [WHERE predicate]]`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct ProcedureCall {
    pub optional: bool,
    /// The dotted name, `db.labels`.
    pub name: Name,
    /// `None` where no parentheses were written: arguments then come from the parameters.
    pub arguments: Option<Vec<Expression>>,
    pub yields: Yield,
    pub predicate: Option<Expression>,
}

/// What a procedure call passes on.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Yield {
    /// No `YIELD` was written.
    Absent,
    /// `YIELD *`; the star's place.
    All(Span),
    /// `YIELD column [AS variable], …`; empty for `YIELD -`.
    Items(Vec<(Name, Option<Name>)>),
}

/// `[OPTIONAL] CALL [(imports)] { query } [IN TRANSACTIONS …]`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct CallSubquery {
    pub optional: bool,
    pub imports: Imports,
    pub query: Query,
    /// `IN TRANSACTIONS …`.
    pub transactions: Option<Transactions>,
}

/// `IN TRANSACTIONS [OF n ROWS] [ON ERROR action] [REPORT STATUS AS variable]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Transactions {
    /// How many rows a transaction takes.
    pub rows: Option<Expression>,
    /// What is done when one fails.
    pub on_error: OnError,
    /// What becomes of each.
    pub status: Option<Name>,
    /// From `IN` to the end.
    pub span: Span,
}

/// What is done when one of a subquery's transactions fails. None fails that would not fail again: `RETRY` is what is behind its `THEN`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// The statement fails.
    #[default]
    Fail,
    /// The next transaction begins.
    Continue,
    /// No other begins.
    Break,
}

/// The variables a subquery takes from outside.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Imports {
    /// No parentheses: an importing `WITH` may lead.
    Unstated,
    /// `(*)`.
    All,
    /// `(a, b)`, possibly empty.
    Names(Vec<Name>),
}

/// `LOAD CSV [WITH HEADERS] FROM url AS variable [FIELDTERMINATOR text]`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct LoadCsv {
    pub with_headers: bool,
    pub from: Expression,
    pub variable: Name,
    pub field_terminator: Option<Expression>,
}

// ---------------------------------------------------------------------------------------------- patterns

/// `[variable =] [selector] elements`, or one of the shortest-path functions around them.
#[derive(Clone, Debug, PartialEq)]
pub struct PathPattern {
    /// The path variable.
    pub variable: Option<Name>,
    /// `shortestPath(…)`, `allShortestPaths(…)`, `ANY SHORTEST`, `SHORTEST k` …
    pub selector: Option<PathSelector>,
    /// GQL's path mode.
    pub mode: Option<PathMode>,
    /// Alternating nodes and relationships, beginning and ending with a node (or a group).
    pub elements: Vec<PatternElement>,
    /// The whole pattern.
    pub span: Span,
}

/// Which of the matching paths are wanted.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum PathSelector {
    /// `shortestPath(…)`.
    ShortestPath,
    /// `allShortestPaths(…)`.
    AllShortestPaths,
    /// `ALL`.
    All,
    /// `ANY [k]`.
    Any(Option<Expression>),
    /// `ANY SHORTEST`.
    AnyShortest,
    /// `ALL SHORTEST`.
    AllShortest,
    /// `SHORTEST k`.
    ShortestK(Expression),
    /// `SHORTEST [k] GROUPS`.
    ShortestGroups(Option<Expression>),
}

/// GQL's path modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PathMode {
    Walk,
    Trail,
    Acyclic,
    Simple,
}

/// A piece of a path pattern.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum PatternElement {
    Node(NodePattern),
    Relationship(RelationshipPattern),
    /// `( path WHERE predicate ){m,n}`.
    Group(GroupPattern),
}

/// A quantified or parenthesised part of a path pattern.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct GroupPattern {
    pub pattern: Box<PathPattern>,
    pub predicate: Option<Box<Expression>>,
    /// `None` for a plain parenthesis.
    pub quantifier: Option<Range>,
    pub span: Span,
}

/// `(variable:labels {properties} WHERE predicate)`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct NodePattern {
    pub variable: Option<Name>,
    pub labels: Option<LabelExpression>,
    /// A map literal or a parameter.
    pub properties: Option<Box<Expression>>,
    pub predicate: Option<Box<Expression>>,
    pub span: Span,
}

/// `-[variable:TYPES *range {properties} WHERE predicate]->` with an optional GQL quantifier behind it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct RelationshipPattern {
    pub direction: Direction,
    pub variable: Option<Name>,
    pub types: Option<LabelExpression>,
    /// `*`, `*2`, `*1..3`: openCypher's variable length.
    pub range: Option<Range>,
    /// `{1,3}`, `+`, `*` behind the arrow: GQL's.
    pub quantifier: Option<Range>,
    pub properties: Option<Box<Expression>>,
    pub predicate: Option<Box<Expression>>,
    pub span: Span,
}

/// The way an arrow points, seen from the left element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// `-->`.
    Outgoing,
    /// `<--`.
    Incoming,
    /// `--` and `<-->`.
    Both,
}

/// A number of steps. `*` has neither bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least number, where written.
    pub min: Option<u64>,
    /// The greatest number, where written.
    pub max: Option<u64>,
    /// Its place.
    pub span: Span,
}

/// `A`, `A:B`, `A|B&!C`, `%`, in node patterns, relationship patterns and predicates.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct LabelExpression {
    pub kind: LabelExpressionKind,
    pub span: Span,
}

/// The forms of label expression.
#[derive(Clone, Debug, PartialEq)]
pub enum LabelExpressionKind {
    /// One name.
    Name(Name),
    /// `%`: any at all.
    Wildcard,
    /// `$(expression)`, `$all(expression)`, or `$any(expression)` for one of several names.
    Dynamic {
        /// A name or a list of names.
        names: Box<Expression>,
        /// Whether one of the names is enough.
        any: bool,
    },
    /// `!x`.
    Not(Box<LabelExpression>),
    /// `a&b&c`; two or more.
    And(Vec<LabelExpression>),
    /// `a|b|c`; two or more.
    Or(Vec<LabelExpression>),
    /// `a:b:c`: openCypher's conjunction; two or more.
    Colon(Vec<LabelExpression>),
}

// ---------------------------------------------------------------------------------------------- expressions

/// An expression with its place.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Expression {
    pub kind: ExpressionKind,
    pub span: Span,
}

/// The forms of expression.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum ExpressionKind {
    /// `null`, `true`, a number, a text: already a value. Signs are operators; the literal
    /// `-9223372036854775808` is folded by the parser because its digits alone overflow.
    Literal(Literal),
    /// `$name` or `$0`.
    Parameter(Name),
    Variable(Name),
    /// `[a, b]`.
    List(Vec<Expression>),
    /// `{key: value}`.
    Map(Vec<(Name, Expression)>),
    /// `base{.key, key: value, variable, .*}`.
    MapProjection {
        base: Name,
        items: Vec<MapProjectionItem>,
    },
    /// `base.key`.
    Property {
        base: Box<Expression>,
        key: Name,
    },
    /// `base[index]`.
    Index {
        base: Box<Expression>,
        index: Box<Expression>,
    },
    /// `base[from..to]`.
    Slice {
        base: Box<Expression>,
        from: Option<Box<Expression>>,
        to: Option<Box<Expression>>,
    },
    Unary {
        operator: UnaryOperator,
        operand: Box<Expression>,
    },
    /// `a + b - c`: left-associative operators of one precedence level applied in turn; `rest` is not empty.
    /// Flat, so that a sum of a hundred thousand terms is not a tree a hundred thousand deep.
    Chain {
        first: Box<Expression>,
        rest: Vec<(BinaryOperator, Expression)>,
    },
    /// `a AND b AND c`; two or more.
    And(Vec<Expression>),
    /// `a OR b OR c`; two or more.
    Or(Vec<Expression>),
    /// `a XOR b XOR c`; two or more.
    Xor(Vec<Expression>),
    /// `a < b <= c`: each neighbouring pair is compared. One operator fewer than operands; two operands or more.
    Comparison {
        operands: Vec<Expression>,
        operators: Vec<ComparisonOperator>,
    },
    /// `x IS [NOT] NULL`.
    IsNull {
        operand: Box<Expression>,
        negated: bool,
    },
    /// `x IS [NOT] :: type`.
    IsTyped {
        operand: Box<Expression>,
        negated: bool,
        of: TypeName,
    },
    /// `x IS [NOT] TRUE`, `FALSE` or `UNKNOWN` (`None`).
    IsTruth {
        operand: Box<Expression>,
        negated: bool,
        truth: Option<bool>,
    },
    /// `x IS [NOT] [form] NORMALIZED`.
    IsNormalized {
        operand: Box<Expression>,
        negated: bool,
        form: NormalForm,
    },
    /// `x:A:B`, `x IS A`: a label or type test.
    HasLabels {
        operand: Box<Expression>,
        labels: LabelExpression,
    },
    /// `CASE [subject] WHEN … THEN … ELSE … END`.
    Case(Case),
    /// The subject of the `CASE` around it, in a `WHEN` that begins with an operator: nothing is written for it.
    Subject,
    /// `name(arguments)`, dotted names joined by `.`: `date.truncate`. Also aggregates: nothing is known of names here.
    Call(Call),
    /// `count(*)`: any call whose only argument is a star.
    CallStar(Name),
    /// `[x IN list WHERE predicate | projection]`.
    ListComprehension {
        variable: Name,
        list: Box<Expression>,
        predicate: Option<Box<Expression>>,
        projection: Option<Box<Expression>>,
    },
    /// `[p = (a)-->(b) WHERE predicate | projection]`.
    PatternComprehension {
        pattern: Box<PathPattern>,
        predicate: Option<Box<Expression>>,
        projection: Box<Expression>,
    },
    /// `all(x IN list WHERE predicate)` and its three sisters: a call by syntax, named in `quantifier`.
    Quantified {
        quantifier: Quantifier,
        variable: Name,
        list: Box<Expression>,
        predicate: Option<Box<Expression>>,
    },
    /// `reduce(accumulator = start, x IN list | step)`.
    Reduce {
        accumulator: Name,
        start: Box<Expression>,
        variable: Name,
        list: Box<Expression>,
        step: Box<Expression>,
    },
    /// `(a)-->(b)` as an expression, and `shortestPath(…)` in one.
    Pattern(Box<PathPattern>),
    /// `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`.
    Subquery {
        kind: SubqueryKind,
        body: Box<SubqueryBody>,
    },
}

/// A literal's value; floats compare by bits so that the tree compares.
#[derive(Clone, Debug)]
pub struct Literal(pub Value);

impl PartialEq for Literal {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Value::Null, Value::Null) => true,
            (Value::Boolean(a), Value::Boolean(b)) => a == b,
            (Value::Integer(a), Value::Integer(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::String(a), Value::String(b)) => a == b,
            _ => false,
        }
    }
}

/// One item of a map projection.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum MapProjectionItem {
    /// `.key`.
    Property(Name),
    /// `key: value`.
    Entry(Name, Expression),
    /// `variable`.
    Variable(Name),
    /// `.*`.
    All(Span),
}

/// Operators in front of one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnaryOperator {
    Not,
    Plus,
    Minus,
}

/// Operators between two operands, other than `AND`, `OR`, `XOR` and comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    /// `||`.
    Concatenate,
    In,
    StartsWith,
    EndsWith,
    Contains,
    /// `=~`.
    Matches,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ComparisonOperator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// `CASE`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Case {
    pub subject: Option<Box<Expression>>,
    /// With a subject several values may stand behind one `WHEN`; without one it is a single predicate.
    pub branches: Vec<(Vec<Expression>, Expression)>,
    pub otherwise: Option<Box<Expression>>,
}

/// Unicode's normal forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum NormalForm {
    #[default]
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

impl NormalForm {
    /// All of them.
    pub const ALL: [NormalForm; 4] = [Self::Nfc, Self::Nfd, Self::Nfkc, Self::Nfkd];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            NormalForm::Nfc => "NFC",
            NormalForm::Nfd => "NFD",
            NormalForm::Nfkc => "NFKC",
            NormalForm::Nfkd => "NFKD",
        }
    }

    /// The form of that name, in any case.
    pub fn named(word: &str) -> Option<NormalForm> {
        Self::ALL
            .into_iter()
            .find(|form| form.as_str().eq_ignore_ascii_case(word))
    }
}

/// A function call.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Call {
    /// The name as written, dotted.
    pub name: Name,
    pub distinct: bool,
    pub arguments: Vec<Expression>,
}

/// The predicates over lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Quantifier {
    All,
    Any,
    None,
    Single,
}

/// Which question a subquery answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum SubqueryKind {
    Exists,
    Count,
    Collect,
}

/// What stands between a subquery's braces.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum SubqueryBody {
    /// Patterns with an optional `WHERE`.
    Pattern {
        patterns: Vec<PathPattern>,
        predicate: Option<Expression>,
    },
    Query(Query),
}

/// A type as `IS ::` and signatures write it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct TypeName {
    pub kind: crate::value::Type,
    pub span: Span,
}
