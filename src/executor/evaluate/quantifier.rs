//! `all`, `any`, `none` and `single`.

use super::column::truths;
use super::flatten::{Body, Sink, present};
use super::{logic, operand};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::semantics::expression::ExpressionKind;
use crate::syntax::ast::Quantifier;
use crate::value::Value;

/// For how many items of each list the predicate holds, as a truth value; `null` of `null`.
#[inline(never)]
pub(super) fn quantify(
    expression: &Expression,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let ExpressionKind::Quantified {
        quantifier,
        variable,
        list,
        predicate,
    } = &expression.kind
    else {
        return Ok(Vector::Constant(Value::Null, chunk.rows));
    };
    let lists = operand(list, chunk, context)?;
    let body = Body::new(chunk, *variable, [predicate.as_ref()]);
    let mut counts = Counts {
        quantifier: *quantifier,
        predicate,
        tallies: vec![Tally::default(); chunk.rows],
    };
    body.flatten(&lists, list.span, &mut counts, context)?;
    let present = present(&lists);
    Ok(truths(chunk.rows, |row| {
        if present[row] {
            counts.tallies[row].answer(*quantifier)
        } else {
            None
        }
    }))
}

struct Counts<'e> {
    quantifier: Quantifier,
    predicate: &'e Expression,
    tallies: Vec<Tally>,
}

impl Sink for Counts<'_> {
    fn wants(&self, row: usize) -> bool {
        !self.tallies[row].is_decided(self.quantifier)
    }

    fn take(
        &mut self,
        items: &Chunk,
        owners: &[u32],
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        let column = operand(self.predicate, items, context)?;
        let truths = logic::read(&column, self.predicate.span)?;
        for (owner, truth) in owners.iter().zip(truths) {
            self.tallies[*owner as usize].count(truth);
        }
        Ok(())
    }
}

/// How often a predicate was true, false and `null`.
#[derive(Clone, Copy, Default)]
struct Tally {
    yes: usize,
    no: usize,
    unknown: usize,
}

impl Tally {
    fn count(&mut self, truth: Option<bool>) {
        match truth {
            Some(true) => self.yes += 1,
            Some(false) => self.no += 1,
            None => self.unknown += 1,
        }
    }

    /// Whether no further item can change the answer.
    fn is_decided(self, quantifier: Quantifier) -> bool {
        match quantifier {
            Quantifier::All => self.no > 0,
            Quantifier::Any | Quantifier::None => self.yes > 0,
            Quantifier::Single => self.yes > 1,
        }
    }

    /// What is decided stays so whatever was unknown; else one unknown makes all of it unknown.
    fn answer(self, quantifier: Quantifier) -> Option<bool> {
        let decided = self.is_decided(quantifier);
        if !decided && self.unknown > 0 {
            return None;
        }
        Some(match quantifier {
            Quantifier::All | Quantifier::None => !decided,
            Quantifier::Any => decided,
            Quantifier::Single => self.yes == 1,
        })
    }
}
