//! Expressions as text.

use std::fmt::{self, Display, Formatter};

use super::super::ast::{
    BinaryOperator, Case, ComparisonOperator, Expression, ExpressionKind, LabelExpression, Literal,
    MapProjectionItem, Name, PathPattern, Quantifier, SubqueryBody, SubqueryKind, TypeName,
    UnaryOperator,
};
use super::super::expression::precedence;
use super::pattern::Labels;
use super::{Dotted, Text, Variable, Word, joined, optional};
use crate::value::{Type, Value};

/// How tightly an expression holds together, loosest first: the levels of the table in `syntax::expression`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    Xor,
    And,
    Not,
    Comparison,
    Predicate,
    Sum,
    Product,
    Power,
    Sign,
    Postfix,
    Atom,
}

impl Level {
    fn of(expression: &Expression) -> Level {
        match &expression.kind {
            ExpressionKind::Or(_) => Level::Or,
            ExpressionKind::Xor(_) => Level::Xor,
            ExpressionKind::And(_) => Level::And,
            ExpressionKind::Unary {
                operator: UnaryOperator::Not,
                ..
            } => Level::Not,
            ExpressionKind::Comparison { .. } => Level::Comparison,
            ExpressionKind::IsNull { .. }
            | ExpressionKind::IsTruth { .. }
            | ExpressionKind::IsNormalized { .. }
            | ExpressionKind::IsTyped { .. } => Level::Predicate,
            ExpressionKind::Chain { rest, .. } => Level::of_chain(rest),
            ExpressionKind::Unary { .. }
            | ExpressionKind::Literal(Literal(Value::Integer(i64::MIN))) => Level::Sign,
            ExpressionKind::Property { .. }
            | ExpressionKind::Index { .. }
            | ExpressionKind::Slice { .. }
            | ExpressionKind::HasLabels { .. } => Level::Postfix,
            _ => Level::Atom,
        }
    }

    fn of_chain(rest: &[(BinaryOperator, Expression)]) -> Level {
        match rest.first().map(|(operator, _)| precedence(*operator)) {
            Some(0) => Level::Predicate,
            Some(1) => Level::Sum,
            Some(2) => Level::Product,
            _ => Level::Power,
        }
    }

    /// The least an operand on the right of a left-associative operator needs.
    fn tighter(self) -> Level {
        match self {
            Level::Predicate => Level::Sum,
            Level::Sum => Level::Product,
            Level::Product => Level::Power,
            _ => Level::Sign,
        }
    }
}

/// An operand of an operator: in parentheses where it would fall apart.
struct Operand<'t>(&'t Expression, Level);

impl Display for Operand<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match Level::of(self.0) < self.1 {
            true => write!(f, "({})", self.0),
            false => write!(f, "{}", self.0),
        }
    }
}

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExpressionKind::Or(terms) => joined(
                f,
                terms.iter().map(|term| Operand(term, Level::Xor)),
                " OR ",
            ),
            ExpressionKind::Xor(terms) => joined(
                f,
                terms.iter().map(|term| Operand(term, Level::And)),
                " XOR ",
            ),
            ExpressionKind::And(terms) => joined(
                f,
                terms.iter().map(|term| Operand(term, Level::Not)),
                " AND ",
            ),
            ExpressionKind::Unary { operator, operand } => unary(f, *operator, operand),
            ExpressionKind::Comparison {
                operands,
                operators,
            } => comparison(f, operands, operators),
            ExpressionKind::Chain { first, rest } => chain(f, first, rest, Level::of(self)),
            ExpressionKind::IsNull { operand, negated } => predicate(f, operand, *negated, &"NULL"),
            ExpressionKind::IsTyped {
                operand,
                negated,
                of,
            } => predicate(f, operand, *negated, &format_args!(":: {of}")),
            ExpressionKind::IsTruth {
                operand,
                negated,
                truth,
            } => predicate(f, operand, *negated, &truth_word(*truth)),
            ExpressionKind::IsNormalized {
                operand,
                negated,
                form,
            } => predicate(
                f,
                operand,
                *negated,
                &format_args!("{} NORMALIZED", form.as_str()),
            ),
            ExpressionKind::HasLabels { operand, labels } => has_labels(f, operand, labels),
            ExpressionKind::Property { base, key } => {
                write!(f, "{}.{}", Operand(base, Level::Postfix), Word(key))
            }
            ExpressionKind::Index { base, index } => {
                write!(f, "{}[{index}]", Operand(base, Level::Postfix))
            }
            ExpressionKind::Slice { base, from, to } => {
                slice(f, base, from.as_deref(), to.as_deref())
            }
            atom => self::atom(f, atom),
        }
    }
}

fn truth_word(truth: Option<bool>) -> &'static str {
    match truth {
        Some(true) => "TRUE",
        Some(false) => "FALSE",
        None => "UNKNOWN",
    }
}

fn unary(f: &mut Formatter<'_>, operator: UnaryOperator, operand: &Expression) -> fmt::Result {
    let signed = Level::of(operand) == Level::Sign;
    match operator {
        UnaryOperator::Not => write!(f, "NOT {}", Operand(operand, Level::Not)),
        UnaryOperator::Minus if signed => write!(f, "- {operand}"),
        UnaryOperator::Minus => write!(f, "-{}", Operand(operand, Level::Sign)),
        UnaryOperator::Plus => write!(f, "+{}", Operand(operand, Level::Sign)),
    }
}

fn comparison(
    f: &mut Formatter<'_>,
    operands: &[Expression],
    operators: &[ComparisonOperator],
) -> fmt::Result {
    for (index, operand) in operands.iter().enumerate() {
        if let Some(operator) = index
            .checked_sub(1)
            .and_then(|before| operators.get(before))
        {
            write!(f, " {operator} ")?;
        }
        write!(f, "{}", Operand(operand, Level::Predicate))?;
    }
    Ok(())
}

fn chain(
    f: &mut Formatter<'_>,
    first: &Expression,
    rest: &[(BinaryOperator, Expression)],
    level: Level,
) -> fmt::Result {
    // A chain in front of a chain of the same level stood in parentheses; any other operand there need not.
    let least = if matches!(first.kind, ExpressionKind::Chain { .. }) {
        level.tighter()
    } else {
        level
    };
    write!(f, "{}", Operand(first, least))?;
    rest.iter().try_for_each(|(operator, operand)| {
        write!(f, " {operator} {}", Operand(operand, level.tighter()))
    })
}

fn predicate(
    f: &mut Formatter<'_>,
    operand: &Expression,
    negated: bool,
    test: &dyn Display,
) -> fmt::Result {
    let not = if negated { "NOT " } else { "" };
    write!(f, "{} IS {not}{test}", Operand(operand, Level::Predicate))
}

/// One label test on top of another would read as one test for both.
fn has_labels(
    f: &mut Formatter<'_>,
    operand: &Expression,
    labels: &LabelExpression,
) -> fmt::Result {
    let least = if matches!(operand.kind, ExpressionKind::HasLabels { .. }) {
        Level::Atom
    } else {
        Level::Postfix
    };
    write!(
        f,
        "{}:{}",
        Operand(operand, least),
        Labels::in_expression(labels)
    )
}

fn slice(
    f: &mut Formatter<'_>,
    base: &Expression,
    from: Option<&Expression>,
    to: Option<&Expression>,
) -> fmt::Result {
    write!(f, "{}[", Operand(base, Level::Postfix))?;
    optional(f, "", from)?;
    f.write_str("..")?;
    optional(f, "", to)?;
    f.write_str("]")
}

fn atom(f: &mut Formatter<'_>, kind: &ExpressionKind) -> fmt::Result {
    match kind {
        ExpressionKind::Literal(literal) => write!(f, "{literal}"),
        ExpressionKind::Variable(name) => write!(f, "{}", Variable(name)),
        ExpressionKind::Parameter(name) => parameter(f, name),
        ExpressionKind::List(items) => list(f, items),
        ExpressionKind::Map(entries) => map(f, entries),
        ExpressionKind::MapProjection { base, items } => {
            write!(f, "{} {{", Variable(base))?;
            joined(f, items, ", ")?;
            f.write_str("}")
        }
        ExpressionKind::Case(case) => write!(f, "{case}"),
        ExpressionKind::Subject => Ok(()),
        ExpressionKind::CallStar(name) => write!(f, "{}(*)", Dotted(name)),
        ExpressionKind::Pattern(pattern) => write!(f, "{pattern}"),
        ExpressionKind::Subquery { kind, body } => write!(f, "{kind} {{ {body} }}"),
        scoped => self::scoped(f, scoped),
    }
}

/// Calls and the forms that bring variables of their own.
fn scoped(f: &mut Formatter<'_>, kind: &ExpressionKind) -> fmt::Result {
    match kind {
        ExpressionKind::Call(call) => {
            write!(
                f,
                "{}({}",
                Dotted(&call.name),
                if call.distinct { "DISTINCT " } else { "" }
            )?;
            arguments(f, &call.arguments)?;
            f.write_str(")")
        }
        ExpressionKind::ListComprehension {
            variable,
            list,
            predicate,
            projection,
        } => {
            write!(f, "[{} IN {list}", Variable(variable))?;
            filtered(f, predicate.as_deref(), projection.as_deref(), "]")
        }
        ExpressionKind::PatternComprehension {
            pattern,
            predicate,
            projection,
        } => {
            write!(f, "[{pattern}")?;
            filtered(f, predicate.as_deref(), Some(projection), "]")
        }
        ExpressionKind::Quantified {
            quantifier,
            variable,
            list,
            predicate,
        } => {
            write!(f, "{quantifier}({} IN {list}", Variable(variable))?;
            filtered(f, predicate.as_deref(), None, ")")
        }
        ExpressionKind::Reduce {
            accumulator,
            start,
            variable,
            list,
            step,
        } => {
            write!(
                f,
                "reduce({} = {start}, {} IN {list} | {step})",
                Variable(accumulator),
                Variable(variable)
            )
        }
        _ => Err(fmt::Error),
    }
}

fn filtered(
    f: &mut Formatter<'_>,
    predicate: Option<&Expression>,
    projection: Option<&Expression>,
    end: &str,
) -> fmt::Result {
    optional(f, " WHERE ", predicate)?;
    optional(f, " | ", projection)?;
    f.write_str(end)
}

fn parameter(f: &mut Formatter<'_>, name: &Name) -> fmt::Result {
    let plain = !name.text.is_empty() && name.text.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain {
        write!(f, "${}", name.text)
    } else {
        write!(f, "$`{}`", name.text.replace('`', "``"))
    }
}

/// One item `x IN list` alone in brackets would be a comprehension, so it keeps its parentheses.
fn list(f: &mut Formatter<'_>, items: &[Expression]) -> fmt::Result {
    f.write_str("[")?;
    arguments(f, items)?;
    f.write_str("]")
}

fn arguments(f: &mut Formatter<'_>, items: &[Expression]) -> fmt::Result {
    match items {
        [only] if reads_as_iteration(only) => write!(f, "({only})"),
        items => joined(f, items, ", "),
    }
}

/// Whether the text begins with `x IN`.
fn reads_as_iteration(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Chain { first, rest } => match first.kind {
            ExpressionKind::Variable(_) => rest[0].0 == BinaryOperator::In,
            _ => reads_as_iteration(first),
        },
        ExpressionKind::Or(terms) | ExpressionKind::And(terms) | ExpressionKind::Xor(terms) => {
            reads_as_iteration(&terms[0])
        }
        ExpressionKind::Comparison { operands, .. } => reads_as_iteration(&operands[0]),
        ExpressionKind::IsNull { operand, .. }
        | ExpressionKind::IsTruth { operand, .. }
        | ExpressionKind::IsNormalized { operand, .. }
        | ExpressionKind::IsTyped { operand, .. } => reads_as_iteration(operand),
        _ => false,
    }
}

fn map(f: &mut Formatter<'_>, entries: &[(Name, Expression)]) -> fmt::Result {
    f.write_str("{")?;
    for (index, (key, value)) in entries.iter().enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        write!(f, "{comma}{}: {value}", Word(key))?;
    }
    f.write_str("}")
}

impl Display for MapProjectionItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            MapProjectionItem::Property(key) => write!(f, ".{}", Word(key)),
            MapProjectionItem::Entry(key, value) => write!(f, "{}: {value}", Word(key)),
            MapProjectionItem::Variable(name) => write!(f, "{}", Variable(name)),
            MapProjectionItem::All(_) => f.write_str(".*"),
        }
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Value::Boolean(truth) => write!(f, "{truth}"),
            Value::Integer(number) => write!(f, "{number}"),
            Value::Float(number) => write!(f, "{number:?}"),
            Value::String(text) => write!(f, "{}", Text(text)),
            // The parser makes no other literals.
            _ => f.write_str("null"),
        }
    }
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("CASE")?;
        optional(f, " ", self.subject.as_ref())?;
        for (tests, result) in &self.branches {
            f.write_str(" WHEN ")?;
            let tests = tests.iter().map(|test| test.to_string());
            joined(f, tests.map(|test| test.trim_start().to_owned()), ", ")?;
            write!(f, " THEN {result}")?;
        }
        optional(f, " ELSE ", self.otherwise.as_ref())?;
        f.write_str(" END")
    }
}

impl Display for SubqueryBody {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            SubqueryBody::Pattern {
                patterns,
                predicate,
            } => {
                joined::<&PathPattern>(f, patterns, ", ")?;
                optional(f, " WHERE ", predicate.as_ref())
            }
            SubqueryBody::Query(query) => write!(f, "{query}"),
        }
    }
}

impl Display for SubqueryKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SubqueryKind::Exists => "EXISTS",
            SubqueryKind::Count => "COUNT",
            SubqueryKind::Collect => "COLLECT",
        })
    }
}

impl Display for Quantifier {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Quantifier::All => "all",
            Quantifier::Any => "any",
            Quantifier::None => "none",
            Quantifier::Single => "single",
        })
    }
}

impl Display for ComparisonOperator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ComparisonOperator::Equal => "=",
            ComparisonOperator::NotEqual => "<>",
            ComparisonOperator::Less => "<",
            ComparisonOperator::LessOrEqual => "<=",
            ComparisonOperator::Greater => ">",
            ComparisonOperator::GreaterOrEqual => ">=",
        })
    }
}

impl Display for BinaryOperator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
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
        })
    }
}

impl Display for TypeName {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        type_text(f, &self.kind)
    }
}

/// A union is written `ANY<…>`, for a bare bar would begin a projection inside of square brackets.
fn type_text(f: &mut Formatter<'_>, kind: &Type) -> fmt::Result {
    match kind {
        Type::List(of) => {
            f.write_str("LIST<")?;
            type_text(f, of)?;
            f.write_str(">")
        }
        Type::NotNull(of) => {
            type_text(f, of)?;
            f.write_str(" NOT NULL")
        }
        Type::Union(of) => {
            f.write_str("ANY<")?;
            for (index, member) in of.iter().enumerate() {
                f.write_str(if index > 0 { " | " } else { "" })?;
                type_text(f, member)?;
            }
            f.write_str(">")
        }
        simple => write!(f, "{simple}"),
    }
}
