//! What was declared of the graph: indexes, and constraints that every statement keeps.
//!
//! A rule speaks of nodes with a label or relationships of a type, by name: neither has to be in use yet. Declaring and dropping are
//! changes in the journal like any other.

use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Graph;
use super::error::GraphError;
use super::id::{Entity, KeyId};
use super::journal::{Change, Savepoint};
use crate::value::compare::{Equivalent, equal};
use crate::value::literal::{identifier, literal};
use crate::value::{ErrorKind, NodeId, RelationshipId, Type, Value};

/// An index or a constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it is called.
    pub name: Arc<str>,
    /// What it says.
    pub kind: RuleKind,
    /// Of which entities.
    pub target: Target,
    /// Of which of their properties; at least one.
    pub properties: Vec<Arc<str>>,
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// The entities are looked up by the properties.
    Index,
    /// No two entities that have all of the properties have the same.
    Unique,
    /// Every entity has each of the properties.
    Exists,
    /// Both.
    Key,
    /// The property is of the type wherever it is there.
    Type(Type),
}

/// Which entities a rule speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nodes with a label.
    Nodes(Arc<str>),
    /// Relationships of a type.
    Relationships(Arc<str>),
}

impl Target {
    /// The label or the type.
    pub fn name(&self) -> &Arc<str> {
        match self {
            Target::Nodes(name) | Target::Relationships(name) => name,
        }
    }
}

impl RuleKind {
    /// Whether it is a constraint.
    pub fn is_constraint(&self) -> bool {
        *self != RuleKind::Index
    }

    fn is_unique(&self) -> bool {
        matches!(self, RuleKind::Unique | RuleKind::Key)
    }

    fn exists(&self) -> bool {
        matches!(self, RuleKind::Exists | RuleKind::Key)
    }
}

impl Rule {
    /// Whether another says the same; two that ask for different types speak of the same, too.
    fn says_the_same(&self, other: &Rule) -> bool {
        std::mem::discriminant(&self.kind) == std::mem::discriminant(&other.kind)
            && self.target == other.target
            && self.properties == other.properties
    }

    fn word(&self) -> &'static str {
        match self.kind {
            RuleKind::Index => "index",
            _ => "constraint",
        }
    }
}

/// The statement that declares it.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.word().to_uppercase();
        write!(f, "CREATE {what} {} FOR ", identifier(&self.name))?;
        let of = identifier(self.target.name());
        match self.target {
            Target::Nodes(_) => write!(f, "(n:{of})")?,
            Target::Relationships(_) => write!(f, "()-[n:{of}]-()")?,
        }
        let properties = self.properties.iter();
        let properties = properties.map(|name| format!("n.{}", identifier(name)));
        let properties = properties.collect::<Vec<_>>().join(", ");
        match &self.kind {
            RuleKind::Index => write!(f, " ON ({properties})"),
            RuleKind::Unique => write!(f, " REQUIRE ({properties}) IS UNIQUE"),
            RuleKind::Exists => write!(f, " REQUIRE ({properties}) IS NOT NULL"),
            RuleKind::Key => write!(f, " REQUIRE ({properties}) IS KEY"),
            RuleKind::Type(of) => write!(f, " REQUIRE ({properties}) IS :: {of}"),
        }
    }
}

/// Indexes and constraints.
impl Graph {
    /// All of them, in the order they were declared.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Declares an index or a constraint. Returns whether it is new: with `if_missing` one of the same name, or one that says the same,
    /// will do.
    ///
    /// # Errors
    /// There is one of that name or one that says the same; the graph does not keep to it.
    pub fn declare(&mut self, rule: Rule, if_missing: bool) -> Result<bool, GraphError> {
        let known = self
            .rules
            .iter()
            .find(|it| it.name == rule.name || it.says_the_same(&rule));
        if let Some(known) = known {
            return match if_missing {
                true => Ok(false),
                false => Err(GraphError::declared(known.word(), &known.name)),
            };
        }
        self.check_entities(&rule, &self.entities_of(&rule.target))?;
        self.prepare_look_up(&rule);
        self.rules.push(rule);
        self.journal.add(Change::RuleDeclared);
        Ok(true)
    }

    /// Drops an index or a constraint by its name. Returns whether there was one.
    pub fn drop_rule(&mut self, name: &str, constraint: bool) -> bool {
        let named = |rule: &Rule| *rule.name == *name && rule.kind.is_constraint() == constraint;
        let Some(at) = self.rules.iter().position(named) else {
            return false;
        };
        let rule = self.rules.remove(at);
        self.journal.add(Change::RuleDropped(Box::new((at, rule))));
        true
    }

    /// Whether what was changed since keeps all constraints.
    ///
    /// # Errors
    /// The first that is broken, with the entities that break it.
    pub fn check_rules(&self, since: Savepoint) -> Result<(), GraphError> {
        if !self.rules.iter().any(|rule| rule.kind.is_constraint()) {
            return Ok(());
        }
        let touched = self.touched(since);
        let constraints = self.rules.iter().filter(|rule| rule.kind.is_constraint());
        for rule in constraints {
            let of_rule = touched
                .iter()
                .filter(|entity| self.is_of(**entity, &rule.target));
            self.check_entities(rule, &of_rule.copied().collect::<Vec<_>>())?;
        }
        Ok(())
    }

    /// The entities that are there and were made or changed since.
    fn touched(&self, since: Savepoint) -> BTreeSet<Entity> {
        let mut touched = BTreeSet::new();
        for change in self.changes_since(since) {
            match change {
                Change::NodeCreated(node) | Change::LabelAdded(node, _) => {
                    touched.insert(Entity::Node(*node));
                }
                Change::RelationshipCreated(relationship) => {
                    touched.insert(Entity::Relationship(*relationship));
                }
                Change::NodesCreated(first, count) => {
                    touched.extend((first.0..first.0 + count).map(|id| Entity::Node(NodeId(id))))
                }
                Change::RelationshipsCreated(first, count) => touched.extend(
                    (first.0..first.0 + count).map(|id| Entity::Relationship(RelationshipId(id))),
                ),
                Change::PropertySet(change) => {
                    touched.insert(change.entity);
                }
                _ => {}
            }
        }
        touched.retain(|entity| self.contains(*entity));
        touched
    }

    fn is_of(&self, entity: Entity, target: &Target) -> bool {
        match (entity, target) {
            (Entity::Node(node), Target::Nodes(label)) => self
                .label_id(label)
                .is_some_and(|label| self.has_label(node, label)),
            (Entity::Relationship(id), Target::Relationships(kind)) => {
                self.type_id(kind) == Some(self.relationship(id).kind)
            }
            _ => false,
        }
    }

    fn entities_of(&self, target: &Target) -> Vec<Entity> {
        match target {
            Target::Nodes(_) => {
                let nodes = self.nodes().map(Entity::Node);
                nodes.filter(|it| self.is_of(*it, target)).collect()
            }
            Target::Relationships(kind) => {
                let table = self
                    .type_id(kind)
                    .map(|it| &self.relationship_tables[it.0 as usize]);
                let rows = table.into_iter().flat_map(|table| table.rows());
                let all = rows.map(|id| Entity::Relationship(*id));
                all.filter(|it| self.contains(*it)).collect()
            }
        }
    }

    fn check_entities(&self, rule: &Rule, entities: &[Entity]) -> Result<(), GraphError> {
        if rule.kind.exists() {
            for entity in entities {
                self.check_present(rule, *entity)?;
            }
        }
        if let RuleKind::Type(of) = &rule.kind {
            for entity in entities {
                self.check_type(rule, of, *entity)?;
            }
        }
        if !rule.kind.is_unique() || entities.is_empty() {
            return Ok(());
        }
        match rule.target {
            Target::Nodes(_) => entities
                .iter()
                .try_for_each(|it| self.check_unique_node(rule, *it)),
            Target::Relationships(_) => self.check_unique_relationships(rule),
        }
    }

    fn check_present(&self, rule: &Rule, entity: Entity) -> Result<(), GraphError> {
        for (name, value) in rule.properties.iter().zip(self.values(rule, entity)) {
            if value.is_null() {
                let missing = format!("has no property `{name}`");
                return Err(self.broken(rule, entity, &missing));
            }
        }
        Ok(())
    }

    fn check_type(&self, rule: &Rule, of: &Type, entity: Entity) -> Result<(), GraphError> {
        for (name, value) in rule.properties.iter().zip(self.values(rule, entity)) {
            if !of.accepts(&value) {
                let value = literal(&value);
                let other = format!("has {value} as its property `{name}`, which is no {of}");
                return Err(self.broken(rule, entity, &other));
            }
        }
        Ok(())
    }

    /// The values of a rule's properties.
    fn values(&self, rule: &Rule, entity: Entity) -> Vec<Value> {
        let keys = rule.properties.iter().map(|name| self.key_id(name));
        keys.map(|key| key.map_or(Value::Null, |key| self.property(entity, key)))
            .collect()
    }

    fn check_unique_node(&self, rule: &Rule, entity: Entity) -> Result<(), GraphError> {
        let values = self.values(rule, entity);
        let (Some(key), Some(label)) = (self.first_key(rule), self.label_id(rule.target.name()))
        else {
            return Ok(());
        };
        if values.iter().any(Value::is_null) {
            return Ok(());
        }
        let same = self.nodes_with(key, &values[0], |labels| labels.contains(&label));
        let mut others = same
            .into_iter()
            .map(Entity::Node)
            .filter(|other| *other != entity);
        let same = |other: &Entity| {
            let pairs = self.values(rule, *other).into_iter().zip(&values);
            pairs
                .into_iter()
                .all(|(theirs, own)| equal(&theirs, own) == Some(true))
        };
        match others.find(same) {
            Some(other) => Err(self.doubled(rule, (other, entity), &values)),
            None => Ok(()),
        }
    }

    fn check_unique_relationships(&self, rule: &Rule) -> Result<(), GraphError> {
        let mut known: FxHashMap<Equivalent, Entity> = FxHashMap::default();
        for entity in self.entities_of(&rule.target) {
            let values = self.values(rule, entity);
            // A `null`, and a NaN, is like no other.
            if values.iter().any(|it| equal(it, it) != Some(true)) {
                continue;
            }
            match known.entry(Equivalent(Value::list(values.clone()))) {
                Entry::Occupied(other) => {
                    return Err(self.doubled(rule, (*other.get(), entity), &values));
                }
                Entry::Vacant(place) => {
                    place.insert(entity);
                }
            }
        }
        Ok(())
    }

    fn first_key(&self, rule: &Rule) -> Option<KeyId> {
        self.key_id(rule.properties.first()?)
    }

    /// Builds what look-ups by a rule's first property go over, so that the first need not wait for it.
    fn prepare_look_up(&self, rule: &Rule) {
        if let (Target::Nodes(label), Some(key)) = (&rule.target, self.first_key(rule)) {
            self.nodes_per_value(self.label_id(label), key);
        }
    }

    fn doubled(&self, rule: &Rule, (known, new): (Entity, Entity), values: &[Value]) -> GraphError {
        let pairs = rule.properties.iter().zip(values);
        let pairs = pairs.map(|(name, value)| format!("{}: {}", identifier(name), literal(value)));
        let pairs: Vec<_> = pairs.collect();
        let same = format!(
            "has the same {{{}}} as the {}",
            pairs.join(", "),
            self.in_words(known)
        );
        self.broken(rule, new, &same)
    }

    fn broken(&self, rule: &Rule, entity: Entity, what: &str) -> GraphError {
        let entity = self.in_words(entity);
        GraphError {
            kind: ErrorKind::ConstraintValidationFailed,
            detail: "ConstraintValidationFailed",
            message: format!(
                "the {entity} {what}, against the constraint `{}`",
                rule.name
            ),
        }
    }

    fn in_words(&self, entity: Entity) -> String {
        match entity {
            Entity::Node(node) => self.shown(node),
            Entity::Relationship(id) => {
                let kind = self.type_name(self.relationship(id).kind);
                format!("relationship [:{}] with id {}", identifier(kind), id.0)
            }
        }
    }
}
