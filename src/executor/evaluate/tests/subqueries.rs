//! What is made of the rows a subquery's plan gives.

use std::sync::Arc;

use super::build::*;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::subquery::{answer as ask, begin};
use crate::executor::operator::Operator;
use crate::graph::Graph;
use crate::planner::plan::{self, ArgumentId, OperatorKind, Plan};
use crate::semantics::expression::Slot;
use crate::semantics::query::Column;
use crate::syntax::ast::SubqueryKind::{self, Collect, Count, Exists};
use crate::value::Value;

/// Gives these chunks, the last first, and counts how often it was asked.
struct Given {
    chunks: Vec<Chunk>,
    asked: usize,
}

impl Operator for Given {
    fn next(&mut self, _: &mut Context<'_>) -> Result<Option<Chunk>, RunError> {
        self.asked += 1;
        Ok(self.chunks.pop())
    }

    fn reset(&mut self) {}
}

fn plan() -> Plan {
    let kind = OperatorKind::Argument {
        argument: Some(ArgumentId(2)),
    };
    Plan {
        root: plan::Operator {
            kind,
            live: vec![Slot(0)],
            estimated_rows: 1.0,
            id: 0,
        },
        columns: vec![Column {
            name: "x".into(),
            slot: Slot(0),
        }],
        slots: Arc::from([]),
        argument: ArgumentId(2),
        writes: false,
        assumptions: Vec::new(),
    }
}

fn rows() -> Given {
    let mut weighty = chunk(2, [Vector::Values(vec!["a".into(), Value::Null])]);
    weighty.weights = Some(vec![3, 1]);
    let plain = chunk(1, [Vector::Integers(vec![9])]);
    Given {
        chunks: vec![plain, weighty],
        asked: 0,
    }
}

fn asked(kind: SubqueryKind, given: &mut Given) -> String {
    let value = within(&mut Graph::new(), |context| {
        ask(kind, &plan(), given, context)
    });
    show(&Vector::Constant(value.unwrap(), 1))
}

#[test]
fn rows_count_as_often_as_they_weigh() {
    assert_eq!(asked(Count, &mut rows()), "5");
    assert_eq!(asked(Collect, &mut rows()), r#"["a", "a", "a", null, 9]"#);
    let mut none = Given {
        chunks: Vec::new(),
        asked: 0,
    };
    assert_eq!(asked(Count, &mut none), "0");
    assert_eq!(asked(Collect, &mut none), "[]");
    assert_eq!(asked(Exists, &mut none), "false");
}

#[test]
fn existence_is_settled_by_the_first_chunk() {
    let mut given = rows();
    assert_eq!(asked(Exists, &mut given), "true");
    assert_eq!(given.asked, 1);
}

#[test]
fn a_plan_begins_with_one_row_of_what_it_imports() {
    let input = chunk(
        2,
        [Vector::Integers(vec![1, 2]), Vector::Integers(vec![3, 4])],
    );
    within(&mut Graph::new(), |context| {
        begin(&plan(), &[Slot(1)], &input, 1, context);
        let argument = context.argument(ArgumentId(2));
        assert_eq!(
            (argument.rows, show(argument.column(Slot(1)))),
            (1, "4".into())
        );
        assert!(matches!(argument.column(Slot(0)), Vector::Absent));
    });
}

#[test]
fn what_is_collected_counts_as_memory() {
    let outcome = within(&mut Graph::new(), |context| {
        context.limits.memory = Some(3 * size_of::<Value>());
        ask(Collect, &plan(), &mut rows(), context)
    });
    assert_eq!(outcome.unwrap_err().detail, "MemoryLimit");
}
