//! Whether a plan holds together: every slot that is read is carried by the rows it is read from. In builds with debug assertions
//! every plan is checked.

use std::collections::{BTreeSet, HashMap};

use super::expression::{introduced, reads, visit};
use super::plan::{ArgumentId, Operator, OperatorKind, Plan};
use super::tree::{introduces, plans, slots_read};
use crate::semantics::expression::Slot;
use crate::value::with_room;

type Slots = BTreeSet<Slot>;

#[derive(Default)]
struct Check {
    arguments: HashMap<ArgumentId, Slots>,
    mistakes: Vec<String>,
}

impl Check {
    fn operator(&mut self, operator: &Operator) {
        let live: Slots = operator.live.iter().copied().collect();
        if !operator.estimated_rows.is_finite() || operator.estimated_rows < 0.0 {
            self.mistakes
                .push(format!("{} rows", operator.estimated_rows));
        }
        let given = self.given(operator);
        let own: Slots = introduces(&operator.kind).into_iter().collect();
        let mut all: Slots = given.union(&own).copied().collect();
        self.expect(operator, "carries", &live, &all);
        self.expect(
            operator,
            "reads",
            &slots_read(&operator.kind).into_iter().collect(),
            &all,
        );
        for plan in plans(operator) {
            all.extend(reads_of_steps(operator));
            all.extend(set_by_expressions(operator));
            self.arguments.insert(plan.argument, all.clone());
            with_room(|| self.operator(&plan.root));
        }
        all.extend(reads_of_steps(operator));
        let read = operator
            .expressions()
            .into_iter()
            .flat_map(plain_reads)
            .collect();
        self.expect(operator, "asks", &read, &all);
    }

    /// What the inputs carry.
    fn given(&mut self, operator: &Operator) -> Slots {
        use OperatorKind as K;
        let argument = match &operator.kind {
            K::Argument { argument } => {
                return argument
                    .and_then(|it| self.arguments.get(&it).cloned())
                    .unwrap_or_default();
            }
            K::Apply { argument, .. }
            | K::OptionalApply { argument, .. }
            | K::TransactionApply { argument, .. }
            | K::SemiApply { argument, .. } => Some(*argument),
            K::Foreach { argument, .. } | K::Merge { argument, .. } => Some(*argument),
            _ => None,
        };
        let mut given = Slots::new();
        for input in operator.inputs() {
            if let (Some(argument), false) = (
                argument,
                given.is_empty() && std::ptr::eq(input, operator.inputs()[0]),
            ) {
                let mut row = given.clone();
                if let K::Foreach { slot, .. } = operator.kind {
                    row.insert(slot);
                }
                self.arguments.insert(argument, row);
            }
            with_room(|| self.operator(input));
            given.extend(input.live.iter().copied());
        }
        given
    }

    fn expect(&mut self, operator: &Operator, what: &str, wanted: &Slots, given: &Slots) {
        if !wanted.is_subset(given) {
            let missing: Vec<_> = wanted.difference(given).collect();
            self.mistakes
                .push(format!("operator {} {what} {missing:?}", operator.id));
        }
    }
}

/// Subqueries are checked by their plans.
fn plain_reads(expression: &super::plan::Expression) -> Slots {
    if super::expression::has_subquery(expression) {
        Slots::new()
    } else {
        reads(expression)
    }
}

fn reads_of_steps(operator: &Operator) -> Vec<Slot> {
    match &operator.kind {
        OperatorKind::VarLengthExpand { steps, .. } | OperatorKind::ShortestPath { steps, .. } => {
            vec![steps.element]
        }
        OperatorKind::PathSearch { search, .. } => search.inner(),
        OperatorKind::ProjectEndpoints {
            list: Some(steps), ..
        } => vec![steps.element],
        _ => Vec::new(),
    }
}

fn set_by_expressions(operator: &Operator) -> Slots {
    let mut own = Slots::new();
    for expression in operator.expressions() {
        visit(expression, &mut |part| own.extend(introduced(&part.kind)));
    }
    own
}

/// What is wrong with a plan, a line each.
pub(super) fn mistakes(plan: &Plan) -> Vec<String> {
    let mut check = Check::default();
    check.operator(&plan.root);
    check.mistakes
}

#[cfg(test)]
mod tests {
    use super::super::{Rewrites, plan};
    use super::mistakes;
    use crate::function::Library;
    use crate::graph::Graph;
    use crate::{semantics, syntax};

    #[test]
    fn every_slot_that_is_read_is_carried() {
        for text in [
            "MATCH (a)-[r:R]->(b) WHERE a.x = b.y RETURN a.x AS x, count(r) AS n ORDER BY n LIMIT 3",
            "MATCH (a) OPTIONAL MATCH (a)-[r]->(b), (c) WHERE c.x > b.x RETURN a, b, c",
            "MATCH (a), (b) WHERE a.x = b.x AND EXISTS { (a)-->(c) WHERE c.x = b.x } RETURN a.y",
            "MATCH p = (a)-[rs:R*0..2 {x: 1}]-(b) WHERE length(p) > 1 RETURN b",
            "MATCH p = shortestPath((a)-[rs*]-(b)) WHERE all(r IN rs WHERE r.x = a.x) RETURN p",
            "MATCH (a) CALL (a) { MATCH (a)-->(b) RETURN b UNION MATCH (b:B) RETURN b } RETURN a, b",
            "MATCH (a) CALL (a) { MATCH (a)-->(b) RETURN count(b) AS n } RETURN a, n",
            "MATCH (a) CALL (a) { CREATE (b {x: a.x}) } RETURN a",
            "MATCH (a) MERGE (a)-[r:R {x: a.x}]->(b:B) ON MATCH SET b.y = a.y ON CREATE SET r.z = a.z RETURN b",
            "MATCH (a) FOREACH (i IN a.list | MERGE (a)-[:R]->(:B {x: i}) CREATE (c {y: a.y}))",
            "MATCH (a) RETURN [x IN a.list WHERE EXISTS { (a)-->({y: x}) } | x + a.y] AS xs",
            "MATCH (a) WITH a.x AS x, collect(a) AS all UNWIND all AS b SET b.y = x RETURN DISTINCT b ORDER BY b.y",
            "MATCH ()-[r]->() WITH r MATCH (a)-[r]->(a)-[rs*2]->(b) RETURN b",
            "UNWIND [1] AS i MATCH (a)-[rs*1..2 {x: i}]->(b {y: i}) DELETE a RETURN COUNT { (b)--() WHERE b.z = i }",
        ] {
            let statement = syntax::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let resolved = semantics::analyse(&statement, &Library::standard())
                .unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
            for rewrites in [Rewrites::all(), Rewrites::none()] {
                let plan = plan(&resolved, &Graph::new(), &rewrites);
                assert_eq!(mistakes(&plan), Vec::<String>::new(), "{text}");
            }
        }
    }
}
