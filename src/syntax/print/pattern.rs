//! Path patterns and label expressions as text.

use std::fmt::{self, Display, Formatter};

use super::super::ast::{
    Direction, GroupPattern, LabelExpression, LabelExpressionKind, NodePattern, PathMode,
    PathPattern, PathSelector, PatternElement, Range, RelationshipPattern,
};
use super::{Variable, Word, joined, optional};

impl Display for PathPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(variable) = &self.variable {
            write!(f, "{} = ", Variable(variable))?;
        }
        let function = match &self.selector {
            Some(PathSelector::ShortestPath) => "shortestPath(",
            Some(PathSelector::AllShortestPaths) => "allShortestPaths(",
            Some(selector) => {
                write!(f, "{selector} ")?;
                ""
            }
            None => "",
        };
        f.write_str(function)?;
        optional(f, "", self.mode.map(mode_text))?;
        joined(f, &self.elements, "")?;
        f.write_str(if function.is_empty() { "" } else { ")" })
    }
}

fn mode_text(mode: PathMode) -> &'static str {
    match mode {
        PathMode::Walk => "WALK ",
        PathMode::Trail => "TRAIL ",
        PathMode::Acyclic => "ACYCLIC ",
        PathMode::Simple => "SIMPLE ",
    }
}

impl Display for PathSelector {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            PathSelector::ShortestPath => f.write_str("shortestPath"),
            PathSelector::AllShortestPaths => f.write_str("allShortestPaths"),
            PathSelector::All => f.write_str("ALL"),
            PathSelector::Any(None) => f.write_str("ANY"),
            PathSelector::Any(Some(count)) => write!(f, "ANY {count}"),
            PathSelector::AnyShortest => f.write_str("ANY SHORTEST"),
            PathSelector::AllShortest => f.write_str("ALL SHORTEST"),
            PathSelector::ShortestK(count) => write!(f, "SHORTEST {count}"),
            PathSelector::ShortestGroups(None) => f.write_str("SHORTEST GROUPS"),
            PathSelector::ShortestGroups(Some(count)) => write!(f, "SHORTEST {count} GROUPS"),
        }
    }
}

impl Display for PatternElement {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            PatternElement::Node(node) => write!(f, "{node}"),
            PatternElement::Relationship(relationship) => write!(f, "{relationship}"),
            PatternElement::Group(group) => write!(f, "{group}"),
        }
    }
}

impl Display for GroupPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "({}", self.pattern)?;
        optional(f, " WHERE ", self.predicate.as_ref())?;
        f.write_str(")")?;
        optional(f, "", self.quantifier.as_ref().map(Quantifier))
    }
}

impl Display for NodePattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        optional(f, "", self.variable.as_ref().map(Variable))?;
        optional(f, ":", self.labels.as_ref().map(Labels::in_pattern))?;
        optional(
            f,
            if self.variable.is_some() || self.labels.is_some() {
                " "
            } else {
                ""
            },
            self.properties.as_ref(),
        )?;
        optional(f, " WHERE ", self.predicate.as_ref())?;
        f.write_str(")")
    }
}

impl Display for RelationshipPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.direction == Direction::Incoming {
            "<-"
        } else {
            "-"
        })?;
        if !self.is_bare() {
            self.detail(f)?;
        }
        f.write_str(if self.direction == Direction::Outgoing {
            "->"
        } else {
            "-"
        })?;
        optional(f, "", self.quantifier.as_ref().map(Quantifier))
    }
}

impl RelationshipPattern {
    fn is_bare(&self) -> bool {
        self.variable.is_none()
            && self.types.is_none()
            && self.range.is_none()
            && self.properties.is_none()
            && self.predicate.is_none()
    }

    fn detail(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        optional(f, "", self.variable.as_ref().map(Variable))?;
        optional(f, ":", self.types.as_ref().map(Labels::in_pattern))?;
        optional(f, "", self.range.as_ref())?;
        optional(f, " ", self.properties.as_ref())?;
        optional(f, " WHERE ", self.predicate.as_ref())?;
        f.write_str("]")
    }
}

/// `*1..3`.
impl Display for Range {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("*")?;
        optional(f, "", self.min)?;
        match self.max {
            max if max == self.min => Ok(()),
            max => {
                f.write_str("..")?;
                optional(f, "", max)
            }
        }
    }
}

/// The same range behind an element: `{1,3}`.
struct Quantifier<'t>(&'t Range);

impl Display for Quantifier<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        optional(f, "", self.0.min)?;
        f.write_str(",")?;
        optional(f, "", self.0.max)?;
        f.write_str("}")
    }
}

/// A label expression where operators looser than `least` need parentheses.
pub(super) struct Labels<'t> {
    labels: &'t LabelExpression,
    least: u8,
    in_expression: bool,
}

impl<'t> Labels<'t> {
    pub fn in_pattern(labels: &'t LabelExpression) -> Self {
        Self {
            labels,
            least: 0,
            in_expression: false,
        }
    }

    /// Behind an operand, where a bare bar could be taken for the start of a projection.
    pub fn in_expression(labels: &'t LabelExpression) -> Self {
        Self {
            labels,
            least: 0,
            in_expression: true,
        }
    }

    fn part(&self, labels: &'t LabelExpression, least: u8) -> Self {
        Self {
            labels,
            least,
            in_expression: self.in_expression,
        }
    }

    fn looseness(&self) -> u8 {
        match &self.labels.kind {
            LabelExpressionKind::Colon(_) => 0,
            LabelExpressionKind::Or(_) => 1,
            LabelExpressionKind::And(_) => 2,
            LabelExpressionKind::Not(_) => 3,
            LabelExpressionKind::Name(_)
            | LabelExpressionKind::Wildcard
            | LabelExpressionKind::Dynamic { .. } => 4,
        }
    }

    fn bare(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.labels.kind {
            LabelExpressionKind::Colon(parts) => {
                joined(f, parts.iter().map(|part| self.part(part, 1)), ":")
            }
            LabelExpressionKind::Or(parts) => {
                joined(f, parts.iter().map(|part| self.part(part, 2)), "|")
            }
            LabelExpressionKind::And(parts) => {
                joined(f, parts.iter().map(|part| self.part(part, 3)), "&")
            }
            LabelExpressionKind::Not(part) => write!(f, "!{}", self.part(part, 3)),
            LabelExpressionKind::Name(name) => write!(f, "{}", Word(name)),
            LabelExpressionKind::Wildcard => f.write_str("%"),
            LabelExpressionKind::Dynamic { names, any } => {
                write!(f, "${}({names})", if *any { "any" } else { "" })
            }
        }
    }
}

impl Display for Labels<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let bar = self.in_expression && self.looseness() == 1;
        if !bar && self.looseness() >= self.least {
            return self.bare(f);
        }
        f.write_str("(")?;
        Labels::in_pattern(self.labels).bare(f)?;
        f.write_str(")")
    }
}

impl Display for LabelExpression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Labels::in_pattern(self))
    }
}
