//! Walks as text.

use std::fmt::{self, Display, Formatter};

use super::super::ast::{Direction, Name, Walk, WalkLink, WalkLinkKind, WalkStop, WalkStopKind};
use super::super::grammar::{Rule, apply};
use super::super::script::{PieceKind, kind};
use super::{Word, joined, optional};

impl Display for Walk {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (first, rest) = (self.stops.first(), self.rest());
        let plain = format!("{}{rest}", first.map_or(String::new(), WalkStop::to_string));
        match first.map(|stop| &stop.kind) {
            // What reads as a clause, or nearly, is no walk unless its first name is quoted.
            Some(WalkStopKind::Named(name)) if kind(&plain) != PieceKind::Walk => {
                write!(f, "{}{rest}", super::Text(name))
            }
            _ => f.write_str(&plain),
        }
    }
}

impl Walk {
    /// All behind the first stop.
    fn rest(&self) -> String {
        let pairs = self.links.iter().zip(self.stops.iter().skip(1));
        pairs
            .map(|(link, stop)| format!(" {link} {stop}"))
            .collect()
    }
}

impl Display for WalkStop {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            WalkStopKind::Named(name) => part(f, name, Rule::walk_name),
            WalkStopKind::Unknown { variable, labels } => {
                f.write_str("?")?;
                optional(f, "", variable.as_ref().map(Word))?;
                f.write_str(if labels.is_empty() { "" } else { ":" })?;
                joined(f, labels.iter().map(Word), "|")
            }
        }
    }
}

impl Display for WalkLink {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let arrow = match self.direction {
            Direction::Outgoing => "->",
            Direction::Incoming => "<-",
            Direction::Both => "--",
        };
        write!(f, "{arrow} {} {arrow}", self.kind)
    }
}

impl Display for WalkLinkKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            WalkLinkKind::Named { names, range } => {
                joined(f, names.iter().map(Relation), "|")?;
                optional(f, "", range.as_ref())
            }
            WalkLinkKind::Unknown { variable } => {
                f.write_str("?")?;
                optional(f, "", variable.as_ref().map(Word))
            }
            WalkLinkKind::AnyLength(range) => write!(f, "{range}"),
        }
    }
}

struct Relation<'t>(&'t Name);

impl Display for Relation<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        part(f, &self.0.text, Rule::plain_relation)
    }
}

/// A name as it is where the grammar takes it whole, else in quotes.
fn part(f: &mut Formatter<'_>, name: &str, rule: Rule) -> fmt::Result {
    let plain = apply(rule, name).is_ok_and(|pairs| pairs.as_str().len() == name.len())
        && !name.starts_with(['\'', '…'])
        && !name.contains(['\n', '\r']);
    match plain && name != "..." {
        true => f.write_str(name),
        false => write!(f, "{}", super::Text(name)),
    }
}
