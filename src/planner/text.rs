//! Planned expressions and patterns back to openCypher text, for people who read plans.

use std::sync::Arc;

use super::plan::{
    Bound, Branch, Counting, DistinctHop, Expression, Follow, Join, PathSearch, Plan, SortKey,
    Steps,
};
use crate::graph::Direction;
use crate::semantics::expression::{ExpressionKind as K, LabelExpression, MapProjectionItem, Slot};
use crate::semantics::query::{PathPart, Selector, Variable};
use crate::syntax::ast::{BinaryOperator, ComparisonOperator, Quantifier, SubqueryKind};
use crate::value::literal::{identifier, literal};

/// How tightly a form binds; a part that binds less tightly than its place asks is put into parentheses.
mod binding {
    pub const OR: u8 = 1;
    pub const XOR: u8 = 2;
    pub const AND: u8 = 3;
    pub const NOT: u8 = 4;
    pub const COMPARISON: u8 = 5;
    pub const SUM: u8 = 6;
    pub const PRODUCT: u8 = 7;
    pub const POWER: u8 = 8;
    pub const SIGN: u8 = 9;
    pub const POSTFIX: u8 = 10;
    pub const ATOM: u8 = 11;
}

/// Writes with the names of a statement's variables.
#[derive(Clone, Copy)]
pub(crate) struct Printer<'p> {
    pub slots: &'p [Variable],
}

impl Printer<'_> {
    /// A variable's name; one for those that have none.
    pub fn slot(&self, slot: Slot) -> String {
        self.name(slot)
            .unwrap_or_else(|| format!("anon_{}", slot.0))
    }

    /// Nothing for variables that were not named.
    fn name(&self, slot: Slot) -> Option<String> {
        let variable = self.slots.get(slot.0 as usize)?;
        (!variable.name.starts_with(' ')).then(|| identifier(&variable.name))
    }

    pub fn slots(&self, slots: &[Slot]) -> String {
        let names: Vec<String> = slots.iter().map(|slot| self.slot(*slot)).collect();
        names.join(", ")
    }

    /// `(name)`, or `()`.
    pub fn node(&self, slot: Slot) -> String {
        format!("({})", self.name(slot).unwrap_or_default())
    }

    /// `(from)-[name:TYPES*1..3]->(to)`.
    pub fn hop(
        &self,
        ends: (Slot, Slot),
        name: Slot,
        follow: &Follow,
        steps: Option<&Steps>,
    ) -> String {
        let mut inside = self.name(name).unwrap_or_default();
        inside.push_str(&types(&follow.types));
        inside.push_str(&steps.map(length).unwrap_or_default());
        arrow(
            &self.node(ends.0),
            &inside,
            &self.node(ends.1),
            follow.direction,
        )
    }

    /// A relationship of a computed type that is created: `(from)-[name:$(type)]->(to)`.
    pub fn hop_of(&self, (from, to): (Slot, Slot), name: Slot, kind: &Expression) -> String {
        let name = self.name(name).unwrap_or_default();
        let inside = format!("{name}:$({})", self.expression(kind));
        arrow(
            &self.node(from),
            &inside,
            &self.node(to),
            Direction::Outgoing,
        )
    }

    /// `(from)-[name:TYPES]->(to:Label), (to)-[:TYPES]-(other) WHERE id(to) > id(from)`.
    pub fn arrival(
        &self,
        (from, to): (Slot, Slot),
        name: Slot,
        follow: &Follow,
        (labels, bounds, joins): (&[LabelExpression], &[Bound], &[Join]),
    ) -> String {
        let mut inside = self.name(name).unwrap_or_default();
        inside.push_str(&types(&follow.types));
        let end = self.labelled(to, labels);
        let hop = arrow(&self.node(from), &inside, &end, follow.direction);
        let (mut parts, mut conditions) = (vec![hop], Vec::new());
        self.bounds((from, to), bounds, &mut conditions);
        self.joins(to, joins, &mut parts, &mut conditions);
        under_conditions(&parts, &conditions)
    }

    /// How the id of a node arrived at compares with others.
    fn bounds(&self, (from, to): (Slot, Slot), bounds: &[Bound], conditions: &mut Vec<String>) {
        for bound in bounds {
            let than = self.slot(bound.than.unwrap_or(from));
            let sign = if bound.greater { '>' } else { '<' };
            conditions.push(format!("id({}) {sign} id({than})", self.slot(to)));
        }
    }

    /// How a node arrived at is joined to others.
    fn joins(
        &self,
        to: Slot,
        joins: &[Join],
        parts: &mut Vec<String>,
        conditions: &mut Vec<String>,
    ) {
        for join in joins {
            let hop = self.hop((to, join.to), join.relationship, &join.follow, None);
            match join.counting {
                Counting::Exists => conditions.push(hop),
                Counting::Absent => conditions.push(format!("NOT {hop}")),
                Counting::Others => conditions.push(format!("other than {hop}")),
                _ => parts.push(hop),
            }
        }
    }

    /// `(name:Label)`.
    fn labelled(&self, slot: Slot, labels: &[LabelExpression]) -> String {
        let name = self.name(slot).unwrap_or_default();
        let labels: Vec<String> = labels.iter().map(inner_label).collect();
        match labels.is_empty() {
            true => format!("({name})"),
            false => format!("({name}:{})", labels.join("&")),
        }
    }

    /// Hops one behind the other, and which of their relationships differ: `(a)-[:R]->()-[:S]->(b)`.
    pub fn hops(&self, from: Slot, hops: &[DistinctHop]) -> String {
        let (mut text, mut conditions) = (self.node(from), Vec::new());
        let mut nodes = vec![from];
        for hop in hops {
            let mut inside = self.name(hop.relationship).unwrap_or_default();
            inside.push_str(&types(&hop.follow.types));
            let to = self.labelled(hop.to, &hop.labels);
            text = arrow(&text, &inside, &to, hop.follow.direction);
            for earlier in &hop.apart_from {
                let (one, other) = (hops[*earlier].relationship, hop.relationship);
                conditions.push(format!("{} <> {}", self.slot(one), self.slot(other)));
            }
            for earlier in &hop.end_apart_from {
                let (one, other) = (self.slot(nodes[*earlier]), self.slot(hop.to));
                conditions.push(format!("{one} <> {other}"));
            }
            nodes.push(hop.to);
        }
        let filter = if conditions.is_empty() { "" } else { " WHERE " };
        format!("{text}{filter}{}", conditions.join(" AND "))
    }

    /// Branches as patterns: `(a)-[:R]->(b:B)<-[:S]-()`, further ones behind commas, what they exclude behind `WHERE`.
    pub fn branches(&self, from: Slot, branches: &[Branch]) -> String {
        let each = branches.iter().map(|branch| {
            let counting = match branch.counting {
                Counting::Times => "",
                Counting::AtLeastOnce => "OPTIONAL ",
                Counting::Exists => "EXISTS ",
                Counting::Absent => "NOT EXISTS ",
                Counting::Others => "OTHERS ",
            };
            let (mut parts, mut conditions) = (vec![self.node(from)], Vec::new());
            self.branch((from, branch), &mut parts, &mut conditions);
            format!("{counting}{}", under_conditions(&parts, &conditions))
        });
        let each: Vec<String> = each.collect();
        each.join(", ")
    }

    /// Writes a branch behind the last part, and what goes on from it.
    fn branch(
        &self,
        (from, branch): (Slot, &Branch),
        parts: &mut Vec<String>,
        conditions: &mut Vec<String>,
    ) {
        let end = &branch.end;
        let mut inside = self.name(branch.relationship).unwrap_or_default();
        inside.push_str(&types(&branch.follow.types));
        let start = parts.pop().unwrap_or_default();
        let node = self.labelled(end.slot, &end.labels);
        parts.push(arrow(&start, &inside, &node, branch.follow.direction));
        let names = |slots: &[Slot]| slots.iter().map(|it| self.slot(*it)).collect::<Vec<_>>();
        let relationship = self.slot(branch.relationship);
        let apart = names(&branch.apart_from).into_iter();
        conditions.extend(apart.map(|other| format!("{relationship} <> {other}")));
        let apart = names(&end.apart_from).into_iter();
        conditions.extend(apart.map(|other| format!("{} <> {other}", self.slot(end.slot))));
        self.bounds((from, end.slot), &end.bounds, conditions);
        self.joins(end.slot, &end.joins, parts, conditions);
        for (place, below) in end.branches.iter().enumerate() {
            match below.counting {
                Counting::Times => {
                    let goes_on = place == 0 && end.joins.is_empty();
                    if !goes_on {
                        parts.push(self.node(end.slot));
                    }
                    self.branch((end.slot, below), parts, conditions);
                }
                _ => conditions.push(self.branches(end.slot, std::slice::from_ref(below))),
            }
        }
    }

    /// `SHORTEST 1 ((a)-[r:R]->(b) WHERE …){1,}`: the pattern searched for between its ends.
    pub fn search(&self, search: &PathSearch) -> String {
        let mut text = match &search.selector {
            Selector::All => String::new(),
            Selector::Shortest(count) => format!("SHORTEST {} ", self.expression(count)),
            Selector::ShortestGroups(count) => {
                format!("SHORTEST {} GROUPS ", self.expression(count))
            }
        };
        text.push_str(&self.node(search.left));
        for part in &search.parts {
            text.push_str(&self.part(part));
            let end = self.predicates(&part.end_predicates);
            let end = if end.is_empty() {
                end
            } else {
                format!(" WHERE {end}")
            };
            let node = self.node(part.end);
            text.push_str(&format!("{}{end})", node.trim_end_matches(')')));
        }
        let predicates = self.predicates(&search.predicates);
        if predicates.is_empty() {
            text
        } else {
            format!("{text} WHERE {predicates}")
        }
    }

    fn part(&self, part: &PathPart<Plan>) -> String {
        let once = part.lists.is_empty();
        let mut text = String::new();
        let mut predicates = Vec::new();
        for (at, hop) in part.hops.iter().enumerate() {
            let from = if at == 0 && !once {
                self.node(part.start)
            } else {
                String::new()
            };
            let to = if once {
                String::new()
            } else {
                self.node(hop.node)
            };
            let mut inside = self.name(hop.relationship).unwrap_or_default();
            inside.push_str(&types(&hop.types));
            text.push_str(&arrow(&from, &inside, &to, hop.direction));
            predicates.extend(&hop.predicates);
        }
        let asked: Vec<String> = predicates
            .into_iter()
            .map(|it| self.expression(it))
            .collect();
        let asked = match asked.is_empty() {
            true => String::new(),
            false => format!(" WHERE {}", asked.join(" AND ")),
        };
        match (once, part.max) {
            (true, _) => text,
            (false, None) => format!("({text}{asked}){{{},}}", part.min),
            (false, Some(max)) => format!("({text}{asked}){{{},{max}}}", part.min),
        }
    }

    pub fn expressions<'e>(
        &self,
        expressions: impl IntoIterator<Item = &'e Expression>,
        between: &str,
    ) -> String {
        let texts: Vec<String> = expressions
            .into_iter()
            .map(|it| self.expression(it))
            .collect();
        texts.join(between)
    }

    /// Conjuncts.
    pub fn predicates(&self, predicates: &[Expression]) -> String {
        if let [only] = predicates {
            return self.expression(only);
        }
        let texts: Vec<String> = predicates
            .iter()
            .map(|it| self.within(it, binding::AND + 1))
            .collect();
        texts.join(" AND ")
    }

    /// `expression AS name, …`.
    pub fn items(&self, items: &[(Slot, Expression)]) -> String {
        let texts: Vec<String> = items
            .iter()
            .map(|(slot, item)| self.item(*slot, item))
            .collect();
        texts.join(", ")
    }

    fn item(&self, slot: Slot, item: &Expression) -> String {
        let (text, name) = (self.expression(item), self.slot(slot));
        if text == name {
            text
        } else {
            format!("{text} AS {name}")
        }
    }

    pub fn sort_keys(&self, keys: &[SortKey]) -> String {
        let texts: Vec<String> = keys
            .iter()
            .map(|key| {
                let way = if key.descending { "DESC" } else { "ASC" };
                let nulls = match key.nulls_first {
                    Some(true) => " NULLS FIRST",
                    Some(false) => " NULLS LAST",
                    None => "",
                };
                format!("{} {way}{nulls}", self.expression(&key.expression))
            })
            .collect();
        texts.join(", ")
    }

    pub fn expression(&self, expression: &Expression) -> String {
        self.within(expression, 0)
    }

    fn within(&self, expression: &Expression, at_least: u8) -> String {
        let text = self.plain(&expression.kind);
        if binding_of(&expression.kind) < at_least {
            format!("({text})")
        } else {
            text
        }
    }

    fn joined(&self, parts: &[Expression], word: &str, level: u8) -> String {
        let texts: Vec<String> = parts.iter().map(|it| self.within(it, level + 1)).collect();
        texts.join(word)
    }

    fn plain(&self, kind: &K<Plan>) -> String {
        match kind {
            K::Literal(value) => literal(value),
            K::Parameter(name) => format!("${}", identifier(name)),
            K::Slot(slot) => self.slot(*slot),
            K::List(items) => format!("[{}]", self.expressions(items, ", ")),
            K::Map(entries) => format!("{{{}}}", self.entries(entries)),
            K::And(parts) => self.joined(parts, " AND ", binding::AND),
            K::Or(parts) => self.joined(parts, " OR ", binding::OR),
            K::Xor(parts) => self.joined(parts, " XOR ", binding::XOR),
            K::Not(of) => format!("NOT {}", self.within(of, binding::NOT)),
            K::Negate(of) => format!("-{}", self.within(of, binding::POSTFIX)),
            K::Plus(of) => format!("+{}", self.within(of, binding::POSTFIX)),
            K::Call {
                function,
                arguments,
            } => format!("{}({})", function.name, self.expressions(arguments, ", ")),
            K::Path { start, steps } => {
                format!("path({}, {})", self.slot(*start), self.slots(steps))
            }
            K::Present { slot, .. } => format!("{} IS PRESENT", self.slot(*slot)),
            K::Disjoint { left, right } => format!("{} <> {}", self.slot(*left), self.slot(*right)),
            K::Subquery { kind, .. } => format!("{} {{ … }}", subquery(*kind)),
            other => self.operation(other),
        }
    }

    fn operation(&self, kind: &K<Plan>) -> String {
        match kind {
            K::Property { base, key } => format!(
                "{}.{}",
                self.within(base, binding::POSTFIX),
                identifier(key)
            ),
            K::Index { base, index } => format!(
                "{}[{}]",
                self.within(base, binding::POSTFIX),
                self.expression(index)
            ),
            K::Slice { base, from, to } => {
                let text = |side: &Option<Box<Expression>>| {
                    side.as_ref()
                        .map_or(String::new(), |it| self.expression(it))
                };
                format!(
                    "{}[{}..{}]",
                    self.within(base, binding::POSTFIX),
                    text(from),
                    text(to)
                )
            }
            K::Chain { first, rest } => self.chain(first, rest),
            K::Comparison {
                operands,
                operators,
            } => self.comparison(operands, operators),
            K::IsNull { operand, negated } => {
                format!(
                    "{} IS {}NULL",
                    self.within(operand, binding::SUM),
                    if *negated { "NOT " } else { "" }
                )
            }
            K::IsTyped {
                operand,
                negated,
                of,
            } => {
                format!(
                    "{} IS {}:: {of}",
                    self.within(operand, binding::SUM),
                    if *negated { "NOT " } else { "" }
                )
            }
            K::HasLabels { operand, labels } => format!(
                "{}:{}",
                self.within(operand, binding::POSTFIX),
                label(labels)
            ),
            K::HasDynamicLabels {
                operand,
                names,
                any,
            } => format!(
                "{}:${}({})",
                self.within(operand, binding::POSTFIX),
                if *any { "any" } else { "" },
                self.expression(names)
            ),
            other => self.scoped(other),
        }
    }

    fn scoped(&self, kind: &K<Plan>) -> String {
        match kind {
            K::MapProjection { base, items } => {
                let texts: Vec<String> = items.iter().map(|it| self.projected(it)).collect();
                format!(
                    "{}{{{}}}",
                    self.within(base, binding::POSTFIX),
                    texts.join(", ")
                )
            }
            K::Case {
                subject,
                branches,
                otherwise,
            } => self.case(subject.as_deref(), branches, otherwise.as_deref()),
            K::ListComprehension {
                variable,
                list,
                predicate,
                projection,
            } => {
                let mut text = format!("[{} IN {}", self.slot(*variable), self.expression(list));
                if let Some(predicate) = predicate {
                    text.push_str(&format!(" WHERE {}", self.expression(predicate)));
                }
                if let Some(projection) = projection {
                    text.push_str(&format!(" | {}", self.expression(projection)));
                }
                text + "]"
            }
            K::Quantified {
                quantifier,
                variable,
                list,
                predicate,
            } => format!(
                "{}({} IN {} WHERE {})",
                quantified(*quantifier),
                self.slot(*variable),
                self.expression(list),
                self.expression(predicate)
            ),
            K::Reduce {
                accumulator,
                start,
                variable,
                list,
                step,
            } => format!(
                "reduce({} = {}, {} IN {} | {})",
                self.slot(*accumulator),
                self.expression(start),
                self.slot(*variable),
                self.expression(list),
                self.expression(step)
            ),
            _ => String::new(),
        }
    }

    fn entries(&self, entries: &[(Arc<str>, Expression)]) -> String {
        let texts: Vec<String> = entries
            .iter()
            .map(|(key, value)| format!("{}: {}", identifier(key), self.expression(value)))
            .collect();
        texts.join(", ")
    }

    fn projected(&self, item: &MapProjectionItem<Plan>) -> String {
        match item {
            MapProjectionItem::Property(key) => format!(".{}", identifier(key)),
            MapProjectionItem::Entry(key, value) => {
                format!("{}: {}", identifier(key), self.expression(value))
            }
            MapProjectionItem::All => ".*".into(),
        }
    }

    fn chain(&self, first: &Expression, rest: &[(BinaryOperator, Expression)]) -> String {
        let level = rest
            .first()
            .map_or(binding::ATOM, |(it, _)| binding_of_operator(*it));
        let mut text = self.within(first, level);
        for (operator, operand) in rest {
            text.push_str(&format!(
                " {} {}",
                word(*operator),
                self.within(operand, level + 1)
            ));
        }
        text
    }

    fn comparison(&self, operands: &[Expression], operators: &[ComparisonOperator]) -> String {
        let mut text = String::new();
        for (at, operand) in operands.iter().enumerate() {
            if at > 0 {
                text.push_str(&format!(" {} ", sign(operators[at - 1])));
            }
            text.push_str(&self.within(operand, binding::SUM));
        }
        text
    }

    fn case(
        &self,
        subject: Option<&Expression>,
        branches: &[(Vec<Expression>, Expression)],
        otherwise: Option<&Expression>,
    ) -> String {
        let mut text = String::from("CASE");
        if let Some(subject) = subject {
            text.push_str(&format!(" {}", self.expression(subject)));
        }
        for (tests, result) in branches {
            text.push_str(&format!(
                " WHEN {} THEN {}",
                self.expressions(tests, ", "),
                self.expression(result)
            ));
        }
        if let Some(otherwise) = otherwise {
            text.push_str(&format!(" ELSE {}", self.expression(otherwise)));
        }
        text + " END"
    }
}

fn binding_of(kind: &K<Plan>) -> u8 {
    match kind {
        K::Or(_) => binding::OR,
        K::Xor(_) => binding::XOR,
        K::And(_) => binding::AND,
        K::Not(_) => binding::NOT,
        K::Comparison { .. }
        | K::IsNull { .. }
        | K::IsTyped { .. }
        | K::Present { .. }
        | K::Disjoint { .. } => binding::COMPARISON,
        K::Chain { rest, .. } => rest
            .first()
            .map_or(binding::ATOM, |(it, _)| binding_of_operator(*it)),
        K::Negate(_) | K::Plus(_) => binding::SIGN,
        K::HasLabels { .. } | K::HasDynamicLabels { .. } => binding::POSTFIX,
        _ => binding::ATOM,
    }
}

fn binding_of_operator(operator: BinaryOperator) -> u8 {
    match operator {
        BinaryOperator::Add | BinaryOperator::Subtract | BinaryOperator::Concatenate => {
            binding::SUM
        }
        BinaryOperator::Multiply | BinaryOperator::Divide | BinaryOperator::Modulo => {
            binding::PRODUCT
        }
        BinaryOperator::Power => binding::POWER,
        _ => binding::COMPARISON,
    }
}

fn word(operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::Add => "+",
        BinaryOperator::Subtract => "-",
        BinaryOperator::Multiply => "*",
        BinaryOperator::Divide => "/",
        BinaryOperator::Modulo => "%",
        BinaryOperator::Power => "^",
        BinaryOperator::Concatenate => "||",
        BinaryOperator::In => "IN",
        BinaryOperator::StartsWith => "STARTS WITH",
        BinaryOperator::EndsWith => "ENDS WITH",
        BinaryOperator::Contains => "CONTAINS",
        BinaryOperator::Matches => "=~",
    }
}

fn sign(operator: ComparisonOperator) -> &'static str {
    match operator {
        ComparisonOperator::Equal => "=",
        ComparisonOperator::NotEqual => "<>",
        ComparisonOperator::Less => "<",
        ComparisonOperator::LessOrEqual => "<=",
        ComparisonOperator::Greater => ">",
        ComparisonOperator::GreaterOrEqual => ">=",
    }
}

fn quantified(quantifier: Quantifier) -> &'static str {
    match quantifier {
        Quantifier::All => "all",
        Quantifier::Any => "any",
        Quantifier::None => "none",
        Quantifier::Single => "single",
    }
}

fn subquery(kind: SubqueryKind) -> &'static str {
    match kind {
        SubqueryKind::Exists => "EXISTS",
        SubqueryKind::Count => "COUNT",
        SubqueryKind::Collect => "COLLECT",
    }
}

/// `A|B&!C`, as little parenthesised as may be.
pub(crate) fn label(labels: &LabelExpression) -> String {
    match labels {
        LabelExpression::Name(name) => identifier(name),
        LabelExpression::Wildcard => "%".into(),
        LabelExpression::Not(of) => format!("!{}", inner_label(of)),
        LabelExpression::And(parts) => {
            let texts: Vec<String> = parts.iter().map(inner_label).collect();
            texts.join("&")
        }
        LabelExpression::Or(parts) => {
            let texts: Vec<String> = parts.iter().map(label).collect();
            texts.join("|")
        }
    }
}

fn inner_label(labels: &LabelExpression) -> String {
    match labels {
        LabelExpression::And(_) | LabelExpression::Or(_) => format!("({})", label(labels)),
        _ => label(labels),
    }
}

fn types(types: &[Arc<str>]) -> String {
    let names: Vec<String> = types.iter().map(|it| identifier(it)).collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(":{}", names.join("|"))
    }
}

fn length(steps: &Steps) -> String {
    match (steps.min, steps.max) {
        (1, None) => "*".into(),
        (min, None) => format!("*{min}.."),
        (min, Some(max)) if min == max => format!("*{min}"),
        (min, Some(max)) => format!("*{min}..{max}"),
    }
}

/// Parts of a pattern with the conditions on them.
fn under_conditions(parts: &[String], conditions: &[String]) -> String {
    let filter = if conditions.is_empty() { "" } else { " WHERE " };
    format!("{}{filter}{}", parts.join(", "), conditions.join(" AND "))
}

/// Where ends are compared by their degrees the arrow points to the greater.
fn arrow(left: &str, inside: &str, right: &str, direction: Direction) -> String {
    let by_degree = if direction.is_by_degree() {
        " by degree"
    } else {
        ""
    };
    let body = if inside.is_empty() {
        "--".into()
    } else {
        format!("-[{inside}{by_degree}]-")
    };
    match direction {
        Direction::Outgoing | Direction::Ascending => format!("{left}{body}>{right}"),
        Direction::Incoming | Direction::Descending => format!("{left}<{body}{right}"),
        Direction::Both => format!("{left}{body}{right}"),
    }
}
