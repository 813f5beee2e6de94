//! Short words for expressions, chunks and a context to evaluate them in.

use std::sync::Arc;

use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::{Context, GraphAccess, Limits};
use crate::executor::evaluate::evaluate;
use crate::executor::profile::Reads;
use crate::function::{Clock, Library, Random};
use crate::graph::Graph;
use crate::planner::plan::Expression;
use crate::semantics::expression::{ExpressionKind as Kind, Slot};
use crate::syntax::ast::{BinaryOperator, ComparisonOperator, Quantifier};
use crate::value::{Map, Value};

/// An expression at no place in particular.
pub fn of(kind: Kind<crate::planner::plan::Plan>) -> Expression {
    Expression {
        kind,
        span: Span::default(),
    }
}

/// The same at a place, to be found again in an error.
pub fn placed(expression: Expression, start: u32, end: u32) -> Expression {
    Expression {
        span: Span { start, end },
        ..expression
    }
}

pub fn literal(value: impl Into<Value>) -> Expression {
    of(Kind::Literal(value.into()))
}

pub fn null() -> Expression {
    of(Kind::Literal(Value::Null))
}

pub fn slot(number: u32) -> Expression {
    of(Kind::Slot(Slot(number)))
}

pub fn list(items: impl IntoIterator<Item = Expression>) -> Expression {
    of(Kind::List(items.into_iter().collect()))
}

pub fn chain(left: Expression, operator: BinaryOperator, right: Expression) -> Expression {
    of(Kind::Chain {
        first: Box::new(left),
        rest: vec![(operator, right)],
    })
}

pub fn relation(left: Expression, operator: ComparisonOperator, right: Expression) -> Expression {
    of(Kind::Comparison {
        operands: vec![left, right],
        operators: vec![operator],
    })
}

/// `1 / 0`: what must not be evaluated.
pub fn failing() -> Expression {
    chain(literal(1), BinaryOperator::Divide, literal(0))
}

pub fn property(base: Expression, key: &str) -> Expression {
    of(Kind::Property {
        base: Box::new(base),
        key: key.into(),
    })
}

pub fn call(name: &str, arguments: impl IntoIterator<Item = Expression>) -> Expression {
    let function = Library::standard()
        .function(name)
        .expect("a function")
        .clone();
    of(Kind::Call {
        function: Arc::new(function),
        arguments: arguments.into_iter().collect(),
    })
}

pub fn comprehension(
    variable: u32,
    over: Expression,
    predicate: Option<Expression>,
    projection: Option<Expression>,
) -> Expression {
    of(Kind::ListComprehension {
        variable: Slot(variable),
        list: Box::new(over),
        predicate: predicate.map(Box::new),
        projection: projection.map(Box::new),
    })
}

pub fn quantified(
    quantifier: Quantifier,
    variable: u32,
    over: Expression,
    predicate: Expression,
) -> Expression {
    of(Kind::Quantified {
        quantifier,
        variable: Slot(variable),
        list: Box::new(over),
        predicate: Box::new(predicate),
    })
}

/// `reduce(slot accumulator = start, slot variable IN over | step)`.
pub fn reduction(
    (accumulator, start): (u32, Expression),
    (variable, over): (u32, Expression),
    step: Expression,
) -> Expression {
    of(Kind::Reduce {
        accumulator: Slot(accumulator),
        start: Box::new(start),
        variable: Slot(variable),
        list: Box::new(over),
        step: Box::new(step),
    })
}

pub fn case(
    subject: Option<Expression>,
    branches: Vec<(Vec<Expression>, Expression)>,
    otherwise: Option<Expression>,
) -> Expression {
    of(Kind::Case {
        subject: subject.map(Box::new),
        branches,
        otherwise: otherwise.map(Box::new),
    })
}

/// A chunk with these columns in slots 0, 1, … and some free slots behind them.
pub fn chunk(rows: usize, columns: impl IntoIterator<Item = Vector>) -> Chunk {
    let mut chunk = Chunk::new(12, rows);
    for (number, column) in columns.into_iter().enumerate() {
        chunk.set(Slot(number as u32), column);
    }
    chunk
}

/// Does something in a context over the graph.
pub fn within<R>(graph: &mut Graph, act: impl FnOnce(&mut Context<'_>) -> R) -> R {
    let parameters = Map::from_iter([("given".into(), Value::Integer(7))]);
    let random = Random::seeded(1);
    let mut context = Context {
        graph: GraphAccess::Exclusive(graph),
        parameters: &parameters,
        clock: Clock::now("UTC"),
        random: &random,
        limits: Limits::default(),
        operator: "ProduceResults",
        memory_used: 0,
        arguments: Vec::new(),
        reads: Reads::default(),
        profile: None,
    };
    act(&mut context)
}

/// Evaluates over an empty graph.
pub fn run(expression: &Expression, chunk: &Chunk) -> Result<Vector, RunError> {
    within(&mut Graph::new(), |context| {
        evaluate(expression, chunk, context)
    })
}

/// The values in short: `1 2.5 null true "text" [1, 2]`.
pub fn show(vector: &Vector) -> String {
    let values = (0..vector.len()).map(|row| brief(&vector.get(row)));
    values.collect::<Vec<_>>().join(" ")
}

fn brief(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::String(text) => format!("{text:?}"),
        Value::List(items) => {
            format!(
                "[{}]",
                items.iter().map(brief).collect::<Vec<_>>().join(", ")
            )
        }
        other => format!("{other:?}"),
    }
}

/// What an expression without slots gives.
pub fn answer(expression: &Expression) -> String {
    match run(expression, &chunk(1, [])) {
        Ok(vector) => show(&vector),
        Err(error) => format!("{}/{}: {}", error.kind, error.detail, error.message),
    }
}
